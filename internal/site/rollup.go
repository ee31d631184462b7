package site

import (
	"math"
	"slices"
	"sort"
	"time"

	"bantin/internal/content"
)

// Filter says what a roll-up is about; what is nil or zero does not narrow it.
type Filter struct {
	From, To time.Time // days, both inclusive
	Campaign *Campaign
	Unit     *Unit
	Topic    *Topic
}

// Rollup sums up what was done. See the package comment for what counts where.
// The cost grows with what lies in the period, not with the site.
func (s *Site) Rollup(f Filter) *Rollup {
	posts, activities := s.Select(f)
	r := &rolling{s: s, f: f, out: &Rollup{Campaign: f.Campaign, Unit: f.Unit, Topic: f.Topic, Posts: len(posts), HeldBack: s.HeldBack}}
	r.period(posts, activities)
	r.makeColumns(activities)
	r.makeRows()
	for _, p := range posts {
		r.addPost(p)
	}
	for _, a := range activities {
		if !a.Aggregate {
			r.addActivity(a)
		}
	}
	r.finish()
	return r.out
}

// Select gives the posts and activities that a roll-up is made of, newest
// first, aggregates among them. The lists may be the site's own: they are to be
// read, not changed.
func (s *Site) Select(f Filter) ([]*Post, []*Activity) {
	posts, activities := s.counted, s.Activities
	// The shortest lists of those that hold all: the page of a unit asks for its part in every campaign.
	narrow := func(p []*Post, a []*Activity) {
		if len(p) < len(posts) {
			posts = p
		}
		if len(a) < len(activities) {
			activities = a
		}
	}
	if f.Campaign != nil {
		narrow(f.Campaign.counted, f.Campaign.Activities)
	}
	if f.Unit != nil {
		narrow(f.Unit.counted, f.Unit.Activities)
	}
	if f.Topic != nil {
		narrow(f.Topic.counted, f.Topic.Activities)
	}
	first, last := f.days(s.Now.Location())
	posts = between(posts, first, last, func(p *Post) int32 { return p.day })
	activities = between(activities, first, last, func(a *Activity) int32 { return a.day })
	if f.Unit != nil && f.Campaign != nil || f.Topic != nil && (f.Campaign != nil || f.Unit != nil) {
		posts = slices.DeleteFunc(slices.Clone(posts), func(p *Post) bool { return !f.hasPost(p) })
		activities = slices.DeleteFunc(slices.Clone(activities), func(a *Activity) bool { return !f.hasActivity(a) })
	}
	return posts, activities
}

// days gives the first and last day of a filter, far away where it has none.
func (f *Filter) days(zone *time.Location) (first, last int32) {
	first, last = math.MinInt32, math.MaxInt32
	if !f.From.IsZero() {
		first = dayNumber(f.From.In(zone))
	}
	if !f.To.IsZero() {
		last = dayNumber(f.To.In(zone))
	}
	return first, last
}

func (f *Filter) hasPost(p *Post) bool {
	return (f.Campaign == nil || p.Campaign == f.Campaign) &&
		(f.Unit == nil || slices.Contains(p.Units, f.Unit)) &&
		(f.Topic == nil || slices.Contains(p.Topics, f.Topic))
}

func (f *Filter) hasActivity(a *Activity) bool {
	return (f.Campaign == nil || slices.Contains(a.campaigns, f.Campaign)) &&
		(f.Unit == nil || slices.Contains(a.Units, f.Unit)) &&
		(f.Topic == nil || slices.Contains(a.topics, f.Topic))
}

// between gives the stretch of a list, newest first, whose days lie in the period.
func between[T any](list []T, first, last int32, day func(T) int32) []T {
	from := sort.Search(len(list), func(i int) bool { return day(list[i]) <= last })
	to := sort.Search(len(list), func(i int) bool { return day(list[i]) < first })
	return list[from:max(from, to)]
}

// tally adds up a metric. What nobody gave is not zero.
type tally struct {
	n     int64
	given bool
}

// rolling is a roll-up while it is added up. Tables of tallies have a row for
// each kind, unit or month and a column for each metric that was given.
type rolling struct {
	s   *Site
	f   Filter
	out *Rollup

	firstDay, lastDay     int32 // of the period; lastDay far away when it is open
	firstMonth, lastMonth int32 // the rows; none if lastMonth is smaller

	metrics                    []*content.MetricDef // of the columns, in the order of the vocabulary
	columns                    []int                // of the metrics of the vocabulary, -1 for those that nobody gave
	total, kinds, units, month []tally
	forms                      [content.NumForms]int
	kindCount                  []int
	topicRows                  []TopicRow
	unitRows                   []UnitRow
	monthRows                  []MonthRow
}

// period settles From and To and the months that have a row.
func (r *rolling) period(posts []*Post, activities []*Activity) {
	zone := r.s.Now.Location()
	// The stretch of days that something was done on.
	done := len(posts) > 0 || len(activities) > 0
	first, last := int32(math.MaxInt32), int32(math.MinInt32)
	if len(posts) > 0 {
		first, last = posts[len(posts)-1].day, posts[0].day
	}
	if n := len(activities); n > 0 {
		first, last = min(first, activities[n-1].day), max(last, activities[0].day)
	}
	from, to := r.f.From, r.f.To
	if c := r.f.Campaign; c != nil && from.IsZero() && to.IsZero() {
		from, to = c.From, c.To
		r.open(from, to, zone)
	} else {
		r.open(from, to, zone)
		if done && from.IsZero() {
			r.firstDay = first
		}
		if done && to.IsZero() {
			r.lastDay = last
		}
	}
	if r.firstDay != math.MinInt32 {
		r.out.From = dayTime(r.firstDay, zone)
	}
	if r.lastDay != math.MaxInt32 {
		r.out.To = dayTime(r.lastDay, zone)
	}
	// Every month of the period has a row, and every month of something that
	// belongs to a campaign though it was before or after.
	if r.firstDay != math.MinInt32 {
		first, last = min(first, r.firstDay), max(last, r.firstDay)
	}
	if r.lastDay != math.MaxInt32 {
		first, last = min(first, r.lastDay), max(last, r.lastDay)
	}
	if first > last {
		r.firstMonth, r.lastMonth = 0, -1
		return
	}
	r.firstMonth, r.lastMonth = monthNumber(dayTime(first, time.UTC)), monthNumber(dayTime(last, time.UTC))
}

// open sets the days of a period that may be open at either end.
func (r *rolling) open(from, to time.Time, zone *time.Location) {
	f := Filter{From: from, To: to}
	r.firstDay, r.lastDay = f.days(zone)
}

// makeColumns finds the metrics that the activities give: few of the many that there are.
func (r *rolling) makeColumns(activities []*Activity) {
	r.columns = make([]int, len(r.s.Vocabulary.Metrics))
	for _, a := range activities {
		if !a.Aggregate {
			for _, m := range a.sums {
				r.columns[m.metric] = 1
			}
		}
	}
	for i, given := range r.columns {
		r.columns[i] = -1
		if given > 0 {
			r.columns[i] = len(r.metrics)
			r.metrics = append(r.metrics, &r.s.Vocabulary.Metrics[i])
		}
	}
}

func (r *rolling) makeRows() {
	s, width := r.s, len(r.metrics)
	months := int(r.lastMonth - r.firstMonth + 1)
	cells := make([]tally, width*(1+len(s.Vocabulary.Kinds)+len(s.Units)+months))
	cut := func(rows int) []tally {
		row := cells[:rows*width]
		cells = cells[rows*width:]
		return row
	}
	r.total, r.kinds, r.units, r.month = cut(1), cut(len(s.Vocabulary.Kinds)), cut(len(s.Units)), cut(months)
	r.kindCount = make([]int, len(s.Vocabulary.Kinds))
	r.topicRows = make([]TopicRow, len(s.Topics))
	for i, t := range s.Topics {
		r.topicRows[i].Topic = t
	}
	r.unitRows = make([]UnitRow, len(s.Units))
	for i, u := range s.Units {
		r.unitRows[i].Unit = u
	}
	r.monthRows = make([]MonthRow, months)
	for i := range r.monthRows {
		n := r.firstMonth + int32(i)
		r.monthRows[i] = MonthRow{Year: int(n / 12), Month: time.Month(n%12 + 1)}
	}
}

func (r *rolling) addPost(p *Post) {
	r.forms[p.Form]++
	for _, t := range p.Topics {
		r.topicRows[t.index].Posts++
	}
	for _, u := range p.Units {
		r.unitRows[u.index].Posts++
	}
	r.monthRows[p.month-r.firstMonth].Posts++
	if p.Commended && p.State == Listed {
		r.out.Commended = append(r.out.Commended, p)
	}
}

func (r *rolling) addActivity(a *Activity) {
	r.out.Activities++
	r.add(r.total, 0, a)
	r.kindCount[a.kind]++
	r.add(r.kinds, a.kind, a)
	for _, t := range a.topics {
		r.topicRows[t.index].Activities++
	}
	for _, u := range a.Units {
		row := &r.unitRows[u.index]
		row.Activities++
		if len(a.Units) > 1 {
			row.Joint++
		}
		r.add(r.units, u.index, a)
	}
	month := int(a.month - r.firstMonth)
	r.monthRows[month].Activities++
	r.add(r.month, month, a)
}

// add adds an activity's numbers to a row of a table.
func (r *rolling) add(table []tally, row int, a *Activity) {
	cells := r.row(table, row)
	for _, m := range a.sums {
		c := &cells[r.columns[m.metric]]
		c.n, c.given = c.n+m.n, true
	}
}

func (r *rolling) row(table []tally, row int) []tally {
	width := len(r.metrics)
	return table[row*width : (row+1)*width]
}

// sums gives a row of a table as metrics, without those that nobody gave.
func (r *rolling) sums(table []tally, row int) []Sum {
	cells := r.row(table, row)
	n := 0
	for _, c := range cells {
		if c.given {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := make([]Sum, 0, n)
	for i, c := range cells {
		if c.given {
			out = append(out, Sum{Metric: r.metrics[i], N: c.n})
		}
	}
	return out
}

// finish picks the rows that are shown and gives them their metrics.
func (r *rolling) finish() {
	out := r.out
	out.Metrics = r.sums(r.total, 0)
	for f, n := range r.forms {
		if n > 0 {
			out.Forms = append(out.Forms, FormRow{Form: content.Form(f), Posts: n})
		}
	}
	for i, n := range r.kindCount {
		if n > 0 {
			out.Kinds = append(out.Kinds, KindRow{Kind: &r.s.Vocabulary.Kinds[i], Activities: n, Metrics: r.sums(r.kinds, i)})
		}
	}
	out.Topics = r.topicRows
	out.Units = make([]UnitRow, 0, len(r.unitRows))
	zone := r.s.Now.Location()
	for i, row := range r.unitRows {
		did := row.Posts > 0 || row.Activities > 0
		if r.f.Unit != nil && row.Unit != r.f.Unit || !did && !row.Unit.existed(r.firstDay, r.lastDay, zone) {
			continue
		}
		row.Metrics = r.sums(r.units, i)
		out.Units = append(out.Units, row)
	}
	for i := range r.monthRows {
		r.monthRows[i].Metrics = r.sums(r.month, i)
	}
	out.Months = r.monthRows
}
