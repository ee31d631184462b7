package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"bantin/internal/card"
	"bantin/internal/diag"
	"bantin/internal/media"
	"bantin/internal/parallel"
)

func sampleProblem(path string) diag.Diagnostic {
	return diag.New(path, 3, 4, "svg-cleaned", path, "<script>")
}

func album(t testing.TB) (map[string][]byte, []Request) {
	t.Helper()
	files := map[string][]byte{
		"a/photo.jpg":   jpegOf(t, noisy(1300, 800)),
		"a/upright.JPG": phone(t, quarters(700, 900), 6),
		"b/screen.png":  pngOf(t, quarters(900, 600)),
		"b/again.png":   pngOf(t, quarters(900, 600)),
		"b/logo.svg":    []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0 0h9v9z"/></svg>`),
		"notes.txt":     []byte("no picture"),
	}
	for _, name := range []string{"moving.gif", "moving.webp", "alpha.webp"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	requests := []Request{
		{"a/photo.jpg", Shown}, {"a/upright.JPG", Shown | Cover}, {"b/screen.png", Sheet}, {"b/again.png", Sheet},
		{"b/logo.svg", Shown}, {"moving.gif", Shown}, {"moving.webp", Shown}, {"alpha.webp", Logo},
		{"notes.txt", Shown}, {"a/photo.jpg", Cover},
	}
	return files, requests
}

func makeAll(t testing.TB, m *Maker, requests []Request) map[string]media.Picture {
	t.Helper()
	pictures, problems, err := m.Make(t.Context(), requests)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return pictures
}

// TestWarm asks again with another Maker: the same comes out of the cache, and nothing is opened.
func TestWarm(t *testing.T) {
	files, requests := album(t)
	f := newFolder(t, files)
	dir := t.TempDir()
	var progress parallel.Progress
	c := openCache(t, dir)
	first := New(f, Options{Cache: c, Progress: &progress})
	want := makeAll(t, first, requests)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if n := int64(len(files) - 1); progress.Total.Load() != n || progress.Done.Load() != n || len(want) != int(n) {
		t.Errorf("%d of %d done, %d pictures", progress.Done.Load(), progress.Total.Load(), len(want))
	}
	if p := want["a/photo.jpg"]; p.Piece.Width != card.Width || len(p.WebP) == 0 {
		t.Errorf("uses of one path are not joined: %+v", p)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}

	c = openCache(t, dir)
	f.opens.Store(0)
	second := New(f, Options{Cache: c})
	got := makeAll(t, second, requests)
	if n := f.opens.Load(); n != 0 {
		t.Errorf("%d files were opened again", n)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("warm\n%+v, cold\n%+v", got, want)
	}
	for path, p := range got {
		for _, v := range all(p) {
			if v.Blob != media.Source {
				look(t, second, path, v)
			}
		}
	}
	if second.encoder != nil {
		t.Error("the encoder was made for nothing")
	}
}

func TestSamePictureTwice(t *testing.T) {
	data := pngOf(t, quarters(900, 600))
	m := newMaker(t, newFolder(t, map[string][]byte{"a.png": data, "b.png": data}))
	p := makeAll(t, m, []Request{{"a.png", Shown}, {"b.png", Shown}})
	if p["a.png"].Hash == "" || p["a.png"].Key != p["b.png"].Key {
		t.Errorf("%+v", p)
	}
	if err := m.Copy(new(bytes.Buffer), "b.png", 0); err != nil {
		t.Error(err)
	}
}

// records are the files of the cache that are as large as a record with blobs.
func records(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := d.Info(); err == nil && info.Size() > 2000 {
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil || len(paths) == 0 {
		t.Fatal("no records in the cache", err)
	}
	return paths
}

func TestMadeAgain(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"gone": os.Remove,
		"damaged": func(path string) error {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for i := len(data) / 2; i < len(data); i++ {
				data[i] ^= 0x55
			}
			return os.WriteFile(path, data, 0o666)
		},
		"cut off": func(path string) error { return os.Truncate(path, 1000) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			f := newFolder(t, map[string][]byte{"a.jpg": jpegOf(t, noisy(900, 600))})
			m := makerIn(t, f, Options{Cache: openCache(t, dir)})
			p := makeAll(t, m, []Request{{"a.jpg", Shown}})["a.jpg"]
			last := p.Plain[len(p.Plain)-1]
			if last.Blob == media.Source {
				last = p.Plain[0]
			}
			want := fileOf(t, m, "a.jpg", last)
			for _, r := range records(t, dir) {
				if err := harm(r); err != nil {
					t.Fatal(err)
				}
			}
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					w := bytes.NewBufferString("before ")
					if err := m.Copy(w, "a.jpg", last.Blob); err != nil || w.String() != "before "+string(want) {
						t.Error("another file was copied", err)
					}
				})
			}
			wg.Wait()
		})
	}
}

// TestCopyCancelled: what is lost is not made again for whoever has given up; what is there is copied.
func TestCopyCancelled(t *testing.T) {
	dir := t.TempDir()
	m := makerIn(t, newFolder(t, map[string][]byte{"a.jpg": jpegOf(t, noisy(900, 600))}), Options{Cache: openCache(t, dir)})
	ctx, cancel := context.WithCancel(t.Context())
	if _, problems, err := m.Make(ctx, []Request{{"a.jpg", Shown}}); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	cancel()
	var w bytes.Buffer
	if err := m.Copy(&w, "a.jpg", 0); err != nil || w.Len() == 0 {
		t.Errorf("%d bytes, %v", w.Len(), err)
	}
	w.Reset()
	for _, r := range records(t, dir) {
		if err := os.Remove(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Copy(&w, "a.jpg", 0); !errors.Is(err, context.Canceled) || w.Len() > 0 {
		t.Errorf("%d bytes, %v", w.Len(), err)
	}
	// The next build of the same Maker.
	makeAll(t, m, []Request{{"a.jpg", Shown}})
	if err := m.Copy(&w, "a.jpg", 0); err != nil {
		t.Error(err)
	}
}

// TestProgressOfRounds: posts that are held back are left out, and the rest is asked for again.
func TestProgressOfRounds(t *testing.T) {
	photo := jpegOf(t, noisy(90, 60))
	f := newFolder(t, map[string][]byte{"a.jpg": photo, "b.jpg": photo, "c.jpg": jpegOf(t, noisy(60, 90)), "d.jpg": {}})
	var progress parallel.Progress
	m := makerIn(t, f, Options{Cache: openCache(t, t.TempDir()), Progress: &progress})
	a, b, c, d := Request{"a.jpg", Shown}, Request{"b.jpg", Shown}, Request{"c.jpg", Shown}, Request{"d.jpg", Shown}
	for _, round := range []struct {
		requests []Request
		want     int64
	}{
		{[]Request{a, b, d}, 3}, {[]Request{a, b}, 3}, {[]Request{{"a.jpg", Cover}, a, c}, 4}, {[]Request{a, b, c, d}, 4},
	} {
		if _, _, err := m.Make(t.Context(), round.requests); err != nil {
			t.Fatal(err)
		}
		if done, total := progress.Done.Load(), progress.Total.Load(); done != round.want || total != round.want {
			t.Errorf("%d of %d done, want %d", done, total, round.want)
		}
	}
}

func TestChangedMeanwhile(t *testing.T) {
	dir := t.TempDir()
	f := newFolder(t, map[string][]byte{"a.jpg": jpegOf(t, noisy(900, 600))})
	m := makerIn(t, f, Options{Cache: openCache(t, dir)})
	makeAll(t, m, []Request{{"a.jpg", Shown}})
	for _, r := range records(t, dir) {
		if err := os.Remove(r); err != nil {
			t.Fatal(err)
		}
	}
	f.write(t, "a.jpg", jpegOf(t, quarters(900, 600)))
	var w bytes.Buffer
	if err := m.Copy(&w, "a.jpg", 0); err == nil || w.Len() > 0 {
		t.Errorf("%d bytes of another picture: %v", w.Len(), err)
	}
	if err := m.Copy(&w, "b.jpg", 0); err == nil {
		t.Error("copied what was never made")
	}
}

func TestTwoMakers(t *testing.T) {
	files, requests := album(t)
	f := newFolder(t, files)
	dir := t.TempDir()
	var got [2]map[string]media.Picture
	var wg sync.WaitGroup
	for i := range got {
		m := makerIn(t, f, Options{Cache: openCache(t, dir)})
		wg.Go(func() { got[i], _, _ = m.Make(context.Background(), requests) })
	}
	wg.Wait()
	if len(got[0]) == 0 || !reflect.DeepEqual(got[0], got[1]) {
		t.Errorf("%+v\n%+v", got[0], got[1])
	}
}

func TestProblems(t *testing.T) {
	photo := jpegOf(t, noisy(300, 200))
	screen := pngOf(t, quarters(300, 200))
	// Its header and its end are good, what is between is not.
	broken := bytes.Clone(screen)
	for i := 50; i < len(broken)-20; i++ {
		broken[i] = 0xa5
	}
	files := map[string][]byte{
		"a-cut.jpg":     photo[:len(photo)/2],
		"b-empty.png":   {},
		"c-name.jpg":    screen,
		"d-broken.png":  broken,
		"e-good.png":    screen,
		"f-good.jpg":    photo,
		"g-huge.png":    hugeHeader(screen),
		"h-iphone.heic": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"),
		"i-many.jpg":    jpegOf(t, noisy(600, 600)),
	}
	m := makerIn(t, newFolder(t, files), Options{Cache: openCache(t, t.TempDir()), MaxPixels: 300_000})
	requests := []Request{{"z-gone.jpg", Shown}}
	for name := range files {
		requests = append(requests, Request{name, Shown})
	}
	pictures, problems, err := m.Make(t.Context(), requests)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range problems {
		if d.File != d.Args[0] {
			t.Errorf("%s: the first argument is %q", d.File, d.Args[0])
		}
		got = append(got, d.File+" "+d.Code)
	}
	want := []string{
		"a-cut.jpg bad-image", "b-empty.png bad-image", "c-name.jpg wrong-image-type", "d-broken.png bad-image",
		"g-huge.png image-too-large", "h-iphone.heic heic-image", "i-many.jpg image-too-large", "z-gone.jpg unreadable-image",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(pictures) != 2 || pictures["e-good.png"].Width != 300 || pictures["f-good.jpg"].Width != 300 {
		t.Errorf("%+v", pictures)
	}
}

// TestLimitLowered takes a picture whose record was made under another limit.
func TestLimitLowered(t *testing.T) {
	f := newFolder(t, map[string][]byte{"a.jpg": jpegOf(t, noisy(300, 200))})
	c := openCache(t, t.TempDir())
	m := makerIn(t, f, Options{Cache: c})
	makeAll(t, m, []Request{{"a.jpg", Shown}})
	_, problems, err := New(f, Options{Cache: c, MaxPixels: 59_999}).Make(t.Context(), []Request{{"a.jpg", Shown}})
	if err != nil || len(problems) != 1 || problems[0].Code != "image-too-large" {
		t.Error(problems, err)
	}
}

// hugeHeader lets a PNG say that it has 60,000 pixels on each side.
func hugeHeader(file []byte) []byte {
	file = bytes.Clone(file)
	copy(file[16:], "\x00\x00\xea\x60\x00\x00\xea\x60")
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

// TestHugeHeader takes no memory for pixels that a header only claims.
func TestHugeHeader(t *testing.T) {
	m := newMaker(t, newFolder(t, map[string][]byte{"a.png": hugeHeader(pngOf(t, quarters(30, 20)))}))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, problems, err := m.Make(t.Context(), []Request{{"a.png", Shown}})
	runtime.ReadMemStats(&after)
	if err != nil || len(problems) != 1 || problems[0].Code != "image-too-large" {
		t.Error(problems, err)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 4<<20 {
		t.Errorf("%d bytes allocated", n)
	}
}
