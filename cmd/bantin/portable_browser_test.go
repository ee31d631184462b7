package main

import (
	"bytes"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

// asFile is the address of a file on the disk.
func asFile(dir, name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(name)))}).String()
}

// A copy that opens from a folder, looked at as files and in a browser. With CI=true that is every page, and a
// copy of a site below a path too; elsewhere the browser sees some of them.
func TestRelativeSite(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "bản sao 2021")
	sampleSiteAnew(t, nil, "--relative", "--out", dir)
	t.Run("links", func(t *testing.T) { relativeLinksResolve(t, dir) })
	t.Run("browser", func(t *testing.T) { relativeSiteOpens(t, dir) })
	if exhaustive() && !testing.Short() {
		below := filepath.Join(t.TempDir(), "copy")
		sampleSiteAnew(t, nil, "--relative", "--out", below, "--base-url", "https://example.org/tin/cong-doan/")
		t.Run("links below a path", func(t *testing.T) { relativeLinksResolve(t, below) })
	}
}

// relativeLinksResolve: every address in a page leads to a file that is there, or to another host; none is there to
// be fetched from elsewhere.
func relativeLinksResolve(t *testing.T, dir string) {
	files, links := everyFile(t, dir), 0
	for name, src := range files {
		if path.Ext(name) == ".html" {
			links += relativeLinks(t, files, name, src)
		}
	}
	if links < 1000 {
		t.Errorf("only %d links", links)
	}
	if _, there := files["tim-kiem/index.json"]; there {
		t.Error("there is an index that no page can read")
	}
}

// relativeLinks checks the addresses of a page, and counts those within the site.
func relativeLinks(t *testing.T, files map[string][]byte, name string, src []byte) (links int) {
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	check := func(n *html.Node, address string) {
		u, err := url.Parse(address)
		switch {
		case err != nil || strings.HasPrefix(u.Path, "/") && u.Host == "":
			t.Errorf("%s: <%s>: %s", name, n.Data, address)
		case u.Scheme != "" || u.Path == "":
			rel := attributes(n)["rel"]
			if u.Path != "" && n.Data != "a" && rel != "canonical" && u.Scheme != "data" {
				t.Errorf("%s: <%s> asks another host: %s", name, n.Data, address)
			}
		default:
			links++
			if _, ok := files[path.Join(path.Dir(name), u.Path)]; !ok {
				t.Errorf("%s: <%s>: nothing is at %s", name, n.Data, address)
			}
		}
	}
	for n := range doc.Descendants() {
		for key, value := range attributes(n) {
			switch key {
			case "href", "src", "poster", "action":
				check(n, value)
			case "srcset":
				for part := range strings.SplitSeq(value, ", ") {
					address, _, _ := strings.Cut(part, " ")
					check(n, address)
				}
			case "content":
				if _, to, ok := strings.Cut(value, "url="); ok && attributes(n)["http-equiv"] != "" {
					check(n, to)
				}
			}
		}
	}
	return links
}

// relativeSiteOpens: every file that a page asks for is there, nothing is asked of a host, the style applies and the
// font is there; a picture opens by itself.
func relativeSiteOpens(t *testing.T, dir string) {
	browser := chromium(t)
	b := newTab(t, browser, 1280, 800, 1)
	var failed []string
	err := chromedp.Listen(b.ctx, func(event any) {
		if e, ok := event.(*network.EventLoadingFailed); ok {
			b.mu.Lock()
			defer b.mu.Unlock()
			failed = append(failed, e.ErrorText+" "+string(e.Type))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range relativePages(t, dir) {
		if (!exhaustive() || testing.Short()) && i%30 != 0 {
			continue
		}
		b.open(asFile(dir, page), "load")
		// What the style sheet makes of the first element of its kind: of other pages, of a board, of a sheet of paper.
		got := eval[[]bool](b, `document.fonts.load('600 20px Literata').then((f) => [
			f.length > 0, [...document.images].every((i) => i.loading === 'lazy' || !i.complete || i.naturalWidth > 0),
			((s) => s.position === 'absolute' || s.position === 'fixed' || s.backgroundColor === 'rgb(255, 255, 255)')(getComputedStyle(document.querySelector('.skip, main[data-board], .sheet'))),
			document.documentElement.classList.contains(document.querySelector('main[data-board]') ? 'on' : 'js')])`)
		if slices.Contains(got, false) {
			t.Errorf("%s: font, pictures, style, script: %v", page, got)
		}
	}
	b.open(asFile(dir, photoPost+"index.html"), "load")
	picture := eval[string](b, `(() => { const a = document.querySelector('figure a[href$=".jpg"]'); a.click(); return a.href; })()`)
	b.awaitTrue(`document.images.length === 1 && location.href === ` + "`" + picture + "`") // the page goes away meanwhile
	// Who asks for words is told why nothing is found, and sees at once what there is to choose.
	b.open(asFile(dir, "tim-kiem/index.html")+"?q=x", "load")
	if !eval[bool](b, `['.notice', '#_topics', '#_units', '#_years'].every((one) => document.querySelector(one).checkVisibility({visibilityProperty: true})) && !document.querySelector('script[type=module]')`) {
		t.Error("the search page does not say that it cannot search")
	}
	for _, what := range failed {
		t.Error("not loaded: ", what)
	}
	for _, u := range b.asks() {
		if !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") {
			t.Errorf("a page asks another host: %s", u)
		}
	}
}

// relativePages are all pages of a copy, redirects left out: those go on at once.
func relativePages(t *testing.T, dir string) (pages []string) {
	for name, src := range everyFile(t, dir) {
		if path.Ext(name) == ".html" && !bytes.Contains(src, []byte(`http-equiv="refresh"`)) {
			pages = append(pages, name)
		}
	}
	slices.Sort(pages)
	return pages
}
