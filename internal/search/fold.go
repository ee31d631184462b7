package search

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/viet"
)

// signs are what stands in an exact form for the tones of [viet.Letter], by number.
const signs = "\x00`?~'."

// maxLetters is how many letters of a token count; nobody types more, and what is longer is no word.
const maxLetters = 40

// The alphabet's marks and look-alikes, as package viet knows them.
var (
	// composed gives for a letter and a mark on it the letter that both are: 'a' and U+0306 are 'ă'.
	composed = makeComposed()
	// alike gives the letter that another is taken for: 'ð' is 'đ'.
	alike = makeAlike()
)

func makeComposed() map[[2]rune]rune {
	m := make(map[[2]rune]rune)
	for r := rune(0xC0); r <= 0x1EFF; r++ {
		base, bare, tone := viet.Letter(r)
		d := decomposition(r)
		if base >= utf8.RuneSelf && tone == 0 && unicode.IsLower(r) && len(d) > 1 && r == base {
			mark, _ := utf8.DecodeRune(d[1:])
			m[[2]rune{rune(bare), mark}] = base
		}
	}
	return m
}

func makeAlike() map[rune]rune {
	m := make(map[rune]rune)
	for r := rune(0xC0); r <= 0x1EFF; r++ {
		if base, _, _ := viet.Letter(r); base != 0 && unicode.IsLower(r) && base != r && len(decomposition(r)) == 0 {
			m[r] = base
		}
	}
	return m
}

// decomposition is the canonical decomposition of one character, empty where there is none.
func decomposition(r rune) []byte {
	var buf [utf8.UTFMax]byte
	return norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
}

// Table is the JavaScript of what the script must know of letters: it folds a query as this package folds texts.
func Table() string {
	var b strings.Builder
	b.WriteString("const tones = {")
	for r := rune(0x0300); r <= 0x036F; r++ {
		if t := viet.Tone(r); t > 0 {
			fmt.Fprintf(&b, `"\u%04x": %q, `, r, signs[t:t+1])
		}
	}
	b.WriteString("};\nconst composed = {")
	keys := slices.SortedFunc(maps.Keys(composed), func(x, y [2]rune) int { return slices.Compare(x[:], y[:]) })
	for _, k := range keys {
		fmt.Fprintf(&b, `"%c\u%04x": "%c", `, k[0], k[1], composed[k])
	}
	b.WriteString("};\nconst alike = {")
	for _, r := range slices.Sorted(maps.Keys(alike)) {
		fmt.Fprintf(&b, `"%c": "%c", `, r, alike[r])
	}
	b.WriteString("};\nconst bare = {")
	done := make(map[rune]bool)
	for _, k := range keys {
		fmt.Fprintf(&b, `"%c": "%c", `, composed[k], k[0])
		done[composed[k]] = true
	}
	for _, r := range slices.Sorted(maps.Values(alike)) {
		if _, plain, _ := viet.Letter(r); !done[r] {
			fmt.Fprintf(&b, `"%c": "%c", `, r, plain)
			done[r] = true
		}
	}
	b.WriteString("};\n")
	return strings.ReplaceAll(b.String(), ", }", "}")
}

// What a character is to tokens.
const (
	apart  = iota // parts tokens
	inside        // a letter or a figure
	mark          // belongs to the token that is open right before it, else parts
)

// classOf tells what a character is. Letters are those of Latin, Greek and Cyrillic.
func classOf(r rune) int {
	switch {
	case r < utf8.RuneSelf:
		if isWord(byte(r)) {
			return inside
		}
	case 0x0300 <= r && r <= 0x036F:
		return mark
	case r == 0xD7, r == 0xF7, r == 0x0374, r == 0x037E, r == 0x0385, r == 0x0387, r == 0x0482: // × ÷ and other signs
	case 0xC0 <= r && r <= 0x02AF, 0x0370 <= r && r <= 0x052F, 0x1E00 <= r && r <= 0x1EFF:
		return inside
	}
	return apart
}

// isWord tells whether an ASCII character belongs to tokens.
func isWord(c byte) bool { return isFigure(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }

func isFigure(c byte) bool { return '0' <= c && c <= '9' }

// form is a token folded.
type form struct {
	bare  string // by which it is found: "doan"
	exact string // which tells it from its look-alikes: "đoan`"
}

// letterer folds one token, a decomposed character after the other.
type letterer struct {
	letters []rune
	tone    int
}

func (f *letterer) add(r rune) {
	switch {
	case r == '.' || r == ',': // between the thousands of a number
	case classOf(r) == mark:
		last := len(f.letters) - 1
		if last >= 0 { // a rare letter, itself a mark, may have changed places with the mark behind it
			if whole := composed[[2]rune{f.letters[last], r}]; whole != 0 {
				f.letters[last] = whole
				return
			}
		}
		if f.tone == 0 {
			f.tone = viet.Tone(r)
		}
	default:
		r = unicode.ToLower(r)
		if other := alike[r]; other != 0 {
			r = other
		}
		f.letters = append(f.letters, r)
	}
}

// fold folds a token as it stands in a text, in whatever case and normal form.
func fold(token []byte) form {
	f := letterer{letters: make([]rune, 0, 16)}
	for _, r := range string(norm.NFD.Bytes(token)) {
		f.add(r)
	}
	letters := f.letters[:min(len(f.letters), maxLetters)]
	exact := string(letters)
	if f.tone > 0 {
		exact += signs[f.tone : f.tone+1]
	}
	return form{bareOf(letters, f.tone), exact}
}

// bareOf gives the bare form of a token with these letters, which it overwrites, and this tone.
func bareOf(letters []rune, tone int) string {
	figures := tone == 0
	for i, r := range letters {
		figures = figures && '0' <= r && r <= '9'
		if _, bare, _ := viet.Letter(r); bare > 0 {
			letters[i] = rune(bare)
		}
	}
	bare := string(letters)
	if !figures {
		return endInI(bare)
	}
	if bare = strings.TrimLeft(bare, "0"); bare == "" {
		return "0"
	}
	return bare
}

// endInI writes the y of kỹ and quý as i, so that they meet kĩ and quí. Where another vowel stands before it, it
// stays: thúy is another syllable than thúi. So does a y alone.
func endInI(bare string) string {
	onset, ok := strings.CutSuffix(bare, "y")
	if !ok || onset != "qu" && (onset == "" || strings.Trim(onset, "bcdfghjklmnpqrstvwxz") != "") {
		return bare
	}
	return onset + "i"
}
