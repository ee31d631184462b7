package render

import (
	"testing"
	"time"

	"bantin/internal/site"
)

// A period that still runs is held against the same days of the one before.
func TestSoFar(t *testing.T) {
	zone := time.FixedZone("", 7*3600)
	for _, c := range []struct {
		now     string
		p       period
		running bool
		to      string
	}{
		{"2021-12-12", period{2021, 12}, true, "2021-11-12"},
		{"2021-12-12", period{year: 2021}, true, "2020-12-12"},
		{"2021-12-12", period{2021, 11}, false, ""},
		{"2021-12-31", period{2021, 12}, false, ""},
		{"2021-12-31", period{year: 2021}, false, ""},
		{"2021-03-30", period{2021, 3}, true, "2021-02-28"},
		{"2020-02-29", period{year: 2020}, true, "2019-02-28"},
		{"2020-01-01", period{2020, 1}, true, "2019-12-01"},
		{"2020-01-01", period{2020, 2}, false, ""},
		{"2020-01-01", period{}, false, ""},
	} {
		now, _ := time.ParseInLocation("2006-01-02 15:04", c.now+" 23:30", zone)
		r := &renderer{s: &site.Site{Now: now}, format: format{zone: zone}}
		if got := r.running(c.p); got != c.running {
			t.Errorf("%s: %v runs: %v", c.now, c.p, got)
		}
		if !c.running {
			continue
		}
		if f := r.soFar(c.p, c.p.previous()); f.To.Format("2006-01-02") != c.to || f.From.Day() != 1 {
			t.Errorf("%s: %v is held against %v to %v, want %s", c.now, c.p, f.From, f.To, c.to)
		}
	}
}

func TestChange(t *testing.T) {
	r := newRenderer(sample(t))
	for _, c := range []struct {
		n, was int64
		known  bool
		want   string
	}{
		{438, 400, true, "tăng 38 so với 400"}, {1_000, 2_500, true, "giảm 1.500 so với 2.500"}, {5, 5, true, "không đổi so với 5"},
		{0, 5, true, "giảm 5 so với 5"}, {5, 0, true, ""}, {5, 0, false, ""},
	} {
		if got := r.change(c.n, c.was, c.known); got != c.want {
			t.Errorf("%d after %d: %q, want %q", c.n, c.was, got, c.want)
		}
	}
}

// A metric that nobody gave in one of two periods is not compared, and neither is a first year.
func TestBefore(t *testing.T) {
	all := tree(t, sample(t))
	if p := open(t, all, "hoat-dong/2020/index.html"); p.first("small") != nil && p.first("dt").LastChild.Data == "small" {
		t.Error("the first year is held against nothing")
	}
	april := words(open(t, all, "hoat-dong/2021/05/index.html").first("dl", "class", "figs"))
	if april != "hoạt động không đổi so với 1 1 lượt người tham dự 1.250 đơn vị có hoạt động tăng 1 so với 1 2 tin bài không đổi so với 2 2" {
		t.Errorf("%q", april)
	}
}
