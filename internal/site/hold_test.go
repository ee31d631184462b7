package site

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/diag"
)

func TestHoldBack(t *testing.T) {
	src := sourceOf(
		post("2021/01/tot", "2021-01-01", refs("../02/ten-sai.md", "/2021/03/hong-tep/anh.jpg", "../03/be-bet.md", "/luu-tru/2021/02/", "/tin-moi/", "/hinh-anh/2021/")),
		post("2021/02/ten-sai", "2021-02-01", units("Sở Mây"), aliases("/cu/"), act("x hoi-nghi 2021-02-01 - -"), form(content.Photos)),
		post("2021/03/hong-tep", "2021-03-01", refs("anh.jpg", "khong-co.md")),
		post("2021/04/trung", "2021-04-01"), post("2021/04b/trung", "2021-04-02"),
		post("2021/05/nhap", "2021-05-01", draft, units("Sở Gió")),
		post("2021/06/hong-san", "2021-06-01", func(p *content.Post) { p.Held = true }),
		post("2021/07/cung-cho", "2021-07-02", slug("hong-san-2")),
	)
	files(src, "content/posts/2021/03/anh.jpg")
	src.Problems.Add(diag.New("content/posts/2021/03/be-bet.md", 1, 1, "empty-file"), diag.New("content/posts/2021/05/nhap.md", 1, 1, "unknown-key", "x"))
	src.Settings.Menu = []content.MenuItem{{Title: "A", URL: "/2021/02/ten-sai/", Pos: content.Pos{Line: 3, Column: 1}}, {Title: "B", URL: "/2021/01/tot/"}}

	_, problems := New(src, Options{Now: now})
	same(t, "all are wrong", listed(problems), `
posts/2021/02/ten-sai.md:4 error unknown-unit Sở Mây
posts/2021/03/hong-tep.md:11 error broken-link khong-co.md
posts/2021/04b/trung.md:3 error same-address /2021/04/trung/|content/posts/2021/04/trung.md
posts/2021/05/nhap.md:4 warning unknown-unit Sở Gió`)

	s, problems := New(src, Options{Now: now, HoldBack: true})
	same(t, "held back", listed(problems), `
posts/2021/01/tot.md:10 warning link-to-held ../02/ten-sai.md|content/posts/2021/02/ten-sai.md
posts/2021/01/tot.md:11 warning link-to-held /2021/03/hong-tep/anh.jpg|content/posts/2021/03/hong-tep.md
posts/2021/01/tot.md:12 warning link-to-held ../03/be-bet.md|content/posts/2021/03/be-bet.md
posts/2021/01/tot.md:13 warning link-to-held /luu-tru/2021/02/|/luu-tru/2021/02/
posts/2021/01/tot.md:15 warning link-to-held /hinh-anh/2021/|/hinh-anh/2021/
posts/2021/02/ten-sai.md:4 error unknown-unit Sở Mây
posts/2021/03/hong-tep.md:11 error broken-link khong-co.md
posts/2021/04b/trung.md:3 error same-address /2021/04/trung/|content/posts/2021/04/trung.md
posts/2021/05/nhap.md:4 warning unknown-unit Sở Gió
site.yaml:3 warning link-to-held /2021/02/ten-sai/|content/posts/2021/02/ten-sai.md`)
	same(t, "published", urls(s.Posts), "/2021/07/hong-san-2/ /2021/04/trung/ /2021/01/tot/")
	same(t, "targets", fmt.Sprintf("%v", s.Posts[2].Targets), "[{ false } { false } { false } { false } {/tin-moi/ false } { false }]")
	if len(s.Redirects)+len(s.Files)+len(s.Activities)+len(s.Galleries) != 0 || len(s.Menu) != 1 {
		t.Error("something of a held post is left:", s.Redirects, s.Files, s.Activities, s.Galleries, s.Menu)
	}
	var held []string
	for _, h := range s.Held {
		held = append(held, strings.TrimPrefix(h.File, "content/posts/")+" "+h.URL)
	}
	same(t, "held", strings.Join(held, "\n"), `
2021/02/ten-sai.md /2021/02/ten-sai/
2021/03/be-bet.md 
2021/03/hong-tep.md /2021/03/hong-tep/
2021/04b/trung.md /2021/04/trung/
2021/06/hong-san.md /2021/06/hong-san/`)
	if s.HeldBack != 5 || s.Rollup(Filter{}).HeldBack != 5 {
		t.Error("counted", s.HeldBack)
	}
	for _, d := range problems.All() {
		if s.Blocking(d) {
			t.Errorf("blocks: %s %s", d.File, d.Code)
		}
	}
	if !s.Blocking(diag.New("content/units/x.md", 1, 1, "unknown-unit", "x")) {
		t.Error("a problem outside posts does not block")
	}
}

// TestHeldShortensLists: a link to the last page of a list that has become shorter is plain text too.
func TestHeldShortensLists(t *testing.T) {
	src := sourceOf(post("a", "2021-01-01", refs("/tin-moi/trang/2/", "/tin-moi/trang/3/", "/luu-tru/2021/02/trang/2/")), post("b", "2021-01-02"),
		post("c", "2021-02-01", units("Sở Mây")), post("d", "2021-02-02", units("Sở Gió")), post("e", "2021-01-03"))
	src.Settings.PageSize = 1
	healthyBut := func(o Options, want string) *Site {
		s, problems := New(src, o)
		var got []string
		for _, d := range problems.All() {
			if d.Code != "unknown-unit" {
				got = append(got, d.Code+" "+strings.Join(d.Args, " "))
			}
		}
		same(t, "problems", strings.Join(got, "\n"), want)
		return s
	}
	healthyBut(Options{Now: now}, "")
	src.Settings.PageSize = 2
	src.Posts[0].Body = body("/tin-moi/trang/2/", "/tin-moi/trang/3/")
	s := healthyBut(Options{Now: now, HoldBack: true}, "link-to-held /tin-moi/trang/3/ /tin-moi/trang/3/")
	same(t, "targets", fmt.Sprint(s.Posts[len(s.Posts)-1].Targets), "[{/tin-moi/trang/2/ false } { false }]")
	src.Settings.PageSize = 1
	src.Posts[0].Body = body("/luu-tru/2021/02/trang/2/")
	healthyBut(Options{Now: now, HoldBack: true}, "link-to-held /luu-tru/2021/02/trang/2/ /luu-tru/2021/02/trang/2/")
}

// TestHeldKeepsAddress: nothing takes the place of a page that readers still see.
func TestHeldKeepsAddress(t *testing.T) {
	src := sourceOf(post("x/a", "2021-05-01", units("Sở Mây")), post("y/a", "2021-05-02"))
	s, _ := New(src, Options{Now: now, HoldBack: true})
	if len(s.All) != 0 || s.HeldBack != 2 {
		t.Errorf("published %s, held %d", urls(s.All), s.HeldBack)
	}
}
