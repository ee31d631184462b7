package webp

import (
	"encoding/binary"
	"slices"
)

// Flags of a VP8X chunk (WebP Container Specification, "Extended File Format").
const (
	flagProfile = 1 << 5
	flagAlpha   = 1 << 4
)

// WithProfile adds a colour profile to a WebP file of this package: RIFF, VP8X, ICCP, then the chunks that were there. width and
// height are the picture's, in pixels; alpha says that some pixel is not opaque. Without a profile, or when file is not a sound WebP
// file, it gives file itself.
func WithProfile(file, icc []byte, width, height int, alpha bool) []byte {
	const limit = 1 << 24 // VP8X has 24 bits for each
	if len(icc) == 0 || width < 1 || height < 1 || width > limit || height > limit {
		return file
	}
	chunks, ok := parse(file)
	if !ok {
		return file
	}
	head := make([]byte, 10)
	for _, c := range chunks {
		if c.kind == "VP8X" && len(c.data) == len(head) {
			head[0] = c.data[0] // alpha, animation and such
		}
	}
	head[0] |= flagProfile
	if alpha {
		head[0] |= flagAlpha
	}
	putUint24(head[4:], width-1)
	putUint24(head[7:], height-1)

	out := make([]byte, 0, len(file)+2*chunkHead+len(head)+len(icc)+1)
	out = append(out, "RIFF\x00\x00\x00\x00WEBP"...)
	out = chunk{"VP8X", head}.append(out)
	out = chunk{"ICCP", icc}.append(out)
	for _, c := range chunks {
		if c.kind != "VP8X" && c.kind != "ICCP" {
			out = c.append(out)
		}
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-chunkHead))
	return out
}

// chunk is a part of a RIFF file: four letters, a length of four bytes, the data, and a zero when the length is odd.
type chunk struct {
	kind string
	data []byte
}

const chunkHead = 8

func (c chunk) append(out []byte) []byte {
	out = append(out, c.kind...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(c.data)))
	out = append(out, c.data...)
	if len(c.data)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// parse splits a WebP file. It is not sound when a chunk or the file is shorter or longer than it says, or when it shows no picture.
func parse(file []byte) (chunks []chunk, ok bool) {
	if len(file) < 12 || string(file[:4]) != "RIFF" || string(file[8:12]) != "WEBP" ||
		uint64(binary.LittleEndian.Uint32(file[4:]))+chunkHead != uint64(len(file)) {
		return nil, false
	}
	for rest := file[12:]; len(rest) > 0; {
		if len(rest) < chunkHead {
			return nil, false
		}
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		padded := size + size%2
		if uint64(len(rest)-chunkHead) < padded {
			return nil, false
		}
		chunks = append(chunks, chunk{string(rest[:4]), rest[chunkHead:][:size]})
		rest = rest[chunkHead+padded:]
	}
	return chunks, slices.ContainsFunc(chunks, func(c chunk) bool { return c.kind == "VP8 " || c.kind == "VP8L" })
}

func putUint24(to []byte, n int) {
	to[0], to[1], to[2] = byte(n), byte(n>>8), byte(n>>16)
}
