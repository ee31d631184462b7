package content

import (
	"time"

	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// Pos is a place in a file: line and column from 1, columns in characters; 0 where unknown.
type Pos struct{ Line, Column int32 }

// Name is a reference to a topic, unit, campaign or kind, as the editor wrote
// it (NFC, trimmed). What it names is known only when all files are.
type Name struct {
	Text string
	Pos  Pos
}

// FileRef is a file that front matter names.
type FileRef struct {
	// Path is below the site folder, with slashes, NFC: "content/posts/2021/05/a.jpg" or "static/a.pdf".
	// It may not exist: that is checked against Source.Files.
	Path string
	// Text is the reference as written.
	Text string
	Pos  Pos
}

// Form is the form of a post.
type Form uint8

// The forms, in the order of their lists.
const (
	News Form = iota
	Article
	Photos
	Infographic
	VideoForm
	Document
	Notice
	NumForms = iota
)

var formIDs = [NumForms]string{"tin", "bai-viet", "hinh-anh", "infographic", "video", "van-ban", "thong-bao"}

// ID is the form's id in front matter and data: "tin", "bai-viet" …
func (f Form) ID() string { return formIDs[f] }

// Post is what one file of content/posts says.
type Post struct {
	// File is the path below the site folder, NFC: "content/posts/2021/05/hoc-bac.md".
	File string
	// Dir is the folder that the post's relative names begin at.
	Dir     string
	Title   string
	Date    viet.Moment
	Updated viet.Moment // zero: never
	// Expires is the first moment at which the post is out of the lists (the day after a date); zero: never.
	Expires time.Time
	// PinnedUntil is the first moment at which it is pinned no more (the day after the date); zero: not pinned.
	PinnedUntil time.Time
	Topics      []Name // first = main
	Units       []Name // first leads
	Campaign    Name   // Text "" when none
	Form        Form
	Summary     string // as given, or the first paragraph cut to 160 characters
	Cover       *Image
	Images      []Image
	Video       *Video
	Attachments []Attachment
	Number      string
	Basis       []string
	Activities  []Activity
	Commended   bool
	// Poster asks for a page to print and hang up. An infographic has one unless its front matter says false.
	Poster      bool
	Bulletin    Part // how it stands in printed bulletins
	Author      string
	Source      *Origin
	Slug        string // given, or from the title
	SlugPos     Pos    // of slug, else of title
	Aliases     []Name
	Removed     string // the notice; "" when the post is not taken down
	Corrections []Correction
	Draft       bool
	Extra       map[string]any
	Body        *markdown.Document
	// Held is true when the file has errors: with --hold-back it is left out.
	Held bool
	// TitlePos and DatePos are where the values stand (the file's first line when absent).
	TitlePos, DatePos Pos
}

// Origin names where a reprint comes from.
type Origin struct{ Name, URL string }

// Image is a picture that front matter names.
type Image struct {
	File                 FileRef
	Alt, Caption, Credit string
}

// Video is a YouTube id or a file.
type Video struct {
	YouTube  string // 11 characters; "" for a file
	File     FileRef
	Duration time.Duration // 0: unknown
}

// Attachment is a file to download.
type Attachment struct {
	File  FileRef
	Title string // "" : the file's name
}

// Correction is a notice of a mended mistake.
type Correction struct {
	Date viet.Moment
	Text string
}

// Metric is one number of an activity.
type Metric struct {
	ID  string // a metric of the vocabulary
	N   int64
	Pos Pos // of the number
}

// Activity is something that was done, as one post tells it.
type Activity struct {
	Kind Name
	// From and To are the first and last day, at 00:00 in the site's zone; zero when the post's date is meant.
	From, To    time.Time
	Units       []Name // empty: the post's
	Time, Place string
	ID          string // the same id in several posts is one activity; "" : its own
	Aggregate   bool
	Metrics     []Metric // in the order written
	Pos         Pos
	// DatePos, TimePos and PlacePos are those of its first day, of Time and of Place; Pos without one.
	DatePos, TimePos, PlacePos Pos
}

// Meta is what topics, units, campaigns and pages have in common.
type Meta struct {
	File, Dir   string
	ID          string // the file's name without .md: ASCII slug
	Title       string
	TitlePos    Pos
	Order       int // 0: none; ordered ones come first
	Short       string
	Aliases     []Name
	Description string
	Cover       *Image
	Body        *markdown.Document
}

// Topic is what one file of content/topics says.
type Topic struct{ Meta }

// Unit is what one file of content/units says.
type Unit struct {
	Meta
	// From and To are the days it existed (both inclusive); zero: open.
	From, To  time.Time
	Successor Name
	Members   int64 // -1: not given
	Contact   Contact
}

// Contact is how to reach a unit.
type Contact struct{ Address, Phone, Email string }

// Campaign is what one file of content/campaigns says.
type Campaign struct {
	Meta
	From, To time.Time // days, inclusive; To zero: without end
	Phases   []Phase
	Basis    []Basis
	Target   *Target
}

// Phase is a stage of a campaign.
type Phase struct {
	Title    string
	From, To time.Time
	Text     string
	Pos      Pos // of its first day, else of its entry
}

// Basis is a document that a campaign rests on: a file or an address, or neither.
type Basis struct {
	Title string
	File  FileRef
	URL   string
}

// Target is what a campaign wants to reach.
type Target struct {
	Metric Name
	Total  int64 // 0: not given
	Units  []UnitTarget
}

// UnitTarget is one unit's share of a target.
type UnitTarget struct {
	Unit Name
	N    int64
}

// Page is what one file of content/pages says.
type Page struct{ Meta }

// File is a file beside the posts or in static/.
type File struct{ Size int64 }

// Settings is content/site.yaml.
type Settings struct {
	Title, Description, ShortTitle string
	// BaseURL has no trailing slash: "https://example.org/news". Host is its host, Path its path ("/news" or "").
	BaseURL, Host, Path string
	// Declared is the base_url of site.yaml, also when another was chosen for
	// this build: full addresses in texts mean this site by it.
	Declared           Base
	Language           string // "vi" or "en"
	Zone               *time.Location
	Organization       Organization
	Social             Social
	Permalink          string // "/{year}/{month}/{slug}/"
	PageSize           int
	Menu               []MenuItem // nil: the default
	Figures            []Name     // metric ids, "posts", "activities", "units"
	ShareCards, Search bool
	Board              Board // lobby boards
	// ShareKit is how many of the newest posts have a share kit beside their page; All for every post.
	ShareKit int
	// MaxPixels is the largest picture that is taken, width times height.
	MaxPixels int64
	// Cache is the address of the cache that machines share: the path of a folder, file://, s3:// or sftp://; "" or "none" for none.
	Cache       string
	UnknownKeys string // "warn", "error" or "ignore"
	// Hosts are the kinds of web hosts that files are written for: "netlify", "cloudflare", "apache", "nginx".
	Hosts    []string
	Budgets  Budgets
	Check    Check
	Bulletin Bulletin
}

// Budgets are how much one page may weigh, in bytes; 0: as much as it likes.
type Budgets struct {
	// HTML is the page itself, CSS and Scripts what it names, Pictures what a phone loads at once.
	HTML, CSS, Scripts, Pictures int64
}

// Check is how the finished site is checked.
type Check struct {
	// Ignore are addresses of other hosts that are not asked: a host, or the beginning of an address.
	Ignore []Name
}

// Base is a base_url, as in Settings: without a trailing slash, its host and its path.
type Base struct{ URL, Host, Path string }

// Organization is who publishes the site.
type Organization struct {
	Name, Parent, Place, Address, Phone, Email string
	Logo                                       *FileRef
}

// Social holds the organization's addresses elsewhere; "" when none.
type Social struct{ Facebook, Zalo, YouTube, VCNet string }

// MenuItem is an entry of the menu.
type MenuItem struct {
	Title, URL string
	Pos        Pos // of the URL
}

// Vocabulary is content/activities.yaml: what can be counted.
type Vocabulary struct {
	Common  []string
	Groups  []Group
	Kinds   []Kind
	Metrics []MetricDef
}

// Group is a heading over kinds.
type Group struct{ ID, Title string }

// Kind is a kind of activity.
type Kind struct {
	ID, Title, Group string
	Metrics          []string
}

// MetricDef defines a metric.
type MetricDef struct {
	ID, Title, Unit string
	Label           string // what a card says after the number; default Unit
	SelfDeclared    bool
}

// Source is all that a site folder says.
type Source struct {
	Settings   *Settings
	Vocabulary *Vocabulary
	Calendar   []Occasion // in the order of content/calendar.yaml
	// Abbreviations are those that are built in, then those of content/abbreviations.yaml; one for each long form.
	Abbreviations []Abbreviation
	Posts         []*Post // by File
	Topics        []*Topic
	Units         []*Unit
	Campaigns     []*Campaign
	Pages         []*Page
	// Files are all other files below content/ and static/, by path below the site folder, NFC.
	Files map[string]File
	// Problems are those of single files.
	Problems diag.List
}
