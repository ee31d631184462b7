package render

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/output"
)

// Search is the view of search.html.
type Search struct {
	Frame  Frame
	Crumbs template.HTML
	Title  string
	Site   string // its title
	// URL is the page's own address, Index that of the manifest of the search's files.
	URL, Index template.URL
	// Months are the names of the months, parted by "|"; "" where results have dates in figures.
	Months string
	// Topics, Units, Forms and Years are what to choose from where there is no script, and before anything is typed.
	Topics, Units, Forms, Years  []Choice
	ToTopics, ToUnits, ToArchive template.URL
}

// searchManifest is the file that the search reads first, beside its page.
const searchManifest = "index.json"

func (r *renderer) addSearch(t *output.Tree) {
	if !r.s.Settings.Search {
		return
	}
	r.add(t, r.s.SearchURL(), "", func(r *leaf) (*layout, any) { return r.layouts.search, r.searchView() })
}

func (r *leaf) searchView() *Search {
	s, trail, address := r.s, r.makeTrail(), r.s.SearchURL()
	m := meta{title: r.words.Search, description: r.words.Find.Lede, address: address, trail: trail, robots: noindexFollow}
	v := &Search{
		Frame: r.framed(topSearch, r.metaHTML(&m)), Crumbs: trail.html, Title: r.words.Search, Site: s.Settings.Title,
		URL: r.href(address), Index: r.href(address + searchManifest),
		ToTopics: r.href(s.TopicsURL()), ToUnits: r.href(s.UnitsURL()), ToArchive: r.href(s.ArchiveRootURL()),
	}
	if r.format.english() {
		v.Months = monthNames()
	}
	for _, t := range s.Topics {
		v.Topics = append(v.Topics, r.choice(t.Title, t.List.URL, len(t.List.Posts)))
	}
	for _, u := range s.Units {
		if len(u.List.Posts) > 0 || !ended(u, s.Now) {
			v.Units = append(v.Units, r.choice(shortName(&u.Meta), u.List.URL, len(u.List.Posts)))
		}
	}
	for f := range content.NumForms {
		if n := len(s.Forms[f].Posts); n > 0 {
			v.Forms = append(v.Forms, r.choice(r.words.FormLists[f], s.Forms[f].URL, n))
		}
	}
	for _, y := range s.Archive {
		year := strconv.Itoa(y.Year)
		v.Years = append(v.Years, r.choice(year, s.ArchiveRootURL()+"#_"+year, y.Posts))
	}
	return v
}

// choice is a list to choose, with how many posts it has.
func (r *renderer) choice(title, address string, posts int) Choice {
	c := Choice{Title: title, URL: r.href(address)}
	if posts > 0 {
		c.Count = r.format.number(int64(posts))
	}
	return c
}

func monthNames() string {
	var names []string
	for m := time.January; m <= time.December; m++ {
		names = append(names, m.String())
	}
	return strings.Join(names, "|")
}
