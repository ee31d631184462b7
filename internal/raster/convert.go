package raster

import (
	"image"
	"image/color"
)

// NRGBA gives any picture with 8 bits a channel and opacity, in the bounds of
// img; img itself when it is such a picture. Of 16 bits the upper 8 are kept.
func NRGBA(img image.Image) *image.NRGBA {
	if m, ok := img.(*image.NRGBA); ok {
		return m
	}
	b := img.Bounds()
	dst := image.NewNRGBA(b)
	fill := filler(img)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		fill(dst.Pix[dst.PixOffset(b.Min.X, y):][:4*b.Dx()], y)
	}
	return dst
}

// filler gives a function that writes row y of img as NRGBA pixels.
func filler(img image.Image) func(row []byte, y int) {
	left := img.Bounds().Min.X
	switch m := img.(type) {
	case *image.RGBA:
		return func(row []byte, y int) { divide(row, m.Pix[m.PixOffset(left, y):][:len(row)]) }
	case *image.Gray:
		return func(row []byte, y int) {
			for x, v := range m.Pix[m.PixOffset(left, y):][:len(row)/4] {
				set(row, x, v, v, v, 255)
			}
		}
	case *image.Gray16:
		return func(row []byte, y int) {
			from := m.Pix[m.PixOffset(left, y):]
			for x := range len(row) / 4 {
				set(row, x, from[2*x], from[2*x], from[2*x], 255)
			}
		}
	case *image.NRGBA64:
		return func(row []byte, y int) {
			from := m.Pix[m.PixOffset(left, y):]
			for i := range row {
				row[i] = from[2*i]
			}
		}
	case *image.Paletted:
		return palettedFiller(m)
	case *image.CMYK:
		return func(row []byte, y int) {
			from := m.Pix[m.PixOffset(left, y):]
			for x := range len(row) / 4 {
				r, g, b := color.CMYKToRGB(from[4*x], from[4*x+1], from[4*x+2], from[4*x+3])
				set(row, x, r, g, b, 255)
			}
		}
	case *image.YCbCr:
		return func(row []byte, y int) { ycbcrRow(row, m, y) }
	case *image.NYCbCrA:
		return func(row []byte, y int) {
			ycbcrRow(row, &m.YCbCr, y)
			for x, a := range m.A[m.AOffset(left, y):][:len(row)/4] {
				row[4*x+3] = a
			}
		}
	default:
		return func(row []byte, y int) {
			for x := range len(row) / 4 {
				c := color.NRGBAModel.Convert(img.At(left+x, y)).(color.NRGBA)
				set(row, x, c.R, c.G, c.B, c.A)
			}
		}
	}
}

func palettedFiller(m *image.Paletted) func(row []byte, y int) {
	var colours [256]color.NRGBA // indexes beyond the palette are transparent
	for i, c := range m.Palette[:min(len(m.Palette), 256)] {
		colours[i] = color.NRGBAModel.Convert(c).(color.NRGBA)
	}
	return func(row []byte, y int) {
		for x, v := range m.Pix[m.PixOffset(m.Rect.Min.X, y):][:len(row)/4] {
			c := &colours[v]
			set(row, x, c.R, c.G, c.B, c.A)
		}
	}
}

func set(row []byte, x int, r, g, b, a uint8) {
	p := row[4*x : 4*x+4 : 4*x+4]
	p[0], p[1], p[2], p[3] = r, g, b, a
}

// divide takes the opacity out of colours that were multiplied by it.
func divide(row, from []byte) {
	for i := 0; i < len(row); i += 4 {
		p := from[i : i+4 : i+4]
		switch a := uint32(p[3]); a {
		case 255:
			copy(row[i:i+4], p)
		case 0:
			clear(row[i : i+4])
		default:
			for j, v := range p[:3] {
				row[i+j] = uint8(min((uint32(v)*255+a/2)/a, 255))
			}
			row[i+3] = uint8(a)
		}
	}
}

func ycbcrRow(row []byte, m *image.YCbCr, y int) {
	left := m.Rect.Min.X
	from := m.Y[m.YOffset(left, y):]
	h, _ := subsampling(m.SubsampleRatio)
	start := m.COffset(left, y)
	for x := range len(row) / 4 {
		c := start + (left+x)/h - left/h
		r, g, b := color.YCbCrToRGB(from[x], m.Cb[c], m.Cr[c])
		set(row, x, r, g, b, 255)
	}
}

// YCbCr gives an opaque picture as 4:2:0, with its corner at (0, 0), by the
// formulas of JFIF (as package image/color); a chroma sample is that of the
// mean of its four pixels. Opacity is not looked at.
func YCbCr(img *image.NRGBA) *image.YCbCr {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	dst := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	for y := 0; y < height; y += 2 {
		upper := img.Pix[y*img.Stride:][:4*width]
		lower := upper
		toUpper, toLower := dst.Y[y*dst.YStride:], dst.Y[y*dst.YStride:]
		if y+1 < height {
			lower, toLower = img.Pix[(y+1)*img.Stride:][:4*width], dst.Y[(y+1)*dst.YStride:]
		}
		cb, cr := dst.Cb[y/2*dst.CStride:], dst.Cr[y/2*dst.CStride:]
		for x := 0; x < width; x += 2 {
			next := min(x+1, width-1)
			var sum rgb
			for _, p := range [4]struct{ from, to []byte }{
				{upper[4*x:], toUpper[x:]}, {upper[4*next:], toUpper[next:]},
				{lower[4*x:], toLower[x:]}, {lower[4*next:], toLower[next:]},
			} {
				c := rgb{int32(p.from[0]), int32(p.from[1]), int32(p.from[2])}
				p.to[0] = c.luma()
				sum.r, sum.g, sum.b = sum.r+c.r, sum.g+c.g, sum.b+c.b
			}
			cb[x/2], cr[x/2] = sum.chroma(4)
		}
	}
	return dst
}

// rgb is a colour, or a sum of colours.
type rgb struct{ r, g, b int32 }

// luma gives the Y of a colour; its weights are those of JFIF times 1<<16.
func (c rgb) luma() uint8 {
	return uint8((19595*c.r + 38470*c.g + 7471*c.b + 1<<15) >> 16)
}

// chroma gives the Cb and Cr of the mean of n colours, of which c is the sum.
func (c rgb) chroma(n int32) (cb, cr uint8) {
	// Both are non-negative but for rounding, so that / rounds as >> does.
	half := n << 15
	u := (-11056*c.r - 21712*c.g + 32768*c.b + n*128<<16 + half) / (n << 16)
	v := (32768*c.r - 27440*c.g - 5328*c.b + n*128<<16 + half) / (n << 16)
	return clamp8(u), clamp8(v)
}

// Gray gives a picture without colours as 4:2:0, with its corner at (0, 0).
func Gray(img *image.Gray) *image.YCbCr {
	dst := image.NewYCbCr(image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()), image.YCbCrSubsampleRatio420)
	for y := range img.Rect.Dy() {
		copy(dst.Y[y*dst.YStride:][:dst.YStride], img.Pix[y*img.Stride:])
	}
	for i := range dst.Cb {
		dst.Cb[i], dst.Cr[i] = 128, 128
	}
	return dst
}

// Mean gives the mean colour of a picture; black for an empty one.
func Mean(img *image.YCbCr) (r, g, b uint8) {
	if img.Rect.Empty() {
		return 0, 0, 0
	}
	cb, cr := chroma(img)
	return color.YCbCrToRGB(luma(img).mean(), cb.mean(), cr.mean())
}

func (p plane) mean() uint8 {
	sum, n := uint64(0), uint64(p.width)*uint64(p.height)
	for y := range p.height {
		for _, v := range p.row(y) {
			sum += uint64(v)
		}
	}
	return uint8((sum + n/2) / n)
}
