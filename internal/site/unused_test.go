package site

import (
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/diag"
)

func TestUnusedPictures(t *testing.T) {
	src := sourceOf(
		post("2021/05/a", "2021-05-27", refs("!anh.jpg", "lien-ket.png")),
		post("2021/06/nhap", "2021-06-01", draft, refs("!nhap.jpg")),
		post("2021/12/hen", "2031-12-20", refs("!hen.jpg")),
		post("2021/04/go/", "2021-04-26", removed),
	)
	src.Topics[0].Cover = &content.Image{File: content.FileRef{Path: "content/topics/bia.jpg", Text: "bia.jpg"}, Alt: "Bìa"}
	src.Settings.Organization.Logo = &content.FileRef{Path: "content/logo.svg", Text: "logo.svg"}
	src.Problems.Add(diag.New("content/posts/2021/07/hong.md", 1, 1, "title-missing"))
	files(src, "content/posts/2021/05/anh.jpg", "content/posts/2021/05/lien-ket.png", "content/posts/2021/06/nhap.jpg",
		"content/posts/2021/12/hen.jpg", "content/posts/2021/04/go/cu.jpg", "content/topics/bia.jpg", "content/logo.svg",
		"content/posts/2021/07/cua-bai-hong.jpg", "static/du.jpg", "content/posts/2021/05/ghi.vtt",
		"content/posts/2021/05/thừa.JPG", "content/posts/2021/05/con/thua.svg")
	_, problems := New(src, Options{Now: now})
	var got []string
	for _, d := range problems.All() {
		if d.Code == "unused-picture" && d.Severity == diag.Warning {
			got = append(got, d.File)
		}
	}
	const want = "content/posts/2021/05/con/thua.svg content/posts/2021/05/thừa.JPG"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}

// TestNoBodies: who has not read the bodies does not report what only they could prove, and all else.
func TestNoBodies(t *testing.T) {
	src := sourceOf(post("a", "2021-05-27", topics("phap-luat", "khong-co")))
	src.Pages = append(src.Pages, &content.Page{Meta: meta("pages", "gioi-thieu", "Giới thiệu")})
	src.Settings.Menu = []content.MenuItem{{Title: "A", URL: "/gioi-thieu/#muc"}, {Title: "B", URL: "/khong-co/#muc"}}
	files(src, "content/topics/anh.jpg")
	codes := func(o Options) string {
		s, problems := New(src, o)
		if s.Menu[0].URL != map[bool]string{true: "/gioi-thieu/#muc", false: "/gioi-thieu/"}[o.NoBodies] {
			t.Errorf("%+v: the menu leads to %s", o, s.Menu[0].URL)
		}
		var all []string
		for _, d := range problems.All() {
			all = append(all, d.Code)
		}
		return strings.Join(all, " ")
	}
	same(t, "with bodies", codes(Options{Now: now}), "unknown-topic broken-anchor broken-link unused-picture")
	same(t, "without", codes(Options{Now: now, NoBodies: true}), "unknown-topic broken-link")
}
