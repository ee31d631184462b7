package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// invisible reports whether r has no place in a text: what nobody sees, controls, and what HTML does not allow.
func invisible(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < 0x20 || 0x7F <= r && r < 0xA0:
		return true
	}
	return viet.IsHidden(r) || 0xFDD0 <= r && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

// inspect prepares src for parsing, with LF only and without invisible
// characters, and reports those and letters of other encodings.
func (p *page) inspect() {
	if !utf8.Valid(p.src) {
		p.src = bytes.ToValidUTF8(p.src, []byte("\uFFFD"))
	}
	at, legacy, alike := scan(p.src)
	if at >= 0 {
		p.clean(at)
		legacy, alike = true, true // letters may have come together
	}
	p.addresses = mayHoldAddress(p.src)
	p.letters(legacy, alike)
}

func invisibleAt(b []byte) bool {
	r, _ := utf8.DecodeRune(b)
	return invisible(r)
}

// clean copies src without what is unwanted, from the first such byte on.
func (p *page) clean(first int) {
	src := p.src
	out := append(make([]byte, 0, len(src)), src[:first]...)
	for i := first; i < len(src); {
		if c := classes[src[i]]; c != suspect && c != latin {
			out = append(out, src[i])
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		switch {
		case r == '\r':
			if i+1 == len(src) || src[i+1] != '\n' {
				out = append(out, '\n')
			}
		case invisible(r):
			p.cuts = append(p.cuts, cut{len(out), r})
		default:
			out = append(out, src[i:i+size]...)
		}
		i += size
	}
	p.src = out[:len(out):len(out)]
	p.reportCuts()
}

// reportCuts warns of each invisible character once. NUL is for whoever reads
// the file: it means that the file is no text at all.
func (p *page) reportCuts() {
	var seen []rune
next:
	for i, c := range p.cuts {
		for _, r := range seen {
			if r == c.char {
				continue next
			}
		}
		seen = append(seen, c.char)
		if c.char == 0 {
			continue
		}
		line, column := p.atAfter(c.at, i)
		p.reportAt(line, column, "invisible-character", fmt.Sprintf("U+%04X", c.char))
	}
}

// visible drops invisible characters that were written as entities.
func (p *page) visible(s string) string {
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
}
