package search

import (
	"strings"
	"unicode/utf8"

	"bantin/internal/limits"
)

// maxBody and maxRest are how many characters of a post's body, and of what follows it, are searched and handed to the
// page: more than the longest chronicle has.
const (
	maxBody = limits.SearchBody
	maxRest = limits.SearchRest
)

// special are the bytes of HTML that do not stand in its text as they are.
var special = [256]bool{'<': true, '&': true, '\n': true, '\t': true, '\r': true}

// inline are the elements that do not part words; all others part blocks.
var inline = map[string]bool{"em": true, "strong": true, "del": true, "code": true, "span": true}

// appendText appends the text of HTML as package markdown writes it: blocks are lines, entities are characters, and what
// leads to footnotes and back is left out.
func appendText(b []byte, html string) []byte {
	from := len(b)
	for at := 0; at < len(html); {
		start := at
		for at < len(html) && !special[html[at]] {
			at++
		}
		b = append(b, html[start:at]...)
		if at == len(html) {
			break
		}
		switch html[at] {
		case '<':
			b, at = appendTag(b, from, html, at)
		case '&':
			var c string
			c, at = entity(html, at)
			b = append(b, c...)
		default:
			if at++; len(b) > from && b[len(b)-1] != '\n' && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		}
	}
	return trimLine(b, from)
}

// appendTag appends what a tag does to a text, and gives the place after it.
func appendTag(b []byte, from int, html string, at int) ([]byte, int) {
	end := strings.IndexByte(html[at:], '>')
	if end < 0 {
		return b, len(html)
	}
	name := html[at+1 : at+end]
	next := at + end + 1
	if strings.HasPrefix(name, "sup") || strings.HasPrefix(name, "a ") { // links of the text are holes, not tags
		closing := "</sup>"
		if name[0] == 'a' {
			closing = "</a>"
		}
		if n := strings.Index(html[next:], closing); n >= 0 {
			return b, next + n + len(closing)
		}
		return b, next
	}
	name = strings.TrimPrefix(name, "/")
	if n := strings.IndexByte(name, ' '); n >= 0 {
		name = name[:n]
	}
	if inline[name] {
		return b, next
	}
	return endLine(b, from), next
}

// endLine ends the line that b ends with, if there is one since from.
func endLine(b []byte, from int) []byte {
	if b = trimLine(b, from); len(b) > from {
		b = append(b, '\n')
	}
	return b
}

// trimLine takes spaces and ends of lines off the end of what follows from.
func trimLine(b []byte, from int) []byte {
	for len(b) > from && (b[len(b)-1] == ' ' || b[len(b)-1] == '\n') {
		b = b[:len(b)-1]
	}
	return b
}

// entity gives the character of an entity and the place after it.
func entity(html string, at int) (string, int) {
	for _, e := range [...][2]string{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&#34;", `"`}, {"&#39;", "'"}, {"&quot;", `"`}} {
		if strings.HasPrefix(html[at:], e[0]) {
			return e[1], at + len(e[0])
		}
	}
	return "&", at + 1
}

// appendLine appends a text of front matter as a line of its own; nothing for none.
func appendLine(b []byte, text string) []byte {
	if text == "" {
		return b
	}
	if len(b) > 0 {
		b = append(b, '\n')
	}
	return appendPlain(b, text)
}

// appendPlain appends a text of front matter as part of one line.
func appendPlain(b []byte, text string) []byte {
	from := len(b)
	b = append(b, text...)
	for i, c := range b[from:] {
		if c < ' ' {
			b[from+i] = ' '
		}
	}
	return b
}

// cut takes off what follows the first limit characters from a place on, in whole words.
func cut(b []byte, from, limit int) []byte {
	if len(b)-from <= limit {
		return b
	}
	n := 0
	for at := from; at < len(b); n++ {
		if n == limit {
			for at > from && b[at-1] != ' ' && b[at-1] != '\n' {
				at--
			}
			return trimLine(b[:at], from)
		}
		_, size := utf8.DecodeRune(b[at:])
		at += size
	}
	return b
}

// appendString appends a text as JSON writes it.
func appendString[T string | []byte](b []byte, text T) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, text[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, text[start:]...), '"')
}
