package render

import (
	"slices"
	"strconv"

	"bantin/internal/output"
	"bantin/internal/site"
)

// modelFigures is how many numbers a good model shows.
const modelFigures = 3

// addModels adds the page of good models: all on one page, by topic and by unit.
func (r *renderer) addModels(t *output.Tree) {
	trail := r.makeTrail()
	r.add(t, r.s.Models.URL, "", func(r *leaf) (*layout, any) { return r.layouts.models, r.modelsView(trail) })
}

func (r *leaf) modelsView(trail *trail) *Models {
	w, posts := r.words, r.s.Models.Posts
	v := &Models{
		Frame: r.listFrame(r.s.Models, 1, w.Models, w.ModelsLede, trail), Crumbs: trail.html,
		Title: w.Models, Lede: w.ModelsLede, Empty: w.List.EmptyModel,
	}
	for _, t := range r.s.Topics {
		g := ModelGroup{ID: "_" + t.ID, Title: t.Title}
		for _, p := range posts {
			if len(p.Topics) > 0 && p.Topics[0] == t {
				g.Items = append(g.Items, r.model(p))
			}
		}
		if len(g.Items) > 0 {
			v.Topics = append(v.Topics, g)
			v.Contents = append(v.Contents, Choice{Title: t.Title, URL: r.href("#" + g.ID), Count: strconv.Itoa(len(g.Items))})
		}
	}
	for _, u := range r.s.Units {
		m := ModelUnit{Unit: Link{u.Title, r.href(u.List.URL)}}
		for _, p := range posts {
			if slices.Contains(p.Units, u) {
				m.Items = append(m.Items, Link{p.Title, r.href(p.URL)})
			}
		}
		if len(m.Items) > 0 {
			v.Units = append(v.Units, m)
		}
	}
	return v
}

// model is a good model as pages introduce it.
func (r *renderer) model(p *site.Post) Model {
	m := Model{
		Title: p.Title, Summary: p.Summary, Mark: r.mark(p), URL: r.href(p.URL), Date: r.date(p.Date.Time),
		Picture: r.cardPicture(p, widestCard), Address: r.s.Abs(p.URL),
	}
	for _, u := range p.Units {
		m.Units = append(m.Units, Link{shortName(&u.Meta), r.href(u.List.URL)})
	}
	for _, a := range p.Activities {
		if m.Figures == nil {
			m.Figures = r.activityFigures(a, modelFigures, r.figureLabel)
		}
	}
	return m
}
