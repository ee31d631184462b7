package site

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bantin/internal/content"
	"bantin/internal/output"
)

// FuzzPermalink: whatever stands in site.yaml as the pattern of addresses, and in posts as slug and old address, a pattern
// is reported or gives every post an address by the rules of addresses; no two posts or old addresses share one; and each
// is a place in the output folder.
func FuzzPermalink(f *testing.F) {
	for _, s := range [][3]string{
		{"/{year}/{month}/{slug}/", "hoc-bac", "/cu/"}, {"/{year}-{month}-{day}/{topic}/{unit}/{slug}/", "", "/tin/Cũ.html"}, {"/tin-{slug}/", "hai", "/tin-hai/index.html"},
		{"/{slug}/", "chu-de", "/chu-de/"}, {"/{slug}{slug}{year}/", "a", "/a%2F..%2F../"}, {"/{}{slug}/", "A", "//b/"}, {"{slug}", "-", "/_headers"}, {"/{slug}/}/", "a.", "/a/./b\\c\x00"},
	} {
		f.Add(s[0], s[1], s[2])
	}
	quote := func(s string) string {
		b, err := json.Marshal(s) // is a text of YAML, too
		if err != nil {
			panic(err)
		}
		return string(b)
	}
	f.Fuzz(func(t *testing.T, pattern, slug, alias string) {
		post := func(more string) *fstest.MapFile {
			return &fstest.MapFile{Data: []byte("---\ntitle: Một tin\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\n" + more + "---\nTin.\n")}
		}
		src, err := content.Load(fstest.MapFS{
			"content/site.yaml":           {Data: []byte("title: Bản tin\nbase_url: https://example.org/tin\npermalink: " + quote(pattern) + "\n")},
			"content/topics/phap-luat.md": {Data: []byte("---\ntitle: Pháp luật\n---\n")},
			"content/units/so-noi-vu.md":  {Data: []byte("---\ntitle: CĐCS\n---\n")},
			"content/posts/mot.md":        post(""),
			"content/posts/hai.md":        post("slug: " + quote(slug) + "\naliases: " + quote(alias) + "\n"),
		}, content.Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		s, problems := New(src, Options{Now: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)})
		told := listed(src.Problems) + listed(problems)
		if src.Settings.Permalink != pattern && src.Settings.Permalink != "/{year}/{month}/{slug}/" {
			t.Errorf("the pattern %q became %q", pattern, src.Settings.Permalink)
		}
		if len(s.All) == 0 {
			t.Fatalf("no posts; %s", told)
		}
		var all []string
		for _, p := range s.All {
			if strings.Trim(p.URL, "abcdefghijklmnopqrstuvwxyz0123456789-/") != "" || p.URL[0] != '/' || !strings.HasSuffix(p.URL, "/") || strings.Contains(p.URL, "//") {
				t.Errorf("pattern %q, slug %q give %q", pattern, slug, p.URL)
			}
			if s.Href(p.URL) != "/tin"+p.URL {
				t.Errorf("%q is linked to as %q", p.URL, s.Href(p.URL))
			}
			all = append(all, p.URL)
		}
		for _, r := range s.Redirects {
			all = append(all, r.From)
			if !slices.ContainsFunc(s.All, func(p *Post) bool { return p.URL == r.To }) {
				t.Errorf("%q leads to %q", r.From, r.To)
			}
		}
		slices.Sort(all)
		if n := len(all); len(slices.Compact(slices.Clone(all))) < n && problems.Errors() == 0 {
			t.Errorf("two things at one of %q", all)
		}
		for _, u := range all {
			if strings.HasSuffix(u, "/") {
				u += "index.html"
			}
			if !output.ValidPath(u[1:]) && problems.Errors()+src.Problems.Errors() == 0 {
				t.Errorf("%q is no place for a file", u)
			}
		}
	})
}
