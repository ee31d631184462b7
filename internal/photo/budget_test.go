package photo

import (
	"errors"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"bantin/internal/cache"
	"bantin/internal/media"
)

func TestBudget(t *testing.T) {
	b := newBudget(100)
	first := b.take(60)
	second := b.take(40)
	got := make(chan bool, 1)
	go func() {
		back := b.take(1000) // more than there is: it gets all, when it is alone
		got <- true
		back()
	}()
	first()
	select {
	case <-got:
		t.Fatal("more was taken than there is")
	default:
	}
	second()
	<-got
	b.take(100)() // all has come back
}

func TestDecodedSize(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	deep := pngOf(t, image.NewNRGBA64(image.Rect(0, 0, 9, 9)))
	for _, c := range []struct {
		name   string
		data   []byte
		format media.Format
		turned bool
		want   int64 // bytes a pixel
	}{
		{"baseline 4:2:0", jpegOf(t, noisy(50, 50)), media.JPEG, false, 3},
		{"turned", phone(t, noisy(50, 50), 3), media.JPEG, true, 7},
		{"progressive", read("progressive.jpg"), media.JPEG, false, 9},
		{"4:4:4", read("444.jpg"), media.JPEG, false, 4},
		{"four inks", read("cmyk.jpg"), media.JPEG, false, 5},
		{"no frame", []byte("\xff\xd8"), media.JPEG, false, 21},
		{"eight bits", pngOf(t, noisy(9, 9)), media.PNG, false, 6},
		{"sixteen bits", deep, media.PNG, false, 14},
	} {
		got := decodedSize(c.data, c.format, 1000, c.turned)
		if got != c.want*1000 {
			t.Errorf("%s: %d bytes for 1000 pixels, want %d each", c.name, got, c.want)
		}
	}
}

// TestHugeFile refuses what is too large as a file without opening it, however few pixels it has, and counts what it reads.
func TestHugeFile(t *testing.T) {
	photo := jpegOf(t, noisy(90, 60))
	f := newFolder(t, map[string][]byte{"a.jpg": photo, "b.jpg": photo, "c.svg": photo, "d.jpg": photo})
	for name, size := range map[string]int64{"a.jpg": maxFile + 1, "b.jpg": 6 * maxFile, "c.svg": maxFile + 1} {
		if err := os.Truncate(filepath.Join(f.dir, name), size); err != nil {
			t.Fatal(err)
		}
	}
	m := newMaker(t, f)
	least := m.files.left
	m.fsys = watched{f, func() { least = min(least, m.files.left) }}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	pictures, problems, err := m.Make(t.Context(), []Request{{"a.jpg", Shown}, {"b.jpg", Cover}, {"c.svg", 0}})
	runtime.ReadMemStats(&after)
	if err != nil || len(pictures) > 0 || len(problems) != 3 || f.opens.Load() > 0 {
		t.Errorf("%v, %v, %v, %d opened", pictures, problems, err, f.opens.Load())
	}
	for _, d := range problems {
		if d.Code != "image-file-too-large" || d.File != d.Args[0] {
			t.Errorf("%+v", d)
		}
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes allocated", n)
	}
	makeAll(t, m, []Request{{"d.jpg", Shown}})
	if want := int64(maxFiles - len(photo)); least != want || m.files.left != maxFiles {
		t.Errorf("%d bytes left while it was read, want %d; %d at the end", least, want, m.files.left)
	}
}

// TestGrownFile becomes too large after it was found to be small enough.
func TestGrownFile(t *testing.T) {
	f := newFolder(t, map[string][]byte{"a.jpg": jpegOf(t, noisy(90, 60))})
	m := newMaker(t, f)
	makeAll(t, m, []Request{{"a.jpg", Shown}})
	if err := os.Truncate(filepath.Join(f.dir, "a.jpg"), maxFile+1); err != nil {
		t.Fatal(err)
	}
	r, err := m.fresh(t.Context(), "a.jpg", Shown)
	if err != nil || len(r.problems) != 1 || r.problems[0].Code != "image-file-too-large" {
		t.Errorf("%+v, %v", r, err)
	}
	if m.files.left != maxFiles {
		t.Errorf("%d bytes left", m.files.left)
	}
}

// watched calls back whenever a file is read.
type watched struct {
	folder
	reads func()
}

func (w watched) Open(name string) (fs.File, error) {
	file, err := w.folder.Open(name)
	return watchedFile{file, w.reads}, err
}

type watchedFile struct {
	fs.File
	reads func()
}

func (f watchedFile) Read(b []byte) (int, error) {
	f.reads()
	return f.File.Read(b)
}

// TestNoPlace has a cache that cannot be written: that is no problem of the picture.
func TestNoPlace(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c, err := cache.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	root.Close()
	files := map[string][]byte{"a.jpg": jpegOf(t, noisy(90, 60)), "b.png": pngOf(t, quarters(90, 60))}
	m := makerIn(t, newFolder(t, files), Options{Cache: c})
	pictures, problems, err := m.Make(t.Context(), []Request{{"a.jpg", Shown}, {"b.png", Shown}})
	if !errors.Is(err, fs.ErrClosed) || len(pictures)+len(problems) > 0 {
		t.Errorf("%v, %v, %v", pictures, problems, err)
	}
}
