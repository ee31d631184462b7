package lang

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	for _, c := range []struct {
		pattern string
		values  []string
		want    string
	}{
		{"", nil, ""}, {"không", []string{"a"}, "không"}, {"{}", nil, "{}"},
		{"{} và {}", []string{"một", "hai"}, "một và hai"}, {"{} và {}", []string{"một"}, "một và {}"},
		{"{}", []string{"một", "hai"}, "một"}, {"{}, {}", []string{"{}", "b"}, "{}, b"}, {"{}{}", []string{"", "b"}, "b"},
	} {
		if got := Fill(c.pattern, c.values...); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.values, c.pattern, got, c.want)
		}
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		vi, en      string
	}{
		{465, 600, "77,5%", "77.5%"}, {600, 600, "100%", "100%"}, {599999, 600000, "99,9%", "99.9%"}, {0, 5, "0%", "0%"},
		{1, 3, "33,3%", "33.3%"}, {1, 2000, "0%", "0%"}, {12345, 10, "123.450%", "123,450%"}, {648, 600, "108%", "108%"},
		{5, 0, Dash, Dash}, {5, -1, Dash, Dash}, {-5, 10, Dash, Dash},
		{9e18, 1e15, "900.000%", "900,000%"}, {math.MaxInt64, math.MaxInt64, "100%", "100%"}, {math.MaxInt64, 1, Dash, Dash},
	} {
		if vi, en := For("vi").Percent(c.part, c.whole), For("en").Percent(c.part, c.whole); vi != c.vi || en != c.en {
			t.Errorf("%d of %d: %s, %s; want %s, %s", c.part, c.whole, vi, en, c.vi, c.en)
		}
	}
}

// TestPercentIsExact holds percentages of all sizes against numbers without bounds.
func TestPercentIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		part, whole := r.Int64()>>r.IntN(63), 1+r.Int64()>>r.IntN(63)
		tenths := new(big.Int).Mul(big.NewInt(part), big.NewInt(1000))
		tenths.Div(tenths, big.NewInt(whole))
		want := Dash
		if tenths.IsUint64() {
			figures := tenths.String()
			if len(figures) == 1 {
				figures = "0" + figures
			}
			want = strings.TrimSuffix(figures[:len(figures)-1]+","+figures[len(figures)-1:], ",0") + "%"
		}
		if got := strings.ReplaceAll(For("vi").Percent(part, whole), ".", ""); got != want {
			t.Fatalf("%d of %d: %s, want %s", part, whole, got, want)
		}
	}
}
