package site

import (
	"cmp"
	"slices"
	"strings"

	"bantin/internal/content"
)

// resolveSettings resolves what the settings name: menu and logo.
func (b *builder) resolveSettings() {
	s := b.s
	d := &doc{file: content.SiteFile, dir: "content", url: HomeURL}
	r := resolver{builder: b}
	if logo := s.Settings.Organization.Logo; logo != nil {
		s.LogoURL = r.named(d, logo, imageFile)
	}
	s.Menu = b.defaultMenu()
	if s.Settings.Menu != nil {
		s.Menu = make([]MenuItem, 0, len(s.Settings.Menu))
		for _, m := range s.Settings.Menu {
			l := link{text: m.URL, pos: m.Pos}
			if isPath(m.URL) { // package markdown does it for the links of bodies
				l.text = decodePath(m.URL)
			}
			t, wait := r.target(d, l)
			if wait {
				l = r.rooted(l)
				if u, ok := b.sourceLink(l); ok && b.sourceComes(nil, u) {
					t.URL = u + l.query + l.anchor
				} else {
					r.nowhere(d, l)
				}
			}
			s.Menu = append(s.Menu, MenuItem{Title: m.Title, URL: t.URL, External: t.External})
		}
	}
	b.problems.Merge(&r.problems)
	s.Files = d.files
}

// defaultMenu is the menu of a site that gives none.
func (b *builder) defaultMenu() []MenuItem {
	s, w := b.s, &b.s.Lang.Words
	form := func(f content.Form) MenuItem { return MenuItem{Title: w.FormLists[f], URL: s.Forms[f].URL} }
	return []MenuItem{
		{Title: w.Latest, URL: s.Latest.URL},
		form(content.Infographic), form(content.Photos), form(content.VideoForm),
		{Title: w.Campaigns, URL: s.CampaignsURL()},
		{Title: w.Units, URL: s.UnitsURL()},
		{Title: w.Activity, URL: s.ActivityURL()},
	}
}

// finish sets what follows from all the rest: old addresses, files, the posts
// held back and the links to them.
func (b *builder) finish() {
	s := b.s
	for _, c := range b.aliases {
		if c.doc.post == nil || b.shown(c.doc.post) {
			s.Redirects = append(s.Redirects, Redirect{From: c.url, To: c.doc.url, File: c.doc.file})
		}
	}
	slices.SortFunc(s.Redirects, func(x, y Redirect) int { return strings.Compare(x.From, y.From) })
	n := len(s.Files)
	for i := range b.docs {
		n += len(b.docs[i].files)
	}
	s.Files = slices.Grow(s.Files, n-len(s.Files))
	for _, p := range s.All { // in the order of their addresses, so that little is left to sort
		s.Files = append(s.Files, b.doc(p).files...)
	}
	for i := len(b.posts); i < len(b.docs); i++ {
		s.Files = append(s.Files, b.docs[i].files...)
	}
	slices.SortFunc(s.Files, func(x, y PublishedFile) int { return strings.Compare(x.URL, y.URL) })
	b.chooseKits()
	for _, p := range b.posts {
		if !p.published && p.State != Removed && !b.held(p) {
			s.Waiting = append(s.Waiting, p)
		}
	}
	if len(s.Posts) > 0 {
		s.Updated = s.Posts[0].Date.In(b.zone)
	}
	if b.o.HoldBack {
		b.holdBack()
	}
}

// holdBack lists the posts with errors and takes the links to them out.
func (b *builder) holdBack() {
	s := b.s
	failed := make(map[string]string)
	for f := range b.spoilt {
		if strings.HasPrefix(f, "content/posts/") && strings.HasSuffix(f, ".md") {
			failed[f] = ""
		}
	}
	for _, p := range b.posts {
		if p.failed {
			failed[p.File] = p.URL
		}
	}
	for f, u := range failed {
		s.Held = append(s.Held, Held{File: f, URL: u})
	}
	slices.SortFunc(s.Held, func(x, y Held) int { return cmp.Compare(x.File, y.File) })
	s.HeldBack = len(s.Held)
	if s.HeldBack == 0 {
		return
	}
	live := b.liveURLs()
	for i := range b.docs {
		d := &b.docs[i]
		if d.post != nil && !b.shown(d.post) {
			continue
		}
		for j, t := range *d.targets {
			if gone, what := b.gone(t, live); gone {
				ref := &d.body.Refs[j]
				pos := content.Pos{Line: int32(ref.Line), Column: int32(ref.Column)}
				b.report(&b.problems, d, pos, "link-to-held", "", ref.Dest, what)
				(*d.targets)[j] = Target{}
			}
		}
	}
	menu := s.Menu[:0]
	for i, m := range s.Menu {
		if gone, what := b.gone(Target{URL: m.URL}, live); gone {
			b.report(&b.problems, &doc{file: content.SiteFile}, s.Settings.Menu[i].Pos, "link-to-held", "", m.URL, what)
			continue
		}
		menu = append(menu, m)
	}
	s.Menu = menu
}

// liveURLs are the pages that depend on posts and exist in spite of the posts held back.
func (b *builder) liveURLs() map[string]bool {
	live := make(map[string]bool)
	for _, y := range b.s.Archive {
		live[b.s.YearURL(y.Year)] = true
		for _, m := range y.Months {
			live[m.URL] = true
			live[b.s.MonthURL(m.Year, m.Month)] = true
		}
	}
	for _, g := range b.s.Galleries {
		live[g.URL] = true
	}
	for i := range b.s.Sources {
		live[b.s.Sources[i].URL] = true
	}
	for _, x := range b.s.Bulletins() {
		live[x.URL], live[b.s.ReadingURL(x)] = true, true
	}
	return live
}

// gone tells whether a link's target was to be on the site but is held back,
// and names what holds it.
func (b *builder) gone(t Target, live map[string]bool) (bool, string) {
	if !isPath(t.URL) {
		return false, ""
	}
	u, _, _ := splitURL(t.URL)
	c := b.at(u)
	if l, n := b.laterPage(u); c == nil && l != nil {
		return n > b.s.PageCount(l), u
	}
	if c == nil && b.isSource(u) {
		return !live[u], u
	}
	if c == nil { // a file beside a page
		c = b.at(u[:strings.LastIndexByte(u, '/')+1])
	}
	switch {
	case c == nil:
		return false, ""
	case c.doc != nil && c.doc.post != nil:
		return !b.shown(c.doc.post), c.doc.file
	}
	return c.derived && !live[c.url], c.url
}
