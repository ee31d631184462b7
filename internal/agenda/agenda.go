// Package agenda tells when a site changes by itself: the moments at which a build of the same
// content gives other files than a build just before.
//
// What depends on the clock is told by packages site, render and feed; each of them has its line here:
//
//   - a post appears at its date, leaves lists at its expiry and is pinned until a moment; a change
//     dated later (updated) shows from then on;
//   - the news sitemap drops a post two days after its date;
//   - an activity counts from its first day on;
//   - a campaign counts the days until it begins and ends, so that its pages change every midnight;
//     its phases begin and end with a day, as units do;
//   - pages of a year that still runs say up to which day they count, as soon as something was done in it;
//   - the box of occasions shows the days around the present.
//
// A moment is named when something may change then; never is one left out. A test builds random
// sites between moments and holds them against each other.
package agenda

import (
	"time"

	"bantin/internal/content"
	"bantin/internal/feed"
	"bantin/internal/render"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Next gives the first moment after another at which the files of a site may change, in
// the site's zone; false when nothing is to come. Drafts never come. s is made of src, at any time.
func Next(src *content.Source, s *site.Site, after time.Time) (time.Time, bool) {
	zone := s.Now.Location()
	a := &search{after: after.In(zone), zone: zone}
	for _, p := range src.Posts {
		if !p.Draft && !p.Date.IsZero() {
			a.post(p)
		}
	}
	for _, c := range src.Campaigns {
		a.campaign(c)
	}
	for _, u := range src.Units {
		a.days(u.From, u.To)
	}
	a.occasions(s)
	return a.next.In(zone), !a.next.IsZero()
}

// search looks for the first moment after one.
type search struct {
	after, next time.Time // next is zero until one is found
	zone        *time.Location
}

// at notes a moment at which something changes; the zero time is none.
func (a *search) at(t time.Time) {
	if t.After(a.after) && (a.next.IsZero() || t.Before(a.next)) {
		a.next = t
	}
}

// days notes when a first day begins and a last day is over; each may be zero.
func (a *search) days(from, to time.Time) {
	if !from.IsZero() {
		a.at(viet.Midnight(from.In(a.zone)))
	}
	if !to.IsZero() {
		a.at(a.dayAfter(to))
	}
}

// daily notes every midnight from one moment to another, both inclusive.
func (a *search) daily(from, to time.Time) {
	first := a.dayAfter(a.after)
	if first.Before(from) {
		if first = viet.Midnight(from.In(a.zone)); first.Before(from) {
			first = a.dayAfter(from)
		}
	}
	if !first.After(to) {
		a.at(first)
	}
}

// dayAfter is when the day after that of t begins.
func (a *search) dayAfter(t time.Time) time.Time { return dayFrom(t.In(a.zone), 1) }

// dayFrom is when the day begins that lies so many days after that of t.
func dayFrom(t time.Time, days int) time.Time {
	y, m, d := t.Date()
	return viet.Day(y, m, d+days, t.Location())
}

func (a *search) post(p *content.Post) {
	a.at(p.Date.Time)
	if p.Removed != "" {
		return // its page never changes again
	}
	for _, t := range []time.Time{p.Expires, p.PinnedUntil, p.Updated.Time} {
		if t.After(p.Date.Time) {
			a.at(t)
		}
	}
	a.at(p.Date.Add(feed.NewsAge))
	a.year(p.Date.Time, p.Date.Time)
	for i := range p.Activities {
		if from := p.Activities[i].From; !from.IsZero() {
			a.days(from, time.Time{})
			a.year(from, p.Date.Time)
		}
	}
}

// year notes the days of the year of day, from the moment on that something of
// that day is told and has begun; its pages tell of each until the year is over.
func (a *search) year(day, told time.Time) {
	if day = day.In(a.zone); day.After(told) {
		told = day
	}
	a.daily(told, viet.Day(day.Year()+1, time.January, 1, a.zone))
}

func (a *search) campaign(c *content.Campaign) {
	if c.From.IsZero() {
		return // an error of its file
	}
	last := viet.Midnight(c.From.In(a.zone))
	if !c.To.IsZero() {
		last = a.dayAfter(c.To)
	}
	a.at(viet.Midnight(c.From.In(a.zone)))
	a.daily(time.Time{}, last)
	for _, p := range c.Phases {
		a.days(p.From, p.To)
	}
}

// occasions notes when a day to mark comes into the box, leaves it, or changes places with
// others there, which may be every day while there are more than it shows.
func (a *search) occasions(s *site.Site) {
	mark := func(day time.Time) {
		day = day.In(a.zone)
		a.at(dayFrom(day, -render.OccasionsAhead))
		a.at(dayFrom(day, render.OccasionsBehind+1))
	}
	for i := range s.Calendar {
		o := &s.Calendar[i]
		for _, d := range o.Dates {
			mark(d)
		}
		if o.Day == 0 {
			continue
		}
		// The first of these years is in the box or over, the last comes in any case.
		for year := max(a.after.Year()-1, o.Since); year <= max(a.after.Year()+2, o.Since); year++ {
			mark(o.In(year, a.zone))
		}
	}
	near := func(day time.Time) int {
		return len(s.Occasions(dayFrom(day, -render.OccasionsBehind), dayFrom(day, render.OccasionsAhead)))
	}
	if a.next.IsZero() {
		return // and no occasion either
	}
	for day, before := a.dayAfter(a.after), near(a.after); day.Before(a.next); day = dayFrom(day, 1) {
		now := near(day)
		if max(before, now) > render.OccasionsMost {
			a.at(day)
		}
		before = now
	}
}
