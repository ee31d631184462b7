package media

import (
	"bytes"
	"encoding/binary"
)

// Flags of the VP8X chunk (RFC 9649, 2.7.1): there is EXIF, there is XMP.
const webpMetadata = 0x08 | 0x04

// stripWebP keeps the chunks of the picture and mends the sizes and flags that speak of the others.
func stripWebP(w *bytes.Buffer, data []byte) error {
	start := w.Len()
	w.Write(data[:12])
	total := int64(binary.LittleEndian.Uint32(data[4:])) + 8
	damaged := total > int64(len(data))
	data = data[12:max(12, min(total, int64(len(data))))]
	for len(data) >= 8 {
		n := int64(binary.LittleEndian.Uint32(data[4:])) + 8
		if n > int64(len(data)) {
			damaged = true
			break
		}
		padded := min(n+n&1, int64(len(data)))
		at := w.Len()
		switch string(data[:4]) {
		case "VP8X":
			w.Write(data[:padded])
			if n > 8 {
				w.Bytes()[at+8] &^= webpMetadata
			}
		case "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF":
			w.Write(data[:padded])
		}
		if w.Len() > at && padded < n+n&1 { // a padding byte is missing at the end
			w.WriteByte(0)
		}
		data = data[padded:]
	}
	binary.LittleEndian.PutUint32(w.Bytes()[start+4:], uint32(w.Len()-start-8))
	if damaged {
		return errDamaged
	}
	return nil
}
