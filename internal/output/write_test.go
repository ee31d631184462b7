package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// place is a site folder with its output folder.
type place struct {
	*testing.T
	Options
}

func newPlace(t *testing.T) *place {
	dir := t.TempDir()
	return &place{t, Options{Dir: filepath.Join(dir, "public"), State: filepath.Join(dir, ".bantin"), Workers: 3}}
}

func (p *place) write(tree *Tree) Result {
	p.Helper()
	r, err := Write(p.Context(), tree, p.Options)
	if err != nil {
		p.Fatal(err)
	}
	return r
}

func (p *place) path(name string) string { return filepath.Join(p.Dir, filepath.FromSlash(name)) }

func (p *place) put(name, words string) {
	p.Helper()
	if err := os.MkdirAll(filepath.Dir(p.path(name)), 0o755); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(p.path(name), []byte(words), 0o644); err != nil {
		p.Fatal(err)
	}
}

// files reads the output folder: names to texts; folders end in "/", links hold "-> target".
func (p *place) files() map[string]string {
	p.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(p.Dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == p.Dir {
			return err
		}
		rel, _ := filepath.Rel(p.Dir, name)
		switch {
		case d.IsDir():
			all[rel+"/"] = ""
		case d.Type() == fs.ModeSymlink:
			target, _ := os.Readlink(name)
			all[rel] = "-> " + target
		default:
			data, err := os.ReadFile(name)
			all[rel] = string(data)
			return err
		}
		return nil
	})
	if err != nil {
		p.Fatal(err)
	}
	return all
}

// holds checks that the output folder holds these names and texts, in turn, and nothing else.
func (p *place) holds(pairs ...string) {
	p.Helper()
	want := make(map[string]string)
	for c := range slices.Chunk(pairs, 2) {
		want[c[0]] = c[1]
	}
	if got := p.files(); !maps.Equal(got, want) {
		p.Errorf("folder holds %q, want %q", got, want)
	}
}

func (p *place) counts(r Result, written, unchanged, removed int, foreign ...string) {
	p.Helper()
	if r.Written != written || r.Unchanged != unchanged || r.Removed != removed || !slices.Equal(r.Foreign, foreign) {
		p.Errorf("written %d, unchanged %d, removed %d, foreign %q; want %d, %d, %d, %q",
			r.Written, r.Unchanged, r.Removed, r.Foreign, written, unchanged, removed, foreign)
	}
}

func TestWrite(t *testing.T) {
	p := newPlace(t)
	tree := treeOf("index.html", "home", "a/b/index.html", "b", "a/x.css", "css")
	r := p.write(tree)
	p.counts(r, 3, 0, 0)
	if r.Kinds[Page] != 3 || r.Bytes != 8 {
		t.Errorf("kinds %v, %d bytes", r.Kinds, r.Bytes)
	}
	want := []string{"index.html", "home", "a/", "", "a/b/", "", "a/b/index.html", "b", "a/x.css", "css"}
	p.holds(want...)
	p.counts(p.write(tree), 0, 3, 0)
	p.holds(want...)

	p.counts(p.write(treeOf("index.html", "HOME", "a/x.css", "css", "c/index.html", "c")), 2, 1, 1)
	p.holds("index.html", "HOME", "a/", "", "a/x.css", "css", "c/", "", "c/index.html", "c")
	p.counts(p.write(treeOf()), 0, 0, 3)
	p.holds()
}

func TestWriteEmptyFolder(t *testing.T) {
	p := newPlace(t)
	if err := os.Mkdir(p.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	p.counts(p.write(treeOf("a/b.html", "b")), 1, 0, 0)
	p.holds("a/", "", "a/b.html", "b")
}

func TestDamage(t *testing.T) {
	tree := treeOf("index.html", "home", "a/index.html", "a")
	want := []string{"index.html", "home", "a/", "", "a/index.html", "a"}
	outside := filepath.Join(t.TempDir(), "outside")
	for _, c := range []struct {
		name    string
		damage  func(p *place) error
		written int
		foreign []string
	}{
		{"same size", func(p *place) error { return os.WriteFile(p.path("index.html"), []byte("hack"), 0o644) }, 1, nil},
		{"other size", func(p *place) error { return os.WriteFile(p.path("index.html"), nil, 0o644) }, 1, nil},
		{"missing file", func(p *place) error { return os.Remove(p.path("a/index.html")) }, 1, nil},
		{"missing folder", func(p *place) error { return os.RemoveAll(p.path("a")) }, 1, nil},
		{"missing altogether", func(p *place) error { return os.RemoveAll(p.Dir) }, 2, nil},
		{"link for a file", func(p *place) error {
			return errors.Join(os.Remove(p.path("index.html")), os.Symlink(filepath.Join(outside, "secret"), p.path("index.html")))
		}, 1, nil},
		{"link for a folder", func(p *place) error {
			return errors.Join(os.RemoveAll(p.path("a")), os.Symlink(outside, p.path("a")))
		}, 1, nil},
		{"empty folder for a file", func(p *place) error {
			return errors.Join(os.Remove(p.path("index.html")), os.Mkdir(p.path("index.html"), 0o755))
		}, 1, nil},
		{"same bytes, other time", func(p *place) error { return os.Chmod(p.path("index.html"), 0o600) }, 0, nil},
		{"manifest lost", func(p *place) error { return os.RemoveAll(p.State) }, 0, nil},
		{"manifest damaged", func(p *place) error {
			return os.WriteFile(manifestName(p.State, p.Dir), []byte("bantin manifest 1\nrubbish\n"), 0o644)
		}, 0, nil},
		{"manifest cut", func(p *place) error { return os.Truncate(manifestName(p.State, p.Dir), 100) }, 0, nil},
		{"leftovers", func(p *place) error {
			return errors.Join(os.WriteFile(p.path("a/.bantin-tmp-0"), nil, 0o644), os.WriteFile(p.path(".bantin-tmp-77"), []byte("x"), 0o644),
				os.Mkdir(filepath.Join(filepath.Dir(p.Dir), ".bantin-tmp-public"), 0o755))
		}, 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.HasPrefix(c.name, "link") {
				t.Skip("Windows makes links for administrators only")
			}
			if err := os.MkdirAll(outside, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(outside, "secret"), []byte("secret"), 0o644); err != nil {
				t.Fatal(err)
			}
			p := newPlace(t)
			p.write(tree)
			if err := c.damage(p); err != nil {
				t.Fatal(err)
			}
			p.counts(p.write(tree), c.written, 2-c.written, 0, c.foreign...)
			p.holds(want...)
			if got, _ := os.ReadFile(filepath.Join(outside, "secret")); string(got) != "secret" {
				t.Errorf("a file outside the folder now holds %q", got)
			}
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(p.Dir), ".bantin-tmp*")); left != nil {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

func TestForeign(t *testing.T) {
	p := newPlace(t)
	p.put("CNAME", "example.org")
	p.put(".git/HEAD", "ref")
	p.put("a/mine.txt", "mine")
	p.write(treeOf("a/index.html", "a", "b/index.html", "b"))
	p.put("b/mine.txt", "mine")
	r := p.write(treeOf("index.html", "home"))
	p.counts(r, 1, 0, 2, ".git/", "CNAME", "a/mine.txt", "b/mine.txt")
	p.holds("CNAME", "example.org", ".git/", "", ".git/HEAD", "ref", "a/", "", "a/mine.txt", "mine", "b/", "", "b/mine.txt", "mine", "index.html", "home")
}

func TestLostManifestMakesForeign(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("a.html", "a", "b.html", "b"))
	if err := os.RemoveAll(p.State); err != nil {
		t.Fatal(err)
	}
	p.counts(p.write(treeOf("a.html", "a")), 0, 1, 0, "b.html")
}

func TestSwaps(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after []string
		want          []string
	}{
		{"file to folder", []string{"a", "x"}, []string{"a/index.html", "y"}, []string{"a/", "", "a/index.html", "y"}},
		{"folder to file", []string{"a/b/c", "x", "a/d", "x"}, []string{"a", "y"}, []string{"a", "y"}},
		{"both ways", []string{"a", "x", "b/c", "x"}, []string{"a/c", "y", "b", "y"}, []string{"a/", "", "a/c", "y", "b", "y"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPlace(t)
			p.write(treeOf(c.before...))
			r := p.write(treeOf(c.after...))
			if len(r.Foreign) > 0 || r.Unchanged > 0 {
				t.Errorf("%+v", r)
			}
			p.holds(c.want...)
			p.counts(p.write(treeOf(c.after...)), 0, len(c.after)/2, 0)
		})
	}
}

func TestInTheWay(t *testing.T) {
	for _, c := range []struct{ name, foreign, file, named string }{
		{"file", "a", "a/index.html", "a"},
		{"file deep in a folder", "a/b/c", "a", "a/b"},
		{"file in a folder", "a/c", "a", "a/c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPlace(t)
			p.write(treeOf("index.html", "old"))
			p.put(c.foreign, "mine")
			before := p.files()
			_, err := Write(t.Context(), treeOf("index.html", "new", c.file, "x"), p.Options)
			var way *InTheWayError
			if !errors.As(err, &way) || way.Path != p.path(c.named) {
				t.Fatalf("error %v, want %s in the way", err, c.named)
			}
			if !maps.Equal(before, p.files()) {
				t.Errorf("folder changed from %q to %q", before, p.files())
			}
		})
	}
}

// However a build fails, the folder stays as it was.
func TestFailure(t *testing.T) {
	broken := File{Path: "x/y/broken.html", Render: func(*bytes.Buffer) error { return errors.New("no such field") }}
	old := []string{"index.html", "old", "a/index.html", "a"}
	for name, exists := range map[string]bool{"fresh": false, "update": true} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			if exists {
				p.write(treeOf(old...))
			}
			tree := new(Tree)
			for i := range 50 {
				tree.Add(text(fmt.Sprintf("n/%d/index.html", i), "new"))
			}
			tree.Add(text("index.html", "new"))
			tree.Add(broken)
			tree.Finish()
			_, err := Write(t.Context(), tree, p.Options)
			if err == nil || !strings.Contains(err.Error(), "x/y/broken.html: no such field") {
				t.Fatalf("error %v", err)
			}
			if exists {
				p.holds("index.html", "old", "a/", "", "a/index.html", "a")
				p.counts(p.write(treeOf(old...)), 0, 2, 0)
			} else if _, err := os.Lstat(p.Dir); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the folder is there: %v", err)
			}
		})
	}
}

func TestInterrupted(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("index.html", "old"))
	ctx, cancel := context.WithCancel(t.Context())
	tree := new(Tree)
	tree.Add(text("b/index.html", "new"))
	tree.Add(File{Path: "c.html", Render: func(*bytes.Buffer) error { cancel(); return nil }})
	tree.Add(text("index.html", "new"))
	tree.Finish()
	p.Workers = 1
	if _, err := Write(ctx, tree, p.Options); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	p.holds("index.html", "old")
}

func TestPanicNamesFile(t *testing.T) {
	p := newPlace(t)
	tree := new(Tree)
	tree.Add(File{Path: "a.html", Render: func(*bytes.Buffer) error { panic("oh no") }})
	tree.Finish()
	defer func() {
		if v := fmt.Sprint(recover()); !strings.Contains(v, "a.html: oh no") {
			t.Errorf("panic %q", v)
		}
	}()
	Write(t.Context(), tree, p.Options)
}

// A build that is killed while it moves files into place leaves whole files of both sites, and
// the next one knows all of them.
func TestKilledWhileMoving(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("a.html", "old", "b.html", "old"))
	w := &writer{options: p.Options, tree: treeOf("a.html", "new", "c/d.html", "new")}
	var err error
	if w.old, err = ReadManifest(p.State, p.Dir); err != nil {
		t.Fatal(err)
	}
	if err := w.announce(); err != nil {
		t.Fatal(err)
	}
	p.put("c/d.html", "new")           // moved
	p.put("c/.bantin-tmp-0", "new")    // not yet
	p.put("a.html", "new")             // moved
	p.put("new/.bantin-tmp-0", "half") // a folder that nobody knows: it was made before it was announced
	r := p.write(treeOf("a.html", "old"))
	p.counts(r, 1, 0, 2, "new/")
	p.holds("a.html", "old", "new/", "", "new/.bantin-tmp-0", "half")
}

func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write anywhere")
	}
	p := newPlace(t)
	p.write(treeOf("a/b.html", "old"))
	if err := os.Chmod(p.path("a"), 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(p.path("a"), 0o755)
	_, err := Write(t.Context(), treeOf("a/b.html", "new"), p.Options)
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "public") {
		t.Errorf("error %v", err)
	}
	p.holds("a/", "", "a/b.html", "old")
}

func TestNoState(t *testing.T) {
	p := newPlace(t)
	// A file stands where the state folder should be.
	if err := os.WriteFile(p.State, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	p.counts(p.write(treeOf("a.html", "a", "b.html", "b")), 2, 0, 0)
	p.counts(p.write(treeOf("a.html", "a")), 0, 1, 0, "b.html")
}

func TestBusy(t *testing.T) {
	p := newPlace(t)
	tree := treeOf("a.html", "a")
	p.write(tree)
	unlock, err := lock(manifestName(p.State, p.Dir) + ".lock")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), tree, p.Options); !errors.Is(err, ErrBusy) {
		t.Errorf("error %v", err)
	}
	unlock()
	p.write(tree)
}
