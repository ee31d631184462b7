package site

import (
	"cmp"
	"slices"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/viet"
)

// Occasion is a day of the calendar.
type Occasion struct {
	*content.Occasion
	Campaign *Campaign // nil for none
}

// Marked is an occasion on its day of one year.
type Marked struct {
	*Occasion
	Day time.Time // 00:00 in the site's zone
	// Years since it began; 0 where that is not known, and in its first year.
	Years int
}

// readCalendar finds the campaigns of occasions and reports those that do not exist.
func (b *builder) readCalendar() {
	b.s.Calendar = make([]Occasion, len(b.src.Calendar))
	for i := range b.src.Calendar {
		o := &b.src.Calendar[i]
		b.s.Calendar[i].Occasion = o
		n := o.Campaign
		if n.Text == "" {
			continue
		}
		if b.s.Calendar[i].Campaign = b.campaigns.find(n.Text); b.s.Calendar[i].Campaign == nil {
			p := diag.New(content.CalendarFile, int(n.Pos.Line), int(n.Pos.Column), "unknown-campaign", n.Text)
			b.problems.Add(p.Suggest(b.campaigns.suggest(n.Text)))
		}
	}
}

// Occasions are the days to mark from the day of from to the day of to, both in
// the site's zone and inclusive: by day, those of one day in the order of the calendar.
func (s *Site) Occasions(from, to time.Time) []Marked {
	zone := s.Now.Location()
	from, to = viet.Midnight(from.In(zone)), viet.Midnight(to.In(zone))
	var all []Marked
	for i := range s.Calendar {
		o := &s.Calendar[i]
		mark := func(day time.Time) {
			if year := day.Year(); !day.Before(from) && !day.After(to) && year >= o.Since {
				m := Marked{Occasion: o, Day: day}
				if o.Since > 0 {
					m.Years = year - o.Since
				}
				all = append(all, m)
			}
		}
		for _, d := range o.Dates {
			mark(viet.Midnight(d.In(zone)))
		}
		if o.Day == 0 {
			continue
		}
		for year := from.Year(); year <= to.Year(); year++ {
			mark(o.In(year, zone))
		}
	}
	slices.SortStableFunc(all, func(a, b Marked) int { return cmp.Compare(a.Day.Unix(), b.Day.Unix()) })
	return all
}

// In is the day of an occasion of every year in one of them. What falls on 29 February is
// marked on the 28th in years without one.
func (o *Occasion) In(year int, zone *time.Location) time.Time {
	day := viet.Day(year, o.Month, o.Day, zone)
	if day.Month() != o.Month {
		return viet.Day(year, o.Month, o.Day-1, zone)
	}
	return day
}
