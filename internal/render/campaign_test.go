package render

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/lang"
	"bantin/internal/markdown"
	"bantin/internal/output"
	"bantin/internal/site"
	embedded "bantin/layouts"
	"bantin/static"
)

// wasTarget is the line of the test site's campaign that tests put others in place of.
const wasTarget = "target: {metric: luot-nguoi, total: 500, units: {a: 300, c: 100, cu: 50}}\n"

// campaignSite is the site of testdata/campaign.txtar at a moment, with some of its text replaced by other text.
func campaignSite(t *testing.T, now string, oldNew ...string) (*site.Site, *output.Tree) {
	t.Helper()
	text, err := os.ReadFile("testdata/campaign.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(oldNew); i += 2 {
		if !strings.Contains(string(text), oldNew[i]) {
			t.Fatalf("no %q to replace", oldNew[i])
		}
	}
	src, err := content.Load(files(strings.NewReplacer(oldNew...).Replace(string(text))), content.Options{Converter: func(s *content.Settings) *markdown.Converter {
		return markdown.New(markdown.Options{Language: s.Language, Words: lang.For(s.Language).Words.Body})
	}})
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	s, problems := site.New(src, site.Options{Now: at})
	for _, d := range append(src.Problems.All(), problems.All()...) {
		if d.Severity == diag.Error {
			t.Fatalf("%+v", d)
		}
	}
	return s, tree(t, Input{Site: s, Layouts: embedded.FS, Static: static.FS})
}

// shownFigures are the numbers of the figures in an element, by label.
func shownFigures(n *html.Node) map[string]string {
	all := make(map[string]string)
	if n == nil {
		return all
	}
	label := ""
	for d := range n.Descendants() {
		switch {
		case d.Type != html.ElementNode:
		case d.Data == "dt":
			label = words(d)
		case d.Data == "dd":
			all[label] = words(d)
		}
	}
	return all
}

// readBack is a number as the pages write it, read back.
func readBack(t *testing.T, s string) int64 {
	t.Helper()
	if s == none {
		return 0
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(s, ".", ""), 10, 64)
	if err != nil {
		t.Errorf("not a number: %q", s)
	}
	return n
}

func TestCampaignTimes(t *testing.T) {
	for _, c := range []struct {
		name, now string
		want, not []string
	}{
		{"the day before", "2021-02-28T16:59:59Z", []string{
			"Sắp tới · 01/03/2021–31/12/2021", "ngày nữa là bắt đầu 1", "mục tiêu, lượt người 500", "Mục tiêu của từng đơn vị", "CĐCS Cũ 50", "Một Lời một.",
			"Đợt này chưa có bài nào.",
		}, []string{"Tỷ lệ", "ngày còn lại", "0%", "Chưa ghi nhận"}},
		{"the first moment", "2021-02-28T17:00:00Z", []string{
			"Đang diễn ra ·", "Chưa có số liệu; mục tiêu 500 lượt người · ngày thứ 1 trên 306", "Kết quả theo đơn vị", "Chưa ghi nhận hoạt động nào.",
		}, []string{"0%", "ngày nữa"}},
		{"during", "2021-07-21T08:00:00+07:00", []string{
			"lượt người 350", "Đạt 70% mục tiêu 500 lượt người · ngày thứ 143 trên 306", "ngày còn lại 163", "Ngoài các chặng: 1 hoạt động , 1 tin bài .",
		}, nil},
		{"the last moment", "2021-12-31T16:59:59Z", []string{"Đang diễn ra", "Đạt 70% mục tiêu 500 lượt người · hôm nay là ngày cuối"}, []string{"ngày còn lại", "Chưa ghi nhận"}},
		{"the day after", "2021-12-31T17:00:00Z", []string{"Đã kết thúc ·", "Đạt 70% mục tiêu 500 lượt người"}, []string{"ngày còn lại", "ngày thứ", "đang chạy"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, all := campaignSite(t, c.now)
			p := open(t, all, "dot/dot/index.html")
			main := words(p.first("main"))
			for _, s := range c.want {
				if !strings.Contains(main, s) {
					t.Errorf("no %q in %s", s, main)
				}
			}
			for _, s := range c.not {
				if strings.Contains(main, s) {
					t.Errorf("%q in %s", s, main)
				}
			}
			if bar := p.first("progress"); (bar != nil) != strings.Contains(main, "70% mục tiêu") {
				t.Error("a bar without a number, or the other way round")
			}
			list := words(open(t, all, "dot/index.html").first("main"))
			state, _, _ := strings.Cut(c.want[0], " ·")
			if !strings.Contains(list, state) && c.name != "during" {
				t.Errorf("the list of campaigns lacks %q: %s", state, list)
			}
		})
	}
}

func TestCampaignTargets(t *testing.T) {
	for _, c := range []struct {
		name, target string
		head         []string // of the table
		rowA, sum    []string
		text         string // of the progress, "" for none
		bar          string // value and max
		note         string
	}{
		{
			"more than the units have", wasTarget, []string{"Đơn vị", "Tin bài", "Hoạt động", "Đã đạt", "Mục tiêu", "Tỷ lệ"},
			[]string{"A", "2", "3", "350", "300", "116,6%"}, []string{"Cộng", "5", "5", "350", "500", "70%"},
			"Đạt 70% mục tiêu 500 lượt người", "350/500", "Mục tiêu chung là 500; đã giao cho các đơn vị 450.",
		},
		{
			"only units", "target: {metric: luot-nguoi, units: {a: 100}}\n", []string{"Đơn vị", "Tin bài", "Hoạt động", "Đã đạt", "Mục tiêu", "Tỷ lệ"},
			[]string{"A", "2", "3", "350", "100", "350%"}, []string{"Cộng", "5", "5", "350", "100", "350%"},
			"Đạt 350% mục tiêu 100 lượt người", "100/100", "",
		},
		{
			"no goal", "target: {metric: luot-nguoi}\n", []string{"Đơn vị", "Tin bài", "Hoạt động", "Lượt người tham dự"},
			[]string{"A", "2", "3", "350"}, []string{"Cộng", "5", "5", "350"}, "lượt người 350", "", "",
		},
		{
			"no target", "", []string{"Đơn vị", "Tin bài", "Hoạt động", "Lượt người tham dự"}, []string{"A", "2", "3", "350"}, []string{"Cộng", "5", "5", "350"}, "", "", "",
		},
		{
			"given as zero", "target: {metric: don-vi-mau, total: 10}\n", []string{"Đơn vị", "Tin bài", "Hoạt động", "Đã đạt", "Mục tiêu", "Tỷ lệ"},
			[]string{"A", "2", "3", "0", none, none}, []string{"Cộng", "5", "5", "0", "10", "0%"}, "Đạt 0% mục tiêu 10 đơn vị máu", "0/10", "",
		},
		{
			"never given", "target: {metric: youtube, total: 10}\n", []string{"Đơn vị", "Tin bài", "Hoạt động", "Đã đạt", "Mục tiêu", "Tỷ lệ"},
			[]string{"A", "2", "3", none, none, none}, []string{"Cộng", "5", "5", none, "10", none}, "Chưa có số liệu; mục tiêu 10 video · ngày thứ", "", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, all := campaignSite(t, "2021-12-01T08:00:00+07:00", wasTarget, c.target)
			p := open(t, all, "dot/dot/index.html")
			rows := table(t, p, "results")
			for i, want := range map[int][]string{0: c.head, 1: c.rowA, len(rows) - 1: c.sum} {
				if !slices.Equal(rows[i], want) {
					t.Errorf("row %d is %q, want %q", i, rows[i], want)
				}
			}
			main := words(p.first("main"))
			if !strings.Contains(main, c.text) || !strings.Contains(main, c.note) || c.note == "" && strings.Contains(main, "Mục tiêu chung") {
				t.Errorf("no %q or %q in %s", c.text, c.note, main)
			}
			bar := ""
			if n := p.first("progress", "aria-label", "Tiến độ của đợt"); n != nil {
				bar = get(n, "value") + "/" + get(n, "max")
			}
			if bar != c.bar {
				t.Errorf("the bar is %q, want %q", bar, c.bar)
			}
		})
	}
}

// Every number of the table, the phases and the kinds is that of the roll-up.
func TestCampaignNumbers(t *testing.T) {
	s, all := campaignSite(t, "2021-12-01T08:00:00+07:00")
	p := open(t, all, "dot/dot/index.html")
	c := s.Campaigns[slices.IndexFunc(s.Campaigns, func(c *site.Campaign) bool { return c.ID == "dot" })]
	roll := s.Rollup(site.Filter{Campaign: c})
	rows := table(t, p, "results")
	byUnit := make(map[string]site.UnitRow)
	for _, u := range roll.Units {
		byUnit[shortName(&u.Unit.Meta)] = u
	}
	var names []string
	for _, row := range rows[1 : len(rows)-1] {
		u := byUnit[row[0]] // zero for a former unit, which has a goal only
		names = append(names, row[0])
		done, known := metricSum(u.Metrics, c.TargetMetric)
		if readBack(t, row[1]) != int64(u.Posts) || readBack(t, row[2]) != int64(u.Activities) || readBack(t, row[3]) != done || known != (row[3] != none) {
			t.Errorf("%q is not %+v", row, u)
		}
	}
	if want := []string{"A", "CĐCS B", "CĐCS C", "CĐCS Cũ", "CĐCS Tan"}; !slices.Equal(names, want) {
		t.Errorf("units %q, want %q", names, want)
	}
	i := 0
	p.each("li", func(li *html.Node) {
		if get(li.Parent, "class") != "phases" {
			return
		}
		phase := c.Phases[i]
		i++
		part := s.Rollup(site.Filter{Campaign: c, From: phase.From, To: phase.To})
		want := map[string]string{"hoạt động": strconv.Itoa(part.Activities), "tin bài": strconv.Itoa(part.Posts)}
		if n, ok := metricSum(part.Metrics, c.TargetMetric); ok {
			want["lượt người"] = strconv.FormatInt(n, 10)
		}
		if got := shownFigures(li); !maps.Equal(got, want) {
			t.Errorf("phase %s shows %v, want %v", phase.Title, got, want)
		}
	})
	if i != len(c.Phases) {
		t.Errorf("%d phases", i)
	}
	for _, k := range roll.Kinds {
		if !strings.Contains(words(p.first("section", "aria-labelledby", "_kinds")), k.Kind.Title+" "+strconv.Itoa(k.Activities)) {
			t.Errorf("kind %s is not %d", k.Kind.Title, k.Activities)
		}
	}
}

// Posts stand under their phase, on each page of the list, and the phases lead to them.
func TestPostsByPhase(t *testing.T) {
	_, all := campaignSite(t, "2021-12-01T08:00:00+07:00")
	var got []string
	for _, path := range []string{"dot/dot/index.html", "dot/dot/trang/2/index.html"} {
		p := open(t, all, path)
		list := p.first("section", "id", "_list")
		for n := range list.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "h2" || n.Data == "h3") {
				got = append(got, n.Data+" "+words(n))
			}
		}
		checkOutline(t, p)
		checkIDs(t, p)
	}
	want := []string{
		"h2 Tin bài của chặng: Ba", "h3 Bài năm", "h2 Tin bài của chặng: Hai", "h3 Bài ba", "h3 Bài hai", "h2 Tin bài ngoài các chặng", "h3 Bài bốn",
		"h2 Tin bài của chặng: Một", "h3 Bài một",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	p := open(t, all, "dot/dot/index.html")
	for _, href := range []string{
		"/news/dot/dot/trang/2/#_phase-1", "#_phase-2", "#_phase-3", "#_phase-0", "/news/dot/dot/danh-sach/", "/news/dot/dot/danh-sach/#_a", "/news/dot/dot/danh-sach/#__hien-mau",
	} {
		if p.first("a", "href", href) == nil {
			t.Errorf("no link to %s", href)
		}
	}
	if open(t, all, "dot/mo/index.html").first("ol", "class", "phases") != nil {
		t.Error("a campaign without phases has a time line")
	}
}

func TestCampaignModels(t *testing.T) {
	_, all := campaignSite(t, "2021-12-01T08:00:00+07:00")
	got := words(open(t, all, "dot/dot/index.html").first("section", "aria-labelledby", "_models"))
	if got != "Mô hình hay của đợt Bài hai A CĐCS B Bài một A" {
		t.Errorf("models: %s", got)
	}
}

// The home page shows the campaigns that run, the one that ends soonest first.
func TestCampaignBand(t *testing.T) {
	for _, c := range []struct{ name, now, want, others string }{
		{"none", "2021-02-28T16:59:59Z", "", ""},
		{"its first moment here", "2021-02-28T17:00:00Z", "Đang diễn ra · còn 305 ngày · 01/03/2021–31/12/2021 Đợt thử Thử mọi điều. Chưa có số liệu; mục tiêu 500 lượt người Xem tiến độ từng đơn vị", ""},
		{"two of them", "2021-12-31T16:59:59Z", "Đang diễn ra · hôm nay là ngày cuối · 01/03/2021–31/12/2021 Đợt thử Thử mọi điều. 350 trên 500 lượt người (70%) 70% Xem tiến độ từng đơn vị", "Cũng đang diễn ra Từ 01/05/2021 Đợt mở"},
		{"without end and target", "2021-12-31T17:00:00Z", "Đang diễn ra · từ 01/05/2021 Đợt mở Kết quả", ""},
	} {
		_, all := campaignSite(t, c.now)
		p := open(t, all, "index.html")
		for n, want := range map[*html.Node]string{p.first("section", "class", "dot"): c.want, p.first("section", "aria-labelledby", "_running"): c.others} {
			if n == nil && want != "" || n != nil && words(n) != want {
				t.Errorf("%s: not %q", c.name, want)
			}
		}
	}
	_, all := campaignSite(t, "2021-12-01T08:00:00+07:00", "from: 2021-05-01\n", "from: 2021-05-01\nto: 2021-12-15\n")
	p := open(t, all, "index.html")
	if got := words(p.first("section", "class", "dot")); !strings.Contains(got, "còn 14 ngày · 01/05/2021–15/12/2021 Đợt mở") {
		t.Errorf("the first is %s", got)
	}
	want := "Cũng đang diễn ra Còn 30 ngày · 01/03/2021–31/12/2021 Đợt thử 350 trên 500 lượt người (70%)"
	if n := p.first("section", "aria-labelledby", "_running"); n == nil || words(n) != want || n.Parent.Data != "main" {
		t.Errorf("the others are not %q", want)
	}
}
