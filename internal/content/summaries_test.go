package content

import (
	"testing"
	"testing/fstest"
)

// With SummariesOnly front matter is read as ever, and of the bodies only what a good model needs.
func TestSummariesOnly(t *testing.T) {
	post := func(title, more, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\ndate: 27/5/2021\ntopic: a\nunit: b\n" + more + "---\n" + body)}
	}
	site := fstest.MapFS{
		"content/site.yaml":        {Data: []byte(plainSite)},
		"content/posts/1.md":       post("Thường", "", "Lời đầu, gọi 0905123456. <b>x</b>\n\n[hỏng](khong-co.md)"),
		"content/posts/2.md":       post("Hay", "commended: true\n", "Lời **đầu** <b>x</b>.\n\nLời sau."),
		"content/posts/3.md":       post("Hay, có tóm tắt", "commended: true\nsummary: Tóm tắt\n", "Lời đầu."),
		"content/posts/4.md":       post("Hay, không lời", "commended: true\n", ""),
		"content/posts/5.md":       post("Đồ họa", "form: infographic\nimages: [{file: a.png, alt: A}]\n", " \n"),
		"content/posts/6.md":       post("Số lạ", "activities:\n  - kind: hoi-nghi\n    luot-nguoi: -3\n", "Lời đầu."),
		"content/units/b.md":       {Data: []byte("---\ntitle: B\n---\nGiới thiệu <i>B</i>.")},
		"content/pages/lien-he.md": {Data: []byte("---\ntitle: Liên hệ\n---\n## Địa chỉ\n")},
	}
	s, err := Load(site, Options{Converter: converter, SummariesOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", "Lời đầu x.", "Tóm tắt", "", "", ""} {
		p := s.Posts[i]
		if p.Summary != want {
			t.Errorf("%s: summary %q, want %q", p.File, p.Summary, want)
		}
		if p.Body == nil || p.Body.HTML != "" || p.Body.Lead != "" {
			t.Errorf("%s has a body", p.File)
		}
		if held := i >= 4; p.Held != held {
			t.Errorf("%s: held %v", p.File, p.Held)
		}
	}
	if s.Units[0].Body.HTML != "" || s.Pages[0].Body == nil || len(s.Pages[0].Body.Headings) > 0 {
		t.Error("a unit or page has a body")
	}
	codes := make(map[string]int)
	for _, d := range s.Problems.All() {
		codes[d.Code]++
	}
	if len(codes) != 2 || codes["infographic-text-missing"] != 1 {
		t.Errorf("problems: %v", codes)
	}
	full, err := Load(site, Options{Converter: converter})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range s.Posts {
		if p.Commended && p.Summary != full.Posts[i].Summary {
			t.Errorf("%s: summary %q, when bodies are read %q", p.File, p.Summary, full.Posts[i].Summary)
		}
	}
	if full.Problems.Len() <= s.Problems.Len() {
		t.Error("bodies have no problems: the sample tries nothing")
	}
	if s, err = Load(site, Options{SummariesOnly: true}); err != nil || s.Posts[1].Summary != "" {
		t.Errorf("without a converter: %v, %q", err, s.Posts[1].Summary)
	}
}
