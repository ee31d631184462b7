package viet

import (
	"strings"
	"unicode/utf8"
)

// LooksPersonal finds the first number that looks like one of a person: a
// "citizen-id" (twelve figures, the first a zero) or a mobile "phone"
// (0[35789] and eight figures, or +84 and nine), in one piece or in groups. The
// kind is "" when there is none; the offset is in bytes.
//
// It is meant for a warning, so it leaves alone what only might be one: parts of
// longer numbers, of addresses, file names and document numbers, dates, sums.
func LooksPersonal(s string) (kind string, offset int) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '+' && !isDigit(c) {
			continue
		}
		end := i + 1
		if c == '0' || c == '+' && strings.HasPrefix(s[i:], "+84") {
			g := cutGroups(s, i)
			if kind, stop := g.kind(s, i); kind != "" && !inAddress(s, i) && bounded(s, i, stop) {
				return kind, i
			}
		}
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		i = end - 1
	}
	return "", 0
}

// groups are the runs of figures from one place on, parted by single signs.
type groups struct {
	sizes [8]int
	ends  [8]int
	seps  [8]byte // after each group, 0 after the last one
	n     int     // more than len(sizes) when there are too many
}

// cutGroups reads the groups from s[i]; "+84" is a group of two.
func cutGroups(s string, i int) groups {
	var g groups
	if s[i] == '+' {
		g.sizes[0], g.ends[0], g.n = 2, i+3, 1
		i += 3
		if sep, size := groupSep(s[i:]); size > 0 {
			g.seps[0] = sep
			i += size
		}
	}
	for {
		start := i
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i == start || g.n == len(g.sizes) {
			g.n += min(1, i-start)
			return g
		}
		g.sizes[g.n], g.ends[g.n] = i-start, i
		g.n++
		sep, size := groupSep(s[i:])
		if size == 0 {
			return g
		}
		g.seps[g.n-1] = sep
		i += size
	}
}

// groupSep reads one space (no-break too), dot or hyphen before a figure.
func groupSep(s string) (sep byte, size int) {
	switch {
	case s == "":
		return 0, 0
	case s[0] == ' ' || s[0] == '.' || s[0] == '-':
		sep, size = s[0], 1
	case strings.HasPrefix(s, "\u00A0"):
		sep, size = ' ', 2
	}
	if size == 0 || size == len(s) || !isDigit(s[size]) {
		return 0, 0
	}
	return sep, size
}

// kind tells what the groups from s[i] are, and where that ends.
func (g *groups) kind(s string, i int) (kind string, end int) {
	if s[i] == '+' {
		return g.international(s)
	}
	mobile := i+1 < len(s) && strings.IndexByte("35789", s[i+1]) >= 0
	// One piece with a space behind it is complete, whatever number comes next.
	if g.n == 1 || g.seps[0] == ' ' && g.sizes[0] >= 10 {
		return oneKind(g.sizes[0], mobile), g.ends[0]
	}
	if g.n > len(g.sizes) || followsNumber(s, i) {
		return "", 0
	}
	total, least := 0, g.sizes[0]
	for j := range g.n {
		total += g.sizes[j]
		least = min(least, g.sizes[j])
		if j < g.n-1 && g.seps[j] != g.seps[0] {
			return "", 0
		}
	}
	kind = oneKind(total, mobile)
	pairs := g.n == 5 && total == 10 && least == 2 && g.seps[0] != '-'
	switch {
	case kind == "citizen-id" && (least < 3 || g.seps[0] == '-'),
		kind == "phone" && least < 3 && !pairs:
		return "", 0
	}
	return kind, g.ends[g.n-1]
}

// oneKind tells what a number of so many figures that begins with 0 is.
func oneKind(size int, mobile bool) string {
	switch {
	case size == 12:
		return "citizen-id"
	case size == 10 && mobile:
		return "phone"
	}
	return ""
}

// international is kind for what begins with +84. Any sign may follow that.
func (g *groups) international(s string) (kind string, end int) {
	if g.n < 2 || g.n > len(g.sizes) {
		return "", 0
	}
	last := 1
	total := g.sizes[1]
	for last+1 < g.n && total < 9 {
		last++
		total += g.sizes[last]
	}
	first := s[g.ends[1]-g.sizes[1]]
	if total != 9 || strings.IndexByte("35789", first) < 0 || g.seps[last] != 0 && g.seps[last] != ' ' {
		return "", 0
	}
	return "phone", g.ends[last]
}

// followsNumber tells whether the groups at s[i] only go on with a number that
// began before.
func followsNumber(s string, i int) bool {
	before := strings.TrimSuffix(s[:i], "\u00A0")
	if len(before) == i {
		before = strings.TrimSuffix(before, " ")
	}
	return before != "" && isDigit(before[len(before)-1])
}

// bounded tells whether s[start:end] stands alone: not in a word, a file name,
// a path, a decimal, a time or a document number (08/HD-LĐLĐ).
func bounded(s string, start, end int) bool {
	r, size := utf8.DecodeLastRuneInString(s[:start])
	before := s[:start-size]
	switch {
	case size == 0:
	case isWordRune(r), strings.ContainsRune("_/=&#%@+\\", r):
		return false
	case r == '.' || r == ',':
		if before != "" && isDigit(before[len(before)-1]) {
			return false
		}
	case r == '-':
		if b, _ := utf8.DecodeLastRuneInString(before); b != utf8.RuneError && isWordRune(b) {
			return false
		}
	}
	if end == len(s) {
		return true
	}
	r, size = utf8.DecodeRuneInString(s[end:])
	next, _ := utf8.DecodeRuneInString(s[end+size:])
	switch r {
	case '_', '@', '%', '=':
		return false
	case '-':
		return !isWordRune(next)
	case '/':
		return !isWordRune(next) || isFigure(next)
	case '.':
		return !isWordRune(next)
	case ',', ':':
		return !isFigure(next)
	}
	return !isWordRune(r)
}

// inAddress tells whether s[i] is part of a web address.
func inAddress(s string, i int) bool {
	const far = 2000 // no address is longer; keeps a text of one word cheap
	start := i
	for start > 0 && i-start < far && strings.IndexByte(" \t\r\n<>\"()[]", s[start-1]) < 0 {
		start--
	}
	word := s[start:i]
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.")
}
