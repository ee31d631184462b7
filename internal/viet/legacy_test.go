package viet

import (
	"strings"
	"testing"
)

func TestLegacy(t *testing.T) {
	for _, c := range []struct {
		in, encoding string
		offset       int
	}{
		{"C«ng ®oµn", "TCVN3", 0},
		{"Héi nghÞ tæng kÕt c«ng t¸c n¨m", "TCVN3", strings.Index("Héi nghÞ tæng kÕt c«ng", "c«ng")},
		{"Sở Nội vụ: nhµ n\u00adíc", "TCVN3", len("Sở Nội vụ: ")},
		{"§oµn viªn", "TCVN3", 0},
		{"®¬n vÞ", "TCVN3", 0},
		{"“c¸n bộ", "TCVN3", len("“")},
		{"Coâng ñoaøn", "VNI", 0},
		{"COÂNG ÑOAØN", "VNI", 0},
		{"Hoäi nghò coâng ñoaøn vieân chöùc", "VNI", len("Hoäi nghò ")},
		{"Tin: Ñoaøn vieân", "VNI", len("Tin: ")},
		{"Töï do - Haïnh phuùc, ñoûi hoûi", "VNI", strings.Index("Töï do - Haïnh phuùc, ñoûi", "ñoûi")},
		{"naêm hoïc", "VNI", 0},
		{"naøy", "VNI", 0},
	} {
		for _, s := range spellings(c.in) {
			if encoding, offset := Legacy(s); encoding != c.encoding || offset != c.offset {
				t.Errorf("Legacy(%+q) = %q, %d; want %q, %d", s, encoding, offset, c.encoding, c.offset)
			}
		}
	}
}

func TestLegacyLeavesSoundTextAlone(t *testing.T) {
	for _, s := range []string{
		"", "«", "®", "C", "Zalo®", "©2021", "tin¹ ba² m³", "1ª Mª", "5 µm, 3 N·m, 2 kW·h", "75°C", "£100", "§ 5",
		"Đoàn viên công đoàn hoàn toàn ủng hộ; toán, hoá học, khoá, xoè, loà, quý, tuân thủ, xuân, luân chuyển",
		"Văn hoà, thuý, khoẻ, hoạ sĩ, uỷ ban, nghiêng, khuya, quốc, giêng, gì, ngoằn ngoèo",
		"NGÀY HỘI HIẾN MÁU, TOÀ SOẠN, HOÀ BÌNH, HOÁ HỌC",
		"« Bonjour », dit-il. Où est le maïs ? L'été, à Noël, août : la poêle, le goût, le coût, l'hôtel, thé, né, né à Caïn.",
		"mot«citation»mot «thé» «l'été» Thaï laïc haï Haïti naïve Saül Israël ouïe Louïs canoë où? voûte aiguë",
		"¿Dónde está el año? ¡Hola! ¡Un niño! El señor Ñandú, país, raíz, día, tío, pingüino, 1º, Corazón",
		"col·lecció, paral·lel, il·lusió", "ação, não, põe, leões, aviões, João, cônsul, pôr, lições, você, mãe",
		"schön, Köln, Größe, Österreich, Müller, Straße", "Tromsø, København, på, Århus, bøger, æble",
		"jõe, hõõguv, võõras, öö", "naïveté façade", "Æsir þing", "Gewerk\u00adschaft",
		"Привет, «мир»", "北京", "a«b x¬y p¬q", "foo»bar", "\xc2", "\xc3", "a\xc2", "o\xc3", "a\xff«b", "«g\xc2\xc2\xc2", "zo\xc3\xb8\xc3",
		strings.Repeat("a«", 1000), strings.Repeat("oâ", 1000),
	} {
		for _, s := range spellings(s) {
			if encoding, offset := Legacy(s); encoding != "" || offset != 0 {
				t.Errorf("Legacy(%+q) = %q, %d", s, encoding, offset)
			}
		}
	}
}

func TestLegacyLetters(t *testing.T) {
	for _, w := range strings.Fields("c«ng ®oµn b¶n c¸c nhµ ®¬n n¨m c©n viªn b¾c b»ng nµy b¸o tr¶ th¼ng t¼n l½ng") {
		if !isTCVN3(w) {
			t.Errorf("%q is not read as TCVN3", w)
		}
	}
	for _, w := range strings.Fields("coâng ñoaøn ñöôøng nöôùc tieán vieät hieåu nghieãm laàn soá hoä maãu caâu naêm naèm baét thaúng laüng naëng " +
		"haïnh hoûi ngaõ chöõ lyù kyõ kyø kî nghæ só gì kí thò ÑOAØN ÖÙNG ÔÛ") {
		if !isVNI(w) {
			t.Errorf("%q is not read as VNI", w)
		}
	}
	for _, w := range []string{"", "xyz", "aøø", "aøaù", "bdø", "où" + strings.Repeat("o", 30)} {
		if isVNI(w) || isTCVN3(w) {
			t.Errorf("%q is read as a syllable", w)
		}
	}
}

func TestIsSyllable(t *testing.T) {
	for _, s := range strings.Fields("a bà đoàn nghiêng quyết quốc giêng gì giá thuở khuya nguyễn ngoằn ngoèo yêu ỷ huỳnh quỳnh ươm soóc được") {
		letters, tone := taken(s)
		if !isSyllable(letters, tone) {
			t.Errorf("%q is no syllable", s)
		}
	}
	for _, s := range strings.Fields("b tôt ach bốk đđa nggà aã zô fa oua qu thts") {
		letters, tone := taken(s)
		if isSyllable(letters, tone) {
			t.Errorf("%q is a syllable", s)
		}
	}
	if isSyllable("", ngang) || isSyllable("c a", ngang) {
		t.Error("nothing, or two words, is a syllable")
	}
}

// taken takes the tone off a syllable.
func taken(s string) (letters string, tone byte) {
	for _, r := range NFC(s) {
		w, t := letter(r)
		letters += lowerLetters[w]
		tone = max(tone, t)
	}
	return letters, tone
}

func TestLookAlike(t *testing.T) {
	for _, c := range []struct {
		in      string
		r, want rune
		offset  int
	}{
		{"", 0, 0, 0},
		{"Đoàn viên đi đầu, Công đoàn", 0, 0, 0},
		{"Công Ðoàn", 'Ð', 'Đ', 6},
		{"ðoàn", 'ð', 'đ', 0},
		{"Ɖoàn", 'Ɖ', 'Đ', 0},
		{"ɖoàn", 'ɖ', 'đ', 0},
		{"Cоng", 'о', 'o', 1}, // Cyrillic o
		{"Nghị quyết bао", 'а', 'a', len("Nghị quyết b")},
		{"СĐCS", 'С', 'C', 0}, // Cyrillic capital es
		{"Тin", 'Т', 'T', 0},
		{"Ηội", 'Η', 'H', 0}, // Greek capital eta
		{"аốа", 'а', 'a', 0}, // no ASCII letter in the word
		{"Москва и Công đoàn", 0, 0, 0},
		{"Москва, с а о", 0, 0, 0},
		{"сорос Cống", 0, 0, 0},
		{"сорос Cốnс", 'с', 'c', len("сорос Cốn")},
		{"5 μm, ΔT, Ωm", 0, 0, 0},
		{"\xd0", 0, 0, 0},
		{"a\xd0", 0, 0, 0},
		{"a\xffо", 0, 0, 0},
	} {
		r, want, offset := LookAlike(c.in)
		if r != c.r || want != c.want || offset != c.offset {
			t.Errorf("LookAlike(%+q) = %q, %q, %d; want %q, %q, %d", c.in, r, want, offset, c.r, c.want, c.offset)
		}
		for _, s := range spellings(c.in) {
			if r, want, _ := LookAlike(s); r != c.r || want != c.want {
				t.Errorf("LookAlike(%+q) = %q, %q", s, r, want)
			}
		}
	}
}
