package media

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"bantin/internal/limits"
)

// TestSides takes pictures whose sides are as long as may be, and refuses those of one pixel more.
func TestSides(t *testing.T) {
	for _, size := range []image.Point{{limits.Side, 1}, {1, limits.Side}, {limits.Side + 1, 1}, {1, limits.Side + 1}} {
		var w bytes.Buffer
		if err := png.Encode(&w, image.NewGray(image.Rectangle{Max: size})); err != nil {
			t.Fatal(err)
		}
		p, found := Check(fstest.MapFS{"a.png": {Data: w.Bytes()}}, "a.png", 0)
		refused := max(size.X, size.Y) > limits.Side
		if !refused && (len(found) > 0 || p.Width != size.X) || refused && (len(found) != 1 || found[0].Code != "image-side-too-long") {
			t.Errorf("%v: %+v, %v", size, p, found)
		}
	}
}

// TestPixels does the same for the number of pixels. Nothing but the head of such a picture is there.
func TestPixels(t *testing.T) {
	for _, c := range []struct {
		width, height int
		want          string
	}{{10_000, 6_000, "bad-image"}, {10_000, 6_001, "image-too-large"}} { // the first is cut off after its head
		var w bytes.Buffer
		w.WriteString(pngMagic)
		head := []byte("IHDR\x00\x00\x00\x00\x00\x00\x00\x00\x08\x00\x00\x00\x00")
		for i, n := range []int{c.width, c.height} {
			head[4+4*i], head[5+4*i], head[6+4*i], head[7+4*i] = byte(n>>24), byte(n>>16), byte(n>>8), byte(n)
		}
		w.Write(chunk(string(head[:4]), string(head[4:])))
		_, found := Check(fstest.MapFS{"a.png": {Data: w.Bytes()}}, "a.png", 0)
		if len(found) != 1 || found[0].Code != c.want {
			t.Errorf("%d × %d: %v", c.width, c.height, found)
		}
	}
}

func TestFrames(t *testing.T) {
	frames := func(n int) []byte {
		g := new(gif.GIF)
		for range n {
			g.Image = append(g.Image, image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black, color.White}))
			g.Delay = append(g.Delay, 1)
		}
		var w bytes.Buffer
		if err := gif.EncodeAll(&w, g); err != nil {
			t.Fatal(err)
		}
		return w.Bytes()
	}
	webp := "RIFF\xff\xff\xff\x7fWEBP" + strings.Repeat("ANMF\x00\x00\x00\x00", 7)
	apng := []byte(pngMagic)
	for range 7 {
		apng = append(apng, chunk("fcTL", "")...)
	}
	for _, c := range []struct {
		data   []byte
		format Format
		most   int
		want   int
	}{
		{frames(7), GIF, 7, 7}, {frames(7), GIF, 6, 7}, {frames(7), GIF, 3, 4}, {frames(1), GIF, 3, 1},
		{[]byte(webp), WebP, 7, 7}, {[]byte(webp), WebP, 3, 4}, {apng, PNG, 7, 7}, {apng, PNG, 3, 4},
		{nil, PNG, 3, 1}, {nil, JPEG, 3, 1}, {nil, WebP, 3, 1},
	} {
		if got := Frames(c.data, c.format, c.most); got != c.want {
			t.Errorf("%s of %d bytes, up to %d: %d, want %d", c.format, len(c.data), c.most, got, c.want)
		}
	}
}
