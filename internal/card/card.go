// Package card draws share cards: the pictures of 1200x630 that a network
// shows beside a link, and square ones of 1080x1080 to be posted as pictures. The words are set in one embedded font; the same Spec
// and logo always give the same bytes.
package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image"
	"sync"
	"sync/atomic"
)

// Width and Height are the size of every card in pixels, but of square ones, which have Side both ways.
const (
	Width  = 1200
	Height = 630
	Side   = 1080
)

// Version names the way cards are drawn. It is part of every key: raise it
// when the same Spec gives other pixels.
const Version = "card-2"

// SquareVersion is the same for square cards alone.
const SquareVersion = "square-1"

// Kind says what a card is built around.
type Kind uint8

// The kinds of cards.
const (
	Text  Kind = iota // words only: a paletted PNG
	Photo             // a photo of PhotoWidth x PhotoHeight at the right: a baseline JPEG
	Sheet             // the top of an infographic, SheetWidth x SheetHeight, at the right: a baseline JPEG
)

// The sizes in pixels of the pictures on cards. A piece of this size is
// copied, any other is scaled to cover it.
const (
	PhotoWidth, PhotoHeight = 540, 538
	SheetWidth, SheetHeight = 420, 498
)

// SquareSheetWidth is how many pixels of a square card's width an infographic takes. A photo takes all of them.
const SquareSheetWidth = 620

// Spec is all that a card shows but the logo, which belongs to the Drawer.
// Any text may be empty, is cut when it is too long, and loses what the font
// has no letters for.
type Spec struct {
	Kind    Kind
	Square  bool     // Side x Side; the picture, of any size, is above the words
	Kicker  string   // over the headline: "Tư vấn pháp luật"
	Title   string   // the headline
	N       string   // the number that the post reports, as printed: "1.205"
	Label   string   // what N counts: "đơn vị máu"; without N a note of its own
	Unit    string   // who: "CĐCS Sở Tư pháp"
	Date    string   // when: "06/12/2025"; never cut
	Site    string   // name of the site
	Host    string   // its host: "congdoan.example"
	Picture [32]byte // digest of the piece that Draw is given; part of the key only
}

// Type is the kind of file that the card is: "png" for Text, else "jpg".
func (s *Spec) Type() string {
	if s.Kind == Text {
		return "png"
	}
	return "jpg"
}

// Drawer draws cards. It is safe for concurrent use; what cards have in common
// (glyphs, the foot bar) is drawn once and shared.
type Drawer struct {
	face    *face
	logo    *badge
	digest  [32]byte
	inks    *inks
	foot    [2]atomic.Pointer[foot] // of wide and of square cards
	buffers pngBuffers
	pools   [2]sync.Pool // of *canvas, likewise
}

// New returns a Drawer whose foot bar carries the logo, or the drawn mark when
// logo is nil. The error is about the embedded font and so a fault of the
// program.
func New(logo image.Image) (*Drawer, error) {
	f, err := newFace()
	if err != nil {
		return nil, fmt.Errorf("literata-vi-600.ttf: %w", err)
	}
	b := newBadge(logo)
	d := &Drawer{face: f, logo: b, digest: sha256.Sum256(b.img.Pix), inks: newInks(b.img)}
	for i, size := range []image.Point{{Width, Height}, {Side, Side}} {
		d.pools[i].New = func() any {
			c := newCanvas(d.inks, size)
			c.buffers = &d.buffers
			return c
		}
	}
	return d, nil
}

// Key is a digest of all that the card shows and of the way it is drawn: two
// cards with one key have the same bytes.
func (d *Drawer) Key(s *Spec) [32]byte {
	b := make([]byte, 0, 512)
	b = append(b, Version...)
	b = append(b, d.digest[:]...)
	b = append(b, byte(s.Kind))
	for _, t := range []string{s.Kicker, s.Title, s.N, s.Label, s.Unit, s.Date, s.Site, s.Host} {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	b = append(b, s.Picture[:]...)
	if s.Square {
		b = append(b, SquareVersion...)
	}
	return sha256.Sum256(b)
}

// Draw appends the card to w. picture holds the piece of a Photo or Sheet as
// JPEG or PNG; a Text card has none. The only error is a piece that cannot be
// decoded.
func (d *Drawer) Draw(w *bytes.Buffer, s *Spec, picture []byte) error {
	if s.Kind == Text {
		c := d.draw(s)
		defer d.pool(s).Put(c)
		return c.encodePNG(w)
	}
	// First, so that nothing is drawn for a piece that is broken.
	at := s.shape().picture
	p, err := piece(picture, at)
	if err != nil {
		return err
	}
	c := d.draw(s)
	defer d.pool(s).Put(c)
	c.encodeJPEG(w, p, at)
	return nil
}

// pool holds the canvases of a card's size.
func (d *Drawer) pool(s *Spec) *sync.Pool { return &d.pools[squareIndex(s)] }

func squareIndex(s *Spec) int {
	if s.Square {
		return 1
	}
	return 0
}

// draw paints everything but the picture.
func (d *Drawer) draw(s *Spec) *canvas {
	ft := d.footOf(s)
	c := d.pool(s).Get().(*canvas)
	pl := newPlan(d.face, s)
	c.begin(pl.ground, ft)
	c.fill(pl.band, groundTint)
	c.fill(pl.edge, groundLine)
	for _, r := range pl.tones {
		c.fill(r, groundTone)
	}
	c.fill(pl.marker, groundMark)
	for i := range pl.texts {
		c.text(d.face, &pl.texts[i])
	}
	return c
}

// footOf is the foot bar of the site, which all cards of one site and size share.
func (d *Drawer) footOf(s *Spec) *foot {
	of := &d.foot[squareIndex(s)]
	if ft := of.Load(); ft != nil && ft.site == s.Site && ft.host == s.Host {
		return ft
	}
	ft := newFoot(d, s.shape(), s.Site, s.Host)
	of.Store(ft)
	return ft
}

// pictureArea is where the picture of a wide card lies.
func pictureArea(k Kind) image.Rectangle {
	if k == Photo {
		return image.Rect(Width-PhotoWidth, 0, Width, PhotoHeight)
	}
	return image.Rect(708, 40, 708+SheetWidth, 40+SheetHeight)
}
