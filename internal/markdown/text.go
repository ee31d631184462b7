package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// quotes is the state of the typographer within one block: straight quotes
// become “ ” and ‘ ’, two hyphens – and three dots …
type quotes struct {
	prev           rune // the character before, across elements
	double, single int  // open quotes
}

// special are the bytes that do not stand in the HTML as they are.
var special = [256]bool{'&': true, '<': true, '>': true, '"': true, '\'': true, '\\': true, '.': true, '-': true}

// startText begins a block: no quote is open.
func (p *page) startText() { p.quotes = quotes{prev: ' '} }

// text writes Markdown text that has no markup but escapes and entities. next
// is the byte that follows, a space at the end of a line.
func (p *page) text(s []byte, next byte) {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if !special[c] {
			i++
			continue
		}
		n, with := 1, ""
		switch c {
		case '&':
			if with, n = entity(s[i:]); n > 0 {
				p.out = append(p.out, s[start:i]...)
				p.literal(p.visible(with))
				i += n
				start = i
				continue
			}
			n, with = 1, "&amp;"
		case '<':
			with = "&lt;"
		case '>':
			with = "&gt;"
		case '\\':
			if i+1 >= len(s) || !util.IsPunct(s[i+1]) {
				i++
				continue
			}
			p.out = append(p.out, s[start:i]...)
			p.literal(string(s[i+1]))
			i += 2
			start = i
			continue
		case '"', '\'':
			with = p.quote(s, i, next)
		default:
			n, with = p.dots(s, i)
		}
		if with == "" || p.plain && with[0] == '&' {
			i += n
			continue
		}
		p.out = append(append(p.out, s[start:i]...), with...)
		i += n
		start = i
	}
	p.out = append(p.out, s[start:]...)
	if len(s) > 0 {
		p.quotes.prev, _ = utf8.DecodeLastRune(s)
	}
}

// literal writes text in which nothing has a meaning.
func (p *page) literal(s string) {
	if p.plain {
		p.write(s)
		return
	}
	p.out = appendEscaped(p.out, s)
}

// code writes source bytes as they are.
func (p *page) code(s []byte) {
	if p.plain {
		p.out = append(p.out, s...)
		return
	}
	start := 0
	for i, c := range s {
		var esc string
		switch c {
		case '&':
			esc = "&amp;"
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		default:
			continue
		}
		p.out = append(append(p.out, s[start:i]...), esc...)
		start = i + 1
	}
	p.out = append(p.out, s[start:]...)
}

// quote gives what stands for the straight quote s[i]; "" leaves it.
func (p *page) quote(s []byte, i int, next byte) string {
	q := &p.quotes
	prev := q.prev
	if i > 0 {
		prev, _ = utf8.DecodeLastRune(s[:i])
	}
	if i+1 < len(s) {
		next = s[i+1]
	}
	open, opening, closing := &q.double, "“", "”"
	if s[i] == '\'' {
		open, opening, closing = &q.single, "‘", "’"
	}
	space := next == ' ' || next == '\t'
	switch {
	case opensBefore(prev) && !space:
		*open++
		return opening
	case opensBefore(prev) && *open == 0:
		return ""
	case *open > 0:
		*open--
		return closing
	case s[i] == '\'' && !('0' <= prev && prev <= '9') && !space:
		return closing // an apostrophe
	}
	return ""
}

// opensBefore reports whether a quote after r opens.
func opensBefore(r rune) bool {
	switch r {
	case ' ', '\t', '\n', 0xA0, '(', '[', '{', '/', '-', '–', '—', '“', '‘', '"', '\'', '«', '>', '*', '_':
		return true
	}
	return false
}

// dots gives what stands for the run of dots or hyphens at s[i], and its length.
// Longer runs are lines to write on or drawings and stay.
func (p *page) dots(s []byte, i int) (n int, with string) {
	n = run(s[i:])
	switch {
	case s[i] == '.' && n == 3:
		with = "…"
	case s[i] == '-' && n == 2:
		with = "–"
	case s[i] == '-' && n == 3:
		with = "—"
	default:
		return n, ""
	}
	if p.addresses && inAddress(s, i) {
		return n, ""
	}
	return n, with
}

// inAddress reports whether the word around s[i] is an address.
func inAddress(s []byte, i int) bool {
	from := bytes.LastIndexByte(s[:i], ' ') + 1
	to := bytes.IndexByte(s[i:], ' ')
	if to < 0 {
		to = len(s) - i
	}
	return mayHoldAddress(s[from : i+to])
}

// entity decodes the character reference at the beginning of s and gives its length, 0 for none.
func entity(s []byte) (string, int) {
	if len(s) < 3 {
		return "", 0
	}
	if s[1] == '#' {
		return numericEntity(s)
	}
	i := 1
	for i < len(s) && i < 40 && alphanumeric(s[i]) {
		i++
	}
	if i == 1 || i >= len(s) || s[i] != ';' {
		return "", 0
	}
	e, ok := util.LookUpHTML5EntityByName(string(s[1:i]))
	if !ok {
		return "", 0
	}
	return string(e.Characters), i + 1
}

func numericEntity(s []byte) (string, int) {
	i, base, most := 2, 10, 7
	if s[2] == 'x' || s[2] == 'X' {
		i, base, most = 3, 16, 6
	}
	end := bytes.IndexByte(s[i:min(len(s), i+most+1)], ';')
	if end <= 0 || !alphanumeric(s[i]) { // ParseUint would take a sign
		return "", 0
	}
	v, err := strconv.ParseUint(string(s[i:i+end]), base, 32)
	if err != nil {
		return "", 0
	}
	r := rune(v)
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return string(r), i + end + 1
}

// unescape decodes the escapes and entities of an address or a title.
func unescape(b []byte, backslashes bool) string {
	if bytes.IndexByte(b, '&') < 0 && (!backslashes || bytes.IndexByte(b, '\\') < 0) {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		switch {
		case backslashes && b[i] == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			i++
			out = append(out, b[i])
		case b[i] == '&':
			if s, n := entity(b[i:]); n > 0 {
				out = append(out, s...)
				i += n - 1
				continue
			}
			out = append(out, '&')
		default:
			out = append(out, b[i])
		}
	}
	return string(out)
}
