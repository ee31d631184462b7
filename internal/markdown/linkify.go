package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareLinks finds addresses that stand in the text without brackets, by the
// rules of GFM 6.9. goldmark's own looks at every space and ends an address at
// the first letter that is not ASCII, as in wiki/Công_đoàn; this one looks at the
// signs that an address must have, and back from them.
type bareLinks struct{}

func (bareLinks) Trigger() []byte { return []byte{':', '.', '@'} }

func (bareLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, segment := block.PeekLine()
	if segment.Padding != 0 {
		return nil
	}
	switch line[0] {
	case '@':
		return bareMail(parent, block, pc)
	case ':':
		if !bytes.HasPrefix(line, []byte("://")) {
			return nil
		}
		for _, scheme := range []string{"https", "http"} {
			if n := bareURL(parent, block, scheme, len("://")); n != nil {
				return n
			}
		}
	case '.':
		return bareURL(parent, block, "www", 1)
	}
	return nil
}

// bareURL takes an address whose beginning, start, is the last text before the
// reader, and whose host begins skip bytes after it.
func bareURL(parent ast.Node, block text.Reader, start string, skip int) ast.Node {
	line, segment := block.PeekLine()
	src := block.Source()
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.Segment.Stop != segment.Start || last.SoftLineBreak() || last.HardLineBreak() {
		return nil
	}
	before := last.Segment.Value(src)
	at := len(before) - len(start)
	if at < 0 || !bytes.EqualFold(before[at:], []byte(start)) || endsInLetter(before[:at]) {
		return nil
	}
	host := hostLength(line[skip:])
	if host == 0 {
		return nil
	}
	from := segment.Start - len(start)
	n := trimAddress(line[:addressEnd(line, skip+host)], from > 0 && src[from-1] == '_')
	if n <= skip {
		return nil
	}
	cutText(parent, last, from)
	block.Advance(n)
	return newAutoLink(ast.AutoLinkURL, from, segment.Start+n)
}

func newAutoLink(kind ast.AutoLinkType, start, stop int) ast.Node {
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, stop)))
	link.SetPos(start)
	return link
}

// cutText shortens a text so that it ends at an offset in the source.
func cutText(parent ast.Node, t *ast.Text, stop int) {
	if stop <= t.Segment.Start {
		parent.RemoveChild(parent, t)
		return
	}
	t.Segment = t.Segment.WithStop(stop)
}

func endsInLetter(b []byte) bool {
	r, _ := utf8.DecodeLastRune(b)
	return len(b) > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// hostLength is how many bytes of b are a host name with a dot, and a port; 0 for none.
// There is no underscore in its last two parts (GFM 6.9).
func hostLength(b []byte) int {
	dots, part, underscore, lastUnderscore := 0, 0, false, false
	i := 0
loop:
	for i < len(b) {
		switch c := b[i]; {
		case c == '.':
			if part == 0 || i+1 >= len(b) || !hostByte(b[i+1]) {
				break loop
			}
			dots++
			part, lastUnderscore, underscore = 0, underscore, false
			i++
			continue
		case c == '_':
			underscore = true
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(b[i:])
			if !unicode.IsLetter(r) {
				break loop
			}
			i += size - 1
		case !hostByte(c):
			break loop
		}
		part++
		i++
	}
	if dots == 0 || part == 0 || underscore || lastUnderscore {
		return 0
	}
	if i < len(b) && b[i] == ':' {
		j := i + 1
		for j < len(b) && '0' <= b[j] && b[j] <= '9' {
			j++
		}
		if j > i+1 {
			i = j
		}
	}
	return i
}

func hostByte(c byte) bool { return alphanumeric(c) || c == '-' || c == '_' || c >= utf8.RuneSelf }

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// addressEnd is where the address whose host ends at host ends.
func addressEnd(line []byte, host int) int {
	if host >= len(line) || line[host] != '/' && line[host] != '?' && line[host] != '#' {
		return host
	}
	for i := host; i < len(line); i++ {
		switch c := line[i]; {
		case c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`':
			return i
		case c == 0xC2 && i+1 < len(line) && line[i+1] == 0xA0: // NBSP
			return i
		}
	}
	return len(line)
}

// trimAddress is the length of an address without the punctuation of the
// sentence after it. Ids of videos and posts may end in an underscore: it is
// part of the address unless one stands before it, too.
func trimAddress(b []byte, emphasized bool) int {
	opened, closed := bytes.Count(b, []byte{'('}), bytes.Count(b, []byte{')'})
	for len(b) > 0 {
		r, size := utf8.DecodeLastRune(b)
		switch r {
		case '_':
			if !emphasized {
				return len(b)
			}
		case '?', '!', '.', ',', ':', ';', '*', '~', '\'', ']', '}', '|', '”', '’', '»', '…', '–', '—':
		case ')':
			if closed <= opened {
				return len(b)
			}
			closed--
		default:
			return len(b)
		}
		if r == ';' {
			if n := entityTail(b); n > 0 {
				size = n
			}
		}
		b = b[:len(b)-size]
	}
	return 0
}

// entityTail is the length of an entity at the end of b: an address does not end in one (GFM 6.9).
func entityTail(b []byte) int {
	for i := len(b) - 2; i >= 0 && i > len(b)-12; i-- {
		if b[i] == '&' {
			return len(b) - i
		}
		if !alphanumeric(b[i]) {
			return 0
		}
	}
	return 0
}

// bareMail takes an e-mail address around the sign at the reader.
func bareMail(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	src := block.Source()
	domain := mailDomain(line[1:])
	if domain == 0 {
		return nil
	}
	floor, _ := extent(parent)
	from := segment.Start
	for from > floor && from > segment.Start-64 && mailByte(src[from-1]) {
		from--
	}
	for from < segment.Start && !alphanumeric(src[from]) {
		from++
	}
	if from == segment.Start || from > floor && (src[from-1] == '/' || endsInLetter(src[floor:from])) {
		return nil
	}
	if !cutBack(parent, pc, from) {
		return nil
	}
	block.Advance(1 + domain)
	return newAutoLink(ast.AutoLinkEmail, from, segment.Start+1+domain)
}

func mailByte(c byte) bool { return alphanumeric(c) || c == '.' || c == '-' || c == '_' || c == '+' }

// mailDomain is the length of the host of an e-mail address; 0 for none.
func mailDomain(b []byte) int {
	n, dots := 0, 0
	for n < len(b) && (alphanumeric(b[n]) || b[n] == '-' || b[n] == '_' || b[n] == '.') {
		n++
	}
	for n > 0 && b[n-1] == '.' {
		n--
	}
	dots = bytes.Count(b[:n], []byte{'.'})
	if dots == 0 || b[0] == '.' || b[n-1] == '-' || b[n-1] == '_' || bytes.Contains(b[:n], []byte("..")) {
		return 0
	}
	return n
}

// cutBack takes the text from an offset on away from the end of parent:
// underscores in a name may have been taken for the beginning of emphasis. It
// reports false, and changes nothing, when something else stands there.
func cutBack(parent ast.Node, pc parser.Context, from int) bool {
	for n := parent.LastChild(); n != nil; n = n.PreviousSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if n.Segment.Start <= from {
				if n.Segment.Stop <= from || n.SoftLineBreak() || n.HardLineBreak() {
					return false
				}
				removeAfter(parent, pc, n)
				cutText(parent, n, from)
				return true
			}
		case *parser.Delimiter:
			if n.Segment.Start <= from {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// removeAfter drops the children after n, which are texts and delimiters.
func removeAfter(parent ast.Node, pc parser.Context, n ast.Node) {
	for c := parent.LastChild(); c != n; c = parent.LastChild() {
		if d, ok := c.(*parser.Delimiter); ok {
			d.Length = 0 // so that it leaves no text behind
			pc.RemoveDelimiter(d)
			continue
		}
		parent.RemoveChild(parent, c)
	}
}
