package site

import (
	"time"

	"bantin/internal/content"
	"bantin/internal/lang"
)

// Site is the whole site as one immutable value: what is true of all files
// together. Addresses in it are from the site's root ("/2021/05/hoc-bac/"),
// not escaped and without base_url's path; Href and Abs finish them.
type Site struct {
	Settings   *content.Settings
	Vocabulary *content.Vocabulary
	Lang       *lang.Table
	Now        time.Time // in the site's zone

	// Posts are those of the lists, newest first: published, not expired, not removed, not held back.
	Posts []*Post
	// All are the posts that have a page: Posts, and the expired and removed ones; by address.
	All []*Post
	// Waiting are the drafts and the posts of later dates that have no page in this build.
	Waiting []*Post
	// HeldBack counts the posts that were left out for their errors, and Held names them, by file.
	HeldBack int
	Held     []Held

	Topics    []*Topic    // by order, then alphabet
	Units     []*Unit     // by order, then alphabet
	Campaigns []*Campaign // by order, then alphabet; of one title the newest first
	Pages     []*Page     // by order, then alphabet
	Forms     [content.NumForms]*List
	Latest    *List
	Models    *List
	// Galleries are those of photos, infographics and videos by topic and year, without the whole (that is in Forms).
	Galleries []*Gallery
	// Archive holds the years with a post or an activity, newest first.
	Archive []*Year
	// Activities are all that count or are shown, by first day, newest first.
	Activities []*Activity
	Redirects  []Redirect
	// Updated is the date of the newest post in lists; zero on an empty site.
	Updated time.Time
	// Calendar holds the days to mark, in the order of the file; see Occasions.
	Calendar []Occasion
	// Abbreviations are what the search takes for the same, one for each long form.
	Abbreviations []content.Abbreviation
	// Sources are the lists behind the numbers of the roll-up, by address.
	Sources []Source
	// Files are the files that pages name, each beside its page, by URL.
	Files []PublishedFile
	// Menu is the menu as shown.
	Menu []MenuItem
	// LogoURL is the address of the organization's logo, "" without.
	LogoURL string

	counted   []*Post        // what the roll-up counts: Posts and the expired ones, newest first
	metric    map[string]int // place of a metric in the vocabulary
	permalink []permalinkPart
	origin    string // scheme and host of base_url
}

// Held is a post that was left out for its errors.
type Held struct {
	File string
	// URL is the address it would have, "" when its errors leave it without one.
	URL string
}

// Picture is the picture that stands for the post in lists, with
// its address: the cover, of an infographic its first sheet, of a photo story
// without a cover its first photo. nil when there is none.
func (p *Post) Picture() (*content.Image, string) {
	if len(p.Images) > 0 && len(p.ImageURLs) > 0 && (p.Form == content.Infographic || p.Cover == nil) {
		return &p.Images[0], p.ImageURLs[0]
	}
	if p.CoverURL == "" {
		return nil, ""
	}
	return p.Cover, p.CoverURL
}

// State says where a post with a page stands.
type State uint8

// The states of a post.
const (
	Listed  State = iota
	Expired       // page stays, with a notice
	Removed       // only the notice is left
)

// Post is a post in its place among the others.
type Post struct {
	*content.Post
	URL      string
	State    State
	Draft    bool // shown only because drafts were asked for
	Future   bool // shown only because future posts were asked for
	Topics   []*Topic
	Units    []*Unit
	Campaign *Campaign
	// Activities as this post tells them, merged with what other posts say of the same.
	Activities []*Activity
	// Prev is the next older post of the lists, Next the next newer; nil at the ends and for posts outside the lists.
	Prev, Next *Post
	// Related are up to 4 posts: by shared main topic, unit, campaign and nearness in time.
	Related []*Post
	// Targets say where the holes of Body lead, one for each of Body.Refs.
	Targets []Target
	// Cover is the cover's address, "" without; Images those of Images; VideoURL that of a video file.
	CoverURL  string
	ImageURLs []string
	VideoURL  string
	// AttachmentURLs are those of Attachments.
	AttachmentURLs []string
	// Kit is true for a post with a share kit beside its page: KitFile, QRFile, QRPicture.
	Kit bool
	// Index is its place in Site.All.
	Index int

	published bool     // has a page in this build, unless it fails
	failed    bool     // has errors, so that --hold-back leaves it out
	day       int32    // days since 1970 in the site's zone
	month     int32    // year*12 + month-1 in the site's zone
	rank      int32    // place among all posts of the source, newest first
	at        [3]int32 // places in the lists of its main topic, first unit and campaign
}

// Target is where a hole of a body leads.
type Target struct {
	// URL is an address on this site ("/2021/05/a/", "#muc", "/2021/05/a/#muc"), a full address
	// elsewhere, mailto: or tel:. "" : nowhere, so a link becomes plain text.
	URL string
	// External is true for a full address of another host.
	External bool
	// File is the source path when the hole is a file of the site ("content/posts/…/a.jpg"); "" else.
	File string
}

// Topic is a topic with its posts.
type Topic struct {
	*content.Topic
	List
	Targets  []Target
	CoverURL string
	// Activities of its posts that have begun, newest first.
	Activities []*Activity

	index   int
	counted []*Post
}

// Unit is a unit with its posts.
type Unit struct {
	*content.Unit
	List
	Targets   []Target
	CoverURL  string
	Successor *Unit
	// Former are units whose successor this is.
	Former []*Unit
	// Activities that it led or took part in and that have begun, newest first.
	Activities []*Activity

	index   int
	counted []*Post
}

// Campaign is a campaign with its posts.
type Campaign struct {
	*content.Campaign
	List
	Targets  []Target
	CoverURL string
	// BasisURLs are the addresses of Basis, "" where there is none.
	BasisURLs []string
	// Targets by unit, resolved; TargetMetric nil without a target.
	TargetMetric *content.MetricDef
	TargetUnits  []UnitTarget
	// Activities of its posts that have begun, newest first.
	Activities []*Activity

	counted []*Post
}

// UnitTarget is one unit's share of a campaign's target.
type UnitTarget struct {
	Unit *Unit
	N    int64
}

// Phase tells whether a campaign is before, in or after its time at the given moment.
type Phase uint8

// The times of a campaign.
const (
	Before Phase = iota
	During
	After
)

// Page is a page of content/pages.
type Page struct {
	*content.Page
	URL      string
	Targets  []Target
	CoverURL string
}

// List is a list of posts with an address; later pages are …/trang/2/.
type List struct {
	URL   string
	Posts []*Post // newest first
	Feed  bool    // has a feed.xml beside it

	n int // how many posts it gets, counted before it is made
}

// Gallery is a form's posts of one topic or one year.
type Gallery struct {
	List
	Form  content.Form
	Topic *Topic // nil: by year
	Year  int
}

// Year is a year of the archive and of the activity pages.
type Year struct {
	Year   int
	Months []*Month // with a post or an activity, newest first
	Posts  int
}

// Month is a month of the archive and of the activity pages.
type Month struct {
	Year  int
	Month time.Month
	List  // its address is that of the archive
	// Activities that began in it.
	Activities []*Activity
}

// Activity is something that was done, once, however many posts tell it.
// Site.Activities and those of months, topics, units and campaigns have begun
// by Site.Now; Post.Activities are all that the post tells.
type Activity struct {
	Kind        *content.Kind // never nil
	ID          string
	From, To    time.Time // days, 00:00 in the site's zone
	Units       []*Unit   // first leads
	Time, Place string
	Aggregate   bool             // shown, never added
	Metrics     []content.Metric // in the order first written
	Posts       []*Post          // that tell it, newest first
	Index       int              // its place in Site.Activities

	topics    []*Topic    // of its posts
	campaigns []*Campaign // of its posts
	sums      []sum       // Metrics by place in the vocabulary
	kind      int         // place of Kind in the vocabulary
	day       int32       // of From, as Post.day
	month     int32
	order     int // decides between equal days
}

// Redirect sends an old address to the page that has taken its place.
type Redirect struct {
	From, To string
	// File is the page's file that names the old address.
	File string
}

// PublishedFile is a file of content/ at its address beside a page.
type PublishedFile struct {
	Source string // "content/posts/2021/05/a.jpg"
	URL    string // "/2021/05/hoc-bac/a.jpg"
	Size   int64  // bytes, as it lies in content/
}

// MenuItem is an entry of the menu.
type MenuItem struct {
	Title, URL string // URL as Target.URL
	External   bool
}

// Rollup is the sum of what was done, for a period, a unit, a topic or a campaign.
type Rollup struct {
	// From and To are days, both inclusive. To is zero for a campaign without end; both are where nothing was done and no period was asked for.
	From, To   time.Time
	Campaign   *Campaign
	Unit       *Unit
	Topic      *Topic
	Posts      int
	Activities int // aggregates not among them
	HeldBack   int
	Metrics    []Sum      // in the order of the vocabulary; what nobody gave is left out
	Forms      []FormRow  // with a post
	Kinds      []KindRow  // with an activity
	Topics     []TopicRow // all
	Units      []UnitRow  // that existed in the period, or did something
	Months     []MonthRow // in order of time, every month of the period
	Commended  []*Post
}

// Sum is a metric's total.
type Sum struct {
	Metric *content.MetricDef
	N      int64
}

// FormRow counts a form's posts.
type FormRow struct {
	Form  content.Form
	Posts int
}

// KindRow sums a kind's activities.
type KindRow struct {
	Kind       *content.Kind
	Activities int
	Metrics    []Sum
}

// TopicRow counts a topic's posts and activities.
type TopicRow struct {
	Topic             *Topic
	Posts, Activities int
}

// UnitRow sums what a unit did.
type UnitRow struct {
	Unit                     *Unit
	Posts, Activities, Joint int
	Metrics                  []Sum
}

// MonthRow sums a month.
type MonthRow struct {
	Year              int
	Month             time.Month
	Posts, Activities int
	Metrics           []Sum
}
