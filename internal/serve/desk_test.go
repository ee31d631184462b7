package serve

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func TestDesk(t *testing.T) {
	variant := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(story) }
	p := show(t, small, map[string]string{
		"content/posts/nhap.md":   variant("hoc-bac", "nhap", "Học Bác", "Bài nháp <b>", "---\nMở", "draft: true\n---\nMở"),
		"content/posts/hen.md":    variant("hoc-bac", "hen", "Học Bác", "Bài hẹn", "2021-05-27", "2021-12-24 07:30"),
		"content/posts/hong.md":   variant("hoc-bac", "hong", "so-noi-vu", "không có"),
		"content/posts/het.md":    variant("hoc-bac", "het", "Học Bác", "Bài hết hạn", "---\nMở", "expires: 2021-05-28\n---\nMở"),
		"content/posts/go.md":     variant("hoc-bac", "go", "Học Bác", "Bài gỡ", "---\nMở", "removed: Đã gỡ.\n---\nMở"),
		"content/posts/đường.txt": "x",
	})
	_, body := p.get("/_bantin/")
	for _, want := range []string{
		"Bài nháp &lt;b&gt;", "Hẹn 07:30, 24/12/2021", "content/posts/hong.md", "Không có đơn vị “không có”", p.s.words.Expired, p.s.words.Gone,
		"/_bantin/share/?path=%2F2021%2F05%2Fhoc-bac%2F", "vscode://file" + filepath.ToSlash(p.dir) + "/content/posts/hong.md:5:1",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the desk lacks %q", want)
		}
	}
	for query, want := range map[string][]string{
		"q=hoc+bac": {"Học Bác"}, "q=NHAP": {"Bài nháp"}, "q=so+noi+vu+hẹn": {"Bài hẹn"}, "q=khong-co-gi": nil, "q=%3Cscript%3E": nil,
		"show=drafts": {"Bài nháp"}, "show=scheduled": {"Bài hẹn"}, "show=broken": {"content/posts/hong.md"}, "show=drafts&q=hoc": nil,
		"q=noi+vu&page=99": {"Bài hẹn", "Học Bác", "Bài nháp", "Bài hết hạn"}, "page=-1&q=go.md": {"Bài gỡ"},
	} {
		_, body := p.get("/_bantin/?" + query)
		if strings.Contains(body, "<script>") {
			t.Errorf("%s: what was asked for is taken for HTML", query)
		}
		if got := headings(t, body); len(got) != len(want) || !sameSet(got, want) {
			t.Errorf("%s gives %q, want %q", query, got, want)
		}
	}
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []string{"nhap", "hen", "hong", "het", "go"} {
		if err := os.Chtimes(filepath.Join(p.dir, "content/posts", name+".md"), old, old); err != nil {
			t.Fatal(err)
		}
	}
	p.save(postFile, story+"\nMới sửa.\n")
	p.s.times.forget(nil) // chtimes alone is no change
	if _, body := p.get("/_bantin/?show=recent"); headings(t, body)[0] != "Học Bác" {
		t.Errorf("changed last: %q", headings(t, body))
	}
}

// headings are the names of posts in a list.
func headings(t *testing.T, body string) (all []string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(body))
	for in := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "h3" {
				in = true
				all = append(all, "")
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "h3" {
				in = false
			}
		case html.TextToken:
			if in {
				all[len(all)-1] += string(z.Text())
			}
		}
	}
}

func sameSet(got, want []string) bool {
	for _, w := range want {
		found := false
		for _, g := range got {
			found = found || strings.HasPrefix(g, w)
		}
		if !found {
			return false
		}
	}
	return true
}

// A desk of ten thousand posts is a page like any other.
func TestLargeDesk(t *testing.T) {
	posts := make(map[string]string)
	for i := range 1200 {
		posts[fmt.Sprintf("content/posts/%d.md", i)] = strings.NewReplacer("hoc-bac", fmt.Sprintf("bai-%d", i), "---\nMở", "draft: true\n---\nMở").Replace(story)
	}
	p := show(t, small, posts)
	for _, at := range []string{"/_bantin/", "/_bantin/?q=hoc", "/_bantin/cards/", "/_bantin/?show=drafts&page=24"} {
		_, body := p.get(at)
		if n := strings.Count(body, "<li>"); n > rowsOnPage+2*rowsShort+30 || len(body) > 200_000 {
			t.Errorf("%s: %d items, %d bytes", at, n, len(body))
		}
	}
	if _, body := p.get("/_bantin/?page=2"); !strings.Contains(body, `rel="prev"`) || !strings.Contains(body, `href="/_bantin/?page=3"`) || !strings.Contains(body, "Trang 2/25") {
		t.Error("the list has no second page")
	}
}

func TestShare(t *testing.T) {
	layout := func(head string) map[string]string {
		return map[string]string{"layouts/base.html": "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">" + head + "</head><body>{{template \"main\" .}}</body></html>"}
	}
	picture := func(p *preview, name string, width, height int) {
		f, err := os.Create(filepath.Join(p.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
			t.Fatal(err)
		}
	}
	const at = "/_bantin/share/?path=" + postAt
	p := show(t, small)
	_, body := p.get(at)
	for _, want := range []string{"Học Bác", "example.org", "Facebook, thẻ lớn", "Zalo", "Messenger", "example.org › tin › 2021 › 05 › hoc-bac", `src="/2021/05/hoc-bac/share.`, "1200 × 630", "https://example.org/tin/"} {
		if !strings.Contains(body, want) {
			t.Errorf("the link to a post lacks %q", want)
		}
	}
	w := &p.s.words.Share
	for _, c := range []struct{ head, want, not string }{
		{`<title>x</title>`, w.NoTitle, ""},
		{`<meta property="og:title" content="Học Bác">`, w.NoDescription, w.NoTitle},
		{`<meta property="og:title" content="Học Bác">`, w.NoImage, ""},
		{`<meta property="og:title" content="` + strings.Repeat("dài ", 20) + `x">`, "81 ký tự", ""},
		{`<meta property="og:title" content="Học Bác | Bản tin">`, w.SiteInTitle, ""},
		{`<meta property="og:description" content="Ngắn">`, "chỉ 4 ký tự", w.NoDescription},
		{`<meta name="robots" content="noindex">`, w.NoIndex, ""},
		{`<link rel="canonical" href="/a/"><meta property="og:url" content="/b/">`, w.OtherAddress, ""},
		{`<meta property="og:image" content="/khong-co.png">`, "Không đọc được ảnh /khong-co.png", w.NoImage},
		{`<meta property="og:image" content="https://example.net/x.png">`, "Không đọc được ảnh", ""},
		{`<meta property="og:image" content="/icon.svg">`, "image/svg+xml", ""},
		{`<meta property="og:image" content="/nho.png">`, "190 × 190", ""},
		{`<meta property="og:image" content="/vua.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">`, "400 × 300", w.NoSize},
		{`<meta property="og:image" content="/lon.png">`, w.NoSize, w.NoImage},
		{`<meta property="og:image" content="/lon.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">`, w.ImageSize[:4], w.NoSize},
	} {
		p := write(t, small, layout(c.head))
		if err := os.MkdirAll(filepath.Join(p.dir, "static"), 0o755); err != nil {
			t.Fatal(err)
		}
		picture(p, "static/nho.png", 190, 190)
		picture(p, "static/vua.png", 400, 300)
		picture(p, "static/lon.png", 1200, 630)
		p.start()
		if e := p.await(Opened); e.Problems.Errors() > 0 {
			t.Fatal(e.Problems.All())
		}
		_, body := p.get(at)
		body = html.UnescapeString(body)
		if !strings.Contains(body, c.want) || c.not != "" && strings.Contains(body, c.not) {
			t.Errorf("%s: it should say %q and not %q", c.head, c.want, c.not)
		}
		p.stop()
	}
	for _, path := range []string{"", "/nowhere/", "//evil.example/", "/../x", "/feed.xml", "%00", "/2021/05/hoc-bac"} {
		if status, _ := p.get("/_bantin/share/?path=" + path); status != 404 {
			t.Errorf("%s: %d", path, status)
		}
	}
}
