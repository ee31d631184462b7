package content

import "testing"

// An infographic has a poster without asking, unless its front matter says no; others ask.
func TestPosterKey(t *testing.T) {
	const head = "---\ntitle: T\ndate: 1/6/2021\ntopic: t\nunit: u\n"
	const sheet = "form: infographic\nimages: [{file: a.png, alt: x}]\n"
	for _, c := range []struct {
		keys string
		want bool
	}{
		{"", false}, {"poster: true\n", true}, {"poster: có\n", true}, {"poster: false\n", false}, {"poster:\n", false},
		{sheet, true}, {sheet + "poster:\n", true}, {sheet + "poster: không\n", false}, {"poster: false\n" + sheet, false},
	} {
		p, found := load(t, "content/posts/a.md", head+c.keys+"---\nChữ.\n")
		if p.Poster != c.want || len(found) > 0 {
			t.Errorf("%q: %v, %v; want %v", c.keys, p.Poster, found, c.want)
		}
	}
	p, found := load(t, "content/posts/a.md", head+"poster: A3\n---\n")
	if !p.Poster || len(found) != 1 || !p.Held {
		t.Errorf("a wrong value: %v, %v", p.Poster, found)
	}
}
