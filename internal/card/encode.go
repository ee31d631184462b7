package card

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"sync"

	xdraw "golang.org/x/image/draw"
)

// maxJPEG is the most bytes that a card with a picture has: networks that
// show only light pictures take it with room to spare.
const maxJPEG = 200_000

// maxPiece is the most pixels of a piece that is decoded.
const maxPiece = 16_000_000

// encodePNG appends the card as a PNG with a palette.
func (c *canvas) encodePNG(w *bytes.Buffer) error {
	enc := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: c.buffers}
	return enc.Encode(w, c.img)
}

// pngBuffers keeps the encoder's buffers (some 800 kB) between cards.
type pngBuffers struct{ pool sync.Pool }

func (p *pngBuffers) Get() *png.EncoderBuffer  { b, _ := p.pool.Get().(*png.EncoderBuffer); return b }
func (p *pngBuffers) Put(b *png.EncoderBuffer) { p.pool.Put(b) }

// encodeJPEG appends the card with its picture as a baseline JPEG, in the best
// quality that is light enough.
func (c *canvas) encodeJPEG(w *bytes.Buffer, p *image.YCbCr, at image.Rectangle) {
	if c.jpeg == nil {
		c.jpeg = newJPEGEncoder()
		size := c.img.Rect.Size()
		c.planes = image.NewYCbCr(image.Rect(0, 0, (size.X+15)/16*16, (size.Y+15)/16*16), image.YCbCrSubsampleRatio420)
		// Whole blocks go on below the card, as the foot bar does, and to its right.
		for i := range c.planes.Y {
			c.planes.Y[i] = c.y[groundCham]
		}
		for i := range c.planes.Cb {
			c.planes.Cb[i], c.planes.Cr[i] = c.cb[groundCham], c.cr[groundCham]
		}
	}
	c.toYCbCr()
	paste(c.planes, p, at)
	c.beyond()
	c.jpeg.encode(w, c.planes, c.img.Rect.Size(), maxJPEG, []int{86, 80, 72, 62, 50, 38, 26, 14})
}

// toYCbCr turns the palette's entries into JPEG's components; the colour of
// four pixels is their mean.
func (c *canvas) toYCbCr() {
	const ones = 0x0101010101010101 // eight pixels at once, where they are alike
	width, height := c.img.Stride, c.img.Rect.Dy()
	for y := 0; y < height; y += 2 {
		up, low := c.img.Pix[y*width:][:width], c.img.Pix[(y+1)*width:][:width]
		lightUp, lightLow := c.planes.Y[y*c.planes.YStride:][:width], c.planes.Y[(y+1)*c.planes.YStride:][:width]
		cb, cr := c.planes.Cb[y/2*c.planes.CStride:][:width/2], c.planes.Cr[y/2*c.planes.CStride:][:width/2]
		for x := 0; x < width; x += 8 {
			p := up[x]
			if eight := uint64(p) * ones; binary.LittleEndian.Uint64(up[x:]) == eight && binary.LittleEndian.Uint64(low[x:]) == eight {
				binary.LittleEndian.PutUint64(lightUp[x:], uint64(c.y[p])*ones)
				binary.LittleEndian.PutUint64(lightLow[x:], uint64(c.y[p])*ones)
				binary.LittleEndian.PutUint32(cb[x/2:], uint32(c.cb[p])*(ones>>32))
				binary.LittleEndian.PutUint32(cr[x/2:], uint32(c.cr[p])*(ones>>32))
				continue
			}
			for i := x; i < x+8; i += 2 {
				p, q, r, s := up[i], up[i+1], low[i], low[i+1]
				lightUp[i], lightUp[i+1], lightLow[i], lightLow[i+1] = c.y[p], c.y[q], c.y[r], c.y[s]
				cb[i/2] = uint8((int(c.cb[p]) + int(c.cb[q]) + int(c.cb[r]) + int(c.cb[s]) + 2) / 4)
				cr[i/2] = uint8((int(c.cr[p]) + int(c.cr[q]) + int(c.cr[r]) + int(c.cr[s]) + 2) / 4)
			}
		}
	}
}

// beyond repeats the last column of the card to the right, so that the blocks there do not show its end.
func (c *canvas) beyond() {
	p := c.planes
	extend := func(pix []uint8, stride, width int) {
		for ; len(pix) >= stride && width < stride; pix = pix[stride:] {
			for x := width; x < stride; x++ {
				pix[x] = pix[width-1]
			}
		}
	}
	width := c.img.Rect.Dx()
	extend(p.Y, p.YStride, width)
	extend(p.Cb, p.CStride, width/2)
	extend(p.Cr, p.CStride, width/2)
}

// paste copies a 4:2:0 picture of exactly this size; its place is even.
func paste(dst, src *image.YCbCr, at image.Rectangle) {
	for y := range at.Dy() {
		copy(dst.Y[dst.YOffset(at.Min.X, at.Min.Y+y):][:at.Dx()], src.Y[y*src.YStride:])
	}
	for y := range at.Dy() / 2 {
		o := dst.COffset(at.Min.X, at.Min.Y+2*y)
		copy(dst.Cb[o:][:at.Dx()/2], src.Cb[y*src.CStride:])
		copy(dst.Cr[o:][:at.Dx()/2], src.Cr[y*src.CStride:])
	}
}

// piece decodes the picture of a card and gives it the size of its place.
func piece(data []byte, at image.Rectangle) (*image.YCbCr, error) {
	config, decode := png.DecodeConfig, png.Decode
	if bytes.HasPrefix(data, []byte("\xff\xd8")) {
		config, decode = jpeg.DecodeConfig, jpeg.Decode
	}
	c, err := config(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("piece of a share card: %w", err)
	}
	if c.Width == 0 || c.Height == 0 || c.Width > maxPiece/c.Height {
		return nil, errors.New("piece of a share card: too large or empty")
	}
	m, err := decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("piece of a share card: %w", err)
	}
	if y, ok := m.(*image.YCbCr); ok && y.SubsampleRatio == image.YCbCrSubsampleRatio420 &&
		y.Rect == image.Rect(0, 0, at.Dx(), at.Dy()) {
		return y, nil
	}
	return fromRGBA(cover(m, at.Size())), nil
}

// cover draws a picture on white so that it fills the size, cut evenly at the
// sides, or at the bottom: heads and titles are at the top.
func cover(m image.Image, size image.Point) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	src := m.Bounds()
	if src.Size() == size {
		draw.Draw(dst, dst.Rect, m, src.Min, draw.Over)
		return dst
	}
	if w := max(src.Dy()*size.X/size.Y, 1); w < src.Dx() {
		src.Min.X += (src.Dx() - w) / 2
		src.Max.X = src.Min.X + w
	} else {
		src.Max.Y = src.Min.Y + min(max(src.Dx()*size.Y/size.X, 1), src.Dy())
	}
	xdraw.CatmullRom.Scale(dst, dst.Rect, m, src, draw.Over, nil)
	return dst
}

// fromRGBA turns opaque pixels of even width and height into 4:2:0.
func fromRGBA(m *image.RGBA) *image.YCbCr {
	dst := image.NewYCbCr(m.Rect, image.YCbCrSubsampleRatio420)
	for y := 0; y < m.Rect.Dy(); y += 2 {
		for x := 0; x < m.Rect.Dx(); x += 2 {
			var cb, cr int
			for i := range 4 {
				px, py := x+i%2, y+i/2
				p := m.Pix[m.PixOffset(px, py):]
				l, b, r := color.RGBToYCbCr(p[0], p[1], p[2])
				dst.Y[dst.YOffset(px, py)] = l
				cb, cr = cb+int(b), cr+int(r)
			}
			o := dst.COffset(x, y)
			dst.Cb[o], dst.Cr[o] = uint8((cb+2)/4), uint8((cr+2)/4)
		}
	}
	return dst
}
