package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// markup are the bytes that may be more than text to Markdown, or to the typographer.
var markup = [256]bool{
	'\n': true, '*': true, '[': true, ']': true, '!': true, ':': true,
	'\\': true, '`': true, '_': true, '~': true, '<': true, '@': true,
	'.': true, '-': true, '"': true, '\'': true, '&': true, '>': true,
}

// maxNested is how many elements quick opens in one another.
const maxNested = 4

// spans writes the text from one offset to another within the block: text with
// soft and hard line breaks (CommonMark 6.7, 6.8), ** and * (6.2), links and
// pictures in round brackets (6.3, 6.4).
//
// It steps aside for the signs of code, HTML, escapes and strikethrough; for _, which counts
// only outside of words; for runs of more than two stars, and those that neither close the
// one opened last nor can only open, for then the rules of 6.2 must compare all of the
// block; for brackets without an address; and for bare addresses.
func (q *quick) spans(from, to int) {
	var open starred
	start := from
	fine := true // the text from start is written as it is
	for i := from; i < to && !q.odd; {
		if !markup[q.src[i]] {
			i++
			continue
		}
		switch c := q.src[i]; c {
		case '\n':
			q.lineBreak(start, i, fine)
			i++
			start, fine = i, true
		case '.':
			q.odd = i > 1 && q.src[i-1]|0x20 == 'w' && q.src[i-2]|0x20 == 'w'
			fallthrough
		case '-':
			fine = fine && (i+1 == to || q.src[i+1] != c)
			i++
		case '"', '\'', '&', '>':
			fine = false
			i++
		case ':':
			q.odd = bytes.HasPrefix(q.src[i:], []byte("://"))
			i++
		case '*':
			q.textOf(start, i, c, fine)
			i += q.stars(&open, i, to)
			start, fine = i, true
		case '!':
			if i+1 == to || q.src[i+1] != '[' {
				i++
				continue
			}
			fallthrough
		case '[':
			q.textOf(start, i, c, fine)
			i = q.brackets(i)
			start, fine = i, true
		default:
			q.odd = true
		}
	}
	if open.depth > 0 || q.odd {
		q.odd = true
		return
	}
	next := byte(' ')
	if to < len(q.src) && q.src[to] != '\n' {
		next = q.src[to]
	}
	q.textOf(start, to, next, fine)
}

// textOf writes text as page.text does, or as it is when that is known to be the same.
func (q *quick) textOf(from, to int, next byte, fine bool) {
	s := q.src[from:to]
	if !fine {
		q.text(s, next)
		return
	}
	if len(s) > 0 {
		q.out = append(q.out, s...)
		q.quotes.prev, _ = utf8.DecodeLastRune(s)
	}
}

// starred are the runs of stars that are open, by their lengths.
type starred struct {
	runs  [maxNested]int
	depth int
}

// stars writes the tag for the run of stars at an offset and gives its length.
func (q *quick) stars(open *starred, at, to int) int {
	n := run(q.src[at:to])
	opens, closes := q.flanks(at, at+n)
	switch {
	case n > 2:
		q.odd = true
	case closes && open.depth > 0 && open.runs[open.depth-1] == n:
		open.depth--
		q.tag("</", n)
	case opens && !closes && open.depth < maxNested:
		open.runs[open.depth] = n
		open.depth++
		q.tag("<", n)
	default:
		q.odd = true
	}
	return n
}

// tag writes the tag for a run of stars; begins are its first characters.
func (q *quick) tag(begin string, stars int) {
	q.sign()
	if q.plain {
		return
	}
	q.write(begin)
	if stars == 1 {
		q.write("em>")
	} else {
		q.write("strong>")
	}
}

func (q *quick) sign() {
	q.signs++
	q.odd = q.odd || q.signs > maxSigns
}

// lineBreak writes the text of a line from start and its end.
func (q *quick) lineBreak(start, end int, fine bool) {
	stop := end
	for stop > start && q.src[stop-1] == ' ' {
		stop--
	}
	q.textOf(start, stop, ' ', fine)
	q.quotes.prev = ' '
	switch {
	case q.plain:
		q.write(" ")
	case end-stop > 1:
		q.write("<br>\n")
	default:
		q.write("\n")
	}
}

// flanks tells whether a run of stars can open and close emphasis (CommonMark 6.2).
func (q *quick) flanks(from, to int) (opens, closes bool) {
	before, after := '\n', ' '
	if from > q.from {
		before, _ = utf8.DecodeLastRune(q.src[:from])
	}
	if to < q.to {
		after, _ = utf8.DecodeRune(q.src[to:])
	}
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	signBefore, signAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	return !spaceAfter && (!signAfter || spaceBefore || signBefore),
		!spaceBefore && (!signBefore || spaceAfter || signAfter)
}

// brackets is a link or a picture: [words](address "title").
type brackets struct {
	from, to       int // of the words
	address, title []byte
	end            int
}

// brackets writes the link or picture at an offset and gives its end.
func (q *quick) brackets(at int) (end int) {
	l := q.bracketsAt(at)
	if q.odd {
		return at
	}
	words := func() { q.spans(l.from, l.to) }
	if q.src[at] == '!' {
		q.imageAt(at, l.address, l.title, false, words)
	} else {
		q.linkTo(at, l.address, l.title, words)
	}
	return l.end
}

// bracketsAt reads what stands in the brackets at an offset.
func (q *quick) bracketsAt(at int) (l brackets) {
	q.sign()
	rest := q.src[at:q.to]
	if n := bytes.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	words := bytes.IndexByte(rest, '[') + 1
	n := bytes.IndexByte(rest, ']')
	if n <= words || n+2 >= len(rest) || rest[n+1] != '(' || !isLabel(rest[words:n]) {
		q.odd = true
		return l
	}
	l.from, l.to = at+words, at+n
	i := n + len("](")
	from := i
	for i < len(rest) && rest[i] != ' ' && rest[i] != ')' && rest[i] != '(' && rest[i] != '\\' {
		i++
	}
	l.address = rest[from:i]
	if bytes.HasPrefix(rest[i:], []byte(` "`)) {
		from = i + len(` "`)
		if n := bytes.IndexByte(rest[from:], '"'); n > 0 {
			i = from + n
			l.title = rest[from:i]
			i++
		}
	}
	l.end = at + i + 1
	q.odd = q.odd || i >= len(rest) || rest[i] != ')' || len(l.address) == 0 || l.address[0] == '<' || bytes.IndexByte(l.title, '\\') >= 0
	return l
}

// isLabel tells whether b can be nothing but words of a link: not the beginning
// of another one, the name of a footnote or the box of a task.
func isLabel(b []byte) bool {
	return len(b) > 1 && len(b) < 900 && b[0] != '^' && bytes.IndexByte(b, '[') < 0
}
