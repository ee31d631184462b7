package build

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/diag"
)

var update = flag.Bool("update", false, "rewrite what the samples expect")

// sample is a site folder made of an archive. The name of a file may be
// followed by how it is meant: "(quoted)" Go strings, "(repeat N)", "(vanishes)" for
// one that is deleted while the site is built. "(then)" and "(then gone)" are
// for a second build: files to write and to delete before it. A name that comes
// again goes on with the same file.
type sample struct {
	dir        string
	then       []txtar.File
	vanish     []string
	thenVanish []string
}

func newSample(t *testing.T, a *txtar.Archive) *sample {
	s := &sample{dir: t.TempDir()}
	for _, f := range a.Files {
		name, how, _ := strings.Cut(f.Name, " (")
		data := f.Data
		switch how = strings.TrimSuffix(how, ")"); {
		case f.Name == "want":
			continue
		case how == "then":
			s.then = append(s.then, txtar.File{Name: name, Data: data})
			continue
		case how == "then gone":
			s.thenVanish = append(s.thenVanish, name)
			continue
		case how == "vanishes":
			s.vanish = append(s.vanish, name)
		case how == "quoted":
			data = unquoted(t, f)
		case strings.HasPrefix(how, "repeat "):
			n, err := strconv.Atoi(strings.TrimPrefix(how, "repeat "))
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			data = bytes.Repeat(data, n)
		case how != "":
			t.Fatalf("%s: what is meant by that?", f.Name)
		}
		s.write(t, name, data, os.O_APPEND)
	}
	return s
}

// unquoted reads a file that is written as Go strings, one a line.
func unquoted(t *testing.T, f txtar.File) []byte {
	var data []byte
	for line := range strings.Lines(string(f.Data)) {
		s, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v in %s", f.Name, err, line)
		}
		data = append(data, s...)
	}
	return data
}

func (s *sample) write(t *testing.T, name string, data []byte, mode int) {
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|mode, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func (s *sample) remove(t *testing.T, names []string) {
	for _, name := range names {
		if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
}

// build builds the folder and gives what an editor gets to read. The clock is
// asked for after the folder is listed and before pictures are opened.
func (s *sample) build(t *testing.T) string {
	t.Helper()
	r, err := Run(t.Context(), Options{Dir: s.dir, Now: func(zone *time.Location) time.Time {
		s.remove(t, s.vanish)
		return time.Date(2021, 12, 1, 9, 0, 0, 0, zone)
	}})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := diag.Text(&text, &r.Problems, "vi", false); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// TestSamples builds a small site for the kinds of problems that markdown,
// media and build find, and holds every word, excerpt and caret.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/invalid/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		code := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(bytes.TrimSpace(a.Comment)) == 0 {
				t.Error("no comment says what the sample shows")
			}
			compare(t, file, a, code, problemsOf(t, a))
		})
	}
}

// problemsOf builds the site of an archive, twice if it says so.
func problemsOf(t *testing.T, a *txtar.Archive) string {
	s := newSample(t, a)
	got := s.build(t)
	if s.then == nil && s.thenVanish == nil {
		return got
	}
	if got != "" {
		t.Errorf("the first build has problems:\n%s", got)
	}
	for _, f := range s.then {
		s.write(t, f.Name, f.Data, os.O_TRUNC)
	}
	s.remove(t, s.thenVanish)
	return s.build(t)
}

// compare holds the problems against the file "want" of the archive, or rewrites it.
func compare(t *testing.T, file string, a *txtar.Archive, code, got string) {
	if !strings.Contains(got, " ["+code+"]\n") {
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
}

// TestEveryCodeHasSample holds the catalogue and the samples of the packages
// that report problems together: one sample for each code, none of no code.
func TestEveryCodeHasSample(t *testing.T) {
	samples := make(map[string]string)
	for _, dir := range []string{"testdata/invalid", "../content/testdata/invalid", "../site/testdata/invalid"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			file := dir + "/" + e.Name()
			code, ok := strings.CutSuffix(e.Name(), ".txtar")
			if !ok {
				t.Errorf("%s is no sample", file)
			}
			if other := samples[code]; other != "" {
				t.Errorf("%s has a sample already: %s", file, other)
			}
			samples[code] = file
		}
	}
	for _, e := range diag.Codes() {
		if samples[e.Code] == "" {
			t.Errorf("no sample for %s", e.Code)
		}
		delete(samples, e.Code)
	}
	for code, file := range samples {
		t.Errorf("%s: there is no code %s", file, code)
	}
}
