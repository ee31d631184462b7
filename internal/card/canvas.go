package card

import (
	"image"
	"image/color"
)

// shade is one of the colours that cards are drawn with, but for pictures:
// first the grounds that letters stand on, then the inks of the letters.
type shade uint8

const (
	groundPaper shade = iota
	groundTone        // the bars of the mark, hardly darker than the paper
	groundTint        // behind an infographic
	groundLine        // hairline
	groundMark        // the marker behind a number
	groundCham        // the foot bar
	grounds
)

const (
	inkInk  = grounds + iota // headline, number
	inkSoft                  // note
	inkLink                  // kicker
	inkSite                  // name of the site
	inkHost
	shades
)

// inkLevels is how many steps lead from a ground to an ink: fewer than the eye
// tells apart at an edge, and few enough for one palette.
const inkLevels = 15

// inks is the palette of a Drawer and the way about it. Its entries are the
// grounds, then a ramp for every ink on every ground that it is used on, then
// the colours of the logo. A stronger level has a higher entry, so that where
// two letters touch the higher one is kept.
type inks struct {
	palette color.Palette
	// base[ink][entry] is the entry of level 0 of the ink on the ground that
	// the entry is, or is a mixture with.
	base [shades][256]uint8
	// The logo drawn with the palette.
	logo []uint8
	// The palette as JPEG's components (JFIF, full range).
	y, cb, cr [256]uint8
}

func (s shade) colour() color.RGBA {
	rgb := [shades]uint32{
		groundPaper: 0xffffff, groundTone: 0xf1f4f9, groundTint: 0xe3ebf8,
		groundLine: 0xd3dae6, groundMark: 0xfbdf9f, groundCham: 0x1d3a6d,
		inkInk: 0x151c2b, inkSoft: 0x4c586d, inkLink: 0x1c4b99,
		inkSite: 0xffffff, inkHost: 0xdbe5f7,
	}[s]
	return color.RGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 0xff}
}

// onGrounds are the grounds that an ink is used on.
func onGrounds(ink shade) []shade {
	switch ink {
	case inkInk:
		return []shade{groundPaper, groundTint, groundMark}
	case inkSoft, inkLink:
		return []shade{groundPaper, groundTint}
	}
	return []shade{groundCham}
}

func newInks(logo *image.RGBA) *inks {
	k := &inks{}
	for g := range grounds {
		k.palette = append(k.palette, g.colour())
	}
	for i := inkInk; i < shades; i++ {
		for _, g := range onGrounds(i) {
			base := uint8(len(k.palette) - 1)
			k.base[i][g] = base
			for l := 1; l <= inkLevels; l++ {
				k.base[i][len(k.palette)] = base
				k.palette = append(k.palette, mix(g.colour(), i.colour(), l))
			}
		}
	}
	colours, pix := quantise(logo, 256-len(k.palette))
	first := len(k.palette)
	for _, c := range colours {
		k.palette = append(k.palette, c)
	}
	k.logo = make([]uint8, len(pix))
	for i, c := range pix {
		k.logo[i] = uint8(first + int(c))
	}
	for i, c := range k.palette {
		rgb := c.(color.RGBA)
		k.y[i], k.cb[i], k.cr[i] = color.RGBToYCbCr(rgb.R, rgb.G, rgb.B)
	}
	return k
}

func mix(a, b color.RGBA, level int) color.RGBA {
	m := func(a, b uint8) uint8 {
		return uint8((int(a)*(inkLevels-level) + int(b)*level + inkLevels/2) / inkLevels)
	}
	return color.RGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), 0xff}
}

// canvas is a card being drawn, of entries of the palette.
type canvas struct {
	*inks
	img     *image.Paletted
	buffers *pngBuffers
	// Made for the first card with a picture.
	jpeg   *jpegEncoder
	planes *image.YCbCr
}

func newCanvas(k *inks, size image.Point) *canvas {
	return &canvas{inks: k, img: image.NewPaletted(image.Rectangle{Max: size}, k.palette)}
}

// begin covers all that was drawn before.
func (c *canvas) begin(g shade, ft *foot) {
	body := c.img.Pix[:len(c.img.Pix)-len(ft.pix)]
	for i := range c.img.Stride {
		body[i] = uint8(g)
	}
	for n := c.img.Stride; n < len(body); n *= 2 {
		copy(body[n:], body[:n])
	}
	copy(c.img.Pix[len(body):], ft.pix)
}

func (c *canvas) fill(r image.Rectangle, g shade) {
	r = r.Intersect(c.img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.img.Pix[y*c.img.Stride+r.Min.X : y*c.img.Stride+r.Max.X]
		for i := range row {
			row[i] = uint8(g)
		}
	}
}

// text draws letters; what would lie outside the canvas is left out.
func (c *canvas) text(f *face, t *placed) {
	n := phases(t.size)
	base := &c.base[t.ink]
	for i, g := range t.run.glyph {
		// The nearest of the places within a pixel that letters are drawn in.
		pen := t.x + (t.run.x[i]-t.run.x[0])*t.size*64/em
		step := (pen*n + 32) >> 6
		x := step / n
		m := f.mask(g, t.size, step%n)
		c.cover(m, x+m.x, t.baseline+m.y, base)
	}
}

func (c *canvas) cover(m *mask, x, y int, base *[256]uint8) {
	r := image.Rect(x, y, x+m.w, y+m.h).Intersect(c.img.Rect)
	for j := r.Min.Y; j < r.Max.Y; j++ {
		from := m.pix[(j-y)*m.w+r.Min.X-x:][:r.Dx()]
		to := c.img.Pix[j*c.img.Stride+r.Min.X:][:r.Dx()]
		for i, level := range from {
			if level == 0 {
				continue
			}
			to[i] = max(to[i], base[to[i]]+level)
		}
	}
}
