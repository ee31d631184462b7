package markdown

import (
	"bytes"
	"strconv"
)

// quick reads the Markdown that nearly all posts are made of, in one go from
// bytes to HTML: 10 µs for a post of 3.8 kB, where goldmark's tree and the walk over it
// take 65 and most of the memory of a build. goldmark stays the truth: quick takes a body only where it is sure to write the same,
// else it steps aside, and a fuzz target holds that both give equal Documents.
//
// It knows, by the sections of CommonMark 0.31 and GFM:
//
//   - paragraphs (4.8) and blank lines (4.9), lines without indentation;
//   - ATX headings (4.2) without a closing sequence;
//   - tight lists (5.3) of items of one line, which may interrupt a paragraph;
//   - quotes (5.1) of paragraphs of one line;
//   - one table (GFM 4.10) whose rows all begin and end with a stroke and have as
//     many cells as its head;
//   - a paragraph that is one picture: a figure;
//   - within them what [quick.spans] knows.
//
// The rest steps aside. Code, HTML, definitions, footnotes, rules, setext headings and
// blocks within items need the tree, or a look at later lines. An
// indented line may go on with an item or be code. A blank line between items makes a
// list loose, which is known only at its end. A second table makes the first one "1".
type quick struct {
	*page
	// from and to bound the text of the block being written.
	from, to int
	// signs counts the signs of markup in it: goldmark may give up on very many.
	signs int
	// odd says that the body is not for quick.
	odd bool
}

const (
	// maxQuick and maxSigns keep a body far below the budget of guard, which quick does not count.
	maxQuick = 64 << 10
	maxSigns = 200
)

// quick writes the body if it can. If not, nothing of what it wrote may be kept.
func (p *page) quick() bool {
	q := quick{page: p}
	if len(p.src) > maxQuick {
		return false
	}
	p.addresses = true // only text that holds one could show the difference, and that is odd
	for pos := 0; pos < len(p.src) && !q.odd; {
		pos = q.block(pos)
	}
	return !q.odd
}

// lineKind is what begins on a line.
type lineKind uint8

const (
	oddLine lineKind = iota
	blankLine
	textLine
	headingLine
	bulletLine
	numberLine
	tableLine
	quoteLine
)

// kindOf tells what begins on a line, and the length of the mark before its text.
func kindOf(line []byte) (kind lineKind, mark int) {
	if len(line) == 0 {
		return blankLine, 0
	}
	second := byte('\n')
	if len(line) > 1 {
		second = line[1]
	}
	switch c := line[0]; c {
	case '#':
		n := run(line)
		switch {
		case n == len(line) || n > 6:
			return oddLine, 0
		case line[n] == ' ':
			return headingLine, n
		}
		return textLine, 0
	case '-', '+', '*':
		switch {
		case second == ' ':
			return itemKind(line, bulletLine, 2)
		case c == '-' && (second == '-' || second == '|' || second == ':'), second == '\n':
			return oddLine, 0
		}
		return textLine, 0
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		n := 1
		for n < len(line) && '0' <= line[n] && line[n] <= '9' {
			n++
		}
		if n == len(line) || line[n] != '.' && line[n] != ')' {
			return textLine, 0
		}
		if n > 9 || n+1 == len(line) {
			return oddLine, 0
		}
		if line[n+1] == ' ' {
			return itemKind(line, numberLine, n+2)
		}
		return textLine, 0
	case '|':
		return tableLine, 0
	case ' ':
		if blank(line) {
			return blankLine, 0
		}
		return oddLine, 0
	case '>':
		return quoteLine, 0
	case ':', '=':
		return oddLine, 0
	}
	return textLine, 0
}

// itemKind is the kind of an item of a list if its text is that of a paragraph.
func itemKind(line []byte, kind lineKind, mark int) (lineKind, int) {
	if len(line) == mark {
		return oddLine, 0
	}
	if text, _ := kindOf(line[mark:]); text != textLine {
		return oddLine, 0
	}
	return kind, mark
}

// lineEnd is where the line that begins at pos ends, without its line feed.
func (p *page) lineEnd(pos int) int {
	if n := bytes.IndexByte(p.src[pos:], '\n'); n >= 0 {
		return pos + n
	}
	return len(p.src)
}

// block writes the block that begins at pos and gives the beginning of the next.
func (q *quick) block(pos int) int {
	end := q.lineEnd(pos)
	switch kind, mark := kindOf(q.src[pos:end]); kind {
	case blankLine:
		return end + 1
	case textLine:
		return q.paragraph(pos, end)
	case headingLine:
		q.begin(pos+mark, end)
		if q.from == q.to || q.src[q.to-1] == '#' {
			break
		}
		q.headingOf(pos, mark, q.words)
		return end + 1
	case bulletLine, numberLine:
		return q.list(pos, kind, mark)
	case tableLine:
		return q.table(pos, end)
	case quoteLine:
		return q.quote(pos)
	}
	q.odd = true
	return pos
}

// begin turns to the text of another block, without the spaces around it.
func (q *quick) begin(from, to int) {
	for from < to && q.src[from] == ' ' {
		from++
	}
	for from < to && q.src[to-1] == ' ' {
		to--
	}
	q.from, q.to, q.signs = from, to, 0
}

// words writes the text of the block.
func (q *quick) words() { q.spans(q.from, q.to) }

// paragraph writes the paragraph that begins at pos, with its first line up to end.
func (q *quick) paragraph(pos, end int) int {
	lines, next := 1, min(end+1, len(q.src))
loop:
	for next < len(q.src) {
		last := q.lineEnd(next)
		switch kind, mark := kindOf(q.src[next:last]); kind {
		case textLine:
			lines++
			end, next = last, min(last+1, len(q.src))
		case blankLine, headingLine, bulletLine:
			break loop
		case numberLine: // only a list that begins with 1 interrupts a paragraph
			if n, err := strconv.Atoi(string(q.src[next : next+mark-2])); err != nil || n != 1 {
				q.odd = true
			}
			break loop
		default:
			q.odd = true
			break loop
		}
	}
	q.begin(pos, end)
	if bytes.HasPrefix(q.src[q.from:], []byte("![")) {
		q.figure()
		return next
	}
	q.odd = q.odd || lines == 1 && q.mayBeVideo()
	if from, ok := q.paragraphText(); ok {
		if q.lead == "" && q.leadIn.to == 0 && !q.odd {
			q.takeLead(from)
		}
		q.write("</p>\n")
	}
	return next
}

// mayBeVideo tells whether the block may be the address of a video alone.
func (q *quick) mayBeVideo() bool {
	text := q.src[q.from:q.to]
	return text[0] != '[' && bytes.IndexByte(text, ' ') < 0 && bytes.IndexByte(text, '/') >= 0
}

// paragraphText writes the block as a paragraph, but for the end of it, and gives where
// its text begins; false when all of it was left out.
func (q *quick) paragraphText() (from int, ok bool) {
	before, refs := len(q.out), len(q.refs)
	q.write("<p>")
	q.startText()
	q.words()
	from = before + len("<p>")
	if len(q.refs) == refs && blank(q.out[from:]) {
		q.out = q.out[:before]
		return from, false
	}
	return from, true
}

// takeLead makes the block, whose HTML begins at an offset, the lead of the body.
func (q *quick) takeLead(from int) {
	if html := q.out[from:]; q.signs == 0 && bytes.IndexByte(html, '&') < 0 && bytes.IndexByte(html, '\n') < 0 {
		q.leadIn = span{from, len(q.out)}
		return
	}
	q.lead = collapse(q.plainOf(q.words))
}

// figure writes the block, which begins with a picture; more than that one is odd.
func (q *quick) figure() {
	l := q.bracketsAt(q.from)
	if l.end != q.to || q.odd {
		q.odd = true
		return
	}
	q.write("<figure>")
	q.startText()
	q.imageAt(q.from, l.address, l.title, true, func() { q.spans(l.from, l.to) })
	q.caption(l.title)
	q.write("</figure>\n")
}
