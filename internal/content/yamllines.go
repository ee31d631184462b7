package content

import (
	"bytes"
)

// yamlLines reads YAML line by line before the parser does. YAML refuses a
// colon inside plain text ("title: Hội nghị: học tập") and explains its
// refusals by its own grammar. So the scan puts quotes around such values, and
// reports the usual slips of the hand in the words of an editor.
type yamlLines struct {
	r     *reader
	src   []byte
	first int // the line of the file that src begins at

	out    []byte // src with quotes added; nil while there are none
	copied int    // bytes of src that are in out
	edits  []edit
	marks  []int // values that begin as anchors, aliases and tags do
	line   int   // of the byte at lineStart, from 1 within src
	start  int   // of the line
	open   bool  // the key read last has its value on the lines below it
}

// edit is a character added to a line, which moves the columns after it.
type edit struct{ line, column int32 }

// unedited gives the place in the source of a place in the edited text.
func unedited(p Pos, edits []edit) Pos {
	col := p.Column
	for _, e := range edits {
		if e.line == p.Line && e.column < p.Column {
			col--
		}
	}
	return Pos{p.Line, max(col, 1)}
}

// scan gives the text for the parser, or false when a mistake was reported
// that would only make the parser stumble.
func (y *yamlLines) scan() ([]byte, bool) {
	for pos := 0; pos < len(y.src); {
		next, ok := y.scanLine(pos)
		if !ok {
			return nil, false
		}
		pos = next
	}
	if y.out == nil {
		return y.src, true
	}
	return append(y.out, y.src[y.copied:]...), true
}

// scanLine reads what begins on the line at pos and gives the start of the
// first line after it.
func (y *yamlLines) scanLine(pos int) (next int, ok bool) {
	end := y.lineEnd(pos)
	line := y.src[pos:end]
	text := bytes.TrimLeft(line, " ")
	indent := len(line) - len(text)
	if len(bytes.TrimSpace(text)) == 0 || text[0] == '#' {
		return end + 1, true
	}
	switch {
	case text[0] == '\t':
		return y.fail(pos+indent, "yaml-tab")
	case isDivider(text):
		if indent > 0 {
			return y.fail(pos+indent, "indented-end")
		}
		return y.fail(pos, "not-a-key")
	case indent == 0 && text[0] == '%':
		return y.fail(pos, "not-a-key")
	}
	// "- " may stand several times before an entry.
	at, parent := pos+indent, indent
	dashed := false
	for y.src[at] == '-' && (at+1 == end || y.src[at+1] == ' ') {
		parent, dashed = at-pos, true
		at++
		for at < end && y.src[at] == ' ' {
			at++
		}
		if at == end || y.src[at] == '#' {
			return end + 1, true
		}
	}
	return y.scanEntry(at, end, parent, at-pos, dashed)
}

// isDivider tells the lines that would end or begin a YAML document.
func isDivider(text []byte) bool {
	text = bytes.TrimRight(text, " \t")
	return string(text) == "---" || string(text) == "..." || bytes.HasPrefix(text, []byte("--- "))
}

// scanEntry reads "key: value" or a bare value at pos. dash is the column of
// the dash before it (or the indentation), keyColumn that of the entry itself.
func (y *yamlLines) scanEntry(pos, end, dash, keyColumn int, dashed bool) (int, bool) {
	below := y.open && !dashed
	y.open = false
	colon := -1
	switch c := y.src[pos]; {
	case c == '"' || c == '\'':
		if after := y.quoteEnd(pos); after > 0 && after < end && isColon(y.src, after, end) {
			colon = after
		}
	case c != '[' && c != '{' && c != '|' && c != '>':
		colon = keyEnd(y.src, pos, end)
	}
	if colon < 0 {
		if !dashed && keyColumn == 0 {
			return y.noKey(pos, end)
		}
		return y.scanValue(pos, end, dash)
	}
	if dashed && y.goesOn(pos, colon, end, dash, keyColumn) {
		return y.scanPlain(pos, end, dash)
	}
	if below && keyColumn > 0 && y.goesOn(pos, colon, end, keyColumn-1, keyColumn) {
		return y.scanPlain(pos, end, keyColumn-1)
	}
	value := colon + 1
	for value < end && (y.src[value] == ' ' || y.src[value] == '\t') {
		value++
	}
	if value == end || y.src[value] == '#' {
		y.open = true
		return end + 1, true
	}
	return y.scanValue(value, end, keyColumn)
}

// goesOn tells whether a list entry "- Nghị quyết: số 8", or a value on a line of
// its own, is text that the next line continues, where the parser would look for
// another key.
func (y *yamlLines) goesOn(pos, colon, end, dash, keyColumn int) bool {
	if y.src[pos] == '"' || y.src[pos] == '\'' || isWord(y.src[pos:colon]) || end+1 >= len(y.src) {
		return false
	}
	line := y.src[end+1 : y.lineEnd(end+1)]
	text := bytes.TrimLeft(line, " ")
	indent := len(line) - len(text)
	return len(bytes.TrimSpace(text)) > 0 && text[0] != '#' && text[0] != '-' && text[0] != '\t' &&
		dash < indent && indent <= keyColumn && keyEnd(text, 0, len(text)) < 0
}

// keyEnd finds the colon that ends a plain key, -1 if there is none.
func keyEnd(src []byte, pos, end int) int {
	for i := pos; i < end; i++ {
		switch src[i] {
		case ':':
			if isColon(src, i, end) {
				return i
			}
		case '#':
			if i > pos && src[i-1] == ' ' {
				return -1
			}
		}
	}
	return -1
}

// isColon tells whether the byte at i is a colon that YAML would split at.
func isColon(src []byte, i, end int) bool {
	return src[i] == ':' && (i+1 == end || src[i+1] == ' ' || src[i+1] == '\t')
}

// noKey explains a line at the left margin that has no key.
func (y *yamlLines) noKey(pos, end int) (int, bool) {
	if key, rest, ok := bytes.Cut(y.src[pos:end], []byte(":")); ok && isWord(key) && len(rest) > 0 && !bytes.HasPrefix(rest, []byte("//")) {
		y.r.report(y.place(pos+len(key)), "colon-space", string(key))
		return 0, false
	}
	switch c := y.src[pos]; c {
	case '"', '\'', '[', '{':
		return y.scanValue(pos, end, -1)
	case '&', '*':
		return y.fail(pos, "yaml-anchor")
	case '!':
		return y.fail(pos, "yaml-tag")
	}
	return y.fail(pos, "not-a-key")
}

// isWord tells whether b looks like a key of ours.
func isWord(b []byte) bool {
	for _, c := range b {
		if (c < 'a' || c > 'z') && c != '_' && c != '-' {
			return false
		}
	}
	return len(b) > 0
}

// scanValue reads the value at pos. What belongs to it on later lines is
// indented by more than parent.
func (y *yamlLines) scanValue(pos, end, parent int) (int, bool) {
	c := y.src[pos]
	follows := byte(' ')
	if pos+1 < end {
		follows = y.src[pos+1]
	}
	switch {
	case c == '"' || c == '\'':
		after := y.quoteEnd(pos)
		if after < 0 {
			return y.fail(pos, "quote-open")
		}
		return y.afterValue(pos, after)
	case c == '[' || c == '{':
		after, ok := y.scanFlow(pos)
		if !ok {
			return 0, false
		}
		return y.afterValue(pos, after)
	case isBlockMark(y.src[pos:end]):
		return y.blockEnd(end+1, parent), true
	case c == '&' || c == '*' || c == '!':
		y.marks = append(y.marks, pos)
		return end + 1, true
	case c == '#', c == '-' && (follows == ' ' || follows == '\t'):
		return end + 1, true // the parser's affair
	}
	return y.scanPlain(pos, end, parent)
}

// isBlockMark tells whether a value is the mark before a block of text, "|", ">-",
// and not a text that begins so: "> 100 đoàn viên".
func isBlockMark(value []byte) bool {
	if value[0] != '|' && value[0] != '>' {
		return false
	}
	rest := bytes.TrimLeft(value[1:], "+-0123456789")
	mark := len(value) - len(rest)
	text := bytes.TrimLeft(rest, " \t")
	return mark <= 3 && (len(text) == 0 || text[0] == '#' && len(text) < len(rest))
}

// afterValue refuses text behind a closing quote or bracket.
func (y *yamlLines) afterValue(pos, after int) (int, bool) {
	end := y.lineEnd(after)
	rest := bytes.TrimLeft(y.src[after:end], " \t")
	if len(rest) > 0 && (rest[0] != '#' || len(rest) == end-after) {
		y.r.report(y.place(pos), "text-after-quote", string(y.src[pos]))
		return 0, false
	}
	return end + 1, true
}

// blockEnd gives the first line at or after pos that is not in the block
// scalar whose text is indented by more than parent.
func (y *yamlLines) blockEnd(pos, parent int) int {
	for pos < len(y.src) {
		end := y.lineEnd(pos)
		text := bytes.TrimLeft(y.src[pos:end], " ")
		if len(text) > 0 && end-pos-len(text) <= parent {
			break
		}
		pos = end + 1
	}
	return pos
}

// quoteEnd gives the offset after the quote that closes the one at pos, -1 if none does.
func (y *yamlLines) quoteEnd(pos int) int {
	q := y.src[pos]
	for i := pos + 1; i < len(y.src); i++ {
		switch {
		case y.src[i] == '\\' && q == '"':
			i++
		case y.src[i] == q && q == '\'' && i+1 < len(y.src) && y.src[i+1] == q:
			i++
		case y.src[i] == q:
			return i + 1
		}
	}
	return -1
}

// lineEnd gives the offset of the line break at or after pos, or the end.
func (y *yamlLines) lineEnd(pos int) int {
	if pos >= len(y.src) {
		return len(y.src)
	}
	if i := bytes.IndexByte(y.src[pos:], '\n'); i >= 0 {
		return pos + i
	}
	return len(y.src)
}

func (y *yamlLines) fail(pos int, code string, args ...string) (int, bool) {
	if code == "front-matter-large" {
		y.r.long(y.place(pos))
	} else {
		y.r.report(y.place(pos), code, args...)
	}
	return 0, false
}

// place is the place in the file of a byte of src.
func (y *yamlLines) place(pos int) Pos { return newPlaces(y.src, y.first).of(pos) }
