package official

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/report"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Widths in millimetres. What a page holds is A4 without its margins, upright or across.
const (
	pageWidth    = 165
	acrossWidth  = 257
	numberWidth  = 9
	unitWidth    = 48
	widestUnit   = 75
	figureWidth  = 1.75 // of a figure in the table's size
	letterWidth  = 1.9  // of a bold letter
	cellPadding  = 3
	narrowColumn = 13 // of numbers
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
			all[i].Number = lang.Fill(c.w.Appendix, roman(i+1))
		}
		sum := 0.0
		for _, col := range all[i].Columns {
			sum += col.Width
		}
		for j := range all[i].Columns {
			all[i].Columns[j].Share = all[i].Columns[j].Width * 100 / sum
		}
	}
	v.Appendices = all
}

// byUnit is the table of units: every unit, the metrics that most of them gave. Where an upright
// page has no room for all metrics, it is printed across.
func (c *composer) byUnit() Appendix {
	w := &c.w.Tables
	a := Appendix{Title: w.ByUnit, Kind: "units", Columns: []Column{
		{Title: w.No, Width: numberWidth, Number: true}, {Title: w.Unit}, c.counts(w.PostCount, c.roll.Posts),
		c.counts(w.ActivityCount, c.roll.Activities), c.counts(w.Joint, c.roll.Activities),
	}}
	target, goal := c.goal()
	shares := c.shares()
	room := float64(pageWidth - numberWidth - unitWidth)
	for _, col := range a.Columns[2:] {
		room -= col.Width
	}
	var goalColumns []Column
	if len(shares) > 0 {
		goalColumns = []Column{
			{Title: w.Goal, Width: c.columnWidth(w.Goal, goal), Number: true}, {Title: w.Share, Width: narrowColumn, Number: true},
		}
		room -= goalColumns[0].Width + goalColumns[1].Width
	} else {
		target = nil
	}
	width := float64(pageWidth)
	metrics := c.columns(target, room)
	if len(metrics) < len(c.roll.Metrics) {
		a.Across, width = true, acrossWidth
		metrics = c.columns(target, room+acrossWidth-pageWidth-c.moreForUnits())
	}
	for _, m := range metrics {
		n, _ := given(c.roll.Metrics, m)
		title := c.columnTitle(m)
		a.Columns = append(a.Columns, Column{Title: title, Width: c.columnWidth(title, n), Number: true})
		if m == target {
			a.Columns = append(a.Columns, goalColumns...)
		}
	}
	a.Columns[1].Width = width
	for i, col := range a.Columns {
		if i != 1 {
			a.Columns[1].Width -= col.Width
		}
	}
	for i, u := range c.roll.Units {
		row := []string{c.cell(int64(i + 1)), u.Unit.Title}
		a.Rows = append(a.Rows, append(row, c.unitRow(&u, metrics, target, shares[u.Unit])...))
	}
	all := site.UnitRow{Posts: c.roll.Posts, Activities: c.roll.Activities, Joint: c.joint(), Metrics: c.roll.Metrics}
	a.Total = append([]string{"", w.Total}, c.unitRow(&all, metrics, target, goal)...)
	a.Notes = []string{w.UnitsNote, w.Dash}
	if more := len(c.roll.Metrics) - len(metrics); more > 0 {
		a.Notes = append(a.Notes, c.count(w.MetricsNote, more))
	}
	return a
}

// unitRow are the numbers of a unit, or of all, with what the target asks for after its metric.
func (c *composer) unitRow(u *site.UnitRow, metrics []*content.MetricDef, target *content.MetricDef, goal int64) []string {
	row := []string{c.some(u.Posts), c.some(u.Activities), c.some(u.Joint)}
	for _, m := range metrics {
		done, ok := given(u.Metrics, m)
		if row = append(row, lang.Dash); ok {
			row[len(row)-1] = c.cell(done)
		}
		if m == target {
			row = append(row, c.against(done, goal, ok)...)
		}
	}
	return row
}

// moreForUnits is what the longest name of a unit takes beyond unitWidth, to stand on one line.
func (c *composer) moreForUnits() float64 {
	longest := 0
	for _, u := range c.roll.Units {
		longest = max(longest, utf8.RuneCountInString(u.Unit.Title))
	}
	return min(max(float64(float64(longest)*figureWidth)+cellPadding, unitWidth), widestUnit) - unitWidth
}

// room widens the first column for as many rows as there are, at the cost of the third.
func (c *composer) room(a *Appendix) {
	if more := float64(float64(len(c.cell(int64(len(a.Rows)))))*figureWidth) + cellPadding - numberWidth; more > 0 {
		a.Columns[0].Width += more
		a.Columns[2].Width -= more
	}
}

// some writes how many there are, a dash for none.
func (c *composer) some(n int) string {
	if n == 0 {
		return lang.Dash
	}
	return c.cell(int64(n))
}

// against writes a target and how much of it is reached.
func (c *composer) against(done, goal int64, ok bool) []string {
	switch {
	case goal <= 0:
		return []string{lang.Dash, lang.Dash}
	case !ok:
		return []string{c.cell(goal), lang.Dash}
	}
	return []string{c.cell(goal), c.s.Lang.Percent(done, goal)}
}

// columns chooses the metrics that get a column within room: that of the target,
// and those that most units gave. They stand in the order of the vocabulary, the target's first. How
// often activities were held comes last: not all say it, and beside the number of activities it misleads.
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
		if (a.Metric.ID == times) != (b.Metric.ID == times) {
			if b.Metric.ID == times {
				return -1
			}
			return 1
		}
		return cmp.Compare(givers[b.Metric], givers[a.Metric])
	})
	chosen := make(map[*content.MetricDef]bool)
	for _, s := range ranked {
		width := c.columnWidth(c.columnTitle(s.Metric), s.N)
		if width <= room || s.Metric == target {
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

// columnTitle is a metric's name, with a word that warns of numbers that nobody counted here.
func (c *composer) columnTitle(m *content.MetricDef) string {
	if m.SelfDeclared {
		return c.metricName(m) + " (" + c.s.Lang.Words.Act.Self + ")"
	}
	return c.metricName(m)
}

// columnWidth is what a column of numbers needs, in millimetres: for its greatest number and the longest
// word of its title. Here and above, a product that was made a float64 is rounded before it is added to, on all processors.
func (c *composer) columnWidth(title string, most int64) float64 {
	widest := float64(float64(utf8.RuneCountInString(c.cell(most))) * figureWidth)
	for word := range strings.FieldsSeq(title) {
		wide := 0 // letters half as wide again
		for _, letter := range word {
			if strings.ContainsRune("mwMW", letter) {
				wide++
			}
		}
		widest = max(widest, float64((float64(utf8.RuneCountInString(word))+float64(wide)/2)*letterWidth))
	}
	return max(narrowColumn, widest+cellPadding)
}

// counts is a column of how many there are.
func (c *composer) counts(title string, most int) Column {
	return Column{Title: title, Width: c.columnWidth(title, int64(most)), Number: true}
}

// activities is the list of what was done, the oldest first.
func (c *composer) activities() Appendix {
	w := &c.w.Tables
	a := Appendix{Title: w.Activities, Kind: "activities", Columns: []Column{
		{Title: w.No, Width: numberWidth, Number: true}, {Title: w.Date, Width: 23}, {Title: w.What, Width: 48}, {Title: w.Kind, Width: 21},
		{Title: w.Units, Width: 29}, {Title: w.Results, Width: 35},
	}}
	counted := int64(0)
	ordered := slices.Clone(c.r.Activities)
	slices.SortStableFunc(ordered, func(a, b *site.Activity) int { return a.From.Compare(b.From) })
	for _, act := range ordered {
		number := w.Aggregate // so that the last number is how many count
		if !act.Aggregate {
			counted++
			number = c.cell(counted)
		}
		a.Rows = append(a.Rows, []string{number, c.dates(act.From, act.To), what(act), c.kindTitle(act), report.UnitNames(act.Units), c.found(act)})
	}
	c.room(&a)
	a.Notes = []string{w.Dash}
	if counted < int64(len(ordered)) {
		a.Notes = append(a.Notes, w.AggregateNote)
	}
	return a
}

// what names an activity by the title of the first post that tells it.
func what(a *site.Activity) string {
	if len(a.Posts) == 0 {
		return ""
	}
	return a.Posts[len(a.Posts)-1].Title
}

func (c *composer) kindTitle(a *site.Activity) string {
	if a.Kind == nil {
		return lang.Dash
	}
	return c.w.Kinds.Name(a.Kind.ID, a.Kind.Title)
}

// found are an activity's numbers.
func (c *composer) found(a *site.Activity) string {
	if len(a.Metrics) == 0 {
		return lang.Dash
	}
	var sums []site.Sum
	for i := range c.s.Vocabulary.Metrics {
		for _, m := range a.Metrics {
			if def := &c.s.Vocabulary.Metrics[i]; m.ID == def.ID {
				sums = append(sums, site.Sum{Metric: def, N: m.N})
			}
		}
	}
	return viet.UpperFirst(c.metrics(sums, nil))
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
			c.cell(int64(len(a.Rows) + 1)), c.date(p.Date.Time), p.Title, c.s.Lang.Words.Forms[p.Form], report.UnitNames(p.Units),
		})
	}
	c.room(&a)
	return a
}
