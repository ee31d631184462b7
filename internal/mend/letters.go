package mend

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/viet"
)

// mendLetters gives a text with the letters that were meant for those that only
// look like them, and how many there were. A word that would still have letters of another alphabet
// stays as it is: it may be one of that alphabet. So does what is part of an address.
func mendLetters(s string) (string, int) {
	if isPlain(s) {
		return s, 0
	}
	var b strings.Builder
	total, from := 0, 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !inWord(r) {
			i += size
			continue
		}
		end := i
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			if !inWord(r) {
				break
			}
			end += size
		}
		if word, n := mendWord(s[i:end]); n > 0 && !inAddress(s, i) {
			b.WriteString(s[from:i])
			b.WriteString(word)
			total, from = total+n, end
		}
		i = end
	}
	b.WriteString(s[from:])
	return b.String(), total
}

// inAddress tells whether what stands around s[i] without a space is the address of a page or of a mailbox.
func inAddress(s string, i int) bool {
	from := strings.LastIndexFunc(s[:i], unicode.IsSpace) + 1
	to := len(s)
	if n := strings.IndexFunc(s[i:], unicode.IsSpace); n >= 0 {
		to = i + n
	}
	around := s[from:to]
	return strings.ContainsRune(around, '@') || strings.Contains(around, "://") || strings.Contains(around, "www.")
}

// isPlain tells, from first bytes only, whether a text has none of the letters that may need mending.
func isPlain(s string) bool {
	for i := range len(s) - 1 {
		switch c, next := s[i], s[i+1]; {
		case c < 0xC3:
		case c == 0xC3 && next|0x20 == 0xB0, // Ð, ð
			c == 0xC6 && next == 0x89, c == 0xC9 && next == 0x96, // Ɖ, ɖ
			0xCE <= c && c <= 0xD4,    // Greek, Cyrillic
			c == 0xF0 && next == 0x9D: // mathematical
			return false
		}
	}
	return true
}

// inWord tells what words are made of; mathematical figures are as much part of one as its letters.
func inWord(r rune) bool { return isMathematical(r) || unicode.In(r, unicode.L, unicode.M) }

// isMathematical tells the letters and figures that stand for variables in formulas (U+1D400 to U+1D7FF). Programs that
// offer “fonts” for social networks write with them, and nobody can search or read aloud the result.
func isMathematical(r rune) bool { return 0x1D400 <= r && r <= 0x1D7FF }

// mendWord mends one word; n is 0 when it is sound, or cannot be mended for certain.
func mendWord(word string) (mended string, n int) {
	mended = strings.Map(func(r rune) rune {
		if !isMathematical(r) {
			return r
		}
		n++
		plain, size := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
		if size == 0 {
			return r
		}
		return plain
	}, word)
	if n == 1 && utf8.RuneCountInString(word) == 1 {
		return word, 0 // a variable
	}
	for {
		r, want, _ := viet.LookAlike(mended)
		if r == 0 {
			break
		}
		n += strings.Count(mended, string(r))
		mended = strings.ReplaceAll(mended, string(r), string(want))
	}
	if n == 0 {
		return word, 0
	}
	for _, r := range mended {
		if !unicode.In(r, unicode.Latin, unicode.M, unicode.Nd) {
			return word, 0
		}
	}
	return viet.NFC(mended), n
}
