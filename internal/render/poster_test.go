package render

import (
	"strings"
	"testing"
	"unicode/utf8"

	"bantin/internal/output"
)

// withPosters is the sample with posters of some posts, and with texts replaced by others.
func withPosters(t *testing.T, replace ...string) *output.Tree {
	t.Helper()
	in := sample(t)
	text := strings.NewReplacer(append(replace,
		"slug: chung\n", "slug: chung\nposter: true\nexpires: 31/12/2021\n", "slug: doc-hai\n", "slug: doc-hai\nposter: true\n",
	)...).Replace(readSample(t))
	in.Site = load(t, files(text))
	return tree(t, in)
}

func TestPosters(t *testing.T) {
	all := withPosters(t)
	var got []string
	for _, f := range all.Files() {
		if at, ok := strings.CutSuffix(f.Path, "/ap-phich/index.html"); ok {
			got = append(got, at)
		}
	}
	if want := "2021/04/to 2021/05/chung 2021/05/doc-hai dot/cu dot/hien-mau-2021"; strings.Join(got, " ") != want {
		t.Errorf("posters are %v, want %s", got, want)
	}
	for _, at := range got {
		p := open(t, all, at+"/ap-phich/index.html")
		checkOutline(t, p)
		checkIDs(t, p)
		checkInline(t, p)
		if p.first("svg", "class", "qr") == nil {
			t.Errorf("%s has no QR code", at)
		}
		if robots := p.meta(t, "robots"); robots != "noindex, follow" {
			t.Errorf("%s: robots is %q", at, robots)
		}
		back := "/news/" + at + "/"
		if p.first("a", "class", "btn", "href", back) == nil {
			t.Errorf("%s: no way back", at)
		}
		if page := open(t, all, at+"/index.html"); page.first("a", "class", "btn", "href", back+"ap-phich/") == nil {
			t.Errorf("%s does not lead to its poster", at)
		}
	}
	for at, want := range map[string]string{
		"2021/05/chung": "Hiến máu CĐCS Sở Y tế 19/05/2021 Ngày hội hiến máu chung Nội dung của ngày hội. lượt người tham dự 1.250 đơn vị máu 86 " +
			"Đọc cả bài trên điện thoại Mở máy ảnh hoặc Zalo, hướng vào ô vuông. example.org/ news/ 2021/ 05/ chung Dán đến hết 31/12/2021 Xin đừng che mã QR",
		"dot/hien-mau-2021": "Đợt tuyên truyền 01/03/2021–31/12/2021 Đợt hiến máu 2021 Mỗi đơn vị một đợt. mục tiêu, lượt người tham dự 400 " +
			"Xem cả đợt trên điện thoại Mở máy ảnh hoặc Zalo, hướng vào ô vuông. example.org/ news/ dot/ hien-mau-2021 Dán đến hết 31/12/2021 Xin đừng che mã QR",
		// Over: nothing that counts days, and no date to hang until.
		"dot/cu": "Đợt tuyên truyền 01/01/2019–31/12/2019 Đợt cũ " +
			"Xem cả đợt trên điện thoại Mở máy ảnh hoặc Zalo, hướng vào ô vuông. example.org/ news/ dot/ cu Xin đừng che mã QR",
	} {
		p := open(t, all, at+"/ap-phich/index.html")
		if got := words(p.first("main")); got != "Bản tin & thử “nghiệm” Công đoàn tỉnh "+want {
			t.Errorf("%s says\n%s\nwant\n%s", at, got, want)
		}
	}
	for at, want := range map[string]string{
		"2021/04/to": "sheet poster side whole z1", "2021/05/chung": "sheet poster wide z1", "2021/05/doc-hai": "sheet poster plain z2", "dot/cu": "sheet poster plain z1",
	} {
		if got := get(open(t, all, at+"/ap-phich/index.html").first("main"), "class"); got != want {
			t.Errorf("%s has the classes %q, want %q", at, got, want)
		}
	}
}

func TestPosterOfTheUnsharable(t *testing.T) {
	all := withPosters(t, "slug: chung\n", "slug: chung\nposter: true\nremoved: Đã gỡ.\n", "form: infographic\n", "form: infographic\nposter: false\n")
	for _, at := range []string{"2021/05/chung", "2021/04/to"} {
		if _, there := all.Get(at + "/ap-phich/index.html"); there {
			t.Errorf("%s has a poster", at)
		}
		if strings.Contains(source(t, all, at+"/index.html"), "ap-phich") {
			t.Errorf("%s leads to a poster", at)
		}
	}
}

func TestPosterPlan(t *testing.T) {
	for _, c := range []struct {
		infographic   bool
		width, height int
		want          string
	}{
		{false, 1200, 800, "wide"}, {false, 800, 800, "wide"}, {false, 800, 1200, "side"}, {false, 0, 0, "wide"}, {false, 1, 9000, "side"},
		{true, 1600, 900, "whole"}, {true, 800, 800, "whole"}, {true, 900, 1200, "upright"}, {true, 707, 1000, "upright"}, {true, 420, 1200, "side whole"},
		{true, 0, 0, "wide"},
	} {
		if got := posterPlan(c.infographic, c.width, c.height); got != c.want {
			t.Errorf("%v, %d × %d: %s, want %s", c.infographic, c.width, c.height, got, c.want)
		}
	}
}

func TestPosterFit(t *testing.T) {
	const text = "Hội trường kín chỗ từ sáng sớm. Sau hai giờ, gần ba trăm người đã đăng ký ở TP. Tam Kỳ, hơn một nửa là lần đầu; ai chưa đủ điều kiện được hẹn lần sau. Ban tổ chức cảm ơn."
	three := []Figure{{N: "1.176"}, {N: "2.210"}, {N: "86"}}
	long := strings.TrimSpace(strings.Repeat("đoàn viên ", 30)) // 299 letters
	for _, c := range []struct {
		name        string
		v           Poster
		plan, size  string
		figures     int
		summaryEnds string
	}{
		{"short, a picture", Poster{Title: "Hiến máu", Plan: "wide", Picture: &Picture{}}, "wide", "z1", 0, "cảm ơn."},
		{"short, numbers", Poster{Title: "Hiến máu", Plan: "wide", Picture: &Picture{}, Figures: three}, "wide", "z1", 3, "sáng sớm."},
		{"longer, numbers", Poster{Title: long[:80], Plan: "wide", Picture: &Picture{}, Figures: three}, "wide", "z2", 3, ""},
		{"300 letters, numbers", Poster{Title: long, Plan: "wide", Picture: &Picture{}, Figures: three}, "wide", "z5", 3, ""},
		{"300 letters beside a picture", Poster{Title: long, Plan: "side", Picture: &Picture{}, Figures: three}, "side", "z5", 1, ""},
		{"no picture", Poster{Title: "Hiến máu", Figures: three}, "plain", "z1", 3, "lần sau."},
		{"300 letters, no picture", Poster{Title: long}, "plain", "z5", 0, "lần sau."},
		{"an infographic", Poster{Title: "Hiến máu", Plan: "upright", Picture: &Picture{}, Figures: three}, "upright", "z1", 0, ""},
		{"capitals", Poster{Title: "THÔNG BÁO HỘI THI HIẾN MÁU TÌNH NGUYỆN", Plan: "wide", Picture: &Picture{}}, "wide", "z2", 0, "cảm ơn."},
	} {
		v := c.v
		v.fit(text)
		if v.Plan != c.plan || v.Size != c.size || len(v.Figures) != c.figures || !strings.HasSuffix(v.Summary, c.summaryEnds) || c.summaryEnds == "" && v.Summary != "" {
			t.Errorf("%s: %s %s, %d figures, %q", c.name, v.Plan, v.Size, len(v.Figures), v.Summary)
		}
		if v.Title != c.v.Title {
			t.Errorf("%s: the title became %q", c.name, v.Title)
		}
	}
	v := Poster{Title: strings.Repeat("ĐOÀN VIÊN ", 100)}
	v.fit("Một câu dài quá chỗ dành cho nó, " + strings.Repeat("và dài nữa ", 20))
	if n := headlineLength(v.Title); n > maxHeadline || n < maxHeadline-30 || !strings.HasSuffix(v.Title, "ĐOÀN…") && !strings.HasSuffix(v.Title, "VIÊN…") {
		t.Errorf("a title without end became one of %d letters: %q", n, v.Title)
	}
	if !strings.HasSuffix(v.Summary, "…") || utf8.RuneCountInString(v.Summary) > 150 {
		t.Errorf("a sentence too long became %q", v.Summary)
	}
}

func TestFewFigures(t *testing.T) {
	for _, c := range []struct {
		numbers string
		want    int
	}{{"", 0}, {"5", 1}, {"1 2 3 4", 3}, {"42.500.000 85 92", 3}, {"42.500.000 1.000.000 3", 1}, {"1.000.000.000.000.000.000", 1}} {
		var all []Figure
		for n := range strings.FieldsSeq(c.numbers) {
			all = append(all, Figure{N: n})
		}
		if got := len(fewFigures(all)); got != c.want {
			t.Errorf("%s: %d, want %d", c.numbers, got, c.want)
		}
	}
}
