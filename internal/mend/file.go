package mend

import (
	"bytes"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/markdown"
	"bantin/internal/viet"
)

// draft is one file while it is mended.
type draft struct {
	*mender
	file   string
	role   content.Role
	o      *content.Outline
	page   *markdown.Document // what the body makes; nil until it is asked for
	counts [NumKinds]int
}

// edit puts other bytes in the place of some of Outline.Text.
type edit struct {
	from, to int
	with     string
	kind     Kind
	n        int // what it adds to the count of its kind
	// leaf is the leaf whose text becomes want; -1 for none.
	leaf int
	want string
}

// mend gives the mended text of a file, or why it cannot be read.
func (m *mender) mend(file string, src []byte) ([]byte, [NumKinds]int, []diag.Diagnostic) {
	d := &draft{mender: m, file: file, role: content.RoleOf(file)}
	o, problems := d.read(src)
	if o == nil {
		return nil, d.counts, problems
	}
	d.o = o
	d.countEncoding(src)
	d.take(d.nameEdits(), d.sameLeaves)
	d.quoteColons()
	d.take(d.letterEdits(), d.sameLeaves)
	d.take(d.hiddenEdits(), d.sameLeaves)
	d.take(d.dateEdits(), d.sameLeaves)
	d.mendBody()
	d.take(d.spaceEdits(0, d.o.Body), d.sameLeaves)
	d.take(d.spaceEdits(d.o.Body, len(d.o.Text)), d.samePage)
	d.take(d.lastLine(), d.sameLeaves)
	return d.o.Text, d.counts, nil
}

func (d *draft) read(src []byte) (*content.Outline, []diag.Diagnostic) {
	return content.ReadOutline(d.file, src, inLine(d.role))
}

// countEncoding counts what reading the file has mended already.
func (d *draft) countEncoding(src []byte) {
	if bytes.HasPrefix(src, []byte("\uFEFF")) {
		d.counts[BOM] = 1
	}
	if bytes.IndexByte(src, '\r') >= 0 {
		d.counts[LineEnds] = 1
	}
	for line := range bytes.Lines(src) {
		if string(viet.NFCBytes(line)) != string(line) {
			d.counts[Composed]++
		}
	}
}

// take makes those edits that pass the check, which compares a file read anew with d.o.
func (d *draft) take(edits []edit, same func(o *content.Outline, edits []edit) bool) {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	left := len(d.o.Text) + maxChecked
	if edits = d.accepted(edits, same, &left); len(edits) == 0 || left < 0 {
		return
	}
	o, _ := d.read(d.splice(edits))
	for _, e := range edits {
		d.counts[e.kind] += e.n
	}
	d.o, d.page = o, nil
}

// maxChecked is how many bytes may be read anew, after the first time, to find out which edits of one kind pass: some
// hundred times an ordinary post. A file that needs more was made to need it: none of those edits is
// made, so that a second go finds no others.
const maxChecked = int(limits.MaxChecked)

// accepted gives those edits that pass the check together: all of them in nearly every
// file, else what is left when those are taken out that do not. left is how many bytes may still be checked;
// below 0 the answer means nothing.
func (d *draft) accepted(edits []edit, same func(o *content.Outline, edits []edit) bool, left *int) []edit {
	passes := func(edits []edit) bool {
		if *left -= len(d.o.Text); *left < 0 {
			return false
		}
		o, _ := d.read(d.splice(edits))
		return o != nil && same(o, edits)
	}
	switch {
	case len(edits) == 0:
		return nil
	case passes(edits):
		return edits
	case len(edits) == 1 || *left < 0:
		return nil
	}
	half := len(edits) / 2
	first, second := d.accepted(edits[:half], same, left), d.accepted(edits[half:], same, left)
	if both := slices.Concat(first, second); len(first) == 0 || len(second) == 0 || passes(both) {
		return both
	}
	return first
}

// splice gives the text with edits, which are in order.
func (d *draft) splice(edits []edit) []byte {
	out := make([]byte, 0, len(d.o.Text)+64)
	at := 0
	for _, e := range edits {
		if e.from < at {
			continue // it lies within another one
		}
		out = append(append(out, d.o.Text[at:e.from]...), e.with...)
		at = e.to
	}
	return append(out, d.o.Text[at:]...)
}

// sameLeaves tells whether front matter says the same but for what edits meant to change, and
// the body is what it was.
func (d *draft) sameLeaves(o *content.Outline, edits []edit) bool {
	if len(o.Leaves) != len(d.o.Leaves) || o.Syntax != d.o.Syntax {
		return false
	}
	want := make(map[int]string, len(edits))
	for _, e := range edits {
		if e.leaf >= 0 {
			want[e.leaf] = e.want
		}
	}
	for i := range o.Leaves {
		a, b := &d.o.Leaves[i], &o.Leaves[i]
		text, changed := want[i]
		if !changed {
			text = a.Text
		}
		if b.Text != text || a.Key != b.Key || len(a.Path) != len(b.Path) {
			return false
		}
	}
	return strings.TrimRight(string(o.Text[o.Body:]), "\n") == strings.TrimRight(string(d.o.Text[d.o.Body:]), "\n")
}

// quoteColons puts quotes around plain text with colons.
func (d *draft) quoteColons() {
	if d.o.Syntax != "yaml" {
		return
	}
	var edits []edit
	block := d.o.Text[d.o.Start:d.o.End]
	if quoted := content.QuoteColons(block); !bytes.Equal(quoted, block) {
		n := 0
		was := bytes.Split(block, []byte("\n"))
		for i, line := range bytes.Split(quoted, []byte("\n")) {
			if !bytes.Equal(line, was[i]) {
				n++
			}
		}
		edits = append(edits, edit{from: d.o.Start, to: d.o.End, with: string(quoted), kind: Colons, n: n, leaf: -1})
	}
	d.take(edits, d.sameLeaves)
	edits = nil
	for i := range d.o.Leaves {
		l := &d.o.Leaves[i]
		if from, to, ok := d.span(l); ok && l.Joined {
			with := "'" + strings.ReplaceAll(l.Text, "'", "''") + "'"
			edits = append(edits, edit{from: from, to: to, with: with, kind: Colons, n: 1, leaf: i, want: l.Text})
		}
	}
	d.take(edits, d.sameLeaves)
}

// span gives the bounds of a leaf's text where it stands in the file exactly as it
// is read: on one line, without escapes.
func (d *draft) span(l *content.Leaf) (from, to int, ok bool) {
	src := d.o.Text[:max(d.o.End, l.At)]
	from = l.At
	if from < len(src) && (src[from] == '"' || src[from] == '\'') && (l.Quoted || l.Key) {
		quote := src[from]
		from++
		to = from + len(l.Text)
		return from, to, bytes.HasPrefix(src[from:], []byte(l.Text)) && to < len(src) && src[to] == quote && !strings.Contains(l.Text, "\n")
	}
	to = from + len(l.Text)
	if !bytes.HasPrefix(src[from:], []byte(l.Text)) || l.Text == "" {
		return 0, 0, false
	}
	rest := bytes.TrimLeft(src[to:lineEnd(src, to)], " \t")
	return from, to, len(rest) == 0 || bytes.IndexByte([]byte("#,]}:"), rest[0]) >= 0
}

func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(src)
}

// nameEdits put ids in the place of names.
func (d *draft) nameEdits() (edits []edit) {
	kinds := map[use]Kind{topicUse: Topics, unitUse: Units, campaignUse: Campaigns}
	for i := range d.o.Leaves {
		l := &d.o.Leaves[i]
		u := useOf(d.role, l)
		kind, named := kinds[u]
		if !named {
			continue
		}
		id := d.id(u, l.Text)
		if from, to, ok := d.span(l); ok && id != "" && id != l.Text {
			edits = append(edits, edit{from: from, to: to, with: id, kind: kind, n: 1, leaf: i, want: id})
		}
	}
	return edits
}

// dateEdits write dates with the year first.
func (d *draft) dateEdits() (edits []edit) {
	for i := range d.o.Leaves {
		l := &d.o.Leaves[i]
		if useOf(d.role, l) != dateUse {
			continue
		}
		if iso, ok := isoDate(l.Text, d.site.Settings.Zone); ok {
			if from, to, ok := d.span(l); ok {
				edits = append(edits, edit{from: from, to: to, with: iso, kind: Dates, n: 1, leaf: i, want: iso})
			}
		}
	}
	return edits
}
