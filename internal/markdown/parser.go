package markdown

import (
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// newParser sets up GFM with footnotes and definition lists. Bare addresses are
// looked for only with links. The numbers are goldmark's own priorities.
func newParser(links bool) parser.Parser {
	inlines := []util.PrioritizedValue{
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(boundedCode{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(footnoteRefs{}, 101),
		util.Prioritized(boundedLinks{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(boundedDelimiters{parser.NewEmphasisParser()}, 500),
		util.Prioritized(boundedDelimiters{extension.NewStrikethroughParser()}, 500),
	}
	if links {
		inlines = append(inlines, util.Prioritized(bareLinks{}, 999))
	}
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(boundedBlocks{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(boundedBlocks{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(boundedBlocks{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(boundedBlocks{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(boundedBlocks{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(footnoteDefs{boundedBlocks{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(
			util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(boundedTables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
		),
	)
}
