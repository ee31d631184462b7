package render

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/output"
)

func TestEveryPage(t *testing.T) {
	all := tree(t, sample(t))
	n := 0
	for _, f := range all.Files() {
		if f.Kind != output.Page {
			continue
		}
		n++
		t.Run(f.Path, func(t *testing.T) {
			p := open(t, all, f.Path)
			if strings.Contains(p.text, "ZgotmplZ") || strings.Contains(p.text, "<no value>") {
				t.Error("a template let something through")
			}
			checkOutline(t, p)
			checkIDs(t, p)
			checkHead(t, p, f.Path)
			checkInline(t, p)
		})
	}
	if n < 40 {
		t.Errorf("only %d pages", n)
	}
}

// checkOutline wants one h1 and no heading that skips a level.
func checkOutline(t *testing.T, p page) {
	last, heads := 0, 0
	p.each("", func(n *html.Node) {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			return
		}
		level := int(n.Data[1] - '0')
		if level == 1 {
			heads++
		}
		if level > last+1 {
			t.Errorf("h%d %q follows h%d", level, words(n), last)
		}
		if words(n) == "" && !inTemplate(n) {
			t.Errorf("an empty h%d", level)
		}
		last = level
	})
	if heads != 1 {
		t.Errorf("%d h1", heads)
	}
}

// inTemplate tells whether a script is to fill an element.
func inTemplate(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.Data == "template" {
			return true
		}
	}
	return false
}

func checkIDs(t *testing.T, p page) {
	seen := make(map[string]bool)
	p.each("", func(n *html.Node) {
		if id := get(n, "id"); id != "" {
			if seen[id] {
				t.Errorf("id %q twice", id)
			}
			seen[id] = true
		}
	})
	p.each("", func(n *html.Node) {
		for _, key := range []string{"aria-labelledby"} {
			if id := get(n, key); id != "" && !seen[id] {
				t.Errorf("%s names %q, which is not there", key, id)
			}
		}
		if to, ok := strings.CutPrefix(get(n, "href"), "#"); ok && !seen[to] {
			t.Errorf("a link leads to #%s, which is not there", to)
		}
	})
}

func checkHead(t *testing.T, p page, path string) {
	for _, name := range []string{
		"description", "og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale",
		"og:image", "og:image:width", "og:image:height", "og:image:type", "og:image:alt", "twitter:card",
	} {
		if p.meta(t, name) == "" {
			t.Errorf("%s is empty", name)
		}
	}
	for _, name := range []string{"og:url", "og:image"} {
		if !strings.HasPrefix(p.meta(t, name), "https://example.org/news/") {
			t.Errorf("%s is %s", name, p.meta(t, name))
		}
	}
	canonical := p.first("link", "rel", "canonical")
	if path == "404.html" {
		if canonical != nil || p.meta(t, "robots") != "noindex" {
			t.Error("404 must not be found by search engines")
		}
		return
	}
	if canonical == nil || get(canonical, "href") != p.meta(t, "og:url") {
		t.Error("canonical and og:url differ")
	}
	if want := "https://example.org/news/" + strings.TrimSuffix(path, "index.html"); p.meta(t, "og:url") != want {
		t.Errorf("og:url is %s, want %s", p.meta(t, "og:url"), want)
	}
	robots := p.first("meta", "name", "robots")
	if path == "tim-kiem/index.html" || path == "search/index.html" || repeatsPosts.MatchString(path) {
		if robots == nil || get(robots, "content") != "noindex, follow" {
			t.Error("search engines are to follow the search page and those that repeat posts, not to show them")
		}
	} else if robots != nil {
		t.Error("a page that can be shared must not have robots")
	}
}

// repeatsPosts matches posters, boards, and bulletins but those of months.
var repeatsPosts = regexp.MustCompile(`/(ap-phich|poster|doc|read)/index\.html$|^(bang|board)/|^(ban-tin|bulletins)/(dot|campaigns?|\d{4}/(quy|quarter))`)

// checkInline wants nothing that a strict Content-Security-Policy forbids, and no address that misses base_url's path.
func checkInline(t *testing.T, p page) {
	p.each("", func(n *html.Node) {
		switch n.Data {
		case "style":
			t.Error("inline style")
		case "script":
			if get(n, "type") == "application/ld+json" {
				var v any
				if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil {
					t.Errorf("JSON-LD: %v\n%s", err, n.FirstChild.Data)
				}
			} else if get(n, "src") == "" || n.FirstChild != nil {
				t.Error("inline script")
			}
		case "img":
			if !has(n, "alt") {
				t.Errorf("a picture without alt: %s", get(n, "src"))
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has %s", n.Data, a.Key)
			}
			if (a.Key == "href" || a.Key == "src" || a.Key == "poster") && strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "/news/") {
				t.Errorf("%s=%q misses the path of base_url", a.Key, a.Val)
			}
			if a.Key == "src" && !strings.HasPrefix(a.Val, "/") {
				t.Errorf("src=%q asks another host", a.Val)
			}
		}
	})
}

func TestHostileTitle(t *testing.T) {
	const title = `<script>alert('x')</script> & "hai" </title> {{.}} ]]>`
	all := tree(t, sample(t))
	for _, path := range []string{"2021/05/doc-hai/index.html", "index.html", "tin-moi/index.html", "don-vi/so-noi-vu/index.html", "luu-tru/2021/05/index.html"} {
		p := open(t, all, path)
		found := false
		p.each("", func(n *html.Node) {
			if n.Type == html.ElementNode && words(n) == title {
				found = true
			}
			if n.Data == "script" && n.FirstChild != nil && strings.HasPrefix(n.FirstChild.Data, "alert") {
				t.Errorf("%s: the title has become a script", path)
			}
		})
		if !found && path != "tin-moi/index.html" {
			t.Errorf("%s: the title is not there as text", path)
		}
	}
	p := open(t, all, "2021/05/doc-hai/index.html")
	if got := p.meta(t, "og:title"); got != title {
		t.Errorf("og:title = %q", got)
	}
	if got := words(p.first("title")); got != title+" | Bản tin & thử “nghiệm”" {
		t.Errorf("title = %q", got)
	}
	if got := p.meta(t, "description"); got != `Tóm <b>tắt</b> "nháy" & 'nháy'` {
		t.Errorf("description = %q", got)
	}
	article := graph(t, p)[0]
	if article["headline"] != title || article["author"].(map[string]any)["name"] != "Ban <i>Tuyên giáo</i>" {
		t.Errorf("JSON-LD: %v", article)
	}
	checkShareLinks(t, p, title)
}

func checkShareLinks(t *testing.T, p page, title string) {
	found := 0
	p.each("a", func(n *html.Node) {
		u, err := url.Parse(get(n, "href"))
		switch {
		case err != nil:
			t.Errorf("href %q: %v", get(n, "href"), err)
		case u.Scheme == "mailto" && u.Opaque == "" && u.RawQuery != "":
			found++
			if u.Query().Get("subject") != title || u.Query().Get("body") != "https://example.org/news/2021/05/doc-hai/" {
				t.Errorf("mail link: %s", u.RawQuery)
			}
		case u.Host == "www.facebook.com" && strings.HasPrefix(u.Path, "/sharer"):
			found++
			if u.Query().Get("u") != "https://example.org/news/2021/05/doc-hai/" {
				t.Errorf("facebook link: %s", u.RawQuery)
			}
		}
	})
	if found != 4 {
		t.Errorf("%d share links, want two in each of two bars", found)
	}
}

// graph is the JSON-LD of a page.
func graph(t *testing.T, p page) []map[string]any {
	t.Helper()
	n := p.first("script", "type", "application/ld+json")
	if n == nil {
		t.Fatal("no JSON-LD")
	}
	var doc struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(n.FirstChild.Data), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Graph
}

func TestPostMetadata(t *testing.T) {
	all := tree(t, sample(t))
	p := open(t, all, "2021/05/doc-hai/index.html")
	for name, want := range map[string]string{
		"article:published_time": "2021-05-20T08:30:00+07:00",
		"article:modified_time":  "2021-05-21T09:15:00+07:00",
		"article:section":        "Pháp luật",
		"og:type":                "article",
		"og:locale":              "vi_VN",
		"og:image":               "https://example.org/news/share-card.png",
		"og:image:alt":           "Bản tin & thử “nghiệm”",
	} {
		if got := p.meta(t, name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	list := graph(t, p)[1]["itemListElement"].([]any)
	var names []string
	for i, e := range list {
		item := e.(map[string]any)
		names = append(names, item["name"].(string))
		if item["position"] != float64(i+1) {
			t.Errorf("position %v", item["position"])
		}
	}
	if !slices.Equal(names[:2], []string{"Trang chủ", "Pháp luật"}) || len(names) != 3 {
		t.Errorf("breadcrumbs %q", names)
	}
	if !strings.Contains(words(p.root), "Cập nhật lúc 09:15, 21/05/2021") || !strings.Contains(words(p.root), "Thứ Năm, 20/05/2021, 08:30") {
		t.Error("the times of the post are missing")
	}
}

func TestPreviewPicture(t *testing.T) {
	all := tree(t, sample(t))
	p := open(t, all, "2021/05/chung/index.html")
	if got := p.meta(t, "og:image"); got != "https://example.org/news/2021/05/chung/anh.1a2b3c4d-1200.jpg" {
		t.Errorf("og:image = %s", got)
	}
	if p.meta(t, "og:image:width") != "1200" || p.meta(t, "og:image:type") != "image/jpeg" || p.meta(t, "og:image:alt") != "Hàng người & <ghế>" {
		t.Error("the picture's company is wrong")
	}
	if got := graph(t, p)[0]["image"].([]any)[0]; got != "https://example.org/news/2021/05/chung/anh.1a2b3c4d-1200.jpg" {
		t.Errorf("JSON-LD image %v", got)
	}
	small := open(t, all, "2021/04/to/index.html")
	if got := small.meta(t, "og:image"); got != "https://example.org/news/share-card.png" {
		t.Errorf("a cover too small for previews was taken: %s", got)
	}
}
