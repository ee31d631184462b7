package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// newPost runs “bantin new post” with what the small site has.
func (s *pictureSite) newPost(status int, args ...string) told {
	s.Helper()
	return s.inFolder(status, append([]string{"new", "post"}, append(args, "--unit", "so-noi-vu", "--topic", "phap-luat", "--now", "2021-05-28")...)...)
}

// inFolder runs the program in the site's folder.
func (s *pictureSite) inFolder(status int, args ...string) told {
	s.Helper()
	r := s.exec("bantin", args...)
	if r.status != status {
		s.Fatalf("bantin %s: exit status %d, want %d\n%s%s", strings.Join(args, " "), r.status, status, r.stdout, r.stderr)
	}
	return r
}

// Pictures come with a post under safe names, of the type that they are; what
// is built from that has no error, and nothing is left of a post that is refused.
func TestNewPostWithPhotos(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newPictureSite(t)
	from := &pictureSite{t, t.TempDir()} // where the camera's files are
	photo, drawing := jpegOf(noise(640, 480, 1)), pngOf(quarters(300, 200))
	for name, data := range map[string]string{
		"Ảnh 1. Hội trường.JPG": photo, "la\u0300m/Ảnh 1. Hội trường.jpg": drawing, "hinh.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>`,
		"cut.jpg": photo[:len(photo)/2], "text.jpg": "chỉ là chữ", "iphone.HEIC": "x", "iphone.jpg": "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heic", "ke-hoach.pdf": "%PDF-1.7 …", "huge.png": pngOfSize(65535, 65535),
	} {
		from.write(name, data)
	}
	at := func(name string) string { return filepath.Join(from.dir, name) }

	r := s.newPost(0, "Sôi nổi ngày hội", "--form", "hinh-anh", "--photo", at("Ảnh 1. Hội trường.JPG"), at("la\u0300m/Ảnh 1. Hội trường.jpg"), at("hinh.svg"),
		"--alt", `Hội trường: "đông" người`, "--alt", "Hình vẽ #2", "--alt", "Hình")
	if r.stdout != "content/posts/2021/05/soi-noi-ngay-hoi/index.md\n" || r.stderr != "" {
		t.Errorf("%+v", r)
	}
	dir := "content/posts/2021/05/soi-noi-ngay-hoi"
	got := s.folder(dir)
	for name, want := range map[string]string{"anh-1-hoi-truong.jpg": photo, "anh-1-hoi-truong.png": drawing, "hinh.svg": "<svg"} {
		if !strings.HasPrefix(string(got[name]), want) {
			t.Errorf("%s is not what was given", name)
		}
	}
	want := "images:\n  - file: anh-1-hoi-truong.jpg\n    alt: 'Hội trường: \"đông\" người'\n  - file: anh-1-hoi-truong.png\n    alt: \"Hình vẽ #2\"\n  - file: hinh.svg\n    alt: Hình\n"
	if text := string(got["index.md"]); len(got) != 4 || !strings.Contains(text, want) || strings.Contains(text, "\ndraft") {
		t.Errorf("%d files\n%s", len(got), text)
	}
	s.newPost(0, "Tin có ảnh", "--photo", at("hinh.svg"), "--alt", "Một", "--photo", at("Ảnh 1. Hội trường.JPG"), "--alt", "Hai [2] *x*")
	if text := string(s.folder("content/posts/2021/05/tin-co-anh")["index.md"]); !strings.Contains(text, "cover: hinh.svg\ncover_alt: Một\n") ||
		!strings.HasSuffix(text, "---\n\n![Hai \\[2\\] \\*x\\*](anh-1-hoi-truong.jpg)\n\n") {
		t.Errorf("a cover and a picture in the body:\n%s", text)
	}
	if r := s.newPost(0, "--form", "hinh-anh", "--photo", at("hinh.svg"), at("Ảnh 1. Hội trường.JPG"), "Ảnh trước, tên sau", "--alt", "Một", "--alt", "Hai"); r.stdout != "content/posts/2021/05/anh-truoc-ten-sau/index.md\n" {
		t.Errorf("%+v", r)
	}
	if r := s.newPost(0, "Số liệu", "--form", "infographic", "--photo", at("hinh.svg"), "--alt", "Hình"); !strings.Contains(r.stderr, "infographic cần bản chữ") {
		t.Errorf("%+v", r)
	}
	if r := s.build(0); len(r.problems()) != 1 || !strings.Contains(r.stderr, "warning: infographic") {
		t.Error(r.stderr)
	}

	before := s.folder(".")
	for _, test := range []struct{ name, want string }{
		{"cut.jpg", "cut.jpg: tệp bị hỏng hoặc tải lên chưa xong; mở lại ảnh gốc"},
		{"text.jpg", "text.jpg: tệp bị hỏng"},
		{"iphone.HEIC", "là ảnh HEIC của iPhone, .*Tương thích nhất"},
		{"iphone.jpg", "là ảnh HEIC của iPhone"},
		{"huge.png", "quá lớn: 65535 × 65535"},
		{"ke-hoach.pdf", "ke-hoach.pdf không phải là ảnh dùng được (PDF); --photo nhận JPEG"},
		{"nowhere.jpg", "không đọc được ảnh .*nowhere.jpg: không có tệp ấy"},
		{".", "không phải là ảnh dùng được; --photo"},
	} {
		r := s.newPost(2, "Hỏng", "--photo", at("hinh.svg"), "--photo", at(test.name), "--alt", "a", "--alt", "b")
		for part := range strings.SplitSeq(test.want, ".*") {
			if !strings.Contains(r.stderr, part) {
				t.Errorf("%s: %s", test.name, r.stderr)
			}
		}
	}
	if r := s.newPost(2, "Thiếu lời tả", "--photo", at("hinh.svg"), at("cut.jpg"), "--alt", "a"); !strings.Contains(r.stderr, "ảnh cut.jpg chưa có lời tả; thêm --alt") {
		t.Error(r.stderr)
	}
	if r := s.newPost(2, "Tin có ảnh", "--photo", at("hinh.svg"), "--alt", "a"); !strings.Contains(r.stderr, "đã có content/posts/2021/05/tin-co-anh, không ghi đè") {
		t.Error(r.stderr)
	}
	same(t, "after refusals", s.folder("."), before)
	if entries, err := os.ReadDir(filepath.Join(s.dir, "content/posts/2021/05")); err != nil || len(entries) != 4 {
		t.Errorf("%v, %v", entries, err)
	}
}
