package markdown

import (
	"bytes"

	"bantin/internal/viet"
)

// letters reports text of an old encoding and letters of other alphabets, the
// first of each. Whole bodies are looked through only where scan saw a sign.
func (p *page) letters(legacy, alike bool) {
	if legacy {
		if encoding, at := viet.Legacy(string(p.src)); encoding != "" {
			p.report(at, "legacy-encoding", p.wordAt(at))
			return
		}
	}
	if alike {
		if r, _, at := viet.LookAlike(string(p.src)); r != 0 {
			p.report(at, "look-alike-letter", p.wordAt(at))
		}
	}
}

func (p *page) wordAt(at int) string {
	at = min(at, len(p.src))
	from := bytes.LastIndexAny(p.src[:at], " \t\n") + 1
	to := len(p.src)
	if n := bytes.IndexAny(p.src[at:], " \t\n"); n >= 0 {
		to = at + n
	}
	return clip(string(p.src[from:to]))
}

// Classes of bytes for scan.
const (
	ordinary = iota
	suspect  // may begin an invisible character
	latin    // 0xC2, 0xC3: also letters that TCVN3 and VNI leave behind
	foreign  // may begin a letter of another alphabet
)

var classes = func() (t [256]uint8) {
	for c := range 0x20 {
		t[c] = suspect
	}
	t['\t'], t['\n'] = ordinary, ordinary
	for c := 0xC9; c <= 0xD4; c++ {
		t[c] = foreign
	}
	for _, c := range []int{0x7F, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4} {
		t[c] = suspect
	}
	t[0xC6] = foreign
	t[0xC2], t[0xC3] = latin, latin
	return t
}()

// scan looks through a body once: where the first byte is that must not be
// parsed as it stands (-1 for none), and whether letters of an old encoding or
// of another alphabet are possible at all.
func scan(src []byte) (unwanted int, legacy, alike bool) {
	unwanted = -1
	for i := range src {
		class := classes[src[i]]
		if class == ordinary {
			continue
		}
		next := byte(0)
		if i+1 < len(src) {
			next = src[i+1]
		}
		switch {
		case class == foreign:
			alike = alike || src[i] != 0xC6 || next == 0x89
		case src[i] == 0xE1 && (next == 0xBA || next == 0xBB): // Vietnamese letters
		case src[i] == 0xC3:
			alike = alike || next == 0x90 || next == 0xB0
			legacy = legacy || i > 0 && vniPair(src[i-1], next)
		case src[i] == 0xC2, src[i] == 0xCD:
			legacy = legacy || src[i] == 0xC2 && next >= 0xA1
			alike = alike || src[i] == 0xCD // Greek
			fallthrough
		default:
			if unwanted < 0 && invisibleAt(src[i:]) {
				unwanted = i
			}
		}
	}
	return unwanted, legacy, alike
}

// vniPair reports whether an ASCII vowel is followed by a second letter that
// Vietnamese never writes behind it, as VNI does: ø û õ, â behind a e o, ê behind a.
func vniPair(before, second byte) bool {
	before |= 0x20
	switch second | 0x20 {
	case 0xB8, 0xBB, 0xB5:
		return before == 'a' || before == 'e' || before == 'o' || before == 'u' || before == 'y'
	case 0xA2:
		return before == 'a' || before == 'e' || before == 'o'
	case 0xAA:
		return before == 'a'
	}
	return false
}
