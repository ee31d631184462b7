package official

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
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

// load makes a site of files at the end of 2021; a later map takes the place of an earlier one, and "" takes a file away.
func load(t testing.TB, all ...map[string]string) *site.Site {
	t.Helper()
	return loadAt(t, time.Date(2021, 12, 31, 5, 0, 0, 0, time.UTC), all...)
}

func loadAt(t testing.TB, now time.Time, all ...map[string]string) *site.Site {
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
	s, problems := site.New(src, site.Options{Now: now.In(src.Settings.Zone)})
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
	if found, err := HTML(&w, report.New(s, f), words, layouts.FS); err != nil || found != nil {
		t.Fatal(err, found)
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
	for name, c := range map[string]struct {
		layout string
		line   int
	}{
		"does not parse":         {"<p>\n{{if}}", 2},
		"unknown field":          {"<p>{{.Titel}}</p>", 1},
		"a word that is absent":  {"<p>\r\n{{.Words.Home}}</p>", 2},
		"a function of pages":    {"{{words.Home}}", 1},
		"a partial of pages":     {`{{template "share.html"}}`, 1},
		"unknown in a table":     {"{{range .Appendices}}\n{{range .Rows}}{{.Title}}{{end}}{{end}}", 2},
		"unknown in a model":     {"{{range .Sections}}{{range .Blocks}}{{with .Model}}\n{{.Author}}{{end}}{{end}}{{end}}", 2},
		"an attribute left open": {"<p class=\"{{.Title}}", 1},
	} {
		layouts := fstest.MapFS{"report.html": {Data: []byte(c.layout)}}
		found, err := Check(layouts)
		if err != nil || len(found) != 1 || found[0].Code != "bad-layout" || found[0].File != "layouts/report.html" || c.line > 1 && found[0].Line != c.line {
			t.Errorf("%s: %v, %+v", name, err, found)
		}
		if strings.HasPrefix(name, "unknown in") {
			continue // this report has neither
		}
		w := bytes.NewBufferString("before")
		if found, err = HTML(w, report.New(s, site.Filter{}), nil, layouts); err != nil || len(found) != 1 || w.String() != "before" {
			t.Errorf("%s: %v, %+v, %q", name, err, found, w)
		}
	}
	for name, f := range map[string]func() ([]diag.Diagnostic, error){
		"HTML": func() ([]diag.Diagnostic, error) {
			return HTML(new(bytes.Buffer), report.New(s, site.Filter{}), nil, fstest.MapFS{})
		},
		"Check": func() ([]diag.Diagnostic, error) { return Check(fstest.MapFS{}) },
	} {
		if found, err := f(); !errors.Is(err, fs.ErrNotExist) || found != nil || !strings.Contains(err.Error(), "layouts/report.html") {
			t.Errorf("%s without the file: %v, %v", name, found, err)
		}
	}
	if found, err := Check(layouts.FS); err != nil || found != nil {
		t.Errorf("the built-in layout: %v, %v", found, err)
	}
}

// TestSample wants the view that layouts are tried with to have every field.
func TestSample(t *testing.T) {
	seen := make(map[string]bool)
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			walk(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				name := v.Type().Name() + "." + v.Type().Field(i).Name
				seen[name] = seen[name] || !v.Field(i).IsZero()
				if name != "View.Words" {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(sample(&lang.For("vi").Words.Report)))
	for name, there := range seen {
		if !there {
			t.Errorf("%s is empty", name)
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d fields", len(seen))
	}
}

func TestOwnLayout(t *testing.T) {
	s := load(t)
	var w bytes.Buffer
	layouts := fstest.MapFS{"report.html": {Data: []byte("\ufeff<h1>{{.Title}}</h1>\r\n")}}
	if found, err := HTML(&w, report.New(s, year(s)), nil, layouts); err != nil || found != nil {
		t.Fatal(err, found)
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
