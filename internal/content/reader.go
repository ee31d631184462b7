package content

import (
	"path"

	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// reader reads one file after another. Every worker has its own.
type reader struct {
	settings  *Settings
	words     *lexicon
	converter *markdown.Converter // nil: bodies are not converted
	// summariesOnly: no bodies but for the summaries of good models.
	summariesOnly bool

	file    string // being read, below the site folder
	dir     string // where its relative names begin
	problem []diag.Diagnostic

	buf []byte // what was read; nothing of it outlives the file's turn
	// everyday: all of the file is text of which viet.IsEveryday tells.
	everyday bool
	yaml     simpleYAML

	// What is being read.
	matter         postMatter
	activityMatter activityMatter
}

func newReader(s *Settings, words *lexicon, c *markdown.Converter) *reader {
	return &reader{settings: s, words: words, converter: c}
}

// begin turns to another file.
func (r *reader) begin(file string) {
	r.file, r.dir, r.problem, r.everyday = file, path.Dir(file), nil, false
}

// report notes a problem of the file being read.
func (r *reader) report(p Pos, code string, args ...string) {
	r.add(diag.New(r.file, int(p.Line), int(p.Column), code, args...))
}

// suggest notes a problem whose cure is a name; without one it is report.
func (r *reader) suggest(p Pos, code, cure string, args ...string) {
	r.add(diag.New(r.file, int(p.Line), int(p.Column), code, args...).Suggest(cure))
}

func (r *reader) add(d diag.Diagnostic) { r.problem = diag.AddUpTo(limits.Problems, r.problem, d) }

// reportOnce notes a problem unless the file has one of its code.
func (r *reader) reportOnce(p Pos, code string) {
	for i := range r.problem {
		if r.problem[i].Code == code {
			return
		}
	}
	r.report(p, code)
}

// held tells whether the file has an error.
func (r *reader) held() bool {
	for i := range r.problem {
		if r.problem[i].Severity == diag.Error {
			return true
		}
	}
	return false
}

// lower makes warnings of all errors: the file is a draft.
func (r *reader) lower() {
	for i := range r.problem {
		r.problem[i].Severity = diag.Warning
	}
}

// key is a row of a table that says what the keys of a map are and where
// their values go. A value that is absent is not read.
type key[T any] struct {
	name string
	read func(r *reader, n *node, to *T)
}

// readKeys reads a map by its table.
func readKeys[T any](r *reader, n *node, table []key[T], to *T) {
	for i := range n.fields {
		f := &n.fields[i]
		row := rowOf(table, f.key)
		switch {
		case row == nil:
			r.unknownKey(f, namesOf(table))
		case f.value.shape != absent:
			r.bound(f.key, &f.value)
			row.read(r, &f.value, to)
		}
	}
}

// readMap is readKeys for a value that must be a map.
func readMap[T any](r *reader, n *node, table []key[T], to *T) bool {
	if n.shape != dict {
		r.report(n.pos, "bad-map")
		return false
	}
	readKeys(r, n, table, to)
	return true
}

// readList reads a list of maps. An entry that is no map is reported and left out.
func readList[T any](r *reader, n *node, table []key[T], done func(entry *node, v T)) {
	if n.shape != list {
		r.report(n.pos, "bad-list")
		return
	}
	for i := range n.items {
		item := &n.items[i]
		if item.shape == absent {
			continue
		}
		var v T
		if readMap(r, item, table, &v) {
			done(item, v)
		}
	}
}

func rowOf[T any](table []key[T], name string) *key[T] {
	for i := range table {
		if table[i].name == name {
			return &table[i]
		}
	}
	return nil
}

func namesOf[T any](table []key[T]) []string {
	names := make([]string, len(table))
	for i := range table {
		names[i] = table[i].name
	}
	return names
}

// unknownKey reports a key that no table has, as the settings want it.
func (r *reader) unknownKey(f *field, known []string) {
	if r.settings.UnknownKeys == "ignore" {
		return
	}
	cure, _ := viet.Nearest(f.key, known)
	d := diag.New(r.file, int(f.pos.Line), int(f.pos.Column), "unknown-key", f.key).Suggest(cure)
	if r.settings.UnknownKeys == "error" {
		d.Severity = diag.Error
	}
	r.add(d)
}

// place is where a key stands, or its value when it has one; the first line
// when the key is not there.
func place(root *node, name string) Pos {
	for i := range root.fields {
		if f := &root.fields[i]; f.key == name {
			if f.value.shape == absent {
				return f.pos
			}
			return f.value.pos
		}
	}
	return Pos{1, 1}
}

// require reports a key that is needed and not there. at is the place of the map.
func (r *reader) require(n *node, at Pos, name string) bool {
	if !isMissing(n, name) {
		return true
	}
	if n.get(name) != nil {
		at = place(n, name)
	}
	r.report(at, "key-missing", name)
	return false
}
