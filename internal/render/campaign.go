package render

import (
	"strconv"
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func (r *renderer) addCampaigns(t *output.Tree) {
	address := r.s.CampaignsURL()
	r.add(t, address, "", func(r *leaf) (*layout, any) { return r.layouts.campaigns, r.campaignsView(address) })
	for _, c := range r.s.Campaigns {
		r.addCampaign(t, c, r.makeTrail(crumb{r.words.Campaigns, address}))
	}
}

func (r *leaf) campaignsView(address string) *Campaigns {
	w, trail := r.words, r.makeTrail()
	m := meta{title: w.Campaigns, description: w.CampaignsLede, address: address, trail: trail}
	v := &Campaigns{Frame: r.framed(r.section(address), r.metaHTML(&m)), Crumbs: trail.html, Title: w.Campaigns, Lede: w.CampaignsLede, Empty: w.Camp.None}
	for _, phase := range []site.Phase{site.During, site.Before, site.After} {
		g := CampaignGroup{Title: r.phaseWord(phase)}
		for _, c := range r.s.Campaigns {
			if c.Phase(r.s.Now) == phase {
				g.Items = append(g.Items, r.campaignEntry(c, phase))
			}
		}
		if len(g.Items) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	return v
}

// campaignEntry is a campaign in the list of campaigns: when it is, and how far it has come.
func (r *renderer) campaignEntry(c *site.Campaign, phase site.Phase) Entry {
	e := r.entry(&c.Meta, &c.List, 0)
	e.Note, e.Last = r.format.period(c.From, c.To), ""
	if when := r.distance(c, phase); when != "" {
		e.Note += " · " + when
	}
	if phase != site.Before {
		e.Progress = r.progress(c, r.s.Rollup(site.Filter{Campaign: c}))
	}
	return e
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

// distance says how many days there are until a campaign begins or ends; "" when it is over or has no end.
func (r *renderer) distance(c *site.Campaign, phase site.Phase) string {
	w := &r.words.Camp
	switch left := r.format.days(r.s.Now, c.To); {
	case phase == site.Before:
		return r.format.count(w.To, r.format.days(r.s.Now, c.From))
	case phase == site.After || c.To.IsZero():
		return ""
	case left == 0:
		return lowerFirst(w.LastDay)
	default:
		return r.format.count(w.Left, left)
	}
}

func (r *renderer) addCampaign(t *output.Tree, c *site.Campaign, trail *trail) {
	l := &c.List
	of := r.phasePosts(c)
	r.addPaged(t, l, func(r *leaf, n int, posts []*site.Post, pager *Pager) (*layout, any) {
		v := &Campaign{
			Frame: r.listFrame(l, n, c.Title, describe(&c.Meta), trail), Crumbs: trail.html, Title: c.Title,
			Kicker:  r.phaseWord(c.Phase(r.s.Now)) + " · " + r.format.period(c.From, c.To),
			Heading: r.words.Camp.Posts, Cards: r.cards(posts), Groups: r.postGroups(c, n, posts, of), Empty: r.words.Camp.Empty, Pager: pager,
			Feed: r.href(l.FeedURL()), First: n == 1,
		}
		if n == 1 {
			r.campaignFirst(v, c, of)
		}
		return r.layouts.campaign, v
	})
}

// campaignFirst fills what only the first page of a campaign shows.
func (r *leaf) campaignFirst(v *Campaign, c *site.Campaign, of []phasePosts) {
	roll := r.s.Rollup(site.Filter{Campaign: c})
	v.Lede, v.Poster = c.Description, r.href(r.s.PosterURL(c.List.URL))
	v.Cover = r.cover(c.Cover, c.CoverURL)
	v.Body = r.body(c.Body, c.Targets)
	r.campaignHead(v, c, roll)
	r.phases(v, c, of)
	if len(c.Phases) == 0 {
		v.Note = r.expiredNote(of[0].gone)
	}
	for i, b := range c.Basis {
		f := FileLink{Title: b.Title}
		if i < len(c.BasisURLs) && c.BasisURLs[i] != "" {
			f = r.fileLink(b.Title, b.File.Path, c.BasisURLs[i])
		}
		v.Basis = append(v.Basis, f)
	}
	v.Results = r.results(c, roll)
	v.Kinds = r.kindBars(roll, period{})
	for _, p := range roll.Commended {
		v.Models = append(v.Models, r.model(p))
	}
	v.Downloads = r.downloads(c.List.URL, true)
}

// campaignHead fills the figures: before, what is to come; then what was done, and how much time is left.
func (r *renderer) campaignHead(v *Campaign, c *site.Campaign, roll *site.Rollup) {
	w, now := &r.words.Camp, r.s.Now
	phase := c.Phase(now)
	if phase == site.Before {
		left := r.format.days(now, c.From)
		v.Figures = append(v.Figures, Figure{N: r.format.number(int64(left)), Label: w.DaysTo.For(int64(left))})
		if all := c.Goal(nil); all > 0 && c.TargetMetric != nil {
			v.Figures = append(v.Figures, Figure{N: r.format.number(all), Label: lang.Fill(w.GoalLabel, metricLabel(c.TargetMetric))})
		}
		return
	}
	v.Figures = given(r.campaignFigures(c, roll, "", "#_list"))
	if p := r.progress(c, roll); p != nil {
		v.Progress, v.Pace = p, p.Text
		switch {
		case p.Max != "": // the figures say the number itself
			v.Pace = viet.UpperFirst(lang.Fill(w.ShareOf, p.Percent, p.Goal, p.Label))
		case p.Done != none:
			v.Pace = ""
		}
	}
	if phase == site.After || c.To.IsZero() {
		return
	}
	left := r.format.days(now, c.To)
	if left > 0 {
		v.Figures = append(v.Figures, Figure{N: r.format.number(int64(left)), Label: w.DaysLeft.For(int64(left))})
	}
	number := func(from, to time.Time) string { return r.format.number(int64(r.format.days(from, to) + 1)) }
	day := lang.Fill(w.DayOf, number(c.From, now), number(c.From, c.To))
	if left == 0 {
		day = lowerFirst(w.LastDay)
	}
	if v.Pace != "" {
		v.Pace += " · "
	}
	v.Pace = viet.UpperFirst(v.Pace + day)
}

// campaignFigures are what was done in a campaign: the metric of its target, or
// else the one that tells most, activities and posts. Behind them are the anchor of the activities on
// the campaign's list, "" for all, and the address of the posts.
func (r *renderer) campaignFigures(c *site.Campaign, roll *site.Rollup, anchor, posts string) []Figure {
	def := c.TargetMetric
	if def == nil {
		def = r.mainMetric(roll)
	}
	source := r.href(r.s.CampaignSourceURL(c) + anchor)
	var all []Figure
	if def != nil {
		if n, ok := metricSum(roll.Metrics, def); ok {
			all = append(all, Figure{N: r.format.number(n), Label: metricLabel(def), URL: source})
		}
	}
	done := r.counted(r.words.Act.Activities, int64(roll.Activities))
	if roll.Activities > 0 {
		done.URL = source
	}
	told := r.counted(r.words.Act.Posts, int64(roll.Posts))
	if roll.Posts > 0 {
		told.URL = r.href(posts)
	}
	return append(all, done, told)
}

// unitGoals is the sum of the units' shares of a target.
func unitGoals(c *site.Campaign) int64 {
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
	return r.reached(c.TargetMetric, roll.Metrics, c.Goal(nil))
}

// reached holds what was done against a goal, 0 for none. What nobody gave is
// not zero: it has a sentence, but no bar.
func (r *renderer) reached(def *content.MetricDef, sums []site.Sum, all int64) *Progress {
	w, label := &r.words.Camp, metricLabel(def)
	done, known := metricSum(sums, def)
	p := &Progress{Done: none, Label: label, Text: lang.Fill(w.ReachedNoGoal, none, label)}
	if all > 0 {
		p.Goal, p.Percent = r.format.number(all), none
		p.Text = lang.Fill(w.GoalOnly, p.Goal, label)
	}
	if !known {
		return p
	}
	p.Done = r.format.number(done)
	if all == 0 {
		p.Text = lang.Fill(w.ReachedNoGoal, p.Done, label)
		return p
	}
	p.Percent = r.format.percent(done, all)
	p.Value, p.Max = strconv.FormatInt(min(done, all), 10), strconv.FormatInt(all, 10)
	p.Text = lang.Fill(w.Reached, p.Done, p.Goal, label) + " (" + p.Percent + ")"
	return p
}

// downloads are the numbers of a page as files beside it; a month has no workbook.
func (r *renderer) downloads(address string, workbook bool) []FileLink {
	w := &r.words.Act
	var all []FileLink
	if workbook {
		all = append(all, FileLink{Title: "Excel", URL: r.href(address + "data.xlsx"), Type: w.Excel})
	}
	return append(all,
		FileLink{Title: "CSV", URL: r.href(address + "data.csv"), Type: w.CSV},
		FileLink{Title: "JSON", URL: r.href(address + "data.json"), Type: w.JSON})
}
