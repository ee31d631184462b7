package site

import (
	"slices"
	"strconv"
	"time"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// said is what posts say of one activity, and who said it first. Posts that
// wait for their day add to it after all others: what they would break is said today.
type said struct {
	kind        *content.Kind
	from, to    time.Time
	time, place string
	metrics     []content.Metric
	kindBy      spot
	dateBy      spot
	timeBy      spot
	placeBy     spot
	metricBy    []*Post
}

// spot is where a post says something.
type spot struct {
	by  *Post
	pos content.Pos
}

// String is the file with its line, as at the head of a problem: "content/posts/a.md:10".
func (s spot) String() string {
	if s.pos.Line == 0 {
		return s.by.File
	}
	return s.by.File + ":" + strconv.Itoa(int(s.pos.Line))
}

// add notes what a post says that nobody said before.
func (s *said) add(p *Post, a *content.Activity, kind *content.Kind) {
	if s.kind == nil && kind != nil {
		s.kind, s.kindBy = kind, spot{p, a.Kind.Pos}
	}
	if s.from.IsZero() && !a.From.IsZero() {
		s.from, s.to, s.dateBy = a.From, lastDay(a), spot{p, a.DatePos}
	}
	if s.time == "" && a.Time != "" {
		s.time, s.timeBy = a.Time, spot{p, a.TimePos}
	}
	if s.place == "" && a.Place != "" {
		s.place, s.placeBy = a.Place, spot{p, a.PlacePos}
	}
	for _, m := range a.Metrics {
		if !hasMetric(s.metrics, m.ID) {
			s.metrics, s.metricBy = append(s.metrics, m), append(s.metricBy, p)
		}
	}
}

func hasMetric(list []content.Metric, id string) bool {
	return slices.ContainsFunc(list, func(m content.Metric) bool { return m.ID == id })
}

// compareActivities compares what a post says of activities with what the posts before it say of the
// same, and with what it says itself.
func (b *builder) compareActivities(byID map[string]*told, p *Post) {
	list := p.Post.Activities
	for i := range list {
		a := &list[i]
		if a.ID == "" {
			continue
		}
		var before said
		if t := byID[a.ID]; t != nil {
			before = t.said
			before.metrics, before.metricBy = slices.Clip(before.metrics), slices.Clip(before.metricBy)
		}
		for j := range list[:i] {
			if list[j].ID == a.ID {
				before.add(p, &list[j], b.kinds.find(list[j].Kind.Text))
			}
		}
		b.compareActivity(&before, p, a)
	}
}

// compareActivity reports where a post gives other values than those before it.
func (b *builder) compareActivity(s *said, p *Post, a *content.Activity) {
	d := b.doc(p)
	differs := func(pos content.Pos, key, here, there string, where spot) {
		b.report(&b.problems, d, pos, "activity-conflict", "", a.ID, key, here, there, where.String())
	}
	if k := b.kinds.find(a.Kind.Text); k != nil && s.kind != nil && k != s.kind {
		differs(a.Kind.Pos, "kind", k.ID, s.kind.ID, s.kindBy)
	}
	if !a.From.IsZero() && !s.from.IsZero() && !(a.From.Equal(s.from) && lastDay(a).Equal(s.to)) {
		differs(a.DatePos, "date", days(a.From, lastDay(a)), days(s.from, s.to), s.dateBy)
	}
	if a.Time != "" && s.time != "" && !viet.SameName(a.Time, s.time) {
		differs(a.TimePos, "time", a.Time, s.time, s.timeBy)
	}
	if a.Place != "" && s.place != "" && !viet.SameName(a.Place, s.place) {
		differs(a.PlacePos, "place", a.Place, s.place, s.placeBy)
	}
	for _, m := range a.Metrics {
		for i, old := range s.metrics {
			if old.ID == m.ID && old.N != m.N {
				differs(m.Pos, m.ID, strconv.FormatInt(m.N, 10), strconv.FormatInt(old.N, 10), spot{s.metricBy[i], old.Pos})
			}
		}
	}
}

// lastDay is the last day of an activity as a post gives it.
func lastDay(a *content.Activity) time.Time {
	if a.To.IsZero() {
		return a.From
	}
	return a.To
}

// days writes a stretch of days for a message; an end that is zero is open.
func days(from, to time.Time) string {
	const form = "02/01/2006"
	switch {
	case from.Equal(to):
		return from.Format(form)
	case from.IsZero():
		return "…–" + to.Format(form)
	case to.IsZero():
		return from.Format(form) + "–…"
	}
	return from.Format(form) + "–" + to.Format(form)
}
