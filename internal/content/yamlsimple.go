package content

import (
	"bytes"
	"strings"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

// simpleYAML reads the YAML that nearly all front matter is made of: keys with
// one line of text, lists and maps by indentation, short lists in brackets. It
// costs a tenth of the full parser, which is most of the time that a post
// takes. Whatever is less simple, or wrong, it leaves to the full parser; a
// test holds that both give the same tree.
//
// It lives as long as its reader: the tree that it gives is good until the next
// one, but the texts in it are parts of one string that stays.
type simpleYAML struct {
	src    []byte
	text   string // the same
	offset int32  // lines of the file before src

	// The current line: its number in src, its first byte and the one after
	// its last, and the column of its text. A list entry is moved along its line.
	line       int32
	start, end int
	indent     int
	done       bool // no line is left
	odd        bool // not simple

	// The place asked last: its offset and column.
	asked  int
	column int32

	// The tree.
	root   node
	fields slab[field]
	items  slab[node]
}

// slab has room for many short slices, so that not each of them is allocated.
type slab[T any] struct{ free, all []T }

// take gives an empty slice with room for n.
func (s *slab[T]) take(n int) []T {
	if len(s.free) < n {
		return make([]T, 0, n)
	}
	taken := s.free[:0:n]
	s.free = s.free[n:]
	return taken
}

// reset makes all room free again; size is for how much there is.
func (s *slab[T]) reset(size int) {
	if s.all == nil {
		s.all = make([]T, size)
	}
	s.free = s.all
}

// parse gives the tree of a block, or false when it is not simple.
func (s *simpleYAML) parse(block []byte, line int) (*node, bool) {
	if !isSimpleText(block) {
		return nil, false
	}
	s.src, s.text, s.offset, s.line = block, string(block), int32(line)-1, 0
	s.end, s.done, s.odd, s.asked = -1, false, false, -1
	s.fields.reset(100)
	s.items.reset(30)
	s.next()
	if s.done || s.indent != 0 || s.isEntry() {
		return nil, false
	}
	s.root = s.readMap(0, 0)
	s.src, s.text = nil, ""
	return &s.root, s.done && !s.odd
}

// isSimpleText refuses tabs, control characters, and what may be a line break to YAML.
func isSimpleText(b []byte) bool {
	if viet.IsEveryday(b) {
		return true
	}
	for i, c := range b {
		switch {
		case c < ' ' && c != '\n', c == 0x7f, c == 0xEF,
			c == 0xC2 && i+1 < len(b) && b[i+1] < 0xA0,
			c == 0xE2 && i+2 < len(b) && b[i+1] == 0x80 && b[i+2]&^1 == 0xA8:
			return false
		}
	}
	return true
}

// next goes to the next line that is neither empty nor a comment.
func (s *simpleYAML) next() {
	for {
		s.start = s.end + 1
		if s.start >= len(s.src) {
			s.done = true
			return
		}
		s.end = lineEnd(s.src, s.start)
		s.line++
		i := s.start
		for i < s.end && s.src[i] == ' ' {
			i++
		}
		if i < s.end && s.src[i] != '#' {
			s.indent = i - s.start
			return
		}
	}
}

// isEntry tells whether the line is an entry of a list.
func (s *simpleYAML) isEntry() bool {
	i := s.start + s.indent
	return s.src[i] == '-' && (i+1 == s.end || s.src[i+1] == ' ')
}

// pos is the place of the byte at i of the current line. Asking in rising order is cheap, however long the line is.
func (s *simpleYAML) pos(i int) Pos {
	if s.asked < s.start || s.asked > i {
		s.asked, s.column = s.start, 1
	}
	for _, c := range s.src[s.asked:i] {
		if c&0xC0 != 0x80 {
			s.column++
		}
	}
	s.asked = i
	return Pos{s.line + s.offset, s.column}
}

// keyEnd gives the colon of "key:" at the text of the line, -1 if there is none.
func (s *simpleYAML) keyEnd() int {
	i := s.start + s.indent
	for i < s.end && (s.src[i]|0x20 >= 'a' && s.src[i]|0x20 <= 'z' || s.src[i] >= '0' && s.src[i] <= '9' ||
		s.src[i] == '_' || s.src[i] == '-' && i > s.start+s.indent) {
		i++
	}
	if i == s.start+s.indent || i == s.end || !isColon(s.src, i, s.end) {
		return -1
	}
	return i
}

// readMap reads the keys at one indentation.
func (s *simpleYAML) readMap(indent, depth int) node {
	n := node{shape: dict, pos: s.pos(s.start + indent)}
	if depth == 0 {
		n.fields = s.fields.take(40) // as many as a post can have
	} else {
		n.fields = s.fields.take(6)
	}
	for !s.done && !s.odd && s.indent == indent && !s.isEntry() {
		colon := s.keyEnd()
		if colon < 0 || depth >= limits.Depth {
			s.odd = true
			return n
		}
		f := field{key: s.text[s.start+indent : colon], pos: s.pos(s.start + indent)}
		if len(n.fields) > 100 || n.get(f.key) != nil {
			s.odd = true
			return n
		}
		f.value = s.readValue(colon+1, indent, depth+1)
		n.fields = append(n.fields, f)
	}
	s.odd = s.odd || !s.done && s.indent > indent
	return n
}

// readValue reads what follows a colon, on its line or below.
func (s *simpleYAML) readValue(i, indent, depth int) node {
	for i < s.end && s.src[i] == ' ' {
		i++
	}
	if i < s.end && s.src[i] != '#' {
		return s.readScalar(i, indent)
	}
	s.next()
	switch {
	case s.done || s.indent < indent:
		return node{}
	case s.isEntry():
		return s.readList(s.indent, depth)
	case s.indent == indent:
		return node{}
	}
	return s.readMap(s.indent, depth)
}

// readList reads the entries at one indentation.
func (s *simpleYAML) readList(indent, depth int) node {
	n := node{shape: list, pos: s.pos(s.start + indent), items: s.items.take(3)}
	for !s.done && !s.odd && s.indent == indent && s.isEntry() {
		i := s.start + indent + 1
		for i < s.end && s.src[i] == ' ' {
			i++
		}
		if i == s.end || s.src[i] == '#' || depth >= limits.Depth {
			s.odd = true
			return n
		}
		s.indent = i - s.start
		switch {
		case s.isEntry():
			s.odd = true
		case s.keyEnd() >= 0:
			n.items = append(n.items, s.readMap(s.indent, depth+1))
		default:
			item := s.readScalar(i, indent)
			s.odd = s.odd || item.quoted && s.isPlainAt(i)
			n.items = append(n.items, item)
		}
	}
	s.odd = s.odd || !s.done && s.indent > indent
	return n
}

// isPlainAt tells whether no quote stands at i: then a quoted scalar had a colon.
func (s *simpleYAML) isPlainAt(i int) bool { return s.src[i] != '"' && s.src[i] != '\'' }

// readScalar reads the value at i, which must end with its line, and goes on to the next line.
func (s *simpleYAML) readScalar(i, indent int) (n node) {
	after := s.end
	switch c := s.src[i]; {
	case c == '"' || c == '\'':
		n, after = s.readQuoted(i)
	case c == '[':
		n, after = s.readBrackets(i)
	case isSimpleStart(c):
		stop, troubled := plainEnd(s.src, i, s.end)
		n = node{shape: scalar, quoted: troubled, pos: s.pos(i), text: s.text[i:stop]}
		if !troubled && isNull(n.text) {
			n = node{pos: n.pos}
		}
	default:
		s.odd = true
	}
	if rest := bytes.TrimLeft(s.src[min(after, s.end):s.end], " "); len(rest) > 0 && (rest[0] != '#' || len(rest) == s.end-after) {
		s.odd = true
	}
	s.next()
	s.odd = s.odd || !s.done && s.indent > indent // it may go on
	return n
}

// isSimpleStart tells whether c begins plain text in any context.
func isSimpleStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= 0x80 || c == '/' || c == '.' || c == '('
}

// readQuoted reads quoted text without escapes and gives the offset after it.
func (s *simpleYAML) readQuoted(i int) (node, int) {
	end := bytes.IndexByte(s.src[i+1:s.end], s.src[i])
	text := s.text[i+1 : i+1+max(end, 0)]
	if end < 0 || strings.IndexByte(text, '\\') >= 0 || s.src[i] == '\'' && i+end+2 < s.end && s.src[i+end+2] == '\'' {
		s.odd = true
	}
	return node{shape: scalar, quoted: true, pos: s.pos(i), text: text}, i + len(text) + 2
}

// longLine is from where on, in bytes, a list on one line is left to the full parser: finding the column of each entry
// takes time that grows with the square of the line.
const longLine = 4 << 10

// readBrackets reads a list of plain or quoted texts on one line.
func (s *simpleYAML) readBrackets(i int) (node, int) {
	n := node{shape: list, pos: s.pos(i), items: s.items.take(3)}
	if s.end-s.start > longLine {
		s.odd = true
		return n, s.end
	}
	for i++; i < s.end && !s.odd; {
		for i < s.end && s.src[i] == ' ' {
			i++
		}
		if i < s.end && s.src[i] == ']' && len(n.items) == 0 {
			return n, i + 1
		}
		item, after := s.readItem(i)
		n.items = append(n.items, item)
		for after < s.end && s.src[after] == ' ' {
			after++
		}
		if after >= s.end || s.src[after] != ',' && s.src[after] != ']' {
			break
		}
		if i = after + 1; s.src[after] == ']' {
			return n, i
		}
	}
	s.odd = true
	return n, s.end
}

// readItem reads one text within brackets and gives the offset after it.
func (s *simpleYAML) readItem(i int) (node, int) {
	if i >= s.end {
		s.odd = true
		return node{}, i
	}
	if c := s.src[i]; c == '"' || c == '\'' {
		return s.readQuoted(i)
	} else if !isSimpleStart(c) {
		s.odd = true
		return node{}, i
	}
	end := i
	for end < s.end && strings.IndexByte(",[]{}:#", s.src[end]) < 0 {
		end++
	}
	text := strings.TrimRight(s.text[i:end], " ")
	s.odd = s.odd || isNull(text)
	return node{shape: scalar, pos: s.pos(i), text: text}, end
}
