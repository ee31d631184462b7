package output

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func (p *place) read() *Folder {
	p.Helper()
	f, err := ReadFolder(p.Context(), p.State, p.Dir)
	if err != nil {
		p.Fatal(err)
	}
	return f
}

func TestReadFolder(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("a/index.html", "a", "b/index.html", "b", "c.css", "c", "d/index.html", "d", ".hidden", "h"))
	f := p.read()
	if f.Unfinished() || len(f.Entries) != 5 || len(f.Edited)+len(f.Foreign)+len(f.Missing)+len(f.Skipped) > 0 {
		t.Fatalf("as built: %+v", f)
	}
	p.put("b/index.html", "x") // the same size
	p.put("d/index.html", "longer")
	p.put("google123.html", "g")
	p.put("feed.xml", "f")
	p.put("tim-kiem/index.json", "{}")
	p.put(".well-known/security.txt", "s")
	p.put(".git/config", "secret")
	p.put(".env", "secret")
	if err := os.Remove(p.path("c.css")); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		if err := os.Symlink("/etc/passwd", p.path("link.txt")); err != nil {
			t.Fatal(err)
		}
	}
	f = p.read()
	for _, list := range []struct {
		name      string
		got, want []string
	}{
		{"edited", f.Edited, []string{"b/index.html", "d/index.html"}},
		{"foreign", f.Foreign, []string{".well-known/security.txt", "feed.xml", "google123.html", "tim-kiem/index.json"}},
		{"missing", f.Missing, []string{"c.css"}},
		{"skipped", f.Skipped, []string{".env", ".git", "link.txt"}},
	} {
		if !slices.Equal(list.got, list.want) {
			t.Errorf("%s: %q, want %q", list.name, list.got, list.want)
		}
	}
	for _, e := range f.Entries {
		data, err := os.ReadFile(p.path(e.Path))
		if err != nil || sha256.Sum256(data) != e.Hash || e.Size() != int64(len(data)) {
			t.Errorf("%s: %d bytes, %x, %v", e.Path, e.Size(), e.Hash[:4], err)
		}
		if want := strings.HasSuffix(e.Path, "index.html"); (e.Source != "") != (want || e.Path == ".hidden") {
			t.Errorf("%s: source %q", e.Path, e.Source)
		}
	}
}

// Without a state folder all files are of unknown origin.
func TestReadFolderAlone(t *testing.T) {
	p := newPlace(t)
	p.put("index.html", "home")
	f := p.read()
	if len(f.Manifest.Entries) != 0 || len(f.Foreign) != 1 || f.Entries[0].Kind != Page {
		t.Errorf("%+v", f)
	}
}

func TestLock(t *testing.T) {
	p := newPlace(t)
	tree := treeOf("a.html", "a")
	p.write(tree)
	unlock, err := Lock(p.State, p.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), tree, p.Options); !errors.Is(err, ErrBusy) && runtime.GOOS == "linux" {
		t.Errorf("a build while the folder is locked: %v", err)
	}
	unlock()
	p.write(tree)
	if unlock, err = Lock(filepath.Join(p.Dir, "none"), p.Dir); err != nil {
		t.Errorf("without a state folder: %v", err)
	}
	unlock()
}
