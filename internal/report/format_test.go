package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"

	"github.com/google/go-cmp/cmp"
)

func topic(id, title string) *site.Topic {
	return &site.Topic{Topic: &content.Topic{Meta: content.Meta{ID: id, Title: title}}}
}

func unit(id, title string) *site.Unit {
	return &site.Unit{Unit: &content.Unit{Meta: content.Meta{ID: id, Title: title}}}
}

// sample is a small year.
func sample() *site.Rollup {
	people, meetings := &content.MetricDef{ID: "luot-nguoi"}, &content.MetricDef{ID: "so-cuoc"}
	day := func(m time.Month, d int) time.Time {
		return time.Date(2021, m, d, 0, 0, 0, 0, time.FixedZone("+07", 7*3600))
	}
	return &site.Rollup{
		From: day(1, 1), To: day(12, 31), Posts: 3, Activities: 2, HeldBack: 1,
		Metrics: []site.Sum{{Metric: people, N: 1_250}, {Metric: meetings, N: 14}},
		Forms:   []site.FormRow{{Form: content.News, Posts: 2}, {Form: content.Infographic, Posts: 1}},
		Kinds:   []site.KindRow{{Kind: &content.Kind{ID: "hoi-nghi", Title: "Hội nghị; học tập"}, Activities: 2, Metrics: []site.Sum{{Metric: people, N: 0}}}},
		Topics:  []site.TopicRow{{Topic: topic("phap-luat", "Pháp luật"), Posts: 2, Activities: 2}, {Topic: topic("y-te", `Y "tế"`)}},
		Units:   []site.UnitRow{{Unit: unit("so-noi-vu", "=HYPERLINK(\"x\")"), Posts: 1, Activities: 1, Joint: 1, Metrics: []site.Sum{{Metric: meetings, N: 14}}}},
		Months: []site.MonthRow{{Year: 2021, Month: 1}, {Year: 2021, Month: 2, Posts: 2, Activities: 2,
			Metrics: []site.Sum{{Metric: people, N: 1_250}}}},
		Commended: []*site.Post{{URL: "/2021/06/hop-thu-sang-kien/"}},
	}
}

func TestJSON(t *testing.T) {
	const want = `{"from": "2021-01-01", "to": "2021-12-31", "campaign": null, "unit": null,
 "posts": 3, "activities": 2, "held_back": 1,
 "metrics": {"luot-nguoi": 1250, "so-cuoc": 14},
 "forms": [
  {"id": "tin", "posts": 2},
  {"id": "infographic", "posts": 1}],
 "kinds": [
  {"id": "hoi-nghi", "activities": 2, "metrics": {"luot-nguoi": 0}}],
 "topics": [
  {"id": "phap-luat", "posts": 2, "activities": 2},
  {"id": "y-te", "posts": 0, "activities": 0}],
 "units": [
  {"id": "so-noi-vu", "posts": 1, "activities": 1, "joint": 1, "metrics": {"so-cuoc": 14}}],
 "months": [
  {"month": "2021-01", "posts": 0, "activities": 0, "metrics": {}},
  {"month": "2021-02", "posts": 2, "activities": 2, "metrics": {"luot-nguoi": 1250}}],
 "commended": ["/2021/06/hop-thu-sang-kien/"]}
`
	var b bytes.Buffer
	JSON(&b, sample())
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !json.Valid(b.Bytes()) {
		t.Error("not valid JSON")
	}
}

func TestJSONOpenEnds(t *testing.T) {
	r := &site.Rollup{
		From:     time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC),
		Campaign: &site.Campaign{Campaign: &content.Campaign{Meta: content.Meta{ID: "bau-cu"}}},
		Unit:     unit("so-noi-vu", ""),
	}
	var b bytes.Buffer
	JSON(&b, r)
	const want = `{"from": "2021-03-01", "to": null, "campaign": "bau-cu", "unit": "so-noi-vu",
 "posts": 0, "activities": 0, "held_back": 0,
 "metrics": {},
 "forms": [],
 "kinds": [],
 "topics": [],
 "units": [],
 "months": [],
 "commended": []}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	b.Reset()
	JSON(&b, &site.Rollup{Metrics: []site.Sum{{Metric: &content.MetricDef{ID: "a\"</script>\u2028\x01"}, N: 1}}})
	if !json.Valid(b.Bytes()) || !strings.HasPrefix(b.String(), `{"from": null, "to": null,`) || strings.Contains(b.String(), "</script>") {
		t.Errorf("hostile id: %s", b.String())
	}
}

func TestCSV(t *testing.T) {
	want := "\ufeff" + strings.ReplaceAll(`table;id;title;posts;activities;joint;luot-nguoi;so-cuoc
total;;Tổng cộng;3;2;;1250;14
forms;tin;Tin;2;;;;
forms;infographic;Infographic;1;;;;
kinds;hoi-nghi;"Hội nghị; học tập";;2;;0;
topics;phap-luat;Pháp luật;2;2;;;
topics;y-te;"Y ""tế""";0;0;;;
units;so-noi-vu;"'=HYPERLINK(""x"")";1;1;1;;14
months;2021-01;Tháng 1/2021;0;0;;;
months;2021-02;Tháng 2/2021;2;2;;1250;
`, "\n", "\r\n")
	var b bytes.Buffer
	CSV(&b, sample(), lang.For("vi"))
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	b.Reset()
	CSV(&b, sample(), lang.For("en"))
	if !strings.Contains(b.String(), ";February 2021;") || !strings.Contains(b.String(), "total;;Total;") {
		t.Errorf("English words are missing:\n%s", b.String())
	}
}

func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"":               "",
		"Công đoàn":      "Công đoàn",
		"a=1":            "a=1",
		"=1+1":           "'=1+1",
		"+84":            "'+84",
		"-1":             "'-1",
		"@SUM(A1)":       "'@SUM(A1)",
		"\t=1":           "' =1",
		"\r\n=1":         "'  =1",
		"  =1":           "'  =1",
		"＝1":             "'＝1",
		"–":              "–",
		"hai\ndòng":      "hai dòng",
		"'":              "'",
		"a, b-c, d=e":    "a, b-c, d=e",
		"a,=1":           "a,'=1",
		"a, \"@b\",-2,c": "a,' \"@b\",'-2,c",
		"\u3000\u200b=1": "'\u3000\u200b=1",
		"\x00\x1b[31mđỏ": "  [31mđỏ",
	} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzTables asserts that any id and title come back from CSV as one cell of its row that no spreadsheet computes, and that
// any id comes back from JSON as it was, in text that no page takes for markup.
func FuzzTables(f *testing.F) {
	f.Add("=1", "u")
	f.Add("a;\"b\"\r\nc", "</script>\u2028")
	f.Add("\ufeff+1", " \u00a0-1")
	f.Add("＝1", "\x00\t@")
	f.Fuzz(func(t *testing.T, title, id string) {
		r := &site.Rollup{
			Units: []site.UnitRow{{Unit: unit(id, title), Posts: 1}}, Topics: []site.TopicRow{{Topic: topic(id, title)}},
			Metrics: []site.Sum{{Metric: &content.MetricDef{ID: id}, N: 7}}, Commended: []*site.Post{{URL: title}},
		}
		checkCSV(t, r)
		checkJSON(t, r, strings.ToValidUTF8(id, "\ufffd"))
	})
}

func checkCSV(t *testing.T, r *site.Rollup) {
	var b bytes.Buffer
	CSV(&b, r, lang.For("vi"))
	in := csv.NewReader(bytes.NewReader(b.Bytes()[3:]))
	in.Comma = ';'
	rows, err := in.ReadAll()
	if err != nil || len(rows) != 4 || len(rows[3]) != 7 {
		t.Fatalf("%v: %q", err, rows)
	}
	for _, row := range rows {
		for _, cell := range row {
			start := strings.TrimLeft(cell, " \u00a0")
			if r, _ := utf8.DecodeRuneInString(start); start != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) || strings.ContainsFunc(cell, func(r rune) bool { return r < ' ' }) {
				t.Fatalf("a cell is %q", cell)
			}
		}
	}
}

func checkJSON(t *testing.T, r *site.Rollup, id string) {
	var b bytes.Buffer
	JSON(&b, r)
	var got struct {
		Units     []struct{ ID string }
		Metrics   map[string]int
		Commended []string
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || len(got.Units) != 1 || len(got.Commended) != 1 {
		t.Fatalf("%v: %s", err, b.Bytes())
	}
	// What is not UTF-8 becomes U+FFFD, one for each byte or for several.
	same := func(s string) bool { return strings.ContainsRune(id, utf8.RuneError) || s == id }
	for key, n := range got.Metrics {
		if !same(key) || n != 7 {
			t.Errorf("metric %q is %q: %d", id, key, n)
		}
	}
	if !same(got.Units[0].ID) || bytes.ContainsAny(b.Bytes(), "<>&\u2028\u2029") {
		t.Errorf("%q becomes %s", id, b.Bytes())
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Công đoàn": "Công đoàn", "a\tb\nc": "a\tb\nc", "a\x0bb\x1b[31m": "ab[31m", "\x7f\u0085\u009f": "", "\ufffe\uffff x": " x", "ﻷ é\u200b©": "ﻷ é\u200b©", "a\xffb": "a\ufffdb",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
