package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"bantin/internal/cache"
	"bantin/internal/webp"
)

// The corners of the picture that quarters draws.
var (
	red   = color.NRGBA{200, 30, 30, 255}
	green = color.NRGBA{30, 160, 40, 255}
	blue  = color.NRGBA{40, 50, 190, 255}
	white = color.NRGBA{250, 250, 250, 255}
)

// quarters draws red and green above blue and white.
func quarters(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := red
			switch {
			case x >= w/2 && y >= h/2:
				c = white
			case x >= w/2:
				c = green
			case y >= h/2:
				c = blue
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

// noisy draws what no lossless file can make small.
func noisy(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = uint8(100 + i/4%w*100/w + int(r.Uint32()%16))
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}

// lain gives the picture as a camera stores it that says with the orientation how
// to hold it (Exif 2.32, 4.6.4 A).
func lain(m *image.NRGBA, orientation int) *image.NRGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := [...]image.Point{1: {x, y}, {w - 1 - x, y}, {w - 1 - x, h - 1 - y}, {x, h - 1 - y},
				{y, x}, {y, w - 1 - x}, {h - 1 - y, w - 1 - x}, {h - 1 - y, x}}[orientation]
			out.SetNRGBA(to.X, to.Y, m.NRGBAAt(x, y))
		}
	}
	return out
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := jpeg.Encode(&w, m, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := png.Encode(&w, m); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func gifOf(t testing.TB, m *image.Paletted, canvas image.Point) []byte {
	t.Helper()
	var w bytes.Buffer
	err := gif.EncodeAll(&w, &gif.GIF{Image: []*image.Paletted{m}, Delay: []int{0}, Config: image.Config{
		ColorModel: m.Palette, Width: canvas.X, Height: canvas.Y}})
	if err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

// tiff is an EXIF block with the orientation and a place.
func tiff(orientation int) []byte {
	w := []byte("MM\x00*\x00\x00\x00\x08\x00\x02")
	w = append(w, "\x01\x12\x00\x03\x00\x00\x00\x01\x00"+string(rune(orientation))+"\x00\x00"...)
	w = append(w, "\x01\x0e\x00\x02\x00\x00\x00\x10\x00\x00\x00\x26"...) // ImageDescription, at 38
	w = append(w, "\x00\x00\x00\x00"...)
	return append(w, "SECRET 21.03N 10\x00"...)
}

func segment(marker byte, body string) []byte {
	w := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return append(w, body...)
}

// withSegments puts segments after the start of a JPEG file.
func withSegments(file []byte, segments ...[]byte) []byte {
	w := bytes.Clone(file[:2])
	for _, s := range segments {
		w = append(w, s...)
	}
	return append(w, file[2:]...)
}

// phone is a JPEG file as phones write it.
func phone(t testing.TB, m image.Image, orientation int) []byte {
	t.Helper()
	return phoneOf(jpegOf(t, m), orientation)
}

func phoneOf(file []byte, orientation int) []byte {
	return withSegments(file,
		segment(0xe1, "Exif\x00\x00"+string(tiff(orientation))),
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>SECRET</x:xmpmeta>"))
}

// withChunk puts a chunk after the header of a PNG file.
func withChunk(file []byte, kind, body string) []byte {
	w := bytes.Clone(file[:33])
	w = binary.BigEndian.AppendUint32(w, uint32(len(body)))
	w = append(w, kind+body...)
	w = binary.BigEndian.AppendUint32(w, crc32.ChecksumIEEE([]byte(kind+body)))
	return append(w, file[33:]...)
}

// profile writes an ICC profile of RGB: that of Display P3 with gamma 2.2 instead
// of its curve, or with a table of which nothing is known.
func profile(table bool) []byte {
	fixed := func(v float64) []byte { return binary.BigEndian.AppendUint32(nil, uint32(int32(math.Round(v*65536)))) }
	xyz := func(x, y, z float64) []byte {
		return bytes.Join([][]byte{[]byte("XYZ \x00\x00\x00\x00"), fixed(x), fixed(y), fixed(z)}, nil)
	}
	gamma := []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00")
	type tag struct {
		name string
		data []byte
	}
	tags := []tag{
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.5151, 0.2412, -0.0011)}, {"gXYZ", xyz(0.2920, 0.6922, 0.0419)}, {"bXYZ", xyz(0.1571, 0.0666, 0.7841)},
		{"rTRC", gamma}, {"gTRC", gamma}, {"bTRC", gamma},
	}
	if table {
		tags = []tag{{"wtpt", xyz(0.9642, 1, 0.8249)}, {"A2B0", append([]byte("mft2"), make([]byte, 70_000)...)}}
	}
	w := make([]byte, 128)
	copy(w[8:], "\x02\x40\x00\x00mntrRGB XYZ ")
	copy(w[36:], "acsp")
	copy(w[68:], xyz(0.9642, 1, 0.8249)[8:])
	w = binary.BigEndian.AppendUint32(w, uint32(len(tags)))
	at := len(w) + 12*len(tags)
	for _, t := range tags {
		w = append(w, t.name...)
		w = binary.BigEndian.AppendUint32(w, uint32(at))
		w = binary.BigEndian.AppendUint32(w, uint32(len(t.data)))
		at += len(t.data)
	}
	for _, t := range tags {
		w = append(w, t.data...)
	}
	binary.BigEndian.PutUint32(w, uint32(len(w)))
	return w
}

// folder is a site's folder on disk that counts what is opened.
type folder struct {
	fs.FS
	dir   string
	opens *atomic.Int64
}

func newFolder(t testing.TB, files map[string][]byte) folder {
	t.Helper()
	f := folder{dir: t.TempDir(), opens: new(atomic.Int64)}
	f.FS = os.DirFS(f.dir)
	for name, data := range files {
		f.write(t, name, data)
	}
	return f
}

func (f folder) write(t testing.TB, name string, data []byte) {
	t.Helper()
	path := filepath.Join(f.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func (f folder) Open(name string) (fs.File, error) {
	f.opens.Add(1)
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return agedFile{file.(*os.File)}, nil
}

func (f folder) ReadFile(name string) ([]byte, error) {
	f.opens.Add(1)
	return fs.ReadFile(f.FS, name)
}

func (f folder) Stat(name string) (fs.FileInfo, error) { return age(fs.Stat(f.FS, name)) }

// agedFile was written an hour before it was, so that its stamp is trusted.
type agedFile struct{ *os.File }

func (f agedFile) Stat() (fs.FileInfo, error) { return age(f.File.Stat()) }

type agedInfo struct{ fs.FileInfo }

func (i agedInfo) ModTime() time.Time { return i.FileInfo.ModTime().Add(-time.Hour) }
func (i agedInfo) Sys() any           { return nil }

func age(info fs.FileInfo, err error) (fs.FileInfo, error) { return agedInfo{info}, err }

func openCache(t testing.TB, dir string) *cache.Cache {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := cache.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return c
}

// encoder is shared by the tests, since it takes long to compile.
var encoder = sync.OnceValues(func() (*webp.Encoder, error) { return webp.New(context.Background()) })

// newMaker gives a Maker with an empty cache.
func newMaker(t testing.TB, fsys fs.FS) *Maker {
	t.Helper()
	return makerIn(t, fsys, Options{Cache: openCache(t, t.TempDir())})
}

func makerIn(t testing.TB, fsys fs.FS, o Options) *Maker {
	t.Helper()
	m := New(fsys, o)
	var err error
	if m.encoder, err = encoder(); err != nil {
		t.Fatal(err)
	}
	return m
}

func jpegQuality(t testing.TB, m image.Image, quality int) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := jpeg.Encode(&w, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}
