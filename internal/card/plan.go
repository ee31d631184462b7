package card

import (
	"cmp"
	"image"
	"strings"
)

// The places of things on wide cards, in pixels. Texts stand on baselines.
const (
	margin       = 56
	kickerBase   = 92
	kickerSize   = 30
	headTop      = 124
	headAir      = 108 // no ink of the headline above this: the kicker's letters hang down to 99
	lastBase     = 496
	countSize    = 46
	noteSize     = 28
	markerTop    = 476
	footTop      = 538
	markerBeside = 4  // of the marker to each side of the number
	noteGap      = 10 // from the marker to the note
)

// placed is a text at its place.
type placed struct {
	run      run
	x        int // of the pen before the first letter, in 64ths of a pixel
	baseline int
	size     int
	ink      shade
}

// plan is where everything of a card goes, but the foot bar and the picture.
type plan struct {
	ground shade
	texts  []placed
	marker image.Rectangle // behind the number; may be empty
	tones  []image.Rectangle
	band   image.Rectangle // tinted; may be empty
	edge   image.Rectangle // hairline around a sheet; may be empty
}

// boxWidth and headSizes are the headline's room for each kind of wide card.
func boxWidth(k Kind) int { return [...]int{Text: 1088, Photo: 568, Sheet: 604}[k] }

func headSizes(k Kind) []int {
	switch k {
	case Photo:
		return []int{64, 58, 52, 46}
	case Sheet:
		return []int{84, 76, 68, 60, 52}
	}
	return []int{84, 76, 68, 60, 54}
}

// flush is the pen's place at which a stem begins where one of the kicker
// does: a letter's own space grows with its size and would indent large type.
func (sh *shape) flush(size int) int {
	const stem = 54 // thousandths, of H
	return sh.margin*64 + stem*(sh.kickerSize-size)*64/em
}

func newPlan(f *face, s *Spec) *plan {
	sh := s.shape()
	p := &plan{ground: sh.ground, band: sh.band}
	if s.Kind == Sheet {
		// Many sheets are as pale as the ground.
		p.edge = sh.picture.Inset(-2).Intersect(image.Rect(0, 0, sh.width, cmp.Or(sh.band.Max.Y, sh.footTop)))
	}
	if k := f.clean(s.Kicker); k != "" {
		p.add(placed{f.cut(k, sh.box*em/sh.kickerSize), sh.flush(sh.kickerSize), sh.kickerBase, sh.kickerSize, inkLink})
	}
	end := p.addHeadline(f, sh, f.headlineIn(f.clean(s.Title), sh.box, sh.sizes, room{sh.maxLines, sh.maxHeight}))
	right := p.addLastLine(f, sh, s)
	if s.Kind == Text {
		p.tones = steps(image.Rect(right, end, sh.width-sh.margin, sh.footTop))
	}
	return p
}

func (p *plan) add(t placed) {
	if len(t.run.glyph) > 0 {
		p.texts = append(p.texts, t)
	}
}

// addHeadline gives the lowest y that the headline's ink may reach.
func (p *plan) addHeadline(f *face, sh *shape, h headline) (end int) {
	y := sh.headTop + (95*h.size+50)/100
	for i, l := range h.lines {
		if i == 0 {
			top := 0
			for _, g := range l.glyph {
				top = max(top, int(f.letters[g].top))
			}
			y = max(y, sh.headAir+(top*h.size+em-1)/em)
		}
		p.add(placed{l, sh.flush(h.size), y, h.size, inkInk})
		y += h.leading
	}
	return y - h.leading + h.size/4
}

// addLastLine sets the number and the note; it gives the x where they end.
func (p *plan) addLastLine(f *face, sh *shape, s *Spec) (right int) {
	width := sh.box
	x, label := sh.margin, f.clean(s.Label)
	if c := f.measure(f.clean(s.N)); len(c.glyph) > 0 {
		w := (f.width(c)*sh.countSize + em - 1) / em
		end := sh.margin + w + markerBeside
		// A number without what it counts says nothing, and a number is not cut.
		if left := sh.margin + width - end - noteGap; label != "" && left > 0 && f.width(c)*sh.countSize/em < width/2 {
			p.marker = image.Rect(sh.margin-markerBeside, sh.markerTop, end, sh.lastBase)
			p.add(placed{c, sh.margin * 64, sh.lastBase, sh.countSize, inkInk})
			x = end + noteGap
		} else {
			label = ""
		}
	}
	note := f.note(label, f.clean(s.Unit), f.clean(s.Date), (sh.margin+width-x)*em/sh.noteSize)
	if x == sh.margin {
		p.add(placed{note, sh.flush(sh.noteSize), sh.lastBase, sh.noteSize, inkSoft})
	} else {
		p.add(placed{note, x * 64, sh.lastBase, sh.noteSize, inkSoft})
	}
	return x + f.width(note)*sh.noteSize/em
}

// note joins the pieces of the last line, leaving out or cutting what does not
// fit: first the unit, last what the number counts; never the date.
func (f *face) note(label, unit, date string, width int) run {
	const dot = " · "
	join := func(parts ...string) string {
		var kept []string
		for _, p := range parts {
			if p != "" {
				kept = append(kept, p)
			}
		}
		return strings.Join(kept, dot)
	}
	if r := f.measure(join(label, unit, date)); f.width(r) <= width {
		return r
	}
	others := f.width(f.measure(join(label, "", date)))
	if cut := f.cutUnit(unit, width-others-f.width(f.measure(dot))); cut != "" {
		if r := f.measure(join(label, cut, date)); f.width(r) <= width {
			return r
		}
	}
	if others <= width {
		return f.measure(join(label, date))
	}
	tail := 0
	if date != "" {
		tail = f.width(f.measure(dot + date))
	}
	if l := string(f.cut(label, width-tail).runes); l != "" {
		if r := f.measure(join(l, date)); f.width(r) <= width {
			return r
		}
	}
	return f.cut(join(date), width)
}

// cutUnit is the unit as far as it goes into the width, or "" when too little
// would be left to know it by: "CĐCS Sở…" is every unit.
func (f *face) cutUnit(unit string, width int) string {
	if unit == "" || width <= 0 {
		return ""
	}
	s := string(f.cut(unit, width).runes)
	if n := len(strings.Fields(s)); n < 4 || 2*n < len(strings.Fields(unit)) {
		return ""
	}
	return s
}

// steps are three rising bars, as in the mark, that stand on the foot bar in
// the room that the words leave at the right; none when there is little.
func steps(room image.Rectangle) []image.Rectangle {
	const wide, gap, air = 60, 40, 48
	high := min(room.Dy()-air, 230)
	if high < 140 || room.Dx()-air < 3*wide+2*gap {
		return nil
	}
	var all []image.Rectangle
	for i, h := range [...]int{11, 17, 23} {
		x := room.Max.X - (3-i)*wide - (2-i)*gap
		all = append(all, image.Rect(x, room.Max.Y-high*h/23, x+wide, room.Max.Y))
	}
	return all
}
