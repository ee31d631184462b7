package build

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestSiteFS(t *testing.T) {
	// "thư mục/ảnh.jpg", decomposed on the disk.
	const real = "content/thu\u031b mu\u0323c/a\u0309nh.jpg"
	files := newSiteFS(fstest.MapFS{
		real:                  {Data: []byte("ảnh")},
		"content/ảnh kia.jpg": {Data: []byte("kia")},
	})
	for _, name := range []string{real, "content/thư mục/ảnh.jpg", "content/thư mục/a\u0309nh.jpg", "content/ảnh kia.jpg"} {
		if data, err := fs.ReadFile(files, name); err != nil || len(data) == 0 {
			t.Errorf("%q: %q, %v", name, data, err)
		}
	}
	for _, name := range []string{"content/ảnh mất.jpg", "content/không/ảnh.jpg", "x.jpg"} {
		if _, err := files.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestLayered(t *testing.T) {
	l := layered{
		own: sub(newSiteFS(fstest.MapFS{
			"static/site.css": {Data: []byte("own")}, "static/a/own.txt": {}, "static/embed.go": {}, "static/README.vi.md": {},
			"static/.env": {}, "static/.well-known/x": {}, "static/x\u202ey": {},
			"static/link": {Mode: fs.ModeSymlink, Data: []byte("site.css")}, "static/pipe": {Mode: fs.ModeNamedPipe},
			"static/print.css": {Mode: fs.ModeNamedPipe}, "static/icon.svg": {Mode: fs.ModeSymlink, Data: []byte("site.css")},
		}), "static"),
		base: fstest.MapFS{
			"site.css": {Data: []byte("base")}, "site.js": {Data: []byte("base")}, "a/base.txt": {}, "embed.go": {},
			"print.css": {Data: []byte("base")}, "icon.svg": {Data: []byte("base")},
		},
	}
	var got []string
	if err := fs.WalkDir(l, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got = append(got, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{".well-known/x", "a/base.txt", "a/own.txt", "icon.svg", "print.css", "site.css", "site.js"}; !slices.Equal(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
	for name, want := range map[string]string{"site.css": "own", "site.js": "base", "print.css": "base", "icon.svg": "base"} {
		if data, err := fs.ReadFile(l, name); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	for _, name := range []string{"embed.go", "README.vi.md", ".env", "nothing", "link", "pipe"} {
		if _, err := l.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A site need not have such a folder.
	empty := layered{sub(newSiteFS(fstest.MapFS{}), "static"), l.base}
	if all, err := fs.ReadDir(empty, "."); err != nil || len(all) != 5 {
		t.Errorf("%d entries, %v", len(all), err)
	}
	if _, err := fs.ReadDir(empty, "none"); !errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), "<nil>") {
		t.Errorf("%v", err)
	}
}
