package viet

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives s as people type it who leave the accents out, for searching and
// for comparing loosely: lower case, without marks, đ as d, white space
// collapsed and trimmed. "Công  Đoàn" is "cong doan". Punctuation stays.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	s = NFC(s)
	buf := make([]byte, 0, len(s))
	gap := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap = true
			continue
		}
		w, _ := letter(r)
		if w == 0 && r >= utf8.RuneSelf && (isMark(r) || isInvisible(r)) {
			continue
		}
		if gap && len(buf) > 0 {
			buf = append(buf, ' ')
		}
		gap = false
		switch {
		case w > 0:
			buf = append(buf, bareLetters[w])
		case r < utf8.RuneSelf:
			buf = append(buf, byte(r))
		default:
			buf = utf8.AppendRune(buf, unicode.ToLower(unmarked(r)))
		}
	}
	return string(NFCBytes(buf))
}

// isFolded tells whether Fold would leave s as it is; it may say no too often.
func isFolded(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return s == "" || !space
}

// unmarked takes the marks off a letter of any script: ά is α, й is и.
func unmarked(r rune) rune {
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) == 0 {
		return r
	}
	base, size := utf8.DecodeRune(d)
	for d = d[size:]; len(d) > 0; d = d[size:] {
		var m rune
		if m, size = utf8.DecodeRune(d); !isMark(m) {
			return r
		}
	}
	return base
}

// SameName tells whether two names are the same to a reader: equal but for
// case, white space and the place of the tone (hoà, hòa). Accents count:
// "Cong doan" is not "Công đoàn".
func SameName(a, b string) bool {
	if a == b {
		return true
	}
	var x, y [128]byte
	return bytes.Equal(appendNameKey(x[:0], a), appendNameKey(y[:0], b))
}

// NameKey gives a key for maps: NameKey(a) == NameKey(b) exactly when
// SameName(a, b). It is not meant to be shown.
func NameKey(s string) string {
	if isNameKey(s) {
		return s
	}
	var buf [128]byte
	return string(appendNameKey(buf[:0], s))
}

// isNameKey tells whether s is plain ASCII that is its own key.
func isNameKey(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// appendNameKey writes the letters of s in lower case without spaces. The tones
// of neighbouring vowels follow after the last of them, so that it does not
// matter which one carried them; a space between does not matter either, or
// names that differ in spaces only would get different keys.
func appendNameKey(dst []byte, s string) []byte {
	var held [8]byte
	tones := held[:0]
	flush := func() {
		for _, t := range tones {
			dst = append(dst, toneMarks[t]...)
		}
		tones = tones[:0]
	}
	for _, r := range NFC(s) {
		if unicode.IsSpace(r) || isInvisible(r) {
			continue
		}
		w, t := letter(r)
		if !isVowel(w) {
			flush()
		}
		if w > 0 && isPlain(r) {
			dst = append(dst, lowerLetters[w]...)
			if t != ngang {
				tones = append(tones, t)
			}
			continue
		}
		flush()
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	flush()
	return dst
}

// isPlain tells whether the composed letter r is nothing but a letter of the
// alphabet, with a tone if a vowel: not ü or ñ, which keep their marks in a
// name, and not ð, which only looks like đ.
func isPlain(r rune) bool {
	if r < utf8.RuneSelf || 0x1EA0 <= r && r <= 0x1EF9 {
		return true
	}
	switch unicode.ToLower(r) {
	case 'ă', 'â', 'đ', 'ê', 'ô', 'ơ', 'ư', 'à', 'á', 'ã', 'è', 'é', 'ì', 'í', 'ĩ',
		'ò', 'ó', 'õ', 'ù', 'ú', 'ũ', 'ý':
		return true
	}
	return false
}
