// Package raster works on the pixels of pictures in memory: it shrinks and
// turns them, brings their colours to sRGB and finds their mean colour. It
// knows nothing of files.
//
// Every function gives the same bytes on every architecture, because addresses
// of pictures are made of their bytes: the work is done in integers, and where
// weights and curves are computed in floating point each product is converted
// explicitly, which keeps compilers from fusing it with a sum.
//
// All functions may be called at the same time, as long as no two of them
// write to one picture. None of them starts goroutines of its own: callers
// work on several pictures at once.
package raster

import "image"

// plane is one channel of a picture.
type plane struct {
	pix           []byte
	stride        int
	width, height int
}

func (p plane) row(y int) []byte {
	return p.pix[y*p.stride:][:p.width]
}

// luma gives the luma plane of a picture.
func luma(m *image.YCbCr) plane {
	return plane{m.Y, m.YStride, m.Rect.Dx(), m.Rect.Dy()}
}

// chroma gives the two chroma planes of a picture.
func chroma(m *image.YCbCr) (cb, cr plane) {
	h, v := subsampling(m.SubsampleRatio)
	width := (m.Rect.Max.X+h-1)/h - m.Rect.Min.X/h
	height := (m.Rect.Max.Y+v-1)/v - m.Rect.Min.Y/v
	return plane{m.Cb, m.CStride, width, height}, plane{m.Cr, m.CStride, width, height}
}

// subsampling says how many pixels share a chroma sample, across and down.
func subsampling(r image.YCbCrSubsampleRatio) (h, v int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	default:
		return 1, 1
	}
}

// clamp8 brings a value into the range of a byte.
func clamp8(v int32) uint8 {
	if uint32(v) > 255 {
		return uint8(^(v >> 31)) // 0 when negative, else 255
	}
	return uint8(v)
}
