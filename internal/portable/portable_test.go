package portable

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"bantin/internal/output"
)

// tree is a site with files at some paths.
func tree(files map[string]string) *output.Tree {
	t := new(output.Tree)
	for name, text := range files {
		kind := output.Asset
		if strings.HasSuffix(name, ".html") {
			kind = output.Page
		}
		t.Add(output.File{Path: name, Kind: kind, Render: func(w *bytes.Buffer) error {
			w.WriteString(text)
			return nil
		}})
	}
	t.Finish()
	return t
}

func read(t *testing.T, tree *output.Tree, name string) string {
	t.Helper()
	f, ok := tree.Get(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	var once, twice bytes.Buffer
	twice.WriteString("before ")
	if err := errors.Join(f.Render(&once), f.Render(&twice)); err != nil {
		t.Fatal(err)
	}
	if twice.String() != "before "+once.String() {
		t.Error("it gives other bytes behind others")
	}
	return once.String()
}

func TestPages(t *testing.T) {
	for _, c := range []struct{ at, in, want string }{
		{"index.html", `<a href="/news/">x</a>`, `<a href="index.html">x</a>`},
		{"index.html", `<a href="/news">x</a>`, `<a href="index.html">x</a>`},
		{"a/b/index.html", `<a href="/news/">x</a>`, `<a href="../../index.html">x</a>`},
		{"a/b/index.html", `<a href="/news/a/c/#muc">x</a>`, `<a href="../c/index.html#muc">x</a>`},
		{"a/b/index.html", `<a href="/news/a/c?x=1&amp;y=2#m">x</a>`, `<a href="../c/index.html?x=1&amp;y=2#m">x</a>`},
		{"a/b/index.html", `<a href="#x">x</a><a href="">y</a>`, `<a href="#x">x</a><a href="">y</a>`},
		{"a/b/index.html", `<a href="?page=2">x</a>`, `<a href="index.html?page=2">x</a>`},
		{"a/b/index.html", `<a href="../c/">x</a>`, `<a href="../c/index.html">x</a>`},
		{"a/b/index.html", `<a href='/news/a/c/' download>x</a>`, `<a href="../c/index.html" download="">x</a>`},
		{"a/b/index.html", `<a href=/news/a/c/>x</a>`, `<a href="../c/index.html">x</a>`},
		{"a/b/index.html", `<A HREF="https://example.org/news/a/c/">x</A>`, `<a href="../c/index.html">x</A>`},
		{"index.html", `<a href="https://example.com/news/">x</a><a href="mailto:a@b">y</a><a href="tel:123">z</a>`, ""},
		{"index.html", `<a href="//example.com/x">x</a><a href="javascript:x">y</a><a href="http://[">z</a>`, ""},
		{"index.html", `<a href="/other/">x</a>`, `<a href="https://example.org/other/">x</a>`},
		{"index.html", `<a href="/news/gone/?a=1">x</a>`, `<a href="https://example.org/news/gone/?a=1">x</a>`},
		{"index.html", `<a href="/newsx">x</a>`, `<a href="https://example.org/newsx">x</a>`},
		{"index.html", `<a href="https://example.org/news/gone/">x</a>`, ""},
		{"index.html", `<img src="/news/gone.jpg" alt="">`, `<img src="gone.jpg" alt="">`},
		{"a/b/index.html", `<a href="/news/t%C3%A0i%20li%E1%BB%87u.pdf">x</a>`, `<a href="../../t%C3%A0i%20li%E1%BB%87u.pdf">x</a>`},
		{"index.html", `<a href="/news/a:b/">x</a>`, `<a href="./a:b/index.html">x</a>`},
		{"a/b/index.html", `<img src="/news/x.jpg" srcset="/news/x-480.jpg 480w, /news/x.jpg 800w" alt="a &quot;b&quot;">`,
			`<img src="../../x.jpg" srcset="../../x-480.jpg 480w, ../../x.jpg 800w" alt="a &#34;b&#34;">`},
		{"index.html", `<img srcset="data:image/png;base64,AAAA 1x" alt="">`, ""},
		{"index.html", `<form action="/news/a/c/"><button formaction="/news/">x</button></form>`,
			`<form action="a/c/index.html"><button formaction="index.html">x</button></form>`},
		{"a/b/index.html", `<meta http-equiv="refresh" content="0; url=/news/a/c/">`, `<meta http-equiv="refresh" content="0; url=../c/index.html">`},
		{"index.html", `<meta property="og:url" content="https://example.org/news/"><link rel="canonical" href="https://example.org/news/">`, ""},
		{"a/c/index.html", `<link rel="stylesheet" href="/news/site.css"><link rel="alternate" href="/news/feed.xml">`,
			`<link rel="stylesheet" href="../../site.css"><link rel="alternate" href="../../feed.xml">`},
		{"index.html", `<link rel="preload" href="/news/f.woff2" as="font" crossorigin>x`, "x"},
		{"index.html", `<a data-photo="1" href="/news/x.jpg"><a data-embed="https://www.youtube-nocookie.com/embed/x" href="https://youtu.be/x">`,
			`<a href="x.jpg"><a href="https://youtu.be/x">`},
		{"index.html", `<template id="_lightbox" data-script="/news/site.js"><template><b></b></template>x</template>y`, "y"},
		{"a/c/index.html", `<p data-file="/news/x.jpg /news/site.css" data-copy="https://example.org/news/" data-word="/news/x y">`,
			`<p data-file="../../x.jpg ../../site.css" data-copy="https://example.org/news/" data-word="/news/x y">`},
		{"index.html", `<noscript><img src="/news/x.jpg"></noscript>`, `<noscript><img src="x.jpg"></noscript>`},
		{"index.html", `<noscript><b>off</b></noscript><script type="module" src="/news/site.js"></script>z`, noSearch("en") + "z"},
		{"index.html", `<p data-search="/news/search/index.json" data-before data-after>x</p><script type="module" src="/news/site.js"></script>`, `<p data-after="">x</p>`},
		{"index.html", `<p data-search="x" data-before>x</p>`, ""},
		{"index.html", `<script>var a = "<a href='/news/'>"; if (a < b) {}</script><!-- <a href="/news/"> -->`, ""},
		{"index.html", `<title><a href="/news/"></title><textarea><a href="/news/"></textarea>`, ""},
		{"a/c/index.html", `<style>p{background:url(/news/x.jpg)}</style><p style="background:url('/news/x.jpg')">url(/news/x.jpg)`,
			`<style>p{background:url("../../x.jpg")}</style><p style="background:url(&#34;../../x.jpg&#34;)">url(/news/x.jpg)`},
		{"index.html", `<svg viewBox="0 0 1 1"><use href="#a"/><path d="M0"/></svg>`, ""},
		{"index.html", `a < b <3 <a href="/news/`, `a < b <3 <a href="/news/`},
		{"index.html", `<input <a href="/news/">`, ""}, // what is no tag is left alone
	} {
		if c.want == "" {
			c.want = c.in
		}
		files := map[string]string{"index.html": "", "a/c/index.html": "", "a:b/index.html": "", "tài liệu.pdf": "", "x.jpg": "", "x-480.jpg": "", "site.css": "", "feed.xml": "", "site.js": ""}
		files[c.at] = c.in
		if got := read(t, Tree(tree(files), "https://example.org/news/", "en"), c.at); got != c.want {
			t.Errorf("%s: %s\ngives %s\nwant  %s", c.at, c.in, got, c.want)
		}
	}
}

func TestSheets(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`a{background:url(/x.jpg)}`, `a{background:url("../x.jpg")}`},
		{`a{background:url( "/x.jpg" )}b{background:URL('/x.jpg')}`, `a{background:url( "../x.jpg" )}b{background:URL("../x.jpg")}`},
		{`@import "/more.css";@import url(/more.css);`, `@import "../more.css";@import url("../more.css");`},
		{`/* url(/x.jpg) */ a::before{content:"url(/x.jpg)"}`, ""},
		{`a{background:url(data:image/png;base64,AA==)}b{background:url(x.jpg)}c{background:url(https://example.com/x)}`, ""},
		{`@font-face{src:url(f.woff2) format("woff2"),url(/css/gone.woff2)}`, `@font-face{src:url("data:font/woff2;base64,Zg==") format("woff2"),url("gone.woff2")}`},
		{`a{content:"unended`, ""}, {`/* unended url(/x.jpg)`, ""},
	} {
		if c.want == "" {
			c.want = c.in
		}
		files := map[string]string{"css/a.css": c.in, "css/f.woff2": "f", "x.jpg": "", "css/x.jpg": "", "more.css": ""}
		if got := read(t, Tree(tree(files), "https://example.org", "vi"), "css/a.css"); got != c.want {
			t.Errorf("%s\ngives %s\nwant  %s", c.in, got, c.want)
		}
	}
}

// Other files keep their bytes and their keys; what is turned has no key, which stood for other bytes.
func TestOtherFiles(t *testing.T) {
	before := new(output.Tree)
	for _, name := range []string{"a.jpg", "a.css", "feed.xml", "_headers", ".htaccess"} {
		before.Add(output.File{Path: name, Key: [32]byte{1}, Source: "static/x", Render: func(w *bytes.Buffer) error {
			w.WriteString(`<a href="/">`)
			return nil
		}})
	}
	before.Finish()
	after := Tree(before, "https://example.org/", "vi")
	if after.Len() != 3 {
		t.Errorf("%d files", after.Len())
	}
	for _, f := range after.Files() {
		if keyed := f.Key != [32]byte{}; keyed == (f.Path == "a.css") || f.Source != "static/x" {
			t.Errorf("%s: key %x, source %s", f.Path, f.Key[:4], f.Source)
		}
	}
	if got := read(t, after, "feed.xml"); got != `<a href="/">` {
		t.Errorf("the feed is %s", got)
	}
}

// The files of the search's index are left out, with what leads to them; other files of such names stay.
func TestSearchIndex(t *testing.T) {
	before := new(output.Tree)
	for name, kind := range map[string]output.Kind{
		"tim-kiem/index.html": output.Page, "tim-kiem/index.json": output.Data, "tim-kiem/dict.abcd2345.json": output.Index, "tim-kiem/docs/0.ab2z.json": output.Index,
		"index.json": output.Data, "data.json": output.Data,
	} {
		before.Add(output.File{Path: name, Kind: kind, Render: func(*bytes.Buffer) error { return nil }})
	}
	before.Finish()
	var got []string
	for _, f := range Tree(before, "https://example.org/", "vi").Files() {
		got = append(got, f.Path)
	}
	if want := "data.json index.json tim-kiem/index.html"; strings.Join(got, " ") != want {
		t.Errorf("there are %q", got)
	}
}

// Whatever a page holds: turning ends, does not panic, and leaves a page without addresses as it is, byte for byte; and
// what has been turned once stays as it is.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		`<a href="/x/?a=1#b">x</a>`, `<img srcset="/x.jpg 1x, /y.jpg 2x">`, `<style>a{b:url(/x.jpg)}</style>`, `<noscript><a href=/></noscript><script type=module></script>`,
		"<template id=_lightbox><p>", "<!--", "<a href='", "<svg><a xlink:href=\"/\"/></svg>", "<p data-x=\"/x.jpg /y\">", "\x00<a \x80=/ href=/%zz>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		site := tree(map[string]string{"a/index.html": text, "index.html": "", "x.jpg": "", "x/index.html": ""})
		once := read(t, Tree(site, "https://example.org/", "vi"), "a/index.html")
		if !strings.ContainsAny(text, "<") && once != text {
			t.Errorf("%q became %q", text, once)
		}
		twice := read(t, Tree(tree(map[string]string{"a/index.html": once, "index.html": "", "x.jpg": "", "x/index.html": ""}), "https://example.org/", "vi"), "a/index.html")
		if twice != once {
			t.Errorf("%q became %q, then %q", text, once, twice)
		}
	})
}
