package raster

import (
	"image"
	"testing"
)

// upright says where pixel x, y of the upright picture (w by h) lies in the
// stored one, in the words of EXIF: which sides of it row 0 and column 0 are.
func upright(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2: // top, right
		return w - 1 - x, y
	case 3: // bottom, right
		return w - 1 - x, h - 1 - y
	case 4: // bottom, left
		return x, h - 1 - y
	case 5: // left, top
		return y, x
	case 6: // right, top
		return y, w - 1 - x
	case 7: // right, bottom
		return h - 1 - y, w - 1 - x
	case 8: // left, bottom
		return h - 1 - y, x
	}
	return x, y
}

func TestTurnYCbCr(t *testing.T) {
	for _, ratio := range allRatios() {
		for _, r := range []image.Rectangle{image.Rect(0, 0, 160, 88), image.Rect(8, 4, 24, 32), image.Rect(4, 8, 20, 12)} {
			src := noise(9, image.Rect(0, 0, 160, 88), ratio).SubImage(r).(*image.YCbCr)
			for o := 0; o <= 9; o++ {
				got := TurnYCbCr(src, o)
				w, h := got.Rect.Dx(), got.Rect.Dy()
				if o >= 5 && o <= 8 != (w == src.Rect.Dy()) {
					t.Fatalf("%v, orientation %d: %v became %v", ratio, o, src.Rect, got.Rect)
				}
				coarse := o >= 5 && (ratio == image.YCbCrSubsampleRatio411 || ratio == image.YCbCrSubsampleRatio410)
				for y := range h {
					for x := range w {
						fx, fy := upright(o, x, y, w, h)
						want := src.YCbCrAt(src.Rect.Min.X+fx, src.Rect.Min.Y+fy)
						g := got.YCbCrAt(got.Rect.Min.X+x, got.Rect.Min.Y+y)
						if coarse {
							g.Cb, g.Cr = want.Cb, want.Cr
						}
						if g != want {
							t.Fatalf("%v, orientation %d, %v: pixel %d, %d is %v, want %v", ratio, o, r, x, y, g, want)
						}
					}
				}
			}
		}
	}
}

func TestTurnRatio(t *testing.T) {
	for from, want := range map[image.YCbCrSubsampleRatio]image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444: image.YCbCrSubsampleRatio444,
		image.YCbCrSubsampleRatio422: image.YCbCrSubsampleRatio440,
		image.YCbCrSubsampleRatio440: image.YCbCrSubsampleRatio422,
		image.YCbCrSubsampleRatio420: image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio411: image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio410: image.YCbCrSubsampleRatio420,
	} {
		src := noise(1, image.Rect(0, 0, 12, 8), from)
		if got := TurnYCbCr(src, 6).SubsampleRatio; got != want {
			t.Errorf("%v turned is %v, want %v", from, got, want)
		}
		if got := TurnYCbCr(src, 3).SubsampleRatio; got != from {
			t.Errorf("%v upside down is %v", from, got)
		}
	}
}

// TestTurnOddSizes: luma is exact, and chroma at most half a sample away.
func TestTurnOddSizes(t *testing.T) {
	for _, ratio := range allRatios() {
		for _, r := range []image.Rectangle{image.Rect(0, 0, 31, 17), image.Rect(1, 1, 32, 19), image.Rect(3, 5, 4, 6), image.Rect(1, 2, 30, 3)} {
			src := image.NewYCbCr(image.Rect(0, 0, 33, 20), ratio)
			hs, vs := subsampling(ratio)
			for i := range src.Y {
				src.Y[i] = byte(i * 7)
			}
			for i := range src.Cb {
				src.Cb[i], src.Cr[i] = byte(i%src.CStride*hs*4), byte(i/src.CStride*vs*4)
			}
			src = src.SubImage(r).(*image.YCbCr)
			for o := 2; o <= 8; o++ {
				got := TurnYCbCr(src, o)
				w, h := got.Rect.Dx(), got.Rect.Dy()
				for y := range h {
					for x := range w {
						fx, fy := upright(o, x, y, w, h)
						g, want := got.YCbCrAt(x, y), src.YCbCrAt(r.Min.X+fx, r.Min.Y+fy)
						// One pixel is 4 levels; a neighbouring sample is hs or vs pixels away.
						if g.Y != want.Y || distance(g.Cb, want.Cb) > byte(4*max(hs, 2)) || distance(g.Cr, want.Cr) > byte(4*max(vs, 2)) {
							t.Fatalf("%v, %v, orientation %d: pixel %d, %d is %v, want %v", ratio, r, o, x, y, g, want)
						}
					}
				}
			}
		}
	}
}

func distance(a, b byte) byte { return max(a, b) - min(a, b) }

func TestTurnNRGBA(t *testing.T) {
	for _, src := range []*image.NRGBA{someAlpha(1, 70, 41), someAlpha(2, 50, 50).SubImage(image.Rect(7, 3, 40, 50)).(*image.NRGBA)} {
		for o := 0; o <= 9; o++ {
			got := TurnNRGBA(src, o)
			w, h := got.Rect.Dx(), got.Rect.Dy()
			for y := range h {
				for x := range w {
					fx, fy := upright(o, x, y, w, h)
					if g, want := got.NRGBAAt(got.Rect.Min.X+x, got.Rect.Min.Y+y), src.NRGBAAt(src.Rect.Min.X+fx, src.Rect.Min.Y+fy); g != want {
						t.Fatalf("%v, orientation %d: pixel %d, %d is %v, want %v", src.Rect, o, x, y, g, want)
					}
				}
			}
		}
	}
}
