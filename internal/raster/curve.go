package raster

import (
	"encoding/binary"
	"math"
)

// parseCurve reads the curve of a channel: the light of its 256 values, 0..linearFull.
func parseCurve(tag []byte) (linear [256]int32, ok bool) {
	light, ok := curve(tag)
	if !ok {
		return linear, false
	}
	for i := range linear {
		v := light(float64(i) / 255)
		if !(v > 0) {
			v = 0 // not a number, too
		}
		linear[i] = int32(math.Floor(float64(min(v, 1)*linearFull) + 0.5))
		if i > 0 && linear[i] < linear[i-1] {
			return linear, false // brighter values are brighter
		}
	}
	// White is bright and black is dark, or the profile is damaged.
	return linear, linear[255] > linearFull*3/4 && linear[0] < linearFull/4
}

// curve reads a tag of type curv or para (ICC.1:2022, 10.6 and 10.18).
func curve(tag []byte) (func(x float64) float64, bool) {
	if len(tag) < 12 {
		return nil, false
	}
	switch string(tag[:4]) {
	case "curv":
		n := binary.BigEndian.Uint32(tag[8:])
		values := tag[12:]
		if n > 1<<16 || len(values) < int(2*n) {
			return nil, false
		}
		switch n {
		case 0:
			return func(x float64) float64 { return x }, true
		case 1:
			gamma := float64(binary.BigEndian.Uint16(values)) / 256
			return func(x float64) float64 { return pow(x, gamma) }, gamma > 0
		}
		return func(x float64) float64 { return interpolate(values[:2*n], x) }, true
	case "para":
		counts := [...]int{1, 3, 4, 5, 7}
		kind := int(binary.BigEndian.Uint16(tag[8:]))
		if kind >= len(counts) || len(tag) < 12+4*counts[kind] {
			return nil, false
		}
		var p [7]float64
		for i := range counts[kind] {
			p[i] = s15Fixed16(tag[12+4*i:])
		}
		return parametric(kind, p)
	}
	return nil, false
}

// interpolate gives the value of a table of 16-bit numbers at x, 0..1.
func interpolate(values []byte, x float64) float64 {
	last := len(values)/2 - 1
	at := float64(x * float64(last))
	i := min(int(at), last-1)
	low, high := float64(binary.BigEndian.Uint16(values[2*i:])), float64(binary.BigEndian.Uint16(values[2*i+2:]))
	return (low + float64((high-low)*(at-float64(i)))) / 65535
}

// parametric gives a curve of type para. All five kinds are one:
// (a*x+b)^g + e from d on, c*x+f below.
func parametric(kind int, p [7]float64) (func(x float64) float64, bool) {
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	if g <= 0 || kind > 0 && a <= 0 {
		return nil, false
	}
	switch kind {
	case 0:
		a = 1
	case 1:
		c, d = 0, -b/a
	case 2:
		c, d, e, f = 0, -b/a, c, c
	}
	return func(x float64) float64 {
		if x < d {
			return float64(c*x) + f
		}
		return pow(float64(a*x)+b, g) + e
	}, true
}

// encodeTable gives the sRGB values (IEC 61966-2-1) of linear light.
func encodeTable() (table [linearFull + 1]uint8) {
	from := 0
	for v := range 256 {
		// Up to the light of the value half a step above it.
		to := len(table)
		if v < 255 {
			to = int(math.Floor(float64(srgbLight((float64(v)+0.5)/255)*linearFull))) + 1
		}
		for ; from < to; from++ {
			table[from] = uint8(v)
		}
	}
	return table
}

// srgbLight gives the light of an sRGB value, 0..1.
func srgbLight(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return pow((x+0.055)/1.055, 2.4)
}

// pow gives x to the power of y, to about 1e-14; 0 when x is not positive.
// math.Pow may differ between architectures in the last place.
func pow(x, y float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) {
		return 0
	}
	// ln x = ln fraction + exponent * ln 2, with a fraction about 1.
	fraction, exponent := math.Frexp(x)
	if fraction < math.Sqrt2/2 {
		fraction, exponent = float64(2*fraction), exponent-1
	}
	s := (fraction - 1) / (fraction + 1)
	square := float64(s * s)
	series := 0.0
	for n := 25; n >= 1; n -= 2 {
		series = float64(series*square) + 1/float64(n)
	}
	log := float64(y * (float64(2*float64(s*series)) + float64(float64(exponent)*math.Ln2)))
	// Far beyond what a curve can mean.
	log = min(max(log, -100), 100)
	halvings := math.Floor(log/math.Ln2 + 0.5)
	rest := log - float64(halvings*math.Ln2)
	result := 1.0
	for n := 16; n >= 1; n-- {
		result = float64(result*rest/float64(n)) + 1
	}
	return math.Ldexp(result, int(halvings))
}
