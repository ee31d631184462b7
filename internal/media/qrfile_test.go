package media

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rsc.io/qr"
)

var addresses = []string{
	"https://congdoan.example/2021/07/ngay-hoi-hien-mau/", "https://e.vn/", "https://congdoan.example/tin/2021/07/" + strings.Repeat("mot-dia-chi-dai-", 5) + "/",
}

func TestMaxQR(t *testing.T) {
	var q QR
	for n, ok := range map[int]bool{MaxQR: true, MaxQR + 1: false} {
		text := strings.Repeat("x", n)
		for name, write := range map[string]func(*bytes.Buffer, string) error{"Write": q.Write, "WriteSVG": q.WriteSVG, "WritePNG": q.WritePNG} {
			if err := write(new(bytes.Buffer), text); (err == nil) != ok {
				t.Errorf("%s of %d bytes: %v", name, n, err)
			}
		}
	}
}

func TestQRFiles(t *testing.T) {
	var q QR
	for _, text := range addresses {
		want, err := qr.Encode(text, qr.Q)
		if err != nil {
			t.Fatal(err)
		}
		svg := bytes.NewBufferString("before")
		if err := q.WriteSVG(svg, text); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(svg.Bytes(), []byte(`before<svg xmlns="http://www.w3.org/2000/svg" width="`)) {
			t.Errorf("%.80s", svg)
		}
		var pic bytes.Buffer
		if err := q.WritePNG(&pic, text); err != nil {
			t.Fatal(err)
		}
		if pic.Len() > 6000 {
			t.Errorf("%s: %d bytes", text, pic.Len())
		}
		m, err := png.Decode(&pic)
		if err != nil {
			t.Fatal(err)
		}
		side := (want.Size + 2*quiet) * moduleDots
		if m.Bounds() != image.Rect(0, 0, side, side) {
			t.Fatalf("%v, want a side of %d", m.Bounds(), side)
		}
		for y := range side {
			for x := range side {
				r, _, _, _ := m.At(x, y).RGBA()
				if black := want.Black(x/moduleDots-quiet, y/moduleDots-quiet); black != (r == 0) {
					t.Fatalf("%s: dot %d %d", text, x, y)
				}
			}
		}
	}
	long := strings.Repeat("a", 1700)
	if q.WriteSVG(new(bytes.Buffer), long) == nil || q.WritePNG(new(bytes.Buffer), long) == nil {
		t.Error("no error for a text that no code can hold")
	}
}

// A reader of another make reads what is in the files, also when they are small or grey.
func TestQRFilesAreRead(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("zbarimg is missing (Debian: zbar-tools)")
		}
		t.Skip("zbarimg is missing (Debian: zbar-tools)")
	}
	var q QR
	for _, text := range addresses {
		var pic bytes.Buffer
		if err := q.WritePNG(&pic, text); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "qr.png")
		if err := os.WriteFile(file, pic.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("zbarimg", "--quiet", "--raw", file).Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != text {
			t.Errorf("read %q, %v; want %q", got, err, text)
		}
	}
}

func BenchmarkQRFiles(b *testing.B) {
	b.ReportAllocs()
	var q QR
	var w bytes.Buffer
	for b.Loop() {
		w.Reset()
		if err := q.WritePNG(&w, addresses[0]); err != nil {
			b.Fatal(err)
		}
	}
}
