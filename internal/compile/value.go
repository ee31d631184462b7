package compile

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// getter gives a value of a running program. It is not valid after a failure.
type getter func(f *frame) reflect.Value

// pipe compiles a pipeline of one command without declarations.
func (c *compiler) pipe(p *parse.PipeNode, s scope) (getter, reflect.Type) {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		fail("pipeline %s", p)
	}
	return c.value(p.Cmds[0], s)
}

// value compiles a command: a field, a variable, or one of or, not, eq.
func (c *compiler) value(cmd *parse.CommandNode, s scope) (getter, reflect.Type) {
	if len(cmd.Args) == 1 {
		return c.operand(cmd.Args[0], s)
	}
	id, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok {
		fail("command %s", cmd)
	}
	switch id.Ident {
	case "or":
		return c.or(cmd.Args[1:], s)
	case "not":
		get, _ := c.operand(cmd.Args[1], s)
		return func(f *frame) reflect.Value { return reflect.ValueOf(!truth(get(f))) }, reflect.TypeFor[bool]()
	case "eq":
		return c.eq(cmd.Args[1:], s)
	}
	if call, ok := c.funcs[id.Ident]; ok && len(cmd.Args) == 2 {
		if constant, ok := cmd.Args[1].(*parse.StringNode); ok {
			address, err := call(constant.Text)
			if err != nil {
				fail("%s: %v", cmd, err)
			}
			v := reflect.ValueOf(address)
			return func(f *frame) reflect.Value { return v }, v.Type()
		}
	}
	fail("function %s", id.Ident)
	return nil, nil
}

// or gives the first operand that is true, else the last.
func (c *compiler) or(args []parse.Node, s scope) (getter, reflect.Type) {
	getters := make([]getter, len(args))
	var t reflect.Type
	same := true
	for i, a := range args {
		var at reflect.Type
		getters[i], at = c.operand(a, s)
		same = same && (t == nil || t == at)
		t = at
	}
	if !same {
		// Only its truth can be of use; whoever wants more finds no field in a bool.
		return func(f *frame) reflect.Value {
			return reflect.ValueOf(slices.ContainsFunc(getters, func(g getter) bool { return truth(g(f)) }))
		}, reflect.TypeFor[bool]()
	}
	return func(f *frame) (v reflect.Value) {
		for _, get := range getters {
			if v = get(f); truth(v) {
				break
			}
		}
		return v
	}, t
}

// eq compares a string with a constant.
func (c *compiler) eq(args []parse.Node, s scope) (getter, reflect.Type) {
	if len(args) != 2 {
		fail("eq of %d", len(args))
	}
	get, t := c.operand(args[0], s)
	constant, ok := args[1].(*parse.StringNode)
	if !ok || t != reflect.TypeFor[string]() {
		fail("eq %s %s", args[0], args[1])
	}
	return func(f *frame) reflect.Value {
		v := get(f)
		return reflect.ValueOf(v.IsValid() && v.String() == constant.Text)
	}, reflect.TypeFor[bool]()
}

func (c *compiler) operand(n parse.Node, s scope) (getter, reflect.Type) {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(f *frame) reflect.Value { return f.dot }, s.dot
	case *parse.FieldNode:
		return fields(func(f *frame) reflect.Value { return f.dot }, s.dot, n.Ident)
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return fields(func(f *frame) reflect.Value { return f.root }, s.root, n.Ident[1:])
		}
		for i, name := range slices.Backward(s.names) {
			if name == n.Ident[0] {
				return fields(func(f *frame) reflect.Value { return f.vars[i] }, s.types[i], n.Ident[1:])
			}
		}
	}
	fail("operand %s", n)
	return nil, nil
}

var (
	errNilPointer = errors.New("a field of nothing")
	errEndless    = errors.New("templates call each other without end")
)

// fields follows a chain of fields from a value of type t.
func fields(get getter, t reflect.Type, chain []string) (getter, reflect.Type) {
	for _, name := range chain {
		outer := get
		pointer := t.Kind() == reflect.Pointer
		if pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			fail("field %s of %s", name, t)
		}
		field, ok := t.FieldByName(name)
		if !ok || len(field.Index) != 1 && throughPointer(t, field.Index) {
			fail("field %s of %s", name, t)
		}
		t = field.Type
		index := field.Index
		switch {
		case pointer:
			get = func(f *frame) reflect.Value {
				v := outer(f)
				if !v.IsValid() || v.IsNil() {
					if *f.err == nil {
						*f.err = fmt.Errorf("%w: %s", errNilPointer, name)
					}
					return reflect.Value{}
				}
				return v.Elem().FieldByIndex(index)
			}
		case len(index) == 1:
			only := index[0]
			get = func(f *frame) reflect.Value {
				if v := outer(f); v.IsValid() {
					return v.Field(only)
				}
				return reflect.Value{}
			}
		default:
			get = func(f *frame) reflect.Value {
				if v := outer(f); v.IsValid() {
					return v.FieldByIndex(index)
				}
				return reflect.Value{}
			}
		}
	}
	return get, t
}

// throughPointer tells whether an embedded pointer lies on the way to a field.
func throughPointer(t reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		t = t.Field(i).Type
		if t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

// truth is that of text/template.
func truth(v reflect.Value) bool {
	if !v.IsValid() {
		return false
	}
	switch v.Kind() {
	case reflect.String, reflect.Slice:
		return v.Len() > 0
	case reflect.Struct:
		return true
	}
	return !v.IsZero()
}

// writerFor gives the function that writes a value of type t as html/template does with these escapers.
func writerFor(t reflect.Type, escapers []string) func(w *bytes.Buffer, s string) {
	const prefix = "_html_template_"
	if t.Kind() != reflect.String || t.NumMethod() > 0 {
		fail("value of type %s", t)
	}
	names := make([]string, len(escapers))
	for i, e := range escapers {
		names[i] = strings.TrimPrefix(e, prefix)
	}
	text := t == reflect.TypeFor[string]()
	switch strings.Join(names, " ") {
	case "htmlescaper":
		switch {
		case t == reflect.TypeFor[template.HTML]():
			return func(w *bytes.Buffer, s string) { w.WriteString(s) }
		case text || t == reflect.TypeFor[template.URL]():
			return escapeText
		}
	case "attrescaper", "rcdataescaper":
		if text || t == reflect.TypeFor[template.URL]() {
			return escapeText
		}
	case "urlnormalizer attrescaper", "urlfilter urlnormalizer attrescaper":
		if t == reflect.TypeFor[template.URL]() {
			return escapeURL
		}
	case "htmlnamefilter":
		if t == reflect.TypeFor[template.HTMLAttr]() {
			return func(w *bytes.Buffer, s string) { w.WriteString(s) }
		}
	}
	fail("%s in %v", t, names)
	return nil
}

// escapeText writes plain text into text or an attribute, with the references that html/template uses.
func escapeText(w *bytes.Buffer, s string) {
	last := 0
	for i := range len(s) {
		if escapes[s[i]]&inText == 0 {
			continue
		}
		w.WriteString(s[last:i])
		w.WriteString(reference(s[i]))
		last = i + 1
	}
	w.WriteString(s[last:])
}

// escapeURL writes a finished address into an attribute. What no address may hold is percent-encoded.
func escapeURL(w *bytes.Buffer, s string) {
	const hex = "0123456789abcdef"
	last := 0
	for i := range len(s) {
		c := s[i]
		if escapes[c] == 0 || c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		w.WriteString(s[last:i])
		if escapes[c]&inURL != 0 {
			w.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			w.WriteString(reference(c))
		}
		last = i + 1
	}
	w.WriteString(s[last:])
}

// How a byte is written otherwise than as itself.
const (
	inText = 1 << iota // as a reference
	inURL              // percent-encoded
)

// escapes tells it for each byte. Percent-encoded in addresses is all but the
// reserved and unreserved characters of RFC 3986; quote and parentheses end an
// address in some places and a percent sign may begin an escape.
var escapes = func() (t [256]byte) {
	for c := range t {
		if strings.IndexByte("\x00\"&'+<>", byte(c)) >= 0 {
			t[c] |= inText
		}
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && strings.IndexByte("!#$&*+,/:;=?@[]-._~", byte(c)) < 0 {
			t[c] |= inURL
		}
	}
	return t
}()

func reference(c byte) string {
	switch c {
	case '"':
		return "&#34;"
	case '&':
		return "&amp;"
	case '\'':
		return "&#39;"
	case '+':
		return "&#43;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	}
	return "\uFFFD"
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
