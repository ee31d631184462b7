package official

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	pagecmd "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// need returns the path of a program. Without it the test is left out, except in CI.
func need(t *testing.T, what string, candidates ...string) string {
	t.Helper()
	for _, c := range candidates {
		if found, err := exec.LookPath(c); err == nil {
			return found
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing: .ci/run installs it", what)
	return ""
}

// sheet is a page of a PDF, in points.
type sheet struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
	// text is all that stands on it, without spaces: readers of PDF see some within words.
	text string
}

type word struct {
	XMin float64 `xml:"xMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// mm is a millimetre in points.
const mm = 72 / 25.4

// printed prints a page as a browser does and reads the sheets back.
func printed(t *testing.T, text string) []sheet {
	exe := need(t, "Chromium", "chromium", "chromium-browser", "google-chrome")
	reader := need(t, "pdftotext (poppler-utils)", "pdftotext")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(text))
	}))
	defer server.Close()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(exe), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true))
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	ctx, cancel = chromedp.NewExecAllocator(ctx, opts...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	pdf, err := chromedp.Call(ctx, pagecmd.PrintToPDF, pagecmd.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	name := t.TempDir() + "/report.pdf"
	if err := os.WriteFile(name, []byte(pdf.Data), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-bbox", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Pages []sheet `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(strings.NewReader(string(out)))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	out, err = exec.Command(reader, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range strings.Split(strings.TrimSuffix(string(out), "\f"), "\f") {
		doc.Pages[i].text = strings.Join(strings.Fields(text), "")
	}
	return doc.Pages
}

// TestPrint holds what paper promises: A4, margins, page numbers from the second
// page on, each appendix on a page of its own, the wide one across, nothing cut.
func TestPrint(t *testing.T) {
	long := strings.Repeat("Trung tâm Kỹ thuật Tiêu chuẩn Đo lường ", 5)
	files := map[string]string{"content/units/y-te.md": "---\ntitle: CĐCS " + long + "\n---\n"}
	for i := range 45 {
		files["content/posts/n"+strconv.Itoa(i)+".md"] = head(strconv.Itoa(i)+" "+long, "6/5/2021", "y-te",
			"activities: [{kind: hoi-nghi, so-tien: 999999999999999, luot-nguoi: 12345, pa-no: 7, so-cuoc: 1, diem-cau: 3, suat: 8}]\n")
	}
	s := load(t, filled, files)
	pages := printed(t, page(t, s, year(s), ""))
	if len(pages) < 5 {
		t.Fatalf("%d pages", len(pages))
	}
	appendices, across := 0, 0
	for i, p := range pages {
		width, height, left, right, top0, bottom := 210.0, 297.0, 30.0, 15.0, 20.0, 20.0
		if p.Width > p.Height {
			across++
			width, height, left, right, top0, bottom = 297, 210, 20, 20, 30, 15 // its upper edge is where pages are bound
			if appendices > 1 || appendices == 0 && !strings.Contains(p.text, "PhụlụcI") {
				t.Errorf("page %d lies across", i+1)
			}
		}
		if p.Width < (width-1)*mm || p.Width > (width+1)*mm || p.Height < (height-1)*mm || p.Height > (height+1)*mm {
			t.Errorf("page %d measures %v by %v", i+1, p.Width, p.Height)
		}
		var top []string
		for _, w := range p.Words {
			switch {
			case w.YMax < top0*mm:
				top = append(top, w.Text)
				if off := (w.XMin+w.XMax)/2/mm - (left+width-right)/2; off < -3 || off > 3 {
					t.Errorf("page %d: its number is %v mm off the middle of the text", i+1, off)
				}
			case w.XMin < (left-.5)*mm || w.XMax > p.Width-(right-.5)*mm || w.YMax > p.Height-(bottom-.5)*mm:
				t.Errorf("page %d: %q lies in the margin", i+1, w.Text)
			}
		}
		want := strconv.Itoa(i + 1)
		if i == 0 {
			want = ""
		}
		if got := strings.Join(top, " "); got != want {
			t.Errorf("page %d has %q above", i+1, got)
		}
		text := strings.TrimPrefix(p.text, want)
		if at := strings.Index(text, "PhụlụcI"); at > 0 {
			t.Errorf("page %d: an appendix begins after %q", i+1, text[:min(at, 60)])
		} else if at == 0 {
			appendices++
		}
		if appendices > 0 && !strings.HasPrefix(text, "Phụlục") && !strings.Contains(text[:min(len(text), 40)], "TTNgày") && !strings.Contains(text[:min(len(text), 40)], "ĐơnvịTin") {
			t.Errorf("page %d does not repeat the header of its table: %.60q", i+1, text)
		}
	}
	if appendices != 3 || across != 1 {
		t.Errorf("%d appendices, %d pages across", appendices, across)
	}
	if !strings.Contains(pages[0].text, "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM") {
		t.Errorf("the first page begins with %.80q", pages[0].text)
	}
}
