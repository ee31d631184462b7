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

// On a terminal the plan is shown first, and nothing is published that nobody has agreed to.
func TestPublishAsks(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "public"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "public", "index.html"), []byte("home"), 0o600); err != nil {
		t.Fatal(err)
	}
	www := filepath.Join(dir, "www")
	for _, c := range []struct {
		typed, lang string
		published   bool
	}{{"\n", "vi", false}, {"k\n", "vi", false}, {"n\n", "en", false}, {"\x04", "en", false}, {"Có\n", "vi", true}, {"y\n", "en", true}} {
		terminal, tty, err := pty.Open()
		if err != nil {
			t.Skipf("a pseudo-terminal is missing: %v", err)
		}
		var shown, out bytes.Buffer
		read := make(chan struct{})
		go func() {
			_, _ = io.Copy(&shown, terminal) // ends with an error when the other side is closed
			close(read)
		}()
		if _, err := terminal.WriteString(c.typed); err != nil {
			t.Fatal(err)
		}
		status := run(context.Background(), []string{"publish", www, dir, "--lang", c.lang}, tty, &out, tty, func(string) string { return "" })
		tty.Close()
		<-read
		terminal.Close()
		_, err = os.Stat(filepath.Join(www, "index.html"))
		if status != done || (err == nil) != c.published {
			t.Errorf("%q: status %d, published: %v\n%s", c.typed, status, err == nil, &shown)
		}
		if question := map[string]string{"vi": "Đăng lên " + www + "? [c/K]", "en": "Publish to " + www + "? [y/N]"}[c.lang]; !strings.Contains(shown.String(), question) {
			t.Errorf("%q: %s", c.typed, &shown)
		}
		if !strings.Contains(out.String(), "www: ") {
			t.Errorf("%q: no plan: %s", c.typed, &out)
		}
		os.RemoveAll(www)
	}
}
