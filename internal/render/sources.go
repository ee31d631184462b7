package render

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"

	"bantin/internal/output"
	"bantin/internal/site"
)

// addSources adds the lists behind the numbers of the roll-up.
func (r *renderer) addSources(t *output.Tree) {
	r.sourceYears = make(map[sourceKey][]int)
	for i := range r.s.Sources {
		src := &r.s.Sources[i]
		if src.Campaign == nil {
			key := sourceKey{src.By, sourceID(src)}
			r.sourceYears[key] = append(r.sourceYears[key], src.Year)
		}
	}
	for _, years := range r.sourceYears { // all years first, then the newest
		slices.SortFunc(years, func(a, b int) int { return cmp.Or(cmp.Compare(min(a, 1), min(b, 1)), cmp.Compare(b, a)) })
	}
	for i := range r.s.Sources {
		src := &r.s.Sources[i]
		add(t, src.URL, output.Page, "", func(w *bytes.Buffer) error { return r.layouts.source.Execute(w, r.sourceView(src)) })
	}
}

func (r *renderer) sourceView(src *site.Source) *Source {
	w := &r.words.Act.Source
	v := &Source{}
	var above []crumb
	var up string // whose preview it shares
	switch {
	case src.Campaign != nil:
		c := src.Campaign
		up, above = c.List.URL, []crumb{{r.words.Campaigns, r.s.CampaignsURL()}, {c.Title, c.List.URL}}
		v.Title, v.Lede = fill(w.OfCampaign, c.Title), w.LedeCampaign
		r.campaignSource(v, c)
	case src.Year == 0:
		up, above = r.s.ActivityURL(), []crumb{{r.words.Activity, r.s.ActivityURL()}}
		v.Title, v.Lede = fill(w.OfYears, r.sourceName(src)), w.LedeYears
		r.yearsSource(v, src)
	default:
		year := strconv.Itoa(src.Year)
		up = r.s.YearURL(src.Year)
		above = []crumb{{r.words.Activity, r.s.ActivityURL()}, {year, up}}
		v.Title, v.Lede = fill(w.OfYear, r.sourceName(src), year), fill(w.Lede, year)
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
	w, id := &r.words.Act.Source, sourceID(src)
	switch src.By {
	case site.ByUnit:
		v.Up = &Link{w.ToUnit, r.href(src.Unit.List.URL)}
	case site.ByTopic:
		v.Up = &Link{w.ToTopic, r.href(src.Topic.List.URL)}
	}
	years := r.sourceYears[sourceKey{src.By, id}]
	if len(years) == 1 {
		return
	}
	for _, y := range years {
		title := strconv.Itoa(y)
		if y == 0 {
			title = r.words.Act.AllYears
		}
		v.Choices = append(v.Choices, Choice{Title: title, URL: r.href(r.s.SourceURL(y, src.By, id)), Current: y == src.Year})
	}
}

// sourceID is the id of what a list is about.
func sourceID(src *site.Source) string {
	switch src.By {
	case site.ByKind:
		return src.Kind.ID
	case site.ByMetric:
		return src.Metric.ID
	case site.ByUnit:
		return src.Unit.ID
	case site.ByTopic:
		return src.Topic.ID
	case site.ByForm:
		return src.Form.ID()
	}
	return ""
}

// sourceName is what the list of a year or of all years is about.
func (r *renderer) sourceName(src *site.Source) string {
	switch src.By {
	case site.ByKind:
		return src.Kind.Title
	case site.ByMetric:
		return src.Metric.Title
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

// yearsSource leads from a kind, a metric or the activities to the lists of the years.
func (r *renderer) yearsSource(v *Source, src *site.Source) {
	all := r.rollups.of(period{})
	id := sourceID(src)
	switch src.By {
	case site.ByKind:
		for _, k := range all.Kinds {
			if k.Kind == src.Kind {
				v.Figures = []Figure{r.counted(r.words.Act.Activities, int64(k.Activities))}
			}
		}
	case site.ByMetric:
		v.Figures = []Figure{r.total(all, id)}
	default:
		v.Figures = []Figure{r.total(all, "activities")}
	}
	var values []int
	for _, y := range r.s.Archive {
		bar, n := r.yearBar(src, y.Year)
		if bar.N == "" {
			continue
		}
		bar.Title, bar.Source = strconv.Itoa(y.Year), r.href(r.s.SourceURL(y.Year, src.By, id))
		v.Years = append(v.Years, bar)
		values = append(values, n)
	}
	drawBars(v.Years, values)
}

// yearBar is what a year has of a kind, a metric or of activities; without N when there is nothing.
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
	default:
		if roll.Activities > 0 {
			return Bar{N: r.format.number(int64(roll.Activities))}, roll.Activities
		}
	}
	return Bar{}, 0
}

// campaignSource lists the activities of a campaign by unit and by kind.
func (r *renderer) campaignSource(v *Source, c *site.Campaign) {
	w := &r.words.Act
	v.Figures = []Figure{r.counted(w.Activities, int64(added(c.Activities)))}
	units := SourceGroup{ID: "_-units", Title: w.PerUnit}
	for _, u := range r.s.Units {
		r.addPart(&units, "_"+u.ID, u.Title, c.Activities, func(a *site.Activity) bool { return slices.Contains(a.Units, u) })
	}
	kinds := SourceGroup{ID: "_-kinds", Title: w.ByKind}
	for i := range r.s.Vocabulary.Kinds {
		k := &r.s.Vocabulary.Kinds[i]
		r.addPart(&kinds, "__"+k.ID, k.Title, c.Activities, func(a *site.Activity) bool { return a.Kind == k })
	}
	v.Groups = []SourceGroup{units, kinds}
}

// addPart adds to a group the activities that belong to a unit or kind, if there are any.
func (r *renderer) addPart(g *SourceGroup, id, title string, all []*site.Activity, belongs func(*site.Activity) bool) {
	var of []*site.Activity
	for _, a := range all {
		if belongs(a) {
			of = append(of, a)
		}
	}
	if len(of) == 0 {
		return
	}
	part := SourcePart{ID: id, Title: title, Activities: r.deedList(of)}
	if n := added(of); n > 0 {
		part.Count = r.countText(r.words.Act.Activities, n)
	}
	g.Parts = append(g.Parts, part)
}
