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
	"io"
	"io/fs"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/render"
	"bantin/internal/report"
)

// HTML appends the report as one page that needs no other file. text may be nil.
// layouts holds report.html, which is given a View. What is wrong with that file is in the
// problems, and then nothing is appended; the error is that of reading it.
func HTML(w *bytes.Buffer, r *report.Report, text *Text, layouts fs.FS) ([]diag.Diagnostic, error) {
	if text == nil {
		text = new(Text)
	}
	t, problems, err := parse(layouts)
	if t == nil {
		return problems, err
	}
	start := w.Len()
	if err := t.Execute(w, compose(r, text)); err != nil {
		w.Truncate(start)
		return []diag.Diagnostic{render.LayoutProblem(render.ReportLayout, err)}, nil
	}
	return nil, nil
}

// Check finds what is wrong with report.html without a report: it is tried with a view of nothing,
// and with one that has one of everything. The error is that of reading it.
func Check(layouts fs.FS) ([]diag.Diagnostic, error) {
	t, problems, err := parse(layouts)
	if t == nil {
		return problems, err
	}
	words := &lang.For("vi").Words.Report
	for _, v := range []*View{{Words: words}, sample(words)} {
		if err := t.Execute(io.Discard, v); err != nil {
			return []diag.Diagnostic{render.LayoutProblem(render.ReportLayout, err)}, nil
		}
	}
	return nil, nil
}

// parse reads report.html; without a template there are problems or an error.
func parse(layouts fs.FS) (*template.Template, []diag.Diagnostic, error) {
	const name = render.ReportLayout
	src, err := fs.ReadFile(layouts, name)
	if err != nil {
		return nil, nil, fmt.Errorf("layouts/%s: %w", name, err)
	}
	t, err := template.New(name).Parse(strings.ReplaceAll(strings.TrimPrefix(string(src), "\ufeff"), "\r\n", "\n"))
	if err != nil {
		return nil, []diag.Diagnostic{render.LayoutProblem(name, err)}, nil
	}
	return t, nil, nil
}

// sample is a view that has one of everything.
func sample(words *lang.Report) *View {
	return &View{
		Lang: "vi", Page: "P", Words: words, Draft: true, Above: "A", Issuer: "I", Number: "N", Dated: "D", Title: "T", To: []string{"A", "B"},
		Sections: []Section{{Number: "I", Title: "T", Blocks: []Block{
			{Part: "P"}, {Group: "G"}, {Text: "T", Lead: true}, {List: []string{"L"}}, {Note: "N"}, {Model: &Model{Title: "T", By: "B", Summary: "S"}},
			{Written: "<p>W</p>"}, {Fill: true},
		}}},
		Closing: "C", Signature: []string{"S"}, Recipients: []string{"R"}, Attached: "A",
		Appendices: []Appendix{{
			Number: "N", Title: "T", Kind: "units", Across: true, Columns: []Column{{Title: "T", Width: 1, Share: 100, Number: true}},
			Rows: [][]string{{"1"}}, Total: []string{"1"}, Notes: []string{"N"},
		}},
	}
}
