package site

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/content"
)

func TestCollisions(t *testing.T) {
	page := func(id string) func(*content.Source) {
		return func(src *content.Source) {
			src.Pages = append(src.Pages, &content.Page{Meta: meta("pages", id, id)})
		}
	}
	static := func(f string) func(*content.Source) {
		return func(src *content.Source) { files(src, "static/"+f) }
	}
	permalink := func(p string) func(*content.Source) {
		return func(src *content.Source) { src.Settings.Permalink = p }
	}
	for _, c := range []struct {
		name  string
		posts []*content.Post
		edits []func(*content.Source)
		want  string
	}{
		{"the later post is wrong", []*content.Post{post("x/a", "2021-05-27"), post("y/a", "2021-05-26")}, nil,
			"posts/x/a.md:3 error same-address /2021/05/a/|content/posts/y/a.md"},
		{"at the same time the order of files", []*content.Post{post("x/a", "2021-05-27"), post("y/a", "2021-05-27")}, nil,
			"posts/y/a.md:3 error same-address /2021/05/a/|content/posts/x/a.md"},
		{"a draft is wrong, and only warned", []*content.Post{post("x/a", "2021-05-27"), post("y/a", "2021-05-01", draft)}, nil,
			"posts/y/a.md:3 warning same-address /2021/05/a/|content/posts/x/a.md"},
		{"a post that waits counts", []*content.Post{post("x/a", "2021-12-30"), post("y/a", "2021-12-31")}, nil,
			"posts/y/a.md:3 error same-address /2021/12/a/|content/posts/x/a.md"},
		{"the address of a removed post is never free", []*content.Post{post("x/a", "2021-05-01", removed), post("y/a", "2021-05-02")}, nil,
			"posts/y/a.md:3 error same-address /2021/05/a/|content/posts/x/a.md"},
		{"case", []*content.Post{post("x/a", "2021-05-27"), post("y/a", "2021-05-28", slug("A"))}, nil,
			"posts/y/a.md:3 error address-case /2021/05/A/|/2021/05/a/|content/posts/x/a.md"},
		{"other months", []*content.Post{post("x/a", "2021-05-31 23:59"), post("y/a", "2021-06-01 00:00")}, nil, ""},
		{"page against a list", nil, []func(*content.Source){page("tin-moi")}, "pages/tin-moi.md:2 error reserved-address /tin-moi/"},
		{"page against a form", nil, []func(*content.Source){page("video")}, "pages/video.md:2 error reserved-address /video/"},
		{"page beside", nil, []func(*content.Source){page("gioi-thieu")}, ""},
		{"post against a page", []*content.Post{post("gioi-thieu", "2021-05-27")}, []func(*content.Source){page("gioi-thieu"), permalink("/{slug}/")},
			"posts/gioi-thieu.md:3 error same-address /gioi-thieu/|content/pages/gioi-thieu.md"},
		{"post against a topic", []*content.Post{post("phap-luat", "2021-05-27")}, []func(*content.Source){permalink("/chu-de/{slug}/")},
			"posts/phap-luat.md:3 error same-address /chu-de/phap-luat/|content/topics/phap-luat.md"},
		{"post against a later page", []*content.Post{post("7", "2021-05-27")}, []func(*content.Source){permalink("/tin-moi/trang/{slug}/")},
			"posts/7.md:3 error reserved-address /tin-moi/trang/7/"},
		{"post against a month", []*content.Post{post("05", "2021-05-27")}, []func(*content.Source){permalink("/luu-tru/{year}/{slug}/")},
			"posts/05.md:3 error reserved-address /luu-tru/2021/05/"},
		{"static file against a page", nil, []func(*content.Source){static("Robots.txt"), static("don-vi/index.html"), static("css/site.css"), static("embed.go")},
			"static/Robots.txt:0 error reserved-address /Robots.txt\nstatic/don-vi/index.html:0 error reserved-address /don-vi/"},
		{"alias of a live page", []*content.Post{post("a", "2021-05-27", aliases("/2021/05/b/")), post("b", "2021-05-28")}, nil,
			"posts/a.md:4 error alias-taken /2021/05/b/|content/posts/b.md"},
		{"alias of itself, without its slash", []*content.Post{post("a", "2021-05-27", aliases("/2021/05/a"))}, nil,
			"posts/a.md:4 error alias-taken /2021/05/a/|content/posts/a.md"},
		{"alias of a list", []*content.Post{post("a", "2021-05-27", aliases("/tin-moi/index.html", "/feed.xml"))}, nil,
			"posts/a.md:4 error alias-taken /tin-moi/|/tin-moi/\nposts/a.md:4 error alias-taken /feed.xml|/feed.xml"},
		{"alias that is no path", []*content.Post{post("a", "2021-05-27", aliases("/?p=12", "cu", "/.git/config", "/a/%2E%2e/b"))}, nil,
			"posts/a.md:4 error bad-alias /?p=12\nposts/a.md:4 error bad-alias cu\nposts/a.md:4 error bad-alias /.git/config\nposts/a.md:4 error bad-alias /a/%2E%2e/b"},
		{"one alias twice", []*content.Post{post("a", "2021-05-27", aliases("/cu/")), post("b", "2021-05-28", aliases("/Cu"))}, nil,
			"posts/b.md:4 error address-case /Cu/|/cu/|content/posts/a.md"},
		{"alias of a feed, of data and of a later page", []*content.Post{post("a", "2021-05-27", aliases("/tin/feed.xml", "/hoat-dong/2021/05/Data.json", "/chu-de/hoc-tap/trang/3"))}, nil, `
posts/a.md:4 error alias-taken /tin/feed.xml|/tin/feed.xml
posts/a.md:4 error alias-taken /hoat-dong/2021/05/Data.json|/hoat-dong/2021/05/Data.json
posts/a.md:4 error alias-taken /chu-de/hoc-tap/trang/3/|/chu-de/hoc-tap/trang/3/`},
		{"alias beside what has no feed and no data", []*content.Post{post("a", "2021-05-27", aliases("/tin-moi/feed.xml", "/hoat-dong/2021/05/data.xlsx", "/chu-de/data.csv"))}, nil, ""},
		{"lists behind numbers keep their places, whether they are there or not", []*content.Post{
			post("a", "2021-05-27", aliases("/hoat-dong/2021/loai/hoi-nghi", "/hoat-dong/1999/don-vi/x", "/hoat-dong/So-Lieu/x/", "/hoat-dong/danh-sach", "/hoat-dong/tin-bai/", "/hoat-dong/2021/tin-bai/", "/dot/he/danh-sach/")),
			post("b", "2021-05-27", aliases("/hoat-dong/don-vi/x/", "/hoat-dong/hinh-thuc/tin/", "/hoat-dong/2021/loai/", "/hoat-dong/2021/loai/x/y/", "/hoat-dong/99/loai/x/", "/dot/danh-sach/", "/dot/cu/danh-sach/", "/dot/he/loai/x/")),
		}, []func(*content.Source){func(src *content.Source) {
			withCampaign(src, "he", "2021-05-01", "").Campaigns[0].Aliases = names("cu")
		}, static("hoat-dong/2021/hinh-thuc/tin/index.html")}, `
posts/a.md:4 error alias-taken /hoat-dong/2021/loai/hoi-nghi/|/hoat-dong/2021/loai/hoi-nghi/
posts/a.md:4 error alias-taken /hoat-dong/1999/don-vi/x/|/hoat-dong/1999/don-vi/x/
posts/a.md:4 error alias-taken /hoat-dong/So-Lieu/x/|/hoat-dong/So-Lieu/x/
posts/a.md:4 error alias-taken /hoat-dong/danh-sach/|/hoat-dong/danh-sach/
posts/a.md:4 error alias-taken /hoat-dong/tin-bai/|/hoat-dong/tin-bai/
posts/a.md:4 error alias-taken /hoat-dong/2021/tin-bai/|/hoat-dong/2021/tin-bai/
posts/a.md:4 error alias-taken /dot/he/danh-sach/|/dot/he/danh-sach/
static/hoat-dong/2021/hinh-thuc/tin/index.html:0 error reserved-address /hoat-dong/2021/hinh-thuc/tin/`},
		{"a post at a list behind a number", []*content.Post{post("hoi-nghi", "2021-05-27")}, []func(*content.Source){permalink("/hoat-dong/{year}/loai/{slug}/")},
			"posts/hoi-nghi.md:3 error reserved-address /hoat-dong/2021/loai/hoi-nghi/"},
		{"alias below a file", []*content.Post{post("a", "2021-05-27", aliases("/cu.html/a/", "/logo.png/b")), post("b", "2021-05-28", aliases("/cu.html"))},
			[]func(*content.Source){static("logo.png")},
			"posts/a.md:4 error alias-taken /cu.html/a/|content/posts/b.md\nposts/a.md:4 error alias-taken /logo.png/b/|static/logo.png"},
		{"static file in place of a feed", nil, []func(*content.Source){static("tin/feed.xml"), static("hoat-dong/data.csv"), static("hoat-dong/data.txt")},
			"static/hoat-dong/data.csv:0 error reserved-address /hoat-dong/data.csv\nstatic/tin/feed.xml:0 error reserved-address /tin/feed.xml"},
		{"the search has its page and all below", []*content.Post{post("a", "2021-05-27", aliases("/tim-kiem/", "/Tim-kiem/cu/", "/opensearch.xml", "/tim-kiem-cu/"))},
			[]func(*content.Source){static("tim-kiem/index.json"), static("tim-kiem/terms/0.json"), page("tim-kiem")}, `
pages/tim-kiem.md:2 error reserved-address /tim-kiem/
posts/a.md:4 error alias-taken /tim-kiem/|/tim-kiem/
posts/a.md:4 error alias-taken /Tim-kiem/cu/|/Tim-kiem/cu/
posts/a.md:4 error alias-taken /opensearch.xml|/opensearch.xml
static/tim-kiem/index.json:0 error reserved-address /tim-kiem/index.json
static/tim-kiem/terms/0.json:0 error reserved-address /tim-kiem/terms/0.json`},
		{"without a search its addresses are free", []*content.Post{post("a", "2021-05-27", aliases("/tim-kiem/cu/", "/opensearch.xml"))},
			[]func(*content.Source){static("tim-kiem/index.json"), page("tim-kiem"), func(src *content.Source) { src.Settings.Search = false }}, ""},
		{"alias of a post that waits is live", []*content.Post{post("a", "2021-05-27", aliases("/2021/12/b/")), post("b", "2021-12-28")}, nil,
			"posts/a.md:4 error alias-taken /2021/12/b/|content/posts/b.md"},
	} {
		src := sourceOf(c.posts...)
		for _, edit := range c.edits {
			edit(src)
		}
		_, problems := New(src, Options{Now: now})
		same(t, c.name, listed(problems), c.want)
	}
}

func TestRedirects(t *testing.T) {
	src := sourceOf(
		post("a", "2021-05-27", aliases("/tin/123.html", "/cu//a", "/b%E1%BA%A3n-tin/", "/v1.2-cu")),
		post("hen", "2021-12-27", aliases("/hen/")), post("nhap", "2021-05-27", draft, aliases("/nhap/")),
	)
	src.Units[0].Aliases = names("Thư viện khoa học", "thu-vien-khoa-hoc", "/cdcs/thu-vien")
	src.Topics[0].Aliases = names("Luật")
	withCampaign(src, "bau-cu", "2021-01-01", "")
	src.Campaigns[0].Aliases = names("bau-cu-2021", "bau-cu")
	src.Pages = append(src.Pages, &content.Page{Meta: meta("pages", "lien-he", "Liên hệ")})
	src.Pages[0].Aliases = names("lienhe")
	s := healthy(t, src, Options{})
	var got []string
	for _, r := range s.Redirects {
		got = append(got, fmt.Sprint(r.From, " → ", r.To))
	}
	same(t, "redirects", strings.Join(got, "\n"), `
/bản-tin/ → /2021/05/a/
/cdcs/thu-vien/ → /don-vi/thu-vien/
/cu/a/ → /2021/05/a/
/don-vi/thu-vien-khoa-hoc/ → /don-vi/thu-vien/
/dot/bau-cu-2021/ → /dot/bau-cu/
/lienhe/ → /lien-he/
/tin/123.html → /2021/05/a/
/v1.2-cu/ → /2021/05/a/`)
}
