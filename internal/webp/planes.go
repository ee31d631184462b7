package webp

import "image"

// sizeNRGBA and sizeYCbCr are the bytes of a picture as shim.c takes it: no gaps between rows and planes.
func sizeNRGBA(r image.Rectangle) int { return 4 * r.Dx() * r.Dy() }

func sizeYCbCr(r image.Rectangle) int { return r.Dx()*r.Dy() + 2*((r.Dx()+1)/2)*((r.Dy()+1)/2) }

// copyNRGBA copies the pixels without gaps between rows.
func copyNRGBA(to []byte, img *image.NRGBA) {
	row := 4 * img.Rect.Dx()
	from := img.Pix[img.PixOffset(img.Rect.Min.X, img.Rect.Min.Y):]
	copyRows(to, from, row, img.Stride)
}

// copyRows fills to with rows of the given length, which lie stride bytes apart.
func copyRows(to, from []byte, row, stride int) {
	if row == stride {
		copy(to, from[:len(to)])
		return
	}
	for y := 0; len(to) > 0; y += stride {
		copy(to[:row], from[y:y+row])
		to = to[row:]
	}
}

// copyYCbCr copies the planes of a 4:2:0 picture behind one another, without gaps between rows.
func copyYCbCr(to []byte, img *image.YCbCr) {
	r := img.Rect
	w, h := r.Dx(), r.Dy()
	cw, ch := (w+1)/2, (h+1)/2
	y, cb, cr := to[:w*h], to[w*h:][:cw*ch], to[w*h+cw*ch:]
	copyRows(y, img.Y[img.YOffset(r.Min.X, r.Min.Y):], w, img.YStride)
	if r.Min.X%2 == 0 && r.Min.Y%2 == 0 {
		c := img.COffset(r.Min.X, r.Min.Y)
		copyRows(cb, img.Cb[c:], cw, img.CStride)
		copyRows(cr, img.Cr[c:], cw, img.CStride)
		return
	}
	copyShifted(cb, cr, img)
}

// copyShifted makes the colour planes of a picture whose first row or column is the second of a pair: a pair of WebP's then lies on
// two of the picture's, and gets their mean.
func copyShifted(cb, cr []byte, img *image.YCbCr) {
	r := img.Rect
	i := 0
	for y := r.Min.Y; y < r.Max.Y; y += 2 {
		for x := r.Min.X; x < r.Max.X; x += 2 {
			right, below := min(x+1, r.Max.X-1), min(y+1, r.Max.Y-1)
			a, b := img.COffset(x, y), img.COffset(right, y)
			c, d := img.COffset(x, below), img.COffset(right, below)
			cb[i] = mean(img.Cb[a], img.Cb[b], img.Cb[c], img.Cb[d])
			cr[i] = mean(img.Cr[a], img.Cr[b], img.Cr[c], img.Cr[d])
			i++
		}
	}
}

func mean(a, b, c, d uint8) uint8 {
	return uint8((int(a) + int(b) + int(c) + int(d) + 2) / 4)
}
