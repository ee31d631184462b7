package raster

import (
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"math/rand/v2"
	"testing"
)

// generic hides what type a picture has.
type generic struct{ image.Image }

func TestNRGBA(t *testing.T) {
	r := image.Rect(0, 0, 13, 9)
	src := someAlpha(4, 13, 9)
	fill := func(m draw.Image) draw.Image {
		draw.Draw(m, r, src, image.Point{}, draw.Src)
		return m
	}
	withAlpha := color.Palette{color.NRGBA{}, color.NRGBA{200, 10, 30, 128}}
	nycbcra := image.NewNYCbCrA(r, image.YCbCrSubsampleRatio420)
	copy(nycbcra.Y, src.Pix)
	copy(nycbcra.Cb, src.Pix[5:])
	copy(nycbcra.Cr, src.Pix[9:])
	copy(nycbcra.A, src.Pix[50:])
	pictures := []image.Image{
		src, generic{src}, generic{noise(2, r, image.YCbCrSubsampleRatio422)}, nycbcra,
		fill(image.NewRGBA(r)), fill(image.NewRGBA64(r)), fill(image.NewNRGBA64(r)), fill(image.NewGray(r)), fill(image.NewGray16(r)),
		fill(image.NewCMYK(r)), fill(image.NewPaletted(r, palette.Plan9)), fill(image.NewPaletted(r, append(withAlpha, palette.WebSafe...))),
		fill(image.NewAlpha(r)), image.NewUniform(color.White),
	}
	for _, ratio := range allRatios() {
		pictures = append(pictures, noise(3, r, ratio))
	}
	for _, m := range pictures {
		parts := []image.Image{m}
		if _, ok := m.(*image.Uniform); ok {
			parts = nil // endless
		}
		if s, ok := m.(interface {
			SubImage(image.Rectangle) image.Image
		}); ok {
			parts = append(parts, s.SubImage(image.Rect(3, 1, 12, 8)), s.SubImage(image.Rect(2, 2, 3, 3)))
		}
		for _, m := range parts {
			got := NRGBA(m)
			if got.Rect != m.Bounds() {
				t.Errorf("%T: bounds are %v, want %v", m, got.Rect, m.Bounds())
			}
			for y := got.Rect.Min.Y; y < got.Rect.Max.Y; y++ {
				for x := got.Rect.Min.X; x < got.Rect.Max.X; x++ {
					g := got.NRGBAAt(x, y)
					want := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
					if g.A == 0 && want.A == 0 {
						continue
					}
					// At goes by way of multiplied colours, which loses up to a level of
					// them, the more the more transparent they are.
					off := byte(255/int(g.A) + 1)
					if g.A != want.A || distance(g.R, want.R) > off || distance(g.G, want.G) > off || distance(g.B, want.B) > off {
						t.Fatalf("%T %v: pixel %d, %d is %v, want %v", m, m.Bounds(), x, y, g, want)
					}
				}
			}
		}
	}
	if NRGBA(src) != src {
		t.Error("an NRGBA picture was copied")
	}
}

func TestNRGBAExact(t *testing.T) {
	p := image.NewPaletted(image.Rect(0, 0, 3, 1), color.Palette{color.NRGBA{1, 2, 3, 4}, color.NRGBA{250, 240, 230, 128}})
	p.Pix[1], p.Pix[2] = 1, 77 // beyond the palette
	if got := NRGBA(p).Pix; string(got) != string([]byte{1, 2, 3, 4, 250, 240, 230, 128, 0, 0, 0, 0}) {
		t.Errorf("palette: %v", got)
	}
	w := image.NewNRGBA64(image.Rect(0, 0, 1, 1))
	w.SetNRGBA64(0, 0, color.NRGBA64{0x1234, 0xFEDC, 0x00FF, 0x8001})
	if got := NRGBA(w).Pix; string(got) != string([]byte{0x12, 0xFE, 0x00, 0x80}) {
		t.Errorf("16 bits: %v", got)
	}
}

func TestYCbCr(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	whole := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for y := 0; y < 64; y += 2 {
		for x := 0; x < 64; x += 2 {
			c := color.NRGBA{byte(rnd.Uint32()), byte(rnd.Uint32()), byte(rnd.Uint32()), 255}
			if x == 0 {
				c = color.NRGBA{byte(y & 2 / 2 * 255), byte(y & 4 / 4 * 255), byte(y & 8 / 8 * 255), 255}
			}
			for i := range 4 {
				whole.SetNRGBA(x+i%2, y+i/2, c)
			}
		}
	}
	for _, r := range []image.Rectangle{whole.Rect, image.Rect(2, 4, 33, 61), image.Rect(0, 0, 1, 1)} {
		got := YCbCr(whole.SubImage(r).(*image.NRGBA))
		if got.SubsampleRatio != image.YCbCrSubsampleRatio420 || got.Rect != image.Rect(0, 0, r.Dx(), r.Dy()) {
			t.Errorf("%v became %v, %v", r, got.Rect, got.SubsampleRatio)
		}
		for y := range r.Dy() {
			for x := range r.Dx() {
				c := whole.NRGBAAt(r.Min.X+x, r.Min.Y+y)
				wy, wcb, wcr := color.RGBToYCbCr(c.R, c.G, c.B)
				if g, want := got.YCbCrAt(x, y), (color.YCbCr{Y: wy, Cb: wcb, Cr: wcr}); g != want {
					t.Fatalf("%v: pixel %d, %d of %v is %v, want %v", r, x, y, c, g, want)
				}
			}
		}
	}
}

func TestYCbCrMeansFour(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 2, 2))
	for i, v := range []byte{255, 255, 0, 0} {
		m.SetNRGBA(i%2, i/2, color.NRGBA{v, 0, 0, 255})
	}
	got := YCbCr(m)
	_, cb, cr := color.RGBToYCbCr(128, 0, 0)
	if distance(got.Cb[0], cb) > 1 || distance(got.Cr[0], cr) > 1 {
		t.Errorf("chroma is %d, %d, want about %d, %d", got.Cb[0], got.Cr[0], cb, cr)
	}
}

func TestGray(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 9, 7))
	for i := range m.Pix {
		m.Pix[i] = byte(i * 4)
	}
	part := m.SubImage(image.Rect(1, 2, 8, 7)).(*image.Gray)
	got := Gray(part)
	for y := range 5 {
		for x := range 7 {
			if g, want := got.YCbCrAt(x, y), (color.YCbCr{Y: part.GrayAt(x+1, y+2).Y, Cb: 128, Cr: 128}); g != want {
				t.Fatalf("pixel %d, %d is %v, want %v", x, y, g, want)
			}
		}
	}
}

func TestMean(t *testing.T) {
	if r, g, b := Mean(new(image.YCbCr)); r != 0 || g != 0 || b != 0 {
		t.Error("an empty picture has a colour")
	}
	m := image.NewNRGBA(image.Rect(0, 0, 10, 8))
	for i := range 80 {
		m.SetNRGBA(i%10, i/10, color.NRGBA{byte(100 + i%2*40), 30, byte(200 - i/10*4), 255})
	}
	r, g, b := Mean(YCbCr(m))
	if distance(r, 120) > 1 || distance(g, 30) > 1 || distance(b, 186) > 1 {
		t.Errorf("mean is %d, %d, %d", r, g, b)
	}
	// What lies around a part of a picture does not count.
	white := noise(1, image.Rect(0, 0, 40, 40), image.YCbCrSubsampleRatio422)
	part := white.SubImage(image.Rect(8, 8, 16, 16)).(*image.YCbCr)
	for y := 8; y < 16; y++ {
		for x := 8; x < 16; x++ {
			part.Y[part.YOffset(x, y)], part.Cb[part.COffset(x, y)], part.Cr[part.COffset(x, y)] = 255, 128, 128
		}
	}
	if r, g, b := Mean(part); r != 255 || g != 255 || b != 255 {
		t.Errorf("mean of a white part is %d, %d, %d", r, g, b)
	}
}
