package build

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/media"
	"bantin/internal/photo"
	"bantin/internal/site"
)

// named is a file that pages name: where, and how they show it if it is a picture.
type named struct {
	use    photo.Use
	places []place
}

// place is where a file names another.
type place struct {
	file  string
	pos   content.Pos
	draft bool
}

// files are the files that pages name, by source path.
type files map[string]*named

// namedFiles finds every file that pages name, and all of static/, which any page may name.
func namedFiles(s *site.Site, src *content.Source) files {
	a := make(files)
	defer maps.DeleteFunc(a, func(path string, _ *named) bool {
		_, there := src.Files[path]
		return !there // site tells of those that are missing
	})
	for name := range src.Files {
		if strings.HasPrefix(name, "static/") {
			a[name] = &named{}
		}
	}
	cover := photo.Shown
	if s.Settings.ShareCards {
		cover |= photo.Cover
	}
	for _, p := range s.All {
		if p.State != site.Removed {
			a.addPost(p, s.Settings.ShareCards)
		}
	}
	for _, p := range s.Waiting { // what is wrong with them is better known today than on their day
		a.addPost(p, s.Settings.ShareCards)
	}
	section := func(m *content.Meta, targets []site.Target) {
		a.addImage(place{file: m.File}, m.Cover, cover)
		a.addBody(place{file: m.File}, m.Body, targets)
	}
	for _, x := range s.Topics {
		section(&x.Meta, x.Targets)
	}
	for _, x := range s.Units {
		section(&x.Meta, x.Targets)
	}
	for _, x := range s.Campaigns {
		section(&x.Meta, x.Targets)
		for i := range x.Basis {
			a.add(place{file: x.File}, x.Basis[i].File, 0)
		}
	}
	for _, x := range s.Pages {
		section(&x.Meta, x.Targets)
	}
	if logo := s.Settings.Organization.Logo; logo != nil {
		a.add(place{file: content.SiteFile}, *logo, photo.Logo)
	}
	return a
}

func (a files) addPost(p *site.Post, cards bool) {
	at := place{file: p.File, draft: p.Draft}
	shared, _ := p.Picture()
	use := func(img *content.Image) photo.Use {
		switch {
		case !cards || img != shared && img != p.Cover:
			return photo.Shown
		case p.Form == content.Infographic && img != p.Cover:
			return photo.Shown | photo.Sheet
		}
		return photo.Shown | photo.Cover
	}
	a.addImage(at, p.Cover, use(p.Cover))
	for i := range p.Images {
		a.addImage(at, &p.Images[i], use(&p.Images[i]))
	}
	if p.Video != nil {
		a.add(at, p.Video.File, 0)
	}
	for i := range p.Attachments {
		a.add(at, p.Attachments[i].File, 0)
	}
	a.addBody(at, p.Body, p.Targets)
}

func (a files) addImage(at place, img *content.Image, use photo.Use) {
	if img != nil {
		a.add(at, img.File, use)
	}
}

func (a files) addBody(at place, body *markdown.Document, targets []site.Target) {
	for i, t := range targets {
		if t.File == "" {
			continue
		}
		ref, use := &body.Refs[i], photo.Use(0)
		if ref.Kind == markdown.Image {
			use = photo.Shown
		}
		a.add(at, content.FileRef{Path: t.File, Pos: content.Pos{Line: int32(ref.Line), Column: int32(ref.Column)}}, use)
	}
}

func (a files) add(at place, ref content.FileRef, use photo.Use) {
	if ref.Path == "" {
		return
	}
	p := a[ref.Path]
	if p == nil {
		p = new(named)
		a[ref.Path] = p
	}
	p.use |= use
	at.pos = ref.Pos
	for _, known := range p.places {
		if known.file == at.file {
			return
		}
	}
	p.places = append(p.places, at)
}

// pictures are requests for all pictures.
func (a files) pictures() []photo.Request {
	var all []photo.Request
	for path, p := range a {
		if media.Named(path) != media.Unknown {
			all = append(all, photo.Request{Path: path, Use: p.use})
		}
	}
	return all
}

// others are the files that are no pictures.
func (a files) others() []string {
	var all []string
	for path := range a {
		if media.Named(path) == media.Unknown {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

// moved puts the problem of a file where it can be mended: at the lines of
// pages that name it. Its first argument is the file, with the line if there is one.
func (a files) moved(d diag.Diagnostic) []diag.Diagnostic {
	p := a[d.File]
	if p == nil || len(p.places) == 0 {
		return []diag.Diagnostic{d}
	}
	if d.Line > 0 && len(d.Args) > 0 {
		d.Args = slices.Clone(d.Args)
		d.Args[0] += ":" + strconv.Itoa(d.Line)
	}
	var all []diag.Diagnostic
	for _, at := range p.places {
		d.File, d.Line, d.Column = at.file, int(at.pos.Line), int(at.pos.Column)
		if at.draft {
			d.Severity = diag.Warning
		}
		all = append(all, d)
	}
	return all
}
