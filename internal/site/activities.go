package site

import (
	"cmp"
	"math"
	"slices"

	"bantin/internal/content"
)

// sum is a number at its metric's place in the vocabulary.
type sum struct {
	metric int
	n      int64
}

// told is an activity while its posts complete it. It has no Activity as long
// as only posts tell it that are not published.
type told struct {
	*Activity
	said  said
	dated bool // a post gives its days
}

// merger makes the activities of all posts. Most are told by one post and share
// its memory; the arenas hold the rest.
type merger struct {
	*builder
	byID       map[string]*told
	single     told // the one under way, when it has no id
	activities []Activity
	done       []*Activity // in the order told
	sums       []sum
	own        []*Activity // those of each post
	tellers    []*Post     // those of each activity
	totals     []int64     // of each metric, over all that was told
	next       []int64     // totals with those of the post under way
}

func (b *builder) newMerger() *merger {
	total, numbers := 0, 0
	for _, p := range b.posts {
		total += len(p.Post.Activities)
		for i := range p.Post.Activities {
			numbers += len(p.Post.Activities[i].Metrics)
		}
	}
	return &merger{
		builder: b, byID: make(map[string]*told), activities: make([]Activity, 0, total), done: make([]*Activity, 0, total),
		sums: make([]sum, 0, numbers), own: make([]*Activity, total), tellers: make([]*Post, total),
		totals: make([]int64, len(b.s.Vocabulary.Metrics)), next: make([]int64, len(b.s.Vocabulary.Metrics)),
	}
}

// eachTeller visits the posts that tell of activities, from the oldest on, so
// that the first writer's units lead; drafts after the others, and last those that are not published.
func (b *builder) eachTeller(visit func(p *Post)) {
	passes := []func(p *Post) bool{
		func(p *Post) bool { return !p.Draft && p.published },
		func(p *Post) bool { return p.Draft && p.published },
		func(p *Post) bool { return !p.published },
	}
	for _, pass := range passes {
		for _, p := range slices.Backward(b.posts) {
			if len(p.Post.Activities) > 0 && p.State != Removed && pass(p) {
				visit(p)
			}
		}
	}
}

// mergeActivities makes the activities of all published posts. Posts that wait for their day
// are only compared, with the others and among themselves.
func (b *builder) mergeActivities() {
	m := b.newMerger()
	b.eachTeller(m.tell)
	b.checkDays(m.byID)
	m.settle()
	b.handOut(m.begun())
}

// tell adds what one post says of its activities, unless it is left out.
func (m *merger) tell(p *Post) {
	m.checkDates(p)
	m.compareActivities(m.byID, p)
	switch {
	case m.shown(p):
		if m.fits(p) {
			p.Activities = m.join(p)
		}
	case !p.Draft && !m.held(p):
		m.wait(p)
	}
}

// join adds what one post says of its activities and gives them. One of a kind that
// is not known is left out, as its numbers would stand nowhere; only drafts may have one.
func (m *merger) join(p *Post) []*Activity {
	n := len(p.Post.Activities)
	own := m.own[:0:n]
	m.own = m.own[n:]
	for i := range p.Post.Activities {
		a := &p.Post.Activities[i]
		kind := m.kinds.find(a.Kind.Text)
		if kind == nil {
			continue
		}
		t := m.byID[a.ID]
		if t == nil {
			t = m.begin(p, i, kind)
		}
		m.complete(t, p, a, kind)
		own = appendNew(own, t.Activity)
	}
	return own
}

// fits tells whether the sums of what was told still fit their type with what a
// post says; it reports the number that is too much. Numbers are never negative,
// so that no roll-up of a part can be greater.
func (m *merger) fits(p *Post) bool {
	copy(m.next, m.totals)
	for i := range p.Post.Activities {
		a := &p.Post.Activities[i]
		if m.kinds.find(a.Kind.Text) == nil {
			continue
		}
		t := m.byID[a.ID]
		for _, n := range a.Metrics {
			place, known := m.s.metric[n.ID]
			if !known || t != nil && hasMetric(t.Metrics, n.ID) {
				continue
			}
			if m.next[place] > math.MaxInt64-n.N {
				m.report(&m.problems, m.doc(p), n.Pos, "total-too-large", "", m.s.Vocabulary.Metrics[place].Title)
				return false
			}
			m.next[place] += n.N
		}
	}
	m.totals, m.next = m.next, m.totals
	return true
}

// wait notes what a post that waits for its day will say.
func (m *merger) wait(p *Post) {
	for i := range p.Post.Activities {
		a := &p.Post.Activities[i]
		if a.ID == "" {
			continue
		}
		if m.byID[a.ID] == nil {
			m.byID[a.ID] = new(told)
		}
		m.byID[a.ID].said.add(p, a, m.kinds.find(a.Kind.Text))
	}
}

// begin makes the activity that a post is the first to tell.
func (m *merger) begin(p *Post, i int, kind *content.Kind) *told {
	a := &p.Post.Activities[i]
	m.activities = append(m.activities, Activity{Kind: kind, ID: a.ID, Aggregate: true, order: int(p.rank)<<16 + i})
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

// complete adds to an activity what a post says of it. It is a repetition of
// others' numbers only if all its posts say so.
func (b *builder) complete(t *told, p *Post, a *content.Activity, kind *content.Kind) {
	if a.ID != "" {
		t.said.add(p, a, kind)
	}
	if !t.dated && !a.From.IsZero() {
		t.dated = true
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
		if !known || hasMetric(t.Metrics, m.ID) {
			continue
		}
		if len(t.Metrics) == 0 && t.ID == "" {
			t.Metrics = make([]content.Metric, 0, len(a.Metrics))
		}
		t.Metrics = append(t.Metrics, m)
		t.sums = append(t.sums, sum{metric: i, n: m.N})
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

// settle sets what follows from what all posts say of an activity.
func (m *merger) settle() {
	kinds := make(map[*content.Kind]int, len(m.s.Vocabulary.Kinds))
	for i := range m.s.Vocabulary.Kinds {
		kinds[&m.s.Vocabulary.Kinds[i]] = i
	}
	for _, a := range m.done {
		a.day, a.month = dayNumber(a.From), monthNumber(a.From)
		a.kind = kinds[a.Kind]
		slices.SortFunc(a.Posts, func(x, y *Post) int { return cmp.Compare(x.rank, y.rank) })
	}
}

// begun gives the activities that have begun, newest first.
func (m *merger) begun() []*Activity {
	today := dayNumber(m.s.Now)
	begun := slices.DeleteFunc(m.done, func(a *Activity) bool { return a.day > today })
	slices.SortFunc(begun, func(x, y *Activity) int {
		return cmp.Or(cmp.Compare(y.day, x.day), cmp.Compare(x.order, y.order))
	})
	return begun
}

// handOut gives the activities that have begun to the site and to their topics, units and campaigns.
func (b *builder) handOut(begun []*Activity) {
	b.s.Activities = begun
	for i, a := range begun {
		a.Index = i
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
