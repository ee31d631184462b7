package raster

import (
	"image"
	"testing"
)

// photo is a picture with something in every pixel.
func photo(w, h int, ratio image.YCbCrSubsampleRatio) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), ratio)
	fill := func(pix []byte, stride int, seed uint32) {
		s := seed
		for i := range pix {
			s = s*1664525 + 1013904223
			x, y := i%stride, i/stride
			pix[i] = uint8((x*5+y*3)/16%200) + uint8(s>>27)
		}
	}
	fill(m.Y, m.YStride, 1)
	fill(m.Cb, m.CStride, 2)
	fill(m.Cr, m.CStride, 3)
	return m
}

func BenchmarkShrink(b *testing.B) {
	src := photo(4000, 3000, image.YCbCrSubsampleRatio420)
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			Shrink(src, 1600, 1200)
		}
	})
	b.Run("cascade", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m := src
			for _, w := range []int{1600, 1200, 800, 480} {
				m = Shrink(m, w, w*3/4)
			}
		}
	})
}

func BenchmarkShrinkNRGBA(b *testing.B) {
	src := NRGBA(photo(2000, 1500, image.YCbCrSubsampleRatio420))
	for b.Loop() {
		ShrinkNRGBA(src, 1200, 900)
	}
}

func BenchmarkTurn(b *testing.B) {
	src := photo(4000, 3000, image.YCbCrSubsampleRatio420)
	for b.Loop() {
		TurnYCbCr(src, 6)
	}
}

func BenchmarkMean(b *testing.B) {
	src := photo(1600, 1200, image.YCbCrSubsampleRatio420)
	for b.Loop() {
		Mean(src)
	}
}

func BenchmarkProfile(b *testing.B) {
	icc := displayP3.icc()
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			ParseProfile(icc)
		}
	})
	p, _ := ParseProfile(icc)
	b.Run("1600x1200", func(b *testing.B) {
		src := photo(1600, 1200, image.YCbCrSubsampleRatio420)
		for b.Loop() {
			p.ToSRGB(src)
		}
	})
}
