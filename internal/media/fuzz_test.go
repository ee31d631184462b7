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

// FuzzStrip asserts that a picture which decodes still does, to the same pixels, that stripping twice changes nothing
// more, and that no part stays of those that hold private data.
func FuzzStrip(f *testing.F) {
	plain := plainJPEG(f, 16, 16)
	f.Add(plain)
	f.Add(insert(plain, 2, seg(0xe1, exif(binary.LittleEndian, 6)), seg(0xe2, "MPF\x00"), []byte("junk\xff\x00\xff\xd0")))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x02\xff\xd9"))
	f.Add(plainPNG(f))
	f.Add(insert(plainPNG(f), 33, chunk("tEXt", "Comment\x00secret")))
	f.Add(plainGIF(f))
	f.Add(plainWebP(f))
	f.Add(riff(riffChunk("VP8X", "\x2c\x00\x00\x00\x00\x00\x00\x00\x00\x00"), plainWebP(f)[12:], riffChunk("EXIF", "x")))
	decoders := map[Format]func([]byte) (image.Image, error){
		JPEG: func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) },
		PNG:  func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) },
		GIF:  func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) },
		WebP: func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) },
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		format := Sniff(data)
		decode := decoders[format]
		if decode == nil {
			return
		}
		var once, twice bytes.Buffer
		err := stripper(format)(&once, data)
		if Sniff(once.Bytes()) == format {
			_ = stripper(format)(&twice, once.Bytes())
			if !bytes.Equal(once.Bytes(), twice.Bytes()) {
				t.Fatal("stripping twice gives other bytes")
			}
			nothingPrivate(t, once.Bytes(), format)
		}
		c, cerr := decodeConfig(format, bytes.NewReader(data))
		if err != nil || len(data) > 1<<16 || cerr != nil || c.Width*c.Height > 1<<16 {
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

// nothingPrivate walks a stripped picture: the only EXIF is that of the orientation, and there are no other parts that
// programs write of people, places and times into.
func nothingPrivate(t *testing.T, data []byte, format Format) {
	t.Helper()
	only := func(part string, body []byte) {
		if turn := tiffOrientation(body); string(body) != orientationBlock(turn) {
			t.Fatalf("%s holds %q", part, body)
		}
	}
	switch format {
	case JPEG:
		for i := 2; ; {
			s, next, ok := nextSegment(data, i)
			if !ok || s.marker == markEOI {
				if ok && next < len(data) {
					t.Fatalf("%d bytes behind the end", len(data)-next)
				}
				return
			}
			i = next
			if body, ok := bytes.CutPrefix(s.body, []byte(exifHeader)); ok && s.marker == 0xe1 {
				only("EXIF", body)
			} else if s.marker == 0xe1 || s.marker == 0xed || s.marker == markCOM || s.marker == markAPP0 && len(s.body) > 14 {
				t.Fatalf("segment %#x holds %q", s.marker, s.body)
			}
			if s.marker == markSOS {
				i = scanEnd(data, i)
			}
		}
	case PNG:
		for kind, body := range pngChunks(data) {
			if kind == "eXIf" {
				only(kind, body)
			} else if kind == "tEXt" || kind == "zTXt" || kind == "iTXt" || kind == "tIME" {
				t.Fatalf("there is %s", kind)
			}
		}
	case WebP:
		for kind, body := range webpChunks(data) {
			if kind == webpEXIF {
				only(kind, body)
			} else if kind == "XMP " {
				t.Fatalf("there is %s", kind)
			}
		}
	}
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
