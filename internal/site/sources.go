package site

import (
	"slices"
	"strings"

	"bantin/internal/content"
)

// By says what a source of the roll-up's numbers is about.
type By uint8

// The sources, in the order of lang.Paths.Sources.
const (
	ByKind       By = iota // activities of a kind
	ByMetric               // activities that gave a metric
	ByUnit                 // activities and posts of a unit
	ByTopic                // activities and posts of a topic
	ByForm                 // posts of a form
	ByActivities           // all activities
	ByPosts                // all posts
)

// Source is a page that lists what a number of the roll-up is the sum of: the
// activities and posts of a year. Without a year it leads to those of the
// years, for kinds, metrics, activities and posts; that of a campaign lists all its
// activities and posts by unit, and the activities by kind.
type Source struct {
	By       By
	Year     int    // 0: all years, or a campaign
	ID       string // of the kind, metric, unit, topic or form; "" for all activities, all posts and a campaign
	Kind     *content.Kind
	Metric   *content.MetricDef
	Unit     *Unit
	Topic    *Topic
	Form     content.Form
	Campaign *Campaign
	URL      string
}

// SourceURL is the address of a source of a year, 0 for all years; id is that
// of the kind, metric, unit, topic or form, "" for all activities and all posts. A page is
// there if the number in the roll-up of that year is not zero; without a year, for
// kinds, metrics, all activities and all posts only.
func (s *Site) SourceURL(year int, by By, id string) string {
	u := s.ActivityURL()
	if year != 0 {
		u = s.YearURL(year)
	}
	u += s.Lang.Paths.Sources[by] + "/"
	if id != "" {
		u += id + "/"
	}
	return u
}

// CampaignSourceURL is the address of the list of a campaign's activities and posts; it is there if there are any.
func (s *Site) CampaignSourceURL(c *Campaign) string {
	return c.URL + s.Lang.Paths.Sources[ByActivities] + "/"
}

// MonthAnchor is the anchor of a month on the page of a source: "#_2021-05".
func MonthAnchor(year int, month int) string {
	return "#_" + padded(year, 4) + "-" + padded(month, 2)
}

// numbers says which numbers of a roll-up are not zero; a metric's may be, if it was given.
type numbers struct {
	kinds, metrics, units, topics []bool
	forms                         [content.NumForms]bool
	posts, activities             bool
}

func (s *Site) newNumbers() *numbers {
	return &numbers{
		kinds: make([]bool, len(s.Vocabulary.Kinds)), metrics: make([]bool, len(s.Vocabulary.Metrics)),
		units: make([]bool, len(s.Units)), topics: make([]bool, len(s.Topics)),
	}
}

func (n *numbers) addPost(p *Post) {
	n.posts, n.forms[p.Form] = true, true
	for _, u := range p.Units {
		n.units[u.index] = true
	}
	for _, t := range p.Topics {
		n.topics[t.index] = true
	}
}

func (n *numbers) addActivity(a *Activity) {
	n.activities, n.kinds[a.kind] = true, true
	for _, m := range a.sums {
		n.metrics[m.metric] = true
	}
	for _, u := range a.Units {
		n.units[u.index] = true
	}
	for _, t := range a.topics {
		n.topics[t.index] = true
	}
}

// sourcesOf makes the sources that posts and activities call for, by address.
func (s *Site) sourcesOf(posts []*Post, activities []*Activity) []Source {
	all := s.newNumbers()
	years := make(map[int]*numbers)
	year := func(month int32) *numbers {
		n := years[int(month/12)]
		if n == nil {
			n = s.newNumbers()
			years[int(month/12)] = n
		}
		return n
	}
	var campaigns []*Campaign
	for _, p := range posts {
		all.posts = true
		year(p.month).addPost(p)
		if p.Campaign != nil {
			campaigns = appendNew(campaigns, p.Campaign)
		}
	}
	for _, a := range activities {
		if a.Aggregate {
			continue
		}
		all.addActivity(a)
		year(a.month).addActivity(a)
		for _, c := range a.campaigns {
			campaigns = appendNew(campaigns, c)
		}
	}
	list := s.sourcesAbout(nil, 0, all)
	for y, n := range years {
		list = s.sourcesAbout(list, y, n)
	}
	for _, c := range campaigns {
		list = append(list, Source{By: ByActivities, Campaign: c, URL: s.CampaignSourceURL(c)})
	}
	slices.SortFunc(list, func(x, y Source) int { return strings.Compare(x.URL, y.URL) })
	return list
}

// sourcesAbout appends the sources of a year, or of all years.
func (s *Site) sourcesAbout(list []Source, year int, n *numbers) []Source {
	add := func(src Source, is bool, id string) {
		if is {
			src.Year, src.ID, src.URL = year, id, s.SourceURL(year, src.By, id)
			list = append(list, src)
		}
	}
	for i := range s.Vocabulary.Kinds {
		k := &s.Vocabulary.Kinds[i]
		add(Source{By: ByKind, Kind: k}, n.kinds[i], k.ID)
	}
	for i := range s.Vocabulary.Metrics {
		m := &s.Vocabulary.Metrics[i]
		add(Source{By: ByMetric, Metric: m}, n.metrics[i], m.ID)
	}
	add(Source{By: ByActivities}, n.activities, "")
	add(Source{By: ByPosts}, n.posts, "")
	if year == 0 {
		return list
	}
	for i, u := range s.Units {
		add(Source{By: ByUnit, Unit: u}, n.units[i], u.ID)
	}
	for i, t := range s.Topics {
		add(Source{By: ByTopic, Topic: t}, n.topics[i], t.ID)
	}
	for f, is := range n.forms {
		form := content.Form(f)
		add(Source{By: ByForm, Form: form}, is, form.ID())
	}
	return list
}

func (b *builder) makeSources() { b.s.Sources = b.s.sourcesOf(b.s.counted, b.s.Activities) }

// isSource tells whether an address, in lower case, has the form of a source's,
// whether there is one or not.
func (b *builder) isSource(u string) bool {
	words := &b.s.Lang.Paths.Sources
	if above, ok := strings.CutSuffix(u, "/"+words[ByActivities]+"/"); ok {
		if c := b.at(above + "/"); c != nil && c.doc != nil && c.doc.campaign != nil && !b.isAlias(c) {
			return true
		}
	}
	rest, ok := strings.CutPrefix(u, b.s.ActivityURL())
	if !ok {
		return false
	}
	parts := strings.Split(strings.TrimSuffix(rest, "/"), "/")
	first, last := ByKind, ByMetric // those with an id
	if isYear(parts[0]) {
		parts, last = parts[1:], ByForm
	}
	switch len(parts) {
	case 1:
		return parts[0] == words[ByActivities] || parts[0] == words[ByPosts]
	case 2:
		return slices.Contains(words[first:last+1], parts[0])
	}
	return false
}

func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == ""
}

// sourceLink tells whether a link from the site's root has the form of one to a source, and
// gives the source's address: somebody may have written base_url's path in front.
func (b *builder) sourceLink(l link) (u string, ok bool) {
	u = pageAddress(l.path)
	if b.isSource(u) {
		return u, true
	}
	if path := b.s.Settings.Path; path != "" {
		u, ok = strings.CutPrefix(u, path)
		return u, ok && b.isSource(u)
	}
	return u, false
}

// sourceComes tells whether there is a source at an address if no post is held
// back, or will be when the post that links to it, nil for none, is published.
func (b *builder) sourceComes(p *Post, u string) bool {
	if b.sources == nil {
		var posts []*Post
		m := b.newMerger()
		for _, p := range b.posts {
			if p.published && p.State != Removed {
				posts = append(posts, p)
			}
		}
		b.eachTeller(func(p *Post) {
			if p.published {
				m.join(p)
			}
		})
		m.settle()
		b.sources = addressesOf(b.s.sourcesOf(posts, m.begun()))
	}
	if b.sources[u] || p == nil || p.published {
		return b.sources[u]
	}
	m := b.newMerger()
	m.join(p)
	m.settle()
	return addressesOf(b.s.sourcesOf([]*Post{p}, m.done))[u]
}

func addressesOf(list []Source) map[string]bool {
	set := make(map[string]bool, len(list))
	for i := range list {
		set[list[i].URL] = true
	}
	return set
}
