package site

import "strings"

// BeginsWithSummary tells whether the text of a post begins with its summary, as it does where that was cut from it because
// front matter gives none.
func (p *Post) BeginsWithSummary() bool {
	return p.Body != nil && strings.HasPrefix(p.Body.Lead, strings.TrimSuffix(p.Summary, "…"))
}

// Opening is the text that says what a post is about, in whole sentences: its summary or, where the text begins with that,
// the whole first paragraph.
func (p *Post) Opening() string {
	if p.BeginsWithSummary() {
		return p.Body.Lead
	}
	return p.Summary
}
