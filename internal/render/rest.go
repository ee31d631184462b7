package render

import (
	"bytes"
	"html/template"

	"bantin/internal/output"
	"bantin/internal/site"
)

// addRest adds pages of content/pages, the page for addresses that lead nowhere, and redirects.
func (r *renderer) addRest(t *output.Tree) {
	for _, p := range r.s.Pages {
		add(t, p.URL, output.Page, p.File, func(w *bytes.Buffer) error { return r.layouts.page.Execute(w, r.pageView(p)) })
	}
	add(t, site.NotFoundURL, output.Page, "", func(w *bytes.Buffer) error { return r.layouts.missing.Execute(w, r.missingView()) })
	for _, d := range r.s.Redirects {
		add(t, d.From, output.Redirect, d.File, func(w *bytes.Buffer) error {
			return r.layouts.redirect.Execute(w, &Redirect{
				Lang: r.s.Lang.Code, To: r.href(d.To), Absolute: r.s.Abs(d.To), Title: r.words.Missing.Moved,
			})
		})
	}
}

func (r *renderer) pageView(p *site.Page) *Page {
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

func (r *renderer) missingView() *Missing {
	w := &r.words.Missing
	m := meta{title: w.Title, description: w.Lede, address: site.NotFoundURL, robots: noindex}
	posts := r.s.Latest.Posts
	return &Missing{
		Frame: r.framed(topNone, r.metaHTML(&m)),
		Home:  template.URL(r.href("/")), Archive: r.href(r.s.ArchiveRootURL()), Search: r.searchPage(),
		Cards: r.cards(posts[:min(len(posts), 3)]),
	}
}
