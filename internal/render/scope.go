package render

import (
	"html/template"
	"strconv"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// scope is what a roll-up is about, as far as the lists behind its numbers depend on it.
type scope struct {
	period
	campaign *site.Campaign
	unit     *site.Unit
	topic    *site.Topic
}

func scopeOf(roll *site.Rollup, p period) scope {
	return scope{p, roll.Campaign, roll.Unit, roll.Topic}
}

// part tells whether it is a part of the site.
func (sc scope) part() bool { return sc.campaign != nil || sc.unit != nil || sc.topic != nil }

// source is the page that lists what a number of the scope is the sum of; id is
// that of the kind, metric, unit, topic or form. The number is not zero, or
// was given: only then the page is there.
func (r *renderer) source(sc scope, by site.By, id string) template.URL {
	switch {
	case sc.campaign != nil:
		return r.href(r.campaignSourceURL(sc.campaign, by, id))
	case sc.unit != nil && sc.year != 0:
		return r.href(r.s.SourceURL(sc.year, site.ByUnit, sc.unit.ID) + sc.anchor())
	case sc.topic != nil && sc.year != 0:
		return r.href(r.s.SourceURL(sc.year, site.ByTopic, sc.topic.ID) + sc.anchor())
	case sc.part():
		return ""
	case sc.year == 0:
		return r.href(r.allYearsURL(by, id))
	}
	return r.href(r.s.SourceURL(sc.year, by, id) + sc.anchor())
}

// anchor is that of the scope's month on the page of its year; "" for a year.
func (sc scope) anchor() string {
	if sc.month == 0 {
		return ""
	}
	return site.MonthAnchor(sc.year, int(sc.month))
}

// allYearsURL is where a number of all years leads: the page of a unit, topic or
// form, or the list of years.
func (r *renderer) allYearsURL(by site.By, id string) string {
	switch by {
	case site.ByUnit:
		return r.s.UnitsURL() + id + "/"
	case site.ByTopic:
		return r.s.TopicsURL() + id + "/"
	case site.ByForm:
		for f := range content.NumForms {
			if content.Form(f).ID() == id {
				return r.s.Forms[f].URL
			}
		}
	}
	return r.s.SourceURL(0, by, id)
}

// campaignSourceURL is the place on a campaign's list, or on its page for posts.
func (r *renderer) campaignSourceURL(c *site.Campaign, by site.By, id string) string {
	list := r.s.CampaignSourceURL(c)
	switch by {
	case site.ByUnit:
		return list + "#_" + id
	case site.ByKind:
		return list + "#__" + id
	case site.ByForm, site.ByPosts:
		return c.List.URL + "#_list"
	}
	return list
}

// totalSource is the list behind a total, by the id that the settings know it by.
func (r *renderer) totalSource(roll *site.Rollup, sc scope, id string) template.URL {
	switch id {
	case "posts":
		if sc.month != 0 && !sc.part() && r.inArchive(sc.period) == roll.Posts {
			return r.href(r.s.ArchiveURL(sc.year, sc.month))
		}
		return r.source(sc, site.ByPosts, "")
	case "activities":
		if sc.month != 0 && !sc.part() {
			return r.href(r.activityURL(sc.period) + "#_activities")
		}
		return r.source(sc, site.ByActivities, "")
	case "units":
		if sc.part() {
			return ""
		}
		if sc.month != 0 {
			return r.href(r.activityURL(sc.period) + "#_units")
		}
		return r.href(r.activityURL(sc.period) + "#_heat")
	}
	return r.source(sc, site.ByMetric, id)
}

// inArchive is how many posts the archive lists in a month. Expired ones count, but have left it.
func (r *renderer) inArchive(p period) int {
	for _, y := range r.s.Archive {
		for _, m := range y.Months {
			if m.Year == p.year && m.Month == p.month {
				return len(m.Posts)
			}
		}
	}
	return 0
}

// monthSource is where a month of a year's chart leads.
func (r *renderer) monthSource(sc scope, at period) template.URL {
	if sc.part() {
		sc.period = at
		return r.source(sc, site.ByActivities, "")
	}
	if r.rollups.all[at] == nil {
		return ""
	}
	return r.href(r.activityURL(at))
}

// running tells whether a year or month has begun and has days to come.
func (r *renderer) running(p period) bool {
	if p.year == 0 {
		return false
	}
	first, last := p.days(r.format.zone)
	now := r.s.Now
	today := viet.Midnight(now)
	return !today.Before(first) && today.Before(last)
}

// days are the first and last day of a year or month.
func (p period) days(zone *time.Location) (first, last time.Time) {
	if p.month == 0 {
		return viet.Day(p.year, time.January, 1, zone), viet.Day(p.year, time.December, 31, zone)
	}
	return viet.Day(p.year, p.month, 1, zone), viet.Day(p.year, p.month+1, 0, zone)
}

// previous is the year or month before.
func (p period) previous() period {
	switch p.month {
	case 0:
		return period{year: p.year - 1}
	case time.January:
		return period{p.year - 1, time.December}
	}
	return period{p.year, p.month - 1}
}

// before is the roll-up of the period before and its name. A period that still runs is
// held against as many days of the one before. It is nil when nothing was done then.
func (r *renderer) before(p period) (*site.Rollup, string) {
	if p.year == 0 {
		return nil, ""
	}
	w, prev := &r.words.Act, p.previous()
	if r.rollups.all[prev] == nil {
		return nil, ""
	}
	roll, name := r.rollups.of(prev), ""
	switch {
	case r.running(p):
		f := r.soFar(p, prev)
		roll, name = r.s.Rollup(f), r.format.dateRange(f.From, f.To)
	case prev.month != 0:
		name = r.format.month(w.InMonth, prev.year, prev.month)
	default:
		name = lang.Fill(w.InYear, strconv.Itoa(prev.year))
	}
	if roll.Posts == 0 && roll.Activities == 0 {
		return nil, ""
	}
	return roll, name
}

// soFar is the stretch of the period before that is as long as p has run: to the
// same day of the month, or the last if it is shorter.
func (r *renderer) soFar(p, prev period) site.Filter {
	zone := r.format.zone
	first, _ := prev.days(zone)
	month := prev.month
	if p.month == 0 {
		month = r.s.Now.Month()
	}
	_, end := period{prev.year, month}.days(zone)
	to := viet.Day(prev.year, month, min(r.s.Now.Day(), end.Day()), zone)
	return site.Filter{From: first, To: to}
}
