package content

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"bantin/internal/limits"
)

// tomlTree builds a tree from the expressions of TOML: "a.b = 1", "[table]"
// and "[[list of tables]]".
type tomlTree struct {
	r    *reader
	p    unstable.Parser
	at   *places
	root *node
}

// parseTOML reads a block of TOML whose first line is the given line of the
// file; nil when it cannot be read.
func (r *reader) parseTOML(block []byte, line int) *node {
	t := tomlTree{r: r, at: newPlaces(block, line), root: &node{shape: dict, pos: Pos{int32(line), 1}}}
	t.p.Reset(block)
	table := t.root
	for t.p.NextExpression() {
		switch e := t.p.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = t.header(e)
		case unstable.KeyValue:
			t.keyValue(table, e, 1)
		}
	}
	err := t.p.Error()
	if err == nil {
		return t.root
	}
	pos := Pos{int32(line), 1}
	var at *unstable.ParserError
	if errors.As(err, &at) && len(at.Highlight) > 0 {
		pos = t.at.of(int(t.p.Range(at.Highlight).Offset))
	}
	r.report(pos, "toml-syntax")
	return nil
}

// header opens a table and gives the node that its keys go to. A header that
// contradicts what stands before it is reported and its keys go nowhere.
func (t *tomlTree) header(e *unstable.Node) *node {
	into := t.root
	keys := e.Key()
	for depth := 1; keys.Next(); depth++ {
		k := keys.Node()
		name, pos := string(k.Data), t.at.of(int(k.Raw.Offset))
		if depth > limits.Depth {
			t.r.reportOnce(pos, "front-matter-deep")
			return &node{shape: dict}
		}
		last := keys.IsLast()
		next := into.get(name)
		switch {
		case next == nil && last && e.Kind == unstable.ArrayTable:
			next = t.add(into, name, pos, node{shape: list, pos: pos, items: []node{{shape: dict, pos: pos}}})
		case next == nil:
			next = t.add(into, name, pos, node{shape: dict, pos: pos})
		case last && e.Kind == unstable.ArrayTable && next.shape == list:
			next.items = append(next.items, node{shape: dict, pos: pos})
		case last && (e.Kind == unstable.ArrayTable || next.shape != dict || next.opened):
			t.r.report(pos, "duplicate-key", name)
			return &node{shape: dict}
		}
		if next.shape == list && len(next.items) > 0 {
			next = &next.items[len(next.items)-1]
		}
		if next.shape != dict {
			t.r.report(pos, "duplicate-key", name)
			return &node{shape: dict}
		}
		into = next
	}
	into.opened = e.Kind == unstable.Table
	return into
}

// add puts a new key into a table and gives its value's node.
func (t *tomlTree) add(into *node, name string, pos Pos, v node) *node {
	before := len(into.fields)
	into.fields = t.r.addField(into.fields, field{key: name, pos: pos, value: v})
	if len(into.fields) == before { // refused
		return &node{shape: v.shape, items: v.items}
	}
	return &into.fields[before].value
}

// keyValue adds "key = value" or "a.b.c = value" to a table.
func (t *tomlTree) keyValue(into *node, e *unstable.Node, depth int) {
	keys := e.Key()
	for keys.Next() {
		k := keys.Node()
		name, pos := string(k.Data), t.at.of(int(k.Raw.Offset))
		if keys.IsLast() {
			v := t.value(e.Value(), t.at.of(t.afterKey(k)), depth)
			t.add(into, name, pos, v)
			return
		}
		if depth++; depth > limits.Depth {
			t.r.reportOnce(pos, "front-matter-deep")
			return
		}
		next := into.get(name)
		if next == nil {
			next = t.add(into, name, pos, node{shape: dict, pos: pos})
		}
		if next.shape != dict {
			t.r.report(pos, "duplicate-key", name)
			return
		}
		into = next
	}
}

// afterKey is where the value after a key begins: lists have no place of their own.
func (t *tomlTree) afterKey(k *unstable.Node) int {
	src := t.p.Data()
	off := int(k.Raw.Offset + k.Raw.Length)
	for off < len(src) && bytes.IndexByte([]byte(" \t="), src[off]) >= 0 {
		off++
	}
	return off
}

// value converts a value. at is its place if it does not know its own: a list
// within a list is placed where the outer one is.
func (t *tomlTree) value(v *unstable.Node, at Pos, depth int) node {
	if v.Raw.Length > 0 {
		at = t.at.of(int(v.Raw.Offset))
	}
	n := node{pos: at}
	if depth > limits.Depth {
		t.r.reportOnce(n.pos, "front-matter-deep")
		return n
	}
	switch v.Kind {
	case unstable.Array:
		n.shape = list
		for it := v.Children(); it.Next(); {
			n.items = append(n.items, t.value(it.Node(), at, depth+1))
		}
	case unstable.InlineTable:
		n.shape = dict
		for it := v.Children(); it.Next(); {
			t.keyValue(&n, it.Node(), depth+1)
		}
	case unstable.String:
		n.shape, n.quoted, n.text = scalar, true, string(v.Data)
	case unstable.Integer:
		n.shape, n.text = scalar, strings.ReplaceAll(string(v.Data), "_", "")
	default:
		n.shape, n.text = scalar, string(v.Data)
	}
	return n
}
