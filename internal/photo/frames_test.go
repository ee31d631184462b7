package photo

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"testing"

	"bantin/internal/limits"
)

// TestFrames takes an animated picture of as many frames as may be, and refuses one more.
func TestFrames(t *testing.T) {
	film := func(n int) []byte {
		g := new(gif.GIF)
		frame := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black, color.White})
		for range n {
			g.Image, g.Delay = append(g.Image, frame), append(g.Delay, 1)
		}
		var w bytes.Buffer
		if err := gif.EncodeAll(&w, g); err != nil {
			t.Fatal(err)
		}
		return w.Bytes()
	}
	f := newFolder(t, map[string][]byte{"a.gif": film(limits.Frames), "b.gif": film(limits.Frames + 1)})
	pictures, problems, err := newMaker(t, f).Make(t.Context(), []Request{{"a.gif", Shown}, {"b.gif", Shown}})
	if err != nil || pictures["a.gif"].Width != 2 || len(problems) != 1 || problems[0].File != "b.gif" || problems[0].Code != "too-many-frames" {
		t.Errorf("%v, %v, %v", pictures, problems, err)
	}
}
