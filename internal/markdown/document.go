// Package markdown turns the body of one file into HTML, once.
//
// A body is parsed and rendered when its file is loaded, long before anyone
// knows where its links lead: that is decided by all files together. So the
// HTML has a hole for each link, picture and video (a Ref), and whoever writes a
// page fills the holes with Document.Write. A link that leads nowhere keeps its
// words and loses its tag.
package markdown

import "bytes"

// RefKind says what stands in a hole.
type RefKind uint8

// The kinds of holes.
const (
	// Link is a hole pair: an opening tag at Open and a closing tag at Close.
	Link RefKind = iota
	// Image is a single hole for an img element. Its caption, if any, is in the HTML around it.
	Image
	// YouTube is a single hole for a video facade: a bare YouTube address that is alone in its paragraph.
	YouTube
)

// Ref is a link, picture or video that the body names.
type Ref struct {
	Kind RefKind
	// Open and Close are byte offsets into Document.HTML; equal but for links.
	Open, Close int
	// Dest is the address as the editor meant it, NFC, entities decoded. One with a
	// scheme (http, https, mailto, tel; in lower case) has the percent escapes of
	// its author; www. has got https://. A relative one has slashes only and its
	// percent escapes decoded, but for those of ? # and \, so it names a file as it
	// is called. For YouTube it is the 11-character id.
	Dest string
	// Title and Alt are plain text, not escaped. Alt is that of an image.
	Title, Alt string
	// Span is how many of the Refs that follow lie within this link.
	Span int
	// Line and Column are where the address's element begins in the file, from 1, columns in characters.
	Line, Column int
}

// Heading is a heading of the body.
type Heading struct {
	// Level is 2 to 6.
	Level int
	// ID is the anchor; unique within the body.
	ID string
	// Text is plain.
	Text string
}

// Document is one converted body. It is immutable.
type Document struct {
	// HTML is the body without its links, pictures and videos.
	HTML string
	// Refs are the holes, sorted by Open; a link comes before what it encloses.
	Refs []Ref
	// Headings in order; their ids are all anchors that links may name, with Anchors. None without ids.
	Headings []Heading
	// Anchors are the other ids: those of footnotes.
	Anchors []string
	// Lead is the text of the first paragraph, plain, white space collapsed.
	Lead string
	// Notes counts the footnotes.
	Notes int
	// Words counts the syllables of the body, for the reading time.
	Words int
}

// Write copies the body to w and calls fill at each hole. For a Link fill is
// called twice, with open true at its beginning and false at its end; for the
// others once, with open true.
func (d *Document) Write(w *bytes.Buffer, fill func(i int, open bool)) {
	// Links never nest (CommonMark 0.31, 6.3), so one pending end is enough.
	last, pending, until := 0, -1, -1
	flush := func(to int) {
		w.WriteString(d.HTML[last:to])
		last = to
	}
	end := func() {
		if pending >= 0 {
			flush(d.Refs[pending].Close)
			fill(pending, false)
			pending = -1
		}
	}
	for i := range d.Refs {
		if i > until {
			end()
		}
		r := &d.Refs[i]
		flush(r.Open)
		fill(i, true)
		if r.Kind == Link {
			pending, until = i, i+r.Span
		}
	}
	end()
	flush(len(d.HTML))
}
