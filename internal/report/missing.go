package report

import (
	"time"

	"bantin/internal/content"
	"bantin/internal/site"
)

// Missing is what a report lacks: a list to chase.
type Missing struct {
	Filter site.Filter
	// From and To are the days of the report, as in site.Rollup.
	From, To time.Time
	// Numberless are activities that nobody gave a number for, newest first. One that only
	// repeats what others reported needs none.
	Numberless []*site.Activity
	// Silent are posts of a campaign that tell of no activity, newest first:
	// news, articles, photos and videos. Documents, notices and infographics need not tell of any.
	Silent []*site.Post
	// Units are those that existed and of which there is nothing: with a campaign no activity of it, else
	// neither activity nor post; by the order of units. Whoever has not begun by site.Now owes nothing yet.
	Units []*site.Unit

	order map[*site.Unit]int // place in the list of units
	site  *site.Site
}

// FindMissing looks for what the report of a filter lacks.
func FindMissing(s *site.Site, f site.Filter) *Missing {
	posts, activities := s.Select(f)
	roll := s.Rollup(f)
	m := &Missing{Filter: f, From: roll.From, To: roll.To, order: make(map[*site.Unit]int, len(s.Units)), site: s}
	for i, u := range s.Units {
		m.order[u] = i
	}
	did := make(map[*site.Unit]bool)
	for _, a := range activities {
		if len(a.Metrics) == 0 && !a.Aggregate {
			m.Numberless = append(m.Numberless, a)
		}
		for _, u := range a.Units {
			did[u] = true
		}
	}
	for _, p := range posts {
		if p.Campaign != nil && len(p.Activities) == 0 && tellsOfActivities(p.Form) {
			m.Silent = append(m.Silent, p)
		}
		if f.Campaign == nil {
			for _, u := range p.Units {
				did[u] = true
			}
		}
	}
	if roll.From.After(s.Now) {
		return m
	}
	for _, row := range roll.Units {
		if u := row.Unit; !did[u] && !u.From.After(s.Now) {
			m.Units = append(m.Units, u)
		}
	}
	return m
}

// tellsOfActivities is true for the forms in which something is told that was done.
func tellsOfActivities(f content.Form) bool {
	switch f {
	case content.News, content.Article, content.Photos, content.VideoForm:
		return true
	}
	return false
}

// Len is how many things are missing.
func (m *Missing) Len() int { return len(m.Numberless) + len(m.Silent) + len(m.Units) }

// gap is one thing that is missing, in the same shape for all.
type gap struct {
	units []*site.Unit
	kind  *content.Kind // of an activity, nil for the others
	date  time.Time     // zero for a unit
	title string
	file  string
	url   string // of the post, or of the unit's page
}

// gaps gives the three lists, in the order and with the keys of the JSON form.
func (m *Missing) gaps() [3][]gap {
	var all [3][]gap
	for _, a := range m.Numberless {
		// The first post to tell of it is where its numbers belong.
		p := a.Posts[len(a.Posts)-1]
		all[0] = append(all[0], gap{units: a.Units, kind: a.Kind, date: a.From, title: p.Title, file: p.File, url: m.site.Abs(p.URL)})
	}
	for _, p := range m.Silent {
		all[1] = append(all[1], gap{units: p.Units, date: p.Date.In(m.site.Now.Location()), title: p.Title, file: p.File, url: m.site.Abs(p.URL)})
	}
	for _, u := range m.Units {
		all[2] = append(all[2], gap{units: []*site.Unit{u}, title: u.Title, file: u.File, url: m.site.Abs(u.URL)})
	}
	return all
}
