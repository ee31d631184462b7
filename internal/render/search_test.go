package render

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// smallSite is a site with three units, one of which has ended without a post and one with; more goes into site.yaml.
func smallSite(more string) string {
	return `
-- content/site.yaml --
title: Công đoàn | “Bản tin”
base_url: https://example.org/news
share_cards: false
` + more + `
-- content/topics/phap-luat.md --
---
title: Pháp luật
short: Luật
---
-- content/units/a.md --
---
title: CĐCS Sở A
short: Sở A
---
-- content/units/b.md --
---
title: CĐCS Sở B
to: 1/5/2021
---
-- content/units/c.md --
---
title: CĐCS Sở C
to: 1/5/2021
---
-- content/posts/mot.md --
---
title: Một
date: 28/5/2021
topic: phap-luat
unit: [a, c]
---
Một.
`
}

func TestSearchPage(t *testing.T) {
	for _, c := range []struct{ settings, page, find string }{
		{"menu:\n  - {title: Tìm, url: /tim-kiem/}\n  - {title: Mới, url: /tin-moi/}", "tim-kiem/index.html", "Pháp luật 1; Tin 1; 2021 1; Sở A 1; CĐCS Sở C 1"},
		{"language: en", "search/index.html", "Pháp luật 1; News 1; 2021 1; Sở A 1; CĐCS Sở C 1"},
	} {
		in := sample(t)
		in.Site = load(t, files(smallSite(c.settings)))
		p := open(t, tree(t, in), c.page)
		checkOutline(t, p)
		checkIDs(t, p)
		checkHead(t, p, c.page)
		checkInline(t, p)
		var chips []string
		p.each("a", func(n *html.Node) {
			if get(n, "class") == "chip" && !inTemplate(n) {
				chips = append(chips, words(n))
			}
		})
		if got := strings.Join(chips, "; "); got != c.find {
			t.Errorf("%s offers %s, want %s", c.page, got, c.find)
		}
		box := p.first("div", "data-search", "/news/"+strings.TrimSuffix(c.page, "index.html")+"index.json")
		if box == nil {
			t.Fatalf("%s: nothing for the script", c.page)
		}
		for _, key := range []string{"count", "none", "almost", "corrected", "loading", "error", "more", "title"} {
			if get(box, "data-"+key) == "" {
				t.Errorf("%s: no data-%s", c.page, key)
			}
		}
		if got := get(box, "data-title"); !strings.HasPrefix(got, "{}: ") || !strings.HasSuffix(got, " | Công đoàn | “Bản tin”") {
			t.Errorf("data-title = %q", got)
		}
		if c.settings[0] == 'm' {
			current := ""
			p.each("a", func(n *html.Node) {
				if get(n, "aria-current") != "" {
					current += get(n, "aria-current") + " " + words(n) + "; "
				}
			})
			if current != "page Tìm kiếm; page Tìm; " {
				t.Errorf("current are %s", current)
			}
		}
	}
}

// A site without a post has a search page that says what it can, and one without a search has nothing of it.
func TestSearchOfNothing(t *testing.T) {
	in := sample(t)
	in.Site = load(t, files("-- content/site.yaml --\ntitle: A\nbase_url: https://example.org/news\n"))
	p := open(t, tree(t, in), "tim-kiem/index.html")
	checkOutline(t, p)
	checkIDs(t, p)
	in.Site = load(t, files(smallSite("search: false")))
	all := tree(t, in)
	if _, ok := all.Get("tim-kiem/index.html"); ok {
		t.Error("a search page although it is switched off")
	}
	for _, f := range all.Files() {
		if text := source(t, all, f.Path); strings.HasSuffix(f.Path, ".html") && (strings.Contains(text, "tim-kiem") || strings.Contains(text, "opensearch")) {
			t.Errorf("%s leads to a search that is not there", f.Path)
		}
	}
}
