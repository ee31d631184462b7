package content

import (
	"strconv"
	"strings"
	"time"
)

// Part is how a post stands in printed bulletins.
type Part uint8

// The parts.
const (
	PartByLength Part = iota // a short post in full, a long one as its summary
	PartFull
	PartSummary
	PartSkip // not at all
)

// Bulletin is what site.yaml says of printed bulletins.
type Bulletin struct {
	// Months is how many of the newest months with posts have one, with their quarters and the campaigns: All, which is
	// the default since an address that was published should stay, or 0 for no bulletins at all.
	Months int
	// Title stands on the masthead; "": the site's.
	Title string
	// FirstYear and FirstMonth are the month of number 1; 0: the numbers begin anew with every year.
	FirstYear  int
	FirstMonth time.Month
	// Note is the line at the end: who may read it, where to send news.
	Note string
}

var bulletinKeys = []key[Bulletin]{
	{"months", func(r *reader, n *node, b *Bulletin) { b.Months = r.howMany(n, b.Months) }},
	{"title", func(r *reader, n *node, b *Bulletin) { b.Title = visible(r.text(n)) }},
	{"first", func(r *reader, n *node, b *Bulletin) { b.FirstYear, b.FirstMonth = r.month(n) }},
	{"note", func(r *reader, n *node, b *Bulletin) { b.Note = r.text(n) }},
}

// part reads how a post stands in bulletins.
func (r *reader) part(n *node) Part {
	switch r.choice(n, "", "full", "summary", "skip") {
	case "full":
		return PartFull
	case "summary":
		return PartSummary
	case "skip":
		return PartSkip
	}
	return PartByLength
}

// month reads a month, "5/2021" or "2021-05"; the year is 0 for none.
func (r *reader) month(n *node) (int, time.Month) {
	s := r.text(n)
	if s == "" {
		return 0, 0
	}
	year, month, ok := ParseMonth(s)
	if !ok {
		r.report(n.pos, "bad-month", s)
		return 0, 0
	}
	return year, month
}

// ParseMonth reads a month as people write it: "2021-05", "5/2021", "05.2021".
func ParseMonth(s string) (year int, month time.Month, ok bool) {
	a, b, ok := splitPair(s)
	if len(b) == 4 {
		a, b = b, a
	}
	if !ok || len(a) != 4 || len(b) > 2 {
		return 0, 0, false
	}
	year, _ = strconv.Atoi(a)
	n, _ := strconv.Atoi(b)
	return year, time.Month(n), n >= 1 && n <= 12 && year > 0
}

// ParseQuarter reads a quarter of a year: "2021-2", "2/2021", "2021-Q2", "quý II/2021" without the word.
func ParseQuarter(s string) (year, quarter int, ok bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	for i, roman := range []string{"I", "II", "III", "IV"} {
		for _, sign := range []string{"/", "-", "."} {
			if rest, found := strings.CutPrefix(s, roman+sign); found {
				s = strconv.Itoa(i+1) + sign + rest
			} else if rest, found := strings.CutSuffix(s, sign+roman); found {
				s = rest + sign + strconv.Itoa(i+1)
			}
		}
	}
	a, b, ok := splitPair(strings.ReplaceAll(s, "Q", ""))
	if len(b) == 4 {
		a, b = b, a
	}
	if !ok || len(a) != 4 || len(b) != 1 {
		return 0, 0, false
	}
	year, _ = strconv.Atoi(a)
	quarter = int(b[0] - '0')
	return year, quarter, quarter >= 1 && quarter <= 4 && year > 0
}

// splitPair splits "2021-05" into its two numbers.
func splitPair(s string) (a, b string, ok bool) {
	s = strings.TrimSpace(s)
	i := strings.IndexAny(s, "/-.")
	if i < 0 {
		return "", "", false
	}
	a, b = s[:i], s[i+1:]
	figures := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return a, b, figures(a) && figures(b)
}
