package serve

import (
	"bytes"
	"image/png"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

func TestKit(t *testing.T) {
	p := show(t, small, map[string]string{
		"content/site.yaml": strings.Replace(small["content/site.yaml"], "\n", "\nshare_kit: 0\n", 1),
	}, map[string]string{
		"content/posts/nhap.md": strings.NewReplacer("hoc-bac", "nhap", "Học Bác", "Bài <nháp>", "---\nMở", "draft: true\n---\nMở").Replace(story),
		"content/posts/go.md":   strings.NewReplacer("hoc-bac", "go", "---\nMở", "removed: Đã gỡ.\n---\nMở").Replace(story),
	})
	const at = "/2021/05/hoc-bac/"
	_, page := p.get(at)
	if want := `data-kit="/_bantin/kit/?path=` + url.QueryEscape(at) + `"`; !strings.Contains(page, want) {
		t.Errorf("the post does not lead to its kit: %s", want)
	}
	if _, page := p.get("/2021/05/go/"); strings.Contains(page, "data-kit=") {
		t.Error("a post that was taken down has a kit")
	}
	if _, home := p.get("/"); strings.Contains(home, "data-kit=") {
		t.Error("the home page has a kit")
	}
	declared := p.s.now.Load().view.Site.Settings.Declared.URL
	_, body := p.get("/_bantin/kit/?path=" + at)
	for _, want := range []string{">Học Bác\n", declared + at, "Zalo: bản ngắn", p.s.words.Kit.Here, `data-copy="_facebook-long"`, `src="/_bantin/kit` + at + `qr.svg"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the kit lacks %q", want)
		}
	}
	for _, field := range regexp.MustCompile(`(?s)<textarea[^>]*>(.*?)</textarea>`).FindAllStringSubmatch(body, -1) {
		if strings.Contains(field[1], "127.0.0.1") {
			t.Errorf("a caption names the preview: %s", field[1])
		}
	}
	if _, body := p.get("/_bantin/kit/?path=/2021/05/nhap/"); !strings.Contains(body, p.s.words.Kit.Unpublished) || strings.Contains(body, "<nháp>") {
		t.Error("the kit of a draft")
	}
	square := regexp.MustCompile(`src="(/_bantin/kit/[^"]*/square\.[^"]*)"`).FindStringSubmatch(body)
	if square == nil {
		t.Fatal("no square card")
	}
	if _, body := p.get(square[1]); !strings.HasPrefix(body, "\x89PNG") {
		t.Errorf("the square card: %.10q", body)
	}
	_, code := p.get("/_bantin/kit" + at + "qr.png")
	if _, err := png.Decode(bytes.NewReader([]byte(code))); err != nil {
		t.Error(err)
	}
	if zbar, err := exec.LookPath("zbarimg"); err == nil {
		c := exec.Command(zbar, "--quiet", "--raw", "-")
		c.Stdin = strings.NewReader(code)
		if out, err := c.Output(); strings.TrimSpace(string(out)) != declared+at {
			t.Errorf("the code says %s, %v", out, err)
		}
	}
	for _, missing := range []string{
		"/_bantin/kit/", "/_bantin/kit/?path=/2021/05/go/", "/_bantin/kit/?path=/", "/_bantin/kit/2021/05/go/qr.svg", "/_bantin/kit" + at + "index.html",
		"/_bantin/kit" + at + "../../../content/site.yaml", "/_bantin/kit/qr.svg",
	} {
		if r := p.ask("GET", missing); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", missing, r.StatusCode)
		}
	}
}
