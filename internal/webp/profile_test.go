package webp

import (
	"bytes"
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	xwebp "golang.org/x/image/webp"
)

func TestWithProfile(t *testing.T) {
	e, r := encoder(t), image.Rect(0, 0, 33, 21)
	lossy, err1 := e.YCbCr(t.Context(), ycbcr(r), 75)
	alpha, err2 := e.NRGBA(t.Context(), nrgba(r, false), 75)
	lossless, err3 := e.Lossless(t.Context(), nrgba(r, false))
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	for _, test := range []struct {
		name   string
		file   []byte
		icc    string
		alpha  bool
		head   []byte
		chunks string
	}{
		{"lossy", lossy, "odd", false, []byte{0x20, 0, 0, 0, 32, 0, 0, 20, 0, 0}, "VP8X ICCP VP8 "},
		{"lossy with alpha", alpha, "even", true, []byte{0x30, 0, 0, 0, 32, 0, 0, 20, 0, 0}, "VP8X ICCP ALPH VP8 "},
		{"alpha from the file", alpha, "even", false, []byte{0x30, 0, 0, 0, 32, 0, 0, 20, 0, 0}, "VP8X ICCP ALPH VP8 "},
		{"lossless", lossless, "odd", true, []byte{0x30, 0, 0, 0, 32, 0, 0, 20, 0, 0}, "VP8X ICCP VP8L"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := WithProfile(test.file, []byte(test.icc), 33, 21, test.alpha)
			chunks, ok := parse(got)
			if !ok {
				t.Fatal("not a sound file")
			}
			if k := kinds(chunks); k != test.chunks {
				t.Fatalf("chunks %q, want %q", k, test.chunks)
			}
			if !bytes.Equal(chunks[0].data, test.head) || string(chunks[1].data) != test.icc {
				t.Errorf("VP8X % x, ICCP %q", chunks[0].data, chunks[1].data)
			}
			before, err1 := xwebp.Decode(bytes.NewReader(test.file))
			after, err2 := xwebp.Decode(bytes.NewReader(got))
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			if fmt.Sprint(before) != fmt.Sprint(after) {
				t.Error("other pixels")
			}
			if again := WithProfile(got, []byte("other"), 33, 21, test.alpha); bytes.Count(again, []byte("ICCP")) != 1 {
				t.Error("two profiles")
			}
		})
	}
}

func TestWithProfileUnchanged(t *testing.T) {
	file, err := encoder(t).YCbCr(t.Context(), ycbcr(image.Rect(0, 0, 5, 5)), 75)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name          string
		file          []byte
		icc           string
		width, height int
	}{
		{"no profile", file, "", 5, 5},
		{"no size", file, "icc", 0, 5},
		{"large", file, "icc", 5, 1<<24 + 1},
		{"truncated", file[:len(file)-2], "icc", 5, 5},
		{"longer than it says", append(slices.Clone(file), 0, 0), "icc", 5, 5},
		{"empty", nil, "icc", 5, 5},
		{"JPEG", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"), "icc", 5, 5},
		{"no picture", []byte("RIFF\x04\x00\x00\x00WEBP"), "icc", 5, 5},
	} {
		if got := WithProfile(test.file, []byte(test.icc), test.width, test.height, false); !bytes.Equal(got, test.file) {
			t.Errorf("%s: changed", test.name)
		}
	}
}

// FuzzWithProfile: a file is either given back as it is, or is sound afterwards, with the profile and all chunks that show something.
func FuzzWithProfile(f *testing.F) {
	f.Add([]byte("RIFF\x10\x00\x00\x00WEBPVP8 \x03\x00\x00\x00abc\x00"), []byte("icc"), 3, 4, true)
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00\x02\x00\x00\x03\x00\x00"), []byte("icc"), 3, 4, true)
	f.Fuzz(func(t *testing.T, file, icc []byte, width, height int, alpha bool) {
		before, _ := parse(file)
		got := WithProfile(file, icc, width, height, alpha)
		if bytes.Equal(got, file) {
			return
		}
		after, ok := parse(got)
		if !ok || len(after) < 2 || after[0].kind != "VP8X" || len(after[0].data) != 10 || after[0].data[0]&flagProfile == 0 ||
			after[1].kind != "ICCP" || !bytes.Equal(after[1].data, icc) {
			t.Fatalf("not sound: %q", got)
		}
		before = slices.DeleteFunc(before, func(c chunk) bool { return c.kind == "VP8X" || c.kind == "ICCP" })
		if !slices.EqualFunc(before, after[2:], func(a, b chunk) bool { return a.kind == b.kind && bytes.Equal(a.data, b.data) }) {
			t.Fatalf("%q became %q", before, after)
		}
	})
}

func kinds(chunks []chunk) string {
	var names []string
	for _, c := range chunks {
		names = append(names, c.kind)
	}
	return strings.Join(names, " ")
}
