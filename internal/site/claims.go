package site

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/filename"
)

// claim says what lies at an address.
type claim struct {
	url  string
	file string // the file it comes from; "" for the pages that every site has
	doc  *doc   // the page's file, with its anchors; nil without one
	list *List  // whose first page it is
	// derived pages exist only as long as a post or an activity needs them.
	derived bool
	poster  bool // of doc, below its page
	data    rollupFiles
	pos     content.Pos
}

// rollupFiles says which files of the roll-up lie beside a page.
type rollupFiles uint8

const (
	noData   rollupFiles = iota
	textData             // data.json and data.csv: months
	allData              // data.xlsx too: all activities, a year, a campaign
)

type galleryKey struct {
	form  content.Form
	topic *Topic
	year  int
}

// claimAddresses gives every page its address and reports two things at one,
// also those that differ only in case: one folder on Windows and macOS. Pages
// of the site come first, then files from static/, posts from the oldest (so that the later
// of two is at fault), drafts, and last old addresses.
func (b *builder) claimAddresses() {
	b.byAddress = make(map[string]int32, len(b.docs)+256)
	b.claims = make([]claim, 0, len(b.docs)+256)
	b.countPosts()
	b.claimFixed()
	b.claimDerived()
	for i := len(b.posts); i < len(b.docs); i++ {
		d := &b.docs[i]
		c := claim{url: d.url, file: d.file, doc: d, pos: d.pos, list: d.list}
		if d.campaign != nil {
			c.data = allData
		}
		b.claim(d, c)
	}
	b.claimStatic()
	for _, draft := range []bool{false, true} {
		for _, p := range slices.Backward(b.posts) {
			if p.Draft == draft && p.URL != "" {
				d := b.doc(p)
				if !b.claim(d, claim{url: p.URL, file: d.file, doc: d, pos: p.SlugPos}) && draft {
					p.published = false
				}
			}
		}
	}
	b.claimPosters()
	b.claimAliases()
}

// claim takes an address, or reports what has it already.
func (b *builder) claim(d *doc, c claim) bool {
	key := filename.Fold(c.url)
	i, taken := b.byAddress[key]
	if !taken {
		// Of files, and of pages called as their files are, content.Load has told.
		if bad := filename.FirstBad(c.url); bad != "" && c.doc != nil && (c.doc.post != nil || c.url != c.doc.url) {
			b.report(&b.problems, d, c.pos, "windows-address", "", c.url, bad)
		}
		if b.reserved(c.url) {
			b.report(&b.problems, d, c.pos, "reserved-address", "", c.url)
			return false
		}
		b.byAddress[key] = int32(len(b.claims))
		b.claims = append(b.claims, c)
		return true
	}
	switch old := &b.claims[i]; {
	case old.file == "":
		b.report(&b.problems, d, c.pos, "reserved-address", "", c.url)
	case old.url != c.url:
		b.report(&b.problems, d, c.pos, "address-case", "", c.url, old.url, old.file)
	default:
		b.report(&b.problems, d, c.pos, "same-address", "", c.url, old.file)
	}
	return false
}

// reserved tells whether an address is that of a feed, a file of the roll-up or of the search, a
// list behind a number, or a later page of a list, as long as that may ever get.
func (b *builder) reserved(u string) bool {
	l, _ := b.laterPage(u)
	u = strings.ToLower(u)
	return l != nil || b.isMachineFile(u) || b.isSource(u) || b.isSearchFile(u) || b.isBoardFile(u)
}

// isSearchFile tells whether an address is where the index of the search lies: all below its page.
func (b *builder) isSearchFile(u string) bool {
	page := b.s.SearchURL()
	return b.s.Settings.Search && len(u) > len(page) && strings.HasPrefix(u, page)
}

// isMachineFile tells whether an address is that of a feed or a file of the roll-up beside a page.
func (b *builder) isMachineFile(u string) bool {
	dir, base := path.Split(u)
	switch base {
	case "feed.xml":
		c := b.at(dir)
		return c != nil && c.list != nil && c.list.Feed
	case "data.json", "data.csv":
		c := b.at(dir)
		return c != nil && c.data != noData
	case "data.xlsx":
		c := b.at(dir)
		return c != nil && c.data == allData
	}
	return false
}

// laterPage finds the list of which an address is page n, n from 2.
func (b *builder) laterPage(u string) (*List, int) {
	word := b.s.Lang.Paths.Page
	rest, ok := strings.CutSuffix(u, "/")
	if !ok {
		return nil, 0
	}
	slash := strings.LastIndexByte(rest, '/')
	if slash < 0 {
		return nil, 0
	}
	before, ok := strings.CutSuffix(rest[:slash], "/"+word)
	if !ok {
		return nil, 0
	}
	n, err := strconv.Atoi(rest[slash+1:])
	if err != nil || n < 2 || rest[slash+1] == '0' {
		return nil, 0
	}
	if c := b.at(before + "/"); c != nil {
		return c.list, n
	}
	return nil, 0
}

// at gives what lies at an address, whatever its case, or nil.
func (b *builder) at(u string) *claim {
	if i, ok := b.byAddress[filename.Fold(u)]; ok {
		return &b.claims[i]
	}
	return nil
}

// fixed claims an address for a page that every site has.
func (b *builder) fixed(u string, l *List, derived bool, data rollupFiles) {
	b.byAddress[u] = int32(len(b.claims))
	b.claims = append(b.claims, claim{url: u, list: l, derived: derived, data: data})
}

func (b *builder) claimFixed() {
	s := b.s
	for _, u := range []string{
		HomeURL, FeedURL, RSSURL, JSONFeedURL, SitemapURL, NewsSitemapURL, RobotsURL, NotFoundURL,
		s.TopicsURL(), s.UnitsURL(), s.CampaignsURL(), s.ArchiveRootURL(),
	} {
		b.fixed(u, nil, false, noData)
	}
	b.fixed(s.ActivityURL(), nil, false, allData)
	if s.Settings.Search {
		b.fixed(s.SearchURL(), nil, false, noData)
		b.fixed(OpenSearchURL, nil, false, noData)
	}
	b.claimBoards()
	b.fixed(s.Latest.URL, s.Latest, false, noData)
	b.fixed(s.Models.URL, nil, false, noData) // all on one page
	for _, l := range s.Forms {
		b.fixed(l.URL, l, false, noData)
	}
}

// claimDerived claims the pages of months, years and galleries.
func (b *builder) claimDerived() {
	years := make(map[int]bool)
	for n, m := range b.months {
		year, month := int(n/12), time.Month(n%12+1)
		b.fixed(m.URL, &m.List, true, noData)
		b.fixed(b.s.MonthURL(year, month), nil, true, textData)
		if !years[year] {
			years[year] = true
			b.fixed(b.s.YearURL(year), nil, true, allData)
		}
	}
	for _, g := range b.galleries {
		b.fixed(g.URL, &g.List, true, noData)
	}
	b.claimBulletins()
}

// countPosts counts what each list will get, and makes the months and galleries that something calls for.
func (b *builder) countPosts() {
	b.months = make(map[int32]*Month)
	b.galleries = make(map[galleryKey]*Gallery)
	for _, p := range b.posts {
		if !p.published || p.State == Removed {
			continue
		}
		b.month(p.month)
		for i := range p.Post.Activities {
			if from := p.Post.Activities[i].From; !from.IsZero() && !from.After(b.s.Now) {
				b.month(monthNumber(from.In(b.zone)))
			}
		}
		if p.State != Listed {
			continue
		}
		b.months[p.month].n++
		b.eachList(p, func(l *List) { l.n++ })
	}
}

// month gives a month, made when it is first asked for.
func (b *builder) month(n int32) *Month {
	m := b.months[n]
	if m == nil {
		year, month := int(n/12), time.Month(n%12+1)
		m = &Month{Year: year, Month: month, List: List{URL: b.s.ArchiveURL(year, month)}}
		b.months[n] = m
	}
	return m
}

// gallery gives a gallery, made when it is first asked for.
func (b *builder) gallery(k galleryKey) *Gallery {
	g := b.galleries[k]
	if g == nil {
		g = &Gallery{Form: k.form, Topic: k.topic, Year: k.year}
		if k.topic != nil {
			g.URL = b.s.GalleryTopicURL(k.form, k.topic)
		} else {
			g.URL = b.s.GalleryYearURL(k.form, k.year)
		}
		b.galleries[k] = g
	}
	return g
}

// claimStatic claims the addresses of static files, which are copied as they are.
func (b *builder) claimStatic() {
	var files []string
	for f := range b.src.Files {
		if strings.HasPrefix(f, "static/") && path.Ext(f) != ".go" {
			files = append(files, f)
		}
	}
	slices.Sort(files)
	for _, f := range files {
		u := f[len("static"):]
		if path.Base(u) == "index.html" {
			u = u[:len(u)-len("index.html")]
		}
		b.claim(&doc{file: f}, claim{url: u, file: f})
	}
}

// owner names what has an address: its file, else the address.
func (c *claim) owner() string {
	if c.file != "" {
		return c.file
	}
	return c.url
}
