package media

import (
	"bytes"
	"fmt"
	"strconv"
	"sync/atomic"

	"rsc.io/qr/coding"
)

// quiet is the white border of a QR code, in modules (ISO/IEC 18004, 6.3.8).
const quiet = 4

// QR draws QR codes of error correction level Q: a quarter of the code may be
// dirty or torn. The zero QR is ready to use, also by several goroutines; it
// remembers the layout of each size of code, which is most of the work.
type QR struct {
	plans [coding.MaxVersion + 1]atomic.Pointer[coding.Plan]
}

// Write draws the code of a text as an svg element of class "qr", one unit a
// module, without colours: its lines are stroked by the style sheet, black on
// white in every scheme. The error is a text of more than 1,663 bytes.
func (q *QR) Write(w *bytes.Buffer, text string) error {
	code, err := q.encode(text)
	if err != nil {
		return err
	}
	side := code.Size + 2*quiet
	fmt.Fprintf(w, `<svg class="qr" viewBox="0 0 %d %d" aria-hidden="true"><path d="`, side, side)
	var number [20]byte
	put := func(before string, n int, after string) {
		w.WriteString(before)
		w.Write(strconv.AppendInt(number[:0], int64(n), 10))
		w.WriteString(after)
	}
	for y := range code.Size {
		end := -1 // of the last run in this row
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			from := x
			for x+1 < code.Size && code.Black(x+1, y) {
				x++
			}
			if end < 0 {
				put("M", from+quiet, " ")
				put("", y+quiet, ".5")
			} else {
				put("m", from-end, " 0")
			}
			end = x + 1
			put("h", end-from, "")
		}
	}
	w.WriteString(`"/></svg>`)
	return nil
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
