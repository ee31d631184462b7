package photo

import (
	"image"

	"bantin/internal/raster"
)

// pixels is a picture in memory, in one of two forms; the other is nil.
type pixels struct {
	planes *image.YCbCr
	rgba   *image.NRGBA
}

func (p pixels) size() (w, h int) {
	b := p.rgba.Bounds
	if p.planes != nil {
		b = p.planes.Bounds
	}
	return b().Dx(), b().Dy()
}

func (p pixels) shrink(w, h int) pixels {
	if p.planes != nil {
		return pixels{planes: raster.Shrink(p.planes, w, h)}
	}
	return pixels{rgba: raster.ShrinkNRGBA(p.rgba, w, h)}
}

func (p pixels) turn(orientation int) pixels {
	switch {
	case orientation <= 1:
		return p
	case p.planes != nil:
		return pixels{planes: raster.TurnYCbCr(p.planes, orientation)}
	}
	return pixels{rgba: raster.TurnNRGBA(p.rgba, orientation)}
}

func (p pixels) convert(profile *raster.Profile) {
	switch {
	case profile == nil:
	case p.planes != nil:
		profile.ToSRGB(p.planes)
	default:
		profile.ToSRGBNRGBA(p.rgba)
	}
}

// opaque gives the planes of a picture; what is transparent is put on white.
func (p pixels) opaque() *image.YCbCr {
	if p.planes != nil {
		return p.planes
	}
	if p.rgba.Opaque() {
		return raster.YCbCr(p.rgba)
	}
	b := p.rgba.Bounds()
	m := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		src := p.rgba.Pix[p.rgba.PixOffset(b.Min.X, b.Min.Y+y):][:4*b.Dx()]
		dst := m.Pix[m.Stride*y:][:len(src)]
		for i := 0; i < len(src); i += 4 {
			a := int(src[i+3])
			for c := range 3 {
				dst[i+c] = uint8((int(src[i+c])*a + 255*(255-a) + 127) / 255)
			}
			dst[i+3] = 255
		}
	}
	return raster.YCbCr(m)
}

// smaller gives the picture as shown in the given size: shrunk, in sRGB if its colours can be converted, upright.
func (o *original) smaller(w, h int) pixels {
	if o.turn >= 5 {
		w, h = h, w
	}
	p := o.pixels.shrink(w, h)
	p.convert(o.toSRGB)
	return p.turn(o.turn)
}

// ladder gives the picture in each of the widths, which ascend. Each is made of the wider one.
func (o *original) ladder(widths []int) []pixels {
	steps := make([]pixels, len(widths))
	for i := len(widths) - 1; i >= 0; i-- {
		w := widths[i]
		h := heightOf(w, o.width, o.height)
		if i == len(widths)-1 {
			steps[i] = o.smaller(w, h)
		} else {
			steps[i] = steps[i+1].shrink(w, h)
		}
	}
	return steps
}

// heightOf is the height that goes with a width, for a picture of the given size.
func heightOf(w, width, height int) int {
	return max((2*height*w+width)/(2*width), 1)
}
