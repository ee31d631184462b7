package render

import "html/template"

// Board is the view of board.html: a screen in a lobby.
type Board struct {
	Lang string
	// Meta is its part of the head: title, description, canonical address, Open Graph.
	Meta template.HTML
	// Name is whose board it is: the title of the site, or a unit; Publisher stands beside it, "" when it is the same.
	Name, Publisher string
	Logo            *Picture // nil: the drawn mark
	// Edition is the digest of all that the board shows, and the content of the file at EditionURL.
	Edition    string
	EditionURL template.URL
	// Worker is the script that keeps the board when the network is gone.
	Worker template.URL
	// Seconds is how long each headline stays.
	Seconds string
	Slides  []Slide
	// Asides stand beside the headlines, in turn.
	Asides []Aside
}

// Slide is a post on a board.
type Slide struct {
	Card
	// QR is the address of the post as a QR code.
	QR template.HTML
}

// Aside stands beside the headlines of a board: one of Sheet, Numbers and Campaign, the others are nil.
type Aside struct {
	Sheet    *Slide // an infographic
	Numbers  *Numbers
	Campaign *Band
	// Of says whose numbers they are; a campaign has none.
	Of string
	// QR is the address of the infographic or campaign as a QR code.
	QR template.HTML
}
