package viet

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestExcerpt(t *testing.T) {
	family := "👨\u200d👩\u200d👧"
	for _, c := range []struct {
		in   string
		max  int
		want string
	}{
		{"", 10, ""},
		{" \n ", 10, ""},
		{"Công đoàn cơ sở", 0, ""},
		{"Công đoàn cơ sở", -1, ""},
		{"Công đoàn cơ sở", 1, "…"},
		{"Công đoàn cơ sở", 15, "Công đoàn cơ sở"},
		{"Công đoàn cơ sở", math.MaxInt, "Công đoàn cơ sở"},
		{"Công đoàn cơ sở", 14, "Công đoàn cơ…"},
		{"Công đoàn cơ sở", 13, "Công đoàn cơ…"},
		{"Công đoàn cơ sở", 12, "Công đoàn…"},
		{"Công đoàn cơ sở", 10, "Công đoàn…"},
		{"Công đoàn cơ sở", 9, "Công…"},
		{"Công đoàn cơ sở", 5, "Công…"},
		{"Công đoàn cơ sở", 4, "Côn…"},
		{"  Công \n\t đoàn\u00a0 cơ\r\nsở  ", 15, "Công đoàn cơ sở"},
		{"Công đoàn         ", 9, "Công đoàn"},
		{"Câu một. Câu hai.", 10, "Câu một…"},
		{"Sở Lao động - Thương binh", 15, "Sở Lao động…"},
		{"Tin, bài; ảnh: “Công sở xanh”", 10, "Tin, bài…"},
		{"Thi ảnh “Công sở xanh”", 12, "Thi ảnh…"},
		{"Chưa xong… còn nữa", 13, "Chưa xong…"},
		{"Ai? Không rõ ai", 5, "Ai?…"},
		{"... ... ...", 8, "... ...…"},
		{strings.Repeat("ế", 30), 10, strings.Repeat("ế", 9) + "…"},
		{"b\u0300\u0301c\u0300\u0301d\u0300\u0301", 5, "b\u0300\u0301…"},
		{"b" + strings.Repeat("\u0300", 20), 5, "…"},
		{family + family, 7, family + "…"},
		{family + family, 6, family + "…"},
		{family + family, 5, "…"},
		{"🇻🇳🇻🇳🇻🇳", 6, "🇻🇳🇻🇳🇻🇳"},
		{"🇻🇳🇻🇳🇻🇳", 5, "🇻🇳🇻🇳…"},
		{"🇻🇳🇻🇳🇻🇳", 4, "🇻🇳…"},
		{"👍🏽👍🏽👍🏽", 4, "👍🏽…"},
		{"a\xffb c", 5, "a\ufffdb c"},
		{"a \u0301bcd", 3, "a…"},
	} {
		for _, s := range spellings(c.in) {
			if got := Excerpt(s, c.max); got != c.want {
				t.Errorf("Excerpt(%+q, %d) = %+q, want %+q", s, c.max, got, c.want)
			}
		}
	}
}

func TestExcerptOfOnePageStaysShort(t *testing.T) {
	s := strings.Repeat("Hội nghị học tập, quán triệt Nghị quyết cho đoàn viên. ", 1000)
	got := Excerpt(s, 160)
	if n := utf8.RuneCountInString(got); n > 160 || n < 150 || !strings.HasSuffix(got, "…") {
		t.Errorf("%d characters: %q", n, got)
	}
	short := "Hội nghị học tập, quán triệt Nghị quyết"
	if n := testing.AllocsPerRun(10, func() { Excerpt(short, 160) }); n != 0 {
		t.Errorf("Excerpt of a short text allocates %v times", n)
	}
}

func TestCount(t *testing.T) {
	for in, want := range map[string]int{
		"":                      0,
		" – … ":                 0,
		"đoàn":                  1,
		"Công đoàn  cơ sở":      4,
		"Công đoàn\u00a0cơ\nsở": 4,
		"Sở Lao động - Thương binh và Xã hội": 8,
		"Hỏi–Đáp":               2,
		"và/hoặc":               2,
		"KT-XH":                 2,
		"Covid-19":              1,
		"hơn 1.205 lượt, 95,5%": 4,
		"“Công sở xanh”.":       3,
		"ngày 27/5/2021":        2,
		"Nghị quyết- hội nghị":  4,
		"so\u00adng":            1,
		"- một\n- hai":          2,
	} {
		for _, s := range spellings(in) {
			if got := Count(s); got != want {
				t.Errorf("Count(%+q) = %d, want %d", s, got, want)
			}
		}
	}
}

// Everyday text is looked at by bytes: runes must say the same.
func TestIsCollapsed(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "Một hai": true, "Một  hai": false, " Một": false, "Một ": false, "Một\nhai": false, "Một\u00a0hai": false, "Một\u2003hai": false,
		"Một – hai…": true, "Một\u2009hai": false, "Một\u3000hai": false, "Một\u1680hai": false, "Một\u0085hai": false, "Một\thai": false, "a": true, " ": false,
	} {
		if got := isCollapsed(s); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
}
