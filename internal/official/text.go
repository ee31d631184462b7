package official

import (
	"bytes"
	"cmp"
	"html/template"
	"maps"
	"slices"
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
	chunks []body
	docs   []*markdown.Document
}

// body is a stretch of Markdown that begins in a line of the file.
type body struct {
	src  []byte
	line int
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
	w := &s.Lang.Words.Report
	at := place{section: progress}
	for _, c := range cut(matter.Body, matter.BodyLine) {
		title := ""
		switch c.level {
		case 0:
		case 3:
			if p, ok := partOfSection(w, at.section, c.title); ok {
				at = p
			} else {
				c.heading = 0 // one of the writers' own, which is printed
			}
		default:
			p, own, ok := find(w, c.title)
			if !ok {
				problems = append(problems, unknownSection(file, c, w))
				continue
			}
			at, title = p, own
		}
		t.add(at, title, c)
	}
	return t, append(problems, t.convert(file, s)...)
}

func (t *Text) add(at place, title string, c chunk) {
	if t.passages[at] == nil {
		t.passages[at] = new(passage)
	}
	it := t.passages[at]
	if title != "" {
		it.title = title
	}
	src, line := c.body()
	it.chunks = append(it.chunks, body{src, line})
}

// convert turns the passages into HTML, in the order in which they are printed, so that their footnotes are
// numbered through the report. Headings have no ids: nothing in a report leads to them.
func (t *Text) convert(file string, s *site.Site) (problems []diag.Diagnostic) {
	order := slices.SortedFunc(maps.Keys(t.passages), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.section, b.section), cmp.Compare(a.part, b.part))
	})
	o := markdown.Options{Language: s.Lang.Code, Words: s.Lang.Words.Body, NoIDs: true}
	for _, at := range order {
		p := t.passages[at]
		if o.Under = 2; at.part > 0 {
			o.Under = 3
		}
		for _, c := range p.chunks {
			doc, found := markdown.New(o).Convert(file, c.line, c.src)
			o.Notes += doc.Notes
			problems = append(append(problems, found...), badRefs(file, doc)...)
			p.docs = append(p.docs, doc)
		}
	}
	return problems
}

// title is what the writers call a section, "" for its usual title.
func (t *Text) title(section int) string {
	if p := t.passages[place{section: section}]; p != nil {
		return p.title
	}
	return ""
}

// html is what is written for a place, "" for nothing.
func (t *Text) html(s *site.Site, at place) template.HTML {
	p := t.passages[at]
	if p == nil {
		return ""
	}
	var w bytes.Buffer
	for _, doc := range p.docs {
		doc.Write(&w, func(i int, open bool) { writeRef(&w, s, &doc.Refs[i], open) })
	}
	return template.HTML(bytes.TrimSpace(w.Bytes()))
}

// closes tells whether the text itself ends the report, as official documents end: "./."
func (t *Text) closes() bool {
	p := t.passages[place{section: outlook}]
	if p == nil {
		return false
	}
	return strings.HasSuffix(strings.TrimSpace(p.docs[len(p.docs)-1].HTML), "./.</p>")
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
func unknownSection(file string, c chunk, w *lang.Report) diag.Diagnostic {
	return diag.New(file, c.line, c.column, "unknown-section", c.title).Suggest(nearest(w, c.title))
}
