package render

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"bantin/internal/content"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/site"
	embedded "bantin/layouts"
	"bantin/static"
)

const calendarSite = `-- content/site.yaml --
title: Bản tin
base_url: https://example.org/tin/
-- content/topics/hoc-tap.md --
---
title: Học tập
---
-- content/units/thu-vien.md --
---
title: CĐCS Thư viện tỉnh
---
-- content/campaigns/dot-mot.md --
---
title: Đợt một
from: 1/5/2021
---
-- content/posts/a.md --
---
title: Bài tháng Bảy
date: 9/7/2021
topic: hoc-tap
unit: thu-vien
---
Nội dung.
-- content/posts/b.md --
---
title: Bài tháng Ba
date: 9/3/2021
topic: hoc-tap
unit: thu-vien
---
Nội dung.
-- content/calendar.yaml --
- {day: 27/7, title: Ngày <Thương binh> & Liệt sĩ, since: 1947}
- {day: 28/7, title: Ngày thành lập Công đoàn Việt Nam, since: 1929, campaign: dot-mot}
- {day: 1/8, title: Ngày đầu tháng Tám}
- {day: 5/8, title: Ngày năm tháng Tám, since: 2021}
- {day: 8/3, title: Khởi nghĩa Hai Bà Trưng, since: 40}
- {date: 31/3/2021, title: Ngày của một năm}
- {day: 31/12, title: Ngày cuối năm}
- {day: 1/1, title: Ngày đầu năm, since: 2020}
`

// calendarTree gives the pages of calendarSite at a time in UTC.
func calendarTree(t *testing.T, now, text string) *output.Tree {
	t.Helper()
	src, err := content.Load(files(text), content.Options{Converter: func(s *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: s.Language})
	}})
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse("2006-01-02 15:04", now)
	if err != nil {
		t.Fatal(err)
	}
	s, problems := site.New(src, site.Options{Now: at, Future: true})
	if src.Problems.Len()+problems.Len() > 0 {
		t.Fatal(src.Problems.All(), problems.All())
	}
	return tree(t, Input{Site: s, Layouts: embedded.FS, Static: static.FS})
}

// marked gives the lines of the box of occasions on a page: day, text, and where the text leads.
func marked(t *testing.T, all *output.Tree, path string) string {
	t.Helper()
	p := open(t, all, strings.TrimPrefix(path, "/")+"index.html")
	box := p.first("section", "class", "days")
	if box == nil {
		return ""
	}
	var lines []string
	page{root: box}.each("li", func(li *html.Node) {
		line := get(page{root: li}.first("time"), "datetime") + " " + words(li)
		if a := (page{root: li}).first("a"); a != nil {
			line += " " + get(a, "href")
		}
		lines = append(lines, line)
	})
	if got := words(page{root: box}.first("h2")); got != "Nhân dịp" && got != "Days to mark" {
		t.Errorf("%s: the box is called %q", path, got)
	}
	return strings.Join(lines, "; ")
}

func TestOccasionsNow(t *testing.T) {
	const (
		martyrs = "2021-07-27 27/07 74 năm Ngày <Thương binh> & Liệt sĩ"
		union   = "2021-07-28 28/07 92 năm Ngày thành lập Công đoàn Việt Nam /tin/dot/dot-mot/"
		first   = "2021-08-01 01/08 Ngày đầu tháng Tám"
		fifth   = "2021-08-05 05/08 Ngày năm tháng Tám"
	)
	for now, want := range map[string]string{
		"2021-07-16 16:59": "",
		"2021-07-16 17:00": martyrs, // 00:00 of the 17th in Vietnam
		"2021-07-18 00:00": martyrs + "; " + union,
		"2021-07-25 00:00": martyrs + "; " + union + "; " + first,
		"2021-07-27 18:00": martyrs + "; " + union + "; " + first, // already the 28th; the fifth is too many
		"2021-07-30 00:00": martyrs + "; " + union + "; " + first, // 2 days ahead, 2 and 3 behind, 6 ahead
		"2021-07-31 00:00": union + "; " + first + "; " + fifth,
		"2021-07-31 17:00": first + "; " + fifth,
		"2021-08-08 00:00": fifth,
		"2021-08-08 17:00": "",
		"2021-12-31 18:00": "2021-12-31 31/12 Ngày cuối năm; 2022-01-01 01/01 2 năm Ngày đầu năm",
		"2021-12-21 18:00": "2021-12-31 31/12 Ngày cuối năm; 2022-01-01 01/01 2 năm Ngày đầu năm",
	} {
		all := calendarTree(t, now, calendarSite)
		for _, path := range []string{"/", "/luu-tru/"} {
			if got := marked(t, all, path); got != want {
				t.Errorf("%s at %s: got\n%s\nwant\n%s", path, now, got, want)
			}
		}
	}
}

func TestOccasionsOfMonth(t *testing.T) {
	all := calendarTree(t, "2021-11-20 08:00", calendarSite)
	for path, want := range map[string]string{
		"/":                 "",
		"/luu-tru/":         "",
		"/luu-tru/2021/03/": "2021-03-08 08/03 1.981 năm Khởi nghĩa Hai Bà Trưng; 2021-03-31 31/03 Ngày của một năm",
		"/luu-tru/2021/07/": "2021-07-27 27/07 74 năm Ngày <Thương binh> & Liệt sĩ; 2021-07-28 28/07 92 năm Ngày thành lập Công đoàn Việt Nam /tin/dot/dot-mot/",
		"/tin-moi/":         "",
	} {
		if got := marked(t, all, path); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
		}
	}
}

// Without a calendar of its own a site marks the days that are built in; an empty one switches the box off.
func TestOccasionsBuiltIn(t *testing.T) {
	plain, _, _ := strings.Cut(calendarSite, "-- content/calendar.yaml --")
	const now = "2021-07-26 08:00"
	if got, want := marked(t, calendarTree(t, now, plain), "/"), "2021-07-27 27/07 74 năm Ngày Thương binh - Liệt sĩ; 2021-07-28 28/07 92 năm Ngày thành lập Công đoàn Việt Nam"; got != want {
		t.Error(got)
	}
	english := strings.Replace(plain, "title: Bản tin\n", "title: News\nlanguage: en\n", 1)
	if got, want := marked(t, calendarTree(t, now, english), "/"), "2021-07-27 27 Jul 74 years: War Invalids and Martyrs Day; 2021-07-28 28 Jul 92 years: Founding of the Viet Nam Trade Union"; got != want {
		t.Error(got)
	}
	if got := marked(t, calendarTree(t, now, plain+"-- content/calendar.yaml --\n[]\n"), "/"); got != "" {
		t.Error(got)
	}
}
