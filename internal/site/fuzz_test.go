package site

import (
	"strings"
	"testing"
)

// FuzzLink: whatever an editor writes as an address, it either leads somewhere
// or is reported, never both nor neither, and what stands in href is safe
// inside double quotes but for &.
func FuzzLink(f *testing.F) {
	for _, s := range []string{"hoc-bac.md", "../04/giai-bong/#x", "/2021/05/hoc-bac/?a=b", "https://example.org/news/%zz", "//x", "a\\b", "!anh.jpg", "\xff", "/%23", "mailto:\"><", "#"} {
		f.Add(s)
	}
	src := linkSource(refs(""))
	post := src.Posts[0]
	for _, p := range src.Posts {
		if p.Slug == "nguon" {
			post = p
		}
	}
	f.Fuzz(func(t *testing.T, dest string) {
		post.Body = body(strings.TrimPrefix(dest, "## "))
		s, problems := New(src, Options{Now: now})
		for _, p := range s.All {
			if p.Post != post {
				continue
			}
			u := p.Targets[0].URL
			if broken := problems.Errors() > 0; broken != (u == "") && !strings.Contains(listed(problems), "broken-anchor") {
				t.Errorf("%q leads to %q, problems %s", dest, u, listed(problems))
			}
			for _, h := range []string{s.Href(u), s.Abs(u)} {
				if strings.ContainsFunc(h, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"'<>\`+"`", r) }) {
					t.Errorf("%q gives %q", dest, h)
				}
			}
		}
	})
}
