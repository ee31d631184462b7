package drawing

import (
	"bytes"
	"errors"

	"bantin/internal/limits"
)

// MaxSize bounds drawings in bytes; they are read whole. Clean refuses larger ones.
const MaxSize = int(limits.Drawing)

// Empty is a drawing of nothing: what is published in the place of one that Clean refuses.
const Empty = `<svg xmlns="` + svgSpace + `"/>` + "\n"

// ErrDamaged says that a file is no XML, or holds no drawing.
var ErrDamaged = errors.New("damaged drawing")

// UnsafeError says why a drawing cannot be made safe.
type UnsafeError struct {
	What string // in its own words, such as "<!ENTITY>" or "> 16 MB"
}

func (e UnsafeError) Error() string { return "unsafe drawing: " + e.What }

// Picture makes a picture that a drawing holds fit to publish. kind is the type that its address names:
// "jpeg", "png", "gif" or "webp". ok is false when it is to be left out; with an error the
// whole drawing is refused. Clean gives errors back as they are.
type Picture func(kind string, data []byte) (clean []byte, ok bool, err error)

// Found is what Clean finds in a drawing.
type Found struct {
	// Width and Height are its size in pixels, 0, 0 when it does not say it.
	Width, Height int
	// Told lists what was left out although it may have been seen or have done something: elements, then
	// attributes, then styles, as much as a message shows. "" when nothing was.
	Told string
	// Line and Column are where the first of it stood, or the error, both from 1.
	Line, Column int
}

// Clean appends a drawing to w as it is published. A browser that opens a
// drawing by its own address runs its scripts in the site's name, and one that shows it asks
// other hosts for what it names. So the drawing is written anew from what was read and is on the
// lists (svg_allow.go, css_allow.go): nothing that was not understood comes
// out, and a trick that this reader sees differently than a browser is no danger.
// Cleaning twice is cleaning once. With an error (ErrDamaged, an UnsafeError, or the picture's) nothing is appended.
func Clean(w *bytes.Buffer, data []byte, picture Picture) (Found, error) {
	data = utf8XML(data)
	c, err := cleanSVG(w, data, picture)
	found := Found{Width: c.width, Height: c.height, Told: toldText(c.told)}
	found.Line, found.Column = position(data, c.at)
	return found, err
}
