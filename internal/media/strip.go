package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// errDamaged says that a file ends too early or breaks the rules of its
// format. What came before is still written, closed properly.
var errDamaged = errors.New("damaged picture")

// Write appends the file as it is published: pictures without their
// metadata, all other files as they are. It goes by what the file holds, not by
// its name. A damaged picture (Inspect reports it) is published up to
// the damage; errors are those of reading only.
func Write(w *bytes.Buffer, fsys fs.FS, path string) error {
	f, err := fsys.Open(path)
	if err != nil {
		return fmt.Errorf("publish %s: %w", path, err)
	}
	defer f.Close()
	start, size := w.Len(), sizeOf(f)
	var head [sniffLen]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return fmt.Errorf("publish %s: %w", path, err)
	}
	strip := stripper(sniff(head[:n]))
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
		_ = strip(w, in.Bytes()) // damage is Inspect's to report; the page must not lose the rest
	}
	return nil
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
// metadata; nil for formats that are copied. It returns errDamaged.
func stripper(f format) func(w *bytes.Buffer, data []byte) error {
	switch f {
	case jpegFmt:
		return stripJPEG
	case pngFmt:
		return stripPNG
	case gifFmt:
		return stripGIF
	case webpFmt:
		return stripWebP
	}
	return nil
}
