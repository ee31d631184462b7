package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Footnotes are numbered here, in the order in which the text names them:
// goldmark numbers in the order of parsing, counts references in notes that
// nobody names, and takes quadratic time for many notes.

// note is a footnote that the text names.
type note struct {
	node *east.Footnote
	// refs is how often the text names it, written so far.
	refs int
}

// footnoteDefs parses [^label]: text.
type footnoteDefs struct{ boundedBlocks }

// Close keeps the definition under its label; the first of a label counts.
func (d footnoteDefs) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	g := guardOf(pc)
	def := node.(*east.Footnote)
	if g.labels == nil {
		g.labels = make(map[string]int)
	}
	label := noteLabel(def.Ref)
	if _, twice := g.labels[label]; !twice {
		g.labels[label] = len(g.notes)
		g.notes = append(g.notes, def)
	}
}

func noteLabel(b []byte) string { return strings.ToLower(collapse(string(b))) }

// footnoteRefs parses [^label] where a definition of that label exists.
type footnoteRefs struct{}

// Trigger has the exclamation mark because of ![^1], which is no picture.
func (footnoteRefs) Trigger() []byte { return []byte{'!', '['} }

func (footnoteRefs) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	g := guardOf(pc)
	if g.notes == nil {
		return nil
	}
	line, segment := block.PeekLine()
	at := 0
	if line[0] == '!' {
		at = 1
	}
	if len(line) < at+4 || line[at] != '[' || line[at+1] != '^' {
		return nil
	}
	label := line[at+2 : min(len(line), at+200)]
	end := bytes.IndexAny(label, "[]")
	if end < 0 || label[end] != ']' {
		return nil
	}
	index, ok := g.labels[noteLabel(label[:end])]
	if !ok {
		return nil
	}
	if at > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1-segment.Padding))
	}
	block.Advance(at + 2 + end + 1)
	ref := east.NewFootnoteLink(index)
	ref.SetPos(segment.Start + at)
	return ref
}

// footnoteLink writes the raised number of a footnote.
func (p *page) footnoteLink(n *east.FootnoteLink) {
	if p.plain {
		return
	}
	for len(p.noteIndex) < len(p.guard.notes) {
		p.noteIndex = append(p.noteIndex, 0)
	}
	number := p.noteIndex[n.Index]
	if number == 0 {
		p.notes = append(p.notes, note{node: p.guard.notes[n.Index]})
		number = len(p.notes)
		p.noteIndex[n.Index] = number
	}
	p.notes[number-1].refs++
	id := p.refID(number, p.notes[number-1].refs)
	num := p.noteNumber(number)
	p.anchors = append(p.anchors, id)
	p.write(`<sup id="` + id + `">`)
	if p.inLink {
		p.write(num)
	} else {
		p.write(`<a href="#fn-` + num + `" role="doc-noteref">` + num + `</a>`)
	}
	p.write(`</sup>`)
}

// noteNumber is how a footnote of this body, counted from 1, is numbered.
func (p *page) noteNumber(number int) string { return strconv.Itoa(p.conv.notes + number) }

// refID is the id of the nth place that names a footnote.
func (p *page) refID(number, n int) string {
	id := "fnref-" + p.noteNumber(number)
	if n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}

// endnotes writes the footnotes that the text names, and those that they name.
func (p *page) endnotes() {
	if len(p.notes) == 0 {
		return
	}
	p.inNote = true
	p.write(`<section class="notes" role="doc-endnotes"`)
	p.label(p.conv.words.Footnotes)
	p.write(">\n<ol")
	if p.conv.notes > 0 {
		p.write(` start="` + p.noteNumber(1) + `"`)
	}
	p.write(">\n")
	for i := 0; i < len(p.notes); i++ {
		num := p.noteNumber(i + 1)
		p.anchors = append(p.anchors, "fn-"+num)
		p.write(`<li id="fn-` + num + `">`)
		p.tail = p.backLinks(p.tail[:0], i)
		p.blocks(p.notes[i].node)
		if len(p.tail) > 0 {
			p.write("<p>")
			p.out = append(p.out, p.tail...)
			p.write("</p>\n")
		}
		p.write("</li>\n")
	}
	p.write("</ol>\n</section>\n")
}

// backLinks appends the ways back from a footnote to the places that name it.
// Places in later footnotes are not known yet and get none.
func (p *page) backLinks(b []byte, i int) []byte {
	for n := 1; n <= p.notes[i].refs; n++ {
		num := p.noteNumber(i + 1)
		label := p.conv.words.FootnoteBack + " " + num
		if n > 1 {
			label += "-" + strconv.Itoa(n)
		}
		b = append(b, ` <a href="#`+p.refID(i+1, n)+`" role="doc-backlink" aria-label="`...)
		b = appendEscaped(b, strings.TrimSpace(label))
		b = append(b, `">↩</a>`...)
	}
	return b
}

// takeTail gives the ways back once, to the last paragraph of a footnote.
func (p *page) takeTail(n ast.Node) []byte {
	if len(p.tail) == 0 || n.NextSibling() != nil || n.Parent().Kind() != east.KindFootnote {
		return nil
	}
	b := p.tail
	p.tail = nil
	return b
}

// label writes an aria-label; nothing for no words.
func (p *page) label(s string) {
	if s != "" {
		p.write(` aria-label="`)
		p.out = appendEscaped(p.out, s)
		p.write(`"`)
	}
}

// appendEscaped appends s as it stands in text or an attribute.
func appendEscaped(b []byte, s string) []byte {
	start := 0
	for i := range len(s) {
		var esc string
		switch s[i] {
		case '&':
			esc = "&amp;"
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		case '"':
			esc = "&#34;"
		default:
			continue
		}
		b = append(append(b, s[start:i]...), esc...)
		start = i + 1
	}
	return append(b, s[start:]...)
}
