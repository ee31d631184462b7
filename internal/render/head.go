package render

import (
	"bytes"
	"cmp"
	"html/template"
	"strconv"
	"strings"
	"time"

	"bantin/internal/card"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// metaCommon are the parts of the head's metadata that do not change from page to page.
type metaCommon struct {
	site      string  // og:site_name, og:locale
	publisher string  // JSON-LD of the organization
	suffix    string  // " | Site", escaped
	card      preview // for pages without a picture of their own
}

// maxDescription is how much of a description every network shows, in characters.
const maxDescription = 160

// meta is what a page tells machines.
type meta struct {
	title       string // of the page alone; "" on the home page
	description string
	address     string // from the site's root
	feed        string // of the page's own list; ""
	trail       *trail
	post        *site.Post
	picture     *preview
	robots      string // noindex, noindexFollow; "" for a page that may be found
}

// What search engines are told of pages that nobody should find by them. Without an address of its own a page has no canonical one.
const (
	noindex       = "noindex"
	noindexFollow = "noindex, follow"
)

func (r *renderer) makeMetaCommon() metaCommon {
	set := r.s.Settings
	var c metaCommon
	c.site = string(pooled(func(w *bytes.Buffer) {
		property(w, "og:site_name", set.Title)
		property(w, "og:locale", r.s.Lang.Locale)
	}))
	c.suffix = string(pooled(func(w *bytes.Buffer) {
		w.WriteString(" | ")
		escape(w, set.Title)
	}))
	c.card = preview{
		address: r.s.Abs("/share-card.png"), kind: "image/png", alt: set.Title, width: strconv.Itoa(card.Width), height: strconv.Itoa(card.Height),
	}
	c.card.tags = string(pooled(func(w *bytes.Buffer) { writePreview(w, &c.card) }))
	c.publisher = string(pooled(func(w *bytes.Buffer) {
		name := set.Organization.Name
		if name == "" {
			name = set.Title
		}
		logo := r.s.Abs("/apple-touch-icon.png")
		if r.s.LogoURL != "" {
			logo = r.s.Abs(r.s.LogoURL)
		}
		w.WriteString(`{"@type":"Organization","name":`)
		quote(w, name)
		w.WriteString(`,"url":`)
		quote(w, r.s.Abs("/"))
		w.WriteString(`,"logo":{"@type":"ImageObject","url":`)
		quote(w, logo)
		w.WriteByte('}')
		for i, l := range r.social() {
			if i == 0 {
				w.WriteString(`,"sameAs":[`)
			} else {
				w.WriteByte(',')
			}
			quote(w, string(l.URL))
			if i == len(r.social())-1 {
				w.WriteByte(']')
			}
		}
		w.WriteByte('}')
	}))
	return c
}

// metaHTML writes the metadata of a page.
func (r *leaf) metaHTML(m *meta) template.HTML {
	return r.piece(func(w *bytes.Buffer) { r.writeMeta(w, m) })
}

func (r *renderer) writeMeta(w *bytes.Buffer, m *meta) {
	c, set := &r.frame.meta, r.s.Settings
	title, address := m.title, r.s.Abs(m.address)
	w.WriteString("<title>")
	if title == "" {
		title = set.Title
		escape(w, title)
	} else {
		escape(w, title)
		w.WriteString(c.suffix)
	}
	w.WriteString("</title>\n")
	description := viet.Excerpt(cmp.Or(m.description, set.Description, title), maxDescription)
	named(w, "description", description)
	if m.robots != "" {
		named(w, "robots", m.robots)
	}
	if m.robots != noindex {
		w.WriteString(`<link rel="canonical"`)
		attr(w, "href", address)
		w.WriteString(">\n")
	}
	if m.post != nil {
		w.WriteString("<meta property=\"og:type\" content=\"article\">\n")
	} else {
		w.WriteString("<meta property=\"og:type\" content=\"website\">\n")
	}
	property(w, "og:title", title)
	property(w, "og:description", description)
	property(w, "og:url", address)
	w.WriteString(c.site)
	pic := r.previewOf(m)
	writePreview(w, pic)
	if m.post != nil {
		r.writeArticle(w, m.post)
	}
	if m.feed != "" {
		w.WriteString(`<link rel="alternate" type="application/atom+xml"`)
		attr(w, "title", title)
		attr(w, "href", r.s.Href(m.feed))
		w.WriteString(">\n")
	}
	r.writeLD(w, m, address, pic)
}

// writeArticle says when a post was published and what it is about.
func (r *renderer) writeArticle(w *bytes.Buffer, p *site.Post) {
	property(w, "article:published_time", p.Date.Format(time.RFC3339))
	property(w, "article:modified_time", r.modified(p).Format(time.RFC3339))
	if len(p.Topics) > 0 {
		property(w, "article:section", p.Topics[0].Title)
	}
}

// modified is the date of the last change that the post owns to. A change that is yet to come has not been made.
func (r *renderer) modified(p *site.Post) time.Time {
	if p.Updated.After(p.Date.Time) && !p.Updated.After(r.s.Now) {
		return p.Updated.Time
	}
	return p.Date.Time
}

// writeLD writes JSON-LD: the way here, and for a post what it is; the home page names the site and who runs it.
func (r *renderer) writeLD(w *bytes.Buffer, m *meta, address string, pic *preview) {
	if m.title == "" {
		w.WriteString(`<script type="application/ld+json">{"@context":"https://schema.org","@type":"WebSite","name":`)
		quote(w, r.s.Settings.Title)
		w.WriteString(`,"url":`)
		quote(w, address)
		w.WriteString(`,"inLanguage":"` + r.s.Lang.Code + `","publisher":`)
		w.WriteString(r.frame.meta.publisher)
		w.WriteString("}</script>\n")
		return
	}
	if m.post == nil && (m.trail == nil || m.robots == noindex) {
		return
	}
	w.WriteString(`<script type="application/ld+json">{"@context":"https://schema.org","@graph":[`)
	if m.post != nil {
		r.writeNewsArticle(w, m, address, pic)
		w.WriteByte(',')
	}
	w.WriteString(`{"@type":"BreadcrumbList","itemListElement":[`)
	n := 1
	if m.trail != nil {
		w.WriteString(m.trail.ld)
		n += m.trail.n
	}
	w.WriteString(`{"@type":"ListItem","position":`)
	w.WriteByte(byte('0' + n))
	w.WriteString(`,"name":`)
	quote(w, m.title)
	w.WriteString(`,"item":`)
	quote(w, address)
	w.WriteString("}]}]}</script>\n")
}

func (r *renderer) writeNewsArticle(w *bytes.Buffer, m *meta, address string, pic *preview) {
	c, p := &r.frame.meta, m.post
	w.WriteString(`{"@type":"NewsArticle","headline":`)
	quote(w, p.Title)
	w.WriteString(`,"description":`)
	quote(w, m.description)
	w.WriteString(`,"image":[`)
	quote(w, pic.address)
	w.WriteString(`],"datePublished":"`)
	w.WriteString(p.Date.Format(time.RFC3339))
	w.WriteString(`","dateModified":"`)
	w.WriteString(r.modified(p).Format(time.RFC3339))
	w.WriteString(`","author":{"@type":"Organization","name":`)
	switch {
	case p.Author != "":
		quote(w, p.Author)
	case len(p.Units) > 0:
		quote(w, p.Units[0].Title)
		w.WriteString(`,"url":`)
		quote(w, r.s.Abs(p.Units[0].List.URL))
	default:
		quote(w, r.s.Settings.Title)
	}
	w.WriteString(`},"publisher":`)
	w.WriteString(c.publisher)
	w.WriteString(`,"mainEntityOfPage":`)
	quote(w, address)
	w.WriteString(`,"inLanguage":"`)
	w.WriteString(r.s.Lang.Code)
	w.WriteByte('"')
	if len(p.Topics) > 0 {
		w.WriteString(`,"articleSection":`)
		quote(w, p.Topics[0].Title)
	}
	w.WriteByte('}')
}

// writePreview names the picture that networks show with a link.
func writePreview(w *bytes.Buffer, p *preview) {
	if p.tags != "" {
		w.WriteString(p.tags)
		return
	}
	property(w, "og:image", p.address)
	property(w, "og:image:width", p.width)
	property(w, "og:image:height", p.height)
	property(w, "og:image:type", p.kind)
	property(w, "og:image:alt", p.alt)
	w.WriteString("<meta name=\"twitter:card\" content=\"summary_large_image\">\n")
}

func property(w *bytes.Buffer, name, value string) { writeMetaElement(w, "property", name, value) }

func named(w *bytes.Buffer, name, value string) { writeMetaElement(w, "name", name, value) }

func writeMetaElement(w *bytes.Buffer, key, name, value string) {
	w.WriteString("<meta ")
	w.WriteString(key)
	w.WriteString(`="`)
	w.WriteString(name)
	w.WriteString(`" content="`)
	escape(w, value)
	w.WriteString("\">\n")
}

// quote writes a JSON string that is safe inside a script element.
func quote(w *bytes.Buffer, s string) {
	const hex = "0123456789abcdef"
	w.WriteByte('"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == 0xe2: // U+2028 and U+2029 end a line in old JavaScript
			if strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
				w.WriteString(s[start:i])
				w.WriteString(`\u202`)
				w.WriteByte(hex[s[i+2]&0xf])
				i += 2
				start = i + 1
			}
			continue
		case c > '\\', c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&':
			continue
		}
		w.WriteString(s[start:i])
		if c == '"' || c == '\\' {
			w.WriteByte('\\')
			w.WriteByte(c)
		} else {
			w.WriteString(`\u00`)
			w.WriteByte(hex[c>>4])
			w.WriteByte(hex[c&0xf])
		}
		start = i + 1
	}
	w.WriteString(s[start:])
	w.WriteByte('"')
}
