package serve

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tags are what the head of a page tells networks, as they read it: the first of each name.
type tags struct {
	title, canonical string
	named            map[string]string // meta elements by property or name
}

// readTags reads the head of a page.
func readTags(body []byte) tags {
	t := tags{named: make(map[string]string)}
	z := html.NewTokenizer(bytes.NewReader(body))
	inTitle := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return t
		case html.TextToken:
			if inTitle && t.title == "" {
				t.title = string(z.Text())
			}
		case html.EndTagToken:
			tag, _ := z.TagName()
			if inTitle = false; atom.Lookup(tag) == atom.Head {
				return t
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			inTitle = t.element(z)
		}
	}
}

// element takes in an element of the head, and tells whether it is the title.
func (t *tags) element(z *html.Tokenizer) bool {
	tag, more := z.TagName()
	name := atom.Lookup(tag)
	attrs := make(map[string]string)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		attrs[string(key)] = string(value)
	}
	switch name {
	case atom.Meta:
		for _, key := range []string{attrs["property"], attrs["name"]} {
			if _, known := t.named[key]; key != "" && !known {
				t.named[key] = attrs["content"]
			}
		}
	case atom.Link:
		if attrs["rel"] == "canonical" && t.canonical == "" {
			t.canonical = attrs["href"]
		}
	}
	return name == atom.Title
}
