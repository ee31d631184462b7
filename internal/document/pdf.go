package document

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"strings"
	"unicode/utf16"

	"bantin/internal/limits"
)

const (
	// maxDict is how far before a stream its dictionary begins at most.
	maxDict = 4 << 10
)

// pdf is a PDF file (ISO 32000-2) in search of who made it. Tables of objects
// are not followed: what an earlier version of the file said of its author is still in it, and counts too.
type pdf struct {
	data     []byte
	names    []string
	inflated int
}

// pdfAuthors gives all that a file says under Author, and the creators of its XMP packets.
func pdfAuthors(data []byte) []string {
	p := pdf{data: data}
	for i := 0; i < len(data) && len(p.names) < 4*maxAuthors; {
		n := bytes.Index(data[i:], []byte("stream"))
		if n < 0 {
			p.search(data[i:])
			break
		}
		before := data[i : i+n]
		if bytes.Contains(before, []byte("/Encrypt")) {
			return nil // all words are encrypted
		}
		p.search(before)
		i += n + len("stream")
		end := bytes.Index(data[i:], []byte("endstream"))
		if end < 0 {
			end = len(data) - i
		}
		p.stream(before, data[i:i+end])
		i = min(i+end+len("endstream"), len(data))
	}
	if i := max(len(data)-maxDict, 0); bytes.Contains(data[i:], []byte("/Encrypt")) {
		return nil
	}
	return p.names
}

// stream looks into streams of objects and of XMP; before is what stands before the stream.
func (p *pdf) stream(before, body []byte) {
	dict := before[max(len(before)-maxDict, 0):]
	if n := bytes.LastIndex(dict, []byte("obj")); n >= 0 {
		dict = dict[n:]
	}
	objects, xmp := bytes.Contains(dict, []byte("/ObjStm")), bytes.Contains(dict, []byte("/Metadata"))
	if !objects && !xmp {
		return
	}
	body = bytes.TrimPrefix(bytes.TrimPrefix(body, []byte("\r")), []byte("\n"))
	if bytes.Contains(dict, []byte("/Filter")) {
		body = p.inflate(dict, body)
	}
	if objects {
		p.search(body)
	} else {
		p.names = append(p.names, xmlAuthors(bytes.NewReader(body[:min(len(body), int(limits.MaxProperties))]))...)
	}
}

// inflate unpacks a stream of the one usual filter, as far as it is sound.
func (p *pdf) inflate(dict, body []byte) []byte {
	if !bytes.Contains(dict, []byte("/FlateDecode")) || p.inflated >= int(limits.MaxStreams) {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(r, min(int64(limits.MaxStream), int64(limits.MaxStreams)-int64(p.inflated)))) // up to the damage
	p.inflated += len(out)
	return out
}

// search finds the values of Author in dictionaries.
func (p *pdf) search(text []byte) {
	for len(p.names) < 4*maxAuthors {
		_, after, ok := bytes.Cut(text, []byte("/Author"))
		if !ok {
			return
		}
		text = after
		value := bytes.TrimLeft(after, " \t\r\n\f\x00")
		if s, ok := pdfString(value); ok {
			p.names = append(p.names, pdfText(s))
		} else if len(value) < len(after) {
			p.indirect(value)
		}
	}
}

// indirect reads a string that is an object of its own: "12 0 R".
func (p *pdf) indirect(value []byte) {
	ref, _, ok := bytes.Cut(value[:min(len(value), 24)], []byte("R"))
	words := bytes.Fields(ref)
	if !ok || len(words) != 2 || len(bytes.Trim(ref, " 0123456789\r\n")) > 0 {
		return
	}
	mark := append(bytes.Join(words, []byte(" ")), " obj"...)
	for from := 0; ; {
		n := bytes.Index(p.data[from:], mark)
		if n < 0 {
			return
		}
		at := from + n
		from = at + len(mark)
		if at > 0 && p.data[at-1] >= '0' && p.data[at-1] <= '9' { // of another number
			continue
		}
		if s, ok := pdfString(bytes.TrimLeft(p.data[from:], " \t\r\n")); ok {
			p.names = append(p.names, pdfText(s))
		}
		return
	}
}

// maxString is how much of a string is read.
const maxString = 2 << 10

// pdfString reads a literal or hexadecimal string (7.3.4).
func pdfString(b []byte) (string, bool) {
	b = b[:min(len(b), maxString)]
	switch {
	case len(b) < 2:
	case b[0] == '(':
		return pdfLiteral(b[1:]), true
	case b[0] == '<' && b[1] != '<':
		digits, _, _ := bytes.Cut(b[1:], []byte(">"))
		s := strings.Join(strings.Fields(string(digits)), "")
		if len(s)%2 == 1 {
			s += "0"
		}
		out, err := hex.DecodeString(s)
		return string(out), err == nil
	}
	return "", false
}

// pdfLiteral reads a string up to its closing bracket.
func pdfLiteral(b []byte) string {
	var out []byte
	depth := 1
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\\':
			n, escaped := pdfEscape(b[i+1:])
			out = append(out, escaped...)
			i += n
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// pdfEscape reads what follows a backslash: how many bytes, and what they stand for.
func pdfEscape(b []byte) (n int, s string) {
	if len(b) == 0 {
		return 0, ""
	}
	switch c := b[0]; c {
	case 'n', 'r', 't', 'b', 'f':
		return 1, " "
	case '\r':
		if len(b) > 1 && b[1] == '\n' {
			return 2, ""
		}
		return 1, ""
	case '\n':
		return 1, ""
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v := 0
		for n < 3 && n < len(b) && b[n] >= '0' && b[n] <= '7' {
			v = v<<3 | int(b[n]-'0')
			n++
		}
		return n, string([]byte{byte(v)})
	default:
		return 1, string(b[:1])
	}
}

// pdfText turns a text string (7.9.2.2) into UTF-8: UTF-16 or UTF-8 with their marks, else PDFDocEncoding.
func pdfText(s string) string {
	if rest, ok := strings.CutPrefix(s, "\ufeff"); ok {
		return rest
	}
	if rest, ok := strings.CutPrefix(s, "\xfe\xff"); ok {
		units := make([]uint16, 0, len(rest)/2)
		for ; len(rest) >= 2; rest = rest[2:] {
			units = append(units, uint16(rest[0])<<8|uint16(rest[1]))
		}
		return string(utf16.Decode(units))
	}
	// Annex D.2: Latin-1 but for these.
	const low, high = "˘ˇˆ˙˝˛˚˜", "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€"
	lows, highs := []rune(low), []rune(high)
	var out strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c >= 0x18 && c < 0x20:
			out.WriteRune(lows[c-0x18])
		case c >= 0x80 && c <= 0xa0:
			out.WriteRune(highs[c-0x80])
		default:
			out.WriteRune(rune(c))
		}
	}
	return out.String()
}
