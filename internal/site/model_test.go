package site

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
)

// This file counts once more what Rollup counts: from the posts of the source,
// one by one, in the plainest way, and holds the two against each other.

// randomDay is a day in three years, more often one at an edge.
func randomDay(r *rand.Rand) time.Time {
	if r.IntN(4) == 0 {
		return at(anyOf(r, "2019-12-31", "2020-01-01", "2020-02-29", "2020-12-31", "2021-01-01", "2021-05-31", "2021-06-01", "2021-12-01"))
	}
	return at("2019-06-01").AddDate(0, 0, r.IntN(3*365))
}

// randomActivity makes an activity of a kind, with metrics that may be zero or
// missing. One with an id says a part of what is true of that id, and never anything else.
func randomActivity(r *rand.Rand) content.Activity {
	var a content.Activity
	truth := r
	if r.IntN(2) == 0 {
		n := r.Uint64N(6)
		a.ID = fmt.Sprint("chung-", n)
		truth = rand.New(rand.NewPCG(n, 1))
	}
	a.Kind.Text = anyOf(truth, "hoi-nghi", "hien-mau", "khac")
	from := randomDay(truth)
	to := from.AddDate(0, 0, truth.IntN(3)*truth.IntN(40))
	if r.IntN(2) == 0 {
		a.From, a.To = from, to
	}
	for _, id := range []string{"so-cuoc", "luot-nguoi", "luot-nu"} {
		if n := truth.Int64N(4) * truth.Int64N(1e12); r.IntN(2) == 0 {
			a.Metrics = append(a.Metrics, content.Metric{ID: id, N: n})
		}
	}
	if r.IntN(2) == 0 {
		a.Units = names(anyOf(r, "thu-vien", "so-y-te", "so-noi-vu"), anyOf(r, "thu-vien", "so-y-te"))
	}
	a.Aggregate = r.IntN(4) == 0
	return a
}

// randomYears makes a site without mistakes in three years: posts of every
// state, and activities of several units, told by several posts.
func randomYears(r *rand.Rand) *content.Source {
	src := sourceOf()
	for i := range r.IntN(80) {
		p := post(fmt.Sprintf("p%02d", i), randomDay(r).Format("2006-01-02"), form(content.Form(r.IntN(content.NumForms))),
			topics(anyOf(r, "phap-luat", "hoc-tap"), anyOf(r, "phap-luat", "hoc-tap")), units(anyOf(r, "thu-vien", "so-y-te"), anyOf(r, "so-y-te", "so-noi-vu")))
		for _, edit := range []func(*content.Post){
			draft, removed, commended, expires(anyOf(r, "2021-10-01", "2022-10-01")), campaign("mo"), func(p *content.Post) { p.Held = true },
		} {
			if r.IntN(7) == 0 {
				edit(p)
			}
		}
		if r.IntN(3) == 0 {
			campaign("he")(p)
		}
		for range r.IntN(3) {
			a := randomActivity(r)
			if a.From.After(p.Date.AddDate(0, 0, daysAhead)) && !a.Aggregate {
				a.From, a.To = time.Time{}, time.Time{} // another post gives its days
			}
			if !slices.ContainsFunc(p.Activities, func(b content.Activity) bool { return a.ID != "" && a.ID == b.ID }) {
				p.Activities = append(p.Activities, a)
			}
		}
		src.Posts = append(src.Posts, p)
	}
	src.Units[0].To, src.Units[1].From = at("2020-12-31"), at("2020-06-15")
	withCampaign(src, "he", "2020-05-01", "2020-07-31")
	return withCampaign(src, "mo", "2021-01-01", "")
}

// deed is an activity as the model knows it.
type deed struct {
	kind                     string
	day                      time.Time
	dated, own               bool
	units, topics, campaigns map[string]bool
	metrics                  map[string]int64
}

// model is what a source says to one who reads it post by post.
type model struct {
	posts []*content.Post
	deeds []*deed
}

func newModel(src *content.Source, o Options) *model {
	m := &model{}
	for _, p := range src.Posts {
		if (!p.Draft || o.Drafts) && (!p.Date.After(o.Now) || o.Future) && p.Removed == "" && (!o.HoldBack || !p.Held) {
			m.posts = append(m.posts, p)
		}
	}
	slices.SortStableFunc(m.posts, func(x, y *content.Post) int { // the first to tell gives the day if nobody says it
		switch {
		case x.Draft != y.Draft && x.Draft:
			return 1
		case x.Draft != y.Draft:
			return -1
		case !x.Date.Equal(y.Date.Time):
			return x.Date.Compare(y.Date.Time)
		}
		return strings.Compare(x.File, y.File)
	})
	byID := map[string]*deed{}
	for _, p := range m.posts {
		for _, a := range p.Activities {
			d := byID[a.ID]
			if a.ID == "" || d == nil {
				d = &deed{day: p.Date.Time, units: map[string]bool{}, topics: map[string]bool{}, campaigns: map[string]bool{}, metrics: map[string]int64{}}
				m.deeds = append(m.deeds, d)
				byID[a.ID] = d
			}
			d.tell(p, &a)
		}
	}
	m.deeds = slices.DeleteFunc(m.deeds, func(d *deed) bool { return d.day.After(o.Now) })
	return m
}

func (d *deed) tell(p *content.Post, a *content.Activity) {
	d.kind = a.Kind.Text
	if !a.From.IsZero() && !d.dated {
		d.day, d.dated = a.From, true
	}
	d.own = d.own || !a.Aggregate
	of := a.Units
	if len(of) == 0 {
		of = p.Units
	}
	add(d.units, of)
	add(d.topics, p.Topics)
	if p.Campaign.Text != "" {
		d.campaigns[p.Campaign.Text] = true
	}
	for _, n := range a.Metrics {
		d.metrics[n.ID] = n.N
	}
}

func add(set map[string]bool, list []content.Name) {
	for _, n := range list {
		set[n.Text] = true
	}
}

// group is a row of the model's table.
type group struct {
	posts, activities, joint int
	metrics                  map[string]int64
}

// table has a row for the whole, each form, kind, topic, unit and month with anything in it.
type table map[string]group

func (t table) add(row string, g group) {
	sum := t[row]
	sum.posts, sum.activities, sum.joint = sum.posts+g.posts, sum.activities+g.activities, sum.joint+g.joint
	if sum.metrics == nil {
		sum.metrics = map[string]int64{}
	}
	for id, n := range g.metrics {
		sum.metrics[id] += n
	}
	if sum.posts+sum.activities > 0 {
		t[row] = sum
	}
}

// String prints the rows in order.
func (t table) String() string {
	var b strings.Builder
	for _, row := range slices.Sorted(maps.Keys(t)) {
		fmt.Fprintln(&b, row, t[row])
	}
	return b.String()
}

func in(f Filter, day time.Time) bool {
	return (f.From.IsZero() || !day.Before(f.From)) && (f.To.IsZero() || day.Before(f.To.AddDate(0, 0, 1)))
}

// count makes the table of a filter.
func (m *model) count(f Filter) table {
	t := table{}
	unit, topic, campaign := "", "", ""
	if f.Unit != nil {
		unit = f.Unit.ID
	}
	if f.Topic != nil {
		topic = f.Topic.ID
	}
	if f.Campaign != nil {
		campaign = f.Campaign.ID
	}
	is := func(units, topics map[string]bool, campaigns map[string]bool) bool {
		return (unit == "" || units[unit]) && (topic == "" || topics[topic]) && (campaign == "" || campaigns[campaign])
	}
	enter := func(units, topics map[string]bool, day time.Time, g group) {
		t.add("total", group{posts: g.posts, activities: g.activities, metrics: g.metrics})
		t.add("month "+day.Format("2006-01"), group{posts: g.posts, activities: g.activities, metrics: g.metrics})
		for id := range topics {
			t.add("topic "+id, group{posts: g.posts, activities: g.activities})
		}
		for id := range units {
			if unit == "" || unit == id {
				t.add("unit "+id, g)
			}
		}
	}
	for _, p := range m.posts {
		units, topics := map[string]bool{}, map[string]bool{}
		add(units, p.Units)
		add(topics, p.Topics)
		if in(f, p.Date.Time) && is(units, topics, map[string]bool{p.Campaign.Text: true}) {
			enter(units, topics, p.Date.Time, group{posts: 1})
			t.add("form "+p.Form.ID(), group{posts: 1})
		}
	}
	for _, d := range m.deeds {
		if d.own && in(f, d.day) && is(d.units, d.topics, d.campaigns) {
			g := group{activities: 1, metrics: d.metrics}
			t.add("kind "+d.kind, g)
			if len(d.units) > 1 {
				g.joint = 1
			}
			enter(d.units, d.topics, d.day, g)
		}
	}
	return t
}

// tableOf is a roll-up as a table.
func tableOf(r *Rollup) table {
	t := table{}
	sums := func(list []Sum) map[string]int64 {
		m := map[string]int64{}
		for _, s := range list {
			m[s.Metric.ID] = s.N
		}
		return m
	}
	t.add("total", group{r.Posts, r.Activities, 0, sums(r.Metrics)})
	for _, x := range r.Forms {
		t.add("form "+x.Form.ID(), group{posts: x.Posts})
	}
	for _, x := range r.Kinds {
		t.add("kind "+x.Kind.ID, group{0, x.Activities, 0, sums(x.Metrics)})
	}
	for _, x := range r.Topics {
		t.add("topic "+x.Topic.ID, group{posts: x.Posts, activities: x.Activities})
	}
	for _, x := range r.Units {
		t.add("unit "+x.Unit.ID, group{x.Posts, x.Activities, x.Joint, sums(x.Metrics)})
	}
	for _, x := range r.Months {
		t.add(fmt.Sprintf("month %04d-%02d", x.Year, x.Month), group{x.Posts, x.Activities, 0, sums(x.Metrics)})
	}
	return t
}
