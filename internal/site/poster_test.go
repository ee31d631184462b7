package site

import (
	"strings"
	"testing"

	"bantin/internal/content"
)

func poster(p *content.Post) { p.Poster = true }

// Links lead to posters as they do to pages: there must be one, of a page that is published.
func TestPosterLinks(t *testing.T) {
	for _, c := range []struct{ dest, want string }{
		{"/2021/05/hoc-bac/ap-phich/", "/2021/05/hoc-bac/ap-phich/"},
		{"/news/2021/05/hoc-bac/ap-phich", "/2021/05/hoc-bac/ap-phich/"},
		{"https://example.org/news/2021/05/hoc-bac/ap-phich/?in=1", "/2021/05/hoc-bac/ap-phich/?in=1"},
		{"/2021/05/nguon/ap-phich/", "/2021/05/nguon/ap-phich/"},
		{"/dot/bau-cu/ap-phich/", "/dot/bau-cu/ap-phich/"},
		{"/2021/04/giai-bong/ap-phich/", "broken-link"},
		{"/2021/04/da-go/ap-phich/", "broken-link"},
		{"/2021/06/nhap/ap-phich/", "link-to-unpublished"},
		{"/2021/05/hoc-bac/poster/", "broken-link"},
		{"!/2021/05/hoc-bac/ap-phich/", "missing-file"},
	} {
		src := linkSource(poster, refs(c.dest))
		for _, p := range src.Posts {
			switch p.Slug {
			case "hoc-bac", "da-go", "nhap":
				p.Poster = true
			}
		}
		s, problems := New(src, Options{Now: now})
		got := ""
		for _, p := range s.All {
			if p.Slug == "nguon" {
				got = p.Targets[0].URL
			}
		}
		for _, d := range problems.All() {
			if d.Code != "unused-picture" {
				got = d.Code
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.dest, got, c.want)
		}
	}
}

// Nothing else may lie at the address of a poster.
func TestPosterAddresses(t *testing.T) {
	for _, c := range []struct {
		name  string
		posts []*content.Post
		file  string
		want  string
	}{
		{"nothing there", []*content.Post{post("a", "2021-05-01", poster)}, "", ""},
		{"a static page", []*content.Post{post("a", "2021-05-01", poster)}, "static/2021/05/a/ap-phich/index.html", "posts/a.md: same-address"},
		{"a static page of another case", []*content.Post{post("a", "2021-05-01", poster)}, "static/2021/05/A/ap-phich/index.html", "posts/a.md: address-case"},
		{"a static page without a poster", []*content.Post{post("a", "2021-05-01")}, "static/2021/05/a/ap-phich/index.html", ""},
		{"an alias", []*content.Post{post("a", "2021-05-01", poster), post("b", "2021-05-02", aliases("/2021/05/a/ap-phich/"))}, "", "posts/b.md: alias-taken"},
		{"an alias at a post that was taken down", []*content.Post{post("a", "2021-05-01", poster, removed), post("b", "2021-05-02", aliases("/2021/05/a/ap-phich/"))}, "", ""},
		{"of a campaign", []*content.Post{post("b", "2021-05-02", aliases("/dot/he/ap-phich/"))}, "", "posts/b.md: alias-taken"},
	} {
		src := withCampaign(sourceOf(c.posts...), "he", "2020-05-01", "")
		if c.file != "" {
			files(src, c.file)
		}
		_, problems := New(src, Options{Now: now})
		var got []string
		for _, d := range problems.All() {
			got = append(got, strings.TrimPrefix(d.File, "content/")+": "+d.Code)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
