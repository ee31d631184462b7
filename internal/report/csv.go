package report

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/lang"
	"bantin/internal/site"
)

// CSV appends the roll-up as one table for spreadsheets: UTF-8 with a byte
// order mark, semicolons (what Excel expects where the comma is the decimal
// sign), CRLF. The metrics are those that anybody gave, in the order of
// the vocabulary. A cell is empty where a row has no such number.
func CSV(w *bytes.Buffer, r *site.Rollup, words *lang.Table) {
	w.WriteString("\ufeff")
	t := table{w: csv.NewWriter(w), column: make(map[string]int, len(r.Metrics))}
	t.w.Comma, t.w.UseCRLF = ';', true
	header := []string{"table", "id", "title", "posts", "activities", "joint"}
	for _, s := range r.Metrics {
		t.column[s.Metric.ID] = len(header)
		header = append(header, harmless(s.Metric.ID))
	}
	t.cells = make([]string, len(header))
	t.write(header)

	t.row("total", "", words.Words.Act.Total, r.Posts, r.Activities, none, r.Metrics)
	for _, f := range r.Forms {
		t.row("forms", f.Form.ID(), words.Words.Forms[f.Form], f.Posts, none, none, nil)
	}
	for _, k := range r.Kinds {
		t.row("kinds", k.Kind.ID, k.Kind.Title, none, k.Activities, none, k.Metrics)
	}
	for _, p := range r.Topics {
		t.row("topics", p.Topic.ID, p.Topic.Title, p.Posts, p.Activities, none, nil)
	}
	for _, u := range r.Units {
		t.row("units", u.Unit.ID, u.Unit.Title, u.Posts, u.Activities, u.Joint, u.Metrics)
	}
	for _, m := range r.Months {
		t.row("months", monthID(m), monthTitle(words, m), m.Posts, m.Activities, none, m.Metrics)
	}
	t.w.Flush() // a bytes.Buffer never fails
}

// none marks a number that a row does not have.
const none = -1

type table struct {
	w      *csv.Writer
	column map[string]int // of each metric
	cells  []string
}

func (t *table) row(name, id, title string, posts, activities, joint int, sums []site.Sum) {
	clear(t.cells)
	t.cells[0], t.cells[1], t.cells[2] = name, harmless(id), harmless(title)
	for i, n := range [...]int{posts, activities, joint} {
		if n != none {
			t.cells[3+i] = strconv.Itoa(n)
		}
	}
	for _, s := range sums {
		if c, ok := t.column[s.Metric.ID]; ok {
			t.cells[c] = strconv.FormatInt(s.N, 10)
		}
	}
	t.write(t.cells)
}

func (t *table) write(cells []string) { _ = t.w.Write(cells) }

// harmless keeps a spreadsheet from taking text for a formula: one that begins like a
// formula, also after white space or in full width, gets an apostrophe
// (OWASP, CSV injection). So does what follows a comma within the text: a program that is set to another
// language takes that for the bound of a cell. Control characters become spaces.
func harmless(s string) string {
	if begins(s, "\t\r\n") {
		s = "'" + s
	}
	if strings.Contains(s, ",") {
		parts := strings.SplitAfter(s, ",")
		for i, part := range parts[1:] {
			if begins(strings.TrimLeft(part, ` "'`), "") {
				parts[i+1] = "'" + part
			}
		}
		s = strings.Join(parts, "")
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// begins tells whether a text begins like a formula, or with one of more.
func begins(s, more string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool {
		return !strings.ContainsRune("\t\r\n", r) && unicode.In(r, unicode.Zs, unicode.Cf, unicode.Cc) // controls become spaces
	})
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@＝＋－＠"+more, first)
}

// monthTitle names a month as the site's pages do: “Tháng 4/2021”, “April 2021”.
func monthTitle(words *lang.Table, m site.MonthRow) string {
	month := strconv.Itoa(int(m.Month))
	if words.Code == "en" {
		month = m.Month.String()
	}
	return lang.Fill(words.Words.List.MonthTitle, month, strconv.Itoa(m.Year))
}
