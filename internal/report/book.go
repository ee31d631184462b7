package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bantin/internal/lang"

	"github.com/xuri/excelize/v2"
)

// write appends a workbook of sheets, the same bytes at any time.
func write(w *bytes.Buffer, title string, words *lang.Table, sheets []*sheet) error {
	b := &book{file: excelize.NewFile(), words: words, title: strings.Join(strings.Fields(clean(title)), " "), links: make(map[string]*links)}
	defer b.file.Close()
	if err := b.makeStyles(); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	b.properties()
	for i, s := range sheets {
		if err := b.add(i, s); err != nil {
			return fmt.Errorf("workbook, sheet %q: %w", s.name, err)
		}
	}
	b.file.SetZipWriter(func(out io.Writer) excelize.ZipWriter { return &archive{out: out, edit: b.insertLinks} })
	b.referToLinks()
	if err := b.file.Write(w); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}

// book is a workbook while its sheets are added.
type book struct {
	file   *excelize.File
	words  *lang.Table
	title  string
	styles [2][address + 1]int // of rows and of the total, by form
	head   int
	note   int
	links  map[string]*links // by the name of the sheet's part of the archive
}

// makeStyles makes the few styles that all cells share.
func (b *book) makeStyles() error {
	thin := []excelize.Border{
		{Type: "left", Color: "BFBFBF", Style: 1}, {Type: "right", Color: "BFBFBF", Style: 1},
		{Type: "top", Color: "BFBFBF", Style: 1}, {Type: "bottom", Color: "BFBFBF", Style: 1},
	}
	// Number format 3 is #,##0. In a file the comma stands for the separator of
	// the reader's country: a Vietnamese Excel shows 1.250, an English one 1,250.
	const grouped = 3
	days := "dd/mm/yyyy"
	text := &excelize.Alignment{Vertical: "top", WrapText: true}
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}
	middle := &excelize.Alignment{Vertical: "top", Horizontal: "center"}
	var err error
	add := func(s excelize.Style) (id int) {
		if err == nil {
			id, err = b.file.NewStyle(&s)
		}
		return id
	}
	for i, bold := range []bool{false, true} {
		font := &excelize.Font{Bold: bold, Family: "Calibri", Size: 11}
		b.styles[i] = [...]int{
			words:   add(excelize.Style{Border: thin, Font: font, Alignment: text}),
			number:  add(excelize.Style{Border: thin, Font: font, Alignment: right, NumFmt: grouped}),
			large:   add(excelize.Style{Border: thin, Font: font, Alignment: right}),
			date:    add(excelize.Style{Border: thin, Font: font, Alignment: middle, CustomNumFmt: &days}),
			address: add(excelize.Style{Border: thin, Font: &excelize.Font{Bold: bold, Family: "Calibri", Size: 11, Color: "0563C1", Underline: "single"}, Alignment: text}),
		}
		b.styles[i][blank] = b.styles[i][words]
	}
	b.head = add(excelize.Style{
		Border: thin, Font: &excelize.Font{Bold: true, Family: "Calibri", Size: 11}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	})
	b.note = add(excelize.Style{Font: &excelize.Font{Italic: true, Family: "Calibri", Size: 11}, Alignment: &excelize.Alignment{Vertical: "top"}})
	return err
}

// properties says what the workbook is, and not when it was made.
func (b *book) properties() {
	b.file.Pkg.Store("docProps/core.xml", []byte(xml.Header+
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`+
		`<dc:title>`+escaped(b.title)+`</dc:title><dc:language>`+b.words.Code+`</dc:language></cp:coreProperties>`))
	b.file.Pkg.Store("docProps/app.xml", []byte(xml.Header+
		`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>bantin</Application></Properties>`))
}

// add writes a sheet. What stands before the rows in its part of the archive
// has to be set before excelize begins to write them.
func (b *book) add(i int, s *sheet) error {
	widths := s.widths()
	if err := b.open(i, s.name, pagesAcross(widths)); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := setWidths(widths, out); err != nil {
		return err
	}
	if err := out.SetPanes(frozen(s.fixed)); err != nil {
		return err
	}
	l := new(links)
	b.links[sheetPart(i)] = l
	if err := b.rows(s, widths, out, l); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(s.head), 1+len(s.rows))
	if err != nil {
		return err
	}
	if s.filter {
		// The total stays below whatever is sorted.
		if err := b.file.AutoFilter(s.name, "A1:"+last, nil); err != nil {
			return err
		}
	}
	titles := "'" + s.name + "'!$1:$1"
	if s.fixed > 0 {
		column, err := excelize.ColumnNumberToName(s.fixed)
		if err != nil {
			return err
		}
		titles = "'" + s.name + "'!$A:$" + column + "," + titles
	}
	if err := b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.name}); err != nil {
		return err
	}
	return out.Flush()
}

// setWidths sets the widths of columns, of equal neighbours at once: excelize copies all
// that it knows of columns each time.
func setWidths(widths []int, out *excelize.StreamWriter) error {
	first := 0
	for c := range widths {
		if c+1 < len(widths) && widths[c+1] == widths[first] {
			continue
		}
		if err := out.SetColWidth(first+1, c+1, float64(widths[first])); err != nil {
			return err
		}
		first = c + 1
	}
	return nil
}

// pagesAcross is how many pages a sheet is wide when printed. One takes what can still be read on
// A4 across, two thirds of full size; more metrics than fit go on on the next.
func pagesAcross(widths []int) int {
	const page = 200
	sum := 0
	for _, w := range widths {
		sum += w
	}
	return max(1, (sum+page/2)/page)
}

// open makes a sheet and sets how it is printed: on A4 across, some pages wide and as many long as it takes.
func (b *book) open(i int, name string, across int) error {
	var err error
	if i == 0 {
		err = b.file.SetSheetName("Sheet1", name)
	} else {
		_, err = b.file.NewSheet(name)
	}
	if err != nil {
		return err
	}
	yes, a4, landscape, asNeeded := true, 9, "landscape", 0
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	layout := excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &across, FitToHeight: &asNeeded}
	if err := b.file.SetPageLayout(name, &layout); err != nil {
		return err
	}
	side, end, edge := 0.6, 0.75, 0.3 // inches
	if err := b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &edge, Footer: &edge}); err != nil {
		return err
	}
	return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + strings.ReplaceAll(cut(b.title, 100), "&", "&&") + "&R&A",
		OddFooter: "&R" + lang.Fill(b.words.Words.Book.PageOf, "&P", "&N"),
	})
}

// frozen keeps the first row in sight, and the first columns.
func frozen(columns int) *excelize.Panes {
	p := &excelize.Panes{Freeze: true, YSplit: 1, XSplit: columns, ActivePane: "bottomLeft", TopLeftCell: "A2"}
	if columns > 0 {
		p.ActivePane, p.TopLeftCell = "bottomRight", string(rune('A'+columns))+"2"
	}
	return p
}

// rows writes the rows of a sheet, its total and its notes.
func (b *book) rows(s *sheet, widths []int, out *excelize.StreamWriter, l *links) error {
	cells := make([]excelize.Cell, len(s.head))
	row := make([]any, len(cells))
	for c, title := range s.head {
		cells[c] = excelize.Cell{StyleID: b.head, Value: clean(title)}
		row[c] = &cells[c]
	}
	if err := out.SetRow("A1", row, excelize.RowOpts{Height: height(headLines(s.head, widths))}); err != nil {
		return err
	}
	line := 2
	write := func(list []cell, bold int) error {
		for c, v := range list {
			cells[c] = excelize.Cell{StyleID: b.styles[bold][v.form], Value: v.value()}
			if v.form == address {
				l.add(c, line, v.text)
			}
		}
		line++
		at := "A" + strconv.Itoa(line-1)
		if n := lines(list, widths); n > 1 {
			return out.SetRow(at, row, excelize.RowOpts{Height: height(n)})
		}
		return out.SetRow(at, row)
	}
	for _, list := range s.rows {
		if err := write(list, 0); err != nil {
			return err
		}
	}
	if s.total != nil {
		if err := write(s.total, 1); err != nil {
			return err
		}
	}
	for n, note := range s.notes {
		if err := out.SetRow("A"+strconv.Itoa(line+1+n), []any{excelize.Cell{StyleID: b.note, Value: note}}); err != nil {
			return err
		}
	}
	return nil
}

// value is a cell as excelize takes it. Text is written as text, whatever it begins
// with: a formula is another kind of cell, which this package never makes.
func (c cell) value() any {
	switch c.form {
	case words, address:
		return c.text // excelize cuts what a cell cannot hold
	case large:
		return strconv.FormatInt(c.n, 10)
	case number, date:
		return c.n
	}
	return nil
}
