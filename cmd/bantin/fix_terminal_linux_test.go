package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// On a terminal the difference is coloured, unless NO_COLOR is set; what files hold does not reach the terminal as orders.
func TestFixOnTerminal(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml":  "title: A\nbase_url: https://example.org\n",
		"posts/a.md": "---\ntitle: A\ndate: 27/5/2021\n---\nX\x1b[31m đỏ \n",
	} {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, noColor := range []string{"", "1"} {
		terminal, tty, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		var shown bytes.Buffer
		read := make(chan struct{})
		go func() {
			_, _ = io.Copy(&shown, terminal) // ends with an error when the other side is closed
			close(read)
		}()
		var errs bytes.Buffer
		getenv := func(name string) string { return map[string]string{"NO_COLOR": noColor, "TERM": "xterm"}[name] }
		if status := run(context.Background(), []string{"fix", dir}, nil, tty, &errs, getenv); status != problems {
			t.Errorf("status %d: %s", status, &errs)
		}
		tty.Close()
		<-read
		terminal.Close()
		out := shown.String()
		if coloured := strings.Contains(out, "\x1b[32m+date: 2021-05-27\x1b[0m"); coloured != (noColor == "") {
			t.Errorf("NO_COLOR=%q: %q", noColor, out)
		}
		if strings.Contains(out, "\x1b[31m đỏ") || !strings.Contains(out, "<U+001B>") {
			t.Errorf("the file gives orders to the terminal: %q", out)
		}
	}
}
