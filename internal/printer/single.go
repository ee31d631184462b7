package printer

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime"
	"net/url"
	"path"
	"regexp"
	"strings"

	xhtml "golang.org/x/net/html"

	"bantin/internal/output"
)

// Single makes a page of a finished site one that needs nothing but itself: style sheets stand in it, pictures and
// fonts are written into it, links lead to the site by their full addresses, and what it would ask a server for
// besides (scripts, icons, feeds) and what tells networks of its address is left out. A policy says the same to the browser: nothing runs, nothing is fetched. baseURL is the site's address. The error is that of a file that cannot be made.
func Single(t *output.Tree, name, baseURL string) ([]byte, error) {
	root, err := url.Parse(strings.TrimSuffix(baseURL, "/") + "/")
	if err != nil {
		return nil, fmt.Errorf("base_url: %w", err)
	}
	src, err := read(t, name)
	if err != nil {
		return nil, err
	}
	at := *root
	at.Path += strings.TrimSuffix(name, "index.html")
	s := &single{tree: t, root: root, at: &at}
	return s.page(src)
}

// single is the making of one page.
type single struct {
	tree *output.Tree
	root *url.URL // of the site
	at   *url.URL // of what is read: the page
}

func read(t *output.Tree, name string) ([]byte, error) {
	f, ok := t.Get(name)
	if !ok {
		return nil, fmt.Errorf("%s: no such file on the site", name)
	}
	var w bytes.Buffer
	if err := f.Render(&w); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return w.Bytes(), nil
}

func (s *single) page(src []byte) ([]byte, error) {
	var w bytes.Buffer
	z := xhtml.NewTokenizer(bytes.NewReader(src))
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			return w.Bytes(), nil
		}
		raw := string(z.Raw())
		if kind != xhtml.StartTagToken && kind != xhtml.SelfClosingTagToken {
			w.WriteString(raw)
			continue
		}
		token := z.Token()
		switch token.Data {
		case "script":
			for kind != xhtml.ErrorToken && kind != xhtml.EndTagToken {
				kind = z.Next()
			}
		case "link":
			if err := s.link(&w, token); err != nil {
				return nil, err
			}
		case "meta":
			if value(token, "property") == "" && !strings.HasPrefix(value(token, "name"), "twitter:") { // for networks, of an address that it has not
				w.WriteString(raw)
			}
		case "img", "a", "source":
			if err := s.element(&w, token); err != nil {
				return nil, err
			}
		default:
			w.WriteString(raw)
			if token.Data == "head" {
				w.WriteString(policy)
			}
		}
	}
}

// policy forbids a page all that does not stand in it.
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'">`

// link writes a style sheet in the place of the link to it; other links are for servers.
func (s *single) link(w *bytes.Buffer, token xhtml.Token) error {
	if value(token, "rel") != "stylesheet" {
		return nil
	}
	name, ok := s.file(s.at, value(token, "href"))
	if !ok {
		return nil
	}
	sheet, err := read(s.tree, name)
	if err != nil {
		return err
	}
	at := *s.root
	at.Path += name
	w.WriteString("<style>")
	last := 0
	for _, m := range sheetURL.FindAllSubmatchIndex(sheet, -1) {
		if data, ok, err := s.data(&at, string(sheet[m[2]:m[3]])); err != nil {
			return err
		} else if ok {
			w.Write(sheet[last:m[2]])
			w.WriteString(data)
			last = m[3]
		}
	}
	w.Write(sheet[last:])
	w.WriteString("</style>\n")
	return nil
}

// sheetURL finds addresses in a style sheet.
var sheetURL = regexp.MustCompile(`url\(\s*["']?([^"')\s]+)["']?\s*\)`)

// element writes a tag whose addresses are made ones that hold anywhere.
func (s *single) element(w *bytes.Buffer, token xhtml.Token) error {
	kept := token.Attr[:0]
	for _, a := range token.Attr {
		switch {
		case a.Key == "srcset" || a.Key == "sizes" || a.Key == "loading":
			continue
		case a.Key == "src":
			if data, ok, err := s.data(s.at, a.Val); err != nil {
				return err
			} else if ok {
				a.Val = data
			}
		case a.Key == "href" && !strings.HasPrefix(a.Val, "#"):
			if to, err := s.at.Parse(a.Val); err == nil {
				a.Val = to.String()
			}
		}
		kept = append(kept, a)
	}
	token.Attr = kept
	if token.Data != "source" { // its picture is in the img
		w.WriteString(token.String())
	}
	return nil
}

// data is a file of the site as an address that holds it; ok is false for one of another host.
func (s *single) data(from *url.URL, address string) (data string, ok bool, err error) {
	name, ok := s.file(from, address)
	if !ok {
		return "", false, nil
	}
	file, err := read(s.tree, name)
	if err != nil {
		return "", false, err
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".woff2" || kind == "" {
		kind = map[string]string{".woff2": "font/woff2", ".webp": "image/webp"}[path.Ext(name)]
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(file), true, nil
}

// file is the path in the tree that an address means; false for one of another host, or of nothing.
func (s *single) file(from *url.URL, address string) (name string, ok bool) {
	to, err := from.Parse(address)
	if err != nil || to.Scheme != s.root.Scheme || to.Host != s.root.Host {
		return "", false
	}
	return strings.CutPrefix(to.Path, s.root.Path)
}

func value(token xhtml.Token, key string) string {
	for _, a := range token.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
