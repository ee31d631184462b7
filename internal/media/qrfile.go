package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"

	"rsc.io/qr/coding"
)

const (
	// QRVersion names the way the files of QR codes are drawn: raise it when the same text gives other bytes.
	QRVersion = "qr-1"
	// moduleDots is how many dots of a PNG a module is wide. At modulesPerMetre a module is printed 1 mm wide, so that a code
	// in a letter is some 4 cm wide unless somebody makes it smaller.
	moduleDots      = 24
	modulesPerMetre = 1000
)

// WriteSVG draws the code of a text as an SVG file of its own, black on white with its border, a module 1 mm wide. The
// errors are those of Write.
func (q *QR) WriteSVG(w *bytes.Buffer, text string) error {
	code, err := q.encode(text)
	if err != nil {
		return err
	}
	side := code.Size + 2*quiet
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%dmm" height="%dmm" viewBox="0 0 %d %d" shape-rendering="crispEdges">`, side, side, side, side)
	fmt.Fprintf(w, `<path fill="#fff" d="M0 0h%dv%dH0z"/><path stroke="#000" d="`, side, side)
	writeModules(w, code)
	w.WriteString("\"/></svg>\n")
	return nil
}

// WritePNG draws the code of a text as a PNG file of two colours, black on white with its border, sharp at some 600 dots
// an inch. The errors are those of Write.
func (q *QR) WritePNG(w *bytes.Buffer, text string) error {
	code, err := q.encode(text)
	if err != nil {
		return err
	}
	side := (code.Size + 2*quiet) * moduleDots
	pair := func(n int) string {
		one := binary.BigEndian.AppendUint32(nil, uint32(n))
		return string(one) + string(one)
	}
	w.WriteString("\x89PNG\r\n\x1a\n")
	writeChunk(w, "IHDR", pair(side)+"\x01\x00\x00\x00\x00")       // one bit a dot, grey
	writeChunk(w, "pHYs", pair(moduleDots*modulesPerMetre)+"\x01") // dots a metre
	writeChunk(w, "IDAT", q.packed(code))
	writeChunk(w, "IEND", "")
	return nil
}

// packed are the rows of a PNG, compressed. A row that is as the one above says so.
func (q *QR) packed(code *coding.Code) string {
	width := (code.Size + 2*quiet) * moduleDots / 8
	white := bytes.Repeat([]byte{0xff}, width)
	same := bytes.Repeat(append([]byte{2}, make([]byte, width)...), moduleDots-1) // filter Up, and no difference
	var row []byte
	var out bytes.Buffer
	z := q.packer(&out)
	defer q.packers.Put(z)
	for y := -quiet; y < code.Size+quiet; y++ {
		row = append(append(row[:0], 0), white...) // no filter
		for x := range code.Size {
			if code.Black(x, y) {
				clear(row[1+(x+quiet)*moduleDots/8:][:moduleDots/8])
			}
		}
		z.Write(row)
		z.Write(same)
	}
	z.Close() // a buffer takes everything
	return out.String()
}

// packer is a compressor that writes to out: each takes much memory, so that they are used again.
func (q *QR) packer(out *bytes.Buffer) *zlib.Writer {
	if z, ok := q.packers.Get().(*zlib.Writer); ok {
		z.Reset(out)
		return z
	}
	z, _ := zlib.NewWriterLevel(out, zlib.BestSpeed) // a level that exists
	return z
}
