package viet

import (
	"unicode"
	"unicode/utf8"
)

// LookAlike finds the first letter that is not what it looks like: ð, Ð or Ɖ for
// đ, Đ anywhere, and a Cyrillic or Greek letter in a word with Latin ones. It
// gives that letter, the one that was meant, and its place in bytes; r is 0 when
// there is none. Such letters look right on the screen, but no search, address or
// comparison finds them.
func LookAlike(s string) (r rune, want rune, offset int) {
	for i := 0; i < len(s); {
		if !mayLookAlike(s[i:]) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch r {
		case 'Ð', 'Ɖ':
			return r, 'Đ', i
		case 'ð', 'ɖ':
			return r, 'đ', i
		}
		if latinTwin(r) == 0 {
			i += size
			continue
		}
		start, end := letterRun(s, i)
		if hasLatin(s[start:end]) {
			return r, latinTwin(r), i
		}
		i = end
	}
	return 0, 0, 0
}

// mayLookAlike tells from its first bytes whether s begins with ð, Ɖ or the
// like, or a letter of the Greek and Cyrillic blocks.
func mayLookAlike(s string) bool {
	switch c := s[0]; c {
	case 0xC3:
		return len(s) > 1 && s[1]|0x20 == 0xB0
	case 0xC6:
		return len(s) > 1 && s[1] == 0x89
	case 0xC9:
		return len(s) > 1 && s[1] == 0x96
	default:
		return 0xCE <= c && c <= 0xD4
	}
}

// letterRun gives the bounds of the letters and marks around s[i].
func letterRun(s string, i int) (start, end int) {
	for start = i; start > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.In(r, unicode.L, unicode.M) {
			break
		}
		start -= size
	}
	for end = i; end < len(s); {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.In(r, unicode.L, unicode.M) {
			break
		}
		end += size
	}
	return start, end
}

func hasLatin(word string) bool {
	for _, r := range word {
		if unicode.Is(unicode.Latin, r) && r != 'ª' && r != 'º' {
			return true
		}
	}
	return false
}

// latinTwin gives the Latin letter that a Cyrillic or Greek one looks like, 0
// when it looks like none.
func latinTwin(r rune) rune {
	const (
		strange = "аеорсхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅԚԜοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
		latin   = "aeopcxyijshdqwABEKMHOPCTXYIJSQWoABEZHIKMNOPTYX"
	)
	n := 0
	for _, x := range strange {
		if x == r {
			return rune(latin[n])
		}
		n++
	}
	return 0
}
