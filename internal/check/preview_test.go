package check

import (
	"strings"
	"testing"
)

// TestPreviews has a case for each way in which previews were seen to fail, and for what only looks like one.
func TestPreviews(t *testing.T) {
	const (
		at       = " content/posts/2021/c.md:0:0"
		image    = `og:image" content="https://congdoan.example/tin/the.png"`
		webp     = "RIFF\x20\x00\x00\x00WEBPVP8 "
		avif     = "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00"
		metaTags = `<meta property="og:description" content="Sáng thứ Bảy">`
	)
	heavy := func(kilobytes int) string { return pngOf(1200, 630, 0) + strings.Repeat("x", kilobytes<<10) }
	for _, c := range []struct{ name, old, with, card, want string }{
		{"relative address", image, `og:image" content="../../../the.png"`, "", "preview-picture-address" + at},
		{"address from the root", image, `og:image" content="/tin/the.png"`, "", "preview-picture-address" + at},
		{"without a scheme", image, `og:image" content="//congdoan.example/tin/the.png"`, "", "preview-picture-address" + at},
		{"http", image, `og:image" content="http://congdoan.example/tin/the.png"`, "", "preview-picture-address" + at},
		{"other host", image, `og:image" content="https://cdn.example/tin/the.png"`, "", "preview-picture-address" + at},
		{"beside base_url", image, `og:image" content="https://congdoan.example/the.png"`, "", "preview-picture-address" + at},
		{"card deleted", image, `og:image" content="https://congdoan.example/tin/mat.png"`, "", "preview-picture-missing" + at},
		{"redirect", image, `og:image" content="https://congdoan.example/tin/cu/"`, "", "preview-picture-missing" + at},
		{"above 300 KB", image, image, heavy(300), "preview-picture-heavy?"},
		{"just 300 KB", image, image, pngOf(1200, 630, 0) + strings.Repeat("x", 300<<10-len(pngOf(1200, 630, 0))), ""},
		{"above 600 KB", image, image, heavy(600), "preview-picture-heavy"},
		{"small", image, image, pngOf(599, 630, 0), "preview-picture-size preview-picture-small?"},
		{"low", image, image, pngOf(1200, 314, 0), "preview-picture-size preview-picture-small?"},
		{"tiny", image, image, pngOf(199, 199, 0), "preview-picture-size preview-picture-small"},
		{"WebP", image, image, webp, "preview-picture-type"},
		{"AVIF", image, image, avif, "preview-picture-type"},
		{"SVG", image, image, "<svg xmlns='http://www.w3.org/2000/svg'/>", "preview-picture-type"},
		{"GIF", image, image, "GIF89a\x00\x00", "preview-picture-type"},
		{"HTML", image, image, "<!doctype html>", "preview-picture-type"},
		{"empty file", image, image, " ", "preview-picture-type"},
		{"baseline JPEG", `image/png`, `image/jpeg`, jpegOf(1200, 630, 0xc0), "preview-picture-type?"}, // of the other pages
		{"progressive JPEG", image, image, jpegOf(1200, 630, 0xc2), "preview-picture-type?"},
		{"interlaced", image, image, pngOf(1200, 630, 1), "preview-picture-type?"},
		{"no width", `<meta property="og:image:width" content="1200">`, "", "", "preview-tag-missing" + at},
		{"no height", `<meta property="og:image:height" content="630">`, "", "", "preview-tag-missing" + at},
		{"wrong width", `og:image:width" content="1200"`, `og:image:width" content="800"`, "", "preview-picture-size" + at},
		{"wrong type", `image/png`, `image/jpeg`, "", "preview-picture-type?" + at},
		{"no type", `<meta property="og:image:type" content="image/png">`, "", "", ""},
		{"unquoted", `<meta property="og:description" content="Sáng thứ Bảy">`, `<meta property=og:description content="Sáng thứ Bảy">`, "", "preview-tag-unquoted" + at},
		{"unquoted value", `content="630"`, `content=630`, "", "preview-tag-unquoted" + at},
		{"single quotes", metaTags, `<meta property='og:description' content='Sáng'>`, "", ""},
		{"name in place of property", metaTags, `<meta name="og:description" content="Sáng">`, "", ""},
		{"by a script", metaTags, `<script>document.write('` + metaTags + `')</script>`, "", "preview-tag-missing" + at},
		{"in the body", metaTags, `</head><body>` + metaTags, "", "preview-tag-missing" + at},
		{"empty", metaTags, `<meta property="og:description" content=" ">`, "", "preview-tag-missing" + at},
		{"no picture", `<meta property="` + image + `>`, "", "", "preview-tag-missing" + at},
		{"no alt", `<meta property="og:image:alt" content="Thẻ">`, "", "", "preview-tag-missing?" + at},
		{"late", `<meta property="og:type"`, "<style>" + strings.Repeat(" ", 300<<10) + `</style><meta property="og:type"`, "", "preview-too-late" + at},
		{"og:url of another page", `og:url" content="https://congdoan.example/tin/2021/05/doc-sach/"`, `og:url" content="https://congdoan.example/tin/"`, "", "preview-address" + at},
		{"og:url without the slash", `05/doc-sach/">` + "\n<meta property=\"og:site", `05/doc-sach">` + "\n<meta property=\"og:site", "", "preview-address" + at},
		{"canonical of another page", `canonical" href="https://congdoan.example/tin/2021/05/doc-sach/"`, `canonical" href="https://congdoan.example/tin/"`, "", "canonical-elsewhere" + at + " preview-address" + at},
		{"no canonical", `<link rel="canonical" href="https://congdoan.example/tin/2021/05/doc-sach/">`, "", "", "preview-tag-missing" + at},
		{"the site's name in og:title", `og:title" content="Đọc sách"`, `og:title" content="Đọc sách - Bản tin"`, "", "preview-title? content/posts/2021/c.md:2:8"},
		{"the site's name twice", `<title>Đọc sách |`, `<title>Bản tin | Đọc sách |`, "", "preview-title? content/posts/2021/c.md:2:8"},
		{"the site's name in a sentence", `og:title" content="Đọc sách"`, `og:title" content="Ra mắt Bản tin"`, "", ""},
		{"noindex", `</head>`, `<meta name="robots" content="noindex"></head>`, "", "feed-value feed-value post-noindex" + at},
		{"nofollow", `</head>`, `<meta name="robots" content="nofollow"></head>`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.breaks(t, post, c.old, c.with)
			want := c.want
			if c.card != "" {
				w.tree["the.png"] = c.card // of all three pages
			}
			got := w.run(t)
			if c.card != "" {
				got = codesOf(got)
			}
			if strings.Join(got, " ") != want {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

// codesOf gives the codes of what was found, each once.
func codesOf(found []string) (codes []string) {
	for _, f := range found {
		code, _, _ := strings.Cut(f, " ")
		if len(codes) == 0 || codes[len(codes)-1] != code {
			codes = append(codes, code)
		}
	}
	return codes
}

// The sizes of pictures are read from their first bytes, whatever follows.
func TestMeasured(t *testing.T) {
	for _, c := range []struct {
		name, data    string
		width, height int
		slow          bool
	}{
		{"png", pngOf(1200, 630, 0), 1200, 630, false},
		{"interlaced png", pngOf(3, 4, 1), 3, 4, true},
		{"jpeg", jpegOf(1200, 630, 0xc0), 1200, 630, false},
		{"extended jpeg", jpegOf(5, 6, 0xc1), 5, 6, false},
		{"progressive jpeg", jpegOf(1200, 630, 0xc2), 1200, 630, true},
		{"cut png", pngOf(1200, 630, 0)[:20], 0, 0, false},
		{"cut jpeg", jpegOf(1200, 630, 0xc0)[:14], 0, 0, false},
		{"jpeg with fill bytes", "\xff\xd8\xff\xff\xff" + jpegOf(7, 8, 0xc0)[3:], 7, 8, false},
		{"jpeg with a length of nothing", "\xff\xd8\xff\xe0\x00\x00\xff\xc0\x00\x0b\x08\x00\x08\x00\x07\x01", 7, 8, false},
		{"jpeg without a frame", "\xff\xd8\xff\xda", 0, 0, false},
	} {
		if m := measured([]byte(c.data)); m.width != c.width || m.height != c.height || m.slow != c.slow {
			t.Errorf("%s: %+v", c.name, m)
		}
	}
}
