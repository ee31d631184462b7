package render

import (
	"bytes"
	"html/template"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/site"
)

// frame holds the ready parts around every page.
type frame struct {
	head, foot template.HTML
	// tops are the page's upper part: for no section, for the home page, for the search, then
	// for each entry of the menu as the section of the page and as the page itself.
	tops []template.HTML
	// forms is the place in tops for posts of each form.
	forms [content.NumForms]int
	meta  metaCommon
}

const (
	topNone = iota
	topHome
	topSearch
	topFirst
)

// makeFrame renders the frame once. What goes wrong here lies in head.html, header.html or footer.html.
func (r *renderer) makeFrame() []diag.Diagnostic {
	var problems []diag.Diagnostic
	run := func(name string, t *layout, view any) template.HTML {
		var w bytes.Buffer
		if err := t.Execute(&w, view); err != nil {
			problems = append(problems, LayoutProblem(name, err))
		}
		return template.HTML(w.String())
	}
	r.frame.head = run("head.html", r.layouts.head, r.headView())
	r.frame.foot = run("footer.html", r.layouts.footer, r.footerView())
	for i := range topFirst + 2*len(r.s.Menu) {
		r.frame.tops = append(r.frame.tops, run("header.html", r.layouts.header, r.headerView(i)))
	}
	for f := range r.frame.forms {
		at := r.section(r.s.Forms[f].URL)
		if at < topFirst {
			at = topNone
		} else {
			at -= (at - topFirst) % 2 // a post is below the entry, never its page
		}
		r.frame.forms[f] = at
	}
	r.frame.meta = r.makeMetaCommon()
	r.makeTrails()
	return problems
}

// section finds the place in tops for the page at an address: the entry of the
// menu that leads there, or the longest that leads above it.
func (r *renderer) section(address string) int {
	if address == "/" {
		return topHome
	}
	best, at := 0, topNone
	for i, m := range r.s.Menu {
		if m.External || len(m.URL) <= max(best, 1) || !strings.HasPrefix(address, m.URL) {
			continue
		}
		best, at = len(m.URL), topFirst+2*i
		if m.URL == address {
			at++
		}
	}
	return at
}

func (r *renderer) framed(top int, meta template.HTML) Frame {
	return Frame{Lang: r.s.Lang.Code, Meta: meta, Head: r.frame.head, Top: r.frame.tops[top], Foot: r.frame.foot}
}

func (r *renderer) headView() *Head {
	h := &Head{Feed: r.href(site.FeedURL), SiteTitle: r.s.Settings.Title}
	if r.s.Settings.Search {
		h.Search = r.href(site.OpenSearchURL)
	}
	return h
}

// searchPage is the address of the search page; "" on a site without one.
func (r *renderer) searchPage() template.URL {
	if !r.s.Settings.Search {
		return ""
	}
	return r.href(r.s.SearchURL())
}

func (r *renderer) headerView(top int) *Header {
	set := r.s.Settings
	h := &Header{Home: top == topHome, URL: r.href("/"), Name: set.Title, Publisher: set.Organization.Name}
	h.Search, h.Searching = r.searchPage(), top == topSearch
	if set.ShortTitle != set.Title {
		h.Short = set.ShortTitle
	}
	if h.Publisher == h.Name {
		h.Publisher = ""
	}
	if logo := set.Organization.Logo; logo != nil {
		h.Logo = r.picture(logo.Path, r.s.LogoURL, "", widestAny)
	}
	for i, m := range r.s.Menu {
		item := MenuItem{Title: m.Title, External: m.External}
		item.URL = template.URL(target(r.s, &site.Target{URL: m.URL, External: m.External}, false))
		switch top {
		case topFirst + 2*i:
			item.Current = "true"
		case topFirst + 2*i + 1:
			item.Current = "page"
		case topSearch:
			if !m.External && m.URL == r.s.SearchURL() {
				item.Current = "page"
			}
		}
		h.Menu = append(h.Menu, item)
	}
	for _, t := range r.s.Topics {
		h.Topics = append(h.Topics, Link{t.Title, r.href(t.List.URL)})
	}
	h.More = r.places()
	return h
}

// places are the sections of the site that the menu may not show.
func (r *renderer) places() []Link {
	w, p := r.words, r.s.Lang.Paths
	link := func(title, path string) Link { return Link{title, r.href("/" + path + "/")} }
	all := []Link{link(w.Latest, p.Latest)}
	for f := range content.NumForms {
		if len(r.s.Forms[f].Posts) > 0 {
			all = append(all, Link{w.FormLists[f], r.href(r.s.Forms[f].URL)})
		}
	}
	all = append(all, link(w.Units, p.Units), link(w.Campaigns, p.Campaigns), link(w.Activity, p.Activity), link(w.Models, p.Models))
	return append(all, link(w.Archive, p.Archive))
}

func (r *renderer) footerView() *Footer {
	set, w, p := r.s.Settings, r.words, r.s.Lang.Paths
	org := set.Organization
	link := func(title, path string) Link { return Link{title, r.href("/" + path)} }
	f := &Footer{Description: set.Description, Parent: org.Parent, Address: org.Address}
	if org.Name != "" {
		f.Published = lang.Fill(w.Frame.Published, org.Name)
	}
	if org.Phone != "" {
		f.Phone = &Link{org.Phone, template.URL("tel:" + dialled(org.Phone))}
	}
	if org.Email != "" {
		f.Email = &Link{org.Email, template.URL("mailto:" + org.Email)}
	}
	f.Read = []Link{link(w.Latest, p.Latest+"/"), link(w.Topics, p.Topics+"/"), link(w.Models, p.Models+"/"), link(w.Archive, p.Archive+"/")}
	if r.s.HasBulletins() {
		f.Read = append(f.Read, Link{w.Bulletin.Title, r.href(r.s.BulletinsURL())})
	}
	f.Numbers = []Link{link(w.Activity, p.Activity+"/"), link(w.Units, p.Units+"/"), link(w.Campaigns, p.Campaigns+"/")}
	for _, page := range r.s.Pages {
		f.Contact = append(f.Contact, Link{page.Title, r.href(page.URL)})
	}
	f.Contact = append(f.Contact, link(w.Frame.Feed, "feed.xml"))
	for _, s := range r.social() {
		f.Social = append(f.Social, Link{s.Title, template.URL(s.URL)})
	}
	if !r.s.Updated.IsZero() {
		f.Updated = lang.Fill(w.Frame.Updated, r.format.date(r.s.Updated))
	}
	return f
}

// social are the organization's places elsewhere that are web addresses.
func (r *renderer) social() []Link {
	s := r.s.Settings.Social
	var all []Link
	for _, l := range []Link{
		{"Facebook", template.URL(s.Facebook)}, {"Zalo", template.URL(s.Zalo)},
		{"YouTube", template.URL(s.YouTube)}, {"VCNet", template.URL(s.VCNet)},
	} {
		if strings.HasPrefix(string(l.URL), "https://") || strings.HasPrefix(string(l.URL), "http://") {
			all = append(all, l)
		}
	}
	return all
}

// dialled keeps what a telephone needs of a number.
func dialled(number string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c == '+' {
			return c
		}
		return -1
	}, number)
}
