package feed

import (
	"bytes"
	"time"
	"unsafe"

	"bantin/internal/site"
)

func (f *writer) atom(w *bytes.Buffer, c channel) {
	w.WriteString(xmlHead + `<feed xmlns="http://www.w3.org/2005/Atom"`)
	attr(w, "xml:lang", f.s.Lang.Code)
	w.WriteString(">\n")
	element(w, "title", c.title)
	if c.subtitle != "" {
		element(w, "subtitle", c.subtitle)
	}
	element(w, "id", f.s.Abs(c.url))
	element(w, "updated", f.updated(c).Format(time.RFC3339))
	atomLink(w, "self", "application/atom+xml", f.s.Abs(c.url+"feed.xml"), "")
	atomLink(w, "alternate", "text/html", f.s.Abs(c.url), "")
	atomPerson(w, f.publisher())
	if f.s.LogoURL != "" {
		element(w, "logo", f.s.Abs(f.s.LogoURL))
	}
	var body bytes.Buffer
	for _, p := range c.posts {
		f.atomEntry(w, p, &body)
	}
	w.WriteString("</feed>\n")
}

// atomEntry appends an entry; body is room for its text.
func (f *writer) atomEntry(w *bytes.Buffer, p *site.Post, body *bytes.Buffer) {
	address := f.s.Abs(p.URL)
	w.WriteString("<entry>\n")
	element(w, "title", p.Title)
	element(w, "id", address)
	atomLink(w, "alternate", "text/html", address, "")
	element(w, "published", p.Date.In(f.zone).Format(time.RFC3339))
	element(w, "updated", updated(p, f.s.Now).In(f.zone).Format(time.RFC3339))
	for _, a := range f.authors(p) {
		atomPerson(w, a)
	}
	for _, c := range categories(p) {
		w.WriteString("<category")
		attr(w, "term", c.id)
		attr(w, "label", c.title)
		w.WriteString("/>\n")
	}
	for _, e := range f.enclosures(p) {
		atomLink(w, "enclosure", e.kind, e.url, e.title)
	}
	if p.Summary != "" {
		element(w, "summary", p.Summary)
	}
	w.WriteString(`<content type="html">`)
	f.escapedBody(w, p, body)
	w.WriteString("</content>\n</entry>\n")
}

// escapedBody appends a post's full text as text of an XML element.
func (f *writer) escapedBody(w *bytes.Buffer, p *site.Post, body *bytes.Buffer) {
	body.Reset()
	f.body(body, p)
	text := body.Bytes()
	writeValid(w, unsafe.String(unsafe.SliceData(text), len(text)), false)
}

func atomLink(w *bytes.Buffer, rel, kind, href, title string) {
	w.WriteString("<link")
	attr(w, "rel", rel)
	attr(w, "type", kind)
	attr(w, "href", href)
	if title != "" {
		attr(w, "title", title)
	}
	w.WriteString("/>\n")
}

func atomPerson(w *bytes.Buffer, p person) {
	w.WriteString("<author>")
	element(w, "name", p.name)
	if p.url != "" {
		element(w, "uri", p.url)
	}
	w.WriteString("</author>\n")
}
