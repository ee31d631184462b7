package card

import "strings"

// The headline's room on wide cards: lines and pixels of height at most.
const (
	maxLines  = 4
	maxHeight = 320
)

// room is how many lines a headline may have, and how many pixels of height.
type room struct{ lines, height int }

// headline is a title broken into lines.
type headline struct {
	size    int   // pixels
	leading int   // pixels from one baseline to the next
	lines   []run // none for an empty title
}

// span is some letters of a run.
type span struct{ from, to int }

// breaking is how much a line may do to a word that is wider than the box.
type breaking uint8

const (
	wholeWords  breaking = iota // no such word is allowed
	atHyphens                   // broken after a hyphen, slash or dot, or at a space that joins
	atAnyLetter                 // broken anywhere
)

// headlineIn breaks a clean title into lines for a box of so many pixels: in
// the first size that fits, cut with "…" only when the smallest does not.
// Words are broken only when they are wider than the box in every size.
func (f *face) headlineIn(title string, width int, list []int, in room) headline {
	if title == "" {
		return headline{}
	}
	r := f.measure(title)
	words := wordsOf(r)
	for how := wholeWords; how <= atAnyLetter; how++ {
		for _, size := range list {
			lines := f.lines(r, words, width*em/size, how)
			if h, ok := f.fit(r, lines, size, in); ok {
				return f.balance(h, r, words, width*em/size, how, in)
			}
		}
	}
	return f.cutHeadline(r, words, width, list[len(list)-1], in)
}

// fit says whether the lines may stand in this size.
func (f *face) fit(r run, lines []span, size int, in room) (headline, bool) {
	if len(lines) == 0 || len(lines) > in.lines {
		return headline{}, false
	}
	h := headline{size: size}
	for _, l := range lines {
		h.lines = append(h.lines, r.part(l.from, l.to))
	}
	h.leading = f.leading(h.lines, size)
	return h, h.leading*len(lines) <= in.height
}

// balance narrows the box until the number of lines would change, then gives
// back a little of it where that lets lines end at better places.
func (f *face) balance(h headline, r run, words []span, width int, how breaking, in room) headline {
	// Not so far that a word would break that fits in the box.
	low, high := 0, width
	for _, w := range words {
		if n := f.width(r.part(w.from, w.to)); n <= width {
			low = max(low, n)
		}
	}
	for low < high {
		mid := (low + high) / 2
		if lines := f.lines(r, words, mid, how); len(lines) == 0 || len(lines) > len(h.lines) {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if how == wholeWords && len(h.lines) > 1 {
		if b, ok := f.fit(r, f.bestLines(r, words, min(width, high*110/100), len(h.lines)), h.size, in); ok {
			return b
		}
	}
	if b, ok := f.fit(r, f.lines(r, words, high, how), h.size, in); ok {
		return b
	}
	return h // other neighbours, and their marks would touch
}

// cutHeadline fills all lines and ends the last with "…".
func (f *face) cutHeadline(r run, words []span, width, size int, in room) headline {
	lines := f.lines(r, words, width*em/size, atAnyLetter)
	h, _ := f.fit(r, lines[:min(in.lines, len(lines))], size, in)
	last := len(h.lines) - 1
	h.lines[last] = f.cut(string(r.runes[lines[last].from:]), width*em/size)
	h.leading = f.leading(h.lines, size)
	return h
}

// cut is a clean text that fits the width: whole, or as many words as go, and
// "…"; a first word that is too long is cut between letters.
func (f *face) cut(s string, width int) run {
	r := f.measure(s)
	if f.width(r) <= width {
		return r
	}
	if len(r.glyph) == 0 || width <= 0 {
		return run{}
	}
	words := wordsOf(r)
	for i := len(words) - 1; i > 0; i-- {
		if r.x[words[i].from] > 2*width {
			continue // far too long: not worth measuring
		}
		if c := f.measure(withEllipsis(r.runes[:words[i].from])); f.width(c) <= width {
			return c
		}
	}
	for n := words[0].to - 1; n > 0; n-- {
		if r.x[n] > 2*width {
			continue
		}
		if c := f.measure(withEllipsis(r.runes[:n])); f.width(c) <= width {
			return c
		}
	}
	return run{}
}

// withEllipsis ends a text with "…" in place of signs that lead on.
func withEllipsis(s []rune) string {
	return strings.TrimRightFunc(string(s), func(r rune) bool {
		return r == ' ' || r == nbsp || isSeparator(r) || strings.ContainsRune(",.;:…“‘«([{", r)
	}) + "…"
}

// wordsOf gives the pieces of a run that lines are made of: words, with the
// signs after them that must not begin a line.
func wordsOf(r run) []span {
	var words []span
	for i := 0; i < len(r.runes); {
		from := i
		for i < len(r.runes) && r.runes[i] != ' ' {
			i++
		}
		if first := r.runes[from]; len(words) > 0 && (isCloser(first) || isOnly(string(r.runes[from:i]), isSeparator)) {
			words[len(words)-1].to = i
		} else {
			words = append(words, span{from, i})
		}
		i++
	}
	return words
}

// lines fills lines of at most this width (thousandths of the size), nil when
// a word is too wide for the way of breaking.
func (f *face) lines(r run, words []span, width int, how breaking) []span {
	var lines []span
	for _, w := range words {
		if n := len(lines); n > 0 && f.width(r.part(lines[n-1].from, w.to)) <= width {
			lines[n-1].to = w.to
			continue
		}
		for f.width(r.part(w.from, w.to)) > width {
			i := f.breakIn(r, w, width, how)
			if i == 0 {
				return nil
			}
			to := i
			for to > w.from+1 && isJoin(r.runes[to-1]) {
				to--
			}
			lines = append(lines, span{w.from, to})
			for w.from = i; w.from < w.to-1 && isJoin(r.runes[w.from]); w.from++ {
			}
		}
		lines = append(lines, w)
	}
	return lines
}

// breakIn is where a word that is wider than the line is broken: the first
// letter of the next line, 0 for nowhere.
func (f *face) breakIn(r run, w span, width int, how breaking) int {
	if how == wholeWords {
		return 0
	}
	fits := w.from + 1 // one letter at least, or there would be no end
	for fits < w.to-1 && f.width(r.part(w.from, fits+1)) <= width {
		fits++
	}
	for i := fits; i > w.from+1; i-- {
		if beginsLine(r.runes[i:w.to]) && (isJoin(r.runes[i]) || strings.ContainsRune("-/._@&=\u00a0 ", r.runes[i-1])) {
			return i
		}
	}
	if how == atHyphens {
		return 0
	}
	for i := fits; i > w.from+1; i-- {
		if beginsLine(r.runes[i:w.to]) {
			return i
		}
	}
	return fits
}

// isJoin is for the spaces within a piece of wordsOf.
func isJoin(r rune) bool { return r == ' ' || r == nbsp }

// beginsLine says whether a line may begin with these letters.
func beginsLine(rest []rune) bool {
	for len(rest) > 1 && isJoin(rest[0]) {
		rest = rest[1:]
	}
	return !isCloser(rest[0]) && !isSeparator(rest[0])
}

// leading is 1.26 times the size, or more where a stacked capital would touch
// the line above: Ẳ reaches 1.17 up, g and Ộ reach 0.23 down.
func (f *face) leading(lines []run, size int) int {
	const air = 40 // thousandths between inks
	need := 0
	for i := 1; i < len(lines); i++ {
		up, low := lines[i-1], lines[i]
		for j, g := range low.glyph {
			l := f.letters[g]
			if int(l.top)+230+air <= 1260 {
				continue
			}
			at := low.x[j] - low.x[0]
			for k, above := range up.glyph {
				a, x := f.letters[above], up.x[k]-up.x[0]
				if x+int(a.right) > at+int(l.left)-air && x+int(a.left) < at+int(l.right)+air {
					need = max(need, int(l.top)+int(a.depth)+air)
				}
			}
		}
	}
	return max((126*size+50)/100, (need*size+em-1)/em)
}
