package webp

import (
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"testing"

	"github.com/tetratelabs/wazero"
	"golang.org/x/image/draw"
)

// BenchmarkNew compiles each time: that libwebp is compiled once only for all encoders of a process is left out.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		e, err := newEncoder(b.Context(), wazero.NewRuntimeConfig())
		if err != nil {
			b.Fatal(err)
		}
		e.Close()
	}
}

func BenchmarkYCbCr(b *testing.B) {
	photo := readPhoto(b, "../../content/posts/2021/08/bang-dien-tu.jpg")
	for _, width := range []int{1600, 1200, 800, 480} {
		b.Run(fmt.Sprint(width), func(b *testing.B) {
			img := scaled(photo, width, width*3/4)
			b.ReportAllocs()
			for b.Loop() {
				file, err := encoder(b).YCbCr(b.Context(), img, 75)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(file)), "bytes")
			}
		})
	}
}

func BenchmarkLossless(b *testing.B) {
	img := nrgba(image.Rect(0, 0, 1200, 900), true)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := encoder(b).Lossless(b.Context(), img); err != nil {
			b.Fatal(err)
		}
	}
}

func readPhoto(b *testing.B, name string) *image.YCbCr {
	b.Helper()
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	img, err := jpeg.Decode(f)
	if err != nil {
		b.Fatal(err)
	}
	return img.(*image.YCbCr)
}

// scaled scales the planes one by one.
func scaled(src *image.YCbCr, w, h int) *image.YCbCr {
	to := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	plane := func(to []byte, stride int, from []byte, fromStride int) {
		dst := &image.Gray{Pix: to, Stride: stride, Rect: image.Rect(0, 0, stride, len(to)/stride)}
		gray := &image.Gray{Pix: from, Stride: fromStride, Rect: image.Rect(0, 0, fromStride, len(from)/fromStride)}
		draw.ApproxBiLinear.Scale(dst, dst.Rect, gray, gray.Rect, draw.Src, nil)
	}
	plane(to.Y, to.YStride, src.Y, src.YStride)
	plane(to.Cb, to.CStride, src.Cb, src.CStride)
	plane(to.Cr, to.CStride, src.Cr, src.CStride)
	return to
}
