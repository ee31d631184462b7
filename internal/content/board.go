package content

import "strconv"

// Board is what site.yaml says of the screens in lobbies.
type Board struct {
	// Seconds is how long each headline stays.
	Seconds int
	// Posts is how many of the newest posts are shown, 0 for no boards at all; Infographics how many infographics beside them.
	Posts, Infographics int
	// Figures and Campaigns say whether the numbers of the year and the campaigns that run are shown.
	Figures, Campaigns bool
	// LineLength is how many characters a line for text boards may have.
	LineLength int
}

func defaultBoard() Board {
	return Board{Seconds: 12, Posts: 6, Infographics: 4, Figures: true, Campaigns: true, LineLength: 120}
}

var boardKeys = []key[Board]{
	{"seconds", func(r *reader, n *node, b *Board) { r.within(n, &b.Seconds, 5, 300) }},
	{"posts", func(r *reader, n *node, b *Board) { r.within(n, &b.Posts, 0, 20) }},
	{"infographics", func(r *reader, n *node, b *Board) { r.within(n, &b.Infographics, 0, 20) }},
	{"figures", func(r *reader, n *node, b *Board) { b.Figures = r.bool(n) }},
	{"campaigns", func(r *reader, n *node, b *Board) { b.Campaigns = r.bool(n) }},
	{"line_length", func(r *reader, n *node, b *Board) { r.within(n, &b.LineLength, 20, 500) }},
}

// within reads a number that lies between two others.
func (r *reader) within(n *node, to *int, least, most int) {
	v, ok := r.count(n)
	switch {
	case !ok:
	case v < int64(least) || v > int64(most):
		r.report(n.pos, "number-range", r.text(n), strconv.Itoa(least), strconv.Itoa(most))
	default:
		*to = int(v)
	}
}
