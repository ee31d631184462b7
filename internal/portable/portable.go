// Package portable makes a finished site one that opens from a folder or a USB stick, without any server.
//
// It goes over the finished files, so that nothing else in the program knows: every address of the site
// in a page or style sheet becomes a path from that file to the other, with its index.html, and what browsers refuse to
// do for a page that is a file (addresses file:///…) is taken out or made otherwise:
//
//   - fonts are fetched as from another host, which some browsers refuse: they are put into the style sheet;
//   - scripts that are modules cannot be loaded, nor can scripts fetch data. The viewer of pictures is such
//     a script: links to pictures lead to the pictures. So is the search: its page says so instead, with its lists of
//     topics, units and years, and the files of its index are left out;
//   - a video of YouTube does not play in a page without an address: its link opens YouTube.
//
// What networks and feed readers are told (canonical address, og: properties, JSON-LD, feeds, sitemaps) stays as it
// is: it says where the site was published, and opens nothing.
package portable

import (
	"bytes"
	"crypto/sha256"
	"net/url"
	"path"
	"slices"
	"strings"

	"bantin/internal/output"
)

// Tree gives a finished tree whose pages and style sheets open from a folder. baseURL is the address
// that the site has on the web, language that of the few words that are added ("vi" or "en").
func Tree(t *output.Tree, baseURL, language string) *output.Tree {
	base, err := url.Parse(baseURL)
	if err != nil {
		panic(err) // settings are checked
	}
	s := &site{tree: t, origin: base.Scheme + "://" + base.Host, root: strings.TrimSuffix(base.Path, "/") + "/", language: language}
	made := new(output.Tree)
	made.Grow(t.Len())
	unread := map[string]bool{"_headers": true, "_redirects": true, ".htaccess": true} // there is no server to read them
	for _, f := range t.Files() {
		if f.Kind == output.Index { // nor can a script, and what leads to them lies beside
			unread[f.Path], unread[path.Join(path.Dir(f.Path), "index.json")] = true, true
		}
	}
	for _, f := range t.Files() {
		if !unread[f.Path] {
			made.Add(s.file(f))
		}
	}
	made.Finish()
	return made
}

// site is what the files of a site have in common.
type site struct {
	tree     *output.Tree
	origin   string // "https://example.org"
	root     string // path of base_url, with a slash at both ends: "/news/"
	language string
}

// file gives a file with the addresses in it turned.
func (s *site) file(f output.File) output.File {
	turn := s.page
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".html", ".htm":
	case ".css":
		turn = s.css
	default:
		return f
	}
	render := f.Render
	f.Key = [sha256.Size]byte{} // it stands for other bytes
	f.Render = func(w *bytes.Buffer) error {
		start := w.Len()
		if err := render(w); err != nil {
			return err
		}
		src := slices.Clone(w.Bytes()[start:])
		w.Truncate(start)
		turn(w, f.Path, src)
		return nil
	}
	return f
}

// use is what an address is for.
type use uint8

const (
	link     use = iota // to go there
	resource            // to show the page
)

// relative gives an address in the file at a path as one that leads there from a folder. One
// of another host stays; one of this host at which nothing lies becomes a full address, if it is a link.
func (s *site) relative(from, address string, u use) string {
	trimmed := strings.Trim(address, " \t\r\n\f")
	if trimmed == "" || trimmed[0] == '#' {
		return address
	}
	ref, err := url.Parse(trimmed)
	if err != nil || !s.own(ref) {
		return address
	}
	name, ok := s.below(from, ref)
	if ok {
		name, ok = s.find(name, u)
	}
	ref.Scheme, ref.Host, ref.User, ref.RawPath = "", "", nil, ""
	if ok {
		ref.Path = way(path.Dir(from), name)
		return ref.String()
	}
	if u == resource || strings.Contains(trimmed, "://") {
		return address
	}
	ref.Path = s.full(from, ref)
	return s.origin + ref.String()
}

// own tells whether an address is on the site's host.
func (s *site) own(ref *url.URL) bool {
	switch {
	case ref.Opaque != "":
		return false
	case ref.Host == "":
		return ref.Scheme == ""
	}
	return ref.Scheme+"://"+ref.Host == s.origin
}

// full is the whole path of an address in the file at a path.
func (s *site) full(from string, ref *url.URL) string {
	if ref.Path == "" {
		return s.root + from
	}
	here := &url.URL{Path: s.root + from}
	return here.ResolveReference(&url.URL{Path: ref.Path}).Path
}

// below is that path below the site's root; ok is false for one that is not.
func (s *site) below(from string, ref *url.URL) (name string, ok bool) {
	full := s.full(from, ref)
	if full+"/" == s.root {
		return "", true
	}
	return strings.CutPrefix(full, s.root)
}

// lies gives the place below the site's root of an address without query in the file at a path.
func (s *site) lies(from, address string) (name string, ok bool) {
	ref, err := url.Parse(address)
	if err != nil || !s.own(ref) {
		return "", false
	}
	return s.below(from, ref)
}

// find gives the file that a server would answer with. A picture that is not there is looked for at its
// place all the same: nothing may be asked of a host.
func (s *site) find(name string, u use) (string, bool) {
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	for _, c := range []string{name, name + "/index.html"} {
		if _, ok := s.tree.Get(c); ok {
			return c, true
		}
	}
	return name, u == resource
}

// way leads from a folder to a file, both below the same root.
func way(dir, name string) string {
	if dir == "." {
		return name
	}
	from, to := strings.Split(dir, "/"), strings.Split(name, "/")
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	return strings.Repeat("../", len(from)-same) + strings.Join(to[same:], "/")
}
