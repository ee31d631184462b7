package check

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"bantin/internal/diag"
)

// lintOf gives what is told of one post: front matter, and a body from line 9 on.
func lintOf(t *testing.T, matter, body string) string {
	t.Helper()
	w := newWorld(t)
	w.files["content/posts/2021/c.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Đọc sách\ndate: 19/5/2021\ntopic: a\nunit: b\n" + matter + "---\n" + body)}
	w.load(t)
	l := Texts(w.site, w.files, nil)
	return strings.ReplaceAll(strings.Join(told(&l), " "), "content/posts/2021/c.md:", "")
}

func TestTexts(t *testing.T) {
	const correction = "corrections:\n  - date: 19/5/2021\n    text: %s\n"
	for _, c := range []struct{ name, matter, body, want string }{
		{"nothing", "summary: Một “hai” ba\n", "Một “hai” ba. Bốn\nnăm.", ""},
		{"two spaces in a summary", "summary: Một  hai\n", "Ba.", "double-space? 6:13"},
		{"in a quoted summary", "summary: \"Một  hai\"\n", "Ba.", "double-space? 6:14"},
		{"in a text", "", "Một hai.\n\nBa bốn  năm.\nSáu  bảy.", "double-space? 9:7"},
		{"after a full stop", "", "Một.  Hai.", "double-space? 7:5"},
		{"in bold", "", "Một **hai  ba** bốn.", "double-space? 7:10"},
		{"a line break", "", "Một hai.  \nBa.", ""},
		{"code", "", "Một `a  b`.\n\n    x  y\n\n```\nx  y\n```\n", ""},
		{"a table", "", "| a  | b |\n|----|---|\n| c  | d |\n", ""},
		{"a list", "", "-   một\n-   hai\n\n1.  ba\n", ""},
		{"no-break spaces", "", "Ngày\u00a0 27.", ""},
		{"quotes", "", "“Một” và «hai».", "mixed-quotes? 7:10"},
		{"code has quotes of its own", "", "“Một” và `«hai»`.\n\n    «x»\n", ""},
		{"low quotes", "", "„Một“ và „hai“.", ""},
		{"low and curly", "", "“Một” và „hai“.", "mixed-quotes? 7:10"},
		{"straight ones of a text become curly", "", "“Một” và \"hai\".", ""},
		{"inches", "", "“Màn hình” 24\" mới.", ""},
		{"straight and curly in a summary", "summary: “Một” và \"hai\"\n", "Ba.", "mixed-quotes? 6:19"},
		{"two kinds in two texts", "summary: Một \"hai\"\n", "“Ba”.", ""},
		{"single ones", "", "“Một ‘hai’ ba”, l'été.", ""},
		{"old encoding in a correction", fmt.Sprintf(correction, "C«ng ®oµn c¬ së"), "Ba.", "legacy-encoding? 8:11"},
		{"look-alike letter in a correction", fmt.Sprintf(correction, "Công Ðoàn"), "Ba.", "look-alike-letter? 8:16"},
		{"number in a correction", fmt.Sprintf(correction, "Gọi 0905123456"), "Ba.", "personal-number? 8:15"},
		{"what a build tells", "summary: Gọi 0905123456\n", "Công Ðoàn.", ""},
		{"place of an activity", "activities:\n  - kind: hoi-nghi\n    place: Hội  trường\n", "Ba.", "double-space? 8:15"},
		{"taken down", "removed: Gỡ  bài\n", "Ba  bốn.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lintOf(t, c.matter, c.body); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// What a build has told of a file is not told again.
func TestTextsKnown(t *testing.T) {
	w := newWorld(t)
	w.files["content/posts/2021/c.md"].Data = []byte("---\ntitle: Đọc sách\ndate: 19/5/2021\ntopic: a\nunit: b\nauthor: Gọi 0905123456\n---\nBa.\n")
	w.load(t)
	l := Texts(w.site, w.files, []diag.Diagnostic{diag.New("content/posts/2021/c.md", 9, 1, "personal-number")})
	if l.Len() > 0 {
		t.Errorf("found %q", told(&l))
	}
}

// release is a text of a hundred words that is not like another.
func release(seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 3))
	words := make([]string, 100)
	for i := range words {
		words[i] = fmt.Sprintf("chữ%d", r.IntN(5000))
	}
	return words
}

// TestAlike wants the first of posts that repeat one another, whoever was first in the folder.
func TestAlike(t *testing.T) {
	base := release(1)
	edited := append([]string{"Sáng", "nay"}, base...)
	edited[50] = "khác"
	half := append(release(2)[:50], base[50:]...)
	longer := append(append([]string{}, base...), append(release(3), release(4)...)...)
	for _, c := range []struct {
		name, unit, more string
		words            []string
		want             string
	}{
		{"the very same", "b2", "", base, "near-duplicate? 2:8"},
		{"edited", "b2", "", edited, "near-duplicate? 2:8"},
		{"in capitals", "b2", "", strings.Fields(strings.ToUpper(strings.Join(base, " "))), "near-duplicate? 2:8"},
		{"with markup", "b2", "", append([]string{"## Đề mục\n\n**"}, append(base[:99:99], base[99]+"**")...), "near-duplicate? 2:8"},
		{"half of it", "b2", "", half, ""},
		{"a small part of a long one", "b2", "", longer, ""},
		{"of the same unit", "b", "", base, ""},
		{"of both", "[b2, b]", "", base, ""},
		{"a reprint", "b2", "source: Báo tỉnh\n", base, ""},
		{"another text", "b2", "", release(5), ""},
		{"too short to tell", "b2", "", base[:50], ""},
		{"taken down", "b2", "removed: Gỡ\n", base, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.files["content/units/b2.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Sở Nội vụ\n---\n")}
			w.files["content/posts/2021/c.md"].Data = []byte("---\ntitle: Đọc sách\ndate: 19/5/2021\ntopic: a\nunit: b\n---\n" + strings.Join(base, " ") + ".\n")
			w.files["content/posts/2021/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Sách hay\ndate: 20/5/2021\ntopic: a\nunit: " + c.unit + "\n" + c.more + "---\n" + strings.Join(c.words, " ") + "\n")}
			w.load(t)
			l := Texts(w.site, w.files, nil)
			if got := strings.ReplaceAll(strings.Join(told(&l), " "), "content/posts/2021/a.md:", ""); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
			if l.Len() > 0 && l.All()[0].Args[1] != "content/posts/2021/c.md" {
				t.Errorf("names %q", l.All()[0].Args)
			}
		})
	}
}

func TestSyllables(t *testing.T) {
	count := func(s string) int { return len(syllables(s)) }
	for s, want := range map[string]int{
		"": 0, "<p>Một hai</p><p>ba</p>": 3, "Một&nbsp;hai": 2, "một, hai – ba": 3, "a1b": 1, "<p": 1, "& a": 1, "<a href=\"một hai\">ba</a>": 1,
	} {
		if got := count(s); got != want {
			t.Errorf("%q: %d", s, got)
		}
	}
	a, b := syllables("ĐOÀN VIÊN"), syllables("Đoàn <b>viên</b>")
	if a[0] != b[0] || a[1] != b[1] || a[0] == a[1] {
		t.Errorf("%v, %v", a, b)
	}
}
