// Package lang holds the words of a site's language: those in addresses and
// those on the pages. A table is a struct, so a missing word is a compile
// error and templates are checked against its fields.
package lang

// Table is one language.
type Table struct {
	// Code is the BCP 47 tag, Locale that of Open Graph: "vi", "vi_VN".
	Code, Locale string
	Paths        Paths
	Words        Words
}

// Paths are the words in addresses.
type Paths struct {
	Latest, Topics, Units, Campaigns, Activity, Archive, Models, Page, Search string
	// Board is the folder of the lobby boards, BoardLines the file of lines for text boards beside each,
	// BoardEdition the one that tells when a board has changed.
	Board, BoardLines, BoardEdition string
	// Bulletins is the folder of printed bulletins, Quarter the word before the number of one, Reading the last word in
	// the address of the version that is read to a meeting.
	Bulletins, Quarter, Reading string
	// Poster is the last word in the address of a poster.
	Poster string
	// Forms by content.Form.
	Forms [7]string
	// Sources by site.By: the lists behind the numbers of the roll-up.
	Sources [7]string
}

// For gives the table of a language code; Vietnamese for an unknown one.
func For(code string) *Table {
	if code == "en" {
		return &english
	}
	return &vietnamese
}
