package report

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// archive writes the parts of a workbook in a fixed order and with one date for
// all: the first that a zip archive can name. So a workbook has the same bytes at
// any time. Of itself excelize writes the sheets in the order of a map.
type archive struct {
	out   io.Writer
	parts []*part
	// edit may change a part before it is written.
	edit  func(name string, data []byte) []byte
	flate *flate.Writer
}

type part struct {
	name string
	bytes.Buffer
}

// Create adds a part; it is written by Close.
func (a *archive) Create(name string) (io.Writer, error) {
	p := &part{name: name}
	a.parts = append(a.parts, p)
	return p, nil
}

// AddFS is there for excelize.ZipWriter. A workbook has no files of a folder.
func (a *archive) AddFS(fs.FS) error { return nil }

// Close writes the archive. The list of content types comes first, where programs that
// look at the first bytes of a file expect it.
func (a *archive) Close() error {
	const first = "[Content_Types].xml"
	slices.SortFunc(a.parts, func(x, y *part) int {
		switch {
		case x.name == first:
			return -1
		case y.name == first:
			return 1
		}
		return strings.Compare(x.name, y.name)
	})
	date := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	z := zip.NewWriter(a.out)
	z.RegisterCompressor(zip.Deflate, a.compressor)
	for _, p := range a.parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: date})
		if err == nil {
			_, err = w.Write(a.edit(p.name, p.Bytes()))
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// compressor gives the compressor for the next part: one for all, since parts
// are written one after the other, and the fast one, since workbooks are small.
func (a *archive) compressor(w io.Writer) (io.WriteCloser, error) {
	if a.flate != nil {
		a.flate.Reset(w)
		return a.flate, nil
	}
	var err error
	a.flate, err = flate.NewWriter(w, flate.BestSpeed)
	return a.flate, err
}

var _ excelize.ZipWriter = (*archive)(nil)
