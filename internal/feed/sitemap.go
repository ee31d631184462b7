package feed

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"bantin/internal/output"
	"bantin/internal/site"
)

// The limits of one sitemap (sitemaps.org/protocol.html). The size is kept well
// below the 50 MB allowed: it is reckoned from the addresses before they are escaped.
const (
	maxAddresses = 50_000
	maxBytes     = 45 << 20
)

// NewsAge and maxNews are the limits of a news sitemap (Google News).
const (
	NewsAge = 48 * time.Hour
	maxNews = 1000
)

// place is an address for search engines; modified is zero where nothing tells it.
type place struct {
	url      string
	modified time.Time
}

// sitemaps adds the sitemaps and robots.txt.
func sitemaps(t *output.Tree, s *site.Site) {
	add := func(name string, write func(w *bytes.Buffer)) {
		t.Add(output.File{Path: name, Kind: output.Data, Render: func(w *bytes.Buffer) error {
			write(w)
			return nil
		}})
	}
	chunks := split(places(s), len(s.Abs(site.HomeURL)))
	if len(chunks) == 1 {
		add(strings.TrimPrefix(site.SitemapURL, "/"), func(w *bytes.Buffer) { urlset(w, s, chunks[0]) })
	} else {
		add(strings.TrimPrefix(site.SitemapURL, "/"), func(w *bytes.Buffer) { sitemapIndex(w, s, chunks) })
		for i, c := range chunks {
			add(chunkName(i), func(w *bytes.Buffer) { urlset(w, s, c) })
		}
	}
	add(strings.TrimPrefix(site.NewsSitemapURL, "/"), func(w *bytes.Buffer) { news(w, s) })
	add(strings.TrimPrefix(site.RobotsURL, "/"), func(w *bytes.Buffer) {
		fmt.Fprintf(w, "User-agent: *\nAllow: /\n\nSitemap: %s\nSitemap: %s\n", s.Abs(site.SitemapURL), s.Abs(site.NewsSitemapURL))
	})
}

// places are the addresses that search engines may show: home, posts of the
// lists, the first pages of lists, pages. Not: expired and removed posts,
// redirects, later pages of lists, search, 404.
func places(s *site.Site) []place {
	all := make([]place, 0, len(s.Posts)+len(s.Topics)+len(s.Units)+len(s.Galleries)+128)
	add := func(url string, modified time.Time) { all = append(all, place{url, modified}) }
	list := func(l *site.List) { add(l.URL, newest(l.Posts, s.Now)) }
	changed := newest(s.Posts, s.Now)

	add(site.HomeURL, changed)
	list(s.Latest)
	for _, l := range s.Forms {
		list(l)
	}
	list(s.Models)
	for _, x := range s.Galleries {
		list(&x.List)
	}
	add(s.TopicsURL(), changed)
	for _, x := range s.Topics {
		list(&x.List)
	}
	add(s.UnitsURL(), changed)
	for _, x := range s.Units {
		list(&x.List)
	}
	add(s.CampaignsURL(), changed)
	for _, x := range s.Campaigns {
		list(&x.List)
	}
	add(s.ActivityURL(), changed)
	add(s.ArchiveRootURL(), changed)
	for _, y := range s.Archive {
		year := len(all)
		add(s.YearURL(y.Year), time.Time{})
		for _, m := range y.Months {
			t := newest(m.Posts, s.Now)
			add(s.MonthURL(m.Year, m.Month), t)
			add(m.List.URL, t)
			if t.After(all[year].modified) {
				all[year].modified = t
			}
		}
	}
	if s.HasBulletins() {
		add(s.BulletinsURL(), changed)
	}
	for _, x := range s.Bulletins() {
		if x.Month != 0 { // quarters and campaigns repeat them
			add(x.URL, newest(x.Posts, s.Now))
		}
	}
	for _, x := range s.Pages {
		add(x.URL, time.Time{})
	}
	for _, x := range s.Posts {
		add(x.URL, updated(x, s.Now))
	}
	return all
}

// split cuts the addresses into sitemaps. base is the length of base_url.
func split(all []place, base int) [][]place {
	const tags = len("<url><loc></loc><lastmod>2021-05-27T08:30:00+07:00</lastmod></url>\n")
	var chunks [][]place
	start, size := 0, 0
	for i, p := range all {
		n := tags + base + 3*len(p.url) // each byte may become %XX
		if i-start == maxAddresses || size+n > maxBytes {
			chunks = append(chunks, all[start:i])
			start, size = i, 0
		}
		size += n
	}
	return append(chunks, all[start:])
}

func chunkName(i int) string { return fmt.Sprintf("sitemap-%d.xml", i+1) }

func urlset(w *bytes.Buffer, s *site.Site, all []place) {
	w.WriteString(xmlHead + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range all {
		w.WriteString("<url>")
		located(w, s.Abs(p.url), p.modified, s.Now.Location())
		w.WriteString("</url>\n")
	}
	w.WriteString("</urlset>\n")
}

func sitemapIndex(w *bytes.Buffer, s *site.Site, chunks [][]place) {
	w.WriteString(xmlHead + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for i, c := range chunks {
		var latest time.Time
		for _, p := range c {
			if p.modified.After(latest) {
				latest = p.modified
			}
		}
		w.WriteString("<sitemap>")
		located(w, s.Abs("/"+chunkName(i)), latest, s.Now.Location())
		w.WriteString("</sitemap>\n")
	}
	w.WriteString("</sitemapindex>\n")
}

func located(w *bytes.Buffer, url string, modified time.Time, zone *time.Location) {
	w.WriteString("<loc>")
	escape(w, url)
	w.WriteString("</loc>")
	if !modified.IsZero() {
		w.WriteString("<lastmod>")
		w.Write(modified.In(zone).AppendFormat(w.AvailableBuffer(), time.RFC3339))
		w.WriteString("</lastmod>")
	}
}

// news is the sitemap of the last two days: posts that were not published yet
// two days before now, and have been by now; one of exactly two days ago is not among them.
func news(w *bytes.Buffer, s *site.Site) {
	w.WriteString(xmlHead + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + "\n")
	n := 0
	for _, p := range s.Posts { // newest first
		if p.Date.After(s.Now) {
			continue
		}
		if s.Now.Sub(p.Date.Time) >= NewsAge || n == maxNews {
			break
		}
		n++
		w.WriteString("<url>\n<loc>")
		escape(w, s.Abs(p.URL))
		w.WriteString("</loc>\n<news:news>\n<news:publication>")
		element(w, "news:name", strings.TrimSpace(s.Settings.Title))
		element(w, "news:language", s.Lang.Code)
		w.WriteString("</news:publication>\n")
		element(w, "news:publication_date", p.Date.In(s.Now.Location()).Format(time.RFC3339))
		element(w, "news:title", p.Title)
		w.WriteString("</news:news>\n</url>\n")
	}
	w.WriteString("</urlset>\n")
}
