package serve

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// Files that macOS has named, in decomposed letters, are found: their times, their places in the editor.
func TestDecomposedNames(t *testing.T) {
	name := norm.NFD.String("Bài mới.md")
	p := show(t, small, map[string]string{"content/posts/" + name: strings.NewReplacer("hoc-bac", "moi", "Học Bác", "Bài mới", "so-noi-vu", "không có").Replace(story)})
	if _, err := os.Lstat(filepath.Join(p.dir, "content/posts", norm.NFC.String(name))); err == nil {
		t.Skip("both spellings are the same file here")
	}
	st := p.status(postAt, postFile)
	if len(st.Problems) != 1 || !strings.Contains(st.Problems[0].Edit, "/content/posts/Ba%CC%80i%20mo%CC%9B%CC%81i.md:5:") {
		t.Errorf("%+v", st.Problems)
	}
	if _, body := p.get("/_bantin/?show=recent"); !strings.Contains(body, "Bài mới") {
		t.Error("it is not among the files changed last")
	}
}

// A hidden name that static/ may have is watched as well.
func TestHiddenStaticFiles(t *testing.T) {
	p := show(t, small, map[string]string{"static/.well-known/security.txt": "một"})
	p.save("static/.well-known/security.txt", "hai")
	if _, body := p.get("/.well-known/security.txt"); body != "hai" {
		t.Errorf("%q", body)
	}
}

// Other sites cannot read what is wrong with this one, nor show the desk in a frame.
func TestOtherSites(t *testing.T) {
	p := show(t, small)
	for _, at := range []string{"/_bantin/", "/_bantin/page?path=/", "/_bantin/events", "/_bantin/preview.js", "/_bantin/share/?path=/"} {
		if at != "/_bantin/events" {
			r := p.ask("GET", at, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors")
			if r.StatusCode != 200 || r.Header.Get("Access-Control-Allow-Origin") != "" || r.Header.Get("Content-Security-Policy") != "frame-ancestors 'self'" || r.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
				t.Errorf("%s: %d %v", at, r.StatusCode, r.Header)
			}
		}
		for _, mode := range []string{"cors", "no-cors", "websocket"} {
			if status, _ := p.get(at, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: "+mode, "Origin: https://evil.example"); status != 403 {
				t.Errorf("%s, %s: %d", at, mode, status)
			}
		}
	}
	if status, _ := p.get("/_bantin/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"); status != 200 {
		t.Errorf("a link from elsewhere: %d", status)
	}
	if status, _ := p.get("/site.css", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"); status == 403 {
		t.Error("the site itself forbids what a static host allows")
	}
}

// The folder that pictures are kept in may be deleted while they are looked at.
func TestCacheRemoved(t *testing.T) {
	var w bytes.Buffer
	if err := png.Encode(&w, image.NewGray(image.Rect(0, 0, 1000, 700))); err != nil {
		t.Fatal(err)
	}
	p := show(t, small, map[string]string{
		"content/posts/2021/05/anh.png": w.String(), postFile: strings.Replace(story, "---\nMở", "cover: anh.png\ncover_alt: Ảnh\n---\nMở", 1),
	})
	p.await(Pictures)
	_, body := p.get(postAt)
	picture := regexp.MustCompile(`/2021/05/hoc-bac/anh\.[^" ,]+`).FindString(body)
	if status, _ := p.get(picture); status != 200 || picture == "" {
		t.Fatalf("%q: %d", picture, status)
	}
	if err := os.RemoveAll(filepath.Join(p.dir, ".bantin")); err != nil {
		t.Skipf("an open folder cannot be removed here: %v", err)
	}
	p.get(picture) // no matter what, it is noticed
	p.await(Pictures)
	if status, _ := p.get(picture); status != 200 {
		t.Errorf("made again: %d", status)
	}
}
