package kit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"bantin/internal/card"
	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/render"
	"bantin/internal/site"
	"bantin/layouts"
	"bantin/static"
)

const siteFile = `title: Công đoàn Viên chức
base_url: https://congdoan.example/tin/
`

// maker gives the kits of a site with one post, of this front matter and text, and the post.
func maker(t *testing.T, settings, matter, body string, cards bool) (*Maker, *site.Post) {
	t.Helper()
	fsys := fstest.MapFS{
		"content/site.yaml":              {Data: []byte(settings)},
		"content/topics/hien-mau.md":     {Data: []byte("---\ntitle: Hiến máu tình nguyện\nshort: Hiến máu\n---\n")},
		"content/topics/dai.md":          {Data: []byte("---\ntitle: Một chủ đề có tên dài hơn hẳn mọi thẻ khác\nshort: Chủ đề dài\n---\n")},
		"content/units/y-te.md":          {Data: []byte("---\ntitle: Công đoàn cơ sở Sở Y tế\nshort: CĐCS Sở Y tế\n---\n")},
		"content/units/noi-vu.md":        {Data: []byte("---\ntitle: Công đoàn cơ sở Sở Nội vụ\nshort: CĐCS Sở Nội vụ\n---\n")},
		"content/units/so-y-te.md":       {Data: []byte("---\ntitle: Công đoàn cơ sở Thư viện\n---\n")},
		"content/campaigns/giot-hong.md": {Data: []byte("---\ntitle: Giọt hồng tháng 5/2021\nshort: Giọt hồng\nfrom: 2021-05-01\n---\n")},
		"content/posts/ngay-hoi.md":      {Data: []byte("---\n" + matter + "slug: ngay-hoi\n---\n" + body)},
	}
	src, err := content.Load(fsys, content.Options{Converter: func(s *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: s.Language, Words: lang.For(s.Language).Words.Body})
	}})
	if err != nil {
		t.Fatal(err)
	}
	s, problems := site.New(src, site.Options{Now: time.Date(2021, 12, 1, 8, 0, 0, 0, time.FixedZone("", 7*3600))})
	for _, d := range append(src.Problems.All(), problems.All()...) {
		if s.Blocking(d) {
			t.Fatalf("%+v", d)
		}
	}
	in := render.Input{Site: s, Layouts: layouts.FS, Static: static.FS, Shares: new(render.Shares)}
	if cards {
		if in.Cards, err = card.New(nil); err != nil {
			t.Fatal(err)
		}
		in.Keep = func(w *bytes.Buffer, _ [32]byte, draw func(*bytes.Buffer) error) error { return draw(w) }
	}
	if found, err := render.Pages(new(output.Tree), in); err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	return New(s, in.Shares), s.All[0]
}

const matter = `title: Ngày hội hiến máu 2021
date: 2021-05-27
topic: hien-mau
unit: y-te
campaign: giot-hong
summary: Ba trăm đoàn viên dự ngày hội. Máu được chuyển về TP. Huế trong ngày.
activities:
  - kind: hien-mau
    date: 26/5/2021
    luot-nguoi: 1.312
    so-cuoc: 1
    don-vi-mau: 205
`

func TestCaptions(t *testing.T) {
	m, p := maker(t, siteFile, matter, "Lời bài.\n", false)
	const address = "https://congdoan.example/tin/2021/05/ngay-hoi/"
	c := m.Kit(p).Captions
	for _, of := range []struct{ name, got, want string }{
		{"facebook, short", c.Facebook.Short, "Ngày hội hiến máu 2021\nBa trăm đoàn viên dự ngày hội. Máu được chuyển về TP. Huế trong ngày.\n\n" + address + "\n#HienMauTinhNguyen #GiotHong"},
		{"facebook, long", c.Facebook.Long, "Ngày hội hiến máu 2021\n\nBa trăm đoàn viên dự ngày hội. Máu được chuyển về TP. Huế trong ngày.\n\n" +
			"1.312 lượt người tham dự · 205 đơn vị máu\n26/05/2021 · Công đoàn cơ sở Sở Y tế\n\nĐọc toàn bài: " + address + "\n\n#HienMauTinhNguyen #GiotHong #CDCSSoYTe"},
		{"zalo, short", c.Zalo.Short, "Ngày hội hiến máu 2021\n1.312 lượt người tham dự · 26/05/2021 · Công đoàn cơ sở Sở Y tế\n" + address},
		{"zalo, long", c.Zalo.Long, "Ngày hội hiến máu 2021\n26/05/2021 · Công đoàn cơ sở Sở Y tế\n\n" +
			"Ba trăm đoàn viên dự ngày hội. Máu được chuyển về TP. Huế trong ngày.\n1.312 lượt người tham dự · 205 đơn vị máu\n\nĐọc toàn bài: " + address},
	} {
		if of.got != of.want {
			t.Errorf("%s:\n%s\nwant\n%s", of.name, of.got, of.want)
		}
	}
}

func TestEnglishCaptions(t *testing.T) {
	m, p := maker(t, siteFile+"language: en\n", strings.Replace(matter, "unit: y-te", "unit: [y-te, noi-vu, so-y-te]", 1), "Text.\n", false)
	c := m.Kit(p).Captions
	if want := "26 May 2021 · CĐCS Sở Y tế and 2 other units\n\n"; !strings.Contains(c.Zalo.Long, want) || !strings.Contains(c.Zalo.Long, "Full story: https://") {
		t.Errorf("%s\nlacks %s", c.Zalo.Long, want)
	}
}

// Whatever a post says, captions hold whole sentences of it, and the address.
func TestOddPosts(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Câu này có đúng bảy âm tiết. ", 60))
	endless := strings.TrimSpace(strings.Repeat("không có dấu chấm ", 90))
	title := strings.TrimSpace(strings.Repeat("Tiêu đề dài ", 25))
	base := "date: 2021-05-27\ntopic: hien-mau\nunit: y-te\n"
	for _, c := range []struct {
		name, matter, body string
		has, lacks         []string
	}{
		{"nothing but a title", "title: Tin ngắn\n" + base, "", []string{"Tin ngắn\n27/05/2021"}, []string{"\n\n\n", "…"}},
		{"a title of 300 letters", "title: " + title + "\n" + base, "Lời bài.\n", []string{title + "\n", "Lời bài."}, []string{"…"}},
		{"a summary from the text", "title: Tin\n" + base, long + "\n", []string{"Câu này có đúng bảy âm tiết.\n"}, []string{"…", "âm tiết \n"}},
		{"a text without a full stop", "title: Tin\n" + base, endless + "\n", nil, []string{"…", "không có dấu"}},
		{"a long sentence alone", "title: Tin\n" + base + "summary: " + endless[:700] + ".\n", "", []string{endless[:700] + "."}, []string{"…"}},
		{"a lead-in to a list", "title: Tin\n" + base, "Hội nghị đã bàn. Chương trình gồm:\n\n- một\n", []string{"Hội nghị đã bàn."}, []string{"gồm"}},
		{"the title again", "title: Hội nghị đã họp\n" + base, "Hội nghị đã họp. Rồi bế mạc.\n", []string{"Rồi bế mạc."}, []string{"Hội nghị đã họp."}},
		{"signs", "title: '<b> & \"c\"'\n" + base, "1 < 2 & 3. Xong.\n", []string{`<b> & "c"`, "1 < 2 & 3. Xong."}, []string{"&lt;", "&amp;"}},
	} {
		m, p := maker(t, siteFile, c.matter, c.body, false)
		k := m.Kit(p)
		long := k.Captions.Facebook.Long + "\n" + k.Captions.Zalo.Long
		for _, want := range c.has {
			if !strings.Contains(long, want) {
				t.Errorf("%s: lacks %q:\n%s", c.name, want, long)
			}
		}
		for _, text := range []string{k.Captions.Facebook.Short, k.Captions.Facebook.Long, k.Captions.Zalo.Short, k.Captions.Zalo.Long} {
			if !strings.Contains(text, k.URL) || !strings.HasPrefix(text, p.Title) || strings.TrimSpace(text) != text {
				t.Errorf("%s: %q", c.name, text)
			}
			for _, bad := range c.lacks {
				if strings.Contains(text, bad) {
					t.Errorf("%s: has %q:\n%s", c.name, bad, text)
				}
			}
		}
		if n := utf8.RuneCountInString(k.Captions.Zalo.Long); n > 2000 {
			t.Errorf("%s: Zalo takes no message of %d characters", c.name, n)
		}
	}
}

func TestHashtags(t *testing.T) {
	m, p := maker(t, siteFile, "title: Tin\ndate: 2021-05-27\ntopic: [dai, hien-mau]\nunit: [y-te, noi-vu, so-y-te]\ncampaign: giot-hong\n", "", false)
	want := "[#ChuDeDai #HienMauTinhNguyen #GiotHong #CDCSSoYTe #CDCSSoNoiVu]"
	if got := fmt.Sprint(m.Kit(p).Hashtags); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestFiles(t *testing.T) {
	m, p := maker(t, siteFile, matter, "Lời bài.\n", true)
	tree := new(output.Tree)
	m.Add(tree)
	var names []string
	var k Kit
	for _, f := range tree.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		name, beside := strings.CutPrefix(f.Path, "2021/05/ngay-hoi/")
		if !beside || f.Source != p.File || (f.Key == [32]byte{}) != (name == site.KitFile) {
			t.Errorf("%+v", f)
		}
		names = append(names, name)
		switch {
		case name == site.KitFile:
			if err := json.Unmarshal(b.Bytes(), &k); err != nil || f.Kind != output.Data {
				t.Error(err)
			}
			if bytes.Contains(b.Bytes(), []byte(`\u00`)) {
				t.Errorf("escaped: %s", b.Bytes())
			}
		case strings.HasPrefix(name, "square."):
			if c, err := png.DecodeConfig(&b); err != nil || c.Width != card.Side || c.Height != card.Side {
				t.Errorf("%s: %v, %v", name, c, err)
			}
			if want := "https://congdoan.example/tin/" + f.Path; m.Kit(p).Square.URL != want {
				t.Errorf("the square card is at %s, want %s", m.Kit(p).Square.URL, want)
			}
		}
	}
	if len(names) != 4 || fmt.Sprint(names[:3]) != "[kit.json qr.svg qr.png]" {
		t.Errorf("%q", names)
	}
	if k.Card == nil || k.Card.Width != "1200" || k.Square == nil || k.Square.Width != "1080" || k.QR.SVG != k.URL+"qr.svg" {
		t.Errorf("%+v", k)
	}
}

// The preview is at an address of its own; what it offers is for readers of the published site.
func TestPublished(t *testing.T) {
	m, p := maker(t, siteFile, matter, "Lời bài.\n", true)
	m.base, m.s.Settings.BaseURL = "http://127.0.0.1:1313", "https://congdoan.example/tin"
	if got := m.Kit(p).URL; got != "http://127.0.0.1:1313/2021/05/ngay-hoi/" {
		t.Errorf("at the preview: %s", got)
	}
	other := m.Published()
	if k := other.Kit(p); k.URL != "https://congdoan.example/tin/2021/05/ngay-hoi/" || !strings.HasPrefix(k.QR.PNG, k.URL) || !strings.HasPrefix(k.Square.URL, k.URL) || !strings.Contains(k.Captions.Zalo.Short, k.URL) {
		t.Errorf("published: %+v", k)
	}
	if m.Files(p)[1].Key == other.Files(p)[1].Key {
		t.Error("codes of other addresses have one key")
	}
}

// Without share cards there is no square one.
func TestNoCards(t *testing.T) {
	m, p := maker(t, siteFile, matter, "Lời bài.\n", false)
	if k := m.Kit(p); k.Square != nil || len(m.Files(p)) != 3 {
		t.Errorf("%+v", k.Square)
	}
}
