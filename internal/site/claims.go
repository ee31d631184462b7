package site

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// claim says what lies at an address.
type claim struct {
	url  string
	file string // the file it comes from; "" for the pages that every site has
	doc  *doc   // the page's file, with its anchors; nil without one
	list *List  // whose first page it is
	// derived pages exist only as long as a post or an activity needs them.
	derived bool
	data    bool // has data.json, data.csv and data.xlsx beside it
	pos     content.Pos
}

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
		b.claim(d, claim{url: d.url, file: d.file, doc: d, pos: d.pos, list: d.list, data: d.campaign != nil})
	}
	b.claimStatic()
	for _, draft := range []bool{false, true} {
		for _, p := range slices.Backward(b.posts) {
			if p.Draft == draft && p.URL != "" {
				d := b.byFile[p.File]
				if !b.claim(d, claim{url: p.URL, file: d.file, doc: d, pos: p.SlugPos}) && draft {
					p.published = false
				}
			}
		}
	}
	b.claimAliases()
}

// claim takes an address, or reports what has it already.
func (b *builder) claim(d *doc, c claim) bool {
	key := strings.ToLower(c.url)
	i, taken := b.byAddress[key]
	if !taken {
		if b.isLaterPage(c.url) {
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

// isLaterPage tells whether an address is that of a later page of a list, as long as that may ever get.
func (b *builder) isLaterPage(u string) bool {
	l, _ := b.laterPage(u)
	return l != nil
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
	if i, ok := b.byAddress[strings.ToLower(u)]; ok {
		return &b.claims[i]
	}
	return nil
}

// fixed claims an address for a page that every site has.
func (b *builder) fixed(u string, l *List, derived, data bool) {
	b.byAddress[u] = int32(len(b.claims))
	b.claims = append(b.claims, claim{url: u, list: l, derived: derived, data: data})
}

func (b *builder) claimFixed() {
	s := b.s
	for _, u := range []string{
		HomeURL, FeedURL, RSSURL, JSONFeedURL, SitemapURL, NewsSitemapURL, RobotsURL, NotFoundURL,
		s.TopicsURL(), s.UnitsURL(), s.CampaignsURL(), s.ArchiveRootURL(),
	} {
		b.fixed(u, nil, false, false)
	}
	b.fixed(s.ActivityURL(), nil, false, true)
	if s.Settings.Search {
		b.fixed(s.SearchURL(), nil, false, false)
	}
	b.fixed(s.Latest.URL, s.Latest, false, false)
	b.fixed(s.Models.URL, s.Models, false, false)
	for _, l := range s.Forms {
		b.fixed(l.URL, l, false, false)
	}
}

// claimDerived claims the pages of months, years and galleries.
func (b *builder) claimDerived() {
	years := make(map[int]bool)
	for n, m := range b.months {
		year, month := int(n/12), time.Month(n%12+1)
		b.fixed(m.URL, &m.List, true, false)
		b.fixed(b.s.MonthURL(year, month), nil, true, true)
		if !years[year] {
			years[year] = true
			b.fixed(b.s.YearURL(year), nil, true, true)
		}
	}
	for _, g := range b.galleries {
		b.fixed(g.URL, &g.List, true, false)
	}
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

// claimAliases claims the old addresses that lead to the pages of today.
func (b *builder) claimAliases() {
	slugs := func(d *doc, root string, names []content.Name) {
		for _, n := range names {
			switch {
			case strings.HasPrefix(n.Text, "/"):
				b.alias(d, n, aliasURL(n.Text))
			case viet.IsSlug(n.Text) && b.free(root+n.Text+"/", root):
				b.alias(d, n, root+n.Text+"/")
			}
		}
	}
	s := b.s
	for _, t := range s.Topics {
		slugs(b.byFile[t.File], s.TopicsURL(), t.Aliases)
	}
	for _, u := range s.Units {
		slugs(b.byFile[u.File], s.UnitsURL(), u.Aliases)
	}
	for _, c := range s.Campaigns {
		slugs(b.byFile[c.File], s.CampaignsURL(), c.Aliases)
	}
	for _, p := range s.Pages {
		slugs(b.byFile[p.File], "/", p.Aliases)
	}
	for _, draft := range []bool{false, true} {
		for _, p := range slices.Backward(b.posts) {
			if p.Draft != draft || p.URL == "" {
				continue
			}
			for _, n := range p.Aliases {
				b.alias(b.byFile[p.File], n, aliasURL(n.Text))
			}
		}
	}
}

// free tells whether a former id may become an address: one that is another topic's or unit's id or
// name is reported with the names already.
func (b *builder) free(u, root string) bool {
	if root != b.s.TopicsURL() && root != b.s.UnitsURL() {
		return true
	}
	return b.at(u) == nil
}

// alias claims an old address for a page.
func (b *builder) alias(d *doc, n content.Name, u string) {
	if u == "" {
		b.report(&b.problems, d, n.Pos, "bad-alias", "", n.Text)
		return
	}
	if old := b.at(u); old != nil && !b.isAlias(old) {
		b.report(&b.problems, d, n.Pos, "alias-taken", "", u, old.owner())
		return
	}
	c := claim{url: u, file: d.file, doc: d, pos: n.Pos}
	if b.claim(d, c) && (d.post == nil || d.post.published) {
		b.aliases = append(b.aliases, c)
	}
}

// isAlias tells whether a claim is that of an old address.
func (b *builder) isAlias(c *claim) bool { return c.doc != nil && c.url != c.doc.url }

// owner names what has an address: its file, else the address.
func (c *claim) owner() string {
	if c.file != "" {
		return c.file
	}
	return c.url
}

// aliasURL gives an old address in the form of addresses here, "" when no page can lie there.
func aliasURL(text string) string {
	if strings.Contains(text, "%") {
		if plain, err := url.PathUnescape(text); err == nil {
			text = viet.NFC(plain)
		}
	}
	if !isPath(text) || strings.ContainsAny(text, "?#\\") || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7F }) {
		return ""
	}
	return pageAddress(text)
}

// pageAddress cleans a path and gives it the slash at its end that pages have, unless its end names a file.
func pageAddress(p string) string {
	clean := path.Clean(p)
	if base := path.Base(clean); base == "index.html" {
		clean = path.Dir(clean)
	} else if extension(base) != "" && !strings.HasSuffix(p, "/") {
		return clean
	}
	if clean == "/" {
		return clean
	}
	return clean + "/"
}
