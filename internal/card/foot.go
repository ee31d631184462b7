package card

import "image"

// foot is the bar at the bottom with the logo, the site's name and its host.
type foot struct {
	site, host string
	pix        []uint8 // as wide as the card, from footTop down
}

const (
	footBase = 595 // of wide cards; the foot bar is as high on all
	footGap  = 48  // between the name and the host, at least
)

func newFoot(d *Drawer, sh *shape, site, host string) *foot {
	c := newCanvas(d.inks, image.Pt(sh.width, sh.height))
	c.fill(image.Rect(0, sh.footTop, sh.width, sh.height), groundCham)
	b := d.logo.img.Bounds()
	for y := range b.Dy() {
		copy(c.img.Pix[(sh.footTop+logoTop-footTop+y)*sh.width+sh.margin:], c.logo[y*b.Dx():(y+1)*b.Dx()])
	}
	for _, t := range footTexts(d.face, sh, site, host, sh.margin+d.logo.wide+20) {
		c.text(d.face, &t)
	}
	return &foot{site: site, host: host, pix: c.img.Pix[sh.footTop*sh.width:]}
}

// footTexts sets the host against the right margin and the name from x on;
// what is long is set smaller and then cut, the name at its end, the host at
// its beginning.
func footTexts(f *face, sh *shape, site, host string, x int) []placed {
	var texts []placed
	end, base := sh.width-sh.margin, sh.footTop+footBase-footTop
	if r, size := f.hostIn(f.clean(host), (end-x)/2); len(r.glyph) > 0 {
		w := f.width(r) * size * 64 / em
		texts = append(texts, placed{r, end*64 - w, base, size, inkHost})
		end -= w/64 + 1 + footGap
	}
	name := f.measure(f.clean(site))
	size := 30
	for size > 24 && f.width(name)*size > (end-x)*em {
		size -= 2
	}
	if f.width(name)*size > (end-x)*em {
		name = f.cut(string(name.runes), (end-x)*em/size)
	}
	if len(name.glyph) > 0 {
		texts = append(texts, placed{name, x * 64, base, size, inkSite})
	}
	return texts
}

// hostIn sets a host as large as goes into so many pixels. Of one that is too
// long the end is kept, which says whose it is.
func (f *face) hostIn(host string, width int) (run, int) {
	r := f.measure(host)
	size := 26
	for size > 22 && f.width(r)*size > width*em {
		size -= 2
	}
	room := width * em / size
	if f.width(r) <= room {
		return r, size
	}
	dots := f.width(f.measure("…"))
	n := 1
	for n < len(r.runes) && f.width(r.part(n, len(r.runes)))+dots > room {
		n++
	}
	return f.measure("…" + string(r.runes[n:])), size
}
