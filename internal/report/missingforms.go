package report

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// headings name the three lists.
func (m *Missing) headings(t *lang.Table) [3]string {
	w := &t.Words.Book
	if m.Filter.Campaign != nil {
		return [...]string{w.Numberless, w.Silent, w.Absent}
	}
	return [...]string{w.Numberless, w.Silent, w.Idle}
}

// title says for which report something is missing.
func (m *Missing) title(t *lang.Table) string {
	f := m.Filter
	f.From, f.To = m.From, m.To
	if about := about(f); about != "" {
		return lang.Fill(t.Words.Book.Lacking, about)
	}
	return t.Words.Book.LackingAll
}

// Text appends the list for people to read: for which report, each heading with its count, below it the units by
// their order, and below these one thing a line with its file. A thing of several
// units stands under the one that leads.
func (m *Missing) Text(w *bytes.Buffer, t *lang.Table) {
	if m.Len() == 0 {
		w.WriteString(t.Words.Book.NothingMissing + "\n")
		return
	}
	w.WriteString(oneLine(m.title(t)) + "\n")
	names := m.headings(t)
	for i, list := range m.gaps() {
		if len(list) == 0 {
			continue
		}
		w.WriteString("\n" + names[i] + " (" + t.Number(int64(len(list))) + ")\n")
		slices.SortStableFunc(list, func(x, y gap) int { return m.place(x.units) - m.place(y.units) })
		for j, g := range list {
			if i == 2 { // a unit is its own heading
				w.WriteString("  " + oneLine(g.title) + "  " + oneLine(g.file) + "\n")
				continue
			}
			if j == 0 || m.place(g.units) != m.place(list[j-1].units) {
				w.WriteString("  " + oneLine(leader(t, g.units)) + "\n")
			}
			w.WriteString("    " + viet.Date(g.date) + "  ")
			if g.kind != nil {
				w.WriteString(oneLine(g.kind.Title) + ": ")
			}
			w.WriteString(oneLine(g.title) + "  " + oneLine(g.file) + "\n")
		}
	}
}

// place orders things by the unit that leads; those of nobody come last.
func (m *Missing) place(units []*site.Unit) int {
	if len(units) == 0 {
		return math.MaxInt32
	}
	return m.order[units[0]]
}

func leader(t *lang.Table, units []*site.Unit) string {
	if len(units) == 0 {
		return t.Words.Book.NoUnit
	}
	return units[0].Title
}

// oneLine keeps text from a file on its line and from steering a terminal.
func oneLine(s string) string { return diag.Harmless(strings.Join(strings.Fields(s), " ")) }

// CSV appends the list as a table: UTF-8 with BOM, semicolons, CRLF; columns what;unit;title;date;file.
// Units are named as in workbooks, days as 2021-05-27.
func (m *Missing) CSV(w *bytes.Buffer, t *lang.Table) {
	w.WriteString("\ufeff")
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	_ = out.Write([]string{"what", "unit", "title", "date", "file"}) // a bytes.Buffer never fails
	names := m.headings(t)
	for i, list := range m.gaps() {
		for _, g := range list {
			date := ""
			if !g.date.IsZero() {
				date = g.date.Format(time.DateOnly)
			}
			_ = out.Write([]string{names[i], harmless(UnitNames(g.units)), harmless(g.title), date, harmless(g.file)})
		}
	}
	out.Flush()
}

// JSON appends the list as JSON, its keys in a fixed order and one thing a line.
func (m *Missing) JSON(w *bytes.Buffer) {
	w.WriteString(`{"from": `)
	day(w, m.From)
	w.WriteString(`, "to": `)
	day(w, m.To)
	w.WriteString(`, "campaign": `)
	if c := m.Filter.Campaign; c != nil {
		text(w, c.ID)
	} else {
		w.WriteString("null")
	}
	w.WriteString(`, "unit": `)
	if u := m.Filter.Unit; u != nil {
		text(w, u.ID)
	} else {
		w.WriteString("null")
	}
	if t := m.Filter.Topic; t != nil {
		w.WriteString(`, "topic": `)
		text(w, t.ID)
	}
	keys := [...]string{"activities_without_numbers", "posts_without_activity", "units_without_report"}
	for i, list := range m.gaps() {
		rows(w, keys[i], list, func(g gap) { g.json(w, i) })
	}
	w.WriteString("}\n")
}

// json writes what stands between the braces of a thing of the list i.
func (g *gap) json(w *bytes.Buffer, i int) {
	if i == 2 {
		w.WriteString(`"unit": `)
		text(w, g.units[0].ID)
	} else {
		w.WriteString(`"units": [`)
		for j, u := range g.units {
			if j > 0 {
				w.WriteString(", ")
			}
			text(w, u.ID)
		}
		w.WriteString(`]`)
		if i == 0 {
			w.WriteString(`, "kind": `)
			text(w, g.kind.ID)
		}
		w.WriteString(`, "date": `)
		day(w, g.date)
	}
	w.WriteString(`, "title": `)
	text(w, g.title)
	w.WriteString(`, "file": `)
	text(w, g.file)
}

// XLSX appends the list as a workbook of one sheet.
func (m *Missing) XLSX(w *bytes.Buffer, t *lang.Table) error {
	b := &t.Words.Book
	s := &sheet{name: b.ToDo, head: []string{b.What, b.Unit, b.Date, b.Post, b.Link, b.File}, filter: true}
	names := m.headings(t)
	for i, list := range m.gaps() {
		for _, g := range list {
			post := g.title
			if i == 2 {
				post = "" // the unit, which has its column
			}
			s.rows = append(s.rows, []cell{inWords(names[i]), inWords(UnitNames(g.units)), inDays(g.date), inWords(post), inAddress(g.url), inWords(g.file)})
		}
	}
	if m.Len() == 0 {
		s.notes = append(s.notes, b.NothingMissing)
	}
	return write(w, m.title(t), t, []*sheet{s})
}
