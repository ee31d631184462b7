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
	// QR is the address as a QR code; made only when post.html, or a layout that it calls, names it.
	QR template.HTML
}

// Photo is a picture with its caption.
type Photo struct {
	Picture
	Caption, Credit string
	// ID is that of its viewer, Before and After those of its neighbours, "" at the ends.
	ID, Before, After string
	// Number is "Ảnh 3/18", Enlarge "Xem lớn ảnh 3".
	Number, Enlarge string
	// Size is that of the file, of the sheets of an infographic only: "240 KB".
	Size  string
	First bool
}

// Video is a video of YouTube, or a file.
type Video struct {
	Title string
	// Length is "3:12", "" when unknown.
	Length string
	Poster *Picture
	// Caption and Credit are those of the cover.
	Caption, Credit string
	// Watch is the page at YouTube, Embed its player; both "" for a file.
	Watch, Embed template.URL
	// File is the video file, Type its media type, Subtitles the address of a WebVTT file.
	File      template.URL
	Download  FileLink
	Type      string
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
