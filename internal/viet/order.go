package viet

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bytes of a sort key below those of the letters.
const (
	keyEnd    = 0x00 // after the last syllable: fewer syllables first
	keyStop   = 0x01 // after the letters and after the tones of a syllable
	keyTone   = 0x02 // plus the tone
	keyNumber = 0x08 // then the count of figures, then the figures
	keyLetter = 0x10 // plus the weight; letters of other scripts follow as UTF-8
)

// Compare orders a and b as a Vietnamese reader looks them up: syllable by
// syllable, in each first the letters, then the tone; numbers by their value.
// Punctuation only separates. What is equal so far differs by case, lower
// before upper, and then by the bytes of its normal form, so the result is 0
// exactly when a and b are the same text.
//
//	ma cũ < mà < mà xưa < má nuôi     CĐCS 2 < CĐCS 10     Dân < Đan
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	var x, y [192]byte
	return bytes.Compare(appendKey(x[:0], a), appendKey(y[:0], b))
}

// Key gives a sort key: strings.Compare(Key(a), Key(b)) is Compare(a, b). Keys
// pay when a long list is sorted. They are not meant to be shown or stored.
func Key(s string) string {
	var buf [192]byte
	return string(appendKey(buf[:0], s))
}

// Initial gives the header under which s stands in an index from A to Y: one of
// the 29 letters or F, J, W, Z, in upper case and without tone ("Đ" for "đoàn",
// "Ô" for "Ống"), else "#". Quotation marks and the like in front do not count.
func Initial(s string) string {
	for _, r := range NFC(s) {
		if w, _ := letter(r); w > 0 {
			return upperLetters[w]
		}
		if isWordRune(r) {
			break
		}
	}
	return upperLetters[0]
}

// appendKey writes the levels of a key one after the other: for each syllable
// its letters and its tones, then the capitals of the text, one bit for each
// letter, then the text.
func appendKey(dst []byte, s string) []byte {
	s = NFC(s)
	var toneBuf, capBuf [16]byte
	tones, caps := toneBuf[:0], capBuf[:0]
	letters, inWord := 0, false
	for i := 0; i < len(s); {
		if isDigit(s[i]) {
			dst, i = appendNumber(dst, s, i)
			inWord = true
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		w, t := letter(r)
		switch {
		case w > 0:
			dst = append(dst, keyLetter+w)
		case isInvisible(r):
			continue
		case isMark(r):
			if t = toneOf(r); t != ngang && inWord {
				tones = append(tones, keyTone+t)
			}
			continue
		case isWordRune(r):
			dst = utf8.AppendRune(dst, unicode.ToLower(unmarked(r)))
		default:
			if inWord {
				dst = appendWordEnd(dst, tones)
				tones, inWord = tones[:0], false
			}
			continue
		}
		if t != ngang {
			tones = append(tones, keyTone+t)
		}
		caps = appendCase(caps, letters, unicode.IsUpper(r))
		letters++
		inWord = true
	}
	if inWord {
		dst = appendWordEnd(dst, tones)
	}
	dst = append(dst, keyEnd)
	dst = append(dst, caps...)
	return append(dst, s...)
}

func appendWordEnd(dst, tones []byte) []byte {
	dst = append(dst, keyStop)
	dst = append(dst, tones...)
	return append(dst, keyStop)
}

// appendCase notes the case of the nth letter, the highest bit first.
func appendCase(caps []byte, n int, upper bool) []byte {
	if n%8 == 0 {
		caps = append(caps, 0)
	}
	if upper {
		caps[n/8] |= 0x80 >> (n % 8)
	}
	return caps
}

// appendNumber writes the number that begins at s[i] and returns where it ends.
// The count of its figures goes first: of two numbers the longer one is greater.
func appendNumber(dst []byte, s string, i int) (key []byte, end int) {
	end = numberEnd(s, i)
	for i < end-1 && s[i] == '0' {
		i++
	}
	count := end - i - strings.Count(s[i:end], ".")
	dst = append(dst, keyNumber)
	for ; count >= 255; count -= 255 {
		dst = append(dst, 255)
	}
	dst = append(dst, byte(count))
	for ; i < end; i++ {
		if isDigit(s[i]) {
			dst = append(dst, s[i])
		}
	}
	return dst, end
}

// numberEnd gives the end of the number at s[i]. Dots that group thousands
// belong to it (1.205), those of a date or a version do not (20.4, 1.2.3).
func numberEnd(s string, i int) int {
	end := i
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	if end-i > 3 || s[i] == '0' {
		return end
	}
	grouped := end
	for grouped < len(s) && s[grouped] == '.' {
		n := grouped + 1
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		if n == grouped+1 { // a full stop
			break
		}
		if n != grouped+4 {
			return end
		}
		grouped = n
	}
	return grouped
}
