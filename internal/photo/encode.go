package photo

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"bantin/internal/raster"
	"bantin/internal/webp"
)

// The largest sides that the formats can say.
const (
	maxWebP = 1<<14 - 1
	maxJPEG = 1<<16 - 1
)

// coder encodes the files of one picture.
type coder struct {
	webp *webp.Encoder
	icc  []byte // goes with every file; nil when they are sRGB
}

func (c *coder) jpeg(img *image.YCbCr, quality int) ([]byte, error) {
	var w bytes.Buffer
	if err := jpeg.Encode(&w, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	if c.icc == nil {
		return bytes.Clone(w.Bytes()), nil
	}
	return jpegWithProfile(w.Bytes(), c.icc), nil
}

// jpegWithProfile puts a profile right after the start of a JPEG file, in
// parts that say their number and how many there are (ICC.1:2022, B.4).
func jpegWithProfile(file, icc []byte) []byte {
	const most = 65519 // bytes of a segment less those of length, name and numbers
	count := (len(icc) + most - 1) / most
	if count > 255 {
		return bytes.Clone(file)
	}
	w := make([]byte, 0, len(file)+len(icc)+18*count)
	w = append(w, file[:2]...)
	for i := range count {
		part := icc[i*most : min((i+1)*most, len(icc))]
		w = append(w, 0xff, 0xe2)
		w = binary.BigEndian.AppendUint16(w, uint16(len(part)+16))
		w = append(w, "ICC_PROFILE\x00"...)
		w = append(w, byte(i+1), byte(count))
		w = append(w, part...)
	}
	return append(w, file[2:]...)
}

// png encodes with a palette if there are few enough colours.
func (c *coder) png(img *image.NRGBA) ([]byte, error) {
	var w bytes.Buffer
	var m image.Image = img
	if p := paletted(img); p != nil {
		m = p
	}
	if err := png.Encode(&w, m); err != nil {
		return nil, err
	}
	if c.icc == nil {
		return bytes.Clone(w.Bytes()), nil
	}
	return pngWithProfile(w.Bytes(), c.icc), nil
}

// pngWithProfile puts a profile right after the header of a PNG file (PNG third edition, 11.3.2.3).
func pngWithProfile(file, icc []byte) []byte {
	const header = 8 + 25
	var chunk bytes.Buffer
	chunk.WriteString("iCCPicc\x00\x00")
	z := zlib.NewWriter(&chunk)
	// Writes to a buffer do not fail.
	_, _ = z.Write(icc)
	_ = z.Close()
	w := make([]byte, 0, len(file)+chunk.Len()+8)
	w = append(w, file[:header]...)
	w = binary.BigEndian.AppendUint32(w, uint32(chunk.Len()-4))
	w = append(w, chunk.Bytes()...)
	w = binary.BigEndian.AppendUint32(w, crc32.ChecksumIEEE(chunk.Bytes()))
	return append(w, file[header:]...)
}

// paletted gives the same picture with a palette, in the order in which colours first
// appear; nil when there are more than 256.
func paletted(img *image.NRGBA) *image.Paletted {
	b := img.Bounds()
	known := make(map[color.NRGBA]uint8, 256)
	m := image.NewPaletted(image.Rect(0, 0, b.Dx(), b.Dy()), make(color.Palette, 0, 256))
	var last color.NRGBA
	var at uint8
	for y := range b.Dy() {
		row := img.Pix[img.PixOffset(b.Min.X, b.Min.Y+y):][:4*b.Dx()]
		for x := range b.Dx() {
			c := color.NRGBA{row[4*x], row[4*x+1], row[4*x+2], row[4*x+3]}
			if c != last || len(known) == 0 {
				i, ok := known[c]
				if !ok {
					if len(known) == 256 {
						return nil
					}
					i = uint8(len(known))
					known[c] = i
					m.Palette = append(m.Palette, c)
				}
				last, at = c, i
			}
			m.Pix[y*m.Stride+x] = at
		}
	}
	return m
}

// lossyWebP encodes with alpha if some pixel needs it.
func (c *coder) lossyWebP(ctx context.Context, p pixels, quality float32) ([]byte, error) {
	var file []byte
	var err error
	w, h := p.size()
	alpha := p.planes == nil && !p.rgba.Opaque()
	if alpha {
		file, err = c.webp.NRGBA(ctx, p.rgba, quality)
	} else {
		file, err = c.webp.YCbCr(ctx, in420(p.opaque()), quality)
	}
	return c.withProfile(file, w, h, alpha), err
}

func (c *coder) losslessWebP(ctx context.Context, img *image.NRGBA) ([]byte, error) {
	file, err := c.webp.Lossless(ctx, img)
	return c.withProfile(file, img.Rect.Dx(), img.Rect.Dy(), !img.Opaque()), err
}

func (c *coder) withProfile(file []byte, w, h int, alpha bool) []byte {
	if c.icc == nil || file == nil {
		return file
	}
	return webp.WithProfile(file, c.icc, w, h, alpha)
}

// in420 gives a picture with the chroma of WebP, which has no other.
func in420(m *image.YCbCr) *image.YCbCr {
	if m.SubsampleRatio == image.YCbCrSubsampleRatio420 {
		return m
	}
	return raster.Shrink(m, m.Rect.Dx(), m.Rect.Dy())
}
