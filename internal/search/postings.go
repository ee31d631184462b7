package search

import (
	"encoding/binary"
	"math/bits"
)

// term is what is known of a syllable or a pair, in its exact form, from the documents of one worker.
type term struct {
	// sum is the weight in the document that is being read; 0 when it is not in it.
	sum uint32
	// next is the number after that of the last document it is in.
	next uint32
	// size is how many bytes its postings have, block where they are.
	size, block uint32
}

// postings holds the postings of many terms. A posting is the gap before its document, as a number, and its impact, one
// character. Terms live in one piece of memory without pointers, their postings in blocks whose sizes are powers of two.
type postings struct {
	slabs [][]byte
	// room is what is left of the last slab, free the first of the blocks of each size that have become too small.
	room int
	free [33]uint32
}

// Blocks are counted in units, so that 32 bits are enough for 32 GB.
const (
	unit      = 8
	slabUnits = 1 << 17
	slabSize  = slabUnits * unit
)

// add adds a posting of a document to those of a term.
func (p *postings) add(t *term, doc uint32, impact uint32) {
	gap := doc - t.next
	t.next = doc + 1
	room := blockSize(t.size)
	if gap < last && int(t.size)+2 <= room { // as nearly always
		b := p.at(t)
		b[t.size], b[t.size+1] = figure(gap), figure(impact)
		t.size += 2
		return
	}
	var buf [8]byte // a number of 32 bits has at most 7 characters
	posting := append(appendNumber(buf[:0], gap), figure(impact))
	if int(t.size)+len(posting) > room {
		p.grow(t, t.size+uint32(len(posting)), room)
	}
	copy(p.at(t)[t.size:], posting)
	t.size += uint32(len(posting))
}

// blockSize is the size of the block of a term with so many bytes.
func blockSize(size uint32) int {
	if size == 0 {
		return 0
	}
	return max(unit, 1<<bits.Len32(size-1))
}

// at gives the block of a term, and what follows it.
func (p *postings) at(t *term) []byte {
	return p.slabs[t.block/slabUnits][t.block%slabUnits*unit:]
}

// all gives the postings of a term.
func (p *postings) all(t *term) []byte { return p.at(t)[:t.size] }

// grow moves a term to a block for so many bytes.
func (p *postings) grow(t *term, size uint32, old int) {
	from := t.block
	var had []byte
	if old > 0 {
		had = p.all(t)
	}
	t.block = p.take(blockSize(size))
	copy(p.at(t), had)
	if old > 0 {
		class := bits.Len(uint(old))
		binary.LittleEndian.PutUint32(p.slabs[from/slabUnits][from%slabUnits*unit:], p.free[class])
		p.free[class] = from + 1
	}
}

// take gives a block of some size.
func (p *postings) take(size int) uint32 {
	class := bits.Len(uint(size))
	if f := p.free[class]; f > 0 {
		at := f - 1
		p.free[class] = binary.LittleEndian.Uint32(p.slabs[at/slabUnits][at%slabUnits*unit:])
		return at
	}
	if size > p.room {
		p.slabs = append(p.slabs, make([]byte, max(size, slabSize)))
		p.room = slabSize
	}
	slab := len(p.slabs) - 1
	at := slab*slabUnits + (slabSize-p.room)/unit
	p.room = max(0, p.room-size)
	return uint32(at)
}
