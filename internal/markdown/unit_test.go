package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"bantin/internal/limits"
	"bantin/internal/viet"
)

func TestYouTubeID(t *testing.T) {
	const id = "AbC-efGh_12"
	for _, address := range []string{
		"https://www.youtube.com/watch?v=" + id, "http://youtube.com/watch?v=" + id, "https://m.youtube.com/watch?app=desktop&v=" + id,
		"https://music.youtube.com/watch?v=" + id + "&list=RD1", "https://www.youtube-nocookie.com/embed/" + id,
		"https://youtu.be/" + id, "https://youtu.be/" + id + "?si=a-b&t=10", "youtu.be/" + id, "//youtu.be/" + id,
		"https://www.youtube.com/shorts/" + id + "?feature=share", "https://www.youtube.com/live/" + id + "/",
		"https://www.youtube.com/embed/" + id + "?start=3", "HTTPS://WWW.YouTube.COM/watch?v=" + id + "#t=5",
		"https://www.youtube.com/v/" + id, "https://youtu.be/" + id + "&t=3", "www.youtube.com/watch?v=" + id,
	} {
		if got, ok := YouTubeID(address); !ok || got != id {
			t.Errorf("YouTubeID(%q) = %q, %v", address, got, ok)
		}
	}
	for _, address := range []string{
		"", id, "chuyendoiso", "https://youtu.be/", "https://youtu.be/" + id + "x", "https://youtu.be/AbC-efGh_1", "https://youtu.be/AbC-efGh_1é",
		"https://youtu.be.evil.vn/" + id, "https://evil.vn/watch?v=" + id, "https://evilyoutube.com/watch?v=" + id,
		"https://www.youtube.com/playlist?list=" + id, "https://www.youtube.com/@kenh", "https://www.youtube.com/watch?x=" + id,
		"javascript://youtu.be/" + id, "https://a@youtu.be/" + id, "https://youtu.be:80/" + id, "https://youtu.be/" + id + "/x",
	} {
		if got, ok := YouTubeID(address); ok {
			t.Errorf("YouTubeID(%q) = %q, want none", address, got)
		}
	}
}

// TestPlaces marks with ¦ where each hole's element begins.
func TestPlaces(t *testing.T) {
	for _, src := range []string{
		"¦[a](b)",
		"Đoàn viên ¦[a](b) và ¦![c](d)",
		"> - Đường **đậm ¦[a](b)**\n>   - ¦<https://a.vn>\n>\n>   x ¦https://b.vn",
		"| Ă | ¦[a](b) |\n|---|---|\n| Đ ¦![x](y) | ¦[z](t) |",
		"1. một\n\n   ¦[a][r] ¦[r]\n\n[r]: /x",
		"# Đề ¦[a](b)\n\nđề ¦[c](d)\n===\n",
		"dòng\r\nĐ ¦[a](b)\r\n\r\n- Đ ¦[c](d)\r\n",
		"a\u00adb\u200b ¦[a](b)\n\u00ad¦[c](d)",
		"¦https://youtu.be/AbCdEfGhIj1\n\n  ¦<https://youtu.be/AbCdEfGhIj1>",
		"\tmã\n\n-\tđ ¦[a](b)",
		"Thư ¦nguyen_van_a@b.vn hay ¦www.a.vn",
		"¦[ảnh ¦![a](b)](c)",
		"Hỏi\n: Đáp ¦[a](b)",
	} {
		var want []string
		for i, line := range strings.Split(strings.ReplaceAll(src, "\r", ""), "\n") {
			column := 1
			for _, r := range line {
				if r == '¦' {
					want = append(want, fmt.Sprintf("%d:%d", i+21, column))
					continue
				}
				column++
			}
		}
		doc, _ := newConverter().Convert("post.md", 21, []byte(strings.ReplaceAll(src, "¦", "")))
		var got []string
		for _, r := range doc.Refs {
			got = append(got, fmt.Sprintf("%d:%d", r.Line, r.Column))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", src, diff)
		}
	}
}

func TestFootnotePlace(t *testing.T) {
	doc, _ := newConverter().Convert("post.md", 1, []byte("[^a]: Đ [x](y)\n\nĐoạn[^a] [z](t)\n"))
	if len(doc.Refs) != 2 || doc.Refs[0].Line != 3 || doc.Refs[1].Line != 1 || doc.Refs[1].Column != 9 {
		t.Errorf("%+v", doc.Refs)
	}
}

func TestLead(t *testing.T) {
	for src, want := range map[string]string{
		"![a](b.jpg \"c\")\n\n> trích\n\n- mục\n\n## Đề\n\nĐoạn \"một\" **đậm**\ndòng [hai](x) `mã` &amp; ![ảnh](y)[^1]...\n\n[^1]: x": "Đoạn “một” đậm dòng hai mã & ảnh…",
		"https://youtu.be/AbCdEfGhIj1\n\nSau video": "Sau video",
		"<b></b>\n\nHai":   "Hai",
		"## Chỉ có đề mục": "",
		"a  \nb":           "a b",
		"[^1]: x\n\n[r]: /y\n\nĐoạn [đầu][r].": "Đoạn đầu.",
	} {
		doc, _ := newConverter().Convert("post.md", 1, []byte(src))
		if doc.Lead != want {
			t.Errorf("lead of %q = %q, want %q", src, doc.Lead, want)
		}
	}
}

// TestWords compares with what viet.Count makes of the text without tags.
func TestWords(t *testing.T) {
	for _, src := range []string{
		body, "", "một", "Hỏi–Đáp Covid-19 2021--2026 a/b – - … “x” 1.250 (hai) &lt; &amp; <b>x</b>\n\n`a b`", "# A\n- b\n- c",
	} {
		doc, _ := newConverter().Convert("post.md", 1, []byte(src))
		if want := viet.Count(textOf(doc.HTML)); doc.Words != want {
			t.Errorf("%.30q has %d words, want %d", src, doc.Words, want)
		}
	}
}

func textOf(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.TextToken {
			b.Write(z.Text())
		}
	}
	return html.UnescapeString(b.String())
}

func TestRefused(t *testing.T) {
	for want, src := range map[string]string{
		"body-too-long":   strings.Repeat("a", int(limits.Body)+1),
		"nested-too-deep": "Đầu\n\n" + strings.Repeat("> ", 20000) + "a",
	} {
		doc, diags := newConverter().Convert("post.md", 5, []byte(src))
		if len(diags) != 1 || diags[0].Code != want || doc.HTML != "" || doc.Refs != nil || doc.Headings != nil {
			t.Errorf("%.10q: %v, %d bytes of HTML", src, diags, len(doc.HTML))
		}
		if want == "nested-too-deep" && diags[0].Line != 7 {
			t.Errorf("refused at line %d, want 7", diags[0].Line)
		}
	}
}

func TestDeepButFine(t *testing.T) {
	for _, src := range []string{
		strings.Repeat("> ", 40) + "a", strings.Repeat("- ", 40) + "a", strings.Repeat("*a ", 40) + strings.Repeat(" a*", 40),
		strings.Repeat("[a](/b) ", 400), strings.Repeat("**a** _b_ `c` ", 500), strings.Repeat("| a | b |\n|--|--|\n", 1) + strings.Repeat("| 1 | 2 |\n", 5000),
		strings.Repeat("- [ ] **a**: [b](/c)\n", 3000),
	} {
		if doc, diags := newConverter().Convert("post.md", 1, []byte(src)); len(diags) > 0 || doc.HTML == "" {
			t.Errorf("%.30q: %v", src, diags)
		}
	}
}

// TestLetters: text of an old encoding, letters of other alphabets and hidden
// characters are reported once, with the word.
func TestLetters(t *testing.T) {
	for src, want := range map[string]string{
		"Đoạn.\n\nHội nghị C«ng ®oµn tØnh": "3:10 legacy-encoding C«ng\n",
		"Coâng ñoaøn vieân":                "1:1 legacy-encoding Coâng\n",
		"Công Ðoàn, Ðảng":                  "1:6 look-alike-letter Ðoàn,\n",
		"Cоng đoàn":                        "1:2 look-alike-letter Cоng\n",
		"a\u00adb\u00adc \u200b d":         "1:2 invisible-character U+00AD\n1:7 invisible-character U+200B\n",
		"a\U000E0100b":                     "1:2 invisible-character U+E0100\n",
		"ế\u180eb\u3164":                   "1:2 invisible-character U+180E\n1:4 invisible-character U+3164\n",
		"x\u034f\u115f\u2800\ufff9":        "1:2 invisible-character U+034F\n1:3 invisible-character U+115F\n1:4 invisible-character U+2800\n1:5 invisible-character U+FFF9\n",
		"a\x00b":                           "",
		"Gia đình 👨‍👩‍👧 où tuân thủ Quân quê thuê": "",
	} {
		_, diags := newConverter().Convert("post.md", 1, []byte(src))
		if got := problems(diags); got != want {
			t.Errorf("%q: got %q, want %q", src, got, want)
		}
	}
}

// TestPiece holds what is different in a body that is a piece of a page.
func TestPiece(t *testing.T) {
	c := New(Options{Language: "vi", Under: 3, Notes: 4, NoIDs: true})
	doc, diags := c.Convert("a.md", 1, []byte("#### Mục\n\nMột[^a], hai[^b], lại một[^a].\n\n[^a]: A.\n[^b]: B.\n"))
	if len(diags) > 0 || doc.Notes != 2 || len(doc.Headings) > 0 {
		t.Errorf("%v, %d notes, headings %v", diags, doc.Notes, doc.Headings)
	}
	for _, want := range []string{
		"<h4>Mục</h4>", `<sup id="fnref-5"><a href="#fn-5" role="doc-noteref">5</a></sup>`, `<sup id="fnref-5-2">`, `<ol start="5">`,
		`<li id="fn-6">`, `<a href="#fnref-6" role="doc-backlink" aria-label="6">`, `aria-label="5-2">`,
	} {
		if !strings.Contains(doc.HTML, want) {
			t.Errorf("no %s in\n%s", want, doc.HTML)
		}
	}
	if _, diags = c.Convert("a.md", 1, []byte("##### Mục\n")); problems(diags) != "1:1 heading-jump Mục\n" {
		t.Errorf("h5 under h3: %v", diags)
	}
}

func TestConcurrent(t *testing.T) {
	c := newConverter()
	sources := []string{body, "# A\n\n[x](y) https://a.vn a[^1]\n\n[^1]: b", strings.Repeat("> ", 20000), "|a|b|\n|-|-|\n|1|2|"}
	var want []*Document
	for _, src := range sources {
		doc, _ := newConverter().Convert("post.md", 1, []byte(src))
		want = append(want, doc)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 40 {
				k := i % len(sources)
				if got, _ := c.Convert("post.md", 1, []byte(sources[k])); !cmp.Equal(got, want[k]) {
					t.Errorf("source %d differs", k)
				}
			}
		})
	}
	wg.Wait()
}

// TestWriteSkips: whoever fills the holes may leave a link's tags out.
func TestWriteSkips(t *testing.T) {
	doc, _ := newConverter().Convert("post.md", 1, []byte("[a ![i](i.jpg) b](x)[c](y) ![j](j.jpg)"))
	var calls []string
	var b bytes.Buffer
	doc.Write(&b, func(i int, open bool) { calls = append(calls, fmt.Sprint(i, open)) })
	if got := b.String(); got != "<p>a  bc </p>\n" {
		t.Errorf("got %q", got)
	}
	if want := []string{"0 true", "1 true", "0 false", "2 true", "2 false", "3 true"}; !slices.Equal(calls, want) {
		t.Errorf("calls %v, want %v", calls, want)
	}
}
