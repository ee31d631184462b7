package render

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

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
	changes := 0
	for _, path := range []string{"hoat-dong/2020/index.html", "hoat-dong/index.html", "hoat-dong/2021/05/index.html"} {
		open(t, all, path).each("", func(n *html.Node) {
			if n.Data != "small" && get(n, "class") != "note" || !strings.Contains(words(n), " so với ") {
				return
			}
			changes++
			if path != "hoat-dong/2021/05/index.html" {
				t.Errorf("%s is held against nothing: %s", path, words(n))
			}
		})
	}
	if changes == 0 {
		t.Error("May is not held against April")
	}
	may := words(open(t, all, "hoat-dong/2021/05/index.html").first("dl", "class", "figs"))
	if may != "hoạt động không đổi so với 1 1 tin bài không đổi so với 2 2 đơn vị có hoạt động tăng 1 so với 1 2 lượt người tham dự 1.250" {
		t.Errorf("%q", may)
	}
}

// A month has its days in a zone whose clocks are put forward at midnight, too.
func TestDaysOfPeriods(t *testing.T) {
	zone, err := time.LoadLocation("America/Asuncion") // 2017-10-01 began at 01:00
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		p    period
		want string
	}{
		{period{2017, 10}, "2017-10-01 01:00 2017-10-31 00:00"}, {period{2017, 9}, "2017-09-01 00:00 2017-09-30 00:00"},
		{period{2017, 12}, "2017-12-01 00:00 2017-12-31 00:00"}, {period{year: 2017}, "2017-01-01 00:00 2017-12-31 00:00"},
	} {
		const form = "2006-01-02 15:04"
		if first, last := c.p.days(zone); first.Format(form)+" "+last.Format(form) != c.want {
			t.Errorf("%v: %s to %s, want %s", c.p, first, last, c.want)
		}
	}
}
