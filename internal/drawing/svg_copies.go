package drawing

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/limits"
)

const (
	// copyBytes of attributes and text weigh as much as an element: a border of a country that is
	// drawn a thousand times is no small thing, though it is one path.
	copyBytes = 1024
	// freeStops is how many colours of a gradient weigh as much as an element. Ordinary gradients
	// cost nothing, however many shapes have them.
	freeStops = 8
)

// svgCopies is the count of what a drawing's references make a browser draw.
// The drawing is walked through as a browser does, not summed up from sums of the parts:
// what a part weighs depends on where it is used (a circle ends where it closes, a fill comes from the
// element around), and the walk ends at limits.DrawingCopies anyway.
type svgCopies struct {
	own    [][svgProps]int32 // lists of each element
	lists  [][]int32         // elements that are referred to; the first list is empty
	single map[int32]int32   // lists of one element
	anyone int32             // the list of what svgRefs.any names
	ids    map[string]int32
	work   int

	inside []int32 // in which layer each element is just being drawn; 0: none
	busy   []bool  // patterns, masks and the like that are just being drawn
	layer  int32   // how many of them; 1 is the drawing
	depth  int
	count  int64
	at     int32 // the element of the file that is just being drawn
	deep   bool
}

// inheritance are the lists that elements inside go on with.
type inheritance [inherited]int32

// check gives an error, and the place of the element that causes it, when the drawing is too much for a browser.
func (r *svgRefs) check() (at int64, err error) {
	if len(r.nodes) == 0 || len(r.refs) == 0 && len(r.rules) == 0 {
		return 0, nil
	}
	c := &r.copies
	r.resolve()
	if c.work <= limits.DrawingChoices {
		c.inside, c.busy, c.layer = make([]int32, len(r.nodes)), make([]bool, len(r.nodes)), 1
		r.draw(1, inheritance{}, false)
	}
	n := &r.nodes[max(c.at, 1)-1]
	switch {
	case c.work > limits.DrawingChoices:
		return int64(n.at), UnsafeError{"url(#…) > " + strconv.Itoa(limits.DrawingChoices)}
	case c.deep:
		return int64(n.at), UnsafeError{"<" + n.name + "> > " + strconv.Itoa(limits.DrawingDepth)}
	case c.count > limits.DrawingCopies:
		return int64(n.at), UnsafeError{"<" + n.name + "> × > " + strconv.FormatInt(limits.DrawingCopies, 10)}
	}
	return 0, nil
}

// resolve finds the elements that each element refers to.
func (r *svgRefs) resolve() {
	c := &r.copies
	c.ids = make(map[string]int32)
	for i := range r.nodes {
		id := r.nodes[i].id
		if _, ok := c.ids[id]; !ok && id != "" { // of elements with the same id, the first counts
			c.ids[id] = int32(i + 1)
		}
	}
	for _, class := range r.given {
		if len(r.styles[svgKey{'.', class}]) == 0 {
			continue
		}
		c.work += len(r.styles[svgKey{'.', class}])
		r.styles[svgKey{'*', ""}] = append(r.styles[svgKey{'*', ""}], r.styles[svgKey{'.', class}]...)
	}
	c.lists, c.single = make([][]int32, 1), make(map[int32]int32)
	var anyone []int32
	for _, id := range r.any {
		anyone = r.find(anyone, id)
	}
	c.anyone = c.list(anyone)
	c.own = make([][svgProps]int32, len(r.nodes))
	for i := range r.nodes {
		if c.work > limits.DrawingChoices {
			return
		}
		r.resolveNode(i)
	}
}

func (r *svgRefs) resolveNode(i int) {
	n, c := &r.nodes[i], &r.copies
	var found [svgProps][]int32
	see := func(ref *svgRef) {
		if c.work++; ref.id != "" {
			found[ref.prop] = r.find(found[ref.prop], ref.id)
			return
		}
		c.work += len(c.lists[c.anyone])
		found[ref.prop] = append(found[ref.prop], c.lists[c.anyone]...)
	}
	rules := func(k svgKey) {
		for _, rule := range r.styles[k] {
			for j := range r.rules[rule] {
				if see(&r.rules[rule][j]); c.work > limits.DrawingChoices {
					return
				}
			}
		}
	}
	for j := n.refs; j > 0; j = r.refs[j-1].next {
		see(&r.refs[j-1])
	}
	if len(r.styles) > 0 {
		rules(svgKey{'*', ""})
		rules(svgKey{' ', n.name})
		rules(svgKey{'#', n.id})
		for class := range strings.FieldsSeq(n.class) {
			rules(svgKey{'.', class})
		}
	}
	for p := range found {
		c.own[i][p] = c.list(found[p])
	}
}

// find appends the element that a reference leads to, unless drawing it costs nothing. Readers may
// or may not decode what is written with percent signs.
func (r *svgRefs) find(all []int32, id string) []int32 {
	c := &r.copies
	if i, ok := c.ids[id]; ok && (!isGradient(r.nodes[i-1].name) || r.gradient(i) > 0) {
		all = append(all, i)
	}
	if strings.Contains(id, "%") {
		if plain, err := url.PathUnescape(id); err == nil && plain != id {
			if i, ok := c.ids[plain]; ok && (!isGradient(r.nodes[i-1].name) || r.gradient(i) > 0) {
				all = append(all, i)
			}
		}
	}
	return all
}

func isGradient(name string) bool { return name == "linearGradient" || name == "radialGradient" }

// gradient is what a gradient costs: its colours, and the way to those of its template.
func (r *svgRefs) gradient(i int32) int64 {
	c := &r.copies
	hops := int64(0)
	for ; hops < int64(limits.DrawingDepth); hops++ {
		n := &r.nodes[i-1]
		next := c.ids[n.template]
		if n.stops > 0 || next == 0 {
			return (int64(n.stops) + hops) / freeStops
		}
		c.work++
		i = next
	}
	return hops / freeStops
}

// list gives the number of a list.
func (c *svgCopies) list(all []int32) int32 {
	switch len(all) {
	case 0:
		return 0
	case 1:
		if l, ok := c.single[all[0]]; ok {
			return l
		}
		c.single[all[0]] = int32(len(c.lists))
	default:
		slices.Sort(all)
		all = slices.Compact(all)
	}
	c.lists = append(c.lists, all)
	return int32(len(c.lists) - 1)
}

// draw counts an element and what is inside: whether it stands in the file at this place, or is a copy.
func (r *svgRefs) draw(i int32, from inheritance, copied bool) {
	c, n := &r.copies, &r.nodes[i-1]
	switch {
	case c.count > limits.DrawingCopies || c.deep:
		return
	case c.inside[i-1] == c.layer: // a circle: browsers show nothing of it
		return
	case c.depth == limits.DrawingDepth:
		c.deep = true
		return
	case copied:
		c.count += int64(1 + n.bytes/copyBytes)
	default:
		c.at = i
	}
	outside := c.inside[i-1]
	c.inside[i-1] = c.layer
	c.depth++
	own := &c.own[i-1]
	from = from.with(own)
	r.paint(n, from)
	for _, to := range c.lists[own[propAlone]] {
		r.resource(to)
	}
	for _, to := range c.lists[own[propCopy]] {
		r.draw(to, from, true)
	}
	for child := n.child; child > 0; child = r.nodes[child-1].next {
		r.draw(child, from, copied)
	}
	c.depth--
	c.inside[i-1] = outside
}

// with is what an element hands on.
func (from inheritance) with(own *[svgProps]int32) inheritance {
	for p := range from {
		if own[p] > 0 {
			from[p] = own[p]
		}
	}
	return from
}

// paint counts what a shape is filled, drawn and marked with.
func (r *svgRefs) paint(n *svgNode, from inheritance) {
	last := propStroke
	switch n.name {
	case "path", "line", "polyline", "polygon":
		last = propMarkerEnd
	case "rect", "circle", "ellipse", "text", "tspan", "textPath":
	default:
		return
	}
	c := &r.copies
	for p := propFill; p <= last; p++ {
		times := 1
		if p == propMarkerMid && from[p] > 0 {
			times = max(vertices(n.points), r.points)
		}
		if times == 0 {
			continue
		}
		before := c.count
		for _, to := range c.lists[from[p]] {
			r.resource(to)
		}
		c.count = before + (c.count-before)*int64(times)
	}
}

// resource counts a pattern, a mask or the like, if that is not what is being drawn: what is in it inherits from
// where it stands, not from what it is used for, and may show again what it is used for.
func (r *svgRefs) resource(i int32) {
	c := &r.copies
	if isGradient(r.nodes[i-1].name) {
		c.count += r.gradient(i)
		return
	}
	if c.busy[i-1] {
		return
	}
	var around [limits.DrawingDepth]int32
	n := 0
	for p := r.nodes[i-1].parent; p > 0; p = r.nodes[p-1].parent {
		around[n] = p
		n++
	}
	var from inheritance
	for _, p := range slices.Backward(around[:n]) {
		from = from.with(&c.own[p-1])
	}
	c.busy[i-1] = true
	c.layer++
	r.draw(i, from, true)
	c.layer--
	c.busy[i-1] = false
}

// vertices is the most points that a path or a polygon can have, by the numbers in it.
func vertices(path string) int {
	all, numbers, each := 0, 0, 2
	for i := 0; i < len(path); {
		switch c := path[i]; {
		case c >= '0' && c <= '9', c == '.':
			numbers++
			i += numberEnd(path[i:])
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			all += (numbers+each-1)/each + 1
			numbers, each = 0, perPoint(c)
			i++
		default:
			i++
		}
	}
	return all + (numbers+each-1)/each
}

// perPoint is how few numbers after a command of a path make a point.
func perPoint(command byte) int {
	switch command | 0x20 {
	case 'h', 'v':
		return 1
	case 'q', 's':
		return 4
	case 'a': // seven, but its two flags may stand before the next without a space
		return 5
	case 'c':
		return 6
	}
	return 2
}

// numberEnd is the length of the number without a sign that s begins with.
func numberEnd(s string) int {
	n, point := 0, false
	for n < len(s) {
		switch c := s[n]; {
		case c >= '0' && c <= '9':
		case c == '.' && !point:
			point = true
		case c|0x20 == 'e' && n+1 < len(s) && strings.IndexByte("+-0123456789", s[n+1]) >= 0:
			n++
			point = true
		default:
			return n
		}
		n++
	}
	return n
}
