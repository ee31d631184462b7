package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"bantin/internal/content"
)

// sum is a number at its metric's place in the vocabulary.
type sum struct {
	metric int
	n      int64
}

// told is an activity while its posts complete it: who said what first.
type told struct {
	*Activity
	kindBy, dateBy *Post
	metricBy       []*Post
	from, to       time.Time // as written; zero when no post gives them
}

// merger makes the activities of all posts. Most are told by one post and share
// its memory; the arenas hold the rest.
type merger struct {
	*builder
	byID       map[string]*told
	single     told // the one under way, when it has no id
	activities []Activity
	sums       []sum
	own        []*Activity // those of each post
	tellers    []*Post     // those of each activity
}

// mergeActivities makes the activities of all published posts, from the oldest
// post on, so that the first writer's units lead. Posts that
// wait for their day are only checked against the others: what they would
// break is said today.
func (b *builder) mergeActivities() {
	total, numbers := 0, 0
	for _, p := range b.posts {
		total += len(p.Post.Activities)
		for i := range p.Post.Activities {
			numbers += len(p.Post.Activities[i].Metrics)
		}
	}
	m := &merger{
		builder: b, byID: make(map[string]*told), activities: make([]Activity, 0, total), sums: make([]sum, 0, numbers),
		own: make([]*Activity, total), tellers: make([]*Post, total),
	}
	b.done = make([]*Activity, 0, total)
	passes := []func(p *Post) bool{
		func(p *Post) bool { return !p.Draft && p.published },
		func(p *Post) bool { return p.Draft && p.published },
		func(p *Post) bool { return !p.published },
	}
	for _, pass := range passes {
		for _, p := range slices.Backward(b.posts) {
			if len(p.Post.Activities) > 0 && p.State != Removed && pass(p) {
				m.tell(p)
			}
		}
	}
	b.orderActivities()
}

// tell adds what one post says of its activities, unless it is left out.
func (m *merger) tell(p *Post) {
	m.compareActivities(m.byID, p)
	if !m.shown(p) {
		return
	}
	n := len(p.Post.Activities)
	p.Activities, m.own = m.own[:0:n], m.own[n:]
	for i := range p.Post.Activities {
		a := &p.Post.Activities[i]
		t := m.byID[a.ID]
		if t == nil {
			t = m.begin(p, i)
		}
		m.complete(t, p, a)
		p.Activities = appendNew(p.Activities, t.Activity)
	}
}

// begin makes the activity that a post is the first to tell.
func (m *merger) begin(p *Post, i int) *told {
	a := &p.Post.Activities[i]
	m.activities = append(m.activities, Activity{ID: a.ID, Aggregate: true, order: int(p.rank)<<16 + i})
	made := &m.activities[len(m.activities)-1]
	m.done = append(m.done, made)
	made.Posts, m.tellers = m.tellers[:0:1], m.tellers[1:]
	from := len(m.sums)
	m.sums = m.sums[:from+len(a.Metrics)]
	made.sums = m.sums[from:from:len(m.sums)]
	if a.ID == "" {
		m.single = told{Activity: made}
		return &m.single
	}
	t := &told{Activity: made}
	m.byID[a.ID] = t
	return t
}

// compareActivities compares what a post tells with what other posts say of the same, and with itself.
func (b *builder) compareActivities(byID map[string]*told, p *Post) {
	for i := range p.Post.Activities {
		a := &p.Post.Activities[i]
		if a.ID == "" {
			continue
		}
		if t := byID[a.ID]; t != nil {
			b.compareActivity(t, p, a)
			continue
		}
		for j := range i {
			if first := &p.Post.Activities[j]; first.ID == a.ID {
				t := &told{Activity: &Activity{ID: a.ID}}
				b.complete(t, p, first)
				b.compareActivity(t, p, a)
			}
		}
	}
}

// compareActivity reports where a post gives other values than the posts before it.
func (b *builder) compareActivity(t *told, p *Post, a *content.Activity) {
	d := b.byFile[p.File]
	differs := func(pos content.Pos, key, here, there string, by *Post) {
		b.report(&b.problems, d, pos, "activity-conflict", "", a.ID, key, here, there, by.File)
	}
	if k := b.kinds.find(a.Kind.Text); k != nil && t.Kind != nil && k != t.Kind {
		differs(a.Kind.Pos, "kind", k.ID, t.Kind.ID, t.kindBy)
	}
	if !a.From.IsZero() && !t.from.IsZero() && !(a.From.Equal(t.from) && lastDay(a).Equal(t.to)) {
		differs(a.Pos, "date", days(a.From, lastDay(a)), days(t.from, t.to), t.dateBy)
	}
	for _, m := range a.Metrics {
		for i, old := range t.Metrics {
			if old.ID == m.ID && old.N != m.N {
				differs(m.Pos, m.ID, strconv.FormatInt(m.N, 10), strconv.FormatInt(old.N, 10), t.metricBy[i])
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

func days(from, to time.Time) string {
	const form = "02/01/2006"
	if from.Equal(to) {
		return from.Format(form)
	}
	return from.Format(form) + "–" + to.Format(form)
}

// complete adds to an activity what a post says of it. It is a repetition of
// others' numbers only if all its posts say so.
func (b *builder) complete(t *told, p *Post, a *content.Activity) {
	if t.Kind == nil {
		if t.Kind = b.kinds.find(a.Kind.Text); t.Kind != nil {
			t.kindBy = p
		}
	}
	if t.from.IsZero() && !a.From.IsZero() {
		t.from, t.to, t.dateBy = a.From, lastDay(a), p
		t.From, t.To = a.From.In(b.zone), lastDay(a).In(b.zone)
	} else if t.From.IsZero() {
		t.From = dayTime(p.day, b.zone)
		t.To = t.From
	}
	if len(a.Units) == 0 {
		t.Units = union(t.Units, p.Units)
	}
	for _, n := range a.Units {
		if u := b.units.find(n.Text); u != nil {
			t.Units = appendNew(t.Units, u)
		}
	}
	t.Time, t.Place = cmp.Or(t.Time, a.Time), cmp.Or(t.Place, a.Place)
	t.Aggregate = t.Aggregate && a.Aggregate
	for _, m := range a.Metrics {
		i, known := b.s.metric[m.ID]
		if !known || slices.ContainsFunc(t.Metrics, func(old content.Metric) bool { return old.ID == m.ID }) {
			continue
		}
		if len(t.Metrics) == 0 && t.ID == "" {
			t.Metrics = make([]content.Metric, 0, len(a.Metrics))
		}
		t.Metrics = append(t.Metrics, m)
		t.sums = append(t.sums, sum{metric: i, n: m.N})
		if t.ID != "" {
			t.metricBy = append(t.metricBy, p)
		}
	}
	if len(t.Activity.Posts) == 0 || t.Activity.Posts[len(t.Activity.Posts)-1] != p {
		t.Activity.Posts = append(t.Activity.Posts, p)
	}
	t.topics = union(t.topics, p.Topics)
	if p.Campaign != nil {
		t.campaigns = appendNew(t.campaigns, p.Campaign)
	}
}

// union adds to a list what it lacks; an empty one shares the memory of the other.
func union[T comparable](list, more []T) []T {
	if len(list) == 0 {
		return slices.Clip(more)
	}
	for _, v := range more {
		list = appendNew(list, v)
	}
	return list
}

// orderActivities sorts the activities that have begun, newest first, and
// hands them to their topics, units and campaigns.
func (b *builder) orderActivities() {
	kinds := make(map[*content.Kind]int, len(b.s.Vocabulary.Kinds))
	for i := range b.s.Vocabulary.Kinds {
		kinds[&b.s.Vocabulary.Kinds[i]] = i
	}
	today := dayNumber(b.s.Now)
	begun := b.done[:0]
	for _, a := range b.done {
		a.day, a.month = dayNumber(a.From), monthNumber(a.From)
		a.kind = -1
		if i, ok := kinds[a.Kind]; ok {
			a.kind = i
		}
		slices.SortFunc(a.Posts, func(x, y *Post) int { return cmp.Compare(x.rank, y.rank) })
		if a.day <= today {
			begun = append(begun, a)
		}
	}
	slices.SortFunc(begun, func(x, y *Activity) int {
		return cmp.Or(cmp.Compare(y.day, x.day), cmp.Compare(x.order, y.order))
	})
	b.s.Activities = begun
	for _, a := range begun {
		for _, t := range a.topics {
			t.Activities = append(t.Activities, a)
		}
		for _, u := range a.Units {
			u.Activities = append(u.Activities, a)
		}
		for _, c := range a.campaigns {
			c.Activities = append(c.Activities, a)
		}
	}
}
