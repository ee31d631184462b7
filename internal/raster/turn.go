package raster

import (
	"encoding/binary"
	"image"
)

// turning is what an EXIF orientation asks for: the source is mirrored, then
// its rows become columns.
type turning struct {
	mirrorX, mirrorY bool // left and right, top and bottom are swapped
	transpose        bool
}

// turningOf gives what an orientation of 1..8 asks for (EXIF 2.3, tag 0x0112);
// any other number asks for nothing.
func turningOf(orientation int) turning {
	switch orientation {
	case 2:
		return turning{mirrorX: true}
	case 3:
		return turning{mirrorX: true, mirrorY: true}
	case 4:
		return turning{mirrorY: true}
	case 5:
		return turning{transpose: true}
	case 6:
		return turning{mirrorY: true, transpose: true}
	case 7:
		return turning{mirrorX: true, mirrorY: true, transpose: true}
	case 8:
		return turning{mirrorX: true, transpose: true}
	}
	return turning{}
}

// TurnYCbCr gives the picture upright that was taken with an EXIF orientation
// (1..8; others count as 1, which gives img itself). The result begins at
// (0, 0). Its subsampling is that of img, turned: 4:2:2 becomes 4:4:0 when rows
// become columns; 4:1:1 and 4:1:0 have no such counterpart and become 4:2:0.
// Where chroma samples do not divide the picture evenly (odd sizes), mirroring
// may shift chroma by half of its sample.
func TurnYCbCr(img *image.YCbCr, orientation int) *image.YCbCr {
	t := turningOf(orientation)
	if t == (turning{}) || img.Rect.Empty() {
		return img
	}
	width, height := img.Rect.Dx(), img.Rect.Dy()
	ratio := img.SubsampleRatio
	if t.transpose {
		switch ratio {
		case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
			img = Shrink(img, width, height)
			ratio = img.SubsampleRatio
		case image.YCbCrSubsampleRatio422:
			ratio = image.YCbCrSubsampleRatio440
		case image.YCbCrSubsampleRatio440:
			ratio = image.YCbCrSubsampleRatio422
		}
		width, height = height, width
	}
	dst := image.NewYCbCr(image.Rect(0, 0, width, height), ratio)
	cb, cr := chroma(img)
	dstCb, dstCr := chroma(dst)
	turnPlane(luma(dst), luma(img), t)
	turnPlane(dstCb, cb, t)
	turnPlane(dstCr, cr, t)
	return dst
}

// turnPlane fills dst from src, which may be larger by a row or a column (the
// chroma of a part of a picture).
func turnPlane(dst, src plane, t turning) {
	if t.transpose {
		src.width, src.height = dst.height, dst.width
		transpose(dst, src, t)
		return
	}
	src.width, src.height = dst.width, dst.height
	for y := range dst.height {
		from := src.row(mirrored(y, dst.height, t.mirrorY))
		to := dst.row(y)
		if !t.mirrorX {
			copy(to, from)
			continue
		}
		for x, v := range from {
			to[len(to)-1-x] = v
		}
	}
}

// mirrored gives place i of n, counted from the other end when swap is true.
func mirrored(i, n int, swap bool) int {
	if swap {
		return n - 1 - i
	}
	return i
}

// transpose makes columns of dst from rows of src. It goes by tiles of eight
// columns and some rows, so that what it touches stays in the cache.
func transpose(dst, src plane, t turning) {
	const tile = 64
	for top := 0; top < dst.height; top += tile {
		bottom := min(top+tile, dst.height)
		x := 0
		for ; x+8 <= dst.width; x += 8 {
			var rows [8][]byte
			for i := range rows {
				rows[i] = src.row(mirrored(x+i, dst.width, t.mirrorY))
			}
			for y := top; y < bottom; y++ {
				binary.LittleEndian.PutUint64(dst.pix[y*dst.stride+x:], column(&rows, mirrored(y, dst.height, t.mirrorX)))
			}
		}
		for ; x < dst.width; x++ {
			row := src.row(mirrored(x, dst.width, t.mirrorY))
			for y := top; y < bottom; y++ {
				dst.pix[y*dst.stride+x] = row[mirrored(y, dst.height, t.mirrorX)]
			}
		}
	}
}

// column gives sample i of eight rows.
func column(rows *[8][]byte, i int) uint64 {
	return uint64(rows[0][i]) | uint64(rows[1][i])<<8 | uint64(rows[2][i])<<16 | uint64(rows[3][i])<<24 |
		uint64(rows[4][i])<<32 | uint64(rows[5][i])<<40 | uint64(rows[6][i])<<48 | uint64(rows[7][i])<<56
}

// TurnNRGBA is TurnYCbCr for pictures with opacity.
func TurnNRGBA(img *image.NRGBA, orientation int) *image.NRGBA {
	t := turningOf(orientation)
	if t == (turning{}) || img.Rect.Empty() {
		return img
	}
	width, height := img.Rect.Dx(), img.Rect.Dy()
	if t.transpose {
		width, height = height, width
	}
	dst := image.NewNRGBA(image.Rect(0, 0, width, height))
	const tile = 32
	for top := 0; top < height; top += tile {
		for left := 0; left < width; left += tile {
			for y := top; y < min(top+tile, height); y++ {
				for x := left; x < min(left+tile, width); x++ {
					fromX, fromY := x, y
					if t.transpose {
						fromX, fromY = mirrored(y, height, t.mirrorX), mirrored(x, width, t.mirrorY)
					} else {
						fromX, fromY = mirrored(x, width, t.mirrorX), mirrored(y, height, t.mirrorY)
					}
					from := fromY*img.Stride + 4*fromX
					copy(dst.Pix[y*dst.Stride+4*x:][:4], img.Pix[from:from+4])
				}
			}
		}
	}
	return dst
}
