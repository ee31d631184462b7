package render

import (
	"html/template"

	"bantin/internal/output"
	"bantin/internal/site"
)

// addRest adds pages of content/pages, the page for addresses that lead nowhere, and redirects.
func (r *renderer) addRest(t *output.Tree) {
	for _, p := range r.s.Pages {
		r.add(t, p.URL, p.File, func(r *leaf) (*layout, any) { return r.layouts.page, r.pageView(p) })
	}
	r.add(t, site.NotFoundURL, "", func(r *leaf) (*layout, any) { return r.layouts.missing, r.missingView() })
	for _, d := range r.s.Redirects {
		f := r.pageFile(d.From, d.File, func(r *leaf) (*layout, any) {
			return r.layouts.redirect, &Redirect{Lang: r.s.Lang.Code, To: r.href(d.To), Absolute: r.s.Abs(d.To), Title: r.words.Missing.Moved}
		})
		f.Kind = output.Redirect
		t.Add(f)
	}
}

func (r *leaf) pageView(p *site.Page) *Page {
	trail := r.makeTrail()
	description := p.Description
	if description == "" && p.Body != nil {
		description = p.Body.Lead
	}
	m := meta{title: p.Title, description: description, address: p.URL, trail: trail}
	return &Page{
		Frame: r.framed(r.section(p.URL), r.metaHTML(&m)), Crumbs: trail.html, Title: p.Title, Lede: p.Description,
		Cover: r.cover(p.Cover, p.CoverURL), Body: r.body(p.Body, p.Targets),
	}
}

func (r *leaf) missingView() *Missing {
	w := &r.words.Missing
	m := meta{title: w.Title, description: w.Lede, address: site.NotFoundURL, robots: noindex}
	posts := r.s.Latest.Posts
	return &Missing{
		Frame: r.framed(topNone, r.metaHTML(&m)),
		Home:  template.URL(r.href("/")), Archive: r.href(r.s.ArchiveRootURL()), Search: r.searchPage(),
		Cards: r.cards(posts[:min(len(posts), 3)]),
	}
}
