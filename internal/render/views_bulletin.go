package render

import "html/template"

// Bulletins is the view of bulletins.html: the list of all bulletins.
type Bulletins struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Groups      []BulletinGroup
	Empty       string
}

// BulletinGroup is the bulletins of a year, all quarters, or all campaigns.
type BulletinGroup struct {
	Title, ID string
	Items     []BulletinEntry
}

// BulletinEntry leads to a bulletin.
type BulletinEntry struct {
	Title, Count string       // Count: "12 bài"
	URL          template.URL // the version to print
	Reading      template.URL // the version to read to a meeting
}

// Bulletin is the view of bulletin.html, which is a whole page: a bulletin to print.
type Bulletin struct {
	Frame Frame // without Top and Foot
	// Title is that of the page, Name stands on the masthead with Publisher ("" when it is the same) and Issue, the
	// number and the month. Days are those of a campaign. Host is where the site is.
	Title, Name, Publisher, Issue, Days, Host string
	// Dense is true for one of many posts, which is set smaller.
	Dense bool
	// Scan says what the codes are for.
	Scan     string
	Contents []Choice
	// NumbersTitle stands over Figures.
	NumbersTitle string
	Figures      []Figure
	Lead         *BulletinItem
	Sections     []BulletinPart
	SheetTitle   string
	Sheet        *BulletinItem
	Units        *BulletinUnits
	// More tells of posts that had no room; Empty that there are none; Note is the site's own last line.
	More, Empty, Note string
	// All leads to the list of all bulletins, Reading to the version to read aloud; "" where the site has none.
	Home, All, Reading template.URL
}

// BulletinPart is the posts of a topic in a bulletin.
type BulletinPart struct {
	Title, ID string
	Items     []BulletinItem
	Lines     []BulletinLine
}

// BulletinItem is a post in a bulletin.
type BulletinItem struct {
	Title, Unit string
	URL         template.URL
	Date        Date
	Count       *Figure
	Long        bool // Title is long, and set smaller
	Infographic bool
	// Picture is at hand in the quality of print: its Src; nil where there is no room for one.
	Picture *Picture
	// Text is the whole post without headings of the first levels, or "" when Summary stands for it.
	Text    template.HTML
	Summary string
	// QR is the code that opens the post, as wide and high as it must be printed.
	QR template.HTML
}

// BulletinLine is a post that is only named.
type BulletinLine struct {
	Title, Unit string
	URL         template.URL
	Date        Date
}

// BulletinUnits is the table of the units that did something. Others counts those that did not.
type BulletinUnits struct {
	Metric, Others, Note string
	Rows                 []UnitLine
	Sum                  UnitLine
}

// Meeting is the view of meeting.html, which is a whole page: a bulletin to be read aloud.
type Meeting struct {
	Frame              Frame
	Title, Lede        string
	Whole              string // "12 tin, đọc hết khoảng 5 phút."
	Sections           []MeetingPart
	Left, Empty        string
	Home, All, Printed template.URL // All and Printed are "" where the site has none
}

// MeetingPart is the posts of a topic that are read.
type MeetingPart struct {
	Title, ID string
	Items     []MeetingItem
}

// MeetingItem is what is read of a post; Time is how long that takes.
type MeetingItem struct{ Title, Who, Text, Time string }
