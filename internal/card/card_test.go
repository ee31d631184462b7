package card

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

func example(k Kind) *Spec {
	return &Spec{
		Kind: k, Kicker: "Tư vấn pháp luật", Title: "Mười hai câu hỏi về bảo hiểm xã hội được hỏi nhiều nhất tại phiên tư vấn lưu động",
		N: "96", Label: "lượt tư vấn", Unit: "CĐCS Sở Tư pháp", Date: "06/12/2025",
		Site: "Bản tin Công đoàn", Host: "congdoan.example",
	}
}

func nasty(k Kind) *Spec {
	return &Spec{
		Kind: k, Kicker: strings.Repeat("ẴỆ ", 50), Title: strings.Repeat("ỖỘỆgẲ ", 80), N: "1.234.567",
		Label: strings.Repeat("ấ ", 90), Unit: strings.Repeat("Ử ", 90), Date: "06/12/2025", Site: strings.Repeat("Ở ", 90), Host: strings.Repeat("a.", 120),
	}
}

func newDrawer(t testing.TB, logo image.Image) *Drawer {
	t.Helper()
	d, err := New(logo)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// noise is the picture that JPEG shrinks least.
func noise(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.Uint32()) | uint8(i%4/3*255)
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func drawn(t testing.TB, d *Drawer, s *Spec, picture []byte) []byte {
	t.Helper()
	w := bytes.NewBufferString("before")
	if err := d.Draw(w, s, picture); err != nil {
		t.Fatal(err)
	}
	out, ok := bytes.CutPrefix(w.Bytes(), []byte("before"))
	if !ok {
		t.Fatal("Draw did not append")
	}
	return out
}

func TestFiles(t *testing.T) {
	logo := noise(300, 200)
	for _, d := range []*Drawer{newDrawer(t, nil), newDrawer(t, logo)} {
		for _, s := range []*Spec{example(Text), nasty(Text), {}, {Kind: Text, Title: long}} {
			out := drawn(t, d, s, nil)
			m, err := png.Decode(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			if p, ok := m.(*image.Paletted); !ok || p.Rect != image.Rect(0, 0, 1200, 630) || s.Type() != "png" {
				t.Errorf("%T of %v", m, m.Bounds())
			}
			if len(out) > 60_000 {
				t.Errorf("%q: %d bytes", s.Title, len(out))
			}
		}
		for _, s := range []*Spec{example(Photo), nasty(Photo), example(Sheet), nasty(Sheet), {Kind: Photo}, {Kind: Sheet}} {
			out := drawn(t, d, s, jpegOf(t, noise(pictureArea(s.Kind).Dx(), pictureArea(s.Kind).Dy())))
			m, err := jpeg.Decode(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			y, ok := m.(*image.YCbCr)
			if !ok || y.Rect != image.Rect(0, 0, 1200, 630) || y.SubsampleRatio != image.YCbCrSubsampleRatio420 || s.Type() != "jpg" {
				t.Errorf("%T of %v", m, m.Bounds())
			}
			if !bytes.Contains(out, []byte{0xff, 0xc0, 0, 17, 8}) || bytes.Contains(out[:1000], []byte{0xff, 0xc2}) {
				t.Error("not a baseline JPEG")
			}
			if len(out) > maxJPEG {
				t.Errorf("%v %q: %d bytes", s.Kind, s.Title, len(out))
			}
		}
	}
}

// Of a photo of exactly its size no pixel is moved or turned into RGB.
func TestPicture(t *testing.T) {
	d := newDrawer(t, nil)
	for _, k := range []Kind{Photo, Sheet} {
		at := pictureArea(k)
		for _, c := range []struct {
			name string
			data []byte
		}{
			{"exact JPEG", jpegOf(t, split(at.Dx(), at.Dy()))},
			{"exact PNG", pngOf(t, split(at.Dx(), at.Dy()))},
			{"twice the size", jpegOf(t, split(2*at.Dx(), 2*at.Dy()))},
			{"smaller", pngOf(t, split(at.Dx()/3, at.Dy()/3))},
			{"wide", pngOf(t, split(3*at.Dx(), at.Dy()))},
			{"tall", pngOf(t, split(at.Dx(), 5*at.Dy()))},
			{"a few pixels", pngOf(t, split(24, 24))},
		} {
			m, err := jpeg.Decode(bytes.NewReader(drawn(t, d, &Spec{Kind: k}, c.data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range []struct {
				x, y int
				want color.RGBA
			}{
				{at.Min.X + at.Dx()/4, at.Min.Y + 100, color.RGBA{200, 30, 30, 255}},
				{at.Max.X - at.Dx()/4, at.Max.Y - 100, color.RGBA{30, 60, 200, 255}},
				{at.Min.X - 20, 300, [...]shade{Photo: groundPaper, Sheet: groundTint}[k].colour()},
				{600, 545, groundCham.colour()},
				{600, 629, groundCham.colour()},
			} {
				if r, g, b, _ := m.At(p.x, p.y).RGBA(); far(r, p.want.R) || far(g, p.want.G) || far(b, p.want.B) {
					t.Errorf("%s: %d,%d is %d %d %d, want %v", c.name, p.x, p.y, r>>8, g>>8, b>>8, p.want)
				}
			}
		}
	}
}

// split is red at the left and blue at the right.
func split(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		c := color.RGBA{200, 30, 30, 255}
		if i%w >= w/2 {
			c = color.RGBA{30, 60, 200, 255}
		}
		m.SetRGBA(i%w, i/w, c)
	}
	return m
}

func far(got uint32, want uint8) bool { return max(got>>8, uint32(want))-min(got>>8, uint32(want)) > 6 }

func TestBrokenPiece(t *testing.T) {
	d := newDrawer(t, nil)
	good := jpegOf(t, split(540, 538))
	for name, data := range map[string][]byte{
		"none": nil, "text": []byte("không phải ảnh"), "cut JPEG": good[:len(good)/2], "cut header": good[:20],
		"huge": bytes.Replace(good, []byte{8, 538 >> 8, 538 & 255, 540 >> 8, 540 & 255}, []byte{8, 0xea, 0x60, 0xea, 0x60}, 1),
	} {
		w := bytes.NewBufferString("before")
		if err := d.Draw(w, example(Photo), data); err == nil || w.String() != "before" {
			t.Errorf("%s: %v, %d bytes", name, err, w.Len())
		}
	}
}

func TestKey(t *testing.T) {
	d := newDrawer(t, nil)
	key := d.Key(example(Text))
	if d.Key(example(Text)) != key || newDrawer(t, nil).Key(example(Text)) != key {
		t.Error("the same card has two keys")
	}
	if newDrawer(t, split(9, 9)).Key(example(Text)) == key {
		t.Error("the logo is not in the key")
	}
	for name, change := range map[string]func(s *Spec){
		"Kind": func(s *Spec) { s.Kind = Photo }, "Kicker": func(s *Spec) { s.Kicker += "." }, "Title": func(s *Spec) { s.Title += "." },
		"N": func(s *Spec) { s.N += "0" }, "Label": func(s *Spec) { s.Label = "" }, "Unit": func(s *Spec) { s.Unit = "CĐVC tỉnh" },
		"Date": func(s *Spec) { s.Date = "" }, "Site": func(s *Spec) { s.Site = "" }, "Host": func(s *Spec) { s.Host = "a" },
		"Picture": func(s *Spec) { s.Picture[31] = 1 }, "moved": func(s *Spec) { s.N, s.Label = "", s.N+s.Label },
	} {
		s := example(Text)
		if change(s); d.Key(s) == key {
			t.Errorf("%s is not in the key", name)
		}
	}
}

func TestSameBytesFromManyGoroutines(t *testing.T) {
	specs := []*Spec{example(Text), example(Photo), example(Sheet), nasty(Text), {Title: long, Site: "Trang khác", Host: "khac.example"}}
	picture := jpegOf(t, noise(540, 538))
	var want [][]byte
	for _, s := range specs {
		want = append(want, drawn(t, newDrawer(t, nil), s, picture))
	}
	d := newDrawer(t, nil)
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for g := range errs {
		wg.Go(func() {
			for i := range 2 * len(specs) {
				n := (i + g) % len(specs)
				var w bytes.Buffer
				if err := d.Draw(&w, specs[n], picture); err != nil || !bytes.Equal(w.Bytes(), want[n]) {
					errs[g] = errors.Join(err, fmt.Errorf("card %d differs", n))
				}
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
}

// inkBox is where the words of a card may leave ink above the foot bar.
func inkBox(k Kind) image.Rectangle {
	return image.Rect(margin-8, 52, margin+boxWidth(k)+6, footTop-24)
}

// checkInk scans the card for ink outside the box.
func checkInk(t *testing.T, d *Drawer, s *Spec) {
	t.Helper()
	c := d.draw(s)
	defer d.pool(s).Put(c)
	box := inkBox(s.Kind)
	for i, v := range c.img.Pix[:footTop*Width] {
		if v >= uint8(grounds) && !(image.Pt(i%Width, i/Width).In(box)) {
			t.Fatalf("%q: ink at %d,%d, outside %v", s.Title, i%Width, i/Width, box)
		}
	}
}

func TestInkStaysInTheBox(t *testing.T) {
	d := newDrawer(t, nil)
	for k := Text; k <= Sheet; k++ {
		checkInk(t, d, nasty(k))
		for _, part := range []string{"Ộ", "a ", "a, – ", "a\u00a0", ". ", "-", "🎉", "a 🎉 , ", "\xff"} {
			file := strings.Repeat(part, 50_000)
			checkInk(t, d, &Spec{Kind: k, Kicker: file, Title: file, N: file, Label: file, Unit: file, Date: file, Site: file, Host: file})
		}
		for _, r := range "ÐẴỆfjgQ“Ợ@" {
			checkInk(t, d, &Spec{Kind: k, Title: strings.Repeat(string(r), 200)})
			checkInk(t, d, &Spec{Kind: k, Title: strings.Repeat(string(r)+" ", 200), Kicker: string(r), Label: string(r)})
		}
	}
}

func FuzzCard(f *testing.F) {
	f.Add("Thông báo", "96", uint8(0))
	f.Add(long, "", uint8(1))
	f.Add("ẴẴ\u00a0Ệ 🎉 –", "1.234.567", uint8(2))
	d := newDrawer(f, nil)
	f.Fuzz(func(t *testing.T, title, n string, k uint8) {
		checkInk(t, d, &Spec{Kind: Kind(k % 3), Title: title, N: n, Label: title, Kicker: title, Unit: title, Date: n, Site: title, Host: n})
	})
}

func TestLogo(t *testing.T) {
	glass := image.NewNRGBA(image.Rect(5, 5, 45, 45)) // wholly transparent: a white plate
	for _, c := range []struct {
		name string
		logo image.Image
		x, y int // within the logo's place
		want color.RGBA
	}{
		{"drawn mark: gilt", nil, 20, 10, color.RGBA{0xf2, 0xb3, 0x3d, 255}},
		{"drawn mark: plate", nil, 3, 25, color.RGBA{255, 255, 255, 255}},
		{"plate", glass, 26, 26, color.RGBA{255, 255, 255, 255}},
		{"plate's corner", glass, 0, 0, groundCham.colour()},
		{"opaque square", split(512, 512), 10, 10, color.RGBA{200, 30, 30, 255}},
		{"wide: above it", split(600, 100), 10, 10, groundCham.colour()},
		{"tall", split(100, 600), 2, 26, color.RGBA{200, 30, 30, 255}},
		{"empty", image.NewRGBA(image.Rectangle{}), 20, 10, color.RGBA{0xf2, 0xb3, 0x3d, 255}},
		{"very flat", split(5000, 1), 10, 25, color.RGBA{200, 30, 30, 255}},
	} {
		m, err := png.Decode(bytes.NewReader(drawn(t, newDrawer(t, c.logo), example(Text), nil)))
		if err != nil {
			t.Fatal(err)
		}
		if r, g, b, _ := m.At(margin+c.x, logoTop+c.y).RGBA(); far(r, c.want.R) || far(g, c.want.G) || far(b, c.want.B) {
			t.Errorf("%s: %d %d %d, want %v", c.name, r>>8, g>>8, b>>8, c.want)
		}
	}
}

// Text needs 4.5 to 1 (WCAG 2, AA); cards are seen small and keep well above.
func TestContrast(t *testing.T) {
	for i := inkInk; i < shades; i++ {
		for _, g := range onGrounds(i) {
			a, b := luminance(i.colour()), luminance(g.colour())
			if c := (max(a, b) + 0.05) / (min(a, b) + 0.05); c < 5.9 {
				t.Errorf("ink %d on ground %d: %.1f", i, g, c)
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	d := newDrawer(b, nil)
	for name, k := range map[string]Kind{"text": Text, "photo": Photo, "sheet": Sheet} {
		picture := jpegOf(b, scenery(pictureArea(k).Dx(), pictureArea(k).Dy()))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var w bytes.Buffer
			for b.Loop() {
				w.Reset()
				if err := d.Draw(&w, example(k), picture); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(w.Len()), "bytes/card")
		})
	}
}

// scenery compresses about as a photo does.
func scenery(w, h int) *image.RGBA {
	m := noise(w, h)
	for i := range m.Pix {
		if i%4 < 3 {
			m.Pix[i] = uint8(i/4%w*100/w+i/4/w*100/h) + m.Pix[i]/10
		}
	}
	return m
}

func luminance(c color.RGBA) float64 {
	l := func(v uint8) float64 {
		if f := float64(v) / 255; f > 0.04045 {
			return math.Pow((f+0.055)/1.055, 2.4)
		} else {
			return f / 12.92
		}
	}
	return 0.2126*l(c.R) + 0.7152*l(c.G) + 0.0722*l(c.B)
}
