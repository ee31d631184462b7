package render

import (
	"cmp"
	"slices"
	"strconv"

	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
)

// addSources adds the lists behind the numbers of the roll-up.
func (r *renderer) addSources(t *output.Tree) {
	r.sourceYears = make(map[sourceKey][]int)
	for i := range r.s.Sources {
		src := &r.s.Sources[i]
		if src.Campaign == nil {
			key := sourceKey{src.By, src.ID}
			r.sourceYears[key] = append(r.sourceYears[key], src.Year)
		}
	}
	for _, years := range r.sourceYears { // all years first, then the newest
		slices.SortFunc(years, func(a, b int) int { return cmp.Or(cmp.Compare(min(a, 1), min(b, 1)), cmp.Compare(b, a)) })
	}
	for i := range r.s.Sources {
		src := &r.s.Sources[i]
		r.add(t, src.URL, "", func(r *leaf) (*layout, any) { return r.layouts.source, r.sourceView(src) })
	}
}

func (r *leaf) sourceView(src *site.Source) *Source {
	w := &r.words.Act.Source
	v := &Source{}
	var above []crumb
	var up string // whose preview it shares
	switch {
	case src.Campaign != nil:
		c := src.Campaign
		up, above = c.List.URL, []crumb{{r.words.Campaigns, r.s.CampaignsURL()}, {c.Title, c.List.URL}}
		v.Title, v.Lede = lang.Fill(w.OfCampaign, c.Title), w.LedeCampaign
		if len(c.Phases) > 0 {
			v.Lede = w.LedePhases
		}
		r.campaignSource(v, c)
	case src.Year == 0:
		up, above = r.s.ActivityURL(), []crumb{{r.words.Activity, r.s.ActivityURL()}}
		v.Title, v.Lede = lang.Fill(w.OfYears, r.sourceName(src)), w.LedeYears
		r.yearsSource(v, src)
	default:
		year := strconv.Itoa(src.Year)
		up = r.s.YearURL(src.Year)
		above = []crumb{{r.words.Activity, r.s.ActivityURL()}, {year, up}}
		v.Title, v.Lede = lang.Fill(w.OfYear, r.sourceName(src), year), lang.Fill(w.Lede, year)
		r.sourceChoices(v, src)
		r.yearSource(v, src)
	}
	trail := r.makeTrail(above...)
	v.Crumbs = trail.html
	m := meta{title: v.Title, description: describeFigures(v.Title, v.Figures), address: src.URL, trail: trail, picture: r.previews[up]}
	v.Frame = r.framed(r.section(src.URL), r.metaHTML(&m))
	return v
}

// sourceKey tells what a list is about, whatever its year.
type sourceKey struct {
	by site.By
	id string
}

// sourceChoices are the same list of other years, newest first, and the page of the unit or topic.
func (r *renderer) sourceChoices(v *Source, src *site.Source) {
	w := &r.words.Act.Source
	switch src.By {
	case site.ByUnit:
		v.Up = &Link{w.ToUnit, r.href(src.Unit.List.URL)}
	case site.ByTopic:
		v.Up = &Link{w.ToTopic, r.href(src.Topic.List.URL)}
	}
	years := r.sourceYears[sourceKey{src.By, src.ID}]
	if len(years) == 1 {
		return
	}
	for _, y := range years {
		title := strconv.Itoa(y)
		if y == 0 {
			title = r.words.Act.AllYears
		}
		v.Choices = append(v.Choices, Choice{Title: title, URL: r.href(r.s.SourceURL(y, src.By, src.ID)), Current: y == src.Year})
	}
}

// sourceName is what the list of a year or of all years is about.
func (r *renderer) sourceName(src *site.Source) string {
	switch src.By {
	case site.ByKind:
		return src.Kind.Title
	case site.ByMetric:
		name, _ := r.metricName(src.Metric)
		return name
	case site.ByUnit:
		return src.Unit.Title
	case site.ByTopic:
		return src.Topic.Title
	case site.ByForm:
		return r.words.FormLists[src.Form]
	case site.ByPosts:
		return r.words.Act.Source.Posts
	}
	return r.words.Act.List
}

// yearsSource leads from a kind, a metric, the activities or the posts to the lists of the years.
func (r *renderer) yearsSource(v *Source, src *site.Source) {
	all := r.rollups.of(period{})
	switch src.By {
	case site.ByKind:
		for _, k := range all.Kinds {
			if k.Kind == src.Kind {
				v.Figures = []Figure{r.counted(r.words.Act.Activities, int64(k.Activities))}
			}
		}
	case site.ByMetric:
		v.Figures = []Figure{r.total(all, src.ID)}
	case site.ByPosts:
		v.Figures = []Figure{r.total(all, "posts")}
	default:
		v.Figures = []Figure{r.total(all, "activities")}
	}
	var values []int
	for _, y := range r.s.Archive {
		bar, n := r.yearBar(src, y.Year)
		if bar.N == "" {
			continue
		}
		bar.Title, bar.Source = strconv.Itoa(y.Year), r.href(r.s.SourceURL(y.Year, src.By, src.ID))
		v.Years = append(v.Years, bar)
		values = append(values, n)
	}
	drawBars(v.Years, values)
}

// yearBar is what a year has of a kind, a metric, of activities or posts; without N when there is nothing.
func (r *renderer) yearBar(src *site.Source, year int) (Bar, int) {
	roll := r.rollups.of(period{year: year})
	switch src.By {
	case site.ByKind:
		for _, k := range roll.Kinds {
			if k.Kind == src.Kind {
				return Bar{N: r.format.number(int64(k.Activities)), Parts: r.parts(k.Metrics)}, k.Activities
			}
		}
	case site.ByMetric:
		if n, given := metricSum(roll.Metrics, src.Metric); given {
			return Bar{N: r.format.number(n)}, int(n)
		}
	case site.ByPosts:
		if roll.Posts > 0 {
			return Bar{N: r.format.number(int64(roll.Posts))}, roll.Posts
		}
	default:
		if roll.Activities > 0 {
			return Bar{N: r.format.number(int64(roll.Activities))}, roll.Activities
		}
	}
	return Bar{}, 0
}

// campaignSource lists the activities and posts of a campaign by unit, and the activities by kind and by phase.
func (r *renderer) campaignSource(v *Source, c *site.Campaign) {
	w := &r.words.Act
	posts, _ := r.s.Select(site.Filter{Campaign: c})
	v.Figures = given([]Figure{r.counted(w.Activities, int64(added(c.Activities))), r.counted(w.Posts, int64(len(posts)))})
	units := SourceGroup{ID: "_-units", Title: w.PerUnit}
	for _, u := range r.s.Units {
		belongs := func(a *site.Activity) bool { return slices.Contains(a.Units, u) }
		var of []*site.Post
		for _, p := range posts {
			if slices.Contains(p.Units, u) {
				of = append(of, p)
			}
		}
		r.addPart(&units, "_"+u.ID, u.Title, filtered(c.Activities, belongs), of)
	}
	kinds := SourceGroup{ID: "_-kinds", Title: w.ByKind}
	for i := range r.s.Vocabulary.Kinds {
		k := &r.s.Vocabulary.Kinds[i]
		r.addPart(&kinds, "__"+k.ID, k.Title, filtered(c.Activities, func(a *site.Activity) bool { return a.Kind == k }), nil)
	}
	phases := SourceGroup{ID: "_-phases", Title: r.words.Camp.Phases}
	for i := range c.Phases {
		r.addPart(&phases, phaseSourceID(i), c.Phases[i].Title, inPhaseOf(c, i), nil)
	}
	if len(c.Phases) > 0 {
		r.addPart(&phases, phaseSourceID(noPhase), r.words.Camp.Outside, inPhaseOf(c, noPhase), nil)
	}
	for _, g := range []SourceGroup{units, kinds, phases} {
		if len(g.Parts) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
}

// inPhaseOf are the activities of a campaign's phase.
func inPhaseOf(c *site.Campaign, phase int) []*site.Activity {
	return filtered(c.Activities, func(a *site.Activity) bool { return inPhase(c, phase, a.From) })
}

// filtered are the activities that want accepts.
func filtered(all []*site.Activity, want func(*site.Activity) bool) []*site.Activity {
	var of []*site.Activity
	for _, a := range all {
		if want(a) {
			of = append(of, a)
		}
	}
	return of
}

// addPart adds to a group the activities and posts of a unit or kind, if there are any.
// A post stands under its activity, or for itself if it has none here.
func (r *renderer) addPart(g *SourceGroup, id, title string, activities []*site.Activity, posts []*site.Post) {
	if len(activities) == 0 && len(posts) == 0 {
		return
	}
	part := SourcePart{ID: id, Title: title, Activities: r.deedList(activities)}
	if n := added(activities); n > 0 {
		part.Count = r.countText(r.words.Act.Activities, n)
	}
	if len(posts) > 0 {
		if part.Count != "" {
			part.Count += ", "
		}
		part.Count += r.countText(r.words.Act.Posts, len(posts))
		part.Posts, part.Note = r.listedLines(slices.DeleteFunc(posts, func(p *site.Post) bool {
			return slices.ContainsFunc(p.Activities, func(a *site.Activity) bool { return slices.Contains(activities, a) })
		}))
	}
	g.Parts = append(g.Parts, part)
}
