package content

import "unicode/utf8"

// shape says what a node is.
type shape uint8

const (
	absent shape = iota // a key with nothing after it
	scalar
	list
	dict
)

// node is a value of front matter, the same for YAML, TOML and JSON. A scalar
// keeps the text that the editor wrote: no syntax may decide for us that
// 1.250 is one and a quarter, or that "no" is a boolean.
type node struct {
	shape  shape
	quoted bool // in quotes or a block: text for certain
	opened bool // a table that had its header (TOML)
	pos    Pos
	text   string  // of a scalar
	items  []node  // of a list
	fields []field // of a dict, in the order written
}

// field is one key of a dict with its value.
type field struct {
	key   string
	pos   Pos
	value node
}

// get gives the value of a key, nil when the key is not there.
func (n *node) get(key string) *node {
	for i := range n.fields {
		if n.fields[i].key == key {
			return &n.fields[i].value
		}
	}
	return nil
}

// places turns byte offsets into lines and columns. Asking in rising order is
// cheap, whatever the length of the lines.
type places struct {
	src  []byte
	line int32 // of the first byte of src
	off  int   // the offset asked last
	at   Pos   // its place
}

func newPlaces(src []byte, firstLine int) *places {
	return &places{src: src, line: int32(firstLine), at: Pos{int32(firstLine), 1}}
}

// of gives the place of the byte at off.
func (p *places) of(off int) Pos {
	off = min(max(off, 0), len(p.src))
	if off < p.off {
		p.off, p.at = 0, Pos{p.line, 1}
	}
	from := p.off
	for i := from; i < off; i++ {
		if p.src[i] == '\n' {
			p.at.Line++
			p.at.Column = 1
			from = i + 1
		}
	}
	p.at.Column += int32(utf8.RuneCount(p.src[from:off]))
	p.off = off
	return p.at
}
