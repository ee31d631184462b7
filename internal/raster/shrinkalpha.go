package raster

import (
	"encoding/binary"
	"image"
)

// ShrinkNRGBA gives src in w by h pixels, with its corner at (0, 0). Colours
// weigh as much as they are opaque, so that no colour bleeds from transparent
// pixels. A picture that has this size already is copied as it is. src must not
// be empty, w and h be at least 1 and should be at most its size.
func ShrinkNRGBA(src *image.NRGBA, w, h int) *image.NRGBA {
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	width, height := src.Rect.Dx(), src.Rect.Dy()
	if w == width && h == height {
		for y := range h {
			copy(dst.Pix[y*dst.Stride:][:4*w], src.Pix[y*src.Stride:])
		}
		return dst
	}
	across := newTaps(width, w, float64(width)/float64(w), 0)
	down := newTaps(height, h, float64(height)/float64(h), 0)
	mid := make([][2]uint64, width)
	for y := range h {
		start, weights := down.of(y)
		sumAlphaRows(mid, src.Pix[start*src.Stride:], src.Stride, weights)
		row := dst.Pix[y*dst.Stride:][:4*w]
		for x := range w {
			start, weights := across.of(x)
			binary.LittleEndian.PutUint32(row[4*x:], sumAlpha(mid[start:], weights))
		}
	}
	return dst
}

// A pixel is two numbers here, in lanes as in shrinkPlane: red and green, blue
// and opacity, each multiplied by the opacity, 0..255*255. Between the passes
// the values have two binary places less than that.
const (
	alphaBias     = (1<<30 + 1<<15) * lanes // of the first pass
	alphaDrop     = 16
	alphaRounding = 1 << (alphaFinal - 1) * lanes
	alphaFinal    = 2*oneBits - alphaDrop
	alphaLevels   = 1 << (30 - alphaDrop + oneBits - alphaFinal) // the bias, after the second pass
	full          = 255 * 255
)

// sumAlphaRows weighs len(weights) rows of pix into one.
func sumAlphaRows(mid [][2]uint64, pix []byte, stride int, weights []uint64) {
	for x := range mid {
		rg, ba := uint64(alphaBias), uint64(alphaBias)
		at := 4 * x
		for _, w := range weights {
			p := uint64(binary.LittleEndian.Uint32(pix[at : at+4]))
			w *= p >> 24
			rg += (p&0xFF | p&0xFF00<<24) * w
			ba += (p>>16&0xFF | 0xFF<<32) * w
			at += stride
		}
		mid[x] = [2]uint64{rg >> alphaDrop & midMask, ba >> alphaDrop & midMask}
	}
}

// sumAlpha weighs pixels of a row into one and gives it as the four bytes of
// an NRGBA pixel.
func sumAlpha(mid [][2]uint64, weights []uint64) uint32 {
	mid = mid[:len(weights)]
	rg, ba := uint64(alphaRounding), uint64(alphaRounding)
	for i, w := range weights {
		rg += mid[i][0] * w
		ba += mid[i][1] * w
	}
	value := func(lane uint32) int32 { return int32(lane>>alphaFinal) - alphaLevels }
	// Where opacity overshoots, colours do so with it: they are divided by all of it.
	alpha := value(uint32(ba >> 32))
	a := uint32(min(max(alpha, 0), full)+127) / 255
	if a == 0 {
		return 0
	}
	plain := func(lane uint32) uint32 {
		c := uint32(min(max(value(lane), 0), alpha))
		return (c*255 + uint32(alpha)/2) / uint32(alpha)
	}
	return plain(uint32(rg)) | plain(uint32(rg>>32))<<8 | plain(uint32(ba))<<16 | a<<24
}
