package ask

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"bantin/internal/viet"
)

// input is a line of text with a cursor between two of its letters.
type input struct{ before, after string }

func (in input) text() string { return in.before + in.after }

// insert adds text at the cursor. A mark that comes after its letter, as some
// keyboards send it, makes one letter with it.
func (in input) insert(s string) input {
	const most = 2000 // letters: more is no title
	in.before = viet.NFC(in.before + clean(s))
	if over := len([]rune(in.text())) - most; over > 0 {
		letters := []rune(in.before)
		in.before = string(letters[:max(len(letters)-over, 0)])
	}
	return in
}

// press does what a key does to a line of text; typed is the text of the key.
func (in input) press(key, typed string) input {
	switch key {
	case "left", "ctrl+b":
		in.before, in.after = splitLast(in.before, in.after)
	case "right", "ctrl+f":
		in.before, in.after = splitFirst(in.before, in.after)
	case "home", "ctrl+a":
		in = input{after: in.text()}
	case "end", "ctrl+e":
		in = input{before: in.text()}
	case "backspace", "ctrl+h":
		in.before, _ = splitLast(in.before, "")
	case "delete":
		_, in.after = splitFirst("", in.after)
	case "ctrl+u":
		in.before = ""
	case "ctrl+k":
		in.after = ""
	case "ctrl+w", "alt+backspace":
		words := strings.TrimRight(in.before, " ")
		in.before = words[:strings.LastIndexByte(words, ' ')+1]
	default:
		return in.insert(typed)
	}
	return in
}

// splitLast moves the last letter of a, with its marks, to the front of b.
func splitLast(a, b string) (string, string) {
	letters := []rune(a)
	n := len(letters)
	for n > 0 && unicode.Is(unicode.Mn, letters[n-1]) {
		n--
	}
	n = max(n-1, 0)
	return string(letters[:n]), string(letters[n:]) + b
}

// splitFirst moves the first letter of b, with its marks, to the end of a.
func splitFirst(a, b string) (string, string) {
	letters := []rune(b)
	n := min(1, len(letters))
	for n < len(letters) && unicode.Is(unicode.Mn, letters[n]) {
		n++
	}
	return a + string(letters[:n]), string(letters[n:])
}

// window gives the part of the line that fits into so many columns, with the
// cursor in it, and the column of the cursor from 0.
func (in input) window(columns int) (text string, cursor int) {
	columns = max(columns, 1)
	before, after := []rune(in.before), []rune(in.after)
	first := len(before)
	for ; first > 0 && cursor+cellsOf(before[first-1]) < columns; first-- {
		cursor += cellsOf(before[first-1])
	}
	last, used := 0, cursor
	for ; last < len(after) && used+cellsOf(after[last]) <= columns; last++ {
		used += cellsOf(after[last])
	}
	return string(before[first:]) + string(after[:last]), cursor
}

// cells is how many columns of a terminal a text takes.
func cells(s string) (n int) {
	for _, r := range s {
		n += cellsOf(r)
	}
	return n
}

// cellsOf is how many columns a character takes.
func cellsOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case isWide(r):
		return 2
	}
	return 1
}

// isWide tells the characters that take two columns (Unicode Standard Annex 11).
func isWide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}

// cut shortens a text to so many columns.
func cut(s string, columns int) string {
	if cells(s) <= columns {
		return s
	}
	if columns < 1 {
		return ""
	}
	used := 0
	for i, r := range s {
		if used += cellsOf(r); used > columns-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}
