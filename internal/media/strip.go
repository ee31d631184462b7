package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"bantin/internal/film"
)

// errDamaged says that a file ends too early or breaks the rules of its
// format. What came before is still written, closed properly.
var errDamaged = errors.New("damaged picture")

// Write appends the file as it is published: pictures and films without their
// metadata, drawings made safe, all other files as they are. It goes by what the file
// holds, not by its name, but for drawings. A damaged picture (Check reports it) is published up to
// the damage; errors are those of reading only.
//
// A JPEG, PNG or WebP picture that EXIF turns keeps an EXIF block with that one
// tag, or it would lie on its side: this is for pictures that nobody made anew.
func Write(w *bytes.Buffer, fsys fs.FS, path string) error {
	f, err := fsys.Open(path)
	if err != nil {
		return fmt.Errorf("publish %s: %w", path, err)
	}
	defer f.Close()
	start, size := w.Len(), sizeOf(f)
	var head [SniffLen]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return fmt.Errorf("publish %s: %w", path, err)
	}
	format := published(path, head[:n])
	strip := stripper(format)
	in, grow := w, size+bytes.MinRead
	if strip != nil {
		in = new(bytes.Buffer)
		w.Grow(size)
	}
	in.Grow(grow)
	in.Write(head[:n])
	if _, err := in.ReadFrom(f); err != nil {
		w.Truncate(start)
		return fmt.Errorf("publish %s: %w", path, err)
	}
	if strip != nil {
		_ = strip(w, in.Bytes()) // damage is Check's to report; the page must not lose the rest
	}
	switch format { // films are too large to be copied once more
	case MP4:
		film.EmptyMP4(w.Bytes()[start:])
	case Matroska:
		film.EmptyWebM(w.Bytes()[start:])
	}
	return nil
}

// published is the format that Write strips a file as. A file named .svg is a drawing whatever
// it begins with, for a browser is told so; one of another kind that only begins like a drawing is text.
func published(path string, head []byte) Format {
	format := Sniff(head)
	switch {
	case Named(path) == SVG && stripper(format) == nil:
		return SVG
	case Named(path) == Unknown && format == SVG:
		return Unknown
	}
	return format
}

// sizeOf is the file's size, or 0 when it does not say or says nonsense.
func sizeOf(f fs.File) int {
	st, err := f.Stat()
	if err != nil || st.Size() < 0 || st.Size() > 1<<30 {
		return 0
	}
	return int(st.Size())
}

// stripper gives the function that appends a picture to w without its
// metadata, or a drawing made safe; nil for formats that are copied. It returns errDamaged.
func stripper(f Format) func(w *bytes.Buffer, data []byte) error {
	switch f {
	case JPEG:
		return stripJPEG
	case PNG:
		return stripPNG
	case GIF:
		return stripGIF
	case WebP:
		return stripWebP
	case SVG:
		return stripSVG
	}
	return nil
}
