package content

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"
)

// own are the abbreviations that a file adds to those that are built in, and "-X" for those that it takes away.
func own(all, builtIn []Abbreviation) (lines []string) {
	for _, a := range all {
		if !slices.Contains(builtIn, a) {
			lines = append(lines, a.Short+" = "+a.Long)
		}
	}
	for _, a := range builtIn {
		if !slices.Contains(all, a) {
			lines = append(lines, "-"+a.Short)
		}
	}
	return lines
}

func TestAbbreviations(t *testing.T) {
	builtIn := loadSite(t, map[string]string{"content/site.yaml": plainSite}).Abbreviations
	for name, c := range map[string]struct {
		src  string
		want string // entries, and problems in brackets
	}{
		"one":             {"TTHCC: trung tâm hành chính công\n", "TTHCC = trung tâm hành chính công"},
		"several":         {"HVNĐ: [hội viên nông dân, hiến máu nhân đạo]\n", "HVNĐ = hội viên nông dân; HVNĐ = hiến máu nhân đạo"},
		"below":           {"XYZ:\n  - một hai\n  - 'ba: bốn'\n", "XYZ = một hai; XYZ = ba: bốn"},
		"colon":           {"NQ20: Nghị quyết: số 20\n", "NQ20 = Nghị quyết: số 20"},
		"marks":           {"NN&PTNT: Nông nghiệp và Phát triển nông thôn\nB/c: báo cáo\n\"A # b\": một hai\n", "NN&PTNT = Nông nghiệp và Phát triển nông thôn; B/c = báo cáo; A # b = một hai"},
		"in its place":    {"BTV: biên tập viên\n", "BTV = biên tập viên; -BTV"},
		"in any case":     {"cđcs: công đoàn cơ sở thành viên\n", "cđcs = công đoàn cơ sở thành viên; -CĐCS"},
		"added to":        {"BTV: [ban thường vụ, biên tập viên]\n", "BTV = biên tập viên"},
		"taken away":      {"BTV:\nNQ: ~\n", "-BTV; -NQ"},
		"nothing to take": {"BTVV:\nXYZ:\n", "[1:1 abbreviation-nothing → BTV]; [2:1 abbreviation-nothing]"},
		"decomposed":      {"XĐ\u0300: mo\u0323\u0302t hai\n", "XĐ̀ = một hai"},
		"twice":           {"XYZ: một hai\nxyz: ba bốn\nXYZ: năm sáu\n", "XYZ = một hai; [2:1 abbreviation-twice]; [3:1 duplicate-key]"},
		"no letter":       {"2021: năm nay\n'': trống\n\"&\": và\n", "[1:1 bad-abbreviation]; [2:1 bad-abbreviation]; [3:1 bad-abbreviation]"},
		"too long":        {strings.Repeat("A", 31) + ": a b\nXYZ: " + strings.Repeat("ă", 201) + "\n", "[1:1 bad-abbreviation]; [2:6 abbreviation-long]"},
		"itself":          {"XYZ: xyz\nXYW: [XYW, một hai]\n", "XYW = một hai; [1:6 abbreviation-long]; [2:7 abbreviation-long]"},
		"no words":        {"XYZ: 12/3\n", "[1:6 abbreviation-long]"},
		"a map":           {"XYZ: {a: b, c: d}\n", "[1:6 bad-text]"},
		"lists in a list": {"XYZ: [một hai, [ba]]\n", "XYZ = một hai; [1:16 bad-text]"},
		"control":         {"XYZ: \"a\\x01b\"\n\"X\\x01\": một hai\n", "[1:6 control-character]; [2:1 bad-abbreviation]"},
		"a list":          {"- XYZ: một hai\n", "[1:1 not-a-key]"},
		"a word":          {"XYZ\n", "[1:1 not-a-key]"},
		"comments only":   {"# Chưa có gì.\n", ""},
		"nothing":         {"\n", "[1:1 empty-yaml]"},
		"broken":          {"XYZ: [một\n", "[1:6 bracket-open]"},
	} {
		t.Run(name, func(t *testing.T) {
			s := loadSite(t, map[string]string{"content/site.yaml": plainSite, AbbreviationsFile: c.src})
			got := own(s.Abbreviations, builtIn)
			for _, d := range s.Problems.All() {
				line := fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Code)
				if d.Suggestion != "" {
					line += " → " + d.Suggestion
				}
				got = append(got, "["+line+"]")
				if d.File != AbbreviationsFile {
					t.Errorf("%s is reported of %s", d.Code, d.File)
				}
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Those that are built in are sound, in both languages, and stand for what the field says.
func TestDefaultAbbreviations(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		s := loadSite(t, map[string]string{"content/site.yaml": plainSite + "language: " + language + "\n"})
		if found := problems(s); len(found) > 0 {
			t.Fatal(found)
		}
		for _, a := range s.Abbreviations {
			if first, _ := utf8.DecodeRuneInString(a.Short); !unicode.IsUpper(first) || !strings.Contains(a.Long, " ") {
				t.Errorf("%s: %s", a.Short, a.Long)
			}
		}
		want := Abbreviation{"CĐCS", "công đoàn cơ sở"}
		if language == "en" {
			want = Abbreviation{"VGCL", "Vietnam General Confederation of Labour"}
		}
		if !slices.Contains(s.Abbreviations, want) {
			t.Errorf("%s: no %s in %v", language, want.Short, s.Abbreviations)
		}
	}
}

// A change of the file is read by a loader that goes on.
func TestAbbreviationsAnew(t *testing.T) {
	files := fstest.MapFS{SiteFile: {Data: []byte(plainSite)}}
	l := NewLoader(files, Options{})
	count := func() int {
		s, err := l.Load(t.Context(), []string{AbbreviationsFile})
		if err != nil {
			t.Fatal(err)
		}
		return len(s.Abbreviations)
	}
	before := count()
	files[AbbreviationsFile] = &fstest.MapFile{Data: []byte("XYZ: một hai\n")}
	if n := count(); n != before+1 {
		t.Errorf("%d after one was added to %d", n, before)
	}
	delete(files, AbbreviationsFile)
	if n := count(); n != before {
		t.Errorf("%d after the file has gone, want %d", n, before)
	}
}

// The sample site shows how a site adds its own.
func TestSampleAbbreviations(t *testing.T) {
	s, err := Load(os.DirFS("../.."), Options{})
	if err != nil {
		t.Fatal(err)
	}
	builtIn := loadSite(t, map[string]string{"content/site.yaml": plainSite}).Abbreviations
	if got := strings.Join(own(s.Abbreviations, builtIn), "; "); got != "TTHCC = trung tâm hành chính công" {
		t.Error(got)
	}
}
