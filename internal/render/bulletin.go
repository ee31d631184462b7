package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// addBulletins adds the bulletins of the site, each with its version to read, the list of them, and those that were
// asked for besides.
func (r *renderer) addBulletins(t *output.Tree) {
	all := r.s.Bulletins()
	if r.s.HasBulletins() {
		r.add(t, r.s.BulletinsURL(), "", func(r *leaf) (*layout, any) { return r.layouts.bulletins, r.bulletinsView(all) })
	}
	added := make(map[string]bool)
	for i, b := range append(all, r.in.Bulletins...) {
		if !added[b.URL] {
			added[b.URL] = true
			onSite := i < len(all)
			r.add(t, b.URL, "", func(r *leaf) (*layout, any) { return r.layouts.bulletin, r.bulletinView(b, onSite) })
			r.add(t, r.s.ReadingURL(b), "", func(r *leaf) (*layout, any) { return r.layouts.meeting, r.meetingView(b, onSite) })
		}
	}
}

// bulletinTitle is "Bản tin tháng 5/2021", "Bản tin quý II/2021", "Bản tin đợt: …".
func (r *renderer) bulletinTitle(b *site.Bulletin) string {
	w := &r.words.Bulletin
	switch {
	case b.Campaign != nil:
		return lang.Fill(w.Campaign, b.Campaign.Title)
	case b.Quarter != 0:
		return lang.Fill(w.Quarter, w.Quarters[b.Quarter-1], strconv.Itoa(b.Year))
	}
	return r.format.month(w.Month, b.Year, b.Month)
}

// issue is what the masthead says of a bulletin: "Số 5, tháng 5/2021".
func (r *renderer) issue(b *site.Bulletin) string {
	w, year := &r.words.Bulletin, strconv.Itoa(b.Year)
	switch {
	case b.Campaign != nil:
		return b.Campaign.Title
	case b.Quarter != 0:
		return viet.UpperFirst(lang.Fill(w.IssueQuarter, w.Quarters[b.Quarter-1], year))
	case b.Number == 0:
		return r.format.month(w.IssueMonth, b.Year, b.Month)
	}
	return lang.Fill(w.Issue, strconv.Itoa(b.Number), r.format.monthName(b.Month), year)
}

func (r *leaf) bulletinsView(all []*site.Bulletin) *Bulletins {
	w, trail := &r.words.Bulletin, r.makeTrail()
	m := meta{title: w.Title, description: w.Lede, address: r.s.BulletinsURL(), trail: trail}
	v := &Bulletins{
		Frame: r.framed(r.section(m.address), r.metaHTML(&m)), Crumbs: trail.html, Title: w.Title, Lede: w.Lede, Empty: w.None,
	}
	for _, b := range all {
		title, id := w.ByMonth+" · "+strconv.Itoa(b.Year), "_"+strconv.Itoa(b.Year)
		entry := BulletinEntry{
			Title: r.issue(b), Count: r.format.count(r.words.List.Posts, len(b.Posts)),
			URL: r.href(b.URL), Reading: r.href(r.s.ReadingURL(b)),
		}
		switch {
		case b.Campaign != nil:
			title, id = w.ByCampaign, "_campaigns"
		case b.Quarter != 0:
			title, id = w.ByQuarter, "_quarters"
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].ID != id {
			v.Groups = append(v.Groups, BulletinGroup{Title: title, ID: id})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Items = append(g.Items, entry)
	}
	return v
}

// bulletinFrame is the head of a bulletin, or of its version to read. Only months may be found by search engines:
// all else repeats them.
func (r *leaf) bulletinFrame(b *site.Bulletin, title, address string) Frame {
	w := &r.words.Bulletin
	m := meta{
		title: title, description: title + ". " + w.Description, address: address,
		trail: r.makeTrail(crumb{w.Title, r.s.BulletinsURL()}), robots: noindexFollow,
	}
	if b.Month != 0 && address == b.URL {
		m.robots = ""
	}
	return Frame{Lang: r.s.Lang.Code, Meta: r.metaHTML(&m), Head: r.frame.head}
}

// bulletinView is a bulletin to print. One that is not on the site has no way to its version to read, which is not there either.
func (r *leaf) bulletinView(b *site.Bulletin, onSite bool) *Bulletin {
	w, set := &r.words.Bulletin, r.s.Settings
	title, host := r.bulletinTitle(b), r.plainAddress("/")
	v := &Bulletin{
		Frame: r.bulletinFrame(b, title, b.URL),
		Title: title, Name: set.Title, Publisher: set.Organization.Name, Issue: r.issue(b), Host: host,
		Note: set.Bulletin.Note, Home: r.href("/"),
	}
	if r.s.HasBulletins() {
		v.All = r.href(r.s.BulletinsURL())
	}
	if onSite {
		v.Reading = r.href(r.s.ReadingURL(b))
	}
	if set.Bulletin.Title != "" {
		v.Name = set.Bulletin.Title
	}
	if v.Publisher == v.Name {
		v.Publisher = ""
	}
	if b.Campaign != nil {
		v.Days = r.format.period(b.From, b.To)
	}
	c := b.Contents()
	r.bulletinParts(v, &c)
	if len(c.Sections) == 0 && c.Lead == nil && c.Sheet == nil {
		v.Empty = w.Empty
	} else {
		v.Scan = lang.Fill(w.Scan, host)
	}
	if c.More > 0 {
		v.More = lang.Fill(w.More.For(int64(c.More)), r.format.number(int64(c.More)), r.plainAddress(r.allOf(b)))
	}
	r.bulletinNumbers(v, b)
	switch {
	case b.Campaign != nil:
		v.SheetTitle = w.SheetCamp
	case b.Quarter != 0:
		v.SheetTitle = w.SheetQuarter
	default:
		v.SheetTitle = w.SheetMonth
	}
	return v
}

// allOf is the page that lists all posts of a bulletin, as far as there is one.
func (r *renderer) allOf(b *site.Bulletin) string {
	switch {
	case b.Campaign != nil:
		return b.Campaign.List.URL
	case b.Month != 0:
		return r.s.ArchiveURL(b.Year, b.Month)
	}
	return r.s.ArchiveRootURL()
}

// plainAddress is an address as one types it: without scheme and the slash at its end.
func (r *renderer) plainAddress(address string) string {
	_, plain, _ := strings.Cut(r.s.Abs(address), "://")
	return strings.TrimSuffix(plain, "/")
}

// bulletinNumbers fills what was done: the figures and the table of units.
func (r *leaf) bulletinNumbers(v *Bulletin, b *site.Bulletin) {
	w := &r.words.Bulletin
	var roll *site.Rollup
	var figures []Figure
	switch {
	case b.Campaign != nil:
		roll, v.NumbersTitle = r.s.Rollup(site.Filter{Campaign: b.Campaign}), w.OfCampaign
		figures = r.campaignFigures(b.Campaign, roll, "", "")
	case b.Quarter != 0:
		roll, v.NumbersTitle = r.s.Rollup(site.Filter{From: b.From, To: b.To}), w.OfQuarter
		figures = r.totals(roll, period{}, r.bandTotals(roll), nil)
	default:
		if roll = r.rollups.of(period{b.Year, b.Month}); roll == nil {
			roll = r.s.Rollup(site.Filter{From: b.From, To: b.To})
		}
		v.NumbersTitle = w.OfMonth
		figures = r.totals(roll, period{}, r.bandTotals(roll), nil)
	}
	if roll.Activities == 0 {
		return // posts alone are counted by whoever reads
	}
	figures = r.moreFigures(given(figures), roll)
	for i := range figures {
		figures[i].URL = "" // paper leads nowhere
	}
	v.Figures = figures[:min(len(figures), 4)]
	v.Units = r.bulletinUnits(roll)
}

// moreFigures adds the greatest of the numbers that only some activities have, until there are four.
func (r *renderer) moreFigures(all []Figure, roll *site.Rollup) []Figure {
	own := slices.DeleteFunc(slices.Clone(roll.Metrics), func(m site.Sum) bool {
		return m.N == 0 || slices.Contains(r.s.Vocabulary.Common, m.Metric.ID) || slices.Contains(r.figures, m.Metric.ID)
	})
	slices.SortStableFunc(own, func(x, y site.Sum) int { return cmp.Compare(y.N, x.N) })
	for _, m := range own[:min(len(own), max(0, 4-len(all)))] {
		all = append(all, Figure{N: r.format.number(m.N), Label: r.metricPhrase(m.Metric, m.N)})
	}
	return all
}

// bulletinUnits is the table of the units that did something; nil where a table of them would say nothing.
func (r *renderer) bulletinUnits(roll *site.Rollup) *BulletinUnits {
	t, main, idle := &BulletinUnits{}, r.mainMetric(roll), 0
	line := func(name string, posts, activities int, sums []site.Sum) UnitLine {
		return UnitLine{Unit: Link{Title: name}, Posts: r.dash(int64(posts)), Activities: r.dash(int64(activities)), Metric: r.metricText(sums, main)}
	}
	for _, u := range roll.Units {
		if u.Posts == 0 && u.Activities == 0 {
			idle++
			continue
		}
		t.Rows = append(t.Rows, line(u.Unit.Title, u.Posts, u.Activities, u.Metrics))
	}
	if len(t.Rows) < 2 {
		return nil
	}
	if main != nil {
		t.Metric, _ = r.metricName(main)
	}
	if idle > 0 {
		t.Others = r.format.count(r.words.Bulletin.OtherUnits, idle)
	}
	t.Sum = line(r.words.Act.Sum, roll.Posts, roll.Activities, roll.Metrics)
	t.Note = r.jointNote(roll)
	return t
}

// topicID is the anchor of a section, unlike those of what a bulletin has besides, and its title.
func (r *renderer) topicID(t *site.Topic) (id, title string) {
	if t == nil {
		return "_topics", r.words.Bulletin.Briefs
	}
	return "_topic-" + t.ID, t.Title
}

// isSeen tells whether a post is made to be seen more than to be read.
func isSeen(p *site.Post) bool { return p.Form == content.Photos || p.Form == content.Infographic }
