package site

import (
	"fmt"
	"strings"
	"testing"

	"bantin/internal/content"
)

func TestHref(t *testing.T) {
	s := healthy(t, sourceOf(), Options{})
	for _, c := range []struct{ in, href, abs string }{
		{"/", "/news/", "https://example.org/news/"},
		{"/2021/05/hoc-bac/", "/news/2021/05/hoc-bac/", "https://example.org/news/2021/05/hoc-bac/"},
		{"/a/Kế hoạch.pdf", "/news/a/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf", "https://example.org/news/a/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf"},
		{"/a/100%.pdf", "/news/a/100%25.pdf", "https://example.org/news/a/100%25.pdf"},
		{"/a/50%20.pdf", "/news/a/50%2520.pdf", "https://example.org/news/a/50%2520.pdf"},
		{"/tim-kiem/?q=h%E1%BB%8Dc&x=1#kết-quả", "/news/tim-kiem/?q=h%E1%BB%8Dc&x=1#k%E1%BA%BFt-qu%E1%BA%A3", "https://example.org/news/tim-kiem/?q=h%E1%BB%8Dc&x=1#k%E1%BA%BFt-qu%E1%BA%A3"},
		{"#muc", "#muc", "#muc"},
		{"", "", ""},
		{"mailto:a@example.org", "mailto:a@example.org", "mailto:a@example.org"},
		{"https://vi.wikipedia.org/wiki/Công_đoàn?a=%41'b\"", "https://vi.wikipedia.org/wiki/C%C3%B4ng_%C4%91o%C3%A0n?a=%41%27b%22", "https://vi.wikipedia.org/wiki/C%C3%B4ng_%C4%91o%C3%A0n?a=%41%27b%22"},
		{"https://x.vn/100%", "https://x.vn/100%25", "https://x.vn/100%25"},
		{"//x.vn/<script>", "//x.vn/%3Cscript%3E", "//x.vn/%3Cscript%3E"},
	} {
		if got := s.Href(c.in); got != c.href {
			t.Errorf("Href(%q) = %q, want %q", c.in, got, c.href)
		}
		if got := s.Abs(c.in); got != c.abs {
			t.Errorf("Abs(%q) = %q, want %q", c.in, got, c.abs)
		}
	}
}

func TestHrefWithoutPath(t *testing.T) {
	src := sourceOf()
	src.Settings.BaseURL, src.Settings.Path = "https://example.org", ""
	s := healthy(t, src, Options{})
	if got := s.Href("/a/") + " " + s.Abs("/a/"); got != "/a/ https://example.org/a/" {
		t.Error(got)
	}
	if n := testing.AllocsPerRun(100, func() { s.Href("/2021/05/hoc-bac/") }); n != 0 {
		t.Errorf("Href of a plain address allocates %v times", n)
	}
}

func TestSectionAddresses(t *testing.T) {
	describe := func(s *Site) string {
		var lists []string
		for _, l := range s.Forms {
			lists = append(lists, l.URL)
		}
		return strings.Join(append(lists,
			s.Latest.URL, s.Models.URL, s.TopicsURL(), s.UnitsURL(), s.CampaignsURL(), s.ActivityURL(), s.YearURL(2021), s.MonthURL(2021, 5),
			s.ArchiveRootURL(), s.ArchiveURL(2021, 5), s.SearchURL(), s.Topics[0].URL, s.Units[0].URL, s.Topics[0].FeedURL(), s.Latest.FeedURL()+"-",
			s.GalleryYearURL(content.Photos, 2021), s.GalleryTopicURL(content.VideoForm, s.Topics[0]), s.PageURL(s.Latest, 1), s.PageURL(s.Latest, 2),
		), " ")
	}
	src := sourceOf()
	same(t, "vi", describe(healthy(t, src, Options{})), "/tin/ /bai-viet/ /hinh-anh/ /infographic/ /video/ /van-ban/ /thong-bao/"+
		" /tin-moi/ /mo-hinh-hay/ /chu-de/ /don-vi/ /dot/ /hoat-dong/ /hoat-dong/2021/ /hoat-dong/2021/05/"+
		" /luu-tru/ /luu-tru/2021/05/ /tim-kiem/ /chu-de/hoc-tap/ /don-vi/so-noi-vu/ /chu-de/hoc-tap/feed.xml -"+
		" /hinh-anh/2021/ /video/chu-de/hoc-tap/ /tin-moi/ /tin-moi/trang/2/")
	src.Settings.Language = "en"
	same(t, "en", describe(healthy(t, src, Options{})), "/news/ /articles/ /photos/ /infographics/ /videos/ /documents/ /notices/"+
		" /latest/ /models/ /topics/ /units/ /campaigns/ /activity/ /activity/2021/ /activity/2021/05/"+
		" /archive/ /archive/2021/05/ /search/ /topics/hoc-tap/ /units/so-noi-vu/ /topics/hoc-tap/feed.xml -"+
		" /photos/2021/ /videos/topics/hoc-tap/ /latest/ /latest/page/2/")
}

func TestPostAddresses(t *testing.T) {
	for _, c := range []struct{ pattern, date, want string }{
		{"/{year}/{month}/{slug}/", "2021-05-27 08:30", "/2021/05/hoc-bac/"},
		{"/{year}/{month}/{slug}/", "2021-01-01 00:30", "/2021/01/hoc-bac/"},
		{"/{year}/{month}/{slug}/", "2020-12-31 23:59", "/2020/12/hoc-bac/"},
		{"/{year}/{month}/{day}/{slug}/", "2021-03-01", "/2021/03/01/hoc-bac/"},
		{"/{topic}/{unit}/{slug}/", "2021-03-01", "/phap-luat/so-noi-vu/hoc-bac/"},
		{"/bai/{slug}", "2021-03-01", "/bai/hoc-bac/"},
		{"/{khong}/{slug}/", "2021-03-01", ""},
	} {
		p := post("a", c.date, slug("hoc-bac"), units("CĐCS Sở Nội vụ", "thu-vien"))
		p.Date.Time = p.Date.Time.UTC() // the zone is the site's, whatever the moment's
		src := sourceOf(p)
		src.Settings.Permalink = c.pattern
		s, _ := New(src, Options{Now: now})
		if got := urls(s.Posts); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.pattern, c.date, got, c.want)
		}
	}
}

func TestPageCount(t *testing.T) {
	for _, c := range []struct{ posts, size, want int }{{0, 20, 1}, {1, 20, 1}, {20, 20, 1}, {21, 20, 2}, {5, 2, 3}, {21, 0, 2}} {
		src := sourceOf()
		for i := range c.posts {
			src.Posts = append(src.Posts, post(fmt.Sprintf("p%02d", i), "2021-05-27"))
		}
		src.Settings.PageSize = c.size
		s := healthy(t, src, Options{})
		if got := s.PageCount(s.Latest); got != c.want || s.PageCount(s.Models) != 1 {
			t.Errorf("%d posts by %d: %d pages, want %d", c.posts, c.size, got, c.want)
		}
	}
}
