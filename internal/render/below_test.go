package render

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/site"
	"bantin/internal/viet"
)

func below(text string) string {
	var w bytes.Buffer
	writeBelow(&w, text, "/a/")
	return w.String()
}

func TestWriteBelow(t *testing.T) {
	for _, tt := range []struct{ html, want string }{
		{"", ""},
		{"<p>Một <b>hai</b></p>", "<p>Một <b>hai</b></p>"},
		{`<h2 id="muc">Mục</h2><h3 id="x">X</h3><h4>Y</h4><h5>Z</h5><h6>T</h6>`, "<h4>Mục</h4><h5>X</h5><h6>Y</h6><h6>Z</h6><h6>T</h6>"},
		{"<hr><header>x</header>", "<hr><header>x</header>"},
		{`<p>Xem <a href="#muc">mục</a> và <a href="/b/">b</a></p>`, `<p>Xem <a href="/a/#muc">mục</a> và <a href="/b/">b</a></p>`},
		{`Chú thích<sup id="fnref-1"><a href="#fn-1" role="doc-noteref">1</a></sup>.<section class="notes" role="doc-endnotes"><ol><li id="fn-1">x</li></ol></section>`, "Chú thích."},
		{"<p>a</p><figure><figcaption>không ảnh</figcaption></figure><p>b</p>", "<p>a</p><p>b</p>"},
		{`<figure><img src="a.jpg" alt="x > y"><figcaption>có ảnh</figcaption></figure>`, `<figure><img src="a.jpg" alt="x > y"><figcaption>có ảnh</figcaption></figure>`},
		{`<div class="scroll" role="region" tabindex="0" aria-label="Bảng"><table>`, `<div class="scroll"><table>`},
		{`<img src="a.jpg" alt=" id=" title="&#34; role=&#34;">`, `<img src="a.jpg" alt=" id=" title="&#34; role=&#34;">`},
		{`<pre tabindex="0"><code>&lt;b id=&#34;x&#34;&gt; 1 < 2</code></pre>`, `<pre><code>&lt;b id=&#34;x&#34;&gt; 1 < 2</code></pre>`},
	} {
		if got := below(tt.html); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.html, got, tt.want)
		}
	}
}

// FuzzWriteBelow: whatever a body says, what stands of it on a page of several says the same, but for footnotes, the signs that
// lead to them, and figures without a picture; it is balanced, has no heading above the fourth level, no id, role or stop for
// the keyboard, and no link to a place on the page that it stands on.
func FuzzWriteBelow(f *testing.F) {
	for _, s := range []string{
		"## Mục\n\nXem [mục](#muc) và [khác](/b/).\n\n### Nhỏ\n\n#### Nhỏ hơn", "Chú thích[^1] và[^hai].\n\n[^1]: Một `mã`\n[^hai]: Hai", "![Ảnh](a.jpg)\n\n![Ảnh](mat.jpg \"Tên > này\")",
		"https://www.youtube.com/watch?v=AAAAAAAAAAA\n\nHết.", "| a | b |\n|---|--:|\n| 1 | 2 |\n\n```\n<b id=\"x\"> 1 < 2\n```", "- [x] xong\n- [ ] chưa\n\n> trích\n\n1. một\n2. hai", "<h2 id=x>thô</h2> &lt;b&gt; \\<i\\> \"id=\\\"",
	} {
		f.Add(s)
	}
	converter := markdown.New(markdown.Options{Language: "vi", Words: lang.For("vi").Words.Body})
	s := &site.Site{Settings: &content.Settings{}, Lang: lang.For("vi")}
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := converter.Convert("a.md", 1, []byte(viet.NFC(text)))
		var body bytes.Buffer
		doc.Write(&body, func(i int, open bool) {
			switch ref := &doc.Refs[i]; {
			case ref.Kind == markdown.Link:
				writeLink(&body, s, ref, &site.Target{URL: "/b/"}, open, false)
			case ref.Kind == markdown.Image && !strings.Contains(ref.Dest, "mat"):
				startImage(&body, "/a.jpg", ref, "")
				body.WriteByte('>')
			}
		})
		got := below(body.String())
		want := parsed(t, body.String())
		for _, n := range slices.Collect(want.Descendants()) {
			if isLeftOut(n) && n.Parent != nil {
				n.Parent.RemoveChild(n)
			}
		}
		tree := parsed(t, got)
		if got, want := spelled(tree), spelled(want); got != want {
			t.Errorf("%q\nsays %q\nwant %q", body.String(), got, want)
		}
		var again bytes.Buffer
		if html.Render(&again, tree); strings.Count(again.String(), "</") != strings.Count(got, "</")+1 { // the div
			t.Errorf("%q is not balanced", got)
		}
		for n := range tree.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if slices.Contains([]string{"h1", "h2", "h3"}, n.Data) || get(n, "id")+get(n, "role")+get(n, "tabindex")+get(n, "aria-label") != "" || strings.HasPrefix(get(n, "href"), "#") {
				t.Errorf("%q has a %s with %v", got, n.Data, n.Attr)
			}
		}
	})
}

// parsed is a text as it stands in a div.
func parsed(t *testing.T, text string) *html.Node {
	all, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range all {
		div.AppendChild(n)
	}
	return div
}

// isLeftOut tells whether an element has no place on a page of several.
func isLeftOut(n *html.Node) bool {
	switch n.Data {
	case "sup":
		return strings.HasPrefix(get(n, "id"), "fnref-")
	case "section":
		return get(n, "class") == "notes"
	case "figure":
		return !slices.ContainsFunc(slices.Collect(n.Descendants()), func(n *html.Node) bool { return n.Data == "img" })
	}
	return false
}

// spelled is the text of a tree with its elements, but for the level of headings.
func spelled(n *html.Node) string {
	var b strings.Builder
	for n := range n.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data != "hr":
			b.WriteString("<h>")
		case n.Type == html.ElementNode:
			b.WriteString("<" + n.Data + ">" + get(n, "alt") + get(n, "title"))
		}
	}
	return b.String()
}
