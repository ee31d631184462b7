package render

import "html/template"

// Frame is what every page has around its own content; base.html puts it together.
type Frame struct {
	Lang string
	// Meta is this page's part of the head: title, description, canonical address, Open Graph, JSON-LD.
	Meta template.HTML
	// Head is the part that all pages share, from head.html.
	Head template.HTML
	// Top and Foot come from header.html and footer.html.
	Top, Foot template.HTML
}

// Head is the view of head.html.
type Head struct {
	// Feed is the address of the site's Atom feed, SiteTitle its title.
	Feed      template.URL
	SiteTitle string
	// Search is the address of the description by which browsers ask the site's search; "" without one.
	Search template.URL
}

// Header is the view of header.html.
type Header struct {
	// Home is true on the home page, where the name of the site is the h1.
	Home bool
	URL  template.URL // of the home page
	// Name is the title of the site, Short the one for narrow screens ("" when there is none);
	// Publisher is the organization, "" when it is the same.
	Name, Short, Publisher string
	Logo                   *Picture // nil: the drawn mark
	Menu                   []MenuItem
	Topics                 []Link
	More                   []Link
	// Search is the address of the search page, "" without one; Searching is true on that page, which has a field of its own.
	Search    template.URL
	Searching bool
}

// MenuItem is an entry of the menu.
type MenuItem struct {
	Title string
	URL   template.URL
	// Current is "page" on that page, "true" on the pages below it, else "".
	Current  string
	External bool
}

// Footer is the view of footer.html.
type Footer struct {
	// Published is the sentence about the publisher, Description the site's own.
	Published, Description string
	Parent, Address        string
	Phone, Email           *Link
	Read, Numbers, Contact []Link
	Social                 []Link
	// Updated is "Cập nhật 12/12/2025."; "" on an empty site.
	Updated string
}

// Link is a name with an address; URL is "" for a name alone.
type Link struct {
	Title string
	URL   template.URL
}

// Date is a day: ISO for machines, Text as dd/mm/yyyy, Short as dd/mm.
type Date struct{ ISO, Text, Short string }

// Figure is a number with what it counts. N is "–" when nobody gave it.
type Figure struct {
	N, Label string
	// URL is the list behind the number; "" for none.
	URL template.URL
	// Change is how it differs from the period before: "tăng 38 so với 400"; "" where there is nothing to compare.
	Change string
}

// Picture is a picture of this site with its variants.
type Picture struct {
	// URL is the full-size file.
	URL template.URL
	Alt string
	// Src is what an img element loads that heeds no srcset: a variant of moderate size, or URL.
	Src template.URL
	// WebP and Srcset are srcset attributes, srcset="… 480w, … 800w": WebP for a source element of type
	// image/webp, Srcset for the img element. Each is "" where there are no such variants; sizes is the layout's to say.
	WebP, Srcset template.HTMLAttr
	// Large is the widest variant that every reader can show, or URL; LargeAttrs are its data-width and data-height.
	Large      template.URL
	LargeAttrs template.HTMLAttr
	// Attrs are width and height, where they are known.
	Attrs template.HTMLAttr
	// FullAttrs are data-width and data-height of the full-size file.
	FullAttrs template.HTMLAttr
	// Tone is the class of the nearest of 64 colours ("t17"), for the place of the picture until it has come; "" where it may be transparent.
	Tone string
	// Tall is true for a picture higher than wide.
	Tall bool
}

// Card is a post in a list: the view of card.html and line.html.
type Card struct {
	URL   template.URL
	Title string
	// Form is the id of the form: "tin", "infographic" …
	Form string
	// Kicker is the topic, with the form before it unless it is news or an article.
	Kicker string
	// Topic is the main topic; FormName the form, "" for news and articles.
	Topic, FormName string
	Summary         string
	Unit            string // the first unit's short name, or its name
	Date            Date
	// Picture is the cover, or the first sheet of an infographic; nil when the post has none.
	Picture *Picture
	// Photos is "9 ảnh" for a photo story, Length "3:12" for a video.
	Photos, Length string
	// Count is the first number of the first activity; nil when there is none.
	Count *Figure
	// Early is true on the first cards of a gallery: their pictures are seen at once, so they must not load lazily.
	Early bool
	// Mark is the word for a draft or a future post, shown in previews only.
	Mark string
	// Extra is what the post says under extra, for layouts of the site's own.
	Extra map[string]any
}

// Pager leads through the pages of a list; nil when there is one page only.
type Pager struct {
	// Prev and Next are the neighbours, "" at the ends.
	Prev, Next template.URL
	// Number is this page, Count how many there are.
	Number, Count string
	// Items are the numbers around this one and the ends: links, the current one, gaps.
	Items template.HTML
}

// Choice is one of several views of the same list or table.
type Choice struct {
	Title   string
	URL     template.URL
	Count   string // how many posts; "" where that is not counted
	Current bool
}

// List is the view of list.html: all posts, or those of a form.
type List struct {
	Frame  Frame
	Crumbs template.HTML
	Title  string
	// Lede is empty on later pages.
	Lede string
	// Heading is the h2 over the cards, for readers who cannot see.
	Heading string
	Cards   template.HTML
	Empty   string // what to say when there are no cards
	Pager   *Pager
}

// Gallery is the view of gallery.html: photos, infographics, videos.
type Gallery struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Form        string
	Heading     string
	Topics      []Choice // all, then each topic that has some
	Years       []Choice
	Cards       template.HTML
	Empty       string
	Pager       *Pager
}

// Topics is the view of topics.html.
type Topics struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Items       []Entry
}

// Units is the view of units.html.
type Units struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	// Groups are by the first letter of the name, when the units are in alphabetical order; else one without a letter.
	Groups []UnitGroup
	Former []Entry
}

// UnitGroup is the units under one letter of the alphabet.
type UnitGroup struct {
	Letter string
	Items  []Entry
}

// Entry is a topic, unit or campaign in a list of names.
type Entry struct {
	Title, Text string
	URL         template.URL
	Count       string // "12 bài"
	Last        string // "bài mới nhất 12/12/2025"; "" when there is none
	Note        string // "2015–2020"
	Posts       []Card // the newest two
	// Progress is a campaign's; nil without a target, and before it begins.
	Progress *Progress
}

// Shelf is what the pages of a topic and of a unit have in common: an
// introduction, the numbers of the year, and a list of posts.
type Shelf struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Cover       *Picture
	Body        template.HTML
	Numbers     *Numbers
	Heading     string
	Cards       template.HTML
	Empty       string
	Pager       *Pager
	// Kinds are what was done in the year of Numbers, under KindsTitle.
	KindsTitle string
	Kinds      []Bar
	// Years lead to what was done in each year, as lists.
	Years []Choice
	Feed  template.URL
	First bool // the first page of the list: the others have no introduction and no numbers
}

// Topic is the view of topic.html.
type Topic struct {
	Shelf
	Galleries []Choice
}

// Unit is the view of unit.html.
type Unit struct {
	Shelf
	// Notices say that the unit has ended or not yet begun, and what else it is or was called.
	Notices []Notice
	Facts   []Fact
	// Running are the campaigns that are on, Campaigns all others.
	Running, Campaigns []UnitCampaign
}

// Notice is a sentence, or the words before some names.
type Notice struct {
	Text  string
	Links []Link
}

// UnitCampaign is a unit's part in a campaign.
type UnitCampaign struct {
	Title, Note string // Note: state and time left, or dates
	URL         template.URL
	Figures     []Figure
	Progress    *Progress // of its share of the target; nil without one
}

// Fact is a line of a facts box.
type Fact struct {
	Name  string
	Links []Link
}

// Numbers is the band of figures of a year.
type Numbers struct {
	Title   string
	URL     template.URL // of the year's activity page
	Figures []Figure
	Chart   *Chart
}

// Chart is a row of columns.
type Chart struct {
	Caption string
	Columns []Column
	Years   bool // the columns are years
}

// Column is one column of a chart, drawn in a box 100 high.
type Column struct {
	Label, N  string
	Unit      string       // what N counts, for readers who cannot see
	URL       template.URL // the list behind the number; "" for none
	Y, Height string
	Now       bool // it is not over yet
}

// Bar is a line of a list with a bar under it, drawn in a box 100 wide.
type Bar struct {
	Title string
	N     string
	Width string
	Note  string
	// Source is the list behind the number; "" for none.
	Source template.URL
	// Parts are the numbers that belong to it: the metrics of a kind.
	Parts []Figure
	// Change is how the number differs from the period before; "" where there is nothing to compare.
	Change string
}

// Page is the view of page.html.
type Page struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Cover       *Picture
	Body        template.HTML
}

// Removed is the view of removed.html: a post that was taken down.
type Removed struct {
	Frame         Frame
	Title, Notice string
}

// Missing is the view of 404.html.
type Missing struct {
	Frame         Frame
	Home, Archive template.URL
	Search        template.URL // the search page; "" without one
	Cards         template.HTML
}

// Redirect is the view of redirect.html.
type Redirect struct {
	Lang string
	To   template.URL
	// Absolute is the whole address, with its host.
	Absolute string
	Title    string
}
