package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// yearChart draws the years; nil where there is one only. The one that is not over yet is marked.
func (r *renderer) yearChart() *Chart {
	if len(r.s.Archive) < 2 {
		return nil
	}
	w := &r.words.Act
	c := &Chart{Caption: w.ByYear, Years: true}
	var values []int
	for _, y := range slices.Backward(r.s.Archive) {
		p := period{year: y.Year}
		n := r.rollups.of(p).Activities
		col := Column{Label: strconv.Itoa(y.Year), N: r.dash(int64(n)), Unit: w.Activities.For(int64(n)), Now: r.running(p)}
		if n > 0 {
			col.URL = r.href(r.activityURL(p))
		}
		if col.Now {
			c.Caption += ". " + lang.Fill(w.YearSoFar, col.Label, r.format.date(r.s.Now))
		}
		values = append(values, n)
		c.Columns = append(c.Columns, col)
	}
	drawColumns(c.Columns, values)
	return c
}

// yearHeat counts the activities of each unit in each month of a year.
func (r *renderer) yearHeat(year int, roll *site.Rollup) *Heat {
	h := &Heat{Title: r.words.Act.UnitMonth}
	parts := make([]period, 12)
	for i := range parts {
		m := time.Month(i + 1)
		parts[i] = period{year, m}
		h.Columns = append(h.Columns, Column{Label: r.format.monthShort(m), Now: r.running(parts[i])})
	}
	return r.heat(h, roll, period{year: year}, parts)
}

// allHeat counts the activities of each unit in each year.
func (r *renderer) allHeat(roll *site.Rollup) *Heat {
	h := &Heat{Title: r.words.Act.UnitYear}
	var parts []period
	for _, y := range slices.Backward(r.s.Archive) {
		h.Columns = append(h.Columns, Column{Label: strconv.Itoa(y.Year)})
		parts = append(parts, period{year: y.Year})
	}
	return r.heat(h, roll, period{}, parts)
}

// heat fills a table of a period from the roll-ups of its parts, which have none
// where nothing was done. The last row is the true total, in which a joint activity counts once.
func (r *renderer) heat(h *Heat, roll *site.Rollup, whole period, parts []period) *Heat {
	if len(roll.Units) == 0 || len(parts) == 0 {
		return nil
	}
	w := &r.words.Act
	h.Corner, h.Caption = w.Unit, w.HeatNote
	if len(parts) > 1 {
		h.SumTitle = w.Sum
	}
	counts, sums, most := r.unitCounts(parts)
	step := max(1, (most+4)/5)
	for _, u := range roll.Units {
		row := HeatRow{Unit: Link{shortName(&u.Unit.Meta), r.href(u.Unit.List.URL)}, Sum: r.dash(int64(u.Activities))}
		if u.Activities > 0 {
			row.URL = r.source(scope{period: whole}, site.ByUnit, u.Unit.ID)
		}
		of := counts[u.Unit]
		for i, part := range parts {
			c := HeatCell{N: none, Level: "0"}
			if of != nil && of[i] > 0 {
				c = HeatCell{r.format.number(int64(of[i])), strconv.Itoa(min(5, (of[i]+step-1)/step)), r.source(scope{period: part}, site.ByUnit, u.Unit.ID)}
			}
			row.Cells = append(row.Cells, c)
		}
		h.Rows = append(h.Rows, row)
	}
	h.Sum = HeatRow{Unit: Link{Title: w.Sum}, Sum: r.dash(int64(roll.Activities))}
	if roll.Activities > 0 {
		h.Sum.URL = r.source(scope{period: whole}, site.ByActivities, "")
	}
	for i, n := range sums {
		c := HeatCell{N: r.dash(int64(n))}
		if n > 0 {
			c.URL = r.href(r.activityURL(parts[i]))
		}
		h.Sum.Cells = append(h.Sum.Cells, c)
	}
	h.Legend = r.legend(step, most)
	h.Note = r.jointActivities(roll)
	return h
}

// unitCounts are the activities of each unit in each part, their totals, and the greatest number of a unit.
func (r *renderer) unitCounts(parts []period) (counts map[*site.Unit][]int, sums []int, most int) {
	counts = make(map[*site.Unit][]int, len(r.s.Units))
	sums = make([]int, len(parts))
	for i, p := range parts {
		part := r.rollups.of(p)
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
	return counts, sums, most
}

// jointNote explains why the rows of a table of units add up to more than their
// total: activities and posts of several units; "" where they do not.
func (r *renderer) jointNote(roll *site.Rollup) string {
	posts := 0
	for _, u := range roll.Units {
		posts += u.Posts
	}
	return sentences(r.jointActivities(roll), r.moreThan(r.words.Act.JointPosts, posts, roll.Posts))
}

func (r *renderer) jointActivities(roll *site.Rollup) string {
	added := 0
	for _, u := range roll.Units {
		added += u.Activities
	}
	return r.moreThan(r.words.Act.JointSums, added, roll.Activities)
}

// topicsNote explains why the rows of topics add up to more than there is: posts and activities of several topics.
func (r *renderer) topicsNote(roll *site.Rollup) string {
	posts, activities := 0, 0
	for _, t := range roll.Topics {
		posts, activities = posts+t.Posts, activities+t.Activities
	}
	w := &r.words.Act
	return sentences(r.moreThan(w.TopicPosts, posts, roll.Posts), r.moreThan(w.TopicActivities, activities, roll.Activities))
}

// moreThan fills a sentence with what rows add up to and their total; "" where the rows are not more.
func (r *renderer) moreThan(sentence string, added, total int) string {
	if added <= total {
		return ""
	}
	return lang.Fill(sentence, r.format.number(int64(added)), r.format.number(int64(total)))
}

// sentences puts two sentences, either of which may be "", one after the other.
func sentences(a, b string) string { return strings.TrimSpace(a + " " + b) }

// legend names the levels that occur: "1", "2" …, or "1–3", "4–6" …
func (r *renderer) legend(step, most int) []HeatCell {
	var all []HeatCell
	for level := 1; level <= 5 && (level-1)*step < most; level++ {
		low, high := (level-1)*step+1, level*step
		text := r.format.number(int64(low))
		if high > low {
			text += "–" + r.format.number(int64(high))
		}
		all = append(all, HeatCell{N: text, Level: strconv.Itoa(level)})
	}
	return all
}

// unitTable is what each unit did in a month.
func (r *renderer) unitTable(roll *site.Rollup, p period) *UnitTable {
	if len(roll.Units) == 0 {
		return nil
	}
	t := &UnitTable{}
	main, sc := r.mainMetric(roll), scope{period: p}
	if main != nil {
		t.Metric, _ = r.metricName(main)
	}
	for _, u := range roll.Units {
		row := UnitLine{
			Unit:  Link{shortName(&u.Unit.Meta), r.href(u.Unit.List.URL)},
			Posts: r.dash(int64(u.Posts)), Activities: r.dash(int64(u.Activities)), Joint: r.dash(int64(u.Joint)),
			Metric: r.metricText(u.Metrics, main),
		}
		row.link(func(string) template.URL { return r.source(sc, site.ByUnit, u.Unit.ID) })
		t.Rows = append(t.Rows, row)
		t.Joint = t.Joint || u.Joint > 0
	}
	t.Sum = UnitLine{
		Unit: Link{Title: r.words.Act.Sum}, Posts: r.dash(int64(roll.Posts)), Activities: r.dash(int64(roll.Activities)),
		Joint: none, Metric: r.metricText(roll.Metrics, main),
	}
	t.Sum.link(func(id string) template.URL {
		if id == "" {
			id = main.ID
		}
		return r.totalSource(roll, sc, id)
	})
	t.Sum.Joint = ""
	t.Note = r.jointNote(roll)
	return t
}

// metricText is what was given for a metric, or "–".
func (r *renderer) metricText(sums []site.Sum, def *content.MetricDef) string {
	if n, ok := metricSum(sums, def); ok {
		return r.format.number(n)
	}
	return none
}

// link sets the addresses of the numbers that are not "–"; source is asked by
// the id of a total, "" for the metric.
func (l *UnitLine) link(source func(id string) template.URL) {
	for _, c := range []struct {
		n, id string
		into  *template.URL
	}{
		{l.Posts, "posts", &l.PostsURL}, {l.Activities, "activities", &l.ActivitiesURL},
		{l.Joint, "activities", &l.JointURL}, {l.Metric, "", &l.MetricURL},
	} {
		if c.n != none {
			*c.into = source(c.id)
		}
	}
}
