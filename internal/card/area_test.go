package card

import (
	"image"
	"image/draw"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

func TestArea(t *testing.T) {
	const half = one / 2
	for _, c := range []struct {
		name    string
		w, h    int
		outline []point // of lines; the first and last are the same
		want    []uint8 // of 100
	}{
		{"empty", 2, 1, nil, []uint8{0, 0}},
		{"whole", 2, 1, []point{{0, 0}, {2 * one, 0}, {2 * one, one}, {0, one}, {0, 0}}, []uint8{100, 100}},
		{"the other way about", 2, 1, []point{{0, 0}, {0, one}, {2 * one, one}, {2 * one, 0}, {0, 0}}, []uint8{100, 100}},
		{"quarters", 2, 2, []point{{half, half}, {one + half, half}, {one + half, one + half}, {half, one + half}, {half, half}}, []uint8{25, 25, 25, 25}},
		{"within a pixel", 3, 1, []point{{one + 256, 256}, {one + 768, 256}, {one + 768, 768}, {one + 256, 768}, {one + 256, 256}}, []uint8{0, 25, 0}},
		{"triangle", 2, 2, []point{{0, 0}, {2 * one, 2 * one}, {0, 2 * one}, {0, 0}}, []uint8{50, 0, 100, 50}},
		{"flat triangle", 4, 1, []point{{0, 0}, {4 * one, one}, {0, one}, {0, 0}}, []uint8{88, 63, 38, 13}},
		{"overlap", 1, 1, []point{{0, 0}, {one, 0}, {one, one}, {0, one}, {0, 0}, {one, 0}, {one, one}, {0, one}, {0, 0}}, []uint8{100}},
	} {
		var a area
		a.reset(9, 9)
		a.lineTo(point{9 * one, 9 * one}) // is forgotten
		a.reset(c.w, c.h)
		for i, p := range c.outline {
			if i == 0 {
				a.moveTo(p)
			}
			a.lineTo(p)
		}
		if got := a.levels(100); string(got) != string(c.want) {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// Every letter looks as package vector draws it, which is another reckoning of
// the same areas, with curves cut into many more lines. Its own slips grow along steep lines.
func TestMasks(t *testing.T) {
	f, err := newFace()
	if err != nil {
		t.Fatal(err)
	}
	var buf sfnt.Buffer
	for _, size := range sizes() {
		for g := range f.letters {
			shift := g % phases(size)
			m := f.mask(sfnt.GlyphIndex(g), size, shift)
			segs, err := f.font.LoadGlyph(&buf, sfnt.GlyphIndex(g), fixed.I(size), nil)
			if err != nil {
				t.Fatal(err)
			}
			want := vectorMask(m, segs, fixed.Int26_6(shift*64/phases(size)))
			for i, l := range m.pix {
				if max(l, want[i])-min(l, want[i]) > 2 {
					t.Errorf("letter %d of size %d, pixel %d: level %d, want %d", g, size, i, l, want[i])
				}
			}
		}
	}
}

func vectorMask(m *mask, segs sfnt.Segments, shift fixed.Int26_6) []uint8 {
	at := func(p fixed.Point26_6) (x, y float32) {
		return float32(p.X+shift-fixed.I(m.x)) / 64, float32(p.Y-fixed.I(m.y)) / 64
	}
	z := vector.NewRasterizer(m.w, m.h)
	z.DrawOp = draw.Src
	for _, s := range segs {
		x0, y0 := at(s.Args[0])
		x1, y1 := at(s.Args[1])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.MoveTo(x0, y0)
		case sfnt.SegmentOpLineTo:
			z.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			px, py := z.Pen()
			for i := range 32 {
				v := float32(i+1) / 32
				u := 1 - v
				z.LineTo(u*u*px+2*u*v*x0+v*v*x1, u*u*py+2*u*v*y0+v*v*y1)
			}
		}
	}
	alpha := image.NewAlpha(image.Rect(0, 0, m.w, m.h))
	z.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	for i, a := range alpha.Pix {
		alpha.Pix[i] = uint8((int(a)*inkLevels + 127) / 255)
	}
	return alpha.Pix
}
