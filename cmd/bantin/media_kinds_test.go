package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Whatever kind a picture is of, its variants show what it shows.
func TestKindsOfPictures(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	plain := quarters(600, 400)
	deep := image.NewNRGBA64(plain.Rect)
	clear := corners()
	clear[1].A = 0
	few := image.NewPaletted(plain.Rect, color.Palette{clear[0], clear[1], clear[2], clear[3]})
	gray := image.NewGray(plain.Rect)
	half := quarters(600, 400)
	for y := range 400 {
		for x := range 600 {
			deep.Set(x, y, plain.At(x, y))
			few.SetColorIndex(x, y, uint8(y/200*2+x/300))
			gray.Set(x, y, plain.At(x, y))
			if y >= 200 {
				c := half.NRGBAAt(x, y)
				c.A = 128
				half.SetNRGBA(x, y, c)
			}
		}
	}
	faint, shades := corners(), corners()
	faint[2].A, faint[3].A = 128, 128
	for i, c := range shades {
		y := color.GrayModel.Convert(c).(color.Gray).Y
		shades[i] = color.NRGBA{y, y, y, 255}
	}
	for _, c := range []struct {
		file, data string
		want       [4]color.NRGBA
	}{
		{"deep.png", pngOf(deep), corners()},
		{"few.png", pngOf(few), clear},
		{"gray.png", pngOf(gray), shades},
		{"gray.jpg", jpegOf(gray), shades},
		{"half.png", pngOf(half), faint},
		{"plain.jpg", jpegOf(plain), corners()},
		{"big.JPG", jpegOf(plain), corners()},
		{"long.jpeg", jpegOf(plain), corners()},
	} {
		s.cover(strings.ReplaceAll(strings.ToLower(c.file), ".", "-"), c.file, c.data)
	}
	for _, file := range []string{"cmyk.jpg", "progressive.jpg", "411.jpg", "444.jpg", "interlaced.png", "lossless.webp", "lossy.webp", "alpha.webp"} {
		s.cover(strings.ReplaceAll(file, ".", "-"), file, picture(t, file))
	}
	s.build(0, "--strict")

	for _, c := range []struct {
		page string
		want [4]color.NRGBA
	}{
		{"deep-png", corners()}, {"few-png", clear}, {"gray-png", shades}, {"gray-jpg", shades}, {"half-png", faint},
		{"plain-jpg", corners()}, {"big-jpg", corners()}, {"long-jpeg", corners()},
	} {
		found := s.shown(c.page)
		if len(found) < 2 {
			t.Errorf("%s shows only %d pictures", c.page, len(found))
		}
		for name, data := range found {
			img := decode(t, name, data)
			if w := img.Bounds().Dx(); w != 480 && w != 600 {
				t.Errorf("%s is %d px wide", name, w)
			}
			quartered(t, name, img, c.want)
		}
	}
	// Variants of other programs' files show the same as the files, as Go decodes them.
	for _, file := range []string{"cmyk.jpg", "progressive.jpg", "411.jpg", "444.jpg", "interlaced.png", "lossless.webp", "lossy.webp", "alpha.webp"} {
		want := decode(t, file, picture(t, file))
		for name, data := range s.shown(strings.ReplaceAll(file, ".", "-")) {
			img := decode(t, name, data)
			if img.Bounds().Size() != want.Bounds().Size() {
				t.Errorf("%s is %v, %s is %v", name, img.Bounds(), file, want.Bounds())
			}
			if d := distance(img, want); d > 6 {
				t.Errorf("%s differs from %s by %.1f on the mean", name, file, d)
			}
		}
	}
}

// shown gives the picture files that the page of a post names for readers, by name.
func (s *pictureSite) shown(slug string) map[string]string {
	s.Helper()
	files := make(map[string]string)
	html := s.public("2021/05/" + slug + "/index.html")
	main, _, _ := strings.Cut(html[strings.Index(html, "<main"):], "</main>")
	for _, m := range regexp.MustCompile(`/2021/05/`+slug+`/([\w.%-]+\.(?i:jpe?g|png|webp|gif))\b`).FindAllStringSubmatch(main, -1) {
		files[m[1]] = s.public("2021/05/" + slug + "/" + m[1])
	}
	return files
}

// distance is how much two pictures of one size differ on the mean, of 255, as seen on white.
func distance(a, b image.Image) float64 {
	sum, n := 0.0, 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r1, g1, b1, a1 := a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y).RGBA()
			r2, g2, b2, a2 := b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y).RGBA()
			for _, p := range [][2]uint32{{r1 - a1, r2 - a2}, {g1 - a1, g2 - a2}, {b1 - a1, b2 - a2}} {
				d := int32(p[0]) - int32(p[1])
				sum += float64(max(d, -d)) / 257
				n++
			}
		}
	}
	return sum / float64(n)
}

// A moving GIF is published as it moves, without its comment, and has no variants.
func TestMovingPicture(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	all := gif.GIF{LoopCount: 0}
	for i := range 3 {
		frame := image.NewPaletted(image.Rect(0, 0, 60, 40), palette.WebSafe)
		for p := range frame.Pix {
			frame.Pix[p] = uint8(i * 50)
		}
		all.Image, all.Delay = append(all.Image, frame), append(all.Delay, 20)
	}
	var w bytes.Buffer
	if err := gif.EncodeAll(&w, &all); err != nil {
		t.Fatal(err)
	}
	data := w.String()
	comment := "!\xfe" + string(rune(len("Nguyen Van A"))) + "Nguyen Van A\x00"
	s.cover("dong", "dong.gif", data[:len(data)-1]+comment+";")
	s.cover("webp-dong", "dong.webp", picture(t, "moving.webp"))
	s.build(0, "--strict")
	got := s.public("2021/05/dong/dong.gif")
	if moving, err := gif.DecodeAll(strings.NewReader(got)); err != nil || len(moving.Image) != 3 || moving.Delay[1] != 20 || strings.Contains(got, "Nguyen") {
		t.Errorf("it does not move, or tells of a person: %v", err)
	}
	if html := s.public("2021/05/dong/index.html"); !strings.Contains(html, `src="/2021/05/dong/dong.gif" alt="Ảnh" width="60" height="40"`) {
		t.Error("the page does not show it in its size")
	}
	if got := s.public("2021/05/webp-dong/dong.webp"); !strings.Contains(got, "ANMF") {
		t.Error("the WebP picture does not move")
	}
}

// Pictures of odd sizes work, and no variant of them is empty or enlarged.
func TestOddSizes(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newPictureSite(t)
	for _, size := range []image.Point{{1, 1}, {2, 1}, {20_000, 1}, {1, 20_000}, {16_383, 3}, {481, 7}, {3, 481}} {
		for _, kind := range []string{"jpg", "png"} {
			img := image.NewNRGBA(image.Rectangle{Max: size})
			for i := range img.Pix {
				img.Pix[i] = 200
			}
			data := jpegOf(img)
			if kind == "png" {
				data = pngOf(img)
			}
			name := fmt.Sprintf("a%dx%d-%s", size.X, size.Y, kind)
			s.cover(name, name+"."+kind, data)
		}
	}
	s.build(0, "--strict")
	pages, _ := filepath.Glob(filepath.Join(s.dir, "public/2021/05/*"))
	if len(pages) != 14 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, dir := range pages {
		slug := filepath.Base(dir)
		var w, h int
		fmt.Sscanf(slug, "a%dx%d", &w, &h)
		for name, data := range s.shown(slug) {
			if strings.HasPrefix(name, "share") {
				continue
			}
			size := decode(t, name, data).Bounds().Size()
			if size.X > w || size.Y > h || size.X < 1 || size.Y < 1 {
				t.Errorf("%s/%s is %v", slug, name, size)
			}
		}
		if card := filepath.Base(s.one("2021/05/" + slug + "/share.*")); decode(t, card, s.public("2021/05/"+slug+"/"+card)).Bounds().Size() != image.Pt(1200, 630) {
			t.Errorf("%s/%s is not a card", slug, card)
		}
		if html := s.public("2021/05/" + slug + "/index.html"); !strings.Contains(html, fmt.Sprintf(`width="%d" height="%d"`, w, h)) {
			t.Errorf("%s does not give the picture's size", slug)
		}
	}
}

// Files are found by the names that editors see, whichever way a system writes them.
func TestNamesOfPictures(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	photo := func(seed uint32) string { return jpegOf(noise(320, 200, seed)) }
	const nfc, nfd = "hội nghị \u1ea3nh (1) & “hai”.jpg", "ho\u0323\u0302i nghi\u0323 a\u0309nh (1) & “hai”.jpg"
	s.post("nfc", "cover: "+nfc+"\ncover_alt: Ảnh\n", "Lời.")
	s.write("content/posts/"+nfd, photo(1))
	s.post("nfd", "cover: b/"+nfd+"\ncover_alt: Ảnh\n", "Lời.")
	s.write("content/posts/b/"+nfc, photo(2))
	s.post("body", "", "![Ảnh](<"+nfd+">) ![Ảnh](ho%CC%A3%CC%82i%20nghi%CC%A3%20a%CC%89nh%20(1)%20&%20“hai”.jpg)")
	s.post("hai", "form: hinh-anh\nimages:\n  - {file: a/anh.jpg, alt: Ảnh a}\n  - {file: c/anh.jpg, alt: Ảnh c}\n", "Lời.")
	s.write("content/posts/a/anh.jpg", photo(3))
	s.write("content/posts/c/anh.jpg", photo(4))
	s.post("chung", "cover: a/anh.jpg\ncover_alt: Ảnh\n", "Lời.")
	s.post("tinh", "cover: /hình/tĩnh.jpg\ncover_alt: Ảnh\n", "Lời.")
	s.write("static/hình/tĩnh.jpg", photo(5))
	s.write("static/riêng.jpg", photo(6))
	s.build(0, "--strict")

	files := everyFile(t, filepath.Join(s.dir, "public"))
	for _, b := range walkLinks(t, files, "https://example.org/") {
		if !strings.Contains(b, "only ") {
			t.Error(b)
		}
	}
	for _, slug := range []string{"nfc", "nfd", "body"} {
		if files["2021/05/"+slug+"/"+nfc] == nil {
			t.Errorf("%s has no composed name", slug)
		}
		if _, err := os.Stat(filepath.Join(s.dir, "public/2021/05", slug, nfd)); err == nil {
			t.Errorf("%s has a decomposed name", slug)
		}
	}
	if len(s.shown("hai")) == 0 {
		t.Error("no pictures of two folders")
	}
	first, second := s.public("2021/05/hai/anh.jpg"), s.public("2021/05/hai/anh-2.jpg")
	if first == second || first != s.public("2021/05/chung/anh.jpg") {
		t.Error("two pictures of one name were taken for one another")
	}
	s.one("2021/05/hai/anh.*-320.webp")
	s.one("2021/05/hai/anh-2.*-320.webp")
	s.one("2021/05/chung/anh.*-320.webp")
	s.one("hình/tĩnh.*-320.webp")
	if found, _ := filepath.Glob(filepath.Join(s.dir, "public", "riêng*")); len(found) != 1 {
		t.Errorf("a static picture that no page shows has variants: %q", found)
	}
	if path.Base(s.one("2021/05/nfc/*-320.webp")) != path.Base(strings.Replace(s.one("2021/05/body/*-320.webp"), "body", "nfc", 1)) {
		t.Error("the same picture has two names")
	}
}

// The same picture lies beside a post under several names: each is shown.
func TestSamePictureTwice(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	photo := jpegOf(noise(320, 200, 1))
	s.post("mot", "", "![Một](a.jpg) ![Hai](a.jpeg) ![Ba](b.jpg) ![Bốn](c/b.jpg)")
	for _, name := range []string{"a.jpg", "a.jpeg", "b.jpg", "c/b.jpg"} {
		s.write("content/posts/"+name, photo)
	}
	s.build(0, "--strict")
	if html := s.public("2021/05/mot/index.html"); strings.Count(html, "<img") != 4 || len(s.shown("mot")) < 4 {
		t.Errorf("not all four are shown: %s", html)
	}
}
