package main

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// walkLinks follows every address on every page of a finished site and names
// those that lead nowhere on it.
func walkLinks(t *testing.T, files map[string][]byte, base string) (broken []string) {
	t.Helper()
	root, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	type link struct{ page, address string }
	var links []link
	anchors := make(map[string]map[string]bool)
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		ids := make(map[string]bool)
		anchors[name] = ids
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				switch a.Key {
				case "id":
					if ids[a.Val] {
						broken = append(broken, fmt.Sprintf("%s: id %q twice", name, a.Val))
					}
					ids[a.Val] = true
				case "href", "src", "poster", "data", "action":
					links = append(links, link{name, a.Val})
				case "srcset":
					for c := range strings.SplitSeq(a.Val, ",") {
						links = append(links, link{name, strings.Fields(c)[0]})
					}
				case "content":
					if strings.HasPrefix(a.Val, base) {
						links = append(links, link{name, a.Val})
					}
				}
			}
		}
	}
	if len(links) < 1000 {
		t.Errorf("only %d links found", len(links))
	}
	for _, l := range links {
		self := *root
		self.Path += strings.TrimSuffix(l.page, "index.html")
		u, err := self.Parse(l.address)
		if err != nil || l.address == "" {
			broken = append(broken, fmt.Sprintf("%s: bad address %q", l.page, l.address))
			continue
		}
		if u.Host != root.Host || u.Scheme != root.Scheme {
			continue
		}
		rel, ok := strings.CutPrefix(u.Path, root.Path)
		if !ok {
			broken = append(broken, fmt.Sprintf("%s: %s leaves the site's path", l.page, l.address))
			continue
		}
		if rel == "" || strings.HasSuffix(rel, "/") {
			rel = path.Join(rel, "index.html")
		}
		if _, ok := files[rel]; !ok {
			broken = append(broken, fmt.Sprintf("%s: %s leads nowhere", l.page, l.address))
		} else if ids := anchors[rel]; u.Fragment != "" && ids != nil && !ids[u.Fragment] {
			broken = append(broken, fmt.Sprintf("%s: %s: no such anchor", l.page, l.address))
		}
	}
	return broken
}
