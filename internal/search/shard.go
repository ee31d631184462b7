package search

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
)

// shard is a file of terms.
type shard struct {
	first string // key
	parts [][]byte
	hash  string // in its name; "" in a lazy index
	sum   [sha256.Size]byte
}

func (s *shard) seal() {
	s.sum = sha256.Sum256(s.append(nil))
	s.hash = hashed(s.sum, partHash)
}

const (
	shardHead = `{"version":` + version + `,"keys":{`
	shardTail = "}}\n"
)

// append appends the file.
func (s *shard) append(b []byte) []byte {
	b = append(b, shardHead...)
	for _, p := range s.parts {
		b = append(b, p...)
	}
	return append(bytes.TrimSuffix(b, []byte{','}), shardTail...)
}

// shards cuts the keys into files of at most so many bytes, but for keys that are longer themselves.
func (m *merger) shards(limit int) []shard {
	size := 0
	return m.cut(func(key int) bool {
		const frame = len(shardHead) + len(shardTail) - len(",")
		if size > 0 && frame+size+key > limit {
			size = key
			return true
		}
		size += key
		return false
	})
}

// evenly cuts the keys into at most n files.
func (m *merger) evenly(n int) []shard {
	total, done, at := 1, 0, 0
	for i := range m.keys {
		total += len(m.keys[i].text)
	}
	return m.cut(func(key int) bool {
		place := done * n / total
		done += key
		next := place > at
		at = place
		return next
	})
}

// cut cuts the keys into files; next is asked for each key, by its length, whether it begins a file.
func (m *merger) cut(next func(key int) bool) []shard {
	if len(m.keys) == 0 {
		return nil
	}
	all := []shard{{}}
	for i := range m.keys {
		k := &m.keys[i]
		start, end := 0, 0
		take := func() {
			if s := &all[len(all)-1]; end > start {
				s.parts = append(s.parts, k.text[start:end])
			}
			start = end
		}
		for _, key := range k.list {
			if next(key.end - end) {
				take()
				all = append(all, shard{first: m.name(uint32(i), key.second)})
			}
			end = key.end
		}
		take()
	}
	return all
}

// dictionary gives the file of the most frequent syllables.
func (m *merger) dictionary() []byte {
	var all []int
	for i := range m.keys {
		if m.keys[i].posts > 0 {
			all = append(all, i)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(m.keys[b].posts, m.keys[a].posts) })
	all = all[:min(len(all), dictionarySize)]
	slices.Sort(all)
	var names, counts []byte
	for i, k := range all {
		if i > 0 {
			names = append(names, '\n')
		}
		names = append(names, m.bares[k]...)
		counts = append(counts, figure(uint32(min(figures-1, math.Round(4*math.Log2(1+float64(m.keys[k].posts)))))))
	}
	b := append([]byte(nil), `{"version":`+version+`,"keys":`...)
	b = appendString(b, names)
	return fmt.Appendf(b, `,"df":"%s"}`+"\n", counts)
}
