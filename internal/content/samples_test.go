package content

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/diag"
	"bantin/internal/markdown"
)

var update = flag.Bool("update", false, "rewrite what the samples expect")

// converter is what tests convert bodies with.
func converter(s *Settings) *markdown.Converter {
	return markdown.New(markdown.Options{Language: s.Language})
}

// sampleSite makes a site of an archive. The name of a file may be followed by
// how its bytes are meant: "(quoted)" Go strings, "(repeat N)", "(symlink)".
// A name that comes again goes on with the same file.
func sampleSite(t testing.TB, a *txtar.Archive) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{".": {Mode: fs.ModeDir | 0o755}}
	for _, f := range a.Files {
		name, how, _ := strings.Cut(f.Name, " (")
		how = strings.TrimSuffix(how, ")")
		file := &fstest.MapFile{Data: f.Data}
		switch {
		case f.Name == "want":
			continue
		case how == "quoted":
			file.Data = nil
			for line := range strings.Lines(string(f.Data)) {
				s, err := strconv.Unquote(strings.TrimSpace(line))
				if err != nil {
					t.Fatalf("%s: %v in %s", f.Name, err, line)
				}
				file.Data = append(file.Data, s...)
			}
		case strings.HasPrefix(how, "repeat "):
			n, err := strconv.Atoi(strings.TrimPrefix(how, "repeat "))
			if err != nil {
				t.Fatal(err)
			}
			file.Data = bytes.Repeat(f.Data, n)
		case how == "symlink":
			file.Mode = fs.ModeSymlink
			file.Data = bytes.TrimSpace(f.Data)
		}
		if begun := site[name]; begun != nil {
			file.Data = append(begun.Data, file.Data...)
		}
		site[name] = file
	}
	return site
}

// listed prints problems as the samples list them.
func listed(problems *diag.List) string {
	var b strings.Builder
	for _, d := range problems.All() {
		fmt.Fprintf(&b, "%s:%d:%d: %s [%s]\n", d.File, d.Line, d.Column, d.Severity, d.Code)
	}
	return b.String()
}

// TestSamples loads a small site for every kind of problem.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/invalid/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		code := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(code, func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(bytes.TrimSpace(a.Comment)) == 0 {
				t.Error("no comment says what the sample shows")
			}
			s, err := Load(sampleSite(t, a), Options{Converter: converter})
			if err != nil {
				t.Fatal(err)
			}
			got := listed(&s.Problems)
			if !strings.Contains(got, "["+code+"]") {
				t.Errorf("the sample does not give its own code:\n%s", got)
			}
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
		})
	}
}

// TestEveryCodeHasSample holds the catalogue and the samples together.
func TestEveryCodeHasSample(t *testing.T) {
	files, err := filepath.Glob("testdata/invalid/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	samples := make(map[string]bool)
	for _, f := range files {
		samples[strings.TrimSuffix(filepath.Base(f), ".txtar")] = true
	}
	for _, e := range diag.ContentCodes() {
		if !samples[e.Code] {
			t.Errorf("no sample for %s", e.Code)
		}
		delete(samples, e.Code)
	}
	for code := range samples {
		t.Errorf("the sample %s is of no code of this package", code)
	}
}
