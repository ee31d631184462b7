package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
)

// sourceURLs are the addresses of a site's sources, one a line.
func sourceURLs(s *Site) string {
	var all []string
	for i := range s.Sources {
		all = append(all, s.Sources[i].URL)
	}
	return strings.Join(all, "\n")
}

func TestSources(t *testing.T) {
	src := sourceOf(
		post("hoi-nghi", "2021-04-15", units("so-noi-vu"), act("- hoi-nghi - - - so-cuoc=0")),
		post("mau-1", "2021-05-02", act("mau hien-mau 2020-12-31 2021-05-01 so-y-te luot-nguoi=100")),
		post("mau-2", "2021-05-03", topics("hoc-tap"), act("mau hien-mau"+" - - - so-cuoc=1"), form(content.Article), campaign("he")),
		post("tong-hop", "2019-06-30", act("- khac - - - luot-nu=9999 +"), campaign("mo"), expires("2019-07-30")),
		post("mai", "2021-11-30", act("- khac 2021-12-02 - - luot-nu=1")),
		post("nhap", "2018-06-30", draft, act("- khac - - -")), post("go", "2018-07-30", removed, act("- khac - - -")),
	)
	withCampaign(withCampaign(src, "he", "2020-05-01", ""), "mo", "2019-05-01", "")
	s := healthy(t, src, Options{})
	same(t, "sources", sourceURLs(s), `
/dot/he/danh-sach/
/dot/mo/danh-sach/
/hoat-dong/2019/chu-de/phap-luat/
/hoat-dong/2019/don-vi/thu-vien/
/hoat-dong/2019/hinh-thuc/tin/
/hoat-dong/2019/tin-bai/
/hoat-dong/2020/chu-de/hoc-tap/
/hoat-dong/2020/chu-de/phap-luat/
/hoat-dong/2020/danh-sach/
/hoat-dong/2020/don-vi/so-y-te/
/hoat-dong/2020/don-vi/thu-vien/
/hoat-dong/2020/loai/hien-mau/
/hoat-dong/2020/so-lieu/luot-nguoi/
/hoat-dong/2020/so-lieu/so-cuoc/
/hoat-dong/2021/chu-de/hoc-tap/
/hoat-dong/2021/chu-de/phap-luat/
/hoat-dong/2021/danh-sach/
/hoat-dong/2021/don-vi/so-noi-vu/
/hoat-dong/2021/don-vi/thu-vien/
/hoat-dong/2021/hinh-thuc/bai-viet/
/hoat-dong/2021/hinh-thuc/tin/
/hoat-dong/2021/loai/hoi-nghi/
/hoat-dong/2021/so-lieu/so-cuoc/
/hoat-dong/2021/tin-bai/
/hoat-dong/danh-sach/
/hoat-dong/loai/hien-mau/
/hoat-dong/loai/hoi-nghi/
/hoat-dong/so-lieu/luot-nguoi/
/hoat-dong/so-lieu/so-cuoc/
/hoat-dong/tin-bai/`)
	if s.Sources[0].Campaign != s.Campaigns[0] || s.Sources[0].By != ByActivities {
		t.Errorf("%+v", s.Sources[0])
	}
	if got := MonthAnchor(2021, 5); got != "#_2021-05" {
		t.Error(got)
	}
	src.Settings.Language = "en"
	s = healthy(t, src, Options{})
	if s.Sources[0].URL != "/activity/2019/form/tin/" {
		t.Error(s.Sources[0].URL)
	}
}

// TestLinksToSources: a list behind a number may be linked to while it is there,
// whoever links to it; also one that comes with the post itself.
func TestLinksToSources(t *testing.T) {
	source := func(dest string, edits ...func(*content.Post)) *content.Source {
		edits = append(edits, refs(dest))
		return sourceOf(
			post("a", "2021-04-15", act("- hoi-nghi - - - so-cuoc=0"), campaign("he")),
			post("nguon", "2021-05-02", edits...),
		)
	}
	hidden := func(p *content.Post) {
		p.Date.Time = at("2022-03-01")
		act("- hien-mau 2022-02-28 - - luot-nu=1")(p)
	}
	for _, c := range []struct {
		dest, want string
		edits      []func(*content.Post)
	}{
		{"/hoat-dong/2021/loai/hoi-nghi/", "/hoat-dong/2021/loai/hoi-nghi/", nil},
		{"/hoat-dong/2021/loai/hoi-nghi#_2021-05", "/hoat-dong/2021/loai/hoi-nghi/#_2021-05", nil},
		{"https://example.org/news/hoat-dong/loai/hoi-nghi/index.html", "/hoat-dong/loai/hoi-nghi/", nil},
		{"/news/hoat-dong/so-lieu/so-cuoc/", "/hoat-dong/so-lieu/so-cuoc/", nil},
		{"/dot/he/danh-sach/#_thu-vien", "/dot/he/danh-sach/#_thu-vien", nil},
		{"/hoat-dong/danh-sach/", "/hoat-dong/danh-sach/", nil},
		{"/hoat-dong/2021/loai/hien-mau/", "broken-link", nil},
		{"/hoat-dong/2021/loai/Hoi-Nghi/", "broken-link", nil},
		{"/hoat-dong/2020/loai/hoi-nghi/", "broken-link", nil},
		{"/hoat-dong/tin-bai/", "/hoat-dong/tin-bai/", nil},
		{"/hoat-dong/hinh-thuc/tin/", "broken-link", nil},
		{"/dot/mo/danh-sach/", "broken-link", nil},
		{"!/hoat-dong/2021/loai/hoi-nghi/", "missing-file", nil},
		{"/hoat-dong/2022/so-lieu/luot-nu/", "broken-link", nil},
		{"/hoat-dong/2022/so-lieu/luot-nu/", "/hoat-dong/2022/so-lieu/luot-nu/", []func(*content.Post){hidden}},
		{"/hoat-dong/2022/loai/hien-mau/#_2022-02", "/hoat-dong/2022/loai/hien-mau/#_2022-02", []func(*content.Post){hidden, draft}},
		{"/hoat-dong/2022/loai/hoi-nghi/", "broken-link", []func(*content.Post){hidden}},
	} {
		src := source(c.dest, c.edits...)
		withCampaign(withCampaign(src, "he", "2021-01-01", ""), "mo", "2021-01-01", "")
		s, problems := New(src, Options{Now: now})
		got := ""
		for _, p := range append(slices.Clone(s.All), s.Waiting...) {
			if p.Slug == "nguon" {
				got = p.Targets[0].URL
			}
		}
		for _, d := range problems.All() {
			got = d.Code
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.dest, got, c.want)
		}
	}
	src := source("/hoat-dong/danh-sach/")
	withCampaign(src, "he", "2021-01-01", "")
	pos := content.Pos{Line: 9, Column: 4}
	src.Settings.Menu = []content.MenuItem{{Title: "A", URL: "/hoat-dong/2021/danh-sach#x", Pos: pos}, {Title: "B", URL: "/hoat-dong/2020/danh-sach/", Pos: pos}}
	s, problems := New(src, Options{Now: now})
	same(t, "menu", fmt.Sprint(s.Menu)+"\n"+listed(problems), "[{A /hoat-dong/2021/danh-sach/#x false} {B  false}]\nsite.yaml:9 error broken-link /hoat-dong/2020/danh-sach/")
}

// TestLinksToHeldSources: what only a held post calls for is gone with it, and
// the links to it with a warning.
func TestLinksToHeldSources(t *testing.T) {
	src := sourceOf(
		post("a", "2021-04-15", act("- hoi-nghi - - - so-cuoc=0")),
		post("b", "2021-04-16", act("- hien-mau - - -"), refs("khong-co.md", "/hoat-dong/2021/loai/hien-mau/")),
		post("c", "2021-05-02", refs("/hoat-dong/2021/loai/hoi-nghi/", "/hoat-dong/2021/loai/hien-mau/", "/hoat-dong/2021/loai/hien-mau/#_2021-04")),
	)
	s, problems := New(src, Options{Now: now, HoldBack: true})
	same(t, "problems", listed(problems), `
posts/b.md:10 error broken-link khong-co.md
posts/c.md:11 warning link-to-held /hoat-dong/2021/loai/hien-mau/|/hoat-dong/2021/loai/hien-mau/
posts/c.md:12 warning link-to-held /hoat-dong/2021/loai/hien-mau/#_2021-04|/hoat-dong/2021/loai/hien-mau/`)
	if got := sourceURLs(s); strings.Contains(got, "hien-mau") || !strings.Contains(got, "hoi-nghi") {
		t.Error(got)
	}
}
