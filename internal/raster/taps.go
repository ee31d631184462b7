package raster

import "math"

// one is the weight 1.0 in fixed point; the weights of a sample add up to it exactly.
const (
	oneBits = 14
	one     = 1 << oneBits
)

// taps says of which source samples each sample of a resized row (or column)
// is made, and with what weights.
type taps struct {
	// start holds the first source sample for each sample, first the place of
	// its first weight (one more entry at the end).
	start, first []int
	// weights are signed numbers in two's complement: multiplied modulo 1<<64
	// they weigh two packed lanes at once, see shrinkPlane.
	weights []uint64
	same    bool // each sample is its source sample
}

// of gives the first source sample of sample i, and its weights.
func (t *taps) of(i int) (start int, weights []uint64) {
	return t.start[i], t.weights[t.first[i]:t.first[i+1]]
}

// newTaps gives the weights of a Catmull-Rom filter, widened when it shrinks,
// from in samples to out samples. The middle of sample i lies at
// (i+0.5)*step + shift source samples from the left edge.
func newTaps(in, out int, step, shift float64) *taps {
	scale := max(step, 1)
	reach := float64(2 * scale)
	size := int(2*reach) + 2
	t := &taps{
		start:   make([]int, out),
		first:   make([]int, 1, out+1),
		weights: make([]uint64, 0, out*size),
		same:    in == out,
	}
	exact := make([]float64, 0, size)
	fixed := make([]int, 0, size)
	for i := range out {
		middle := float64((float64(i)+0.5)*step) + shift - 0.5
		low := min(max(int(math.Ceil(middle-reach)), 0), in-1)
		high := max(min(int(math.Floor(middle+reach)), in-1), low)
		exact = exact[:0]
		sum := 0.0
		for j := low; j <= high; j++ {
			w := catmullRom((float64(j) - middle) / scale)
			exact = append(exact, w)
			sum += w
		}
		fixed = round(fixed[:0], exact, sum)
		for len(fixed) > 1 && fixed[0] == 0 {
			low, fixed = low+1, fixed[1:]
		}
		for len(fixed) > 1 && fixed[len(fixed)-1] == 0 {
			fixed = fixed[:len(fixed)-1]
		}
		t.start[i] = low
		for _, w := range fixed {
			t.weights = append(t.weights, uint64(w))
		}
		t.first = append(t.first, len(t.weights))
		t.same = t.same && len(fixed) == 1 && low == i
	}
	return t
}

// round appends the weights in fixed point. What rounding leaves over goes to
// the largest, where it is felt least.
func round(fixed []int, exact []float64, sum float64) []int {
	largest, rest := 0, one
	for i, w := range exact {
		v := int(math.Floor(float64(w/sum*one) + 0.5))
		fixed = append(fixed, v)
		rest -= v
		if v > fixed[largest] {
			largest = i
		}
	}
	fixed[largest] += rest
	return fixed
}

// catmullRom is the cubic filter of Catmull and Rom at distance x.
func catmullRom(x float64) float64 {
	x = math.Abs(x)
	square := float64(x * x)
	switch {
	case x < 1:
		return float64((float64(1.5*x)-2.5)*square) + 1
	case x < 2:
		return float64((2.5-float64(0.5*x))*square) - float64(4*x) + 2
	default:
		return 0
	}
}
