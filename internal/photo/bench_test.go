package photo

import (
	"fmt"
	"image"
	"math/rand/v2"
	"testing"
)

// scene draws a photo: large shapes, fine lines and the noise of a sensor.
func scene(w, h int, seed uint64) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	r := rand.New(rand.NewPCG(seed, 1))
	for y := range h {
		for x := range w {
			v := 60 + (x+y)*100/(w+h) + (x/97+y/61)%7*6
			if x%23 < 2 && y/400%2 == 0 {
				v += 30
			}
			m.Y[y*m.YStride+x] = uint8(v + int(r.Uint32()%18))
		}
	}
	for i := range m.Cb {
		m.Cb[i] = uint8(110 + i%m.CStride*30/m.CStride)
		m.Cr[i] = uint8(140 - i*30/len(m.Cb))
	}
	return m
}

// sensor is a photo as a phone writes it: 12 megapixels in 3 to 5 MB.
func sensor(b *testing.B, seed uint64) []byte {
	b.Helper()
	file := jpegQuality(b, scene(4000, 3000, seed), 92)
	if len(file) < 3_000_000 || len(file) > 5_000_000 {
		b.Fatalf("a photo of %d bytes", len(file))
	}
	return file
}

// BenchmarkPhotos makes all variants of eight photos of 12 megapixels.
func BenchmarkPhotos(b *testing.B) {
	files := map[string][]byte{}
	var requests []Request
	for i := range 8 {
		name := fmt.Sprintf("%d.jpg", i)
		files[name] = sensor(b, uint64(i))
		requests = append(requests, Request{name, Shown})
	}
	f := newFolder(b, files)
	b.ReportAllocs()
	for b.Loop() {
		m := New(f, Options{Cache: openCache(b, b.TempDir())})
		makeAll(b, m, requests)
		if err := m.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWarm asks for a thousand pictures that are in the cache.
func BenchmarkWarm(b *testing.B) {
	files := map[string][]byte{}
	var requests []Request
	for i := range 1000 {
		name := fmt.Sprintf("%d.jpg", i)
		files[name] = jpegOf(b, scene(30, 20, uint64(i)))
		requests = append(requests, Request{name, Shown})
	}
	f := newFolder(b, files)
	c := openCache(b, b.TempDir())
	m := New(f, Options{Cache: c})
	makeAll(b, m, requests)
	b.ReportAllocs()
	for b.Loop() {
		makeAll(b, New(f, Options{Cache: c}), requests)
	}
	if err := m.Close(); err != nil {
		b.Fatal(err)
	}
}
