package feed

import (
	"bytes"
	"time"

	"bantin/internal/media"
	"bantin/internal/site"
)

func (f *writer) rss(w *bytes.Buffer, c channel) {
	w.WriteString(xmlHead + `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">` + "\n<channel>\n")
	element(w, "title", c.title)
	element(w, "link", f.s.Abs(c.url))
	if c.subtitle == "" { // it may not be absent
		c.subtitle = c.title
	}
	element(w, "description", c.subtitle)
	element(w, "language", f.s.Lang.Code)
	element(w, "lastBuildDate", f.updated(c).Format(time.RFC1123Z))
	w.WriteString("<atom:link")
	attr(w, "rel", "self")
	attr(w, "type", "application/rss+xml")
	attr(w, "href", f.s.Abs(c.url+"rss.xml"))
	w.WriteString("/>\n")
	var body bytes.Buffer
	for _, p := range c.posts {
		f.rssItem(w, p, &body)
	}
	w.WriteString("</channel>\n</rss>\n")
}

// rssItem appends an item; body is room for its text.
func (f *writer) rssItem(w *bytes.Buffer, p *site.Post, body *bytes.Buffer) {
	address := f.s.Abs(p.URL)
	w.WriteString("<item>\n")
	element(w, "title", p.Title)
	element(w, "link", address)
	w.WriteString(`<guid isPermaLink="true">`)
	escape(w, address)
	w.WriteString("</guid>\n")
	element(w, "pubDate", p.Date.In(f.zone).Format(time.RFC1123Z))
	for _, a := range f.authors(p) {
		element(w, "dc:creator", a.name)
	}
	for _, c := range categories(p) {
		element(w, "category", c.title)
	}
	f.mediaContent(w, p)
	if p.Summary != "" {
		element(w, "description", p.Summary)
	}
	w.WriteString("<content:encoded>")
	f.escapedBody(w, p, body)
	w.WriteString("</content:encoded>\n</item>\n")
}

// mediaContent appends the cover. Media RSS, because an enclosure of RSS 2.0 wants the length of the
// file as it is published, which is known only when it has been written.
func (f *writer) mediaContent(w *bytes.Buffer, p *site.Post) {
	if p.Cover == nil || p.CoverURL == "" {
		return
	}
	url, v := f.image(p.Cover, p.CoverURL)
	w.WriteString("<media:content")
	attr(w, "url", url)
	attr(w, "type", media.TypeOf(url))
	attr(w, "medium", "image")
	if v.Width > 0 {
		attr(w, "width", itoa(v.Width))
		attr(w, "height", itoa(v.Height))
	}
	w.WriteString(">")
	element(w, "media:description", p.Cover.Alt)
	w.WriteString("</media:content>\n")
}
