package viet

import "unicode/utf8"

// slugMax is the longest slug in bytes: an address with a date in front of it
// still fits in one line of a message.
const slugMax = 80

// Slug gives the part of an address that stands for a title: its letters and
// figures in lower-case ASCII, hyphens between words, at most 80 bytes. đ
// becomes d, other marks fall off. A longer title is cut at a word; one single
// longer word is cut hard. The result is "" when s holds nothing that ASCII can
// write. Slug(Slug(s)) is Slug(s).
func Slug(s string) string { return SlugMax(s, slugMax) }

// SlugMax is [Slug] with another limit, in bytes. Below 1 nothing is left.
func SlugMax(s string, max int) string {
	if max < 1 {
		return ""
	}
	if len(s) <= max && IsSlug(s) {
		return s
	}
	buf := make([]byte, 0, slugMax+16)
	gap := false
	for _, r := range s {
		var c byte
		switch w, _ := letter(r); {
		case w > 0:
			c = bareLetters[w]
		case isFigure(r):
			c = byte(r)
		case r >= utf8.RuneSelf && (isMark(r) || isInvisible(r)):
			continue
		default:
			gap = true
			continue
		}
		if gap && len(buf) > 0 {
			buf = append(buf, '-')
		}
		gap = false
		if buf = append(buf, c); len(buf) > max {
			break
		}
	}
	return string(cutSlug(buf, max))
}

// cutSlug cuts a slug longer than max at its last hyphen within max.
func cutSlug(buf []byte, max int) []byte {
	if len(buf) <= max {
		return buf
	}
	for i := max; i > 0; i-- {
		if buf[i] == '-' {
			return buf[:i]
		}
	}
	return buf[:max]
}

// IsSlug tells whether s could be a slug of any length: a-z, 0-9 and single
// hyphens inside, not empty.
func IsSlug(s string) bool {
	hyphen := true // a hyphen must not come first
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', isDigit(c):
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}
