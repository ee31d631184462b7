package official

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/site"
)

// Widths in millimetres. What a page holds is A4 without its margins.
const (
	pageWidth    = 165
	numberWidth  = 9
	unitWidth    = 48
	countWidth   = 13
	mostMetrics  = 6
	figureWidth  = 1.75 // of a figure or a letter in the table's size
	cellPadding  = 3
	narrowMetric = 13
)

// appendices fills in the tables; those without a row are left out, and so is that of units in a unit's own report.
func (c *composer) appendices(v *View) {
	var all []Appendix
	if c.r.Filter.Unit == nil && len(c.roll.Units) > 0 {
		all = append(all, c.byUnit())
	}
	if len(c.r.Activities) > 0 {
		all = append(all, c.activities())
	}
	if len(c.r.Posts) > 0 {
		all = append(all, c.posts())
	}
	for i := range all {
		all[i].Number = c.w.AppendixAlone
		if len(all) > 1 {
			all[i].Number = fill(c.w.Appendix, roman(i+1))
		}
	}
	v.Appendices = all
}

// byUnit is the table of units: every unit, the metrics that most of them gave.
func (c *composer) byUnit() Appendix {
	w := &c.w.Tables
	a := Appendix{Title: w.ByUnit, Kind: "units", Columns: []Column{
		{Title: w.No, Width: numberWidth, Number: true}, {Title: w.Unit}, {Title: w.PostCount, Width: countWidth, Number: true},
		{Title: w.ActivityCount, Width: countWidth, Number: true}, {Title: w.Joint, Width: countWidth, Number: true},
	}}
	target, goal := c.goal()
	shares := c.shares()
	room := pageWidth - numberWidth - unitWidth - 3*countWidth
	var goalColumns []Column
	if len(shares) > 0 {
		goalColumns = []Column{
			{Title: w.Goal, Width: c.columnWidth(w.Goal, goal), Number: true}, {Title: w.Share, Width: narrowMetric, Number: true},
		}
		room -= int(goalColumns[0].Width + goalColumns[1].Width)
	} else {
		target = nil
	}
	metrics := c.columns(target, float64(room))
	for _, m := range metrics {
		n, _ := given(c.roll.Metrics, m)
		title := c.columnTitle(m)
		a.Columns = append(a.Columns, Column{Title: title, Width: c.columnWidth(title, n), Number: true})
		if m == target {
			a.Columns = append(a.Columns, goalColumns...)
		}
	}
	a.Columns[1].Width = pageWidth
	for i, col := range a.Columns {
		if i != 1 {
			a.Columns[1].Width -= col.Width
		}
	}
	numbers := func(posts, activities, joint int, sums []site.Sum, goal int64) []string {
		row := []string{c.some(posts), c.some(activities), c.some(joint)}
		for _, m := range metrics {
			done, ok := given(sums, m)
			if row = append(row, dash); ok {
				row[len(row)-1] = c.cell(done)
			}
			if m == target {
				row = append(row, c.against(done, goal, ok)...)
			}
		}
		return row
	}
	for i, u := range c.roll.Units {
		row := []string{c.cell(int64(i + 1)), u.Unit.Title}
		a.Rows = append(a.Rows, append(row, numbers(u.Posts, u.Activities, u.Joint, u.Metrics, shares[u.Unit])...))
	}
	a.Total = append([]string{"", w.Total}, numbers(c.roll.Posts, c.roll.Activities, c.joint(), c.roll.Metrics, goal)...)
	a.Notes = []string{w.UnitsNote, w.Dash}
	if more := len(c.roll.Metrics) - len(metrics); more > 0 {
		a.Notes = append(a.Notes, fill(w.MetricsNote, c.n(int64(more))))
	}
	return a
}

// some writes how many there are, a dash for none.
func (c *composer) some(n int) string {
	if n == 0 {
		return dash
	}
	return c.cell(int64(n))
}

// against writes a target and how much of it is reached.
func (c *composer) against(done, goal int64, ok bool) []string {
	switch {
	case goal <= 0:
		return []string{dash, dash}
	case !ok:
		return []string{c.cell(goal), dash}
	}
	return []string{c.cell(goal), c.share(done, goal)}
}

// columns chooses the metrics that get a column within room: that of the target,
// and those that most units gave. They stand in the order of the vocabulary, the target's first.
func (c *composer) columns(target *content.MetricDef, room float64) []*content.MetricDef {
	givers := make(map[*content.MetricDef]int)
	for _, u := range c.roll.Units {
		for _, s := range u.Metrics {
			givers[s.Metric]++
		}
	}
	ranked := slices.Clone(c.roll.Metrics)
	slices.SortStableFunc(ranked, func(a, b site.Sum) int {
		if (a.Metric == target) != (b.Metric == target) {
			if a.Metric == target {
				return -1
			}
			return 1
		}
		return cmp.Compare(givers[b.Metric], givers[a.Metric])
	})
	most := mostMetrics
	if target != nil {
		most -= 2
	}
	chosen := make(map[*content.MetricDef]bool)
	for _, s := range ranked {
		width := c.columnWidth(c.columnTitle(s.Metric), s.N)
		if len(chosen) < most && (width <= room || s.Metric == target) {
			chosen[s.Metric] = true
			room -= width
		}
	}
	var all []*content.MetricDef
	if target != nil {
		all = append(all, target)
	}
	for _, s := range c.roll.Metrics {
		if chosen[s.Metric] && s.Metric != target {
			all = append(all, s.Metric)
		}
	}
	return all
}

// columnTitle is a metric's title, with a word that warns of numbers that nobody counted here.
func (c *composer) columnTitle(m *content.MetricDef) string {
	if m.SelfDeclared {
		return m.Title + " (" + c.s.Lang.Words.Act.Self + ")"
	}
	return m.Title
}

// columnWidth is what a column of numbers needs, in millimetres: for its greatest number and the longest
// word of its title.
func (c *composer) columnWidth(title string, most int64) float64 {
	longest := utf8.RuneCountInString(c.cell(most))
	for _, word := range strings.Fields(title) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return max(narrowMetric, float64(longest)*figureWidth+cellPadding)
}

// activities is the list of what was done, the oldest first.
func (c *composer) activities() Appendix {
	w := &c.w.Tables
	a := Appendix{Title: w.Activities, Kind: "activities", Columns: []Column{
		{Title: w.No, Width: numberWidth, Number: true}, {Title: w.Date, Width: 23}, {Title: w.What, Width: 48}, {Title: w.Kind, Width: 21},
		{Title: w.Units, Width: 29}, {Title: w.Results, Width: 35},
	}}
	repeats := false
	ordered := slices.Clone(c.r.Activities)
	slices.SortStableFunc(ordered, func(a, b *site.Activity) int { return a.From.Compare(b.From) })
	for _, act := range ordered {
		repeats = repeats || act.Aggregate
		a.Rows = append(a.Rows, []string{
			c.cell(int64(len(a.Rows) + 1)), c.dates(act.From, act.To), c.what(act), kindTitle(act), unitNames(act.Units), c.found(act),
		})
	}
	a.Notes = []string{w.Dash}
	if repeats {
		a.Notes = append(a.Notes, w.AggregateNote)
	}
	return a
}

// what names an activity by the title of the first post that tells it.
func (c *composer) what(a *site.Activity) string {
	title := ""
	if len(a.Posts) > 0 {
		title = a.Posts[len(a.Posts)-1].Title
	}
	if a.Aggregate {
		title += " " + c.w.Tables.Aggregate
	}
	return title
}

func kindTitle(a *site.Activity) string {
	if a.Kind == nil {
		return dash
	}
	return a.Kind.Title
}

// found are an activity's numbers.
func (c *composer) found(a *site.Activity) string {
	if len(a.Metrics) == 0 {
		return dash
	}
	var sums []site.Sum
	for i := range c.s.Vocabulary.Metrics {
		for _, m := range a.Metrics {
			if def := &c.s.Vocabulary.Metrics[i]; m.ID == def.ID {
				sums = append(sums, site.Sum{Metric: def, N: m.N})
			}
		}
	}
	return c.metrics(sums, nil)
}

// posts is the list of what was published, the oldest first.
func (c *composer) posts() Appendix {
	w := &c.w.Tables
	a := Appendix{Title: w.Posts, Kind: "posts", Columns: []Column{
		{Title: w.No, Width: numberWidth, Number: true}, {Title: w.Date, Width: 24}, {Title: w.Title, Width: 70},
		{Title: w.Form, Width: 22}, {Title: w.Unit, Width: 40},
	}}
	for _, p := range slices.Backward(c.r.Posts) {
		a.Rows = append(a.Rows, []string{
			c.cell(int64(len(a.Rows) + 1)), c.date(p.Date.Time), p.Title, c.s.Lang.Words.Forms[p.Form], unitNames(p.Units),
		})
	}
	return a
}
