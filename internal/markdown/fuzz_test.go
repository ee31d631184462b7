package markdown

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// FuzzConvert: whatever the body, the converter ends without panic; its HTML is
// balanced, has only elements and attributes of ours, and is to a browser what
// it says; holes lie in order and nest; places lie in the file; the result does
// not depend on the parser chosen or on what was converted before.
func FuzzConvert(f *testing.F) {
	for _, file := range []string{"testdata/inline.txtar", "testdata/block.txtar"} {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range archive.Files {
			if strings.HasSuffix(part.Name, ".md") {
				f.Add(part.Data)
			}
		}
	}
	f.Add([]byte(body))
	for _, src := range hostile() {
		f.Add([]byte(src[:min(len(src), 300)]))
	}
	c := newConverter()
	f.Fuzz(func(t *testing.T, data []byte) {
		src := viet.NFCBytes(data)
		kept := bytes.Clone(src)
		doc, diags := c.Convert("post.md", 7, src)
		if !bytes.Equal(src, kept) {
			t.Fatal("the source was changed")
		}
		checkDocument(t, doc)
		checkPlaces(t, src, doc, diags)
		again, _ := newConverter().convert(true, "post.md", 7, src)
		if diff := cmp.Diff(doc, again); diff != "" {
			t.Fatalf("the other parser or a fresh converter gives something else (-first +other):\n%s", diff)
		}
	})
}

// allowed are the attributes that the HTML may have.
var allowed = []string{"id", "class", "role", "aria-label", "tabindex", "href", "scope", "start"}

func checkDocument(t *testing.T, doc *Document) {
	t.Helper()
	if !utf8.ValidString(doc.HTML) || strings.ContainsFunc(doc.HTML, invisible) {
		t.Errorf("characters that must not be in HTML: %q", doc.HTML)
	}
	ids := checkTags(t, doc.HTML, true)
	for _, h := range doc.Headings {
		if !slices.Contains(ids, h.ID) || h.Text == "" || h.Level < 2 || h.Level > 6 {
			t.Errorf("heading %+v", h)
		}
	}
	for _, a := range doc.Anchors {
		if !slices.Contains(ids, a) {
			t.Errorf("no anchor %s", a)
		}
	}
	checkRefs(t, doc)
	var b bytes.Buffer
	calls := 0
	doc.Write(&b, func(i int, open bool) {
		calls++
		switch {
		case doc.Refs[i].Kind != Link:
			b.WriteString("<img>")
		case open:
			b.WriteString("<a>")
		default:
			b.WriteString("</a>")
		}
	})
	checkTags(t, b.String(), false)
	checkParsed(t, b.String())
}

// elements are those that a body may have.
var elements = strings.Fields("a blockquote br code dd del div dl dt em figcaption figure footer h2 h3 h4 h5 h6 hr img li ol p pre section span strong sub sup table tbody td th thead tr ul")

// checkParsed wants a browser to find the elements where they stand in the text: none closed by another, moved or added.
func checkParsed(t *testing.T, s string) {
	t.Helper()
	var written, found strings.Builder
	for z := html.NewTokenizer(strings.NewReader(s)); z.Next() != html.ErrorToken; {
		token := z.Token()
		switch {
		case token.Type == html.EndTagToken:
			written.WriteString(")")
		case token.Type == html.StartTagToken && !slices.Contains(elements, token.Data):
			t.Fatalf("<%s> in %q", token.Data, s)
		case token.Type == html.StartTagToken:
			written.WriteString("(" + token.Data)
			if token.Data == "br" || token.Data == "hr" || token.Data == "img" {
				written.WriteString(")")
			}
		}
	}
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		found.WriteString("(" + n.Data)
		for c := range n.ChildNodes() {
			walk(c)
		}
		found.WriteString(")")
	}
	for _, n := range nodes {
		walk(n)
	}
	if found.String() != written.String() {
		t.Fatalf("a browser finds %s where %s is written: %q", &found, &written, s)
	}
}

// checkTags checks that tags are balanced and known, and gives the ids.
func checkTags(t *testing.T, s string, bare bool) (ids []string) {
	t.Helper()
	var open []string
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("not closed: %v in %q", open, s)
			}
			return ids
		case html.StartTagToken:
			if token.Data == "a" && slices.Contains(open, "a") {
				t.Fatalf("a link in a link: %q", s)
			}
			if token.Data != "br" && token.Data != "hr" && token.Data != "img" {
				open = append(open, token.Data)
			}
			for _, a := range token.Attr {
				if !slices.Contains(allowed, a.Key) || a.Key == "href" && bare && !strings.HasPrefix(a.Val, "#fn") {
					t.Fatalf("attribute %s=%q in %q", a.Key, a.Val, s)
				}
				if a.Key == "id" {
					if slices.Contains(ids, a.Val) || strings.ContainsFunc(a.Val, func(r rune) bool { return r <= ' ' || r > 126 }) {
						t.Fatalf("id %q in %q", a.Val, s)
					}
					ids = append(ids, a.Val)
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v in %q", token.Data, open, s)
			}
			open = open[:len(open)-1]
		case html.TextToken:
		default:
			t.Fatalf("%v in %q", token, s)
		}
		if token.Data == "script" || token.Data == "iframe" || token.Data == "style" {
			if kind != html.TextToken {
				t.Fatalf("<%s> in %q", token.Data, s)
			}
		}
	}
}

func checkRefs(t *testing.T, doc *Document) {
	t.Helper()
	last, linkEnd := 0, 0
	for i, r := range doc.Refs {
		if r.Open < last || r.Close < r.Open || r.Close > len(doc.HTML) || r.Kind != Link && r.Close != r.Open {
			t.Fatalf("ref %d is out of order: %+v", i, r)
		}
		last = r.Open
		if r.Kind == Link {
			if r.Open < linkEnd {
				t.Fatalf("ref %d lies in another link: %+v", i, r)
			}
			linkEnd = r.Close
			if i+r.Span >= len(doc.Refs) {
				t.Fatalf("ref %d spans too many: %+v", i, r)
			}
			for j := i + 1; j <= i+r.Span; j++ {
				if doc.Refs[j].Close > r.Close {
					t.Fatalf("ref %d is not within %d", j, i)
				}
			}
		}
		if r.Dest == "" || strings.ContainsFunc(r.Dest, invisible) {
			t.Fatalf("ref %d leads to %q", i, r.Dest)
		}
		if name := scheme(r.Dest); r.Kind != YouTube && !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, name) {
			t.Fatalf("ref %d leads to %q", i, r.Dest)
		}
	}
}

func checkPlaces(t *testing.T, src []byte, doc *Document, diags []diag.Diagnostic) {
	t.Helper()
	text := strings.ReplaceAll(strings.ReplaceAll(string(src), "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	check := func(line, column int) {
		if line < 7 || line-7 >= len(lines) || column < 1 || column > utf8.RuneCountInString(lines[line-7])+1 {
			t.Fatalf("there is no place %d:%d in %q", line, column, src)
		}
	}
	for _, r := range doc.Refs {
		check(r.Line, r.Column)
	}
	for _, d := range diags {
		check(d.Line, d.Column)
	}
}
