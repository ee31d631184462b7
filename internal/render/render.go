package render

import (
	"bytes"
	"errors"
	"html/template"
	"io/fs"
	"maps"
	"sync"
	"sync/atomic"
	"unsafe"

	"bantin/internal/card"
	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/media"
	"bantin/internal/output"
	"bantin/internal/site"
)

// Input is all that pages are made of.
type Input struct {
	Site *site.Site
	// Layouts are the site's own templates over the embedded ones, by file name ("post.html").
	Layouts fs.FS
	// Static are the static files likewise, by address below the site's root ("site.css").
	Static fs.FS
	// Pictures are what is known of picture files, by source path ("content/posts/…/a.jpg", "static/x.png");
	// a picture that is not here is shown without its size and without variants.
	Pictures map[string]media.Picture
	// Copy appends a variant of a picture, by source path and place in its record.
	Copy func(w *bytes.Buffer, source string, blob int) error
	// Cards draws share cards; nil: none.
	Cards *card.Drawer
	// Keep appends what was drawn under a key before, or else draws and keeps it.
	Keep func(w *bytes.Buffer, key [32]byte, draw func(w *bytes.Buffer) error) error
	// Bulletins are those to be made besides the site's own.
	Bulletins []*site.Bulletin
	// Shares, if not nil, is made ready by Pages.
	Shares *Shares
	// IsTold, if not nil, tells whether bytes of a static file are those that pages tell of: named is the hash that
	// its address was made of (zero: none).
	IsTold func(source string, read, named [32]byte) bool
	// Ready, if not nil, keeps the layouts ready for the next call. A new one is due when a layout has changed.
	Ready *Ready
}

// Ready holds layouts that are ready to execute, and what they were made for.
type Ready struct {
	layouts layouts
	showsQR bool
	assets  map[string]string
	base    string
	words   *lang.Words
	last    *renderer // of the last call that made pages
}

// Post gives the page of a post that the last call of Pages has made, as it is when only its
// text differs.
func (k *Ready) Post(p *site.Post) output.File { return k.last.postPage(p) }

// Pages adds every page, every redirect and every static file to the tree.
// Layouts that cannot be used are diagnostics; the error is one of reading the input.
func Pages(t *output.Tree, in Input) (problems []diag.Diagnostic, err error) {
	defer func() {
		// A piece that is made before any page is.
		if e := new(LayoutError); errors.As(err, &e) {
			problems, err = []diag.Diagnostic{e.Diagnostic}, nil
		}
	}()
	defer catchLayoutError(&err)
	r := newRenderer(in)
	if err := r.addStatic(t); err != nil {
		return nil, err
	}
	problems, err = r.readyLayouts()
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	if problems := r.makeFrame(); len(problems) > 0 {
		return problems, nil
	}
	r.addPreviews(t)
	r.addHome(t)
	r.addPosts(t)
	r.addLists(t)
	r.addDirectories(t)
	r.addCampaigns(t)
	r.addPosters(t)
	r.addActivity(t)
	r.addSources(t)
	r.addArchive(t)
	r.addSearch(t)
	r.addBoards(t)
	r.addBulletins(t)
	r.addRest(t)
	if in.Ready != nil {
		in.Ready.last = r
	}
	if in.Shares != nil {
		in.Shares.r = r
	}
	return nil, nil
}

// readyLayouts takes the layouts that are ready, or makes them so.
func (r *renderer) readyLayouts() ([]diag.Diagnostic, error) {
	last, base := r.in.Ready, r.s.Settings.Path
	if last != nil && last.base == base && last.words == r.words && maps.Equal(last.assets, r.assets) {
		r.layouts, r.showsQR = last.layouts, last.showsQR
		return nil, nil
	}
	problems, err := r.parseLayouts()
	if last != nil && err == nil && len(problems) == 0 {
		*last = Ready{layouts: r.layouts, showsQR: r.showsQR, assets: r.assets, base: base, words: r.words}
	}
	return problems, err
}

// renderer holds what all pages share. After Pages has set it up nothing in it
// changes but the ready pieces of posts and activities, which are stored whole or not at all.
type renderer struct {
	in     Input
	s      *site.Site
	words  *lang.Words
	format format

	layouts layouts
	qr      media.QR
	showsQR bool              // post.html, or a layout that it calls, names the field QR
	assets  map[string]string // static file → its hashed address, from the site's root
	frame   frame

	// posts and deeds are the ready pieces of s.All and s.Activities. Two workers may
	// both make one: they make the same, so the last may win.
	posts, deeds []atomic.Pointer[pair]
	metrics      map[string]*content.MetricDef
	tracks       map[string]string // subtitles: source path without .vtt → address
	trails       map[trailKey]*trail
	figures      []string // what the home page counts
	// previews are the pictures for networks, by the address of the page or of the first page of its list.
	previews map[string]*preview
	rollups  rollups
	leaves   sync.Pool
	// sourceYears are the years of each list behind the numbers, 0 for all.
	sourceYears map[sourceKey][]int
}

func newRenderer(in Input) *renderer {
	s := in.Site
	r := &renderer{
		in: in, s: s, words: &s.Lang.Words,
		format:  format{table: s.Lang, zone: s.Now.Location()},
		posts:   make([]atomic.Pointer[pair], len(s.All)),
		deeds:   make([]atomic.Pointer[pair], len(s.Activities)),
		metrics: make(map[string]*content.MetricDef),
		tracks:  subtitles(s.Files),
	}
	for i := range s.Vocabulary.Metrics {
		m := &s.Vocabulary.Metrics[i]
		r.metrics[m.ID] = m
	}
	r.figures = r.shownFigures()
	r.rollups = newRollups(s)
	return r
}

// add puts a page at an address of the site. view makes what its layout shows, and chooses the layout.
func (r *renderer) add(t *output.Tree, address string, source string, view func(p *leaf) (*layout, any)) {
	t.Add(r.pageFile(address, source, view))
}

// pageFile is a page at an address of the site.
func (r *renderer) pageFile(address string, source string, view func(p *leaf) (*layout, any)) output.File {
	path := address[1:]
	if path == "" || path[len(path)-1] == '/' {
		path += "index.html"
	}
	return output.File{Path: path, Kind: output.Page, Source: source, Render: func(w *bytes.Buffer) (err error) {
		defer catchLayoutError(&err)
		p, _ := r.leaves.Get().(*leaf)
		if p == nil {
			p = &leaf{renderer: r, room: new(bytes.Buffer)}
		}
		defer r.leaves.Put(p)
		p.room.Reset()
		l, v := view(p)
		return l.Execute(w, v)
	}}
}

// leaf is the renderer while it makes one page. What only this page shows stands in a room that the next page uses again:
// pages are many, and copying all their texts once more was a tenth of the work of a build.
type leaf struct {
	*renderer
	room *bytes.Buffer
	post Post // what a post's page shows: 0.8 kB, which ten thousand pages need not have each of its own
}

// piece gives what write has written, which must be finished HTML. It may be read until the page is done.
func (p *leaf) piece(write func(w *bytes.Buffer)) template.HTML {
	start := p.room.Len()
	write(p.room)
	text := p.room.Bytes()[start:]
	return template.HTML(unsafe.String(unsafe.SliceData(text), len(text)))
}
