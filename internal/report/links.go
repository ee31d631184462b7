package report

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits that Excel sets to links: how many a sheet may have, and how long they may be.
const (
	mostLinks   = 65_000
	longestLink = 2_000
)

// links are those of a sheet, as they are written. excelize looks through all links of a
// sheet for each new one, which for ten thousand posts takes longer than all else.
type links struct {
	n       int
	cells   bytes.Buffer // where they are, for the part of the sheet
	targets bytes.Buffer // where they lead, for the list of what that part refers to
}

// add makes a cell a link to the first line of its text.
func (l *links) add(column, line int, text string) {
	target, _, _ := strings.Cut(text, "\n")
	name, err := excelize.CoordinatesToCellName(column+1, line)
	if err != nil || l.n == mostLinks || len(target) > longestLink {
		return
	}
	l.n++
	id := strconv.Itoa(l.n)
	l.cells.WriteString(`<hyperlink ref="` + name + `" r:id="rId` + id + `"/>`)
	l.targets.WriteString(`<Relationship Id="rId` + id + `" Type="` + excelize.SourceRelationshipHyperLink + `" Target="` + escaped(target) + `" TargetMode="External"/>`)
}

// sheetPart names the part of the archive that holds a sheet.
func sheetPart(sheet int) string { return "xl/worksheets/sheet" + strconv.Itoa(sheet+1) + ".xml" }

// referToLinks adds to the workbook the lists of where links lead.
func (b *book) referToLinks() {
	for name, l := range b.links {
		if l.n > 0 {
			b.file.Pkg.Store(strings.Replace(name, "worksheets/", "worksheets/_rels/", 1)+".rels", []byte(xml.Header+
				`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+l.targets.String()+`</Relationships>`))
		}
	}
}

// insertLinks puts the links of a sheet into its part, where they have their
// place: before the margins. In the text of a cell no "<" stands as such.
func (b *book) insertLinks(part string, data []byte) []byte {
	l := b.links[part]
	if l == nil || l.n == 0 {
		return data
	}
	at := bytes.LastIndex(data, []byte("<pageMargins"))
	if at < 0 {
		panic("report: a sheet without margins") // each has them, see open
	}
	out := make([]byte, 0, len(data)+l.cells.Len()+30)
	out = append(append(out, data[:at]...), "<hyperlinks>"...)
	out = append(append(out, l.cells.Bytes()...), "</hyperlinks>"...)
	return append(out, data[at:]...)
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}
