package photo

import (
	"image"

	"bantin/internal/card"
)

const (
	cardQuality  = 82
	pieceQuality = 88
	sheetQuality = 90
	// maxCard is how many bytes a card may have: some networks show no larger ones.
	maxCard = 300_000
)

// makePiece makes what a share card shows of the picture, of the smallest step that is large enough.
func (w *work) makePiece(steps []pixels) error {
	switch {
	case w.use&Sheet != 0:
		return w.makeSheet(steps)
	case w.use&Cover == 0:
		return nil
	}
	if w.width >= card.Width && w.height >= card.Height && 2*w.width >= 3*w.height {
		img := w.middle(steps, card.Width, card.Height)
		for q := cardQuality; ; q -= 6 {
			data, err := w.jpeg(img, q)
			if err != nil {
				return err
			}
			if len(data) <= maxCard || q < 30 {
				w.keepPiece(img, data)
				return nil
			}
		}
	}
	return w.encodePiece(w.middle(steps, card.PhotoWidth, card.PhotoHeight), pieceQuality)
}

// heads is how much of what is cut off a photo's height goes from its top: less
// than half of it, since heads and banners are up there and floors down below.
const heads = 1. / 3

// middle cuts the middle out of the picture and shrinks it to the size; a picture
// that is too small keeps its own.
func (w *work) middle(steps []pixels, width, height int) *image.YCbCr {
	for _, p := range steps {
		if pw, ph := p.size(); pw >= width && ph >= height || pw == w.width {
			cut := middleOf(p.opaque(), width, height, heads)
			return shrinkTo(cut, width, height).planes
		}
	}
	// A wide, flat picture: its widest variant is not high enough. The middle
	// is where it is, however the picture is turned.
	if w.turn >= 5 {
		width, height = height, width
	}
	p := shrinkTo(middleOf(w.pixels.opaque(), width, height, 1./2), width, height)
	p.convert(w.toSRGB)
	return p.turn(w.turn).planes
}

// middleOf is the largest part of a picture with the sides' ratio, from the middle of its width. top is the
// share of what goes of its height that goes from the top.
func middleOf(m *image.YCbCr, width, height int, top float64) *image.YCbCr {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	if w*height > h*width {
		w = max(h*width/height, 1)
	} else {
		h = max(w*height/width, 1)
	}
	// Even, so that chroma samples stay whole.
	at := b.Min.Add(image.Pt((b.Dx()-w)/2&^1, int(float64(b.Dy()-h)*top)&^1))
	return m.SubImage(image.Rectangle{at, at.Add(image.Pt(w, h))}).(*image.YCbCr)
}

// shrinkTo shrinks what is larger in both directions; the rest comes back in its own size, as 4:2:0.
func shrinkTo(m *image.YCbCr, width, height int) pixels {
	b := m.Bounds()
	if b.Dx() < width || b.Dy() < height {
		width, height = b.Dx(), b.Dy()
	}
	return pixels{planes: m}.shrink(width, height)
}

// makeSheet cuts the top off.
func (w *work) makeSheet(steps []pixels) error {
	p := steps[len(steps)-1]
	for _, s := range steps {
		if sw, _ := s.size(); sw >= card.SheetWidth {
			p = s
			break
		}
	}
	m := p.opaque()
	b := m.Bounds()
	width := min(b.Dx(), card.SheetWidth)
	top := b
	top.Max.Y = min(b.Max.Y, b.Min.Y+max(card.SheetHeight*b.Dx()/card.SheetWidth, 1))
	height := min(heightOf(width, top.Dx(), top.Dy()), card.SheetHeight)
	cut := m.SubImage(top).(*image.YCbCr)
	return w.encodePiece(pixels{planes: cut}.shrink(width, height).planes, sheetQuality)
}

func (w *work) encodePiece(img *image.YCbCr, quality int) error {
	data, err := w.jpeg(img, quality)
	if err == nil {
		w.keepPiece(img, data)
	}
	return err
}

func (w *work) keepPiece(img *image.YCbCr, data []byte) {
	w.picture.Piece = w.keep(one(pixels{planes: img}, "jpg", data))[0]
}
