package official

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/report"
	"bantin/internal/site"
	"bantin/layouts"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// usual are the files of a small site; a test adds its own.
var usual = map[string]string{
	"content/site.yaml": "title: Bản tin\nbase_url: https://congdoan.example/bt/\n" +
		"organization: {name: Công đoàn Viên chức tỉnh, parent: Liên đoàn Lao động tỉnh, place: Quảng Nam}\n",
	"content/topics/nghi-quyet.md":    "---\ntitle: Nghị quyết\n---\n",
	"content/units/cong-doan-tinh.md": "---\ntitle: Công đoàn Viên chức tỉnh\norder: 1\n---\n",
	"content/units/thu-vien.md":       "---\ntitle: CĐCS Thư viện tỉnh\norder: 2\n---\n",
	"content/units/y-te.md":           "---\ntitle: CĐCS Sở Y tế\norder: 3\n---\n",
	"content/units/bao-tang.md":       "---\ntitle: CĐCS Bảo tàng\norder: 4\n---\n",
	"content/campaigns/dot.md": "---\ntitle: Sau “đại hội”\nfrom: 1/5/2021\nto: 31/8/2021\nphases:\n  - {title: Mở đầu, from: 1/5/2021, to: 31/5/2021}\n" +
		"basis:\n  - title: Hướng dẫn số 08/HD-LĐLĐ\ntarget: {metric: luot-nguoi, total: 600, units: {thu-vien: 200, y-te: 100}}\n---\n",
}

// filled are posts for the small site.
var filled = map[string]string{
	"content/posts/a.md": head("Hội nghị học tập", "4/5/2021", "thu-vien", "campaign: dot\nactivities:\n"+
		"  - {kind: hoi-nghi, luot-nguoi: 1.250, luot-nu: 400}\n  - {kind: tap-huan, units: [thu-vien, y-te], so-cuoc: 3, luot-nguoi: 60, id: th}\n"),
	"content/posts/b.md": head("Học tập ở Sở", "10/5/2021", "y-te", "campaign: dot\ncommended: true\nsummary: Gọn và đúng giờ\nactivities:\n"+
		"  - {kind: hoi-nghi, luot-nguoi: 50, facebook: 4}\n  - {kind: tham-hoi, suat-qua: 5, so-tien: 2.500.000}\n"),
	"content/posts/c.md": head("Hướng dẫn tuyên truyền", "2/5/2021", "cong-doan-tinh", "campaign: dot\nform: van-ban\nnumber: 21/HD-CĐVC\n"),
	"content/posts/d.md": head("Sáu tháng qua con số", "30/6/2021", "cong-doan-tinh", "activities:\n"+
		"  - {kind: tham-hoi, from: 1/1/2021, to: 30/6/2021, suat-qua: 900, aggregate: true}\n"),
}

func head(title, date, unit, more string) string {
	return "---\ntitle: " + title + "\ndate: " + date + "\ntopic: nghi-quyet\nunit: " + unit + "\n" + more + "---\n\nBài.\n"
}

// load makes a site of files; a later map takes the place of an earlier one, and "" takes a file away.
func load(t testing.TB, all ...map[string]string) *site.Site {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, files := range append([]map[string]string{usual}, all...) {
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
			if text == "" {
				delete(fsys, name)
			}
		}
	}
	src, err := content.Load(fsys, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, problems := site.New(src, site.Options{Now: time.Date(2021, 12, 31, 12, 0, 0, 0, src.Settings.Zone)})
	if src.Problems.Errors() > 0 || problems.Errors() > 0 {
		t.Fatal(src.Problems.All(), problems.All())
	}
	return s
}

func days(s *site.Site, from, to string) site.Filter {
	day := func(text string) time.Time {
		t, err := time.ParseInLocation(time.DateOnly, text, s.Now.Location())
		if err != nil {
			panic(err)
		}
		return t
	}
	return site.Filter{From: day(from), To: day(to)}
}

func year(s *site.Site) site.Filter { return days(s, "2021-01-01", "2021-12-31") }

// page renders a report with a text, "" for none.
func page(t testing.TB, s *site.Site, f site.Filter, text string) string {
	t.Helper()
	var words *Text
	if text != "" {
		w, found := ReadText("bao-cao.md", []byte(text), s)
		for _, d := range found {
			if d.Severity == diag.Warning {
				continue
			}
			t.Errorf("%s:%d: %s", d.File, d.Line, d.Message("en"))
		}
		words = w
	}
	var w bytes.Buffer
	if err := HTML(&w, report.New(s, f), words, layouts.FS); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

// view composes a report without a layout.
func view(s *site.Site, f site.Filter, text string) *View {
	words, _ := ReadText("bao-cao.md", []byte(text+"\n"), s)
	return compose(report.New(s, f), words)
}

// TestGolden holds a whole report, word by word.
func TestGolden(t *testing.T) {
	s := load(t, filled)
	text, err := os.ReadFile("testdata/bao-cao.md")
	if err != nil {
		t.Fatal(err)
	}
	got := page(t, s, year(s), string(text))
	_, got, _ = strings.Cut(got, "</style>") // how it looks is for eyes
	const name = "testdata/bao-cao.html"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the report has changed (-update rewrites %s):\n%s", name, got)
	}
}

func TestBadLayout(t *testing.T) {
	s := load(t)
	for name, layouts := range map[string]fstest.MapFS{
		"absent":         {},
		"does not parse": {"report.html": {Data: []byte("{{if}}")}},
		"unknown field":  {"report.html": {Data: []byte("<p>{{.Titel}}</p>")}},
	} {
		w := bytes.NewBufferString("before")
		err := HTML(w, report.New(s, site.Filter{}), nil, layouts)
		if err == nil || !strings.Contains(err.Error(), "layouts/report.html") || w.String() != "before" {
			t.Errorf("%s: %v, %q", name, err, w)
		}
	}
}

func TestOwnLayout(t *testing.T) {
	s := load(t)
	var w bytes.Buffer
	if err := HTML(&w, report.New(s, year(s)), nil, fstest.MapFS{"report.html": {Data: []byte("\ufeff<h1>{{.Title}}</h1>\r\n")}}); err != nil {
		t.Fatal(err)
	}
	if got := w.String(); got != "<h1>Kết quả hoạt động năm 2021</h1>\n" {
		t.Errorf("%q", got)
	}
}

// TestHostileTitles wants what people type to stay text, wherever it comes to stand.
func TestHostileTitles(t *testing.T) {
	const evil = `<script>alert(1)</script>{}“{}”"'&`
	s := load(t, filled, map[string]string{
		"content/units/y-te.md":    "---\ntitle: 'CĐCS " + strings.ReplaceAll(evil, "'", "''") + "'\n---\n",
		"content/campaigns/dot.md": "---\ntitle: '" + strings.ReplaceAll(evil, "'", "''") + "'\nfrom: 1/5/2021\n---\n",
		"content/posts/b.md": head(`'`+strings.ReplaceAll(evil, "'", "''")+`'`, "10/5/2021", "y-te",
			"campaign: dot\ncommended: true\nsummary: '<b>x</b>'\nactivities: [{kind: hoi-nghi, luot-nguoi: 3}]\n"),
	})
	for _, f := range []site.Filter{year(s), {Campaign: s.Campaigns[0]}, {Unit: s.Units[3]}, {Unit: s.Units[2]}} {
		text := page(t, s, f, "<script>alert(2)</script>\n")
		if strings.Contains(text, "<script") || strings.Contains(text, "<b>x") {
			t.Error("a title became a tag")
		}
	}
}

func TestNothingElseIsAskedFor(t *testing.T) {
	text := page(t, load(t, filled), site.Filter{}, "")
	for _, sign := range []string{"<script", "<link", "src=", "url(", "@import", "http"} {
		if strings.Contains(text, sign) {
			t.Errorf("the page has %s", sign)
		}
	}
}
