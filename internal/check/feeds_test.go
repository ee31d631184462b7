package check

import (
	"strings"
	"testing"
)

const atomFeed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">
<title>Bản tin</title>
<id>https://congdoan.example/tin/</id>
<updated>2021-05-19T08:30:00+07:00</updated>
<link rel="self" type="application/atom+xml" href="https://congdoan.example/tin/feed.xml"/>
<link rel="alternate" type="text/html" href="https://congdoan.example/tin/"/>
<author><name>Công đoàn</name></author>
<entry>
<title>Đọc sách</title>
<id>https://congdoan.example/tin/2021/05/doc-sach/</id>
<link rel="alternate" href="https://congdoan.example/tin/2021/05/doc-sach/"/>
<published>2021-05-19T08:30:00+07:00</published>
<updated>2021-05-19T08:30:00+07:00</updated>
<content type="html">&lt;p>Nội dung&lt;/p></content>
</entry>
</feed>
`

const rssFeed = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<title>Bản tin</title>
<link>https://congdoan.example/tin/</link>
<description>Tin công đoàn</description>
<lastBuildDate>Wed, 19 May 2021 08:30:00 +0700</lastBuildDate>
<item>
<title>Đọc sách</title>
<link>https://congdoan.example/tin/2021/05/doc-sach/</link>
<guid isPermaLink="true">https://congdoan.example/tin/2021/05/doc-sach/</guid>
<pubDate>Wed, 19 May 2021 08:30:00 +0700</pubDate>
<enclosure url="https://congdoan.example/tin/anh.png" length="33" type="image/png"/>
</item>
</channel></rss>
`

const jsonFeedText = `{
 "version": "https://jsonfeed.org/version/1.1",
 "title": "Bản tin",
 "home_page_url": "https://congdoan.example/tin/",
 "feed_url": "https://congdoan.example/tin/feed.json",
 "items": [
  {"id": "https://congdoan.example/tin/2021/05/doc-sach/", "url": "https://congdoan.example/tin/2021/05/doc-sach/",
   "content_html": "<p>Nội dung</p>", "date_published": "2021-05-19T08:30:00+07:00",
   "attachments": [{"url": "https://congdoan.example/tin/anh.png", "mime_type": "image/png"}]}
 ]
}
`

const sitemapText = `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://congdoan.example/tin/</loc><lastmod>2021-05-19T08:30:00+07:00</lastmod></url>
<url><loc>https://congdoan.example/tin/hoi/</loc></url>
<url><loc>https://congdoan.example/tin/2021/05/doc-sach/</loc><lastmod>2021-05-19</lastmod></url>
</urlset>
`

const newsText = `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url>
<loc>https://congdoan.example/tin/2021/05/doc-sach/</loc>
<news:news>
<news:publication><news:name>Bản tin</news:name><news:language>vi</news:language></news:publication>
<news:publication_date>2021-05-19T08:30:00+07:00</news:publication_date>
<news:title>Đọc sách</news:title>
</news:news>
</url>
</urlset>
`

const openSearchText = `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Bản tin</ShortName>
<Description>Tìm trong Bản tin</Description>
<Url type="text/html" method="get" template="https://congdoan.example/tin/?q={searchTerms}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="https://congdoan.example/tin/opensearch.xml"/>
<Image type="image/png">https://congdoan.example/tin/anh.png</Image>
</OpenSearchDescription>
`

// TestMachineFiles breaks one thing of a feed or sitemap at a time.
func TestMachineFiles(t *testing.T) {
	const own = "https://congdoan.example/tin/"
	for _, c := range []struct{ name, file, old, with, want string }{
		{"an & too many", "feed.xml", "Bản tin", "Tin & ảnh", "feed-syntax"},
		{"never closed", "feed.xml", "</feed>", "", "feed-syntax"},
		{"a character that XML has not", "feed.xml", "Bản tin", "Bản\x01tin", "feed-syntax"},
		{"an unended search", "opensearch.xml", "</OpenSearchDescription>", "", "feed-syntax"},
		{"a search of no page", "opensearch.xml", "tin/?q", "tin/khong/?q", "feed-value"},
		{"a search without words", "opensearch.xml", "{searchTerms}", "", "feed-missing"},
		{"a search without name", "opensearch.xml", "<ShortName>Bản tin</ShortName>", "", "feed-missing"},
		{"a search without its picture", "opensearch.xml", "anh.png", "khong.png", "feed-value"},
		{"a static file of another encoding", "cu.xml", "", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>\xe9</a>", ""},
		{"something after the end", "feed.xml", "</feed>", "</feed><feed/>", "feed-syntax"},
		{"no feed at all", "feed.xml", atomFeed, "<html></html>", "feed-value"},
		{"other name space", "feed.xml", "2005/Atom", "2005/Atoms", "feed-value"},
		{"no id", "feed.xml", "<id>" + own + "</id>\n<updated>", "<updated>", "feed-missing"},
		{"two ids", "feed.xml", "<id>" + own + "</id>", "<id>" + own + "</id><id>a:b</id>", "feed-twice"},
		{"relative id", "feed.xml", "<id>" + own + "</id>", "<id>/tin/</id>", "feed-value"},
		{"empty title", "feed.xml", "<title>Đọc sách</title>", "<title> </title>", "feed-missing"},
		{"day only", "feed.xml", "<updated>2021-05-19T08:30:00+07:00", "<updated>2021-05-19", "feed-value"},
		{"day before month", "feed.xml", "<published>2021-05-19", "<published>19-05-2021", "feed-value"},
		{"no author", "feed.xml", "<author><name>Công đoàn</name></author>", "", "feed-missing"},
		{"no author but in entries", "feed.xml", "<author><name>Công đoàn</name></author>\n<entry>", "<entry><author><name>A</name></author>", ""},
		{"author without a name", "feed.xml", "<name>Công đoàn</name>", "", "feed-missing"},
		{"no link to itself", "feed.xml", `rel="self"`, `rel="via"`, "feed-missing"},
		{"entry that leads nowhere", "feed.xml", `alternate" href="` + own + `2021/05/doc-sach/"`, `alternate" href="` + own + `2021/06/"`, "feed-value"},
		{"two entries of one id", "feed.xml", "</feed>", atomFeed[strings.Index(atomFeed, "<entry>"):], "feed-twice"},

		{"rss of another version", "rss.xml", `version="2.0"`, `version="0.91"`, "feed-value"},
		{"no channel", "rss.xml", rssFeed, `<rss version="2.0"></rss>`, "feed-missing"},
		{"no description", "rss.xml", "<description>Tin công đoàn</description>", "", "feed-missing"},
		{"relative link", "rss.xml", "<link>" + own + "</link>", "<link>/tin/</link>", "feed-value"},
		{"RFC 3339", "rss.xml", "<pubDate>Wed, 19 May 2021 08:30:00 +0700", "<pubDate>2021-05-19T08:30:00Z", "feed-value"},
		{"guid that is no link", "rss.xml", `isPermaLink="true">` + own + "2021/05/doc-sach/", `isPermaLink="false">1`, ""},
		{"guid that is said to be a link", "rss.xml", `isPermaLink="true">` + own + "2021/05/doc-sach/", `>1`, "feed-value"},
		{"enclosure without a length", "rss.xml", ` length="33"`, "", "feed-value"},
		{"item without words", "rss.xml", "<title>Đọc sách</title>", "", "feed-missing"},

		{"no JSON", "feed.json", `"items"`, `items`, "feed-syntax"},
		{"no version", "feed.json", `"version"`, `"versions"`, "feed-missing"},
		{"another version", "feed.json", "version/1.1", "version/2", "feed-value"},
		{"no items", "feed.json", `"items"`, `"entries"`, "feed-missing"},
		{"number for an id", "feed.json", `"id": "` + own + `2021/05/doc-sach/"`, `"id": 1`, "feed-missing"},
		{"no content", "feed.json", "content_html", "content", "feed-missing"},
		{"text for content", "feed.json", "content_html", "content_text", ""},
		{"date", "feed.json", "2021-05-19T08:30:00+07:00", "19/5/2021", "feed-value"},
		{"attachment without a type", "feed.json", `, "mime_type": "image/png"`, "", "feed-missing"},

		{"other host in a sitemap", "sitemap.xml", "<loc>" + own + "hoi/", "<loc>https://other.example/hoi/", "feed-value"},
		{"page that is not there", "sitemap.xml", "<loc>" + own + "hoi/", "<loc>" + own + "mat/", "feed-value"},
		{"redirect in a sitemap", "sitemap.xml", "<loc>" + own + "hoi/", "<loc>" + own + "cu/", "feed-value"},
		{"page twice", "sitemap.xml", "<loc>" + own + "hoi/", "<loc>" + own, "feed-twice"},
		{"no loc", "sitemap.xml", "<loc>" + own + "hoi/</loc>", "", "feed-missing"},
		{"date of a sitemap", "sitemap.xml", "2021-05-19T08:30:00+07:00", "19/5/2021", "feed-value"},
		{"too many addresses", "sitemap.xml", "<url>", strings.Repeat("<url/>", 50_000) + "<url>", "feed-limit feed-missing"},
		{"index", "sitemap.xml", sitemapText, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>` + own + `news-sitemap.xml</loc></sitemap></sitemapindex>`, ""},
		{"index of pages", "sitemap.xml", sitemapText, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>` + own + `hoi/</loc></sitemap></sitemapindex>`, "feed-value"},
		{"news without a language", "news-sitemap.xml", "<news:language>vi</news:language>", "", "feed-missing"},
		{"old news", "news-sitemap.xml", "<news:publication_date>2021-05-19", "<news:publication_date>2021-05-16", "feed-value"},
		{"news of tomorrow", "news-sitemap.xml", "<news:publication_date>2021-05-19", "<news:publication_date>2021-05-21", "feed-value"},

		{"shut for all", "robots.txt", "Allow: /", "Disallow: /", "robots-shut"},
		{"shut for others", "robots.txt", "User-agent: *\nAllow: /", "User-agent: gptbot\nDisallow: /", ""},
		{"shut for Facebook", "robots.txt", "User-agent: *", "User-agent: facebookexternalhit\nDisallow: /tin/2021/\n\nUser-agent: *", "robots-shut"},
		{"pictures shut", "robots.txt", "Allow: /", "Disallow: /*.png$", "robots-shut"},
		{"part that is shut and opened", "robots.txt", "Allow: /", "Disallow: /tin/2021/\nAllow: /tin/2021/05/", ""},
		{"nothing shut", "robots.txt", "Allow: /", "Disallow:", ""},
		{"sitemap that is not there", "robots.txt", "sitemap.xml", "mat.xml", "feed-value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.breaks(t, c.file, c.old, c.with)
			if got := strings.Join(w.run(t), " "); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// Where a problem of a feed lies is told.
func TestFeedPlace(t *testing.T) {
	w := newWorld(t)
	w.breaks(t, "feed.json", `"feed_url":`, `"feed_url"`)
	l, err := Run(t.Context(), w.input())
	if err != nil || l.Len() != 1 || l.All()[0].Args[0] != "5" || l.All()[0].Args[1] != "/tin/feed.json" {
		t.Errorf("%v, %v", l.All(), err)
	}
}

func TestRobotsPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"/", "/a/", true}, {"/a", "/ab/", true}, {"/a$", "/a", true}, {"/a$", "/a/", false}, {"*", "/", true}, {"/*/b", "/a/b/c", true},
		{"/*/b$", "/a/b/c", false}, {"/*.png$", "/a/b.png", true}, {"/*.png$", "/a.png.jpg", false}, {"/a*$", "/abc", true}, {"/b", "/a", false},
		{"", "/", true}, {"$", "/", false},
	} {
		if got := matches(c.pattern, c.path); got != c.want {
			t.Errorf("%q, %q: %t", c.pattern, c.path, got)
		}
	}
}
