package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bantin/internal/limits"
)

// goldmark takes time and memory that grow with the square of some inputs, or
// worse. A site has many authors, and one body must not stop a build: so the
// parsers that can be led astray are wrapped, each charges what it may cost
// against a budget for the body, and a body that uses it up is refused.

var guardKey = parser.NewContextKey()

// nodeCost is charged for what stays in memory until the body is done, a block or an open bracket, of some 500 bytes: a
// hundred megabytes are what a body may take.
const nodeCost = 1000

// guard counts what the parsing of one body has cost.
type guard struct {
	spent int
	// stop is where the budget ran out, -1 while it has not; cells is true when it was that of tables' cells.
	stop   int
	cells  bool
	lines  int
	block  ast.Node // the block whose inlines are being parsed
	runs   int      // of delimiters in it
	pipes  int      // escaped ones in tables
	tables int
	// notes are the definitions of footnotes, labels their indexes.
	notes  []*east.Footnote
	labels map[string]int
}

func (g *guard) reset(src []byte) {
	*g = guard{stop: -1, lines: bytes.Count(src, []byte{'\n'}) + 1}
}

func (g *guard) fail(off int) {
	if g.stop < 0 {
		g.stop = max(off, 0)
	}
}

// spend charges a cost and reports whether the budget still holds.
func (g *guard) spend(cost, off int) bool {
	g.spent += cost
	if g.spent > limits.MaxSteps {
		g.fail(off)
	}
	return g.stop < 0
}

func guardOf(pc parser.Context) *guard { return pc.Get(guardKey).(*guard) }

// boundedBlocks refuses to open more blocks in one another than limits.MaxBlocks.
type boundedBlocks struct{ parser.BlockParser }

func (b boundedBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	g := guardOf(pc)
	if depth := len(pc.OpenedBlocks()); g.stop >= 0 || depth >= limits.MaxBlocks || depth*g.lines > limits.MaxLineBlocks {
		_, segment := reader.PeekLine()
		g.fail(segment.Start)
		return nil, parser.NoChildren
	}
	node, state := b.BlockParser.Open(parent, reader, pc)
	if node != nil {
		_, segment := reader.PeekLine()
		g.spend(nodeCost, segment.Start)
	}
	return node, state
}

// boundedDelimiters charges for the search of an opener, which looks at all
// delimiters of the block before this one.
type boundedDelimiters struct{ parser.InlineParser }

func (d boundedDelimiters) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	g := guardOf(pc)
	line, segment := block.PeekLine()
	if n := run(line); n > limits.MaxRun {
		block.Advance(n)
		return ast.NewTextSegment(segment.WithStop(segment.Start + n - segment.Padding))
	}
	if g.block != parent {
		g.block, g.runs = parent, 0
	}
	g.runs++
	if !g.spend(4*g.runs, segment.Start) {
		return nil
	}
	return d.InlineParser.Parse(parent, block, pc)
}

// run is how often the first byte of line stands at its beginning.
func run(line []byte) int {
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

// boundedCode charges for the search of a closing backtick.
type boundedCode struct{ parser.InlineParser }

func (c boundedCode) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if n := run(line); n > limits.MaxRun {
		block.Advance(n)
		return ast.NewTextSegment(segment.WithStop(segment.Start + n - segment.Padding))
	}
	if _, end := extent(parent); !guardOf(pc).spend(end-segment.Start, segment.Start) {
		return nil
	}
	return c.InlineParser.Parse(parent, block, pc)
}

// extent is where the text of a block begins and ends in the source.
func extent(block ast.Node) (start, end int) {
	lines := block.Lines()
	if n := lines.Len(); n > 0 {
		return lines.At(0).Start, lines.At(n - 1).Stop
	}
	return 0, 0
}

// boundedLinks charges at each closing bracket for what lies before it, which
// may be copied and walked, and for the line after it, where an address is sought.
type boundedLinks struct{ parser.InlineParser }

func (l boundedLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	g := guardOf(pc)
	cost := 20
	if line[0] == '[' {
		cost = nodeCost
	}
	if line[0] == ']' && pc.IsInLinkLabel() {
		start, _ := extent(parent)
		cost += segment.Start - start
		if len(line) > 1 && line[1] == '(' {
			cost += len(line)
		}
	}
	if !g.spend(cost, segment.Start) {
		return nil
	}
	return l.InlineParser.Parse(parent, block, pc)
}

// CloseBlock lets goldmark turn brackets that found no partner into text.
func (l boundedLinks) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// boundedReferences charges for definitions of addresses: taking one from a
// paragraph moves all lines after it.
type boundedReferences struct{ parser.ParagraphTransformer }

func (t boundedReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := node.Lines(), reader.Source()
	begin := func(i int) int {
		line := lines.At(i)
		line = line.TrimLeftSpace(src)
		return line.Start
	}
	if at := begin(0); at >= len(src) || src[at] != '[' {
		return
	}
	found := 0
	for i := range lines.Len() {
		if at := begin(i); at < len(src) && src[at] == '[' {
			found++
		}
	}
	if guardOf(pc).spend(8*found*lines.Len(), lines.At(0).Start) {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// boundedTables refuses tables whose empty cells would fill the memory, and counts tables.
type boundedTables struct{ parser.ParagraphTransformer }

func (t boundedTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := node.Lines(), reader.Source()
	g := guardOf(pc)
	ruled := false
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		line := src[segment.Start:segment.Stop]
		if !isRule(line) {
			continue
		}
		ruled = true
		if columns := bytes.Count(line, []byte{'|'}) + 1; columns*(lines.Len()-i) > limits.MaxFilledCells {
			g.cells = g.stop < 0
			g.fail(segment.Start)
			return
		}
	}
	if !ruled {
		return
	}
	start, end := extent(node)
	n := bytes.Count(src[start:end], []byte(`\|`))
	g.pipes += n
	if !g.spend(n*g.pipes*8, start) {
		return
	}
	parent, before := node.Parent(), node.Parent().ChildCount()
	had := lines.Len()
	t.ParagraphTransformer.Transform(node, reader, pc)
	if node.Parent() == nil || lines.Len() != had || parent.ChildCount() != before {
		g.tables++
	}
}

// isRule reports whether a line can be the one under a table's head.
func isRule(line []byte) bool {
	for _, c := range line {
		switch c {
		case '-', '|', ':', ' ', '\t', '\n':
		default:
			return false
		}
	}
	return true
}
