package media

import (
	"bytes"
	"compress/zlib"
	"io"

	"bantin/internal/limits"
)

// maxProfile bounds a colour profile.
const maxProfile = int(limits.MaxProfile)

const iccHeader = "ICC_PROFILE\x00"

// Profile gives the ICC colour profile of a JPEG, PNG or WebP file, nil when it
// has none, or one that is incomplete or of more than 4 MB. data may be the head of the file.
func Profile(data []byte, f Format) []byte {
	switch f {
	case JPEG:
		return jpegProfile(data)
	case PNG:
		for kind, body := range pngChunks(data) {
			switch kind {
			case "iCCP":
				return inflateProfile(body)
			case "IDAT":
				return nil
			}
		}
	case WebP:
		for kind, body := range webpChunks(data) {
			if kind == "ICCP" && len(body) <= maxProfile {
				return body
			}
		}
	}
	return nil
}

// jpegProfile joins the parts of a profile (ICC.1:2022, B.4): each says its
// number, from 1, and how many there are; they may come in any order.
func jpegProfile(data []byte) []byte {
	var parts [256][]byte
	count := 0
	for i := 2; i < len(data); {
		s, next, ok := nextSegment(data, i)
		if !ok || s.marker == markSOS || s.marker == markEOI {
			break
		}
		i = next
		part, ok := bytes.CutPrefix(s.body, []byte(iccHeader))
		if s.marker != markAPP2 || !ok || len(part) < 2 || part[0] == 0 {
			continue
		}
		if count == 0 {
			count = int(part[1])
		}
		if parts[part[0]] == nil {
			parts[part[0]] = part[2:]
		}
	}
	size := 0
	for _, p := range parts[1 : count+1] {
		if p == nil {
			return nil
		}
		size += len(p)
	}
	if size == 0 || size > maxProfile {
		return nil
	}
	return bytes.Join(parts[1:count+1], nil)
}

// inflateProfile reads an iCCP chunk (PNG third edition, 11.3.2.3): a name, a zero, the method, zlib data.
func inflateProfile(body []byte) []byte {
	_, packed, ok := bytes.Cut(body, []byte{0})
	if !ok || len(packed) < 1 || packed[0] != 0 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	icc, err := io.ReadAll(io.LimitReader(r, int64(limits.MaxProfile)+1))
	if err != nil || len(icc) == 0 || len(icc) > maxProfile {
		return nil
	}
	return icc
}
