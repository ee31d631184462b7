package render

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/site"
)

func TestUnitNotices(t *testing.T) {
	for _, c := range []struct{ unit, now, want string }{
		{"cu", "2021-12-01T08:00:00+07:00", "Từ ngày 01/01/2021, đơn vị này sáp nhập vào CĐCS B ."},
		{"cu", "2020-12-31T23:00:00+07:00", "Từ ngày 01/01/2021, đơn vị này sẽ sáp nhập vào CĐCS B ."},
		{"b", "2021-12-01T08:00:00+07:00", "Tiếp nối: CĐCS Cũ ."},
		{"a", "2021-12-01T08:00:00+07:00", "Tên gọi khác, tên trước đây: CĐCS A cũ."},
		{"moi", "2021-12-31T23:59:00+07:00", "Đơn vị này hoạt động từ ngày 01/01/2022."},
		{"moi", "2022-01-01T00:00:00+07:00", ""},
		{"tan", "2021-06-30T23:59:00+07:00", ""},
		{"tan", "2021-07-01T00:00:00+07:00", "Đơn vị này đã kết thúc hoạt động sau ngày 30/06/2021."},
		{"c", "2021-12-01T08:00:00+07:00", ""},
	} {
		_, all := campaignSite(t, c.now)
		got := ""
		if n := open(t, all, "don-vi/"+c.unit+"/index.html").first("div", "class", "notice"); n != nil {
			got = words(n)
		}
		if got != c.want {
			t.Errorf("%s at %s: %q, want %q", c.unit, c.now, got, c.want)
		}
	}
}

func TestUnitPage(t *testing.T) {
	s, all := campaignSite(t, "2021-12-01T08:00:00+07:00")
	p := open(t, all, "don-vi/a/index.html")
	roll := s.Rollup(site.Filter{Unit: s.Units[0], From: yearFilter(2021, s.Now.Location()).From, To: yearFilter(2021, s.Now.Location()).To})
	figures := shownFigures(p.first("section", "aria-labelledby", "_numbers"))
	if readBack(t, figures["hoạt động"]) != int64(roll.Activities) || readBack(t, figures["tin bài"]) != int64(roll.Posts) || figures["lượt người tham dự"] != "350" {
		t.Errorf("numbers %v, want %+v", figures, roll)
	}
	kinds := words(p.first("section", "aria-labelledby", "_kinds"))
	for _, want := range []string{"Đã làm gì năm 2021", "Hội nghị 1", "Hiến máu 1"} {
		if !strings.Contains(kinds, want) {
			t.Errorf("no %q in %s", want, kinds)
		}
	}
	part := words(p.first("section", "aria-labelledby", "_running"))
	if !strings.Contains(part, "Đợt thử 01/03/2021–31/12/2021 · còn 30 ngày") || !strings.Contains(part, "350 trên 300 lượt người (116,6%)") || strings.Contains(part, "Đợt mở") {
		t.Errorf("campaigns: %s", part)
	}
	if open(t, all, "don-vi/tan/index.html").first("section", "aria-labelledby", "_running") != nil {
		t.Error("a unit without a part in any campaign has campaigns")
	}
	// A former unit shows the year in which it did something.
	old := open(t, all, "don-vi/cu/index.html")
	if old.first("a", "href", "/news/hoat-dong/2019/don-vi/cu/") == nil || !strings.Contains(words(old.first("main")), "Năm 2019 bằng con số") {
		t.Error("the years of a former unit are not there")
	}
	if old.first("a", "href", "/news/hoat-dong/2018/don-vi/cu/") != nil {
		t.Error("a year with nothing but repeated numbers has a list")
	}
	if n := old.first("section", "aria-labelledby", "_running"); n == nil || !strings.Contains(words(n), "Chưa có số liệu; mục tiêu 50 lượt người") {
		t.Error("a unit with a goal only does not show it")
	}
	if n := open(t, all, "chu-de/cham-lo/index.html").first("a", "href", "/news/hoat-dong/2021/chu-de/cham-lo/"); n == nil {
		t.Error("the topic's numbers lead nowhere")
	}
}

func TestModels(t *testing.T) {
	s, all := campaignSite(t, "2021-12-01T08:00:00+07:00")
	p := open(t, all, "mo-hinh-hay/index.html")
	var heads []string
	p.each("", func(n *html.Node) {
		if n.Data == "h2" && get(n, "id") != "" || n.Data == "h3" {
			heads = append(heads, get(n, "id")+" "+words(n))
		}
	})
	if want := []string{"_thi-dua Thi đua", " Bài một", "_cham-lo Chăm lo", " Bài hai", "_units Tra theo đơn vị"}; !slices.Equal(heads, want) {
		t.Errorf("headings %q, want %q", heads, want)
	}
	if got := words(p.first("section", "aria-labelledby", "_units")); got != "Tra theo đơn vị CĐCS A Bài hai Bài một CĐCS B Bài hai" {
		t.Errorf("by unit: %s", got)
	}
	first := p.first("section", "aria-labelledby", "_thi-dua")
	if got := words(first); !strings.Contains(got, "Vì sao đáng học.") || shownFigures(first)["lượt người tham dự"] != "120" {
		t.Errorf("the model says %s", got)
	}
	if p.first("div", "data-address", "https://example.org/news/2021/03/mot/") == nil {
		t.Error("no address for print")
	}
	if len(s.Models.Posts) != 2 {
		t.Errorf("%d models", len(s.Models.Posts))
	}
	_, all = campaignSite(t, "2021-12-01T08:00:00+07:00", "commended: true\n", "")
	if got := words(open(t, all, "mo-hinh-hay/index.html").first("main")); !strings.Contains(got, "Chưa có mô hình nào được nêu.") {
		t.Errorf("empty: %s", got)
	}
	if _, ok := all.Get("mo-hinh-hay/trang/2/index.html"); ok {
		t.Error("the page of models has a second page")
	}
}
