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

// picture is a file of the site as pages show it; nil without an address.
func (r *renderer) picture(source, address, alt string) *Picture {
	if address == "" {
		return nil
	}
	size := r.in.Pictures[source]
	return &Picture{URL: r.href(address), Alt: alt, Attrs: sizeAttrs(size), Tall: size.Height > size.Width}
}

func (r *renderer) cover(c *content.Image, address string) *Picture {
	if c == nil {
		return nil
	}
	return r.picture(c.File.Path, address, c.Alt)
}

func sizeAttrs(p media.Picture) template.HTMLAttr {
	if p.Width <= 0 || p.Height <= 0 {
		return ""
	}
	return template.HTMLAttr(`width="` + strconv.Itoa(p.Width) + `" height="` + strconv.Itoa(p.Height) + `"`)
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
	if !strings.ContainsAny(text, `&<>"'`) {
		w.WriteString(text)
		return
	}
	w.WriteString(html.EscapeString(text))
}
