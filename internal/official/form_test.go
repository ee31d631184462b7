package official

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bantin/internal/lang"
	"bantin/internal/site"
)

// TestHeldBack wants a report to say what it does not count, and nothing of it when it counts all.
func TestHeldBack(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "Chưa tính 01 bài còn lỗi, đang được giữ lại.", 12: "Chưa tính 12 bài còn lỗi, đang được giữ lại."} {
		for _, files := range []map[string]string{nil, filled} {
			s := load(t, files)
			s.HeldBack = n
			got := said(view(s, year(s), ""))
			if want == "" && strings.Contains(got, "Chưa tính") || !strings.Contains(got, want) {
				t.Errorf("%d held back:\n%s", n, got)
			}
		}
	}
}

// TestSource wants a report to say until when posts were published, not until when they tell of something.
func TestSource(t *testing.T) {
	const until = "đến ngày "
	for name, c := range map[string]struct{ post, want string }{
		"a notice of days to come":      {head("Sắp tới", "4/5/2021", "thu-vien", "form: thong-bao\nactivities: [{kind: hoi-nghi, date: 20/12/2021}]\n"), "04/05/2021;"},
		"told after the period":         {head("Năm qua", "5/1/2022", "thu-vien", "activities: [{kind: hoi-nghi, date: 30/12/2021}]\n"), "05/01/2022;"},
		"an old activity in a new post": {head("Nhìn lại", "4/5/2021", "thu-vien", "activities: [{kind: hoi-nghi, date: 3/1/2021}]\n"), "04/05/2021;"},
	} {
		s := loadAt(t, time.Date(2022, 1, 31, 12, 0, 0, 0, time.UTC), map[string]string{"content/posts/a.md": c.post})
		if got := said(view(s, year(s), "")); !strings.Contains(got, until+c.want) {
			t.Errorf("%s: no %s%s in\n%s", name, until, c.want, got)
		}
	}
}

// TestManyDocuments wants a long list of documents to be told in a sentence, a short one whole.
func TestManyDocuments(t *testing.T) {
	files := make(map[string]string)
	for i := range mostDocuments + 1 {
		if i == mostDocuments {
			if got := said(view(load(t, files), site.Filter{}, "")); !strings.Contains(got, "phổ biến trong kỳ:\n- ") || strings.Count(got, "(đăng ngày ") != i {
				t.Errorf("%d documents:\n%s", i, got)
			}
		}
		files["content/posts/"+strconv.Itoa(i)+".md"] = head("Văn bản "+strconv.Itoa(i), "4/5/2021", "thu-vien", "form: van-ban\n")
	}
	if got := said(view(load(t, files), site.Filter{}, "")); !strings.Contains(got, "đã ban hành, phổ biến 16 văn bản (có tên trong danh mục") || strings.Contains(got, "(đăng ngày ") {
		t.Errorf("16 documents:\n%s", got)
	}
}

// TestEnded holds the marks at the ends of addressees and recipients.
func TestEnded(t *testing.T) {
	v := view(load(t), site.Filter{}, "---\nto: [Ban A, Ban B.]\nrecipients: [Như trên, \"Ban C;\", \"Lưu: VT,\"]\n---\n")
	if !slices.Equal(v.To, []string{"Ban A;", "Ban B."}) || !slices.Equal(v.Recipients, []string{"Như trên;", "Ban C;", "Lưu: VT."}) {
		t.Errorf("%q, %q", v.To, v.Recipients)
	}
	if v = view(load(t), site.Filter{}, "---\nto: Ban A\n---\n"); !slices.Equal(v.To, []string{"Ban A"}) {
		t.Errorf("one addressee: %q", v.To)
	}
}

// TestEnglishPhrases wants English words for all of the default vocabulary, singular and plural, and none in Vietnamese.
func TestEnglishPhrases(t *testing.T) {
	s := load(t, map[string]string{"content/site.yaml": "title: News\nbase_url: https://union.example/\nlanguage: en\norganization: {name: Union}\n"})
	w := lang.For("en").Words.Report
	for _, all := range []lang.Phrases{w.Kinds, w.Metrics, w.Groups} {
		for _, p := range all {
			text := p.Name + p.Text + p.One + p.Times
			if p.Name == "" || strings.ContainsFunc(text, func(r rune) bool { return r > 'ÿ' }) || strings.Count(p.One, "{}") > 1 {
				t.Errorf("%s: %q", p.ID, text)
			}
		}
	}
	if len(w.Kinds) != len(s.Vocabulary.Kinds) || len(w.Metrics) != len(s.Vocabulary.Metrics) || len(w.Groups) != len(s.Vocabulary.Groups) {
		t.Errorf("%d kinds, %d metrics, %d groups", len(w.Kinds), len(w.Metrics), len(w.Groups))
	}
	for _, k := range s.Vocabulary.Kinds {
		if p := w.Kinds.For(k.ID, k.Title); p == nil || strings.Count(p.Text, "{}") != 1 || strings.Count(p.Times, "{}") != 1 {
			t.Errorf("the kind %s has no words", k.ID)
		}
	}
	for _, m := range s.Vocabulary.Metrics {
		if p := w.Metrics.For(m.ID, m.Title); p == nil || strings.Count(p.Text, "{}") != 1 {
			t.Errorf("the metric %s has no words", m.ID)
		}
	}
	for _, g := range s.Vocabulary.Groups {
		if w.Groups.For(g.ID, g.Title) == nil {
			t.Errorf("the group %s has no words", g.ID)
		}
	}
	s = load(t, map[string]string{
		"content/site.yaml": "title: News\nbase_url: https://union.example/\nlanguage: en\norganization: {name: Union}\n",
		"content/posts/a.md": head("One", "4/5/2021", "thu-vien", "activities:\n  - {kind: tap-huan, so-cuoc: 3, luot-nguoi: 1, id: a}\n"+
			"  - {kind: the-thao, doi: 2, so-tien: 5}\n  - {kind: the-thao, doi: 1}\n"),
	})
	got := said(view(s, year(s), ""))
	for _, want := range []string{"1 training course (3 classes), with 1 attendance.", "2 sports events, with 3 teams, 5 VND."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// TestRowsAreEscaped wants what templates do of themselves from the rows that are written without one.
func TestRowsAreEscaped(t *testing.T) {
	a := Appendix{Columns: []Column{{Number: true}, {}}, Rows: [][]string{{"1", `<b>"&'x` + "\x00"}}, Total: []string{"", "2"}}
	const want = "\n<tr><td class=\"n\">1</td><td>&lt;b&gt;&#34;&amp;&#39;x\uFFFD</td></tr>\n<tr class=\"total\"><td class=\"n\"></td><td>2</td></tr>"
	if got := string(a.Body()); got != want {
		t.Errorf("%q", got)
	}
}

// TestNumberOfActivities wants the last number of the list to be how many count.
func TestNumberOfActivities(t *testing.T) {
	s := load(t, filled)
	v := view(s, year(s), "")
	rows := v.Appendices[1].Rows
	if rows[0][0] != "(*)" || rows[1][0] != "1" || rows[len(rows)-1][0] != "4" {
		t.Errorf("%q", rows)
	}
}
