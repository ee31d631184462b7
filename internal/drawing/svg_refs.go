package drawing

import (
	"encoding/xml"
	"slices"
	"strings"
)

// svgProp is how an element refers to another part of the drawing. The first five are handed on to the elements
// inside, each of which draws the part anew.
type svgProp uint8

const (
	propFill svgProp = iota
	propStroke
	propMarkerStart
	propMarkerMid
	propMarkerEnd
	propAlone // a mask, a filter, the template of a pattern: once for the element
	propCopy  // the element shows the part as if it stood in its place
	svgProps  = iota

	inherited = propAlone // how many properties are handed on
)

// svgRefs notes, of a drawing as it is published, what refers to what, so that svg_copies.go can
// tell how much a browser has to draw. Where a browser chooses (which rule wins,
// which class an animation gives), all that it may choose is noted.
type svgRefs struct {
	nodes  []svgNode
	open   []int32 // elements around the next one
	refs   []svgRef
	rules  [][]svgRef         // of style sheets
	styles map[svgKey][]int32 // which rules may be for an element
	any    []string           // what fill, stroke, markers and variables refer to
	points int                // vertices of the longest path that a rule or an animation gives
	given  []string           // classes that animations give
	copies svgCopies          // of the count
}

// svgNode is an element. Places of nodes and refs count from 1; 0 is none.
type svgNode struct {
	name, id, class  string
	template         string // the gradient that a gradient goes on from
	points           string // the path or polygon that an attribute gives
	at, bytes, stops int32  // where it begins; how much stands in its attributes and text; colours of a gradient
	parent, refs     int32
	child, last      int32 // elements inside that are drawn wherever this one is
	next             int32 // the next of them in the parent
}

// svgRef is a reference. An id of "" stands for any that fill, stroke, markers and variables have: var(), inherit, context-fill.
type svgRef struct {
	prop svgProp
	id   string
	next int32 // of the same element
}

// svgKey is a part of a selector: '#' an id, '.' a class, ' ' an element's name, '*' all elements.
type svgKey struct {
	kind byte
	name string
}

// start notes an element with the attributes that it is published with.
func (r *svgRefs) start(name string, attrs []xml.Attr, at int64) {
	n := svgNode{name: name, at: int32(at)}
	if len(r.open) > 0 {
		n.parent = r.open[len(r.open)-1]
	}
	r.nodes = append(r.nodes, n)
	i := int32(len(r.nodes))
	r.open = append(r.open, i)
	p := &r.nodes[i-1]
	r.place(p, i)
	for _, a := range attrs {
		if a.Name.Space == "xml" {
			continue
		}
		if a.Name.Local != "href" { // pictures are large, but shown from one copy
			p.bytes += int32(len(a.Value))
		}
		switch a.Name.Local {
		case "id":
			p.id = strings.NewReplacer("\t", " ", "\n", " ").Replace(a.Value) // as XML reads attributes
		case "class":
			p.class = a.Value
		case "d", "points":
			p.points = a.Value
		case "href":
			r.href(p, a.Value)
		case "style":
			r.style(p, a.Value)
		default:
			if svgPresentation(a.Name.Local) && strings.ContainsAny(a.Value, "(-") {
				r.add(p, r.property(nil, a.Name.Local, cssTokens(a.Value), false)...)
			}
		}
	}
	if p.parent > 0 && (name == "set" || strings.HasPrefix(name, "animate")) {
		r.animation(attrs, &r.nodes[p.parent-1])
	}
}

func (r *svgRefs) end() { r.open = r.open[:len(r.open)-1] }

// text notes text inside the present element.
func (r *svgRefs) text(t []byte) {
	if len(r.open) > 0 {
		r.nodes[r.open[len(r.open)-1]-1].bytes += int32(len(t))
	}
}

// place puts an element among those which are drawn with its parent.
func (r *svgRefs) place(n *svgNode, i int32) {
	if n.parent == 0 {
		return
	}
	p := &r.nodes[n.parent-1]
	switch n.name {
	case "stop":
		p.stops++
		return
	case "defs", "symbol", "pattern", "marker", "mask", "clipPath", "linearGradient", "radialGradient", "filter", "font", "view",
		"style", "title", "desc":
		return // drawn only where something refers to it or to what is inside
	}
	if p.child == 0 {
		p.child = i
	} else {
		r.nodes[p.last-1].next = i
	}
	p.last = i
}

func (r *svgRefs) add(n *svgNode, refs ...svgRef) {
	for _, ref := range refs {
		ref.next = n.refs
		r.refs = append(r.refs, ref)
		n.refs = int32(len(r.refs))
	}
}

// href notes where an element leads, if that makes it draw anything.
func (r *svgRefs) href(n *svgNode, value string) {
	id, ok := strings.CutPrefix(value, "#")
	if !ok {
		return
	}
	switch n.name {
	case "use", "feImage":
		r.add(n, svgRef{prop: propCopy, id: id})
	case "pattern", "filter", "textPath":
		r.add(n, svgRef{prop: propAlone, id: id})
	case "linearGradient", "radialGradient":
		n.template = id
	}
}

// style notes the declarations of a style attribute.
func (r *svgRefs) style(n *svgNode, css string) {
	if mayRefer(css) {
		r.add(n, r.declarations(cssTokens(css))...)
	}
}

// mayRefer tells whether it is worth taking a style apart.
func mayRefer(css string) bool {
	css = strings.ToLower(css)
	return slices.ContainsFunc([]string{"(", "inherit", "unset", "revert", "context-"}, func(s string) bool { return strings.Contains(css, s) })
}

// declarations gives the references of a block of CSS.
func (r *svgRefs) declarations(t []cssToken) []svgRef {
	var refs []svgRef
	for len(t) > 0 {
		var d []cssToken
		d, t = cssDeclaration(t)
		if d = trimSpace(d); len(d) == 0 {
			continue
		}
		name, value, ok := cssProperty(d)
		if !ok {
			continue
		}
		if name == "d" {
			for _, v := range value {
				if v.kind == cssString {
					r.points = max(r.points, vertices(v.text))
				}
			}
		}
		refs = r.property(refs, name, value, true)
	}
	return refs
}

// property appends the references of a property. In a style sheet the words that stand for the value of the element around
// may win over another value of this one.
func (r *svgRefs) property(refs []svgRef, name string, value []cssToken, sheet bool) []svgRef {
	variable := strings.HasPrefix(name, "--")
	props := svgPropsOf(name)
	for _, t := range value {
		id := ""
		switch {
		case t.kind == cssURL:
			if id = strings.TrimPrefix(t.text, "#"); variable || props[0] != propAlone {
				r.any = append(r.any, id)
			}
		case t.kind == cssFunc && t.text == "var":
		case t.kind == cssWord && (strings.EqualFold(t.text, "context-fill") || strings.EqualFold(t.text, "context-stroke")):
		case t.kind == cssWord && sheet && props[0] != propAlone && cssInherits(t.text):
		default:
			continue
		}
		if variable {
			continue
		}
		for _, p := range props {
			refs = append(refs, svgRef{prop: p, id: id})
		}
	}
	return refs
}

func svgPropsOf(name string) []svgProp {
	switch name {
	case "fill":
		return []svgProp{propFill}
	case "stroke":
		return []svgProp{propStroke}
	case "marker":
		return []svgProp{propMarkerStart, propMarkerMid, propMarkerEnd}
	case "marker-start":
		return []svgProp{propMarkerStart}
	case "marker-mid":
		return []svgProp{propMarkerMid}
	case "marker-end":
		return []svgProp{propMarkerEnd}
	}
	return []svgProp{propAlone}
}

// cssInherits tells whether a word stands for the value of the element around (CSS Cascade 5, 7.3).
func cssInherits(word string) bool {
	switch strings.ToLower(word) {
	case "inherit", "unset", "revert", "revert-layer":
		return true
	}
	return false
}

// animation notes what an animation may give to the element around it, or to the one that its href names.
func (r *svgRefs) animation(attrs []xml.Attr, n *svgNode) {
	var name, target, values string
	for _, a := range attrs {
		switch a.Name.Local {
		case "attributeName":
			name = a.Value
		case "href":
			target = strings.TrimPrefix(a.Value, "#")
		case "values", "from", "to", "by":
			values += a.Value + ";"
		}
	}
	switch name {
	case "class":
		r.given = append(r.given, strings.FieldsFunc(values, func(c rune) bool { return c == ';' || c <= ' ' })...)
	case "d", "points":
		r.points = max(r.points, vertices(values))
	}
	refs := r.property(nil, name, cssTokens(values), true)
	switch {
	case len(refs) == 0:
	case target == "":
		r.add(n, refs...)
	default:
		r.rule(refs, svgKey{'#', target})
	}
}
