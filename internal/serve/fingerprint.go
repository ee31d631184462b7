package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bantin/internal/output"
)

// fingerprint tells whether a page looks as before.
type fingerprint struct {
	// sum stands for the bytes of the page without the elements of its style sheets, and for the pictures and films that it shows.
	sum    string
	sheets []sheet
}

// sheet is a style sheet of a page.
type sheet struct {
	Href string `json:"href"` // as the page writes it
	Sum  string `json:"sum"`
}

// styles is the list for the script: addresses hold no spaces.
func (f *fingerprint) styles() string {
	var all []string
	for _, s := range f.sheets {
		all = append(all, s.Href+"#"+s.Sum)
	}
	return strings.Join(all, " ")
}

// look takes the fingerprint of a page that lies at a path of the tree.
func (s *Server) look(st *state, name string, body []byte) fingerprint {
	var f fingerprint
	h := sha256.New()
	base := &url.URL{Path: "/" + name}
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			f.sum = hex.EncodeToString(h.Sum(nil)[:8])
			return f
		}
		raw := bytes.Clone(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			href, shown := named(z)
			if href != "" {
				f.sheets = append(f.sheets, sheet{href, s.sheetSum(st, base, href)})
				continue
			}
			for _, at := range shown {
				if key, ok := s.assetKey(st, base, at); ok {
					h.Write(key)
				}
			}
		}
		h.Write(raw)
	}
}

// named gives the address of a style sheet's element, or else those of what another element shows.
func named(z *html.Tokenizer) (href string, shown []string) {
	tag, more := z.TagName()
	element, isSheet := atom.Lookup(tag), false
	switch element {
	case atom.Img, atom.Source, atom.Video, atom.Audio, atom.Track, atom.Script, atom.Link, atom.Object, atom.Embed, atom.Iframe:
	default:
		return "", nil
	}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "src", "poster", "data":
			shown = append(shown, string(value))
		case "srcset":
			for candidate := range strings.SplitSeq(string(value), ",") {
				at, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
				shown = append(shown, at)
			}
		case "href":
			href = string(value)
		case "rel":
			isSheet = strings.EqualFold(string(value), "stylesheet")
		}
	}
	if element != atom.Link || !isSheet || strings.ContainsAny(href, " #") {
		return "", shown
	}
	return href, nil
}

// file finds the file of the site that an address on a page means.
func (st *state) file(base *url.URL, href string) (output.File, bool) {
	u, err := url.Parse(href)
	if err != nil || u.Host != "" || u.Opaque != "" || href == "" {
		return output.File{}, false
	}
	name := filePath(base.ResolveReference(u))
	if name == "" {
		return output.File{}, false
	}
	return st.view.Tree.Get(name)
}

func (s *Server) sheetSum(st *state, base *url.URL, href string) string {
	if f, ok := st.file(base, href); ok {
		if body, err := s.render(st, &f); err == nil {
			return sum(body)
		}
	}
	return ""
}

// assetKey gives what stands for the bytes of a file that a page shows.
func (s *Server) assetKey(st *state, base *url.URL, href string) ([]byte, bool) {
	f, ok := st.file(base, href)
	if !ok || f.Kind != output.Asset {
		return nil, false
	}
	if f.Key != [sha256.Size]byte{} {
		return f.Key[:], true
	}
	switch path.Ext(f.Path) {
	case ".mp4", ".webm", ".mp3": // too large to be read for each look
		return nil, false
	}
	body, err := s.render(st, &f)
	if err != nil {
		return nil, false
	}
	return []byte(sum(body)), true
}
