package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"
)

func sample() *List {
	l := new(List)
	l.Add(
		New("content/posts/b.md", 2, 7, "unknown-unit", "CĐCS Thư viện").Suggest("CĐCS Thư viện tỉnh"),
		New("content/posts/b.md", 2, 7, "unknown-unit", "CĐCS Thư viện").Suggest("CĐCS Thư viện tỉnh"), // told twice
		New("content/posts/a,b.md", 3, 0, "unknown-unit", "x"),
		New("content/posts/a,b.md", 0, 0, "address-gone", "/2021/05/a/"),
		New("", 0, 0, "unknown-unit", "50%\r\n::error::\u202egây hại\x1b[31m ##[command]"),
	)
	l.Sort()
	l.Excerpts(fstest.MapFS{
		"content/posts/a,b.md": {Data: []byte("---\n---\n\tunit:\t::set-output ##[x] \u202eđảo\n")},
		"content/posts/b.md":   {Data: []byte("\ufeff---\r\nunit: CĐCS Thư viện\r\n---\r\n")},
	}.ReadFile)
	return l
}

func TestText(t *testing.T) {
	want := `error: không có đơn vị “50%<U+000D><U+000A>: :error: :<U+202E>gây hại<U+001B>[31m ## [command]”; HINT [unknown-unit]
content/posts/a,b.md: warning: địa chỉ /2021/05/a/ có ở lần dựng trước, nay không còn; GONE [address-gone]
content/posts/a,b.md:3: error: không có đơn vị “x”; HINT [unknown-unit]
     unit: : :set-output ## [x] <U+202E>đảo
content/posts/b.md:2:7: error: không có đơn vị “CĐCS Thư viện”; ý bạn là “CĐCS Thư viện tỉnh”? [unknown-unit]
    unit: CĐCS Thư viện
          ^
`
	unit, _ := lookup("unknown-unit")
	gone, _ := lookup("address-gone")
	want = strings.ReplaceAll(want, "HINT", unit.VI.Hint)
	want = strings.ReplaceAll(want, "GONE", fill(gone.VI.Hint, []string{"/2021/05/a/"}))
	var got bytes.Buffer
	if err := Text(&got, sample(), "vi", false); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", &got, want)
	}
}

func TestTextColour(t *testing.T) {
	var got bytes.Buffer
	l := new(List)
	l.Add(New("a.md", 1, 1, "unknown-unit", "x").Suggest("y"))
	l.Excerpts(fstest.MapFS{"a.md": {Data: []byte("x")}}.ReadFile)
	if err := Text(&got, l, "en", true); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[1ma.md:1:1:\x1b[0m \x1b[1;31merror:\x1b[0m no unit is called “x”; did you mean “y”? \x1b[2m[unknown-unit]\x1b[0m\n    x\n    \x1b[1;32m^\x1b[0m\n"
	if got.String() != want {
		t.Errorf("got %q\nwant %q", &got, want)
	}
}

func TestJSON(t *testing.T) {
	l := new(List)
	file := "content/::\u202e##[x]\U000e0041 \"<a>.md"
	l.Add(New(file, 5, 7, "unknown-unit", "a\u200bb").Suggest("ab"))
	var got bytes.Buffer
	if err := JSON(&got, l, "en"); err != nil {
		t.Fatal(err)
	}
	want := `{"file":"content/:\u003a\u202e##\u005bx]\udb40\udc41 \"<a>.md","line":5,"column":7,"severity":"error","code":"unknown-unit","message":"no unit is called “a<U+200B>b”","hint":"did you mean “ab”?"}` + "\n"
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", &got, want)
	}
	var back struct{ File string }
	if err := json.Unmarshal(got.Bytes(), &back); err != nil || back.File != file {
		t.Errorf("file read back as %q, %v", back.File, err)
	}
}

func TestGitHub(t *testing.T) {
	l := new(List)
	l.Add(
		New("content/a,b:c%.md", 5, 7, "unknown-unit", "50%\n::error::x").Suggest("y"),
		New("content/a.md", 0, 0, "unknown-unit", "##[error]").Suggest("y"),
		New("", 0, 0, "unknown-unit", "z").Suggest("y"),
	)
	var got bytes.Buffer
	if err := GitHub(&got, l, "en", "sites/tin"); err != nil {
		t.Fatal(err)
	}
	want := `::error file=sites/tin/content/a%2Cb%3Ac%25.md,line=5,col=7::no unit is called “50%25<U+000A>: :error: :x”; did you mean “y”? [unknown-unit]
::error file=sites/tin/content/a.md::no unit is called “## [error]”; did you mean “y”? [unknown-unit]
::error::no unit is called “z”; did you mean “y”? [unknown-unit]
`
	if got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", &got, want)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("đ", 100) + "X" + strings.Repeat("ê", 100)
	for _, c := range []struct {
		name, line string
		column     int
		want       string
		caret      int
	}{
		{"plain", "unit: A", 7, "unit: A", 6},
		{"line end of Windows", "unit: A\r", 7, "unit: A", 6},
		{"tab", "\tunit: A", 2, " unit: A", 1},
		{"no column", "unit: A", 0, "unit: A", -1},
		{"after the end", "unit:", 9, "unit:", 5},
		{"escape before", "a\u202eb", 3, "a<U+202E>b", 9},
		{"not UTF-8", "a\xffb", 3, "a<0xFF>b", 7},
		{"second colon", "a::b", 3, "a: :b", 3},
		{"decomposed", "e\u0302\u0301 x", 3, "ế x", 2},
		{"cut on both sides", long, 101, "…" + strings.Repeat("đ", 60) + "X" + strings.Repeat("ê", 59) + "…", 61},
		{"cut at the end", long, 1, strings.Repeat("đ", 100) + "X" + strings.Repeat("ê", 19) + "…", 0},
		{"cut at the beginning", long, 201, "…" + strings.Repeat("đ", 19) + "X" + strings.Repeat("ê", 100), 120},
		{"empty", "", 1, "", 0},
	} {
		got, caret := excerpt([]byte(c.line), c.column)
		if got != c.want || caret != c.caret {
			t.Errorf("%s: %q, caret %d; want %q, %d", c.name, got, caret, c.want, c.caret)
		}
	}
}

func TestExcerptsReadOnce(t *testing.T) {
	l, reads := new(List), 0
	for i := range 5 {
		l.Add(New("a.md", i+1, 1, "unknown-unit", "x"), New("gone.md", i+1, 1, "unknown-unit", "x"))
	}
	l.Sort()
	l.Excerpts(func(file string) ([]byte, error) {
		reads++
		if file == "gone.md" {
			return nil, fs.ErrNotExist
		}
		return []byte("1\n2\n3\n"), nil
	})
	if reads != 2 {
		t.Errorf("%d reads of 2 files", reads)
	}
	for _, d := range l.All() {
		if d.File == "gone.md" && (d.Excerpt != "" || d.Caret != -1) {
			t.Errorf("excerpt %q, caret %d of a file that cannot be read", d.Excerpt, d.Caret)
		}
	}
}

// TestExcerptsUTF16 wants no excerpt of a file that would show as zero bytes.
func TestExcerptsUTF16(t *testing.T) {
	for name, text := range map[string]string{"little": "\xff\xfe-\x00\n\x00", "big": "\xfe\xff\x00-\x00\n"} {
		l := new(List)
		l.Add(New("a.md", 1, 1, "utf16"))
		l.Excerpts(fstest.MapFS{"a.md": {Data: []byte(text)}}.ReadFile)
		if d := l.All()[0]; d.Excerpt != "" || d.Caret != -1 {
			t.Errorf("%s end first: excerpt %q, caret %d", name, d.Excerpt, d.Caret)
		}
	}
}

func TestPrintErrors(t *testing.T) {
	l := new(List)
	l.Add(New("a.md", 1, 1, "unknown-unit", "x"))
	for name, err := range map[string]error{"text": Text(broken{}, l, "vi", false), "json": JSON(broken{}, l, "vi"), "github": GitHub(broken{}, l, "vi", "")} {
		if err == nil {
			t.Errorf("%s: no error from a broken pipe", name)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// FuzzPrint: whatever bytes stand in a file, its name and what a problem says of it, each form is UTF-8 without anything
// that acts unseen: text has no line that begins with a command, JSON is one object a line and names the file as it is,
// the form for GitHub one command a problem.
func FuzzPrint(f *testing.F) {
	for _, s := range []string{"", "a::b", ":::", "##[", "###[[", "\u202e", "\x1b[0m", "\xff\xfe", "a\tb", "👨‍👩‍👧", "%0A::error::", "\r\n::stop-commands::x", ":"} {
		f.Add(s, "content/posts/"+s+".md", 3)
	}
	f.Add("\"000", "error:", 136)
	f.Fuzz(func(t *testing.T, s, file string, column int) {
		got := Harmless(s)
		if acts(got) || strings.ContainsRune(got, '\n') || Harmless(got) != got {
			t.Errorf("Harmless(%q) = %q, %q", s, got, Harmless(got))
		}
		l := new(List)
		l.Add(New(file, 1, max(column, 0), "unknown-unit", s).Suggest(s), New(file, 1, 0, "unknown-unit", s))
		l.Excerpts(func(string) ([]byte, error) { return []byte(s), nil })
		for _, lang := range []string{"vi", "en"} {
			checkPrinted(t, l, lang, file)
		}
	})
}

// acts tells whether a text has something in it that a terminal or a workflow would obey.
func acts(s string) bool {
	return !utf8.ValidString(s) || strings.Contains(s, "::") || strings.Contains(s, "##[") ||
		strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Cf, r) })
}

func checkPrinted(t *testing.T, l *List, lang, file string) {
	t.Helper()
	var text, lines, commands bytes.Buffer
	if Text(&text, l, lang, false) != nil || JSON(&lines, l, lang) != nil || GitHub(&commands, l, lang, "") != nil {
		t.Fatal("not printed")
	}
	if acts(text.String()) {
		t.Errorf("text: %q", text.String())
	}
	n := 0
	for line := range bytes.Lines(lines.Bytes()) {
		var back struct{ File, Message string }
		if err := json.Unmarshal(line, &back); err != nil || back.Message == "" || utf8.ValidString(file) && back.File != file {
			t.Errorf("JSON: %v: %q", err, line)
		}
		if acts(strings.TrimSuffix(string(line), "\n")) {
			t.Errorf("JSON: %q", line)
		}
		n++
	}
	for line := range strings.Lines(commands.String()) {
		command, message, ok := strings.Cut(strings.TrimPrefix(line, "::"), "::")
		if !ok || !strings.HasPrefix(line, "::error") || acts(command) || acts(message) {
			t.Errorf("GitHub: %q", line)
		}
		n--
	}
	if n != 0 {
		t.Errorf("%d lines more of JSON than commands", n)
	}
}
