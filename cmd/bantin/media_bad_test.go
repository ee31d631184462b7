package main

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const heic = "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + "\x00\x00\x00\x10meta\x00\x00\x00\x00\x00\x00\x00\x00"

// Every broken picture is told at the line of the post that shows it, all of them in one run, and nothing is written.
func TestBadPictures(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	photo, drawing := jpegOf(noise(640, 480, 1)), pngOf(quarters(300, 200))
	s.cover("a-jpg", "a.jpg", photo[:len(photo)/2])
	s.cover("b-png", "b.png", drawing[:len(drawing)/2])
	s.cover("c-type", "c.jpg", drawing)
	s.cover("d-type", "d.webp", photo)
	s.cover("e-empty", "e.jpg", "")
	s.cover("f-large", "f.png", pngOfSize(60_000, 60_000))
	s.cover("g-heic", "g.jpg", heic)
	s.cover("h-heic", "h.HEIC", heic)
	s.cover("i-text", "i.png", "không phải ảnh")
	s.cover("j-html", "j.svg", "<!DOCTYPE html><html><body>Không tìm thấy</body></html>")
	s.post("k-body", "", "Lời.\n\nXem ![Ảnh](k.gif) này.")
	s.write("content/posts/k.gif", "GIF89a\x01")
	s.post("l-images", "form: hinh-anh\nimages:\n  - {file: l.jpg, alt: Ảnh}\n", "Lời.")
	s.write("content/posts/l.jpg", photo[:200])
	s.post("m-missing", "cover: khong-co.jpg\ncover_alt: Ảnh\n", "Lời.")
	s.post("n-alt", "cover: n.jpg\n", "Lời.")
	s.write("content/posts/n.jpg", photo)
	s.post("o-alt", "form: hinh-anh\nimages:\n  - {file: o.jpg}\n", "Lời.")
	s.write("content/posts/o.jpg", photo)
	s.cover("p-riff", "p.webp", "RIFF\xff\xff\xff\x7fWEBPVP8 ")
	s.cover("q-wide", "q.png", pngOfSize(0x7fffffff, 0x7fffffff))
	s.cover("r-cut", "r.webp", picture(t, "lossy.webp")[:120])

	r := s.build(1)
	r.wants(t,
		`content/posts/a-jpg.md:7:8: error: không đọc được ảnh content/posts/a.jpg: .*; mở lại ảnh gốc, .* \[bad-image\]`,
		`content/posts/b-png.md:7:8: error: không đọc được ảnh content/posts/b.png: .* \[bad-image\]`,
		`content/posts/c-type.md:7:8: error: tệp content/posts/c.jpg có đuôi của ảnh JPEG nhưng bên trong là PNG; .* \[wrong-image-type\]`,
		`content/posts/d-type.md:7:8: error: tệp content/posts/d.webp có đuôi của ảnh WebP nhưng bên trong là JPEG; .* \[wrong-image-type\]`,
		`content/posts/e-empty.md:7:8: error: .*content/posts/e.jpg.* \[bad-image\]`,
		`content/posts/f-large.md:7:8: error: ảnh content/posts/f.png quá lớn: 60000 × 60000 điểm ảnh \(tối đa 60 triệu điểm ảnh\); .*max_megapixels.* \[image-too-large\]`,
		`content/posts/g-heic.md:7:8: error: ảnh content/posts/g.jpg là ảnh HEIC .*; lưu lại ảnh thành JPEG.* \[heic-image\]`,
		`content/posts/h-heic.md:7:8: error: .*h.HEIC.*; lưu lại ảnh thành JPEG.* \[heic-image\]`,
		`content/posts/i-text.md:7:8: error: .*content/posts/i.png.* \[bad-image\]`,
		`content/posts/j-html.md:7:8: error: tệp content/posts/j.svg có đuôi của ảnh SVG nhưng bên trong là HTML; .* \[wrong-image-type\]`,
		`content/posts/k-body.md:10:5: error: .*content/posts/k.gif.* \[bad-image\]`,
		`content/posts/l-images.md:9:12: error: .*content/posts/l.jpg.* \[bad-image\]`,
		`content/posts/m-missing.md:7:8: error: không có tệp “khong-co.jpg”; .* \[missing-file\]`,
		`content/posts/n-alt.md:7:\d+: error: .* \[cover-alt-missing\]`,
		`content/posts/o-alt.md:9:12: error: .* \[image-alt-missing\]`,
		`content/posts/p-riff.md:7:8: error: .*content/posts/p.webp.* \[bad-image\]`,
		`content/posts/q-wide.md:7:8: error: .*content/posts/q.png.* \[(image-too-large|bad-image)\]`,
		`content/posts/r-cut.md:7:8: error: .*content/posts/r.webp.* \[bad-image\]`,
	)
	if _, err := os.Stat(filepath.Join(s.dir, "public")); err == nil {
		t.Error("something was written")
	}
	r = s.build(1, "--lang", "en", "--format", "json")
	if want := `{"file":"content/posts/c-type.md","line":7,"column":8,"severity":"error","code":"wrong-image-type","message":"the file content/posts/c.jpg is named as JPEG but holds PNG",`; !strings.Contains(r.stderr, want) {
		t.Errorf("no %s in\n%s", want, r.stderr)
	}
}

// A picture that breaks off in the middle although its end is there is told, too.
func TestDamagedInside(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	photo, drawing := jpegOf(noise(640, 480, 1)), pngOf(noise(300, 200, 1))
	s.cover("a", "a.png", drawing[:len(drawing)/2]+drawing[len(drawing)/2+1000:])
	s.cover("b", "b.png", drawing[:len(drawing)/2]+"x"+drawing[len(drawing)/2+1:])
	s.cover("c", "c.jpg", photo[:len(photo)/2]+"\xff\xd9")
	s.build(1).wants(t, `content/posts/a.md:7:8: error: .* \[bad-image\]`, `content/posts/b.md:7:8: error: .* \[bad-image\]`, `content/posts/c.md:7:8: error: .* \[bad-image\]`)
}

// max_megapixels is the limit, to the pixel.
func TestMaxMegapixels(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newPictureSite(t)
	limit := func(n string) {
		s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\nmax_megapixels: "+n+"\nshare_cards: false\n")
	}
	limit("1")
	s.cover("a", "a.png", pngOf(image.NewGray(image.Rect(0, 0, 1000, 1000))))
	s.cover("b", "b.png", pngOf(image.NewGray(image.Rect(0, 0, 1001, 1000))))
	s.build(1).wants(t, `content/posts/b.md:7:8: error: ảnh content/posts/b.png quá lớn: 1001 × 1000 điểm ảnh \(tối đa 1 triệu điểm ảnh\); .* \[image-too-large\]`)
	limit("2")
	s.build(0)
	// A lower limit holds for pictures that are in the cache.
	limit("1")
	s.build(1).wants(t, `content/posts/b.md:7:8: error: .*quá lớn: 1001 × 1000.* \[image-too-large\]`)
	for _, bad := range []string{"nhiều", "0", "-1", "0.5", "1e9", "99999999999999999999"} {
		limit(bad)
		s.build(1).wants(t, `content/site.yaml:3:17: error: .*`)
	}
}

// Which posts a broken picture stops: its own with --hold-back, all when a topic shows it, none when it is a draft's.
func TestBadPictureOf(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newPictureSite(t)
	s.cover("tot", "tot.jpg", jpegOf(noise(320, 200, 1)))
	s.post("hong", "cover: hong.jpg\ncover_alt: Ảnh\n", "Lời.")
	s.post("cung-hong", "", "![Ảnh](hong.jpg)")
	s.write("content/posts/hong.jpg", "\xff\xd8\xff\xe0")
	hong := `content/posts/hong.md:7:8: error: .*content/posts/hong.jpg.* \[bad-image\]`
	cung := `content/posts/cung-hong.md:8:1: error: .*content/posts/hong.jpg.* \[bad-image\]`
	s.build(1).wants(t, cung, hong)
	r := s.build(3, "--hold-back")
	r.wants(t, cung, hong)
	if !strings.Contains(r.stdout, "  content/posts/cung-hong.md\n  content/posts/hong.md\n") {
		t.Errorf("held back:\n%s", r.stdout)
	}
	s.one("2021/05/tot/tot.*-320.webp")
	for _, gone := range []string{"hong", "cung-hong"} {
		if _, err := os.Stat(filepath.Join(s.dir, "public/2021/05", gone)); err == nil {
			t.Errorf("%s is there", gone)
		}
	}

	// Of a draft it is only a warning, which is told before it is published too.
	os.Remove(filepath.Join(s.dir, "content/posts/cung-hong.md"))
	s.post("hong", "cover: hong.jpg\ncover_alt: Ảnh\ndraft: true\n", "Lời.")
	warning := strings.Replace(hong, "error", "warning", 1)
	s.build(0).wants(t, warning)
	s.build(0, "--drafts").wants(t, warning)
	// What cannot be read cannot be freed of its private data either: it is not published.
	s.write("content/posts/hong.jpg", heic+"GPSLatitude")
	s.build(0, "--drafts").wants(t, strings.Replace(warning, "bad-image", "heic-image", 1))
	for name, data := range everyFile(t, filepath.Join(s.dir, "public")) {
		if strings.Contains(string(data), "GPSLatitude") {
			t.Errorf("%s holds what the camera wrote", name)
		}
	}
	s.build(1, "--drafts", "--strict")
	s.build(3, "--drafts", "--strict", "--hold-back")
	os.Remove(filepath.Join(s.dir, "content/posts/hong.md"))
	os.Remove(filepath.Join(s.dir, "content/posts/hong.jpg"))

	// A topic's, a unit's, the logo: everything stops, also with --hold-back.
	s.write("content/topics/hong.jpg", "\xff\xd8\xff\xe0")
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\ncover: hong.jpg\ncover_alt: Ảnh\n---\n")
	topic := `content/topics/phap-luat.md:3:8: error: .*content/topics/hong.jpg.* \[bad-image\]`
	s.build(1).wants(t, topic)
	s.build(1, "--hold-back").wants(t, topic)
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	os.Remove(filepath.Join(s.dir, "content/topics/hong.jpg"))
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\norganization:\n  logo: hong.png\n")
	s.write("content/hong.png", "\x89PNG\r\n\x1a\n")
	s.build(1, "--hold-back").wants(t, `content/site.yaml:4:9: error: .*content/hong.png.* \[bad-image\]`)
	s.write("content/hong.png", pngOf(quarters(64, 64)))
	s.build(0, "--hold-back")

	// In static/ it is the file itself that is told, there being no other place.
	s.write("static/hong.png", "\x89PNG\r\n\x1a\n")
	s.build(1).wants(t, `static/hong.png: error: .* \[bad-image\]`)
	s.post("tinh", "cover: /hong.png\ncover_alt: Ảnh\n", "Lời.")
	s.build(1).wants(t, `content/posts/tinh.md:7:8: error: .*static/hong.png.* \[bad-image\]`)
}

// A picture that no page uses is a warning; one of a draft or of a post of later waits for it.
func TestUnusedPicture(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	photo := jpegOf(noise(320, 200, 1))
	s.post("mot", "", "Lời.")
	s.write("content/posts/thua.jpg", photo)
	s.post("nhap", "cover: nhap.jpg\ncover_alt: Ảnh\ndraft: true\n", "Lời.")
	s.write("content/posts/nhap.jpg", photo)
	s.write("content/posts/sau.md", "---\ntitle: Sau\ndate: 27/5/2031\ntopic: phap-luat\nunit: so-noi-vu\ncover: sau.jpg\ncover_alt: Ảnh\n---\nLời.\n")
	s.write("content/posts/sau.jpg", photo)
	s.write("content/posts/an/.DS_Store.jpg", "x")
	s.build(0).wants(t, `content/posts/thua.jpg: warning: .* \[unused-picture\]`)
	s.build(1, "--strict").wants(t, `content/posts/thua.jpg: error: .* \[unused-picture\]`)
	s.write("content/posts/rut.md", "---\ntitle: Rút\ndate: 27/5/2021\ntopic: phap-luat\nunit: so-noi-vu\ncover: rut.jpg\ncover_alt: Ảnh\nremoved: Đã gỡ.\n---\nLời.\n")
	s.write("content/posts/rut.jpg", photo)
	s.build(0)
	for name := range everyFile(t, filepath.Join(s.dir, "public")) {
		if strings.HasPrefix(name, "2021/") && !strings.HasSuffix(name, ".html") && !strings.HasPrefix(filepath.Base(name), "share.") {
			t.Errorf("%s is published", name)
		}
	}
}
