package drawing

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// toldText lists what was left out, as much as a message shows.
func toldText(told []string) string {
	var b strings.Builder
	length := 0
	for i, what := range told {
		length += utf8.RuneCountInString(what) + 2
		if i == maxTold || length > maxToldText {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(what)
	}
	return b.String()
}

// position turns a byte offset into line and column.
func position(data []byte, at int64) (line, column int) {
	before := data[:min(at, int64(len(data)))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// svgSize reads the size of the root element: width and height, what is
// missing of them by the proportions of the viewBox, else the viewBox
// (SVG 2, 7.2; CSS Images 3, 5.1). 0, 0 when none says it.
func svgSize(root xml.StartElement) (width, height int) {
	var w, h float64
	var box []string
	for _, a := range root.Attr {
		if a.Name.Space != "" {
			continue
		}
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' })
		}
	}
	if len(box) == 4 {
		bw, bh := pixels(box[2]), pixels(box[3])
		switch {
		case bw == 0 || bh == 0:
		case w == 0 && h == 0:
			w, h = bw, bh
		case w == 0:
			w = h * bw / bh
		case h == 0:
			h = w * bh / bw
		}
	}
	if w == 0 || h == 0 {
		return 0, 0
	}
	whole := func(v float64) int { return int(min(max(math.Round(v), 1), 1e6)) }
	return whole(w), whole(h)
}

// pixels turns a CSS length into pixels; 0 for shares of the window and nonsense.
func pixels(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	scale := 1.0
	for _, u := range [...]struct {
		unit  string
		scale float64
	}{{"px", 1}, {"pt", 96. / 72}, {"pc", 16}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}, {"em", 16}, {"ex", 8}} {
		if n, ok := strings.CutSuffix(s, u.unit); ok {
			s, scale = strings.TrimSpace(n), u.scale
			break
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v > 0) || v > 1e6 {
		return 0
	}
	return v * scale
}
