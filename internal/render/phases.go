package render

import (
	"slices"
	"strconv"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// noPhase is the place of what lies in none of a campaign's phases.
const noPhase = -1

// phaseDays are the first and last day of a phase: an end that is left open is the
// campaign's, which may be open too (to is zero). is is false for a phase that has no days.
func phaseDays(c *site.Campaign, p content.Phase) (from, to time.Time, is bool) {
	if p.From.IsZero() && p.To.IsZero() {
		return p.From, p.To, false
	}
	from, to = p.From, p.To
	if from.IsZero() {
		from = c.From
	}
	if to.IsZero() {
		to = c.To
	}
	return from, to, to.IsZero() || !to.Before(from)
}

// inPhase tells whether a moment lies in a phase, or for noPhase in none. On days
// of several phases it lies in each of them: what was done then counts in each.
func inPhase(c *site.Campaign, phase int, at time.Time) bool {
	if phase == noPhase {
		return !slices.ContainsFunc(c.Phases, func(p content.Phase) bool { return holds(c, p, at) })
	}
	return holds(c, c.Phases[phase], at)
}

func holds(c *site.Campaign, p content.Phase, at time.Time) bool {
	from, to, is := phaseDays(c, p)
	return is && !at.Before(from) && !past(to, at)
}

// past tells whether a moment lies after a day, which is zero for none.
func past(day, at time.Time) bool { return !day.IsZero() && !at.Before(dayAfter(day)) }

// dayAfter is when the day after a day begins.
func dayAfter(day time.Time) time.Time {
	return viet.Day(day.Year(), day.Month(), day.Day()+1, day.Location())
}

// overlap tells whether some phases have days in common.
func overlap(c *site.Campaign) bool {
	for i, p := range c.Phases {
		for _, q := range c.Phases[:i] {
			from, _, is := phaseDays(c, p)
			other, _, too := phaseDays(c, q)
			if is && too && (holds(c, q, from) || holds(c, p, other)) {
				return true
			}
		}
	}
	return false
}

// phaseID is the anchor of a phase's posts, from 1; those of no phase have 0.
func phaseID(i int) string { return "_phase-" + strconv.Itoa(i+1) }

// phaseSourceID is the anchor of a phase's activities on the campaign's list.
func phaseSourceID(i int) string { return "_-phase-" + strconv.Itoa(i+1) }

// phasePosts says where the posts of a phase are.
type phasePosts struct {
	count int // of all that count
	page  int // of the campaign's list, on which they begin; the first if none is listed
	gone  int // how many have expired, and are listed no more
}

// phasePosts gives the posts of no phase, then those of each.
func (r *renderer) phasePosts(c *site.Campaign) []phasePosts {
	all := make([]phasePosts, len(c.Phases)+1)
	posts, _ := r.s.Select(site.Filter{Campaign: c})
	for i := range all {
		of := &all[i]
		in := func(p *site.Post) bool { return inPhase(c, i-1, p.Date.Time) }
		for _, p := range posts {
			if in(p) {
				of.count++
				if p.State != site.Listed {
					of.gone++
				}
			}
		}
		of.page = max(0, slices.IndexFunc(c.List.Posts, in))/r.pageSize() + 1
	}
	return all
}

// phases fills the time line: what was done in each phase, and what in none.
func (r *renderer) phases(v *Campaign, c *site.Campaign, posts []phasePosts) {
	for i, p := range c.Phases {
		v.Phases = append(v.Phases, r.phase(c, i, p, posts[i+1]))
	}
	if len(c.Phases) == 0 {
		return
	}
	if overlap(c) {
		v.Overlap = r.words.Camp.Overlap
	}
	m := 0
	for _, a := range c.Activities {
		if !a.Aggregate && inPhase(c, noPhase, a.From) {
			m++
		}
	}
	if m > 0 {
		f := r.counted(r.words.Act.Activities, int64(m))
		f.URL = r.href(r.s.CampaignSourceURL(c) + "#" + phaseSourceID(noPhase))
		v.Outside = append(v.Outside, f)
	}
	if n := posts[0].count; n > 0 {
		f := r.counted(r.words.Act.Posts, int64(n))
		f.URL = r.href(r.groupURL(c, noPhase, posts[0].page))
		v.Outside = append(v.Outside, f)
	}
}

// phase is a phase with the sums of its days. One without days has no sums, and
// is before and after its time when the campaign is.
func (r *renderer) phase(c *site.Campaign, i int, p content.Phase, posts phasePosts) Phase {
	w, now := &r.words.Camp, r.s.Now
	v := Phase{Title: p.Title, Text: p.Text, Dates: r.format.period(p.From, p.To), State: w.PhaseNow, Class: "now"}
	from, to, is := phaseDays(c, p)
	switch state := c.Phase(now); {
	case !is && state == site.During: // nobody knows when
		v.State, v.Class = "", "next"
	case state == site.Before || is && now.Before(from):
		v.State, v.Class = w.PhaseNext, "next"
	case state == site.After || is && past(to, now):
		v.State, v.Class = w.PhaseDone, "done"
	default:
		v.Now = true
	}
	if !is {
		return v
	}
	v.Dates = r.format.period(from, to)
	roll := r.s.Rollup(site.Filter{Campaign: c, From: from, To: to})
	v.Figures = given(r.campaignFigures(c, roll, "#"+phaseSourceID(i), r.groupURL(c, i, posts.page)))
	if len(v.Figures) == 0 && v.Class != "next" {
		v.Empty = w.NothingYet
	}
	return v
}

// groupURL is where the posts of a phase begin.
func (r *renderer) groupURL(c *site.Campaign, phase, page int) string {
	anchor := "#" + phaseID(phase)
	if page == 1 {
		return anchor
	}
	return r.s.PageURL(&c.List, page) + anchor
}

// postGroups parts the posts of a page by phase, the latest phase first and those of none last.
// Where the posts of a phase begin stands how many of them have expired.
func (r *leaf) postGroups(c *site.Campaign, page int, posts []*site.Post, of []phasePosts) []PostGroup {
	if len(c.Phases) == 0 {
		return nil
	}
	var all []PostGroup
	add := func(i int, title, dates string) {
		g := PostGroup{ID: phaseID(i), Title: title, Dates: dates}
		var in []*site.Post
		for _, p := range posts {
			if inPhase(c, i, p.Date.Time) {
				in = append(in, p)
			}
		}
		g.Cards = r.cards(in)
		if of[i+1].page == page {
			g.Note = r.expiredNote(of[i+1].gone)
		}
		if len(in) > 0 || g.Note != "" {
			all = append(all, g)
		}
	}
	for i, phase := range slices.Backward(c.Phases) {
		from, to, _ := phaseDays(c, phase)
		add(i, lang.Fill(r.words.Camp.PhasePosts, phase.Title), r.format.period(from, to))
	}
	add(noPhase, r.words.Camp.OutsidePosts, "")
	return all
}
