package raster

import (
	"encoding/binary"
	"image"
	"image/color"
	"maps"
	"math"
	"slices"
	"testing"
)

// space is a colour space: primaries adapted to D50, and a curve tag.
type space struct {
	red, green, blue [3]float64
	curve            string
	light            func(x float64) float64 // what the curve means
}

func s15(values ...float64) string {
	var b []byte
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return string(b)
}

func para(kind byte, values ...float64) string {
	return "para\x00\x00\x00\x00\x00" + string(kind) + "\x00\x00" + s15(values...)
}

func curv(values ...uint16) string {
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(len(values)))
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return string(b)
}

func table(n int, light func(x float64) float64) string {
	values := make([]uint16, n)
	for i := range values {
		values[i] = uint16(math.Round(light(float64(i)/float64(n-1)) * 65535))
	}
	return curv(values...)
}

func srgbCurve(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

var (
	srgbPara  = para(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	displayP3 = space{
		[3]float64{0.51512, 0.24120, -0.00105}, [3]float64{0.29198, 0.69225, 0.04189}, [3]float64{0.15710, 0.06657, 0.78407},
		srgbPara, srgbCurve,
	}
	adobeRGB = space{
		[3]float64{0.60974, 0.31111, 0.01947}, [3]float64{0.20528, 0.62567, 0.06087}, [3]float64{0.14919, 0.06322, 0.74457},
		curv(563), func(x float64) float64 { return math.Pow(x, 563.0/256) },
	}
	plainSRGB = space{
		[3]float64{0.43607, 0.22249, 0.01392}, [3]float64{0.38515, 0.71687, 0.09708}, [3]float64{0.14307, 0.06061, 0.71410},
		srgbPara, srgbCurve,
	}
)

func (s space) tags() map[string]string {
	xyz := func(c [3]float64) string { return "XYZ \x00\x00\x00\x00" + s15(c[:]...) }
	return map[string]string{
		"rXYZ": xyz(s.red), "gXYZ": xyz(s.green), "bXYZ": xyz(s.blue),
		"rTRC": s.curve, "gTRC": s.curve, "bTRC": s.curve,
	}
}

func (s space) icc() []byte { return makeICC("RGB ", "XYZ ", s.tags()) }

func makeICC(colours, connection string, tags map[string]string) []byte {
	b := make([]byte, 128)
	copy(b[8:], "\x04\x30\x00\x00mntr"+colours+connection)
	copy(b[36:], "acsp")
	b = binary.BigEndian.AppendUint32(b, uint32(len(tags)))
	var data []byte
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		b = append(b, name...)
		b = binary.BigEndian.AppendUint32(b, uint32(132+12*len(tags)+len(data)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(tags[name])))
		data = append(data, tags[name]...)
	}
	b = append(b, data...)
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	return b
}

// want converts in floating point by the textbook: to XYZ, by the inverse of
// sRGB's matrix as published, and its curve.
func (s space) want(r, g, b uint8) [3]float64 {
	x := [3]float64{s.light(float64(r) / 255), s.light(float64(g) / 255), s.light(float64(b) / 255)}
	inverse := [3][3]float64{
		{3.1338561, -1.6168667, -0.4906146},
		{-0.9787684, 1.9161415, 0.0334540},
		{0.0719453, -0.2289914, 1.4052427},
	}
	var xyz, out [3]float64
	for i := range xyz {
		xyz[i] = x[0]*s.red[i] + x[1]*s.green[i] + x[2]*s.blue[i]
	}
	for i, m := range inverse {
		v := min(max(m[0]*xyz[0]+m[1]*xyz[1]+m[2]*xyz[2], 0), 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		out[i] = v * 255
	}
	return out
}

func TestConversion(t *testing.T) {
	gamma := plainSRGB
	gamma.curve, gamma.light = curv(460), func(x float64) float64 { return math.Pow(x, 460.0/256) }
	for name, s := range map[string]space{"Display P3": displayP3, "Adobe RGB": adobeRGB, "gamma 1.8": gamma} {
		p, kind := ParseProfile(s.icc())
		if kind != Matrix {
			t.Errorf("%s: kind %d", name, kind)
			continue
		}
		m := image.NewNRGBA(image.Rect(0, 0, 1, 1))
		worst := 0.0
		for r := 0; r < 256; r += 15 {
			for g := 0; g < 256; g += 15 {
				for b := 0; b < 256; b += 15 {
					m.SetNRGBA(0, 0, color.NRGBA{uint8(r), uint8(g), uint8(b), 77})
					p.ToSRGBNRGBA(m)
					for i, want := range s.want(uint8(r), uint8(g), uint8(b)) {
						if off := math.Abs(float64(m.Pix[i]) - want); off > worst {
							worst = off
						}
					}
					if m.Pix[3] != 77 {
						t.Fatal("opacity has changed")
					}
				}
			}
		}
		if worst > 1.5 {
			t.Errorf("%s: off by up to %.2f levels", name, worst)
		}
		for v := range 256 {
			if c := p.convert(uint8(v), uint8(v), uint8(v)); c.r != c.g || c.g != c.b {
				t.Errorf("%s: grey %d became %v", name, v, c)
			}
		}
	}
}

func TestToSRGBYCbCr(t *testing.T) {
	p, _ := ParseProfile(displayP3.icc())
	for _, ratio := range allRatios() {
		for _, r := range []image.Rectangle{image.Rect(0, 0, 11, 7), image.Rect(3, 1, 10, 6), image.Rect(1, 1, 2, 2)} {
			for _, c := range []color.NRGBA{{200, 60, 50, 255}, {40, 160, 70, 255}, {90, 90, 90, 255}, {255, 255, 255, 255}} {
				m := image.NewYCbCr(image.Rect(0, 0, 12, 8), ratio)
				y, cb, cr := color.RGBToYCbCr(c.R, c.G, c.B)
				for i := range m.Y {
					m.Y[i] = y
				}
				for i := range m.Cb {
					m.Cb[i], m.Cr[i] = cb, cr
				}
				part := m.SubImage(r).(*image.YCbCr)
				p.ToSRGB(part)
				// YCbCr is coarser than RGB.
				wr, wg, wb := color.YCbCrToRGB(y, cb, cr)
				want := displayP3.want(wr, wg, wb)
				got := color.NRGBAModel.Convert(part.At(r.Max.X-1, r.Max.Y-1)).(color.NRGBA)
				for i, v := range []uint8{got.R, got.G, got.B} {
					if math.Abs(float64(v)-want[i]) > 2.5 {
						t.Errorf("%v %v: %v became %v, want %.1f", ratio, r, c, got, want)
						break
					}
				}
				if r != image.Rect(0, 0, 11, 7) && m.Y[0] != y {
					t.Errorf("%v: pixels outside of the part have changed", ratio)
				}
			}
		}
	}
	var nothing *Profile
	m := noise(1, image.Rect(0, 0, 4, 4), image.YCbCrSubsampleRatio420)
	nothing.ToSRGB(m)
	nothing.ToSRGBNRGBA(NRGBA(m))
}

func TestKinds(t *testing.T) {
	with := func(s space, name, value string) []byte {
		tags := s.tags()
		if value == "" {
			delete(tags, name)
		} else {
			tags[name] = value
		}
		return makeICC("RGB ", "XYZ ", tags)
	}
	curved := func(c string) []byte {
		s := plainSRGB
		s.curve = c
		return s.icc()
	}
	rough := plainSRGB
	rough.red[0], rough.blue[1] = rough.red[0]+0.0002, rough.blue[1]-0.0002
	magenta := plainSRGB
	magenta.green = [3]float64{}
	tests := []struct {
		name string
		icc  []byte
		want Kind
	}{
		{"sRGB", plainSRGB.icc(), SRGB},
		{"sRGB by a table of 1024", curved(table(1024, srgbCurve)), SRGB},
		{"sRGB by a table of 64", curved(table(64, srgbCurve)), SRGB},
		{"sRGB by the fifth formula", curved(para(4, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045, 0, 0)), SRGB},
		{"sRGB, primaries rounded", rough.icc(), SRGB},
		{"gamma 2.2", curved(curv(563)), Matrix},
		{"linear", curved(curv()), Matrix},
		{"gamma by the first formula", curved(para(0, 2.2)), Matrix},
		{"second formula", curved(para(1, 2.4, 1/1.1, 0.1/1.1)), Matrix},
		{"third formula", curved(para(2, 2.4, 0.9, 0.1, 0.01)), Matrix},
		{"Display P3", displayP3.icc(), Matrix},
		{"Adobe RGB", adobeRGB.icc(), Matrix},
		{"empty", nil, Other},
		{"cut short", displayP3.icc()[:200], Other},
		{"oversized", append(displayP3.icc(), make([]byte, maxProfile)...), Other},
		{"grey", makeICC("GRAY", "XYZ ", map[string]string{"kTRC": srgbPara}), Other},
		{"CMYK", makeICC("CMYK", "Lab ", map[string]string{"A2B0": "mft2"}), Other},
		{"Lab", makeICC("RGB ", "Lab ", displayP3.tags()), Other},
		{"tables and a matrix", with(displayP3, "A2B0", "mft2"), Other},
		{"no blue", with(displayP3, "bXYZ", ""), Other},
		{"no curve", with(displayP3, "gTRC", ""), Other},
		{"short primary", with(displayP3, "gXYZ", "XYZ \x00\x00\x00\x00"), Other},
		{"white is magenta", magenta.icc(), Other},
		{"falling curve", curved(curv(0, 40000, 30000, 65535)), Other},
		{"dark curve", curved(curv(0, 100)), Other},
		{"gamma 0", curved(curv(0)), Other},
		{"negative gamma", curved(para(0, -1)), Other},
		{"sixth formula", curved(para(5, 1, 1, 1, 1, 1, 1, 1)), Other},
		{"formula without slope", curved(para(1, 2.2, 0, 0)), Other},
		{"curve cut short", curved(curv(0, 1, 2, 65535)[:18]), Other},
		{"unknown curve", curved("curX\x00\x00\x00\x00\x00\x00\x00\x00"), Other},
	}
	for _, tt := range tests {
		p, kind := ParseProfile(tt.icc)
		if kind != tt.want || (p != nil) != (kind == Matrix) {
			t.Errorf("%s: kind %d, want %d; a profile: %v", tt.name, kind, tt.want, p != nil)
		}
	}
}

func TestCurves(t *testing.T) {
	tests := []struct {
		name, tag string
		want      func(x float64) float64
	}{
		{"linear", curv(), func(x float64) float64 { return x }},
		{"gamma", curv(2 * 256), func(x float64) float64 { return x * x }},
		{"table", curv(0, 65535/4, 65535), func(x float64) float64 { return max(x/2, 1.5*x-0.5) }},
		{"0", para(0, 2.5), func(x float64) float64 { return math.Pow(x, 2.5) }},
		{"1", para(1, 2, 1.25, -0.25), func(x float64) float64 { return math.Pow(max(1.25*x-0.25, 0), 2) }},
		{"2", para(2, 2, 1.25, -0.375, 0.125), func(x float64) float64 { return math.Pow(max(1.25*x-0.375, 0), 2) + 0.125 }},
		{"3", para(3, 2, 1, 0, 0.25, 0.25), func(x float64) float64 { return max(x*x, x/4*math.Ceil(max(0.25-x, 0))) }},
		{"4", para(4, 2, 0.75, 0.25, 0.5, 0.25, 0.05, 0.0625), func(x float64) float64 {
			if x < 0.25 {
				return 0.5*x + 0.0625
			}
			return math.Pow(0.75*x+0.25, 2) + 0.05
		}},
	}
	for _, tt := range tests {
		got, ok := parseCurve([]byte(tt.tag))
		if !ok {
			t.Errorf("%s: refused", tt.name)
			continue
		}
		for i, v := range got {
			if want := min(tt.want(float64(i)/255), 1) * linearFull; math.Abs(float64(v)-want) > 1.5 {
				t.Errorf("%s: %d is %d, want %.1f", tt.name, i, v, want)
				break
			}
		}
	}
}

func TestPow(t *testing.T) {
	for _, y := range []float64{0.3, 1, 1.8, 2.19921875, 2.4, 5} {
		for x := 1e-6; x < 40; x *= 1.37 {
			if got, want := pow(x, y), math.Pow(x, y); math.Abs(got-want) > 1e-13*want {
				t.Errorf("pow(%v, %v) = %v, want %v", x, y, got, want)
			}
		}
	}
	for _, x := range []float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got := pow(x, 2.4); got != 0 {
			t.Errorf("pow(%v) = %v", x, got)
		}
	}
}

func TestEncodeTable(t *testing.T) {
	for i, v := range encodeTable() {
		if got := srgbCurve(float64(v)/255) * linearFull; math.Abs(got-float64(i)) > srgbCurve((float64(v)+0.5)/255)*linearFull-srgbCurve((float64(v)-0.5)/255)*linearFull+1 {
			t.Fatalf("light %d became %d, which is %.1f", i, v, got)
		}
	}
}

// FuzzParseProfile: whatever the bytes, a profile is refused or can be used,
// and what it gives for black is darker than for white.
func FuzzParseProfile(f *testing.F) {
	for _, s := range []space{displayP3, adobeRGB, plainSRGB} {
		f.Add(s.icc())
		for _, c := range []string{table(20, srgbCurve), para(1, 2.4, 1/1.1, 0.1/1.1), para(4, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045, 0, 0)} {
			s.curve = c
			f.Add(s.icc())
		}
	}
	f.Fuzz(func(t *testing.T, icc []byte) {
		p, kind := ParseProfile(icc)
		if (p != nil) != (kind == Matrix) {
			t.Fatalf("kind %d, a profile: %v", kind, p != nil)
		}
		if p == nil {
			return
		}
		m := noise(1, image.Rect(0, 0, 9, 9), image.YCbCrSubsampleRatio420)
		p.ToSRGB(m)
		p.ToSRGBNRGBA(NRGBA(m))
		black, white := p.convert(0, 0, 0), p.convert(255, 255, 255)
		if white.luma() <= black.luma() {
			t.Errorf("black is %v, white %v", black, white)
		}
	})
}
