package media

import (
	"bytes"
	"encoding/binary"
)

// JPEG markers (ITU-T T.81, table B.1).
const (
	markTEM  = 0x01
	markRST0 = 0xd0
	markRST7 = 0xd7
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markAPP0 = 0xe0
	markAPP1 = 0xe1
	markAPP2 = 0xe2
	markAPPE = 0xee
	markAPPF = 0xef
	markCOM  = 0xfe
)

// segment is one marker segment: whole is all of it, body what follows the length.
type segment struct {
	marker byte
	whole  []byte
	body   []byte
}

// nextSegment finds the segment at or after data[i] and the place after it.
// Bytes between segments are passed over, as decoders do. ok is false at the end of the data.
func nextSegment(data []byte, i int) (s segment, next int, ok bool) {
	for {
		k := bytes.IndexByte(data[min(i, len(data)):], 0xff)
		if k < 0 {
			return segment{}, len(data), false
		}
		i += k
		start := i
		for i < len(data) && data[i] == 0xff { // fill bytes
			start = i
			i++
		}
		if i >= len(data) {
			return segment{}, len(data), false
		}
		m := data[i]
		i++
		if m == 0 || m == markTEM || m == markSOI || m >= markRST0 && m <= markRST7 {
			continue
		}
		if m == markEOI {
			return segment{m, data[start:i], nil}, i, true
		}
		if i+2 > len(data) {
			return segment{}, len(data), false
		}
		n := int(binary.BigEndian.Uint16(data[i:]))
		if n < 2 || i+n > len(data) {
			return segment{}, len(data), false
		}
		return segment{m, data[start : i+n], data[i+2 : i+n]}, i + n, true
	}
}

// scanEnd is where the compressed data that begins at i ends: at the next
// marker that is no restart.
func scanEnd(data []byte, i int) int {
	for i < len(data) {
		k := bytes.IndexByte(data[i:], 0xff)
		if k < 0 || i+k+1 >= len(data) {
			return len(data)
		}
		i += k
		switch m := data[i+1]; {
		case m == 0, m >= markRST0 && m <= markRST7:
			i += 2
		case m == 0xff:
			i++
		default:
			return i
		}
	}
	return i
}

// stripJPEG keeps the picture, its colours and the way it is turned.
func stripJPEG(w *bytes.Buffer, data []byte) error {
	w.WriteString("\xff\xd8")
	turn := jpegOrientation(data)
	for i := 2; ; {
		s, next, ok := nextSegment(data, i)
		if !ok {
			w.WriteString("\xff\xd9")
			return errDamaged
		}
		i = next
		if s.marker == markAPP0 {
			if isJFIF(s.body) { // without its thumbnail, which may show what was cropped away
				w.WriteString("\xff\xe0\x00\x10")
				w.Write(s.body[:12])
				w.WriteString("\x00\x00")
			}
			continue
		}
		if keepSegment(s) {
			if turn > 1 { // after JFIF, which wants to be first, and before all else
				writeOrientation(w, turn)
				turn = 0
			}
			w.Write(s.whole)
		}
		switch s.marker {
		case markEOI:
			return nil
		case markSOS:
			end := scanEnd(data, i)
			w.Write(data[i:end])
			i = end
		}
	}
}

func isJFIF(body []byte) bool {
	return len(body) >= 14 && string(body[:5]) == "JFIF\x00"
}

func keepSegment(s segment) bool {
	switch {
	case s.marker == markAPP2:
		return bytes.HasPrefix(s.body, []byte("ICC_PROFILE\x00"))
	case s.marker == markAPPE:
		return bytes.HasPrefix(s.body, []byte("Adobe"))
	case s.marker >= markAPP0 && s.marker <= markAPPF, s.marker == markCOM:
		return false
	}
	return true
}

// writeOrientation appends an EXIF segment with that one tag.
func writeOrientation(w *bytes.Buffer, turn int) {
	w.WriteString("\xff\xe1\x00\x22" + exifHeader + orientationBlock(turn))
}
