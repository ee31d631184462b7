package viet

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

// inOrder lists texts as a reader expects them; equal neighbours there are none.
var inOrder = []string{
	"",
	"–",
	"“–”",
	"02",
	"2",
	"10",
	"42 đoàn viên",
	"1.205 lượt dự thi",
	"a",
	"A",
	"à",
	"ả",
	"ã",
	"á",
	"ạ",
	"an",
	"ă",
	"ắ",
	"ăn",
	"â",
	"ân",
	"ba",
	"ba bị",
	"Ba Đình",
	"bà",
	"bà con",
	"bá",
	"c",
	"CĐCS 2",
	"CĐCS 10",
	"CĐCS Sở Y tế",
	"CĐCS Thư viện",
	"CĐCS Thư viện tỉnh",
	"da",
	"dâ",
	"dự",
	"đa",
	"Đa",
	"đi",
	"e",
	"ê",
	"f",
	"g",
	"h",
	"hoa",
	"Hoa",
	"hoà",
	"hòa",
	"Hòa",
	"hóa",
	"hoạ",
	"i",
	"j",
	"k",
	"l",
	"ma",
	"ma cũ",
	"mà",
	"mà xưa",
	"mả",
	"mã",
	"má",
	"má nuôi",
	"mạ",
	"man",
	"n",
	"o",
	"ô",
	"ơ",
	"p",
	"q",
	"r",
	"s",
	"Sở Lao động - Thương binh và Xã hội",
	"Sở Nội vụ",
	"t",
	"u",
	"ư",
	"v",
	"w",
	"x",
	"y",
	"z",
	"я",
}

func TestCompare(t *testing.T) {
	for i, a := range inOrder {
		for j, b := range inOrder {
			for _, a := range spellings(a) {
				want := cmp.Compare(i, j)
				if got := Compare(a, b); got != want {
					t.Errorf("Compare(%+q, %+q) = %d, want %d", a, b, got, want)
				}
				if got := strings.Compare(Key(a), Key(b)); got != want {
					t.Errorf("keys of %+q and %+q: %d, want %d", a, b, got, want)
				}
			}
		}
	}
}

func TestCompareDetails(t *testing.T) {
	for _, c := range []struct{ less, more string }{
		{"Tổ 9", "Tổ 10"},
		{"Tổ 9a", "Tổ 9b"},
		{"Tổ 9b", "Tổ 10a"},
		{"Tổ 2", "Tổ 2.000"},
		{"1.5", "2"},
		{"20.4", "21"},        // a date, not a thousand
		{"3.14.15", "4"},      // a version
		{"999. Hết", "1.000"}, // a full stop behind a number
		{strings.Repeat("9", 300), "1" + strings.Repeat("0", 300)},
		{strings.Repeat("9", 254), strings.Repeat("9", 255)},
		{strings.Repeat("9", 255), strings.Repeat("9", 256)},
		{"A", "B"},
		{"a B", "A b"},             // the first capital decides
		{"“Ánh sáng”", "bóng tối"}, // quotation marks do not count
		{"Sở Nội vụ", "Sở Nội vụ (cũ)"},
		{"thu đông", "thú"},
		{"hoà nhã", "hóa"},
		{"đ", "e"},
		{"d", "đ"},
		{"dz", "đ"},
		{"za", "ж"},
		{"so\u00adng", "sống"}, // a soft hyphen does not part a word
		{"Muller", "Müller"},
		{"x\u0309", "x\u0303"},
		{"x\u0303", "x\u0323"},
		{"b\u0300", "b\u0301"}, // tones on what carries none
	} {
		if got := Compare(c.less, c.more); got != -1 {
			t.Errorf("Compare(%q, %q) = %d, want -1", c.less, c.more, got)
		}
		if got := Compare(c.more, c.less); got != 1 {
			t.Errorf("Compare(%q, %q) = %d, want 1", c.more, c.less, got)
		}
	}
}

func TestCompareSorts(t *testing.T) {
	got := slices.Clone(inOrder)
	slices.Reverse(got)
	slices.SortFunc(got, Compare)
	if !slices.Equal(got, inOrder) {
		t.Errorf("sorted: %q", got)
	}
}

func TestInitial(t *testing.T) {
	for in, want := range map[string]string{
		"":             "#",
		"đoàn":         "Đ",
		"Đoàn":         "Đ",
		"Ðoàn":         "Đ",
		"Dân":          "D",
		"ăn":           "Ă",
		"Ẵm":           "Ă",
		"Ầm":           "Â",
		"Ế":            "Ê",
		"ống":          "Ô",
		"Ở đâu":        "Ơ",
		"Ứng":          "Ư",
		"ỷ":            "Y",
		"ũ":            "U",
		"facebook":     "F",
		"Javascript":   "J",
		"wifi":         "W",
		"Zalo":         "Z",
		"Émile":        "E",
		"Über":         "U",
		"“Hộp thư”":    "H",
		"  – ông":      "Ô",
		"2 tháng 9":    "#",
		"(1.205 lượt)": "#",
		"北京":           "#",
		"Яна":          "#",
		"…":            "#",
		"\xffa":        "A",
	} {
		for _, s := range spellings(in) {
			if got := Initial(s); got != want {
				t.Errorf("Initial(%+q) = %q, want %q", s, got, want)
			}
		}
	}
}
