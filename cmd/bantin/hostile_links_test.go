package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Links that lie where a build writes lead nothing out of the site's folder: those within the finished site give way to
// what belongs there, and a folder that is one is refused.
func TestHostileLinks(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	s.dir = filepath.Join(s.dir, "site")
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	s.write("content/units/so-noi-vu.md", "---\ntitle: CĐCS Sở Nội vụ\n---\n")
	s.cover("mot", "mot.png", pngOfOne())
	s.build(0)
	want := everyFile(t, s.dir+"/public")
	s.write("../khac/index.html", elsewhereWords)
	s.write("../khac/05/mot/index.html", elsewhereWords)
	link := func(name, to string) {
		t.Helper()
		name = filepath.Join(s.dir, filepath.FromSlash(name))
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, name); err != nil {
			t.Skipf("symbolic links are missing: %v", err)
		}
	}
	untouched := func(when string) {
		t.Helper()
		for name, data := range everyFile(t, s.dir+"/../khac") {
			if string(data) != elsewhereWords {
				t.Errorf("%s: %s was written outside of the site", when, name)
			}
		}
	}
	link("public/2021", "../../khac")
	link("public/index.html", "../../khac/index.html")
	link("public/tin", "/")
	s.build(0)
	untouched("links in public")
	got := everyFile(t, s.dir+"/public")
	for name, data := range want {
		if string(got[name]) != string(data) {
			t.Errorf("%s is not as it was", name)
		}
	}
	for _, name := range []string{"public", ".bantin", ".bantin/cache"} {
		if err := os.RemoveAll(filepath.Join(s.dir, ".bantin")); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(s.dir, ".bantin"), 0o755); err != nil {
			t.Fatal(err)
		}
		link(name, "../../khac")
		for _, lang := range []string{"vi", "en"} {
			if r := s.build(2, "--lang", lang); !strings.Contains(r.stderr, "symbolic link") || !strings.Contains(r.stderr, "--out") {
				t.Errorf("%s: %s", name, r.stderr)
			}
		}
		if name != "public" {
			s.bantin(2, "check", "--now", "2021-06-01")
		}
		untouched(name)
		if err := os.Remove(filepath.Join(s.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	s.build(0)
}
