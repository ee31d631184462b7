package publish

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// settleRest decides what becomes of files on the target that the built site does not have.
func (p *Plan) settleRest(want map[string]*item, on map[string]*entry, purged map[string]bool) {
	r := newRest(p, want, on)
	for i := range p.now.entries {
		e := &p.now.entries[i]
		if want[e.path] != nil {
			continue
		}
		main := e
		if e.class == sidecar {
			name := copied(e.path)
			if it := want[name]; it != nil && !purged[e.path] {
				// The copy would be served in place of the file, and is not what that will be.
				p.drops = append(p.drops, drop{e.path, groupOf(it.file, on[name] == nil)})
				continue
			}
			if m := on[name]; m != nil {
				main = m
			}
		}
		if blocks := r.blocks(e.path); blocks {
			p.drops = append(p.drops, drop{e.path, assetGroup})
			p.Deleted = append(p.Deleted, p.change(e.path, e.class, e.size, false)...)
			continue
		}
		kept := *e
		if !purged[e.path] && r.keeps(main, &kept) {
			p.after.entries = append(p.after.entries, kept)
			if e.class != page {
				p.Kept++
			}
			continue
		}
		late := 0
		if e.class.isAsset() {
			late = 1
		}
		p.deletes[late] = append(p.deletes[late], e.path)
		p.Deleted = append(p.Deleted, p.change(e.path, e.class, e.size, false)...)
	}
	for _, name := range p.strays(purged, want) {
		p.deletes[1] = append(p.deletes[1], name)
		p.Deleted = append(p.Deleted, p.change(name, asset, 0, false)...)
	}
	slices.SortFunc(p.Deleted, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	r.report()
}

// copied gives the file that one is a compressed copy of, going by its name; itself when it is none.
func copied(name string) string {
	for _, suffix := range suffixes() {
		if main, ok := strings.CutSuffix(name, suffix); ok {
			return main
		}
	}
	return name
}

// strays are files to be purged that the manifest does not know.
func (p *Plan) strays(purged map[string]bool, want map[string]*item) []string {
	var all []string
	for name := range purged {
		if p.now.get(name) == nil && want[name] == nil {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

// rest judges the files that the built site does not have.
type rest struct {
	*Plan
	want map[string]*item
	on   map[string]*entry
	// folders are those that files of the site lie in.
	folders map[string]bool
	// held are the files of posts that are held back, and the paths of their pages on the target.
	held, heldPages map[string]bool
}

func newRest(p *Plan, want map[string]*item, on map[string]*entry) *rest {
	r := &rest{Plan: p, want: want, on: on, folders: make(map[string]bool), held: make(map[string]bool), heldPages: make(map[string]bool)}
	for name := range want {
		for dir := path.Dir(name); dir != "." && !r.folders[dir]; dir = path.Dir(dir) {
			r.folders[dir] = true
		}
	}
	for _, h := range p.site.held {
		r.held[h.File] = true
		if at := pagePath(h.Address); at != "" && want[at] == nil && on[at] != nil {
			r.heldPages[at] = true
		}
	}
	for i := range p.now.entries {
		if e := &p.now.entries[i]; e.class == page && r.held[e.source] && want[e.path] == nil {
			r.heldPages[e.path] = true
		}
	}
	return r
}

// blocks tells whether a file stands where the site needs a folder, or lies in one where it needs a file.
func (r *rest) blocks(name string) bool {
	if r.folders[name] {
		return true
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if r.want[dir] != nil {
			return true
		}
	}
	return false
}

// keeps tells whether a file stays, and notes in its new entry since when it is not needed. main is the file itself, or the one that it is a compressed copy of.
func (r *rest) keeps(main, kept *entry) bool {
	owner := r.owner(main.path)
	switch {
	case !r.site.Known:
		return true // gone on purpose, or held back: nobody can say
	case r.heldPages[owner] || r.held[main.source]:
		return true
	case !main.class.isAsset():
		return false
	}
	// Where nothing is known of the bytes a file is in an unfinished publish: it may be what a page there is shown with, so it goes by the same rules.
	if kept.since == 0 {
		kept.since = r.options.Now.Unix()
	}
	ownerGone := owner != "" && r.want[owner] == nil && !r.heldPages[owner]
	if len(r.heldPages) > 0 && !ownerGone {
		return true // a page that stays as it was may be shown with it
	}
	switch main.class {
	case card:
		return true
	case hashed:
		return r.options.Now.Unix()-kept.since < int64(r.options.Keep.Seconds())
	}
	return false
}

// owner gives the page that a file belongs to: itself, or that of the nearest folder that is a page's; "" for those of the home page.
func (r *rest) owner(name string) string {
	if e := r.on[name]; e != nil && e.class == page {
		return name
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		at := dir + "/index.html"
		if e := r.on[at]; e != nil && e.class == page {
			return at
		}
		if it := r.want[at]; it != nil && it.file.class == page {
			return at
		}
	}
	return ""
}

// report lists the pages that stay, and the posts of which only files are kept.
func (r *rest) report() {
	leftover := make(map[string]bool)
	for i := range r.after.entries {
		e := &r.after.entries[i]
		if r.want[e.path] != nil {
			continue
		}
		switch owner := r.owner(e.path); {
		case r.heldPages[e.path]:
			r.Held = append(r.Held, r.address(e.path))
		case e.class == page:
			r.Unsure = append(r.Unsure, r.address(e.path))
		case owner == "" || r.heldPages[owner] || !r.site.Known:
		case r.now.get(e.path).since == 0 && r.isEmptied(owner): // not told again each time
			leftover[r.address(owner)] = true
		}
	}
	for a := range leftover {
		r.Leftover = append(r.Leftover, a)
	}
	slices.Sort(r.Held)
	slices.Sort(r.Unsure)
	slices.Sort(r.Leftover)
}

// isEmptied tells whether a post's page has gone, or is all that the site still has of it.
func (r *rest) isEmptied(owner string) bool {
	on := r.on[owner]
	if on == nil || !isPost(on.source) {
		return false
	}
	if r.want[owner] == nil {
		return true
	}
	dir := path.Dir(owner) + "/"
	i, _ := slices.BinarySearchFunc(r.site.files, dir, func(f file, dir string) int { return strings.Compare(f.path, dir) })
	for _, f := range r.site.files[i:] {
		if !strings.HasPrefix(f.path, dir) {
			break
		}
		if f.class.isAsset() && r.owner(f.path) == owner {
			return false
		}
	}
	return true
}

// pagePath gives the path of the page at an address from "/"; "" when it is none.
func pagePath(address string) string {
	rest, ok := strings.CutPrefix(address, "/")
	if !ok || strings.Contains(rest, "//") || strings.Contains("/"+rest+"/", "/../") {
		return ""
	}
	if path.Ext(rest) == ".html" {
		return rest
	}
	return strings.TrimPrefix(strings.TrimSuffix(rest, "/")+"/index.html", "/")
}

// change tells of a file that changes; compressed copies are nothing that readers see.
func (p *Plan) change(name string, c class, size int64, copied bool) []Change {
	if c == sidecar || copied && !p.target.Traits().Headers {
		return nil
	}
	return []Change{{name, p.address(name), c.String(), size}}
}

// address is where readers find a file.
func (p *Plan) address(name string) string {
	if dir, ok := strings.CutSuffix(name, "index.html"); ok && (dir == "" || strings.HasSuffix(dir, "/")) {
		name = dir
	}
	return p.site.BaseURL + (&url.URL{Path: "/" + name}).EscapedPath()
}
