package render

import (
	"bytes"
	"strings"
)

// writeBelow writes the finished HTML of a body so that it can stand on a page of several, below a heading of level 3:
//
//   - headings go down two levels, so h2 becomes h4;
//   - nothing has an id, and nothing is a stop for the keyboard: ids would come twice;
//   - links to places in the body lead to its own page, at address;
//   - footnotes and the signs that lead to them stay on that page;
//   - a figure without a picture is left out.
//
// The HTML is that of package markdown: attributes are quoted, and “<” stands in tags only.
func writeBelow(w *bytes.Buffer, html, address string) {
	for html != "" {
		i := strings.IndexByte(html, '<')
		if i < 0 {
			w.WriteString(html)
			return
		}
		w.WriteString(html[:i])
		html = html[i:]
		if rest, ok := leftOut(html); ok {
			html = rest
			continue
		}
		end := tagEnd(html)
		writeTag(w, html[:end], address)
		html = html[end:]
	}
}

// leftOut gives what follows an element that does not belong on a page of several.
func leftOut(html string) (rest string, ok bool) {
	after := func(end string) string {
		if i := strings.Index(html, end); i >= 0 {
			return html[i+len(end):]
		}
		return ""
	}
	switch {
	case strings.HasPrefix(html, `<sup id="fnref-`):
		return after("</sup>"), true
	case strings.HasPrefix(html, `<section class="notes"`):
		return after("</section>"), true
	case strings.HasPrefix(html, "<figure>"):
		rest := after("</figure>")
		return rest, !strings.Contains(html[:len(html)-len(rest)], "<img")
	}
	return "", false
}

// tagEnd is where the tag that a text begins with ends.
func tagEnd(html string) int {
	quoted := false
	for i := range len(html) {
		switch html[i] {
		case '"':
			quoted = !quoted
		case '>':
			if !quoted {
				return i + 1
			}
		}
	}
	return len(html)
}

func writeTag(w *bytes.Buffer, tag, address string) {
	name := strings.TrimLeft(tag, "</")
	if len(name) > 1 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6' && (len(name) == 2 || name[2] == ' ' || name[2] == '>') {
		level := min('6', name[1]+2)
		if strings.HasPrefix(tag, "</") {
			w.WriteString("</h" + string(rune(level)) + ">")
		} else {
			w.WriteString("<h" + string(rune(level)) + ">")
		}
		return
	}
	for _, attr := range []string{` id="`, ` tabindex="`, ` role="`, ` aria-label="`} {
		if before, rest, found := strings.Cut(tag, attr); found && strings.Count(before, `"`)%2 == 0 {
			_, rest, _ = strings.Cut(rest, `"`)
			tag = before + rest
		}
	}
	w.WriteString(strings.Replace(tag, ` href="#`, ` href="`+address+`#`, 1))
}
