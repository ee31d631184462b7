package media

import (
	"bytes"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"

	"rsc.io/qr/coding"
)

// quiet is the white border of a QR code, in modules (ISO/IEC 18004, 6.3.8).
const quiet = 4

// MaxQR is the longest text that a QR code of level Q holds, in bytes (ISO/IEC 18004, table 7).
const MaxQR = 1663

// QR draws QR codes of error correction level Q: a quarter of the code may be
// dirty or torn. The zero QR is ready to use, also by several goroutines; it
// remembers the layout of each size of code, which is most of the work.
type QR struct {
	plans   [coding.MaxVersion + 1]atomic.Pointer[coding.Plan]
	packers sync.Pool // of *zlib.Writer
}

// Write draws the code of a text as an svg element of class "qr", one unit a
// module, without colours: its lines are stroked by the style sheet, black on
// white in every scheme. The error is a text of more than MaxQR bytes.
func (q *QR) Write(w *bytes.Buffer, text string) error {
	return q.write(w, text, func(int) {})
}

// WriteSized is Write with the size that a code needs in print: a module is so many millimetres wide, the whole code with
// its border at least so many.
func (q *QR) WriteSized(w *bytes.Buffer, text string, module, least float64) error {
	return q.write(w, text, func(side int) {
		mm := max(least, module*float64(side))
		fmt.Fprintf(w, ` width="%.1fmm" height="%.1fmm"`, mm, mm)
	})
}

// write calls size to write attributes for a code that is so many modules wide with its border.
func (q *QR) write(w *bytes.Buffer, text string, size func(side int)) error {
	code, err := q.encode(text)
	if err != nil {
		return err
	}
	side := code.Size + 2*quiet
	w.WriteString(`<svg class="qr"`)
	size(side)
	fmt.Fprintf(w, ` viewBox="0 0 %d %d" aria-hidden="true"><path d="`, side, side)
	writeModules(w, code)
	w.WriteString(`"/></svg>`)
	return nil
}

// writeModules writes the path of lines whose strokes, one unit wide, are the black modules.
func writeModules(w *bytes.Buffer, code *coding.Code) {
	w.Grow(code.Size * (3*code.Size + 8)) // at most: "m2 0h1" for two modules, and the start of a row
	path := w.AvailableBuffer()
	for y := range code.Size {
		row := code.Bitmap[y*code.Stride:]
		black := func(x int) bool { return x < code.Size && row[x>>3]<<(x&7)&0x80 != 0 }
		end := -1 // of the last run in this row
		for x := 0; x < code.Size; x++ {
			if !black(x) {
				continue
			}
			from := x
			for black(x + 1) {
				x++
			}
			if end < 0 {
				path = appendNumber(append(path, 'M'), from+quiet)
				path = append(appendNumber(append(path, ' '), y+quiet), ".5"...)
			} else {
				path = append(appendNumber(append(path, 'm'), from-end), " 0"...)
			}
			end = x + 1
			path = appendNumber(append(path, 'h'), end-from)
		}
	}
	w.Write(path)
}

// appendNumber is strconv.AppendInt for the small numbers that codes are made of.
func appendNumber(b []byte, n int) []byte {
	switch {
	case n < 10:
		return append(b, byte('0'+n))
	case n < 100:
		return append(b, byte('0'+n/10), byte('0'+n%10))
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func (q *QR) encode(text string) (*coding.Code, error) {
	data := coding.String(text)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if data.Bits(v) > v.DataBytes(coding.Q)*8 {
			continue
		}
		plan := q.plans[v].Load()
		if plan == nil {
			var err error
			if plan, err = coding.NewPlan(v, coding.Q, 0); err != nil {
				return nil, fmt.Errorf("qr code: %w", err)
			}
			q.plans[v].Store(plan)
		}
		code, err := plan.Encode(data)
		if err != nil {
			return nil, fmt.Errorf("qr code: %w", err)
		}
		return code, nil
	}
	return nil, fmt.Errorf("qr code: %d bytes are too many", len(text))
}
