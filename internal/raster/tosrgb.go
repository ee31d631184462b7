package raster

import "image"

// convert gives a colour in sRGB; what sRGB cannot show becomes the nearest
// value of each channel.
func (p *Profile) convert(r, g, b uint8) rgb {
	x, y, z := int64(p.linear[0][r]), int64(p.linear[1][g]), int64(p.linear[2][b])
	m := &p.matrix
	return rgb{
		p.encoded(m[0]*x + m[1]*y + m[2]*z),
		p.encoded(m[3]*x + m[4]*y + m[5]*z),
		p.encoded(m[6]*x + m[7]*y + m[8]*z),
	}
}

func (p *Profile) encoded(light int64) int32 {
	light = (light + one/2) >> oneBits
	if uint64(light) > linearFull {
		if light < 0 {
			return 0
		}
		return int32(p.encode[linearFull])
	}
	return int32(p.encode[light])
}

// ToSRGB brings the colours of a picture to sRGB, in place. What sRGB cannot
// show is clipped. The chroma of a sample becomes that of the mean of its pixels.
func (p *Profile) ToSRGB(img *image.YCbCr) {
	if p == nil {
		return
	}
	cb, cr := chroma(img)
	h, v := subsampling(img.SubsampleRatio)
	// Where the pixels of the first chroma sample begin; not in the picture
	// when that is a part of a larger one.
	left, top := -(img.Rect.Min.X % h), -(img.Rect.Min.Y % v)
	y := luma(img)
	for j := range cb.height {
		first, last := max(top+j*v, 0), min(top+(j+1)*v, y.height)
		cbRow, crRow := cb.row(j), cr.row(j)
		for i := range cbRow {
			from, to := max(left+i*h, 0), min(left+(i+1)*h, y.width)
			u, w := int32(cbRow[i])-128, int32(crRow[i])-128
			// The formulas of JFIF times 1<<16, as package image/color.
			red, green, blue := 91881*w, -22554*u-46802*w, 116130*u
			var sum rgb
			n := int32(0)
			for k := first; k < last; k++ {
				row := y.pix[k*y.stride+from : k*y.stride+to]
				for x, l := range row {
					grey := int32(l) * 0x10101
					c := p.convert(clamp8((grey+red)>>16), clamp8((grey+green)>>16), clamp8((grey+blue)>>16))
					row[x] = c.luma()
					sum.r, sum.g, sum.b = sum.r+c.r, sum.g+c.g, sum.b+c.b
					n++
				}
			}
			if n > 0 {
				cbRow[i], crRow[i] = sum.chroma(n)
			}
		}
	}
}

// ToSRGBNRGBA is ToSRGB for pictures with opacity.
func (p *Profile) ToSRGBNRGBA(img *image.NRGBA) {
	if p == nil {
		return
	}
	width := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*width]
		for i := 0; i < len(row); i += 4 {
			pixel := row[i : i+4 : i+4]
			c := p.convert(pixel[0], pixel[1], pixel[2])
			pixel[0], pixel[1], pixel[2] = uint8(c.r), uint8(c.g), uint8(c.b)
		}
	}
}
