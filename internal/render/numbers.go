package render

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// none stands for a number that nobody gave.
const none = "–"

// period names a stretch of time of the activity pages: a month, a year (month 0) or all (year 0).
type period struct {
	year  int
	month time.Month
}

// rollups holds the sums of the periods that have a page; each is added up when first asked for.
type rollups struct {
	all map[period]func() *site.Rollup
}

func newRollups(s *site.Site) rollups {
	rs := rollups{make(map[period]func() *site.Rollup)}
	zone := s.Now.Location()
	lazy := func(p period, f site.Filter) {
		rs.all[p] = sync.OnceValue(func() *site.Rollup { return s.Rollup(f) })
	}
	lazy(period{}, site.Filter{})
	for _, y := range s.Archive {
		lazy(period{year: y.Year}, yearFilter(y.Year, zone))
		for _, m := range y.Months {
			p := period{m.Year, m.Month}
			first, last := p.days(zone)
			lazy(p, site.Filter{From: first, To: last})
		}
	}
	return rs
}

// of gives the sums of a period; nil when it has no page.
func (rs rollups) of(p period) *site.Rollup {
	if f := rs.all[p]; f != nil {
		return f()
	}
	return nil
}

func yearFilter(year int, zone *time.Location) site.Filter {
	first, last := period{year: year}.days(zone)
	return site.Filter{From: first, To: last}
}

// shownFigures are the ids of the totals that the settings ask for; nil: the usual ones.
func (r *renderer) shownFigures() []string {
	var ids []string
	for _, f := range r.s.Settings.Figures {
		ids = append(ids, f.Text)
	}
	return ids
}

// bandTotals are the ids of the totals of a band: those that the settings ask for, or
// the usual ones: activities, the common metric that tells most, units, posts. A part of
// the site (a unit, a topic) always has the usual ones, without units.
func (r *renderer) bandTotals(roll *site.Rollup) []string {
	part := scopeOf(roll, period{}).part()
	if len(r.figures) > 0 && !part {
		return r.figures
	}
	ids := []string{"activities"}
	if main := r.mainMetric(roll); main != nil {
		ids = append(ids, main.ID)
	}
	if !part {
		ids = append(ids, "units")
	}
	return append(ids, "posts")
}

// activityTotals are the ids of the totals of a page of the roll-up: activities, posts and
// units always, then the metrics that the settings ask for, or the common one that tells most.
func (r *renderer) activityTotals(roll *site.Rollup) []string {
	ids := []string{"activities", "posts", "units"}
	counts := len(ids)
	for _, id := range r.figures {
		if r.metrics[id] != nil {
			ids = append(ids, id)
		}
	}
	if main := r.mainMetric(roll); main != nil && len(ids) == counts {
		ids = append(ids, main.ID)
	}
	return ids
}

// totals are the figures of a roll-up by the ids that the settings know them by. p is the period of the
// roll-up, before the roll-up of the period before, nil where there is none.
func (r *renderer) totals(roll *site.Rollup, p period, ids []string, before *site.Rollup) []Figure {
	sc := scopeOf(roll, p)
	all := make([]Figure, 0, len(ids))
	for _, id := range ids {
		f := r.total(roll, id)
		if f.Label == "" {
			continue
		}
		if f.N != none {
			f.URL = r.totalSource(roll, sc, id)
		}
		if n, given := r.amount(roll, id); given && before != nil {
			was, known := r.amount(before, id)
			f.Change = r.change(n, was, known)
		}
		all = append(all, f)
	}
	return all
}

// given leaves out figures that nobody gave.
func given(all []Figure) []Figure {
	return slices.DeleteFunc(all, func(f Figure) bool { return f.N == none })
}

// amount is a total by the id that the settings know it by; false when nobody gave it.
func (r *renderer) amount(roll *site.Rollup, id string) (n int64, given bool) {
	switch id {
	case "posts":
		return int64(roll.Posts), true
	case "activities":
		return int64(roll.Activities), true
	case "units":
		for _, u := range roll.Units {
			if u.Activities > 0 {
				n++
			}
		}
		return n, true
	}
	return metricSum(roll.Metrics, r.metrics[id])
}

// total is one figure; without a label for an id that the vocabulary has not.
func (r *renderer) total(roll *site.Rollup, id string) Figure {
	w := &r.words.Act
	n, given := r.amount(roll, id)
	switch id {
	case "posts":
		return r.counted(w.Posts, n)
	case "activities":
		return r.counted(w.Activities, n)
	case "units":
		return r.counted(w.UnitsActive, n)
	}
	def := r.metrics[id]
	if def == nil {
		return Figure{}
	}
	f := Figure{N: none, Label: r.figureLabel(def)}
	if given {
		f.N = r.format.number(n)
	}
	return f
}

func (r *renderer) counted(c lang.Count, n int64) Figure {
	return Figure{N: r.dash(n), Label: c.For(n)}
}

// change says how a number differs from what it was; "" where it was nothing:
// what nobody did or gave before is nothing to compare with.
func (r *renderer) change(n, was int64, known bool) string {
	w := &r.words.Act
	switch {
	case !known || was == 0:
		return ""
	case n > was:
		return lang.Fill(w.Up, r.format.number(n-was), r.format.number(was))
	case n < was:
		return lang.Fill(w.Down, r.format.number(was-n), r.format.number(was))
	}
	return lang.Fill(w.Same, r.format.number(was))
}

// metricSum finds a metric among sums; false when nobody gave it.
func metricSum(sums []site.Sum, def *content.MetricDef) (int64, bool) {
	for _, s := range sums {
		if s.Metric != nil && def != nil && s.Metric.ID == def.ID {
			return s.N, true
		}
	}
	return 0, false
}

// dash writes a number, or “–” for none.
func (r *renderer) dash(n int64) string {
	if n == 0 {
		return none
	}
	return r.format.number(n)
}

// numbers is the band of a year, whole or of a part of the site; nil when nothing was done.
func (r *renderer) numbers(year int, roll *site.Rollup) *Numbers {
	if roll == nil || roll.Activities == 0 && roll.Posts == 0 {
		return nil
	}
	p := period{year: year}
	n := &Numbers{Title: lang.Fill(r.words.List.InNumbers, strconv.Itoa(year)), Figures: given(r.totals(roll, p, r.bandTotals(roll), nil))}
	if r.rollups.all[p] != nil {
		n.URL = r.href(r.activityURL(p))
	}
	if roll.Activities > 0 {
		n.Chart = r.monthChart(roll, p)
	}
	if len(n.Figures) == 0 && n.Chart == nil {
		return nil
	}
	return n
}

// monthChart draws the months of a year. The one that is not over yet is marked.
func (r *renderer) monthChart(roll *site.Rollup, p period) *Chart {
	w, sc := &r.words.Act, scopeOf(roll, p)
	c := &Chart{Caption: w.ByMonth}
	var values []int
	for _, m := range roll.Months {
		at := period{m.Year, m.Month}
		n := int64(m.Activities)
		col := Column{Label: r.format.monthShort(m.Month), N: r.dash(n), Unit: w.Activities.For(n), Now: r.running(at)}
		if m.Activities > 0 {
			col.URL = r.monthSource(sc, at)
		}
		if col.Now {
			c.Caption += ". " + lang.Fill(w.MonthSoFar, r.format.monthName(m.Month), strconv.Itoa(r.s.Now.Day()))
		}
		values = append(values, m.Activities)
		c.Columns = append(c.Columns, col)
	}
	drawColumns(c.Columns, values)
	return c
}

// drawColumns sets the heights in a box 100 high.
func drawColumns(columns []Column, values []int) {
	top := 1
	if len(values) > 0 {
		top = max(1, slices.Max(values))
	}
	for i, v := range values {
		h := float64(v) * 100 / float64(top)
		columns[i].Height = decimal(h)
		columns[i].Y = decimal(100 - h)
	}
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// bars draws counts as bars under their names; what has none is left out.
func (r *renderer) bars(n int, at func(i int) (title string, count int)) []Bar {
	var all []Bar
	var values []int
	for i := range n {
		title, count := at(i)
		if count == 0 {
			continue
		}
		all = append(all, Bar{Title: title, N: r.format.number(int64(count))})
		values = append(values, count)
	}
	drawBars(all, values)
	return all
}

// drawBars sets the widths in a box 100 wide.
func drawBars(all []Bar, values []int) {
	top := 1
	for _, v := range values {
		top = max(top, v)
	}
	for i, v := range values {
		all[i].Width = decimal(float64(v) * 100 / float64(top))
	}
}

// kindBars are the activities by kind, each with the numbers that were given there.
func (r *renderer) kindBars(roll *site.Rollup, p period) []Bar {
	sc := scopeOf(roll, p)
	all := r.bars(len(roll.Kinds), func(i int) (string, int) {
		return roll.Kinds[i].Kind.Title, roll.Kinds[i].Activities
	})
	for i := range all { // a kind without an activity has no row
		k := &roll.Kinds[i]
		all[i].Source = r.source(sc, site.ByKind, k.Kind.ID)
		all[i].Parts = r.parts(k.Metrics)
	}
	return all
}

// parts are numbers in a line, in the words of their labels.
func (r *renderer) parts(sums []site.Sum) []Figure {
	all := make([]Figure, 0, len(sums))
	for _, m := range sums {
		all = append(all, Figure{N: r.format.number(m.N), Label: r.metricPhrase(m.Metric, m.N)})
	}
	return all
}

// topicBars are the posts by topic, with the number of activities.
func (r *renderer) topicBars(roll *site.Rollup, p period) []Bar {
	sc := scopeOf(roll, p)
	var rows []site.TopicRow
	for _, t := range roll.Topics {
		if t.Posts > 0 || t.Activities > 0 {
			rows = append(rows, t)
		}
	}
	all := make([]Bar, len(rows))
	values := make([]int, len(rows))
	for i, t := range rows {
		all[i] = Bar{Title: t.Topic.Title, N: r.dash(int64(t.Posts)), Source: r.source(sc, site.ByTopic, t.Topic.ID)}
		if t.Activities > 0 {
			f := r.counted(r.words.Act.Activities, int64(t.Activities))
			f.URL = all[i].Source
			all[i].Parts = []Figure{f}
		}
		values[i] = t.Posts
	}
	drawBars(all, values)
	return all
}

func (r *renderer) formBars(roll *site.Rollup, p period) []Bar {
	sc := scopeOf(roll, p)
	all := r.bars(len(roll.Forms), func(i int) (string, int) {
		return r.words.FormLists[roll.Forms[i].Form], roll.Forms[i].Posts
	})
	for i := range all {
		all[i].Source = r.source(sc, site.ByForm, roll.Forms[i].Form.ID())
	}
	return all
}

// metricBars are all numbers of a roll-up. They count different things, so they have no bars.
func (r *renderer) metricBars(roll *site.Rollup, p period, before *site.Rollup) []Bar {
	sc := scopeOf(roll, p)
	var all []Bar
	for _, m := range roll.Metrics {
		name, unit := r.metricName(m.Metric)
		b := Bar{Title: name, N: r.format.number(m.N), Source: r.source(sc, site.ByMetric, m.Metric.ID)}
		if unit != "" {
			b.N += " " + unit
		}
		if m.Metric.SelfDeclared {
			b.Note = r.words.Act.Self
		}
		if before != nil {
			was, known := metricSum(before.Metrics, m.Metric)
			b.Change = r.change(m.N, was, known)
		}
		all = append(all, b)
	}
	return all
}

// mainMetric is the common metric that tells most of a period: the one with the
// greatest sum; nil when nobody gave any.
func (r *renderer) mainMetric(roll *site.Rollup) *content.MetricDef {
	var main *content.MetricDef
	most := int64(0)
	for _, id := range r.s.Vocabulary.Common {
		if n, ok := metricSum(roll.Metrics, r.metrics[id]); ok && n > most {
			main, most = r.metrics[id], n
		}
	}
	return main
}
