package lang

import (
	"math/bits"
	"strconv"
	"strings"

	"bantin/internal/viet"
)

// Dash stands for a number that nobody gave.
const Dash = "–"

// Fill puts values in place of the “{}” of a pattern, in order. Values may hold anything; places
// that no value is left for stay, values that no place is left for are not used.
func Fill(pattern string, values ...string) string {
	var b strings.Builder
	for _, v := range values {
		before, after, found := strings.Cut(pattern, "{}")
		if !found {
			break
		}
		b.WriteString(before)
		b.WriteString(v)
		pattern = after
	}
	b.WriteString(pattern)
	return b.String()
}

// For is the form for n.
func (c Count) For(n int64) string {
	if n == 1 {
		return c.One
	}
	return c.Many
}

// Number writes n with its thousands apart: “1.250”, “1,250”.
func (t *Table) Number(n int64) string {
	if t.Code == "en" {
		return viet.NumberEN(n)
	}
	return viet.Number(n)
}

// Percent writes what part is of whole, with one decimal where that is not 0: “77,5%”, “77.5%”,
// “108%”. It is rounded down, so that 100% is said of the whole only. It is a dash where
// there is nothing to be a part of, and for more than 10^16 times the whole.
func (t *Table) Percent(part, whole int64) string {
	if part < 0 || whole <= 0 {
		return Dash
	}
	high, low := bits.Mul64(uint64(part), 1000)
	if high >= uint64(whole) {
		return Dash
	}
	tenths, _ := bits.Div64(high, low, uint64(whole))
	text := t.Number(int64(tenths / 10))
	if rest := tenths % 10; rest > 0 {
		point := ","
		if t.Code == "en" {
			point = "."
		}
		text += point + strconv.Itoa(int(rest))
	}
	return text + "%"
}
