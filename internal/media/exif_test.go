package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// deflated is text as zlib packs it.
func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

// turnedFiles are a JPEG, PNG and WebP picture with an EXIF block, in several places of the file.
func turnedFiles(t testing.TB, turn uint16) map[string][]byte {
	block := exif(binary.LittleEndian, turn)[len(exifHeader):]
	plain := plainPNG(t)
	end := len(plain) - 12
	pixel := plainWebP(t)[12:]
	vp8x := func(flags string) []byte { return riffChunk("VP8X", flags+"\x00\x00\x00\x1f\x00\x00\x0f\x00\x00") }
	return map[string][]byte{
		"a.jpg":    insert(plainJPEG(t, 40, 30), 2, seg(0xe1, exif(binary.BigEndian, turn))),
		"a.png":    insert(plain, 33, chunk("eXIf", block)),
		"late.png": insert(plain, end, chunk("eXIf", exifHeader+block)),
		"a.webp":   riff(vp8x("\x0c"), pixel, riffChunk("EXIF", block), riffChunk("XMP ", "secret")),
		"b.webp":   riff(vp8x("\x08"), riffChunk("EXIF", exifHeader+block), pixel),
	}
}

func TestOrientation(t *testing.T) {
	for turn := uint16(1); turn <= 8; turn++ {
		for name, data := range turnedFiles(t, turn) {
			if got := Orientation(data, Sniff(data)); got != int(turn) {
				t.Errorf("%s: %d, want %d", name, got, turn)
			}
			straight := sizeOfPicture(mustCheck(t, fstest.MapFS{name: {Data: turnedFiles(t, 1)[name]}}, name))
			if turn >= 5 {
				straight[0], straight[1] = straight[1], straight[0]
			}
			if got := sizeOfPicture(mustCheck(t, fstest.MapFS{name: {Data: data}}, name)); got != straight {
				t.Errorf("%s turned %d: %v, want %v", name, turn, got, straight)
			}
			// What Write leaves says the same and nothing more.
			out, err := stripped(t, data)
			if err != nil || Orientation(out, Sniff(out)) != int(turn) {
				t.Errorf("%s: published with %d, %v", name, Orientation(out, Sniff(out)), err)
			}
			if has := bytes.Contains(out, []byte("MM\x00*")); has != (turn > 1) {
				t.Errorf("%s: turned %d, an EXIF block: %v", name, turn, has)
			}
			wantNoTrace(t, out, "Exif")
		}
	}
	for name, data := range map[string][]byte{"none": plainPNG(t), "gif": plainGIF(t), "no flag": riff(plainWebP(t)[12:], riffChunk("EXIF", exif(binary.BigEndian, 6)))} {
		if got := Orientation(data, Sniff(data)); got != 1 {
			t.Errorf("%s: %d", name, got)
		}
	}
}

func mustCheck(t *testing.T, files fstest.MapFS, name string) Picture {
	t.Helper()
	pic, problems := Check(files, name, 0)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", name, problems)
	}
	return pic
}

func TestProfile(t *testing.T) {
	part := func(n, of byte, s string) []byte { return seg(0xe2, iccHeader+string([]byte{n, of})+s) }
	jpg, png := plainJPEG(t, 8, 8), plainPNG(t)
	iccp := func(s string) []byte { return insert(png, 33, chunk("iCCP", s)) }
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"none", jpg, ""},
		{"one", insert(jpg, 2, part(1, 1, "profile")), "profile"},
		{"three", insert(jpg, 2, part(3, 3, "c"), seg(0xe2, "MPF\x00"), part(1, 3, "a"), part(2, 3, "b")), "abc"},
		{"part missing", insert(jpg, 2, part(3, 3, "c"), part(1, 3, "a")), ""},
		{"number 0", insert(jpg, 2, part(0, 1, "c")), ""},
		{"count 0", insert(jpg, 2, part(1, 0, "c")), ""},
		{"PNG", iccp("sRGB\x00\x00" + deflated("profile")), "profile"},
		{"PNG bomb", iccp("a\x00\x00" + deflated(strings.Repeat("x", maxProfile+1))), ""},
		{"PNG damaged", iccp("a\x00\x00" + deflated("profile")[:9]), ""},
		{"PNG method", iccp("a\x00\x01" + deflated("profile")), ""},
		{"PNG empty", iccp(""), ""},
		{"WebP", riff(riffChunk("VP8X", "\x20\x00\x00\x00\x00\x00\x00\x00\x00\x00"), riffChunk("ICCP", "profile"), plainWebP(t)[12:]), "profile"},
		{"GIF", plainGIF(t), ""},
	} {
		if got := Profile(c.data, Sniff(c.data)); string(got) != c.want {
			t.Errorf("%s: %.40q, want %q", c.name, got, c.want)
		}
	}
}

func TestMoving(t *testing.T) {
	moving := plainGIF(t)
	second := bytes.LastIndex(moving, []byte{'!', 0xf9})
	still := append(bytes.Clone(moving[:second]), ';')
	control := chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00")
	png := plainPNG(t)
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"GIF", moving, true}, {"still GIF", still, false}, {"cut GIF", moving[:len(moving)-4], true}, {"short GIF", moving[:14], false},
		{"APNG", insert(png, 33, control), true}, {"PNG", png, false}, {"late acTL", insert(png, len(png)-12, control), false},
		{"WebP", riff(riffChunk("VP8X", "\x02\x00\x00\x00\x1f\x00\x00\x0f\x00\x00")), true}, {"still WebP", plainWebP(t), false},
		{"JPEG", plainJPEG(t, 8, 8), false},
	} {
		if got := Moving(c.data, Sniff(c.data)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestExiftool has another program put all that it can into pictures, and
// then say what is left of it once they are published.
func TestExiftool(t *testing.T) {
	exiftool, err := exec.LookPath("exiftool")
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal("exiftool is not installed")
	case err != nil:
		t.Skip("exiftool is not installed")
	}
	run := func(args ...string) string {
		out, err := exec.Command(exiftool, args...).Output()
		if err != nil {
			t.Fatalf("exiftool %q: %v", args, err)
		}
		return string(out)
	}
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	var files []string
	for name, data := range map[string][]byte{
		"a.jpg": plainJPEG(t, 40, 30), "turned.jpg": insert(plainJPEG(t, 40, 30), 2, seg(0xe1, exifHeader+orientationBlock(6))),
		"a.png": plainPNG(t), "a.webp": plainWebP(t), "a.gif": plainGIF(t),
	} {
		files = append(files, put(name, data))
	}
	run(append([]string{"-q", "-overwrite_original", "-m", "-EXIF:Artist=secret", "-EXIF:Make=secret", "-EXIF:GPSLatitude=21.03",
		"-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=105.85", "-EXIF:GPSLongitudeRef=E", "-EXIF:UserComment=secret", "-XMP:Creator=secret",
		"-XMP:GPSLatitude=21.03", "-IPTC:By-line=secret", "-IPTC:City=secret", "-Comment=secret", "-PNG:Author=secret"}, files...)...)
	publish := func(folder, name string) []byte {
		var w bytes.Buffer
		if err := Write(&w, os.DirFS(folder), name); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(w.Bytes(), []byte("secret")) {
			t.Errorf("%s: a secret is left", name)
		}
		return w.Bytes()
	}
	for _, file := range files {
		before, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(before, []byte("secret")) {
			t.Fatalf("%s: exiftool has put nothing into it: %v", file, err)
		}
		put(filepath.Base(file), publish(dir, filepath.Base(file)))
	}
	for _, name := range []string{"inkscape.svg", "illustrator.svg"} {
		files = append(files, put(name, publish("../drawing/testdata", name)))
	}
	slices.Sort(files)
	out := run(append([]string{"-s", "-G", "-n", "-a", "-EXIF:all", "-XMP:all", "-IPTC:all", "-Photoshop:all", "-MakerNotes:all",
		"-GPS*", "-Comment", "-Author", "-SVG:Metadata*", "-warning"}, files...)...)
	var found []string
	for line := range strings.Lines(out) {
		switch {
		case strings.HasPrefix(line, "======== "):
			found = append(found, filepath.Base(strings.TrimSpace(line)))
		case !strings.HasSuffix(line, "image files read\n"):
			found = append(found, strings.Join(strings.Fields(line), " "))
		}
	}
	if got, want := strings.Join(found, "|"), "a.gif|a.jpg|a.png|a.webp|illustrator.svg|inkscape.svg|turned.jpg|[EXIF] Orientation : 6"; got != want {
		t.Errorf("exiftool finds %s, want %s", got, want)
	}
}

// TestBadFiles makes real files bad in the ways that pictures of posts are.
func TestBadFiles(t *testing.T) {
	jpg, png := plainJPEG(t, 40, 30), plainPNG(t)
	huge := bytes.Clone(jpg)
	at := bytes.Index(huge, []byte("\xff\xc0\x00\x11\x08"))
	copy(huge[at+5:], "\xea\x60\xea\x60") // 60,000 each way
	gif := bytes.Clone(plainGIF(t))
	copy(gif[6:], "\x60\xea\x60\xea")
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing.jpg", nil, "bad-image [nothing.jpg]"},
		{"zeros.jpg", make([]byte, 4096), "bad-image [zeros.jpg]"},
		{"half.jpg", jpg[:len(jpg)/2], "bad-image [half.jpg]"},
		{"half.png", png[:len(png)/2], "bad-image [half.png]"},
		{"hole.png", append(bytes.Clone(png[:40]), make([]byte, 4000)...), "bad-image [hole.png]"},
		{"film.png", []byte("\x00\x00\x00\x10ftypisom\x00\x00\x00\x00"), "wrong-image-type [film.png PNG MP4]"},
		{"film.jpg", []byte("\x1a\x45\xdf\xa3\x84webm"), "wrong-image-type [film.jpg JPEG Matroska]"},
		{"bai/word.jpg", []byte("PK\x03\x04word/document.xml"), "wrong-image-type [bai/word.jpg JPEG ZIP]"},
		{"huge.jpg", huge, "image-too-large [huge.jpg 60000 60000 60]"},
		{"huge.png", hugePNG(60000, 60000), "image-too-large [huge.png 60000 60000 60]"},
		{"huge.gif", gif, "image-too-large [huge.gif 60000 60000 60]"},
	} {
		_, problems := Check(fstest.MapFS{c.name: {Data: c.data}}, c.name, 0)
		if len(problems) != 1 || fmt.Sprint(problems[0].Code, " ", problems[0].Args) != c.want || problems[0].File != c.name || problems[0].Line != 0 {
			t.Errorf("%s: %v, want %s", c.name, problems, c.want)
		}
	}
	files := fstest.MapFS{"a.jpg": {Data: jpg}}
	if _, problems := Check(files, "a.jpg", 1199); len(problems) != 1 || problems[0].Args[3] != "0.001199" {
		t.Errorf("under a lower limit: %v", problems)
	}
	if _, problems := Check(files, "a.jpg", 1200); len(problems) != 0 {
		t.Errorf("at the limit: %v", problems)
	}
	if pic, problems := Check(fstest.MapFS{"a.png": {Data: hugePNG(10000, 9000)}}, "a.png", 90_000_000); len(problems) != 0 || pic.Width != 10000 {
		t.Errorf("under a higher limit: %v", problems)
	}
}

// TestWriteByName holds that a file which a browser takes for a drawing is published as one, and another is not.
func TestWriteByName(t *testing.T) {
	script := `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`
	page := `<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>`
	files := fstest.MapFS{
		"a.svg": {Data: []byte(script)}, "a.html": {Data: []byte("<p>" + script)}, "a.txt": {Data: []byte("<?xml?>" + script)},
		"page.svg": {Data: []byte(page)}, "text.svg": {Data: []byte("text")}, "a.png": {Data: []byte(script)},
		"photo.svg": {Data: plainJPEG(t, 8, 8)},
	}
	const empty = `<svg xmlns="http://www.w3.org/2000/svg"/>` + "\n"
	for name, want := range map[string]string{
		"a.svg": empty, "page.svg": empty, "text.svg": empty, "a.png": empty,
		"a.html": "<p>" + script, "a.txt": "<?xml?>" + script, "photo.svg": string(plainJPEG(t, 8, 8)),
	} {
		var w bytes.Buffer
		if err := Write(&w, files, name); err != nil || w.String() != want {
			t.Errorf("%s: %.80q, %v", name, w.String(), err)
		}
	}
}
