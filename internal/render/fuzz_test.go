package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"bantin/internal/markdown"
	"bantin/internal/site"
)

// FuzzPage: whatever an editor writes in the fields of a post (title, summary, captions, names, numbers, corrections), its
// page has the elements and attributes that it has with plain words, and none more; its JSON-LD is JSON and says the title
// as it was written; and any text, quoted, reads back as it was and cannot end the script that it stands in.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"", "a\"b\\c", "</script><!--", "\u2028\u2029", "Đ\x00\x1f\t\n", "&amp;", "' onload='x", "</title><img src=x onerror=alert(1)>", "{{.}}", "javascript:alert(1)", "]]>", "<!-- ", "\u202e", "&lt;script",
	} {
		f.Add(s)
	}
	in := sample(f)
	all := tree(f, in)
	var posts []*site.Post
	var plain []string
	for _, p := range in.Site.All {
		if p.State == site.Removed || !slices.Contains([]string{"doc-hai", "chung", "anh", "huong-dan"}, p.Slug) {
			continue // the others have nothing that these lack
		}
		fill(p, "x")
		posts = append(posts, p)
		plain = append(plain, skeleton(source(f, all, p.URL[1:]+"index.html"), nil))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // files are UTF-8
		}
		checkQuote(t, text)
		for i, p := range posts {
			fill(p, "x"+text)
			page := source(t, all, p.URL[1:]+"index.html")
			got := skeleton(page, func(script string) {
				var ld any
				if err := json.Unmarshal([]byte(script), &ld); err != nil {
					t.Errorf("JSON-LD: %v: %s", err, script)
				}
				if titles := told(ld, "headline"); len(titles) > 0 && !slices.Contains(titles, p.Title) && !strings.ContainsFunc(text, unicode.IsControl) {
					t.Errorf("JSON-LD says %q of %q", titles, p.Title)
				}
			})
			if got != plain[i] {
				at := 0
				for at < min(len(got), len(plain[i])) && got[at] == plain[i][at] {
					at++
				}
				t.Errorf("%q changes %s at %.120q, it was %.120q", text, p.File, got[at:], plain[i][at:])
			}
		}
	})
}

// fill writes a text wherever an editor may in the front matter of a post.
func fill(p *site.Post, text string) {
	p.Title, p.Summary = text, text
	if p.Body != nil {
		body := *p.Body // Converted once, for all readers.
		body.Lead = ""
		p.Body = &body
	} else {
		p.Body = &markdown.Document{}
	}
	some := func(fields ...*string) {
		for _, s := range fields {
			if *s != "" {
				*s = text
			}
		}
	}
	some(&p.Author, &p.Number)
	for i := range p.Basis {
		some(&p.Basis[i])
	}
	if c := p.Cover; c != nil {
		some(&c.Alt, &c.Caption, &c.Credit)
	}
	for i := range p.Images {
		some(&p.Images[i].Alt, &p.Images[i].Caption, &p.Images[i].Credit)
	}
	for i := range p.Attachments {
		some(&p.Attachments[i].Title)
	}
	if s := p.Source; s != nil {
		some(&s.Name)
	}
	for i := range p.Corrections {
		some(&p.Corrections[i].Text)
	}
	for _, a := range p.Activities {
		some(&a.Time, &a.Place)
	}
}

// skeleton is what a page is to a browser, but for texts and the values of attributes. ld is given the texts of JSON-LD.
func skeleton(page string, ld func(string)) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			b.WriteString("<!--")
		case html.ElementNode:
			b.WriteString("\n" + n.Data)
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key)
				if a.Key == "type" || a.Key == "rel" || a.Key == "class" {
					b.WriteString("=" + a.Val)
				}
			}
			if n.Data == "script" && get(n, "type") == "application/ld+json" && n.FirstChild != nil && ld != nil {
				ld(n.FirstChild.Data)
			}
		}
	}
	return b.String()
}

// told gives all texts that JSON has under a key, however deep.
func told(v any, key string) (all []string) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			all = append(all, told(x, key)...)
		}
	case map[string]any:
		for k, x := range v {
			if s, ok := x.(string); ok && k == key {
				all = append(all, s)
			}
			all = append(all, told(x, key)...)
		}
	}
	return all
}

func checkQuote(t *testing.T, s string) {
	t.Helper()
	var w bytes.Buffer
	quote(&w, s)
	var back string
	if err := json.Unmarshal(w.Bytes(), &back); err != nil || back != s {
		t.Errorf("%q: %q, %v", s, back, err)
	}
	if bytes.ContainsAny(w.Bytes(), "<>&\u2028\u2029") {
		t.Errorf("%q: %s", s, w.String())
	}
}
