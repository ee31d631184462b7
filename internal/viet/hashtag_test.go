package viet

import (
	"strings"
	"testing"
)

func TestHashtag(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Hiến máu tình nguyện", "#HienMauTinhNguyen"},
		{"hiê\u0301n ma\u0301u", "#HienMau"},
		{"CĐCS Sở Y tế", "#CDCSSoYTe"},
		{"Phòng, chống dịch Covid-19 (đợt 2)", "#PhongChongDichCovid19Dot2"},
		{"HIẾN MÁU TÌNH NGUYỆN", "#HienMauTinhNguyen"},
		{"LĐLĐ", "#LDLD"},
		{"“Học tập & làm theo Bác”", "#HocTapLamTheoBac"},
		{"Ðoàn viên", "#DoanVien"},
		{"so\u00adng mã", "#SongMa"},
		{"2021", ""}, {"", ""}, {"🎉", ""}, {"中文", ""},
		{strings.Repeat("dài ", 40), ""},
	} {
		if got := Hashtag(c.in); got != c.want {
			t.Errorf("Hashtag(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// A hashtag is one word of Latin letters and figures, the same for both normal forms, and itself again.
func FuzzHashtag(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Hashtag(s)
		if nfc, nfd, ok := bothForms(s); ok && Hashtag(nfc) != Hashtag(nfd) {
			t.Errorf("%+q: the normal forms give %q and %q", s, Hashtag(nfc), Hashtag(nfd))
		}
		if got == "" {
			return
		}
		letters := "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
		if strings.Trim(got[1:], letters) != "" || got[0] != '#' || len(got) < 2 || len(got) > maxHashtag+1 {
			t.Errorf("%+q gives %q", s, got)
		}
		if again := Hashtag(got); again != got {
			t.Errorf("%q gives %q", got, again)
		}
	})
}
