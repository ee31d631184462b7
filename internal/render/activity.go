package render

import (
	"bytes"
	"strconv"
	"time"

	"bantin/internal/output"
	"bantin/internal/site"
)

// activityURL is the address of the activity page of a period.
func (r *renderer) activityURL(p period) string {
	switch {
	case p.year == 0:
		return r.s.ActivityURL()
	case p.month == 0:
		return r.s.YearURL(p.year)
	}
	return r.s.MonthURL(p.year, p.month)
}

func (r *renderer) addActivity(t *output.Tree) {
	page := func(p period, month *site.Month) {
		address := r.activityURL(p)
		add(t, address, output.Page, "", func(w *bytes.Buffer) error {
			return r.layouts.activity.Execute(w, r.activityView(p, month))
		})
	}
	page(period{}, nil)
	for _, y := range r.s.Archive {
		page(period{year: y.Year}, nil)
		for _, m := range y.Months {
			page(period{m.Year, m.Month}, m)
		}
	}
}

func (r *renderer) activityTitle(p period) string {
	w := r.words
	switch {
	case p.month != 0:
		return r.format.month(w.Act.Month, p.year, p.month)
	case p.year != 0:
		return fill(w.Act.Year, strconv.Itoa(p.year))
	}
	return w.Activity
}

func (r *renderer) activityView(p period, month *site.Month) *Activity {
	w, roll := &r.words.Act, r.rollups.of(p)
	title, address := r.activityTitle(p), r.activityURL(p)
	var above []crumb
	if p.year != 0 {
		above = append(above, crumb{r.words.Activity, r.activityURL(period{})})
	}
	if p.month != 0 {
		above = append(above, crumb{strconv.Itoa(p.year), r.activityURL(period{year: p.year})})
	}
	trail := r.makeTrail(above...)
	m := meta{title: title, description: r.activityDescription(title, p, roll), address: address, trail: trail}
	v := &Activity{
		Frame: r.framed(r.section(address), r.metaHTML(&m)), Crumbs: trail.html, Title: title, Lede: r.words.ActivityLede,
		TotalTitle: w.Total, Figures: given(r.totals(roll, false)),
		Kinds: r.kindBars(roll), Topics: r.topicBars(roll), Forms: r.formBars(roll), Metrics: r.metricBars(roll),
		Downloads: r.downloads(address),
	}
	if roll.HeldBack > 0 {
		v.HeldBack = fill(w.HeldBack, r.format.number(int64(roll.HeldBack)))
	}
	if roll.Activities == 0 {
		v.Empty = w.None
	}
	r.activityChoices(v, p)
	for _, post := range roll.Commended {
		v.Models = append(v.Models, Link{post.Title, r.href(post.URL)})
	}
	switch {
	case p.month != 0:
		v.Units = r.unitTable(roll)
		v.Activities = r.activityLines(month.Activities)
	case p.year != 0:
		v.Chart = r.monthChart(roll)
		v.Heat = r.yearHeat(p.year, roll)
	default:
		v.Chart = r.yearChart()
		v.Heat = r.allHeat(roll)
	}
	if roll.Activities == 0 {
		v.Chart = nil
	}
	return v
}

// activityDescription tells the pages of periods apart by what was done in them.
func (r *renderer) activityDescription(title string, p period, roll *site.Rollup) string {
	if p.year == 0 {
		return r.words.ActivityLede
	}
	if roll.Activities == 0 {
		return title + ". " + r.words.Act.None
	}
	text := title + ": "
	for i, f := range given(r.totals(roll, false)) {
		if i > 0 {
			text += ", "
		}
		text += f.N + " " + f.Label
	}
	return text + "."
}

// activityChoices are the years, and the months of the year.
func (r *renderer) activityChoices(v *Activity, p period) {
	v.Years = append(v.Years, Choice{Title: r.words.Act.AllYears, URL: r.href(r.activityURL(period{})), Current: p.year == 0})
	for _, y := range r.s.Archive {
		v.Years = append(v.Years, Choice{Title: strconv.Itoa(y.Year), URL: r.href(r.activityURL(period{year: y.Year})), Current: y.Year == p.year})
		if y.Year != p.year {
			continue
		}
		for i := len(y.Months) - 1; i >= 0; i-- {
			m := y.Months[i]
			v.Months = append(v.Months, Choice{
				Title: r.format.monthShort(m.Month), URL: r.href(r.activityURL(period{m.Year, m.Month})),
				Count: r.dash(int64(r.rollups.of(period{m.Year, m.Month}).Activities)), Current: m.Month == p.month,
			})
		}
	}
}

func (r *renderer) yearChart() *Chart {
	c := &Chart{Caption: r.words.Act.ByYear, Unit: r.words.Act.Activities.Many}
	var values []int
	for i := len(r.s.Archive) - 1; i >= 0; i-- {
		y := r.s.Archive[i].Year
		n := r.rollups.of(period{year: y}).Activities
		values = append(values, n)
		c.Columns = append(c.Columns, Column{Label: strconv.Itoa(y), N: r.dash(int64(n))})
	}
	drawColumns(c.Columns, values)
	return c
}

// yearHeat counts the activities of each unit in each month of a year.
func (r *renderer) yearHeat(year int, roll *site.Rollup) *Heat {
	h := &Heat{Title: r.words.Act.UnitMonth}
	parts := make([]*site.Rollup, 12)
	for m := time.January; m <= time.December; m++ {
		h.Columns = append(h.Columns, r.format.monthShort(m))
		parts[m-1] = r.rollups.of(period{year, m})
	}
	return r.heat(h, roll, parts)
}

// allHeat counts the activities of each unit in each year.
func (r *renderer) allHeat(roll *site.Rollup) *Heat {
	h := &Heat{Title: r.words.Act.UnitYear}
	var parts []*site.Rollup
	for i := len(r.s.Archive) - 1; i >= 0; i-- {
		y := r.s.Archive[i].Year
		h.Columns = append(h.Columns, strconv.Itoa(y))
		parts = append(parts, r.rollups.of(period{year: y}))
	}
	return r.heat(h, roll, parts)
}

// heat fills a table from the roll-ups of its columns, nil where nothing was
// done. The last row is the true total, in which a joint activity counts once.
func (r *renderer) heat(h *Heat, roll *site.Rollup, parts []*site.Rollup) *Heat {
	if len(roll.Units) == 0 || len(parts) == 0 {
		return nil
	}
	w := &r.words.Act
	h.Corner, h.SumTitle, h.Caption = w.Unit, w.Sum, w.HeatNote
	counts := make(map[*site.Unit][]int, len(roll.Units))
	sums := make([]int, len(parts))
	most := 0
	for i, part := range parts {
		if part == nil {
			continue
		}
		sums[i] = part.Activities
		for _, u := range part.Units {
			if counts[u.Unit] == nil {
				counts[u.Unit] = make([]int, len(parts))
			}
			counts[u.Unit][i] = u.Activities
			most = max(most, u.Activities)
		}
	}
	step := max(1, (most+4)/5)
	cell := func(n int) HeatCell {
		return HeatCell{r.dash(int64(n)), strconv.Itoa(min(5, (n+step-1)/step))}
	}
	for _, u := range roll.Units {
		row := HeatRow{Unit: Link{shortName(&u.Unit.Meta), r.href(u.Unit.List.URL)}, Sum: r.dash(int64(u.Activities))}
		of := counts[u.Unit]
		for i := range parts {
			n := 0
			if of != nil {
				n = of[i]
			}
			row.Cells = append(row.Cells, cell(n))
		}
		h.Rows = append(h.Rows, row)
		h.Joint = h.Joint || u.Joint > 0
	}
	h.Sum = HeatRow{Unit: Link{Title: w.Sum}, Sum: r.dash(int64(roll.Activities))}
	for _, n := range sums {
		h.Sum.Cells = append(h.Sum.Cells, HeatCell{N: r.dash(int64(n))})
	}
	h.Legend = r.legend(step, most)
	return h
}

// legend names the levels that occur: "1", "2" …, or "1–3", "4–6" …
func (r *renderer) legend(step, most int) []HeatCell {
	var all []HeatCell
	for level := 1; level <= 5 && (level-1)*step < most; level++ {
		low, high := (level-1)*step+1, level*step
		text := strconv.Itoa(low)
		if high > low {
			text += "–" + strconv.Itoa(high)
		}
		all = append(all, HeatCell{text, strconv.Itoa(level)})
	}
	return all
}

// unitTable is what each unit did in a month.
func (r *renderer) unitTable(roll *site.Rollup) *UnitTable {
	if len(roll.Units) == 0 {
		return nil
	}
	t := &UnitTable{}
	main := r.mainMetric(roll)
	value := func(sums []site.Sum) string {
		if n, ok := metricSum(sums, main); ok {
			return r.format.number(n)
		}
		return none
	}
	if main != nil {
		t.Metric = main.Title
	}
	for _, u := range roll.Units {
		t.Rows = append(t.Rows, UnitLine{
			Unit:  Link{u.Unit.Title, r.href(u.Unit.List.URL)},
			Posts: r.dash(int64(u.Posts)), Activities: r.dash(int64(u.Activities)), Joint: r.dash(int64(u.Joint)),
			Metric: value(u.Metrics),
		})
		t.Joint = t.Joint || u.Joint > 0
	}
	t.Sum = UnitLine{
		Unit: Link{Title: r.words.Act.Sum}, Posts: r.dash(int64(roll.Posts)), Activities: r.dash(int64(roll.Activities)),
		Joint: "", Metric: value(roll.Metrics),
	}
	return t
}

// activityLines lists the activities of a month, each with the newest post that tells of it.
func (r *renderer) activityLines(all []*site.Activity) []ActivityLine {
	lines := make([]ActivityLine, 0, len(all))
	for _, a := range all {
		l := ActivityLine{
			From: a.From.Format("2006-01-02"), When: r.format.dateRange(a.From, a.To), Kind: a.Kind.Title, Place: a.Place,
		}
		if a.Aggregate {
			l.Note = r.words.Act.Aggregate
		}
		for _, u := range a.Units {
			l.Units = append(l.Units, Link{shortName(&u.Meta), r.href(u.List.URL)})
		}
		if len(a.Posts) > 0 {
			l.Post = postLink(r, a.Posts[0])
		}
		if f := r.activityFigures(a, 1, metricLabel); len(f) > 0 {
			l.Figure = &f[0]
		}
		lines = append(lines, l)
	}
	return lines
}
