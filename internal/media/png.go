package media

import (
	"bytes"
	"encoding/binary"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// stripPNG keeps the chunks that shape the picture.
func stripPNG(w *bytes.Buffer, data []byte) error {
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
		if kind == "IEND" {
			return nil
		}
		data = data[n:]
	}
	w.WriteString("\x00\x00\x00\x00IEND\xaeB`\x82")
	return errDamaged
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
