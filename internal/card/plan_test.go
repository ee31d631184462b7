package card

import (
	"fmt"
	"strings"
	"testing"
)

// texts lists a plan's texts: size, x and baseline in whole pixels, words.
func describe(texts []placed) string {
	var b strings.Builder
	for _, p := range texts {
		fmt.Fprintf(&b, "%d %d,%d %s\n", p.size, p.x/64, p.baseline, string(p.run.runes))
	}
	return b.String()
}

func TestPlan(t *testing.T) {
	f := testFace(t)
	for _, c := range []struct {
		name string
		spec Spec
		want string
	}{
		{"whole", Spec{Kicker: "Tư vấn pháp luật", Title: "Giải đáp 35 câu hỏi", N: "96", Label: "lượt tư vấn", Unit: "CĐCS Sở Tư pháp", Date: "06/12/2025"},
			"30 56,92 Tư vấn pháp luật\n84 53,204 Giải đáp 35 câu hỏi\n46 56,496 96\n28 122,496 lượt tư vấn · CĐCS Sở Tư pháp · 06/12/2025\n"},
		{"nothing", Spec{}, ""},
		{"no number", Spec{Title: "A", Unit: "CĐVC tỉnh", Date: "06/12/2025"}, "84 53,204 A\n28 56,496 CĐVC tỉnh · 06/12/2025\n"},
		{"a note alone", Spec{Kind: Sheet, Title: "A", Label: "Có bản chữ, in được A4"}, "84 53,204 A\n28 56,496 Có bản chữ, in được A4\n"},
		{"a number without a noun", Spec{Title: "A", N: "96", Date: "06/12/2025"}, "84 53,204 A\n28 56,496 06/12/2025\n"},
		{"a number without end", Spec{Title: "A", N: strings.Repeat("9", 90), Label: "quà", Date: "06/12/2025"}, "84 53,204 A\n28 56,496 06/12/2025\n"},
		{"stacked capital", Spec{Title: "Ẳ"}, "84 53,207 Ẳ\n"},
		{"kicker cut", Spec{Kind: Photo, Kicker: "Chương trình phối hợp chăm lo đoàn viên, người lao động"}, "30 56,92 Chương trình phối hợp chăm lo…\n"},
	} {
		if got := describe(newPlan(f, &c.spec).texts); got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.name, got, c.want)
		}
	}
}

func TestNote(t *testing.T) {
	f := testFace(t)
	const culture = "CĐCS Sở Văn hóa, Thể thao và Du lịch"
	for _, c := range []struct {
		label, unit, date string
		width             int // pixels
		want              string
	}{
		{"lượt tư vấn", "CĐCS Sở Tư pháp", "06/12/2025", 600, "lượt tư vấn · CĐCS Sở Tư pháp · 06/12/2025"},
		{"", "", "", 600, ""},
		{"", culture, "06/12/2025", 560, "CĐCS Sở Văn hóa, Thể… · 06/12/2025"},
		{"", culture, "06/12/2025", 330, "06/12/2025"},
		{"lượt tư vấn", "CĐCS Sở Tư pháp", "06/12/2025", 500, "lượt tư vấn · 06/12/2025"},
		{"lượt đoàn viên và người lao động được thăm hỏi", culture, "06/12/2025", 500, "lượt đoàn viên và… · 06/12/2025"},
		{"lượt tư vấn", culture, "06/12/2025", 160, "06/12/2025"},
		{"lượt tư vấn", culture, strings.Repeat("ngày ", 20), 160, "ngày…"},
		{"lượt tư vấn", culture, "", 160, "lượt tư vấn"},
	} {
		r := f.note(c.label, c.unit, c.date, c.width*em/noteSize)
		if got := string(r.runes); got != c.want {
			t.Errorf("%q, %q, %q in %d: %q, want %q", c.label, c.unit, c.date, c.width, got, c.want)
		}
	}
}

func TestFoot(t *testing.T) {
	f := testFace(t)
	const portal = "Cổng thông tin điện tử Công đoàn Viên chức tỉnh Quảng Nam và các đơn vị trực thuộc"
	for _, c := range []struct{ site, host, want string }{
		{"Bản tin Công đoàn", "congdoan.example", "26 901,595 congdoan.example\n30 121,595 Bản tin Công đoàn\n"},
		{"", "", ""},
		{"Cổng thông tin Công đoàn Viên chức tỉnh", "congdoanvienchuc.tinh.example", ""},
		{portal, "congdoanvienchuc.quangnam.example", ""},
		{portal, strings.Repeat("ban-tin-cong-doan.", 12) + "example", ""},
	} {
		texts := footTexts(f, shapeOf(Text, false), c.site, c.host, 121)
		if got := describe(texts); c.want != "" && got != c.want {
			t.Errorf("%q, %q:\n%swant\n%s", c.site, c.host, got, c.want)
		}
		if len(texts) < 2 {
			continue
		}
		host, site := texts[0], texts[1]
		if end := site.x/64 + f.width(site.run)*site.size/em; end+footGap > host.x/64+1 {
			t.Errorf("%q ends at %d, %q begins at %d", string(site.run.runes), end, string(host.run.runes), host.x/64)
		}
		if !strings.HasSuffix(string(host.run.runes), "example") {
			t.Errorf("the host lost its end: %q", string(host.run.runes))
		}
	}
}
