package card

import (
	"slices"
	"strings"
	"unicode"
)

// bestLines breaks into exactly n lines of at most this width so that lines
// are of even length and end where the sense does. Vietnamese words are often
// two syllables, which nothing but the sense tells apart; names, numbers and
// punctuation at least are seen. None when the words do not fit so.
func (f *face) bestLines(r run, words []span, width, n int) []span {
	type state struct{ cost, next int }
	const never = 1 << 30
	// best[k][i]: words from i on, in k lines.
	best := make([][]state, n+1)
	for k := range best {
		best[k] = slices.Repeat([]state{{never, 0}}, len(words)+1)
	}
	best[0][len(words)].cost = 0
	for k := 1; k <= n; k++ {
		for i := range words {
			for j := i + 1; j <= len(words); j++ {
				w := f.width(r.part(words[i].from, words[j-1].to))
				if w > width {
					break
				}
				rest := best[k-1][j].cost
				if rest == never {
					continue
				}
				cost := rest + ragged(w, width, j == len(words)) + breakCost(r, words, j)
				if cost < best[k][i].cost {
					best[k][i] = state{cost, j}
				}
			}
		}
	}
	if best[n][0].cost == never {
		return nil
	}
	var lines []span
	for i, k := 0, n; k > 0; k-- {
		j := best[k][i].next
		lines = append(lines, span{words[i].from, words[j-1].to})
		i = j
	}
	return lines
}

// ragged is what an unfilled line costs: the square of the missing part, in
// tenths of a percent; less for the last line, where it shows least.
func ragged(w, width int, last bool) int {
	miss := 100 * (width - w) / width
	if last {
		return miss * miss / 14
	}
	return miss * miss / 10
}

// breakCost is what a line's end before word j costs, in the unit of ragged
// (160: as bad as a line that is 40 % empty); less than 0: a good place.
func breakCost(r run, words []span, j int) int {
	if j >= len(words) {
		return 0
	}
	at := func(i int) []rune { return r.runes[words[i].from:words[i].to] }
	prev, next := at(j-1), at(j)
	stop := pause(prev)
	cost := -stop
	if isOpener(next[0]) {
		cost -= 25
	}
	// A single word should not be parted from its clause.
	if j >= 2 && stop == 0 && (pause(at(j-2)) > 0 || isOpener(prev[0])) {
		cost += 100
	}
	if stop == 0 && pause(next) > 0 && j+1 < len(words) {
		cost += 100
	}
	if stop > 0 {
		return cost
	}
	if isNumber(next) && isCounted(string(prev)) {
		cost += 80
	}
	if isNumber(prev) {
		cost += 100
	} else if unicode.IsUpper(prev[0]) && (len(prev) == 1 || !unicode.IsUpper(prev[1])) {
		cost += 60 // "Quốc hội": the name goes on
		if unicode.IsUpper(next[0]) {
			cost += 60
		}
	} else if unicode.IsUpper(next[0]) {
		cost -= 30
	}
	if leadsOn(string(prev)) {
		cost += 40
	}
	return cost
}

// pause is how much sense ends with a word, as told by its last sign.
func pause(w []rune) int {
	switch last := w[len(w)-1]; {
	case strings.ContainsRune(":;.!?–—", last) && len(w) > 1:
		return 120
	case last == ',':
		return 60
	case isCloser(last) && last != '%':
		return 40
	}
	return 0
}

// isNumber is for figures and Roman numerals.
func isNumber(w []rune) bool {
	return !slices.ContainsFunc(w, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != '/' }) ||
		!slices.ContainsFunc(w, func(r rune) bool { return !strings.ContainsRune("IVXLC", r) })
}

func isOpener(r rune) bool { return strings.ContainsRune("“‘«([", r) }

// isCounted is for words whose number follows them.
func isCounted(w string) bool {
	switch w {
	case "năm", "ngày", "tháng", "quý", "khóa", "số", "thứ", "lần", "kỳ", "đợt":
		return true
	}
	return false
}

// leadsOn is for words that lean on the next one.
func leadsOn(w string) bool {
	switch w {
	case "và", "của", "cho", "về", "với", "trong", "tại", "từ", "đến", "các", "những", "một", "bằng", "do", "là", "ở":
		return true
	}
	return false
}
