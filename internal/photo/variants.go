package photo

import (
	"context"
	"slices"

	"bantin/internal/media"
	"bantin/internal/raster"
)

// Qualities of lossy files, of 100.
const (
	plainQuality = 80
	webpQuality  = 75
	fullQuality  = 90
)

var (
	shownWidths = [...]int{480, 800, 1200, 1600}
	logoWidths  = [...]int{96, 192}
)

// maxServed is how many pixels a source may have to stand for variants.
const maxServed = 16_000_000

// A lossless file may be so many hundredths of the lossy one and is still taken for its sharper text.
const (
	preferDrawing = 110
	preferLogo    = 200
)

// only leaves one kind of variants out, so that each can be measured.
type only uint8

const (
	onlyPlain only = iota + 1
	onlyWebP
)

// work makes the files of one picture.
type work struct {
	coder
	*original
	ctx       context.Context
	use       Use
	only      only
	picture   *media.Picture
	published func() (int64, error) // size of the source as published; nil when it may not serve as a variant
	blobs     [][]byte
}

// file is a variant before it is settled whether it is kept. Without bytes it is the source.
type file struct {
	media.Variant
	bytes []byte
}

// makeAll fills in the picture, and blobs with what its variants name.
func (w *work) makeAll() error {
	if err := w.makeFull(); err != nil {
		return err
	}
	if w.use == 0 {
		return nil
	}
	steps := w.ladder(widths(w.width, w.use))
	var webps, plains []file
	for _, p := range steps {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if w.only != onlyPlain {
			webp, err := w.webpOf(p)
			if err != nil {
				return err
			}
			webps = append(webps, webp...)
		}
		if w.only != onlyWebP {
			plain, err := w.plainOf(p)
			if err != nil {
				return err
			}
			plains = append(plains, plain...)
		}
	}
	if err := w.serve(&webps, &plains); err != nil {
		return err
	}
	webps, plains = leaner(webps), leaner(plains)
	if useless(webps, plains) {
		webps = nil
	}
	w.picture.WebP, w.picture.Plain = w.keep(webps), w.keep(plains)
	w.picture.Tone = w.tone(steps[0])
	return w.makePiece(steps)
}

// widths are those of the variants of a picture of the given width, ascending.
func widths(width int, use Use) []int {
	var list []int
	if use&Logo != 0 {
		list = append(list, logoWidths[:]...)
	}
	if use&Shown != 0 {
		list = append(list, shownWidths[:]...)
	}
	widest := list[len(list)-1]
	list = slices.DeleteFunc(list, func(w int) bool { return w > width })
	if width < widest && !slices.Contains(list, width) {
		list = append(list, width)
	}
	return list
}

// webpOf encodes a step as WebP; nothing when it is too large for the format.
func (w *work) webpOf(p pixels) ([]file, error) {
	width, height := p.size()
	if max(width, height) > maxWebP {
		return nil, nil
	}
	lossy, err := w.lossyWebP(w.ctx, p, webpQuality)
	if err != nil {
		return nil, err
	}
	if w.tryLossless() {
		lossless, err := w.losslessWebP(w.ctx, p.rgba)
		if err != nil {
			return nil, err
		}
		lossy = w.either(lossless, lossy)
	}
	return one(p, "webp", lossy), nil
}

// plainOf encodes a step for readers without WebP; nothing when it is too large.
func (w *work) plainOf(p pixels) ([]file, error) {
	width, height := p.size()
	if max(width, height) > maxJPEG {
		return nil, nil
	}
	var lossless []byte
	if p.rgba != nil {
		var err error
		if lossless, err = w.png(p.rgba); err != nil || w.alpha {
			return one(p, "png", lossless), err
		}
	}
	lossy, err := w.jpeg(p.opaque(), plainQuality)
	if err != nil {
		return nil, err
	}
	if lossless != nil && w.fits(lossless, lossy) {
		return one(p, "png", lossless), nil
	}
	return one(p, "jpg", lossy), nil
}

func one(p pixels, kind string, data []byte) []file {
	width, height := p.size()
	return []file{{media.Variant{Width: width, Height: height, Type: kind, Size: int64(len(data))}, data}}
}

// tryLossless tells whether lossless WebP is worth its time.
func (w *work) tryLossless() bool { return w.pixels.rgba != nil && w.drawing }

// fits tells whether a lossless file is small enough to be taken for the lossy one.
func (w *work) fits(lossless, lossy []byte) bool {
	prefer := preferDrawing
	if w.use == Logo {
		prefer = preferLogo
	}
	return len(lossless)*100 <= len(lossy)*prefer
}

func (w *work) either(lossless, lossy []byte) []byte {
	if w.fits(lossless, lossy) {
		return lossless
	}
	return lossy
}

// serve puts the published source in the place of the widest variant of its format if it
// has at least as many pixels in no more bytes.
func (w *work) serve(webps, plains *[]file) error {
	list, kind := plains, "jpg"
	switch w.format {
	case media.PNG:
		kind = "png"
	case media.WebP:
		list, kind = webps, "webp"
	}
	if w.published == nil || len(*list) == 0 || w.width*w.height > maxServed {
		return nil
	}
	last := &(*list)[len(*list)-1]
	if w.size > 2*int(last.Size) { // not worth another look: little of a file is metadata
		return nil
	}
	size, err := w.published()
	if err == nil && size <= last.Size {
		*last = file{Variant: media.Variant{Width: w.width, Height: w.height, Type: kind, Size: size, Blob: media.Source}}
	}
	return err
}

// leaner leaves out each variant that has no fewer bytes than a wider one.
func leaner(list []file) []file {
	var kept []file
	for _, f := range slices.Backward(list) {
		if len(kept) == 0 || f.Size < kept[len(kept)-1].Size {
			kept = append(kept, f)
		}
	}
	slices.Reverse(kept)
	return kept
}

// useless tells whether WebP saves nothing: neither on the widest variant nor on all.
func useless(webps, plains []file) bool {
	if len(webps) == 0 || len(plains) == 0 {
		return false
	}
	return webps[len(webps)-1].Size >= plains[len(plains)-1].Size && total(webps) >= total(plains)
}

func total(list []file) (n int64) {
	for _, f := range list {
		n += f.Size
	}
	return n
}

// keep puts files into the record.
func (w *work) keep(list []file) []media.Variant {
	var kept []media.Variant
	for _, f := range list {
		if f.Blob != media.Source {
			f.Blob = len(w.blobs)
			w.blobs = append(w.blobs, f.bytes)
		}
		kept = append(kept, f.Variant)
	}
	return kept
}

// makeFull makes the whole picture upright, if EXIF says that it is not.
func (w *work) makeFull() error {
	if w.turn <= 1 {
		return nil
	}
	p := w.full.turn(w.turn)
	w.full = pixels{}
	c := coder{webp: w.coder.webp, icc: w.fullICC}
	var data []byte
	var err error
	kind := fullType(w.format)
	switch {
	case kind == "png":
		data, err = c.png(p.rgba)
	case kind == "webp" && w.lossless:
		data, err = c.losslessWebP(w.ctx, p.rgba)
	case kind == "webp":
		data, err = c.lossyWebP(w.ctx, p, fullQuality)
	default:
		data, err = c.jpeg(p.planes, fullQuality)
	}
	if err != nil {
		return err
	}
	w.picture.Full = w.keep(one(p, kind, data))[0]
	return nil
}

// tone is the nearest of 64 colours (media.Picture.Tone) to the mean of a step.
func (w *work) tone(p pixels) uint8 {
	if w.alpha {
		return 0
	}
	r, g, b := raster.Mean(p.opaque())
	level := func(v uint8) uint8 { return uint8((int(v) + 42) / 85) }
	return 1 + level(r)*16 + level(g)*4 + level(b)
}
