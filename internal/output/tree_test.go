package output

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// text is a file that holds its own words.
func text(path, words string) File {
	return File{Path: path, Source: "content/" + path, Render: func(w *bytes.Buffer) error {
		w.WriteString(words)
		return nil
	}}
}

// treeOf makes a finished tree of paths and texts in turn.
func treeOf(pairs ...string) *Tree {
	t := new(Tree)
	for p := range slices.Chunk(pairs, 2) {
		t.Add(text(p[0], p[1]))
	}
	t.Finish()
	return t
}

func TestTree(t *testing.T) {
	tree := treeOf("b.html", "b", "a/index.html", "a", "a-b/index.html", "ab", "index.html", "i")
	var paths []string
	for _, f := range tree.Files() {
		paths = append(paths, f.Path)
		if got, ok := tree.Get(f.Path); !ok || got.Path != f.Path {
			t.Errorf("Get(%q) = %q, %v", f.Path, got.Path, ok)
		}
	}
	if want := []string{"a-b/index.html", "a/index.html", "b.html", "index.html"}; !slices.Equal(paths, want) {
		t.Errorf("files %q, want %q", paths, want)
	}
	if _, ok := tree.Get("a"); ok || tree.Len() != 4 {
		t.Errorf("a folder is a file, or %d files", tree.Len())
	}
}

func TestConflicts(t *testing.T) {
	for _, c := range []struct {
		name  string
		paths []string
		want  string
	}{
		{"none", []string{"a", "b/c", "b-c", "b/d/e"}, ""},
		{"twice", []string{"a", "b", "a"}, "a a"},
		{"file and folder", []string{"a/b/c", "a/b/d", "a"}, "a a/b/c"},
		{"folder of a folder", []string{"a/b", "a/b/c/d"}, "a/b a/b/c/d"},
		{"not next to each other", []string{"a", "a-b", "a/c"}, "a a/c"},
		{"one on Windows", []string{"site.css", "Site.css"}, "site.css Site.css"},
		{"both mixed", []string{"Ảnh/A.jpg", "Ảnh/a.JPG", "ảnh/b.jpg"}, "Ảnh/A.jpg Ảnh/a.JPG"},
		{"mixed file and folder", []string{"Tin", "tin/a", "tin/b"}, "Tin tin/a"},
		{"file and mixed folder", []string{"tin", "Tin/A/b", "x/y"}, "tin Tin/A/b"},
		{"folders only", []string{"Tin/a", "tin/b", "TIN/c"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tree := new(Tree)
			for _, p := range c.paths {
				tree.Add(text(p, ""))
			}
			var got []string
			for _, conflict := range tree.Finish() {
				got = append(got, conflict.First.Path+" "+conflict.Second.Path)
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("conflicts %q, want %q", got, c.want)
			}
		})
	}
}

func TestValidPath(t *testing.T) {
	for path, want := range map[string]bool{
		"index.html": true, "2021/05/học bác/ảnh 1.jpg": true, ".well-known/security.txt": true, "a…b": true,
		"": false, ".": false, "..": false, "../a": false, "a/../b": false, "/a": false, "a/": false, "a//b": false, "./a": false,
		`a\b`: false, "a\nb": false, "a\x00b": false, "a\u202eb": false, "a\u200bb": false, "a\xff": false,
		".bantin-tmp-1": false, "a/.bantin-tmp-x/b": false,
		strings.Repeat("a", 255): true, strings.Repeat("a", 256): false, strings.Repeat("đ", 128): false,
	} {
		if got := ValidPath(path); got != want {
			t.Errorf("ValidPath(%q) = %v", path, got)
		}
	}
}

func TestBadPathPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	new(Tree).Add(text("../a", ""))
}
