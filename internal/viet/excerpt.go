package viet

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Excerpt gives the beginning of s on one line, composed, at most max
// characters long with the "…" that it ends in when something is left out. It
// is cut between words; one single longer word is cut between letters, never
// between a letter and its marks. White space is collapsed.
func Excerpt(s string, max int) string {
	if max < 1 {
		return ""
	}
	s = NFC(s)
	max = min(max, len(s)) // no text has more characters than bytes
	if utf8.RuneCountInString(s[:min(len(s), max*utf8.UTFMax+1)]) <= max && isCollapsed(s) {
		return s
	}
	buf := make([]byte, 0, min(len(s), max*utf8.UTFMax))
	var (
		count        int  // characters in buf
		word, letter int  // where buf may be cut: after a word, after a letter
		gap          bool // white space is waiting to be written
		graphemes    graphemeScanner
	)
	for _, r := range s {
		if unicode.IsSpace(r) {
			if gap = len(buf) > 0; gap && count < max {
				word = len(buf)
			}
			continue
		}
		if gap {
			buf = append(buf, ' ')
			count++
			graphemes.begins(' ')
			gap = false
		}
		if graphemes.begins(r) && count < max {
			letter = len(buf)
		}
		buf = utf8.AppendRune(buf, r)
		if count++; count > max {
			return shorten(buf, word, letter)
		}
	}
	return string(buf)
}

// shorten cuts a text that has grown too long and closes it with "…" instead of
// the punctuation that the cut has left hanging.
func shorten(s []byte, word, letter int) string {
	cut := s[:letter]
	if word > 0 {
		cut = s[:word]
	}
	if trimmed := bytes.TrimRight(cut, " .,;:…-–—/(“‘[«"); len(trimmed) > 0 {
		cut = trimmed
	}
	return string(append(cut, "…"...))
}

// isCollapsed tells whether the only white space in s is single spaces inside.
func isCollapsed(s string) bool {
	if IsEveryday(s) && isPlainlyCollapsed(s) {
		return true
	}
	space := true
	for _, r := range s {
		switch {
		case r == utf8.RuneError, r != ' ' && unicode.IsSpace(r), r == ' ' && space:
			return false
		}
		space = r == ' '
	}
	return s == "" || !space
}

// isPlainlyCollapsed says so of everyday text from bytes alone, in 0.25 µs where runes take 0.6. It says no to all that has a byte below the
// space, or one that a no-break space or those from U+2002 begin with.
func isPlainlyCollapsed(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == 0xC2 || c == 0xE2 || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' '
}

// graphemeScanner finds where what a reader takes for one character begins, by
// the rules of Unicode Standard Annex #29 that matter for composed text: marks,
// joined emoji, flags and loose Hangul letters.
type graphemeScanner struct {
	prev  rune
	flags int // regional indicators in a row
}

// begins tells whether r, the next character of the text, begins a new one for
// the reader.
func (g *graphemeScanner) begins(r rune) bool {
	prev := g.prev
	g.prev = r
	if !isFlagHalf(r) {
		g.flags = 0
	} else if g.flags++; g.flags%2 == 0 {
		return false
	}
	switch {
	case r < 0x0300:
		return true
	case prev == 0x200D || extends(r):
		return false
	}
	return !(isLeadingJamo(prev) && (isLeadingJamo(r) || 0xAC00 <= r && r <= 0xD7A3))
}

func isFlagHalf(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }

func isLeadingJamo(r rune) bool {
	return 0x1100 <= r && r <= 0x115F || 0xA960 <= r && r <= 0xA97C
}

// extends tells whether r belongs to the character before it: marks, joiners,
// skin colours, tags, and Hangul vowels and finals.
func extends(r rune) bool {
	switch {
	case r == 0x200C, r == 0x200D, 0x1F3FB <= r && r <= 0x1F3FF, 0xE0020 <= r && r <= 0xE007F,
		r == 0xFF9E, r == 0xFF9F, 0x1160 <= r && r <= 0x11FF, 0xD7B0 <= r && r <= 0xD7FB:
		return true
	}
	return unicode.Is(unicode.M, r)
}

// Count counts the words of s in the Vietnamese sense: the syllables, which are
// what stands between spaces and has a letter or a figure in it. A dash or a
// stroke between two letters parts them too: "Hỏi–Đáp" is two, "Covid-19" one.
func Count(s string) int {
	n := 0
	inWord := false // a letter or figure has been seen since the last gap
	prev, dash := rune(0), false
	for _, r := range NFC(s) {
		switch {
		case unicode.IsSpace(r):
			inWord, dash = false, false
		case isWordRune(r):
			if !inWord || dash && unicode.IsLetter(r) {
				n++
			}
			inWord, dash = true, false
		case r == '-', r == '–', r == '—', r == '/':
			dash = inWord && unicode.IsLetter(prev)
		case isMark(r), isInvisible(r):
			continue
		default:
			dash = false
		}
		prev = r
	}
	return n
}
