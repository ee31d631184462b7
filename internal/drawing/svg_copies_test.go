package drawing

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bantin/internal/limits"
)

// levels nests a part ten times ten times…: each level has ten of what one of the level below gives.
func levels(n int, first, wrap, one string) string {
	var b strings.Builder
	fmt.Fprintf(&b, first, 0)
	for i := range n {
		fmt.Fprintf(&b, wrap, i+1, strings.Repeat(fmt.Sprintf(one, i), 10))
	}
	return b.String()
}

// TestTooManyCopies holds which drawings a browser would hang at, and that others pass.
func TestTooManyCopies(t *testing.T) {
	const group = `<g id="a%d">%s</g>`
	leaf := `<g id="a%d"><path d="M0 0"/></g>`
	defs := func(s, last string) string { return "<defs>" + s + "</defs>" + last }
	uses := func(n int) string { return levels(n, leaf, group, `<use href="#a%d"/>`) }
	backwards := func(n int) string { // all parts stand after what refers to them
		s := ""
		for i := range n {
			s = fmt.Sprintf(group, i+1, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i), 10)) + s
		}
		return s + fmt.Sprintf(leaf, 0)
	}
	both := func(what, part, one string) { // 3 levels pass, 6 do not
		t.Helper()
		for n, refused := range map[int]bool{3: false, 6: true} {
			first := strings.Replace(part, "%s", "<path d='M0 0'/>", 1)
			copies(t, what, defs(levels(n, first, part, one), fmt.Sprintf(one, n)), refused)
		}
	}
	both("use", group, `<use href="#a%d"/>`)
	both("xlink", group, `<use xlink:href="#a%d"/>`)
	both("percent", group, `<use href="#%%61%d"/>`)
	both("symbol", `<symbol id="a%d">%s</symbol>`, `<use href="#a%d"/>`)
	both("pattern", `<pattern id="a%d">%s</pattern>`, `<rect fill="url(#a%d)"/>`)
	both("stroke", `<pattern id="a%d">%s</pattern>`, `<rect style="stroke:red url( '#a%d' )"/>`)
	both("handed on", `<pattern id="a%d">%s</pattern>`, `<g fill="url(#a%d)"><g><rect/></g></g>`)
	both("handed on to copies", `<pattern id="a%d">%s</pattern><g id="r"><rect/></g>`, `<use href="#r" fill="url(#a%d)"/>`)
	both("template", `<pattern id="a%d">%s</pattern>`, `<pattern href="#a%d"/><rect style="--x:0;fill:url(#a%[1]d)"/>`)
	both("marker", `<marker id="a%d">%s</marker>`, `<path marker-start="url(#a%d)"/>`)
	both("marker shorthand", `<marker id="a%d">%s</marker>`, `<path marker="url(#a%d)"/>`)
	both("mask", `<mask id="a%d">%s</mask>`, `<g mask="url(#a%d)"/>`)
	both("clip path", `<clipPath id="a%d">%s</clipPath>`, `<rect style="clip-path:url(#a%d)"/>`)
	both("filter", `<filter id="f%d"><feImage href="#a%[1]d"/></filter><g id="a%[1]d">%s</g>`, `<rect filter="url(#f%d)"/>`)
	both("rule", `<pattern id="a%d">%s</pattern><style>.c%[1]d, g > rect.x{fill:url(#a%[1]d)}</style>`, `<rect class="b c%d"/>`)
	both("rule of names", `<pattern id="a%d">%s</pattern><style>@media all{g z%[1]d, .k[id] ~ #r%[1]d:hover{fill:url(#a%[1]d)}}</style>`, `<rect id="r%d"/>`)
	both("animation", `<pattern id="a%d">%s</pattern>`, `<rect><set attributeName="fill" to="url(#a%d)"/></rect>`)
	both("animation elsewhere", `<pattern id="a%d">%s</pattern>`, `<rect class="r%d"/><set href="#r" attributeName="fill" to="url(#a%[1]d)"/><rect id="r" fill="url(#a%[1]d)"/>`)
	both("class of an animation", `<pattern id="a%d">%s</pattern><style>.c%[1]d{fill:url(#a%[1]d)}</style>`, `<rect><set attributeName="class" to="c%d"/></rect>`)
	both("frames", `<pattern id="a%d">%s</pattern><style>@keyframes k%[1]d{to{fill:url(#a%[1]d)}}</style>`, `<rect style="animation:k%d"/>`)
	both("variable", `<pattern id="a%d">%s</pattern>`, `<rect style="--p:url(#a%d);fill:var(--p)"/>`)

	many := func(n int, s string) string { return strings.Repeat(s, n) }
	const stops = `<stop offset="0"/><stop offset="1"/>`
	for _, c := range []struct {
		what, body string
		refused    bool
	}{
		{"a map with thousands of signs", defs(`<symbol id="s"><circle r="3"/><path d="M0 0v9"/></symbol>`, many(8000, `<use href="#s" x="1"/>`)), false},
		{"text as glyphs", defs(`<g id="s"><path d="M0 0v9"/></g>`, many(30_000, `<use href="#s" x="1"/>`)), false},
		{"exactly so many", defs(`<path id="s"/>`, many(int(limits.DrawingCopies), `<use href="#s"/>`)), false},
		{"one more", defs(`<path id="s"/>`, many(int(limits.DrawingCopies)+1, `<use href="#s"/>`)), true},
		{"what stands there is no copy", many(int(limits.DrawingCopies)+1, `<path/>`), false},
		{"gradients", `<linearGradient id="b">` + stops + `</linearGradient><linearGradient id="s" href="#b"/>` + many(int(limits.DrawingCopies)+1, `<path fill="url(#s)"/>`), false},
		{"long gradients", `<linearGradient id="s">` + many(1000, stops) + `</linearGradient>` + many(1000, `<path fill="url(#s)"/>`), true},
		{"a long path", `<path id="s" d="` + many(100_000, "M0 0 ") + `"/>` + many(1000, `<use href="#s"/>`), true},
		{"dots of a line", `<marker id="s"><circle/></marker><polyline marker-mid="url(#s)" points="` + many(2000, "1 2,") + `"/>`, false},
		{"many dots of many lines", `<marker id="s"><circle/></marker><g marker-mid="url(#s)">` + many(100, `<path d="M`+many(2000, "1 2,")+`"/>`) + `</g>`, true},
		{"a path in a style", `<marker id="s"><circle/></marker><g marker-mid="url(#s)">` + many(100, `<path style="d:path('M`+many(2000, "1 2,")+`')"/>`) + `</g>`, true},
		{"before its definition", "<use href='#a3'/>" + backwards(3), false},
		{"bomb before its definition", "<use href='#a6'/>" + backwards(6), true},
		{"never shown", defs(uses(9), ""), false},
		{"shown at once", uses(9), true},
		{"the first of an id counts", defs(`<g id="a9"/>`+uses(9), `<use href="#a9"/>`), false},
		{"not a later one", defs(uses(9)+`<g id="a9"/>`, `<use href="#a9"/>`), true},
		{"spaces in an id", defs(`<g id=" b"/>`+uses(9)+"<g id='b\n'><use href='#a9'/></g>", `<use href="#b%20"/>`), true},
		{"of nothing", many(100, `<use href="#x"/><rect fill="url(#y)"/>`), false},
		{"of itself", `<g id="a">` + many(50, `<use href="#a"/>`) + `</g><use id="b" href="#b"/><pattern id="p"><rect fill="url(#p)"/></pattern><rect fill="url(#p)"/>`, false},
		{"of each other", `<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>`, false},
		{"a bomb of circles", func() string { // a sum of the parts that stops at a circle would be small
			s := ""
			for i := range 12 {
				s += fmt.Sprintf(`<g id="a%d"><use href="#a%d"/>%s</g>`, i, i+1, many(10, fmt.Sprintf(`<use href="#a%d"/>`, i-1)))
			}
			return s
		}(), true},
		{"each of all others", many(1, func() string {
			s := ""
			for i := range 14 {
				s += fmt.Sprintf(`<g id="a%d">`, i)
				for j := range 14 {
					s += fmt.Sprintf(`<use href="#a%d"/>`, j)
				}
				s += "</g>"
			}
			return s
		}()), true},
		{"a deep chain", func() string {
			var b strings.Builder
			for i := range 300 {
				fmt.Fprintf(&b, `<g id="a%d"><use href="#a%d"/></g>`, i, i-1)
			}
			return defs(b.String(), `<use href="#a299"/>`)
		}(), true},
		{"inherit in a rule", `<style>rect{fill:inherit}</style>` + defs(levels(6, strings.Replace(`<pattern id="a%d">%s</pattern>`, "%s", "<path/>", 1),
			`<pattern id="a%d">%s</pattern>`, `<g fill="url(#a%d)"><rect fill="url(#z)"/></g>`)+`<pattern id="z"/>`, `<g fill="url(#a6)"><rect/></g>`), true},
		{"rules for all", "<style>" + many(2000, `*:hover{fill:url(#x)}`) + "</style>" + many(2000, "<rect/>"), true},
	} {
		copies(t, c.what, c.body, c.refused)
	}
}

func copies(t *testing.T, what, body string, refused bool) {
	t.Helper()
	_, err := Clean(new(bytes.Buffer), []byte(svgHead+body+"</svg>"), judge)
	if (err != nil) != refused {
		t.Errorf("%s: refused %v: %.300s", what, err, body)
	}
	if err != nil && !errors.As(err, new(UnsafeError)) {
		t.Errorf("%s: %v", what, err)
	}
}

func TestVertices(t *testing.T) {
	for path, want := range map[string]int{
		"": 0, "0,0 1,1": 2, "M0 0": 1, "M0 0h1 2-3": 4, "M.5.5L1e-5-1": 2, "M0 0c1 2 3 4 5 6zm1 1": 5, "a1 1 0 0010 10": 2, "'M1 1": 2,
	} {
		if got := vertices(path); got < want || got > 2*want+2 {
			t.Errorf("%s: %d, want %d or a little more", path, got, want)
		}
	}
}
