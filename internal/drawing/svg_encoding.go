package drawing

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// maxDeclaration is where an XML declaration ends at the latest.
const maxDeclaration = 512

// utf8XML turns a file that declares one of the old Western encodings, or
// Vietnamese Windows', into UTF-8, with the declaration left out; older drawing
// programs wrote them. Other files lose only their byte order mark.
func utf8XML(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !bytes.HasPrefix(data, []byte("<?xml")) {
		return data
	}
	end := bytes.Index(data[:min(len(data), maxDeclaration)], []byte("?>"))
	if end < 0 {
		return data
	}
	var table encoding.Encoding
	switch strings.ToLower(xmlEncoding(string(data[:end]))) {
	case "iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252":
		table = charmap.Windows1252
	case "windows-1258":
		table = charmap.Windows1258
	default:
		return data
	}
	text, err := table.NewDecoder().Bytes(data[end+2:])
	if err != nil {
		return data
	}
	// As long as it was, so that problems keep their columns.
	return append(bytes.Repeat([]byte(" "), end+2), text...)
}

// xmlEncoding is the encoding that an XML declaration names; "" when it names none.
func xmlEncoding(declaration string) string {
	_, rest, ok := strings.Cut(declaration, "encoding")
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if !ok || rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	name, _, ok := strings.Cut(rest[1:], rest[:1])
	if !ok {
		return ""
	}
	return name
}
