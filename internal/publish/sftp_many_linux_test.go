package publish

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"bantin/internal/output"
)

// many is a site of so many files, as a build with that many posts would give, and its state folder.
func many(t testing.TB, files int) (site *Site, state string) {
	t.Helper()
	tree, dir := new(output.Tree), t.TempDir()
	add := func(name, source string, kind output.Kind, size int) {
		tree.Add(output.File{Path: name, Kind: kind, Source: source, Render: func(w *bytes.Buffer) error {
			for w.Len() < size {
				w.WriteString(name + "\n")
			}
			return nil
		}})
	}
	add("index.html", "", output.Page, 20_000)
	for i := range files / 3 {
		at := fmt.Sprintf("2021/%02d/hoi-nghi-so-%d/", i%12+1, i)
		source := fmt.Sprintf("content/posts/%d.md", i)
		add(at+"index.html", source, output.Page, 12_000)
		add(at+"anh.jpg", fmt.Sprintf("content/posts/%d.jpg", i), output.Asset, 3_000)
		add(at+"share."+code(i)+".png", source, output.Asset, 3_000)
	}
	tree.Finish()
	state, out := filepath.Join(dir, ".bantin"), filepath.Join(dir, "public")
	if _, err := output.Write(t.Context(), tree, output.Options{Dir: out, State: state, BaseURL: "https://example.org"}); err != nil {
		t.Fatal(err)
	}
	site, err := OpenSite(t.Context(), state, out, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(site.Close)
	return site, state
}

// Ten thousand files are sent, and then nothing.
func TestSFTPMany(t *testing.T) {
	if os.Getenv("CI") != "true" || testing.Short() {
		t.Skip("takes long; runs where CI=true")
	}
	t.Parallel()
	s := serveSSH(t, nil)
	site, _ := many(t, 10_000)
	target := s.open(t, "/trang", "")
	send(t, site, target, usual())
	got := (&rig{dir: filepath.Join(s.dir, "trang")}).tree(t)
	complete(t, site, got, nil, usual())
	if p, err := Prepare(t.Context(), site, target, usual()); err != nil || !p.Empty() {
		t.Errorf("again: %v", err)
	}
}

// BenchmarkUnchanged is a publish of 12,000 files of which none has changed, from the first connection on.
func BenchmarkUnchanged(b *testing.B) {
	s := serveSSH(b, nil)
	site, state := many(b, 12_000)
	send(b, site, s.open(b, "/trang", ""), usual())
	site.Close()
	for b.Loop() {
		read, err := OpenSite(b.Context(), state, site.Dir, "")
		if err != nil {
			b.Fatal(err)
		}
		target, err := Open(b.Context(), s.at("/trang", ""), s.environment())
		if err != nil {
			b.Fatal(err)
		}
		p, err := Prepare(b.Context(), read, target, usual())
		if err != nil || !p.Empty() {
			b.Fatalf("%v, new %d, changed %d", err, len(p.New), len(p.Changed))
		}
		target.Close()
		read.Close()
	}
}

// BenchmarkFirst is a publish of 1,200 files to a server that has none.
func BenchmarkFirst(b *testing.B) {
	s := serveSSH(b, nil)
	site, _ := many(b, 1_200)
	n := 0
	for b.Loop() {
		n++
		target := s.open(b, "/"+strconv.Itoa(n), "")
		send(b, site, target, usual())
		target.Close()
	}
}
