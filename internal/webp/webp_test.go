package webp

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/tetratelabs/wazero"
	xwebp "golang.org/x/image/webp"
)

// moduleSum is the SHA-256 of what build.sh makes.
const moduleSum = "e742ec5052df0737bcbc6e52f8cdb11694bfb34259614cc281f422e88112b352"

func TestModule(t *testing.T) {
	sum := sha256.Sum256(module)
	if got := hex.EncodeToString(sum[:]); got != moduleSum {
		t.Errorf("webp.wasm has the sum %s, not %s", got, moduleSum)
	}
	script, err := os.ReadFile("build.sh")
	if err != nil {
		t.Fatal(err)
	}
	_, version, _ := strings.Cut(string(script), "\nversion=")
	version, _, _ = strings.Cut(version, "\n")
	if version == "" || !strings.HasPrefix(Version, "libwebp-"+version+" ") {
		t.Errorf("build.sh makes version %q, Version is %q", version, Version)
	}
	if n := len(encoder(t).compiled.ImportedFunctions()); n != 0 {
		t.Errorf("the module imports %d functions", n)
	}
}

// shared compiles the module once for all tests.
var shared = sync.OnceValues(func() (*Encoder, error) { return New(context.Background()) })

func encoder(t testing.TB) *Encoder {
	t.Helper()
	e, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var rects = []image.Rectangle{
	image.Rect(0, 0, 1, 1),
	image.Rect(0, 0, 3, 5),
	image.Rect(0, 0, 64, 48),
	image.Rect(0, 0, MaxSize, 1),
	image.Rect(0, 0, 1, MaxSize),
	image.Rect(8, 6, 71, 53),
	image.Rect(7, 6, 71, 53),
	image.Rect(8, 5, 71, 53),
	image.Rect(9, 3, 70, 50),
	image.Rect(1, 1, 2, 2),
}

// ycbcr is a smooth picture with the given bounds, a part of a larger one.
func ycbcr(r image.Rectangle) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, r.Max.X+3, r.Max.Y+3), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		img.Y[i] = wave(i%img.YStride, i/img.YStride)
	}
	for i := range img.Cb {
		img.Cb[i] = wave(i/img.CStride+20, i%img.CStride)
		img.Cr[i] = wave(i%img.CStride+40, 9)
	}
	return img.SubImage(r).(*image.YCbCr)
}

// nrgba has pixels of all alphas, or opaque ones only.
func nrgba(r image.Rectangle, opaque bool) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, r.Max.X+3, r.Max.Y+3))
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			c := color.NRGBA{wave(x, y), wave(y, x+30), wave(x+60, 0), uint8(min(max(x*9-40, 0), 255))}
			if opaque {
				c.A = 255
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img.SubImage(r).(*image.NRGBA)
}

func wave(x, y int) uint8 {
	return uint8(128 + 60*math.Sin(float64(x)/9) + 50*math.Cos(float64(y)/11))
}

func decode(t *testing.T, file []byte, r image.Rectangle) image.Image {
	t.Helper()
	img, err := xwebp.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Size() != r.Size() {
		t.Fatalf("size %v, want %v", img.Bounds().Size(), r.Size())
	}
	return img
}

// wide takes a sample of WebP's range to the full one. The decoder leaves that to its caller.
func wide(v uint8, low, levels int) uint8 {
	return uint8(min(max((int(v)-low)*255/levels, 0), 255))
}

// pixel is a pixel of a lossy picture.
func pixel(img image.Image, x, y int) color.NRGBA {
	alpha := uint8(255)
	yuv, ok := img.(*image.YCbCr)
	if !ok {
		both := img.(*image.NYCbCrA)
		yuv, alpha = &both.YCbCr, both.A[both.AOffset(x, y)]
	}
	i, c := yuv.YOffset(x, y), yuv.COffset(x, y)
	r, g, b := color.YCbCrToRGB(wide(yuv.Y[i], 16, 219), wide(yuv.Cb[c], 16, 224), wide(yuv.Cr[c], 16, 224))
	return color.NRGBA{r, g, b, alpha}
}

// noise gathers differences.
type noise struct{ sum, n float64 }

func (n *noise) add(a, b uint8) {
	d := float64(a) - float64(b)
	n.sum += d * d
	n.n++
}

func (n *noise) check(t *testing.T, what string, atLeast float64) {
	t.Helper()
	if db := 10 * math.Log10(255*255*n.n/n.sum); db < atLeast {
		t.Errorf("%s: PSNR %.1f dB, want %.0f", what, db, atLeast)
	}
}

func TestYCbCr(t *testing.T) {
	for _, r := range rects {
		t.Run(r.String(), func(t *testing.T) {
			img := ycbcr(r)
			file, err := encoder(t).YCbCr(t.Context(), img, 90)
			if err != nil {
				t.Fatal(err)
			}
			got := decode(t, file, r).(*image.YCbCr)
			var y, cb, cr noise
			for py := range r.Dy() {
				for px := range r.Dx() {
					i, c := img.YOffset(r.Min.X+px, r.Min.Y+py), img.COffset(r.Min.X+px, r.Min.Y+py)
					j, d := got.YOffset(px, py), got.COffset(px, py)
					y.add(img.Y[i], wide(got.Y[j], 16, 219))
					cb.add(img.Cb[c], wide(got.Cb[d], 16, 224))
					cr.add(img.Cr[c], wide(got.Cr[d], 16, 224))
				}
			}
			y.check(t, "Y", 36)
			cb.check(t, "Cb", 34)
			cr.check(t, "Cr", 34)
		})
	}
}

func TestNRGBA(t *testing.T) {
	for _, r := range rects {
		t.Run(r.String(), func(t *testing.T) {
			img := nrgba(r, false)
			file, err := encoder(t).NRGBA(t.Context(), img, 90)
			if err != nil {
				t.Fatal(err)
			}
			got := decode(t, file, r)
			var seen noise
			for y := range r.Dy() {
				for x := range r.Dx() {
					want := img.NRGBAAt(r.Min.X+x, r.Min.Y+y)
					c := pixel(got, x, y)
					if c.A != want.A {
						t.Fatalf("alpha at %d,%d: %d, want %d", x, y, c.A, want.A)
					}
					if want.A == 255 {
						seen.add(c.R, want.R)
						seen.add(c.G, want.G)
						seen.add(c.B, want.B)
					}
				}
			}
			if seen.n > 0 {
				seen.check(t, "colours", 30)
			}
		})
	}
}

func TestNRGBAOpaque(t *testing.T) {
	r := image.Rect(0, 0, 64, 48)
	file, err := encoder(t).NRGBA(t.Context(), nrgba(r, true), 75)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := decode(t, file, r).(*image.YCbCr); !ok {
		t.Error("an opaque picture has an alpha channel")
	}
}

func TestLossless(t *testing.T) {
	for _, opaque := range []bool{false, true} {
		for _, r := range rects {
			t.Run(fmt.Sprint(r, opaque), func(t *testing.T) {
				img := nrgba(r, opaque)
				file, err := encoder(t).Lossless(t.Context(), img)
				if err != nil {
					t.Fatal(err)
				}
				got := decode(t, file, r).(*image.NRGBA)
				for y := range r.Dy() {
					for x := range r.Dx() {
						want := img.NRGBAAt(r.Min.X+x, r.Min.Y+y)
						if want.A == 0 {
							want = color.NRGBA{} // nothing hidden stays
						}
						if c := got.NRGBAAt(x, y); c != want {
							t.Fatalf("at %d,%d: %v, want %v", x, y, c, want)
						}
					}
				}
			})
		}
	}
}

func TestErrors(t *testing.T) {
	e, ctx := encoder(t), t.Context()
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	r := image.Rect(0, 0, 8, 8)
	yuv := func(ctx context.Context, img *image.YCbCr, quality float32) error {
		_, err := e.YCbCr(ctx, img, quality)
		return err
	}
	rgb := func(r image.Rectangle) error {
		// No pixels: the size has to be refused before they are looked at.
		_, lossy := e.NRGBA(ctx, &image.NRGBA{Rect: r, Stride: 4 * r.Dx()}, 75)
		_, lossless := e.Lossless(ctx, &image.NRGBA{Rect: r, Stride: 4 * r.Dx()})
		if (lossy == nil) != (lossless == nil) {
			t.Errorf("%v: lossy %v, lossless %v", r, lossy, lossless)
		}
		return lossy
	}
	for _, test := range []struct {
		err  error
		want string
	}{
		{yuv(ctx, image.NewYCbCr(r, image.YCbCrSubsampleRatio444), 75), "4:2:0"},
		{yuv(ctx, image.NewYCbCr(r, image.YCbCrSubsampleRatio422), 75), "4:2:0"},
		{yuv(ctx, ycbcr(r), -1), "quality"},
		{yuv(ctx, ycbcr(r), 101), "quality"},
		{yuv(ctx, ycbcr(r), float32(math.NaN())), "quality"},
		{yuv(ctx, image.NewYCbCr(image.Rect(0, 0, MaxSize+1, 1), image.YCbCrSubsampleRatio420), 75), "16384x1"},
		{yuv(ctx, &image.YCbCr{SubsampleRatio: image.YCbCrSubsampleRatio420}, 75), "0x0"},
		{yuv(cancelled, ycbcr(r), 75), "canceled"},
		{rgb(image.Rect(0, 0, 1, MaxSize+1)), "1x16384"},
		{rgb(image.Rect(0, 0, 0, 5)), "0x5"},
		{rgb(image.Rect(0, 0, 1<<40, 1<<40)), "1099511627776"},
	} {
		if test.err == nil || !strings.Contains(test.err.Error(), test.want) {
			t.Errorf("error %v, want one with %q", test.err, test.want)
		}
	}
}

// TestFailedInstance: an instance that failed is not used again, and the encoder goes on.
func TestFailedInstance(t *testing.T) {
	e := encoder(t)
	small := image.Rect(0, 0, 8, 8)
	want, err := e.YCbCr(t.Context(), ycbcr(small), 75)
	if err != nil {
		t.Fatal(err)
	}
	nothing := func([]byte) {}
	for _, p := range []picture{
		{encodeYUV, small, 96, 75, 99, nothing},                             // libwebp knows no method 99
		{encodeYUV, image.Rect(0, 0, MaxSize, MaxSize), 16, 75, 2, nothing}, // reads beyond its memory: traps
	} {
		before := len(e.free)
		_, err := e.encode(t.Context(), p)
		if err == nil {
			t.Errorf("%v: no error", p.rect)
		}
		if p.method == 99 && !errors.Is(err, encodingError(4)) {
			t.Errorf("error %v, want libwebp's own", err)
		}
		if len(e.free) != max(before-1, 0) {
			t.Errorf("%v: %d instances, %d before", p.rect, len(e.free), before)
		}
		if got, err := e.YCbCr(t.Context(), ycbcr(small), 75); err != nil || !bytes.Equal(got, want) {
			t.Errorf("after %v: other bytes, error %v", p.rect, err)
		}
	}
}

// TestLargeInstance: an instance that has grown large is not kept.
func TestLargeInstance(t *testing.T) {
	e := encoder(t)
	before := len(e.free)
	if _, err := e.Lossless(t.Context(), image.NewNRGBA(image.Rect(0, 0, 2100, 2100))); err != nil {
		t.Fatal(err)
	}
	if len(e.free) != max(before-1, 0) {
		t.Errorf("%d instances, %d before", len(e.free), before)
	}
}

func TestParallel(t *testing.T) {
	e := encoder(t)
	var want [][]byte
	encode := func(i int) []byte {
		r := image.Rect(i, 0, 150+i, 90)
		file, err := e.YCbCr(t.Context(), ycbcr(r), 75)
		if i%2 == 1 {
			file, err = e.Lossless(t.Context(), nrgba(r, false))
		}
		if err != nil {
			t.Error(err)
		}
		return file
	}
	for i := range 6 {
		want = append(want, encode(i))
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i := range want {
				if !bytes.Equal(encode(i), want[i]) {
					t.Errorf("picture %d: other bytes", i)
				}
			}
		})
	}
	group.Wait()
	if len(e.free) > 8 {
		t.Errorf("%d instances for 8 callers", len(e.free))
	}
}

// TestInterpreter: the same bytes where wazero cannot compile.
func TestInterpreter(t *testing.T) {
	slow, err := newEncoder(t.Context(), wazero.NewRuntimeConfigInterpreter())
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	r := image.Rect(0, 0, 40, 30)
	for name, encode := range map[string]func(e *Encoder) ([]byte, error){
		"YCbCr":    func(e *Encoder) ([]byte, error) { return e.YCbCr(t.Context(), ycbcr(r), 75) },
		"NRGBA":    func(e *Encoder) ([]byte, error) { return e.NRGBA(t.Context(), nrgba(r, false), 75) },
		"Lossless": func(e *Encoder) ([]byte, error) { return e.Lossless(t.Context(), nrgba(r, false)) },
	} {
		want, err := encode(encoder(t))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := encode(slow); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: other bytes, error %v", name, err)
		}
	}
}
