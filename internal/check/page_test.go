package check

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/site"
)

// world is a small site whose pages a test writes itself.
type world struct {
	site  *site.Site
	files fstest.MapFS
	tree  map[string]string // finished files
	kinds map[string]output.Kind
}

const settings = "title: Bản tin\nbase_url: https://congdoan.example/tin/\ndescription: Tin công đoàn\n"

// newWorld gives a site of one post and one page, in which nothing is wrong.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{files: fstest.MapFS{}, kinds: make(map[string]output.Kind)}
	for name, text := range map[string]string{
		"content/site.yaml":       settings,
		"content/topics/a.md":     "---\ntitle: Học tập\n---\n",
		"content/units/b.md":      "---\ntitle: Thư viện\n---\n",
		"content/pages/hoi.md":    "---\ntitle: Hỏi đáp\ndescription: Những câu hỏi hay gặp\n---\nTrả lời.\n",
		"content/posts/2021/c.md": "---\ntitle: Đọc sách\ndate: 19/5/2021\ntopic: a\nunit: b\nsummary: Sáng thứ Bảy\nslug: doc-sach\n---\nXem [hỏi](/hoi/), rồi\nlại [hỏi](/hoi/).\n",
	} {
		w.files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	w.load(t)
	w.tree = map[string]string{
		"index.html":                  page("/", "Bản tin", "Tin công đoàn", `<a href="/tin/hoi/">Hỏi</a> <a href="2021/05/doc-sach/">Sách</a>`),
		"hoi/index.html":              page("/hoi/", "Hỏi đáp", "Những câu hỏi hay gặp", `<a href="https://congdoan.example/tin/">Về</a> <a href="#cuoi">Cuối</a><p id="cuoi">.</p>`),
		"2021/05/doc-sach/index.html": page("/2021/05/doc-sach/", "Đọc sách", "Sáng thứ Bảy", `<h2>Một</h2><h3>Hai</h3><p><a href="/tin/hoi/#cuoi">hỏi</a></p>`),
		"cu/index.html":               `<meta http-equiv="refresh" content="0; url=/tin/hoi/"><a href="/tin/hoi/">Chuyển</a>`,
		"the.png":                     pngOf(1200, 630, 0),
		"anh.png":                     pngOf(800, 600, 0),
		"site.css":                    "a{}",
		"site.js":                     "0",
		"feed.xml":                    atomFeed,
		"rss.xml":                     rssFeed,
		"feed.json":                   jsonFeedText,
		"sitemap.xml":                 sitemapText,
		"news-sitemap.xml":            newsText,
		"opensearch.xml":              openSearchText,
		"robots.txt":                  "User-agent: *\nAllow: /\nSitemap: https://congdoan.example/tin/sitemap.xml\n",
	}
	w.kinds["cu/index.html"] = output.Redirect
	return w
}

// load reads the content.
func (w *world) load(t testing.TB) {
	t.Helper()
	src, err := content.Load(w.files, content.Options{Converter: func(*content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: "vi", Words: lang.For("vi").Words.Body})
	}})
	if err != nil {
		t.Fatal(err)
	}
	s, problems := site.New(src, site.Options{Now: time.Date(2021, 5, 20, 8, 0, 0, 0, src.Settings.Zone)})
	for _, d := range append(problems.All(), src.Problems.All()...) {
		if d.Severity == diag.Error {
			t.Fatalf("%s:%d: %s", d.File, d.Line, d.Message("en"))
		}
	}
	w.site = s
}

// page is a page with nothing wrong.
func page(address, title, description, body string) string {
	name := title + " | Bản tin"
	if address == "/" {
		name = title
	}
	own := "https://congdoan.example/tin" + address
	return fmt.Sprintf(`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>%s</title>
<meta name="description" content="%s">
<link rel="canonical" href="%s">
<meta property="og:type" content="website">
<meta property="og:title" content="%s">
<meta property="og:description" content="%[2]s">
<meta property="og:url" content="%[3]s">
<meta property="og:site_name" content="Bản tin">
<meta property="og:locale" content="vi_VN">
<meta property="og:image" content="https://congdoan.example/tin/the.png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:type" content="image/png">
<meta property="og:image:alt" content="Thẻ">
<link rel="stylesheet" href="/tin/site.css">
<script src="/tin/site.js"></script>
</head>
<body>
<h1>%[4]s</h1>
%[5]s
<img src="/tin/anh.png" alt="">
</body>
</html>
`, name, description, own, title, body)
}

func pngOf(w, h int, interlaced byte) string {
	return "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + string([]byte{0, 0, byte(w >> 8), byte(w), 0, 0, byte(h >> 8), byte(h), 8, 2, 0, 0, interlaced}) + "\x00\x00\x00\x00"
}

// jpegOf is the beginning of a JPEG: baseline with marker 0xc0, progressive with 0xc2.
func jpegOf(w, h int, marker byte) string {
	return "\xff\xd8\xff\xe0\x00\x04JF\xff" + string([]byte{marker, 0, 11, 8, byte(h >> 8), byte(h), byte(w >> 8), byte(w)}) + "\x01\x11\x00\xff\xda"
}

func (w *world) input() Input {
	tree := new(output.Tree)
	for name, text := range w.tree {
		kind := output.Asset
		switch {
		case strings.HasPrefix(name, "feed") || name == "rss.xml":
			kind = output.Feed
		case strings.HasSuffix(name, ".xml") && name != "cu.xml" || strings.HasSuffix(name, ".txt"):
			kind = output.Data
		case strings.HasSuffix(name, "index.html") || name == "404.html":
			kind = output.Page
		}
		if k, ok := w.kinds[name]; ok {
			kind = k
		}
		source := map[string]string{"2021/05/doc-sach/index.html": "content/posts/2021/c.md", "hoi/index.html": "content/pages/hoi.md"}[name]
		tree.Add(output.File{Path: name, Kind: kind, Source: source, Render: func(b *bytes.Buffer) error {
			b.WriteString(text)
			return nil
		}})
	}
	tree.Finish()
	return Input{Tree: tree, Site: w.site, Files: w.files}
}

// run checks the site and gives what was found, "code file:line:column" each, sorted.
func (w *world) run(t testing.TB) []string {
	t.Helper()
	l, err := Run(t.Context(), w.input())
	if err != nil {
		t.Fatal(err)
	}
	return told(&l)
}

func told(l *diag.List) []string {
	l.Sort()
	var all []string
	for _, d := range l.All() {
		s := d.Code
		if d.Severity == diag.Warning {
			s += "?"
		}
		if d.File != "" {
			s += fmt.Sprintf(" %s:%d:%d", d.File, d.Line, d.Column)
		}
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}

func TestHealthySite(t *testing.T) {
	if got := newWorld(t).run(t); len(got) > 0 {
		t.Errorf("found %q", got)
	}
}

// breaks puts one text in the place of another in a file of the finished site.
func (w *world) breaks(t testing.TB, file, old, with string) {
	t.Helper()
	if !strings.Contains(w.tree[file], old) {
		t.Fatalf("%s does not have %q", file, old)
	}
	w.tree[file] = strings.Replace(w.tree[file], old, with, 1)
}

const (
	home = "index.html"
	hoi  = "hoi/index.html"
	post = "2021/05/doc-sach/index.html"
)

// TestPages breaks one thing of a page at a time, or does what only looks like it: then nothing is wanted.
func TestPages(t *testing.T) {
	for _, c := range []struct{ name, file, old, with, want string }{
		// Links.
		{"relative", hoi, `<a href="#cuoi">`, `<a href="../">`, ""},
		{"relative, nowhere", hoi, `<a href="#cuoi">`, `<a href="../mat/">`, "dead-link content/pages/hoi.md:0:0"},
		{"without the slash", hoi, `<a href="#cuoi">`, `<a href="../2021/05/doc-sach">`, ""},
		{"with a query", hoi, `<a href="#cuoi">`, `<a href="/tin/?a=1">`, ""},
		{"with capitals", hoi, `<a href="#cuoi">`, `<a href="/tin/HOI/">`, "dead-link content/pages/hoi.md:0:0"},
		{"escaped", hoi, `<a href="#cuoi">`, `<a href="/tin/%68oi/">`, ""},
		{"the index of the search", hoi, `<a href="#cuoi">`, `<div data-search="/tin/site.js"></div><a href="../">`, ""},
		{"an index that is not there", hoi, `<a href="#cuoi">`, `<div data-search="/tin/tim/index.json"></div><a href="../">`, "dead-file content/pages/hoi.md:0:0"},
		{"badly escaped", hoi, `<a href="#cuoi">`, `<a href="/tin/%zzoi/">`, "dead-link content/pages/hoi.md:0:0"},
		{"character reference", hoi, `<a href="#cuoi">`, `<a href="&#47;tin/">`, ""},
		{"own host", hoi, `<a href="#cuoi">`, `<a href="https://CongDoan.example/tin/mat/">`, "dead-link content/pages/hoi.md:0:0"},
		{"own host, without scheme", hoi, `<a href="#cuoi">`, `<a href="//congdoan.example/tin/mat/">`, "dead-link content/pages/hoi.md:0:0"},
		{"beside base_url", hoi, `<a href="#cuoi">`, `<a href="https://congdoan.example/khac/">`, ""},
		{"base forgotten", hoi, `<a href="#cuoi">`, `<a href="/2021/05/doc-sach/">`, "dead-link content/pages/hoi.md:0:0"},
		{"other host", hoi, `<a href="#cuoi">`, `<a href="https://other.example/tin/mat/">`, ""},
		{"mail", hoi, `<a href="#cuoi">`, `<a href="mailto:a@b.example">`, ""},
		{"a file", hoi, `<a href="#cuoi">`, `<a href="/tin/the.png">`, ""},
		{"out of the site", hoi, `<a href="#cuoi">`, `<a href="../../../x/">`, "dead-link content/pages/hoi.md:0:0"},
		{"with a base element", hoi, `<a href="#cuoi">`, `<base href="/tin/2021/"><a href="05/doc-sach/">`, ""},
		{"redirect", "cu/index.html", `url=/tin/hoi/`, `url=/tin/mat/`, "dead-link"},
		{"in a template", hoi, `<a href="#cuoi">`, `<template><a href="/tin/mat/">x</a></template><a href="#cuoi">`, ""},
		{"in a comment", hoi, `<a href="#cuoi">`, `<!-- <a href="/tin/mat/">x</a> --><a href="#cuoi">`, ""},
		{"in a script", hoi, `<a href="#cuoi">`, `<script>"<a href='/tin/mat/'>"</script><a href="#cuoi">`, ""},
		{"empty", hoi, `href="#cuoi"`, `href=" "`, "link-without-address? content/pages/hoi.md:0:0"},
		{"without a name", hoi, `Cuối</a>`, `<svg><path/></svg></a>`, "link-without-name content/pages/hoi.md:0:0"},
		{"named by a drawing", hoi, `Cuối</a>`, `<svg><title>Cuối</title></svg></a>`, ""},
		{"named by a label", hoi, `<a href="#cuoi">Cuối`, `<a aria-label="Cuối" href="#cuoi">`, ""},
		{"no-break space for a name", hoi, `Cuối</a>`, `&nbsp;</a>`, "link-without-name content/pages/hoi.md:0:0"},
		{"a script is no name", hoi, `Cuối</a>`, `<script>0</script></a>`, "link-without-name content/pages/hoi.md:0:0"},
		{"never closed", hoi, `Cuối</a>`, `<a href="#cuoi">Cuối</a>`, "link-without-name content/pages/hoi.md:0:0"},
		// Anchors.
		{"anchor", hoi, `<p id="cuoi">`, `<p id="het">`, "dead-anchor content/pages/hoi.md:0:0 dead-anchor content/posts/2021/c.md:0:0"},
		{"anchor by a name", hoi, `<p id="cuoi">`, `<a name="cuoi"></a><p>`, ""},
		{"top", hoi, `#cuoi`, `#top`, ""},
		{"part of the text", hoi, `#cuoi`, `#:~:text=abc`, ""},
		{"anchor, escaped", hoi, `"#cuoi"`, `"#c%75oi"`, ""},
		{"id twice", hoi, `<p id="cuoi">`, `<p id="cuoi"><p id="cuoi"><p id="cuoi">`, "id-twice? content/pages/hoi.md:0:0"},
		{"id in capitals is another", hoi, `<p id="cuoi">`, `<p id="cuoi"><p id="CUOI">`, ""},
		{"id of a template", hoi, `<p id="cuoi">`, `<template><p id="cuoi"></template><p id="cuoi">`, ""},
		// Pictures.
		{"no alt", post, `<img src="/tin/anh.png" alt="">`, `<img src="/tin/anh.png">`, "picture-without-alt content/posts/2021/c.md:0:0"},
		{"alt without a value", post, `<img src="/tin/anh.png" alt="">`, `<img src="/tin/anh.png" alt>`, ""},
		{"no file", post, `<img src="/tin/anh.png"`, `<img src="/tin/mat.png"`, "dead-file content/posts/2021/c.md:0:0"},
		{"srcset", post, `<img src`, `<img srcset="/tin/anh.png 1x, /tin/mat.png 2x" src`, "dead-file content/posts/2021/c.md:0:0"},
		{"source", post, `<img src="/tin/anh.png" alt="">`, `<picture><source srcset="/tin/mat.webp 800w,/tin/anh.png 400w"><img src="/tin/anh.png" alt=""></picture>`, "dead-file content/posts/2021/c.md:0:0"},
		{"empty src", post, `src="/tin/anh.png"`, `src=""`, "dead-file content/posts/2021/c.md:0:0"},
		{"picture of another host", post, `src="/tin/anh.png"`, `src="https://other.example/a.png"`, ""},
		{"data", post, `src="/tin/anh.png"`, `src="data:image/gif;base64,R0lGODlhAQABAAAAACw="`, ""},
		{"poster", post, `<img src`, `<video src="/tin/mat.mp4" poster="/tin/anh.png"></video><img src`, "dead-file content/posts/2021/c.md:0:0"},
		{"style", post, `/tin/site.css`, `/tin/mat.css`, "dead-file content/posts/2021/c.md:0:0"},
		{"script", post, `/tin/site.js`, `/tin/mat.js`, "dead-file content/posts/2021/c.md:0:0"},
		{"icon", post, `<link rel="stylesheet"`, `<link rel="icon" href="/tin/mat.ico"><link rel="stylesheet"`, "dead-file content/posts/2021/c.md:0:0"},
		// Headings.
		{"skips", post, `<h3>Hai</h3>`, `<h4>Hai</h4>`, "heading-order? content/posts/2021/c.md:0:0"},
		{"goes back", post, `<h3>Hai</h3>`, `<h3>Hai</h3><h2>Ba</h2>`, ""},
		{"no h1", post, `<h1>Đọc sách</h1>`, `<h2>Đọc sách</h2>`, "main-heading? content/posts/2021/c.md:0:0"},
		{"two h1", post, `<h2>Một</h2>`, `<h1>Một</h1><h2>Một</h2>`, "main-heading? content/posts/2021/c.md:0:0"},
		// Heads.
		{"no title", post, `<title>Đọc sách | Bản tin</title>`, ``, "page-title-missing content/posts/2021/c.md:0:0"},
		{"title of a drawing", post, `<title>Đọc sách | Bản tin</title>`, `<svg><title>Đọc</title></svg>`, "page-title-missing content/posts/2021/c.md:0:0"},
		{"same title", post, `<title>Đọc sách |`, `<title>Hỏi đáp |`, "page-title-twice? content/pages/hoi.md:2:8"},
		{"a title like that of a list", "hoat-dong/index.html", "", page("/hoat-dong/", "Đọc sách", "Hoạt động", ""), "orphan-page? page-title-twice? content/posts/2021/c.md:2:8"},
		{"long title", post, `og:title" content="Đọc sách`, `og:title" content="` + strings.Repeat("sách ", 23), "page-title-long? content/posts/2021/c.md:2:8"},
		{"title as long as may be", post, `og:title" content="Đọc sách`, `og:title" content="` + strings.Repeat("ế", 110), ""},
		{"no description", post, `name="description" content="Sáng thứ Bảy"`, `name="description" content=""`, "description-missing? content/posts/2021/c.md:0:0"},
		{"same description", post, `name="description" content="Sáng thứ Bảy"`, `name="description" content="Những câu hỏi hay gặp"`, "description-twice? content/pages/hoi.md:3:14"},
		{"description of the site", post, `name="description" content="Sáng thứ Bảy"`, `name="description" content="Tin công đoàn"`, ""},
		{"long description", post, `name="description" content="`, `name="description" content="` + strings.Repeat("sách ", 40), "description-long? content/posts/2021/c.md:0:0"},
		// Orphans.
		{"orphan", home, `<a href="2021/05/doc-sach/">Sách</a>`, ``, "orphan-page? content/posts/2021/c.md:0:0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.breaks(t, c.file, c.old, c.with)
			if got := strings.Join(w.run(t), " "); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// What a page that search engines may not show tells them is nobody's business; on a post noindex itself is wrong.
// Titles that nobody has chosen: the names of units, what is made of names, and a list called like the site.
func TestTitlesOfNames(t *testing.T) {
	long := strings.Repeat("sách ", 23)
	w := newWorld(t)
	w.tree["don-vi/b/index.html"] = page("/don-vi/b/", long, "Của đơn vị", "")
	w.tree["hoat-dong/index.html"] = page("/hoat-dong/", "Hoạt động của "+long, "Về hoạt động", "")
	w.tree["tin/index.html"] = page("/tin/", "Bản tin", "Về tin", "")
	w.tree["index.html"] = page("/", "Bản tin", "Tin công đoàn", `<a href="/tin/don-vi/b/">b</a> <a href="/tin/hoat-dong/">h</a> <a href="/tin/tin/">t</a> <a href="/tin/hoi/">Hỏi</a> <a href="2021/05/doc-sach/">Sách</a>`)
	if got := w.run(t); len(got) > 0 {
		t.Errorf("found %q", got)
	}
}

func TestNoindex(t *testing.T) {
	w := newWorld(t)
	w.breaks(t, hoi, "</title>", `</title><meta name="robots" content="nofollow, NOINDEX">`)
	w.breaks(t, hoi, `<title>Hỏi đáp | Bản tin</title>`, "")
	w.breaks(t, home, `<a href="/tin/hoi/">Hỏi</a>`, "")
	w.breaks(t, post, `<a href="/tin/hoi/#cuoi">hỏi</a>`, "")
	w.tree["sitemap.xml"] = strings.Replace(sitemapText, "<url><loc>https://congdoan.example/tin/hoi/</loc></url>\n", "", 1)
	if got := w.run(t); len(got) > 0 {
		t.Errorf("found %q", got)
	}
	w.breaks(t, post, "</title>", `</title><meta name="robots" content="none">`)
	want := "feed-value feed-value post-noindex content/posts/2021/c.md:0:0"
	if got := strings.Join(w.run(t), " "); got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// What many pages have alike is told once, with their number; where the site's own layout has it, at that place.
func TestLayouts(t *testing.T) {
	w := newWorld(t)
	for i := range 30 {
		at := fmt.Sprintf("/a%d/", i)
		w.tree[at[1:]+"index.html"] = page(at, fmt.Sprint("Trang ", i), fmt.Sprint("Lời ", i), `<p><a href="/tin/mat/">x</a><img src="/tin/the.png"></p><h4>x</h4>`)
		w.breaks(t, home, "</body>", `<a href="/tin`+at+`">x</a></body>`)
	}
	run := func() (all []string) {
		l, err := Run(t.Context(), w.input())
		if err != nil {
			t.Fatal(err)
		}
		l.Sort()
		for _, d := range l.All() {
			all = append(all, fmt.Sprintf("%s:%d %s %s", d.File, d.Line, d.Code, d.Args[len(d.Args)-1]))
		}
		return all
	}
	want := []string{":0 dead-link /tin/a0/ (+29)", ":0 heading-order /tin/a0/ (+29)", ":0 picture-without-alt /tin/a0/ (+29)"}
	if got := run(); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	w.breaks(t, "a1/index.html", "<h4>x</h4>", `<h2>Hai</h2><h4>x</h4><p id="x"></p><p id="x"></p>`) // after another heading it is the same one
	w.files["layouts/page.html"] = &fstest.MapFile{Data: []byte("<p>\n <a href='/tin/mat/'>\n<h4>x</h4>\n<p id=\"x\">")}
	want = []string{":0 picture-without-alt /tin/a0/ (+29)", "layouts/page.html:2 dead-link /tin/a0/ (+29)", "layouts/page.html:3 heading-order /tin/a0/ (+29)", "layouts/page.html:4 id-twice /tin/a1/"}
	if got := run(); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// A problem of a link or picture that a body has stands where it was written, and is not told again of other pages that show the same.
func TestPlaces(t *testing.T) {
	w := newWorld(t)
	delete(w.tree, hoi)
	w.breaks(t, home, `<a href="/tin/hoi/">Hỏi</a>`, "")
	w.breaks(t, post, `/tin/hoi/#cuoi`, `/tin/hoi/`)
	w.tree["sitemap.xml"], w.tree["cu/index.html"] = strings.Replace(sitemapText, "<url><loc>https://congdoan.example/tin/hoi/</loc></url>\n", "", 1), "<p>"
	if got, want := strings.Join(w.run(t), " "), "dead-link content/posts/2021/c.md:9:5"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// A build's warning about the same heading is not said again.
func TestKnown(t *testing.T) {
	w := newWorld(t)
	w.breaks(t, post, `<h3>Hai</h3>`, `<h4>Hai</h4>`)
	in := w.input()
	in.Known = []diag.Diagnostic{diag.New("content/posts/2021/c.md", 9, 1, "heading-jump", "Hai")}
	if l, err := Run(t.Context(), in); err != nil || l.Len() > 0 {
		t.Errorf("found %q, %v", told(&l), err)
	}
}
