package site

import (
	"testing"

	"bantin/internal/content"
	"bantin/internal/markdown"
)

func TestOpening(t *testing.T) {
	for _, c := range []struct{ summary, lead, want string }{
		{"", "Một câu. Hai câu.", "Một câu. Hai câu."},
		{"Một…", "Một câu. Hai câu.", "Một câu. Hai câu."},
		{"Một câu.", "Một câu. Hai câu.", "Một câu. Hai câu."},
		{"Lời của người viết.", "Một câu. Hai câu.", "Lời của người viết."},
		{"Lời của người viết…", "", "Lời của người viết…"},
		{"", "", ""},
	} {
		p := &Post{Post: &content.Post{Summary: c.summary, Body: &markdown.Document{Lead: c.lead}}}
		if got := p.Opening(); got != c.want || p.BeginsWithSummary() != (c.want == c.lead) {
			t.Errorf("%q, %q: got %q, %v", c.summary, c.lead, got, p.BeginsWithSummary())
		}
	}
	if got := (&Post{Post: &content.Post{Summary: "Không có thân bài."}}).Opening(); got != "Không có thân bài." {
		t.Errorf("without a text: %q", got)
	}
}
