package render

import (
	"html/template"
	"slices"
	"time"

	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func (r *renderer) addUnit(t *output.Tree, unit *site.Unit, trail *trail) {
	in := shelved{&unit.Meta, &unit.List, unit.CoverURL, unit.Targets, site.Filter{Unit: unit}, site.ByUnit, r.words.List.EmptyUnit, trail}
	r.addPaged(t, in.list, func(r *leaf, n int, posts []*site.Post, pager *Pager) (*layout, any) {
		v := &Unit{Shelf: r.shelf(&in, n, posts, pager)}
		if n > 1 {
			return r.layouts.unit, v
		}
		v.Notices = r.unitNotices(unit)
		v.Facts = r.unitFacts(unit)
		r.unitCampaigns(v, unit)
		return r.layouts.unit, v
	})
}

// ended tells whether a unit has had its last day.
func ended(u *site.Unit, now time.Time) bool {
	return past(u.To, now)
}

// unitNotices say when a unit began or ended, what came after it and before it, and what else it is called.
func (r *renderer) unitNotices(u *site.Unit) []Notice {
	w := &r.words.List
	var all []Notice
	if !u.From.IsZero() && r.s.Now.Before(u.From) {
		all = append(all, Notice{Text: lang.Fill(w.NotBegun, r.format.date(u.From))})
	}
	switch next := u.Successor; {
	case !u.To.IsZero() && next != nil:
		text := w.Merges
		if ended(u, r.s.Now) {
			text = w.Merged
		}
		text = lang.Fill(text, r.format.date(dayAfter(u.To)))
		all = append(all, Notice{Text: text, Links: []Link{{next.Title, r.href(next.List.URL)}}})
	case ended(u, r.s.Now):
		all = append(all, Notice{Text: lang.Fill(w.EndedOn, r.format.date(u.To))})
	}
	if len(u.Former) > 0 {
		n := Notice{Text: w.Continues}
		for _, f := range u.Former {
			n.Links = append(n.Links, Link{f.Title, r.href(f.List.URL)})
		}
		all = append(all, n)
	}
	if names := otherNames(u); len(names) > 0 {
		all = append(all, Notice{Text: w.OtherNames, Links: names})
	}
	return all
}

// otherNames are the aliases of a unit that are names, not former ids or addresses.
func otherNames(u *site.Unit) []Link {
	var all []Link
	for _, a := range u.Aliases {
		if viet.IsSlug(a.Text) || a.Text[:1] == "/" || a.Text == u.Title || a.Text == u.Short {
			continue
		}
		all = append(all, Link{Title: a.Text})
	}
	return all
}

func (r *renderer) unitFacts(u *site.Unit) []Fact {
	w := &r.words.List
	var all []Fact
	fact := func(name string, links ...Link) {
		if len(links) > 0 && links[0].Title != "" {
			all = append(all, Fact{name, links})
		}
	}
	if u.Members >= 0 {
		fact(viet.UpperFirst(w.Members), Link{Title: r.format.number(u.Members)})
	}
	fact(w.Address, Link{Title: u.Contact.Address})
	if u.Contact.Phone != "" {
		fact(r.words.Frame.Phone, Link{u.Contact.Phone, template.URL("tel:" + dialled(u.Contact.Phone))})
	}
	if u.Contact.Email != "" {
		fact(w.Email, Link{u.Contact.Email, template.URL("mailto:" + u.Contact.Email)})
	}
	fact(w.Existed, Link{Title: r.format.period(u.From, u.To)})
	if s := u.Successor; s != nil && u.To.IsZero() { // else the notice says it
		fact(w.Successor, Link{s.Title, r.href(s.List.URL)})
	}
	return all
}

// unitCampaigns are the campaigns in which a unit has a post, an activity or a
// share of the target, in the order of the list of campaigns.
func (r *renderer) unitCampaigns(v *Unit, u *site.Unit) {
	in := make(map[*site.Campaign]bool)
	posts, activities := r.s.Select(site.Filter{Unit: u})
	for _, p := range posts {
		in[p.Campaign] = true
	}
	for _, a := range activities {
		for _, p := range a.Posts {
			in[p.Campaign] = true
		}
	}
	for _, c := range r.s.Campaigns {
		share := slices.IndexFunc(c.TargetUnits, func(t site.UnitTarget) bool { return t.Unit == u })
		switch {
		case !in[c] && share < 0:
		case c.Phase(r.s.Now) == site.During:
			v.Running = append(v.Running, r.unitCampaign(u, c, share))
		default:
			v.Campaigns = append(v.Campaigns, r.unitCampaign(u, c, share))
		}
	}
}

// unitCampaign is a unit's part in a campaign; share is the place of its goal among those of the units.
func (r *renderer) unitCampaign(u *site.Unit, c *site.Campaign, share int) UnitCampaign {
	roll, phase := r.s.Rollup(site.Filter{Campaign: c, Unit: u}), c.Phase(r.s.Now)
	v := UnitCampaign{Title: c.Title, URL: r.href(c.List.URL), Note: r.phaseWord(phase) + " · " + r.format.period(c.From, c.To)}
	if phase == site.During {
		v.Note = r.format.period(c.From, c.To)
		if left := r.distance(c, phase); left != "" {
			v.Note += " · " + left
		}
	}
	v.Figures = given([]Figure{
		r.counted(r.words.Act.Activities, int64(roll.Activities)), r.counted(r.words.Act.Posts, int64(roll.Posts)),
	})
	for i := range v.Figures {
		v.Figures[i].URL = r.href(r.s.CampaignSourceURL(c) + "#_" + u.ID)
	}
	if share >= 0 && c.TargetMetric != nil {
		v.Progress = r.reached(c.TargetMetric, roll.Metrics, c.TargetUnits[share].N)
	}
	return v
}
