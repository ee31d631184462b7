package film

import (
	"encoding/binary"
	"iter"
)

// box is a box of ISO/IEC 14496-12, 4.2. whole is all of it, body what follows the head;
// both lie in the file, so that what is written there is written to the file.
type box struct {
	kind  string
	at    int // where it begins, from the start of what was walked
	whole []byte
	body  []byte
}

// boxes walks the boxes that fill data. One that is cut off reaches to its
// end; what is no box is given with the kind "".
func boxes(data []byte) iter.Seq[box] {
	return func(yield func(box) bool) {
		for i := 0; i < len(data); {
			rest := data[i:]
			b := box{at: i, whole: rest}
			if len(rest) >= 8 {
				head, size := 8, uint64(binary.BigEndian.Uint32(rest))
				switch {
				case size == 0: // to the end of the file
					size = uint64(len(rest))
				case size == 1 && len(rest) >= 16:
					head, size = 16, binary.BigEndian.Uint64(rest[8:])
				}
				if size >= uint64(head) {
					b.kind = string(rest[4:8])
					b.whole = rest[:min(size, uint64(len(rest)))]
					b.body = b.whole[head:]
				}
			}
			if !yield(b) {
				return
			}
			i += len(b.whole)
		}
	}
}

// child is the body of the first box of that kind; nil when there is none.
func child(data []byte, kind string) []byte {
	for b := range boxes(data) {
		if b.kind == kind {
			return b.body
		}
	}
	return nil
}

// free makes a box one of nothing, of the same size: no place in the file changes.
func (b box) free() {
	if b.kind == "" { // no box at all
		clear(b.whole)
		if n := len(b.whole); n >= 8 && uint64(n) < 1<<32 {
			binary.BigEndian.PutUint32(b.whole, uint32(n))
			copy(b.whole[4:], "free")
		}
		return
	}
	copy(b.whole[4:], "free")
	clear(b.body)
}

// film is a film whose private data is being removed.
type film struct {
	data []byte
	// dropped are the tracks that went, with the size of a sample where a fragment does not say it.
	dropped map[uint32]uint32
	// spans are the places of their samples in the file.
	spans []span
}

// EmptyMP4 takes out of a film what it tells of its maker: boxes of metadata
// (place, camera, names), the times of its making, and all tracks but those of pictures and sound, sample by sample.
// All that plays stays where it is, and the length is the same. Names of programs in the
// compressed pictures are left. Emptying twice is emptying once.
func EmptyMP4(data []byte) {
	f := film{data: data, dropped: make(map[uint32]uint32)}
	for b := range boxes(f.data) {
		switch b.kind {
		case "moov":
			f.movie(b.body)
		case "moof":
			f.fragment(b)
		case "ftyp", "styp", "pdin", "mdat", "mfra", "sidx", "ssix":
		default:
			b.free()
		}
	}
	f.wipe()
}

func (f *film) movie(data []byte) {
	sizes := usualSizes(data)
	for b := range boxes(data) {
		switch b.kind {
		case "mvhd":
			clearTimes(b.body)
		case "trak":
			if !plays(b.body) {
				f.drop(b.body, sizes)
				b.free()
			}
		case "mvex", "iods", "pssh", "cmov":
		default:
			b.free()
		}
	}
	for b := range boxes(data) { // now that it is known which tracks are left
		if b.kind == "trak" {
			f.track(b.body)
		}
	}
}

// plays tells whether a track is seen or heard (12.1.1, 12.2.1). What a track of another kind holds, or one
// that does not say its kind, nobody misses: see doc.go.
func plays(track []byte) bool {
	media := child(track, "mdia")
	handler := child(media, "hdlr")
	if len(handler) < 12 {
		return false
	}
	switch string(handler[8:12]) {
	case "vide", "auxv", "soun":
	default:
		return false
	}
	samples := child(child(child(media, "minf"), "stbl"), "stsd")
	if len(samples) >= 16 {
		switch string(samples[12:16]) {
		case "tx3g", "text", "wvtt", "stpp", "sbtt", "stxt", "c608", "c708", "tmcd", // under a false name
			"gpmd", "camm", "mebx", "mett", "metx", "urim", "rtmd", "fdsc":
			return false
		}
	}
	return true
}

func (f *film) track(data []byte) {
	for b := range boxes(data) {
		switch b.kind {
		case "tkhd":
			clearTimes(b.body)
		case "mdia":
			trackMedia(b.body)
		case "tref":
			f.references(b)
		case "edts", "trgr", "tapt":
		default:
			b.free()
		}
	}
}

// references drops what a track says of tracks that went (8.3.3), such as that they hold its chapters.
func (f *film) references(tref box) {
	left := false
	for b := range boxes(tref.body) {
		gone := b.kind == "" || b.kind == "free"
		for i := 0; i+4 <= len(b.body); i += 4 {
			if _, ok := f.dropped[u32(b.body, i)]; ok {
				gone = true
			}
		}
		if gone {
			b.free()
		}
		left = left || !gone
	}
	if !left {
		tref.free()
	}
}

func trackMedia(data []byte) {
	for b := range boxes(data) {
		switch b.kind {
		case "mdhd":
			clearTimes(b.body)
		case "hdlr":
			if len(b.body) > 24 {
				clear(b.body[24:]) // a name for people
			}
		case "minf":
			for b := range boxes(b.body) {
				switch b.kind {
				case "uuid", "udta", "meta":
					b.free()
				}
			}
		case "elng":
		default:
			b.free()
		}
	}
}

// clearTimes sets the times of creation and change to the year 1904; 8.2.2, 8.3.2 and 8.4.2 begin alike.
func clearTimes(body []byte) {
	n := 8
	if len(body) > 0 && body[0] == 1 {
		n = 16
	}
	if len(body) >= 4+n {
		clear(body[4 : 4+n])
	}
}
