package content

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v4"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

// parseYAML reads a block of YAML whose first line is the given line of the
// file. The result is nil when the block cannot be read; the reason is reported.
func (r *reader) parseYAML(block []byte, line int) *node {
	if !r.fits(matter{block: block, line: line}) {
		return nil
	}
	if root, ok := r.yaml.parse(block, line); ok {
		return root
	}
	return r.parseFullYAML(block, line)
}

// parseFullYAML reads a block with the parser of the whole language.
func (r *reader) parseFullYAML(block []byte, line int) *node {
	root := r.parseTree(block, line)
	if root == nil {
		return nil
	}
	return r.asRoot(root)
}

// parseTree reads a block of any shape; absent when nothing is in it.
func (r *reader) parseTree(block []byte, line int) *node {
	if bytes.Contains(block, []byte("\u2028")) || bytes.Contains(block, []byte("\u2029")) || bytes.Contains(block, []byte("\u0085")) {
		block = plainBreaks(block)
	}
	lines := yamlLines{r: r, src: block, first: line}
	fixed, ok := lines.scan()
	if !ok {
		return nil
	}
	var doc yaml.Node
	loader, err := yaml.NewLoader(bytes.NewReader(fixed))
	if err == nil {
		err = loader.Load(&doc)
	}
	if err != nil && err != io.EOF { // at the end: nothing but comments
		r.yamlError(err, &lines)
		return nil
	}
	root := &node{shape: absent, pos: Pos{int32(line), 1}}
	if len(doc.Content) == 0 {
		return root
	}
	y := yamlTree{r: r, offset: int32(line) - 1, edits: lines.edits}
	*root = y.convert(doc.Content[0], 0)
	return root
}

// parseYAMLFile reads a file that is YAML as a whole. It may begin with "---",
// and end with it, as front matter does.
func (r *reader) parseYAMLFile(src []byte) *node { return r.parseYAML(yamlFile(src), 1) }

// parseYAMLList reads a file that is one list, as parseYAMLFile does. Nothing but
// comments is an empty one.
func (r *reader) parseYAMLList(src []byte) *node {
	src = yamlFile(src)
	if !r.fits(matter{block: src, line: 1}) {
		return nil
	}
	root := r.parseTree(src, 1)
	if root != nil && root.shape == absent {
		root.shape = list
	}
	return root
}

// yamlFile is a file without the marks around its text; lines keep their numbers.
func yamlFile(src []byte) []byte {
	if text := bytes.TrimSpace(src); bytes.HasSuffix(text, []byte("\n---")) || bytes.HasSuffix(text, []byte("\n...")) {
		src = text[:len(text)-len("---")]
	}
	for pos := 0; pos < len(src); {
		end := lineEnd(src, pos)
		switch text := bytes.TrimSpace(src[pos:end]); {
		case string(text) == "---" && src[pos] == '-':
			src = bytes.Clone(src)
			copy(src[pos:], "   ")
			return src
		case len(text) > 0 && text[0] != '#':
			return src
		}
		pos = end + 1
	}
	return src
}

// asRoot refuses front matter that is not a list of keys.
func (r *reader) asRoot(root *node) *node {
	switch root.shape {
	case absent:
		return &node{shape: dict, pos: root.pos}
	case dict:
		return root
	}
	r.report(root.pos, "not-a-key")
	return nil
}

// plainBreaks puts spaces for the line breaks that only YAML takes for such
// (they come with text pasted from word processors), so that lines stay lines.
func plainBreaks(b []byte) []byte {
	for _, br := range []string{"\u2028", "\u2029", "\u0085"} {
		b = bytes.ReplaceAll(b, []byte(br), []byte(" "))
	}
	return b
}

// yamlError reports what the parser could not read.
func (r *reader) yamlError(err error, y *yamlLines) {
	block, line := y.src, y.first
	if off := controlAt(string(block)); off >= 0 {
		r.report(newPlaces(block, line).of(off), "control-character")
		return
	}
	pos := Pos{int32(line), 1}
	var at *yaml.LoadError
	if errors.As(err, &at) && at.Mark.Line > 0 {
		pos = unedited(Pos{int32(at.Mark.Line), int32(max(at.Mark.Column, 1))}, y.edits)
		pos.Line = min(pos.Line, int32(bytes.Count(block, []byte("\n"))+1)) + int32(line) - 1
	}
	for _, m := range y.marks {
		if at := y.place(m); at.Line == pos.Line {
			r.report(at, markCode(block[m]))
			return
		}
	}
	if c := byteAt(block, line, pos); c == '*' || c == '&' || c == '!' {
		r.report(pos, markCode(c))
		return
	}
	r.report(pos, "yaml-syntax")
}

func markCode(mark byte) string {
	if mark == '!' {
		return "yaml-tag"
	}
	return "yaml-anchor"
}

// byteAt gives the first byte of the character at a place of the file.
func byteAt(block []byte, line int, pos Pos) byte {
	for range int(pos.Line) - line {
		_, block, _ = bytes.Cut(block, []byte("\n"))
	}
	col := int32(1)
	for i := range string(block) {
		if col == pos.Column {
			return block[i]
		}
		col++
	}
	return 0
}

// controlAt finds a character that neither HTML nor XML can hold, -1 if there is none.
func controlAt(s string) int {
	if viet.IsEveryday(s) {
		return -1
	}
	for i, c := range s {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f && c < 0xa0 || c == 0xfffe || c == 0xffff {
			return i
		}
	}
	return -1
}

// yamlTree turns the parser's nodes into ours.
type yamlTree struct {
	r      *reader
	offset int32 // lines before the block
	edits  []edit
}

func (y *yamlTree) pos(n *yaml.Node) Pos {
	p := unedited(Pos{int32(n.Line), int32(n.Column)}, y.edits)
	p.Line += y.offset
	return p
}

func (y *yamlTree) convert(n *yaml.Node, depth int) node {
	out := node{pos: y.pos(n)}
	if depth > limits.Depth {
		y.r.reportOnce(out.pos, "front-matter-deep")
		return out
	}
	if n.Anchor != "" || n.Kind == yaml.AliasNode {
		y.r.report(out.pos, "yaml-anchor")
	} else if n.Style&yaml.TaggedStyle != 0 {
		y.r.report(out.pos, "yaml-tag")
	}
	switch n.Kind {
	case yaml.ScalarNode:
		out.quoted = n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		if out.quoted || !isNull(n.Value) {
			out.shape, out.text = scalar, n.Value
		}
	case yaml.SequenceNode:
		out.shape = list
		out.items = make([]node, len(n.Content))
		for i, c := range n.Content {
			out.items[i] = y.convert(c, depth+1)
		}
	case yaml.MappingNode:
		out.shape = dict
		out.fields = make([]field, 0, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			f := field{key: k.Value, pos: y.pos(k), value: y.convert(n.Content[i+1], depth+1)}
			if y.isKey(k, f.pos) {
				out.fields = y.r.addField(out.fields, f)
			}
		}
	}
	return out
}

// isKey refuses keys that are not plain words.
func (y *yamlTree) isKey(k *yaml.Node, pos Pos) bool {
	switch {
	case k.Anchor != "" || k.Kind == yaml.AliasNode || k.Value == "<<":
		y.r.report(pos, "yaml-anchor")
	case k.Style&yaml.TaggedStyle != 0:
		y.r.report(pos, "yaml-tag")
	case k.Kind != yaml.ScalarNode:
		y.r.report(pos, "not-a-key")
	default:
		return true
	}
	return false
}

// addField appends f unless its key is there already, which is reported.
func (r *reader) addField(fields []field, f field) []field {
	if len(fields) == limits.Keys { // comes first: looking for the key in so many takes time
		r.long(f.pos)
		return fields
	}
	for i := range fields {
		if fields[i].key == f.key {
			r.report(f.pos, "duplicate-key", f.key)
			return fields
		}
	}
	return append(fields, f)
}

func isNull(s string) bool {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}
