package report

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Limits of a column's width, in figures.
const (
	narrowest = 9
	widest    = 50
)

// widths are how wide columns are to be, in figures, so that numbers, dates and most of the
// text show; longer text goes on in the next line of its cell. A Vietnamese letter
// is hardly ever wider than a figure.
func (s *sheet) widths() []int {
	out := make([]int, len(s.head))
	for c, head := range s.head {
		w := max(narrowest, min(utf8.RuneCountInString(head)+4, 14))
		for word := range strings.FieldsSeq(head) {
			w = max(w, utf8.RuneCountInString(word)+4) // the arrow of the filter
		}
		for _, row := range s.rows {
			w = max(w, row[c].width())
		}
		if s.total != nil {
			w = max(w, s.total[c].width()+1) // bold
		}
		out[c] = min(w, widest)
	}
	return out
}

func (c cell) width() int {
	switch c.form {
	case words, address:
		longest := 0
		for line := range strings.SplitSeq(c.text, "\n") {
			longest = max(longest, utf8.RuneCountInString(line))
		}
		return longest + 2
	case number:
		digits := 1
		for n := c.n; n > 9; n /= 10 {
			digits++
		}
		return digits + (digits-1)/3 + 4
	case large:
		return 24
	case date:
		return 14
	}
	return 0
}

// lines is how many lines a row takes. Spreadsheets leave the height of rows as
// a file gives it, and do not agree on what it is when a file gives none.
func lines(row []cell, widths []int) int {
	n := 1
	for i, c := range row {
		if c.form == words || c.form == address {
			n = max(n, textLines(c.text, widths[i]-1))
		}
	}
	return n
}

func headLines(head []string, widths []int) int {
	n := 1
	for i, text := range head {
		n = max(n, textLines(text, widths[i]-3)) // bold, and the arrow of the filter
	}
	return n
}

// textLines is how many lines a text takes that is broken at spaces, and
// within words that are too long for a line.
func textLines(text string, width int) int {
	if utf8.RuneCountInString(text) <= width && strings.IndexByte(text, '\n') < 0 {
		return 1
	}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		at := 0
		for word := range strings.SplitSeq(line, " ") {
			w := utf8.RuneCountInString(word)
			if at > 0 && at+1+w > width {
				n++
				at = 0
			} else if at > 0 {
				at++
			}
			for at+w > width {
				n++
				w -= width - at
				at = 0
			}
			at += w
		}
	}
	return n
}

// height is that of a row of so many lines, in points.
func height(lines int) float64 { return min(float64(15*lines), excelize.MaxRowHeight) }
