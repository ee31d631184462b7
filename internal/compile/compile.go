// Package compile turns html/template layouts into programs that append to a buffer.
//
// html/template calls a function by reflection for each value that it prints:
// on ten thousand pages that is most of the work of rendering. Here a template
// that html/template has parsed and escaped becomes a program. The types of all
// values are known beforehand from the type of the view, so nothing is looked up
// while it runs.
//
// Only what layouts commonly use is understood: fields, if, with, range,
// template, or, not, eq, variables of range, and the escapers for text,
// attributes and addresses. A template with anything else is left to
// html/template as a whole. Both give the same bytes: tests hold one against
// the other, with random and hostile values, here and on all layouts.
package compile

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// Program is a compiled template. It may run in several goroutines at once.
type Program struct {
	name string
	run  program
}

// Func is a function of templates that gives the same address for the same constant, whatever the page.
type Func = func(constant string) (template.URL, error)

// Template turns the template called root, which must have been executed once
// so that it is escaped, into a program for views of a type. It gives nil, and why,
// when it cannot. funcs are the functions that may be called once and for all.
func Template(set *template.Template, root string, view reflect.Type, funcs map[string]Func) (p *Program, why string) {
	defer func() {
		if v := recover(); v != nil {
			u, ok := v.(unsupported)
			if !ok {
				panic(v)
			}
			p, why = nil, u.what
		}
	}()
	c := &compiler{set: set, funcs: funcs, done: make(map[callKey]*program)}
	return &Program{root, c.template(root, view)}, ""
}

// Execute writes a view of the program's type, or a pointer to one. A field of
// a nil pointer is an error, as it is for html/template; w then holds a part of the output.
func (p *Program) Execute(w *bytes.Buffer, view any) error {
	v := reflect.Indirect(reflect.ValueOf(view))
	var err error
	p.run(w, &frame{dot: v, root: v, err: &err})
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	return nil
}

// program is a compiled piece of a template.
type program func(w *bytes.Buffer, f *frame)

// frame is what a running program sees: the values of the view.
type frame struct {
	dot, root reflect.Value
	vars      []reflect.Value // of ranges, innermost last
	err       *error          // the first failure
	depth     int             // of templates that call each other
}

// maxDepth is how deep templates may call each other, as for html/template: a layout that calls itself for ever is an
// error of its page, and must not exhaust the stack.
const maxDepth = 100_000

// enter tells whether a template may be called, and notes the failure if not.
func (f *frame) enter() bool {
	if *f.err == nil && f.depth >= maxDepth {
		*f.err = errEndless
	}
	return *f.err == nil
}

// unsupported says why a template cannot be compiled. It is thrown by fail and caught by Template.
type unsupported struct{ what string }

type callKey struct {
	name string
	dot  reflect.Type
}

type compiler struct {
	set   *template.Template
	funcs map[string]Func
	done  map[callKey]*program
}

// scope is what is known of a place in a template while it is compiled.
type scope struct {
	dot, root reflect.Type
	names     []string // of variables
	types     []reflect.Type
}

func (s scope) with(dot reflect.Type) scope {
	s.dot = dot
	return s
}

func (s scope) declare(name string, t reflect.Type) scope {
	s.names = append(slices.Clip(s.names), name)
	s.types = append(slices.Clip(s.types), t)
	return s
}

func fail(format string, args ...any) { panic(unsupported{fmt.Sprintf(format, args...)}) }

// template compiles a template that is called with a value of type dot.
func (c *compiler) template(name string, dot reflect.Type) program {
	key := callKey{name, dot}
	if p, ok := c.done[key]; ok {
		return func(w *bytes.Buffer, f *frame) { (*p)(w, f) } // maybe of a template that calls itself
	}
	p := new(program)
	c.done[key] = p
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		fail("no template %s", name)
	}
	*p = c.list(t.Tree.Root, scope{dot: dot, root: dot})
	return *p
}

func (c *compiler) list(l *parse.ListNode, s scope) program {
	if l == nil {
		return nil
	}
	var all []program
	var text []byte
	flush := func() {
		if len(text) > 0 {
			ready := text
			all = append(all, func(w *bytes.Buffer, f *frame) { w.Write(ready) })
			text = nil
		}
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			text = append(text, n.Text...)
			continue
		case *parse.CommentNode:
			continue
		}
		flush()
		all = append(all, c.node(n, s))
	}
	flush()
	if len(all) == 1 {
		return all[0]
	}
	return func(w *bytes.Buffer, f *frame) {
		for _, p := range all {
			p(w, f)
		}
	}
}

func (c *compiler) node(n parse.Node, s scope) program {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n, s)
	case *parse.IfNode:
		return c.ifNode(n, s)
	case *parse.WithNode:
		return c.withNode(n, s)
	case *parse.RangeNode:
		return c.rangeNode(n, s)
	case *parse.TemplateNode:
		return c.call(n, s)
	}
	fail("%T", n)
	return nil
}

func (c *compiler) action(n *parse.ActionNode, s scope) program {
	if len(n.Pipe.Decl) > 0 {
		fail("declaration")
	}
	get, t := c.value(n.Pipe.Cmds[0], s)
	var escapers []string
	for _, cmd := range n.Pipe.Cmds[1:] {
		id, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 {
			fail("pipeline %s", n.Pipe)
		}
		escapers = append(escapers, id.Ident)
	}
	write := writerFor(t, escapers)
	return func(w *bytes.Buffer, f *frame) {
		if v := get(f); v.IsValid() {
			write(w, v.String())
		}
	}
}

func (c *compiler) ifNode(n *parse.IfNode, s scope) program {
	get, _ := c.pipe(n.Pipe, s)
	then, other := c.list(n.List, s), c.list(n.ElseList, s)
	return func(w *bytes.Buffer, f *frame) {
		if truth(get(f)) {
			then(w, f)
		} else if other != nil {
			other(w, f)
		}
	}
}

func (c *compiler) withNode(n *parse.WithNode, s scope) program {
	get, t := c.pipe(n.Pipe, s)
	then, other := c.list(n.List, s.with(t)), c.list(n.ElseList, s)
	return func(w *bytes.Buffer, f *frame) {
		v := get(f)
		if !truth(v) {
			if other != nil {
				other(w, f)
			}
			return
		}
		dot := f.dot
		f.dot = v
		then(w, f)
		f.dot = dot
	}
}

func (c *compiler) rangeNode(n *parse.RangeNode, s scope) program {
	if len(n.Pipe.Cmds) != 1 {
		fail("pipeline %s", n.Pipe)
	}
	for _, v := range n.Pipe.Decl {
		if n.Pipe.IsAssign || v.Ident[0] == "$" {
			fail("variable %s", v) // it outlives the range, or hides the root
		}
	}
	get, t := c.value(n.Pipe.Cmds[0], s)
	if t.Kind() != reflect.Slice {
		fail("range over %s", t)
	}
	inner := s.with(t.Elem())
	index, element := false, false
	switch len(n.Pipe.Decl) {
	case 1:
		element = true
		inner = inner.declare(n.Pipe.Decl[0].Ident[0], t.Elem())
	case 2:
		index, element = true, true
		inner = inner.declare(n.Pipe.Decl[0].Ident[0], reflect.TypeFor[int]()).declare(n.Pipe.Decl[1].Ident[0], t.Elem())
	}
	body, other := c.list(n.List, inner), c.list(n.ElseList, s)
	return func(w *bytes.Buffer, f *frame) {
		v := get(f)
		if !v.IsValid() || v.Len() == 0 {
			if other != nil {
				other(w, f)
			}
			return
		}
		dot, vars := f.dot, len(f.vars)
		for i := range v.Len() {
			f.dot = v.Index(i)
			f.vars = f.vars[:vars]
			if index {
				f.vars = append(f.vars, reflect.ValueOf(i))
			}
			if element {
				f.vars = append(f.vars, f.dot)
			}
			body(w, f)
		}
		f.dot, f.vars = dot, f.vars[:vars]
	}
}

func (c *compiler) call(n *parse.TemplateNode, s scope) program {
	if n.Pipe == nil {
		p := c.template(n.Name, reflect.TypeFor[struct{}]())
		return func(w *bytes.Buffer, f *frame) {
			empty := reflect.ValueOf(struct{}{})
			if f.enter() {
				p(w, &frame{dot: empty, root: empty, err: f.err, depth: f.depth + 1})
			}
		}
	}
	get, t := c.pipe(n.Pipe, s)
	p := c.template(n.Name, t)
	return func(w *bytes.Buffer, f *frame) {
		dot, root, vars := f.dot, f.root, f.vars
		f.dot = get(f)
		f.root, f.vars = f.dot, nil
		if f.dot.IsValid() && f.enter() {
			f.depth++
			p(w, f)
			f.depth--
		}
		f.dot, f.root, f.vars = dot, root, vars
	}
}
