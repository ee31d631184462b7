package output

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestManifest(t *testing.T) {
	p := newPlace(t)
	tree := new(Tree)
	tree.Add(text("a b.html", "a"))
	tree.Add(File{Path: "đ/x.css", Kind: Asset, Source: "static/\n", Render: func(*bytes.Buffer) error { return nil }})
	tree.Finish()
	p.Preview, p.BaseURL = true, "https://example.org/tin"
	p.Held = []Held{{"content/posts/h.md", "/2021/05/h/"}, {File: "content/posts/\t.md"}, {"content/posts/x.md", ""}}
	p.write(tree)
	m, err := ReadManifest(p.State, p.Dir)
	if err != nil || !m.Preview || len(m.Entries) != 2 {
		t.Fatalf("manifest %+v, %v", m, err)
	}
	if m.BaseURL != p.BaseURL || len(m.Held) != 2 || m.Held[0] != p.Held[0] || m.Held[1] != p.Held[2] {
		t.Errorf("base %q, held %q", m.BaseURL, m.Held)
	}
	a, x := m.Get("a b.html"), m.Get("đ/x.css")
	if a == nil || a.Source != "content/a b.html" || a.Size() != 1 || fmt.Sprintf("%x", a.Hash[:4]) != "ca978112" {
		t.Errorf("entry %+v", a)
	}
	if x == nil || x.Kind != Asset || x.Source != "" {
		t.Errorf("entry %+v", x)
	}
	if m.Get("b") != nil {
		t.Error("an entry for a file that is not there")
	}
	// Both may move together.
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(filepath.Dir(p.Dir), moved); err != nil {
		t.Fatal(err)
	}
	if m, _ := ReadManifest(filepath.Join(moved, ".bantin"), filepath.Join(moved, "public")); len(m.Entries) != 2 {
		t.Errorf("the manifest was lost in moving: %+v", m)
	}
}

// A build that finds nothing new does not even write the manifest again.
func TestManifestKept(t *testing.T) {
	p := newPlace(t)
	tree := treeOf("a.html", "a", "b/index.html", "b")
	p.write(tree)
	for name := range p.files() {
		// Stamps of this moment would not be trusted, and better ones noted later.
		if err := os.Chtimes(p.path(name), time.Time{}, time.Date(2021, 5, 27, 8, 30, 0, 1, time.UTC)); err != nil {
			t.Fatal(err)
		}
	}
	name := manifestName(p.State, p.Dir)
	p.write(tree)
	before, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(name)
	p.write(tree)
	after, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := os.ReadFile(name); bytes.Equal(text, again) && !os.SameFile(before, after) {
		t.Error("the manifest was written again, with the same bytes")
	}
}

// What an older version has written is still known.
func TestOlderManifest(t *testing.T) {
	m := Manifest{Preview: true, Entries: []Entry{{Path: "a/index.html", Source: "content/a.md"}}}
	body, _, _ := strings.Cut(strings.Replace(string(m.append(nil)), manifestHead+" preview\nbase \n", olderHead+" preview\n", 1), "content/a.md\n")
	body += "content/a.md\n"
	got, ok := parseManifest(fmt.Appendf(nil, "%s%x\n", body, sha256.Sum256([]byte(body))))
	if !ok || !got.Preview || len(got.Entries) != 1 || got.Entries[0] != m.Entries[0] {
		t.Errorf("%+v, %v", got, ok)
	}
}

func FuzzManifest(f *testing.F) {
	m := Manifest{BaseURL: "https://example.org", Held: []Held{{"content/posts/h.md", "/2021/05/h/"}, {File: "content/posts/x.md"}},
		Entries: []Entry{{Path: "a/index.html", Source: "content/a.md"}, {Path: "b", Kind: Asset}}}
	f.Add(m.append(nil))
	f.Add([]byte(manifestHead + "\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if m, ok := parseManifest(text); ok && !bytes.Equal(m.append(nil), text) && !bytes.HasPrefix(text, []byte(olderHead)) {
			t.Errorf("%q is read as %+v", text, m)
		}
	})
}
