package photo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"testing"

	"bantin/internal/card"
	"bantin/internal/media"
	"bantin/internal/raster"
)

// TestLists holds the rules of which variants are kept, on files of given sizes.
func TestLists(t *testing.T) {
	list := func(sizes ...int64) (l []file) {
		for i, n := range sizes {
			l = append(l, file{Variant: media.Variant{Width: shownWidths[i], Size: n}})
		}
		return l
	}
	for _, c := range []struct {
		list []file
		want string
	}{
		{list(10, 20, 30), "[480 800 1200]"}, {list(10, 40, 30), "[480 1200]"}, {list(50, 40, 30), "[1200]"},
		{list(30, 30), "[800]"}, {list(35, 20, 30), "[800 1200]"}, {nil, "[]"},
	} {
		var got []int
		for _, f := range leaner(c.list) {
			got = append(got, f.Width)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("of %v: %v, want %s", c.list, got, c.want)
		}
	}
	if !useless(list(5, 20), list(4, 20)) || useless(list(5, 20), list(6, 20)) || useless(list(5, 19), list(4, 20)) || useless(nil, list(3)) {
		t.Error("useless")
	}
}

// TestDrawing has text-like edges: lossless files are smaller, and exact.
func TestDrawing(t *testing.T) {
	m, p := madeOf(t, "a.png", pngOf(t, quarters(1000, 600)), Shown)
	last := p.WebP[len(p.WebP)-1]
	if last.Width != 1000 || look(t, m, "a.png", last).NRGBAAt(250, 150) != red {
		t.Errorf("WebP %+v", last)
	}
	for _, v := range p.Plain {
		if v.Type != "png" {
			t.Errorf("Plain %+v", v)
		}
	}
	for _, v := range p.WebP {
		if v.Size > 10_000 {
			t.Errorf("WebP %+v", v)
		}
	}
}

// TestPhotoAsPNG has nothing that lossless files are good for.
func TestPhotoAsPNG(t *testing.T) {
	_, p := madeOf(t, "a.png", pngOf(t, noisy(1000, 600)), Shown)
	if got := fmt.Sprint(widthsOf(p.Plain), widthsOf(p.WebP)); got != "[480 800 1000] [480 800 1000]" {
		t.Error(got)
	}
	for _, v := range p.Plain {
		if v.Type != "jpg" {
			t.Errorf("Plain %+v", v)
		}
	}
}

func TestTransparentPhoto(t *testing.T) {
	img := noisy(600, 500)
	for x := range 600 {
		for y := range 100 {
			img.SetNRGBA(x, y, color.NRGBA{0, 255, 0, 0})
		}
	}
	m, p := madeOf(t, "a.png", pngOf(t, img), Shown|Cover)
	if p.Tone != 0 {
		t.Errorf("tone %d", p.Tone)
	}
	for _, v := range append(p.WebP, p.Plain...) {
		got := look(t, m, "a.png", v)
		if got.NRGBAAt(v.Width/2, 5).A != 0 || got.NRGBAAt(v.Width/2, v.Height-5).A != 255 || v.Type == "jpg" {
			t.Errorf("%+v", v)
		}
	}
	if got := look(t, m, "a.png", p.Piece).NRGBAAt(250, 5); !near(got, color.NRGBA{255, 255, 255, 255}, 6) {
		t.Errorf("transparent is %v on a card", got)
	}
}

// TestSourceServes has a source that no new file can beat.
func TestSourceServes(t *testing.T) {
	m, p := madeOf(t, "a.png", withChunk(pngOf(t, paletted(quarters(300, 200))), "tEXt", "Author\x00SECRET"), Shown)
	if len(p.Plain) != 1 || p.Plain[0].Blob != media.Source || p.Plain[0].Type != "png" {
		t.Errorf("%+v", p)
	}
	fileOf(t, m, "a.png", p.Plain[0])

	small := jpegQuality(t, noisy(700, 500), 20)
	_, p = madeOf(t, "a.jpg", phoneOf(small, 1), Shown)
	if last := p.Plain[len(p.Plain)-1]; last.Blob != media.Source || last.Width != 700 || p.WebP != nil && p.WebP[len(p.WebP)-1].Size > 2*last.Size {
		t.Errorf("%+v", p)
	}
	_, p = madeOf(t, "a.jpg", phoneOf(small, 3), Shown)
	if last := p.Plain[len(p.Plain)-1]; last.Blob == media.Source {
		t.Errorf("a turned source serves: %+v", p)
	}
	_, p = madeOf(t, "a.jpg", withSegments(small, segment(0xe2, "ICC_PROFILE\x00\x01\x01"+string(profile(false)))), Shown)
	if last := p.Plain[len(p.Plain)-1]; last.Blob == media.Source {
		t.Errorf("a source of other colours serves: %+v", p)
	}
}

func TestProfiles(t *testing.T) {
	grey := color.NRGBA{120, 120, 120, 255}
	img := image.NewNRGBA(image.Rect(0, 0, 200, 100))
	for i := range img.Pix {
		img.Pix[i] = [4]uint8{180, 60, 60, 255}[i%4]
		if i/4%200 < 100 {
			img.Pix[i] = [4]uint8{120, 120, 120, 255}[i%4]
		}
	}
	p3, table := profile(false), profile(true)
	inJPEG := func(icc []byte) []byte {
		var parts [][]byte
		const most = 65519
		n := (len(icc) + most - 1) / most
		for i := range n {
			parts = append(parts, segment(0xe2, "ICC_PROFILE\x00"+string(rune(i+1))+string(rune(n))+string(icc[i*most:min((i+1)*most, len(icc))])))
		}
		return withSegments(jpegOf(t, img), parts...)
	}
	for name, data := range map[string][]byte{"a.jpg": inJPEG(p3), "a.png": pngWithProfile(pngOf(t, img), p3)} {
		m, p := madeOf(t, name, data, Shown)
		for _, v := range all(p) {
			if media.Profile(fileOf(t, m, name, v), formatOf(v)) != nil {
				t.Errorf("%s %s: the profile of what is sRGB now is still there", name, v.Type)
			}
			got := look(t, m, name, v)
			if left := got.NRGBAAt(50, 50); !near(left, grey, 5) {
				t.Errorf("%s %s: grey is %v", name, v.Type, left)
			}
			if right := got.NRGBAAt(150, 50); right.R < 188 || right.G > 58 {
				t.Errorf("%s %s: the red of P3 is %v in sRGB", name, v.Type, right)
			}
		}
	}
	for name, data := range map[string][]byte{"a.jpg": inJPEG(table), "a.png": pngWithProfile(pngOf(t, img), table)} {
		m, p := madeOf(t, name, data, Shown|Cover)
		for _, v := range all(p) {
			if !bytes.Equal(media.Profile(fileOf(t, m, name, v), formatOf(v)), table) {
				t.Errorf("%s %s: the profile is lost", name, v.Type)
			}
			if right := look(t, m, name, v).NRGBAAt(v.Width*3/4, 50); !near(right, color.NRGBA{180, 60, 60, 255}, 8) {
				t.Errorf("%s %s: %v", name, v.Type, right)
			}
		}
	}
	// A profile of four inks cannot stay with a picture of three colours.
	ink := bytes.Clone(table)
	copy(ink[16:], "CMYK")
	m, p := madeOf(t, "a.jpg", inJPEG(ink), Shown)
	for _, v := range p.WebP {
		if media.Profile(fileOf(t, m, "a.jpg", v), formatOf(v)) != nil {
			t.Error("a CMYK profile in a WebP file")
		}
	}
	// The turned picture keeps the colours and the profile of its file.
	turned := withSegments(inJPEG(p3), segment(0xe1, "Exif\x00\x00"+string(tiff(8))))
	m, p = madeOf(t, "a.jpg", turned, Shown)
	if !bytes.Equal(media.Profile(fileOf(t, m, "a.jpg", p.Full), media.JPEG), p3) {
		t.Error("Full has lost its profile")
	}
}

func formatOf(v media.Variant) media.Format { return media.Named("a." + v.Type) }

// TestPieces has each picture lie in three ways with CI=true, elsewhere in one of them, by turns.
func TestPieces(t *testing.T) {
	for i, c := range []struct {
		w, h          int
		use           Use
		width, height int
	}{
		{1200, 800, Cover, 1200, 630}, {1300, 700, Cover, 1200, 630}, {1400, 631, Cover, 1200, 630}, {1800, 640, Cover, 1200, 630},
		{1199, 700, Cover, 540, 538}, {1200, 801, Cover, 540, 538}, {1300, 629, Cover, 540, 538}, {800, 1200, Cover, 540, 538},
		{2200, 540, Cover, 540, 538}, {1600, 100, Cover, 100, 100}, {300, 200, Cover, 200, 200}, {3, 1, Cover, 1, 1},
		{420, 498, Sheet, 420, 498}, {1000, 3000, Sheet, 420, 498}, {1000, 500, Sheet, 420, 210}, {300, 900, Sheet, 300, 355}, {1, 9, Sheet, 1, 1},
	} {
		for j, turn := range []int{1, 4, 6} {
			if os.Getenv("CI") != "true" && i%3 != j {
				continue
			}
			t.Run(fmt.Sprint(c, turn), func(t *testing.T) {
				data := phone(t, lain(quarters(c.w, c.h), turn), turn)
				o, err := decode(data, media.JPEG, turn, c.w, c.h)
				if err != nil {
					t.Fatal(err)
				}
				w := &work{original: o, use: c.use, picture: new(media.Picture)}
				if err := w.makePiece(w.ladder(widths(c.w, c.use|Shown))); err != nil {
					t.Fatal(err)
				}
				p := w.picture.Piece
				if p.Width != c.width || p.Height < c.height-1 || p.Height > c.height+1 || p.Size > maxCard {
					t.Fatalf("%+v", p)
				}
				img, err := jpeg.Decode(bytes.NewReader(w.blobs[p.Blob]))
				if err != nil {
					t.Fatal(err)
				}
				got := raster.NRGBA(img)
				if c.width > 50 && c.use == Cover {
					checkQuarters(t, "piece", got)
				} else if c.width > 50 && !near(got.NRGBAAt(10, 10), red, 14) {
					t.Error("not the top left")
				}
			})
		}
	}
}

// TestCardIsLight steps the quality down: noise does not compress.
func TestCardIsLight(t *testing.T) {
	m, p := madeOf(t, "a.jpg", jpegQuality(t, noisy(1200, 700), 100), Cover)
	if p.Piece.Size > maxCard || p.Piece.Width != card.Width {
		t.Errorf("%+v", p.Piece)
	}
	look(t, m, "a.jpg", p.Piece)
}

func TestTone(t *testing.T) {
	for _, c := range []struct {
		c    color.NRGBA
		want uint8
	}{
		{color.NRGBA{0, 0, 0, 255}, 1}, {color.NRGBA{255, 255, 255, 255}, 64}, {color.NRGBA{255, 0, 0, 255}, 1 + 48},
		{color.NRGBA{90, 160, 10, 255}, 1 + 16 + 8}, {color.NRGBA{127, 128, 43, 255}, 1 + 16 + 8 + 1},
	} {
		img := image.NewNRGBA(image.Rect(0, 0, 20, 20))
		for i := range img.Pix {
			img.Pix[i] = [4]uint8{c.c.R, c.c.G, c.c.B, 255}[i%4]
		}
		if _, p := madeOf(t, "a.png", pngOf(t, img), Logo); p.Tone != c.want {
			t.Errorf("%v: %d, want %d", c.c, p.Tone, c.want)
		}
	}
}

// TestLogo prefers lossless files, at the widths of a masthead.
func TestLogo(t *testing.T) {
	m, p := madeOf(t, "a.png", pngOf(t, quarters(400, 400)), Logo)
	if got := fmt.Sprint(widthsOf(p.Plain)); got != "[96 192]" || p.Plain[1].Type != "png" || p.Piece.Type != "" {
		t.Errorf("%+v", p)
	}
	for _, v := range all(p) {
		checkQuarters(t, v.Type, look(t, m, "a.png", v))
	}
}

// TestSameBytes makes a picture twice, in caches of their own.
func TestSameBytes(t *testing.T) {
	for name, data := range map[string][]byte{"a.jpg": phone(t, noisy(900, 700), 6), "a.png": pngOf(t, quarters(900, 700))} {
		m1, p1 := madeOf(t, name, data, Shown|Cover)
		m2, p2 := madeOf(t, name, data, Shown|Cover)
		if fmt.Sprint(p1) != fmt.Sprint(p2) {
			t.Fatalf("%+v\n%+v", p1, p2)
		}
		for _, v := range all(p1) {
			if !bytes.Equal(fileOf(t, m1, name, v), fileOf(t, m2, name, v)) {
				t.Errorf("%s %+v differs", name, v)
			}
		}
	}
}
