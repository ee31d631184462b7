package main

import (
	"embed"
	"flag"
	"fmt"
)

// shells are those that a script of completion/ is for: it asks the program
// itself what can follow, so it never tells of a command that is not there.
//
//go:embed completion
var completionScripts embed.FS

// askWords is what those scripts call: “completion words -- WORD…”.
const askWords = "words"

func shells() []string { return []string{"bash", "zsh", "fish"} }

func completionCommand() command {
	return command{
		name:    "completion",
		summary: text{"gõ tắt bằng phím Tab trong bash, zsh, fish", "completion with the Tab key in bash, zsh, fish"},
		usage:   completionUsage,
		flags:   completionFlags,
		most:    10000,
	}
}

var completionUsage = text{`bantin completion bash|zsh|fish

In đoạn lệnh để phím Tab điền giúp tên lệnh, tùy chọn, giá trị, và id của đơn vị, chủ đề,
đợt trong trang đang đứng. Làm một lần cho mỗi máy, rồi mở cửa sổ lệnh mới.

  --lang vi|en       ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Mã thoát:  0 xong · 2 không chạy được.

Ví dụ:
  bantin completion bash >>~/.bashrc
  bantin completion zsh >>~/.zshrc                (sau dòng compinit)
  bantin completion fish >~/.config/fish/completions/bantin.fish
`, `bantin completion bash|zsh|fish

Prints a script by which the Tab key completes commands, flags and their values, and the
ids of the units, topics and campaigns of the site in the current folder. It is needed
once on each machine; then open a new terminal.

  --lang vi|en       language of messages (default: from LC_ALL, LANG)

Exit status:  0 done · 2 could not run.

Examples:
  bantin completion bash >>~/.bashrc
  bantin completion zsh >>~/.zshrc                (after the line compinit)
  bantin completion fish >~/.config/fish/completions/bantin.fish
`}

func completionFlags(p *invocation, _ *flag.FlagSet) func(args []string) int {
	return func(args []string) int {
		if len(args) > 0 && args[0] == askWords {
			p.printCandidates(args[1:])
			return done
		}
		what, arg := text{"cần tên của bash, zsh hoặc fish", "which of bash, zsh or fish"}, ""
		switch {
		case len(args) > 1:
			what, arg = text{"thừa “%s”", "“%s” is one too many"}, args[1]
		case len(args) == 1:
			script, err := completionScripts.ReadFile("completion/bantin." + args[0])
			if err == nil {
				fmt.Fprintf(p.stdout, "%s", script)
				return done
			}
			what, arg = text{"không có đoạn lệnh cho “%s”", "there is no script for “%s”"}, args[0]
		}
		m := misuse{what: what, arg: arg, meant: nearest(arg, shells())}
		if arg == "" {
			m.what = text{what.vi + "%s", what.en + "%s"}
		}
		return p.usageError("completion", m)
	}
}
