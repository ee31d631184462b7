package content

import (
	"bytes"
	"encoding/json"
	"io"

	"bantin/internal/limits"
)

// jsonTree reads JSON token by token, because only tokens have places.
type jsonTree struct {
	r   *reader
	d   *json.Decoder
	src []byte
	at  *places
}

// parseJSON reads a block of JSON whose first line is the given line of the
// file; nil when it cannot be read.
func (r *reader) parseJSON(block []byte, line int) *node {
	d := json.NewDecoder(bytes.NewReader(block))
	d.UseNumber() // the text of a number, not its value
	t := jsonTree{r: r, d: d, src: block, at: newPlaces(block, line)}
	root, err := t.value(0)
	if err == nil {
		if t.next(); int(d.InputOffset()) < len(block) && len(bytes.TrimSpace(block[d.InputOffset():])) > 0 {
			r.report(t.next(), "json-syntax")
			return nil
		}
		return r.asRoot(&root)
	}
	if err == io.EOF && len(bytes.TrimSpace(block)) == 0 {
		return &node{shape: dict, pos: Pos{int32(line), 1}}
	}
	if err != errDeep {
		r.jsonError(err, d.InputOffset(), matter{block: block, line: line})
	}
	return nil
}

// errDeep ends the reading of a block whose depth was reported.
var errDeep = io.ErrNoProgress

// next gives the place of the token that comes next.
func (t *jsonTree) next() Pos {
	off := int(t.d.InputOffset())
	for off < len(t.src) && bytes.IndexByte([]byte(" \t\r\n,:"), t.src[off]) >= 0 {
		off++
	}
	return t.at.of(off)
}

func (t *jsonTree) value(depth int) (node, error) {
	n := node{pos: t.next()}
	if depth > limits.Depth {
		t.r.report(n.pos, "front-matter-deep")
		return n, errDeep
	}
	token, err := t.d.Token()
	if err != nil {
		return n, err
	}
	switch v := token.(type) {
	case string:
		n.shape, n.quoted, n.text = scalar, true, v
	case json.Number:
		n.shape, n.text = scalar, v.String()
	case bool:
		n.shape, n.text = scalar, "false"
		if v {
			n.text = "true"
		}
	case json.Delim:
		if v == '[' {
			err = t.list(&n, depth)
		} else {
			err = t.dict(&n, depth)
		}
	}
	return n, err
}

func (t *jsonTree) list(n *node, depth int) error {
	n.shape = list
	for t.d.More() {
		item, err := t.value(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	_, err := t.d.Token()
	return err
}

func (t *jsonTree) dict(n *node, depth int) error {
	n.shape = dict
	for t.d.More() {
		f := field{pos: t.next()}
		key, err := t.d.Token()
		if err != nil {
			return err
		}
		f.key, _ = key.(string)
		if f.value, err = t.value(depth + 1); err != nil {
			return err
		}
		n.fields = t.r.addField(n.fields, f)
	}
	_, err := t.d.Token()
	return err
}
