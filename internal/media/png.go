package media

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// stripPNG keeps the chunks that shape the picture. A turned picture has an eXIf chunk of that one tag.
func stripPNG(w *bytes.Buffer, data []byte) error {
	turn := Orientation(data, PNG)
	w.WriteString(pngMagic)
	for data = data[len(pngMagic):]; len(data) >= 12; {
		n := int64(binary.BigEndian.Uint32(data)) + 12 // length, type, data, CRC
		if n > int64(len(data)) {
			break
		}
		kind := string(data[4:8])
		if keepChunk(kind) {
			w.Write(data[:n])
		}
		if kind == "IHDR" && turn > 1 {
			writeChunk(w, "eXIf", orientationBlock(turn))
			turn = 1
		}
		if kind == "IEND" {
			return nil
		}
		data = data[n:]
	}
	writeChunk(w, "IEND", "")
	return errDamaged
}

func writeChunk(w *bytes.Buffer, kind, body string) {
	w.Write(binary.BigEndian.AppendUint32(nil, uint32(len(body))))
	at := w.Len()
	w.WriteString(kind)
	w.WriteString(body)
	w.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(w.Bytes()[at:])))
}

// keepChunk lists the chunks of PNG (third edition) that say how the picture looks.
func keepChunk(kind string) bool {
	switch kind {
	case "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "bKGD", "pHYs",
		"cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
		"acTL", "fcTL", "fdAT":
		return true
	}
	return false
}
