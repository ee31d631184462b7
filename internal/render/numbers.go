package render

import (
	"html/template"
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
			first := time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, zone)
			lazy(period{m.Year, m.Month}, site.Filter{From: first, To: first.AddDate(0, 1, -1)})
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
	return site.Filter{
		From: time.Date(year, time.January, 1, 0, 0, 0, 0, zone),
		To:   time.Date(year, time.December, 31, 0, 0, 0, 0, zone),
	}
}

// shownFigures are the ids of the totals that the settings ask for; nil: the usual ones.
func (r *renderer) shownFigures() []string {
	var ids []string
	for _, f := range r.s.Settings.Figures {
		ids = append(ids, f.Text)
	}
	return ids
}

// totals are the figures of a roll-up: those of the settings, or the usual ones:
// activities, the common metric that tells most, units, posts. A part of the
// site (a unit, a campaign) always has the usual ones, without units.
func (r *renderer) totals(roll *site.Rollup, part bool) []Figure {
	ids := r.figures
	if len(ids) == 0 || part {
		ids = []string{"activities"}
		if main := r.mainMetric(roll); main != nil {
			ids = append(ids, main.ID)
		}
		if !part {
			ids = append(ids, "units")
		}
		ids = append(ids, "posts")
	}
	all := make([]Figure, 0, len(ids))
	for _, id := range ids {
		if f := r.total(roll, id); f.Label != "" {
			all = append(all, f)
		}
	}
	return all
}

// given leaves out figures that nobody gave, but for the first.
func given(all []Figure) []Figure {
	return slices.DeleteFunc(all, func(f Figure) bool { return f.N == none && f != all[0] })
}

// total is one figure; without a label for an id that the vocabulary has not.
func (r *renderer) total(roll *site.Rollup, id string) Figure {
	w := &r.words.Act
	switch id {
	case "posts":
		return r.counted(w.Posts, int64(roll.Posts))
	case "activities":
		return r.counted(w.Activities, int64(roll.Activities))
	case "units":
		n := int64(0)
		for _, u := range roll.Units {
			if u.Activities > 0 {
				n++
			}
		}
		return r.counted(w.UnitsActive, n)
	}
	def := r.metrics[id]
	if def == nil {
		return Figure{}
	}
	n, given := metricSum(roll.Metrics, def)
	if !given {
		return Figure{none, figureLabel(def)}
	}
	return Figure{r.format.number(n), figureLabel(def)}
}

func (r *renderer) counted(c lang.Count, n int64) Figure { return Figure{r.dash(n), noun(c, n)} }

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
func (r *renderer) numbers(year int, roll *site.Rollup, part bool) *Numbers {
	if roll == nil || roll.Activities == 0 && roll.Posts == 0 {
		return nil
	}
	n := &Numbers{Title: fill(r.words.List.InNumbers, strconv.Itoa(year)), Figures: r.totals(roll, part)}
	if r.rollups.all[period{year: year}] != nil {
		n.URL = r.href(r.activityURL(period{year: year}))
	}
	if roll.Activities > 0 {
		n.Chart = r.monthChart(roll)
	}
	return n
}

func (r *renderer) monthChart(roll *site.Rollup) *Chart {
	c := &Chart{Caption: r.words.Act.ByMonth, Unit: r.words.Act.Activities.Many}
	var values []int
	for _, m := range roll.Months {
		values = append(values, m.Activities)
		c.Columns = append(c.Columns, Column{Label: r.format.monthShort(m.Month), N: r.dash(int64(m.Activities))})
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
func (r *renderer) bars(n int, at func(i int) (title string, url template.URL, count int)) []Bar {
	var all []Bar
	var values []int
	top := 1
	for i := range n {
		title, url, count := at(i)
		if count == 0 {
			continue
		}
		all = append(all, Bar{Title: title, URL: url, N: r.format.number(int64(count))})
		values = append(values, count)
		top = max(top, count)
	}
	for i, v := range values {
		all[i].Width = decimal(float64(v) * 100 / float64(top))
	}
	return all
}

func (r *renderer) kindBars(roll *site.Rollup) []Bar {
	return r.bars(len(roll.Kinds), func(i int) (string, template.URL, int) {
		return roll.Kinds[i].Kind.Title, "", roll.Kinds[i].Activities
	})
}

func (r *renderer) topicBars(roll *site.Rollup) []Bar {
	return r.bars(len(roll.Topics), func(i int) (string, template.URL, int) {
		t := roll.Topics[i].Topic
		return t.Title, r.href(t.List.URL), roll.Topics[i].Activities
	})
}

func (r *renderer) formBars(roll *site.Rollup) []Bar {
	return r.bars(len(roll.Forms), func(i int) (string, template.URL, int) {
		f := roll.Forms[i].Form
		return r.words.FormLists[f], r.href(r.s.Forms[f].URL), roll.Forms[i].Posts
	})
}

// metricBars are all numbers of a roll-up. They count different things, so they have no bars.
func (r *renderer) metricBars(roll *site.Rollup) []Bar {
	var all []Bar
	for _, m := range roll.Metrics {
		b := Bar{Title: m.Metric.Title, N: r.format.number(m.N)}
		if m.Metric.Unit != "" {
			b.N += " " + m.Metric.Unit
		}
		if m.Metric.SelfDeclared {
			b.Note = r.words.Act.Self
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
