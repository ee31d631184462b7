package render

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
	embedded "bantin/layouts"
)

func TestSections(t *testing.T) {
	all := tree(t, sample(t))
	for path, want := range map[string]string{
		"index.html":                              "",
		"tin-moi/index.html":                      "page Tin mới",
		"tin-moi/trang/2/index.html":              "true Tin mới",
		"don-vi/so-y-te/index.html":               "true Đơn vị",
		"infographic/chu-de/phap-luat/index.html": "true Infographic",
		"2021/04/to/index.html":                   "true Infographic",
		"2021/03/phim/index.html":                 "true Video",
		"2021/05/chung/index.html":                "",
		"hoat-dong/2021/05/index.html":            "true Hoạt động",
		"404.html":                                "",
	} {
		p := open(t, all, path)
		var got []string
		p.each("nav", func(n *html.Node) {
			if get(n, "class") != "nav" {
				return
			}
			for a := range n.Descendants() {
				if a.Type == html.ElementNode && get(a, "aria-current") != "" {
					got = append(got, get(a, "aria-current")+" "+words(a))
				}
			}
		})
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: current is %q, want %q", path, got, want)
		}
	}
}

func TestCampaign(t *testing.T) {
	all := tree(t, sample(t))
	p := open(t, all, "dot/hien-mau-2021/index.html")
	rows := table(t, p, "results")
	want := [][]string{
		{"Đơn vị", "Tin bài", "Hoạt động", "Đã đạt", "Mục tiêu", "Tỷ lệ"},
		{"CĐCS Sở Nội vụ", "1", "1", "1.250", none, none},
		{"Sở Y tế", "1", "1", "1.250", "100", "1.250%"},
		{"CĐCS Thư viện", none, none, none, none, none},
		{"CĐCS Trung tâm cũ", none, none, none, none, none},
		{"Cộng", "1", "1", "1.250", "400", "312,5%"},
	}
	for i := range want {
		if !slices.Equal(rows[i], want[i]) {
			t.Errorf("row %d is %q, want %q", i, rows[i], want[i])
		}
	}
	bar := p.first("progress")
	if get(bar, "value") != "400" || get(bar, "max") != "400" {
		t.Errorf("progress %s of %s", get(bar, "value"), get(bar, "max"))
	}
	text := words(p.root)
	for _, s := range []string{"Đang diễn ra · 01/03/2021–31/12/2021", "01/03/2021–31/03/2021 · xong", "đang chạy", "Đạt 312,5% mục tiêu 400"} {
		if !strings.Contains(text, s) {
			t.Errorf("no %q", s)
		}
	}
	for _, file := range []string{"data.csv", "data.json"} {
		if p.first("a", "href", "/news/dot/hien-mau-2021/"+file) == nil {
			t.Errorf("no link to %s", file)
		}
	}
}

func TestStatesOfPosts(t *testing.T) {
	all := tree(t, sample(t))
	expired := open(t, all, "2021/02/het-han/index.html")
	if !strings.Contains(words(expired.root), "hết hạn") || !strings.Contains(words(expired.root), "28/02/2021") {
		t.Error("no notice on the expired post, or not its last day")
	}
	removed := source(t, all, "2021/02/da-go/index.html")
	if strings.Contains(removed, "bí mật") || !strings.Contains(removed, "Gỡ theo đề nghị của đơn vị.") {
		t.Error("the removed post shows more than its notice")
	}
	for path, want := range map[string]string{"2021/07/nhap/index.html": "Bản nháp: chưa đăng", "2022/01/hen/index.html": "Hẹn ngày 02/01/2022"} {
		if !strings.Contains(words(open(t, all, path).root), want) {
			t.Errorf("%s has no mark", path)
		}
	}
	for _, f := range all.Files() {
		if f.Kind == output.Page && !strings.HasPrefix(f.Path, "2021/02/") {
			text := source(t, all, f.Path)
			if strings.Contains(text, "đã hết hạn") || strings.Contains(text, "da-go") {
				t.Errorf("%s names a post that is in no list", f.Path)
			}
		}
	}
}

func TestForms(t *testing.T) {
	all := tree(t, sample(t))
	photos := open(t, all, "2021/04/anh/index.html")
	if photos.first("a", "data-photo", "Ảnh 2/2") == nil || photos.first("template", "id", "_lightbox") == nil {
		t.Error("the photos have no lightbox")
	}
	sheet := open(t, all, "2021/04/to/index.html")
	if n := sheet.first("section", "id", "_text"); n == nil || !strings.Contains(words(n), "Bản chữ đầy đủ") {
		t.Error("the infographic has no text version")
	}
	if n := sheet.first("img", "width", "420"); n == nil || get(n, "height") != "1200" {
		t.Error("the sheet has no size")
	}
	tube := open(t, all, "2021/03/phim/index.html")
	facade := tube.first("a", "class", "facade")
	if facade == nil || get(facade, "href") != "https://www.youtube.com/watch?v=dQw4w9WgXcQ" ||
		get(facade, "data-embed") != "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1" {
		t.Error("the facade leads elsewhere")
	}
	if tube.first("iframe") != nil || !strings.Contains(words(tube.root), "(kết nối tới YouTube)") {
		t.Error("the reader is not told of YouTube before the click")
	}
	film := open(t, all, "2021/03/tep/index.html")
	if n := film.first("video"); n == nil || get(n, "preload") != "none" || !has(n, "controls") {
		t.Error("no video element")
	}
	if n := film.first("track"); n == nil || get(n, "kind") != "captions" || get(n, "label") == "" || get(n, "src") != "/news/2021/03/tep/phim.vtt" || get(n, "srclang") != "vi" {
		t.Error("no subtitles")
	}
	doc := words(open(t, all, "2020/12/huong-dan/index.html").root)
	if !strings.Contains(doc, "21/HD-CĐVC") || !strings.Contains(doc, "Nghị quyết số 1") {
		t.Error("the document has no number or basis")
	}
	joint := words(open(t, all, "2021/05/chung/index.html").root)
	for _, s := range []string{"1.250 ", "lượt người", "19/05/2021 , 7:00–11:30", "CĐCS Sở Y tế Phối hợp CĐCS Sở Nội vụ", "Kế hoạch PDF, 1 KB", "Ảnh: An"} {
		if !strings.Contains(joint, s) {
			t.Errorf("no %q in %s", s, joint)
		}
	}
}

func TestRedirectsAndAssets(t *testing.T) {
	all := tree(t, sample(t))
	p := open(t, all, "cu/doc-hai/index.html")
	if got := get(p.first("link", "rel", "canonical"), "href"); got != "https://example.org/news/2021/05/doc-hai/" {
		t.Errorf("canonical %s", got)
	}
	if got := get(p.first("meta", "http-equiv", "refresh"), "content"); got != "0; url=/news/2021/05/doc-hai/" {
		t.Errorf("refresh %s", got)
	}
	if p.first("a", "href", "/news/2021/05/doc-hai/") == nil {
		t.Error("no link")
	}
	home := open(t, all, "index.html")
	for _, tag := range []string{"link", "script"} {
		var n *html.Node
		if tag == "link" {
			n = home.first("link", "rel", "stylesheet")
		} else {
			n = home.first("script", "type", "")
		}
		address := strings.TrimPrefix(get(n, "href")+get(n, "src"), "/news/")
		if f, ok := all.Get(address); !ok || f.Kind != output.Asset || strings.Count(address, ".") != 2 {
			t.Errorf("%s is no hashed asset", address)
		}
	}
	for _, name := range []string{"site.css", "site.js", "share-card.png", "icon.svg", "fonts/literata-vi-600.woff2"} {
		if _, ok := all.Get(name); !ok {
			t.Errorf("no %s", name)
		}
	}
}

func TestPager(t *testing.T) {
	in := sample(t)
	page := &leaf{renderer: newRenderer(in), room: new(bytes.Buffer)}
	l := &site.List{URL: "/tin-moi/"}
	for n, want := range map[int]string{
		1: "[1] 2 … 9 ", 2: "1 [2] 3 … 9 ", 3: "1 2 [3] 4 … 9 ", 5: "1 … 4 [5] 6 … 9 ", 8: "1 … 7 [8] 9 ", 9: "1 … 8 [9] ",
	} {
		text := string(page.pager(l, n, 9).Items)
		text = strings.NewReplacer(`<span class="vh">Trang </span>`, "", `<span aria-current="page">`, "[", "<span>…</span>", "…").Replace(text)
		root, _ := html.Parse(strings.NewReader(strings.ReplaceAll(text, "</span>", "]")))
		if got := words(root); got != words(mustParse(want)) {
			t.Errorf("page %d: %q, want %q", n, got, want)
		}
	}
	if p := page.pager(l, 1, 9); p.Prev != "" || p.Next != "/news/tin-moi/trang/2/" {
		t.Errorf("neighbours of the first page: %q %q", p.Prev, p.Next)
	}
	if page.pager(l, 1, 1) != nil {
		t.Error("a list of one page has a pager")
	}
}

func mustParse(s string) *html.Node {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		panic(err)
	}
	return root
}

func TestEnglish(t *testing.T) {
	text := strings.NewReplacer("\ntitle: Bản tin &", "\nlanguage: en\ntitle: Bản tin &").Replace(readSample(t))
	in := Input{Site: load(t, files(text)), Layouts: embedded.FS, Static: sample(t).Static}
	p := words(open(t, tree(t, in), "2021/05/chung/index.html").root)
	for _, s := range []string{"Wednesday, 19 May 2021", "1,250", "Copy link", "Related posts", "With CĐCS Sở Nội vụ"} {
		if !strings.Contains(p, s) {
			t.Errorf("no %q in %s", s, p)
		}
	}
}

func TestEmptySite(t *testing.T) {
	in := sample(t)
	in.Site = load(t, files("-- content/site.yaml --\ntitle: Mới\nbase_url: https://example.org/news/\n"))
	all := tree(t, in)
	for _, f := range all.Files() {
		if f.Kind == output.Page {
			p := open(t, all, f.Path)
			checkOutline(t, p)
			checkIDs(t, p)
			checkHead(t, p, f.Path)
		}
	}
}

// Rendering again, and in another order, gives the same bytes.
func TestSameBytes(t *testing.T) {
	a, b := tree(t, sample(t)), tree(t, sample(t))
	list := slices.Clone(b.Files())
	slices.Reverse(list)
	for _, f := range list {
		again := source(t, b, f.Path)
		if again != source(t, a, f.Path) || again != source(t, b, f.Path) {
			t.Errorf("%s differs", f.Path)
		}
	}
}

// TestMetricWords holds what stands under a number and what follows it in a line, where a report has words for it and where not.
func TestMetricWords(t *testing.T) {
	women := content.MetricDef{ID: "luot-nu", Title: "Trong đó nữ", Unit: "lượt người", Label: "lượt người"}
	for _, c := range []struct {
		code, label, phrase string
		def                 content.MetricDef
	}{
		{"vi", "số cuộc", "cuộc", content.MetricDef{Title: "Số cuộc", Unit: "cuộc", Label: "cuộc"}},
		{"vi", "số tiền, đồng", "đồng", content.MetricDef{ID: "so-tien", Title: "Số tiền", Unit: "đồng"}},
		{"vi", "suất quà", "suất quà", content.MetricDef{Title: "Suất quà", Unit: "suất", Label: "suất quà"}},
		{"vi", "đội", "đội", content.MetricDef{Title: "Đội", Unit: ""}},
		{"vi", "VCNet, bài", "bài VCNet", content.MetricDef{Title: "VCNet", Unit: "bài"}},
		{"vi", "lượt nữ tham dự", "lượt nữ", women},
		{"en", "of which women", "by women", women},
		{"en", "contests", "contests", content.MetricDef{ID: "luot-nu", Title: "Contests"}}, // a meaning of its own
		{"en", "attendances", "attendance", content.MetricDef{ID: "luot-nguoi", Title: "Lượt người tham dự", Unit: "lượt người", Label: "lượt người"}},
	} {
		table := lang.For(c.code)
		r := &renderer{words: &table.Words, format: format{table: table}}
		if label, phrase := r.figureLabel(&c.def), r.metricPhrase(&c.def, 1); label != c.label || phrase != c.phrase {
			t.Errorf("%+v: %q, %q, want %q, %q", c.def, label, phrase, c.label, c.phrase)
		}
	}
}
