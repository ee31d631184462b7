package media

import (
	"encoding/binary"
	"math/bits"
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
	if len(data) <= n || data[n] == 0 {
		return element{}, false
	}
	var e element
	for _, b := range data[:n] {
		e.id = e.id<<8 | uint32(b)
	}
	m := bits.LeadingZeros8(data[n]) + 1
	if len(data) < n+m {
		return element{}, false
	}
	e.size = uint64(data[n]) & (1<<(8-m) - 1)
	for _, b := range data[n+1 : n+m] {
		e.size = e.size<<8 | uint64(b)
	}
	e.head, e.unknown = n+m, e.size == 1<<(7*m)-1
	return e, true
}

// emptyWebM takes tags, attachments, title, date and names of files out of a film:
// they become empty elements of the same size, so that no place in the file changes.
func emptyWebM(data []byte) { voidElements(data, 0) }

// voidElements empties what may not stay of the elements that fill data, and
// goes into those that hold others. Segments and clusters of unknown size are gone into without a
// thought for their end: their children and what follows them are told apart by their numbers.
func voidElements(data []byte, depth int) {
	for i := 0; i < len(data); {
		e, ok := nextElement(data[i:])
		if !ok {
			void(data[i:]) // no element: whatever it is, nobody plays it
			return
		}
		whole := data[i:]
		if !e.unknown && e.size <= uint64(len(whole)-e.head) {
			whole = whole[:e.head+int(e.size)]
		}
		body := whole[e.head:]
		switch e.id {
		case mkvSegment, mkvCluster:
			if e.unknown || e.id == mkvSegment {
				whole = whole[:e.head]
			}
		case mkvInfo, mkvTracks, mkvTrackEntry:
			if depth < maxElements {
				voidElements(body, depth+1)
			}
		case ebmlVoid:
			clear(body)
		case mkvTags, mkvAttachments, mkvTitle, mkvDate, mkvFilename, mkvPrevFilename, mkvNextFilename, mkvTrackName,
			ebmlCRC: // of what is now changed; readers need none
			void(whole)
		}
		i += len(whole)
	}
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
