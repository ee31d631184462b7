package photo

import (
	"errors"
	"image"
	"io/fs"
	"os"
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
		got := decodedSize(c.data, c.format, 1000, c.turned) - int64(len(c.data))
		if got != c.want*1000 {
			t.Errorf("%s: %d bytes for 1000 pixels, want %d each", c.name, got, c.want)
		}
	}
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
