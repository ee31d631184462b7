package site

import (
	"time"

	"bantin/internal/content"
)

// An activity further from its post than this has a slip in its date, most
// often in the year. A post may announce what is planned for the next year, and
// look back on the term of a committee, five years. A campaign is prepared
// before it begins and summed up after it ends: what is further from it than
// that most often belongs to the one of another year.
const (
	daysAhead    = 400
	daysBack     = 5*365 + 2
	nearCampaign = 60
)

// checkDates reports the activities of a post that lie too far from it: most would be
// missing from the report of their year. One that repeats what others reported may look back on any time.
func (b *builder) checkDates(p *Post) {
	for i := range p.Post.Activities {
		if a := &p.Post.Activities[i]; b.isFar(p, a) {
			from := a.From.In(b.zone)
			b.report(&b.problems, b.doc(p), a.DatePos, "activity-date-far", "", days(from, from), days(p.Date.Time, p.Date.Time))
		}
	}
}

// isFar tells whether the first day that a post gives for an activity is too far from its own.
func (b *builder) isFar(p *Post, a *content.Activity) bool {
	if a.From.IsZero() || a.Aggregate || !p.dated() {
		return false
	}
	n := dayNumber(a.From.In(b.zone)) - p.day
	return n > daysAhead || n < -daysBack
}

// checkDays warns about activities far from the campaign of the post that tells them, and about
// phases outside their campaign.
func (b *builder) checkDays(byID map[string]*told) {
	type pair struct {
		id       string
		campaign *Campaign
	}
	told := make(map[pair]bool) // one warning is enough for what several posts tell
	b.eachTeller(func(p *Post) {
		if !p.dated() {
			return
		}
		d := b.doc(p)
		for i := range p.Post.Activities {
			a, c := &p.Post.Activities[i], p.Campaign
			if c == nil || a.Aggregate || b.isFar(p, a) {
				continue
			}
			from, to := b.daysOf(p, a, byID)
			if c.isNear(from, to) || told[pair{a.ID, c}] {
				continue
			}
			told[pair{a.ID, c}] = a.ID != ""
			b.report(&b.problems, d, a.DatePos, "activity-outside-campaign", "", days(from, to), c.Title, days(c.From, c.To), c.File)
		}
	})
	for _, c := range b.s.Campaigns {
		for i := range c.Phases {
			if ph := &c.Phases[i]; !reversed(ph.From, ph.To) && (!c.contains(ph.From) || !c.contains(ph.To)) {
				b.report(&b.problems, b.byFile[c.File], ph.Pos, "phase-outside-campaign", "", ph.Title, days(ph.From, ph.To), days(c.From, c.To))
			}
		}
	}
}

// daysOf gives the first and last day of an activity: as the post gives them,
// else as another post that tells it, else the day of the post.
func (b *builder) daysOf(p *Post, a *content.Activity, byID map[string]*told) (from, to time.Time) {
	if !a.From.IsZero() {
		return a.From.In(b.zone), lastDay(a).In(b.zone)
	}
	if t := byID[a.ID]; t != nil && !t.said.from.IsZero() {
		return t.said.from.In(b.zone), t.said.to.In(b.zone)
	}
	day := dayTime(p.day, b.zone)
	return day, day
}

// touches tells whether any of the days from first to last lies in a campaign's
// time. Of a campaign with wrong days, which its file reports, it says yes.
func (c *Campaign) touches(first, last time.Time) bool {
	if c.From.IsZero() || reversed(c.From, c.To) {
		return true
	}
	return !last.Before(c.From) && (c.To.IsZero() || !first.After(c.To))
}

// isNear tells whether days from first to last are those of a campaign, or of the
// time in which it is prepared and summed up.
func (c *Campaign) isNear(first, last time.Time) bool {
	return c.touches(first, last) || c.touches(first.AddDate(0, 0, -nearCampaign), last.AddDate(0, 0, nearCampaign))
}

func reversed(from, to time.Time) bool { return !to.IsZero() && to.Before(from) }

// contains tells whether a day lies in a campaign's time; so does one that is not given.
func (c *Campaign) contains(day time.Time) bool {
	return day.IsZero() || c.touches(day, day)
}
