package card

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"
)

// planesOf repeats the bytes over a picture.
func planesOf(w, h int, data []byte) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for i, plane := range [][]uint8{m.Y, m.Cb, m.Cr} {
		for j := range plane {
			if len(data) > 0 {
				plane[j] = data[(i+j)%len(data)]
			}
		}
	}
	return m
}

// squares sums the squared differences of the rows of m.
func squares(m, of *image.YCbCr) (sum int) {
	add := func(p, q []uint8, stride, otherStride, w, h int) {
		for i := range w * h {
			d := int(p[i/w*stride+i%w]) - int(q[i/w*otherStride+i%w])
			sum += d * d
		}
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	add(m.Y, of.Y, m.YStride, of.YStride, w, h)
	add(m.Cb, of.Cb, m.CStride, of.CStride, w/2, h/2)
	add(m.Cr, of.Cr, m.CStride, of.CStride, w/2, h/2)
	return sum
}

func decoded(t *testing.T, file []byte) *image.YCbCr {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	y, ok := m.(*image.YCbCr)
	if !ok || y.SubsampleRatio != image.YCbCrSubsampleRatio420 {
		t.Fatalf("%T", m)
	}
	return y
}

// checkEncoder says that a picture is as good and as light as package
// image/jpeg makes it, but for what rounding does.
func checkEncoder(t *testing.T, e *jpegEncoder, m *image.YCbCr, quality int) {
	t.Helper()
	var own, other bytes.Buffer
	e.encode(&own, m, m.Rect.Size(), maxJPEG, []int{quality})
	if err := jpeg.Encode(&other, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	got, want := decoded(t, own.Bytes()), decoded(t, other.Bytes())
	if got.Rect != m.Rect {
		t.Fatalf("size %v, want %v", got.Rect, m.Rect)
	}
	if a, b := squares(got, m), squares(want, m); a > b+b/10+2*len(m.Y) {
		t.Errorf("quality %d: squared error of %d, want %d", quality, a, b)
	}
	if own.Len() > other.Len()*11/10+16 {
		t.Errorf("quality %d: %d bytes, want %d", quality, own.Len(), other.Len())
	}
}

func TestJPEGEncoder(t *testing.T) {
	random := make([]byte, 1<<16)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range random {
		random[i] = uint8(r.Uint32())
	}
	slope := make([]byte, 48*32)
	for i := range slope {
		slope[i] = uint8(i%48*3 + i/48*2)
	}
	e := newJPEGEncoder() // one for all: nothing of a picture may stay
	for _, quality := range []int{1, 14, 49, 50, 86, 90} {
		for _, data := range [][]byte{{0}, {255}, {128}, {0, 255}, {0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255}, slope, random} {
			checkEncoder(t, e, planesOf(48, 32, data), quality)
		}
	}
}

// Whatever the picture, no block is farther from it than rounding its
// coefficients to their steps explains; a bound for other encoders too.
func FuzzJPEGEncoder(f *testing.F) {
	f.Add(uint8(86), []byte{0, 255, 3})
	f.Add(uint8(1), []byte("không phải ảnh"))
	f.Add(uint8(9), []byte{'k', 'h', ' ', 0xe1, 0xba, 0xa3, 0xe1, 0xba})
	f.Fuzz(func(t *testing.T, quality uint8, data []byte) {
		e, m := newJPEGEncoder(), planesOf(32, 32, data)
		var w bytes.Buffer
		e.encode(&w, m, image.Pt(m.Rect.Dx(), 32), maxJPEG, []int{1 + int(quality)%90})
		got := decoded(t, w.Bytes())
		if got.Rect != m.Rect {
			t.Fatalf("size %v", got.Rect)
		}
		for i := range 16 {
			o, c := i/4*8*32+i%4*8, i%4/2*8*16+i%2*8
			farFrom(t, e.inverses[0], m.Y[o:], got.Y[i/4*8*got.YStride+i%4*8:], 32, got.YStride)
			farFrom(t, e.inverses[1], m.Cb[c:], got.Cb[i%4/2*8*got.CStride+i%2*8:], 16, got.CStride)
			farFrom(t, e.inverses[1], m.Cr[c:], got.Cr[i%4/2*8*got.CStride+i%2*8:], 16, got.CStride)
		}
	})
}

// farFrom fails when a block of 8x8 is too far from its source.
func farFrom(t *testing.T, inverses [64]int64, p, q []uint8, stride, otherStride int) {
	t.Helper()
	var sum, limit float64
	for i := range 64 {
		d := float64(p[i/8*stride+i%8]) - float64(q[i/8*otherStride+i%8])
		sum += d * d
		half := float64(1<<32) / float64(inverses[i]) / 16
		limit += half * half
	}
	// Three quarters of a level for the rounding of pixels.
	if got, want := math.Sqrt(sum), math.Sqrt(limit)+8*0.75; got > want {
		t.Errorf("a block is %.1f from its source, at most %.1f may be", got, want)
	}
}

func TestJPEGRowsAndLimit(t *testing.T) {
	e := newJPEGEncoder()
	m := planesOf(64, 48, []byte{9, 200, 30, 77, 140, 250, 1})
	var best, worst, w bytes.Buffer
	e.encode(&best, m, image.Pt(m.Rect.Dx(), 35), maxJPEG, []int{86, 20})
	e.encode(&worst, m, image.Pt(m.Rect.Dx(), 35), maxJPEG, []int{20})
	if got := decoded(t, best.Bytes()).Rect; got != image.Rect(0, 0, 64, 35) {
		t.Errorf("size %v", got)
	}
	for _, c := range []struct {
		limit int
		want  []byte
	}{
		{best.Len(), best.Bytes()}, {best.Len() - 1, worst.Bytes()}, {worst.Len(), worst.Bytes()}, {1, worst.Bytes()},
	} {
		w.Reset()
		if e.encode(&w, m, image.Pt(m.Rect.Dx(), 35), c.limit, []int{86, 20}); !bytes.Equal(w.Bytes(), c.want) {
			t.Errorf("limit %d: %d bytes, want %d", c.limit, w.Len(), len(c.want))
		}
	}
}
