package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/png"
	"testing"
)

// On every machine, and built by any compiler, a card has these pixels. Where
// the change of a drawing is meant, raise Version and put the new sums here.
// PNG is left to the library, whose way of packing may change; pieces are PNG
// here because decoding it is exact.
func TestSamePixelsEverywhere(t *testing.T) {
	letters := &Spec{Title: "ẰẴỀỄỒỖỨỮỲỸ đăng ký gửi về 0123456789 “%&@”", Kicker: "Hỏi – đáp", N: "1.205", Label: "đơn vị máu", Site: "Trang tin", Host: "xyz.example"}
	for _, c := range []struct {
		name    string
		logo    image.Image
		spec    *Spec
		picture []byte
		want    string
	}{
		{"text", nil, example(Text), nil, "62de0f97c89f089821c262cc3293bf71e15eb64d4ef8acd9122e90909d41609e"},
		{"other letters", nil, letters, nil, "52af2b6984b8cecba090766f5ebb26046d7940f713b3288f0029712a13abcbaa"},
		{"logo", noise(300, 200), &Spec{}, nil, "cfb40707e340521f9ed6c76c3a757fdbc0fa10d7385a0fc70f957772102ead44"},
		{"logo with a plate", image.NewNRGBA(image.Rect(0, 0, 7, 5)), &Spec{}, nil, "716c4b9f3d897c50ddd999d3944539fd9b185ef4f308760005dd27b90be6eab6"},
		{"photo", nil, example(Photo), pngOf(t, scenery(PhotoWidth, PhotoHeight)), "86a913aa82c05d32c94fd7d133df667b377fdaa51e7ba1c08956ad2769c682cf"},
		{"sheet", nil, example(Sheet), pngOf(t, scenery(SheetWidth, SheetHeight)), "6c12fe7e950538dff6e0b57a13cfbe259747898feda5b84bbac63dadedf2d2b4"},
		{"photo to be scaled", nil, &Spec{Kind: Photo}, pngOf(t, scenery(300, 200)), "8d96ad265648709953ef5ae14164930dd521accb1431e5078d602af27c9efa71"},
	} {
		out := drawn(t, newDrawer(t, c.logo), c.spec, c.picture)
		if c.spec.Kind == Text {
			m, err := png.Decode(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			out = out[:0]
			for i := range Width * Height {
				r, g, b, _ := m.At(i%Width, i/Width).RGBA()
				out = append(out, uint8(r>>8), uint8(g>>8), uint8(b>>8))
			}
		}
		sum := sha256.Sum256(out)
		if got := hex.EncodeToString(sum[:]); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
