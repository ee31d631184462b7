package content

import (
	"bytes"

	"bantin/internal/limits"
)

// knownKeys are the keys that any file may have. Where one stands in the
// continuation of a text it was meant as a key.
var knownKeys = func() map[string]bool {
	all := make(map[string]bool)
	for _, names := range [][]string{
		namesOf(postKeys), namesOf(activityKeys), namesOf(imageKeys), namesOf(unitKeys), namesOf(campaignKeys),
		namesOf(phaseKeys), namesOf(targetKeys), namesOf(settingsKeys), namesOf(organizationKeys), namesOf(menuKeys),
	} {
		for _, name := range names {
			all[name] = true
		}
	}
	return all
}()

// scanPlain reads unquoted text at pos and the lines that continue it, and
// puts quotes around it when a colon in it would trouble the parser.
func (y *yamlLines) scanPlain(pos, end, parent int) (int, bool) {
	stop, troubled := plainEnd(y.src, pos, end)
	if bytes.IndexByte([]byte("@%`|>,]}?"), y.src[pos]) >= 0 {
		troubled = true // text may not begin so in YAML
	}
	next := end + 1
	if stop == len(bytes.TrimRight(y.src[:end], " \t")) { // a comment ends the text
		for next < len(y.src) {
			lineEnd := y.lineEnd(next)
			text := bytes.TrimLeft(y.src[next:lineEnd], " ")
			from := lineEnd - len(text)
			if len(bytes.TrimSpace(text)) == 0 {
				next = lineEnd + 1
				continue
			}
			if from-next <= parent || text[0] == '#' {
				break
			}
			if colon := keyEnd(y.src, from, lineEnd); colon >= 0 && knownKeys[string(y.src[from:colon])] {
				return y.fail(from, "bad-indent", string(y.src[from:colon]))
			}
			if isDivider(text) {
				return y.fail(from, "indented-end")
			}
			s, t := plainEnd(y.src, from, lineEnd)
			stop, troubled = s, troubled || t
			next = lineEnd + 1
			if s < from+len(bytes.TrimRight(text, " \t")) {
				break
			}
		}
	}
	if troubled {
		y.quote(pos, stop)
	}
	if len(y.edits) > limits.MaxColons {
		return y.fail(pos, "front-matter-large")
	}
	return next, true
}

// plainEnd gives the end of the plain text at pos, without a comment and
// without spaces, and whether it holds a colon that YAML would split at.
func plainEnd(src []byte, pos, end int) (stop int, troubled bool) {
	for i := pos; i < end; i++ {
		if src[i] == '#' && i > pos && (src[i-1] == ' ' || src[i-1] == '\t') {
			end = i
			break
		}
	}
	end = pos + len(bytes.TrimRight(src[pos:end], " \t"))
	for i := pos; i < end; i++ {
		if isColon(src, i, end) {
			return end, true
		}
	}
	return end, false
}

// quote puts single quotes around src[from:to].
func (y *yamlLines) quote(from, to int) {
	y.copyTo(from)
	y.insert(from)
	for i := from; i < to; i++ {
		if y.src[i] == '\'' {
			y.copyTo(i)
			y.insert(i)
		}
	}
	y.copyTo(to)
	y.insert(to)
}

func (y *yamlLines) copyTo(pos int) {
	if y.out == nil {
		y.out = make([]byte, 0, len(y.src)+64)
	}
	y.out = append(y.out, y.src[y.copied:pos]...)
	y.copied = pos
}

// insert adds a quote before the byte at pos and notes its column in the edited text.
func (y *yamlLines) insert(pos int) {
	for {
		end := y.lineEnd(y.start)
		if pos <= end {
			break
		}
		y.start = end + 1
		y.line++
	}
	column := newPlaces(y.src[y.start:], 1).of(pos - y.start).Column
	for i := len(y.edits) - 1; i >= 0 && y.edits[i].line == int32(y.line+1); i-- {
		column++
	}
	y.edits = append(y.edits, edit{int32(y.line + 1), column})
	y.out = append(y.out, '\'')
}

// scanFlow reads the list or map in brackets at pos and gives the offset
// after its end; false, and reported, when it has none.
func (y *yamlLines) scanFlow(pos int) (int, bool) {
	var open []byte // the brackets that are to come, the next one last
	for i := pos; i < len(y.src) && len(y.edits) <= limits.MaxColons; {
		switch c := y.src[i]; c {
		case '[', '{':
			open = append(open, c+2) // ] and } stand two after [ and {
			i++
		case ']', '}':
			if c != open[len(open)-1] {
				return y.fail(i, "yaml-syntax")
			}
			if open = open[:len(open)-1]; len(open) == 0 {
				return i + 1, true
			}
			i++
		case '"', '\'':
			end := y.quoteEnd(i)
			if end < 0 {
				return y.fail(i, "quote-open")
			}
			i = end
		case ' ', '\t', '\n', ',', ':':
			i++
		case '#':
			i = y.lineEnd(i)
		default:
			i = y.scanFlowText(i, open[len(open)-1] == '}')
		}
	}
	if len(y.edits) > limits.MaxColons {
		return y.fail(pos, "front-matter-large")
	}
	return y.fail(pos, "bracket-open", string(y.src[pos]))
}

// scanFlowText reads plain text within brackets, "text" or "key: text", and
// quotes the text after a first colon when it holds another. Within braces it
// also takes what follows a comma without being a key: "{title: Văn hóa, thể thao}".
func (y *yamlLines) scanFlowText(pos int, inMap bool) int {
	end := y.flowEnd(pos)
	stop := pos + len(bytes.TrimRight(y.src[pos:end], " \t"))
	colon := keyEnd(y.src, pos, stop)
	if colon < 0 {
		return end
	}
	value := colon + 1
	for value < stop && (y.src[value] == ' ' || y.src[value] == '\t') {
		value++
	}
	if value == stop {
		return end
	}
	switch y.src[value] {
	case '"', '\'', '#':
		return value
	}
	stop, troubled := plainEnd(y.src, value, stop)
	for inMap && end < len(y.src) && y.src[end] == ',' {
		next := y.flowEnd(end + 1)
		text := bytes.TrimSpace(y.src[end+1 : next])
		if len(text) == 0 || bytes.IndexByte([]byte("\"'#&*!"), text[0]) >= 0 || keyEnd(text, 0, len(text)) >= 0 ||
			next < len(y.src) && (y.src[next] == '[' || y.src[next] == '{') {
			break
		}
		stop, _ = plainEnd(y.src, end+1, next)
		end, troubled = next, true
	}
	if troubled {
		y.quote(value, stop)
	}
	return end
}

// flowEnd gives the offset where plain text within brackets can go no further.
func (y *yamlLines) flowEnd(pos int) int {
	for pos < len(y.src) && bytes.IndexByte([]byte(",[]{}\n"), y.src[pos]) < 0 {
		pos++
	}
	return pos
}
