package official

import (
	"html/template"
	"strings"

	"bantin/internal/lang"
	"bantin/internal/report"
)

// View is what layouts/report.html is given. All texts are finished, numbers and dates in them included.
type View struct {
	Lang  string // "vi", "en"
	Page  string // the title of the window
	Words *lang.Report
	Draft bool

	// Above is the body above the issuer, "" when none is known; both in capitals.
	Above, Issuer string
	Number        string // "Số: 47/BC-CĐVC"
	Dated         string // "Thành phố, ngày 05 tháng 02 năm 2022"
	Title         string // "Kết quả hoạt động năm 2021"
	To            []string
	Sections      []Section
	Closing       string // the last sentence; "" when the writers' text has one
	Signature     []string
	Recipients    []string

	Attached   string // "(Kèm theo Báo cáo số …)"
	Appendices []Appendix
}

// Section is one of the five.
type Section struct {
	Number, Title string // "II", "Kết quả"
	Blocks        []Block
}

// Block is a piece of a section: one of its fields is set, and with a Text perhaps Lead.
type Block struct {
	Part, Group string // headings: "1. Tuyên truyền miệng", "a) Chăm lo đoàn viên"
	Text, Note  string // paragraphs
	Lead        bool   // of Text: a list follows
	List        []string
	Model       *Model
	Written     template.HTML // from the writers' text
	Fill        bool          // room to write by hand
}

// Model is a good model.
type Model struct{ Title, By, Summary string }

// Appendix is a table on a page of its own.
type Appendix struct {
	Number, Title string // "Phụ lục I", "BIỂU TỔNG HỢP THEO ĐƠN VỊ"
	Kind          string // "units", "activities" or "posts"
	Across        bool   // printed on A4 across
	Columns       []Column
	Rows          [][]string // as long as Columns
	Total         []string   // the last row; nil without
	Notes         []string
}

// Column is a column of a table.
type Column struct {
	Title  string
	Width  float64 // millimetres; all of a table together are the width of the page
	Share  float64 // percent of the table
	Number bool    // aligned as numbers are
}

// Body is Rows and Total as rows of a table. It is not left to the template,
// which takes half a second for ten thousand rows.
func (a Appendix) Body() template.HTML {
	size := 0
	for _, row := range a.Rows {
		for _, cell := range row {
			size += len(cell) + len(`<td class="n"></td>`)
		}
	}
	var b strings.Builder
	b.Grow(size + size/8)
	write := func(row []string, class string) {
		b.WriteString("\n<tr" + class + ">")
		for i, cell := range row {
			if a.Columns[i].Number {
				b.WriteString(`<td class="n">`)
			} else {
				b.WriteString("<td>")
			}
			template.HTMLEscape(&b, []byte(cell))
			b.WriteString("</td>")
		}
		b.WriteString("</tr>")
	}
	for _, row := range a.Rows {
		write(row, "")
	}
	if a.Total != nil {
		write(a.Total, ` class="total"`)
	}
	return template.HTML(b.String())
}

// compose makes the view of a report.
func compose(r *report.Report, text *Text) *View {
	c := newComposer(r, text)
	v := &View{Lang: c.s.Lang.Code, Words: c.w, Draft: text.matter.Draft}
	c.head(v)
	c.sections(v)
	c.foot(v)
	c.appendices(v)
	return v
}
