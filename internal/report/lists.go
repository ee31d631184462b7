package report

import (
	"strings"

	"bantin/internal/content"
	"bantin/internal/site"
)

// activities is the list of what was done, newest first.
func (r *Report) activities() *sheet {
	w := &r.Site.Lang.Words.Book
	head := []string{w.Begin, w.End, w.Kind, w.Unit, w.Place}
	metrics := columnsOf(len(head), r.given())
	head = append(head, metrics.heads()...)
	tail := len(head)
	s := &sheet{name: w.ActivityList, head: append(head, w.Repeats, w.Post, w.Link), fixed: 1, filter: true}
	repeats := false
	for _, a := range r.Activities {
		row := make([]cell, len(s.head))
		row[0], row[1] = inDays(a.From), inDays(a.To)
		row[2], row[3], row[4] = inWords(a.Kind.Title), inWords(UnitNames(a.Units)), inWords(a.Place)
		for _, m := range a.Metrics {
			if c, ok := metrics.place[m.ID]; ok {
				row[c] = inNumbers(m.N)
			}
		}
		if a.Aggregate {
			row[tail], repeats = inWords(w.Yes), true
		}
		titles, urls := make([]string, len(a.Posts)), make([]string, len(a.Posts))
		for i, p := range a.Posts {
			titles[i], urls[i] = p.Title, r.Site.Abs(p.URL)
		}
		row[tail+1], row[tail+2] = inWords(strings.Join(titles, "\n")), inAddress(strings.Join(urls, "\n"))
		s.rows = append(s.rows, row)
	}
	s.total = make([]cell, len(s.head))
	s.total[0], s.total[2] = inWords(w.Total), inWords(r.activityCount())
	inCells(s.total, metrics, r.Roll.Metrics)
	if repeats {
		s.notes = append(s.notes, w.RepeatsNote)
	}
	s.note(w)
	return s
}

// activityCount says how many activities count: “21 hoạt động”. The list has no column of them
// whose total it could be.
func (r *Report) activityCount() string {
	n := int64(r.Roll.Activities)
	return r.Site.Lang.Number(n) + " " + r.Site.Lang.Words.Act.Activities.For(n)
}

// given are the metrics that any activity gave, also one that only repeats them.
func (r *Report) given() []*content.MetricDef {
	seen := make(map[string]bool)
	for _, a := range r.Activities {
		for _, m := range a.Metrics {
			seen[m.ID] = true
		}
	}
	var out []*content.MetricDef
	for i := range r.Site.Vocabulary.Metrics {
		if m := &r.Site.Vocabulary.Metrics[i]; seen[m.ID] {
			out = append(out, m)
		}
	}
	return out
}

// posts is the list of posts, newest first.
func (r *Report) posts() *sheet {
	words := &r.Site.Lang.Words
	w := &words.Book
	s := &sheet{name: w.PostList, head: []string{w.Date, w.Post, w.Form, w.Topic, w.Unit, w.Campaign, w.Good, w.Link}, filter: true}
	zone := r.Site.Now.Location()
	for _, p := range r.Posts {
		row := make([]cell, len(s.head))
		row[0], row[1], row[2] = inDays(p.Date.In(zone)), inWords(p.Title), inWords(words.Forms[p.Form])
		topics := make([]string, len(p.Topics))
		for i, t := range p.Topics {
			topics[i] = t.Title
		}
		row[3], row[4] = inWords(strings.Join(topics, "; ")), inWords(UnitNames(p.Units))
		if p.Campaign != nil {
			row[5] = inWords(p.Campaign.Title)
		}
		if p.Commended {
			row[6] = inWords(w.Yes)
		}
		row[7] = inAddress(r.Site.Abs(p.URL))
		s.rows = append(s.rows, row)
	}
	s.total = make([]cell, len(s.head))
	s.total[0], s.total[1] = inWords(w.Total), inNumbers(int64(r.Roll.Posts))
	return s
}

// UnitNames names units in one text, the leading one first.
func UnitNames(units []*site.Unit) string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Title
	}
	return strings.Join(names, "; ")
}
