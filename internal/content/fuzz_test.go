package content

import (
	"bytes"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/viet"
)

// FuzzFrontMatter wants any bytes to give a post, topic, unit, campaign or page: without a panic, with all problems at
// places within the file, a post held exactly when there is an error, and the same from the same bytes.
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
		f.Add([]byte(src), uint8(0))
	}
	f.Add([]byte("---\ntitle: Sở Nội vụ\nfrom: 1/2/2020\nto:\nsuccessor: a\nmembers: 1.250\ncontact: {phone: 0235, email: a@b.vn}\n---\n"), uint8(2))
	f.Add([]byte("---\ntitle: Bầu cử\nfrom: 1/2/2020\nphases: [{title: a, to: 3/4/2020}]\nbasis: [{title: b, url: https://example.org/}]\ntarget: {metric: luot-nguoi, total: 9, units: {a: 1}}\n---\n"), uint8(3))
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
				kind := slices.IndexFunc(entryFiles[:], func(name string) bool { return strings.HasPrefix(file.Name, path.Dir(name)+"/") })
				f.Add(file.Data, uint8(max(kind, 0)))
			}
		}
	}
	settings := defaultSettings()
	first := newReader(settings, nil, nil)
	first.begin(VocabularyFile)
	words := newLexicon(first.readVocabulary(defaultVocabulary))
	f.Fuzz(func(t *testing.T, src []byte, kind uint8) {
		file := entryFiles[int(kind)%len(entryFiles)]
		got := readAlone(t, settings, words, file, src)
		checkPlaces(t, got.problems, src)
		if again := readAlone(t, settings, words, file, src); !reflect.DeepEqual(got, again) {
			t.Errorf("the same bytes give\n%+v, then\n%+v", got, again)
		}
		if got.post == nil {
			return
		}
		errors := slices.ContainsFunc(got.problems, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })
		if got.post.Held != errors {
			t.Errorf("held %v with %v", got.post.Held, got.problems)
		}
		if got.post.Body == nil {
			t.Error("no body")
		}
	})
}

// entryFiles are one of each kind that has front matter.
var entryFiles = [...]string{"content/posts/a.md", "content/topics/a.md", "content/units/a.md", "content/campaigns/a.md", "content/pages/a.md"}

// readAlone reads one file of a site as Load does, with a reader of its own.
func readAlone(t *testing.T, settings *Settings, words *lexicon, file string, src []byte) result {
	t.Helper()
	kinds := map[string]fileKind{"posts": postFile, "topics": topicFile, "units": unitFile, "campaigns": campaignFile, "pages": pageFile}
	v := newReader(settings, words, nil).readOne(fstest.MapFS{file: {Data: src}}, found{file: file, real: file, kind: kinds[path.Base(path.Dir(file))]})
	if v.err != nil {
		t.Fatal(v.err)
	}
	return v
}

// checkPlaces wants problems to lie within the file.
func checkPlaces(t *testing.T, problems []diag.Diagnostic, src []byte) {
	t.Helper()
	plain := bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	lines := bytes.Count(plain, []byte("\n")) + 1
	for _, d := range problems {
		if d.Line < 1 || d.Line > lines || d.Column < 1 || d.Column > len(src)+2 {
			t.Errorf("%s at %d:%d of %d lines", d.Code, d.Line, d.Column, lines)
		}
	}
}

// FuzzSettings wants any bytes in the files that say how a site is read (one file for each kind) to give settings that can
// be used: without a panic, with all problems at places within the file, the same from the same bytes, every value in its bounds.
func FuzzSettings(f *testing.F) {
	f.Add([]byte("title: A: b\nbase_url: https://example.org/tin/\nlanguage: en\ntimezone: Asia/Tokyo\npermalink: /{year}/{slug}/\npage_size: 20\nmenu:\n- {title: a, url: /}\n"+
		"figures: [posts, luot-nguoi]\nsocial: {zalo: https://zalo.me/1}\nhost: [netlify, apache]\nbudgets: {html: 1.000}\nmax_megapixels: 30\n"), uint8(0))
	f.Add([]byte("base_url: http://a@b/../?#\npermalink: /{slug}{/\npage_size: -1\ntimezone: Local\nunknown_keys: error\nx: y\norganization: {logo: ../../a.svg}\n"), uint8(0))
	f.Add(defaultVocabulary, uint8(1))
	f.Add([]byte("common: a\nkinds: [{id: a, title: b, group: c, metrics: [d, posts]}]\nmetrics:\n- {id: a, unit: b}\n- id: a\n- id: units\ngroups:\n"), uint8(1))
	f.Add(defaultCalendar, uint8(2))
	f.Add([]byte("- day: 29/2\n  title: a: b\n  since: 1.929\n- date: [1/1/2021, 2022-02-03]\n  title: |\n    a\n    b\n"), uint8(2))
	f.Add([]byte("{a: [\n- ? b\n\t- c: '"), uint8(2))
	f.Add([]byte("---\n[]\n---\n"), uint8(2))
	f.Add(defaultAbbreviations, uint8(3))
	f.Add([]byte("XYZ: [một hai, ba]\nBTV:\n\"a: b\": 'c'\n"), uint8(3))
	f.Add([]byte("{XYZ: một, 'x': [a, {b: c}]}"), uint8(3))
	f.Fuzz(func(t *testing.T, src []byte, kind uint8) {
		name := [...]string{SiteFile, VocabularyFile, CalendarFile, AbbreviationsFile}[kind%4]
		files := fstest.MapFS{ // short ones for the others, since those that are built in take long to read
			SiteFile:       {Data: []byte("title: a\nbase_url: https://example.org\n")},
			VocabularyFile: {Data: []byte("kinds: [{id: a, title: a, group: a}]\ngroups: [{id: a, title: a}]\nmetrics: [{id: a, title: a, unit: a}]\n")},
			CalendarFile:   {Data: []byte("[]\n")},
		}
		files[name] = &fstest.MapFile{Data: src}
		s, err := Load(files, Options{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		problems := s.Problems.All()
		for _, d := range problems {
			if d.File != name {
				t.Errorf("%s in %s", d.Code, d.File)
			}
		}
		checkPlaces(t, problems, src)
		if again, err := Load(files, Options{Workers: 1}); err != nil || !reflect.DeepEqual(s, again) {
			t.Errorf("the same bytes give\n%+v, then\n%+v, %v", s, again, err)
		}
		checkSettings(t, s.Settings)
		checkVocabulary(t, s.Vocabulary)
		checkOccasions(t, s.Calendar)
		checkAbbreviations(t, s.Abbreviations)
	})
}

func checkSettings(t *testing.T, s *Settings) {
	if s.Zone == nil || s.PageSize < 1 || s.PageSize > limits.PageSize || s.Language != "vi" && s.Language != "en" || !validPermalink(s.Permalink) || s.MaxPixels < 1 {
		t.Errorf("%+v", s)
	}
	if err := CheckBaseURL(s.BaseURL); err != nil || s.Host == "" || s.Path != "" && s.Path[0] != '/' || strings.HasSuffix(s.BaseURL, "/") {
		t.Errorf("base_url %q, host %q, path %q: %v", s.BaseURL, s.Host, s.Path, err)
	}
	for _, m := range s.Menu {
		if m.Title == "" || !isMenuURL(m.URL) {
			t.Errorf("%+v", m)
		}
	}
	for _, b := range []int64{s.Budgets.HTML, s.Budgets.CSS, s.Budgets.Scripts, s.Budgets.Pictures} {
		if b < 0 {
			t.Errorf("%+v", s.Budgets)
		}
	}
}

func checkVocabulary(t *testing.T, v *Vocabulary) {
	ids := make(map[string]bool)
	for _, m := range v.Metrics {
		if !viet.IsSlug(m.ID) || ids[m.ID] {
			t.Errorf("metric %+v", m)
		}
		ids[m.ID] = true
	}
	clear(ids)
	for _, k := range v.Kinds {
		if !viet.IsSlug(k.ID) || ids[k.ID] {
			t.Errorf("kind %+v", k)
		}
		ids[k.ID] = true
	}
}

func checkOccasions(t *testing.T, all []Occasion) {
	for _, o := range all {
		if o.Title == "" || (o.Day == 0) == (len(o.Dates) == 0) || o.Since < 0 || o.Since > lastSince {
			t.Errorf("%+v", o)
		}
		if o.Day != 0 && time.Date(2000, o.Month, o.Day, 0, 0, 0, 0, time.UTC).Day() != o.Day {
			t.Errorf("%d/%d is no day", o.Day, o.Month)
		}
	}
}

func checkAbbreviations(t *testing.T, all []Abbreviation) {
	written := make(map[string]string)
	for _, a := range all {
		if !isTerm(a.Short, limits.Abbreviation) || !isTerm(a.Long, limits.LongForm) || viet.NFC(a.Short+a.Long) != a.Short+a.Long {
			t.Errorf("%q", a)
		}
		if other := written[viet.NameKey(a.Short)]; other != "" && other != a.Short {
			t.Errorf("%q and %q", a.Short, other)
		}
		written[viet.NameKey(a.Short)] = a.Short
	}
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
