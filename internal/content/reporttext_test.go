package content

import (
	"slices"
	"testing"
	"time"
)

func TestReadReportText(t *testing.T) {
	s := defaultSettings()
	got, problems := ReadReportText("bao-cao.md", []byte("\ufeff---\r\nnumber: 47\r\ndate: 5/2/2022\r\n"+
		"title: Kết quả: năm 2021\r\nto: Liên đoàn Lao động tỉnh\r\nsignature: [TM. BAN THƯỜNG VỤ, CHỦ TỊCH]\r\ndraft: có\r\n---\r\nChữ.\r\n"), s)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	day := time.Date(2022, 2, 5, 0, 0, 0, 0, s.Zone)
	if got.Number != "47" || !got.Date.Equal(day) || got.Title != "Kết quả: năm 2021" || !slices.Equal(got.To, []string{"Liên đoàn Lao động tỉnh"}) ||
		!slices.Equal(got.Signature, []string{"TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"}) || !got.Draft || string(got.Body) != "Chữ.\n" || got.BodyLine != 9 {
		t.Errorf("%+v", got)
	}
}

func TestReadReportTextWithoutFrontMatter(t *testing.T) {
	got, problems := ReadReportText("a.md", []byte("\n## Ưu điểm\n"), defaultSettings())
	if len(problems) > 0 || string(got.Body) != "\n## Ưu điểm\n" || got.BodyLine != 1 {
		t.Errorf("%+v, %v", got, problems)
	}
}

func TestBadReportText(t *testing.T) {
	s := defaultSettings()
	s.UnknownKeys = "ignore"
	for text, want := range map[string]string{
		"---\nngày: 1/2/2022\n---\n":    "unknown-report-key",
		"---\ndate: 2/31/2022\n---\n":   "date-month",
		"---\ndraft: maybe\n---\n":      "bad-bool",
		"---\nnumber: 1\n":              "front-matter-open",
		"  \n":                          "empty-file",
		"a\x00":                         "nul-byte",
		"\xff\xfea\x00":                 "utf16",
		"---\nto: {a: b, c: d}\n---\nx": "bad-text",
	} {
		_, problems := ReadReportText("a.md", []byte(text), s)
		if len(problems) == 0 || problems[0].Code != want || problems[0].Severity != 0 {
			t.Errorf("%q: %v, want %s", text, problems, want)
		}
	}
}
