package drawing

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bantin/internal/limits"
)

const (
	// maxTold is how many things that were left out are told of one drawing.
	maxTold = 10
	// maxToldItem is how many characters of each are told.
	maxToldItem = 30
	// maxToldText is how long all of them may be; package diag shows 200 characters of a value.
	maxToldText = 190
)

// toldKind says in which order things are told that were left out: what is more likely to be missed comes first.
type toldKind uint8

const (
	toldElement toldKind = iota
	toldAttr
	toldCSS
	toldKinds = iota
)

// cleaning is what cleanSVG found.
type cleaning struct {
	width, height int
	// told is what was left out although it may have been seen or have done something, each once:
	// elements, then attributes, then styles.
	told []string
	// at is where the first of them stood, or where the error is, in bytes.
	at int64
}

// cleanSVG is Clean for UTF-8.
func cleanSVG(w *bytes.Buffer, data []byte, picture Picture) (cleaning, error) {
	if len(data) > MaxSize {
		return cleaning{}, UnsafeError{"> " + limits.Drawing.String()}
	}
	start := w.Len()
	c := svgCleaner{w: w, picture: picture, d: xml.NewDecoder(bytes.NewReader(data))}
	c.css.tell = func(what string) { c.tell(toldCSS, what) }
	err := c.run()
	c.found.told = slices.Concat(c.told[:]...)
	if err == nil {
		c.at, err = c.refs.check()
	}
	if err != nil {
		w.Truncate(start)
		c.found.at = c.at
		return c.found, err
	}
	if c.xlink { // known only now
		insertAt(w, c.rootTag, ` xmlns:xlink="`+xlinkSpace+`"`)
	}
	w.WriteByte('\n')
	return c.found, nil
}

// insertAt puts text into the middle of a buffer.
func insertAt(w *bytes.Buffer, at int, text string) {
	tail := bytes.Clone(w.Bytes()[at:])
	w.Truncate(at)
	w.WriteString(text)
	w.Write(tail)
}

type svgCleaner struct {
	w       *bytes.Buffer
	d       *xml.Decoder
	picture Picture
	css     cssCleaner
	found   cleaning
	told    [toldKinds][]string
	refs    svgRefs
	at      int64 // where the present token begins

	depth   int      // of the present element, whether written or not
	skip    int      // the depth of the element that is left out; 0: none
	open    []string // elements that are written
	texts   int      // how many of them hold text
	tag     bool     // the last tag is written but for its end
	style   *strings.Builder
	styleAt int64 // where it begins
	bare    bool  // the drawing has no namespace; it is given one
	root    bool  // has been seen
	rootTag int   // where a namespace of the root element goes
	xlink   bool
	refused error // the picture's
}

// tell notes what is left out.
func (c *svgCleaner) tell(kind toldKind, what string) {
	if c.found.told == nil {
		c.found.told, c.found.at = []string{}, c.at
	}
	what = clipAt(what, maxToldItem)
	if told := &c.told[kind]; len(*told) <= maxTold && !slices.Contains(*told, what) {
		*told = append(*told, what)
	}
}

func (c *svgCleaner) run() error {
	for range limits.DrawingTokens {
		c.at = c.d.InputOffset()
		t, err := c.d.Token()
		switch {
		case err == io.EOF && c.root:
			return nil
		case err != nil:
			c.at = c.d.InputOffset()
			return ErrDamaged
		}
		if err := c.token(t); err != nil {
			return err
		}
	}
	return UnsafeError{"> " + strconv.Itoa(limits.DrawingTokens) + " <…>"}
}

func (c *svgCleaner) token(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		c.end()
	case xml.CharData:
		return c.text(t)
	case xml.Directive:
		// A DOCTYPE that only names the standard, as drawing programs write it, declares nothing;
		// entities of another could stand for anything.
		word, rest, _ := strings.Cut(string(t), " ")
		if !strings.EqualFold(word, "DOCTYPE") || strings.Contains(rest, "[") || c.root {
			return UnsafeError{"<!" + clip(word) + ">"}
		}
	case xml.ProcInst:
		if strings.EqualFold(t.Target, "xml-stylesheet") {
			c.tell(toldElement, "<?xml-stylesheet?>")
		}
	}
	return nil
}

func (c *svgCleaner) start(e xml.StartElement) error {
	if c.depth++; c.depth > limits.DrawingDepth {
		return UnsafeError{"<" + clip(e.Name.Local) + "> > " + strconv.Itoa(limits.DrawingDepth)}
	}
	if !c.root {
		if c.root = true; e.Name.Local != "svg" || e.Name.Space != svgSpace && e.Name.Space != "" {
			return ErrDamaged
		}
		c.bare = e.Name.Space == ""
		c.found.width, c.found.height = svgSize(e)
	} else if c.depth == 1 {
		return ErrDamaged // a second root
	}
	if c.skip > 0 || c.style != nil {
		return nil
	}
	attrs, err := c.keep(e)
	if err != nil || c.skip > 0 {
		return err
	}
	c.closeTag()
	c.w.WriteString("<" + e.Name.Local)
	if c.depth == 1 {
		c.w.WriteString(` xmlns="` + svgSpace + `"`)
		c.rootTag = c.w.Len()
	}
	for _, a := range attrs {
		c.xlink = c.xlink || a.Name.Space == "xlink"
		writeAttr(c.w, a)
	}
	c.open, c.tag = append(c.open, e.Name.Local), true
	c.refs.start(e.Name.Local, attrs, c.at)
	switch {
	case e.Name.Local == "style":
		c.style, c.styleAt = new(strings.Builder), c.at
	case holdsText(e.Name.Local):
		c.texts++
	}
	return nil
}

// keep gives the attributes of an element that is published; another begins what is skipped.
func (c *svgCleaner) keep(e xml.StartElement) ([]xml.Attr, error) {
	name := e.Name.Local
	switch {
	case e.Name.Space == htmlSpace:
		c.tell(toldElement, "<"+name+">")
		c.skip = c.depth
	case e.Name.Space != svgSpace && !(c.bare && e.Name.Space == ""), name == "metadata", ofAdobe(e):
		c.skip = c.depth // private data of the program that made the drawing
	case !svgElement(name):
		c.tell(toldElement, "<"+name+">")
		c.skip = c.depth
	}
	if c.skip > 0 {
		return nil, nil
	}
	kept := make([]xml.Attr, 0, len(e.Attr))
	for _, a := range e.Attr {
		a, ok := c.attr(name, a)
		if c.refused != nil {
			return nil, c.refused
		}
		if !ok {
			continue
		}
		if slices.ContainsFunc(kept, func(b xml.Attr) bool { return b.Name == a.Name }) {
			return nil, ErrDamaged // given twice: no browser shows such a file
		}
		kept = append(kept, a)
	}
	return kept, nil
}

// ofAdobe tells whether an element is only for Adobe's programs: no browser shows it.
func ofAdobe(e xml.StartElement) bool {
	return slices.ContainsFunc(e.Attr, func(a xml.Attr) bool {
		return a.Name.Local == "requiredExtensions" && strings.HasPrefix(a.Value, "http://ns.adobe.com/")
	})
}

func (c *svgCleaner) text(t xml.CharData) error {
	blank := len(bytes.TrimLeftFunc(t, unicode.IsSpace)) == 0
	switch {
	case c.depth == 0:
		if !blank {
			return ErrDamaged // outside of the root
		}
	case c.skip > 0:
	case c.style != nil:
		c.style.Write(t)
	case blank || c.texts > 0: // other text is not shown
		c.closeTag()
		writeText(c.w, string(t))
		c.refs.text(t)
	}
	return nil
}

func (c *svgCleaner) end() {
	depth := c.depth
	c.depth--
	if c.skip > 0 {
		if depth == c.skip {
			c.skip = 0
		}
		return
	}
	if c.style != nil {
		if depth > len(c.open) { // of an element inside of the style, which is passed over
			return
		}
		c.endStyle()
	}
	name := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	c.refs.end()
	if holdsText(name) {
		c.texts--
	}
	if c.tag {
		c.w.WriteString("/>")
		c.tag = false
		return
	}
	c.w.WriteString("</" + name + ">")
}

func (c *svgCleaner) endStyle() {
	css := c.style.String()
	c.style, c.at = nil, c.styleAt
	if len(css) > int(limits.DrawingStyle) {
		c.tell(toldElement, "<style> > "+limits.DrawingStyle.String())
		return
	}
	if css = c.css.sheet(css); css != "" {
		c.closeTag()
		writeText(c.w, css)
		c.refs.sheet(css)
	}
}

// closeTag writes the end of the last tag.
func (c *svgCleaner) closeTag() {
	if c.tag {
		c.w.WriteByte('>')
		c.tag = false
	}
}
