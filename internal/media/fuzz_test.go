package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/image/webp"
)

func samePixels(t testing.TB, a, b image.Image) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("bounds %v, then %v", a.Bounds(), b.Bounds())
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				t.Fatalf("pixel %d,%d was %v, is %v", x, y, a.At(x, y), b.At(x, y))
			}
		}
	}
}

// fuzzStrip asserts that a picture which decodes still does, to the same
// pixels, and that stripping twice changes nothing more.
func fuzzStrip(f *testing.F, want Format, decode func([]byte) (image.Image, error)) {
	f.Fuzz(func(t *testing.T, data []byte) {
		if Sniff(data) != want {
			return
		}
		var once, twice bytes.Buffer
		err := stripper(want)(&once, data)
		if Sniff(once.Bytes()) == want {
			_ = stripper(want)(&twice, once.Bytes())
			if !bytes.Equal(once.Bytes(), twice.Bytes()) {
				t.Fatal("stripping twice gives other bytes")
			}
		}
		if err != nil || len(data) > 1<<16 {
			return
		}
		c, cerr := decodeConfig(want, bytes.NewReader(data))
		if cerr != nil || c.Width*c.Height > 1<<16 {
			return
		}
		before, derr := decode(data)
		if derr != nil {
			return
		}
		after, err := decode(once.Bytes())
		if err != nil {
			t.Fatalf("decodes no more: %v", err)
		}
		samePixels(t, before, after)
	})
}

func FuzzStripJPEG(f *testing.F) {
	plain := plainJPEG(f, 16, 16)
	f.Add(plain)
	f.Add(insert(plain, 2, seg(0xe1, exif(binary.LittleEndian, 6)), seg(0xe2, "MPF\x00"), []byte("junk\xff\x00\xff\xd0")))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x02\xff\xd9"))
	fuzzStrip(f, JPEG, func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) })
}

func FuzzStripPNG(f *testing.F) {
	f.Add(plainPNG(f))
	f.Add(insert(plainPNG(f), 33, chunk("tEXt", "Comment\x00secret")))
	fuzzStrip(f, PNG, func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) })
}

func FuzzStripGIF(f *testing.F) {
	f.Add(plainGIF(f))
	fuzzStrip(f, GIF, func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) })
}

func FuzzStripWebP(f *testing.F) {
	f.Add(plainWebP(f))
	f.Add(riff(riffChunk("VP8X", "\x2c\x00\x00\x00\x00\x00\x00\x00\x00\x00"), plainWebP(f)[12:], riffChunk("EXIF", "x")))
	fuzzStrip(f, WebP, func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) })
}

// FuzzSegment asserts that nothing of a segment that is to go stays.
func FuzzSegment(f *testing.F) {
	plain := plainJPEG(f, 16, 16)
	f.Add(byte(0xe1), "Exif\x00\x00MM\x00*")
	f.Add(byte(0xfe), "\xff\xd9\xff\xda")
	f.Add(byte(0xe2), "MPF")
	f.Fuzz(func(t *testing.T, marker byte, body string) {
		if marker != 0xfe && marker&0xf0 != 0xe0 || len(body) > 0xfff0 {
			return
		}
		s := segment{marker: marker, body: []byte(body)}
		if keepSegment(s) || marker == 0xe0 && isJFIF(s.body) || tiffOrientation([]byte(body)[min(len(body), 6):]) != 1 {
			return
		}
		got, err := stripped(t, insert(plain, 2, seg(marker, body)))
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("segment %#x left a trace: %v", marker, err)
		}
	})
}
