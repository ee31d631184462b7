package viet

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The weights of the letters: their places in the alphabet, from 1. Zero is no letter.
const (
	wA = iota + 1
	wĂ
	wÂ
	wB
	wC
	wD
	wĐ
	wE
	wÊ
	wF
	wG
	wH
	wI
	wJ
	wK
	wL
	wM
	wN
	wO
	wÔ
	wƠ
	wP
	wQ
	wR
	wS
	wT
	wU
	wƯ
	wV
	wW
	wX
	wY
	wZ
)

// The tones in dictionary order.
const (
	ngang = iota
	huyền
	hỏi
	ngã
	sắc
	nặng
)

// By weight: the letter, the letter as an index header, and what is left of it in ASCII.
var (
	lowerLetters = [...]string{"", "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l",
		"m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"}
	upperLetters = [...]string{"#", "A", "Ă", "Â", "B", "C", "D", "Đ", "E", "Ê", "F", "G", "H", "I", "J", "K", "L",
		"M", "N", "O", "Ô", "Ơ", "P", "Q", "R", "S", "T", "U", "Ư", "V", "W", "X", "Y", "Z"}
)

const bareLetters = "\x00aaabcddeefghijklmnooopqrstuuvwxyz"

// toneMarks holds by tone the combining character that writes it.
var toneMarks = [...]string{"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}

var asciiWeights = [26]byte{wA, wB, wC, wD, wE, wF, wG, wH, wI, wJ, wK, wL, wM,
	wN, wO, wP, wQ, wR, wS, wT, wU, wV, wW, wX, wY, wZ}

// toned holds weight and tone of U+1EA0 to U+1EF9, one entry for each pair of
// capital and small letter: the block that Unicode added for Vietnamese.
var toned = [45][2]byte{
	{wA, nặng}, {wA, hỏi}, {wÂ, sắc}, {wÂ, huyền}, {wÂ, hỏi}, {wÂ, ngã}, {wÂ, nặng},
	{wĂ, sắc}, {wĂ, huyền}, {wĂ, hỏi}, {wĂ, ngã}, {wĂ, nặng},
	{wE, nặng}, {wE, hỏi}, {wE, ngã}, {wÊ, sắc}, {wÊ, huyền}, {wÊ, hỏi}, {wÊ, ngã}, {wÊ, nặng},
	{wI, hỏi}, {wI, nặng}, {wO, nặng}, {wO, hỏi}, {wÔ, sắc}, {wÔ, huyền}, {wÔ, hỏi}, {wÔ, ngã}, {wÔ, nặng},
	{wƠ, sắc}, {wƠ, huyền}, {wƠ, hỏi}, {wƠ, ngã}, {wƠ, nặng},
	{wU, nặng}, {wU, hỏi}, {wƯ, sắc}, {wƯ, huyền}, {wƯ, hỏi}, {wƯ, ngã}, {wƯ, nặng},
	{wY, huyền}, {wY, nặng}, {wY, hỏi}, {wY, ngã},
}

// letter gives the place in the alphabet and the tone of a composed Latin
// letter, whatever its case; weight 0 for everything else. Foreign marks are
// taken off (ü is u); the look-alikes of đ, ð and Ɖ, count as đ.
func letter(r rune) (weight, tone byte) {
	switch {
	case r < utf8.RuneSelf:
		if c := byte(r) | 0x20; 'a' <= c && c <= 'z' {
			return asciiWeights[c-'a'], ngang
		}
		return 0, ngang
	case 0x1EA0 <= r && r <= 0x1EF9:
		e := toned[(r-0x1EA0)/2]
		return e[0], e[1]
	case r < 0xC0:
		return 0, ngang
	case r > 0x1EF9:
		if r == 0x212A { // the kelvin sign; the Ångström sign follows
			return wK, ngang
		} else if r == 0x212B {
			return wA, ngang
		}
		return 0, ngang
	}
	switch r {
	case 'Ă', 'ă':
		return wĂ, ngang
	case 'Â', 'â':
		return wÂ, ngang
	case 'Đ', 'đ', 'Ð', 'ð', 'Ɖ', 'ɖ':
		return wĐ, ngang
	case 'Ê', 'ê':
		return wÊ, ngang
	case 'Ô', 'ô':
		return wÔ, ngang
	case 'Ơ', 'ơ':
		return wƠ, ngang
	case 'Ư', 'ư':
		return wƯ, ngang
	}
	return decomposed(r)
}

// decomposed is letter for what Unicode itself takes apart: à, ĩ, ç, ṓ.
func decomposed(r rune) (weight, tone byte) {
	if r >= 0x0250 && r < 0x1E00 {
		return 0, ngang
	}
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) == 0 || d[0] >= utf8.RuneSelf {
		return 0, ngang
	}
	weight, _ = letter(rune(d[0]))
	for len(d) > 0 && tone == ngang {
		m, size := utf8.DecodeRune(d)
		tone = toneOf(m)
		d = d[size:]
	}
	return weight, tone
}

// toneOf gives the tone that a combining character writes.
func toneOf(mark rune) byte {
	switch mark {
	case 0x0300:
		return huyền
	case 0x0309:
		return hỏi
	case 0x0303:
		return ngã
	case 0x0301:
		return sắc
	case 0x0323:
		return nặng
	}
	return ngang
}

// Letter gives the letter of the alphabet that a composed character is, without case and tone ('Ế' is 'ê', 'ü' is
// 'u', 'Ð' is 'đ'), what is left of it in ASCII, and its tone: 0 for none, then in the order of dictionaries huyền 1,
// hỏi 2, ngã 3, sắc 4, nặng 5. All are 0 for what is no Latin letter.
func Letter(r rune) (base rune, bare byte, tone int) {
	w, t := letter(r)
	if w == 0 {
		return 0, 0, 0
	}
	base, _ = utf8.DecodeRuneInString(lowerLetters[w])
	return base, bareLetters[w], int(t)
}

// Tone gives the tone that a combining character writes, as Letter does; 0 for others.
func Tone(mark rune) int { return int(toneOf(mark)) }

// isVowel tells whether a letter can carry a tone.
func isVowel(weight byte) bool {
	switch weight {
	case wA, wĂ, wÂ, wE, wÊ, wI, wO, wÔ, wƠ, wU, wƯ, wY:
		return true
	}
	return false
}

// isMark tells whether r is drawn on the character before it.
func isMark(r rune) bool {
	if r < 0x0300 {
		return false
	}
	return r <= 0x036F || unicode.In(r, unicode.Mn, unicode.Me)
}

// isInvisible tells whether r takes no room: what Word and web pages leave
// inside of words (soft hyphen, zero-width space and joiners, BOM).
func isInvisible(r rune) bool {
	switch r {
	case 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return false
}

// isWordRune tells whether r belongs to a word: a letter or a figure.
func isWordRune(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isFigure(r) || 'a' <= r|0x20 && r|0x20 <= 'z'
	case 0x00F8 <= r && r < 0x0250, 0x1E00 <= r && r < 0x1F00: // all letters
		return true
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isFigure is isDigit for a character.
func isFigure(r rune) bool { return '0' <= r && r <= '9' }
