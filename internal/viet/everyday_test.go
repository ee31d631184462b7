package viet

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestIsEveryday(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "\n": true, "Công đoàn cơ sở\n": true, headline: true, paragraph: true,
		"ĐẠI HỘI CÔNG ĐOÀN, ƯỚC, ĂÂÊÔƠƯ ăâêôơư": true, "quê hương, yêu, xuân, tuần, rõ, võ, Huế": true,
		"“Hộp thư” – ‘một’ — hai…": true, "10\u00A0giờ": true, "nối\u200Dliền": true,
		"\t": false, "a\r\n": false, "\x00": false, "\x7f": false, "\uFEFFa": false, "\u0085": false,
		"Ðoàn": false, "ðoàn": false, "Ɖoàn": false, "so\u00ADng": false, "\u200B": false, "\u202E": false, "\u2028": false,
		"e\u0301": false, "\u212A": false, "\u2001": false, "một 👍": false, "Кириллица": false,
		"Coâng ñoaøn": false, "chuõ": false, "aê": false, "eâ": false, "C«ng ®oµn": false,
		"\xC3": false, "\xE1\xBB": false, "\xE2\x80": false, "\xC4a": false, "\x80": false, "ế\xBA": false, "\xE1\xBF\x80": false,
	} {
		if got := IsEveryday([]byte(s)); got != want {
			t.Errorf("IsEveryday(%q) = %v", s, got)
		}
	}
}

// Every character behind every other one, and every pair of bytes behind the beginning of one.
func TestEverydayPairs(t *testing.T) {
	var taken []string
	for r := rune(1); r < 0x3000; r++ {
		if IsEveryday([]byte(string(r))) {
			taken = append(taken, string(r))
		}
	}
	if len(taken) < 95+180 {
		t.Errorf("only %d characters are taken", len(taken))
	}
	for _, a := range taken {
		for _, b := range taken {
			checkEveryday(t, a+b)
		}
	}
	for _, start := range []string{"\xC3", "\xC6", "\xE1", "\xE1\xBA", "\xE2\x80", "\xE2", "a"} {
		for i := range 1 << 16 {
			checkEveryday(t, start+string([]byte{byte(i >> 8), byte(i)}))
		}
	}
}

// FuzzIsEveryday: what is taken for everyday text keeps all its promises.
func FuzzIsEveryday(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Add(paragraph)
	f.Fuzz(func(t *testing.T, s string) { checkEveryday(t, s) })
}

func checkEveryday(t *testing.T, s string) {
	if !IsEveryday([]byte(s)) {
		return
	}
	if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || strings.ContainsAny(s, "\t\r\u0085\u2028\u2029") {
		t.Fatalf("%q", s)
	}
	if encoding, _ := Legacy(s); encoding != "" {
		t.Fatalf("%q is %s", s, encoding)
	}
	if r, _, _ := LookAlike(s); r != 0 {
		t.Fatalf("%q has %q", s, r)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r != '\n' && r < ' ' || isInvisible(r) && r != 0x200C && r != 0x200D }); i >= 0 {
		t.Fatalf("%q has %q", s, s[i:])
	}
}

func BenchmarkIsEveryday(b *testing.B) {
	text := []byte(paragraph)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		IsEveryday(text)
	}
}
