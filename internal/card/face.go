package card

import (
	_ "embed"
	"sync"
	"sync/atomic"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed literata-vi-600.ttf
var literata []byte

// em is the size of the font's own grid: all measuring is done in thousandths
// of the size, so that a text is measured once for all sizes.
const em = 1000

// A letter of the font as far as setting it needs to know: its advance and the
// box of its ink, in thousandths; top is above, depth below the baseline.
type letter struct {
	advance, left, right, top, depth int16
}

// face is the font with every letter measured. It is safe for concurrent use.
type face struct {
	font    *sfnt.Font
	index   map[rune]sfnt.GlyphIndex
	letters []letter
	// masks[size][phase][glyph] is drawn when it is first needed. Two
	// goroutines may draw the same one; their results are the same.
	masks   map[int][][]atomic.Pointer[mask]
	scratch sync.Pool // of *scratch
}

// mask is how much of each pixel a letter covers, in levels of 0 to inkLevels.
// x, y lead from the pixel of the pen to the first pixel.
type mask struct {
	x, y, w, h int
	pix        []uint8
}

type scratch struct {
	buf  sfnt.Buffer
	area area
}

// sizes are all the sizes that texts of cards are set in, in pixels.
func sizes() []int {
	return []int{84, 76, 68, 64, 60, 58, 54, 52, 46, 36, 34, 30, 28, 26, 24, 22}
}

// phases is in how many places within a pixel a letter is drawn: large type
// shows less of the rounding, and its masks are heavy.
func phases(size int) int {
	if size >= 46 {
		return 2
	}
	return 4
}

func newFace() (*face, error) {
	fnt, err := sfnt.Parse(literata)
	if err != nil {
		return nil, err
	}
	f := &face{font: fnt, index: make(map[rune]sfnt.GlyphIndex), masks: make(map[int][][]atomic.Pointer[mask])}
	f.scratch.New = func() any { return new(scratch) }
	f.letters = make([]letter, fnt.NumGlyphs())
	var buf sfnt.Buffer
	for i := range f.letters {
		b, adv, err := fnt.GlyphBounds(&buf, sfnt.GlyphIndex(i), fixed.I(em), font.HintingNone)
		if err != nil {
			return nil, err
		}
		f.letters[i] = letter{
			advance: int16(adv.Round()),
			left:    int16(b.Min.X.Floor()), right: int16(b.Max.X.Ceil()),
			top: int16(-b.Min.Y.Floor()), depth: int16(b.Max.Y.Ceil()),
		}
	}
	// Latin with Vietnamese, and the signs of General Punctuation to Arrows.
	for _, r := range [][2]rune{{0x20, 0x1EFF}, {0x2010, 0x21FF}} {
		for c := r[0]; c <= r[1]; c++ {
			i, err := fnt.GlyphIndex(&buf, c)
			if err != nil {
				return nil, err
			}
			if i != 0 {
				f.index[c] = i
			}
		}
	}
	for _, size := range sizes() {
		m := make([][]atomic.Pointer[mask], phases(size))
		for i := range m {
			m[i] = make([]atomic.Pointer[mask], len(f.letters))
		}
		f.masks[size] = m
	}
	return f, nil
}

// run is a text with the place of each of its letters in thousandths of the
// size, kerning included. One rune is one letter.
type run struct {
	runes []rune
	glyph []sfnt.GlyphIndex
	x     []int
}

// measure sets a text that clean has made.
func (f *face) measure(s string) run {
	runes := []rune(s)
	r := run{runes: runes, glyph: make([]sfnt.GlyphIndex, len(runes)), x: make([]int, len(runes))}
	x := 0
	for i, c := range runes {
		g := f.index[c]
		r.glyph[i] = g
		if i > 0 {
			prev := r.glyph[i-1]
			x += int(f.letters[prev].advance)
			// No pair in the table is no kerning.
			if k, err := f.font.Kern(nil, prev, g, em, font.HintingNone); err == nil {
				x += int(k)
			}
		}
		r.x[i] = x
	}
	return r
}

// part is some letters of a run.
func (r run) part(from, to int) run {
	return run{runes: r.runes[from:to], glyph: r.glyph[from:to], x: r.x[from:to]}
}

// width is from the pen before the first letter to the pen after the last.
func (f *face) width(r run) int {
	n := len(r.glyph)
	if n == 0 {
		return 0
	}
	return r.x[n-1] - r.x[0] + int(f.letters[r.glyph[n-1]].advance)
}

// mask is the letter at a size and a phase.
func (f *face) mask(g sfnt.GlyphIndex, size, phase int) *mask {
	slot := &f.masks[size][phase][g]
	if m := slot.Load(); m != nil {
		return m
	}
	m := f.rasterise(g, size, phase)
	slot.Store(m)
	return m
}

func (f *face) rasterise(g sfnt.GlyphIndex, size, phase int) *mask {
	sc := f.scratch.Get().(*scratch)
	defer f.scratch.Put(sc)
	segs, err := f.font.LoadGlyph(&sc.buf, g, fixed.I(size), nil)
	if err != nil || len(segs) == 0 {
		return &mask{} // a space; the embedded font has no broken letters
	}
	shift := fixed.Int26_6(phase * 64 / phases(size))
	b := segs.Bounds()
	m := &mask{x: (b.Min.X + shift).Floor(), y: b.Min.Y.Floor()}
	m.w = (b.Max.X + shift).Ceil() - m.x
	m.h = b.Max.Y.Ceil() - m.y
	at := func(p fixed.Point26_6) point {
		return point{int(p.X+shift-fixed.I(m.x)) * (one / 64), int(p.Y-fixed.I(m.y)) * (one / 64)}
	}
	sc.area.reset(m.w, m.h)
	for _, s := range segs {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			sc.area.moveTo(at(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			sc.area.lineTo(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo: // a TrueType font has no other curves
			sc.area.quadTo(at(s.Args[0]), at(s.Args[1]))
		}
	}
	m.pix = sc.area.levels(inkLevels)
	return m
}
