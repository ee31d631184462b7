package render

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func (r *renderer) addDirectories(t *output.Tree) {
	topics, units := r.s.TopicsURL(), r.s.UnitsURL()
	r.add(t, topics, "", func(r *leaf) (*layout, any) { return r.layouts.topics, r.topicsView(topics) })
	r.add(t, units, "", func(r *leaf) (*layout, any) { return r.layouts.units, r.unitsView(units) })
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
		e.Last = lang.Fill(r.words.List.LastPost, r.format.date(l.Posts[0].Date.Time))
	}
	return e
}

func (r *leaf) topicsView(address string) *Topics {
	w, trail := r.words, r.makeTrail()
	m := meta{title: w.Topics, description: w.TopicsLede, address: address, trail: trail}
	v := &Topics{Frame: r.framed(r.section(address), r.metaHTML(&m)), Crumbs: trail.html, Title: w.Topics, Lede: w.TopicsLede}
	for _, t := range r.s.Topics {
		v.Items = append(v.Items, r.entry(&t.Meta, &t.List, 2))
	}
	return v
}

func (r *leaf) unitsView(address string) *Units {
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

func (r *renderer) addTopic(t *output.Tree, topic *site.Topic, trail *trail) {
	in := shelved{&topic.Meta, &topic.List, topic.CoverURL, topic.Targets, site.Filter{Topic: topic}, site.ByTopic, r.words.List.EmptyTopic, trail}
	r.addPaged(t, in.list, func(r *leaf, n int, posts []*site.Post, pager *Pager) (*layout, any) {
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

// shelved is a topic or a unit, as far as their pages are alike.
type shelved struct {
	meta     *content.Meta
	list     *site.List
	coverURL string
	targets  []site.Target
	filter   site.Filter // of what was done
	by       site.By     // of the lists behind its numbers
	empty    string      // what to say when it has no post
	trail    *trail
}

// shelf is the view of page n of a topic or unit.
func (r *leaf) shelf(in *shelved, n int, posts []*site.Post, pager *Pager) Shelf {
	m := in.meta
	v := Shelf{
		Frame:  r.listFrame(in.list, n, m.Title, describe(m), in.trail),
		Crumbs: in.trail.html, Title: m.Title, Heading: r.words.List.PostsHead,
		Cards: r.cards(posts), Empty: in.empty, Pager: pager, Feed: r.href(in.list.FeedURL()), First: n == 1,
	}
	if n > 1 {
		return v
	}
	v.Lede = m.Description
	v.Cover = r.cover(m.Cover, in.coverURL)
	v.Body = r.body(m.Body, in.targets)
	years := r.yearsOf(in.filter)
	if len(years) == 0 {
		return v
	}
	for _, y := range years {
		v.Years = append(v.Years, Choice{Title: strconv.Itoa(y), URL: r.href(r.s.SourceURL(y, in.by, m.ID))})
	}
	year := years[0]
	filter := yearFilter(year, r.format.zone)
	filter.Topic, filter.Unit = in.filter.Topic, in.filter.Unit
	roll := r.s.Rollup(filter)
	v.Numbers = r.numbers(year, roll)
	v.KindsTitle = lang.Fill(r.words.List.WhatDoneIn, strconv.Itoa(year))
	v.Kinds = r.kindBars(roll, period{year: year})
	return v
}

// yearsOf are the years in which a topic or unit has a post or an activity, newest first.
func (r *renderer) yearsOf(f site.Filter) []int {
	posts, activities := r.s.Select(f)
	var years []int
	add := func(at time.Time) {
		if y := at.In(r.format.zone).Year(); !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	for _, p := range posts {
		add(p.Date.Time)
	}
	for _, a := range activities {
		if !a.Aggregate {
			add(a.From)
		}
	}
	slices.SortFunc(years, func(x, y int) int { return y - x })
	return years
}
