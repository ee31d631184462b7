package check

import (
	"io/fs"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// sources finds what pages were made of, and places in it.
type sources struct {
	c *checker
	// posts and entries are what the page at a path shows: a post, or a topic, unit, campaign or page of content/.
	posts   map[string]*site.Post
	entries map[string]*entry
	mu      sync.Mutex
	texts   map[string]string // of files that were looked into, composed
	layouts []string          // the site's own, in order; nil: not listed yet
}

// entry is a file with a body and the page that shows it.
type entry struct {
	file      string
	title     content.Pos
	draft     bool
	unit      bool // its title is the name of a unit, which nobody may shorten
	described bool // front matter has a description
	body      *markdown.Document
	targets   []site.Target
	pictures  []namedFile
}

// namedFile is a file that front matter names, and its address.
type namedFile struct {
	url string
	pos content.Pos
}

func newSources(c *checker) *sources {
	s := &sources{c: c, posts: make(map[string]*site.Post), entries: make(map[string]*entry), texts: make(map[string]string)}
	for _, p := range c.Site.All {
		s.posts[pathOf(p.URL)] = p
	}
	add := func(url string, m *content.Meta, targets []site.Target, coverURL string) {
		e := &entry{file: m.File, title: m.TitlePos, described: m.Description != "", body: m.Body, targets: targets}
		e.name(m.Cover, coverURL)
		s.entries[pathOf(url)] = e
	}
	for _, x := range c.Site.Topics {
		add(x.List.URL, &x.Meta, x.Targets, x.CoverURL)
	}
	for _, x := range c.Site.Units {
		add(x.List.URL, &x.Meta, x.Targets, x.CoverURL)
		s.entries[pathOf(x.List.URL)].unit = true
	}
	for _, x := range c.Site.Campaigns {
		add(x.List.URL, &x.Meta, x.Targets, x.CoverURL)
	}
	for _, x := range c.Site.Pages {
		add(x.URL, &x.Meta, x.Targets, x.CoverURL)
	}
	return s
}

func (e *entry) name(img *content.Image, url string) {
	if img != nil && url != "" {
		e.pictures = append(e.pictures, namedFile{url, img.File.Pos})
	}
}

// pathOf is the path of a page by its address.
func pathOf(url string) string {
	url = strings.TrimPrefix(url, "/")
	if url == "" || strings.HasSuffix(url, "/") {
		url += "index.html"
	}
	return url
}

// post gives the post that the page at a path shows, nil when it shows none.
func (s *sources) post(p string) *site.Post { return s.posts[p] }

// titled tells whether an editor has chosen the title of the page at a path: not so of lists and counts, nor of units.
func (s *sources) titled(p string) bool {
	e := s.entries[p]
	return s.posts[p] != nil || e != nil && !e.unit || p == "index.html"
}

// describes tells whether an editor has written the description of the page at a path: lists without one have the
// site's, or its name, and posts the beginning of their text, whose repeating is told as such.
func (s *sources) describes(p, description string) bool {
	if post := s.posts[p]; post != nil {
		return post.Source == nil && !fromBody(post, description)
	}
	e := s.entries[p]
	return e != nil && e.described
}

// entry gives what the page at a path shows; nil for lists and the like.
func (s *sources) entry(p string) *entry {
	if e := s.entries[p]; e != nil {
		return e
	}
	post := s.posts[p]
	if post == nil {
		return nil
	}
	e := &entry{file: post.File, title: post.TitlePos, draft: post.Draft, body: post.Body, targets: post.Targets}
	e.name(post.Cover, post.CoverURL)
	for i := range post.Images {
		if i < len(post.ImageURLs) {
			e.name(&post.Images[i], post.ImageURLs[i])
		}
	}
	for i, a := range post.Attachments {
		if i < len(post.AttachmentURLs) {
			e.pictures = append(e.pictures, namedFile{post.AttachmentURLs[i], a.File.Pos})
		}
	}
	if post.Video != nil && post.VideoURL != "" {
		e.pictures = append(e.pictures, namedFile{post.VideoURL, post.Video.File.Pos})
	}
	s.entries[p] = e
	return e
}

// place finds where in an entry an address of its page was written: in the body, or among the files that
// front matter names. Of a picture with variants it is that of the picture.
func (s *sources) place(e *entry, raw string) (pos content.Pos, ok bool) {
	is := func(url string) bool {
		return url != "" && (raw == s.c.Site.Href(url) || raw == s.c.Site.Abs(url) || isVariant(raw, s.c.Site.Href(url)) || isVariant(raw, s.c.Site.Abs(url)))
	}
	if e.body != nil {
		for i := range e.body.Refs {
			if r := &e.body.Refs[i]; i < len(e.targets) && is(e.targets[i].URL) {
				return content.Pos{Line: int32(r.Line), Column: int32(r.Column)}, true
			}
		}
	}
	for _, f := range e.pictures {
		if is(f.url) {
			return f.pos, true
		}
	}
	return content.Pos{}, false
}

// isVariant tells whether an address is that of a picture made of another: "a.1a2b3c4d-800.webp" of "a.jpg".
func isVariant(raw, url string) bool {
	rest, ok := strings.CutPrefix(raw, strings.TrimSuffix(url, path.Ext(url))+".")
	if !ok || len(rest) < 10 || rest[8] != '-' {
		return false
	}
	return strings.IndexByte(rest, '/') < 0
}

// find gives the place where a text stands in a file; false when it does not, as it is.
func (s *sources) find(file, text string) (pos content.Pos, ok bool) {
	if file == "" || text == "" {
		return content.Pos{}, false
	}
	src := s.text(file)
	at := strings.Index(src, text)
	if at < 0 {
		return content.Pos{}, false
	}
	return placeOf(src, at), true
}

// placeOf is the line and column of a byte of a text.
func placeOf(src string, at int) content.Pos {
	before := src[:at]
	line := strings.LastIndexByte(before, '\n') + 1
	return content.Pos{Line: int32(strings.Count(before, "\n") + 1), Column: int32(utf8.RuneCountInString(before[line:]) + 1)}
}

// text gives the text of a file, composed; "" when it cannot be read.
func (s *sources) text(file string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, ok := s.texts[file]
	if !ok && s.c.Files != nil {
		data, _ := fs.ReadFile(s.c.Files, file)
		text = viet.NFC(strings.TrimPrefix(string(data), "\ufeff"))
		s.texts[file] = text
	}
	return text
}

// inLayouts finds where the site's own layouts, or its settings, have an address.
func (s *sources) inLayouts(raw string) (file string, pos content.Pos, ok bool) {
	if raw == "" {
		return "", pos, false
	}
	for _, m := range s.c.Site.Settings.Menu {
		if m.URL == raw || s.c.Site.Href(m.URL) == raw {
			return content.SiteFile, m.Pos, true
		}
	}
	if s.layouts == nil && s.c.Files != nil {
		s.layouts, _ = fs.Glob(s.c.Files, "layouts/*.html")
	}
	for _, file := range s.layouts {
		for _, quoted := range []string{`"` + raw + `"`, `'` + raw + `'`} {
			if pos, ok := s.find(file, quoted); ok {
				pos.Column++
				return file, pos, true
			}
		}
	}
	for _, file := range s.layouts { // in a srcset, without quotes
		if pos, ok := s.find(file, raw); ok && len(raw) > 1 {
			return file, pos, true
		}
	}
	return "", pos, false
}
