package render

import (
	"bytes"
	"strconv"
	"time"

	"bantin/internal/output"
	"bantin/internal/site"
)

func (r *renderer) addCampaigns(t *output.Tree) {
	address := r.s.CampaignsURL()
	add(t, address, output.Page, "", func(w *bytes.Buffer) error { return r.layouts.campaigns.Execute(w, r.campaignsView(address)) })
	for _, c := range r.s.Campaigns {
		r.addCampaign(t, c, r.makeTrail(crumb{r.words.Campaigns, address}))
	}
}

func (r *renderer) campaignsView(address string) *Campaigns {
	w, trail := r.words, r.makeTrail()
	m := meta{title: w.Campaigns, description: w.CampaignsLede, address: address, trail: trail}
	v := &Campaigns{Frame: r.framed(r.section(address), r.metaHTML(&m)), Crumbs: trail.html, Title: w.Campaigns, Lede: w.CampaignsLede, Empty: w.List.Empty}
	for _, phase := range []site.Phase{site.During, site.Before, site.After} {
		g := CampaignGroup{Title: r.phaseWord(phase)}
		for _, c := range r.s.Campaigns {
			if c.Phase(r.s.Now) == phase {
				e := r.entry(&c.Meta, &c.List, 0)
				e.Note = r.format.period(c.From, c.To)
				g.Items = append(g.Items, e)
			}
		}
		if len(g.Items) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	return v
}

func (r *renderer) phaseWord(p site.Phase) string {
	switch p {
	case site.Before:
		return r.words.Camp.Coming
	case site.After:
		return r.words.Camp.Over
	}
	return r.words.Camp.Running
}

func (r *renderer) addCampaign(t *output.Tree, c *site.Campaign, trail *trail) {
	l := &c.List
	r.addPaged(t, l, func(n int, posts []*site.Post, pager *Pager) (*layout, any) {
		v := &Campaign{
			Frame: r.listFrame(l, n, c.Title, describe(&c.Meta), trail), Crumbs: trail.html, Title: c.Title,
			Kicker:  r.phaseWord(c.Phase(r.s.Now)) + " · " + r.format.period(c.From, c.To),
			Heading: r.words.Camp.Posts, Cards: r.cards(posts), Empty: r.words.Camp.Empty, Pager: pager,
			Feed: r.href(l.FeedURL()), First: n == 1,
		}
		if n == 1 {
			r.campaignFirst(v, c)
		}
		return r.layouts.campaign, v
	})
}

// campaignFirst fills what only the first page of a campaign shows.
func (r *renderer) campaignFirst(v *Campaign, c *site.Campaign) {
	roll := r.s.Rollup(site.Filter{Campaign: c})
	v.Lede = c.Description
	v.Cover = r.cover(c.Cover, c.CoverURL)
	v.Body = r.body(c.Body, c.Targets)
	v.Progress = r.progress(c, roll)
	v.Figures = r.totals(roll, true)
	for _, p := range c.Phases {
		v.Phases = append(v.Phases, r.phase(p.Title, p.Text, p.From, p.To))
	}
	for i, b := range c.Basis {
		f := FileLink{Title: b.Title}
		if i < len(c.BasisURLs) && c.BasisURLs[i] != "" {
			f = r.fileLink(b.Title, b.File.Path, c.BasisURLs[i])
		}
		v.Basis = append(v.Basis, f)
	}
	v.Results = r.results(c, roll)
	v.Kinds = r.kindBars(roll)
	v.Downloads = r.downloads(c.List.URL)
}

func (r *renderer) phase(title, text string, from, to time.Time) Phase {
	p := Phase{Title: title, Text: text, Dates: r.format.period(from, to), State: r.words.Camp.PhaseNow}
	switch {
	case !from.IsZero() && r.s.Now.Before(from):
		p.State = r.words.Camp.PhaseNext
	case !to.IsZero() && !r.s.Now.Before(to.AddDate(0, 0, 1)):
		p.State = r.words.Camp.PhaseDone
	default:
		p.Now = true
	}
	return p
}

// goal is what a campaign wants to reach in all: given, or the sum of its units' shares.
func goal(c *site.Campaign) int64 {
	if c.Target != nil && c.Target.Total > 0 {
		return c.Target.Total
	}
	sum := int64(0)
	for _, u := range c.TargetUnits {
		sum += u.N
	}
	return sum
}

// progress is how much of a campaign's target is reached; nil without one.
func (r *renderer) progress(c *site.Campaign, roll *site.Rollup) *Progress {
	if c.TargetMetric == nil {
		return nil
	}
	done, _ := metricSum(roll.Metrics, c.TargetMetric)
	all, label := goal(c), metricLabel(c.TargetMetric)
	p := &Progress{Done: r.format.number(done), Label: label}
	if all == 0 {
		p.Text = fill(r.words.Camp.ReachedNoGoal, p.Done, label)
		return p
	}
	p.Goal, p.Percent = r.format.number(all), r.format.percent(done, all)
	p.Value, p.Max = strconv.FormatInt(min(done, all), 10), strconv.FormatInt(all, 10)
	p.Text = fill(r.words.Camp.Reached, p.Done, p.Goal, label)
	return p
}

// results is the table of units: every unit, in the order of the list of units.
func (r *renderer) results(c *site.Campaign, roll *site.Rollup) *Results {
	if len(roll.Units) == 0 {
		return nil
	}
	goals := make(map[*site.Unit]int64)
	for _, u := range c.TargetUnits {
		goals[u.Unit] = u.N
	}
	v := &Results{Caption: r.words.Camp.TargetNote}
	if c.TargetMetric != nil {
		v.Metric = c.TargetMetric.Title
	}
	for _, u := range roll.Units {
		row := r.resultRow(c, u.Metrics, goals[u.Unit])
		row.Unit = Link{u.Unit.Title, r.href(u.Unit.List.URL)}
		row.Posts, row.Activities = r.dash(int64(u.Posts)), r.dash(int64(u.Activities))
		v.Rows = append(v.Rows, row)
		v.Joint = v.Joint || u.Joint > 0
	}
	v.Sum = r.resultRow(c, roll.Metrics, goal(c))
	v.Sum.Unit = Link{Title: r.words.Act.Sum}
	v.Sum.Posts, v.Sum.Activities = r.dash(int64(roll.Posts)), r.dash(int64(roll.Activities))
	return v
}

func (r *renderer) resultRow(c *site.Campaign, sums []site.Sum, goal int64) ResultRow {
	row := ResultRow{Done: none, Goal: none, Percent: none}
	if c.TargetMetric == nil {
		return row
	}
	done, given := metricSum(sums, c.TargetMetric)
	if given {
		row.Done = r.format.number(done)
	}
	if goal > 0 {
		row.Goal = r.format.number(goal)
		row.Max, row.Value = strconv.FormatInt(goal, 10), strconv.FormatInt(min(done, goal), 10)
		if given {
			row.Percent = r.format.percent(done, goal)
		}
	}
	return row
}

// downloads are the numbers of a page as files beside it.
func (r *renderer) downloads(address string) []FileLink {
	w := &r.words.Act
	return []FileLink{
		{Title: "CSV", URL: r.href(address + "data.csv"), Type: w.CSV},
		{Title: "JSON", URL: r.href(address + "data.json"), Type: w.JSON},
	}
}
