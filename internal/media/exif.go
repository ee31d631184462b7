package media

import (
	"bytes"
	"encoding/binary"
	"io"
	"io/fs"

	"bantin/internal/limits"
)

const exifHeader = "Exif\x00\x00"

// webpEXIF is the type of the EXIF block among the chunks of a WebP file.
const webpEXIF = "EXIF"

// Orientation is the EXIF orientation of a JPEG, PNG or WebP file, 1 to 8
// (Exif 2.32, 4.6.4 A): 5 to 8 are lying on their side. 1 when it has none, or is of another format.
// data may be the head of the file; the block is often at the end of a WebP file.
func Orientation(data []byte, f Format) int {
	switch f {
	case JPEG:
		return jpegOrientation(data)
	case PNG:
		for kind, body := range pngChunks(data) {
			if kind == "eXIf" {
				return exifOrientation(body)
			}
		}
	case WebP:
		if !webpHas(data, webpFlagEXIF) {
			return 1
		}
		for kind, body := range webpChunks(data) {
			if kind == webpEXIF {
				return exifOrientation(body)
			}
		}
	}
	return 1
}

// orientationOf is Orientation for a file of which only the head was read.
func orientationOf(fsys fs.FS, f fs.File, path string, head []byte, format Format) int {
	switch {
	case format == WebP && !webpHas(head, webpFlagEXIF):
		return 1
	case format != PNG && format != WebP:
		return Orientation(head, format)
	}
	at, ok := f.(io.ReaderAt)
	st, err := f.Stat()
	if ok && err == nil {
		return chunkOrientation(at, st.Size(), head, format)
	}
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return 1
	}
	return Orientation(data, format)
}

// chunkOrientation looks for the EXIF block of a PNG or WebP file, from head to head of its chunks.
func chunkOrientation(r io.ReaderAt, end int64, start []byte, format Format) int {
	at := int64(len(pngMagic))
	if format == WebP {
		at = 12
		end = min(end, int64(binary.LittleEndian.Uint32(start[4:]))+8)
	}
	var head [8]byte
	for range limits.MaxChunks {
		if n, _ := r.ReadAt(head[:], at); n < len(head) {
			break
		}
		at += int64(len(head))
		kind, size, after, whole := string(head[4:]), int64(binary.BigEndian.Uint32(head[:])), int64(4), int64(4)
		if format == WebP {
			kind, size = string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
			after, whole = size&1, 0
		}
		if at+size+whole > end {
			break
		}
		if format == PNG && kind == "eXIf" || format == WebP && kind == webpEXIF {
			block := make([]byte, min(size, int64(limits.MaxEXIF)))
			n, _ := r.ReadAt(block, at)
			return exifOrientation(block[:n])
		}
		at += size + after
	}
	return 1
}

// jpegOrientation is that of the first EXIF segment.
func jpegOrientation(data []byte) int {
	for i := 2; i < len(data); {
		s, next, ok := nextSegment(data, i)
		if !ok || s.marker == markSOS || s.marker == markEOI {
			break
		}
		if s.marker == markAPP1 && len(s.body) > len(exifHeader) && string(s.body[:4]) == "Exif" {
			return tiffOrientation(s.body[len(exifHeader):])
		}
		i = next
	}
	return 1
}

// exifOrientation reads the block of a PNG or WebP file; some programs put the header of JPEG's before it.
func exifOrientation(block []byte) int {
	return tiffOrientation(bytes.TrimPrefix(block, []byte(exifHeader)))
}

// tiffOrientation reads tag 0x0112 of the first directory (TIFF 6.0, section 2; Exif 2.32, 4.6.4).
func tiffOrientation(t []byte) int {
	if len(t) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(t[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(t[4:]))
	if at+2 > int64(len(t)) {
		return 1
	}
	n := int(order.Uint16(t[at:]))
	entries := t[at+2:]
	for range n {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == 0x0112 && order.Uint16(entries[2:]) == 3 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			break
		}
		entries = entries[12:]
	}
	return 1
}

// orientationBlock is a TIFF block with the orientation as its only tag.
func orientationBlock(turn int) string {
	return "MM\x00*\x00\x00\x00\x08" + // big endian, the directory begins at 8
		"\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(turn)) + // one entry: orientation, one short
		"\x00\x00\x00\x00\x00\x00" // padding of the value; no other directory
}
