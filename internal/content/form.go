package content

import (
	"slices"

	"bantin/internal/viet"
)

// formNames are the words that editors may write for each form, besides its id.
var formNames = [NumForms][]string{
	News:        {"Tin", "Tin tức", "News"},
	Article:     {"Bài viết", "Article"},
	Photos:      {"Ảnh", "Hình ảnh", "Photos"},
	Infographic: {"Infographic", "Đồ họa"},
	VideoForm:   {"Video"},
	Document:    {"Văn bản", "Document"},
	Notice:      {"Thông báo", "Notice"},
}

// form reads the form of a post, by its id or label.
func (r *reader) form(n *node) Form {
	s := r.text(n)
	if s == "" {
		return News
	}
	if i := slices.Index(formIDs[:], s); i >= 0 {
		return Form(i)
	}
	var labels []string
	for f, names := range formNames {
		for _, name := range names {
			if viet.SameName(name, s) {
				return Form(f)
			}
			labels = append(labels, name)
		}
	}
	cure, ok := viet.Nearest(s, formIDs[:])
	if !ok {
		cure, _ = viet.Nearest(s, labels)
	}
	r.suggest(n.pos, "unknown-form", cure, s)
	return News
}
