package check

import (
	"net/url"
	"path"
	"strings"

	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Where an address leads that is no file of the site.
const (
	nowhere   int32 = -1
	elsewhere int32 = -2 // another host, mail, telephone
)

// dest is where an address leads.
type dest struct {
	file   int32
	anchor uint64 // 0: none
}

// follow looks where a link leads.
func (w *worker) follow(a *attr) {
	d := w.resolve(a.value)
	switch {
	case d.file == nowhere:
		w.find("dead-link", a.text(), a.text())
	case d.file == w.page && d.anchor != 0:
		w.local = append(w.local, local{d.anchor, a.text()})
	case d.file >= 0 && d.file != w.page:
		if w.file.Kind != output.Redirect {
			w.linked.set(d.file)
		}
		if d.anchor != 0 {
			w.distant = append(w.distant, distant{w.page, d.file, d.anchor, a.text()})
		}
	}
}

// loads looks for a file that the page needs, and adds it to a list of such, unless that is nil.
func (w *worker) loads(a *attr, to *[]int32) int32 { return w.loadsText(a.value, to) }

func (w *worker) loadsText(raw []byte, to *[]int32) int32 {
	if len(strings.TrimSpace(string(raw))) == 0 {
		w.find("dead-file", "", "<"+string(w.t.name)+">")
		return nowhere
	}
	d := w.resolve(raw)
	if d.file == nowhere {
		s := decoded(raw)
		w.find("dead-file", s, s)
	}
	if d.file >= 0 && to != nil {
		*to = append(*to, d.file)
	}
	return d.file
}

// resolve finds out where an address leads, as it stands in an attribute. Those that begin at the root or with a scheme are
// the same on all pages and mostly come again.
func (w *worker) resolve(raw []byte) dest {
	if len(raw) > 0 && raw[0] == '#' {
		return dest{w.page, anchorOf(decoded(raw[1:]))}
	}
	if d, ok := w.known[string(raw)]; ok {
		return d
	}
	s := decoded(raw)
	d := dest{file: elsewhere}
	p, own := w.ownPath(s)
	if own {
		d = w.destination(p, s)
	}
	if len(raw) > 0 && (raw[0] == '/' || own && strings.Contains(s, "://")) {
		w.known[string(raw)] = d
	}
	return d
}

// destination finds the file of an address whose path from the site's root is p.
func (w *worker) destination(p, s string) dest {
	d := dest{file: nowhere}
	if i := strings.IndexByte(s, '#'); i >= 0 {
		d.anchor = anchorOf(s[i+1:])
	}
	if rest := strings.TrimSpace(s); rest == "" || rest[0] == '?' || rest[0] == '#' {
		d.file = w.page
		return d
	}
	plain, err := url.PathUnescape(p)
	if err != nil {
		return d
	}
	if i, ok := w.at(viet.NFC(plain)); ok {
		d.file = i
	}
	return d
}

// anchorOf is the digest of an anchor that a page must have: 0 for its top, and for a part of its text.
func anchorOf(s string) uint64 {
	if s == "" || strings.EqualFold(s, "top") || strings.HasPrefix(s, ":~:") {
		return 0
	}
	s, _, _ = strings.Cut(s, ":~:")
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	return digest(s)
}

// ownPath gives the path, from the site's root, of an address on this site, without query and anchor. ok is
// false for one elsewhere.
func (w *worker) ownPath(s string) (p string, ok bool) {
	s = strings.TrimSpace(s)
	if end := strings.IndexAny(s, "?#"); end >= 0 {
		s = s[:end]
	}
	set := w.Site.Settings
	scheme, rest := cutScheme(s)
	switch {
	case scheme == "http", scheme == "https", scheme == "" && strings.HasPrefix(s, "//"):
		host, p, _ := strings.Cut(strings.TrimPrefix(rest, "//"), "/")
		if strings.EqualFold(host, set.Host) {
			return w.below("/"+p, set.Path)
		}
		if strings.EqualFold(host, set.Declared.Host) {
			return w.below("/"+p, set.Declared.Path)
		}
		return "", false
	case scheme != "":
		return "", false
	case strings.HasPrefix(s, "/"):
		return w.below(s, set.Path)
	}
	p = path.Join(w.dir, s)
	if strings.HasSuffix(s, "/") || s == "" || s == "." || s == ".." || strings.HasSuffix(s, "/.") || strings.HasSuffix(s, "/..") {
		p += "/"
	}
	return p, true
}

// cutScheme splits "mailto:x" into "mailto" and "x"; the scheme is in lower case, "" without one (RFC 3986, 3.1).
func cutScheme(s string) (scheme, rest string) {
	for i := range len(s) {
		switch c := s[i]; {
		case isLetter(c), i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(s[:i]), s[i+1:]
		default:
			return "", s
		}
	}
	return "", s
}

// below gives a path of the host from the site's root. What lies outside of base_url's path belongs to others, unless it is the
// path of something here: then the base was forgotten, and the address leads nowhere.
func (w *worker) below(p, base string) (string, bool) {
	if base == "" {
		return p, true
	}
	if rest, ok := strings.CutPrefix(p, base); ok && (rest == "" || rest[0] == '/') {
		return "/" + strings.TrimPrefix(rest, "/"), true
	}
	if _, here := w.at(p); here && p != "/" {
		return "\x00" + p, true // there is no such path
	}
	return "", false
}

// anchors looks for the anchors of other pages.
func (c *checker) anchors() {
	for _, d := range c.distant {
		if isPage(&c.files[d.file]) && !c.facts[d.file].hasID(d.anchor) {
			c.find(finding{page: d.page, code: "dead-anchor", raw: d.raw, args: []string{d.raw}})
		}
	}
}

// orphans looks for pages that no other page leads to: nobody will find them. Posts that have left the lists, and lists
// with nothing in them yet, are meant to be so.
func (c *checker) orphans() {
	meant := map[string]bool{site.HomeURL: true}
	for _, p := range c.Site.All {
		if p.State != site.Listed {
			meant[p.URL] = true
		}
	}
	lists := append([]*site.List{c.Site.Latest, c.Site.Models}, c.Site.Forms[:]...)
	for _, l := range lists {
		if l != nil && len(l.Posts) == 0 {
			meant[l.URL] = true
		}
	}
	if len(c.Site.Campaigns) == 0 {
		meant[c.Site.CampaignsURL()] = true
	}
	for _, i := range c.pages {
		f := &c.files[i]
		if f.Kind == output.Page && !c.linked.has(i) && !c.facts[i].noindex && !meant[address(f.Path)] {
			c.find(finding{page: i, code: "orphan-page"})
		}
	}
}
