package render

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const (
	wasPhaseOne   = "  - {title: Một, from: 2021-03-01, to: 2021-03-31, text: Lời một.}\n"
	wasPhaseTwo   = "  - {title: Hai, from: 2021-04-01, to: 2021-06-30}\n"
	wasPhaseThree = "  - {title: Ba, from: 2021-07-15, to: 2021-12-31}\n"
	wasDays       = "from: 2021-03-01\nto: 2021-12-31\nphases"
)

// lines are the texts of what is in an element with a class.
func lines(p page, class, tag string) []string {
	var all []string
	p.each(tag, func(n *html.Node) {
		if get(n.Parent, "class") == class {
			all = append(all, words(n))
		}
	})
	return all
}

// A phase has the days that it names; an end that it leaves open is the campaign's.
func TestPhaseDays(t *testing.T) {
	early := []string{
		"date: 2021-03-05\ntopic: thi-dua\nunit: a\ncampaign: dot", "date: 2021-02-27\ntopic: thi-dua\nunit: a\ncampaign: dot",
		"date: 2021-03-04}", "date: 2021-02-26}", "date: 2021-03-05}", "date: 2021-02-27}",
	}
	for _, c := range []struct {
		name, now string
		with      []string
		want      []string // of the phases
		outside   string   // "" for nothing of that sort
	}{
		{"open before", "2021-06-30T23:59:00+07:00", append([]string{wasPhaseOne, "  - {title: Một, to: 2021-03-31}\n"}, early...), []string{
			"01/03/2021–31/03/2021 · xong Một Chưa ghi nhận hoạt động nào.",
			"01/04/2021–30/06/2021 · đang chạy Hai lượt người 200 hoạt động 1 tin bài 2", "15/07/2021–31/12/2021 · sắp tới Ba",
		}, "Ngoài các chặng: 2 hoạt động , 1 tin bài ."},
		{"open after, when it is over", "2022-02-01T08:00:00+07:00", []string{wasPhaseThree, "  - {title: Ba, from: 2021-07-15}\n"}, []string{
			"01/03/2021–31/03/2021 · xong Một Lời một. lượt người 150 hoạt động 2 tin bài 1",
			"01/04/2021–30/06/2021 · xong Hai lượt người 200 hoạt động 1 tin bài 2", "15/07/2021–31/12/2021 · xong Ba lượt người 0 hoạt động 1 tin bài 1",
		}, "Ngoài các chặng: 1 hoạt động , 1 tin bài ."},
		{"open before, when it is to come", "2021-02-01T08:00:00+07:00", []string{wasPhaseOne, "  - {title: Một, to: 2021-03-31}\n"}, []string{
			"01/03/2021–31/03/2021 · sắp tới Một", "01/04/2021–30/06/2021 · sắp tới Hai", "15/07/2021–31/12/2021 · sắp tới Ba",
		}, ""},
		{"no end at all", "2021-12-31T23:59:00+07:00", []string{
			wasDays, "from: 2021-03-01\nphases", wasPhaseThree, "  - {title: Ba, from: 2021-07-15}\n  - {title: Bốn}\n",
		}, []string{
			"01/03/2021–31/03/2021 · xong Một Lời một. lượt người 150 hoạt động 2 tin bài 1",
			"01/04/2021–30/06/2021 · xong Hai lượt người 200 hoạt động 1 tin bài 2", "từ 15/07/2021 · đang chạy Ba lượt người 0 hoạt động 1 tin bài 1", "Bốn",
		}, "Ngoài các chặng: 1 hoạt động , 1 tin bài ."},
		{"without days, when it is over", "2022-01-01T00:00:00+07:00", []string{wasPhaseTwo, "  - {title: Hai}\n"}, []string{
			"01/03/2021–31/03/2021 · xong Một Lời một. lượt người 150 hoạt động 2 tin bài 1", "xong Hai",
			"15/07/2021–31/12/2021 · xong Ba lượt người 0 hoạt động 1 tin bài 1",
		}, "Ngoài các chặng: 2 hoạt động , 3 tin bài ."},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, all := campaignSite(t, c.now, c.with...)
			p := open(t, all, "dot/dot/index.html")
			if got := lines(p, "phases", "li"); !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
			main := words(p.first("main"))
			if !strings.Contains(main, c.outside) || c.outside == "" && strings.Contains(main, "Ngoài các chặng:") {
				t.Errorf("no %q in %s", c.outside, main)
			}
			if strings.Contains(main, "trùng nhau") {
				t.Error("no phases overlap")
			}
		})
	}
}

// What was done on days of two phases counts in both, stands in both, and the page says so.
func TestPhasesOverlap(t *testing.T) {
	_, all := campaignSite(t, "2021-12-01T08:00:00+07:00", wasPhaseTwo, "  - {title: Hai, from: 2021-03-05, to: 2021-06-30}\n")
	p := open(t, all, "dot/dot/index.html")
	want := []string{
		"01/03/2021–31/03/2021 · xong Một Lời một. lượt người 150 hoạt động 2 tin bài 1",
		"05/03/2021–30/06/2021 · xong Hai lượt người 230 hoạt động 2 tin bài 3", "15/07/2021–31/12/2021 · đang chạy Ba lượt người 0 hoạt động 1 tin bài 1",
	}
	if got := lines(p, "phases", "li"); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if !strings.Contains(words(p.first("main")), "Các chặng có ngày trùng nhau") {
		t.Error("the page does not say that phases overlap")
	}
	var heads []string
	open(t, all, "dot/dot/trang/2/index.html").each("", func(n *html.Node) {
		if n.Data == "h2" && get(n, "id") != "" || n.Data == "h3" {
			heads = append(heads, words(n))
		}
	})
	if want := []string{"Tin bài của chặng: Hai", "Bài một", "Tin bài của chặng: Một", "Bài một"}; !slices.Equal(heads, want) {
		t.Errorf("second page: %q, want %q", heads, want)
	}
	list := open(t, all, "dot/dot/danh-sach/index.html")
	for id, want := range map[string]string{"_-phase-1": "Một 2 hoạt động", "_-phase-2": "Hai 2 hoạt động", "_-phase-3": "Ba 1 hoạt động", "_-phase-0": "Ngoài các chặng 1 hoạt động"} {
		if p.first("a", "href", "/news/dot/dot/danh-sach/#"+id) == nil {
			t.Errorf("nothing leads to %s", id)
		}
		if n := list.first("h3", "id", id); n == nil || !strings.HasPrefix(words(n.Parent), want) {
			t.Errorf("%s is not %q", id, want)
		}
	}
}

// Posts that have expired count; where they are not listed stands how many they are.
func TestExpiredInCampaign(t *testing.T) {
	const note = "bài hết hạn, không còn trong danh sách nhưng vẫn được tính."
	expire := func(day string) []string {
		old := "date: " + day
		return []string{old + "\n", old + "\nexpires: 2021-08-01\n"}
	}
	var all5 []string
	for _, day := range []string{"2021-03-05", "2021-04-05", "2021-06-30 23:30", "2021-07-10", "2021-07-20"} {
		all5 = append(all5, expire(day)...)
	}
	for _, c := range []struct {
		name string
		with []string
		want []string // of the list of posts
	}{
		{"none", nil, []string{""}},
		{"all of a phase", expire("2021-03-05"), []string{"Tin bài của chặng: Một 01/03/2021–31/03/2021 Và 1 " + note}},
		{"one of a phase", expire("2021-04-05"), []string{"Bài ba", "Và 1 " + note}},
		{"all of all", all5, []string{"Tin bài của chặng: Hai 01/04/2021–30/06/2021 Và 2 " + note, "Tin bài ngoài các chặng Và 1 " + note}},
		{"all, without phases", append([]string{"phases:\n", "", wasPhaseOne, "", wasPhaseTwo, "", wasPhaseThree, ""}, all5...), []string{"Tin bài trong đợt Và 5 " + note}},
	} {
		_, all := campaignSite(t, "2021-12-01T08:00:00+07:00", c.with...)
		p := open(t, all, "dot/dot/index.html")
		list := words(p.first("section", "id", "_list"))
		for _, s := range c.want {
			if !strings.Contains(list, s) || strings.Contains(list, note) != (c.with != nil) || strings.Contains(list, "Đợt này chưa có bài nào.") {
				t.Errorf("%s: no %q in %s", c.name, s, list)
			}
		}
		for _, li := range lines(p, "phases", "li") {
			if strings.Contains(li, "Một") && !strings.Contains(li, "tin bài 1") {
				t.Errorf("%s: expired posts do not count: %s", c.name, li)
			}
		}
		p.each("a", func(n *html.Node) {
			if id, ok := strings.CutPrefix(get(n, "href"), "#_phase"); ok && p.first("h2", "id", "_phase"+id) == nil {
				t.Errorf("%s: nothing is at %s", c.name, id)
			}
		})
	}
}
