package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"bantin/internal/viet"
)

// link writes a link with its hole.
func (p *page) link(n *ast.Link) {
	p.linkTo(n.Pos(), n.Destination, n.Title, func() { p.inlines(n.FirstChild(), nil) })
}

// linkTo writes a link that stands at an offset; words writes what is linked. Within a link
// there is no other (HTML allows none), so only the words of an inner one are written.
func (p *page) linkTo(off int, address, title []byte, words func()) {
	if p.plain || p.inLink {
		words()
		return
	}
	dest, problem := destination(unescape(address, true))
	if problem != "" {
		arg := clip(dest)
		if problem == "empty-link" {
			arg = clip(p.plainOf(words))
		}
		p.report(off, problem, arg)
		words()
		return
	}
	i := p.openLink(off, dest, p.visible(unescape(title, true)))
	words()
	p.closeLink(i)
	if blank(p.out[p.refs[i].Open:]) && len(p.refs) == i+1 {
		p.refs = p.refs[:i]
		p.report(off, "link-without-words", clip(dest))
	}
}

func (p *page) openLink(off int, dest, title string) int {
	line, column := p.at(off)
	p.refs = append(p.refs, Ref{Kind: Link, Open: len(p.out), Dest: dest, Title: title, Line: line, Column: column})
	p.inLink = true
	return len(p.refs) - 1
}

func (p *page) closeLink(i int) {
	p.inLink = false
	p.refs[i].Close = len(p.out)
	p.refs[i].Span = len(p.refs) - i - 1
}

func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\n' {
			return false
		}
	}
	return true
}

// autoLink writes a bare address or one in angle brackets.
func (p *page) autoLink(n *ast.AutoLink) {
	label := n.Label(p.src)
	words := p.visible(unescape(label, false))
	defer func() { p.quotes.prev = 'x' }()
	if p.plain || p.inLink {
		p.literal(words)
		return
	}
	address := words
	if n.AutoLinkType == ast.AutoLinkEmail {
		address = "mailto:" + words
	}
	dest, problem := destination(address)
	if problem != "" {
		p.report(n.Pos(), problem, clip(dest))
		p.literal(words)
		return
	}
	i := p.openLink(n.Pos(), dest, "")
	p.literal(words)
	p.closeLink(i)
}

// image writes the hole of a picture; in a figure the title is the caption and
// not part of the hole.
func (p *page) image(n *ast.Image, inFigure bool) {
	p.imageAt(n.Pos(), n.Destination, n.Title, inFigure, func() { p.inlines(n.FirstChild(), nil) })
}

// imageAt is image for a picture that stands at an offset; words writes its text alternative.
func (p *page) imageAt(off int, address, caption []byte, inFigure bool, words func()) {
	if p.plain {
		words()
		return
	}
	alt := collapse(p.plainOf(words))
	dest, problem := destination(unescape(address, true))
	if problem == "" && (strings.HasPrefix(dest, "mailto:") || strings.HasPrefix(dest, "tel:")) {
		problem = "bad-link-scheme"
	}
	if problem != "" {
		arg := clip(dest)
		if problem == "empty-link" {
			arg = clip(alt)
		}
		p.report(off, problem, arg)
		p.literal(alt)
		return
	}
	if alt == "" {
		p.report(off, "missing-alt", clip(dest))
	}
	title := ""
	if !inFigure {
		title = p.visible(unescape(caption, true))
	}
	line, column := p.at(off)
	p.refs = append(p.refs, Ref{
		Kind: Image, Open: len(p.out), Close: len(p.out), Dest: dest, Title: title, Alt: alt, Line: line, Column: column,
	})
	p.quotes.prev = 'x'
}

// destination gives an address as the editor meant it, or the code of what is
// wrong with it. Only addresses that a page may link to pass: a browser runs
// javascript: and data:, also with white space in between.
func destination(s string) (dest, problem string) {
	s = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || invisible(r) {
			return -1
		}
		return r
	}, s)
	s = viet.NFC(strings.TrimFunc(s, func(r rune) bool { return r == ' ' || r == 0xA0 }))
	if s == "" {
		return "", "empty-link"
	}
	if len(s) > 4 && strings.EqualFold(s[:4], "www.") {
		s = "https://" + s
	}
	if name := scheme(s); name != "" {
		return schemed(name, s)
	}
	path := strings.ReplaceAll(decodePath(s), `\`, "/") // from Windows
	if strings.HasPrefix(path, "//") {
		return schemed("https", "https:"+path)
	}
	if scheme(path) != "" {
		return s, "bad-link-scheme"
	}
	return path, ""
}

// schemed checks an address with a scheme.
func schemed(name, s string) (dest, problem string) {
	rest := s[len(name)+1:]
	switch name = strings.ToLower(name); name {
	case "http", "https":
		host, found := strings.CutPrefix(rest, "//")
		if !found || host == "" || strings.ContainsRune(`/?#\:@`, rune(host[0])) {
			return s, "bad-link-scheme"
		}
		if end := strings.IndexAny(host, "/?#"); end >= 0 {
			host = host[:end]
		}
		if strings.ContainsAny(host, "@\\\"'<>%`{}|^ ") { // what stands before an @ passes for the host
			return s, "bad-link-scheme"
		}
	case "tel":
		rest = strings.ReplaceAll(rest, " ", "")
		if strings.Trim(rest, "0123456789+-.()") != "" { // * and # would give orders to a phone
			return s, "bad-link-scheme"
		}
		fallthrough
	case "mailto":
		if rest == "" || name == "mailto" && !IsMailbox(rest) {
			return s, "bad-link-scheme"
		}
	default:
		return s, "bad-link-scheme"
	}
	return name + ":" + rest, ""
}

// scheme is what stands before the colon of an absolute address (RFC 3986, 3.1); "" for others.
func scheme(s string) string {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && c == ':':
			return s[:i]
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return ""
		}
	}
	return ""
}

// decodePath decodes percent escapes of an address on this site, whose files
// and anchors have Vietnamese names. Escapes that would change what the address
// means (? # \ and controls) or are no UTF-8 stay.
func decodePath(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c, ok := percent(s[i:])
		if !ok {
			out = append(out, s[i])
			i++
			continue
		}
		if c < utf8.RuneSelf {
			if c < 0x20 || c == 0x7F || c == '?' || c == '#' || c == '\\' {
				out = append(out, s[i:i+3]...)
			} else {
				out = append(out, c)
			}
			i += 3
			continue
		}
		char := []byte{c}
		for n := i + 3; len(char) < utf8.UTFMax && !utf8.FullRune(char); n += 3 {
			more, ok := percent(s[min(n, len(s)):])
			if !ok {
				break
			}
			char = append(char, more)
		}
		if r, size := utf8.DecodeRune(char); r == utf8.RuneError || size != len(char) || invisible(r) {
			out = append(out, s[i:i+3]...)
			i += 3
			continue
		}
		out = append(out, char...)
		i += 3 * len(char)
	}
	return viet.NFC(string(out))
}

// percent decodes the escape at the beginning of s.
func percent(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	hi, lo := hexValue(s[1]), hexValue(s[2])
	return hi<<4 | lo, hi < 16 && lo < 16
}

func hexValue(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 0xFF
}
