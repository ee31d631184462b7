package card

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"slices"

	xdraw "golang.org/x/image/draw"
)

const (
	logoSize = 52
	logoTop  = 558
)

// badge is the logo as it stands on the foot bar.
type badge struct {
	img  *image.RGBA // logoSize x logoSize, opaque
	wide int         // pixels from the left that it takes
}

func newBadge(logo image.Image) *badge {
	b := &badge{img: image.NewRGBA(image.Rect(0, 0, logoSize, logoSize)), wide: logoSize}
	draw.Draw(b.img, b.img.Rect, image.NewUniform(groundCham.colour()), image.Point{}, draw.Src)
	if logo == nil || logo.Bounds().Empty() {
		b.wide = drawMark(b.img)
		return b
	}
	size := logo.Bounds().Size()
	room := b.img.Rect
	plate := room
	if o, ok := logo.(interface{ Opaque() bool }); !ok || !o.Opaque() {
		roundRect(b.img, plate, color.White)
		room = room.Inset(4)
	}
	// As large as goes into the room, in its middle.
	w, h := room.Dx(), room.Dx()*size.Y/size.X
	if h > room.Dy() {
		w, h = room.Dy()*size.X/size.Y, room.Dy()
	}
	w, h = max(w, 1), max(h, 1)
	at := image.Rect(0, 0, w, h).Add(room.Min).Add(image.Pt((room.Dx()-w)/2, (room.Dy()-h)/2))
	if room == plate {
		b.wide = w
		at = at.Sub(image.Pt(at.Min.X, 0)) // in line with the words above
	}
	xdraw.CatmullRom.Scale(b.img, at, logo, logo.Bounds(), draw.Over, nil)
	return b
}

// drawMark draws the mark of a site without a logo: a sheet of paper with a
// gilt rule and three rising bars. It gives its width.
func drawMark(m *image.RGBA) int {
	const wide = 45
	roundRect(m, image.Rect(0, 1, wide, 51), color.White)
	gilt := image.NewUniform(color.RGBA{0xf2, 0xb3, 0x3d, 0xff})
	cham := image.NewUniform(groundCham.colour())
	draw.Draw(m, image.Rect(8, 8, 37, 14), gilt, image.Point{}, draw.Src)
	for i, h := range [...]int{12, 18, 24} {
		draw.Draw(m, image.Rect(8+11*i, 43-h, 15+11*i, 43), cham, image.Point{}, draw.Src)
	}
	return wide
}

// roundRect fills a rectangle with corners of radius 4.
func roundRect(m *image.RGBA, r image.Rectangle, c color.Color) {
	const radius = 4
	w, h, k := r.Dx()*one, r.Dy()*one, radius*one
	var a area
	a.reset(r.Dx(), r.Dy())
	a.moveTo(point{k, 0})
	a.lineTo(point{w - k, 0})
	a.quadTo(point{w, 0}, point{w, k})
	a.lineTo(point{w, h - k})
	a.quadTo(point{w, h}, point{w - k, h})
	a.lineTo(point{k, h})
	a.quadTo(point{0, h}, point{0, h - k})
	a.lineTo(point{0, k})
	a.quadTo(point{}, point{k, 0})
	mask := &image.Alpha{Pix: a.levels(255), Stride: r.Dx(), Rect: image.Rectangle{Max: r.Size()}}
	draw.DrawMask(m, r, image.NewUniform(c), image.Point{}, mask, image.Point{}, draw.Over)
}

// quantise gives at most n colours and for each pixel one of them, by median
// cut: the box of colours that is widest is halved until there are enough.
func quantise(m *image.RGBA, n int) ([]color.RGBA, []uint8) {
	var all []color.RGBA
	for i := 0; i < len(m.Pix); i += 4 {
		all = append(all, color.RGBA{m.Pix[i], m.Pix[i+1], m.Pix[i+2], 0xff})
	}
	distinct := slices.Clone(all)
	slices.SortFunc(distinct, compareColours)
	boxes := [][]color.RGBA{slices.Compact(distinct)}
	for len(boxes) < n {
		widest, channel, extent := 0, 0, 0
		for i, b := range boxes {
			for c := range 3 {
				if e := spread(b, c); e > extent {
					widest, channel, extent = i, c, e
				}
			}
		}
		if extent == 0 {
			break
		}
		b := boxes[widest]
		slices.SortStableFunc(b, func(p, q color.RGBA) int { return cmp.Compare(part(p, channel), part(q, channel)) })
		boxes[widest] = b[:len(b)/2]
		boxes = append(boxes, b[len(b)/2:])
	}
	entry := make(map[color.RGBA]uint8)
	var colours []color.RGBA
	for i, b := range boxes {
		var r, g, bl int
		for _, c := range b {
			entry[c] = uint8(i)
			r, g, bl = r+int(c.R), g+int(c.G), bl+int(c.B)
		}
		colours = append(colours, color.RGBA{uint8(r / len(b)), uint8(g / len(b)), uint8(bl / len(b)), 0xff})
	}
	pix := make([]uint8, len(all))
	for i, c := range all {
		pix[i] = entry[c]
	}
	return colours, pix
}

func compareColours(a, b color.RGBA) int {
	return cmp.Or(cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
}

func spread(b []color.RGBA, channel int) int {
	low, high := 255, 0
	for _, c := range b {
		low, high = min(low, part(c, channel)), max(high, part(c, channel))
	}
	return high - low
}

func part(c color.RGBA, channel int) int { return int([3]uint8{c.R, c.G, c.B}[channel]) }
