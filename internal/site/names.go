package site

import (
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// nameIndex finds a topic, unit, campaign or kind by what editors call it: its
// id exactly, else its title, short name or another name, whatever their case
// and spaces. It is filled, then read by one goroutine: find remembers.
type nameIndex[T any] struct {
	byKey map[string]*T
	// found remembers answers by the text as written; nil for an unknown one.
	found map[string]*T
	// names are what a suggestion may be; nearest remembers suggestions.
	names   []string
	nearest map[string]string
}

func newNameIndex[T any]() nameIndex[T] {
	return nameIndex[T]{
		byKey: make(map[string]*T), found: make(map[string]*T), nearest: make(map[string]string),
	}
}

// addID gives v its id. Ids are file names and so never collide with each other but in case.
func (x *nameIndex[T]) addID(id string, v *T) {
	x.found[id] = v
	x.add(id, v)
}

// add gives v a name, unless something else has it already; that is returned.
func (x *nameIndex[T]) add(name string, v *T) (other *T) {
	key := viet.NameKey(name)
	switch old := x.byKey[key]; {
	case key == "", old == v:
	case old != nil:
		return old
	default:
		x.byKey[key] = v
		x.names = append(x.names, name)
	}
	return nil
}

// named is a topic, unit or campaign with what its file says of its names.
type named[T any] struct {
	meta  *content.Meta
	thing *T
}

// fill gives many things their names and reports each name that another has
// already: first all ids, then titles, short names and aliases, in the order of
// files. So it is the alias that is wrong, not the title that it repeats.
func (x *nameIndex[T]) fill(list []named[T], twice func(m *content.Meta, n content.Name, other *T)) {
	slices.SortFunc(list, func(a, b named[T]) int { return strings.Compare(a.meta.File, b.meta.File) })
	for _, v := range list {
		x.addID(v.meta.ID, v.thing)
	}
	add := func(v named[T], n content.Name) {
		if other := x.add(n.Text, v.thing); other != nil {
			twice(v.meta, n, other)
		}
	}
	for _, v := range list {
		add(v, content.Name{Text: v.meta.Title, Pos: v.meta.TitlePos})
	}
	for _, v := range list {
		if !viet.SameName(v.meta.Short, v.meta.Title) {
			add(v, content.Name{Text: v.meta.Short, Pos: v.meta.TitlePos})
		}
	}
	for _, v := range list {
		for _, a := range v.meta.Aliases {
			add(v, a)
		}
	}
}

// fillUnique gives many things their names; one that several have names none of
// them: campaigns of different years may share a title.
func (x *nameIndex[T]) fillUnique(list []named[T]) {
	var twice []string
	x.fill(list, func(_ *content.Meta, n content.Name, _ *T) { twice = append(twice, n.Text) })
	for _, name := range twice {
		x.forget(name)
	}
}

// forget takes a name away, but no id.
func (x *nameIndex[T]) forget(name string) {
	delete(x.byKey, viet.NameKey(name))
	x.names = slices.DeleteFunc(x.names, func(s string) bool { return viet.SameName(s, name) })
}

// find gives what a name means, nil when it means nothing.
func (x *nameIndex[T]) find(name string) *T {
	if v, ok := x.found[name]; ok {
		return v
	}
	v := x.byKey[viet.NameKey(name)]
	x.found[name] = v
	return v
}

// suggest gives the nearest name to one that means nothing, "" when none is near.
func (x *nameIndex[T]) suggest(name string) string {
	s, ok := x.nearest[name]
	if !ok {
		s, _ = viet.Nearest(name, x.names)
		x.nearest[name] = s
	}
	return s
}

// readNames finds what a post's names mean and reports those that mean nothing.
func (b *builder) readNames(d *doc) {
	p := d.post
	for _, n := range p.Post.Topics {
		t := b.topics.find(n.Text)
		if t == nil {
			b.report(&b.problems, d, n.Pos, "unknown-topic", b.topics.suggest(n.Text), n.Text)
			continue
		}
		p.Topics = appendNew(p.Topics, t)
	}
	for _, n := range p.Post.Units {
		if u := b.unit(d, n); u != nil {
			p.Units = appendNew(p.Units, u)
			b.checkActive(d, n, u, p.day)
		}
	}
	if n := p.Post.Campaign; n.Text != "" {
		if p.Campaign = b.campaigns.find(n.Text); p.Campaign == nil {
			b.report(&b.problems, d, n.Pos, "unknown-campaign", b.campaigns.suggest(n.Text), n.Text)
		}
	}
	for i := range p.Post.Activities {
		a := &p.Post.Activities[i]
		for _, n := range a.Units {
			if u := b.unit(d, n); u != nil && !a.From.IsZero() {
				b.checkActive(d, n, u, dayNumber(a.From.In(b.zone)))
			}
		}
	}
}

// unit finds the unit that a file names, or reports that there is none.
func (b *builder) unit(d *doc, n content.Name) *Unit {
	u := b.units.find(n.Text)
	if u == nil && n.Text != "" {
		b.report(&b.problems, d, n.Pos, "unknown-unit", b.units.suggest(n.Text), n.Text)
	}
	return u
}

// checkActive warns about a unit that did not exist on a day.
func (b *builder) checkActive(d *doc, n content.Name, u *Unit, day int32) {
	if !d.post.dated() || u.existed(day, day, b.zone) {
		return
	}
	suggestion := ""
	if u.Successor != nil && u.Successor.existed(day, day, b.zone) {
		suggestion = u.Successor.Title
	}
	b.report(&b.problems, d, n.Pos, "unit-not-active", suggestion, u.Title, u.File)
}

// appendNew appends v to a short list unless it is in it.
func appendNew[T comparable](list []T, v T) []T {
	for _, old := range list {
		if old == v {
			return list
		}
	}
	return append(list, v)
}
