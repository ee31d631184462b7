package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"bantin/internal/viet"
)

func (p *page) paragraph(n *ast.Paragraph) {
	if !p.inNote && (p.video(n) || p.figures(n)) {
		return
	}
	before, refs := len(p.out), len(p.refs)
	p.write("<p>")
	p.startText()
	p.inlines(n.FirstChild(), nil)
	p.out = append(p.out, p.takeTail(n)...)
	if len(p.refs) == refs && blank(p.out[before+len("<p>"):]) {
		p.out = p.out[:before] // all of it was left out
		return
	}
	p.write("</p>\n")
	if p.lead == "" && n.Parent().Kind() == ast.KindDocument {
		p.lead = collapse(p.plainText(n.FirstChild()))
	}
}

// video writes the hole of a video, if the paragraph is a YouTube address alone.
func (p *page) video(n *ast.Paragraph) bool {
	if n.Lines().Len() != 1 {
		return false
	}
	segment := n.Lines().At(0)
	address := bytes.Trim(segment.Value(p.src), " <>")
	if len(address) > 300 || bytes.IndexByte(address, ' ') >= 0 || bytes.IndexByte(address, '/') < 0 {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindText, ast.KindAutoLink: // youtu.be/… is only text for Markdown
		default:
			return false
		}
	}
	id, ok := YouTubeID(unescape(address, false))
	if !ok {
		return false
	}
	line, column := p.at(segment.Start)
	p.refs = append(p.refs, Ref{Kind: YouTube, Open: len(p.out), Close: len(p.out), Dest: id, Line: line, Column: column})
	p.write("\n")
	return true
}

// figures writes a paragraph that has only pictures, or links around one
// picture each, as figures with their titles as captions.
func (p *page) figures(n *ast.Paragraph) bool {
	count := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if pictureOf(c) != nil {
			count++
		} else if t, ok := c.(*ast.Text); !ok || !blank(t.Segment.Value(p.src)) {
			return false
		}
	}
	if count == 0 {
		return false
	}
	if count > 1 {
		p.write("<div class=\"grid\">\n")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if img := pictureOf(c); img != nil {
			p.figure(c, img)
		}
	}
	if count > 1 {
		p.write("</div>\n")
	}
	return true
}

// pictureOf gives the picture that n is or links.
func pictureOf(n ast.Node) *ast.Image {
	if l, ok := n.(*ast.Link); ok && l.FirstChild() == l.LastChild() {
		n = l.FirstChild()
	}
	img, _ := n.(*ast.Image)
	return img
}

func (p *page) figure(n ast.Node, img *ast.Image) {
	p.write("<figure>")
	p.startText()
	from := len(p.refs)
	if n == img {
		p.image(img, true)
	} else {
		p.link(n.(*ast.Link))
		for i := from; i < len(p.refs); i++ {
			if p.refs[i].Kind == Image {
				p.refs[i].Title = ""
			}
		}
	}
	p.caption(img.Title)
	p.write("</figure>\n")
}

// caption writes the caption of a figure, if it has one.
func (p *page) caption(title []byte) {
	if len(title) > 0 {
		p.write("<figcaption>")
		p.startText()
		p.text(title, ' ')
		p.write("</figcaption>")
	}
}

func (p *page) heading(n *ast.Heading) {
	p.headingOf(n.Pos(), n.Level, func() { p.inlines(n.FirstChild(), nil) })
}

// headingOf writes a heading that stands at an offset; words writes what it says.
func (p *page) headingOf(off, level int, words func()) {
	text := collapse(p.plainOf(words))
	if text == "" {
		return
	}
	level = max(level, 2)
	if level > p.level+1 {
		p.report(off, "heading-jump", clip(text))
	}
	p.level = level
	tag := [...]string{"h2", "h3", "h4", "h5", "h6"}[level-2]
	p.write("<")
	p.write(tag)
	if !p.conv.noIDs {
		id := p.headingID(text)
		p.headings = append(p.headings, Heading{Level: level, ID: id, Text: text})
		p.write(` id="`)
		p.idPlaces = append(p.idPlaces, len(p.out))
		p.write(id)
		p.write(`"`)
	}
	p.write(">")
	p.startText()
	words()
	p.write("</")
	p.write(tag)
	p.write(">\n")
}

// headingID makes an id that nothing else on the page has: those of layouts begin with "_".
func (p *page) headingID(words string) string {
	id := viet.Slug(words)
	if id == "" {
		id = p.conv.unnamed
	}
	if strings.HasPrefix(id, "fn-") || strings.HasPrefix(id, "fnref-") {
		id = p.conv.unnamed + "-" + id // those of footnotes
	}
	if p.ids == nil {
		p.ids = make(map[string]int)
	}
	n := p.ids[id]
	if n == 0 {
		p.ids[id] = 1
		return id
	}
	for {
		n++
		next := id + "-" + strconv.Itoa(n)
		if p.ids[next] == 0 {
			p.ids[id], p.ids[next] = n, 1
			return next
		}
	}
}

func (p *page) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	p.write("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		p.write(` start="` + strconv.Itoa(n.Start) + `"`)
	}
	p.write(">\n")
	if p.enter(n) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			p.write("<li")
			if isTask(c) {
				p.write(` class="task"`)
			}
			p.write(">")
			if first := c.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
				p.write("\n")
			}
			p.blocks(c)
			p.write("</li>\n")
		}
	}
	p.leave()
	p.write("</" + tag + ">\n")
}

func isTask(item ast.Node) bool {
	first := item.FirstChild()
	return first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == east.KindTaskCheckBox
}

// blockquote writes a quote. A last paragraph, or last line of it, that begins
// with a dash says whose words they are: it becomes the footer.
func (p *page) blockquote(n *ast.Blockquote) {
	p.write("<blockquote>\n")
	last, _ := n.LastChild().(*ast.Paragraph)
	var footer *ast.Text
	if last != nil {
		footer = p.attribution(last)
	}
	if footer == nil {
		p.blocks(n)
		p.write("</blockquote>\n")
		return
	}
	if p.enter(n) {
		for c := n.FirstChild(); c != last; c = c.NextSibling() {
			p.block(c)
		}
		p.startText()
		if footer != last.FirstChild() {
			p.write("<p>")
			p.inlines(last.FirstChild(), footer)
			p.out = bytes.TrimSuffix(bytes.TrimSuffix(p.out, []byte("\n")), []byte("<br>"))
			p.write("</p>\n")
			p.startText()
		}
		footer.Segment.Start += dashLength(footer.Segment.Value(p.src))
		p.write("<footer>")
		p.inlines(footer, nil)
		p.write("</footer>\n")
	}
	p.leave()
	p.write("</blockquote>\n")
}

// attribution finds the text of the last line of a quote's last paragraph, if
// it begins with a dash and is not all of the quote.
func (p *page) attribution(last *ast.Paragraph) *ast.Text {
	var line *ast.Text
	begins := true
	for c := last.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if begins {
			line = t
		}
		begins = ok && breaks(t)
	}
	if line == nil || line == last.FirstChild() && last.PreviousSibling() == nil {
		return nil
	}
	text := line.Segment.Value(p.src)
	if n := dashLength(text); n == 0 || n == len(text) && line.NextSibling() == nil {
		return nil
	}
	return line
}

// dashLength is the length of the dash and spaces that begin an attribution; 0 for none.
func dashLength(b []byte) int {
	for _, dash := range []string{"—", "–", "--", "―"} {
		rest, found := bytes.CutPrefix(b, []byte(dash))
		if words := bytes.TrimLeft(rest, " "); found && len(words) < len(rest) {
			return len(b) - len(words)
		}
	}
	return 0
}

func (p *page) codeBlock(n ast.Node) {
	p.write(`<pre tabindex="0"><code>`)
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		p.code(segment.Value(p.src))
	}
	p.write("</code></pre>\n")
}

// htmlBlock leaves a block out with all that is in it. Comments go silently,
// unless they take text with them.
func (p *page) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	first, end := lines.At(0), lines.At(lines.Len()-1).Stop
	if n.HasClosure() {
		end = n.ClosureLine.Stop
	}
	block := p.src[first.Start:end]
	start := first.Start + len(block) - len(bytes.TrimLeft(block, " \t"))
	name := tagName(block)
	if name == "!--" {
		if i := bytes.LastIndex(block, []byte("-->")); i < 0 || !blank(block[i+3:]) {
			p.report(start, "comment-hides-text")
		}
		return
	}
	p.warnTag(start, name)
}

func (p *page) table(n *east.Table) {
	defer p.countCells(n, p.cellCount)
	p.openTable(p.guard.tables)
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == east.KindTableHeader {
			p.write("<thead>\n")
			p.row(row, true)
			p.write("</thead>\n")
			continue
		}
		if !body {
			p.write("<tbody>\n")
			body = true
		}
		p.row(row, false)
	}
	if body {
		p.write("</tbody>\n")
	}
	p.write("</table></div>\n")
}

// openTable begins one of all tables of a body.
func (p *page) openTable(all int) {
	p.tables++
	p.write(`<div class="scroll" role="region"`)
	if name := p.conv.words.Table; all > 1 {
		p.label(name + " " + strconv.Itoa(p.tables))
	} else {
		p.label(name)
	}
	p.write(" tabindex=\"0\"><table>\n")
}

func (p *page) row(row ast.Node, head bool) {
	p.write("<tr>")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*east.TableCell)
		tag := p.openCell(head && c.HasChildren(), ok && cell.Alignment == east.AlignRight)
		p.inlines(c.FirstChild(), nil)
		p.write(tag)
	}
	p.write("</tr>\n")
}

// openCell begins a cell and gives the tag that ends it. An empty cell is no heading of anything.
func (p *page) openCell(heading, right bool) (end string) {
	open, end := "<td", "</td>"
	if heading {
		open, end = `<th scope="col"`, "</th>"
	}
	p.cellCount++
	p.write(open)
	if right {
		p.write(` class="n"`)
	}
	p.write(">")
	p.startText()
	return end
}

func (p *page) definitions(n *east.DefinitionList) {
	p.write("<dl>\n")
	if p.enter(n) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c.Kind() {
			case east.KindDefinitionTerm:
				p.write("<dt>")
				p.startText()
				p.inlines(c.FirstChild(), nil)
				p.write("</dt>\n")
			case east.KindDefinitionDescription:
				p.write("<dd>")
				p.blocks(c)
				p.write("</dd>\n")
			}
		}
	}
	p.leave()
	p.write("</dl>\n")
}
