package report

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bantin/internal/site"
)

// sheet is a table as a workbook shows it: a row of heads that stays in
// sight, rows, perhaps a total, and notes below.
type sheet struct {
	name   string
	head   []string
	rows   [][]cell
	total  []cell // nil without
	notes  []string
	fixed  int  // how many columns stay in sight
	filter bool // readers may sort and choose rows
}

// cell is what stands in one place of a sheet. The zero value is an empty one:
// a number that nobody gave.
type cell struct {
	form form
	text string // of words and address
	n    int64  // of number; of date the days since 1899-12-30, as spreadsheets count
}

type form uint8

const (
	blank form = iota
	words
	number
	large // a number as text: see inNumbers
	date
	address
)

// inWords makes a cell of text. Characters that XML cannot hold, and other
// controls apart from tab and line feed, are left out.
func inWords(s string) cell {
	if s = clean(s); s == "" {
		return cell{}
	}
	return cell{form: words, text: s}
}

// inAddress makes a cell with a link to what it says.
func inAddress(s string) cell { return cell{form: address, text: clean(s)} }

// inNumbers makes a cell of a number. A spreadsheet keeps 15 digits and
// makes zeros of the others, so that a longer number can only be text.
func inNumbers(n int64) cell {
	if n > 999_999_999_999_999 {
		return cell{form: large, n: n}
	}
	return cell{form: number, n: n}
}

// inDays makes a cell of a date, an empty one of none. Spreadsheets disagree on the days
// before March 1900, which therefore are text.
func inDays(t time.Time) cell {
	if t.IsZero() {
		return cell{}
	}
	year, month, day := t.Date()
	n := int64(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
	if n < 61 || year > 9999 {
		return inWords(t.Format("02/01/2006"))
	}
	return cell{form: date, n: n}
}

// inCells puts numbers into the columns of their metrics, from the first of them
// on; what nobody gave stays empty.
func inCells(row []cell, metrics *columns, sums []site.Sum) {
	for _, s := range sums {
		if i, ok := metrics.place[s.Metric.ID]; ok {
			row[i] = inNumbers(s.N)
		}
	}
}

// clean leaves out what XML 1.0 cannot hold and controls that would only show as boxes.
func clean(s string) string {
	if !mayHaveControls(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r != '\t' && r != '\n' && unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// mayHaveControls is a quick look, which lets most texts pass: in UTF-8, what clean leaves out
// holds one of these bytes.
func mayHaveControls(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ', b == 0x7F, b == 0xC2, b == 0xEF:
			return true
		}
	}
	return !utf8.ValidString(s)
}
