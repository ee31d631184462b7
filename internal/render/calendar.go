package render

import (
	"cmp"
	"html/template"
	"slices"
	"time"

	"bantin/internal/site"
	"bantin/internal/viet"
)

// The days around the present that the box of occasions shows, and how many of them.
const (
	OccasionsBehind = 3
	OccasionsAhead  = 10
	OccasionsMost   = 3
)

// Occasion is a day to mark, a line of occasions.html.
type Occasion struct {
	Date  Date
	Title string
	// Years is "92 năm", to be said before the title; "" where that is not known.
	Years string
	// URL is the campaign's that belongs to it; "" for none.
	URL template.URL
}

// occasionsNow are the days to mark around the present: the nearest ones, those
// to come before those that were, in order of time.
func (r *renderer) occasionsNow() []Occasion {
	now := r.s.Now.In(r.format.zone)
	year, month, day := now.Date()
	from, to := viet.Day(year, month, day-OccasionsBehind, r.format.zone), viet.Day(year, month, day+OccasionsAhead, r.format.zone)
	near := r.s.Occasions(from, to)
	if len(near) > OccasionsMost {
		distance := func(m site.Marked) int {
			days := r.format.days(now, m.Day)
			if days < 0 {
				return 1 - 2*days
			}
			return 2 * days
		}
		slices.SortStableFunc(near, func(a, b site.Marked) int { return cmp.Compare(distance(a), distance(b)) })
		near = near[:OccasionsMost]
		slices.SortStableFunc(near, func(a, b site.Marked) int { return a.Day.Compare(b.Day) })
	}
	return r.occasions(near)
}

// occasionsIn are all days to mark in a month.
func (r *renderer) occasionsIn(year int, month time.Month) []Occasion {
	return r.occasions(r.s.Occasions(period{year, month}.days(r.format.zone)))
}

func (r *renderer) occasions(marked []site.Marked) []Occasion {
	var all []Occasion
	for _, m := range marked {
		o := Occasion{Date: r.date(m.Day), Title: m.Title}
		if m.Years > 0 {
			o.Years = r.format.count(r.words.Calendar.Years, m.Years)
		}
		if m.Campaign != nil {
			o.URL = r.href(m.Campaign.List.URL)
		}
		all = append(all, o)
	}
	return all
}
