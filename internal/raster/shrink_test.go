package raster

import (
	"bytes"
	"hash/crc32"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

func allRatios() []image.YCbCrSubsampleRatio {
	return []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
	}
}

// noise is a picture of random black, white and grey, where filters overshoot most.
func noise(seed uint64, r image.Rectangle, ratio image.YCbCrSubsampleRatio) *image.YCbCr {
	m := image.NewYCbCr(r, ratio)
	rnd := rand.New(rand.NewPCG(seed, 1))
	for _, pix := range [][]byte{m.Y, m.Cb, m.Cr} {
		for i := range pix {
			pix[i] = [...]byte{0, 255, byte(rnd.Uint32())}[rnd.IntN(3)]
		}
	}
	return m
}

func TestTapsAddUp(t *testing.T) {
	check := func(in, out int, step, shift float64) {
		t.Helper()
		taps := newTaps(in, out, step, shift)
		for i := range out {
			start, weights := taps.of(i)
			sum, size := int64(0), int64(0)
			for _, w := range weights {
				sum += int64(w)
				size += max(int64(w), -int64(w))
			}
			if sum != one || size > one*3/2 || start < 0 || start+len(weights) > in {
				t.Errorf("%d -> %d, step %v, shift %v: sample %d begins at %d with %d weights, sum %d, size %d",
					in, out, step, shift, i, start, len(weights), sum, size)
			}
		}
	}
	for in := 1; in < 60; in++ {
		for out := 1; out <= in; out++ {
			check(in, out, float64(in)/float64(out), 0)
			for _, s := range []int{1, 2, 4} { // chroma
				for start := range s {
					check((start+in+s-1)/s, (out+1)/2, float64(2*in)/float64(s*out), float64(start)/float64(s))
				}
			}
		}
	}
	check(60000, 480, 125, 0)
	check(4000, 1600, 2.5, 0)
	check(4000, 3999, 4000.0/3999, 0)
}

func TestShrinkToSameSizeCopies(t *testing.T) {
	whole := noise(1, image.Rect(0, 0, 71, 53), image.YCbCrSubsampleRatio420)
	for _, src := range []*image.YCbCr{whole, whole.SubImage(image.Rect(10, 4, 43, 33)).(*image.YCbCr)} {
		got := Shrink(src, src.Rect.Dx(), src.Rect.Dy())
		for y := range src.Rect.Dy() {
			for x := range src.Rect.Dx() {
				if g, w := got.YCbCrAt(x, y), src.YCbCrAt(src.Rect.Min.X+x, src.Rect.Min.Y+y); g != w {
					t.Fatalf("%v: pixel %d, %d is %v, was %v", src.Rect, x, y, g, w)
				}
			}
		}
	}
}

// reference resizes a plane the straight way. at gives samples with the middle
// of the first at from; step and from are in source samples.
func reference(src plane, w, h int, stepX, fromX, stepY, fromY float64) [][]float64 {
	weigh := func(n int, middle, scale float64, at func(i int) float64) float64 {
		sum, total := 0.0, 0.0
		for i := range n {
			x := math.Abs(float64(i)-middle) / scale
			k := 0.0
			if x < 1 {
				k = 1.5*x*x*x - 2.5*x*x + 1
			} else if x < 2 {
				k = -0.5*x*x*x + 2.5*x*x - 4*x + 2
			}
			sum, total = sum+k*at(i), total+k
		}
		return sum / total
	}
	out := make([][]float64, h)
	for y := range out {
		row := make([]float64, src.width)
		for x := range row {
			row[x] = weigh(src.height, fromY+float64(y)*stepY, max(stepY, 1), func(i int) float64 { return float64(src.row(i)[x]) })
		}
		out[y] = make([]float64, w)
		for x := range out[y] {
			v := weigh(src.width, fromX+float64(x)*stepX, max(stepX, 1), func(i int) float64 { return row[i] })
			out[y][x] = min(max(v, 0), 255)
		}
	}
	return out
}

func TestShrinkAgainstReference(t *testing.T) {
	tests := []struct {
		rect image.Rectangle // part of a picture of 90x70
		w, h int
	}{
		{image.Rect(0, 0, 90, 70), 36, 28},
		{image.Rect(0, 0, 90, 70), 89, 69},
		{image.Rect(0, 0, 90, 70), 1, 1},
		{image.Rect(0, 0, 89, 69), 40, 31},
		{image.Rect(0, 0, 89, 69), 41, 1},
		{image.Rect(0, 0, 7, 5), 3, 2},
		{image.Rect(0, 0, 1, 69), 1, 10},
		{image.Rect(1, 1, 64, 52), 25, 20},
		{image.Rect(3, 2, 90, 61), 87, 30},
		{image.Rect(2, 7, 9, 11), 7, 4},
	}
	for _, ratio := range allRatios() {
		for _, tt := range tests {
			src := noise(uint64(ratio), image.Rect(0, 0, 90, 70), ratio).SubImage(tt.rect).(*image.YCbCr)
			got := Shrink(src, tt.w, tt.h)
			stepX, stepY := float64(tt.rect.Dx())/float64(tt.w), float64(tt.rect.Dy())/float64(tt.h)
			compare(t, ratio.String()+" Y", tt.rect, luma(got), reference(luma(src), tt.w, tt.h, stepX, stepX/2-0.5, stepY, stepY/2-0.5))

			// The middle of chroma sample i of 4:2:0 lies at 2*i+1 pixels of the
			// result, which is a place in the picture, then among its samples.
			hs, vs := subsampling(ratio)
			place := func(step float64, start, s int) (float64, float64) {
				first := float64(start) + step // pixels from the corner of the whole picture
				return 2 * step / float64(s), first/float64(s) - 0.5 - float64(start/s)
			}
			cStepX, cFromX := place(stepX, tt.rect.Min.X, hs)
			cStepY, cFromY := place(stepY, tt.rect.Min.Y, vs)
			cb, cr := chroma(src)
			gotCb, gotCr := chroma(got)
			compare(t, ratio.String()+" Cb", tt.rect, gotCb, reference(cb, gotCb.width, gotCb.height, cStepX, cFromX, cStepY, cFromY))
			compare(t, ratio.String()+" Cr", tt.rect, gotCr, reference(cr, gotCr.width, gotCr.height, cStepX, cFromX, cStepY, cFromY))
		}
	}
}

func compare(t *testing.T, name string, rect image.Rectangle, got plane, want [][]float64) {
	t.Helper()
	for y, row := range want {
		for x, w := range row {
			if g := float64(got.row(y)[x]); math.Abs(g-w) > 0.6 {
				t.Errorf("%s of %v: sample %d, %d is %v, want %.2f", name, rect, x, y, g, w)
				return
			}
		}
	}
}

// TestSameBytesEverywhere holds what other machines have made: addresses of
// pictures depend on their bytes.
func TestSameBytesEverywhere(t *testing.T) {
	sum := crc32.NewIEEE()
	src := noise(7, image.Rect(0, 0, 301, 203), image.YCbCrSubsampleRatio422)
	for _, m := range []*image.YCbCr{Shrink(src, 128, 86), Shrink(src, 300, 202), TurnYCbCr(src, 6), YCbCr(NRGBA(src))} {
		sum.Write(m.Y)
		sum.Write(m.Cb)
		sum.Write(m.Cr)
	}
	sum.Write(ShrinkNRGBA(someAlpha(3, 101, 67), 40, 27).Pix)
	for _, s := range []space{displayP3, adobeRGB} {
		p, _ := ParseProfile(s.icc())
		m := Shrink(src, 128, 86)
		p.ToSRGB(m)
		sum.Write(m.Y)
		sum.Write(m.Cb)
	}
	if got, want := sum.Sum32(), uint32(0xbf2b1be9); got != want {
		t.Errorf("sum of the bytes is %#x, want %#x", got, want)
	}
}

// someAlpha is a picture of random colours and opacities, many of them 0 or 255.
func someAlpha(seed uint64, w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	rnd := rand.New(rand.NewPCG(seed, 2))
	for i := 0; i < len(m.Pix); i += 4 {
		for j := range 3 {
			m.Pix[i+j] = byte(rnd.Uint32())
		}
		m.Pix[i+3] = [...]byte{0, 255, byte(rnd.Uint32())}[rnd.IntN(3)]
	}
	return m
}

func TestShrinkNRGBAAgainstReference(t *testing.T) {
	src := someAlpha(5, 60, 44)
	part := src.SubImage(image.Rect(5, 3, 52, 40)).(*image.NRGBA)
	for _, m := range []*image.NRGBA{src, part} {
		for _, size := range [][2]int{{24, 18}, {1, 1}, {m.Rect.Dx() - 1, 7}} {
			got := ShrinkNRGBA(m, size[0], size[1])
			// Each channel times opacity, on its own.
			var want [4][][]float64
			for c := range want {
				want[c] = referenceAlpha(m, c, size[0], size[1])
			}
			for y := range size[1] {
				for x := range size[0] {
					g := got.NRGBAAt(x, y)
					all := want[3][y][x]
					a := min(max(all, 0), full) / 255
					if math.Abs(float64(g.A)-a) > 0.7 {
						t.Fatalf("%v to %v: opacity at %d, %d is %d, want %.2f", m.Rect, size, x, y, g.A, a)
					}
					for c, v := range []uint8{g.R, g.G, g.B} {
						// As seen on black.
						if w := min(max(want[c][y][x]/max(all, 1), 0), 1) * a; math.Abs(float64(v)*float64(g.A)/255-w) > 1.2 {
							t.Fatalf("%v to %v: channel %d at %d, %d is %d (opacity %d), want %.2f", m.Rect, size, c, x, y, v, g.A, w)
						}
					}
				}
			}
		}
	}
}

// referenceAlpha gives a channel times opacity, 0..255*255, resized.
func referenceAlpha(m *image.NRGBA, c, w, h int) [][]float64 {
	width, height := m.Rect.Dx(), m.Rect.Dy()
	// The high and the low byte are resized on their own: the filter is linear
	// until it clamps, which is made up for by an offset.
	split := func(shift int) plane {
		p := plane{make([]byte, width*height), width, width, height}
		for i := range p.pix {
			px := m.Pix[i/width*m.Stride+i%width*4:]
			v := 255
			if c < 3 {
				v = int(px[c])
			}
			p.pix[i] = byte((v*int(px[3])>>shift)&0xF) + 100
		}
		return p
	}
	out := make([][]float64, h)
	for y := range out {
		out[y] = make([]float64, w)
	}
	stepX, stepY := float64(width)/float64(w), float64(height)/float64(h)
	for shift := 0; shift < 16; shift += 4 {
		part := reference(split(shift), w, h, stepX, stepX/2-0.5, stepY, stepY/2-0.5)
		for y := range out {
			for x := range out[y] {
				out[y][x] += (part[y][x] - 100) * float64(int(1)<<shift)
			}
		}
	}
	return out
}

func TestNoColourBleedsFromTransparentPixels(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 40, 40))
	for y := range 40 {
		for x := range 40 {
			c := color.NRGBA{255, 0, 255, 0}
			if (x/3+y/5)%2 == 0 {
				c = color.NRGBA{20, 120, 40, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	got := ShrinkNRGBA(m, 17, 13)
	for i := 0; i < len(got.Pix); i += 4 {
		if p := got.Pix[i : i+4]; p[3] > 16 && (max(p[0], 20)-min(p[0], 20) > 2 || max(p[2], 40)-min(p[2], 40) > 2) {
			t.Fatalf("pixel %d is %v", i/4, p)
		}
	}
	if same := ShrinkNRGBA(m, 40, 40); !bytes.Equal(same.Pix, m.Pix) {
		t.Error("the same size is not a copy")
	}
}
