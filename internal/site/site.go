package site

import (
	"slices"
	"strings"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/markdown"
)

// Options are what a build is asked for.
type Options struct {
	// Now decides what is future, expired, begun; any zone.
	Now time.Time
	// Drafts and Future publish what would wait.
	Drafts, Future bool
	// HoldBack leaves out posts with errors instead of giving up.
	HoldBack bool
	// NoBodies says that bodies were not read: what only they could prove, a picture that nothing
	// shows and a link to a heading that is not there, is not reported.
	NoBodies bool
}

// New joins all files of a source to one site and reports what is wrong
// between them; problems of single files stay in src.Problems and are not
// repeated. The list is sorted.
//
// The Site may be shown only if neither list holds an error that Blocking
// confirms. It is never nil, and making it never panics, whatever src holds.
func New(src *content.Source, o Options) (*Site, diag.List) {
	b := newBuilder(src, o)
	b.sections()
	b.readCalendar()
	b.s.Abbreviations = b.src.Abbreviations
	b.readPosts()
	b.claimAddresses()
	b.resolveAll()
	if !o.NoBodies {
		b.reportUnused()
	}
	b.mergeActivities()
	b.makeLists()
	b.makeArchive()
	b.makeSources()
	b.relate()
	b.finish()
	b.problems.Sort()
	return b.s, b.problems
}

// Blocking tells whether a problem stops the site: an error, unless it lies in
// a post that is held back.
func (s *Site) Blocking(d diag.Diagnostic) bool {
	if d.Severity != diag.Error {
		return false
	}
	_, held := slices.BinarySearchFunc(s.Held, d.File, func(h Held, file string) int { return strings.Compare(h.File, file) })
	return !held
}

// builder holds what is needed only while a Site is made.
type builder struct {
	src      *content.Source
	o        Options
	s        *Site
	zone     *time.Location
	problems diag.List
	// spoilt are files with errors of their own, also those that were too broken to become a post.
	spoilt map[string]bool

	topics    nameIndex[Topic]
	units     nameIndex[Unit]
	campaigns nameIndex[Campaign]
	kinds     nameIndex[content.Kind]

	posts  []*Post // all of the source, newest first
	docs   []doc   // of every file with a body: posts in the order of posts, then the others
	byFile map[string]*doc

	claims    []claim
	byAddress map[string]int32 // by folded address; place in claims
	aliases   []claim
	galleries map[galleryKey]*Gallery
	months    map[int32]*Month

	near     nearby
	deferred []deferred
	sources  map[string]bool // those that links may lead to; see sourceComes
}

// doc is a file with a body and the page that shows it.
type doc struct {
	file, dir, url string
	pos            content.Pos // of its name
	body           *markdown.Document
	post           *Post     // nil for others
	campaign       *Campaign // nil for others
	list           *List     // of the section that the file describes; nil for others
	cover          *content.Image
	coverURL       *string
	targets        *[]Target
	files          []PublishedFile
}

// doc gives the file of a post.
func (b *builder) doc(p *Post) *doc { return &b.docs[p.rank] }

func newBuilder(src *content.Source, o Options) *builder {
	s := &Site{Settings: src.Settings, Vocabulary: src.Vocabulary}
	if s.Settings == nil {
		s.Settings = &content.Settings{Language: "vi", Permalink: "/{year}/{month}/{slug}/", PageSize: 20}
	}
	if s.Vocabulary == nil {
		s.Vocabulary = &content.Vocabulary{}
	}
	zone := s.Settings.Zone
	if zone == nil {
		zone = time.FixedZone("+07", 7*60*60)
	}
	s.Lang = lang.For(s.Settings.Language)
	s.Now = o.Now.In(zone)
	s.permalink = parsePermalink(s.Settings.Permalink)
	s.origin = strings.TrimSuffix(s.Settings.BaseURL, s.Settings.Path)
	s.metric = make(map[string]int, len(s.Vocabulary.Metrics))
	for i, m := range s.Vocabulary.Metrics {
		s.metric[m.ID] = i
	}
	b := &builder{src: src, o: o, s: s, zone: zone, spoilt: make(map[string]bool)}
	for _, d := range src.Problems.All() {
		if d.Severity == diag.Error {
			b.spoilt[d.File] = true
		}
	}
	b.near.src = src
	return b
}

// report adds a problem of a file. Those of drafts are only warnings; an error
// marks the post as failed. l is the caller's own list where several work at once.
func (b *builder) report(l *diag.List, d *doc, pos content.Pos, code, suggestion string, args ...string) {
	p := diag.New(d.file, int(pos.Line), int(pos.Column), code, args...).Suggest(suggestion)
	if d.post != nil {
		if d.post.Post.Draft {
			p.Severity = diag.Warning
		} else if p.Severity == diag.Error {
			d.post.failed = true
		}
	}
	l.Add(p)
}

// held tells whether a post is left out for its errors.
func (b *builder) held(p *Post) bool { return b.o.HoldBack && p.failed }

// shown tells whether a post has a page.
func (b *builder) shown(p *Post) bool { return p.published && !b.held(p) }
