package content

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/diag"
)

// FuzzFrontMatter wants any bytes to give a post: without a panic, with all its places within the file, and held exactly when there is an
// error.
func FuzzFrontMatter(f *testing.F) {
	for _, src := range []string{
		fullYAML, fullTOML, fullJSON,
		"---\ntitle: a: b\n  c: d\n- e: f: g\n---\n",
		"---\n? [a, b]\n: {c: d: e, f\n---\n",
		"+++\na.b.c = [[1, {d = 2}]]\n[[e]]\n[e.f]\n+++\n",
		"---\nx: |2-\n   a\n  ---\n b: 'c\n---\n",
		"\xff\xfe-\x00-\x00-\x00",
		"---\ntitle: a\x00b\n---\n",
		"---\ntitle: H\xe1\xbb\x8dc B\xe1c\n---\n",
		"---\ntitle: Học Bác\ndate: 19/5/2021\x0b\n---\n",
	} {
		f.Add([]byte(src))
	}
	samples, err := filepath.Glob("../diag/testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range samples {
		a, err := txtar.ParseFile(s)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(file.Data)
			}
		}
	}
	settings := defaultSettings()
	first := newReader(settings, nil, nil)
	first.begin(VocabularyFile)
	words := newLexicon(first.readVocabulary(defaultVocabulary))
	f.Fuzz(func(t *testing.T, src []byte) {
		r := newReader(settings, words, nil)
		r.begin("content/posts/a.md")
		text, err := r.readFile(fstest.MapFS{r.file: {Data: src}}, found{file: r.file, real: r.file})
		if err != nil {
			t.Fatal(err)
		}
		p := r.readPost(r.file, text)
		plain := bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
		lines := bytes.Count(plain, []byte("\n")) + 1
		errors := 0
		for _, d := range r.problem {
			if d.Line < 1 || d.Line > lines || d.Column < 1 || d.Column > len(src)+2 {
				t.Errorf("%s at %d:%d of %d lines", d.Code, d.Line, d.Column, lines)
			}
			if d.Severity == diag.Error {
				errors++
			}
		}
		if p.Held != (errors > 0) {
			t.Errorf("held %v with %d errors", p.Held, errors)
		}
		if p.Body == nil {
			t.Error("no body")
		}
	})
}

// TestSlowInputs feeds what is made to take long: it ends, or the test does not.
func TestSlowInputs(t *testing.T) {
	const size = 250_000
	for name, unit := range map[string]string{
		"brackets": "[", "braces": "{", "maps": "{a: ", "dashes": "- ", "questions": "? ", "anchors": "&a [*a, ",
		"colons": "a: b: c, ", "quotes": "'", "escaped": "''", "keys": "k: v\n", "nested": "a:\n ", "hashes": " #", "tabs": "\t", "pipes": "|\n",
		"entries": "- a: b: c\n", "flow entries": "a: b: c, ", "texts": "x: a: ''''\n", "lists": "[],", "json": `{"a":`, "commas": ",",
	} {
		many := strings.Repeat(unit, size/len(unit))
		for _, src := range []string{
			"---\n" + many + "\n---\n", "---\nextra: [" + many + "]\n---\n", "---\nextra: {" + many + "}\n---\n",
			"---\nextra:\n  " + strings.ReplaceAll(many, "\n", "\n  ") + "\n---\n", "+++\na = " + many + "\n+++\n", "+++\na = [" + many + "]\n+++\n",
			"{" + many + "}\n", "{\"a\": [" + many + "]}\n", "---json\n" + many + "\n---\n",
		} {
			if p, _ := load(t, "content/posts/a.md", src); !p.Held {
				t.Errorf("%s, %.20q is taken", name, src)
			}
		}
	}
}
