package render

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"bantin/internal/lang"
	"bantin/internal/output"
	embedded "bantin/layouts"
)

// withMore is the sample site with some more files.
func withMore(t *testing.T, more string) *output.Tree {
	t.Helper()
	in := Input{Site: load(t, files(readSample(t)+more)), Layouts: embedded.FS, Static: sample(t).Static, Pictures: sample(t).Pictures}
	return tree(t, in)
}

// Networks cut a description or drop an empty one, and a search engine folds pages that describe themselves alike.
func TestDescriptions(t *testing.T) {
	all := withMore(t, `
-- content/topics/dai.md --
---
title: Chủ đề dài
description: `+strings.Repeat("Một câu dài. ", 30)+`
---
-- content/units/gioi-thieu.md --
---
title: CĐCS Có lời giới thiệu
---
Công đoàn cơ sở có mười tổ.
`)
	seen := make(map[string]string)
	for _, path := range []string{
		"index.html", "hoat-dong/index.html", "hoat-dong/2021/index.html", "hoat-dong/2021/05/index.html", "hoat-dong/2021/03/index.html",
		"tin-moi/index.html", "tin-moi/trang/2/index.html", "hinh-anh/index.html", "hinh-anh/2021/index.html",
		"chu-de/dai/index.html", "don-vi/gioi-thieu/index.html",
	} {
		p := open(t, all, path)
		d := p.meta(t, "description")
		if n := utf8.RuneCountInString(d); n < 1 || n > maxDescription || p.meta(t, "og:description") != d {
			t.Errorf("%s: description of %d characters: %s", path, n, d)
		}
		if other := seen[d]; other != "" {
			t.Errorf("%s and %s have the description %q", path, other, d)
		}
		seen[d] = path
		if strings.Contains(d, none+" ") {
			t.Errorf("%s tells a missing number: %s", path, d)
		}
	}
	if d := open(t, all, "don-vi/gioi-thieu/index.html").meta(t, "description"); d != "Công đoàn cơ sở có mười tổ." {
		t.Errorf("a unit without description: %q", d)
	}
}

func TestHomeNamesTheSite(t *testing.T) {
	p := open(t, tree(t, sample(t)), "index.html")
	var site struct {
		Type      string `json:"@type"`
		Name, URL string
		Publisher struct{ Name string }
	}
	ld := p.first("script", "type", "application/ld+json")
	if ld == nil {
		t.Fatal("no JSON-LD")
	}
	if err := json.Unmarshal([]byte(ld.FirstChild.Data), &site); err != nil {
		t.Fatal(err)
	}
	if site.Type != "WebSite" || site.Name != "Bản tin & thử “nghiệm”" || site.URL != "https://example.org/news/" || site.Publisher.Name != "Công đoàn tỉnh" {
		t.Errorf("%+v", site)
	}
	if name := words(p.first("h1")); !strings.HasPrefix(name, "Bản tin & thử “nghiệm” Bản tin") {
		t.Errorf("the masthead is not the title and the short title: %q", name)
	}
}

func TestActivityWithoutNumbers(t *testing.T) {
	all := withMore(t, `
-- content/posts/khong-so.md --
---
title: Chưa có số
slug: chua-co-so
date: 2021-05-30
topic: phap-luat
unit: so-y-te
activities:
  - {kind: hoi-nghi}
updated: 2022-05-01
---
Chưa có số liệu.
`)
	p := open(t, all, "2021/05/chua-co-so/index.html")
	if p.first("aside", "class", "facts") == nil {
		t.Error("no facts")
	}
	p.each("dl", func(n *html.Node) {
		if get(n, "class") == "figs" {
			t.Error("an empty list of figures")
		}
	})
	if got := p.meta(t, "article:modified_time"); got != "2021-05-30T00:00:00+07:00" {
		t.Errorf("modified %s: a change that is yet to come", got)
	}
	if strings.Contains(words(p.root), "Cập nhật 01/05/2022.") || strings.Contains(words(p.first("article")), "Cập nhật") {
		t.Error("tells of a change that is yet to come")
	}
}

// A photo story or an infographic without a cover is shared with its own first picture.
func TestPreviewOfGallery(t *testing.T) {
	all := withMore(t, `
-- content/posts/anh-rieng.md --
---
title: Bộ ảnh
slug: bo-anh
date: 2021-05-30
topic: phap-luat
unit: so-y-te
form: hinh-anh
images:
  - {file: anh.jpg, alt: Sân trường}
  - {file: nho.png, alt: Cổng trường}
---
`)
	p := open(t, all, "2021/05/bo-anh/index.html")
	if got := p.meta(t, "og:image"); got != "https://example.org/news/2021/05/bo-anh/anh.1a2b3c4d-1200.jpg" {
		t.Errorf("og:image %s", got)
	}
	if got := p.meta(t, "og:image:alt"); got != "Sân trường" {
		t.Errorf("og:image:alt %s", got)
	}
}

func TestEnglishRanges(t *testing.T) {
	f := format{table: lang.For("en"), zone: time.UTC}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		from, to time.Time
		want     string
	}{
		{day(2021, 4, 23), day(2021, 4, 25), "23–25 April 2021"},
		{day(2021, 9, 1), day(2021, 10, 31), "1 September – 31 October 2021"},
		{day(2021, 12, 30), day(2022, 1, 2), "30 December 2021 – 2 January 2022"},
	} {
		if got := f.dateRange(c.from, c.to); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := f.period(day(2021, 5, 23), day(2021, 12, 20)); got != "23 May 2021 – 20 December 2021" {
		t.Errorf("period %q", got)
	}
}

// A QR code costs as much as the rest of a page, so it is made for layouts that show it only.
func TestQRIsMadeWhereItIsShown(t *testing.T) {
	in := sample(t)
	if text := source(t, tree(t, in), "2021/05/chung/index.html"); strings.Count(text, `<svg class="qr"`) != 1 {
		t.Error("no QR code, or more than one, on a post")
	}
	in.Layouts = merged(t, layoutSets()["plain"], "")
	r := newRenderer(in)
	r.assets = map[string]string{"site.css": "/site.1.css", "site.js": "/site.1.js", "search.js": "/search.1.js", "paper.css": "/paper.1.css", "board.css": "/board.1.css", "board.js": "/board.1.js"}
	if problems, err := r.parseLayouts(); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if r.showsQR {
		t.Error("plain layouts, which name no QR code, get one")
	}
}
