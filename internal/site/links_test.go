package site

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/diag"
)

// linkSource is a site with something of every kind to link to. A post
// "2021/05/nguon" is to link; edits change it.
func linkSource(edits ...func(*content.Post)) *content.Source {
	src := sourceOf(
		post("2021/05/nguon", "2021-05-27", edits...),
		post("2021/05/hoc-bac", "2021-05-19", refs("## moi-phong-mot-viec", "## ket-qua", "anh.jpg", "van-ban/Kế hoạch.pdf")),
		post("2021/04/giai-bong/", "2021-04-25", aliases("/cu/giai-bong/")),
		post("2021/04/da-go", "2021-04-26", removed),
		post("2021/06/nhap", "2021-06-01", draft), post("2021/12/hen", "2021-12-20"),
	)
	for i := range 45 {
		src.Posts = append(src.Posts, post(fmt.Sprintf("2020/t%02d", i), "2020-03-01", form(content.Photos)))
	}
	withCampaign(src, "bau-cu", "2021-01-01", "")
	src.Settings.Board.Posts = 1
	src.Pages = append(src.Pages, &content.Page{Meta: meta("pages", "gioi-thieu", "Giới thiệu")})
	src.Topics[0].Body = body("## muc-luc")
	return files(src, "content/posts/2021/05/anh.jpg", "content/posts/2021/05/van-ban/Kế hoạch.pdf", "content/posts/2021/05/Bia.JPG",
		"content/posts/2021/05/goc.psd", "content/posts/2021/05/ghi-chu.vtt", "static/mau.docx", "static/logo.png", "static/tai/index.html", "static/bo-chu.ttf",
		"content/posts/2021/04/giai-bong/01.jpg")
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ dest, want string }{
		// Files of the site.
		{"hoc-bac.md", "/2021/05/hoc-bac/"},
		{"./hoc-bac.md?in=1#ket-qua", "/2021/05/hoc-bac/?in=1#ket-qua"},
		{"../04/giai-bong/index.md", "/2021/04/giai-bong/"},
		{"../04/giai-bong/", "/2021/04/giai-bong/"},
		{"../04/giai-bong", "/2021/04/giai-bong/"},
		{"../../../pages/gioi-thieu.md", "/gioi-thieu/"},
		{"../../../topics/phap-luat.md#muc-luc", "/chu-de/phap-luat/#muc-luc"},
		{"../../../campaigns/bau-cu.md", "/dot/bau-cu/"},
		{"../04/da-go.md#ket-qua", "/2021/04/da-go/"},
		{"nguon.md", "/2021/05/nguon/"},
		// Files beside the post.
		{"anh.jpg", "/2021/05/nguon/anh.jpg = content/posts/2021/05/anh.jpg"},
		{"!anh.jpg", "/2021/05/nguon/anh.jpg = content/posts/2021/05/anh.jpg"},
		{"van-ban/Kế hoạch.pdf", "/2021/05/nguon/Kế hoạch.pdf = content/posts/2021/05/van-ban/Kế hoạch.pdf"},
		{"ghi-chu.vtt", "/2021/05/nguon/ghi-chu.vtt = content/posts/2021/05/ghi-chu.vtt"},
		{"../04/giai-bong/01.jpg", "/2021/05/nguon/01.jpg = content/posts/2021/04/giai-bong/01.jpg"},
		{"../../../../static/mau.docx", "/mau.docx = static/mau.docx"},
		{"goc.psd", "file-type"},
		{"!van-ban/Kế hoạch.pdf", "not-image"},
		// Addresses from the root.
		{"/", "/"}, {"/#top", "/#top"},
		{"/2021/05/hoc-bac/", "/2021/05/hoc-bac/"}, {"/2021/05/hoc-bac", "/2021/05/hoc-bac/"}, {"/2021/05/hoc-bac/index.html", "/2021/05/hoc-bac/"},
		{"/2021/05/hoc-bac#ket-qua", "/2021/05/hoc-bac/#ket-qua"},
		{"/cu/giai-bong", "/2021/04/giai-bong/"},
		{"/chu-de/phap-luat/", "/chu-de/phap-luat/"}, {"/tim-kiem/?q=hiến máu", "/tim-kiem/?q=hiến máu"}, {"/tim-kiem/index.json", "broken-link"}, {"/opensearch.xml", "/opensearch.xml"},
		{"/news/chu-de/phap-luat/", "/chu-de/phap-luat/"},
		{"/mau.docx", "/mau.docx = static/mau.docx"}, {"!/logo.png", "/logo.png = static/logo.png"},
		{"/bo-chu.ttf", "/bo-chu.ttf = static/bo-chu.ttf"}, {"/tai/", "/tai/"},
		{"/feed.xml", "/feed.xml"}, {"/tin/feed.xml", "/tin/feed.xml"}, {"/tin-moi/feed.xml", "broken-link → /feed.xml"},
		{"/hoat-dong/2021/05/data.csv", "/hoat-dong/2021/05/data.csv"}, {"/dot/bau-cu/data.xlsx", "/dot/bau-cu/data.xlsx"}, {"/hoat-dong/data.xlsx", "/hoat-dong/data.xlsx"}, {"/hoat-dong/2021/data.xlsx", "/hoat-dong/2021/data.xlsx"}, {"/hoat-dong/2019/data.xlsx", "broken-link"}, {"/hoat-dong/2021/05/data.xlsx", "broken-link"},
		{"/bang/", "/bang/"}, {"/bang/chu.txt", "/bang/chu.txt"}, {"/bang/chu.txt/", "broken-link"}, {"/bang/ban.txt", "broken-link"}, {"/bang/don-vi/khac/chu.txt", "broken-link"},
		{"/luu-tru/2021/05/", "/luu-tru/2021/05/"}, {"/luu-tru/2019/05/", "broken-link"},
		{"/hinh-anh/2020/", "/hinh-anh/2020/"}, {"/video/2020/", "broken-link"},
		{"/tin-moi/trang/3/", "/tin-moi/trang/3/"}, {"/tin-moi/trang/9/", "broken-link"}, {"/hinh-anh/trang/2", "/hinh-anh/trang/2/"},
		{"/2021/05/hoc-bac/anh.jpg", "/2021/05/hoc-bac/anh.jpg = content/posts/2021/05/anh.jpg"},
		{"!/2021/05/hoc-bac/anh.jpg", "/2021/05/hoc-bac/anh.jpg = content/posts/2021/05/anh.jpg"},
		{"https://example.org/news/2021/05/hoc-bac/Kế hoạch.pdf", "/2021/05/hoc-bac/Kế hoạch.pdf = content/posts/2021/05/van-ban/Kế hoạch.pdf"},
		{"https://example.org/news/2021/05/hoc-bac/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf#page=2", "/2021/05/hoc-bac/Kế hoạch.pdf#page=2 = content/posts/2021/05/van-ban/Kế hoạch.pdf"},
		{"!https://example.org/news/%6Cogo.png", "/logo.png = static/logo.png"}, {"https://example.org/news/tin-moi/?q=hi%E1%BA%BFn", "/tin-moi/?q=hi%E1%BA%BFn"},
		{"https://example.org/news/%zz/", "broken-link"}, {"https://example.org/news/%FF/", "broken-link"}, {"https://example.org/news/tin%3F/", "broken-link → /tin/"},
		{"/2021/05/hoc-bac/khac.pdf", "broken-link"},
		{"/content/posts/2021/05/hoc-bac.md", "broken-link"},
		{"/2021/06/hoc-bac/", "broken-link → /2021/05/hoc-bac/"},
		{"/2021/05/hoc-back/", "broken-link → /2021/05/hoc-bac/"},
		{"/2021/05/Hoc-Bac/", "broken-link → /2021/05/hoc-bac/"},
		{"/2021/04/giai-bong/01.jpg", "broken-link"},
		// Full addresses.
		{"https://example.org/news/", "/"}, {"https://example.org/news", "/"}, {"http://EXAMPLE.org/news/2021/05/hoc-bac/?a=1#ket-qua", "/2021/05/hoc-bac/?a=1#ket-qua"},
		{"https://example.org/newspaper/", "https://example.org/newspaper/ external"}, {"https://example.org/", "https://example.org/ external"},
		{"//example.org/news/tin/", "/tin/"}, {"//khac.vn/x", "//khac.vn/x external"},
		{"https://example.org/news/khong-co/", "broken-link"},
		{"https://khac.vn/a?b=c#d", "https://khac.vn/a?b=c#d external"},
		{"mailto:a@example.org", "mailto:a@example.org"}, {"tel:+84235123456", "tel:+84235123456"},
		{"javascript:alert(1)", "bad-link-scheme"}, {"https://", "broken-link"},
		{"!https://khac.vn/a.jpg", "image-elsewhere"}, {"!https://example.org/news/logo.png", "/logo.png = static/logo.png"},
		// Anchors.
		{"#", "#"}, {"#top", "#top"}, {"#khong-co", "broken-anchor"},
		{"hoc-bac.md#ket-quan", "broken-anchor → #ket-qua"}, {"hoc-bac.md#chan", "broken-anchor"},
		{"/tin/#gi-cung-duoc", "/tin/#gi-cung-duoc"},
		// Posts that are not published.
		{"../06/nhap.md", "link-to-unpublished"}, {"/2021/06/nhap/", "link-to-unpublished"}, {"../12/hen.md", "link-to-unpublished"},
		// Nowhere.
		{"", "broken-link"}, {"hoc-bac", "broken-link → hoc-bac.md"}, {"hoc-bak.md", "broken-link → hoc-bac.md"}, {"../06/hoc-bac.md", "broken-link → hoc-bac.md"},
		{"Hoc-Bac.md", "file-case → hoc-bac.md"}, {"bia.jpg", "file-case → Bia.JPG"}, {"!BIA.jpg", "file-case → Bia.JPG"}, {"!/Logo.png", "file-case → /logo.png"},
		{"!anhh.jpg", "missing-file → anh.jpg"}, {"!zzz.jpg", "missing-file"}, {"ke-hoach.pdf", "broken-link → van-ban/Kế hoạch.pdf"},
		{"../../../../../../etc/passwd", "broken-link"}, {"../../../../go.mod", "broken-link"},
		{"www.congdoan.vn", "broken-link → https://www.congdoan.vn"}, {"congdoan.vn/tin", "broken-link → https://congdoan.vn/tin"},
	} {
		t.Run(c.dest, func(t *testing.T) {
			s, problems := New(linkSource(refs(c.dest)), Options{Now: now})
			got := ""
			for _, p := range s.All {
				if p.Slug == "nguon" {
					target := p.Targets[0]
					got = target.URL
					if target.External {
						got += " external"
					}
					if target.File != "" {
						got += " = " + target.File
					}
				}
			}
			for _, d := range problems.All() {
				if d.Code == "unused-picture" {
					continue
				}
				if d.Line != 10 || d.Column != 3 || d.File != "content/posts/2021/05/nguon.md" || d.Severity != diag.Error {
					t.Errorf("misplaced: %s", listed(problems))
				}
				got = d.Code
				if d.Suggestion != "" {
					got += " → " + d.Suggestion
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLinksBetweenStates(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []func(*content.Post)
		o     Options
		want  string
	}{
		{"drafts asked for", []func(*content.Post){refs("../06/nhap.md")}, Options{Drafts: true}, ""},
		{"future asked for", []func(*content.Post){refs("../12/hen.md")}, Options{Future: true}, ""},
		{"a draft may", []func(*content.Post){draft, refs("../06/nhap.md", "xyzw.md")}, Options{},
			"posts/2021/05/nguon.md:10 warning link-to-unpublished ../06/nhap.md|content/posts/2021/06/nhap.md\nposts/2021/05/nguon.md:11 warning broken-link xyzw.md"},
		{"published later than the other", []func(*content.Post){func(p *content.Post) { p.Date.Time = at("2021-12-21") }, refs("../12/hen.md")}, Options{}, ""},
		{"published earlier", []func(*content.Post){func(p *content.Post) { p.Date.Time = at("2021-12-19") }, refs("../12/hen.md")}, Options{},
			"posts/2021/05/nguon.md:10 error link-to-unpublished ../12/hen.md|content/posts/2021/12/hen.md"},
		{"taken down", []func(*content.Post){removed, refs("xyzw.md", "!mat.jpg")}, Options{}, ""},
	} {
		c.o.Now = now
		_, problems := New(linkSource(c.edits...), c.o)
		same(t, c.name, listed(problems), c.want)
	}
}

func TestMenuAndLogo(t *testing.T) {
	src := linkSource()
	var titles []string
	for _, m := range healthy(t, src, Options{}).Menu {
		titles = append(titles, m.Title+" "+m.URL)
	}
	if len(titles) != 7 || !strings.HasSuffix(titles[0], " /tin-moi/") || !strings.HasSuffix(titles[6], " /hoat-dong/") {
		t.Errorf("default menu: %q", titles)
	}
	pos := content.Pos{Line: 9, Column: 4}
	src.Settings.Menu = []content.MenuItem{
		{Title: "Tin", URL: "/tin", Pos: pos}, {Title: "Trang", URL: "pages/gioi-thieu.md", Pos: pos}, {Title: "Hỏng", URL: "/tinh/", Pos: pos},
		{Title: "Ngoài", URL: "https://khac.vn/", Pos: pos}, {Title: "Tệp", URL: "/x.pdf", Pos: pos},
	}
	files(src, "static/tài liệu.pdf")
	src.Settings.Menu = append(src.Settings.Menu, content.MenuItem{Title: "Mã hóa", URL: "/t%C3%A0i%20li%E1%BB%87u.pdf", Pos: pos})
	src.Settings.Organization.Logo = &content.FileRef{Path: "content/Logo.svg", Text: "Logo.svg", Pos: pos}
	files(src, "content/Logo.svg")
	s, problems := New(src, Options{Now: now})
	same(t, "problems", listed(problems), "site.yaml:9 error broken-link /tinh/ → /tin/\nsite.yaml:9 error broken-link /x.pdf")
	if fmt.Sprint(s.Menu) != "[{Tin /tin/ false} {Trang /gioi-thieu/ false} {Hỏng  false} {Ngoài https://khac.vn/ true} {Tệp  false} {Mã hóa /tài liệu.pdf false}]" {
		t.Error(s.Menu)
	}
	if s.LogoURL != "/Logo.svg" || s.Files[len(s.Files)-1].URL != "/Logo.svg" {
		t.Error(s.LogoURL, s.Files)
	}
}
