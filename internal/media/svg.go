package media

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"bantin/internal/diag"
	"bantin/internal/drawing"
)

// checkSVG gives the size of a drawing, and what is left out of it when it is published.
func checkSVG(path string, r io.Reader, maxPixels int64) (Picture, []diag.Diagnostic) {
	data, err := io.ReadAll(io.LimitReader(r, int64(drawing.MaxSize)+1))
	if err != nil {
		return Picture{}, []diag.Diagnostic{diag.New(path, 0, 0, "unreadable-image", path, reason(err))}
	}
	found, err := drawing.Clean(new(bytes.Buffer), data, embedded(maxPixels))
	problem := func(code string, args ...string) []diag.Diagnostic {
		return []diag.Diagnostic{diag.New(path, found.Line, found.Column, code, append([]string{path}, args...)...)}
	}
	var bad drawing.UnsafeError
	var large largeError
	switch {
	case errors.As(err, &bad):
		return Picture{}, problem("unsafe-svg", bad.What)
	case errors.As(err, &large):
		return Picture{}, problem("image-too-large", strconv.Itoa(large.width), strconv.Itoa(large.height), megapixels(maxPixels))
	case err != nil:
		return Picture{}, problem("bad-image")
	}
	pic := Picture{Width: found.Width, Height: found.Height}
	if found.Told != "" {
		return pic, problem("svg-cleaned", found.Told)
	}
	return pic, nil
}

// largeError says that a drawing holds a picture of too many pixels. It is refused, not left out: the cure is the
// same as of a picture by itself, the drawing is worth nothing without it, and what is published does not depend on a limit.
type largeError struct{ width, height int }

func (e largeError) Error() string {
	return fmt.Sprintf("a picture of %d × %d pixels", e.width, e.height)
}

// embedded makes a picture inside a drawing fit to publish as the same picture would be in a file of its own: of the
// type that it says it is, with a size that can be read and is not above the limit (0: none), stripped.
func embedded(maxPixels int64) drawing.Picture {
	return func(kind string, data []byte) (clean []byte, ok bool, err error) {
		format := Sniff(data)
		if format == Unknown || format != Named("a."+kind) {
			return nil, false, nil
		}
		config, err := decodeConfig(format, bytes.NewReader(data))
		if err != nil || config.Width < 1 || config.Height < 1 {
			return nil, false, nil
		}
		if maxPixels > 0 && int64(config.Width)*int64(config.Height) > maxPixels {
			return nil, false, largeError{config.Width, config.Height}
		}
		var w bytes.Buffer
		_ = stripper(format)(&w, data) // what is before the damage is shown, as of any picture
		return w.Bytes(), true, nil
	}
}

// stripSVG is checkSVG for Write, which has no limit. Of a drawing that cannot be published an empty one is left.
func stripSVG(w *bytes.Buffer, data []byte) error {
	if _, err := drawing.Clean(w, data, embedded(0)); err != nil {
		w.WriteString(drawing.Empty)
		return errDamaged
	}
	return nil
}
