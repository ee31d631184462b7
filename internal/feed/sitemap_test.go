package feed

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/content"
	"bantin/internal/output"
)

type sitemapFile struct {
	XMLName xml.Name
	URLs    []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
		News    *struct {
			Name  string `xml:"publication>name"`
			Lang  string `xml:"publication>language"`
			Date  string `xml:"publication_date"`
			Title string `xml:"title"`
		} `xml:"http://www.google.com/schemas/sitemap-news/0.9 news"`
	} `xml:"url"`
	Sitemaps []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
	} `xml:"sitemap"`
}

// readSitemap holds a file against the rules of the protocol.
func readSitemap(t *testing.T, tree *output.Tree, name, root string) sitemapFile {
	t.Helper()
	text := read(t, tree, name)
	if !strings.HasPrefix(text, `<?xml version="1.0" encoding="UTF-8"?>`) || len(text) > 50<<20 {
		t.Errorf("%s: no XML declaration, or %d bytes", name, len(text))
	}
	var f sitemapFile
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if f.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" || f.XMLName.Local != root {
		t.Errorf("%s is a %v", name, f.XMLName)
	}
	if len(f.URLs) > 50_000 {
		t.Errorf("%s has %d addresses", name, len(f.URLs))
	}
	seen := make(map[string]bool, len(f.URLs))
	for _, u := range f.URLs {
		if seen[u.Loc] {
			t.Errorf("%s: %s twice", name, u.Loc)
		}
		seen[u.Loc] = true
		checkPlace(t, name, u.Loc, u.LastMod)
	}
	for _, m := range f.Sitemaps {
		checkPlace(t, name, m.Loc, m.LastMod)
	}
	return f
}

func checkPlace(t *testing.T, name, loc, lastmod string) {
	t.Helper()
	u, err := url.Parse(loc)
	if err != nil || u.Scheme != "https" || u.Host != "example.org" || len(loc) >= 2048 || strings.ContainsFunc(loc, func(r rune) bool { return r > '~' || r <= ' ' }) {
		t.Errorf("%s: %q is no address for a sitemap", name, loc)
	}
	if lastmod == "" {
		return
	}
	if _, err := time.Parse(time.RFC3339, lastmod); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

func TestSitemap(t *testing.T) {
	src := richSource()
	gone := post("da-go", "Đã gỡ", at(10, 8))
	gone.Removed = "Bài đã gỡ."
	over := post("het-han", "Hết hạn", at(11, 8))
	over.Expires = at(12, 0).Time
	over.Aliases = []content.Name{{Text: "/cu/"}}
	src.Posts = append(src.Posts, gone, over)
	for i := range 30 {
		src.Posts = append(src.Posts, post(fmt.Sprintf("bai-%02d", i), fmt.Sprintf("Bài %d", i), at(1+i%20, 7)))
	}
	_, tree := build(t, src, nil)
	f := readSitemap(t, tree, "sitemap.xml", "urlset")
	last := make(map[string]string)
	for _, u := range f.URLs {
		last[strings.TrimPrefix(u.Loc, "https://example.org/tin")] = u.LastMod
	}
	for path, want := range map[string]string{
		"/": "2021-05-27T15:00:00+07:00", "/2021/05/hoc-bac/": "2021-05-27T15:00:00+07:00", "/2021/05/truoc/": "2021-05-20T09:00:00+07:00",
		"/tin-moi/": "2021-05-27T15:00:00+07:00", "/tin/": "2021-05-27T15:00:00+07:00", "/bai-viet/": "", "/mo-hinh-hay/": "",
		"/chu-de/phap-luat/": "2021-05-27T15:00:00+07:00", "/chu-de/": "2021-05-27T15:00:00+07:00", "/don-vi/": "2021-05-27T15:00:00+07:00",
		"/don-vi/so-noi-vu/": "2021-05-27T15:00:00+07:00", "/dot/": "2021-05-27T15:00:00+07:00", "/dot/bau-cu/": "2021-05-27T15:00:00+07:00",
		"/hoat-dong/": "2021-05-27T15:00:00+07:00", "/hoat-dong/2021/": "2021-05-27T15:00:00+07:00", "/hoat-dong/2021/05/": "2021-05-27T15:00:00+07:00",
		"/luu-tru/": "2021-05-27T15:00:00+07:00", "/luu-tru/2021/05/": "2021-05-27T15:00:00+07:00", "/gioi-thieu/": "",
	} {
		if got, ok := last[path]; !ok || got != want {
			t.Errorf("%s: %q %v, want %q", path, got, ok, want)
		}
	}
	for path := range last {
		if strings.Contains(path, "da-go") || strings.Contains(path, "het-han") || strings.Contains(path, "/cu/") || strings.Contains(path, "/trang/") ||
			strings.Contains(path, "404") || strings.Contains(path, "tim-kiem") {
			t.Errorf("%s is in the sitemap", path)
		}
	}
	if robots := read(t, tree, "robots.txt"); robots != "User-agent: *\nAllow: /\n\nSitemap: https://example.org/tin/sitemap.xml\nSitemap: https://example.org/tin/news-sitemap.xml\n" {
		t.Errorf("robots.txt:\n%s", robots)
	}
}

func TestSitemapIndex(t *testing.T) {
	src := source("https://example.org")
	for i := range 50_001 {
		src.Posts = append(src.Posts, post(fmt.Sprintf("bai-%05d", i), "Bài", at(1+i%20, i%24)))
	}
	s, tree := build(t, src, nil)
	index := readSitemap(t, tree, "sitemap.xml", "sitemapindex")
	if len(index.Sitemaps) != 2 || index.Sitemaps[0].Loc != "https://example.org/sitemap-1.xml" || index.Sitemaps[1].Loc != "https://example.org/sitemap-2.xml" {
		t.Fatalf("the index is %v", index.Sitemaps)
	}
	n := 0
	for i, m := range index.Sitemaps {
		part := readSitemap(t, tree, fmt.Sprintf("sitemap-%d.xml", i+1), "urlset")
		n += len(part.URLs)
		newest := ""
		for _, u := range part.URLs {
			newest = max(newest, u.LastMod)
		}
		if m.LastMod != newest {
			t.Errorf("%s is of %s, its newest page of %s", m.Loc, m.LastMod, newest)
		}
	}
	if want := len(places(s)); n != want || n <= 50_001 {
		t.Errorf("%d addresses, want %d", n, want)
	}
}

func TestSplit(t *testing.T) {
	if c := split(nil, 20); len(c) != 1 || len(c[0]) != 0 {
		t.Errorf("nothing gives %v", c)
	}
	long := place{url: "/" + strings.Repeat("đ", 1000)}
	chunks := split(slices.Repeat([]place{long}, 20_000), 20)
	n := 0
	for _, c := range chunks {
		n += len(c)
		if len(c)*3*len(long.url) > 50_000_000 {
			t.Errorf("%d long addresses in one file", len(c))
		}
	}
	if n != 20_000 || len(chunks) < 3 {
		t.Errorf("%d addresses in %d files", n, len(chunks))
	}
	if c := split(make([]place, 50_000), 20); len(c) != 1 {
		t.Errorf("50,000 addresses in %d files", len(c))
	}
}

func TestNewsSitemap(t *testing.T) {
	src := source("https://example.org") // now is the 28th, 8:00
	src.Posts = []*content.Post{
		post("moi", "Mới & nóng", at(28, 7)), post("vua-du", "Vừa đủ", at(26, 9)), post("cu", "Cũ", at(26, 8)),
	}
	_, tree := build(t, src, nil)
	f := readSitemap(t, tree, "news-sitemap.xml", "urlset")
	if len(f.URLs) != 2 || f.URLs[1].Loc != "https://example.org/2021/05/vua-du/" {
		t.Fatalf("news are %v", f.URLs)
	}
	if n := f.URLs[0].News; n == nil || n.Name != src.Settings.Title || n.Lang != "vi" || n.Date != "2021-05-28T07:00:00+07:00" || n.Title != "Mới & nóng" {
		t.Errorf("the news is %+v", n)
	}
	_, tree = build(t, source("https://example.org"), nil)
	if f := readSitemap(t, tree, "news-sitemap.xml", "urlset"); len(f.URLs) != 0 {
		t.Errorf("news of an empty site: %v", f.URLs)
	}
	src = source("https://example.org")
	for i := range 1100 {
		src.Posts = append(src.Posts, post(fmt.Sprintf("bai-%d", i), "Bài", at(28, 1)))
	}
	_, tree = build(t, src, nil)
	if f := readSitemap(t, tree, "news-sitemap.xml", "urlset"); len(f.URLs) != 1000 {
		t.Errorf("%d news", len(f.URLs))
	}
}

// TestLastChange: a list is as new as the post on it that was changed last, and a change that is yet to come has not been made.
func TestLastChange(t *testing.T) {
	src := source("https://example.org")
	old, future := post("cu-ma-sua", "Cũ mà sửa", at(2, 8)), post("se-sua", "Sẽ sửa", at(3, 8))
	old.Updated, future.Updated = at(20, 9), at(29, 0)
	src.Posts = []*content.Post{old, future, post("moi", "Mới", at(10, 8))}
	s, tree := build(t, src, nil)
	if !s.Updated.Equal(at(10, 8).Time) {
		t.Errorf("the newest post is of %s", s.Updated)
	}
	last := make(map[string]string)
	for _, u := range readSitemap(t, tree, "sitemap.xml", "urlset").URLs {
		last[strings.TrimPrefix(u.Loc, "https://example.org")] = u.LastMod
	}
	for path, want := range map[string]string{
		"/": "2021-05-20T09:00:00+07:00", "/tin-moi/": "2021-05-20T09:00:00+07:00", "/hoat-dong/2021/": "2021-05-20T09:00:00+07:00",
		"/luu-tru/2021/05/": "2021-05-20T09:00:00+07:00", "/2021/05/cu-ma-sua/": "2021-05-20T09:00:00+07:00", "/2021/05/se-sua/": "2021-05-03T08:00:00+07:00",
	} {
		if last[path] != want {
			t.Errorf("%s is of %q, want %q", path, last[path], want)
		}
	}
	atom := parse(t, "feed.xml", read(t, tree, "feed.xml"))
	if !atom.UpdatedParsed.Equal(at(20, 9).Time) || !atom.Items[1].UpdatedParsed.Equal(at(3, 8).Time) {
		t.Errorf("the feed is of %s, its entry of %s", atom.Updated, atom.Items[1].Updated)
	}
}
