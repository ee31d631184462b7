package raster

import (
	"bytes"
	"encoding/binary"
	"math"

	"bantin/internal/limits"
)

// Kind says what can be done with a colour profile.
type Kind uint8

const (
	SRGB   Kind = iota // does what sRGB does: there is nothing to do
	Matrix             // three primaries and curves: convertible
	Other              // tables, grey, CMYK, damaged, far too large: to keep or to ignore
)

// maxProfile is the size in bytes above which a profile is not looked at; those
// of cameras and phones have less than 4 KB, large tables for printing 2 MB.
const maxProfile = int(limits.MaxProfile)

// Profile converts colours of a display profile to sRGB. A nil one does nothing.
type Profile struct {
	// linear holds what each channel's values mean in linear light, 0..linearFull.
	linear [3][256]int32
	// matrix brings linear colours to linear sRGB, in units of 1/one, row after row.
	matrix [9]int64
	// encode gives the sRGB value of linear light.
	encode [linearFull + 1]uint8
}

// linearFull is full light; with 14 bits the darkest steps of sRGB are 5 apart.
const linearFull = 1<<14 - 1

// ParseProfile reads an ICC profile (ICC.1:2022 and the older version 2). The
// Profile is nil unless its kind is Matrix. Profiles are sRGB by what they do
// and not by their name: when they change no colour by more than a few levels.
func ParseProfile(icc []byte) (*Profile, Kind) {
	tags, ok := parseTags(icc)
	if !ok {
		return nil, Other
	}
	// A profile with tables means these, even if it has a matrix too.
	for _, name := range []string{"A2B0", "A2B1", "D2B0", "D2B1"} {
		if _, ok := tags[name]; ok {
			return nil, Other
		}
	}
	p := new(Profile)
	var columns [3][3]float64
	for i, c := range "rgb" {
		if columns[i], ok = parseXYZ(tags[string(c)+"XYZ"]); !ok {
			return nil, Other
		}
		if p.linear[i], ok = parseCurve(tags[string(c)+"TRC"]); !ok {
			return nil, Other
		}
	}
	if p.matrix, ok = toSRGB(columns); !ok {
		return nil, Other
	}
	p.encode = encodeTable()
	if p.changesNothing() {
		return nil, SRGB
	}
	return p, Matrix
}

// parseTags gives the tags of an RGB profile whose colours are XYZ.
func parseTags(icc []byte) (map[string][]byte, bool) {
	const head = 128
	if len(icc) < head+4 || len(icc) > maxProfile || string(icc[36:40]) != "acsp" ||
		string(icc[16:20]) != "RGB " || string(icc[20:24]) != "XYZ " {
		return nil, false
	}
	n := binary.BigEndian.Uint32(icc[head:])
	if n > 1000 || int(n) > (len(icc)-head-4)/12 {
		return nil, false
	}
	tags := make(map[string][]byte, n)
	for i := range int(n) {
		entry := icc[head+4+12*i:][:12]
		offset, size := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])
		if uint64(offset)+uint64(size) > uint64(len(icc)) {
			return nil, false
		}
		tags[string(entry[:4])] = icc[offset:][:size]
	}
	return tags, true
}

// parseXYZ reads a colour.
func parseXYZ(tag []byte) (c [3]float64, ok bool) {
	if len(tag) < 20 || !bytes.HasPrefix(tag, []byte("XYZ ")) {
		return c, false
	}
	for i := range c {
		c[i] = s15Fixed16(tag[8+4*i:])
	}
	return c, true
}

// s15Fixed16 reads a signed number with 16 binary places.
func s15Fixed16(b []byte) float64 {
	return float64(int32(binary.BigEndian.Uint32(b))) / 65536
}

// srgbPrimaries gives red, green and blue of sRGB as profiles have them:
// adapted to the white of profiles, D50, by the Bradford method.
func srgbPrimaries() [3][3]float64 {
	return [3][3]float64{
		{0.4360747, 0.2225045, 0.0139322},
		{0.3850649, 0.7168786, 0.0971045},
		{0.1430804, 0.0606169, 0.7141733},
	}
}

// toSRGB gives the matrix from linear colours with these primaries to linear sRGB.
func toSRGB(columns [3][3]float64) (fixed [9]int64, ok bool) {
	inverse := invert(srgbPrimaries())
	for row := range 3 {
		sum := int64(0)
		for col := range 3 {
			v := 0.0
			for i := range 3 {
				v += float64(inverse[row][i] * columns[col][i])
			}
			if math.Abs(v) > 8 {
				return fixed, false // no light that there is
			}
			fixed[3*row+col] = int64(math.Floor(float64(v*one) + 0.5))
			sum += fixed[3*row+col]
		}
		switch rest := one - sum; {
		case rest > one/8 || rest < -one/8:
			return fixed, false // white is not nearly white
		case rest > -one/200 && rest < one/200:
			fixed[4*row] += rest // rounding: greys stay grey
		}
	}
	return fixed, true
}

// invert gives the inverse of the matrix that has these columns, row by row.
func invert(c [3][3]float64) (m [3][3]float64) {
	cross := func(a, b [3]float64) [3]float64 {
		return [3]float64{
			float64(a[1]*b[2]) - float64(a[2]*b[1]),
			float64(a[2]*b[0]) - float64(a[0]*b[2]),
			float64(a[0]*b[1]) - float64(a[1]*b[0]),
		}
	}
	m = [3][3]float64{cross(c[1], c[2]), cross(c[2], c[0]), cross(c[0], c[1])}
	det := float64(c[0][0]*m[0][0]) + float64(c[0][1]*m[0][1]) + float64(c[0][2]*m[0][2])
	for i := range m {
		for j := range m[i] {
			m[i][j] /= det
		}
	}
	return m
}

// changesNothing reports whether colours come out nearly as they went in:
// greys within two levels; others within four, since rounded primaries are felt
// most where a channel is dark beside bright ones, and there it is not seen.
func (p *Profile) changesNothing() bool {
	for v := range 256 {
		if p.change(uint8(v), uint8(v), uint8(v)) > 2 {
			return false
		}
	}
	const step = 255 / 5
	for r := 0; r <= 255; r += step {
		for g := 0; g <= 255; g += step {
			for b := 0; b <= 255; b += step {
				if p.change(uint8(r), uint8(g), uint8(b)) > 4 {
					return false
				}
			}
		}
	}
	return true
}

// change gives by how many levels a colour changes at most.
func (p *Profile) change(r, g, b uint8) int32 {
	c := p.convert(r, g, b)
	off := func(a int32, b uint8) int32 { return max(a-int32(b), int32(b)-a) }
	return max(off(c.r, r), off(c.g, g), off(c.b, b))
}
