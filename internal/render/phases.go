package render

import (
	"slices"
	"strconv"
	"time"

	"bantin/internal/content"
	"bantin/internal/site"
)

// noPhase is the place of what lies in none of a campaign's phases.
const noPhase = -1

// phaseAt finds the phase of a moment: the first, where they overlap.
func phaseAt(c *site.Campaign, at time.Time) int {
	return slices.IndexFunc(c.Phases, func(p content.Phase) bool {
		if p.From.IsZero() && p.To.IsZero() {
			return false
		}
		return !at.Before(p.From) && (p.To.IsZero() || at.Before(p.To.AddDate(0, 0, 1)))
	})
}

// phaseID is the anchor of a phase's posts, from 1; those of no phase have 0.
func phaseID(i int) string { return "_phase-" + strconv.Itoa(i+1) }

// phases fills the time line: what was done in each phase, and what in none.
func (r *renderer) phases(v *Campaign, c *site.Campaign) {
	for i, p := range c.Phases {
		v.Phases = append(v.Phases, r.phase(c, i, p))
	}
	if len(c.Phases) == 0 {
		return
	}
	posts, activities := r.s.Select(site.Filter{Campaign: c})
	n, m := 0, 0
	for _, p := range posts {
		if phaseAt(c, p.Date.Time) == noPhase {
			n++
		}
	}
	for _, a := range activities {
		if !a.Aggregate && phaseAt(c, a.From) == noPhase {
			m++
		}
	}
	if m > 0 {
		f := r.counted(r.words.Act.Activities, int64(m))
		f.URL = r.href(r.s.CampaignSourceURL(c))
		v.Outside = append(v.Outside, f)
	}
	if n > 0 {
		f := r.counted(r.words.Act.Posts, int64(n))
		f.URL = r.href(r.groupURL(c, noPhase))
		v.Outside = append(v.Outside, f)
	}
}

// phase is a phase with the sums of its days.
func (r *renderer) phase(c *site.Campaign, i int, p content.Phase) Phase {
	w := &r.words.Camp
	v := Phase{Title: p.Title, Text: p.Text, Dates: r.format.period(p.From, p.To), State: w.PhaseNow, Class: "now"}
	switch {
	case !p.From.IsZero() && r.s.Now.Before(p.From):
		v.State, v.Class = w.PhaseNext, "next"
	case !p.To.IsZero() && !r.s.Now.Before(p.To.AddDate(0, 0, 1)):
		v.State, v.Class = w.PhaseDone, "done"
	default:
		v.Now = true
	}
	if p.From.IsZero() && p.To.IsZero() {
		return v // Without days it has no sums either.
	}
	roll := r.s.Rollup(site.Filter{Campaign: c, From: p.From, To: p.To})
	v.Figures = slices.DeleteFunc(r.campaignFigures(c, roll, r.href(r.groupURL(c, i))), func(f Figure) bool { return f.N == none })
	if len(v.Figures) == 0 && v.Class != "next" {
		v.Empty = w.NothingYet
	}
	return v
}

// groupURL is where the posts of a phase begin; "" when no list shows any.
func (r *renderer) groupURL(c *site.Campaign, phase int) string {
	at := slices.IndexFunc(c.List.Posts, func(p *site.Post) bool { return phaseAt(c, p.Date.Time) == phase })
	if at < 0 {
		return ""
	}
	anchor := "#" + phaseID(phase)
	if at < r.pageSize() {
		return anchor
	}
	return r.s.PageURL(&c.List, at/r.pageSize()+1) + anchor
}

// postGroups parts the posts of a page by phase, the latest phase first and those of none last.
func (r *renderer) postGroups(c *site.Campaign, posts []*site.Post) []PostGroup {
	if len(c.Phases) == 0 {
		return nil
	}
	in := make([][]*site.Post, len(c.Phases)+1)
	for _, p := range posts {
		i := phaseAt(c, p.Date.Time) + 1
		in[i] = append(in[i], p)
	}
	var all []PostGroup
	for i, phase := range slices.Backward(c.Phases) {
		if group := in[i+1]; len(group) > 0 {
			all = append(all, PostGroup{
				ID: phaseID(i), Title: fill(r.words.Camp.PhasePosts, phase.Title), Dates: r.format.period(phase.From, phase.To), Cards: r.cards(group),
			})
		}
	}
	if len(in[0]) > 0 {
		all = append(all, PostGroup{ID: phaseID(noPhase), Title: r.words.Camp.OutsidePosts, Cards: r.cards(in[0])})
	}
	return all
}
