package render

import (
	"bytes"
	"html/template"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// yearSource fills the list of a year: a table where there are numbers to add
// up, else lines.
func (r *renderer) yearSource(v *Source, src *site.Source) {
	f := yearFilter(src.Year, r.format.zone)
	f.Unit, f.Topic = src.Unit, src.Topic
	posts, activities := r.s.Select(f)
	p := period{year: src.Year}
	switch src.By {
	case site.ByKind:
		r.kindSource(v, activities, src.Kind, r.rollups.of(p))
	case site.ByMetric:
		r.metricSource(v, activities, src.Metric, r.rollups.of(p))
	case site.ByActivities:
		r.listSource(v, nil, activities)
	case site.ByPosts:
		r.listSource(v, posts, nil)
	case site.ByForm:
		var of []*site.Post
		for _, post := range posts {
			if post.Form == src.Form {
				of = append(of, post)
			}
		}
		r.listSource(v, of, nil)
	default:
		roll := r.s.Rollup(f)
		r.listSource(v, posts, activities)
		if roll.Activities > 0 {
			v.Chart = r.monthChart(roll, p)
			v.Kinds = r.kindBars(roll, p)
			for i := range v.Kinds {
				v.Kinds[i].Source = "" // what they count stands below
			}
		}
	}
}

// kindSource is the table of a kind's activities, with a column for each metric that was given.
func (r *renderer) kindSource(v *Source, activities []*site.Activity, kind *content.Kind, roll *site.Rollup) {
	var of []*site.Activity
	for _, a := range activities {
		if a.Kind == kind {
			of = append(of, a)
		}
	}
	var columns []*content.MetricDef
	var sums []site.Sum
	for _, k := range roll.Kinds {
		if k.Kind == kind {
			v.Figures = append(v.Figures, r.counted(r.words.Act.Activities, int64(k.Activities)))
			sums = k.Metrics
		}
	}
	for _, s := range sums {
		columns = append(columns, s.Metric)
		if len(v.Figures) < 4 {
			v.Figures = append(v.Figures, r.total(&site.Rollup{Metrics: sums}, s.Metric.ID))
		}
	}
	v.Table = r.deedTable(v.Title, of, columns, sums)
}

// metricSource is the table of the activities that gave a metric, with its sum.
func (r *renderer) metricSource(v *Source, activities []*site.Activity, def *content.MetricDef, roll *site.Rollup) {
	var of []*site.Activity
	for _, a := range activities {
		if _, given := metricOf(a, def); given {
			of = append(of, a)
		}
	}
	n, _ := metricSum(roll.Metrics, def)
	v.Figures = []Figure{r.total(roll, def.ID), r.counted(r.words.Act.Activities, int64(added(of)))}
	v.Table = r.deedTable(v.Title, of, []*content.MetricDef{def}, []site.Sum{{Metric: def, N: n}})
}

// added is how many of the activities count.
func added(all []*site.Activity) int {
	n := 0
	for _, a := range all {
		if !a.Aggregate {
			n++
		}
	}
	return n
}

// deedTable is a table of activities, newest first, by month, with the sums of its columns.
func (r *renderer) deedTable(caption string, all []*site.Activity, columns []*content.MetricDef, sums []site.Sum) *DeedTable {
	t := &DeedTable{Caption: caption}
	for _, def := range columns {
		head, unit := r.metricName(def)
		if unit != "" && !strings.Contains(lowerFirst(head), unit) {
			head += ", " + unit
		}
		t.Columns = append(t.Columns, head)
	}
	for _, s := range sums {
		t.Sums = append(t.Sums, r.format.number(s.N))
	}
	for _, of := range byMonth(all, func(a *site.Activity) time.Time { return a.From }, r.format.zone) {
		m := DeedMonth{ID: monthID(of.period), Title: r.format.month(r.words.List.MonthTitle, of.year, of.month)}
		for _, def := range columns {
			m.Sums = append(m.Sums, r.monthSum(of.items, def))
		}
		m.Rows = pooled(func(w *bytes.Buffer) {
			for _, a := range of.items {
				r.deedRow(w, a, columns)
				t.Aggregate = t.Aggregate || a.Aggregate
			}
		})
		t.Months = append(t.Months, m)
	}
	return t
}

// monthSum is what activities give for a metric in all; "–" when none does.
func (r *renderer) monthSum(all []*site.Activity, def *content.MetricDef) string {
	sum, any := int64(0), false
	for _, a := range all {
		if n, given := metricOf(a, def); given && !a.Aggregate {
			sum, any = sum+n, true
		}
	}
	if !any {
		return none
	}
	return r.format.number(sum)
}

// listSource lists activities and posts by month.
func (r *renderer) listSource(v *Source, posts []*site.Post, activities []*site.Activity) {
	w, zone := &r.words.Act, r.format.zone
	months := make(map[period]*SourceMonth)
	var order []period
	at := func(p period) *SourceMonth {
		m := months[p]
		if m == nil {
			m = &SourceMonth{ID: monthID(p), Title: r.format.month(r.words.List.MonthTitle, p.year, p.month)}
			months[p] = m
			order = append(order, p)
		}
		return m
	}
	for _, of := range byMonth(activities, func(a *site.Activity) time.Time { return a.From }, zone) {
		m := at(of.period)
		m.Activities = r.deedList(of.items)
		if n := added(of.items); n > 0 {
			m.ActivityCount = r.countText(w.Activities, n)
		}
	}
	for _, of := range byMonth(posts, func(p *site.Post) time.Time { return p.Date.Time }, zone) {
		m := at(of.period)
		m.PostCount = r.countText(w.Posts, len(of.items))
		m.Posts, m.Note = r.listedLines(of.items)
	}
	sortNewest(order)
	for _, p := range order {
		v.Months = append(v.Months, *months[p])
	}
	if n := added(activities); n > 0 {
		v.Figures = append(v.Figures, r.counted(w.Activities, int64(n)))
	}
	if len(posts) > 0 {
		v.Figures = append(v.Figures, r.counted(w.Posts, int64(len(posts))))
	}
}

// listedLines are the lines of posts. Those that have expired count, but are in no list.
func (r *renderer) listedLines(posts []*site.Post) (lines []template.HTML, note string) {
	lines = make([]template.HTML, 0, len(posts))
	for _, p := range posts {
		if p.State == site.Listed {
			lines = append(lines, r.line(p))
		}
	}
	return lines, r.expiredNote(len(posts) - len(lines))
}

// expiredNote says how many posts count that are in no list any more; "" for 0.
func (r *renderer) expiredNote(gone int) string {
	if gone == 0 {
		return ""
	}
	return r.format.count(r.words.Act.Source.Expired, gone)
}

// countText is a number and its noun: "3 hoạt động".
func (r *renderer) countText(c lang.Count, n int) string {
	return r.format.number(int64(n)) + " " + c.For(int64(n))
}
