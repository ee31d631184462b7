package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/limits"
	"bantin/internal/viet"
)

// Options are what bodies of one site have in common.
type Options struct {
	// Language is "vi" or "en".
	Language string
	// Words are those that the converter adds to a body, in that language.
	Words lang.Body

	// For a body that is a piece of a page: Under is the level of the heading that it stands under,
	// 0 for that of a page; Notes is how many footnotes come before its first. NoIDs leaves out the
	// ids of headings.
	Under, Notes int
	NoIDs        bool
}

// Converter turns bodies into Documents. It is safe for concurrent use.
type Converter struct {
	words        lang.Body
	under, notes int
	noIDs        bool
	// unnamed is the id of a heading without letters.
	unnamed string
	// plain is for bodies without a bare address, linked for all: the result is
	// the same, but looking for addresses costs time at every full stop.
	plain, linked parser.Parser
	pages         sync.Pool
}

// New sets up a converter.
func New(o Options) *Converter {
	c := &Converter{words: o.Words, under: max(o.Under, 1), notes: o.Notes, noIDs: o.NoIDs, unnamed: "muc", plain: newParser(false), linked: newParser(true)}
	if o.Language == "en" {
		c.unnamed = "section"
	}
	c.pages.New = func() any { return new(page) }
	return c
}

// Convert turns a body into a Document. file is the path for diagnostics, src
// the body alone (NFC, LF or CRLF), firstLine its line in the file. A body that
// cannot be read at all (too long, nested too deeply) gives an empty Document
// and an error among the diagnostics. src is not kept and not changed.
func (c *Converter) Convert(file string, firstLine int, src []byte) (*Document, []diag.Diagnostic) {
	if viet.IsEveryday(src) {
		return c.ConvertEveryday(file, firstLine, src)
	}
	return c.convert(false, file, firstLine, src)
}

// ConvertEveryday is Convert for a body of which [viet.IsEveryday] is known to be true.
func (c *Converter) ConvertEveryday(file string, firstLine int, src []byte) (*Document, []diag.Diagnostic) {
	if doc, diags, ok := c.convertQuickly(file, firstLine, src); ok {
		return doc, diags
	}
	return c.convert(false, file, firstLine, src)
}

// convertQuickly is convert for a body that quick takes.
func (c *Converter) convertQuickly(file string, firstLine int, src []byte) (doc *Document, diags []diag.Diagnostic, ok bool) {
	pg := c.pages.Get().(*page)
	pg.reset(c, file, firstLine, src)
	pg.guard.stop = -1
	if ok = pg.quick(); ok {
		doc = pg.document()
		diags = pg.diags
	}
	pg.release()
	c.pages.Put(pg)
	return doc, diags, ok
}

// convert looks for bare addresses where there can be any, or always.
func (c *Converter) convert(always bool, file string, firstLine int, src []byte) (*Document, []diag.Diagnostic) {
	if len(src) > int(limits.Body) {
		return &Document{}, []diag.Diagnostic{
			diag.New(file, firstLine, 1, "body-too-long", strconv.Itoa((len(src)+1023)/1024)),
		}
	}
	pg := c.pages.Get().(*page)
	pg.reset(c, file, firstLine, src)
	pg.inspect()

	p := c.plain
	if always || pg.addresses {
		p = c.linked
	}
	pg.guard.reset(pg.src)
	ctx := parser.NewContext()
	ctx.Set(guardKey, &pg.guard)
	root := p.Parse(text.NewReader(pg.src), parser.WithContext(ctx))
	if pg.guard.stop < 0 {
		pg.blocks(root)
		pg.endnotes()
	}
	doc := pg.document()
	diags := pg.diags
	pg.release()
	c.pages.Put(pg)
	return doc, diags
}

// document copies the results out of the page, whose buffers are used again.
func (p *page) document() *Document {
	if p.guard.stop >= 0 {
		p.diags = nil // those of a body that is not read say nothing
		if p.guard.cells {
			p.report(p.guard.stop, "too-many-cells", strconv.Itoa(limits.Cells))
		} else {
			p.report(p.guard.stop, "nested-too-deep")
		}
		return &Document{}
	}
	p.countAll()
	d := &Document{
		HTML:     p.texts.keep(p.out),
		Refs:     append([]Ref(nil), p.refs...),
		Headings: append([]Heading(nil), p.headings...),
		Anchors:  p.anchors,
		Lead:     p.lead,
		Notes:    len(p.notes),
		Words:    countWords(p.out),
	}
	if p.leadIn.to > 0 {
		d.Lead = collapse(d.HTML[p.leadIn.from:p.leadIn.to])
	}
	for i := range d.Headings { // the HTML has their texts: they need no memory of their own
		h, at := &d.Headings[i], p.idPlaces[i]
		h.ID = d.HTML[at : at+len(h.ID)]
		if rest := d.HTML[at+len(h.ID)+len(`">`):]; strings.HasPrefix(rest, h.Text) {
			h.Text = rest[:len(h.Text)]
		}
	}
	return d
}

// mayHoldAddress reports whether bare addresses can occur at all; it errs only
// on the side of yes.
func mayHoldAddress(src []byte) bool {
	for _, sign := range [...]string{"@", "://", "ww.", "WW.", "Ww.", "wW."} {
		if bytes.Contains(src, []byte(sign)) {
			return true
		}
	}
	return false
}

// collapse joins the words of s with single spaces.
func collapse(s string) string {
	before := byte(' ')
	for i := range len(s) {
		if c := s[i]; c <= ' ' && (c != ' ' || before == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		before = s[i]
	}
	return strings.TrimRight(s, " ")
}

// clip shortens s for a message.
func clip(s string) string {
	const max = 60
	if utf8.RuneCountInString(s) <= max {
		return s
	}
	return string([]rune(s)[:max]) + "…"
}
