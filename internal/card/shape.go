package card

import "image"

// shape is the measures of a card, in pixels. Texts stand on baselines.
type shape struct {
	width, height int
	margin        int

	kickerBase, kickerSize int
	headTop                int
	headAir                int // no ink of the headline above this: the kicker's letters hang down to a little less
	lastBase               int
	countSize, noteSize    int
	markerTop              int
	footTop                int

	// The headline's room: its sizes from the largest on, lines and height at most.
	box                 int
	sizes               []int
	maxLines, maxHeight int

	ground  shade
	picture image.Rectangle // empty for a card of words only
	band    image.Rectangle // tinted, behind the picture; may be empty
}

// shapeOf gives the measures of a kind of card.
func shapeOf(k Kind, square bool) *shape {
	if square {
		return squareOf(k)
	}
	s := &shape{
		width: Width, height: Height, margin: margin, kickerBase: kickerBase, kickerSize: kickerSize, headTop: headTop, headAir: headAir,
		lastBase: lastBase, countSize: countSize, noteSize: noteSize, markerTop: markerTop, footTop: footTop,
		box: boxWidth(k), sizes: headSizes(k), maxLines: maxLines, maxHeight: maxHeight,
	}
	if k != Text {
		s.picture = pictureArea(k)
	}
	if k == Sheet {
		s.ground = groundTint
	}
	return s
}

// squareOf gives the measures of a square card: the picture over the words. Type is larger than on wide cards, since
// a phone shows a square card no wider than those.
func squareOf(k Kind) *shape {
	const top = Side - (Height - footTop) // of the foot bar
	s := &shape{
		width: Side, height: Side, margin: 64, kickerBase: 136, kickerSize: 36, headTop: 176, headAir: 156,
		lastBase: 926, countSize: 58, noteSize: 34, markerTop: 901, footTop: top,
		box: Side - 2*64, sizes: []int{84, 76, 68, 60}, maxLines: 7, maxHeight: 660,
	}
	if k == Text {
		return s
	}
	const under = 516 // the words begin here
	s.kickerBase, s.headTop, s.headAir = under+62, under+96, under+78
	s.sizes, s.maxLines, s.maxHeight = []int{68, 60, 54, 46}, 4, 232
	s.picture = image.Rect(0, 0, Side, under)
	if k == Sheet {
		s.band = s.picture
		s.picture = image.Rect((Side-SquareSheetWidth)/2, 44, (Side+SquareSheetWidth)/2, under)
	}
	return s
}

// shape gives the measures of a card.
func (s *Spec) shape() *shape { return shapeOf(s.Kind, s.Square) }
