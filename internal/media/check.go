package media

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"strconv"

	"bantin/internal/diag"
	"bantin/internal/limits"

	"golang.org/x/image/webp"
)

// MaxPixels is the largest picture that is published unless site.yaml says
// otherwise: decoded, it takes 4 bytes for each pixel.
const MaxPixels = limits.Pixels

// Check gives the size of a picture, whose name says that it is one, and what is wrong with it. The Picture has
// only its size; it is zero when there is an error among the problems. Pictures of more than maxPixels are
// errors (0: MaxPixels), and so are drawings that hold one. It reads the head and the last bytes of a file; more only of
// drawings, and of files that end oddly. The first argument of each problem is the file's path.
func Check(fsys fs.FS, path string, maxPixels int64) (Picture, []diag.Diagnostic) {
	fail := func(code string, args ...string) (Picture, []diag.Diagnostic) {
		return Picture{}, []diag.Diagnostic{diag.New(path, 0, 0, code, append([]string{path}, args...)...)}
	}
	f, err := fsys.Open(path)
	if err != nil {
		return fail("unreadable-image", reason(err))
	}
	defer f.Close()

	var seen bytes.Buffer // what the decoder has read, for the orientation
	r := bufio.NewReaderSize(io.LimitReader(f, int64(limits.MaxHead)), 16<<10)
	head, err := r.Peek(SniffLen)
	if err != nil && err != io.EOF {
		return fail("unreadable-image", reason(err))
	}
	want, got := Named(path), Sniff(head)
	if got == Unknown && want == SVG && bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("<")) {
		got = SVG // after a long comment
	}
	switch {
	case got == HEIC, want == HEIC:
		return fail("heic-image")
	case got == Unknown:
		return fail("bad-image")
	case got != want:
		return fail("wrong-image-type", string(want), string(got))
	}
	if maxPixels <= 0 {
		maxPixels = MaxPixels
	}
	if got == SVG {
		return checkSVG(path, io.MultiReader(r, f), maxPixels)
	}
	config, err := decodeConfig(got, io.TeeReader(r, &seen))
	if err != nil || config.Width < 1 || config.Height < 1 {
		return fail("bad-image")
	}
	if int64(config.Width)*int64(config.Height) > maxPixels {
		return fail("image-too-large", strconv.Itoa(config.Width), strconv.Itoa(config.Height), megapixels(maxPixels))
	}
	if config.Width > limits.Side || config.Height > limits.Side {
		return fail("image-side-too-long", strconv.Itoa(config.Width), strconv.Itoa(config.Height), strconv.Itoa(limits.Side))
	}
	if !whole(fsys, f, path, got) {
		return fail("bad-image")
	}
	pic := Picture{Width: config.Width, Height: config.Height}
	if orientationOf(fsys, f, path, seen.Bytes(), got) >= 5 { // lying on its side
		pic.Width, pic.Height = pic.Height, pic.Width
	}
	return pic, nil
}

// megapixels is a number of pixels in millions, as site.yaml sets it.
func megapixels(n int64) string { return strconv.FormatFloat(float64(n)/1e6, 'f', -1, 64) }

func decodeConfig(f Format, r io.Reader) (image.Config, error) {
	switch f {
	case JPEG:
		return jpeg.DecodeConfig(r)
	case PNG:
		return png.DecodeConfig(r)
	case GIF:
		return gif.DecodeConfig(r)
	}
	return webp.DecodeConfig(r)
}

// whole tells whether the file has its end. Most files show it in their last
// bytes; the others (with something after the end, or cut off) are read.
func whole(fsys fs.FS, f fs.File, path string, format Format) bool {
	size := sizeOf(f)
	if at, ok := f.(io.ReaderAt); ok && size >= 12 {
		var head, tail [12]byte
		if _, err := at.ReadAt(tail[:], int64(size)-12); err != nil && err != io.EOF {
			return false
		}
		if _, err := at.ReadAt(head[:], 0); err != nil && err != io.EOF {
			return false
		}
		if hasEnd(format, head[:], tail[:], size) {
			return true
		}
	}
	if size > int(limits.MaxWalk) {
		return true
	}
	data, err := fs.ReadFile(fsys, path)
	if err != nil || len(data) < 12 {
		return false
	}
	var out bytes.Buffer
	return stripper(format)(&out, data) == nil
}

// hasEnd tells whether a file of the given size has its end, by its first and last twelve bytes.
func hasEnd(f Format, head, tail []byte, size int) bool {
	switch f {
	case JPEG:
		return string(tail[10:]) == "\xff\xd9"
	case PNG:
		return string(tail[4:8]) == "IEND"
	case GIF:
		return tail[11] == ';'
	}
	return int64(binary.LittleEndian.Uint32(head[4:]))+8 <= int64(size) // WebP has only its length
}

// reason says in a few words why a file cannot be read, without its path, which the diagnostic has.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
