package markdown

import (
	"strconv"

	east "github.com/yuin/goldmark/extension/ast"

	"bantin/internal/limits"
)

// countAll reports a body that has too much of what each costs a page: links, pictures, footnotes.
func (p *page) countAll() {
	links, pictures := 0, 0
	for i := range p.refs {
		ref := &p.refs[i]
		have, most, code := &links, limits.Links, "too-many-links"
		if ref.Kind == Image {
			have, most, code = &pictures, limits.BodyPictures, "too-many-body-pictures"
		}
		if *have++; *have == most+1 {
			defer func() { p.reportAt(ref.Line, ref.Column, code, strconv.Itoa(*have), strconv.Itoa(most)) }()
		}
	}
	if notes := p.guard.notes; len(notes) > limits.Notes {
		p.report(notes[limits.Notes].Pos(), "too-many-footnotes", strconv.Itoa(len(notes)), strconv.Itoa(limits.Notes))
	}
}

// countCells stops at the table whose cells are too many, with those of the tables before it.
func (p *page) countCells(n *east.Table, before int) {
	if before <= limits.Cells && p.cellCount > limits.Cells && p.guard.stop < 0 {
		p.guard.cells = true
		p.guard.fail(n.Pos())
	}
}
