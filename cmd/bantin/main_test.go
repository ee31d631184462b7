package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ args, env, want string }{
		{"build", "", "vi"},
		{"build", "LANG=en_US.UTF-8", "en"},
		{"build", "LANG=vi_VN.UTF-8", "vi"},
		{"build", "LANG=fr_FR", "vi"},
		{"build", "LANG=C.UTF-8", "vi"},
		{"build", "LC_ALL=vi_VN LANG=en_US", "vi"},
		{"build", "LC_ALL=en_GB LANG=vi_VN", "en"},
		{"build --lang en", "", "en"},
		{"--lang en build", "LANG=vi_VN", "en"},
		{"build --lang=vi", "LANG=en_US", "vi"},
		{"build -lang=en", "", "en"},
		{"build --lang", "LANG=en_US", "en"},
		{"build lang=en", "", "vi"},
	} {
		env := make(map[string]string)
		for pair := range strings.FieldsSeq(c.env) {
			name, value, _ := strings.Cut(pair, "=")
			env[name] = value
		}
		if got := language(strings.Fields(c.args), func(k string) string { return env[k] }); got != c.want {
			t.Errorf("%s with %q: %s, want %s", c.args, c.env, got, c.want)
		}
	}
}

func TestParseFlags(t *testing.T) {
	for _, c := range []struct{ args, rest, out, wrong string }{
		{"", "", "", ""},
		{"a --out x", "a", "x", ""},
		{"--out x a", "a", "x", ""},
		{"-out=x a -strict", "a", "x", ""},
		{"--out= a", "a", "", ""},
		{"--strict=false a", "a", "", ""},
		{"--strict false", "false", "", ""},
		{"-- --out", "--out", "", ""},
		{"- a", "- a", "", ""},
		{"--out", "", "", "--out"},
		{"--strict=maybe", "", "", "--strict maybe"},
		{"a --ou x", "", "", "--ou"},
	} {
		set := flag.NewFlagSet("", flag.ContinueOnError)
		out := set.String("out", "", "")
		set.Bool("strict", false, "")
		rest, wrong := parseFlags(set, strings.Fields(c.args))
		if wrong.arg != c.wrong || (wrong.what != text{}) != (c.wrong != "") {
			t.Errorf("%q: %+v, want %q", c.args, wrong, c.wrong)
		} else if c.wrong == "" && (strings.Join(rest, " ") != c.rest || *out != c.out) {
			t.Errorf("%q: %q, out %q", c.args, rest, *out)
		}
	}
}

// A mistake of the program is told in a few words, with its place, never as a stack trace.
func TestReportPanic(t *testing.T) {
	for _, v := range []any{
		"oh\x1b[31m no\nmore",
		fmt.Errorf("index out of range"),
		"a/index.html: oh no\n\ngoroutine 7 [running]:\npanic({0x1, 0x2})\n\t/usr/lib/go/src/runtime/panic.go:860 +0x13a\nbantin/internal/render.x()\n\t/src/bantin/internal/render/post.go:12 +0x1d\n",
	} {
		var out bytes.Buffer
		p := &invocation{stderr: &out, lang: "en"}
		p.reportPanic(v)
		if got := out.String(); strings.Contains(got, "goroutine") || strings.Contains(got, "\x1b") || strings.Count(got, "\n") != 2 ||
			!strings.Contains(got, "internal error") {
			t.Errorf("%v: %q", v, got)
		}
		if s, ok := v.(string); ok && strings.Contains(s, "post.go") && !strings.Contains(out.String(), "internal/render/post.go:12") {
			t.Errorf("no place in %q", &out)
		}
	}
}

func TestVersionLine(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "1a2b3c4d5e6f7a8b"}, {Key: "vcs.time", Value: "2026-11-20T01:02:03Z"}, {Key: "vcs.modified", Value: "true"},
	}}
	if got := versionLine(info); !strings.HasPrefix(got, "bantin v1.2.0 (1a2b3c4d5e6f+, 2026-11-20) go1") {
		t.Error(got)
	}
	if got := versionLine(new(debug.BuildInfo)); !strings.HasPrefix(got, "bantin devel go1") {
		t.Error(got)
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		done, total int64
		want        string
	}{
		{0, 0, "đang đọc nội dung …"},
		{0, 2000, strings.Repeat("░", 24) + " 0/2.000 tệp"},
		{1000, 2000, strings.Repeat("█", 12) + strings.Repeat("░", 12) + " 1.000/2.000 tệp"},
		{2000, 2000, strings.Repeat("█", 24) + " 2.000/2.000 tệp"},
	} {
		if got := bar(c.done, c.total, text{"tệp", "files"}, "vi"); got != c.want {
			t.Errorf("%d of %d: %q", c.done, c.total, got)
		}
	}
}

func TestRepositoryPath(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "repo", "sites", "tin"), 0o755); err != nil {
		t.Fatal(err)
	}
	// A work tree has a file of this name.
	if err := os.WriteFile(filepath.Join(dir, "repo", ".git"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"repo": "", "repo/sites/tin": "sites/tin", "repo/sites/none": "sites/none"} {
		if got := repositoryPath(filepath.Join(dir, filepath.FromSlash(name))); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// Every command and topic has its help in both languages, on lines that fit a terminal.
func TestHelp(t *testing.T) {
	names := commandNames()
	for _, topic := range allTopics() {
		names = append(names, topic.names...)
	}
	pages := make(map[string]string)
	for _, lang := range []string{"vi", "en"} {
		for _, name := range append(names, "") {
			var out, errs bytes.Buffer
			args := []string{"help", "--lang", lang}
			if name != "" {
				args = append(args, name)
			}
			if status := run(context.Background(), args, nil, &out, &errs, func(string) string { return "" }); status != done || errs.Len() > 0 {
				t.Fatalf("%q: status %d, %s", args, status, &errs)
			}
			for line := range strings.Lines(out.String()) {
				if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 100 || strings.TrimRight(line, "\n") != strings.TrimRight(line, " \n") {
					t.Errorf("%q: %d characters, or a space at the end: %q", args, n, line)
				}
			}
			pages[lang+" "+name] = out.String()
		}
	}
	for _, name := range names {
		if pages["vi "+name] == pages["en "+name] {
			t.Errorf("help on %s is not translated", name)
		}
	}
	keys := strings.Fields(`title date topic unit form summary cover cover_alt cover_caption cover_credit images file alt caption credit
		video duration attachments number basis campaign activities commended author source name url slug aliases updated expires
		removed corrections text pinned_until bulletin draft extra kind from to units time place id aggregate`)
	for _, lang := range []string{"vi", "en"} {
		words := strings.FieldsFunc(pages[lang+" bai-viet"], func(r rune) bool { return strings.ContainsRune(" \n,;:{}()[]", r) })
		for _, key := range keys {
			if !slices.Contains(words, key) {
				t.Errorf("%s: the help on posts says nothing of %s", lang, key)
			}
		}
	}
}
