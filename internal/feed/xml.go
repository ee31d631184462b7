package feed

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// entity gives what stands in XML and HTML for a byte that cannot stand there
// itself; "" for characters that XML 1.0 does not allow at all (2.2, Char) and
// for the carriage return. Quotes matter in attributes only.
func entity(c byte, quotes bool) (string, bool) {
	switch c {
	case '&':
		return "&amp;", true
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '"':
		return "&#34;", quotes
	case '\'':
		return "&#39;", quotes
	case '\t', '\n':
		return "", false
	}
	return "", c < ' '
}

// escape appends text for an attribute of XML or HTML, or an element.
func escape(w *bytes.Buffer, s string) { write(w, s, true) }

// escapeText appends text for an element. Full texts are HTML with many quotes: half of a feed would be entities.
func escapeText(w *bytes.Buffer, s string) { write(w, s, false) }

func write(w *bytes.Buffer, s string, quotes bool) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	writeValid(w, s, quotes)
}

// writeValid is write for a text that is UTF-8, as bodies are: looking at them once more took half of the time.
func writeValid(w *bytes.Buffer, s string, quotes bool) {
	last := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			continue
		}
		if c == 0xef { // U+FFFE and U+FFFF are no characters
			if s[i+1] == 0xbf && s[i+2] >= 0xbe {
				w.WriteString(s[last:i])
				i += 2
				last = i + 1
			}
			continue
		}
		if e, yes := entity(c, quotes); yes {
			w.WriteString(s[last:i])
			w.WriteString(e)
			last = i + 1
		}
	}
	w.WriteString(s[last:])
}

// special are the bytes that may not stand for themselves.
var special = [256]bool{
	0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 11: true, 12: true, '\r': true, 14: true, 15: true,
	16: true, 17: true, 18: true, 19: true, 20: true, 21: true, 22: true, 23: true, 24: true, 25: true, 26: true, 27: true, 28: true, 29: true, 30: true, 31: true,
	'&': true, '<': true, '>': true, '"': true, '\'': true, 0xef: true,
}

// element appends <name>text</name>, name with its prefix.
func element(w *bytes.Buffer, name, text string) {
	w.WriteByte('<')
	w.WriteString(name)
	w.WriteByte('>')
	escapeText(w, text)
	w.WriteString("</")
	w.WriteString(name)
	w.WriteString(">\n")
}

// attr appends an attribute with a space before it.
func attr(w *bytes.Buffer, name, value string) {
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	escape(w, value)
	w.WriteByte('"')
}

func itoa(n int) string { return strconv.Itoa(n) }
