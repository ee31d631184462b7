package content

import (
	"bytes"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/viet"
)

// ReportText is what people write into a report: a Markdown file whose front
// matter, which it may do without, gives what stands at its head and end.
type ReportText struct {
	Number       string    // "47/BC-CĐVC" or "47"; "" : left open
	Date         time.Time // the day at 00:00 in the site's zone; zero: left open
	Place, Title string
	// To, Signature and Recipients are lines.
	To, Signature, Recipients []string
	Draft                     bool
	// Body is the text without the front matter: UTF-8 (NFC), LF. BodyLine is its line in the file, from 1.
	Body     []byte
	BodyLine int
}

var reportTextKeys = []key[ReportText]{
	{"number", func(r *reader, n *node, t *ReportText) { t.Number = r.text(n) }},
	{"date", func(r *reader, n *node, t *ReportText) { t.Date = r.day(n) }},
	{"place", func(r *reader, n *node, t *ReportText) { t.Place = r.text(n) }},
	{"title", func(r *reader, n *node, t *ReportText) { t.Title = r.text(n) }},
	{"to", func(r *reader, n *node, t *ReportText) { t.To = r.plainTexts(n) }},
	{"signature", func(r *reader, n *node, t *ReportText) { t.Signature = r.plainTexts(n) }},
	{"recipients", func(r *reader, n *node, t *ReportText) { t.Recipients = r.plainTexts(n) }},
	{"draft", func(r *reader, n *node, t *ReportText) { t.Draft = r.bool(n) }},
}

// plainTexts reads one text or a list of them.
func (r *reader) plainTexts(n *node) (all []string) {
	r.texts(n, func(v Name) { all = append(all, v.Text) })
	return all
}

// ReadReportText reads a report's text as other files of a site are read; file
// is its name in messages. Unknown keys are errors of their own, whatever unknown_keys
// says: what nobody sees lost in a list of posts would be missed on a document.
func ReadReportText(file string, src []byte, s *Settings) (*ReportText, []diag.Diagnostic) {
	r := newReader(s, nil, nil)
	r.begin(file)
	t := &ReportText{BodyLine: 1}
	src = r.plain(src)
	if src == nil {
		return t, r.problem
	}
	if !fenced(src) {
		t.Body = src
		return t, r.problem
	}
	m, ok := r.split(src)
	if !ok {
		return t, r.problem
	}
	if root := r.parse(m); root != nil {
		r.readReportKeys(root, t)
	}
	t.Body, t.BodyLine = m.body, m.bodyLine
	return t, r.problem
}

// readReportKeys reads the front matter of a report's text.
func (r *reader) readReportKeys(root *node, t *ReportText) {
	for i := range root.fields {
		f := &root.fields[i]
		row := rowOf(reportTextKeys, f.key)
		switch {
		case row == nil:
			names := namesOf(reportTextKeys)
			cure, _ := viet.Nearest(f.key, names)
			r.suggest(f.pos, "unknown-report-key", cure, f.key, strings.Join(names, ", "))
		case f.value.shape != absent:
			r.bound(f.key, &f.value)
			row.read(r, &f.value, t)
		}
	}
}

// fenced tells whether a text begins with the first line of front matter.
func fenced(src []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(src, "\n \t"), []byte("\n"))
	for _, f := range fences {
		if string(bytes.TrimSpace(first)) == f.start {
			return true
		}
	}
	return false
}
