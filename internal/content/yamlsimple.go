package content

import "bytes"

// simpleYAML reads the YAML that nearly all front matter is made of: keys with
// one line of text, lists and maps by indentation, short lists in brackets. It
// costs a tenth of the full parser, which is most of the time that a post
// takes. Whatever is less simple, or wrong, it leaves to the full parser; a
// test holds that both give the same tree.
type simpleYAML struct {
	src    []byte
	offset int32 // lines of the file before src

	// The current line: its number in src, its first byte and the one after
	// its last, and the column of its text. A list entry is moved along its line.
	line       int32
	start, end int
	indent     int
	done       bool // no line is left
	odd        bool // not simple
}

// parseSimple gives the tree of a block, or false when it is not simple.
func parseSimple(block []byte, line int) (node, bool) {
	if !isSimpleText(block) {
		return node{}, false
	}
	s := simpleYAML{src: block, offset: int32(line) - 1, end: -1}
	s.next()
	if s.done || s.indent != 0 || s.isEntry() {
		return node{}, false
	}
	root := s.readMap(0, 0)
	return root, s.done && !s.odd
}

// isSimpleText refuses tabs, control characters, and what may be a line break to YAML.
func isSimpleText(b []byte) bool {
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

// pos is the place of the byte at i of the current line.
func (s *simpleYAML) pos(i int) Pos {
	col := int32(1)
	for _, c := range s.src[s.start:i] {
		if c&0xC0 != 0x80 {
			col++
		}
	}
	return Pos{s.line + s.offset, col}
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
	n := node{shape: dict, pos: s.pos(s.start + indent), fields: make([]field, 0, 8)}
	for !s.done && !s.odd && s.indent == indent && !s.isEntry() {
		colon := s.keyEnd()
		if colon < 0 || depth >= maxDepth {
			s.odd = true
			return n
		}
		f := field{key: string(s.src[s.start+indent : colon]), pos: s.pos(s.start + indent)}
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
	n := node{shape: list, pos: s.pos(s.start + indent)}
	for !s.done && !s.odd && s.indent == indent && s.isEntry() {
		i := s.start + indent + 1
		for i < s.end && s.src[i] == ' ' {
			i++
		}
		if i == s.end || s.src[i] == '#' || depth >= maxDepth {
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
		n = node{shape: scalar, quoted: troubled, pos: s.pos(i), text: string(s.src[i:stop])}
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
	text := s.src[i+1 : i+1+max(end, 0)]
	if end < 0 || bytes.IndexByte(text, '\\') >= 0 || s.src[i] == '\'' && i+end+2 < s.end && s.src[i+end+2] == '\'' {
		s.odd = true
	}
	return node{shape: scalar, quoted: true, pos: s.pos(i), text: string(text)}, i + len(text) + 2
}

// readBrackets reads a list of plain or quoted texts on one line.
func (s *simpleYAML) readBrackets(i int) (node, int) {
	n := node{shape: list, pos: s.pos(i), items: []node{}}
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
	for end < s.end && bytes.IndexByte([]byte(",[]{}:#"), s.src[end]) < 0 {
		end++
	}
	text := string(bytes.TrimRight(s.src[i:end], " "))
	s.odd = s.odd || isNull(text)
	return node{shape: scalar, pos: s.pos(i), text: text}, end
}
