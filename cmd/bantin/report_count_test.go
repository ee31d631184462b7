package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// This file counts what was done in a world, in the plainest way: for each row everything once.

// about narrows a count; "" does not. Days are inclusive.
type about struct{ from, to, unit, topic, campaign string }

// String are the flags of a report about the same.
func (a about) String() string { return strings.Join(a.flags(), " ") }

func (a about) flags() []string {
	var all []string
	for _, f := range [][2]string{{"--from", a.from}, {"--to", a.to}, {"--unit", a.unit}, {"--topic", a.topic}, {"--campaign", a.campaign}} {
		if f[1] != "" {
			all = append(all, f[0], f[1])
		}
	}
	return all
}

func (a about) holds(day string) bool {
	return (a.from == "" || day >= a.from) && (a.to == "" || day <= a.to)
}

// event is an activity with all that published stories tell of it.
type event struct {
	kind, day                string
	units, topics, campaigns []string
	numbers                  map[string]int64
	aggregate                bool
}

// published are the stories that count: neither drafts nor removed nor yet to come.
func (w *world) published() []*story {
	return slices.DeleteFunc(slices.Clone(w.stories), func(s *story) bool {
		return s.draft || s.removed || s.day+"T"+s.clock > worldToday+"T12:00"
	})
}

// events are the activities that have begun, each once.
func (w *world) events() []*event {
	var all []*event
	byID := make(map[string]*event)
	for _, s := range w.published() {
		for _, d := range s.deeds {
			e := byID[d.id]
			if e == nil || d.id == "" {
				e = &event{kind: d.kind, day: d.from, aggregate: d.aggregate, numbers: map[string]int64{}}
				if d.from == "" {
					e.day = s.day
				}
				byID[d.id] = e
				all = append(all, e)
			}
			units := d.units
			if units == nil {
				units = s.units
			}
			e.units, e.topics = joined(e.units, units), joined(e.topics, s.topics)
			if s.campaign != "" {
				e.campaigns = joined(e.campaigns, []string{s.campaign})
			}
			maps.Copy(e.numbers, d.numbers)
		}
	}
	return slices.DeleteFunc(all, func(e *event) bool { return e.day > worldToday })
}

func joined(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

// row is what a table says of something; numbers that nobody gave are not in it.
type row struct {
	posts, activities, joint int
	numbers                  map[string]int64
}

// String writes a row so that two are alike if their numbers are.
func (r *row) String() string {
	return fmt.Sprint(r.posts, " posts, ", r.activities, " activities, ", r.joint, " joint, ", r.numbers)
}

// tally is a roll-up: rows by what they are about ("total", "units u0", "months 2021-05").
type tally struct {
	from, to string // "" is open
	rows     map[string]*row
}

func (t *tally) at(name string) *row {
	if t.rows[name] == nil {
		t.rows[name] = &row{numbers: map[string]int64{}}
	}
	return t.rows[name]
}

// count makes the roll-up of a part of the world.
func (w *world) count(a about) *tally {
	t := &tally{from: a.from, to: a.to, rows: make(map[string]*row)}
	t.at("total")
	for _, id := range worldTopics {
		t.at("topics " + id)
	}
	var days []string
	belongs := func(day string, units, topics, campaigns []string) bool {
		return a.holds(day) && (a.unit == "" || slices.Contains(units, a.unit)) && (a.topic == "" || slices.Contains(topics, a.topic)) &&
			(a.campaign == "" || slices.Contains(campaigns, a.campaign))
	}
	names := func(day string, units, topics []string) []string {
		all := []string{"total", "months " + day[:7]}
		for _, p := range joined(nil, topics) {
			all = append(all, "topics "+p)
		}
		for _, u := range joined(nil, units) {
			if a.unit == "" || a.unit == u {
				all = append(all, "units "+u)
			}
		}
		return all
	}
	for _, s := range w.published() {
		if belongs(s.day, s.units, s.topics, []string{s.campaign}) {
			days = append(days, s.day)
			for _, name := range append(names(s.day, s.units, s.topics), "forms "+s.form) {
				t.at(name).posts++
			}
		}
	}
	for _, e := range w.events() {
		if !belongs(e.day, e.units, e.topics, e.campaigns) {
			continue
		}
		days = append(days, e.day)
		if e.aggregate {
			continue
		}
		for _, name := range append(names(e.day, e.units, e.topics), "kinds "+e.kind) {
			t.at(name).add(e, name)
		}
	}
	w.period(t, a, days)
	return t
}

// add counts an activity in a row. Topics have no numbers; only units share.
func (r *row) add(e *event, name string) {
	r.activities++
	if strings.HasPrefix(name, "topics ") {
		return
	}
	if strings.HasPrefix(name, "units ") && len(e.units) > 1 {
		r.joint++
	}
	for m, n := range e.numbers {
		r.numbers[m] += n
	}
}

// period settles the days of a roll-up, and gives every month of them and every unit that existed its row.
func (w *world) period(t *tally, a about, days []string) {
	slices.Sort(days)
	if a.from == "" && a.to == "" {
		if a.campaign != "" {
			t.from, t.to = w.campaignDays[a.campaign][0], w.campaignDays[a.campaign][1]
		} else if len(days) > 0 {
			t.from, t.to = days[0], days[len(days)-1]
		}
	}
	for _, day := range []string{t.from, t.to} {
		if day != "" {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	if len(days) > 0 {
		last := days[len(days)-1][:7]
		for m, _ := time.Parse("2006-01", days[0][:7]); m.Format("2006-01") <= last; m = m.AddDate(0, 1, 0) {
			t.at("months " + m.Format("2006-01"))
		}
	}
	for _, u := range worldUnits {
		begin, end := w.unitDays[u][0], w.unitDays[u][1]
		existed := (t.to == "" || begin <= t.to) && (end == "" || end >= t.from)
		if existed && (a.unit == "" || a.unit == u) {
			t.at("units " + u)
		}
	}
}

// String writes all rows, by name.
func (t *tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s to %s\n", t.from, t.to)
	for _, name := range slices.Sorted(maps.Keys(t.rows)) {
		fmt.Fprintf(&b, "%s: %s\n", name, t.rows[name])
	}
	return b.String()
}
