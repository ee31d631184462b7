package card

import (
	"strings"
	"testing"
)

func linesOf(h headline) string {
	var all []string
	for _, l := range h.lines {
		all = append(all, string(l.runes))
	}
	return strings.Join(all, " | ")
}

const long = "Phối hợp giữa Sở Lao động – Thương binh – Xã hội và các đơn vị trong việc chăm lo đời sống đoàn viên, công chức, viên chức, người lao động dịp Tết Nguyên đán Nhâm Dần năm 2022 trên địa bàn tỉnh, bảo đảm mọi đoàn viên đều có Tết, không ai bị bỏ lại phía sau"

func TestHeadline(t *testing.T) {
	f := testFace(t)
	for _, c := range []struct {
		name  string
		kind  Kind
		title string
		size  int
		want  string
	}{
		{"empty", Text, "", 0, ""},
		{"one word", Text, "Thông báo", 84, "Thông báo"},
		{"largest size", Text, "Thông báo: Cuộc thi ảnh “Công sở xanh” năm 2021", 84, "Thông báo: Cuộc thi ảnh | “Công sở xanh” năm 2021"},
		{"next size", Text, "Mười hai câu hỏi về bảo hiểm xã hội được hỏi nhiều nhất tại phiên tư vấn lưu động", 76,
			"Mười hai câu hỏi về bảo hiểm | xã hội được hỏi nhiều nhất | tại phiên tư vấn lưu động"},
		{"four lines", Photo, "Gần 500 đơn vị máu trong Ngày hội “Giọt hồng công sở” cuối năm", 58,
			"Gần 500 đơn vị | máu trong Ngày | hội “Giọt hồng | công sở” cuối năm"},
		{"infographic", Sheet, "5 bước tiêm vắc-xin cúm an toàn", 84, "5 bước tiêm | vắc-xin cúm | an toàn"},
		{"cut", Photo, long, 46, "Phối hợp giữa Sở Lao | động – Thương binh – Xã | hội và các đơn vị trong | việc chăm lo đời sống…"},
		{"a dash ends a line", Text, "Video: Nhịp vợt công sở – giải cầu lông đôi năm 2021", 84,
			"Video: Nhịp vợt công sở – | giải cầu lông đôi năm 2021"},
		{"a word goes smaller before it breaks", Photo, "Trang congdoanvienchuc.example", 58, "Trang | congdoanvienchuc. | example"},
		{"numbers stay with their noun", Text, "Tập huấn trực tuyến kỹ năng viết tin, chụp ảnh cho 112 cán bộ công đoàn", 84,
			"Tập huấn trực tuyến kỹ | năng viết tin, chụp ảnh | cho 112 cán bộ công đoàn"},
		{"compound whole", Photo, "Tiêm vắc-xin phòng cúm", 64, "Tiêm vắc-xin | phòng cúm"},
		{"compound at its hyphens", Photo, "Liên-hiệp-các-hội-khoa-học-và-kỹ-thuật", 64, "Liên-hiệp-các- | hội-khoa-học- | và-kỹ-thuật"},
		{"no place to break", Photo, strings.Repeat("m", 40), 58, "mmmmmmmmmm | mmmmmmmmmm | mmmmmmmmmm | mmmmmmmmmm"},
		{"no place, too long", Photo, strings.Repeat("m", 400), 46, "mmmmmmmmmmmm | mmmmmmmmmmmm | mmmmmmmmmmmm | mmmmmmmmmmm…"},
		{"joined words", Photo, "mười\u00a0hai\u00a0câu\u00a0hỏi\u00a0về\u00a0bảo\u00a0hiểm", 64, "mười\u00a0hai\u00a0câu | hỏi\u00a0về\u00a0bảo\u00a0hiểm"},
	} {
		h := f.headlineIn(c.title, boxWidth(c.kind), headSizes(c.kind), room{maxLines, maxHeight})
		if got := linesOf(h); got != c.want || h.size != c.size {
			t.Errorf("%s: %d %q, want %d %q", c.name, h.size, got, c.size, c.want)
		}
	}
}

// checkHeadline holds what is true of every headline.
func checkHeadline(t *testing.T, f *face, title string, k Kind) {
	t.Helper()
	h := f.headlineIn(title, boxWidth(k), headSizes(k), room{maxLines, maxHeight})
	if title == "" {
		return
	}
	if n := len(h.lines); n == 0 || n > maxLines || n*h.leading > maxHeight {
		t.Fatalf("%q: %d lines of %d pixels", title, n, h.leading)
	}
	for i, l := range h.lines {
		if len(l.glyph) == 0 {
			t.Fatalf("%q: line %d is empty", title, i)
		}
		if w := f.width(l) * h.size / em; w > boxWidth(k) && len(l.glyph) > 1 {
			t.Errorf("%q: line %q is %d wide", title, string(l.runes), w)
		}
		if first := l.runes[0]; i > 0 && first == ' ' {
			t.Errorf("%q: line %q begins with a space", title, string(l.runes))
		}
	}
	got := ""
	for _, l := range h.lines {
		got += string(l.runes)
	}
	if !strings.Contains(got, "…") {
		squeeze := strings.NewReplacer(" ", "", string(nbsp), "")
		if squeeze.Replace(got) != squeeze.Replace(title) {
			t.Errorf("%q became %q", title, got)
		}
	}
	checkMarks(t, f, h)
}

// checkMarks draws each two neighbouring lines and looks whether they share a
// pixel or touch.
func checkMarks(t *testing.T, f *face, h headline) {
	t.Helper()
	paint := func(l run, baseline int) map[[2]int]bool {
		ink := make(map[[2]int]bool)
		for i, g := range l.glyph {
			m := f.mask(g, h.size, 0)
			x0 := (l.x[i]-l.x[0])*h.size/em + m.x
			for j, v := range m.pix {
				if v > 2 {
					ink[[2]int{x0 + j%m.w, baseline + m.y + j/m.w}] = true
				}
			}
		}
		return ink
	}
	for i := 1; i < len(h.lines); i++ {
		up, low := paint(h.lines[i-1], 0), paint(h.lines[i], h.leading)
		for p := range low {
			if up[p] || up[[2]int{p[0], p[1] - 1}] {
				t.Errorf("%q touches %q", string(h.lines[i].runes), string(h.lines[i-1].runes))
				break
			}
		}
	}
}

func TestStackedMarksDoNotTouch(t *testing.T) {
	f := testFace(t)
	for k := Text; k <= Sheet; k++ {
		for _, title := range []string{
			"HỘI NGHỊ ĐẨY MẠNH PHỔ BIẾN LUẬT CÔNG ĐOÀN, ĐỘNG VIÊN NGƯỜI LAO ĐỘNG",
			strings.TrimSpace(strings.Repeat("ỘỢỆ ẴỖẾ ", 12)),
			strings.TrimSpace(strings.Repeat("gỵp ẲẪỀ ", 12)),
			strings.TrimSpace(strings.Repeat("ẴỆ\u00a0", 40)),
		} {
			checkHeadline(t, f, f.clean(title), k)
		}
	}
}

func TestLinesBeginWell(t *testing.T) {
	f := testFace(t)
	for _, title := range []string{
		"Sở Lao động – Thương binh – Xã hội – Công đoàn · Liên đoàn · Đoàn viên / Hội viên | Tổ viên",
		"Một hai ba bốn năm sáu bảy tám chín mười – – – mười một ! mười hai ? mười ba",
		strings.Repeat("x", 38) + " – " + strings.Repeat("y", 38),
	} {
		for width := 120; width < 1100; width += 7 {
			for _, l := range f.headlineIn(title, width, []int{40}, room{maxLines, maxHeight}).lines {
				if isSeparator(l.runes[0]) || isCloser(l.runes[0]) {
					t.Fatalf("%d pixels: a line begins %q", width, string(l.runes))
				}
			}
		}
	}
}

func FuzzHeadline(f *testing.F) {
	for _, s := range []string{"", "Thông báo", long, "–", "– –", "…", "a\u00a0", "ẲỆ", "‗\x1f–", strings.Repeat("-", 300), "🎉"} {
		f.Add(s, uint8(0))
	}
	fc := testFace(f)
	f.Fuzz(func(t *testing.T, s string, k uint8) {
		c := fc.clean(s)
		if again := fc.clean(c); again != c {
			t.Errorf("%q cleaned twice: %q, %q", s, c, again)
		}
		for _, r := range c {
			if fc.index[r] == 0 {
				t.Errorf("%q keeps %U, which has no glyph", s, r)
			}
		}
		checkHeadline(t, fc, c, Kind(k%3))
	})
}
