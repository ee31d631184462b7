package render

import (
	"cmp"
	"slices"

	"bantin/internal/content"
	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// How much the home page shows.
const (
	homeCards  = 4
	homeNewest = 8
	homeSheets = 5
	homeSeen   = 3
	homePool   = 13 // lead, cards and newest come from the first posts, however many have pictures
)

func (r *renderer) addHome(t *output.Tree) {
	r.add(t, "/", "", func(r *leaf) (*layout, any) { return r.layouts.home, r.homeView() })
}

func (r *leaf) homeView() *Home {
	w := r.words
	m := meta{description: r.s.Settings.Description, address: "/"}
	v := &Home{
		Frame: r.framed(topHome, r.metaHTML(&m)), Title: r.s.Settings.Title,
		NewestURL: r.href(r.s.Latest.URL), Empty: w.List.Empty,
	}
	r.homeFront(v)
	v.Occasions = r.occasionsNow()
	if running := r.bands(); len(running) > 0 {
		v.Campaign, v.Others = &running[0], running[1:]
		for i := range v.Others { // whose line begins with it
			v.Others[i].Kicker = viet.UpperFirst(v.Others[i].Kicker)
		}
	}
	sheets := r.s.Forms[content.Infographic]
	v.Sheets = r.cards(sheets.Posts[:min(len(sheets.Posts), homeSheets)])
	v.SheetsURL = r.href(sheets.URL)
	v.SheetsTitle, v.SheetsAll = w.FormLists[content.Infographic], w.List.SeeAll
	if !r.s.Updated.IsZero() && len(r.s.Posts) > 0 {
		year := r.s.Posts[0].Date.In(r.format.zone).Year()
		v.Numbers = r.numbers(year, r.rollups.of(period{year: year}))
	}
	for _, t := range r.s.Topics {
		if len(t.Posts) > 0 {
			v.Topics = append(v.Topics, r.entry(&t.Meta, &t.List, 2))
		}
	}
	r.homeSeen(v)
	return v
}

// homeFront chooses lead, cards and newest. Pinned posts come first; then lead
// and cards prefer posts with a picture, and what they leave is the list of the newest.
func (r *leaf) homeFront(v *Home) {
	pool := r.homePool()
	taken := make([]bool, len(pool))
	take := func(want func(p *site.Post) bool) *site.Post {
		for i, p := range pool {
			if !taken[i] && want(p) {
				taken[i] = true
				return p
			}
		}
		return nil
	}
	wants := []func(p *site.Post) bool{r.pinned, pictured, func(*site.Post) bool { return true }}
	next := func() *site.Post {
		for _, want := range wants {
			if p := take(want); p != nil {
				return p
			}
		}
		return nil
	}
	lead := next()
	if lead == nil {
		return
	}
	card := r.cardView(lead)
	card.Picture = r.cardPicture(lead, widestAny)
	v.Lead = &card
	for _, a := range lead.Activities {
		if v.LeadFigures == nil {
			v.LeadFigures = r.activityFigures(a, 3, r.figureLabel)
		}
	}
	var cards []*site.Post
	for len(pool) > homeCards && len(cards) < homeCards {
		cards = append(cards, next())
	}
	v.Cards = r.cards(cards)
	for i, p := range pool {
		if !taken[i] && len(v.Newest) < homeNewest {
			v.Newest = append(v.Newest, r.cardView(p))
		}
	}
}

func (r *renderer) pinned(p *site.Post) bool { return p.PinnedUntil.After(r.s.Now) }

func pictured(p *site.Post) bool {
	return p.CoverURL != "" && p.Form != content.Infographic
}

// homePool is the pinned posts and the newest others.
func (r *renderer) homePool() []*site.Post {
	var pool []*site.Post
	for _, p := range r.s.Posts {
		if r.pinned(p) {
			pool = append(pool, p)
		}
	}
	for _, p := range r.s.Posts {
		if len(pool) >= homePool {
			break
		}
		if !r.pinned(p) {
			pool = append(pool, p)
		}
	}
	return pool
}

// homeSeen are the newest photo stories and videos.
func (r *leaf) homeSeen(v *Home) {
	photos, videos := r.s.Forms[content.Photos].Posts, r.s.Forms[content.VideoForm].Posts
	v.SeenURL = r.href(r.s.Forms[content.Photos].URL)
	var seen []*site.Post
	for len(seen) < homeSeen && len(photos)+len(videos) > 0 {
		from := &photos
		if len(photos) == 0 || len(videos) > 0 && videos[0].Date.After(photos[0].Date.Time) {
			from = &videos
		}
		seen = append(seen, (*from)[0])
		*from = (*from)[1:]
	}
	v.Seen = r.cards(seen)
}

// bands are the campaigns that run, as runningCampaigns orders them.
func (r *renderer) bands() []Band {
	var all []Band
	for _, c := range r.runningCampaigns() {
		all = append(all, r.band(c))
	}
	return all
}

// band is a campaign that runs.
func (r *renderer) band(c *site.Campaign) Band {
	b := Band{
		Title: c.Title, Text: c.Description, URL: r.href(c.List.URL), Kicker: r.format.period(c.From, c.To),
		Progress: r.progress(c, r.s.Rollup(site.Filter{Campaign: c})),
	}
	if left := r.distance(c, site.During); left != "" {
		b.Kicker = left + " · " + b.Kicker
	}
	return b
}

// runningCampaigns are those that run, the one that ends soonest first and those without end last.
func (r *renderer) runningCampaigns() []*site.Campaign {
	var running []*site.Campaign
	for _, c := range r.s.Campaigns {
		if c.Phase(r.s.Now) == site.During {
			running = append(running, c)
		}
	}
	slices.SortStableFunc(running, func(a, b *site.Campaign) int {
		if a.To.IsZero() != b.To.IsZero() {
			return cmp.Compare(b.To.Unix(), a.To.Unix()) // the zero time is long past
		}
		return a.To.Compare(b.To)
	})
	return running
}
