package film

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// span is a part of a file, from one byte to before another.
type span struct{ from, to uint64 }

func u32(b []byte, i int) uint32 {
	if i < 0 || i+4 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint32(b[i:])
}

// u64 is a number of 32 bits, or of 64 in the other version of a box.
func u64(b []byte, i int, wide bool) uint64 {
	if !wide {
		return uint64(u32(b, i))
	}
	return uint64(u32(b, i))<<32 | uint64(u32(b, i+4))
}

// drop notes where the samples of a track are.
func (f *film) drop(track []byte, sizes map[uint32]uint32) {
	head := child(track, "tkhd")
	id := u32(head, 12)
	if len(head) > 0 && head[0] == 1 {
		id = u32(head, 20)
	}
	f.dropped[id] = sizes[id]
	f.chunks(child(child(child(track, "mdia"), "minf"), "stbl"))
}

// usualSizes are the sizes of samples that tracks' fragments have unless they say otherwise (8.8.3).
func usualSizes(movie []byte) map[uint32]uint32 {
	sizes := make(map[uint32]uint32)
	for b := range boxes(child(movie, "mvex")) {
		if b.kind == "trex" {
			sizes[u32(b.body, 4)] = u32(b.body, 16)
		}
	}
	return sizes
}

// chunks finds samples by the tables of a track (8.7.3 to 8.7.5): sizes of samples, how many
// are in each chunk, and where the chunks begin.
func (f *film) chunks(tables []byte) {
	runs := child(tables, "stsc")
	sizes := sampleSizes(tables)
	offsets, width := child(tables, "stco"), 4
	if offsets == nil {
		offsets, width = child(tables, "co64"), 8
	}
	count := min(uint64(u32(offsets, 4)), uint64(max(len(offsets)-8, 0)/width))
	sample, run := uint64(0), 0
	runCount := int(min(uint64(u32(runs, 4)), uint64(max(len(runs)-8, 0)/12)))
	for i := range int(count) {
		for run+1 < runCount && uint64(u32(runs, 8+12*(run+1))) <= uint64(i)+1 {
			run++
		}
		n := uint64(0)
		if runCount > 0 {
			n = uint64(u32(runs, 8+12*run+4))
		}
		from := u64(offsets, 8+i*width, width == 8)
		f.span(from, sizes.sum(sample, n))
		sample += n
	}
}

// sizeTable is stsz or stz2: one size for all, or sums up to each sample.
type sizeTable struct {
	each uint64
	sums []uint64
}

func sampleSizes(tables []byte) sizeTable {
	if b := child(tables, "stsz"); b != nil {
		if each := u32(b, 4); each > 0 {
			return sizeTable{each: uint64(each)}
		}
		return sumSizes(b, 32)
	}
	b := child(tables, "stz2")
	return sumSizes(b, int(u32(b, 4)&0xff))
}

// sumSizes adds up a table of sizes of 4, 8, 16 or 32 bits each.
func sumSizes(b []byte, bits int) sizeTable {
	if len(b) < 12 || bits != 4 && bits != 8 && bits != 16 && bits != 32 {
		return sizeTable{}
	}
	table := b[12:]
	count := min(int64(u32(b, 8)), int64(len(table))*8/int64(bits))
	sums := make([]uint64, 1, count+1)
	for i := range int(count) {
		var n uint64
		switch bits {
		case 4:
			n = uint64(table[i/2]>>(4*(1-i%2))) & 15
		case 8:
			n = uint64(table[i])
		case 16:
			n = uint64(binary.BigEndian.Uint16(table[2*i:]))
		case 32:
			n = uint64(u32(table, 4*i))
		}
		sums = append(sums, sums[i]+n)
	}
	return sizeTable{sums: sums}
}

// sum is the size of n samples from the given one.
func (s sizeTable) sum(first, n uint64) uint64 {
	if s.each > 0 {
		return s.each * n
	}
	last := uint64(max(len(s.sums), 1) - 1)
	if last == 0 || first >= last {
		return 0
	}
	return s.sums[min(first+n, last)] - s.sums[first]
}

// fragment empties the parts of dropped tracks (8.8.4 to 8.8.8).
func (f *film) fragment(moof box) {
	for b := range boxes(moof.body) {
		switch b.kind {
		case "mfhd":
		case "traf":
			head := child(b.body, "tfhd")
			if size, ok := f.dropped[u32(head, 4)]; ok && len(head) >= 8 {
				f.runs(b.body, head, uint64(moof.at), size)
				b.free()
			}
		default:
			b.free()
		}
	}
}

// runs finds the samples of one track in a fragment. A base that follows from
// other tracks' samples, as very old programs left it, is taken to be the fragment.
func (f *film) runs(traf, head []byte, base uint64, size uint32) {
	flags, at := u32(head, 0), 8
	if flags&0x1 != 0 {
		base = u64(head, at, true)
		at += 8
	}
	if flags&0x2 != 0 {
		at += 4
	}
	if flags&0x8 != 0 {
		at += 4
	}
	if flags&0x10 != 0 {
		size = u32(head, at)
	}
	next := base
	for b := range boxes(traf) {
		if b.kind != "trun" {
			continue
		}
		from, n := runSize(b.body, base, next, size)
		f.span(from, n)
		next = from + n
	}
}

// runSize gives where a run of samples begins and how long it is.
func runSize(run []byte, base, next uint64, size uint32) (from, total uint64) {
	flags, count, at := u32(run, 0), uint64(u32(run, 4)), 8
	from = next
	if flags&0x1 != 0 {
		from = base + uint64(int64(int32(u32(run, at))))
		at += 4
	}
	if flags&0x4 != 0 {
		at += 4
	}
	if flags&0x200 == 0 {
		return from, count * uint64(size)
	}
	step, sizeAt := 0, 0
	for _, bit := range [...]uint32{0x100, 0x200, 0x400, 0x800} {
		if bit == 0x200 {
			sizeAt = step
		}
		if flags&bit != 0 {
			step += 4
		}
	}
	for range count {
		if at+step > len(run) {
			break
		}
		total += uint64(u32(run, at+sizeAt))
		at += step
	}
	return from, total
}

// span notes a part of the file that is to be emptied.
func (f *film) span(from, n uint64) {
	end := uint64(len(f.data))
	if from < end && n > 0 {
		f.spans = append(f.spans, span{from, from + min(n, end-from)})
	}
}

// wipe empties the noted parts, where they are in boxes of samples.
func (f *film) wipe() {
	spans := merged(f.spans)
	for b := range boxes(f.data) {
		if b.kind != "mdat" {
			continue
		}
		end := uint64(b.at + len(b.whole))
		first := end - uint64(len(b.body))
		for len(spans) > 0 && spans[0].to <= first {
			spans = spans[1:]
		}
		for i := 0; i < len(spans) && spans[i].from < end; i++ {
			clear(f.data[max(spans[i].from, first):min(spans[i].to, end)])
			if spans[i].to <= end {
				spans, i = spans[1:], i-1
			}
		}
	}
}

// merged sorts parts, and joins those that overlap.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	n := 0
	for _, s := range spans {
		if n > 0 && s.from <= spans[n-1].to {
			spans[n-1].to = max(spans[n-1].to, s.to)
			continue
		}
		spans[n] = s
		n++
	}
	return spans[:n]
}
