package mend

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// randomPost writes a post of what editors write, right and wrong.
func randomPost(r *rand.Rand) string {
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	words := func() string {
		if r.IntN(50) == 0 {
			return pick("'a': b", "\"Khỏe\" và đẹp", "{a: b", "|", "*", "`ðа`", "- x: y")
		}
		return pick("Hội nghị: học tập", "Ðại hội", "Сông đoàn", "H\u200bọc Bác", "𝐂𝐨̂𝐧𝐠 𝐝𝐨𝐚̀𝐧", "a # b", "> 100", "@ba", "100%: đủ", "a:b", "hаi ")
	}
	quoted := func(s string) string {
		return pick(s, s, s, "'"+strings.ReplaceAll(s, "'", "''")+"'", `"`+strings.ReplaceAll(s, `"`, `\"`)+`"`, s+" # ghi chú", s+"  ", "|\n  "+s+" \n   b", ">-\n  "+s+"\n\n  c: d", s+"\n  "+words())
	}
	date := func() string {
		return pick("27/5/2021", "27.5.2021 8:30", "2021-5-7", "2021-05-27", "2021-05-27T08:30:00+07:00", "1-2-2021 07:05:09 +0700", "5/27/2021", "23–25/4/2021", "31/12/2021  23:59")
	}
	unit := func() string {
		return pick("Sở Nội vụ", "so-cu", "thu-vien", "CÐCS  sở nội vụ", "CĐCS khác", "cđcs THƯ VIỆN tỉnh", "so-noi-vu")
	}
	lists := func(item func() string) string {
		switch r.IntN(4) {
		case 0:
			return " [" + item() + ", '" + item() + "']"
		case 1:
			return "\n  - " + item() + "\n  - \"" + item() + "\" # x"
		case 2:
			return "\n- " + item() + " \n"
		}
		return " " + quoted(item())
	}
	var b strings.Builder
	b.WriteString(pick("---\n", "---\n", "--- \n", "\ufeff---\n", "\n---yaml\n"))
	for _, line := range []func() string{
		func() string { return "title: " + quoted(words()) },
		func() string { return "date: " + quoted(date()) },
		func() string {
			return "topic:" + lists(func() string {
				return pick("Luật", "pháp luật", "nghi-quyet", "Nghị quyết: học tập", "khác: lạ")
			})
		},
		func() string { return "unit:" + lists(unit) },
		func() string { return "summary: " + quoted(words()) },
		func() string { return pick("slug: a-b", "slug:", "campaign: bầu  cử", "campaign: Tết") },
		func() string { return "basis:" + lists(words) },
		func() string { return "updated: " + quoted(date()) },
		func() string {
			return "activities:\n  - kind: hoi-nghi\n    date: " + quoted(date()) + "\n    units:" + lists(unit) + "\n  - {kind: the-thao, from: " + date() + ", place: " + words() + ", time: 'a: b'}"
		},
		func() string { return "extra:\n  a: " + words() + "\n  b:\n    - x: y\n    - " + date() },
		func() string { return "removed: " + quoted(words()) },
		func() string { return "images:\n  - file: ảnh.jpg\n    alt: " + quoted(words()) },
		func() string { return "# ghi chú: ðа " },
		func() string { return "" },
	} {
		if r.IntN(3) > 0 {
			b.WriteString(line() + "\n")
		}
	}
	b.WriteString(pick("---\n", "---\n", "---  \n", "---"))
	for range r.IntN(12) {
		b.WriteString(pick("Một ", "hai  ", "", "  ", "```", "    mã  ", "- mục ", "> dẫn  ", "# Ðề mục ", "## Họс ", "[Сông]("+pick("/а", "а.pdf", "https://example.org/а")+") ", "| a | ðb |", "|---|---| ", "<b>ðа</b> ", "a\u200b\u00adb", "1. `ðа` ", "***  ", "\tTab\t", "[^а]: chú thích ", "x[^а] ", "www.exаmple.org ", "***Сông** đoàn* ", words()) + "\n")
	}
	s := b.String()
	if r.IntN(3) == 0 {
		s = norm.NFD.String(s)
	}
	if r.IntN(3) == 0 {
		s = strings.ReplaceAll(s, "\n", "\r\n")
	}
	return s
}

// Whatever an editor has written says the same once it is mended, and then needs no more.
func TestRandomPosts(t *testing.T) {
	changed := 0
	for seed := range uint64(120) {
		if checkMended(t, []byte(randomPost(rand.New(rand.NewPCG(seed, 5))))) {
			changed++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if changed < 40 {
		t.Errorf("only %d posts were mended", changed)
	}
}
