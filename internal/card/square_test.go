package card

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func square(s *Spec) *Spec {
	s.Square = true
	return s
}

func TestSquareFiles(t *testing.T) {
	d := newDrawer(t, noise(300, 200))
	for _, s := range []*Spec{example(Text), nasty(Text), {}, {Title: long}, {Title: "Ẳ"}} {
		m, err := png.Decode(bytes.NewReader(drawn(t, d, square(s), nil)))
		if err != nil || m.Bounds() != image.Rect(0, 0, Side, Side) {
			t.Fatalf("%q: %v", s.Title, err)
		}
	}
	for i, size := range []image.Point{{600, 400}, {300, 200}, {200, 1200}, {1500, 100}, {1, 1}} {
		for _, s := range [][]*Spec{{example(Photo), nasty(Sheet)}, {nasty(Photo), example(Sheet)}, {{Kind: Photo}, {Kind: Sheet}}}[i%3] {
			out := drawn(t, d, square(s), jpegOf(t, noise(size.X, size.Y)))
			m, err := jpeg.Decode(bytes.NewReader(out))
			if err != nil || m.Bounds() != image.Rect(0, 0, Side, Side) || len(out) > maxJPEG {
				t.Fatalf("%v %q: %d bytes, %v", size, s.Title, len(out), err)
			}
		}
	}
}

// Words stay within their margins: not in the picture, not in the foot bar.
func TestSquareInk(t *testing.T) {
	d := newDrawer(t, nil)
	for _, k := range []Kind{Text, Photo, Sheet} {
		sh := shapeOf(k, true)
		box := image.Rect(sh.margin-10, sh.headAir-66, sh.margin+sh.box+8, sh.footTop-20)
		for _, s := range []*Spec{example(k), nasty(k), {Kind: k, Title: long}, {Kind: k, Title: "Ẳ", Kicker: "gỵ"}} {
			c := d.draw(square(s))
			for i, v := range c.img.Pix[:sh.footTop*Side] {
				if v >= uint8(grounds) && !(image.Pt(i%Side, i/Side).In(box)) {
					t.Fatalf("%v %q: ink at %d,%d, outside %v", k, s.Title, i%Side, i/Side, box)
				}
			}
			d.pool(s).Put(c)
		}
	}
}

// A card may follow one of another shape, and the key tells them apart.
func TestSquareBesideWide(t *testing.T) {
	d := newDrawer(t, nil)
	wide, other := drawn(t, d, example(Text), nil), drawn(t, d, square(example(Text)), nil)
	for range 2 {
		if !bytes.Equal(drawn(t, d, example(Text), nil), wide) || !bytes.Equal(drawn(t, d, square(example(Text)), nil), other) {
			t.Error("the same card has other bytes")
		}
	}
	if d.Key(example(Text)) == d.Key(square(example(Text))) {
		t.Error("a square card has the key of the wide one")
	}
}

// Blocks go on beyond the card: its last columns must not show what an earlier card had there.
func TestSquareEdge(t *testing.T) {
	d := newDrawer(t, nil)
	grey := image.NewGray(image.Rect(0, 0, 1200, 800))
	for i := range grey.Pix {
		grey.Pix[i] = 0x80
	}
	m, err := jpeg.Decode(bytes.NewReader(drawn(t, d, &Spec{Kind: Photo, Square: true}, pngOf(t, grey))))
	if err != nil {
		t.Fatal(err)
	}
	for _, y := range []int{10, 300, 560, 800} {
		if a, b := color.GrayModel.Convert(m.At(Side-20, y)), color.GrayModel.Convert(m.At(Side-1, y)); max(a.(color.Gray).Y, b.(color.Gray).Y)-min(a.(color.Gray).Y, b.(color.Gray).Y) > 4 {
			t.Errorf("row %d: %v, %v at the edge", y, a, b)
		}
	}
}

// BANTIN_CARDS names a folder to look at the cards in.
func TestLookAtSquares(t *testing.T) {
	dir := os.Getenv("BANTIN_CARDS")
	if dir == "" {
		t.Skip("BANTIN_CARDS names no folder")
	}
	d := newDrawer(t, nil)
	for name, s := range map[string]*Spec{"text": example(Text), "photo": example(Photo), "sheet": example(Sheet), "long": {Title: long, Kicker: "Tin", Date: "06/12/2025"}, "nasty": nasty(Photo), "longsheet": {Kind: Sheet, Title: long, Kicker: "Tin", Date: "06/12/2025", Site: "Bản tin", Host: "a.vn"}, "short": {Title: "Hiến máu", Kicker: "Tin", N: "1.205", Label: "đơn vị máu", Unit: "CĐCS Sở Y tế", Date: "06/12/2025", Site: "Bản tin Công đoàn", Host: "congdoan.example"}} {
		if err := os.WriteFile(filepath.Join(dir, name+"."+s.Type()), drawn(t, d, square(s), jpegOf(t, scenery(1200, 900))), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkSquare(b *testing.B) {
	d := newDrawer(b, nil)
	picture := jpegOf(b, scenery(1200, 800))
	for name, s := range map[string]*Spec{"words": square(example(Text)), "photo": square(example(Photo))} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var w bytes.Buffer
			for b.Loop() {
				w.Reset()
				if err := d.Draw(&w, s, picture); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
