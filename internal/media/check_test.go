package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bantin/internal/diag"
)

// hugePNG is the head of a picture of w × h pixels and an empty body.
func hugePNG(w, h uint32) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return bytes.Join([][]byte{[]byte(pngMagic), chunk("IHDR", string(size)+"\x08\x02\x00\x00\x00"), chunk("IDAT", ""), chunk("IEND", "")}, nil)
}

// checkAll is Check of many pictures: the sizes of those without an error, and all problems.
func checkAll(fsys fs.FS, paths ...string) (map[string]Picture, []diag.Diagnostic) {
	pics := make(map[string]Picture)
	var all []diag.Diagnostic
	for _, p := range paths {
		pic, problems := Check(fsys, p, 0)
		if !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) {
			pics[p] = pic
		}
		all = append(all, problems...)
	}
	return pics, all
}

func sizeOfPicture(p Picture) [2]int { return [2]int{p.Width, p.Height} }

func TestCheckSizes(t *testing.T) {
	jpg := plainJPEG(t, 40, 30)
	turned := func(n uint16) []byte { return insert(jpg, 2, seg(0xe1, exif(binary.BigEndian, n))) }
	long := bytes.Repeat(seg(0xe1, "http://ns.adobe.com/xmp/extension/\x00"+strings.Repeat("x", 60000)), 5)
	files := map[string]struct {
		data []byte
		want [2]int
	}{
		"a.jpg":     {jpg, [2]int{40, 30}},
		"A.JPEG":    {jpg, [2]int{40, 30}},
		"turn1.jpg": {turned(1), [2]int{40, 30}},
		"turn4.jpg": {turned(4), [2]int{40, 30}},
		"turn5.jpg": {turned(5), [2]int{30, 40}},
		"turn8.jpg": {turned(8), [2]int{30, 40}},
		"long.jpg":  {insert(turned(6), 2, long), [2]int{30, 40}},
		"tail.jpg":  {append(bytes.Clone(jpg), "SEFT trailer of a telephone"...), [2]int{40, 30}},
		"a.png":     {plainPNG(t), [2]int{20, 10}},
		"tail.png":  {append(plainPNG(t), "screenshot data"...), [2]int{20, 10}},
		"limit.png": {hugePNG(10000, 6000), [2]int{10000, 6000}},
		"a.gif":     {plainGIF(t), [2]int{9, 7}},
		"a.webp":    {plainWebP(t), [2]int{1, 1}},
		"moving.webp": {riff(riffChunk("VP8X", "\x02\x00\x00\x00\x1f\x00\x00\x0f\x00\x00"), riffChunk("ANIM", "\x00\x00\x00\x00\x00\x00")),
			[2]int{32, 16}},
	}
	fsys := fstest.MapFS{}
	var paths []string
	for name, f := range files {
		fsys[name] = &fstest.MapFile{Data: f.data}
		paths = append(paths, name)
	}
	pics, problems := checkAll(fsys, paths...)
	for _, d := range problems {
		t.Errorf("%s: %s %q", d.File, d.Code, d.Args)
	}
	for name, f := range files {
		if sizeOfPicture(pics[name]) != f.want {
			t.Errorf("%s is %v, want %v", name, pics[name], f.want)
		}
	}
	if len(pics) != len(files) {
		t.Errorf("%d pictures, want %d", len(pics), len(files))
	}
}

func TestCheckSVGSizes(t *testing.T) {
	for attrs, want := range map[string][2]int{
		`width="120" height="80"`:                        {120, 80},
		`width="120px" height="1in"`:                     {120, 96},
		`width="10mm" height="10mm" viewBox="0 0 5 5"`:   {38, 38},
		`viewBox="0 0 300 150"`:                          {300, 150},
		`viewBox="0,0,300.6,150"`:                        {301, 150},
		`width="100%" height="100%" viewBox="0 0 30 10"`: {30, 10},
		`width="60" viewBox="0 0 30 10"`:                 {60, 20},
		`height="60" viewBox="0 0 30 10"`:                {180, 60},
		`width="0.1" height="0.2"`:                       {1, 1},
		`width="60"`:                                     {},
		``:                                               {},
		`width="-5" height="NaN"`:                        {},
		`width="1e9" height="Inf" viewBox="0 0 0 0"`:     {},
		`x:width="5" x:height="5" xmlns:x="urn:x"`:       {},
	} {
		fsys := fstest.MapFS{"a.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" ` + attrs + `/>`)}}
		pics, problems := checkAll(fsys, "a.svg")
		if got, ok := pics["a.svg"]; !ok || sizeOfPicture(got) != want || len(problems) > 0 {
			t.Errorf("%s: %v %v, want %v", attrs, got, problems, want)
		}
	}
}

func TestCheckProblems(t *testing.T) {
	jpg, pngData := plainJPEG(t, 40, 30), plainPNG(t)
	for _, c := range []struct{ name, data, want string }{
		{"cut.jpg", string(jpg[:len(jpg)/2]), "bad-image [cut.jpg]"},
		{"cut.png", string(pngData[:len(pngData)-14]), "bad-image [cut.png]"},
		{"cut.webp", string(plainWebP(t)[:30]), "bad-image [cut.webp]"},
		{"empty.jpg", "", "bad-image [empty.jpg]"},
		{"lfs.jpg", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "bad-image [lfs.jpg]"},
		{"short.gif", "GIF89a", "bad-image [short.gif]"},
		{"nothing.png", string(hugePNG(0, 5)), "bad-image [nothing.png]"},
		{"png.jpg", string(pngData), "wrong-image-type [png.jpg JPEG PNG]"},
		{"jpg.webp", string(jpg), "wrong-image-type [jpg.webp WebP JPEG]"},
		{"page.png", "<!doctype html><title>404</title>", "wrong-image-type [page.png PNG HTML]"},
		{"svg.png", "<svg/>", "wrong-image-type [svg.png PNG SVG]"},
		{"jpg.svg", string(jpg), "wrong-image-type [jpg.svg SVG JPEG]"},
		{"avif.jpg", "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", "wrong-image-type [avif.jpg JPEG AVIF]"},
		{"iphone.jpg", "\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1", "heic-image [iphone.jpg]"},
		{"iphone.HEIC", "\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1", "heic-image [iphone.HEIC]"},
		{"named.heic", string(jpg), "heic-image [named.heic]"},
		{"huge.png", string(hugePNG(10000, 6001)), "image-too-large [huge.png 10000 6001 60]"},
		{"bad.svg", "<svg><g></svg>", "bad-image [bad.svg]"},
		{"cut.svg", "<svg><g>", "bad-image [cut.svg]"},
		{"other.svg", "<?xml version='1.0'?><plan/>", "bad-image [other.svg]"},
		{"packed.svg", "\x1f\x8b\x08", "bad-image [packed.svg]"},
		{"utf16.svg", "<?xml version='1.0' encoding='UTF-16'?><svg/>", "bad-image [utf16.svg]"},
	} {
		pics, problems := checkAll(fstest.MapFS{c.name: {Data: []byte(c.data)}}, c.name)
		if len(problems) != 1 || len(pics) != 0 {
			t.Errorf("%s: %v, %v", c.name, pics, problems)
			continue
		}
		if got := fmt.Sprint(problems[0].Code, " ", problems[0].Args); got != c.want || problems[0].File != c.name {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	_, problems := Check(fstest.MapFS{}, "a.jpg", 0)
	if len(problems) != 1 || problems[0].File != "a.jpg" || problems[0].Code != "unreadable-image" {
		t.Errorf("a missing file: %v", problems)
	}
}

// FuzzCheck asserts that no file makes Check or the readers of a picture's parts panic, that Check either gives a size or
// names a problem, and that what the others give is in bounds.
func FuzzCheck(f *testing.F) {
	f.Add(plainJPEG(f, 8, 8))
	f.Add(plainPNG(f))
	f.Add(plainGIF(f))
	f.Add(plainWebP(f))
	f.Add([]byte(`<svg viewBox="0 0 1 1"><style>url(</style><a href="x"/></svg>`))
	for _, data := range turnedFiles(f, 6) {
		f.Add(data)
	}
	f.Add(insert(plainJPEG(f, 8, 8), 2, seg(0xe2, iccHeader+"\x01\x01x")))
	names := []string{"a.jpg", "a.png", "a.gif", "a.webp", "a.svg"}
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := fstest.MapFS{}
		for _, n := range names {
			fsys[n] = &fstest.MapFile{Data: data}
		}
		pics, problems := checkAll(fsys, names...)
		found := slices.Collect(maps.Keys(pics))
		for _, d := range problems {
			if !slices.Contains(found, d.File) {
				found = append(found, d.File)
			}
		}
		if len(found) != len(names) {
			t.Fatalf("neither size nor problem: %v of %v", found, names)
		}
		checkParts(t, data)
	})
}

func checkParts(t *testing.T, data []byte) {
	format := Sniff(data)
	turn := Orientation(data, format)
	if turn < 1 || turn > 8 || len(Profile(data, format)) > maxProfile {
		t.Fatalf("orientation %d", turn)
	}
	fsys := fstest.MapFS{"a": {Data: data}}
	file, err := fsys.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if orientationOf(fsys, file, "a", data, format) != turn {
		t.Fatal("the orientation of the file and of its bytes differ")
	}
	_ = Moving(data, format)
}
