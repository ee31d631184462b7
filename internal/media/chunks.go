package media

import (
	"encoding/binary"
	"iter"
)

// pngChunks walks the whole chunks of a PNG file, kind and content, up to its damage or its end.
func pngChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		if len(data) < len(pngMagic) {
			return
		}
		for data = data[len(pngMagic):]; len(data) >= 12; {
			n := int64(binary.BigEndian.Uint32(data)) + 12 // length, type, content, CRC
			if n > int64(len(data)) || !yield(string(data[4:8]), data[8:n-4]) {
				return
			}
			data = data[n:]
		}
	}
}

// webpChunks walks the whole chunks of a WebP file, kind and content, up to its damage or its end.
func webpChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		if len(data) < 12 {
			return
		}
		total := int64(binary.LittleEndian.Uint32(data[4:])) + 8
		for data = data[12:max(12, min(total, int64(len(data))))]; len(data) >= 8; {
			n := int64(binary.LittleEndian.Uint32(data[4:])) + 8
			if n > int64(len(data)) || !yield(string(data[:4]), data[8:n]) {
				return
			}
			data = data[min(n+n&1, int64(len(data))):]
		}
	}
}
