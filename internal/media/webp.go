package media

import (
	"bytes"
	"encoding/binary"
)

// Flags of the VP8X chunk (RFC 9649, 2.7.1).
const (
	webpFlagMoving   = 0x02
	webpFlagEXIF     = 0x08
	webpFlagMetadata = webpFlagEXIF | 0x04 // 0x04: there is XMP
)

// webpHas tells whether a WebP file is of the extended form and has the flag.
func webpHas(head []byte, flag byte) bool {
	return len(head) > 20 && string(head[12:16]) == "VP8X" && head[20]&flag != 0
}

// stripWebP keeps the chunks of the picture and mends the sizes and flags that
// speak of the others. A turned picture has an EXIF chunk of that one tag.
func stripWebP(w *bytes.Buffer, data []byte) error {
	start, turn := w.Len(), Orientation(data, WebP)
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
				w.Bytes()[at+8] &^= webpFlagMetadata
				if turn > 1 {
					w.Bytes()[at+8] |= webpFlagEXIF
				}
			}
		case "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF":
			w.Write(data[:padded])
		}
		if w.Len() > at && padded < n+n&1 { // a padding byte is missing at the end
			w.WriteByte(0)
		}
		data = data[padded:]
	}
	if turn > 1 {
		block := orientationBlock(turn)
		w.WriteString(webpEXIF)
		w.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(block))))
		w.WriteString(block)
	}
	binary.LittleEndian.PutUint32(w.Bytes()[start+4:], uint32(w.Len()-start-8))
	if damaged {
		return errDamaged
	}
	return nil
}
