package report

import (
	"math"
	"slices"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// tables are the sheets of a roll-up. Each has the total that is true, in
// which everything counts once, and says so where its rows add up to more.
func tables(r *site.Rollup, words *lang.Table) []*sheet {
	t := &tabling{r: r, lang: words, words: &words.Words.Book}
	for _, s := range r.Metrics {
		t.metrics = append(t.metrics, s.Metric)
	}
	all := []*sheet{t.summary(), t.units(), t.kinds(), t.topics(), t.forms(), t.months()}
	for _, s := range all {
		s.note(t.words)
	}
	return all
}

type tabling struct {
	r       *site.Rollup
	lang    *lang.Table
	words   *lang.Book
	metrics []*content.MetricDef
}

func (t *tabling) summary() *sheet {
	w, r := t.words, t.r
	s := &sheet{name: w.Summary, head: []string{w.Item, w.Number, w.Measure}}
	add := func(what string, value cell, measure string) {
		if value != (cell{}) {
			s.rows = append(s.rows, []cell{inWords(what), value, inWords(measure)})
		}
	}
	if r.Campaign != nil {
		add(w.Campaign, inWords(r.Campaign.Title), "")
	}
	if r.Unit != nil {
		add(w.Unit, inWords(r.Unit.Title), "")
	}
	if r.Topic != nil {
		add(w.Topic, inWords(r.Topic.Title), "")
	}
	add(w.From, inDays(r.From), "")
	add(w.To, inDays(r.To), "")
	add(w.Posts, inNumbers(int64(r.Posts)), "")
	add(w.Activities, inNumbers(int64(r.Activities)), "")
	for _, m := range r.Metrics {
		measure := m.Metric.Unit
		if m.Metric.SelfDeclared {
			measure += " (" + w.Self + ")"
		}
		add(m.Metric.Title, inNumbers(m.N), measure)
	}
	if r.HeldBack > 0 {
		add(w.HeldBack, inNumbers(int64(r.HeldBack)), "")
	}
	s.notes = append(s.notes, w.Generated)
	return s
}

// table begins a sheet whose rows have a name, some counts, and metrics.
func (t *tabling) table(name string, head []string, metrics []*content.MetricDef) (*sheet, *columns) {
	c := columnsOf(len(head), metrics)
	return &sheet{name: name, head: append(head, c.heads()...), fixed: 1, filter: true}, c
}

// absent is a count that a row does not have.
const absent = -1

// row makes a row; a count below zero stays empty.
func row(s *sheet, c *columns, name string, counts []int, sums []site.Sum) []cell {
	cells := make([]cell, len(s.head))
	cells[0] = inWords(name)
	for i, n := range counts {
		if n != absent {
			cells[1+i] = inNumbers(int64(n))
		}
	}
	inCells(cells, c, sums)
	return cells
}

func (t *tabling) units() *sheet {
	w, r := t.words, t.r
	s, c := t.table(w.Units, []string{w.Unit, w.Posts, w.Activities, w.Joint}, t.metrics)
	for _, u := range r.Units {
		s.rows = append(s.rows, row(s, c, u.Unit.Title, []int{u.Posts, u.Activities, u.Joint}, u.Metrics))
	}
	s.total = row(s, c, w.Total, []int{r.Posts, r.Activities, absent}, r.Metrics)
	if s.exceeds() {
		s.notes = append(s.notes, w.MoreUnits)
	}
	return s
}

func (t *tabling) kinds() *sheet {
	w, r := t.words, t.r
	s, c := t.table(w.Kinds, []string{w.Kind, w.Activities}, t.metrics)
	for _, k := range r.Kinds {
		s.rows = append(s.rows, row(s, c, k.Kind.Title, []int{k.Activities}, k.Metrics))
	}
	s.total = row(s, c, w.Total, []int{r.Activities}, r.Metrics)
	return s
}

func (t *tabling) topics() *sheet {
	w, r := t.words, t.r
	s, c := t.table(w.Topics, []string{w.Topic, w.Posts, w.Activities}, nil)
	for _, p := range r.Topics {
		s.rows = append(s.rows, row(s, c, p.Topic.Title, []int{p.Posts, p.Activities}, nil))
	}
	s.total = row(s, c, w.Total, []int{r.Posts, r.Activities}, nil)
	if s.exceeds() {
		s.notes = append(s.notes, w.MoreTopics)
	}
	return s
}

func (t *tabling) forms() *sheet {
	w, r := t.words, t.r
	s, c := t.table(w.Forms, []string{w.Form, w.Posts}, nil)
	for _, f := range r.Forms {
		s.rows = append(s.rows, row(s, c, t.lang.Words.Forms[f.Form], []int{f.Posts}, nil))
	}
	s.total = row(s, c, w.Total, []int{r.Posts}, nil)
	return s
}

func (t *tabling) months() *sheet {
	w, r := t.words, t.r
	s, c := t.table(w.Months, []string{w.Month, w.Posts, w.Activities}, t.metrics)
	for _, m := range r.Months {
		s.rows = append(s.rows, row(s, c, monthTitle(t.lang, m), []int{m.Posts, m.Activities}, m.Metrics))
	}
	s.total = row(s, c, w.Total, []int{r.Posts, r.Activities}, r.Metrics)
	return s
}

// exceeds tells whether the rows of some column add up to more than its total. Sums that
// are too long for a number do.
func (s *sheet) exceeds() bool {
	for c, total := range s.total {
		if total.form != number && total.form != large {
			continue
		}
		sum := int64(0)
		for _, r := range s.rows {
			if sum > math.MaxInt64-r[c].n {
				return true
			}
			sum += r[c].n
		}
		if sum > total.n {
			return true
		}
	}
	return false
}

// note adds what readers must know of the cells.
func (s *sheet) note(w *lang.Book) {
	has := func(f form) bool {
		in := func(row []cell) bool { return slices.ContainsFunc(row, func(c cell) bool { return c.form == f }) }
		return slices.ContainsFunc(s.rows, in) || in(s.total)
	}
	if s.filter && has(blank) {
		s.notes = append(s.notes, w.Blank)
	}
	if has(large) {
		s.notes = append(s.notes, w.Large)
	}
}
