package render

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"bantin/internal/markdown"
	"bantin/internal/site"
)

func TestBody(t *testing.T) {
	in := sample(t)
	i := slices.IndexFunc(in.Site.All, func(p *site.Post) bool { return p.URL == "/2021/05/doc-hai/" })
	p := in.Site.All[i]
	for _, c := range []struct {
		absolute bool
		want     []string
		not      string
	}{
		{false, []string{
			`<a href="/news/2021/05/chung/">`, `<a href="https://example.com/?a=1&amp;b=2" title="Tên">`, `<a href="mailto:a@example.org">`,
			`<picture><source type="image/webp" srcset="/news/2021/05/doc-hai/anh.1a2b3c4d-480.webp 480w, /news/2021/05/doc-hai/anh.1a2b3c4d-1200.webp 1200w" sizes="`,
			`src="/news/2021/05/doc-hai/anh.1a2b3c4d-480.jpg" alt="Một ảnh &amp; “chữ”"`, `width="1200" height="800" srcset="/news/2021/05/doc-hai/anh.1a2b3c4d-480.jpg 480w, `,
			` class="t7" loading="lazy" decoding="async"></picture>`, `data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"`,
		}, "<iframe"},
		{true, []string{
			`<a href="https://example.org/news/2021/05/chung/">`, `src="https://example.org/news/2021/05/doc-hai/anh.1a2b3c4d-1200.jpg" alt="Một ảnh &amp; “chữ”" width="1200" height="800">`,
			`<p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Xem trên YouTube</a></p>`,
		}, "facade"},
	} {
		var w bytes.Buffer
		Body(&w, in.Site, p.Body, p.Targets, in.Pictures, c.absolute)
		for _, s := range c.want {
			if !strings.Contains(w.String(), s) {
				t.Errorf("absolute %v: no %s in\n%s", c.absolute, s, w.String())
			}
		}
		if strings.Contains(w.String(), c.not) {
			t.Errorf("absolute %v: %s in\n%s", c.absolute, c.not, w.String())
		}
	}
}

func TestBodyDeadTargets(t *testing.T) {
	doc := &markdown.Document{HTML: "<p>ab</p>", Refs: []markdown.Ref{
		{Kind: markdown.Link, Open: 3, Close: 4, Dest: "/x/"}, {Kind: markdown.Image, Open: 5, Close: 5},
	}}
	var w bytes.Buffer
	Body(&w, sample(t).Site, doc, make([]site.Target, 2), nil, false)
	Body(&w, sample(t).Site, doc, nil, nil, false)
	Body(&w, sample(t).Site, nil, nil, nil, false)
	if w.String() != "<p>ab</p><p>ab</p>" {
		t.Errorf("%s", w.String())
	}
}
