package raster

import (
	"image"
	"slices"
)

// Shrink gives src in w by h pixels as 4:2:0, with its corner at (0, 0). It
// takes every subsampling ratio and keeps chroma where it belongs, with odd
// sizes and parts of pictures (SubImage) too. A 4:2:0 picture that has this
// size already is copied as it is. src must not be empty, w and h be at least 1
// and should be at most its size.
func Shrink(src *image.YCbCr, w, h int) *image.YCbCr {
	dst := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	from := luma(src)
	across := newTaps(from.width, w, float64(from.width)/float64(w), 0)
	down := newTaps(from.height, h, float64(from.height)/float64(h), 0)
	shrinkPlane(luma(dst), from, across, down)

	// The first chroma sample of a part of a picture may begin left of it, or above.
	cb, cr := chroma(src)
	dstCb, dstCr := chroma(dst)
	hs, vs := subsampling(src.SubsampleRatio)
	across = newTaps(cb.width, dstCb.width, float64(2*from.width)/float64(hs*w), float64(src.Rect.Min.X%hs)/float64(hs))
	down = newTaps(cb.height, dstCb.height, float64(2*from.height)/float64(vs*h), float64(src.Rect.Min.Y%vs)/float64(vs))
	shrinkPlane(dstCb, cb, across, down)
	shrinkPlane(dstCr, cr, across, down)
	return dst
}

// Two rows are made at once: their numbers lie in one uint64, in lanes of 32
// bits, so that one multiplication serves both. In the first pass a sample is
// multiplied by the weights it has in each of the two rows, a*(v + w<<32); in
// the second pass both rows' samples by one weight, (a + b<<32)*w. Negative
// numbers borrow from the upper lane, but the sums are those of whole numbers
// modulo 1<<64: a sum that begins with a bias and ends with both of its lanes
// in range is right, whatever happened on the way.
//
// Samples between the two passes have midBits binary places and are not
// clamped. The bias of so many levels (of 0..255) goes through the second pass
// unchanged, since weights add up to one. Catmull-Rom overshoots by an eighth
// of the range in each pass, which leaves ample room.
const (
	levels    = 256
	midBits   = 6
	dropBits  = oneBits - midBits
	finalBits = midBits + oneBits // binary places after the second pass

	firstBias  = (levels<<oneBits + 1<<(dropBits-1)) * lanes // with what rounds to midBits
	secondBias = 1 << (finalBits - 1) * lanes
	lanes      = 1<<32 + 1
	midMask    = 0xFFFF * lanes // samples between the passes have 16 bits
)

// shrinkPlane resizes a plane: first columns, then rows.
func shrinkPlane(dst, src plane, across, down *taps) {
	if across.same && down.same {
		for y := range dst.height {
			copy(dst.row(y), src.row(y))
		}
		return
	}
	mid := make([]uint64, src.width)
	spare := make([]byte, dst.width)
	var weights []uint64
	for y := 0; y < dst.height; y += 2 {
		start, lower := down.of(y)
		weights = append(weights[:0], lower...)
		second := spare
		if y+1 < dst.height {
			start, weights = down.pair(start, weights, y+1)
			second = dst.row(y + 1)
		}
		sumRows(mid, src, start, weights)
		sumColumns(dst.row(y), second, mid, across)
	}
}

// pair puts the weights of sample i into the upper lanes of those of another
// sample, which begin at start.
func (t *taps) pair(start int, weights []uint64, i int) (int, []uint64) {
	from, upper := t.of(i)
	if from < start {
		weights = slices.Insert(weights, 0, make([]uint64, start-from)...)
		start = from
	}
	for j, w := range upper {
		at := from - start + j
		for at >= len(weights) {
			weights = append(weights, 0)
		}
		weights[at] += w << 32
	}
	return start, weights
}

// sumRows weighs rows of src, from start on, into two rows. It does so in
// strips that stay in the processor's nearest cache.
func sumRows(mid []uint64, src plane, start int, weights []uint64) {
	const strip = 1024
	for x := 0; x < len(mid); x += strip {
		m := mid[x:min(x+strip, len(mid))]
		for i := range m {
			m[i] = firstBias
		}
		row := func(i int) []byte { return src.pix[(start+i)*src.stride+x:][:len(m)] }
		i := 0
		for ; i+4 <= len(weights); i += 4 {
			add4Rows(m, row(i), row(i+1), row(i+2), row(i+3), [4]uint64(weights[i:]))
		}
		for ; i+2 <= len(weights); i += 2 {
			add2Rows(m, row(i), row(i+1), weights[i], weights[i+1])
		}
		if i < len(weights) {
			add2Rows(m, row(i), row(i), weights[i], 0)
		}
		for i, v := range m {
			m[i] = v >> dropBits & midMask
		}
	}
}

// add4Rows is a function of its own so that everything in its loop has a register.
//
//go:noinline
func add4Rows(mid []uint64, a, b, c, d []byte, w [4]uint64) {
	a, b, c, d = a[:len(mid)], b[:len(mid)], c[:len(mid)], d[:len(mid)]
	wa, wb, wc, wd := w[0], w[1], w[2], w[3]
	for x := range mid {
		mid[x] += uint64(a[x])*wa + uint64(b[x])*wb + uint64(c[x])*wc + uint64(d[x])*wd
	}
}

// add2Rows is add4Rows for the last rows.
//
//go:noinline
func add2Rows(mid []uint64, a, b []byte, wa, wb uint64) {
	a, b = a[:len(mid)], b[:len(mid)]
	for x := range mid {
		mid[x] += uint64(a[x])*wa + uint64(b[x])*wb
	}
}

// sumColumns weighs the columns of two rows at once.
func sumColumns(lower, upper []byte, mid []uint64, across *taps) {
	upper = upper[:len(lower)]
	starts := across.start[:len(lower)]
	ends := across.first[1:][:len(lower)]
	first := 0
	for x := range lower {
		sum := dot(mid[starts[x]:], across.weights[first:ends[x]])
		first = ends[x]
		lower[x] = clamp8(int32(uint32(sum)>>finalBits) - levels)
		upper[x] = clamp8(int32(sum>>(32+finalBits)) - levels)
	}
}

// dot weighs samples of two rows at once; see add4Rows.
//
//go:noinline
func dot(mid, weights []uint64) uint64 {
	mid = mid[:len(weights)]
	sum := uint64(secondBias)
	for i, w := range weights {
		sum += mid[i] * w
	}
	return sum
}
