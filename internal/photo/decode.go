package photo

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"

	"bantin/internal/media"
	"bantin/internal/raster"

	"golang.org/x/image/webp"
)

// smallFile is a lossless file that is tried as drawing however few pixels it has: a small logo is mostly edges.
const smallFile = 64 << 10

// original is a picture as decoded: not yet turned, in its own colours.
type original struct {
	format        media.Format
	size          int // of the file, in bytes
	turn          int // EXIF orientation
	width, height int // as shown
	pixels        pixels
	// full is what the whole picture is made of when it is turned: NRGBA for
	// lossless files, also when pixels are planes.
	full     pixels
	alpha    bool // some pixel is not opaque
	drawing  bool // worth trying as lossless file
	lossless bool // its file is
	// icc is the profile that has to go with every variant; nil when they are sRGB.
	icc []byte
	// fullICC is the profile of the file.
	fullICC []byte
	toSRGB  *raster.Profile // nil: nothing to convert
	// servable: the published file may stand for a variant of its own width.
	servable bool
}

// decode reads a picture whose size as shown is known. The error is errDecode.
func decode(data []byte, f media.Format, turn, width, height int) (*original, error) {
	o := &original{format: f, size: len(data), turn: turn, width: width, height: height}
	stored := image.Pt(width, height)
	if turn >= 5 {
		stored.X, stored.Y = height, width
	}
	img, err := decodeImage(data, f)
	if err != nil {
		return nil, err
	}
	if f == media.GIF {
		img = onCanvas(img, stored)
	}
	if img.Bounds().Size() != stored {
		return nil, fmt.Errorf("%w: its size is not that of its header", errDecode)
	}
	_, cmyk := img.(*image.CMYK)
	o.take(img)
	o.colours(media.Profile(data, f), cmyk)
	return o, nil
}

// decodeImage decodes, and takes panics of decoders for damage.
func decodeImage(data []byte, f media.Format) (img image.Image, err error) {
	defer func() {
		if v := recover(); v != nil {
			img, err = nil, fmt.Errorf("%w: %v", errDecode, v)
		}
	}()
	r := bytes.NewReader(data)
	switch f {
	case media.JPEG:
		img, err = jpeg.Decode(r)
	case media.PNG:
		img, err = png.Decode(r)
	case media.GIF:
		img, err = gif.Decode(r)
	case media.WebP:
		img, err = webp.Decode(r)
	default:
		err = fmt.Errorf("no decoder for %s", f)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDecode, err)
	}
	return img, nil
}

// onCanvas puts the frame of a GIF on its canvas, which it need not fill.
func onCanvas(img image.Image, size image.Point) image.Image {
	canvas := image.Rectangle{Max: size}
	if img.Bounds() == canvas {
		return img
	}
	m := image.NewNRGBA(canvas)
	draw.Draw(m, img.Bounds(), img, img.Bounds().Min, draw.Src)
	return m
}

// take brings the decoded picture into one of the two forms that are worked on.
func (o *original) take(img image.Image) {
	o.lossless = o.format != media.JPEG
	switch m := img.(type) {
	case *image.YCbCr:
		if o.format == media.WebP {
			fullRange(m)
		}
		o.lossless = false
		o.pixels.planes = m
	case *image.NYCbCrA:
		fullRange(&m.YCbCr)
		o.lossless = false
		o.pixels.rgba = raster.NRGBA(m)
	case *image.Gray:
		if o.format == media.JPEG {
			o.pixels.planes = raster.Gray(m)
		} else {
			o.pixels.rgba = raster.NRGBA(m)
		}
	default:
		o.pixels.rgba = raster.NRGBA(img)
	}
	o.drawing = o.lossless && o.size < max(o.width*o.height, smallFile)
	o.full = o.pixels
	if o.pixels.rgba == nil {
		return
	}
	o.alpha = !o.pixels.rgba.Opaque()
	if !o.alpha && !o.drawing {
		o.pixels = pixels{planes: raster.YCbCr(o.pixels.rgba)}
	}
	if !o.lossless && !o.alpha {
		o.full = o.pixels
	}
	if o.turn <= 1 {
		o.full = pixels{}
	}
}

// colours settles what becomes of the picture's profile.
func (o *original) colours(icc []byte, cmyk bool) {
	o.servable = o.turn <= 1 && o.format != media.GIF && !cmyk
	if icc == nil {
		return
	}
	profile, kind := raster.ParseProfile(icc)
	if kind == raster.SRGB {
		return
	}
	o.servable = false
	if !ofRGB(icc) || cmyk {
		return // a profile of ink or of gray says nothing of what is made here
	}
	o.fullICC = icc
	if kind == raster.Matrix {
		o.toSRGB = profile
	} else {
		o.icc = icc
	}
}

// ofRGB tells whether a profile is one, and of RGB (ICC.1:2022, 7.2: data colour space at 16, signature at 36).
func ofRGB(icc []byte) bool {
	return len(icc) >= 128 && string(icc[16:20]) == "RGB " && string(icc[36:40]) == "acsp"
}

// fullRange stretches the planes of a lossy WebP file: it holds luma from 16 to 235
// and chroma from 16 to 240 (RFC 6386, 9.2; ITU-R BT.601), and package image takes 0 to 255.
func fullRange(m *image.YCbCr) {
	var y, c [256]uint8
	for i := range 256 {
		y[i] = uint8(min(max(((i-16)*255*2+219)/(2*219), 0), 255))
		c[i] = uint8(min(max((((i-128)*255+128*224)*2+224)/(2*224), 0), 255))
	}
	stretch(m.Y, &y)
	stretch(m.Cb, &c)
	stretch(m.Cr, &c)
}

func stretch(plane []byte, table *[256]uint8) {
	for i, v := range plane {
		plane[i] = table[v]
	}
}
