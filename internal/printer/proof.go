package printer

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
)

// isPDF tells whether a file is a whole PDF (ISO 32000-1, 7.5.2 and 7.5.5).
func isPDF(data []byte) bool {
	return bytes.HasPrefix(data, []byte("%PDF-")) && bytes.Contains(data[max(0, len(data)-1024):], []byte("%%EOF"))
}

// isOf tells by an error that a PDF is of another page: a browser that cannot open a file may print a page that says so, and call
// that done. Every page has its title, and a browser that writes none into its PDFs has at least used the paper that the page asks for.
func isOf(pdf, page []byte) error {
	if title, ok := titleOf(pdf); ok {
		if want := pageTitle(page); title != want {
			return fmt.Errorf("it printed “%s” instead of “%s”", title, want)
		}
		return nil
	}
	if !isA4(pdf) {
		return fmt.Errorf("it printed a page of another size than A4")
	}
	return nil
}

// pageTitle is the title of a page as browsers show it.
func pageTitle(page []byte) string {
	_, rest, _ := bytes.Cut(page, []byte("<title>"))
	title, _, _ := bytes.Cut(rest, []byte("</title>"))
	return strings.Join(strings.Fields(html.UnescapeString(string(title))), " ")
}

// titleOf reads the title of a PDF as browsers write it: in an object that is not compressed, as a string in parentheses or in
// hexadecimal (ISO 32000-1, 7.3.4), in UTF-16 if it begins with a byte order mark (7.9.2.2). ok is false for a PDF without one.
func titleOf(pdf []byte) (title string, ok bool) {
	_, rest, ok := bytes.Cut(pdf, []byte("/Title"))
	rest = bytes.TrimLeft(rest, " \r\n")
	if !ok || len(rest) == 0 {
		return "", false
	}
	var text []byte
	switch rest[0] {
	case '<':
		digits, _, _ := bytes.Cut(rest[1:], []byte(">"))
		text, _ = hex.DecodeString(string(digits)) // as far as it is one
	case '(':
		text = unescaped(rest[1:])
	}
	if words, utf16BE := bytes.CutPrefix(text, []byte("\xfe\xff")); utf16BE {
		var units []uint16
		for ; len(words) > 1; words = words[2:] {
			units = append(units, uint16(words[0])<<8|uint16(words[1]))
		}
		text = []byte(string(utf16.Decode(units)))
	}
	return strings.Join(strings.Fields(string(text)), " "), true
}

// unescaped is a string up to the parenthesis that ends it.
func unescaped(s []byte) (text []byte) {
	for i := 0; i < len(s) && s[i] != ')'; i++ {
		if s[i] != '\\' || i+1 == len(s) {
			text = append(text, s[i])
			continue
		}
		i++
		if end := min(i+3, len(s)); s[i] >= '0' && s[i] <= '7' {
			if n, err := strconv.ParseUint(string(s[i:end]), 8, 8); err == nil {
				text = append(text, byte(n))
				i = end - 1
				continue
			}
		}
		text = append(text, s[i])
	}
	return text
}

// isA4 tells whether the first page of a PDF has that size, 210 mm × 297 mm, in points.
func isA4(pdf []byte) bool {
	_, rest, _ := bytes.Cut(pdf, []byte("/MediaBox"))
	var width, height float64
	if _, err := fmt.Fscanf(bytes.NewReader(bytes.TrimLeft(rest, " ")), "[0 0 %g %g]", &width, &height); err != nil {
		return false
	}
	return math.Abs(width-595.3) < 2 && math.Abs(height-841.9) < 2
}
