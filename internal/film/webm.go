package film

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"strings"
)

// Elements of Matroska (RFC 9559, 5.1).
const (
	ebmlHeader      = 0x1A45DFA3
	ebmlVoid        = 0xEC
	ebmlCRC         = 0xBF
	mkvSegment      = 0x18538067
	mkvSeekHead     = 0x114D9B74
	mkvInfo         = 0x1549A966
	mkvTracks       = 0x1654AE6B
	mkvCluster      = 0x1F43B675
	mkvCues         = 0x1C53BB6B
	mkvChapters     = 0x1043A770
	mkvTags         = 0x1254C367
	mkvAttachments  = 0x1941A469
	mkvTitle        = 0x7BA9
	mkvDate         = 0x4461
	mkvFilename     = 0x7384
	mkvPrevFilename = 0x3C83AB
	mkvNextFilename = 0x3E83BB
	mkvTrackEntry   = 0xAE
	mkvTrackName    = 0x536E
	mkvTrackNumber  = 0xD7
	mkvTrackType    = 0x83
	mkvCodecID      = 0x86
	mkvSimpleBlock  = 0xA3
	mkvEncrypted    = 0xAF // EncryptedBlock: obsolete, built like a SimpleBlock
	mkvBlockGroup   = 0xA0
	mkvBlock        = 0xA1
)

// maxElements is how deep elements that are gone into may lie in each other; three are enough.
const maxElements = 4

// element is a head of EBML (RFC 8794, 4 to 6): its whole has size bytes after head bytes.
type element struct {
	id      uint32
	head    int
	size    uint64
	unknown bool // the size is not given: it ends where another of its level begins
}

// nextElement reads the head of the element at the beginning of data.
func nextElement(data []byte) (element, bool) {
	if len(data) == 0 || data[0] < 0x10 {
		return element{}, false
	}
	n := bits.LeadingZeros8(data[0]) + 1
	if len(data) <= n {
		return element{}, false
	}
	var e element
	for _, b := range data[:n] {
		e.id = e.id<<8 | uint32(b)
	}
	size, m := number(data[n:])
	if m == 0 {
		return element{}, false
	}
	e.size, e.head, e.unknown = size, n+m, size == 1<<(7*m)-1
	return e, true
}

// number reads a number of variable length (RFC 8794, 4) and tells how many bytes it has; 0: it is cut off.
func number(data []byte) (v uint64, n int) {
	if len(data) == 0 || data[0] == 0 {
		return 0, 0
	}
	n = bits.LeadingZeros8(data[0]) + 1
	if len(data) < n {
		return 0, 0
	}
	v = uint64(data[0]) & (1<<(8-n) - 1)
	for _, b := range data[1:n] {
		v = v<<8 | uint64(b)
	}
	return v, n
}

// elements walks the elements that fill data, one level of them. The whole of one that is cut off, or does not
// say its size, reaches to the end; what is no element is given with the number 0.
func elements(data []byte) iter.Seq2[element, []byte] {
	return func(yield func(element, []byte) bool) {
		for len(data) > 0 {
			e, ok := nextElement(data)
			if !ok {
				yield(element{}, data)
				return
			}
			whole := data
			if !e.unknown && e.size <= uint64(len(data)-e.head) {
				whole = data[:e.head+int(e.size)]
			}
			// The children of a segment are walked as if they stood beside it, and so are those of a cluster
			// of unknown size: nobody knows its end, but they and what follows are told apart by their numbers.
			if e.id == mkvSegment || e.id == mkvCluster && e.unknown {
				whole = data[:e.head]
			}
			if !yield(e, whole) {
				return
			}
			data = data[len(whole):]
		}
	}
}

// webM is a film whose private data is being removed.
type webM struct {
	// dropped are the numbers of the tracks that go, of each segment.
	dropped []map[uint64]bool
	segment int // the present one, from 1; 0: outside of all
}

// EmptyWebM takes tags, attachments, title, date, names of files, and all tracks but those of video and audio
// out of a film: they become empty elements of the same size, so that no place in the file
// changes. Emptying twice is emptying once.
func EmptyWebM(data []byte) {
	f := webM{dropped: make([]map[uint64]bool, 1)}
	f.find(data, 0)
	f.empty(data, 0)
}

// find looks for the tracks that go. They may stand after their blocks.
func (f *webM) find(data []byte, depth int) {
	for e, whole := range elements(data) {
		body := whole[e.head:]
		switch e.id {
		case mkvSegment:
			if depth == 0 {
				f.dropped = append(f.dropped, nil)
			}
		case mkvInfo, mkvTracks:
			if depth < maxElements {
				f.find(body, depth+1)
			}
		case mkvTrackEntry:
			if number, ok := plain(body); !ok {
				last := &f.dropped[len(f.dropped)-1]
				if *last == nil {
					*last = make(map[uint64]bool)
				}
				(*last)[number] = true
			}
		}
	}
}

// plain tells the number of a track, and whether it is one of video or audio (RFC 9559, 5.1.4.1.3, and 5.1.4.1.21 of its
// codec). What a track of another kind holds, or one that does not say its kind, nobody misses: see doc.go.
func plain(track []byte) (number uint64, ok bool) {
	kind, codec := uint64(0), ""
	for e, whole := range elements(track) {
		switch body := whole[e.head:]; e.id {
		case mkvTrackNumber:
			number = bigEndian(body)
		case mkvTrackType:
			kind = bigEndian(body)
		case mkvCodecID:
			codec = string(body)
		}
	}
	return number, kind == 1 && strings.HasPrefix(codec, "V_") || kind == 2 && strings.HasPrefix(codec, "A_")
}

func bigEndian(body []byte) (n uint64) {
	for _, b := range body {
		n = n<<8 | uint64(b)
	}
	return n
}

// empty empties what may not stay of the elements that fill data, and goes into those that hold others.
func (f *webM) empty(data []byte, depth int) {
	for e, whole := range elements(data) {
		body := whole[e.head:]
		switch e.id {
		case 0:
			void(whole) // no element: whatever it is, nobody plays it
		case mkvSegment:
			if depth == 0 {
				f.segment++
			}
		case mkvTrackEntry:
			if _, ok := plain(body); !ok {
				void(whole)
			} else if depth < maxElements {
				f.empty(body, depth+1)
			}
		case mkvInfo, mkvTracks:
			if depth < maxElements {
				f.empty(body, depth+1)
			}
		case mkvCluster:
			if len(f.dropped[f.segment]) > 0 && depth < maxElements {
				f.empty(body, depth+1)
			}
		case mkvSimpleBlock, mkvEncrypted, mkvBlockGroup:
			if f.dropped[f.segment][blockTrack(e.id, body)] {
				void(whole)
			}
		case ebmlVoid:
			clear(body)
		case mkvTags, mkvAttachments, mkvTitle, mkvDate, mkvFilename, mkvPrevFilename, mkvNextFilename, mkvTrackName,
			ebmlCRC: // of what is now changed; readers need none
			void(whole)
		}
	}
}

// blockTrack is the number of the track that a block, or the block of a group, is of (10.1, 10.2). 0: none.
func blockTrack(id uint32, body []byte) uint64 {
	if id == mkvBlockGroup {
		for e, whole := range elements(body) {
			if e.id == mkvBlock {
				return blockTrack(e.id, whole[e.head:])
			}
		}
		return 0
	}
	// The number is written as sizes are.
	n, _ := number(body)
	return n
}

// void makes an element, or anything, into one of nothing of the same size.
func void(whole []byte) {
	clear(whole)
	switch n := len(whole); {
	case n >= 9:
		binary.BigEndian.PutUint64(whole[1:], uint64(n-9)|1<<56)
		whole[0] = ebmlVoid
	case n >= 2:
		whole[0], whole[1] = ebmlVoid, 0x80|byte(n-2)
	}
}
