package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Legacy finds text that was typed with a font of the time before Unicode and
// never converted. The encoding is "TCVN3" ("C«ng ®oµn"), "VNI" ("Coâng ñoaøn"),
// or "" when s looks sound; the offset is in bytes of the normal form and leads
// to the first telling word.
//
// A word tells when it holds a sign that stands within a word in no language
// (a guillemet or a mu for TCVN3, a vowel followed by â, ø, û … for VNI) and
// reads as a Vietnamese syllable once it is decoded. Words such as "où", "laïc"
// or "thé", which decode to a syllable by chance, are thus left in peace.
func Legacy(s string) (encoding string, offset int) {
	s = NFC(s)
	for i := 1; i < len(s); {
		switch s[i] {
		case 0xC2:
			if i+1 < len(s) && 0xA1 <= s[i+1] && s[i+1] <= 0xBE && isLegacyNeighbour(s, i) {
				start, end := legacyWord(s, i, 0xA1)
				if isTCVN3(s[start:end]) {
					return "TCVN3", start
				}
				i = end
				continue
			}
		case 0xC3:
			if i+1 < len(s) && isVNIPair(s[i-1], s[i+1]) {
				start, end := legacyWord(s, i, 0xC0)
				if isVNI(s[start:end]) {
					return "VNI", start
				}
				i = end
				continue
			}
		}
		i++
	}
	return "", 0
}

// isLegacyNeighbour tells whether a letter stands right before s[i]: ASCII, or
// the last byte of one that needs two.
func isLegacyNeighbour(s string, i int) bool {
	c := s[i-1]
	return isASCIILetter(c) || c >= utf8.RuneSelf
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// legacyWord gives the bounds of the word around s[i], made of ASCII letters and
// characters from first to U+00FF.
func legacyWord(s string, i int, first rune) (start, end int) {
	belongs := func(r rune) bool {
		return r < utf8.RuneSelf && isASCIILetter(byte(r)) || first <= r && r <= 0xFF
	}
	for start = i; start > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !belongs(r) {
			break
		}
		start -= size
	}
	for end = i; end < len(s); {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !belongs(r) {
			break
		}
		end += size
	}
	return start, end
}

// tcvn3 holds the letters of TCVN 5712:1993 VN3 from 0xA1 to 0xFE, a space where
// it has none; the capitals at the beginning are given in lower case.
const tcvn3 = "ăâêôơưđăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"

// maxLegacyWord is far longer than any syllable in bytes.
const maxLegacyWord = 24

func isTCVN3(word string) bool {
	if len(word) > maxLegacyWord {
		return false
	}
	letters := []rune(tcvn3)
	var plain strings.Builder
	tone, tones, telling := byte(ngang), 0, false
	for i, r := range word {
		if r >= 0xA1 && r <= 0xFE {
			telling = telling || i > 0 && tellsTCVN3(r, word[i+utf8.RuneLen(r):])
			r = letters[r-0xA1]
		}
		w, t := letter(r)
		if w == 0 {
			return false
		}
		plain.WriteString(lowerLetters[w])
		if t != ngang {
			tone = t
			tones++
		}
	}
	return telling && tones <= 1 && isSyllable(plain.String(), tone)
}

// tellsTCVN3 tells whether a sign within a word, with rest behind it, can only
// be a letter of TCVN3. The middle dot is a letter of Catalan and joins units
// (N·m), the soft hyphen is one; others may close a word (Zalo®, tin¹).
func tellsTCVN3(r rune, rest string) bool {
	switch {
	case r > 0xBE, r == 0xB7, r == 0xAD:
		return false
	}
	return rest != "" || r == 0xB5 || r == 0xB6 || r == 0xB8
}

// isVNIPair tells whether an ASCII byte and the second byte of a character of
// the block U+00C0–U+00FF are a letter of VNI that nobody else writes: a vowel
// with ø, û or õ, with â (a, e, o) or with ê (a).
func isVNIPair(before, second byte) bool {
	vowel := before | 0x20
	switch second | 0x20 {
	case 0xB8, 0xBB, 0xB5:
		return strings.IndexByte("aeouy", vowel) >= 0
	case 0xA2:
		return strings.IndexByte("aeo", vowel) >= 0
	case 0xAA:
		return vowel == 'a'
	}
	return false
}

func isVNI(word string) bool {
	if len(word) > maxLegacyWord {
		return false
	}
	var plain []rune
	tone, tones := byte(ngang), 0
	for _, r := range word {
		r = unicode.ToLower(r)
		last := rune(0)
		if len(plain) > 0 {
			last = plain[len(plain)-1]
		}
		if hat, t, ok := vniMark(last, r); ok {
			plain[len(plain)-1] = hat
			tone = max(tone, t)
			tones += int(min(t, 1))
			continue
		}
		r, t, ok := vniLetter(r)
		if !ok {
			return false
		}
		plain = append(plain, r)
		tone = max(tone, t)
		tones += int(min(t, 1))
	}
	return tones <= 1 && isSyllable(string(plain), tone)
}

// The characters that VNI puts behind a vowel, in Latin-1, by tone from huyền
// (ø û õ ù ï): on the vowel as it is, and on â ê ô and on ă together with the hat.
const (
	vniTones      = "\xF8\xFB\xF5\xF9\xEF"
	vniCircumflex = "\xE2\xE0\xE5\xE3\xE1\xE4" // the first without tone
	vniBreve      = "\xEA\xE8\xFA\xFC\xE9\xEB"
)

// vniMark reads a character behind a vowel: the vowel that the two make, and
// the tone.
func vniMark(vowel, mark rune) (letter rune, tone byte, ok bool) {
	if i := strings.IndexByte(vniTones, byte(mark)); i >= 0 && strings.ContainsRune("aeouyơư", vowel) {
		return vowel, byte(i) + huyền, true
	}
	if i := strings.IndexByte(vniBreve, byte(mark)); i >= 0 && vowel == 'a' {
		return 'ă', byte(i), true
	}
	i := strings.IndexByte(vniCircumflex, byte(mark))
	if i < 0 {
		return 0, ngang, false
	}
	switch vowel {
	case 'a':
		return 'â', byte(i), true
	case 'e':
		return 'ê', byte(i), true
	case 'o':
		return 'ô', byte(i), true
	}
	return 0, ngang, false
}

// vniLetter reads a character of VNI that stands for itself.
func vniLetter(r rune) (letter rune, tone byte, ok bool) {
	switch r {
	case 'ñ':
		return 'đ', ngang, true
	case 'ô':
		return 'ơ', ngang, true
	case 'ö':
		return 'ư', ngang, true
	case 'ì':
		return 'i', huyền, true
	case 'æ':
		return 'i', hỏi, true
	case 'ó':
		return 'i', ngã, true
	case 'í':
		return 'i', sắc, true
	case 'ò':
		return 'i', nặng, true
	case 'î':
		return 'y', nặng, true
	}
	return r, ngang, r < utf8.RuneSelf
}
