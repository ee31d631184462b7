package card

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nbsp keeps two words on one line.
const nbsp = '\u00a0'

// longest is how many bytes of a text are looked at: many times what a card
// has room for, and a bound to the work that a text file taken for a title
// makes.
const longest = 4000

// clean makes of a text what the font can set: composed (NFC), spaces single,
// look-alikes in place of what the font lacks. What is left without a letter
// (emoji, other scripts) is dropped together with the space around it.
func (f *face) clean(s string) string {
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") // not half a letter at the end
	}
	if f.isClean(s) {
		return s
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	var words []string
	dropped := false // something was left out since the last word
	for w := range strings.FieldsFuncSeq(s, isBreakingSpace) {
		c := strings.Trim(f.cleanWord(w), string(nbsp))
		switch {
		case c == "":
			dropped = true
			continue
		case (dropped || c != w) && len(words) > 0 && isOnly(c, isCloser):
			// "Tết 🎉, xuân": the comma goes back to its word.
			words[len(words)-1] += c
		case dropped && len(words) == 0 && isOnly(c, isSeparator):
			continue // a dash that stood behind what was left out
		default:
			words = append(words, c)
		}
		dropped = false
	}
	return strings.Join(words, " ")
}

// isClean finds most texts: nothing to do.
func (f *face) isClean(s string) bool {
	prev := ' '
	for _, r := range s {
		if _, ok := f.index[r]; !ok || isMark(r) || r == '\u00ad' || r == ' ' && prev == ' ' {
			return false
		}
		prev = r
	}
	return prev != ' ' || s == ""
}

func (f *face) cleanWord(w string) string {
	known := strings.ContainsFunc(w, func(r rune) bool {
		_, ok := f.index[r]
		return ok && unicode.IsLetter(r)
	})
	var b strings.Builder
	for _, r := range w {
		b.WriteString(f.standIn(r, known))
	}
	// Styled letters leave their marks behind as they become plain ones.
	return strings.Map(func(r rune) rune {
		if _, ok := f.index[r]; !ok || isMark(r) {
			return -1
		}
		return r
	}, norm.NFC.String(b.String()))
}

// standIn is what is set for a rune: itself, a look-alike, its parts, or
// nothing. Letters of other scripts count as slips of the keyboard only within
// a word that the font knows letters of.
func (f *face) standIn(r rune, inKnownWord bool) string {
	if r == '\u00ad' { // soft hyphen: shown by no reader
		return ""
	}
	if _, ok := f.index[r]; ok || isMark(r) {
		return string(r)
	}
	if i := strings.IndexRune(lookAlikes, r); i >= 0 {
		return lookAlike(lookAlikes[i+len(string(r)):])
	}
	if inKnownWord {
		if i := strings.IndexRune(cyrillic, r); i >= 0 {
			return lookAlike(cyrillic[i+len(string(r)):])
		}
	}
	if s := norm.NFKC.String(string(r)); s != string(r) && f.hasAll(s) {
		return s
	}
	// ő is set as o rather than left out.
	d := norm.NFKD.String(string(r))
	base, n := firstRune(d)
	if _, ok := f.index[base]; ok && base != ' ' && isOnly(d[n:], isMark) && n < len(d) {
		return string(base)
	}
	return ""
}

// lookAlikes are pairs: what the font lacks, what is set for it.
const lookAlikes = "\u202f\u00a0\u2007\u00a0\u2011\u2010\u2015\u2014\u2212\u2013\u2043\u2013\uff0d-\u2500\u2014" +
	"\u2032\u2019\u2035\u2018\u2033\u201d\u201b\u2018\u201f\u201c\u2039\u2018\u203a\u2019\u02bc\u2019\u02b9\u2019\u300c\u201c\u300d\u201d\u300a«\u300b»" +
	"\u2219\u00b7\u22c5\u00b7\u2027\u00b7\u30fb\u00b7\u25cf\u2022\u25aa\u2022\u25e6\u2022\u2025\u2026\u2044/\u2215/\u3001,\u3002.\u2794\u2192\u27a1\u2192"

// cyrillic are letters that slip into Vietnamese words unseen.
const cyrillic = "\u0430a\u0435e\u043eo\u0440p\u0441c\u0445x\u0443y\u0456i\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0425X\u0423Y\u0406I"

func lookAlike(rest string) string {
	r, _ := firstRune(rest)
	return string(r)
}

func firstRune(s string) (r rune, size int) {
	for i, c := range s {
		if i > 0 {
			return r, i
		}
		r = c
	}
	return r, len(s)
}

func (f *face) hasAll(s string) bool {
	return isOnly(s, func(r rune) bool {
		_, ok := f.index[r]
		return ok && r != ' ' || isMark(r)
	})
}

func isOnly(s string, what func(rune) bool) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !what(r) })
}

func isMark(r rune) bool { return unicode.Is(unicode.Mn, r) }

// isBreakingSpace leaves out the spaces that hold words together.
func isBreakingSpace(r rune) bool {
	return unicode.IsSpace(r) && r != nbsp && r != '\u2007' && r != '\u202f'
}

// isCloser is for signs that belong to the word before them.
func isCloser(r rune) bool { return strings.ContainsRune(",.;:!?…)]}%”’»", r) }

// isSeparator is for signs that stand between words and never begin a line.
func isSeparator(r rune) bool { return strings.ContainsRune("-‐‒–—·•|/→←", r) }
