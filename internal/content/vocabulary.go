package content

import (
	_ "embed"
	"slices"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

// defaultVocabulary is the activities.yaml of a site that has none.
//
//go:embed activities.yaml
var defaultVocabulary []byte

// idAt is an id with its place: references are checked when all is read.
type idAt struct {
	id  string
	pos Pos
}

// vocabularyMatter is the vocabulary while it is read.
type vocabularyMatter struct {
	Vocabulary
	groups, metrics []idAt // references
}

// kindMatter is a kind while it is read.
type kindMatter struct {
	Kind
	group, metrics []idAt
}

var vocabularyKeys = []key[vocabularyMatter]{
	{"common", func(r *reader, n *node, v *vocabularyMatter) {
		r.texts(n, func(m Name) {
			v.Common = append(v.Common, m.Text)
			v.metrics = append(v.metrics, idAt{m.Text, m.Pos})
		})
	}},
	{"kinds", func(r *reader, n *node, v *vocabularyMatter) {
		readList(r, n, kindKeys, func(entry *node, k kindMatter) {
			if !r.newID(entry, k.ID, func(id string) bool {
				return slices.ContainsFunc(v.Kinds, func(k Kind) bool { return k.ID == id })
			}) {
				return
			}
			v.Kinds = append(v.Kinds, k.Kind)
			v.groups = append(v.groups, k.group...)
			v.metrics = append(v.metrics, k.metrics...)
		})
	}},
	{"groups", func(r *reader, n *node, v *vocabularyMatter) {
		readList(r, n, groupKeys, func(entry *node, g Group) {
			if r.newID(entry, g.ID, func(id string) bool {
				return slices.ContainsFunc(v.Groups, func(g Group) bool { return g.ID == id })
			}) {
				v.Groups = append(v.Groups, g)
			}
		})
	}},
	{"metrics", func(r *reader, n *node, v *vocabularyMatter) {
		readList(r, n, metricKeys, func(entry *node, m MetricDef) {
			if !r.newID(entry, m.ID, func(id string) bool {
				return slices.ContainsFunc(v.Metrics, func(m MetricDef) bool { return m.ID == id })
			}) {
				return
			}
			if rowOf(activityKeys, m.ID) != nil || slices.Contains([]string{"posts", "activities", "units"}, m.ID) {
				r.report(place(entry, "id"), "reserved-metric", m.ID)
				return
			}
			if m.Label == "" {
				m.Label = m.Unit
			}
			v.Metrics = append(v.Metrics, m)
		})
	}},
}

var kindKeys = []key[kindMatter]{
	{"id", func(r *reader, n *node, k *kindMatter) { k.ID = r.text(n) }},
	{"title", func(r *reader, n *node, k *kindMatter) { k.Title = r.text(n) }},
	{"group", func(r *reader, n *node, k *kindMatter) {
		k.Group = r.text(n)
		k.group = []idAt{{k.Group, n.pos}}
	}},
	{"metrics", func(r *reader, n *node, k *kindMatter) {
		r.texts(n, func(m Name) {
			k.Metrics = append(k.Metrics, m.Text)
			k.metrics = append(k.metrics, idAt{m.Text, m.Pos})
		})
	}},
}

var groupKeys = []key[Group]{
	{"id", func(r *reader, n *node, g *Group) { g.ID = r.text(n) }},
	{"title", func(r *reader, n *node, g *Group) { g.Title = r.text(n) }},
}

var metricKeys = []key[MetricDef]{
	{"id", func(r *reader, n *node, m *MetricDef) { m.ID = r.text(n) }},
	{"title", func(r *reader, n *node, m *MetricDef) { m.Title = r.text(n) }},
	{"unit", func(r *reader, n *node, m *MetricDef) { m.Unit = r.text(n) }},
	{"label", func(r *reader, n *node, m *MetricDef) { m.Label = r.text(n) }},
	{"self_declared", func(r *reader, n *node, m *MetricDef) { m.SelfDeclared = r.bool(n) }},
}

// newID checks the id and title of an entry. It is false when the entry
// cannot be told from another one.
func (r *reader) newID(entry *node, id string, taken func(string) bool) bool {
	if !r.require(entry, entry.pos, "id") {
		return false
	}
	r.require(entry, entry.pos, "title")
	switch {
	case !viet.IsSlug(id):
		r.suggest(place(entry, "id"), "bad-vocabulary-id", viet.Slug(id), id)
		return false
	case taken(id):
		r.report(place(entry, "id"), "duplicate-id", id)
		return false
	}
	return true
}

// readVocabulary reads activities.yaml; nil when it cannot be read.
func (r *reader) readVocabulary(src []byte) *Vocabulary {
	root := r.parseYAMLFile(src)
	if root == nil {
		return nil
	}
	var v vocabularyMatter
	readKeys(r, root, vocabularyKeys, &v)
	r.require(root, Pos{1, 1}, "kinds")
	r.require(root, Pos{1, 1}, "metrics")
	var groups, metrics []string
	for _, g := range v.Groups {
		groups = append(groups, g.ID)
	}
	for _, m := range v.Metrics {
		metrics = append(metrics, m.ID)
	}
	r.checkIDs(v.groups, groups, "unknown-group")
	r.checkIDs(v.metrics, metrics, "unknown-metric")
	return &v.Vocabulary
}

// checkIDs reports references to what is not defined.
func (r *reader) checkIDs(used []idAt, defined []string, code string) {
	for _, u := range used {
		if len(r.problem) >= limits.Problems {
			return // no more are told, and looking for the nearest name takes time
		}
		if u.id != "" && !slices.Contains(defined, u.id) {
			cure, _ := viet.Nearest(u.id, defined)
			r.suggest(u.pos, code, cure, u.id)
		}
	}
}
