package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"bantin/internal/limits"
)

// syntax is how front matter is written.
type syntax uint8

const (
	yamlSyntax syntax = iota
	tomlSyntax
	jsonSyntax
)

// fence is a pair of lines that front matter stands between.
type fence struct {
	start, end string
	syntax     syntax
}

var fences = [...]fence{
	{"---", "---", yamlSyntax},
	{"---yaml", "---", yamlSyntax},
	{"+++", "+++", tomlSyntax},
	{"---toml", "---", tomlSyntax},
	{"---json", "---", jsonSyntax},
	{";;;", ";;;", jsonSyntax},
}

// matter is a file split in two. Lines are those of the file, from 1.
type matter struct {
	syntax   syntax
	block    []byte // the front matter without its fence
	line     int    // of the block
	body     []byte
	bodyLine int
}

// split parts the front matter from the body. It is false when there is none
// to be read; the reason is reported.
func (r *reader) split(src []byte) (matter, bool) {
	start, line := 0, 1
	for start < len(src) {
		end := lineEnd(src, start)
		if first := bytes.TrimSpace(src[start:end]); len(first) > 0 {
			if first[0] == '{' {
				return r.splitJSON(src, start, line)
			}
			for _, f := range fences {
				if string(first) == f.start {
					return r.splitFence(src, min(end+1, len(src)), line+1, f)
				}
			}
			break
		}
		start, line = end+1, line+1
	}
	r.report(Pos{1, 1}, "front-matter-missing")
	return matter{body: src, bodyLine: 1}, false
}

func lineEnd(src []byte, pos int) int {
	if i := bytes.IndexByte(src[pos:], '\n'); i >= 0 {
		return pos + i
	}
	return len(src)
}

// splitFence splits src, whose block begins at the offset block. It ends at the
// first line that is the end mark, at the left margin: an indented one is text
// within a block of YAML.
func (r *reader) splitFence(src []byte, block, line int, f fence) (matter, bool) {
	m := matter{syntax: f.syntax, line: line, bodyLine: line}
	indented := Pos{}
	for pos := block; pos < len(src); m.bodyLine++ {
		end := lineEnd(src, pos)
		if text := src[pos:end]; isEnd(text, f.end) {
			if text[0] == f.end[0] {
				m.block, m.body = src[block:pos], src[min(end+1, len(src)):]
				m.bodyLine += min(len(src)-end, 1) // no line follows at the end of the file
				return m, r.fits(m)
			}
			if indented == (Pos{}) {
				indented = Pos{int32(m.bodyLine), int32(bytes.IndexByte(text, f.end[0]) + 1)}
			}
		}
		pos = end + 1
	}
	if indented != (Pos{}) {
		r.report(indented, "indented-end")
	} else {
		r.report(Pos{int32(line) - 1, 1}, "front-matter-open", f.end)
	}
	m.block = src[block:]
	return m, false
}

// isEnd tells whether a line is an end mark, spaces apart.
func isEnd(line []byte, mark string) bool {
	if len(line) < len(mark) || line[0] != mark[0] && line[0] > ' ' && line[0] < utf8.RuneSelf {
		return false // as nearly all lines
	}
	return string(bytes.TrimSpace(line)) == mark
}

// fits refuses a block that is too long.
func (r *reader) fits(m matter) bool {
	if len(m.block) > int(limits.FrontMatter) {
		r.long(Pos{int32(m.line), 1})
		return false
	}
	return true
}

// splitJSON splits front matter that is a JSON object without a fence. The
// object itself tells where it ends, so the library is not asked.
func (r *reader) splitJSON(src []byte, start, line int) (matter, bool) {
	m := matter{syntax: jsonSyntax, line: line, bodyLine: line}
	if len(src)-start > int(limits.FrontMatter) {
		m.block = src[start : start+int(limits.FrontMatter)]
	} else {
		m.block = src[start:]
	}
	d := json.NewDecoder(bytes.NewReader(m.block))
	var object json.RawMessage
	if err := d.Decode(&object); err != nil {
		if len(m.block) == int(limits.FrontMatter) {
			m.block = src[start:]
			return m, r.fits(m)
		}
		r.jsonError(err, d.InputOffset(), m)
		return m, false
	}
	size := int(d.InputOffset())
	end := lineEnd(src, start+size)
	if rest := src[start+size : end]; len(bytes.TrimSpace(rest)) > 0 {
		r.report(newPlaces(src, 1).of(end-len(bytes.TrimLeft(rest, " \t"))), "json-syntax")
		return m, false
	}
	m.block = src[start : start+size]
	end = min(end+1, len(src))
	m.body = src[end:]
	m.bodyLine = line + bytes.Count(src[start:end], []byte("\n"))
	return m, true
}

// parse reads the front matter of m; nil when it cannot be read.
func (r *reader) parse(m matter) *node {
	switch m.syntax {
	case tomlSyntax:
		return r.parseTOML(m.block, m.line)
	case jsonSyntax:
		return r.parseJSON(m.block, m.line)
	}
	return r.parseYAML(m.block, m.line)
}

// jsonError reports where JSON could not be read.
func (r *reader) jsonError(err error, off int64, m matter) {
	var at *json.SyntaxError
	switch {
	case errors.As(err, &at):
		off = max(at.Offset-1, 0)
	case errors.Is(err, io.ErrUnexpectedEOF):
		off = int64(len(m.block))
	}
	r.report(newPlaces(m.block, m.line).of(int(off)), "json-syntax")
}
