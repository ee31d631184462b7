package photo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"

	"bantin/internal/media"

	"golang.org/x/image/webp"
)

// madeOf makes one picture, which must have no problem.
func madeOf(t testing.TB, name string, data []byte, use Use) (*Maker, media.Picture) {
	t.Helper()
	m := newMaker(t, newFolder(t, map[string][]byte{name: data}))
	pictures, problems, err := m.Make(t.Context(), []Request{{name, use}})
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Fatalf("%s: %v", name, problems)
	}
	return m, pictures[name]
}

// fileOf gives a variant's bytes.
func fileOf(t testing.TB, m *Maker, name string, v media.Variant) []byte {
	t.Helper()
	var w bytes.Buffer
	var err error
	if v.Blob == media.Source {
		err = media.Write(&w, m.fsys, name)
	} else {
		err = m.Copy(&w, name, v.Blob)
	}
	if err != nil {
		t.Fatal(err)
	}
	if int64(w.Len()) != v.Size {
		t.Errorf("%s: %d bytes, Size says %d", name, w.Len(), v.Size)
	}
	return w.Bytes()
}

// look decodes a variant, and holds it against what is said of it.
func look(t testing.TB, m *Maker, name string, v media.Variant) *image.NRGBA {
	t.Helper()
	data := fileOf(t, m, name, v)
	if bytes.Contains(data, []byte("SECRET")) || bytes.Contains(data, []byte("Exif\x00")) {
		t.Errorf("%s %d: something private is left", name, v.Width)
	}
	var img image.Image
	var err error
	switch v.Type {
	case "jpg":
		img, err = jpeg.Decode(bytes.NewReader(data))
	case "png":
		img, err = png.Decode(bytes.NewReader(data))
	case "webp":
		img, err = webp.Decode(bytes.NewReader(data))
		switch m := img.(type) {
		case *image.YCbCr:
			fullRange(m)
		case *image.NYCbCrA:
			fullRange(&m.YCbCr)
		}
	default:
		t.Fatalf("%s: type %q", name, v.Type)
	}
	if err != nil {
		t.Fatalf("%s %d %s: %v", name, v.Width, v.Type, err)
	}
	if s := img.Bounds().Size(); s != image.Pt(v.Width, v.Height) {
		t.Errorf("%s: a variant of %v is said to be %dx%d", name, s, v.Width, v.Height)
	}
	out := image.NewNRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

func near(a, b color.NRGBA, by int) bool {
	d := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return d(a.R, b.R) <= by && d(a.G, b.G) <= by && d(a.B, b.B) <= by && d(a.A, b.A) <= by
}

// checkQuarters looks at the four corners.
func checkQuarters(t *testing.T, what string, m *image.NRGBA) {
	t.Helper()
	w, h := m.Rect.Dx(), m.Rect.Dy()
	for _, c := range []struct {
		x, y int
		want color.NRGBA
	}{{w / 4, h / 4, red}, {3 * w / 4, h / 4, green}, {w / 4, 3 * h / 4, blue}, {3 * w / 4, 3 * h / 4, white}} {
		if got := m.NRGBAAt(c.x, c.y); !near(got, c.want, 14) {
			t.Errorf("%s: at %d, %d of %dx%d is %v, want %v", what, c.x, c.y, w, h, got, c.want)
		}
	}
}

func all(p media.Picture) []media.Variant {
	list := append(append([]media.Variant(nil), p.WebP...), p.Plain...)
	for _, v := range []media.Variant{p.Full, p.Piece} {
		if v.Type != "" {
			list = append(list, v)
		}
	}
	return list
}

func widthsOf(list []media.Variant) (w []int) {
	for _, v := range list {
		w = append(w, v.Width)
	}
	return w
}

func TestOrientations(t *testing.T) {
	shown := quarters(500, 350)
	for o := 1; o <= 8; o++ {
		stored := lain(shown, o)
		for name, data := range map[string][]byte{
			"a.jpg": phone(t, stored, o),
			"a.png": withChunk(pngOf(t, stored), "eXIf", string(tiff(o))),
		} {
			t.Run(fmt.Sprintf("%s/%d", name, o), func(t *testing.T) {
				m, p := madeOf(t, name, data, Shown)
				if p.Width != 500 || p.Height != 350 {
					t.Fatalf("size %dx%d", p.Width, p.Height)
				}
				if got := p.Plain[len(p.Plain)-1].Width; got != 500 {
					t.Errorf("widest is %d", got)
				}
				for _, v := range all(p) {
					checkQuarters(t, fmt.Sprint(v), look(t, m, name, v))
				}
				if (p.Full.Type != "") != (o > 1) {
					t.Errorf("Full is %+v", p.Full)
				}
				if o > 1 && (p.Full.Width != 500 || p.Full.Height != 350 || p.Full.Type != name[2:]) {
					t.Errorf("Full is %+v", p.Full)
				}
			})
		}
	}
}

func TestWidths(t *testing.T) {
	for _, c := range []struct {
		w, h int
		use  Use
		want string
	}{
		{1, 1, Shown, "[1]"}, {479, 300, Shown, "[479]"}, {480, 300, Shown, "[480]"}, {481, 300, Shown, "[480 481]"},
		{1599, 9, Shown, "[480 800 1200 1599]"}, {1600, 9, Shown, "[480 800 1200 1600]"}, {1601, 9, Cover, "[480 800 1200 1600]"},
		{4000, 1, Shown | Logo, "[96 192 480 800 1200 1600]"}, {50, 50, Logo, "[50]"}, {150, 90, Logo, "[96 150]"}, {900, 900, Logo, "[96 192]"},
		{900, 9, Logo | Shown, "[96 192 480 800 900]"}, {1200, 8000, Sheet, "[480 800 1200]"},
	} {
		use := joined([]Request{{"a.png", c.use}})["a.png"]
		if got := fmt.Sprint(widths(c.w, use)); got != c.want {
			t.Errorf("%d for %d: %s, want %s", c.w, c.use, got, c.want)
		}
	}
}

// A picture that is only linked is made anew when it lies on its side, and not decoded otherwise.
func TestLinked(t *testing.T) {
	_, p := madeOf(t, "a.jpg", phone(t, lain(quarters(600, 420), 6), 6), 0)
	if p.Width != 600 || p.Height != 420 || p.Full.Type != "jpg" || len(all(p)) != 1 {
		t.Errorf("turned: %+v", p)
	}
	_, p = madeOf(t, "a.jpg", phone(t, quarters(600, 420), 1), 0)
	if p.Width != 600 || p.Full.Type != "" || p.Hash != "" || len(all(p)) != 0 {
		t.Errorf("upright: %+v", p)
	}
}

// TestSizes has a tall picture that is larger with CI=true.
func TestSizes(t *testing.T) {
	tall := image.Pt(600, 4000)
	if os.Getenv("CI") == "true" {
		tall = image.Pt(1200, 8000)
	}
	for _, size := range []image.Point{{1, 1}, {2, 1}, {479, 320}, {480, 320}, {481, 320}, {1650, 3}, {1700, 1}, {3, 2000}, tall} {
		for _, name := range []string{"a.jpg", "a.png"} {
			t.Run(fmt.Sprint(size, name), func(t *testing.T) {
				var data []byte
				switch {
				case name == "a.jpg":
					data = jpegOf(t, noisy(size.X, size.Y))
				case size == tall: // takes long as drawing
					return
				default:
					data = pngOf(t, quarters(size.X, size.Y))
				}
				m, p := madeOf(t, name, data, Shown|Cover)
				if len(p.Plain) == 0 {
					t.Fatalf("no variants: %+v", p)
				}
				if last := p.Plain[len(p.Plain)-1]; last.Width != min(size.X, 1600) && last.Blob != media.Source {
					t.Errorf("widest is %d", last.Width)
				}
				for _, list := range [][]media.Variant{p.WebP, p.Plain} {
					for i, v := range list {
						look(t, m, name, v)
						if i > 0 && (v.Size <= list[i-1].Size || v.Width <= list[i-1].Width) {
							t.Errorf("not ascending: %+v", list)
						}
					}
				}
				if p.Piece.Type == "" {
					t.Error("no piece")
				}
				look(t, m, name, p.Piece)
			})
		}
	}
}

func TestTooHighForWebP(t *testing.T) {
	m, p := madeOf(t, "a.png", pngOf(t, quarters(520, 17000)), Sheet)
	if got := fmt.Sprint(widthsOf(p.WebP)); got != "[480]" {
		t.Errorf("WebP %s", got)
	}
	if got := p.Plain[len(p.Plain)-1].Width; got != 520 {
		t.Errorf("Plain %v", p.Plain)
	}
	if p.Piece.Width != 420 || p.Piece.Height != 498 {
		t.Errorf("piece %+v", p.Piece)
	}
	look(t, m, "a.png", p.Piece)
}

// TestFiles decodes files of many makers; gradient goes from red above to blue below.
func TestFiles(t *testing.T) {
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() {
			continue
		}
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile("testdata/" + name)
			if err != nil {
				t.Fatal(err)
			}
			m, p := madeOf(t, name, data, Shown|Cover)
			if strings.HasPrefix(name, "moving") {
				if len(all(p)) > 0 || p.Hash != "" || p.Width != 32 {
					t.Errorf("a moving picture: %+v", p)
				}
				return
			}
			if p.Width != 96 || p.Height != 64 || len(p.Plain) != 1 || p.Piece.Width != 64 {
				t.Fatalf("%+v", p)
			}
			for _, v := range append(p.Plain, p.WebP...) {
				got := look(t, m, name, v)
				top, bottom := got.NRGBAAt(48, 2), got.NRGBAAt(48, 61)
				if top.R < 180 || top.B > 70 || bottom.B < 150 && bottom.A > 40 || bottom.R > 90 {
					t.Errorf("%s: from %v to %v", v.Type, top, bottom)
				}
				if seen := bottom.A < 40; seen != (name == "alpha.webp") {
					t.Errorf("%s: alpha %d", v.Type, bottom.A)
				}
			}
			if (p.Tone == 0) != (name == "alpha.webp") {
				t.Errorf("tone %d", p.Tone)
			}
		})
	}
}

func TestKindsOfPNG(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 40, 40))
	draw.Draw(deep, deep.Rect, quarters(40, 40), image.Point{}, draw.Src)
	gray := image.NewGray(image.Rect(0, 0, 40, 40))
	draw.Draw(gray, gray.Rect, quarters(40, 40), image.Point{}, draw.Src)
	glass := quarters(40, 40)
	for x := range 40 {
		glass.SetNRGBA(x, 39, color.NRGBA{0, 0, 0, 0})
	}
	palette := paletted(glass)
	frame := image.NewPaletted(image.Rect(10, 10, 30, 30), color.Palette{red, green})
	for name, c := range map[string]struct {
		data  []byte
		alpha bool
		check func(*testing.T, *image.NRGBA)
	}{
		"deep.png":    {data: pngOf(t, deep)},
		"gray.png":    {data: pngOf(t, gray), check: func(*testing.T, *image.NRGBA) {}},
		"palette.png": {data: pngOf(t, palette), alpha: true},
		"one.gif":     {data: gifOf(t, paletted(quarters(40, 40)), image.Pt(40, 40))},
		"part.gif": {data: gifOf(t, frame, image.Pt(40, 40)), alpha: true, check: func(t *testing.T, m *image.NRGBA) {
			if m.NRGBAAt(2, 2).A != 0 || !near(m.NRGBAAt(15, 15), red, 14) {
				t.Error("the frame is not in its place")
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			m, p := madeOf(t, name, c.data, Shown)
			if p.Width != 40 || len(p.WebP) != 1 || len(p.Plain) != 1 || (p.Tone == 0) != c.alpha {
				t.Fatalf("%+v", p)
			}
			for _, v := range all(p) {
				got := look(t, m, name, v)
				if got.Opaque() == c.alpha {
					t.Errorf("%s: opaque is %t", v.Type, got.Opaque())
				}
				if c.check != nil {
					c.check(t, got)
				} else {
					checkQuarters(t, v.Type, got)
				}
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	m := newMaker(t, newFolder(t, map[string][]byte{"a.jpg": jpegOf(t, noisy(900, 900))}))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := m.Make(ctx, []Request{{"a.jpg", Shown}}); err != context.Canceled {
		t.Errorf("error %v", err)
	}
}
