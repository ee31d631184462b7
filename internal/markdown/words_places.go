package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bantin/internal/limits"
)

// Invisible reports whether a character is left out of a page: controls, marks of
// direction, zero-width characters. The joiners are not among them.
func Invisible(r rune) bool { return invisible(r) }

// Range is a part of a text, by byte offsets.
type Range struct{ From, To int }

// WordPlaces gives the places of a body's words, in the order of its elements: the
// text of paragraphs, headings, lists, tables and text alternatives; not code, addresses, HTML and
// labels. src has LF only and no invisible characters. nil when it cannot be read.
func WordPlaces(src []byte) []Range {
	return places(src, func(n ast.Node) (found []Range, below bool) {
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.RawHTML, *ast.AutoLink, *ast.LinkReferenceDefinition:
			return nil, false
		case *ast.Text:
			if n.Segment.Stop > n.Segment.Start {
				return []Range{{n.Segment.Start, n.Segment.Stop}}, true
			}
		}
		return nil, true
	})
}

// VerbatimPlaces gives the lines of a body's blocks of code and HTML, in their order: there
// spaces count, also at the ends of lines. src is that of WordPlaces; nil when it cannot be read.
func VerbatimPlaces(src []byte) []Range {
	return places(src, func(n ast.Node) (found []Range, below bool) {
		switch n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			for _, line := range n.Lines().Sliced(0, n.Lines().Len()) {
				found = append(found, Range{line.Start, line.Stop})
			}
			return found, false
		}
		return nil, true
	})
}

// places gives what find finds in the elements of a body; below tells whether to look into those below one.
func places(src []byte, find func(n ast.Node) (found []Range, below bool)) []Range {
	if len(src) > int(limits.Body) {
		return nil
	}
	var g guard
	g.reset(src)
	ctx := parser.NewContext()
	ctx.Set(guardKey, &g)
	root := newParser(true).Parse(text.NewReader(src), parser.WithContext(ctx))
	if g.stop >= 0 {
		return nil
	}
	var all []Range
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		found, below := find(n)
		all = append(all, found...)
		if !below {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return nil
	}
	return all
}
