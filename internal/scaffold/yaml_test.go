package scaffold

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/limits"
	"bantin/internal/markdown"
	"bantin/internal/site"
	"bantin/internal/viet"
)

const siteYAML = "title: Bản tin\nbase_url: https://example.org/\ntimezone: Asia/Ho_Chi_Minh\n"

// smallDesk is a desk over a site that is in memory: what it writes is only made.
func smallDesk(t testing.TB, more string) (*Desk, fstest.MapFS) {
	t.Helper()
	files := fstest.MapFS{
		"content/site.yaml":                {Data: []byte(siteYAML + more)},
		"content/topics/phap-luat.md":      {Data: []byte("---\ntitle: Pháp luật\n---\n")},
		"content/units/so-noi-vu.md":       {Data: []byte("---\ntitle: CĐCS Sở Nội vụ\n---\n")},
		"content/units/123.md":             {Data: []byte("---\ntitle: \"Đơn vị # số: 123\"\n---\n")},
		"content/campaigns/cong-nhan.md":   {Data: []byte("---\ntitle: Tháng Công nhân\nfrom: 1/5/2021\nto: 31/5/2021\n---\n")},
		"content/campaigns/thang-tet.md":   {Data: []byte("---\ntitle: Tết\nfrom: 1/1/2021\n---\n")},
		"content/campaigns/thang-nay-x.md": {Data: []byte("---\ntitle: Sau\nfrom: 1/1/2022\n---\n")},
	}
	src, problems := read(t, files)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s, _ := site.New(src, site.Options{Now: time.Date(2021, 5, 27, 1, 30, 0, 0, time.UTC)})
	return &Desk{Site: s, source: src}, files
}

// read reads a site as a build does, and gives what is wrong in its files.
func read(t testing.TB, files fstest.MapFS) (*content.Source, []string) {
	t.Helper()
	src, err := content.Load(files, content.Options{Converter: func(c *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: c.Language, Words: lang.For(c.Language).Words.Body})
	}})
	if err != nil {
		t.Fatal(err)
	}
	var problems []string
	for _, p := range src.Problems.All() {
		problems = append(problems, p.Severity.String()+" "+p.Code+" "+strings.Join(p.Args, " "))
	}
	return src, problems
}

// FuzzPostText holds that whatever a person types as title and descriptions
// reads back as it was typed, in front matter and in the body.
func FuzzPostText(f *testing.F) {
	for _, s := range []string{
		"Hội nghị: học tập", `Nói "có" và 'không'`, `C:\anh\n`, "- gạch đầu", "# thăng", "@ở đây", "& * ! | > % `", "[a](b)", "{a: b}",
		"true", "no", "~", "null", "Có", "123", "1e5", "0x1F", "1_000", "2021-05-27", "2021-05-27 08:30", "12:30", "1.250", ".5", "...", "---", "40 suất học bổng",
		"Hô\u0323i nghi\u0323", "a\u200bb", "xuống\ndòng", "a # b", "a:", ":a", "a: ", "? a", "🎉 vui", "“ngoặc”", "a  b", " a ", "\u00a0a\u00a0b", "a\tb", "<<", "<b>", "!x", "*đậm* _x_ ~y~", "a\\", "'", `"`, `''""`,
		"http://example.org/?a=b&c=d", "&amp;", "=", "a\u2028b", "中文 tiêu đề", "y", "tin # a", "!!str a", "&a b", "*a", "| a", "[ ]", "www.example.org x",
	} {
		f.Add(s, s)
	}
	desk, files := smallDesk(f, "")
	day := viet.Moment{Time: time.Date(2021, 5, 27, 8, 30, 0, 0, desk.Site.Now.Location())}
	f.Fuzz(func(t *testing.T, title, alt string) {
		title, ok := Line(title)
		alt, ok2 := Line(alt)
		if !ok || !ok2 || title == "" || alt == "" || viet.Slug(title) == "" ||
			utf8.RuneCountInString(title) > limits.Title || utf8.RuneCountInString(alt) > limits.Caption { // the build tells of those
			t.Skip("no title or description that new would take")
		}
		p := &Post{
			Title: title, Date: day, Topics: desk.Site.Topics, Units: desk.Site.Units, Campaign: desk.Site.Campaigns[0],
			Photos: []Photo{{Alt: alt}, {Alt: alt}},
		}
		files["content/posts/x.md"] = &fstest.MapFile{Data: desk.postText(p, []string{"a.jpg", "b.jpg"})}
		src, problems := read(t, files)
		got := src.Posts[0]
		problems = slices.DeleteFunc(problems, func(s string) bool { return strings.HasPrefix(s, "warning ") })
		if len(problems) > 0 {
			t.Fatalf("%q: %v\n%s", title, problems, files["content/posts/x.md"].Data)
		}
		if got.Title != title || got.Slug != viet.Slug(title) || !got.Date.Equal(day.Time) || got.Cover == nil || got.Cover.Alt != alt {
			t.Errorf("%q %q: %q, %q, %v, %+v\n%s", title, alt, got.Title, got.Slug, got.Date, got.Cover, files["content/posts/x.md"].Data)
		}
		if refs := got.Body.Refs; len(refs) != 1 || untypeset.Replace(refs[0].Alt) != untypeset.Replace(alt) || refs[0].Dest != "b.jpg" {
			t.Errorf("%q in the body: %+v\n%s", alt, refs, files["content/posts/x.md"].Data)
		}
		if names := []string{got.Units[0].Text, got.Units[1].Text}; !slices.Equal(names, []string{desk.Site.Units[0].ID, desk.Site.Units[1].ID}) {
			t.Errorf("units %q", names)
		}
		if got := scalar(title); strings.HasPrefix(got, title) && strings.ContainsAny(title, ":#\"'[]{}&*|>%@`") {
			t.Errorf("%q is not quoted", title)
		}
	})
}

// untypeset undoes what the conversion of a body does to quotes and dots.
var untypeset = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "…", "...", "–", "--", "—", "---", "\u00a0", " ")

// Everything that a new file proposes in comments is something that can be written there.
func TestProposalsCanBeTaken(t *testing.T) {
	for _, language := range []string{"", "language: en\n"} {
		desk, files := smallDesk(t, language)
		w := desk.words()
		take := func(name, text string) {
			t.Helper()
			var b strings.Builder
			n := 0
			for line := range strings.Lines(text) {
				if hint, ok := strings.CutPrefix(line, "# "); ok && !strings.HasPrefix(hint, w.how) && !strings.HasPrefix(hint, w.body) {
					line, n = hint, n+1
				}
				b.WriteString(strings.ReplaceAll(line, "watch?v=…", "watch?v=AAAAAAAAAAA"))
			}
			files[name] = &fstest.MapFile{Data: []byte(b.String())}
			_, problems := read(t, files)
			delete(files, name)
			if len(problems) > 0 || n < 4 {
				t.Errorf("%s, %d proposals: %v\n%s", name, n, problems, b.String())
			}
			for line := range strings.Lines(text) {
				if len([]rune(line)) > 112 {
					t.Errorf("%s: a line of %d characters: %s", name, len([]rune(line)), line)
				}
			}
		}
		for form := range content.NumForms {
			p := &Post{Title: "Bài mới", Date: viet.Moment{Time: desk.Site.Now}, Topics: desk.Site.Topics, Units: desk.Site.Units[:1], Form: content.Form(form)}
			text := string(desk.postText(p, nil))
			if content.Form(form) == content.Infographic {
				text += "Bản chữ.\n"
			}
			text = strings.ReplaceAll(text, "\ndraft: true #", "\n#draft: true #")
			take("content/posts/x.md", text)
			if !strings.Contains(text, "campaign: cong-nhan #") {
				t.Errorf("the campaign of the day is not proposed:\n%s", text)
			}
		}
		for _, kind := range []Kind{Topics, Units, Campaigns} {
			e := &Entry{Kind: kind, Title: "Tên mới"}
			if kind == Campaigns {
				e.From = viet.Moment{Time: desk.Site.Now}
			}
			take(e.File(), string(desk.entryText(e)))
		}
	}
}

func TestStamp(t *testing.T) {
	for _, zoneName := range []string{"Asia/Ho_Chi_Minh", "Europe/Berlin", "UTC"} {
		zone, err := time.LoadLocation(zoneName)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []viet.Moment{
			{Time: time.Date(2021, 5, 27, 0, 0, 0, 0, zone), DateOnly: true},
			{Time: time.Date(2021, 5, 27, 8, 30, 0, 0, zone)},
			{Time: time.Date(2021, 5, 27, 8, 30, 5, 0, time.UTC)},
			{Time: time.Date(2021, 10, 31, 0, 30, 0, 0, time.UTC)}, // the hour that summer time repeats
			{Time: time.Date(2021, 10, 31, 1, 30, 0, 0, time.UTC)},
		} {
			text := stamp(m, zone)
			if again, err := viet.ParseMoment(text, zone); err != nil || !again.Equal(m.Time) || again.DateOnly != m.DateOnly {
				t.Errorf("%v in %s is written %q, which reads as %v (%v)", m, zone, text, again, err)
			}
		}
	}
}

func TestFindForm(t *testing.T) {
	for name, want := range map[string]string{"tin": "tin", "Ảnh": "hinh-anh", "photos": "hinh-anh", "BÀI VIẾT": "bai-viet", "Notice": "thong-bao"} {
		if f, _, ok := FindForm(name); !ok || f.ID() != want {
			t.Errorf("%q: %v %v", name, f.ID(), ok)
		}
	}
	if _, near, ok := FindForm("infograpic"); ok || near != "infographic" {
		t.Errorf("near %q, %v", near, ok)
	}
}

func TestLine(t *testing.T) {
	for typed, want := range map[string]string{
		"  Hội\tnghị\n ": "Hội nghị", "H\u200bo\u0323\u0302i": "Hội", "Ðại hội Сông ðoàn": "Đại hội Công đoàn",
		"Đoàn Россия, Москва": "Đoàn Россия, Москва", "họp Союзa": "họp Союзa",
		"ðan@example.org https://example.org/сafe": "ðan@example.org https://example.org/сafe",
	} {
		if got, ok := Line(typed); got != want || !ok {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}
