package render

import "html/template"

// Post is the view of post.html, for posts of every form.
type Post struct {
	Frame  Frame
	Crumbs template.HTML
	Title  string
	// Summary is "" when it only repeats the first paragraph.
	Summary string
	// Form is the id, FormName the word.
	Form, FormName string
	Date           Date
	// DateTime is the date for machines with its time, News the date in full: "Thứ Năm, 27/05/2021".
	DateTime, News string
	Time           string // "08:30"; "" when only the day is known
	Updated        string // "Cập nhật lúc 08:30, 19/05/2021"; "" when never
	Reading        string // "4 phút đọc"; "" for a text of a few lines
	Author         string
	Source         *Link
	Units, Topics  []Link
	Campaign       *Link
	// Commended leads to the page of good models.
	Commended *Link
	// Notices say that the post has expired, is a draft or lies in the future.
	Notices []string
	Share   Share
	Cover   *Photo
	Body    template.HTML
	// Activities are the facts boxes.
	Activities []ActivityBox
	// Sheets are the pictures of an infographic; Photos those of a photo story.
	Sheets, Photos []Photo
	Video          *Video
	// Number and Basis are those of a document.
	Number      string
	Basis       []string
	Files       []FileLink
	Corrections []Correction
	// Older and Newer are the neighbours in the list of all posts.
	Older, Newer *Link
	Related      template.HTML
	// RelatedTitle is the h2 over Related.
	RelatedTitle string
	// Extra is what the post says under extra, for layouts of the site's own.
	Extra map[string]any
}

// Share is the view of share.html.
type Share struct {
	// Address is the whole address of the page.
	Address        string
	Facebook, Mail template.URL
	// Poster is the page to print and hang up; "" without one.
	Poster template.URL
	// Code and CodePicture are the files of the address as a QR code, SVG and PNG; "" for a post without a share kit, and for an address that no code can hold.
	Code, CodePicture template.URL
	// QR is the address as a QR code; made only when post.html, or a layout that it calls, names it.
	QR template.HTML
}

// Photo is a picture with its caption. A link around a picture in a figure opens the lightbox of lightbox.html when it
// has data-photo, which is the number that stands there, and data-width and data-height of the file that it leads to;
// with data-sheet it is shown as wide as it can be read, and offered for download. The figcaption becomes the caption.
type Photo struct {
	Picture
	Caption, Credit string
	// Number is "Ảnh 3/18", Enlarge "Xem lớn ảnh 3".
	Number, Enlarge string
	// Shape is the class of its proportions: "pano" (wider than 2:1), "wide" (16:9), "four-three", "square", "four-five",
	// "upright" (3:4), "slim" (2:3), "phone" (9:16); "" for 3:2, and where they are unknown.
	Shape string
	// Size is that of the file, of the sheets of an infographic only: "240 KB".
	Size string
	// First is true for the first picture of its page, which must not load lazily.
	First bool
}

// Video is a video of YouTube, or a file.
type Video struct {
	Title string
	// Length is "3:12", "" when unknown.
	Length string
	// Poster is the cover, shown until the video plays; nil when the post has none. Caption and Credit are the cover's.
	Poster          *Picture
	Caption, Credit string
	// Watch is the page at YouTube, Embed its player; both "" for a file.
	Watch, Embed template.URL
	// File is the video file, Type its media type, Download the same file to keep; all "" for YouTube.
	File     template.URL
	Download FileLink
	Type     string
	// Subtitles is the address of the WebVTT file that lies beside the video, in the language Lang; "" when none does.
	Subtitles template.URL
	Lang      string
}

// FileLink is a file to download.
type FileLink struct {
	Title string
	URL   template.URL
	// Type is "PDF", Size "240 KB", or "" when unknown.
	Type, Size string
}

// Correction is a mended mistake.
type Correction struct {
	Date Date
	Text string
}

// ActivityBox is an activity as a post tells it.
type ActivityBox struct {
	Figures []Figure
	Kind    string
	// From is the first day for machines, When both days for readers.
	From, When  string
	Time, Place string
	Lead        *Link
	Others      []Link
	Aggregate   bool
}
