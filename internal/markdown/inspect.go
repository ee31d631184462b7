package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"bantin/internal/viet"
)

// invisible reports whether r has no place in a text: controls, marks of
// direction (they can make text read other than it is), zero-width characters
// and soft hyphens that word processors leave, and what HTML does not allow.
// The joiners U+200C and U+200D stay: emoji need them.
func invisible(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < 0x20 || 0x7F <= r && r < 0xA0:
		return true
	case r < 0x200B:
		return r == 0xAD || r == 0x061C || viet.IsBlank(r)
	case r == 0x200B, r == 0x200E, r == 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F:
		return true
	case r == 0xE0001, 0xE0020 <= r && r <= 0xE007F, 0xE0100 <= r && r <= 0xE01EF: // tags and variants, in which a whole text can hide
		return true
	}
	return viet.IsBlank(r) || r == 0xFEFF || 0xFDD0 <= r && r <= 0xFDEF || r&0xFFFE == 0xFFFE
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
