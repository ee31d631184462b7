package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckFolder(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(base, filepath.FromSlash(name)) }
	for _, dir := range []string{"site/content/posts", "site/static", "site/.git/refs", "home/user", "elsewhere/layouts", "apart"} {
		if err := os.MkdirAll(at(dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(at("file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"site/out": "apart", "to-content": "site/content", "site/layouts": "elsewhere/layouts", "up": ".", "to-nothing": "nothing"} {
		if err := os.Symlink(at(to), at(link)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	t.Setenv("HOME", at("home/user"))
	for _, c := range []struct {
		dir string
		ok  bool
	}{
		{"site/public", true},
		{"site/deep/er/public", true},
		{"site/out", true}, // a link to a folder apart
		{"new", true},
		{"site-2", true},
		{"site", false},
		{".", false},
		{"up", false},
		{"site/content", false},
		{"site/content/posts/x/y", false},
		{"site/static", false},
		{"site/static/new", false},
		{"to-content", false},
		{"to-content/public", false},
		{"up/site/content/x", false},
		{"site/layouts", false},
		{"elsewhere/layouts", false},
		{"elsewhere/layouts/x", false},
		{"elsewhere", false},
		{"site/.git/public", false},
		{"other/.git/x", false},
		{"home/user", false},
		{"home", false},
		{"home/user/www", true},
		{"file", false},
		{"to-nothing", false},
	} {
		got, err := CheckFolder(at(c.dir), at("site"), []string{"content", "layouts", "static", ".git"})
		var bad *FolderError
		if c.ok && (err != nil || !filepath.IsAbs(got)) || !c.ok && !errors.As(err, &bad) {
			t.Errorf("%s: %q, %v", c.dir, got, err)
		}
	}
	if got, err := CheckFolder(at("site/out/x"), at("site"), nil); err != nil || got != at("apart/x") {
		t.Errorf("link not followed: %q, %v", got, err)
	}
	if _, err := CheckFolder(at("file/x"), at("site"), nil); err == nil || !strings.Contains(err.Error(), at("file")) {
		t.Errorf("a folder in a file: %v", err)
	}
	if _, err := CheckFolder(string(filepath.Separator), at("site"), nil); err == nil {
		t.Error("the root is an output folder")
	}
}
