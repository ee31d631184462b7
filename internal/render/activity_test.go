package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/content"
	"bantin/internal/site"
)

// shown are the numbers in a page's lists of bars and figures by their names.
func shown(n *html.Node, tag, name, number string) map[string]string {
	all := make(map[string]string)
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || d.Data != tag {
			continue
		}
		var label, value string
		for c := range d.Descendants() {
			if c.Type == html.ElementNode && c.Data == name && label == "" {
				label = words(c)
			}
			if c.Type == html.ElementNode && c.Data == number {
				value = words(c)
			}
		}
		all[label] = value
	}
	return all
}

func TestActivityNumbers(t *testing.T) {
	for seed := range uint64(4) {
		in := randomSite(t, seed)
		all, r := tree(t, in), newRenderer(in)
		for p, sum := range r.rollups.all {
			roll, page := sum(), open(t, all, strings.TrimPrefix(r.activityURL(p), "/")+"index.html")
			where := fmt.Sprintf("seed %d, %s", seed, r.activityURL(p))
			check := func(what, got string, want int64) {
				t.Helper()
				if got != r.format.number(want) && (want != 0 || got != none && got != "") { // what is nothing is left out
					t.Errorf("%s: %s is %q, want %d", where, what, got, want)
				}
			}
			figures, totals := shown(page.first("dl", "class", "figs"), "div", "dt", "dd"), map[string]string{}
			for label, n := range figures {
				label, _, _ = strings.Cut(label, " tăng ")
				label, _, _ = strings.Cut(label, " giảm ")
				label, _, _ = strings.Cut(label, " không đổi ")
				totals[label] = n
			}
			check("activities", totals["hoạt động"], int64(roll.Activities))
			check("posts", totals["tin bài"], int64(roll.Posts))
			active := 0
			for _, u := range roll.Units {
				active += min(1, u.Activities)
			}
			check("units", totals["đơn vị có hoạt động"], int64(active))
			checkBars(t, where, page, roll)
			if len(roll.Kinds) > 0 {
				bars := shown(page.first("section", "aria-labelledby", "_kinds"), "li", "span", "b")
				for _, k := range roll.Kinds {
					check(k.Kind.Title, bars[k.Kind.Title], int64(k.Activities))
				}
			}
			if len(roll.Metrics) > 0 {
				bars := shown(page.first("section", "aria-labelledby", "_metrics"), "li", "span", "b")
				for _, m := range roll.Metrics {
					check(m.Metric.Title, strings.TrimSuffix(bars[m.Metric.Title], " "+m.Metric.Unit), m.N)
				}
			}
			if p.month == 0 {
				checkHeat(t, where, table(t, page, "heat"), roll)
			} else {
				checkUnits(t, where, table(t, page, ""), roll)
			}
		}
	}
}

// checkBars holds the bars of topics and forms against the roll-up.
func checkBars(t *testing.T, where string, page page, roll *site.Rollup) {
	t.Helper()
	bars := shown(page.first("section", "aria-labelledby", "_topics"), "li", "span", "b")
	added := 0
	for _, row := range roll.Topics {
		added += row.Posts
		if row.Posts > 0 && unformatted(t, bars[row.Topic.Title]) != row.Posts {
			t.Errorf("%s: topic %s is %q, want %d", where, row.Topic.ID, bars[row.Topic.Title], row.Posts)
		}
	}
	if said := strings.Contains(words(page.first("main")), "một bài về nhiều chủ đề được tính cho từng chủ đề"); said != (added > roll.Posts) {
		t.Errorf("%s: topics add up to %d of %d, and the page says so: %t", where, added, roll.Posts, said)
	}
	bars = shown(page.first("section", "aria-labelledby", "_forms"), "li", "span", "b")
	for _, row := range roll.Forms {
		name := map[content.Form]string{content.News: "Tin", content.Notice: "Thông báo"}[row.Form] // all that there are
		if unformatted(t, bars[name]) != row.Posts {
			t.Errorf("%s: form %s is %q, want %d", where, name, bars[name], row.Posts)
		}
	}
}

// checkUnits holds the table of units of a month against the roll-up.
func checkUnits(t *testing.T, where string, rows [][]string, roll *site.Rollup) {
	t.Helper()
	for i, u := range roll.Units {
		row := rows[i+1]
		if row[0] != u.Unit.Title || unformatted(t, row[1]) != u.Posts || unformatted(t, row[2]) != u.Activities {
			t.Errorf("%s: row %q, want %d posts, %d activities", where, row, u.Posts, u.Activities)
		}
	}
	foot := rows[len(rows)-1]
	if unformatted(t, foot[1]) != roll.Posts || unformatted(t, foot[2]) != roll.Activities {
		t.Errorf("%s: foot %q, want %d posts, %d activities", where, foot, roll.Posts, roll.Activities)
	}
}

// checkHeat holds the table of units against the roll-up.
func checkHeat(t *testing.T, where string, rows [][]string, roll *site.Rollup) {
	t.Helper()
	rows = rows[1:]
	for i, u := range roll.Units {
		row := rows[i]
		sum := 0
		for _, c := range row[1 : len(row)-1] {
			sum += unformatted(t, c)
		}
		if row[0] != u.Unit.Title || unformatted(t, row[len(row)-1]) != u.Activities || sum != u.Activities {
			t.Errorf("%s: row %q, want %d", where, row, u.Activities)
		}
	}
	foot := rows[len(rows)-1]
	sum := 0
	for _, c := range foot[1 : len(foot)-1] {
		sum += unformatted(t, c)
	}
	if sum != roll.Activities || unformatted(t, foot[len(foot)-1]) != sum {
		t.Errorf("%s: foot %q, want %d", where, foot, roll.Activities)
	}
}

// unformatted is a number as it was before it was written for readers; 0 for "–".
func unformatted(t *testing.T, text string) int {
	t.Helper()
	if text == none {
		return 0
	}
	n, err := strconv.Atoi(strings.ReplaceAll(text, ".", ""))
	if err != nil {
		t.Error(err)
	}
	return n
}

func TestHeatTable(t *testing.T) {
	all := tree(t, sample(t))
	for _, path := range []string{"hoat-dong/2021/index.html", "hoat-dong/index.html"} {
		rows := table(t, open(t, all, path), "heat")
		body, foot := rows[1:len(rows)-1], rows[len(rows)-1]
		var names []string
		for _, row := range body {
			names = append(names, row[0])
			checkSum(t, path, row)
		}
		if !slices.Equal(names, []string{"CĐCS Sở Nội vụ", "Sở Y tế", "CĐCS Thư viện", "CĐCS Trung tâm cũ"}) {
			t.Errorf("%s: units %q", path, names)
		}
		checkSum(t, path, foot)
		// Blood donation of two units counts once, the sum of others not at all.
		if foot[len(foot)-1] != "2" {
			t.Errorf("%s: total %q", path, foot)
		}
		if !strings.Contains(source(t, all, path), "nhiều đơn vị cùng làm") {
			t.Errorf("%s: no word about joint activities", path)
		}
	}
}

// table gives the cells of the table with a class, "" for one without.
func table(t *testing.T, p page, class string) [][]string {
	t.Helper()
	n := p.first("table", "class", class)
	if n == nil {
		t.Fatalf("no table %q", class)
	}
	var rows [][]string
	for tr := range n.Descendants() {
		if tr.Type != html.ElementNode || tr.Data != "tr" {
			continue
		}
		var row []string
		for c := range tr.ChildNodes() {
			if c.Type == html.ElementNode {
				row = append(row, words(c))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func checkSum(t *testing.T, path string, row []string) {
	t.Helper()
	sum := 0
	for _, c := range row[1 : len(row)-1] {
		if c != none {
			sum += int(c[0] - '0')
		}
	}
	want := none
	if sum > 0 {
		want = string(rune('0' + sum))
	}
	if row[len(row)-1] != want {
		t.Errorf("%s: row %q does not add up", path, row)
	}
}
