package render

import "html/template"

// Poster is the view of poster.html, which is a whole page: one sheet of paper to print and hang up, of a
// post or a campaign. Frame has neither Top nor Foot.
type Poster struct {
	Frame Frame
	// Title is cut at a word if no sheet could hold it.
	Title  string
	Kicker string // "Cuộc thi · Văn hóa, thể thao"
	Unit   string // the first unit's name; "" for a campaign
	Date   Date   // of a post
	Dates  string // of a campaign: "22/09/2025–30/12/2025"
	// Name is the title of the site, Publisher the organization, "" when it is the same.
	Name, Publisher string
	Logo            *Picture // nil: the drawn mark
	// Back is the page of the post or campaign.
	Back template.URL
	// Notices are for the screen only: that the post is a draft, or that it has expired.
	Notices []string
	Picture *Picture // nil: none
	// Plan is how the sheet is laid out: "wide" (the picture above the headline), "whole" (the same, with all of the
	// picture), "side" (an upright picture beside it), "side whole", "upright" (an upright infographic, which is most of the poster) or "plain" (no picture).
	Plan string
	// Size is the class of the headline by its length, from "z1", the largest, to "z5".
	Size    string
	Summary string   // about three lines, in whole sentences if they are short enough; may be ""
	Figures []Figure // up to three
	// Read says what the QR code opens. Address is the same in letters, without scheme, as short as it can be typed;
	// lines may end after the slashes in it.
	Read    string
	QR      template.HTML
	Address template.HTML
	// Until is "Dán đến hết 31/12/2025"; "" where nothing says when it ends.
	Until string
}
