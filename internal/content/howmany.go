package content

import "bantin/internal/viet"

// All is how many “all” of site.yaml means: more than there can be.
const All = 1 << 30

// howMany reads how many of the newest of something there shall be: a number, 0 for none, or “all”.
func (r *reader) howMany(n *node, otherwise int) int {
	s := r.text(n)
	switch s {
	case "":
		return otherwise
	case "all":
		return All
	}
	v, err := viet.ParseCount(s)
	if err != nil {
		r.report(n.pos, "how-many", s)
		return otherwise
	}
	return int(min(v, All))
}
