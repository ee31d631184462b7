package viet

import (
	"slices"
	"strings"
)

// The costs of a guess. A wrong letter weighs ten; a name that is given in part
// weighs as much as one wrong letter and a little for each letter left out.
const (
	costTypo    = 10
	costPart    = 10
	costMissing = 1
)

// Nearest gives the candidate that name most likely means, for "did you mean".
// Accents, case, spaces and punctuation do not count; of the letters about one
// in four may be wrong, missing, extra or swapped with its neighbour. A part of
// a candidate is near to it when its syllables stand in it in order, or it
// begins it, and it makes up half of it or fits nothing else; a candidate that
// makes up half of name is near as well. Where several are equally near, the one
// with the closer accents and then the first in byte order wins, whatever the
// order of candidates. False when none is near.
func Nearest(name string, candidates []string) (string, bool) {
	want := newSketch(name)
	if len(want.letters) == 0 {
		return "", false
	}
	best := guess{cost: -1}
	var loose []string
	for _, c := range candidates {
		have := newSketch(c)
		if len(have.letters) == 0 {
			continue
		}
		cost := costOf(want, have)
		switch {
		case cost >= 0:
			if g := (guess{c, cost, accents(name, c, best, cost)}); g.better(best) {
				best = g
			}
		case len(want.letters) >= 3 && want.within(have) && !slices.Contains(loose, c):
			loose = append(loose, c)
		}
	}
	switch {
	case best.cost >= 0:
		return best.name, true
	case len(loose) == 1:
		return loose[0], true
	}
	return "", false
}

// guess is a candidate with its distance from the name: without accents, and
// with them.
type guess struct {
	name          string
	cost, accents int
}

func (g guess) better(than guess) bool {
	switch {
	case than.cost < 0:
		return true
	case g.cost != than.cost:
		return g.cost < than.cost
	case g.accents != than.accents:
		return g.accents < than.accents
	}
	return g.name < than.name
}

// accents measures the distance with accents, which only matters where a guess
// is as good as the best one so far or better.
func accents(name, candidate string, best guess, cost int) int {
	if best.cost >= 0 && cost > best.cost {
		return 0
	}
	a, b := firstLetters(NameKey(name)), firstLetters(NameKey(candidate))
	return distance(a, b, max(len(a), len(b)))
}

// sketch is a name reduced to what counts when it is compared loosely.
type sketch struct {
	syllables []string
	letters   []rune // the syllables without gaps
}

func newSketch(s string) sketch {
	syllables := strings.FieldsFunc(Fold(s), func(r rune) bool { return !isWordRune(r) })
	return sketch{syllables, firstLetters(strings.Join(syllables, ""))}
}

// maxCompared bounds the letters that are compared, as the work grows with their
// square and a whole paragraph may stand where a name belongs.
const maxCompared = 200

func firstLetters(s string) []rune {
	letters := []rune(s)
	return letters[:min(len(letters), maxCompared)]
}

// costOf gives the cost of taking want for have, -1 when they are not near.
func costOf(want, have sketch) int {
	short, long := len(want.letters), len(have.letters)
	if short > long {
		short, long = long, short
	}
	cost := -1
	limit := (long + 1) / 4
	if long-short <= limit {
		if d := distance(want.letters, have.letters, limit); d <= limit {
			cost = d * costTypo
		}
	}
	if short*2 >= long && (want.within(have) || have.within(want)) {
		part := costPart + (long-short)*costMissing
		if cost < 0 || part < cost {
			cost = part
		}
	}
	return cost
}

// within tells whether s begins other, or all its syllables stand in other in
// the same order.
func (s sketch) within(other sketch) bool {
	if strings.HasPrefix(string(other.letters), string(s.letters)) {
		return true
	}
	rest := s.syllables
	for _, syllable := range other.syllables {
		if len(rest) > 0 && rest[0] == syllable {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// distance counts the letters to change, insert, leave out or swap with the
// next one to get from a to b; beyond limit it gives some number above it.
func distance(a, b []rune, limit int) int {
	before := make([]int, len(b)+1) // the row of two letters ago, for swaps
	prev := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i, x := range a {
		row[0] = i + 1
		least := row[0]
		for j, y := range b {
			d := prev[j]
			if x != y {
				d++
			}
			d = min(d, prev[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x == b[j-1] && y == a[i-1] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			least = min(least, d)
		}
		if least > limit+1 { // a swap may still save one
			return least
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}
