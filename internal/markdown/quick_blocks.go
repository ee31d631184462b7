package markdown

import (
	"bytes"
	"strconv"
)

// list writes the list that begins at pos with an item of a kind and a mark.
func (q *quick) list(pos int, kind lineKind, mark int) int {
	tag := "ul>\n"
	q.write("<")
	if kind == numberLine {
		tag = "ol>\n"
		n, err := strconv.Atoi(string(q.src[pos : pos+mark-2]))
		q.odd = q.odd || err != nil
		q.write("ol")
		if n != 1 {
			q.write(` start="` + strconv.Itoa(n) + `"`)
		}
		q.write(">\n")
	} else {
		q.write(tag)
	}
	sign := q.src[pos+mark-2]
	for this := kind; pos < len(q.src); {
		end := q.lineEnd(pos)
		if this, mark = kindOf(q.src[pos:end]); this != kind || q.src[pos+mark-2] != sign {
			if this != blankLine {
				q.odd = true
			}
			break
		}
		q.begin(pos+mark, end)
		q.write("<li>")
		q.startText()
		q.words()
		q.write("</li>\n")
		pos = min(end+1, len(q.src))
	}
	q.write("</")
	q.write(tag)
	return q.afterList(pos)
}

// afterList skips the blank lines behind a list. What comes then may not belong to it.
func (q *quick) afterList(pos int) int {
	for pos < len(q.src) {
		end := q.lineEnd(pos)
		switch kind, _ := kindOf(q.src[pos:end]); kind {
		case blankLine:
			pos = min(end+1, len(q.src))
			continue
		case bulletLine, numberLine:
			q.odd = true
		}
		break
	}
	return pos
}

// quote writes the quote that begins at pos: paragraphs of one line, of which the
// last may say whose words they are.
func (q *quick) quote(pos int) int {
	q.write("<blockquote>\n")
	for written := 0; pos < len(q.src) && !q.odd; written++ {
		end := q.lineEnd(pos)
		line := q.src[pos:end]
		if kind, _ := kindOf(line[min(2, len(line)):]); !bytes.HasPrefix(line, []byte("> ")) || kind != textLine {
			q.odd = true
			break
		}
		q.begin(pos+len("> "), end)
		next, last := q.afterQuoted(end)
		q.odd = q.odd || q.mayBeVideo() || bytes.HasPrefix(q.src[q.from:], []byte("!["))
		if n := dashLength(q.src[q.from:q.to]); last && written > 0 && n > 0 && n < q.to-q.from {
			q.write("<footer>")
			q.startText()
			q.spans(q.from+n, q.to)
			q.write("</footer>\n")
		} else if _, ok := q.paragraphText(); ok {
			q.write("</p>\n")
		}
		if pos = next; last {
			break
		}
	}
	q.write("</blockquote>\n")
	return pos
}

// afterQuoted gives the beginning of the line after the one of a quote that ends at end,
// empty lines of the quote left out, and whether the quote is over.
func (q *quick) afterQuoted(end int) (pos int, last bool) {
	empty := false
	for pos = min(end+1, len(q.src)); pos < len(q.src); {
		end = q.lineEnd(pos)
		line := q.src[pos:end]
		switch {
		case len(line) == 0 || line[0] != '>':
			kind, _ := kindOf(line)
			q.odd = q.odd || kind != blankLine || empty
			return pos, true
		case !blank(line[1:]):
			q.odd = q.odd || !empty // a paragraph of several lines
			return pos, false
		}
		empty = true
		pos = min(end+1, len(q.src))
	}
	q.odd = q.odd || empty
	return pos, true
}
