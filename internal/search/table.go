package search

import "math/bits"

// table finds small numbers from 1 by keys other than 0. It is several times as fast as a map, for keys that nobody
// chooses to collide: they are pairs of numbers given in order, or letters of a text.
type table struct {
	slots []slot
	used  int
}

type slot struct {
	key   uint64
	value uint32
}

// at gives the slot of a key: its own, or the free one for it.
func (t *table) at(key uint64) *slot {
	if t.slots == nil {
		t.slots = make([]slot, 1<<10)
	}
	// Fibonacci hashing; the multiplication stirs the high bits, which choose.
	i := key * 0x9E3779B97F4A7C15 >> (64 - uint(bits.Len(uint(len(t.slots)-1))))
	for {
		s := &t.slots[i]
		if s.key == key || s.key == 0 {
			return s
		}
		i = (i + 1) & uint64(len(t.slots)-1)
	}
}

// put gives a key its number. The key has none yet.
func (t *table) put(key uint64, value uint32) {
	if t.used++; t.used*3 > len(t.slots)*2 {
		old := t.slots
		t.slots = make([]slot, max(1<<10, 2*len(old)))
		for _, s := range old {
			if s.key != 0 {
				*t.at(s.key) = s
			}
		}
	}
	*t.at(key) = slot{key, value}
}
