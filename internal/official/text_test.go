package official

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bantin/internal/diag"
)

func TestText(t *testing.T) {
	s := load(t)
	for name, c := range map[string]struct{ text, want string }{
		"before the first heading": {"Mở đầu.", "I. Tình hình triển khai\n<p>Mở đầu.</p>\nTrong kỳ báo cáo chưa có đơn vị"},
		"by Roman number":          {"## V\n\nViệc tới.", "V. Phương hướng, kiến nghị\n<p>Việc tới.</p>\n"},
		"by number and title":      {"## III. ĐÁNH GIÁ\n\nTốt.", "III. Đánh giá\n<p>Tốt.</p>\nIV."},
		"a title of one's own":     {"# IV. Cách làm hay\n\nHay.", "IV. Cách làm hay\n<p>Hay.</p>\n"},
		"by title":                 {"## phương hướng,  kiến nghị\n\nViệc tới.", "V. Phương hướng, kiến nghị\n<p>Việc tới.</p>\n"},
		"a part":                   {"## 2. Hạn chế\n\nChậm.", "1. Ưu điểm\n…\n2. Hạn chế\n<p>Chậm.</p>\n3. Nguyên nhân\n…\n"},
		"a part within":            {"## Đánh giá\n\nChung.\n\n### Ưu điểm\n\nNhanh.", "III. Đánh giá\n<p>Chung.</p>\n1. Ưu điểm\n<p>Nhanh.</p>\nIV."},
		"a heading of one's own":   {"## Đánh giá\n\n### Riêng\n\nTốt.", "III. Đánh giá\n<h3>Riêng</h3>\n<p>Tốt.</p>\nIV."},
		"a part of the results":    {"## Cổ động trực quan\n\nĐẹp.", "1. Cổ động trực quan\n<p>Đẹp.</p>\n"},
		"twice":                    {"## V\n\nMột.\n\n## Ưu điểm\n\nHai.\n\n## V\n\nBa.", "V. Phương hướng, kiến nghị\n<p>Một.</p>\n<p>Ba.</p>\n"},
		"underlined":               {"Ưu điểm\n-------\n\nNhanh.", "1. Ưu điểm\n<p>Nhanh.</p>\n"},
		"closed, emphasised":       {"## **V.** Phương hướng, kiến nghị ##\n\nTới.", "V. Phương hướng, kiến nghị\n<p>Tới.</p>\n"},
		"code":                     {"## V\n\n```\n## Không phải mục\n```", "<code>## Không phải mục\n</code>"},
		"a rule":                   {"## V\n\nMột.\n\n---\n\nHai.", "<p>Một.</p>\n<hr>\n<p>Hai.</p>"},
		"a table":                  {"## V\n\n|a|b|\n|-|-|\n|1|2|", "<td>1</td>"},
		"its own end":              {"## V\n\nTrên đây là báo cáo./.", "<p>Trên đây là báo cáo./.</p>\n\n"},
		"an address of the site": {"## V\n\n[bảng](/hoat-dong/2021/?a=1&b=2)",
			`<a href="https://congdoan.example/bt/hoat-dong/2021/?a=1&amp;b=2">bảng</a>`},
		"an address elsewhere":  {"## V\n\n[x](https://a.example/?q=%22)", `<a href="https://a.example/?q=%22">x</a>`},
		"headings below a part": {"## Ưu điểm\n\n#### Riêng\n\nTốt.", "1. Ưu điểm\n<h4>Riêng</h4>\n<p>Tốt.</p>\n"},
		"nothing but a heading": {"## V", "V. Phương hướng, kiến nghị\n…\n"},
		"a film":                {"## V\n\nhttps://youtu.be/aqz-KE-bpKQ", "https://www.youtube.com/watch?v=aqz-KE-bpKQ"},
		"a title for all":       {"---\ntitle: Sơ kết đợt 1\n---\n", "Trên đây là báo cáo của Công đoàn Viên chức tỉnh./."},
	} {
		_, problems := ReadText("a.md", []byte(c.text+"\n"), s)
		for _, d := range problems {
			t.Errorf("%s: %s: %s", name, d.Code, d.Message("en"))
		}
		if got := said(view(s, year(s), c.text)); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is not in\n%s", name, c.want, got)
		}
	}
}

func TestBadText(t *testing.T) {
	s := load(t)
	for text, want := range map[string]string{
		"---\nnumbr: 5\n---\n":                       "2:1 unknown-report-key number",
		"---\nnumber: 5\n---\n\n## Đánh già chung\n": "5:4 unknown-section Đánh giá",
		"Lời.\n\n#   Uu diem\n":                      "3:5 unknown-section Ưu điểm",
		"## III. Kết quả\n":                          "1:4 unknown-section Kết quả",
		"## VI. Khác hẳn\n":                          "1:4 unknown-section ",
		"##\n":                                       "1:3 unknown-section ",
		"Lạ lùng\n===\n":                             "1:1 unknown-section ",
		"## V\n\nXem [bài](bai.md).\n":               "3:5 broken-link ",
		"## V\n\nXem [bài](#a).\n":                   "3:5 broken-link ",
		"## V\n\n![Ảnh](a.jpg)\n":                    "3:1 picture-in-report ",
		"## V\n\n<b>x</b>\n":                         "3:1 raw-html ",
		"V\n---\n\n#### Sâu\n":                       "4:1 heading-jump ",
	} {
		_, problems := ReadText("a.md", []byte(text), s)
		if len(problems) == 0 {
			t.Errorf("%q: no problem, want %s", text, want)
			continue
		}
		d := problems[0]
		got := strconv.Itoa(d.Line) + ":" + strconv.Itoa(d.Column) + " " + d.Code + " " + d.Suggestion
		if got != want || d.Severity != diag.Error && d.Code != "raw-html" && d.Code != "heading-jump" {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// FuzzCut wants every byte of a text in exactly one chunk, in its place.
func FuzzCut(f *testing.F) {
	for _, s := range []string{"a\n# b\nc", "# a\n## b ##\n```\n# c\n```\nd\n---\n", "Tên\n===\n\n- x\n---\n", "~~~\n# a", "   #\n    # b\n\t# c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var all strings.Builder
		line := 1
		for i, p := range cut([]byte(s), 1) {
			if i == 0 && p.level > 0 {
				blank, _, _ := strings.Cut(s, string(p.src))
				if strings.TrimSpace(blank) != "" {
					t.Fatalf("%q was lost", blank)
				}
				all.WriteString(blank)
				line += strings.Count(blank, "\n")
			}
			if p.line != line || p.level > 0 && p.column < 1 {
				t.Fatalf("chunk %d begins in line %d, not %d", i, line, p.line)
			}
			line += strings.Count(string(p.src), "\n")
			all.Write(p.src)
		}
		if got := all.String(); got != s && strings.TrimSpace(s) != "" {
			t.Fatalf("chunks %q", got)
		}
	})
}

// TestFootnotes wants the notes of all sections counted in one row, each address once, and each way to lead somewhere.
func TestFootnotes(t *testing.T) {
	s := load(t)
	note := "Một[^a], hai[^b], lại một[^a] `x id=\"fn-1\"`.\n\n[^a]: Nguồn 1-2 của A.\n[^b]: Nguồn B.\n"
	page := page(t, s, year(s), "## I\n\n"+note+"\n## Ưu điểm\n\n"+note+"\n## V\n\n"+note)
	_, page, _ = strings.Cut(page, "</style>")
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(`<[a-z]+ id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		ids[m[1]]++
	}
	for i := range 6 {
		n := strconv.Itoa(i + 1)
		if ids["fn-"+n] != 1 || ids["fnref-"+n] != 1 || !strings.Contains(page, `<a href="#fn-`+n+`" role="doc-noteref">`+n+`</a>`) ||
			!strings.Contains(page, `aria-label="Về chỗ đọc chú thích `+n+`">`) {
			t.Errorf("note %s: %v", n, ids)
		}
	}
	for _, m := range regexp.MustCompile(` href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] != 1 {
			t.Errorf("#%s leads to %d places", m[1], ids[m[1]])
		}
	}
	for _, want := range []string{`<ol start="3">`, `<ol start="5">`, "Nguồn 1-2 của A.", `<sup id="fnref-5-2">`, `chú thích 5-2">`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %s", want, page)
		}
	}
	if strings.Count(page, `<code>x id="fn-1"</code>`) != 3 {
		t.Error("what only looks like a note was changed")
	}
}
