package board

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bantin/internal/viet"
)

func TestLine(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"Đường thủy nội địa", 40, "ĐƯỜNG THỦY NỘI ĐỊA"},
		{norm.NFD.String("Khỏe để làm việc tốt"), 40, "KHỎE ĐỂ LÀM VIỆC TỐT"},
		{"“Giọt hồng công sở” – năm 2021…", 40, `"GIỌT HỒNG CÔNG SỞ" - NĂM 2021...`},
		{"Học Bác\u00a0từ những\u200b việc\tnhỏ", 40, "HỌC BÁC TỪ NHỮNG VIỆC NHỎ"},
		{"Chúc mừng 🎉 ngày 28/7 ❤️", 40, "CHÚC MỪNG NGÀY 28/7"},
		{"Hội nghị quán triệt Nghị quyết", 30, "HỘI NGHỊ QUÁN TRIỆT NGHỊ QUYẾT"},
		{"Hội nghị quán triệt Nghị quyết", 29, "HỘI NGHỊ QUÁN TRIỆT NGHỊ..."},
		{"Hội nghị: quán triệt", 12, "HỘI NGHỊ..."},
		{"Hội nghị – quán triệt", 20, "HỘI NGHỊ - QUÁN..."},
		{strings.Repeat("ê", 50), 20, strings.Repeat("Ê", 17) + "..."},
		{"Công trình 1.250 m² đất", 30, "CÔNG TRÌNH 1.250 M² ĐẤT"},
		{"Phát động “Mái ấm công đoàn” năm 2021", 25, `PHÁT ĐỘNG MÁI ẤM CÔNG...`},
		{"Phát động “Mái ấm công đoàn” năm 2021", 35, `PHÁT ĐỘNG "MÁI ẤM CÔNG ĐOÀN" NĂM...`},
		{"Phát động “Mái ấm công đoàn” năm 2021", 31, `PHÁT ĐỘNG "MÁI ẤM CÔNG ĐOÀN"...`},
		{"Hội thi (‘Bàn tay vàng’) năm 2021", 20, "HỘI THI (BÀN TAY..."},
		{"“Một” và “hai ba bốn năm sáu”", 23, `"MỘT" VÀ HAI BA BỐN...`},
		{"Màn hình 17″ cho phòng họp lớn", 24, `MÀN HÌNH 17" CHO...`},
		{"“Mái ấm", 20, `"MÁI ẤM`},
		{"Giao lưu với Tokyo (東京) và “Москва” 2021", 40, "GIAO LƯU VỚI TOKYO VÀ 2021"},
		{"ภาษาที่ ngày 28/7", 40, "NGÀY 28/7"},
		{"Café, Åland, m²", 40, "CAFÉ, ÅLAND, M²"},
		{"", 20, ""},
	} {
		if got := Line(c.text, c.most); got != c.want {
			t.Errorf("Line(%q, %d) = %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

// A line fits, is a line, has nothing in small letters that has a capital, and says no word that the text does not.
func FuzzLine(f *testing.F) {
	for _, s := range []string{"Đường thủy", "“Mái ấm” – 17", "a\r\nb\u2028c", "ǆ ﬁ ß", "👨‍👩‍👧 e\u0301\u0302", strings.Repeat("x", 99), "một “hai ba bốn năm sáu bảy” tám", "東京 (東京) \"東\""} {
		f.Add(s, 20)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = 20 + max(most, -most, 0)%481
		line := Line(text, most)
		if n := utf8.RuneCountInString(line); n > most {
			t.Errorf("%d characters, want at most %d: %q", n, most, line)
		}
		if !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return r != ' ' && (unicode.IsSpace(r) || !unicode.IsGraphic(r)) }) {
			t.Errorf("%q is no line", line)
		}
		if line != viet.Upper(line) || line != strings.TrimSpace(line) || strings.Contains(line, "  ") {
			t.Errorf("%q is not as it should be", line)
		}
		letters := strings.NewReplacer(" ", "", `"`, "", "'", "") // a quote that does not end is left out
		whole := strings.Join(strings.Fields(viet.Upper(keyboard(text))), " ")
		if cut, ok := strings.CutSuffix(line, dots); ok && !strings.HasPrefix(letters.Replace(whole), letters.Replace(cut)) {
			t.Errorf("%q does not begin %q", cut, text)
		}
	})
}
