package content

import (
	"cmp"
	"path"
	"strings"

	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/viet"
)

// metaKeys gives the rows that topics, units, campaigns and pages share.
func metaKeys[T any](meta func(*T) *Meta, more ...key[T]) []key[T] {
	return append([]key[T]{
		{"title", func(r *reader, n *node, t *T) { meta(t).Title = r.text(n) }},
		{"order", func(r *reader, n *node, t *T) { meta(t).Order = int(r.number(n, 1e9)) }},
		{"short", func(r *reader, n *node, t *T) { meta(t).Short = r.text(n) }},
		{"aliases", func(r *reader, n *node, t *T) { meta(t).Aliases = r.formerNames(n) }},
		{"description", func(r *reader, n *node, t *T) { meta(t).Description = r.text(n) }},
		{"cover", func(r *reader, n *node, t *T) {
			coverOf(meta(t)).File = r.fileRef(n, imageUse)
		}},
		{"cover_alt", func(r *reader, n *node, t *T) { coverOf(meta(t)).Alt = r.text(n) }},
		{"cover_caption", func(r *reader, n *node, t *T) { coverOf(meta(t)).Caption = r.text(n) }},
		{"cover_credit", func(r *reader, n *node, t *T) { coverOf(meta(t)).Credit = r.text(n) }},
	}, more...)
}

// formerNames reads other names, former ids and old addresses. What becomes an
// address must be one that a page can have.
func (r *reader) formerNames(n *node) (all []Name) {
	r.texts(n, func(v Name) {
		cure, ok := "", true
		if strings.HasPrefix(v.Text, "/") {
			cure, ok = cleanAddress(v.Text)
		} else if viet.IsSlug(v.Text) {
			ok = canLie(v.Text)
		}
		if !ok {
			r.suggest(v.Pos, "bad-alias", cure, v.Text)
			return
		}
		all = append(all, v)
	})
	return all
}

func coverOf(m *Meta) *Image {
	if m.Cover == nil {
		m.Cover = &Image{}
	}
	return m.Cover
}

var topicKeys = metaKeys(func(t *Topic) *Meta { return &t.Meta })

var pageKeys = metaKeys(func(p *Page) *Meta { return &p.Meta })

var unitKeys = metaKeys(func(u *Unit) *Meta { return &u.Meta },
	key[Unit]{"from", func(r *reader, n *node, u *Unit) { u.From = r.day(n) }},
	key[Unit]{"to", func(r *reader, n *node, u *Unit) { u.To = r.day(n) }},
	key[Unit]{"successor", func(r *reader, n *node, u *Unit) { u.Successor = r.name(n) }},
	key[Unit]{"members", func(r *reader, n *node, u *Unit) {
		if v, ok := r.count(n); ok {
			u.Members = v
		}
	}},
	key[Unit]{"contact", func(r *reader, n *node, u *Unit) { readMap(r, n, contactKeys, &u.Contact) }},
)

var contactKeys = []key[Contact]{
	{"address", func(r *reader, n *node, c *Contact) { c.Address = r.text(n) }},
	{"phone", func(r *reader, n *node, c *Contact) { c.Phone = r.text(n) }},
	{"email", func(r *reader, n *node, c *Contact) { c.Email = r.email(n) }},
}

var campaignKeys = metaKeys(func(c *Campaign) *Meta { return &c.Meta },
	key[Campaign]{"from", func(r *reader, n *node, c *Campaign) { c.From = r.day(n) }},
	key[Campaign]{"to", func(r *reader, n *node, c *Campaign) { c.To = r.day(n) }},
	key[Campaign]{"phases", func(r *reader, n *node, c *Campaign) { c.Phases = r.phases(n) }},
	key[Campaign]{"basis", func(r *reader, n *node, c *Campaign) { c.Basis = r.basis(n) }},
	key[Campaign]{"target", func(r *reader, n *node, c *Campaign) { c.Target = r.target(n) }},
)

var phaseKeys = []key[Phase]{
	{"title", func(r *reader, n *node, p *Phase) { p.Title = r.text(n) }},
	{"from", func(r *reader, n *node, p *Phase) { p.From, p.Pos = r.day(n), n.pos }},
	{"to", func(r *reader, n *node, p *Phase) { p.To = r.day(n) }},
	{"text", func(r *reader, n *node, p *Phase) { p.Text, _ = r.prose(n) }},
}

func (r *reader) phases(n *node) (all []Phase) {
	readList(r, n, phaseKeys, func(entry *node, p Phase) {
		r.ordered(p.From, p.To, place(entry, "to"))
		if p.From.IsZero() {
			p.Pos = entry.pos
		}
		if r.require(entry, entry.pos, "title") {
			all = append(all, p)
		}
	})
	return all
}

var basisKeys = []key[Basis]{
	{"title", func(r *reader, n *node, b *Basis) { b.Title = r.text(n) }},
	{"file", func(r *reader, n *node, b *Basis) { b.File = r.fileRef(n, anyUse) }},
	{"url", func(r *reader, n *node, b *Basis) { b.URL = r.address(n) }},
}

// basis reads the documents that a campaign rests on; a title alone will do.
func (r *reader) basis(n *node) (all []Basis) {
	if n.shape != list {
		r.report(n.pos, "bad-list")
		return nil
	}
	for i := range n.items {
		item := &n.items[i]
		var b Basis
		switch {
		case item.shape == absent:
			continue
		case item.shape == scalar, rowOf(basisKeys, firstKey(item)) == nil:
			b.Title = r.text(item)
		case !readMap(r, item, basisKeys, &b) || !r.require(item, item.pos, "title"):
			continue
		}
		all = append(all, b)
	}
	return all
}

func firstKey(n *node) string {
	if len(n.fields) == 0 {
		return ""
	}
	return n.fields[0].key
}

var targetKeys = []key[Target]{
	{"metric", func(r *reader, n *node, t *Target) { t.Metric = r.metric(n) }},
	{"total", func(r *reader, n *node, t *Target) { t.Total, _ = r.count(n) }},
	{"units", func(r *reader, n *node, t *Target) {
		if n.shape != dict {
			r.report(n.pos, "bad-map")
			return
		}
		for i := range n.fields {
			f := &n.fields[i]
			if f.value.shape == absent {
				continue
			}
			if v, ok := r.count(&f.value); ok {
				t.Units = append(t.Units, UnitTarget{Name{viet.NFC(strings.TrimSpace(f.key)), f.pos}, v})
			}
		}
	}},
}

func (r *reader) target(n *node) *Target {
	var t Target
	if !readMap(r, n, targetKeys, &t) || !r.require(n, n.pos, "metric") {
		return nil
	}
	return &t
}

// metric reads the id of a metric of the vocabulary.
func (r *reader) metric(n *node) Name {
	v := r.name(n)
	if v.Text != "" && !r.words.metrics[v.Text] {
		cure, _ := viet.Nearest(v.Text, r.words.metricNames)
		r.suggest(v.Pos, "unknown-metric", cure, v.Text)
	}
	return v
}

// number reads a whole number up to a limit; 0 when it is none.
func (r *reader) number(n *node, limit int64) int64 {
	v, ok := r.count(n)
	if ok && v > limit {
		r.report(n.pos, "count-range", r.text(n), viet.Number(limit))
		return 0
	}
	return v
}

// readEntry reads a file that is no post by its table. It gives the front
// matter, nil when it cannot be read.
func readEntry[T any](r *reader, src []byte, table []key[T], into *T, meta *Meta) *node {
	meta.File, meta.Dir, meta.TitlePos, meta.Body = r.file, r.dir, Pos{1, 1}, &markdown.Document{}
	meta.ID = entryID(r.file)
	if !viet.IsSlug(meta.ID) {
		r.suggest(Pos{}, "bad-id", viet.Slug(meta.ID), meta.ID)
		if !output.ValidPath(meta.ID) {
			meta.ID = cmp.Or(viet.Slug(meta.ID), "x") // so that the rest can be checked
		}
	}
	if src == nil {
		return nil
	}
	m, ok := r.split(src)
	if !ok {
		return nil
	}
	root := r.parse(m)
	if root == nil {
		return nil
	}
	readKeys(r, root, table, into)
	meta.TitlePos = place(root, "title")
	if isMissing(root, "title") {
		r.report(meta.TitlePos, "title-missing")
	}
	if c := meta.Cover; c != nil {
		if meta.Cover = c; c.File.Path == "" {
			meta.Cover = nil
		}
	}
	r.checkKey(root, "title")
	r.checkKey(root, "description")
	meta.Body = r.convert(m)
	return root
}

// entryID is the name of a file without .md; of index.md that of its folder.
func entryID(file string) string {
	id := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if id == "index" {
		id = path.Base(path.Dir(file))
	}
	return id
}

func (r *reader) readTopic(src []byte) *Topic {
	t := &Topic{}
	readEntry(r, src, topicKeys, t, &t.Meta)
	return t
}

func (r *reader) readPage(src []byte) *Page {
	p := &Page{}
	readEntry(r, src, pageKeys, p, &p.Meta)
	return p
}

func (r *reader) readUnit(src []byte) *Unit {
	u := &Unit{Members: -1}
	if root := readEntry(r, src, unitKeys, u, &u.Meta); root != nil {
		r.ordered(u.From, u.To, place(root, "to"))
	}
	return u
}

func (r *reader) readCampaign(src []byte) *Campaign {
	c := &Campaign{}
	if root := readEntry(r, src, campaignKeys, c, &c.Meta); root != nil {
		r.require(root, Pos{1, 1}, "from")
		r.ordered(c.From, c.To, place(root, "to"))
	}
	return c
}
