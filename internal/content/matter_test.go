package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"bantin/internal/markdown"
)

const plainSite = "title: Công đoàn Viên chức\nbase_url: https://congdoan.example/\n"

// load reads a site with one post.
func load(t testing.TB, file, src string) (*Post, []string) {
	t.Helper()
	s := loadSite(t, map[string]string{"content/site.yaml": plainSite, file: src})
	if len(s.Posts) != 1 {
		t.Fatalf("got %d posts of %q", len(s.Posts), src)
	}
	return s.Posts[0], problems(s)
}

func loadSite(t testing.TB, files map[string]string) *Source {
	t.Helper()
	site := make(fstest.MapFS)
	for name, data := range files {
		site[name] = &fstest.MapFile{Data: []byte(data)}
	}
	s, err := Load(site, Options{Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// converter is what tests convert bodies with.
func converter(s *Settings) *markdown.Converter {
	return markdown.New(markdown.Options{Language: s.Language})
}

func problems(s *Source) (all []string) {
	for _, d := range s.Problems.All() {
		all = append(all, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Code))
	}
	return all
}

const fullYAML = `---
title: "Hội nghị: học tập Nghị quyết"
date: 2021-05-27 08:30
topic: [nghi-quyet, "Học tập và làm theo"]
unit: CĐCS Sở Nội vụ
form: hinh-anh
commended: true
number: 08/HD-CĐVC
images:
  - file: anh/a.jpg
    alt: Đoàn viên đọc sách
  - file: /b.jpg
    alt: Hội trường
activities:
  - kind: hoi-nghi
    luot-nguoi: 1.250
    time: 7:00–11:30
    units: [so-noi-vu]
source: {name: Báo Lao động, url: "https://bao.example/1"}
extra:
  priority: 3
  note: "1.250"
  list: [a, true, 2.5]
---
Nội dung.
`

const fullTOML = `+++
title = "Hội nghị: học tập Nghị quyết"
date = 2021-05-27 08:30:00
topic = ["nghi-quyet", "Học tập và làm theo"]
unit = "CĐCS Sở Nội vụ"
form = "hinh-anh"
commended = true
number = "08/HD-CĐVC"
source = {name = "Báo Lao động", url = "https://bao.example/1"}
[[images]]
file = "anh/a.jpg"
alt = "Đoàn viên đọc sách"
[[images]]
file = "/b.jpg"
alt = "Hội trường"
[[activities]]
kind = "hoi-nghi"
luot-nguoi = 1_250
time = "7:00–11:30"
units = ["so-noi-vu"]
[extra]
priority = 3
note = "1.250"
list = ["a", true, 2.5]
+++
Nội dung.
`

const fullJSON = `{
  "title": "Hội nghị: học tập Nghị quyết",
  "date": "2021-05-27T08:30:00+07:00",
  "topic": ["nghi-quyet", "Học tập và làm theo"],
  "unit": "CĐCS Sở Nội vụ", "form": "hinh-anh", "commended": true, "number": "08/HD-CĐVC",
  "images": [
    {"file": "anh/a.jpg", "alt": "Đoàn viên đọc sách"},
    {"file": "/b.jpg", "alt": "Hội tr\u01b0\u01a1\u0300ng"}
  ],
  "activities": [{"kind": "hoi-nghi", "luot-nguoi": 1.250, "time": "7:00–11:30", "units": ["so-noi-vu"]}],
  "source": {"name": "Báo Lao động", "url": "https://bao.example/1"},
  "extra": {"priority": 3, "note": "1.250", "list": ["a", true, 2.5]},
  "slug": null
}

Nội dung.
`

// TestSyntaxes wants the same post from all three syntaxes.
func TestSyntaxes(t *testing.T) {
	const file = "content/posts/2021/05/hoc-tap/index.md"
	want, found := load(t, file, fullYAML)
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got := want.Images[0].File.Path; got != "content/posts/2021/05/hoc-tap/anh/a.jpg" {
		t.Errorf("first image %q", got)
	}
	if got := want.Images[1].File.Path; got != "static/b.jpg" {
		t.Errorf("second image %q", got)
	}
	if got := want.Activities[0].Metrics[0].N; got != 1250 {
		t.Errorf("luot-nguoi: %d", got)
	}
	ignorePlaces := cmp.FilterPath(func(p cmp.Path) bool {
		return strings.HasSuffix(p.Last().String(), "Pos")
	}, cmp.Ignore())
	sameTime := cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })
	for name, src := range map[string]string{
		"toml":        fullTOML,
		"json":        fullJSON,
		"---toml":     strings.NewReplacer("+++\nti", "---toml\nti", "+++\nNội", "---\nNội").Replace(fullTOML),
		"---json":     "---json\n" + strings.Replace(fullJSON, "}\n\nNội", "}\n---\nNội", 1),
		";;;":         ";;;\n" + strings.Replace(fullJSON, "}\n\nNội", "}\n;;;\nNội", 1),
		"---yaml":     strings.Replace(fullYAML, "---\n", "---yaml\n", 1),
		"blank lines": "\n \n" + fullYAML,
		"BOM":         "\uFEFF" + fullYAML,
		"CRLF":        strings.ReplaceAll(fullYAML, "\n", "\r\n"),
		"CR":          strings.ReplaceAll(fullYAML, "\n", "\r"),
		"NFD":         norm.NFD.String(fullYAML),
		"BOM, CRLF":   "\uFEFF" + strings.ReplaceAll(fullTOML, "\n", "\r\n"),
		"trailing":    strings.ReplaceAll(fullYAML, "---\n", "---  \n"),
	} {
		got, found := load(t, file, src)
		if len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
		if d := cmp.Diff(want, got, ignorePlaces, sameTime); d != "" {
			t.Errorf("%s (-yaml +%s):\n%s", name, name, d)
		}
	}
}

// TestPlaces wants the place of every value to be that of its text.
func TestPlaces(t *testing.T) {
	const file = "content/posts/a.md"
	for name, src := range map[string]string{"yaml": fullYAML, "toml": fullTOML, "json": fullJSON, "crlf": strings.ReplaceAll(fullYAML, "\n", "\r\n")} {
		p, _ := load(t, file, src)
		for text, pos := range map[string]Pos{
			"Hội nghị":   p.TitlePos,
			"2021-05-27": p.DatePos,
			"nghi-quyet": p.Topics[0].Pos,
			"Học tập":    p.Topics[1].Pos,
			"CĐCS":       p.Units[0].Pos,
			"anh/a.jpg":  p.Images[0].File.Pos,
			"/b.jpg":     p.Images[1].File.Pos,
			"hoi-nghi":   p.Activities[0].Kind.Pos,
			"1.250":      p.Activities[0].Metrics[0].Pos,
			"7:00":       p.Activities[0].TimePos,
			"so-noi-vu":  p.Activities[0].Units[0].Pos,
		} {
			lines := strings.Split(src, "\n")
			if pos.Line < 1 || int(pos.Line) > len(lines) {
				t.Errorf("%s: %q at %v", name, text, pos)
				continue
			}
			line := []rune(lines[pos.Line-1])
			at := strings.TrimLeft(string(line[min(int(pos.Column)-1, len(line)):]), `"`)
			at = strings.ReplaceAll(at, "1_250", "1.250") // as TOML writes it
			if !strings.HasPrefix(at, text) {
				t.Errorf("%s: %q at %v, where %q stands", name, text, pos, at)
			}
		}
	}
}

// TestColons holds the rule that a colon within plain text is part of it.
func TestColons(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"summary: Hội nghị: học tập", "Hội nghị: học tập"},
		{"summary: Hội nghị:", "Hội nghị:"},
		{"summary: a: b: c", "a: b: c"},
		{"summary: Hội nghị: học tập  # ghi chú", "Hội nghị: học tập"},
		{"summary: Hội nghị: # ghi chú", "Hội nghị:"},
		{"summary: Số 1#2: ba", "Số 1#2: ba"},
		{"summary: 7:00–11:30", "7:00–11:30"},
		{"summary: it's: so", "it's: so"},
		{"summary: ‘Học’: “làm theo”", "‘Học’: “làm theo”"},
		{"summary: \"a: b\"", "a: b"},
		{"summary: 'a: b' # c", "a: b"},
		{"summary: https://a.example: b", "https://a.example: b"},
		{"summary:\tHội nghị: học", "Hội nghị: học"},
		{"summary: một: hai\n  ba: bốn\n  năm", "một: hai ba: bốn năm"},
		{"summary: một\n  Hai: ba", "một Hai: ba"},
		{"summary:\n  Hội nghị: học tập", "Hội nghị: học tập"},
		{"summary:\n\n  Hội nghị: học tập  \n  và làm theo Bác\n  # ghi chú", "Hội nghị: học tập và làm theo Bác"},
		{"summary: |\n  a: b\n  c: d", "a: b c: d"},
		{"summary: >-\n  a: b\n\n  c: 'd", "a: b c: 'd"},
		{"summary: @all: mọi người", "@all: mọi người"},
		{"summary: -5: rét", "-5: rét"},
		{"summary: > 100 đoàn viên # ghi chú", "> 100 đoàn viên"},
		{"summary: >100\n  đoàn viên", ">100 đoàn viên"},
		{"summary: |Nóng| Hội nghị", "|Nóng| Hội nghị"},
		{"summary: ? Vì sao", "? Vì sao"},
		{"summary: ] lạ", "] lạ"},
		{"summary: >2-  # ghi chú\n    Hai\n    dòng", "Hai dòng"},
		{"\"summary\": a: b", "a: b"},
		{"summary: \"a\n  b: c\"", "a b: c"},
		{"summary: tab\u2028b: c", "tab\u2028b: c"},
	} {
		p, found := load(t, "content/posts/a.md", "---\ntitle: T\ndate: 1/2/2021\ntopic: t\nunit: u\n"+c.yaml+"\nform: bài viết\n---\n")
		want := strings.ReplaceAll(c.want, "\u2028", " ")
		if p.Summary != want || p.Form != Article || len(found) > 0 {
			t.Errorf("%q gives %q, form %d, %v", c.yaml, p.Summary, p.Form, found)
		}
	}
}

func TestColonsInside(t *testing.T) {
	p, found := load(t, "content/posts/a.md", `---
title: T
date: 1/2/2021
topic: [Học tập: làm theo: Bác, b]   # hai
unit:
  - CĐCS: một
  - hai:
basis:
- Nghị quyết: số 8: năm 2021  # ghi chú
- "Hướng dẫn: 2"
- Kế hoạch: 3
  của Liên đoàn
cover: a.jpg
cover_alt: Ảnh: đoàn viên
images:
  - file: b.jpg
    alt: Hội nghị: toàn cảnh
  - {file: c.jpg, alt: Hội nghị: bàn chủ tọa, caption: 'a: b'}
  - {file: d.jpg,
     alt: Cuối: buổi:}
  - {file: e.jpg, alt: Hát, múa, kịch , credit: A, caption: Văn nghệ, thể thao}
foo: 1
---
`)
	if !slices.Equal(found, []string{"22:1 unknown-key"}) {
		t.Fatalf("problems %v", found)
	}
	if want := []Name{{"Học tập: làm theo: Bác", Pos{4, 9}}, {"b", Pos{4, 33}}}; !slices.Equal(p.Topics, want) {
		t.Errorf("topics %v", p.Topics)
	}
	if want := []Name{{"CĐCS: một", Pos{6, 5}}, {"hai:", Pos{7, 5}}}; !slices.Equal(p.Units, want) {
		t.Errorf("units %v", p.Units)
	}
	if want := []string{"Nghị quyết: số 8: năm 2021", "Hướng dẫn: 2", "Kế hoạch: 3 của Liên đoàn"}; !slices.Equal(p.Basis, want) {
		t.Errorf("basis %q", p.Basis)
	}
	var alts []string
	for _, i := range p.Images {
		alts = append(alts, i.Alt)
	}
	if want := []string{"Hội nghị: toàn cảnh", "Hội nghị: bàn chủ tọa", "Cuối: buổi:", "Hát, múa, kịch"}; !slices.Equal(alts, want) {
		t.Errorf("alts %q", alts)
	}
	if last := p.Images[3]; last.Caption != "Văn nghệ, thể thao" || last.Credit != "A" {
		t.Errorf("%+v", last)
	}
	if p.Images[1].Caption != "a: b" || p.Cover.Alt != "Ảnh: đoàn viên" {
		t.Errorf("caption %q, cover %q", p.Images[1].Caption, p.Cover.Alt)
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("", 7*60*60)
	day := time.Date(2021, 5, 27, 0, 0, 0, 0, zone)
	at := time.Date(2021, 5, 27, 8, 30, 0, 0, zone)
	for _, c := range []struct {
		text     string
		want     time.Time
		dateOnly bool
	}{
		{"2021-05-27", day, true},
		{"27/5/2021", day, true},
		{"27/05/2021", day, true},
		{"27-5-2021", day, true},
		{"27.5.2021", day, true},
		{"\"27/5/2021\"", day, true},
		{"2021-05-27 08:30", at, false},
		{"27/05/2021 08:30", at, false},
		{"2021-05-27T08:30:00+07:00", at, false},
		{"2021-05-27T01:30:00Z", at, false},
		{"2021-05-27 08:30:00 +0700", at, false},
		{"2021-05-27t08:30:00.5+07:00", at.Add(500 * time.Millisecond), false},
	} {
		p, found := load(t, "content/posts/a.md", "---\ntitle: T\ndate: "+c.text+"\ntopic: t\nunit: u\n---\n")
		if !p.Date.Equal(c.want) || p.Date.DateOnly != c.dateOnly || len(found) > 0 {
			t.Errorf("%s gives %v, date only %v, %v", c.text, p.Date, p.Date.DateOnly, found)
		}
	}
}

func TestDateInName(t *testing.T) {
	want := time.Date(2021, 5, 27, 0, 0, 0, 0, time.FixedZone("", 7*60*60))
	for _, file := range []string{"content/posts/2021-05-27-hoc-bac.md", "content/posts/2021/2021-05-27-hoc-bac/index.md"} {
		p, found := load(t, file, "---\ntitle: T\ntopic: t\nunit: u\n---\n")
		if !p.Date.Equal(want) || !p.Date.DateOnly || len(found) > 0 {
			t.Errorf("%s: %v, %v", file, p.Date, found)
		}
	}
	p, _ := load(t, "content/posts/2021-05-27-a.md", "---\ntitle: T\ndate: 1/6/2021\ntopic: t\nunit: u\n---\n")
	if p.Date.Month() != time.June {
		t.Errorf("the name's date won: %v", p.Date)
	}
	if _, found := load(t, "content/posts/2021-13-27-a.md", "---\ntitle: T\ntopic: t\nunit: u\n---\n"); !slices.Equal(found, []string{"1:1 date-month"}) {
		t.Errorf("a wrong date in the name gives %v", found)
	}
}

func TestActivityDays(t *testing.T) {
	for _, c := range []struct{ text, from, to string }{
		{"date: 15/4/2021", "2021-04-15", "2021-04-15"},
		{"date: 2021-04-15", "2021-04-15", "2021-04-15"},
		{"date: 15-4-2021", "2021-04-15", "2021-04-15"},
		{"date: 23–25/4/2021", "2021-04-23", "2021-04-25"},
		{"date: 23-25/4/2021", "2021-04-23", "2021-04-25"},
		{"date: 23 - 25/4/2021", "2021-04-23", "2021-04-25"},
		{"date: 30/4–2/5/2021", "2021-04-30", "2021-05-02"},
		{"date: 31/12/2020 — 1/1/2021", "2020-12-31", "2021-01-01"},
		{"date: 2021-04-23 – 2021-04-25", "2021-04-23", "2021-04-25"},
		{"from: 23/4/2021\n    to: 25/4/2021", "2021-04-23", "2021-04-25"},
		{"from: 23/4/2021", "2021-04-23", "2021-04-23"},
		{"place: đây", "0001-01-01", "0001-01-01"},
	} {
		p, found := load(t, "content/posts/a.md", "---\ntitle: T\ndate: 1/6/2021\ntopic: t\nunit: u\nactivities:\n  - kind: hoi-nghi\n    "+c.text+"\n---\n")
		a := p.Activities[0]
		if got := a.From.Format(time.DateOnly) + " " + a.To.Format(time.DateOnly); got != c.from+" "+c.to || len(found) > 0 {
			t.Errorf("%s gives %s, %v", c.text, got, found)
		}
	}
}

// TestThrough wants an end that is a day to last through that day.
func TestThrough(t *testing.T) {
	zone := time.FixedZone("", 7*60*60)
	p, found := load(t, "content/posts/a.md", "---\ntitle: T\ndate: 1/6/2021\ntopic: t\nunit: u\nexpires: 30/6/2021\npinned_until: 30/6/2021 17:00\n---\n")
	if want := time.Date(2021, 7, 1, 0, 0, 0, 0, zone); !p.Expires.Equal(want) || len(found) > 0 {
		t.Errorf("expires %v, %v", p.Expires, found)
	}
	if want := time.Date(2021, 6, 30, 17, 0, 0, 0, zone); !p.PinnedUntil.Equal(want) {
		t.Errorf("pinned until %v", p.PinnedUntil)
	}
}
