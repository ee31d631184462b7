package site

import (
	"context"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/parallel"
)

// resolver finds where the links of files lead. Several work at once, each on
// its own files; all that they share is only read.
type resolver struct {
	*builder
	problems diag.List
	deferred []deferred
}

// deferred is a link to a file beside some page, or to a list behind a number
// of the roll-up: known only when all files are.
type deferred struct {
	d    *doc
	i    int
	link link
}

// link is a reference of a file to something.
type link struct {
	text          string // as written
	path          string // what is left of it: an address from "/", or a path below the site folder
	query, anchor string // with "?" and "#", or ""
	image         bool
	pos           content.Pos
}

// resolveAll resolves every hole of every body and every file that front matter names.
func (b *builder) resolveAll() {
	b.roomForTargets()
	all := make([]resolver, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	err := parallel.Each(context.Background(), len(all), len(b.docs), func() func(int) error {
		r := &all[next.Add(1)-1]
		r.builder = b
		return func(i int) error {
			r.resolve(&b.docs[i])
			return nil
		}
	})
	if err != nil {
		panic(err) // resolving does not fail
	}
	for w := range all {
		b.problems.Merge(&all[w].problems)
		b.deferred = append(b.deferred, all[w].deferred...)
	}
	b.resolveSettings()
	b.resolveDeferred()
}

// roomForTargets gives every file with links its stretch of one piece of memory.
func (b *builder) roomForTargets() {
	total := 0
	for i := range b.docs {
		if d := &b.docs[i]; d.body != nil && !d.removed() {
			total += len(d.body.Refs)
		}
	}
	arena := make([]Target, total)
	for i := range b.docs {
		if d := &b.docs[i]; d.body != nil && !d.removed() && len(d.body.Refs) > 0 {
			n := len(d.body.Refs)
			*d.targets, arena = arena[:n:n], arena[n:]
		}
	}
}

func (d *doc) removed() bool { return d.post != nil && d.post.State == Removed }

// resolve does all references of one file. A post that was taken down keeps
// none: its pictures may be gone for good.
func (r *resolver) resolve(d *doc) {
	if d.removed() {
		return
	}
	r.frontMatter(d)
	if d.body == nil || len(d.body.Refs) == 0 {
		return
	}
	targets := *d.targets
	for i := range d.body.Refs {
		ref := &d.body.Refs[i]
		if ref.Kind == markdown.YouTube {
			targets[i] = Target{URL: "https://www.youtube.com/watch?v=" + ref.Dest, External: true}
			continue
		}
		l := link{
			text: ref.Dest, image: ref.Kind == markdown.Image,
			pos: content.Pos{Line: int32(ref.Line), Column: int32(ref.Column)},
		}
		target, wait := r.target(d, l)
		if wait {
			r.deferred = append(r.deferred, deferred{d: d, i: i, link: r.rooted(l)})
		}
		targets[i] = target
	}
}

// target finds where a link or picture leads. wait is true for an address that
// may be that of a file beside a page or of a list behind a number.
func (r *resolver) target(d *doc, l link) (t Target, wait bool) {
	dest := strings.TrimSpace(l.text)
	switch {
	case dest == "":
		r.broken(d, l, "")
		return Target{}, false
	case strings.HasPrefix(dest, "#") && !l.image:
		return r.anchor(d, d, l, "", dest), false
	}
	if scheme, rest := cutScheme(dest); scheme != "" || strings.HasPrefix(rest, "//") {
		own, ok := r.ownAddress(scheme, rest)
		if !ok {
			return r.elsewhere(d, l, scheme, rest), false
		}
		dest = own
	}
	l.path, l.query, l.anchor = splitURL(dest)
	if strings.HasPrefix(l.path, "/") {
		return r.rootTarget(d, l)
	}
	return r.relative(d, l), false
}

// elsewhere accepts what a reader's browser opens outside the site.
func (r *resolver) elsewhere(d *doc, l link, scheme, rest string) Target {
	dest := strings.TrimSpace(l.text)
	web := scheme == "http" || scheme == "https" || scheme == ""
	switch {
	case web && l.image:
		r.report(&r.problems, d, l.pos, "image-elsewhere", "", l.text)
	case web && hostOf(rest) == "":
		r.broken(d, l, "")
	case web:
		return Target{URL: dest, External: true}
	case !l.image && (scheme == "mailto" || scheme == "tel"):
		return Target{URL: dest}
	default:
		r.report(&r.problems, d, l.pos, "bad-link-scheme", "", l.text)
	}
	return Target{}
}

// ownAddress gives the address from the site's root that a full address means, false for one of another site.
func (b *builder) ownAddress(scheme, rest string) (string, bool) {
	host := hostOf(rest)
	if scheme != "http" && scheme != "https" && scheme != "" || host == "" {
		return "", false
	}
	path := rest[len("//")+len(host):]
	s := b.s.Settings
	for _, base := range [...]content.Base{{Host: s.Host, Path: s.Path}, s.Declared} {
		own, ok := strings.CutPrefix(path, base.Path)
		switch {
		case !ok || !strings.EqualFold(host, base.Host):
		case own == "" || own[0] == '?' || own[0] == '#':
			return "/" + own, true
		case own[0] == '/':
			return decodePath(own), true
		}
	}
	return "", false
}

// rooted gives a link that began with "/" or with the site's host in its parts.
func (b *builder) rooted(l link) link {
	dest := strings.TrimSpace(l.text)
	if scheme, rest := cutScheme(dest); scheme != "" || strings.HasPrefix(rest, "//") {
		dest, _ = b.ownAddress(scheme, rest)
	}
	l.path, l.query, l.anchor = splitURL(dest)
	return l
}

// rootTarget finds what lies at an address of the site.
func (r *resolver) rootTarget(d *doc, l link) (t Target, wait bool) {
	if t, ok := r.address(d, l); ok {
		return t, false
	}
	// Somebody who knows base_url may have written its path already.
	if rest, ok := strings.CutPrefix(l.path, r.s.Settings.Path+"/"); ok && r.s.Settings.Path != "" {
		short := l
		short.path = "/" + rest
		if t, ok := r.address(d, short); ok {
			return t, false
		}
	}
	if _, ok := r.sourceLink(l); ok || extension(l.path) != "" {
		return Target{}, true
	}
	r.nowhere(d, l)
	return Target{}, false
}

// address finds a page, a later page of a list, a feed or a static file at exactly
// this address, with or without the slash at its end.
func (r *resolver) address(d *doc, l link) (Target, bool) {
	if c := r.at(l.path); c != nil && c.url == l.path && c.doc != nil && !c.poster && !l.image { // by far the most
		return r.page(d, c.doc, l), true
	}
	clean := path.Clean(l.path)
	if _, ok := r.src.Files["static"+clean]; ok && clean != "/" {
		return r.fileTarget(d, l, "static"+clean), true
	}
	if l.image {
		return Target{}, false
	}
	u := pageAddress(l.path)
	c := r.at(u)
	if c == nil || c.url != u {
		if c == nil && (r.generated(u) || d.post != nil && r.comesWith(d.post, u)) {
			return Target{URL: u + l.query + l.anchor}, true
		}
		return Target{}, false
	}
	if c.doc != nil {
		t := r.page(d, c.doc, l)
		if c.poster && t.URL != "" {
			t.URL = u + l.query
		}
		return t, true
	}
	return Target{URL: u + l.query + l.anchor}, true
}

// comesWith tells whether a page of months, years or a gallery will be there
// when a post that waits is published, because that post calls for it.
func (b *builder) comesWith(p *Post, u string) bool {
	if p.published || p.State == Removed {
		return false
	}
	s, year, month := b.s, int(p.month/12), time.Month(p.month%12+1)
	if u == s.YearURL(year) || u == s.MonthURL(year, month) || u == s.ArchiveURL(year, month) {
		return true
	}
	return isGallery(p.Form) && (u == s.GalleryYearURL(p.Form, year) ||
		slices.ContainsFunc(p.Topics, func(t *Topic) bool { return u == s.GalleryTopicURL(p.Form, t) }))
}

// generated tells whether an address is that of a later page, a feed, the data beside a page or the lines beside a board. Files of
// share kits are none: only the newest posts have them.
func (b *builder) generated(u string) bool {
	if list, n := b.laterPage(u); list != nil {
		return n <= b.s.pages(list.n)
	}
	dir, base := path.Split(u)
	if !b.isMachineFile(u) && !(b.isBoardFile(u) && base == b.s.Lang.Paths.BoardLines) {
		return false
	}
	c := b.at(dir)
	return c != nil && c.url == dir
}

// relative finds the file that a reference relative to its own file means.
func (r *resolver) relative(d *doc, l link) Target {
	if l.path == "" { // "?x"
		l.path = d.file
	} else {
		l.path = joinPath(d.dir, l.path)
	}
	if !l.image {
		target := r.byFile[l.path]
		if target == nil {
			target = r.byFile[l.path+"/index.md"]
		}
		if target != nil {
			return r.page(d, target, l)
		}
		if r.spoilt[l.path] || r.spoilt[l.path+"/index.md"] {
			// Too broken to become a post: its own problems say so.
			if r.o.HoldBack {
				r.report(&r.problems, d, l.pos, "link-to-held", "", l.text, l.path)
			}
			return Target{}
		}
	}
	if _, ok := r.src.Files[l.path]; ok {
		return r.fileTarget(d, l, l.path)
	}
	r.nowhere(d, l)
	return Target{}
}

// page makes a link to a page of a file, if it is published when the link is.
func (r *resolver) page(d, to *doc, l link) Target {
	p := to.post
	if p == nil {
		return r.anchor(d, to, l, to.url, l.query+l.anchor)
	}
	switch {
	case to == d:
	case p.URL == "":
		return Target{} // its own problems say why
	case p.Draft && !r.o.Drafts, p.Future && !r.o.Future && !r.waitsFor(d, p):
		r.report(&r.problems, d, l.pos, "link-to-unpublished", "", l.text, to.file)
		return Target{}
	case p.State == Removed:
		return Target{URL: to.url}
	}
	return r.anchor(d, to, l, to.url, l.query+l.anchor)
}

// waitsFor tells whether a file is published no earlier than a post.
func (b *builder) waitsFor(d *doc, p *Post) bool {
	return d.post != nil && !d.post.Date.Before(p.Date.Time)
}

// anchor makes a link to a place on a page; tail is the query and the anchor.
func (r *resolver) anchor(d, to *doc, l link, u, tail string) Target {
	hash := strings.IndexByte(tail, '#')
	if hash < 0 || tail[hash:] == "#" || tail[hash:] == "#top" || r.o.NoBodies {
		return Target{URL: u + tail}
	}
	id := tail[hash+1:]
	var ids []string
	if to.body != nil {
		for i := range to.body.Headings {
			if to.body.Headings[i].ID == id {
				return Target{URL: u + tail}
			}
			ids = append(ids, to.body.Headings[i].ID)
		}
		if slices.Contains(to.body.Anchors, id) {
			return Target{URL: u + tail}
		}
	}
	suggestion := nearest(id, ids)
	if suggestion != "" {
		suggestion = "#" + suggestion
	}
	r.report(&r.problems, d, l.pos, "broken-anchor", suggestion, "#"+id, to.file)
	return Target{URL: u}
}

// resolveDeferred looks up the links to files beside pages and to lists behind numbers, by their addresses.
func (b *builder) resolveDeferred() {
	if len(b.deferred) == 0 {
		return
	}
	source := make(map[string]string)
	for i := range b.docs {
		d := &b.docs[i]
		if c := b.at(d.url); c != nil && c.doc == d && (d.post == nil || d.post.published) {
			for _, f := range d.files {
				source[f.URL] = f.Source
			}
		}
	}
	r := resolver{builder: b}
	for _, w := range b.deferred {
		if u, ok := b.sourceLink(w.link); ok && !w.link.image && b.sourceComes(w.d.post, u) {
			(*w.d.targets)[w.i] = Target{URL: u + w.link.query + w.link.anchor}
			continue
		}
		u := path.Clean(w.link.path)
		if rest, ok := strings.CutPrefix(u, b.s.Settings.Path+"/"); ok && source[u] == "" {
			u = "/" + rest
		}
		file := source[u]
		if file == "" || w.link.image && fileType(file) != imageFile {
			r.nowhere(w.d, w.link)
			continue
		}
		(*w.d.targets)[w.i] = Target{URL: u + w.link.query + w.link.anchor, File: file}
	}
	b.problems.Merge(&r.problems)
}
