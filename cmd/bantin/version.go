package main

import (
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"

	"bantin/internal/licence"
)

func versionCommand() command {
	return command{
		name:    "version",
		summary: text{"cho biết phiên bản", "tell the version"},
		usage: text{`bantin version [tùy chọn]

Cho biết phiên bản của chương trình, bản mã nguồn cùng ngày của nó, phiên bản Go và hệ máy
mà nó được dựng. Dấu + sau bản mã nguồn: khi dựng có sửa đổi chưa ghi vào Git.

  --licenses     kể thêm mọi phần do người khác viết có trong chương trình (thư viện, phông chữ,
                 bộ mã hóa ảnh …), phiên bản, giấy phép và toàn văn từng giấy phép; ai chuyển
                 chương trình cho người khác thì gửi kèm bản này
  --lang vi|en   ngôn ngữ của lời nhắn (mặc định theo LC_ALL, LANG)

Ví dụ:
  bantin version
  bantin version --licenses > giay-phep.txt
`, `bantin version [flags]

Tells the program's version, the revision of its source with its date, the version of Go and
what it was built for. A + after the revision: something was changed and not committed.

  --licenses     lists, too, all that is in the program and was written elsewhere (libraries,
                 fonts, the encoder of pictures …), with versions, licences and the full text of
                 each; whoever passes the program on passes this on with it
  --lang vi|en   language of messages (default: from LC_ALL, LANG)

Examples:
  bantin version
  bantin version --licenses > licences.txt
`},
		flags: func(p *invocation, set *flag.FlagSet) func([]string) int {
			licences := set.Bool("licenses", false, "")
			return func([]string) int {
				info, ok := debug.ReadBuildInfo()
				if !ok {
					info = new(debug.BuildInfo)
				}
				fmt.Fprintln(p.stdout, versionLine(info))
				if *licences {
					p.printLicences(info)
				}
				return done
			}
		},
	}
}

// printLicences lists what others have written, and their licences in full.
func (p *invocation) printLicences(info *debug.BuildInfo) {
	versions := make(map[string]string)
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		versions[m.Path] = m.Version
	}
	fmt.Fprintf(p.stdout, "\n%s\n\n", text{
		"Trong chương trình có các phần sau do người khác viết, mỗi phần theo giấy phép của nó:",
		"These parts of the program were written elsewhere, each under its own licence:",
	}.in(p.lang))
	for _, part := range licence.Parts() {
		name := part.Name
		if v := versions[name]; v != "" {
			name += " " + v
		}
		fmt.Fprintf(p.stdout, "  %-76s %s\n", name, part.SPDX)
	}
	fmt.Fprintf(p.stdout, "\n%s\n\n%s", text{"Toàn văn các giấy phép (bằng tiếng Anh):", "The licences in full:"}.in(p.lang), licence.Texts)
}

// versionLine is “bantin v1.2.0 (1a2b3c4d5e6f, 2026-11-20) go1.26.8 linux/amd64”.
func versionLine(info *debug.BuildInfo) string {
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = "devel"
	}
	var revision, day, changed string
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value[:min(len(s.Value), 12)]
		case "vcs.time":
			day = ", " + s.Value[:min(len(s.Value), len("2006-01-02"))]
		case "vcs.modified":
			if s.Value == "true" {
				changed = "+"
			}
		}
	}
	if revision != "" {
		revision = " (" + revision + changed + day + ")"
	}
	return fmt.Sprintf("bantin %s%s %s %s/%s", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
