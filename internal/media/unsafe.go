package media

import (
	"encoding/xml"
	"strings"
)

// dangers looks for what makes a drawing more than a picture: a browser that
// opens it by its own address runs its scripts in the site's name, and one that shows it
// asks other hosts for what it names. Such drawings are refused, not mended: what is
// left of a drawing after cutting is seldom what was meant, and a missed trick is worse than
// an editor's new export.
type dangers struct{ inStyle int }

// token names what is dangerous in one token.
func (d *dangers) token(t xml.Token) []string {
	switch t := t.(type) {
	case xml.Directive:
		// A DOCTYPE that only names the standard, as drawing programs write it, loads and declares nothing.
		word, rest, _ := strings.Cut(string(t), " ")
		if word != "DOCTYPE" || strings.Contains(rest, "[") {
			return []string{"<!" + clip(word) + ">"}
		}
	case xml.ProcInst:
		if strings.EqualFold(t.Target, "xml-stylesheet") {
			return []string{"<?xml-stylesheet?>"}
		}
	case xml.StartElement:
		return d.element(t)
	case xml.EndElement:
		if strings.EqualFold(t.Name.Local, "style") {
			d.inStyle--
		}
	case xml.CharData:
		if d.inStyle > 0 {
			if what := unsafeCSS(string(t)); what != "" {
				return []string{"<style> " + what}
			}
		}
	}
	return nil
}

func (d *dangers) element(e xml.StartElement) []string {
	name := strings.ToLower(e.Name.Local)
	var found []string
	switch name {
	case "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "link", "meta", "base", "handler", "listener":
		found = append(found, "<"+clip(e.Name.Local)+">")
	case "style":
		d.inStyle++
	}
	for _, a := range e.Attr {
		if what := unsafeAttr(name, a); what != "" {
			found = append(found, what)
		}
	}
	return found
}

// unsafeAttr names what is dangerous in an attribute; "" when nothing is.
func unsafeAttr(element string, a xml.Attr) string {
	name := strings.ToLower(a.Name.Local)
	if a.Name.Space == "xmlns" || a.Name.Space == "" && name == "xmlns" {
		return ""
	}
	shown := a.Name.Local + `="` + clip(a.Value) + `"`
	value := plain(a.Value)
	switch {
	case strings.HasPrefix(name, "on"):
		return clip(a.Name.Local) + "="
	case name == "base" && a.Name.Space != "", name == "srcdoc", name == "srcset", name == "action", name == "formaction":
		return shown
	case name == "href" || name == "src":
		if !localRef(element, value) {
			return shown
		}
	case name == "attributename": // an animation could turn a harmless attribute into these
		if strings.HasPrefix(value, "on") || value == "href" || strings.HasSuffix(value, ":href") {
			return shown
		}
	case strings.Contains(value, "javascript:"), strings.Contains(value, "vbscript:"):
		return shown
	}
	if what := unsafeCSS(a.Value); what != "" && (name == "style" || strings.Contains(value, "url(")) {
		return clip(a.Name.Local) + ": " + what
	}
	return ""
}

// localRef allows parts of the drawing itself, and pictures that it holds.
func localRef(element, value string) bool {
	if value == "" || value[0] == '#' {
		return true
	}
	if element != "image" && element != "feimage" {
		return false
	}
	for _, t := range [...]string{"png", "jpeg", "jpg", "gif", "webp"} {
		if strings.HasPrefix(value, "data:image/"+t+";") || strings.HasPrefix(value, "data:image/"+t+",") {
			return true
		}
	}
	return false
}

// unsafeCSS names what loads something from elsewhere in a style; "" when nothing does.
// A backslash can spell anything, so it is refused too.
func unsafeCSS(css string) string {
	s := plain(css)
	for _, bad := range [...]string{"@import", "\\", "expression(", "image(", "image-set(", "src(", "-moz-binding", "behavior:", "javascript:"} {
		if strings.Contains(s, bad) {
			return bad
		}
	}
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "url(")
		if !ok {
			return ""
		}
		if ref := strings.TrimLeft(after, `"'`); !strings.HasPrefix(ref, "#") {
			return "url(" + clip(ref)
		}
		rest = after
	}
}

// plain is the value in lower case without white space and control characters, as careless parsers read it.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f || r == 0xa0 {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// clip shortens text from a drawing for a message.
func clip(s string) string {
	const most = 40
	for i := range s {
		if i >= most {
			return s[:i] + "…"
		}
	}
	return s
}
