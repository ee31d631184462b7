package render

import (
	"slices"
	"strconv"

	"bantin/internal/lang"
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
	add := func(p period, month *site.Month) {
		r.add(t, r.activityURL(p), "", func(r *leaf) (*layout, any) { return r.layouts.activity, r.activityView(p, month) })
	}
	add(period{}, nil)
	for _, y := range r.s.Archive {
		add(period{year: y.Year}, nil)
		for _, m := range y.Months {
			add(period{m.Year, m.Month}, m)
		}
	}
}

func (r *renderer) activityTitle(p period) string {
	w := r.words
	switch {
	case p.month != 0:
		return r.format.month(w.Act.Month, p.year, p.month)
	case p.year != 0:
		return lang.Fill(w.Act.Year, strconv.Itoa(p.year))
	}
	return w.Activity
}

func (r *leaf) activityView(p period, month *site.Month) *Activity {
	w, roll := &r.words.Act, r.rollups.of(p)
	before, name := r.before(p)
	title, address := r.activityTitle(p), r.activityURL(p)
	var above []crumb
	if p.year != 0 {
		above = append(above, crumb{r.words.Activity, r.activityURL(period{})})
	}
	if p.month != 0 {
		above = append(above, crumb{strconv.Itoa(p.year), r.activityURL(period{year: p.year})})
	}
	trail, figures := r.makeTrail(above...), given(r.totals(roll, p, r.activityTotals(roll), before))
	m := meta{title: title, description: r.activityDescription(title, p, roll, figures), address: address, trail: trail}
	v := &Activity{
		Frame: r.framed(r.section(address), r.metaHTML(&m)), Crumbs: trail.html, Title: title,
		TotalTitle: w.Total, Figures: figures,
		Kinds: r.kindBars(roll, p), Topics: r.topicBars(roll, p), Forms: r.formBars(roll, p), Metrics: r.metricBars(roll, p, before),
		Downloads: r.downloads(address, p.month == 0),
	}
	if p.year == 0 {
		v.Lede = r.words.ActivityLede
	}
	if r.running(p) {
		v.TotalTitle = lang.Fill(w.TotalTo, r.format.date(r.s.Now))
	}
	if changed(v) {
		v.Compared = lang.Fill(w.Compared, name)
	}
	v.TopicsNote = r.topicsNote(roll)
	if roll.HeldBack > 0 {
		v.HeldBack = lang.Fill(w.HeldBack, r.format.number(int64(roll.HeldBack)))
	}
	if roll.Activities == 0 {
		v.Empty = w.None
	}
	r.activityChoices(v, p)
	for _, post := range roll.Commended {
		v.Models = append(v.Models, Link{post.Title, r.href(post.URL)})
	}
	r.activityTables(v, p, roll, month)
	return v
}

// changed tells whether a number of the page is held against the period before.
func changed(v *Activity) bool {
	return slices.ContainsFunc(v.Figures, func(f Figure) bool { return f.Change != "" }) ||
		slices.ContainsFunc(v.Metrics, func(b Bar) bool { return b.Change != "" })
}

// activityTables fills what the pages of all years, a year and a month do not share.
func (r *renderer) activityTables(v *Activity, p period, roll *site.Rollup, month *site.Month) {
	switch {
	case p.month != 0:
		v.Units = r.unitTable(roll, p)
		v.Activities = r.deedList(month.Activities)
		return
	case p.year != 0:
		v.Heat = r.yearHeat(p.year, roll)
	default:
		v.Heat = r.allHeat(roll)
	}
	switch {
	case roll.Activities == 0:
	case p.year != 0:
		v.Chart = r.monthChart(roll, p)
	default:
		v.Chart = r.yearChart()
	}
}

// activityDescription tells the pages of periods apart by what was done in them.
func (r *renderer) activityDescription(title string, p period, roll *site.Rollup, figures []Figure) string {
	switch {
	case p.year == 0:
		return r.words.ActivityLede
	case roll.Activities == 0:
		return title + ". " + r.words.Act.None
	}
	return describeFigures(title, figures)
}

// describeFigures is a title with the numbers of its page, in a sentence.
func describeFigures(title string, figures []Figure) string {
	for i, f := range figures {
		if i == 0 {
			title += ": "
		} else {
			title += ", "
		}
		title += f.N + " " + f.Label
	}
	return title + "."
}

// newestMonths is how many months can be reached from the page of all years.
const newestMonths = 3

// activityChoices are the years, and the months of the year; those of all years are the newest.
func (r *renderer) activityChoices(v *Activity, p period) {
	v.Years = append(v.Years, Choice{Title: r.words.Act.AllYears, URL: r.href(r.activityURL(period{})), Current: p.year == 0})
	for _, y := range r.s.Archive {
		v.Years = append(v.Years, Choice{Title: strconv.Itoa(y.Year), URL: r.href(r.activityURL(period{year: y.Year})), Current: y.Year == p.year})
		if y.Year == p.year {
			for _, m := range slices.Backward(y.Months) {
				v.Months = append(v.Months, r.monthChoice(m, r.format.monthShort(m.Month), m.Month == p.month))
			}
		}
	}
	if p.year == 0 {
		months := r.archiveMonths()
		for _, m := range months[:min(len(months), newestMonths)] {
			v.Months = append(v.Months, r.monthChoice(m, r.format.month(r.words.List.MonthTitle, m.Year, m.Month), false))
		}
	}
}

// monthChoice leads to the page of a month, with how many activities it has.
func (r *renderer) monthChoice(m *site.Month, title string, current bool) Choice {
	p := period{m.Year, m.Month}
	return Choice{Title: title, URL: r.href(r.activityURL(p)), Count: r.dash(int64(r.rollups.of(p).Activities)), Current: current}
}
