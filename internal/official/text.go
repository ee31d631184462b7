package official

import (
	"bytes"
	"html/template"
	"strings"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/site"
)

// Text is what people write into a report: the assessment, the outlook, and the words of head and end.
type Text struct {
	matter   content.ReportText
	passages map[place]*passage
}

// place is a section of the report, from 1, and a part of it, 0 for the section itself.
type place struct{ section, part int }

// passage is what is written for a place.
type passage struct {
	title  string // of a section, as the writers call it; "" for the usual one
	pieces []piece
}

// piece is one stretch of text; a headed one begins with its heading, which is not printed.
type piece struct {
	doc    *markdown.Document
	headed bool
}

// ReadText reads the Markdown file of a report's text; file is its name in messages.
// Its front matter, which it may do without, has number, date, place, title,
// to, signature, recipients and draft. Headings of the first two levels name the section that follows, by its
// Roman number or its title, or a part of one by its title ("Ưu điểm"); a heading
// of the third level may name a part of its section. What stands before the
// first heading begins section I.
//
// Its problems are the writer's; with an error among them the text is not to be used.
func ReadText(file string, src []byte, s *site.Site) (*Text, []diag.Diagnostic) {
	matter, problems := content.ReadReportText(file, src, s.Settings)
	t := &Text{matter: *matter, passages: make(map[place]*passage)}
	words := &s.Lang.Words
	converter := markdown.New(markdown.Options{Language: s.Lang.Code, Words: words.Body})
	at := place{section: progress}
	for _, part := range cut(matter.Body, matter.BodyLine) {
		title, headed := "", part.level > 0
		switch {
		case part.level == 3:
			p, ok := partOfSection(&words.Report, at.section, part.title)
			if headed = ok; ok {
				at = p
			}
		case headed:
			p, own, ok := find(&words.Report, part.title)
			if !ok {
				problems = append(problems, unknownSection(file, part, &words.Report))
				continue
			}
			at, title = p, own
		}
		doc, found := converter.Convert(file, part.line, part.src)
		for _, d := range found {
			if d.Code != "heading-jump" || d.Line != part.line { // the level above is the report's own
				problems = append(problems, d)
			}
		}
		problems = append(problems, badRefs(file, doc)...)
		t.add(at, title, piece{doc: doc, headed: headed})
	}
	return t, problems
}

func (t *Text) add(at place, title string, p piece) {
	if t.passages[at] == nil {
		t.passages[at] = new(passage)
	}
	it := t.passages[at]
	if title != "" {
		it.title = title
	}
	it.pieces = append(it.pieces, p)
}

// title is what the writers call a section, "" for its usual title.
func (t *Text) title(section int) string {
	if p := t.passages[place{section: section}]; p != nil {
		return p.title
	}
	return ""
}

// html is what is written for a place, "" for nothing.
func (t *Text) html(s *site.Site, section, part int) template.HTML {
	p := t.passages[place{section, part}]
	if p == nil {
		return ""
	}
	var w bytes.Buffer
	for _, piece := range p.pieces {
		piece.write(&w, s)
	}
	return template.HTML(bytes.TrimSpace(w.Bytes()))
}

// closes tells whether the text itself ends the report, as official documents end: "./."
func (t *Text) closes() bool {
	p := t.passages[place{section: outlook}]
	if p == nil {
		return false
	}
	html := strings.TrimSpace(p.pieces[len(p.pieces)-1].doc.HTML)
	return strings.HasSuffix(html, "./.</p>")
}

// write writes a piece without its heading. Anchors are left out: a report is one
// page made of several texts, and nothing in it leads to them.
func (p piece) write(w *bytes.Buffer, s *site.Site) {
	start := w.Len()
	p.doc.Write(w, func(i int, open bool) { writeRef(w, s, &p.doc.Refs[i], open) })
	html := w.String()[start:]
	w.Truncate(start)
	if p.headed {
		if _, rest, ok := strings.Cut(html, "</h"); ok {
			_, html, _ = strings.Cut(rest, ">")
		}
	}
	for {
		before, rest, ok := strings.Cut(html, `<h`)
		w.WriteString(before)
		if !ok {
			return
		}
		if tag, after, ok := strings.Cut(rest, ` id="`); ok && len(tag) == 1 && tag[0] >= '2' && tag[0] <= '6' {
			_, after, _ = strings.Cut(after, `"`)
			rest = tag + after
		}
		w.WriteString("<h")
		html = rest
	}
}

// writeRef writes a link with its full address, and a video as a link.
func writeRef(w *bytes.Buffer, s *site.Site, ref *markdown.Ref, open bool) {
	switch {
	case ref.Kind == markdown.YouTube:
		address := "https://www.youtube.com/watch?v=" + template.HTMLEscapeString(ref.Dest)
		w.WriteString(`<p><a href="` + address + `">` + address + `</a></p>`)
	case ref.Kind != markdown.Link || !leads(ref.Dest):
	case open:
		w.WriteString(`<a href="` + template.HTMLEscapeString(s.Abs(ref.Dest)) + `">`)
	default:
		w.WriteString("</a>")
	}
}

// leads tells whether an address can be followed from a page that lies anywhere.
func leads(dest string) bool {
	if strings.HasPrefix(dest, "/") {
		return !strings.HasPrefix(dest, "//")
	}
	scheme, _, _ := strings.Cut(dest, ":")
	switch scheme {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// badRefs finds what a page of its own cannot hold: pictures, and links to files beside the text.
func badRefs(file string, doc *markdown.Document) (all []diag.Diagnostic) {
	for i := range doc.Refs {
		switch ref := &doc.Refs[i]; {
		case ref.Kind == markdown.Image:
			all = append(all, diag.New(file, ref.Line, ref.Column, "picture-in-report", ref.Dest))
		case ref.Kind == markdown.Link && !leads(ref.Dest):
			all = append(all, diag.New(file, ref.Line, ref.Column, "broken-link", ref.Dest))
		}
	}
	return all
}

// unknownSection reports a heading that names nothing in a report, with the nearest that does.
func unknownSection(file string, p part, w *lang.Report) diag.Diagnostic {
	return diag.New(file, p.line, p.column, "unknown-section", p.title).Suggest(nearest(w, p.title))
}
