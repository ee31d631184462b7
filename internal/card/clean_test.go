package card

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func testFace(t testing.TB) *face {
	t.Helper()
	f, err := newFace()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestClean(t *testing.T) {
	f := testFace(t)
	for _, c := range []struct{ name, in, want string }{
		{"nothing to do", "Tết sum vầy 2021: 85 phần quà", "Tết sum vầy 2021: 85 phần quà"},
		{"empty", "", ""},
		{"spaces", "  Công \t đoàn\n cơ sở ", "Công đoàn cơ sở"},
		{"decomposed", norm.NFD.String("Ế Ỗ Ợ đường"), "Ế Ỗ Ợ đường"},
		{"half composed", "Tê\u0301t \u01a1\u0323", "Tết ợ"},
		{"emoji", "Chúc mừng 🎉 năm mới 💪🏽", "Chúc mừng năm mới"},
		{"family of four with joiners", "Gia đình 👨‍👩‍👧‍👦 vui", "Gia đình vui"},
		{"sign of two parts", "Giờ ❤️ vàng", "Giờ vàng"},
		{"emoji before a comma", "mô hình nhỏ 🎉, hiệu quả", "mô hình nhỏ, hiệu quả"},
		{"emoji apart before a comma", "mô hình 🎉 , hiệu quả", "mô hình, hiệu quả"},
		{"emoji and a dash first", "🔥 – Tin nóng", "Tin nóng"},
		{"a dash first stays", "– Tin nóng", "– Tin nóng"},
		{"only emoji", "🎉🎉", ""},
		{"keeps words together", "10\u00a0giờ", "10\u00a0giờ"},
		{"narrow one too", "10\u202fgiờ", "10\u00a0giờ"},
		{"typed space before a comma stays", "một , hai", "một , hai"},
		{"dashes", "2021\u20112025 \u2015 \u22125", "2021\u20102025 — –5"},
		{"quotes", "‟a\u2033 ‹b›", "“a” ‘b’"},
		{"soft hyphen, zero width", "Công\u00ad\u200bđoàn\ufeff", "Côngđoàn"},
		{"full width", "ＣĐＣＳ：１２", "CĐCS:12"},
		{"styled letters", "𝐂ô\u200bng 𝐭𝐨𝐚̀𝐧", "Công toàn"},
		{"ligature and number sign", "ﬁle №5 25℃", "file No5 25°C"},
		{"Cyrillic slip", "Công đ\u043e\u0430n", "Công đoan"},
		{"Cyrillic word", "Đoàn \u0420\u043e\u0441\u0441\u0438\u044f sang thăm", "Đoàn sang thăm"},
		{"foreign marks", "Dvořák, Erdős", "Dvorák, Erdos"},
		{"mark without a letter of its own", "x\u0301y", "xy"},
		{"Chinese", "Lễ 春节 hội", "Lễ hội"},
		{"control and direction signs", "a\x00\u202eb", "ab"},
		{"not UTF-8", "Công\xff đoàn", "Công đoàn"},
	} {
		if got := f.clean(c.in); got != c.want {
			t.Errorf("%s: %+q gives %+q, want %+q", c.name, c.in, got, c.want)
		}
	}
}

func TestEveryVietnameseLetterIsInTheFont(t *testing.T) {
	f := testFace(t)
	letters := []rune("đĐ₫0123456789“”‘’–—…·.,:;!?()/-%&+*#@«»→")
	for _, v := range "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy" {
		for _, mark := range []string{"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			letters = append(letters, []rune(norm.NFC.String(string(v)+mark))...)
		}
	}
	for r := 'a'; r <= 'z'; r++ {
		letters = append(letters, r, r-'a'+'A')
	}
	for _, r := range letters {
		if f.index[r] == 0 {
			t.Errorf("no glyph for %c (%U)", r, r)
		} else if m := f.mask(f.index[r], 60, 0); len(m.pix) == 0 {
			t.Errorf("the glyph of %c is empty", r)
		}
	}
}

func TestKerning(t *testing.T) {
	f := testFace(t)
	for _, pair := range []string{"Tổ", "AV", "P.", "Vă"} {
		r := []rune(pair)
		apart := f.width(f.measure(string(r[0]))) + f.width(f.measure(string(r[1])))
		if got := f.width(f.measure(pair)); got >= apart {
			t.Errorf("%s is %d wide, its letters alone %d", pair, got, apart)
		}
	}
}
