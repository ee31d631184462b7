package official

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/report"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// dash stands for a number that nobody gave.
const dash = "–"

// gap is room to write a few figures by hand.
const gap = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"

// composer puts a report into words.
type composer struct {
	s    *site.Site
	r    *report.Report
	roll *site.Rollup
	text *Text
	w    *lang.Report
	vi   bool
}

func newComposer(r *report.Report, text *Text) *composer {
	return &composer{s: r.Site, r: r, roll: r.Roll, text: text, w: &r.Site.Lang.Words.Report, vi: r.Site.Lang.Code != "en"}
}

// fill puts values into the places "{}" of a pattern. Values may hold anything.
func fill(pattern string, values ...string) string {
	var b strings.Builder
	for _, v := range values {
		before, after, found := strings.Cut(pattern, "{}")
		if !found {
			break
		}
		b.WriteString(before)
		b.WriteString(v)
		pattern = after
	}
	b.WriteString(pattern)
	return b.String()
}

// quoted readies a title for “ ”: marks of its own become ‘ ’.
func quoted(s string) string { return strings.NewReplacer("“", "‘", "”", "’").Replace(s) }

// n writes a number as sentences of official documents do: 02, 15, 1.250.
func (c *composer) n(v int64) string {
	if c.vi && v > 0 && v < 10 {
		return "0" + strconv.FormatInt(v, 10)
	}
	return c.cell(v)
}

// cell writes a number as tables do: 2, 15, 1.250.
func (c *composer) cell(v int64) string {
	if c.vi {
		return viet.Number(v)
	}
	return viet.NumberEN(v)
}

// count says how many of something.
func (c *composer) count(words lang.Count, n int) string {
	if n == 1 {
		return fill(words.One, c.n(1))
	}
	return fill(words.Many, c.n(int64(n)))
}

// share writes done of goal as a percentage with one decimal, rounded down, so
// that 100% is said of the whole only. goal is not 0.
func (c *composer) share(done, goal int64) string {
	high, low := bits.Mul64(uint64(done), 1000)
	if high >= uint64(goal) {
		return dash // more than any number here can hold
	}
	tenths, _ := bits.Div64(high, low, uint64(goal))
	whole, rest, point := c.cell(int64(tenths/10)), tenths%10, "."
	if c.vi {
		point = ","
	}
	if rest > 0 {
		whole += point + strconv.Itoa(int(rest))
	}
	return whole + "%"
}

func (c *composer) date(t time.Time) string {
	if t = t.In(c.s.Now.Location()); c.vi {
		return viet.Date(t)
	}
	return t.Format("2 January 2006")
}

func (c *composer) dates(from, to time.Time) string {
	zone := c.s.Now.Location()
	from, to = from.In(zone), to.In(zone)
	switch {
	case c.vi:
		return viet.DateRange(from, to)
	case !to.After(from):
		return c.date(from)
	}
	return c.date(from) + " – " + c.date(to)
}

// phrase finds the words for an id of the vocabulary that still has the title they were written for; nil for none.
func phrase(all []lang.Phrase, id, title string) *lang.Phrase {
	for i := range all {
		if all[i].ID == id && all[i].Title == title {
			return &all[i]
		}
	}
	return nil
}

// metric says a number of a metric: "1.250 lượt người tham dự".
func (c *composer) metric(m *content.MetricDef, n int64) string {
	if p := phrase(c.w.Metrics, m.ID, m.Title); p != nil {
		return fill(p.Text, c.n(n))
	}
	if m.Label != m.Unit {
		return c.n(n) + " " + m.Label
	}
	return strings.TrimSpace(fill(c.w.Done.Metric, m.Title, c.n(n), m.Unit))
}

// metrics says several numbers in one breath, which are those of the given activities. One that is a part of
// the number before says so, and of how many activities when not all that have the whole gave it.
func (c *composer) metrics(all []site.Sum, of []*site.Activity) string {
	var b strings.Builder
	for i, s := range all {
		text := c.metric(s.Metric, s.N)
		switch {
		case i == 0:
		case !c.isPart(s.Metric):
			b.WriteString(", ")
		default:
			b.WriteByte(' ')
			text = c.partOf(text, all[i-1].Metric.ID, s.Metric.ID, of)
		}
		b.WriteString(text)
	}
	return b.String()
}

// isPart tells whether a metric is a part of the one before it in the vocabulary.
func (c *composer) isPart(m *content.MetricDef) bool {
	return phrase(c.w.Metrics, m.ID, m.Title) != nil && strings.HasPrefix(m.Title, c.w.Done.OfWhichTitle)
}

func (c *composer) partOf(text, whole, part string, of []*site.Activity) string {
	gave, all := 0, true
	for _, a := range of {
		switch {
		case gives(a, part):
			gave++
		case gives(a, whole):
			all = false
		}
	}
	if all {
		return fill(c.w.Done.OfWhich, text)
	}
	return fill(c.w.Done.OfWhichSome, text, c.n(int64(gave)))
}

func gives(a *site.Activity, metric string) bool {
	return slices.ContainsFunc(a.Metrics, func(m content.Metric) bool { return m.ID == metric })
}

// times is the metric that says how often an activity was held.
const times = "so-cuoc"

// kind says how many activities of a kind there were: "02 hội nghị". Where they
// were held more often than they were told, it says both.
func (c *composer) kind(k *site.KindRow) string {
	n := c.n(int64(k.Activities))
	words := phrase(c.w.Kinds, k.Kind.ID, k.Kind.Title)
	for _, s := range k.Metrics {
		switch {
		case s.Metric.ID != times || s.N <= int64(k.Activities):
		case words != nil:
			return fill(words.Times, n, c.n(s.N))
		default:
			return fill(c.w.Done.KindTimes, n, quoted(k.Kind.Title), c.n(s.N))
		}
	}
	if words != nil {
		return fill(words.Text, n)
	}
	return fill(c.w.Done.Kind, n, quoted(k.Kind.Title))
}

// ofKinds are the activities of kinds that were counted.
func (c *composer) ofKinds(kinds ...*site.KindRow) []*site.Activity {
	var all []*site.Activity
	for _, a := range c.r.Activities {
		if !a.Aggregate && slices.ContainsFunc(kinds, func(k *site.KindRow) bool { return k.Kind == a.Kind }) {
			all = append(all, a)
		}
	}
	return all
}
