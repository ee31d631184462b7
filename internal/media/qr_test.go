package media

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"rsc.io/qr"
)

// drawn reads the modules that a drawing's path strokes.
func drawn(t *testing.T, svg []byte) (side int, black map[[2]int]bool) {
	t.Helper()
	var doc struct {
		ViewBox string `xml:"viewBox,attr"`
		Path    struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal(svg, &doc); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscanf(doc.ViewBox, "0 0 %d %d", &side, &side); err != nil {
		t.Fatal(err)
	}
	black = make(map[[2]int]bool)
	x, y := 0, 0
	for d := doc.Path.D; d != ""; {
		next := strings.IndexAny(d[1:], "Mmh") + 1
		if next == 0 {
			next = len(d)
		}
		a, b, _ := strings.Cut(d[1:next], " ")
		n, err := strconv.Atoi(a)
		if err != nil {
			t.Fatal(err)
		}
		switch d[0] {
		case 'M':
			x = n
			if y, err = strconv.Atoi(strings.TrimSuffix(b, ".5")); err != nil {
				t.Fatal(err)
			}
		case 'm':
			x += n
		case 'h':
			for range n {
				black[[2]int{x, y}] = true
				x++
			}
		}
		d = d[next:]
	}
	return side, black
}

func TestQR(t *testing.T) {
	var q QR
	for _, text := range []string{
		"https://congdoan.example/2021/07/ngay-hoi-hien-mau/", "x", "https://example.org/" + strings.Repeat("dai/", 200),
		"https://ví-dụ.vn/đường-dẫn/", "https://congdoan.example/2021/07/ngay-hoi-hien-mau/",
	} {
		var w bytes.Buffer
		if err := q.Write(&w, text); err != nil {
			t.Fatal(err)
		}
		want, err := qr.Encode(text, qr.Q)
		if err != nil {
			t.Fatal(err)
		}
		side, black := drawn(t, w.Bytes())
		if side != want.Size+2*quiet {
			t.Fatalf("%.40s: side %d, want %d", text, side, want.Size+2*quiet)
		}
		for y := range side {
			for x := range side {
				if black[[2]int{x, y}] != want.Black(x-quiet, y-quiet) {
					t.Fatalf("%.40s: module %d %d", text, x, y)
				}
			}
		}
	}
	if err := q.Write(new(bytes.Buffer), strings.Repeat("a", 1700)); err == nil {
		t.Error("no error for a text that no code can hold")
	}
}

func BenchmarkQR(b *testing.B) {
	b.ReportAllocs()
	var q QR
	var w bytes.Buffer
	for b.Loop() {
		w.Reset()
		if err := q.Write(&w, "https://congdoan.example/2021/07/ngay-hoi-hien-mau/"); err != nil {
			b.Fatal(err)
		}
	}
}

// A code in print has modules of the width that is asked for, or is larger, and is drawn as any other.
func TestQRInPrint(t *testing.T) {
	var q QR
	for text, want := range map[string]string{
		"x": `<svg class="qr" width="18.0mm" height="18.0mm" `, // 21 modules and 8 of the border
		"https://congdoan.example/2021/07/" + strings.Repeat("dai-", 20): `<svg class="qr" width="30.5mm" height="30.5mm" `,
	} {
		var plain, sized bytes.Buffer
		if err := q.Write(&plain, text); err != nil {
			t.Fatal(err)
		}
		if err := q.WriteSized(&sized, text, 0.5, 18); err != nil {
			t.Fatal(err)
		}
		if got := sized.String(); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %.60s, want %s", text, got, want)
		} else if rest := strings.TrimPrefix(got, want); `<svg class="qr" `+rest != plain.String() {
			t.Errorf("%s: %.120s is drawn in another way than %.120s", text, got, plain.String())
		}
	}
	if err := q.WriteSized(new(bytes.Buffer), strings.Repeat("x", 2000), 1, 1); err == nil {
		t.Error("no error for a text too long")
	}
}
