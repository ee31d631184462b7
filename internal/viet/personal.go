package viet

import (
	"bytes"
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
func LooksPersonal(s string) (kind string, offset int) { return looksPersonal(s) }

// LooksPersonalBytes is [LooksPersonal] for bytes, which it does not copy.
func LooksPersonalBytes(b []byte) (kind string, offset int) { return looksPersonal(b) }

// looksPersonal goes from zero to zero and plus to plus: nothing else begins such a number.
func looksPersonal[T string | []byte](s T) (kind string, offset int) {
	zero, plus := indexByte(s, 0, '0'), indexByte(s, 0, '+')
	for zero < len(s) || plus < len(s) {
		i := min(zero, plus)
		if kind := personalAt(s, i); kind != "" {
			return kind, i
		}
		if i == zero {
			zero = indexByte(s, i+1, '0')
		} else {
			plus = indexByte(s, i+1, '+')
		}
	}
	return "", 0
}

// indexByte gives the first place of c from an offset on, the length of s when there is none.
func indexByte[T string | []byte](s T, from int, c byte) int {
	var i int
	switch s := any(s).(type) {
	case string:
		i = strings.IndexByte(s[from:], c)
	case []byte:
		i = bytes.IndexByte(s[from:], c)
	}
	if i < 0 {
		return len(s)
	}
	return from + i
}

// personalAt tells what begins at s[i], which is a zero or a plus.
func personalAt[T string | []byte](s T, i int) string {
	if s[i] == '+' {
		if i+2 >= len(s) || s[i+1] != '8' || s[i+2] != '4' {
			return ""
		}
	} else if i > 0 && (isDigit(s[i-1]) || s[i-1] == '+') {
		return "" // within a number
	}
	g := cutGroups(s, i)
	kind, stop := kindOf(&g, s, i)
	if kind == "" {
		return ""
	}
	from, to := max(i-maxAddress-2*utf8.UTFMax, 0), min(stop+2*utf8.UTFMax, len(s)) // all that they look at
	if text := string(s[from:to]); inAddress(text, i-from) || !bounded(text, i-from, stop-from) {
		return ""
	}
	return kind
}

// groups are the runs of figures from one place on, parted by single signs.
type groups struct {
	sizes [8]int
	ends  [8]int
	seps  [8]byte // after each group, 0 after the last one
	n     int     // more than len(sizes) when there are too many
}

// cutGroups reads the groups from s[i]; "+84" is a group of two.
func cutGroups[T string | []byte](s T, i int) groups {
	var g groups
	if s[i] == '+' {
		g.sizes[0], g.ends[0], g.n = 2, i+3, 1
		i += 3
		if sep, size := groupSep(s, i); size > 0 {
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
		sep, size := groupSep(s, i)
		if size == 0 {
			return g
		}
		g.seps[g.n-1] = sep
		i += size
	}
}

// groupSep reads one space (no-break too), dot or hyphen before a figure, at s[i].
func groupSep[T string | []byte](s T, i int) (sep byte, size int) {
	switch {
	case i == len(s):
		return 0, 0
	case s[i] == ' ' || s[i] == '.' || s[i] == '-':
		sep, size = s[i], 1
	case i+1 < len(s) && s[i] == 0xC2 && s[i+1] == 0xA0:
		sep, size = ' ', 2
	}
	if size == 0 || i+size == len(s) || !isDigit(s[i+size]) {
		return 0, 0
	}
	return sep, size
}

// kindOf tells what the groups from s[i] are, and where that ends.
func kindOf[T string | []byte](g *groups, s T, i int) (kind string, end int) {
	if s[i] == '+' {
		if g.n < 2 || g.n > len(g.sizes) {
			return "", 0
		}
		return g.international(s[g.ends[1]-g.sizes[1]])
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

// international is kindOf for what begins with +84 and then first. Any sign may follow that.
func (g *groups) international(first byte) (kind string, end int) {
	last := 1
	total := g.sizes[1]
	for last+1 < g.n && total < 9 {
		last++
		total += g.sizes[last]
	}
	if total != 9 || strings.IndexByte("35789", first) < 0 || g.seps[last] != 0 && g.seps[last] != ' ' {
		return "", 0
	}
	return "phone", g.ends[last]
}

// followsNumber tells whether the groups at s[i] only go on with a number that
// began before.
func followsNumber[T string | []byte](s T, i int) bool {
	switch {
	case i > 1 && s[i-2] == 0xC2 && s[i-1] == 0xA0:
		i -= 2
	case i > 0 && s[i-1] == ' ':
		i--
	}
	return i > 0 && isDigit(s[i-1])
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

// maxAddress is how long an address may be, in bytes: it keeps a text of one word cheap.
const maxAddress = 2000

// inAddress tells whether s[i] is part of a web address.
func inAddress(s string, i int) bool {
	start := i
	for start > 0 && i-start < maxAddress && strings.IndexByte(" \t\r\n<>\"()[]", s[start-1]) < 0 {
		start--
	}
	word := s[start:i]
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.")
}
