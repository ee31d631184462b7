package official

import (
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
func (c *composer) cell(v int64) string { return c.s.Lang.Number(v) }

// count says how many of something, and of what when words ask for that.
func (c *composer) count(words lang.Count, n int, of ...string) string {
	return lang.Fill(bound(words.For(int64(n))), append([]string{c.n(int64(n))}, of...)...)
}

// bound keeps a number on the line of the word after it.
func bound(pattern string) string { return strings.ReplaceAll(pattern, "{} ", "{}\u00a0") }

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

func (c *composer) metricName(m *content.MetricDef) string { return c.w.Metrics.Name(m.ID, m.Title) }

// unit is what a metric is measured in, after a space; nothing where its name says it.
func (c *composer) unit(m *content.MetricDef) string {
	if m.Unit == "" || c.metricName(m) != m.Title {
		return ""
	}
	return "\u00a0" + m.Unit
}

// metric says a number of a metric: "1.250 lượt người tham dự".
func (c *composer) metric(m *content.MetricDef, n int64) string {
	if p := c.w.Metrics.For(m.ID, m.Title); p != nil {
		if n == 1 && p.One != "" {
			return lang.Fill(bound(p.One), c.n(n))
		}
		return lang.Fill(bound(p.Text), c.n(n))
	}
	if m.Label != m.Unit {
		return c.n(n) + "\u00a0" + m.Label
	}
	return strings.TrimSpace(lang.Fill(bound(c.w.Done.Metric), m.Title, c.n(n), m.Unit))
}

// metrics says several numbers in one breath, which are those of the given activities. One that is a part of
// the number before says so, and of how many activities when not all that have the whole gave it.
func (c *composer) metrics(all []site.Sum, of []*site.Activity) string {
	all = moneyLast(all)
	var b strings.Builder
	for i, s := range all {
		text := c.metric(s.Metric, s.N)
		switch {
		case i == 0:
		case !c.isOfWhich(s.Metric):
			b.WriteString(", ")
		default:
			b.WriteByte(' ')
			text = c.ofWhich(text, all[i-1].Metric.ID, s.Metric.ID, of)
		}
		b.WriteString(text)
	}
	return b.String()
}

// isOfWhich tells whether a metric is a part of the one before it in the vocabulary.
func (c *composer) isOfWhich(m *content.MetricDef) bool {
	p := c.w.Metrics.For(m.ID, m.Title)
	return p != nil && p.Part
}

// moneyLast puts amounts of money after what was given for them.
func moneyLast(all []site.Sum) []site.Sum {
	isMoney := func(s site.Sum) bool { return s.Metric.Unit == "đồng" }
	if !slices.ContainsFunc(all, isMoney) {
		return all
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b site.Sum) int {
		switch x, y := isMoney(a), isMoney(b); {
		case x == y:
			return 0
		case x:
			return 1
		}
		return -1
	})
	return all
}

func (c *composer) ofWhich(text, whole, part string, of []*site.Activity) string {
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
		return lang.Fill(c.w.Done.OfWhich, text)
	}
	return lang.Fill(c.w.Done.OfWhichSome, text, c.n(int64(gave)))
}

func gives(a *site.Activity, metric string) bool {
	return slices.ContainsFunc(a.Metrics, func(m content.Metric) bool { return m.ID == metric })
}

// times is the metric that says how often an activity was held.
const times = "so-cuoc"

// kind says how many activities of a kind there were: "02 hội nghị". Where they
// were held more often than they were told, it says both.
func (c *composer) kind(k *site.KindRow) string {
	n, held := c.n(int64(k.Activities)), int64(0)
	for _, s := range k.Metrics {
		if s.Metric.ID == times && s.N > int64(k.Activities) {
			held = s.N
		}
	}
	words := c.w.Kinds.For(k.Kind.ID, k.Kind.Title)
	switch {
	case words == nil && held > 0:
		return lang.Fill(bound(c.w.Done.KindTimes), n, quoted(k.Kind.Title), c.n(held))
	case words == nil:
		return c.count(c.w.Done.Kind, k.Activities, quoted(k.Kind.Title))
	case held > 0 && strings.Count(words.Times, "{}") > 1:
		return lang.Fill(bound(words.Times), n, c.n(held))
	}
	text := words.Text
	if k.Activities == 1 && words.One != "" {
		text = words.One
	}
	if text = lang.Fill(bound(text), n); held > 0 {
		text += " " + lang.Fill(bound(words.Times), c.n(held))
	}
	return text
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
