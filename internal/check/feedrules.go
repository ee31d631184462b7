package check

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"bantin/internal/output"
)

const (
	atomSpace    = "http://www.w3.org/2005/Atom"
	sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"
	newsSpace    = "http://www.google.com/schemas/sitemap-news/0.9"
	searchSpace  = "http://a9.com/-/spec/opensearch/1.1/"
)

// The forms of dates: of Atom and JSON Feed, of RSS (RFC 822 with years of four figures), of sitemaps (W3C).
var (
	rfc3339 = []string{time.RFC3339}
	rfc822  = []string{time.RFC1123Z, time.RFC1123, "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST"}
	w3c     = []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006"}
)

// date checks a date. where is what it is of.
func (m *machine) date(s string, forms []string, where string, needed bool) time.Time {
	if s == "" {
		if needed {
			m.missing(where)
		}
		return time.Time{}
	}
	for _, form := range forms {
		if t, err := time.Parse(form, s); err == nil {
			return t
		}
	}
	m.find("feed-value", s, where)
	return time.Time{}
}

// missing tells what is not there: "entry/updated".
func (m *machine) missing(where string) {
	in, what := "feed", where
	if i := strings.LastIndexByte(where, '/'); i >= 0 {
		in, what = where[:i], where[i+1:]
	}
	m.find("feed-missing", what, in)
}

// need tells when a text is missing.
func (m *machine) need(s, where string) {
	if s == "" {
		m.missing(where)
	}
}

// once tells when an id comes again.
func (m *machine) once(id string) {
	if m.seen[id] {
		m.find("feed-twice", id)
	}
	m.seen[id] = true
}

// full checks a full address that must be there; what lies on this site must exist.
func (m *machine) full(s, where string) {
	if s == "" {
		m.missing(where)
		return
	}
	m.optional(s, where)
}

// optional checks a full address, if there is one.
func (m *machine) optional(s, where string) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" || len(s) >= maxAddress {
		m.find("feed-value", s, where)
		return
	}
	if _, ok := m.lookUp(s); !ok {
		m.find("feed-value", s, where)
	}
}

// lookUp finds the file of a full address; nowhere and true for one elsewhere.
func (m *machine) lookUp(s string) (int32, bool) {
	w := worker{checker: m.checker}
	p, own := w.ownPath(s)
	if !own {
		return nowhere, true
	}
	d := w.destination(p, s)
	return d.file, d.file >= 0
}

// atom holds a feed against RFC 4287, 4.1.
func (m *machine) atom(feed *element) {
	if feed.name.Space != atomSpace {
		m.find("feed-value", named(feed.name.Space), "xmlns")
	}
	m.atomCommon(feed, "feed")
	self := false
	for _, l := range feed.all("link") {
		self = self || l.attr("rel") == "self"
		m.full(l.attr("href"), "feed/link")
	}
	if !self {
		m.find("feed-missing", `link rel="self"`, "feed")
	}
	author := feed.child("author") != nil
	for _, e := range feed.all("entry") {
		id := e.value("id")
		m.atomCommon(e, "entry")
		if id != "" {
			m.once(id)
		}
		if !author && e.child("author") == nil {
			m.missing("entry/author")
		}
		alternate := false
		for _, l := range e.all("link") {
			if rel := l.attr("rel"); rel == "" || rel == "alternate" {
				alternate = true
			}
			m.full(l.attr("href"), "entry/link")
		}
		if e.child("content") == nil && !alternate {
			m.missing("entry/content")
		}
		m.date(e.value("published"), rfc3339, "entry/published", false)
	}
}

// atomCommon checks what feeds and entries must both have.
func (m *machine) atomCommon(e *element, where string) {
	for _, name := range []string{"id", "title", "updated"} {
		if n := len(e.all(name)); n != 1 {
			if n > 1 {
				m.find("feed-twice", where+"/"+name)
			} else {
				m.missing(where + "/" + name)
			}
		}
	}
	m.need(e.value("title"), where+"/title")
	if id := e.value("id"); id != "" {
		if u, err := url.Parse(id); err != nil || u.Scheme == "" {
			m.find("feed-value", id, where+"/id")
		}
	}
	if e.child("updated") != nil {
		m.date(named(e.value("updated")), rfc3339, where+"/updated", false)
	}
	for _, a := range e.all("author") {
		m.need(a.value("name"), where+"/author/name")
	}
}

// rss holds a feed against RSS 2.0 (rssboard.org/rss-specification).
func (m *machine) rss(root *element) {
	if root.attr("version") != "2.0" {
		m.find("feed-value", named(root.attr("version")), "rss/version")
	}
	channel := root.child("channel")
	if channel == nil {
		m.missing("rss/channel")
		return
	}
	m.need(channel.value("title"), "channel/title")
	m.need(channel.value("description"), "channel/description")
	m.full(channel.value("link"), "channel/link")
	m.date(channel.value("lastBuildDate"), rfc822, "channel/lastBuildDate", false)
	m.date(channel.value("pubDate"), rfc822, "channel/pubDate", false)
	for _, item := range channel.all("item") {
		if item.value("title") == "" && item.value("description") == "" {
			m.missing("item/title")
		}
		m.optional(item.value("link"), "item/link")
		if id := item.value("guid"); id != "" {
			m.once(id)
			if item.child("guid").attr("isPermaLink") != "false" {
				m.optional(id, "item/guid")
			}
		}
		m.date(item.value("pubDate"), rfc822, "item/pubDate", false)
		for _, e := range item.all("enclosure") {
			m.full(e.attr("url"), "item/enclosure/url")
			m.need(e.attr("type"), "item/enclosure/type")
			if _, err := strconv.ParseInt(e.attr("length"), 10, 64); err != nil {
				m.find("feed-value", named(e.attr("length")), "item/enclosure/length")
			}
		}
	}
}

// sitemap holds a sitemap, or an index of such, against sitemaps.org/protocol.html, and a news sitemap against
// what Google News asks.
func (m *machine) sitemap(root *element, entry string) {
	if root.name.Space != sitemapSpace {
		m.find("feed-value", named(root.name.Space), "xmlns")
	}
	entries, news := root.all(entry), 0
	if n := len(entries); n > maxAddresses {
		m.find("feed-limit", strconv.Itoa(n), strconv.Itoa(maxAddresses))
	}
	for _, e := range entries {
		loc := e.value("loc")
		m.date(e.value("lastmod"), w3c, entry+"/lastmod", false)
		if n := e.child("news", newsSpace); n != nil {
			news++
			m.newsEntry(n)
		}
		if loc == "" {
			m.missing(entry + "/loc")
			continue
		}
		m.once(loc)
		m.location(loc, entry)
	}
	if news > maxNews {
		m.find("feed-limit", strconv.Itoa(news), strconv.Itoa(maxNews))
	}
}

// location checks an address of a sitemap: a page of this site that search engines may show.
func (m *machine) location(loc, entry string) {
	base := m.Site.Settings.BaseURL + "/"
	file, ok := m.lookUp(loc)
	switch {
	case len(loc) >= maxAddress, !strings.HasPrefix(loc, base), !ok:
	case entry == "sitemap" && m.files[file].Kind != output.Page:
		return
	case entry == "url" && m.files[file].Kind != output.Redirect && !m.facts[file].noindex:
		return
	}
	m.find("feed-value", loc, entry+"/loc")
}

func (m *machine) newsEntry(n *element) {
	p := n.child("publication")
	if p == nil {
		m.missing("news/publication")
	} else {
		m.need(p.value("name"), "publication/name")
		m.need(p.value("language"), "publication/language")
	}
	m.need(n.value("title"), "news/title")
	t := m.date(n.value("publication_date"), w3c, "news/publication_date", true)
	if age := m.Site.Now.Sub(t); !t.IsZero() && (age > 49*time.Hour || age < 0) {
		m.find("feed-value", n.value("publication_date"), "news/publication_date")
	}
}

// openSearch holds the description of the site's search against OpenSearch 1.1 (draft 6).
func (m *machine) openSearch(root *element) {
	if root.name.Space != searchSpace {
		m.find("feed-value", named(root.name.Space), "xmlns")
	}
	for _, name := range []string{"ShortName", "Description"} {
		m.need(root.value(name), root.name.Local+"/"+name)
	}
	asks := false
	for _, u := range root.all("Url") {
		template := u.attr("template")
		asks = asks || strings.Contains(template, "{searchTerms")
		m.full(template, "Url/template")
		m.need(u.attr("type"), "Url/type")
	}
	if !asks {
		m.missing("Url/{searchTerms}")
	}
	for _, i := range root.all("Image") {
		m.full(strings.TrimSpace(i.text), "Image")
	}
}
