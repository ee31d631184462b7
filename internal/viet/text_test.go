package viet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// spellings gives the three ways in which s can be encoded: composed, taken
// apart, and half-way, as old Windows keyboards type it (ê + a tone).
func spellings(s string) []string {
	half := strings.NewReplacer(
		"ế", "ê\u0301", "ề", "ê\u0300", "ệ", "ê\u0323", "ấ", "â\u0301", "ậ", "â\u0323", "ầ", "â\u0300",
		"ố", "ô\u0301", "ộ", "ô\u0323", "ồ", "ô\u0300", "ở", "ơ\u0309", "ơ", "ơ", "ữ", "ư\u0303",
		"à", "a\u0300", "ạ", "a\u0323").Replace(norm.NFC.String(s))
	return []string{norm.NFC.String(s), norm.NFD.String(s), half}
}

func TestNFC(t *testing.T) {
	for _, s := range []string{"", "bản tin", "Công đoàn cơ sở", "Việt Nam", "“Ngày hội” – 100%", "\xff\xfe", "a\xffế"} {
		for _, in := range spellings(s) {
			want := norm.NFC.String(s)
			if got := NFC(in); got != want {
				t.Errorf("NFC(%+q) = %+q, want %+q", in, got, want)
			}
			if got := NFCBytes([]byte(in)); string(got) != want {
				t.Errorf("NFCBytes(%+q) = %+q, want %+q", in, got, want)
			}
		}
	}
}

func TestNFCKeepsNormalText(t *testing.T) {
	s := "Hội nghị học tập, quán triệt Nghị quyết"
	b := []byte(s)
	if got := NFCBytes(b); &got[0] != &b[0] {
		t.Error("NFCBytes copies what is normal already")
	}
	if n := testing.AllocsPerRun(10, func() { NFC(s) }); n != 0 {
		t.Errorf("NFC of normal text allocates %v times", n)
	}
}

func TestUpper(t *testing.T) {
	for in, want := range map[string]string{
		"":                 "",
		"đường thủy":       "ĐƯỜNG THỦY",
		"Ủy ban 19/5":      "ỦY BAN 19/5",
		"cộng hòa xã hội":  "CỘNG HÒA XÃ HỘI",
		"ăâêôơư ằẫệổỡự ỹỵ": "ĂÂÊÔƠƯ ẰẪỆỔỠỰ ỸỴ",
	} {
		for _, s := range spellings(in) {
			if got := Upper(s); got != want {
				t.Errorf("Upper(%+q) = %q, want %q", s, got, want)
			}
		}
	}
}

func TestSlug(t *testing.T) {
	long := strings.Repeat("đoàn viên ", 12)
	for in, want := range map[string]string{
		"":                       "",
		" ":                      "",
		"Đoàn viên được chăm lo": "doan-vien-duoc-cham-lo",
		"đã, Đã, ÐÃ, ðã, Ɖã":     "da-da-da-da-da",
		"ĂÂĐÊÔƠƯ ăâđêôơư":        "aadeoou-aadeoou",
		"Ằ Ẵ Ặ Ẫ Ộ Ỡ Ự Ỷ Ỹ Ỵ":          "a-a-a-a-o-o-u-y-y-y",
		"“Hộp thư sáng kiến”":          "hop-thu-sang-kien",
		"Lần thứ XIII":                 "lan-thu-xiii",
		"1.205 lượt – 95,5%":           "1-205-luot-95-5",
		"---Quốc khánh 2/9!!!":         "quoc-khanh-2-9",
		"500.000₫ & hơn":               "500-000-hon",
		"Hội nghị\u00a0tỉnh":           "hoi-nghi-tinh",
		"Đo\u00adàn v\u200biên\ufeff":  "doan-vien",
		"Müller, Åse, ñandú":           "muller-ase-nandu",
		"\u212b \u212a":                "a-k",
		"北京 Đà Nẵng":                   "da-nang",
		"Привет":                       "",
		"1\ufe0f\u20e3 một":            "1-mot",
		"\xff\xfeđoàn\x00viên":         "doan-vien",
		long:                           "doan-vien-doan-vien-doan-vien-doan-vien-doan-vien-doan-vien-doan-vien-doan-vien",
		strings.Repeat("đ", 100):       strings.Repeat("d", 80),
		"a " + strings.Repeat("b", 90): "a",
	} {
		for _, s := range spellings(in) {
			got := Slug(s)
			if got != want {
				t.Errorf("Slug(%+q) = %q, want %q", s, got, want)
			}
			if again := Slug(got); again != got {
				t.Errorf("Slug(%q) = %q: not idempotent", got, again)
			}
			if got != "" && !IsSlug(got) {
				t.Errorf("IsSlug(%q) is false", got)
			}
		}
	}
}

func TestSlugMax(t *testing.T) {
	for _, c := range []struct {
		in   string
		max  int
		want string
	}{
		{"công đoàn cơ sở", 100, "cong-doan-co-so"},
		{"công đoàn cơ sở", 15, "cong-doan-co-so"},
		{"công đoàn cơ sở", 14, "cong-doan-co"},
		{"công đoàn cơ sở", 12, "cong-doan-co"},
		{"công đoàn cơ sở", 10, "cong-doan"},
		{"công đoàn cơ sở", 9, "cong-doan"},
		{"công đoàn cơ sở", 3, "con"},
		{"công đoàn", 0, ""},
		{"công đoàn", -1, ""},
		{"cong-doan", 4, "cong"},
		{strings.Repeat("a", 300) + " b", 300, strings.Repeat("a", 300)},
	} {
		if got := SlugMax(c.in, c.max); got != c.want {
			t.Errorf("SlugMax(%q, %d) = %q, want %q", c.in, c.max, got, c.want)
		}
	}
}

func TestIsSlug(t *testing.T) {
	for _, s := range []string{"a", "0", "so-noi-vu", "2021-05-27", strings.Repeat("a", 200)} {
		if !IsSlug(s) {
			t.Errorf("IsSlug(%q) is false", s)
		}
	}
	for _, s := range []string{"", "-", "-a", "a-", "a--b", "A", "đ", "a b", "a_b", "a/b", "a.md", "e\u0301", "\xff"} {
		if IsSlug(s) {
			t.Errorf("IsSlug(%q) is true", s)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"cong doan":                         "cong doan",
		"  Công \t\n Đoàn\u00a0\u202fTỈNH ": "cong doan tinh",
		"Hoà, hòa; HÓA":                     "hoa, hoa; hoa",
		"ð Ð Ɖ":                             "d d d",
		"So\u00ad\u200bft":                  "soft",
		"Й ά Ñ ü":                           "и α n u",
		"08/HD-LĐLĐ":                        "08/hd-ldld",
		"e\u0301\u0302\u0327":               "e",
		"한글 が":                              "한글 か",
		"a\x00\nb":                          "a\x00 b",
		" x":                                "x",
		"x ":                                "x",
		"x  y":                              "x y",
	} {
		for _, s := range spellings(in) {
			if got := Fold(s); got != want {
				t.Errorf("Fold(%+q) = %+q, want %+q", s, got, want)
			}
		}
	}
}

func TestSameName(t *testing.T) {
	same := [][]string{
		{"CĐCS Sở Nội vụ", "cđcs  sở nội vụ ", "CĐCS\u00a0SỞ NỘI VỤ", "CĐCSSở Nội vụ", "\ufeffCĐCS Sở Nội vụ"},
		{"Văn hòa", "Văn hoà", "VĂN HOÀ", "văn HÒA"},
		{"thủy", "thuỷ", "Thu ỷ"},
		{"khỏe khoắn", "khoẻ khoắn"},
		{"Hóa học", "Hoá học"},
		{"quý", "qúy"},
		{"", " ", "\u00a0\u200b"},
		{"tin", "Tin", "TIN"},
		{"thuở", "thủơ"},
		{"Müller", "MÜLLER"},
	}
	for i, group := range same {
		for _, a := range group {
			for _, a := range spellings(a) {
				for j, others := range same {
					for _, b := range others {
						if got := SameName(a, b); got != (i == j) {
							t.Errorf("SameName(%+q, %+q) = %v", a, b, got)
						}
						if (NameKey(a) == NameKey(b)) != (i == j) {
							t.Errorf("NameKey(%+q) = %+q, NameKey(%+q) = %+q", a, NameKey(a), b, NameKey(b))
						}
					}
				}
			}
		}
	}
	for _, pair := range [][2]string{
		{"Công đoàn", "Cong doan"}, {"đoàn", "doàn"}, {"ma", "mà"}, {"hoa", "hoà"}, {"Muller", "Müller"},
		{"Đoàn", "Ðoàn"}, {"CĐCS 1", "CĐCS 11"}, {"hòa", "hỏa"}, {"ơ", "o"}, {"ano", "año"}, {"ǘ", "ú"},
		{"CĐCS-2", "CĐCS 2"},
	} {
		if SameName(pair[0], pair[1]) {
			t.Errorf("SameName(%q, %q) is true", pair[0], pair[1])
		}
	}
}

func TestNameKeyOfPlainText(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { NameKey("so-noi-vu") }); n != 0 {
		t.Errorf("NameKey of an id allocates %v times", n)
	}
	if n := testing.AllocsPerRun(10, func() { SameName("CĐCS Sở Nội vụ", "cđcs sở nội vụ") }); n != 0 {
		t.Errorf("SameName allocates %v times", n)
	}
}
