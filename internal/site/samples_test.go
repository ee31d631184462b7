package site

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/markdown"
)

var update = flag.Bool("update", false, "rewrite what the samples expect")

// TestSamples loads a small site for every kind of problem. A sample whose
// comment names --hold-back is built with it.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/invalid/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	samples := make(map[string]bool)
	for _, file := range files {
		code := strings.TrimSuffix(filepath.Base(file), ".txtar")
		samples[code] = true
		t.Run(code, func(t *testing.T) { testSample(t, file, code) })
	}
	for _, e := range diag.SiteCodes() {
		if !samples[e.Code] {
			t.Errorf("no sample for %s", e.Code)
		}
		delete(samples, e.Code)
	}
	for code := range samples {
		t.Errorf("the sample %s is of no code of this package", code)
	}
}

func testSample(t *testing.T, file, code string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name != "want" {
			site[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	src, err := content.Load(site, content.Options{Converter: func(s *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: s.Language})
	}})
	if err != nil {
		t.Fatal(err)
	}
	_, problems := New(src, Options{Now: now, HoldBack: bytes.Contains(a.Comment, []byte("--hold-back"))})
	if !strings.Contains(listed(problems), " "+code+" ") {
		t.Errorf("the sample does not give its own code:\n%s", listed(problems))
	}
	problems.Merge(&src.Problems)
	problems.Sort()
	var b strings.Builder
	for _, d := range problems.All() {
		fmt.Fprintf(&b, "%s:%d:%d: %s [%s]\n", d.File, d.Line, d.Column, d.Severity, d.Code)
		if d.Message("vi") == d.Message("en") || strings.Contains(d.Message("vi")+d.Hint("vi")+d.Hint("en"), "%!") {
			t.Errorf("words of %s: %s; %s", d.Code, d.Message("vi"), d.Hint("vi"))
		}
	}
	got := b.String()
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
	if *update {
		if i < 0 {
			i = len(a.Files)
			a.Files = append(a.Files, txtar.File{Name: "want"})
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 {
		t.Fatal("no file want; run with -update")
	}
	if want := string(a.Files[i].Data); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
