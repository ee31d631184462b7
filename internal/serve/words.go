package serve

import (
	"fmt"
	"strconv"
	"strings"

	"bantin/internal/viet"
)

// words are the texts of the preview's own pages and of the overlay. Of a pair the first is for one, the
// second for more; %s is the number, or a name.
type words struct {
	Lang                          string
	WrongHost, WrongMethod        string
	WrongPath, Ending             string
	OtherSite                     string
	Fault, Nothing, AllHeld       string
	ThisHeld                      string
	OthersHeld, SomeHeld, More    [2]string
	Unreadable                    string
	CannotShow, BrokenHere        string
	Desk, Posts, Cards, Problems  string
	Site, ToSite, Find            string
	Missing, ToDesk               string
	All, Drafts, Scheduled        string
	Broken, Recent, Expired, Gone string
	Draft, Future, Held           string
	Errors, Warnings, NoProblems  [2]string
	PostCount, FoundCount         [2]string
	None, NoneFound               string
	Edit, SeeShare                string
	Page, Previous, Next          string
	RecentNote, NeverGood         string
	Share                         shareWords
	Kit                           kitWords
	Overlay                       overlayWords
}

// overlayWords are for the script.
type overlayWords struct {
	Lang     string    `json:"lang"`
	Region   string    `json:"region"`
	Errors   [2]string `json:"errors"`
	Warnings [2]string `json:"warnings"`
	Here     string    `json:"here"`
	Other    string    `json:"other"`
	Fold     string    `json:"fold"`
	Unfold   string    `json:"unfold"`
	Desk     string    `json:"desk"`
	Show     string    `json:"show"`
	Edit     string    `json:"edit"`
	Line     string    `json:"line"`
	Mended   string    `json:"mended"`
	Lost     string    `json:"lost"`
}

// shareWords are for the pages that show links as networks do.
type shareWords struct {
	Title, Lede, Pick                            string
	Large, Small, Zalo, Messenger, Google        string
	Values, Checks, Fine                         string
	NoTitle, LongTitle, NoDescription            string
	LongDescription, ShortDescription            string
	NoImage, ImageGone, ImageKind, TinyImage     string
	SmallImage, HeavyImage, WrongSize, NoSize    string
	OtherAddress, SiteInTitle, NoIndex, NoImages string
	ImageSize, Note, NoPage                      string
}

func wordsIn(lang string) *words {
	if lang == "en" {
		return english()
	}
	return vietnamese()
}

func (w *words) fill(text string, what string) string { return strings.Replace(text, "%s", what, 1) }

// count is “1 post”, “1,250 posts”.
func (w *words) count(pair [2]string, n int) string {
	if n == 1 {
		return w.fill(pair[0], "1")
	}
	return w.fill(pair[1], w.number(n))
}

func (w *words) number(n int) string {
	if w.Lang == "en" {
		return viet.NumberEN(int64(n))
	}
	return viet.Number(int64(n))
}

// size is “182 kB”.
func (w *words) size(bytes int) string {
	kb := strconv.Itoa((bytes + 999) / 1000)
	if bytes >= 1_000_000 {
		kb = fmt.Sprintf("%.1f", float64(bytes)/1e6)
		if w.Lang != "en" {
			kb = strings.Replace(kb, ".", ",", 1)
		}
		return kb + " MB"
	}
	return kb + " kB"
}
