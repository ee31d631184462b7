// Command bantin builds the news website of a trade union from a folder of
// Markdown posts. “bantin help” tells how to use it; package
// bantin/internal/build is what it does.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // time zones must not depend on the machine

	"bantin/internal/diag"
)

// The exit statuses that scripts rely on.
const (
	done     = 0 // all is well
	problems = 1 // there are errors in the content; nothing was written
	failed   = 2 // the command could not run
	heldBack = 3 // done, but posts with errors were left out
)

func main() {
	// Whoever reads the output may stop reading; what becomes of the site must not depend on that.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	limitMemory(ctx)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

// invocation is one run of the program: its surroundings and the reader's language.
type invocation struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	lang           string // "vi" or "en"
}

// run is the whole program without the process around it. args are without
// the program's name. It returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) (status int) {
	p := &invocation{ctx, stdin, stdout, stderr, getenv, language(args, getenv)}
	defer func() {
		if v := recover(); v != nil {
			p.reportPanic(v)
			status = failed
		}
	}()
	name, rest := "help", args
	for i, a := range args {
		// --lang may stand before the command.
		if !strings.HasPrefix(a, "-") && !(i > 0 && isLangFlag(args[i-1])) {
			name = a
			rest = append(args[:i:i], args[i+1:]...)
			break
		}
		if a == "--version" || a == "-version" {
			name, rest = "version", nil
			break
		}
	}
	for _, c := range commands() {
		if c.name == name {
			return c.start(p, rest)
		}
	}
	return p.usageError("", misuse{what: text{"không có lệnh “%s”", "there is no command “%s”"}, arg: name, meant: nearest(name, commandNames())})
}

// reportPanic tells of a mistake in the program itself, in a few words that help
// its developers: what, and where.
func (p *invocation) reportPanic(v any) {
	what, trace, _ := strings.Cut(fmt.Sprint(v), "\n\n")
	what, _, _ = strings.Cut(what, "\n")
	if trace == "" {
		trace = string(debug.Stack())
	}
	place := ""
	for line := range strings.Lines(trace[strings.LastIndex(trace, "panic(")+1:]) {
		line = strings.TrimSpace(line)
		if at := strings.Index(line, "/internal/"); at >= 0 && strings.Contains(line, ".go:") {
			place, _, _ = strings.Cut(line[at+1:], " ")
			break
		}
	}
	p.say(text{
		"bantin: lỗi của chương trình: %s (%s)\nTrang đã đăng không bị ảnh hưởng. Hãy gửi dòng trên cho người phát triển, kèm lệnh vừa chạy.",
		"bantin: internal error: %s (%s)\nThe published site was not touched. Please send the line above to the developers, with the command you ran.",
	}, diag.Harmless(what), place)
}

// text is a text in both languages.
type text struct{ vi, en string }

func (t text) in(lang string) string {
	if lang == "en" {
		return t.en
	}
	return t.vi
}

// say prints a line for the user to stderr.
func (p *invocation) say(t text, args ...any) {
	fmt.Fprintf(p.stderr, t.in(p.lang)+"\n", args...)
}

// language finds out the language of messages: --lang, LC_ALL, LANG, Vietnamese.
func language(args []string, getenv func(string) string) string {
	for i, a := range args {
		value, joined := strings.CutPrefix(strings.TrimLeft(a, "-"), "lang=")
		if joined && strings.HasPrefix(a, "-") || i > 0 && isLangFlag(args[i-1]) {
			if !joined {
				value = a
			}
			if value == "en" {
				return "en"
			}
			return "vi"
		}
	}
	locale := getenv("LC_ALL")
	if locale == "" {
		locale = getenv("LANG")
	}
	if strings.HasPrefix(strings.ToLower(locale), "en") {
		return "en"
	}
	return "vi"
}

func isLangFlag(arg string) bool { return arg == "--lang" || arg == "-lang" }
