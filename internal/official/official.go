// Package official writes a report in the form that Decree 30/2020/NĐ-CP,
// annex I, gives to official documents: a page to print on A4 and sign.
//
// The numbers are those of the roll-up, and every sentence says only what the
// numbers say. What nobody has data for (the assessment, the outlook, the number,
// the date, the signature) is the writers', in a text of their own (Text), or stays
// open to be written by hand.
package official

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"bantin/internal/report"
)

// layout is the file that the page is made from.
const layout = "report.html"

// HTML appends the report as one page that needs no other file. text may be nil.
// layouts holds report.html, which is given a View; an error is that of this file.
func HTML(w *bytes.Buffer, r *report.Report, text *Text, layouts fs.FS) error {
	if text == nil {
		text = new(Text)
	}
	src, err := fs.ReadFile(layouts, layout)
	if err != nil {
		return fmt.Errorf("layouts/%s: %w", layout, err)
	}
	t, err := template.New(layout).Parse(strings.ReplaceAll(strings.TrimPrefix(string(src), "\ufeff"), "\r\n", "\n"))
	if err != nil {
		return fmt.Errorf("layouts/%s: %w", layout, err)
	}
	start := w.Len()
	if err := t.Execute(w, compose(r, text)); err != nil {
		w.Truncate(start)
		return fmt.Errorf("layouts/%s: %w", layout, err)
	}
	return nil
}
