package drawing

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"strings"
)

// attr cleans one attribute; ok is false for one that is left out.
func (c *svgCleaner) attr(element string, a xml.Attr) (_ xml.Attr, ok bool) {
	name := a.Name.Local
	switch a.Name.Space {
	case "":
	case xlinkSpace:
		if name != "href" {
			return a, false // say what a link means, not how it looks
		}
		return c.reference(element, a)
	case xmlSpace, "xml":
		a.Name.Space = "xml"
		if name == "base" {
			c.tell(toldAttr, shown("xml:base", a.Value))
		}
		return a, name == "space" || name == "lang"
	default:
		return a, false
	}
	switch svgAttribute(name) {
	case attrPlain:
		return a, element != "style" || name != "type" || c.styleType(a.Value)
	case attrCSS:
		a.Value, ok = c.css.value(name, a.Value)
		return a, ok
	case attrStyle:
		a.Value = c.css.attribute(a.Value)
		return a, a.Value != ""
	case attrRef:
		return c.reference(element, a)
	case attrTarget:
		return a, c.target(a.Value)
	case attrUnknown:
		c.tell(toldAttr, name+"=")
	}
	return a, false
}

// styleType tells whether a style sheet is of CSS; another is skipped.
func (c *svgCleaner) styleType(kind string) bool {
	if kind == "" || strings.EqualFold(strings.TrimSpace(kind), "text/css") {
		return true
	}
	c.tell(toldElement, `<style type="`+kind+`">`)
	c.skip = c.depth
	return false
}

// target tells whether an animation may change an attribute; one that may not is skipped.
func (c *svgCleaner) target(name string) bool {
	switch svgAttribute(name) {
	case attrPlain, attrCSS:
		return true
	}
	c.tell(toldAttr, shown("attributeName", name))
	c.skip = c.depth
	return false
}

// reference keeps links to parts of the drawing itself, and pictures that it holds.
func (c *svgCleaner) reference(element string, a xml.Attr) (_ xml.Attr, ok bool) {
	value := strings.TrimSpace(a.Value)
	switch {
	case value == "":
		return a, false
	case localID(value):
		// As a picture, a part of the drawing is the whole drawing once more.
		a.Value, ok = value, element != "image"
	case element == "image" || element == "feImage":
		a.Value, ok = c.embedded(value)
	}
	if !ok {
		c.tell(toldAttr, shown("href", value))
		return a, false
	}
	if a.Name.Space != "" {
		a.Name.Space = "xlink"
	}
	return a, true
}

// embedded is a picture inside a drawing, a data: address, as it is published: a photo that was put
// into a drawing still says where it was taken.
func (c *svgCleaner) embedded(address string) (string, bool) {
	head, body, ok := strings.Cut(address, ",")
	kind, isPicture := strings.CutPrefix(strings.ToLower(head), "data:image/")
	kind, isBase64 := strings.CutSuffix(kind, ";base64")
	if !ok || !isPicture || !isBase64 {
		return "", false
	}
	kind, _, _ = strings.Cut(kind, ";") // parameters say nothing of a picture
	switch kind = strings.TrimSpace(kind); kind {
	case "jpg", "pjpeg": // no types, but browsers and programs take them for one
		kind = "jpeg"
	case "x-png":
		kind = "png"
	case "jpeg", "png", "gif", "webp":
	default:
		return "", false
	}
	body = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '=' {
			return -1
		}
		return r
	}, body)
	data, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil {
		return "", false
	}
	data, ok, c.refused = c.picture(kind, data)
	if !ok || c.refused != nil {
		return "", false
	}
	return "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(data), true
}

// shown is an attribute in a message.
func shown(name, value string) string { return name + `="` + value + `"` }

// clip shortens text from a file for a message.
func clip(s string) string { return clipAt(s, 40) }

// clipAt leaves the first characters of a text.
func clipAt(s string, most int) string {
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// writeAttr appends an attribute. Its Space is the prefix.
func writeAttr(w *bytes.Buffer, a xml.Attr) {
	w.WriteByte(' ')
	if a.Name.Space != "" {
		w.WriteString(a.Name.Space + ":")
	}
	w.WriteString(a.Name.Local + `="`)
	writeText(w, a.Value)
	w.WriteByte('"')
}

// writeText appends text so that a reader gets it back as it is.
func writeText(w *bytes.Buffer, s string) {
	from := 0
	for i := range len(s) {
		var as string
		switch s[i] {
		case '&':
			as = "&amp;"
		case '<':
			as = "&lt;"
		case '>':
			as = "&gt;"
		case '"':
			as = "&quot;"
		case '\r': // a plain one is read as a line feed
			as = "&#13;"
		default:
			continue
		}
		w.WriteString(s[from:i] + as)
		from = i + 1
	}
	w.WriteString(s[from:])
}
