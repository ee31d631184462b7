package check

import (
	"strconv"
	"strings"
	"testing"
)

func TestWeights(t *testing.T) {
	const at = " content/posts/2021/c.md:0:0"
	kb := func(n int) string { return strings.Repeat("x", n<<10) }
	for _, c := range []struct {
		name  string
		body  string
		files map[string]string
		want  string
	}{
		{"html", "<p>" + kb(40), nil, "heavy-html?" + at},
		{"css, together", `<link rel="stylesheet" href="/tin/a.css"><link rel="stylesheet" href="/tin/b.css">`,
			map[string]string{"a.css": kb(12), "b.css": kb(12)}, "heavy-css?" + at},
		{"one style twice", `<link rel="stylesheet" href="/tin/a.css"><link rel="stylesheet" href="/tin/a.css">`, map[string]string{"a.css": kb(12)}, ""},
		{"scripts", `<script src="/tin/a.js"></script>`, map[string]string{"a.js": kb(31)}, "heavy-scripts?" + at},
		{"picture", `<img src="/tin/a.gif" alt="">`, map[string]string{"a.gif": kb(51)}, "heavy-pictures?" + at},
		{"pictures together", `<img src="/tin/a.gif" alt=""><img src="/tin/b.gif" alt="">`, map[string]string{"a.gif": kb(26), "b.gif": kb(26)}, "heavy-pictures?" + at},
		{"pictures that wait", `<img loading="lazy" src="/tin/a.gif" alt=""><img loading="lazy" src="/tin/b.gif" alt="">`, map[string]string{"a.gif": kb(26), "b.gif": kb(26)}, ""},
		{"one that waits", `<img loading="lazy" src="/tin/a.gif" alt="">`, map[string]string{"a.gif": kb(51)}, "heavy-pictures?" + at},
		{"large one that a phone does not take", `<img src="/tin/a.gif" srcset="/tin/b.gif 800w, /tin/a.gif 1600w" alt="">`, map[string]string{"a.gif": kb(99), "b.gif": kb(20)}, ""},
		{"first source", `<picture><source srcset="/tin/b.gif 480w"><source srcset="/tin/a.gif 480w"><img src="/tin/a.gif" alt=""></picture>`, map[string]string{"a.gif": kb(99), "b.gif": kb(20)}, ""},
		{"only a large one", `<picture><source srcset="/tin/a.gif 1600w"><img src="/tin/b.gif" alt=""></picture>`, map[string]string{"a.gif": kb(99), "b.gif": kb(20)}, "heavy-pictures?" + at},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.files["content/site.yaml"].Data = []byte(settings + "budgets: {html: 40, css: 20, scripts: 30, pictures: 50}\n")
			w.load(t)
			w.breaks(t, post, "<h2>Một</h2>", c.body+"<h2>Một</h2>")
			for name, data := range c.files {
				w.tree[name] = data
			}
			if got := strings.Join(w.run(t), " "); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
			w.files["content/site.yaml"].Data = []byte(settings + "budgets: {html: 0, css: 0, scripts: 0, pictures: 0}\n")
			w.load(t)
			if got := w.run(t); len(got) > 0 {
				t.Errorf("without limits: %q", got)
			}
		})
	}
}

func TestCandidates(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"a.jpg", "a.jpg 0"}, {"a.jpg 480w", "a.jpg 480"}, {" a.jpg 480w , b.jpg 2x ", "a.jpg 480|b.jpg 0"},
		{"a.jpg, b.jpg", "a.jpg 0|b.jpg 0"}, {"a,b.jpg 1x,c.jpg", "a,b.jpg 0|c.jpg 0"}, {"", ""}, {",,,", ""}, {"a.jpg 1w 2h, b.jpg", "a.jpg 0|b.jpg 0"},
	} {
		var got []string
		for _, x := range candidates([]byte(c.set)) {
			got = append(got, string(x.url)+" "+strconv.Itoa(x.width))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: %q, want %q", c.set, s, c.want)
		}
	}
}
