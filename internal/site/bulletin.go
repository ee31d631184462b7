package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// How much a bulletin holds: items with a text, and lines for the rest. What is more is only counted. A reader of
// twenty pages looks no further; and the bulletins of a large site must not cost more than all its posts.
const (
	bulletinTexts = 60
	bulletinLines = 540
)

// Bulletin is what is printed of a month, a quarter or a campaign.
type Bulletin struct {
	// URL is its address; nothing lies there unless Site.Bulletins has it.
	URL string
	// Year is that of a month or a quarter, 0 for a campaign. Month is 0 for a quarter, Quarter (1 to 4) for a month.
	Year     int
	Month    time.Month
	Quarter  int
	Campaign *Campaign
	// Number is that of a month: since the first that the settings name, or in its year; 0 for none.
	Number int
	// From and To are its days, inclusive; To is zero for a campaign without end.
	From, To time.Time
	// Posts are those of the lists, newest first.
	Posts []*Post

	topics []*Topic
}

// BulletinContents is how the posts of a bulletin are printed.
type BulletinContents struct {
	Lead     *Item // nil when nothing is fit to open it
	Sections []BulletinSection
	// Sheet is the newest infographic; nil without one.
	Sheet *Item
	// More is how many posts it has no room for.
	More int
}

// BulletinSection is the posts of one main topic, newest first: those with a text, then Lines.
type BulletinSection struct {
	Topic *Topic // nil for posts without
	Items []Item
	Lines []*Post
}

// Item is a post with its text, or with its summary.
type Item struct {
	*Post
	InFull bool
}

// BulletinsURL is the address of the list of bulletins.
func (s *Site) BulletinsURL() string { return "/" + s.Lang.Paths.Bulletins + "/" }

// HasBulletins tells whether the site has bulletins.
func (s *Site) HasBulletins() bool { return s.Settings.Bulletin.Months > 0 }

func (s *Site) bulletinURL(year int, month time.Month) string {
	return s.BulletinsURL() + padded(year, 4) + "/" + padded(int(month), 2) + "/"
}

func (s *Site) quarterURL(year, quarter int) string {
	return s.BulletinsURL() + padded(year, 4) + "/" + s.Lang.Paths.Quarter + "-" + strconv.Itoa(quarter) + "/"
}

func (s *Site) campaignBulletinURL(c *Campaign) string {
	return s.BulletinsURL() + s.Lang.Paths.Campaigns + "/" + c.ID + "/"
}

// ReadingURL is the address of the version of a bulletin that is read to a meeting.
func (s *Site) ReadingURL(b *Bulletin) string { return b.URL + s.Lang.Paths.Reading + "/" }

// Bulletins are those of the newest months that have posts, as many as the settings ask for, the newest first; then
// those of their quarters, and of all campaigns that have posts. None depends on the clock.
func (s *Site) Bulletins() []*Bulletin {
	if !s.HasBulletins() {
		return nil
	}
	var months, quarters, campaigns []*Bulletin
	for _, y := range s.Archive {
		for _, m := range y.Months {
			if len(m.List.Posts) == 0 || len(months) >= s.Settings.Bulletin.Months {
				continue
			}
			months = append(months, s.MonthBulletin(m.Year, m.Month))
			q := s.QuarterBulletin(m.Year, quarterOf(m.Month))
			if n := len(quarters); n == 0 || quarters[n-1].URL != q.URL {
				quarters = append(quarters, q)
			}
		}
	}
	for _, c := range s.Campaigns {
		if len(c.List.Posts) > 0 {
			campaigns = append(campaigns, s.CampaignBulletin(c))
		}
	}
	return slices.Concat(months, quarters, campaigns)
}

// MonthBulletin is that of any month; without posts where there are none.
func (s *Site) MonthBulletin(year int, month time.Month) *Bulletin {
	b := &Bulletin{URL: s.bulletinURL(year, month), Year: year, Month: month, Number: s.bulletinNumber(year, month)}
	return s.filledBulletin(b, month, month)
}

// QuarterBulletin is that of any quarter.
func (s *Site) QuarterBulletin(year, quarter int) *Bulletin {
	last := time.Month(3 * quarter)
	return s.filledBulletin(&Bulletin{URL: s.quarterURL(year, quarter), Year: year, Quarter: quarter}, last-2, last)
}

// CampaignBulletin is that of a campaign, whenever its posts were published.
func (s *Site) CampaignBulletin(c *Campaign) *Bulletin {
	return &Bulletin{URL: s.campaignBulletinURL(c), Campaign: c, From: c.From, To: c.To, Posts: c.List.Posts, topics: s.Topics}
}

// filledBulletin gives a bulletin its days and posts.
func (s *Site) filledBulletin(b *Bulletin, first, last time.Month) *Bulletin {
	zone := s.Now.Location()
	b.From, b.To = viet.Day(b.Year, first, 1, zone), viet.Day(b.Year, last+1, 0, zone)
	b.Posts = between(s.Posts, dayNumber(b.From), dayNumber(b.To), func(p *Post) int32 { return p.day })
	b.topics = s.Topics
	return b
}

func quarterOf(m time.Month) int { return (int(m) + 2) / 3 }

// bulletinNumber counts months from the first that the settings name, else from the beginning of the year.
func (s *Site) bulletinNumber(year int, month time.Month) int {
	set := &s.Settings.Bulletin
	if set.FirstYear == 0 {
		return int(month)
	}
	return max(0, (year-set.FirstYear)*12+int(month-set.FirstMonth)+1)
}

// Contents says what is printed, and how: the lead, an infographic, and by topic up to 60 posts with a text. Which
// those are the editors decide, else they are the newest; a month has more only on the largest sites.
func (b *Bulletin) Contents() BulletinContents {
	var c BulletinContents
	posts := b.printed()
	lead := leadOf(posts)
	for _, p := range posts {
		if img, _ := p.Picture(); c.Sheet == nil && p.Form == content.Infographic && img != nil {
			c.Sheet = &Item{p, isInFull(p, len(posts))}
		}
	}
	if lead != nil {
		c.Lead = &Item{lead, isInFull(lead, len(posts))}
	}
	rest := slices.DeleteFunc(slices.Clone(posts), func(p *Post) bool { return p == lead || c.Sheet != nil && p == c.Sheet.Post })
	c.Sections, c.More = b.sections(rest, len(posts))
	return c
}

// Reading gives the posts that are read to a meeting, by topic: those that have a text.
func (b *Bulletin) Reading() (sections []BulletinSection, more int) {
	posts := b.printed()
	all, more := b.sections(posts, len(posts))
	for _, s := range all {
		more += len(s.Lines)
		if s.Lines = nil; len(s.Items) > 0 {
			sections = append(sections, s)
		}
	}
	return sections, more
}

// printed are the posts that are to be in bulletins.
func (b *Bulletin) printed() []*Post {
	var all []*Post
	for _, p := range b.Posts {
		if p.Bulletin != content.PartSkip {
			all = append(all, p)
		}
	}
	return all
}

// leadOf chooses the post that opens a bulletin: a story that its editor wants printed in full, or has pinned, a good
// model, one with a picture; of equals the newest. Documents, notices and infographics open none.
func leadOf(posts []*Post) (lead *Post) {
	best := -1
	for _, p := range posts {
		if p.Form == content.Infographic || p.Form == content.Document || p.Form == content.Notice {
			continue
		}
		weight := 0
		for i, yes := range []bool{p.Form == content.Article, p.CoverURL != "" || len(p.ImageURLs) > 0, p.Commended, !p.PinnedUntil.IsZero(), p.Bulletin == content.PartFull} {
			if yes {
				weight += 1 << i
			}
		}
		if weight > best {
			lead, best = p, weight
		}
	}
	return lead
}

// sections sorts posts under their main topics. of is how many the whole bulletin has.
func (b *Bulletin) sections(posts []*Post, of int) (sections []BulletinSection, more int) {
	texts := chosen(posts, bulletinTexts)
	at := make(map[*Topic]int)
	for _, t := range append(slices.Clip(b.topics), nil) {
		at[t] = len(sections)
		sections = append(sections, BulletinSection{Topic: t})
	}
	lines := 0
	for _, p := range posts {
		var topic *Topic
		if len(p.Topics) > 0 {
			topic = p.Topics[0]
		}
		s := &sections[at[topic]]
		switch {
		case texts[p]:
			s.Items = append(s.Items, Item{p, isInFull(p, of)})
		case lines < bulletinLines:
			lines++
			s.Lines = append(s.Lines, p)
		default:
			more++
		}
	}
	return slices.DeleteFunc(sections, func(s BulletinSection) bool { return len(s.Items)+len(s.Lines) == 0 }), more
}

// chosen are the posts that get a text when there is room for n: those whose editors say how, pinned ones, good models, the newest.
func chosen(posts []*Post, n int) map[*Post]bool {
	weight := func(p *Post) int {
		switch {
		case p.Bulletin != content.PartByLength:
			return 3
		case !p.PinnedUntil.IsZero():
			return 2
		case p.Commended:
			return 1
		}
		return 0
	}
	order := slices.Clone(posts)
	slices.SortStableFunc(order, func(x, y *Post) int { return cmp.Compare(weight(y), weight(x)) })
	all := make(map[*Post]bool, n)
	for _, p := range order[:min(n, len(order))] {
		all[p] = true
	}
	return all
}

// isInFull tells whether a post is printed in full in a bulletin of so many: as its front matter says, else by its
// length in syllables. The fewer there are, the more room each has. What is made to be seen or to be kept is summed up.
func isInFull(p *Post, of int) bool {
	if p.Bulletin != content.PartByLength {
		return p.Bulletin == content.PartFull
	}
	if p.Body == nil || p.Body.Words == 0 || p.Form != content.News && p.Form != content.Article && p.Form != content.Notice {
		return false
	}
	most := 50
	switch {
	case of <= 4:
		most = 450
	case of <= 12:
		most = 200
	case of <= 30:
		most = 100
	}
	return p.Body.Words <= most
}

// claimBulletins claims the addresses of bulletins: those that Bulletins gives if no post is held back.
func (b *builder) claimBulletins() {
	s := b.s
	if !s.HasBulletins() {
		return
	}
	claim := func(u string) {
		if b.byAddress[u] == 0 { // home has the first place
			b.fixed(u, nil, true, noData)
			b.fixed(u+s.Lang.Paths.Reading+"/", nil, true, noData)
		}
	}
	b.fixed(s.BulletinsURL(), nil, false, noData)
	var months []int32
	for n, m := range b.months {
		if m.n > 0 {
			months = append(months, n)
		}
	}
	slices.SortFunc(months, func(x, y int32) int { return cmp.Compare(y, x) })
	for _, n := range months[:min(len(months), s.Settings.Bulletin.Months)] {
		year, month := int(n/12), time.Month(n%12+1)
		claim(s.bulletinURL(year, month))
		claim(s.quarterURL(year, quarterOf(month)))
	}
	for _, c := range s.Campaigns {
		if c.n > 0 {
			claim(s.campaignBulletinURL(c))
		}
	}
}
