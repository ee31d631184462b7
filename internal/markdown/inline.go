package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"bantin/internal/limits"
)

// inlines writes n and its following siblings, up to but without end.
func (p *page) inlines(n, end ast.Node) {
	if n == nil {
		return
	}
	if p.enter(n.Parent()) {
		for ; n != nil && n != end; n = n.NextSibling() {
			if t, ok := n.(*ast.Text); ok {
				n = p.textNode(t)
				continue
			}
			p.inline(n)
		}
	}
	p.leave()
}

func (p *page) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Emphasis:
		if n.Level == 1 {
			p.element("em", n)
		} else {
			p.element("strong", n)
		}
	case *east.Strikethrough:
		p.element("del", n)
	case *ast.Link:
		p.link(n)
	case *ast.AutoLink:
		p.autoLink(n)
	case *ast.Image:
		p.image(n, false)
	case *ast.CodeSpan:
		p.codeSpan(n)
	case *ast.RawHTML:
		p.rawHTML(n)
	case *east.FootnoteLink:
		p.footnoteLink(n)
	case *east.TaskCheckBox:
		p.checkBox(n)
	}
}

func (p *page) element(name string, n ast.Node) {
	if p.plain {
		p.inlines(n.FirstChild(), nil)
		return
	}
	p.write("<")
	p.write(name)
	p.write(">")
	p.inlines(n.FirstChild(), nil)
	p.write("</")
	p.write(name)
	p.write(">")
}

// textNode writes a text together with the texts that go on where it ends, and
// gives the last of them: the parser splits text at signs that turned out to be none.
func (p *page) textNode(n *ast.Text) *ast.Text {
	segment := n.Segment
	for {
		t, ok := n.NextSibling().(*ast.Text)
		if !ok || breaks(n) || t.Segment.Start != segment.Stop || t.Segment.Padding != 0 {
			break
		}
		n, segment.Stop = t, t.Segment.Stop
	}
	next := byte(' ')
	if stop := segment.Stop; !breaks(n) && stop < len(p.src) && p.src[stop] != '\n' {
		next = p.src[stop]
	}
	p.text(segment.Value(p.src), next)
	if !breaks(n) {
		return n
	}
	p.quotes.prev = ' '
	switch {
	case p.plain:
		p.write(" ")
	case n.HardLineBreak():
		p.write("<br>\n")
	default:
		p.write("\n")
	}
	return n
}

func breaks(n *ast.Text) bool { return n.SoftLineBreak() || n.HardLineBreak() }

func (p *page) codeSpan(n *ast.CodeSpan) {
	if !p.plain {
		p.write("<code>")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		s := t.Segment.Value(p.src)
		if body, found := bytes.CutSuffix(s, []byte{'\n'}); found {
			p.code(body)
			p.write(" ")
			continue
		}
		p.code(s)
	}
	if !p.plain {
		p.write("</code>")
	}
	p.quotes.prev = 'x'
}

// rawHTML leaves a tag out. A line break becomes a space, lest it join two words.
func (p *page) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	segment := n.Segments.At(0)
	name := tagName(p.src[segment.Start:segment.Stop])
	if name == "br" && len(p.out) > 0 && p.out[len(p.out)-1] > ' ' {
		p.write(" ")
		p.quotes.prev = ' '
	}
	if !p.plain {
		p.warnTag(segment.Start, name)
	}
}

// tagName is the name of the tag at the beginning of b, with / for a closing
// one; "!--" for a comment.
func tagName(b []byte) string {
	b = bytes.TrimLeft(b, " \t<")
	if bytes.HasPrefix(b, []byte("!--")) {
		return "!--"
	}
	n := 0
	for n < len(b) && n < 40 && (alphanumeric(b[n]) || b[n] == '-' || n == 0 && (b[n] == '/' || b[n] == '!' || b[n] == '?')) {
		n++
	}
	return string(bytes.ToLower(b[:n]))
}

// warnTag warns of a tag. Comments are notes among editors; a closing tag is
// worth a word only where the opening one had none.
func (p *page) warnTag(off int, name string) {
	if name == "!--" {
		return
	}
	closing := name != "" && name[0] == '/'
	if closing {
		for _, opened := range p.warned {
			if opened == name[1:] {
				return
			}
		}
	} else if len(p.warned) < limits.Problems {
		p.warned = append(p.warned, name)
	}
	p.report(off, "raw-html", name)
}

// checkBox writes the state of a task as a sign with a name: a form control
// that does nothing would only stop people who use the keyboard.
func (p *page) checkBox(n *east.TaskCheckBox) {
	if p.plain {
		return
	}
	sign, name := "☐", p.conv.words.Todo
	if n.IsChecked {
		sign, name = "☑", p.conv.words.Done
	}
	p.write(`<span`)
	if name != "" {
		p.write(` role="img"`)
		p.label(name)
	}
	p.write(">" + sign + "</span> ")
}

// plainText gives n and its following siblings as plain text.
func (p *page) plainText(n ast.Node) string {
	return p.plainOf(func() { p.inlines(n, nil) })
}

// plainOf gives what words writes as plain text.
func (p *page) plainOf(words func()) string {
	out, plain, quotes := p.out, p.plain, p.quotes
	p.out, p.plain = p.scratch[:0], true
	p.startText()
	words()
	s := string(p.out)
	p.scratch = p.out
	p.out, p.plain, p.quotes = out, plain, quotes
	return s
}
