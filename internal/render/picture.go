package render

import (
	"bytes"
	"html"
	"html/template"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/media"
	"bantin/internal/site"
)

const (
	// widestCard is the widest variant that list cards offer: twice as wide as
	// a card is shown.
	widestCard = 800
	// widestSrc is the widest variant for readers that know no srcset.
	widestSrc = 800
	// widestAny is wider than every variant.
	widestAny = 1 << 20
)

// picture is a file of the site as pages show it, with variants up to a
// width; nil without an address.
func (r *renderer) picture(source, address, alt string, widest int) *Picture {
	if address == "" {
		return nil
	}
	p := r.in.Pictures[source]
	pic := &Picture{
		URL: r.href(address), Alt: alt, Attrs: sizeAttrs("", p.Width, p.Height), Tall: p.Height > p.Width,
		WebP: srcset(r.s, address, &p, p.WebP, widest), Srcset: srcset(r.s, address, &p, p.Plain, widest),
		FullAttrs: sizeAttrs("data-", p.Width, p.Height),
	}
	src, large := p.UpTo(min(widest, widestSrc)), p.UpTo(widestAny)
	pic.Src, pic.Large = r.href(media.Address(address, &p, &src)), r.href(media.Address(address, &p, &large))
	pic.LargeAttrs = sizeAttrs("data-", large.Width, large.Height)
	pic.Tone = tone(&p)
	return pic
}

// tone is the class of the colour that stands for a picture until it has come.
func tone(p *media.Picture) string {
	if p.Tone == 0 {
		return ""
	}
	return "t" + strconv.Itoa(int(p.Tone))
}

// srcset is the attribute that offers variants up to a width, and at least one; "" when there are none.
func srcset(s *site.Site, address string, p *media.Picture, all []media.Variant, widest int) template.HTMLAttr {
	if len(all) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`srcset="`)
	for i := range all {
		if i > 0 && all[i].Width > widest {
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(html.EscapeString(s.Href(media.Address(address, p, &all[i]))))
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(all[i].Width))
		b.WriteByte('w')
	}
	b.WriteByte('"')
	return template.HTMLAttr(b.String())
}

func (r *renderer) cover(c *content.Image, address string) *Picture {
	if c == nil {
		return nil
	}
	return r.picture(c.File.Path, address, c.Alt, widestAny)
}

func sizeAttrs(prefix string, w, h int) template.HTMLAttr {
	if w <= 0 || h <= 0 {
		return ""
	}
	return template.HTMLAttr(prefix + `width="` + strconv.Itoa(w) + `" ` + prefix + `height="` + strconv.Itoa(h) + `"`)
}

func (r *renderer) href(address string) template.URL { return template.URL(r.s.Href(address)) }

// target is the address that a link to t has: escaped, with base_url's path, or whole when asked for.
func target(s *site.Site, t *site.Target, absolute bool) string {
	if absolute {
		return s.Abs(t.URL)
	}
	return s.Href(t.URL)
}

func attr(w *bytes.Buffer, name, value string) {
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	escape(w, value)
	w.WriteByte('"')
}

// escape writes text for an element or a quoted attribute.
func escape(w *bytes.Buffer, text string) {
	last := 0
	for i := range len(text) {
		c := text[i]
		if c > '>' {
			continue
		}
		if reference := references[c]; reference != "" {
			w.WriteString(text[last:i])
			w.WriteString(reference)
			last = i + 1
		}
	}
	w.WriteString(text[last:])
}

// references stand for characters that mean something in HTML.
var references = [...]string{'"': "&#34;", '&': "&amp;", '\'': "&#39;", '<': "&lt;", '>': "&gt;"}
