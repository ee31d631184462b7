package render

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func (r *renderer) addDirectories(t *output.Tree) {
	topics, units := r.s.TopicsURL(), r.s.UnitsURL()
	add(t, topics, output.Page, "", func(w *bytes.Buffer) error { return r.layouts.topics.Execute(w, r.topicsView(topics)) })
	add(t, units, output.Page, "", func(w *bytes.Buffer) error { return r.layouts.units.Execute(w, r.unitsView(units)) })
	for _, topic := range r.s.Topics {
		r.addTopic(t, topic, r.makeTrail(crumb{r.words.Topics, topics}))
	}
	for _, unit := range r.s.Units {
		r.addUnit(t, unit, r.makeTrail(crumb{r.words.Units, units}))
	}
}

// entry is a name in a list, with its newest posts.
func (r *renderer) entry(m *content.Meta, l *site.List, posts int) Entry {
	e := Entry{Title: m.Title, Text: m.Description, URL: r.href(l.URL), Count: r.words.List.None}
	for _, p := range l.Posts[:min(posts, len(l.Posts))] {
		e.Posts = append(e.Posts, r.cardView(p))
	}
	if len(l.Posts) > 0 {
		e.Count = r.format.count(r.words.List.Posts, len(l.Posts))
		e.Last = fill(r.words.List.LastPost, r.format.date(l.Posts[0].Date.Time))
	}
	return e
}

func (r *renderer) topicsView(address string) *Topics {
	w, trail := r.words, r.makeTrail()
	m := meta{title: w.Topics, description: w.TopicsLede, address: address, trail: trail}
	v := &Topics{Frame: r.framed(r.section(address), r.metaHTML(&m)), Crumbs: trail.html, Title: w.Topics, Lede: w.TopicsLede}
	for _, t := range r.s.Topics {
		v.Items = append(v.Items, r.entry(&t.Meta, &t.List, 2))
	}
	return v
}

func (r *renderer) unitsView(address string) *Units {
	w, trail := r.words, r.makeTrail()
	m := meta{title: w.Units, description: w.UnitsLede, address: address, trail: trail}
	v := &Units{Frame: r.framed(r.section(address), r.metaHTML(&m)), Crumbs: trail.html, Title: w.Units, Lede: w.UnitsLede}
	letters := unitLetters(r.s.Units)
	for i, u := range r.s.Units {
		e := r.entry(&u.Meta, &u.List, 0)
		e.Note = r.format.period(u.From, u.To)
		if ended(u, r.s.Now) {
			v.Former = append(v.Former, e)
			continue
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Letter != letters[i] {
			v.Groups = append(v.Groups, UnitGroup{Letter: letters[i]})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Items = append(g.Items, e)
	}
	return v
}

// unitLetters are the letters over the units: the first of the name, without a
// word that most names begin with ("CĐCS"), if the list is in their order; "" for
// units with a place of their own.
func unitLetters(units []*site.Unit) []string {
	begin := make(map[string]int)
	for _, u := range units {
		word, _, _ := strings.Cut(u.Title, " ")
		begin[word]++
	}
	for _, strip := range []bool{true, false} {
		letters := make([]string, len(units))
		seen := make(map[string]bool)
		ordered := true
		for i, u := range units {
			if u.Order != 0 {
				continue
			}
			word, rest, _ := strings.Cut(u.Title, " ")
			if !strip || rest == "" || begin[word] <= len(units)/2 {
				rest = u.Title
			}
			letters[i] = viet.Initial(rest)
			if i == 0 || letters[i] != letters[i-1] {
				ordered = ordered && !seen[letters[i]]
				seen[letters[i]] = true
			}
		}
		if ordered {
			return letters
		}
	}
	return make([]string, len(units))
}

// describe is what a topic, unit or campaign says of itself, or how its introduction begins.
func describe(m *content.Meta) string {
	if m.Description == "" && m.Body != nil {
		return m.Body.Lead
	}
	return m.Description
}

// ended tells whether a unit has had its last day.
func ended(u *site.Unit, now time.Time) bool {
	return !u.To.IsZero() && !now.Before(u.To.AddDate(0, 0, 1))
}

// siteYear is the year of the newest post: the one whose totals are shown.
func (r *renderer) siteYear() int {
	if len(r.s.Posts) == 0 {
		return r.s.Now.Year()
	}
	return r.s.Posts[0].Date.In(r.format.zone).Year()
}

func (r *renderer) addTopic(t *output.Tree, topic *site.Topic, trail *trail) {
	in := shelved{&topic.Meta, &topic.List, topic.CoverURL, topic.Targets, site.Filter{Topic: topic}, r.words.List.EmptyTopic, trail}
	r.addPaged(t, in.list, func(n int, posts []*site.Post, pager *Pager) (*layout, any) {
		v := &Topic{Shelf: r.shelf(&in, n, posts, pager)}
		if n > 1 {
			return r.layouts.topic, v
		}
		for _, g := range r.s.Galleries {
			if g.Topic == topic {
				v.Galleries = append(v.Galleries, Choice{Title: r.words.FormLists[g.Form], URL: r.href(g.List.URL), Count: strconv.Itoa(len(g.List.Posts))})
			}
		}
		return r.layouts.topic, v
	})
}

func (r *renderer) addUnit(t *output.Tree, unit *site.Unit, trail *trail) {
	in := shelved{&unit.Meta, &unit.List, unit.CoverURL, unit.Targets, site.Filter{Unit: unit}, r.words.List.EmptyUnit, trail}
	r.addPaged(t, in.list, func(n int, posts []*site.Post, pager *Pager) (*layout, any) {
		v := &Unit{Shelf: r.shelf(&in, n, posts, pager)}
		if n > 1 {
			return r.layouts.unit, v
		}
		if ended(unit, r.s.Now) {
			v.Notice = r.words.List.Ended
		}
		v.Facts = r.unitFacts(unit)
		return r.layouts.unit, v
	})
}

// shelved is a topic or a unit, as far as their pages are alike.
type shelved struct {
	meta     *content.Meta
	list     *site.List
	coverURL string
	targets  []site.Target
	filter   site.Filter // of its activities
	empty    string      // what to say when it has no post
	trail    *trail
}

// shelf is the view of page n of a topic or unit.
func (r *renderer) shelf(in *shelved, n int, posts []*site.Post, pager *Pager) Shelf {
	m := in.meta
	v := Shelf{
		Frame:  r.listFrame(in.list, n, m.Title, describe(m), in.trail),
		Crumbs: in.trail.html, Title: m.Title, Heading: fill(r.words.List.HeadingIn, m.Title),
		Cards: r.cards(posts), Empty: in.empty, Pager: pager, Feed: r.href(in.list.FeedURL()), First: n == 1,
	}
	if n > 1 {
		return v
	}
	v.Lede = m.Description
	v.Cover = r.cover(m.Cover, in.coverURL)
	v.Body = r.body(m.Body, in.targets)
	year := yearFilter(r.siteYear(), r.format.zone)
	year.Topic, year.Unit = in.filter.Topic, in.filter.Unit
	v.Numbers = r.numbers(r.siteYear(), r.s.Rollup(year), true)
	v.Kinds = r.kindBars(r.s.Rollup(in.filter))
	return v
}

func (r *renderer) unitFacts(u *site.Unit) []Fact {
	w := &r.words.List
	var all []Fact
	fact := func(name string, links ...Link) {
		if len(links) > 0 && links[0].Title != "" {
			all = append(all, Fact{name, links})
		}
	}
	if u.Members >= 0 {
		fact(upperFirst(w.Members), Link{Title: r.format.number(u.Members)})
	}
	fact(w.Address, Link{Title: u.Contact.Address})
	if u.Contact.Phone != "" {
		fact(r.words.Frame.Phone, Link{u.Contact.Phone, template.URL("tel:" + dialled(u.Contact.Phone))})
	}
	if u.Contact.Email != "" {
		fact(w.Email, Link{u.Contact.Email, template.URL("mailto:" + u.Contact.Email)})
	}
	fact(w.Existed, Link{Title: r.format.period(u.From, u.To)})
	if s := u.Successor; s != nil {
		fact(w.Successor, Link{s.Title, r.href(s.List.URL)})
	}
	var former []Link
	for _, f := range u.Former {
		former = append(former, Link{f.Title, r.href(f.List.URL)})
	}
	fact(w.Former, former...)
	return all
}
