package diag_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/build"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/official"
	"bantin/internal/output"
	"bantin/internal/outside"
	"bantin/internal/publish"
)

var update = flag.Bool("update", false, "rewrite what the samples expect")

// sample is a site folder made of an archive. The name of a file may be
// followed by how it is meant: "(quoted)" Go strings, "(repeat N)", "(sparse N)" for so many bytes of nothing, "(symlink)"
// with its target, "(vanishes)" for one that is deleted while the site is built.
// "(then)" and "(then gone)" are for a second build: files to write and to
// delete before it. A name that comes again goes on with the same file. The file report.md
// is the text of a report, answers is what other hosts say: “ADDRESS STATUS”, one a line; cache-fault is what is wrong with the
// shared cache, “permission denied” or “permission denied when writing”; “at most posts N” and the like in the comment set how much
// the site may have; files below tree/ take the place of those of the finished site when that is checked.
type sample struct {
	dir        string
	holdBack   bool
	check      bool // by “bantin check”, not by a build
	most       limits.Totals
	then       []txtar.File
	vanish     []string
	thenVanish []string
}

// usual are the files that a sample has unless it has others in their folders.
var usual = []txtar.File{
	{Name: "content/topics/hoc-tap.md", Data: []byte("---\ntitle: Học tập\n---\n")},
	{Name: "content/units/thu-vien.md", Data: []byte("---\ntitle: CĐCS Thư viện tỉnh\n---\n")},
}

func newSample(t *testing.T, a *txtar.Archive) *sample {
	s := &sample{dir: t.TempDir(), holdBack: bytes.Contains(a.Comment, []byte("--hold-back")), check: bytes.Contains(a.Comment, []byte("bantin check"))}
	s.most = mostOf(string(a.Comment))
	files := slices.Clone(a.Files)
	for _, f := range usual {
		folder := filepath.Dir(f.Name) + "/"
		if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, folder) }) {
			files = append(files, f)
		}
	}
	begun := make(map[string]bool)
	for _, f := range files {
		name, how, _ := strings.Cut(f.Name, " (")
		how = strings.TrimSuffix(how, ")")
		if _, err := os.Lstat(s.path(name)); err == nil && !begun[name] && how != "then" && how != "then gone" {
			t.Skipf("the file system of the temporary folder takes %s for the name of another file", name)
		}
		begun[name] = true
		s.add(t, f, name, how)
	}
	return s
}

// add puts a file of the archive into the folder, or keeps it for later.
func (s *sample) add(t *testing.T, f txtar.File, name, how string) {
	data := f.Data
	switch {
	case f.Name == "want":
		return
	case how == "then":
		s.then = append(s.then, txtar.File{Name: name, Data: data})
		return
	case how == "then gone":
		s.thenVanish = append(s.thenVanish, name)
		return
	case how == "symlink":
		s.link(t, name, string(bytes.TrimSpace(data)))
		return
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
	case strings.HasPrefix(how, "sparse "):
		n, err := strconv.ParseInt(strings.TrimPrefix(how, "sparse "), 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		s.write(t, name, nil, 0)
		if err := os.Truncate(s.path(name), n); err != nil {
			t.Fatal(err)
		}
		return
	case how != "":
		t.Fatalf("%s: what is meant by that?", f.Name)
	}
	s.write(t, name, data, os.O_APPEND)
}

// mostOf reads how much the site of a sample may have.
func mostOf(comment string) limits.Totals {
	most := limits.Site()
	_, text, _ := strings.Cut(comment, "at most ")
	what, number, _ := strings.Cut(text, " ")
	n, _ := strconv.Atoi(strings.TrimRight(strings.TrimSpace(number), "."))
	switch what {
	case "posts":
		most.Posts = n
	case "files":
		most.Files = n
	case "pictures":
		most.Pictures = n
	case "KB":
		most.Size = limits.Bytes(n) * limits.KB
	}
	return most
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

func (s *sample) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *sample) write(t *testing.T, name string, data []byte, mode int) {
	name = s.path(name)
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

func (s *sample) link(t *testing.T, name, target string) {
	name = s.path(name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func (s *sample) remove(t *testing.T, names []string) {
	for _, name := range names {
		if err := os.Remove(s.path(name)); err != nil {
			t.Error(err)
		}
	}
}

// build builds the folder and gives its problems. The clock is asked for
// after the folder is listed and before pictures are opened.
func (s *sample) build(t *testing.T) *diag.List {
	t.Helper()
	now := func(zone *time.Location) time.Time {
		s.remove(t, s.vanish)
		return time.Date(2021, 12, 1, 9, 0, 0, 0, zone)
	}
	if s.check {
		r, err := build.Check(t.Context(), build.CheckOptions{Dir: s.dir, Now: now, Outside: s.outside(t), Edit: s.edit})
		if err != nil {
			t.Fatal(err)
		}
		return &r.Problems
	}
	r, err := build.Run(t.Context(), build.Options{Dir: s.dir, HoldBack: s.holdBack, Now: now, Most: s.most, Shared: build.Shared{Open: s.store}})
	if err != nil {
		t.Fatal(err)
	}
	s.addReport(t, &r.Problems)
	return &r.Problems
}

// store is the shared cache that site.yaml names. The file cache-fault, if there is one, names what goes wrong there.
func (s *sample) store(ctx context.Context, address string) (publish.Target, error) {
	text, err := os.ReadFile(s.path("cache-fault"))
	if err != nil {
		return publish.Open(ctx, address, publish.Credentials{Getenv: func(string) string { return "" }})
	}
	for fault := publish.Other; fault <= publish.WrongClock; fault++ {
		what, _, full := strings.Cut(strings.TrimSpace(string(text)), " when writing")
		if fault.String() != what {
			continue
		}
		e := &publish.Error{Fault: fault, Detail: "kho"}
		if !full {
			return nil, e
		}
		target, err := publish.Open(ctx, s.path("store"), publish.Credentials{})
		return refusing{target, e}, err
	}
	return nil, errors.New("no such fault")
}

// refusing is a store that takes nothing.
type refusing struct {
	publish.Target
	err error
}

// Put implements publish.Target.
func (r refusing) Put(context.Context, *publish.Upload) error { return r.err }

// edit puts the files below tree/ into the finished site.
func (s *sample) edit(tree *output.Tree) *output.Tree {
	for _, f := range tree.Files() {
		if data, err := os.ReadFile(s.path("tree/" + f.Path)); err == nil {
			f.Render = func(w *bytes.Buffer) error {
				w.Write(data)
				return nil
			}
			tree = tree.With(f)
		}
	}
	return tree
}

// outside gives who answers for other hosts, nil when the sample has no answers.
func (s *sample) outside(t *testing.T) *outside.Asker {
	text, err := os.ReadFile(s.path("answers"))
	if err != nil {
		return nil
	}
	statuses := make(answers)
	for line := range strings.Lines(string(text)) {
		address, status, _ := strings.Cut(strings.TrimSpace(line), " ")
		if statuses[address], err = strconv.Atoi(status); err != nil {
			t.Fatal(err)
		}
	}
	return &outside.Asker{Transport: statuses, Pause: -1}
}

// answers are the statuses of addresses.
type answers map[string]int

// RoundTrip implements http.RoundTripper.
func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: a[r.URL.String()], Header: make(http.Header), Body: http.NoBody, Request: r}, nil
}

// addReport adds the problems of report.md, the text of a report, if the sample has one.
func (s *sample) addReport(t *testing.T, found *diag.List) {
	text, err := os.ReadFile(s.path("report.md"))
	if err != nil {
		return
	}
	l, err := build.Load(t.Context(), build.LoadOptions{Dir: s.dir})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, problems := official.ReadText("report.md", text, l.Site)
	more := new(diag.List)
	more.Add(problems...)
	more.Sort()
	more.Excerpts(func(string) ([]byte, error) { return text, nil })
	found.Merge(more)
	found.Sort()
}

// problemsOf builds the site of an archive, twice if it says so.
func problemsOf(t *testing.T, a *txtar.Archive) *diag.List {
	s := newSample(t, a)
	found := s.build(t)
	if s.then == nil && s.thenVanish == nil {
		return found
	}
	if found.Len() > 0 {
		t.Errorf("the first build has problems:\n%s", printed(t, found, "vi"))
	}
	for _, f := range s.then {
		s.write(t, f.Name, f.Data, os.O_TRUNC)
	}
	s.remove(t, s.thenVanish)
	return s.build(t)
}

// printed is what an editor gets to read.
func printed(t *testing.T, l *diag.List, lang string) string {
	t.Helper()
	var text strings.Builder
	if err := diag.Text(&text, l, lang, false); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// TestSamples builds a small site for each kind of problem, and holds every
// word, excerpt and caret. A sample whose comment names --hold-back is built with it; one whose comment
// names “bantin check” is checked.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
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
			found := problemsOf(t, a)
			if !slices.ContainsFunc(found.All(), func(d diag.Diagnostic) bool { return d.Code == code }) {
				t.Error("the sample does not give its own code")
			}
			checkWords(t, found)
			compare(t, file, a, printed(t, found, "vi"))
		})
	}
}

// checkWords wants each problem told in both languages, with something in every place
// that a text leaves open.
func checkWords(t *testing.T, found *diag.List) {
	for _, d := range found.All() {
		if d.Message("vi") == d.Message("en") || d.Suggestion == "" && d.Hint("vi") == d.Hint("en") {
			t.Errorf("%s is not translated: %s", d.Code, d.Message("en"))
		}
	}
	for _, lang := range []string{"vi", "en"} {
		for line := range strings.Lines(printed(t, found, lang)) {
			if strings.Contains(line, "%!") || strings.Contains(line, "“”") {
				t.Errorf("%s: a value is missing in %s", lang, line)
			}
		}
	}
}

// compare holds the problems against the file "want" of the archive, or rewrites it.
func compare(t *testing.T, file string, a *txtar.Archive, got string) {
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

// TestEveryCodeHasSample holds the catalogue and the samples together: one
// sample for each code, none of no code.
func TestEveryCodeHasSample(t *testing.T) {
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	samples := make(map[string]bool)
	for _, e := range entries {
		code, ok := strings.CutSuffix(e.Name(), ".txtar")
		if e.Name() == "fuzz" { // inputs that FuzzPrint has found
			continue
		}
		if !ok {
			t.Errorf("testdata/%s is no sample", e.Name())
			continue
		}
		samples[code] = true
	}
	for _, e := range diag.Codes() {
		if !samples[e.Code] {
			t.Errorf("no sample for %s", e.Code)
		}
		delete(samples, e.Code)
	}
	for code := range samples {
		t.Errorf("testdata/%s.txtar: there is no code %s", code, code)
	}
}
