package content

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"bantin/internal/limits"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/viet"
)

// postMatter is the front matter of a post while it is read: some keys have
// their meaning only together.
type postMatter struct {
	*Post
	cover    Image
	slug     string
	duration *node
	poster   bool // the key is there
}

var postKeys = []key[postMatter]{
	{"title", func(r *reader, n *node, p *postMatter) { p.Title = r.text(n) }},
	{"date", func(r *reader, n *node, p *postMatter) { p.Date = r.moment(n) }},
	{"topic", func(r *reader, n *node, p *postMatter) { p.Topics = r.names(n) }},
	{"unit", func(r *reader, n *node, p *postMatter) { p.Units = r.names(n) }},
	{"form", func(r *reader, n *node, p *postMatter) { p.Form = r.form(n) }},
	{"summary", func(r *reader, n *node, p *postMatter) { p.Summary = r.text(n) }},
	{"cover", func(r *reader, n *node, p *postMatter) { p.cover.File = r.fileRef(n, imageUse) }},
	{"cover_alt", func(r *reader, n *node, p *postMatter) { p.cover.Alt = r.text(n) }},
	{"cover_caption", func(r *reader, n *node, p *postMatter) { p.cover.Caption = r.text(n) }},
	{"cover_credit", func(r *reader, n *node, p *postMatter) { p.cover.Credit = r.text(n) }},
	{"images", func(r *reader, n *node, p *postMatter) { p.Images = r.images(n) }},
	{"video", func(r *reader, n *node, p *postMatter) { p.Video = r.video(n) }},
	{"duration", func(r *reader, n *node, p *postMatter) { p.duration = n }},
	{"attachments", func(r *reader, n *node, p *postMatter) { p.Attachments = r.attachments(n) }},
	{"number", func(r *reader, n *node, p *postMatter) { p.Number = r.text(n) }},
	{"basis", func(r *reader, n *node, p *postMatter) {
		r.texts(n, func(v Name) { p.Basis = append(p.Basis, visible(v.Text)) })
	}},
	{"campaign", func(r *reader, n *node, p *postMatter) { p.Campaign = r.name(n) }},
	{"activities", func(r *reader, n *node, p *postMatter) { p.Activities = r.activities(n) }},
	{"commended", func(r *reader, n *node, p *postMatter) { p.Commended = r.bool(n) }},
	{"poster", func(r *reader, n *node, p *postMatter) {
		_, clear := yesNo(n)
		p.Poster, p.poster = r.bool(n) || !clear, true // links to it are not at fault
	}},
	{"bulletin", func(r *reader, n *node, p *postMatter) { p.Bulletin = r.part(n) }},
	{"author", func(r *reader, n *node, p *postMatter) { p.Author = r.text(n) }},
	{"source", func(r *reader, n *node, p *postMatter) { p.Source = r.origin(n) }},
	{"slug", func(r *reader, n *node, p *postMatter) { p.slug = r.line(n) }},
	{"aliases", func(r *reader, n *node, p *postMatter) { p.Aliases = r.addresses(n) }},
	{"updated", func(r *reader, n *node, p *postMatter) { p.Updated = r.moment(n) }},
	{"expires", func(r *reader, n *node, p *postMatter) { p.Expires = r.through(n) }},
	{"removed", func(r *reader, n *node, p *postMatter) { p.Removed = r.notice(n) }},
	{"corrections", func(r *reader, n *node, p *postMatter) { p.Corrections = r.corrections(n) }},
	{"pinned_until", func(r *reader, n *node, p *postMatter) { p.PinnedUntil = r.through(n) }},
	{"draft", func(r *reader, n *node, p *postMatter) { p.Draft = r.bool(n) }},
	{"extra", func(r *reader, n *node, p *postMatter) {
		if n.shape != dict {
			r.report(n.pos, "bad-map")
			return
		}
		p.Extra = freeMap(n)
	}},
}

// readPost reads one post. It always gives one, for the address of a post
// with errors is needed too; src is nil when the bytes are no text.
func (r *reader) readPost(file string, src []byte) *Post {
	p := &Post{File: file, Dir: r.dir, TitlePos: Pos{1, 1}, DatePos: Pos{1, 1}, SlugPos: Pos{1, 1}}
	if src == nil {
		p.Body = &markdown.Document{}
		r.namePost(p, "")
		p.Held = true
		return p
	}
	m, ok := r.split(src)
	var root *node
	if ok {
		root = r.parse(m)
	}
	if root == nil {
		p.Body = &markdown.Document{}
		r.salvage(p, m)
		return p
	}
	r.postMatter(p, root)
	r.convertPost(p, root, m)
	if p.Draft {
		r.lower()
	}
	p.Held = r.held()
	return p
}

// postMatter reads the keys and checks them against each other.
func (r *reader) postMatter(p *Post, root *node) {
	r.matter = postMatter{Post: p}
	in := &r.matter
	readKeys(r, root, postKeys, in)
	p.TitlePos, p.DatePos = place(root, "title"), place(root, "date")
	if isMissing(root, "title") {
		r.report(p.TitlePos, "title-missing")
	}
	if p.SlugPos = p.TitlePos; in.slug != "" {
		p.SlugPos = place(root, "slug")
	}
	dated := r.namePost(p, in.slug)
	if !dated && isMissing(root, "date") {
		r.report(p.DatePos, "date-missing")
	}
	if isMissing(root, "topic") {
		r.report(place(root, "topic"), "topic-missing")
	}
	if isMissing(root, "unit") {
		r.report(place(root, "unit"), "unit-missing")
	}
	p.Cover = r.cover(&in.cover)
	if !in.poster {
		p.Poster = p.Form == Infographic
	}
	if in.duration != nil {
		d := r.duration(in.duration)
		if p.Video != nil {
			p.Video.Duration = d
		}
	}
	r.formNeeds(p, root)
	r.checkKey(root, "title")
	r.checkKey(root, "summary")
}

// isMissing tells whether a key has no value at all. One that was reported for
// being no text is not missing.
func isMissing(root *node, name string) bool {
	v := root.get(name)
	return v == nil || isEmpty(v)
}

func isEmpty(v *node) bool {
	switch v.shape {
	case scalar:
		return strings.TrimSpace(v.text) == ""
	case list:
		return !slices.ContainsFunc(v.items, func(item node) bool { return !isEmpty(&item) })
	}
	return v.shape == absent
}

// namePost gives the post its slug, and a date from its file's name when it
// has none. It tells whether that name begins with a date, right or wrong.
func (r *reader) namePost(p *Post, slug string) (dated bool) {
	name := strings.TrimSuffix(path.Base(p.File), path.Ext(p.File))
	if name == "index" {
		name = path.Base(p.Dir)
	}
	if dated = len(name) > len("2021-05-27-") && isDatePrefix(name); dated {
		if p.Date.IsZero() && p.DatePos == (Pos{1, 1}) {
			p.Date = r.parseMoment(name[:10], Pos{1, 1})
		}
		name = name[11:]
	}
	switch {
	case slug != "" && viet.IsSlug(slug) && len(slug) <= limits.Slug:
		p.Slug = slug
	case slug != "":
		r.suggest(p.SlugPos, "bad-slug", viet.Slug(slug), slug)
	}
	if p.Slug == "" && p.Title != "" {
		if p.Slug = viet.Slug(p.Title); p.Slug == "" && slug == "" {
			r.report(p.TitlePos, "title-without-letters", p.Title)
		}
	}
	if p.Slug == "" {
		p.Slug = viet.Slug(name)
	}
	return dated
}

// isDatePrefix tells whether a name begins as 2021-05-27- does.
func isDatePrefix(name string) bool {
	for i, c := range []byte("0000-00-00-") {
		if c == '0' && (name[i] < '0' || name[i] > '9') || c == '-' && name[i] != '-' {
			return false
		}
	}
	return true
}

// cover checks what front matter says about its cover; nil when there is none.
func (r *reader) cover(c *Image) *Image {
	if c.File.Text == "" {
		return nil
	}
	if c.Alt == "" {
		r.report(c.File.Pos, "cover-alt-missing")
	}
	if c.File.Path == "" {
		return nil
	}
	cover := *c
	return &cover
}

// formNeeds checks what the form of a post requires.
func (r *reader) formNeeds(p *Post, root *node) {
	at := place(root, "form")
	switch p.Form {
	case Photos, Infographic:
		if isMissing(root, "images") {
			r.report(at, "images-missing")
		}
	case VideoForm:
		if isMissing(root, "video") {
			r.report(at, "video-missing")
		}
	}
}

// convertPost converts the body and takes from it what front matter does not say.
func (r *reader) convertPost(p *Post, root *node, m matter) {
	p.Body = r.convert(m)
	if p.Summary == "" {
		p.Summary = viet.Excerpt(r.lead(p, m), limits.Excerpt)
	}
	if p.Form == Infographic && (len(bytes.TrimSpace(m.body)) == 0 || r.readsBodies() && p.Body.Words == 0) {
		r.report(place(root, "form"), "infographic-text-missing")
	}
	r.checkPersonal(p, root, m)
}

// readsBodies tells whether bodies become HTML.
func (r *reader) readsBodies() bool { return r.converter != nil && !r.summariesOnly }

// convert converts the body of a file.
func (r *reader) convert(m matter) *markdown.Document {
	if !r.readsBodies() {
		return &markdown.Document{}
	}
	convert := r.converter.Convert
	if r.everyday {
		convert = r.converter.ConvertEveryday
	}
	doc, problems := convert(r.file, m.bodyLine, m.body)
	r.problem = append(r.problem, problems...)
	return doc
}

// lead is the first paragraph of a post's body.
func (r *reader) lead(p *Post, m matter) string {
	if r.summariesOnly && r.converter != nil && p.Commended {
		doc, _ := r.converter.Convert(r.file, m.bodyLine, m.body)
		return doc.Lead
	}
	return p.Body.Lead
}

var originKeys = []key[Origin]{
	{"name", func(r *reader, n *node, o *Origin) { o.Name = r.text(n) }},
	{"url", func(r *reader, n *node, o *Origin) { o.URL = r.address(n) }},
}

// origin reads where a reprint comes from: {name, url}, or a name alone.
func (r *reader) origin(n *node) *Origin {
	var o Origin
	if n.shape == scalar {
		o.Name = r.text(n)
	} else if !readMap(r, n, originKeys, &o) || !r.require(n, n.pos, "name") {
		return nil
	}
	if o.Name == "" {
		return nil
	}
	return &o
}

var correctionKeys = []key[Correction]{
	{"date", func(r *reader, n *node, c *Correction) { c.Date = r.moment(n) }},
	{"text", func(r *reader, n *node, c *Correction) { c.Text = r.text(n) }},
}

func (r *reader) corrections(n *node) (all []Correction) {
	readList(r, n, correctionKeys, func(entry *node, c Correction) {
		if r.require(entry, entry.pos, "date") && r.require(entry, entry.pos, "text") {
			all = append(all, c)
		}
	})
	return all
}

// addresses reads former addresses of a post, each from the site's root.
func (r *reader) addresses(n *node) (all []Name) {
	r.texts(n, func(v Name) {
		if cure, ok := cleanAddress(v.Text); !ok {
			r.suggest(v.Pos, "bad-alias", cure, v.Text)
			return
		}
		all = append(all, v)
	})
	return all
}

// cleanAddress tells whether s is a path that a page could have had; else it
// proposes one if it can.
func cleanAddress(s string) (cure string, ok bool) {
	p := s
	if isWeb(s) {
		u, _ := url.Parse(s)
		p = u.Path
	}
	p, _, _ = strings.Cut(p, "?")
	p, _, _ = strings.Cut(p, "#")
	p = strings.ReplaceAll(p, `\`, "/")
	clean := path.Clean("/" + p)
	if clean != "/" && strings.HasSuffix(p, "/") {
		clean += "/"
	}
	if clean == "/" || !canLie(clean) {
		return "", false
	}
	return clean, clean == s
}

// canLie tells whether a page can lie at an address, which becomes folders and may
// be written with percent signs.
func canLie(address string) bool {
	plain, err := url.PathUnescape(address)
	if err != nil {
		plain = address
	}
	return len(plain) <= limits.Alias && output.ValidPath(strings.Trim(plain, "/"))
}
