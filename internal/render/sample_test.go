package render

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
	embedded "bantin/layouts"
	"bantin/static"
)

// files cuts a text into files at lines such as "-- content/site.yaml --".
func files(text string) fstest.MapFS {
	all := fstest.MapFS{}
	for _, part := range strings.Split("\n"+text, "\n-- ")[1:] {
		name, body, _ := strings.Cut(part, " --\n")
		all[name] = &fstest.MapFile{Data: []byte(body + "\n")}
	}
	return all
}

// load makes a site of files.
func load(t testing.TB, fsys fs.FS) *site.Site {
	t.Helper()
	src, err := content.Load(fsys, content.Options{Converter: func(s *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: s.Language, Words: lang.For(s.Language).Words.Body})
	}})
	if err != nil {
		t.Fatal(err)
	}
	s, problems := site.New(src, site.Options{
		Now: time.Date(2021, 12, 1, 8, 0, 0, 0, time.FixedZone("", 7*3600)), Drafts: true, Future: true,
	})
	for _, d := range append(src.Problems.All(), problems.All()...) {
		if d.Severity == diag.Error {
			t.Fatalf("%+v", d)
		}
	}
	return s
}

// sample is the site of testdata/site.txtar.
func sample(t testing.TB) Input {
	t.Helper()
	return Input{
		Site: load(t, files(readSample(t))), Layouts: embedded.FS, Static: static.FS,
		Pictures: map[string]media.Picture{
			"content/posts/anh.jpg": {
				Width: 1200, Height: 800, Hash: "1a2b3c4d", Tone: 7,
				WebP:  []media.Variant{{Width: 480, Height: 320, Type: "webp"}, {Width: 1200, Height: 800, Type: "webp", Blob: 1}},
				Plain: []media.Variant{{Width: 480, Height: 320, Type: "jpg", Size: 20_000, Blob: 2}, {Width: 1200, Height: 800, Type: "jpg", Size: 90_000, Blob: 3}},
			},
			"content/posts/nho.png": {
				Width: 420, Height: 1200, Hash: "5e6f7081",
				WebP: []media.Variant{{Width: 420, Height: 1200, Type: "webp"}}, Plain: []media.Variant{{Width: 420, Height: 1200, Type: "png", Blob: media.Source}},
			},
		},
	}
}

func readSample(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// tree renders nothing yet.
func tree(t testing.TB, in Input) *output.Tree {
	t.Helper()
	var all output.Tree
	problems, err := Pages(&all, in)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range problems {
		t.Fatalf("%+v", d)
	}
	return &all
}

func source(t testing.TB, all *output.Tree, path string) string {
	t.Helper()
	f, ok := all.Get(path)
	if !ok {
		t.Fatalf("no file %s", path)
	}
	var w bytes.Buffer
	if err := f.Render(&w); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return w.String()
}

// page is a parsed page.
type page struct {
	root *html.Node
	text string
}

func open(t testing.TB, all *output.Tree, path string) page {
	t.Helper()
	text := source(t, all, path)
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return page{root, text}
}

// each calls f for every element of the page with the tag, "" for all.
func (p page) each(tag string, f func(n *html.Node)) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && (tag == "" || n.Data == tag) {
			f(n)
		}
	}
}

func (p page) first(tag string, keyValue ...string) *html.Node {
	var found *html.Node
	p.each(tag, func(n *html.Node) {
		for i := 0; i < len(keyValue); i += 2 {
			if get(n, keyValue[i]) != keyValue[i+1] {
				return
			}
		}
		if found == nil {
			found = n
		}
	})
	return found
}

func (p page) meta(t *testing.T, property string) string {
	t.Helper()
	n := p.first("meta", "property", property)
	if n == nil {
		n = p.first("meta", "name", property)
	}
	if n == nil {
		t.Fatalf("no meta %s", property)
	}
	return get(n, "content")
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func get(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// words is the text in an element, white space collapsed.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
