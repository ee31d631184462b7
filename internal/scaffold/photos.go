package scaffold

import (
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/media"
	"bantin/internal/viet"
)

// Photo is a picture that comes with a new post.
type Photo struct {
	// Path is where it lies now, as the operating system names it; Name is the last part of that.
	Path, Name string
	// Alt says what it shows.
	Alt string
}

// maxPhoto is how many bytes a picture may have, as in a build.
const maxPhoto = int64(limits.PictureFile)

// A PhotoError tells why a picture cannot be taken.
type PhotoError struct {
	// Path is that of the Photo.
	Path string
	// Problem says what is wrong with what the file holds; without a Code the
	// file is no picture at all, and Is says what it is ("" where unknown).
	Problem diag.Diagnostic
	Is      string
}

func (e *PhotoError) Error() string {
	if e.Problem.Code == "" {
		return e.Path + " is not a picture"
	}
	return e.Problem.Message("en")
}

// endings are the formats that are published, with the ending of their names.
var endings = map[media.Format]string{
	media.JPEG: ".jpg", media.PNG: ".png", media.GIF: ".gif", media.WebP: ".webp", media.SVG: ".svg",
}

// CheckPhoto tells, before anything is asked, whether a file can be taken as a picture.
func CheckPhoto(p Photo) error {
	f, _, err := openPhoto(p)
	if err == nil {
		err = f.Close()
	}
	return err
}

// openPhoto opens a picture and tells its format by what it holds: its name may be wrong.
func openPhoto(p Photo) (f *os.File, format media.Format, err error) {
	info, err := os.Stat(p.Path)
	switch {
	case err != nil:
		return nil, "", err
	case !info.Mode().IsRegular():
		return nil, "", &PhotoError{Path: p.Path}
	case info.Size() > maxPhoto:
		return nil, "", &PhotoError{Path: p.Path, Problem: diag.New(p.Path, 0, 0, "image-file-too-large", p.Path)}
	}
	if f, err = os.Open(p.Path); err != nil {
		return nil, "", err
	}
	defer func() {
		if err != nil {
			f.Close()
			f = nil
		}
	}()
	head := make([]byte, media.SniffLen)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, "", err
	}
	if _, err = f.Seek(0, io.SeekStart); err != nil {
		return nil, "", err
	}
	format = media.Sniff(head[:n])
	if format == media.Unknown && media.Named(p.Name) != media.Unknown {
		format = media.Named(p.Name) // a damaged picture, which the check names
	}
	switch _, ok := endings[format]; {
	case format == media.HEIC:
		return nil, "", &PhotoError{Path: p.Path, Problem: diag.New(p.Path, 0, 0, "heic-image", p.Path)}
	case !ok:
		return nil, "", &PhotoError{Path: p.Path, Is: string(format)}
	}
	return f, format, nil
}

// addPhotos copies pictures into a folder of the stage under names that are
// safe everywhere, and gives those names.
func (s *stage) addPhotos(dir string, photos []Photo, unnamed string) (names []string, err error) {
	if err := s.root.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	for _, p := range photos {
		f, format, err := openPhoto(p)
		if err != nil {
			return nil, err
		}
		name := photoName(p.Name, format, unnamed, names)
		err = copyNew(s.root, path.Join(dir, name), io.LimitReader(f, maxPhoto))
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("copy %s: %w", p.Path, err)
		}
		_, problems := media.Check(s.root.FS(), path.Join(dir, name), s.desk.Site.Settings.MaxPixels)
		for _, d := range problems {
			if d.Severity == diag.Error {
				d.File, d.Args[0] = p.Path, p.Path // where the person knows it
				return nil, &PhotoError{Path: p.Path, Problem: d}
			}
		}
		names = append(names, name)
	}
	return names, nil
}

// photoName gives a picture a name without accents, spaces and capitals, with the
// ending of its true format, that none of the others has.
func photoName(name string, format media.Format, unnamed string, others []string) string {
	ext := strings.ToLower(path.Ext(name))
	switch media.Named(name) {
	case format:
		name = name[:len(name)-len(ext)]
	case media.Unknown: // no ending, or a dot inside of the name: “1. Hội trường”
		ext = endings[format]
	default:
		name, ext = name[:len(name)-len(ext)], endings[format]
	}
	base := viet.Slug(name)
	if base == "" {
		base = unnamed
	}
	try := base + ext
	for n := 2; slices.Contains(others, try); n++ {
		try = base + "-" + strconv.Itoa(n) + ext
	}
	return try
}
