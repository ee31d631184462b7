package portable

import (
	"bytes"
	"html"
	"io"
	"strings"

	xhtml "golang.org/x/net/html"
)

// attribute is one attribute of a tag, its value unescaped.
type attribute struct{ name, value string }

// page appends a page with its addresses turned. What needs no turning stays as it is, byte for byte.
func (s *site) page(w *bytes.Buffer, at string, src []byte) {
	p := &turning{site: s, w: w, at: at, z: xhtml.NewTokenizer(bytes.NewReader(src)), modules: hasModule(src)}
	for {
		kind := p.z.Next()
		raw := p.z.Raw()
		switch kind {
		case xhtml.ErrorToken:
			w.Write(raw)
			if p.z.Err() != io.EOF {
				panic(p.z.Err()) // it reads from memory
			}
			return
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			p.tag(string(raw), kind == xhtml.SelfClosingTagToken)
		case xhtml.TextToken:
			if p.inStyle {
				s.css(w, at, raw)
			} else {
				w.Write(raw)
			}
		case xhtml.EndTagToken:
			p.inStyle = false
			w.Write(raw)
		default:
			w.Write(raw)
		}
	}
}

// turning is a page under way.
type turning struct {
	*site
	w       *bytes.Buffer
	at      string // path of the page
	z       *xhtml.Tokenizer
	modules bool // it has a script that cannot be loaded
	inStyle bool
}

// hasModule tells whether a page has a script that is a module.
func hasModule(src []byte) bool {
	for z := xhtml.NewTokenizer(bytes.NewReader(src)); bytes.Contains(src, []byte("module")); {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			return false
		}
		if kind != xhtml.StartTagToken {
			continue
		}
		name, more := z.TagName()
		if _, attrs := attributes(z, more); string(name) == "script" && strings.EqualFold(value(attrs, "type"), "module") {
			return true
		}
	}
	return false
}

// attributes reads the attributes of the tag that was read last.
func attributes(z *xhtml.Tokenizer, more bool) (odd bool, all []attribute) {
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		odd = odd || bytes.ContainsAny(key, "\"'<=`")
		all = append(all, attribute{string(key), string(val)})
	}
	return odd, all
}

func value(attrs []attribute, name string) string {
	for _, a := range attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// tag writes a tag, or leaves it out.
func (p *turning) tag(raw string, closed bool) {
	nameBytes, more := p.z.TagName()
	name := string(nameBytes)
	odd, attrs := attributes(p.z, more)
	switch {
	case name == "noscript" && p.modules:
		p.skip(name)
		p.w.WriteString(noSearch(p.language))
		return
	case name == "noscript":
		p.z.NextIsNotRawText() // its tags are read like all others
	case name == "template" && value(attrs, "id") == "_lightbox",
		name == "script" && strings.EqualFold(value(attrs, "type"), "module"):
		p.skip(name)
		return
	case name == "link" && isHint(value(attrs, "rel")):
		return
	}
	p.inStyle = name == "style" && !closed
	turned, changed := p.attributes(name, attrs)
	if !changed || odd {
		p.w.WriteString(raw)
		return
	}
	p.w.WriteByte('<')
	p.w.WriteString(name)
	for _, a := range turned {
		p.w.WriteString(" " + a.name + `="` + html.EscapeString(a.value) + `"`)
	}
	if closed {
		p.w.WriteString(" /")
	}
	p.w.WriteByte('>')
}

// isHint tells whether a link asks for a file ahead of its use, which saves nothing here and fails for fonts.
func isHint(rel string) bool {
	switch strings.ToLower(strings.TrimSpace(rel)) {
	case "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch":
		return true
	}
	return false
}

// skip reads on to the end of an element. One that never ends reaches to the end of the page.
func (p *turning) skip(name string) {
	for depth := 1; depth > 0; {
		switch p.z.Next() {
		case xhtml.ErrorToken:
			return
		case xhtml.StartTagToken:
			if n, _ := p.z.TagName(); string(n) == name {
				depth++
			}
		case xhtml.EndTagToken:
			if n, _ := p.z.TagName(); string(n) == name {
				depth--
			}
		}
	}
}

// attributes turns the addresses in a tag's attributes and drops those that call a script for what it cannot do here.
func (p *turning) attributes(tag string, attrs []attribute) (turned []attribute, changed bool) {
	for _, a := range attrs {
		switch {
		case a.name == "data-photo", a.name == "data-embed",
			p.modules && (a.name == "data-search" || a.name == "data-before"): // what shows until results come is all there is
			changed = true
			continue
		}
		before := a.value
		a.value = p.attribute(tag, a, attrs)
		changed = changed || a.value != before
		turned = append(turned, a)
	}
	return turned, changed
}

// attribute gives the new value of an attribute.
func (p *turning) attribute(tag string, a attribute, all []attribute) string {
	u := resource
	switch tag {
	case "a", "area", "form", "button", "input":
		u = link
	}
	switch a.name {
	case "href", "src", "poster", "action", "formaction", "data", "xlink:href":
		if tag == "link" && (strings.Contains(a.value, "://") || strings.EqualFold(value(all, "rel"), "canonical")) {
			return a.value // where the page is on the web
		}
		return p.relative(p.at, a.value, u)
	case "srcset", "imagesrcset":
		return p.set(a.value)
	case "style":
		var b bytes.Buffer
		p.css(&b, p.at, []byte(a.value))
		return b.String()
	case "content":
		if tag == "meta" && strings.EqualFold(value(all, "http-equiv"), "refresh") {
			return p.refresh(a.value)
		}
	default:
		if strings.HasPrefix(a.name, "data-") {
			return p.words(a.value)
		}
	}
	return a.value
}

// set turns the addresses of a srcset: "/a-480.webp 480w, /a-800.webp 800w".
func (p *turning) set(value string) string {
	parts := strings.Split(value, ",")
	for i, part := range parts {
		trimmed := strings.TrimLeft(part, " \t\r\n\f")
		address, size, sized := strings.Cut(trimmed, " ")
		if strings.HasPrefix(address, "data:") {
			return value // has commas of its own
		}
		parts[i] = part[:len(part)-len(trimmed)] + p.relative(p.at, address, resource)
		if sized {
			parts[i] += " " + size
		}
	}
	return strings.Join(parts, ",")
}

// refresh turns the address of "0; url=/new/".
func (p *turning) refresh(value string) string {
	i := strings.Index(strings.ToLower(value), "url=")
	if i < 0 {
		return value
	}
	return value[:i+4] + p.relative(p.at, strings.Trim(value[i+4:], `'" `), link)
}

// words turns those words of a value for scripts that are addresses of files of the site.
func (p *turning) words(value string) string {
	if !strings.HasPrefix(value, p.root) {
		return value
	}
	words := strings.Split(value, " ")
	for i, word := range words {
		name, ok := strings.CutPrefix(word, p.root)
		if !ok {
			continue
		}
		path, _, _ := strings.Cut(name, "?")
		if _, there := p.find(path, link); there {
			words[i] = p.relative(p.at, word, link)
		}
	}
	return strings.Join(words, " ")
}

// noSearch stands where a page needs a script that cannot be loaded.
func noSearch(language string) string {
	text := "Bản này mở từ thư mục hay USB, không qua mạng, nên phần tìm kiếm không chạy được. Hãy xem theo chủ đề, đơn vị hoặc theo tháng; trong một trang thì bấm Ctrl+F."
	if language == "en" {
		text = "This copy is opened from a folder or a USB stick, without a network, so that the search cannot run. Browse by topic, unit or month instead; Ctrl+F finds words on a page."
	}
	return `<p class="notice">` + text + `</p>`
}
