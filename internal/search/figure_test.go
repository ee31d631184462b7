package search

import (
	"math"
	"testing"
)

// How many posts a key has is kept as the logarithm of that, rounded to a quarter. The last place of a logarithm differs
// between processors, so no number of posts may lie so near the middle of two steps that it matters.
func TestStepsAreFarFromLogarithms(t *testing.T) {
	for n := 1; n <= 200_000; n++ {
		quarters := 4 * math.Log2(float64(n))
		if _, part := math.Modf(quarters); math.Abs(part-0.5) < 1e-9 {
			t.Errorf("%d posts lie between two steps: %v", n, quarters)
		}
	}
}
