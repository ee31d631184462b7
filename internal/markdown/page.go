package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"bantin/internal/diag"
	"bantin/internal/limits"
)

// page is the work on one body. Pages are pooled.
type page struct {
	conv      *Converter
	file      string
	firstLine int
	// src is the body as it is parsed: LF only, without invisible characters.
	src []byte
	// addresses says that words of the text may be addresses.
	addresses bool
	cuts      []cut
	place     place
	guard     guard
	diags     []diag.Diagnostic

	out      []byte
	scratch  []byte
	texts    store
	refs     []Ref
	headings []Heading
	idPlaces []int // where in out their ids are
	anchors  []string
	lead     string
	leadIn   span // of out, when it holds the lead as it is, white space apart

	// plain is set while out takes plain text rather than HTML.
	plain  bool
	inLink bool
	inNote bool
	depth  int
	quotes quotes

	ids       map[string]int
	level     int // of the last heading
	tables    int // written so far
	cellCount int // of them
	warned    []string
	notes     []note
	noteIndex []int
	tail      []byte
}

// span is a part of a text, by byte offsets.
type span struct{ from, to int }

// cut is a place where an invisible character has been left out.
type cut struct {
	at   int // offset in page.src
	char rune
}

// place remembers the last position asked for, so that asking in order is linear.
type place struct {
	lines             []int32 // offsets of the line starts; built when first needed
	line, off, column int
}

func (p *page) reset(c *Converter, file string, firstLine int, src []byte) {
	p.conv, p.file, p.firstLine = c, file, firstLine
	p.src = src[:len(src):len(src)]
	p.diags, p.anchors, p.lead, p.leadIn = nil, nil, "", span{}
	p.headings, p.idPlaces = p.headings[:0], p.idPlaces[:0]
	p.out, p.refs, p.cuts = p.out[:0], p.refs[:0], p.cuts[:0]
	p.place = place{lines: p.place.lines[:0], line: -1}
	p.plain, p.inLink, p.inNote, p.depth = false, false, false, 0
	p.level, p.tables, p.cellCount = c.under, 0, 0
	p.warned, p.notes, p.noteIndex = p.warned[:0], p.notes[:0], p.noteIndex[:0]
	p.tail = nil
	clear(p.ids)
}

// release lets go of what belongs to the body, before the page is pooled.
func (p *page) release() {
	const keep = 1 << 18
	p.src, p.diags, p.anchors = nil, nil, nil
	clear(p.refs)
	clear(p.headings)
	clear(p.notes)
	p.guard = guard{}
	if cap(p.out) > keep {
		p.out, p.scratch = nil, nil
	}
}

func (p *page) report(off int, code string, args ...string) {
	line, column := p.at(off)
	p.reportAt(line, column, code, args...)
}

func (p *page) reportAt(line, column int, code string, args ...string) {
	p.diags = diag.AddUpTo(limits.Problems, p.diags, diag.New(p.file, line, column, code, args...))
}

// at gives the line and column in the file of an offset in src.
func (p *page) at(off int) (line, column int) {
	n := sort.Search(len(p.cuts), func(i int) bool { return p.cuts[i].at > off })
	return p.atAfter(off, n)
}

// atAfter is at for a place before which n characters have been left out.
func (p *page) atAfter(off, n int) (line, column int) {
	pl := &p.place
	if len(pl.lines) == 0 {
		pl.lines = append(pl.lines, 0)
		for i := 0; ; {
			k := bytes.IndexByte(p.src[i:], '\n')
			if k < 0 {
				break
			}
			i += k + 1
			pl.lines = append(pl.lines, int32(i))
		}
	}
	off = min(max(off, 0), len(p.src))
	l := sort.Search(len(pl.lines), func(i int) bool { return int(pl.lines[i]) > off }) - 1
	if l != pl.line || off < pl.off {
		pl.line, pl.off, pl.column = l, int(pl.lines[l]), 0
	}
	pl.column += utf8.RuneCount(p.src[pl.off:off])
	pl.off = off
	column = pl.column + 1
	for n--; n >= 0 && p.cuts[n].at >= int(pl.lines[l]); n-- {
		column++
	}
	return p.firstLine + l, column
}

func (p *page) write(s string) { p.out = append(p.out, s...) }

// enter and leave count how deep the writing of elements has nested.
func (p *page) enter(n ast.Node) bool {
	p.depth++
	if p.depth <= limits.MaxElements {
		return true
	}
	p.guard.fail(n.Pos())
	return false
}

func (p *page) leave() { p.depth-- }

// blocks writes the blocks within parent.
func (p *page) blocks(parent ast.Node) {
	if p.enter(parent) {
		for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
			p.block(n)
		}
	}
	p.leave()
}

func (p *page) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		p.paragraph(n)
	case *ast.TextBlock:
		p.startText()
		p.inlines(n.FirstChild(), nil)
		p.out = append(p.out, p.takeTail(n)...)
		if n.NextSibling() != nil {
			p.write("\n")
		}
	case *ast.Heading:
		p.heading(n)
	case *ast.List:
		p.list(n)
	case *ast.Blockquote:
		p.blockquote(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		p.codeBlock(n)
	case *ast.HTMLBlock:
		p.htmlBlock(n)
	case *ast.ThematicBreak:
		p.write("<hr>\n")
	case *east.Table:
		p.table(n)
	case *east.DefinitionList:
		p.definitions(n)
	case *east.Footnote, *ast.LinkReferenceDefinition:
		// Footnotes follow at the end; definitions are not seen.
	}
}
