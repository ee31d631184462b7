package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/webp"
)

// pictureSite is a small site of one topic and one unit, to which tests add posts and pictures.
type pictureSite struct {
	*testing.T
	dir string
}

func newPictureSite(t *testing.T) *pictureSite {
	t.Helper()
	s := &pictureSite{t, t.TempDir()}
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\ndescription: Tin công đoàn\nshare_kit: 0\n")
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	s.write("content/units/so-noi-vu.md", "---\ntitle: CĐCS Sở Nội vụ\n---\n")
	return s
}

// leaveOutInShort leaves out a test of many builds where the race detector makes each of them slow.
func leaveOutInShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("time is missing: -short leaves out what builds a site many times")
	}
}

// write puts a file into the site's folder.
func (s *pictureSite) write(name string, data string) {
	s.Helper()
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		s.Fatal(err)
	}
}

// post writes content/posts/NAME.md, whose address is /2021/05/NAME/. The extra lines of its front matter begin on line 7.
func (s *pictureSite) post(name, lines, body string) {
	s.Helper()
	s.write("content/posts/"+name+".md", "---\ntitle: Bài "+name+"\nslug: "+name+"\ndate: 27/5/2021\ntopic: phap-luat\nunit: so-noi-vu\n"+lines+"---\n"+body+"\n")
}

// cover writes a post whose cover, on line 7, is the given picture beside it.
func (s *pictureSite) cover(name, picture string, data string) {
	s.Helper()
	s.post(name, "cover: "+picture+"\ncover_alt: Ảnh\n", "Nội dung bài.")
	s.write("content/posts/"+picture, data)
}

// told is what a run of the program has come to.
type told struct {
	status         int
	stdout, stderr string
}

// bantin runs the program in the site's folder and wants an exit status.
func (s *pictureSite) bantin(status int, args ...string) told {
	s.Helper()
	r := s.run(args...)
	if r.status != status {
		s.Fatalf("bantin %s: exit status %d, want %d\n%s%s", strings.Join(args, " "), r.status, status, r.stdout, r.stderr)
	}
	return r
}

// build builds the site as of June 2021 and wants an exit status.
func (s *pictureSite) build(status int, flags ...string) told {
	s.Helper()
	return s.bantin(status, append([]string{"build", "--now", "2021-06-01"}, flags...)...)
}

// run runs the program on the site's folder, within this process: a test has many runs, and a process of
// its own costs more than most of them. What --out names lies in the site's folder.
func (s *pictureSite) run(args ...string) told {
	s.Helper()
	args = slices.Insert(slices.Clone(args), 1, s.dir)
	if i := slices.Index(args, "--out"); i > 0 && !filepath.IsAbs(args[i+1]) {
		args[i+1] = filepath.Join(s.dir, filepath.FromSlash(args[i+1]))
	}
	var stdout, stderr bytes.Buffer
	status := run(context.Background(), args, nil, &stdout, &stderr, func(string) string { return "" })
	return s.sane(told{status, stdout.String(), stderr.String()}, args...)
}

// exec runs a program in the site's folder.
func (s *pictureSite) exec(program string, args ...string) told {
	s.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.dir, &stdout, &stderr
	cmd.Env = append(os.Environ(), "LC_ALL=vi_VN.UTF-8")
	err := cmd.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		s.Fatal(err)
	}
	return s.sane(told{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}, args...)
}

// sane checks that a run has not ended in a panic.
func (s *pictureSite) sane(r told, args ...string) told {
	s.Helper()
	if strings.Contains(r.stderr, "goroutine ") || strings.Contains(r.stderr, "lỗi của chương trình:") {
		s.Errorf("%s ends in a panic:\n%s", strings.Join(args, " "), r.stderr)
	}
	return r
}

// problems are the first lines of the messages on stderr.
func (r told) problems() []string {
	var all []string
	for line := range strings.Lines(r.stderr) {
		if strings.Contains(line, ": error: ") || strings.Contains(line, ": warning: ") {
			all = append(all, strings.TrimSuffix(line, "\n"))
		}
	}
	return all
}

// wants checks that the problems are as many as the given patterns, and that each fits its own.
func (r told) wants(t *testing.T, patterns ...string) {
	t.Helper()
	got := r.problems()
	if len(got) != len(patterns) {
		t.Fatalf("%d problems, want %d:\n%s", len(got), len(patterns), r.stderr)
	}
	for i, p := range patterns {
		if !regexp.MustCompile("^" + p + "$").MatchString(got[i]) {
			t.Errorf("%s\nwant %s", got[i], p)
		}
	}
}

// public reads a finished file; a * in the name stands for what changes.
func (s *pictureSite) public(pattern string) string {
	s.Helper()
	data, err := os.ReadFile(s.one(pattern))
	if err != nil {
		s.Fatal(err)
	}
	return string(data)
}

// one is the path of the only finished file of a pattern.
func (s *pictureSite) one(pattern string) string {
	s.Helper()
	found, err := filepath.Glob(filepath.Join(s.dir, "public", filepath.FromSlash(pattern)))
	if err != nil || len(found) != 1 {
		all, _ := filepath.Glob(filepath.Join(s.dir, "public", filepath.FromSlash(pattern), "..", "*"))
		s.Fatalf("%s: %d files, want one of\n%s", pattern, len(found), strings.Join(all, "\n"))
	}
	return found[0]
}

// decode gives the pixels of a picture.
func decode(t *testing.T, name string, data string) image.Image {
	t.Helper()
	read := jpeg.Decode
	switch filepath.Ext(name) {
	case ".png":
		read = png.Decode
	case ".gif":
		read = gif.Decode
	case ".webp":
		read = webp.Decode
	}
	img, err := read(strings.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if y, ok := img.(*image.YCbCr); ok && filepath.Ext(name) == ".webp" {
		return videoRange(y)
	}
	return img
}

// videoRange gives the colours of a lossy WebP picture: its Y goes from 16 to 235 (RFC 6386, 9.2), which image.YCbCr does not know.
func videoRange(img *image.YCbCr) *image.NRGBA {
	out := image.NewNRGBA(img.Rect)
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y++ {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x++ {
			c := img.YCbCrAt(x, y)
			l, cb, cr := 1.164*(float64(c.Y)-16), float64(c.Cb)-128, float64(c.Cr)-128
			level := func(v float64) uint8 { return uint8(max(0, min(255, v+0.5))) }
			out.SetNRGBA(x, y, color.NRGBA{level(l + 1.596*cr), level(l - 0.392*cb - 0.813*cr), level(l + 2.017*cb), 255})
		}
	}
	return out
}

// near checks the colour of a pixel.
func near(t *testing.T, what string, got color.Color, want color.NRGBA, tolerance int) {
	t.Helper()
	c := color.NRGBAModel.Convert(got).(color.NRGBA)
	off := func(a, b uint8) bool { return max(a, b)-min(a, b) > uint8(tolerance) }
	if off(c.A, want.A) || want.A > 0 && (off(c.R, want.R) || off(c.G, want.G) || off(c.B, want.B)) {
		t.Errorf("%s: %v, want %v", what, c, want)
	}
}

// corners are the colours of quarters, row by row.
func corners() [4]color.NRGBA {
	return [4]color.NRGBA{{200, 40, 30, 255}, {30, 150, 60, 255}, {40, 60, 190, 255}, {180, 180, 180, 255}}
}

// quarters is a picture of four colours: red and green above, blue and grey below.
func quarters(w, h int) *image.NRGBA {
	img, of := image.NewNRGBA(image.Rect(0, 0, w, h)), corners()
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, of[y*2/h*2+x*2/w])
		}
	}
	return img
}

// quartered checks that a picture shows four colours, row by row.
func quartered(t *testing.T, name string, img image.Image, want [4]color.NRGBA) {
	t.Helper()
	b := img.Bounds()
	for i, c := range want {
		x, y := b.Min.X+b.Dx()*(1+2*(i%2))/4, b.Min.Y+b.Dy()*(1+2*(i/2))/4
		near(t, fmt.Sprintf("%s at %d, %d", name, x, y), img.At(x, y), c, 12)
	}
}

// noise is a picture that compresses like a photo: smooth, with a little grain.
func noise(w, h int, seed uint32) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			seed = seed*1664525 + 1013904223
			n := uint8(seed >> 28)
			img.SetNRGBA(x, y, color.NRGBA{uint8(x*200/w) + n, uint8(y*200/h) + n, 120 + n, 255})
		}
	}
	return img
}

func jpegOf(img image.Image) string {
	var w bytes.Buffer
	if err := jpeg.Encode(&w, img, &jpeg.Options{Quality: 88}); err != nil {
		panic(err)
	}
	return w.String()
}

func pngOf(img image.Image) string {
	var w bytes.Buffer
	if err := png.Encode(&w, img); err != nil {
		panic(err)
	}
	return w.String()
}

// picture is a small picture file of a given kind from the tests of package photo.
func picture(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "internal", "photo", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// chunk is a chunk of a PNG file.
func chunk(kind, data string) string {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
}

// pngOfSize is a PNG file that says to be of a size and has no pixels.
func pngOfSize(w, h uint32) string {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return "\x89PNG\r\n\x1a\n" + chunk("IHDR", string(head)+"\x08\x02\x00\x00\x00") + chunk("IDAT", "x") + chunk("IEND", "")
}
