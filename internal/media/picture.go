package media

import (
	"path"
	"strconv"
	"strings"
)

// Picture is what a page needs to know of a picture before it loads.
type Picture struct {
	// Width and Height are pixels as shown, after the EXIF orientation. 0, 0 for a drawing without a size.
	Width, Height int
	// Hash stands in the names of its variants, eight hexadecimal digits: a
	// changed picture has new addresses. "" when it has no variants.
	Hash string
	// Tone is the nearest of 64 colours, for what is shown until the picture
	// has come: 1 + 16r + 4g + b, each from 0 to 3. 0: none (transparent, a drawing).
	Tone uint8
	// WebP and Plain are its variants, narrowest first. Plain are JPEG or PNG, for readers without
	// WebP. Both are empty for drawings and moving pictures.
	WebP, Plain []Variant
	// Full is the full-size file, where that had to be made anew because EXIF
	// turns it. Without a Type it is the source, stripped of metadata.
	Full Variant
	// Piece is what a share card shows of it; without a Type it was not asked for.
	Piece Variant
	// Key is that of its record in the cache. Name stands for the same picture in addresses: it
	// changes with the picture and with the way variants are made, not with what encodes them.
	Key, Name [32]byte
}

// Variant is a picture made anew: smaller, or turned.
type Variant struct {
	// Width and Height are pixels.
	Width, Height int
	// Type is the ending of its name: "webp", "jpg", "png".
	Type string
	// Size is that of the file in bytes.
	Size int64
	// Blob is its place in the record, or Source.
	Blob int
}

// Source as Variant.Blob says that the published file itself is meant.
const Source = -1

// Address is where a variant of the picture that is published at url lies:
// "/2021/05/bai/anh.jpg" → "/2021/05/bai/anh.1a2b3c4d-800.webp". For Source it is url itself.
func Address(url string, p *Picture, v *Variant) string {
	if v.Blob == Source {
		return url
	}
	return strings.TrimSuffix(url, path.Ext(url)) + "." + p.Hash + "-" + strconv.Itoa(v.Width) + "." + v.Type
}

// UpTo gives the JPEG or PNG variant up to a width, else the narrowest; of a
// picture without variants the published file itself.
func (p *Picture) UpTo(widest int) Variant {
	best := Variant{Width: p.Width, Height: p.Height, Blob: Source}
	for i, v := range p.Plain {
		if i == 0 || v.Width <= widest {
			best = v
		}
	}
	return best
}
