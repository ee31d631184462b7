package official

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/lang"
	"bantin/internal/report"
	"bantin/internal/site"
)

// randomSite makes posts and activities by chance, some shared, some without numbers, some that repeat.
func randomSite(t *testing.T, seed uint64) *site.Site {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	units := []string{"cong-doan-tinh", "thu-vien", "y-te", "bao-tang"}
	posts := make(map[string]string)
	for i := range 5 + r.IntN(25) {
		var b strings.Builder
		b.WriteString("campaign: dot\nactivities:\n")
		for range r.IntN(4) {
			fmt.Fprintf(&b, "  - {kind: %s, units: [%s]", pick("hoi-nghi", "tap-huan", "tham-hoi", "hoc-bong", "hoi-thi", "phong-trao", "the-thao", "khac", "co-dong-truc-quan"),
				strings.Join(units[r.IntN(4):], ", "))
			for _, m := range []string{"so-cuoc", "luot-nguoi", "so-tien", "suat-qua", "pa-no", "facebook"} {
				if r.IntN(3) == 0 {
					fmt.Fprintf(&b, ", %s: %d", m, r.IntN(2000))
				}
			}
			if r.IntN(6) == 0 {
				b.WriteString(", aggregate: true")
			}
			b.WriteString("}\n")
		}
		posts[fmt.Sprintf("content/posts/p%02d.md", i)] = head("Bài "+strconv.Itoa(i), fmt.Sprintf("%d/%d/2021", 1+r.IntN(28), 1+r.IntN(12)), pick(units...), b.String())
	}
	return load(t, posts)
}

// rows reads the tables of a page back: the cells of each row, by the table's name.
func rows(t *testing.T, page string) map[string][][]string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string][][]string)
	table := ""
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "data-table" {
				table = a.Val
			}
		}
		if n.Type == html.ElementNode && n.Data == "tr" {
			var cells []string
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				cells = append(cells, textOf(c))
			}
			all[table] = append(all[table], cells)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return all
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

// number reads a number of the page; -1 is a dash.
func number(t *testing.T, s string) int64 {
	t.Helper()
	if s == lang.Dash {
		return -1
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(s, ".", ""), 10, 64)
	if err != nil {
		t.Errorf("%q is no number", s)
	}
	return n
}

// TestNumbersOfTables reads the units' table back and holds it against the roll-up, cell by cell.
func TestNumbersOfTables(t *testing.T) {
	for seed := range uint64(20) {
		s := randomSite(t, seed)
		for _, f := range []site.Filter{year(s), {Campaign: s.Campaigns[0]}, {Topic: s.Topics[0]}} {
			rep := report.New(s, f)
			tables := rows(t, page(t, s, f, ""))
			units := tables["units"]
			if len(units) != len(rep.Roll.Units)+2 || len(tables["activities"]) != len(rep.Activities)+1 || len(tables["posts"]) != len(rep.Posts)+1 {
				t.Fatalf("seed %d: %d rows of units, %d of activities, %d of posts", seed, len(units), len(tables["activities"]), len(tables["posts"]))
			}
			for i, u := range rep.Roll.Units {
				row := units[i+1]
				if row[1] != u.Unit.Title {
					t.Errorf("row %d is %s, not %s", i, row[1], u.Unit.Title)
				}
				sameRow(t, units[0], row, u.Posts, u.Activities, u.Joint, u.Metrics)
			}
			total := units[len(units)-1]
			joint := 0
			for _, a := range rep.Activities {
				if len(a.Units) > 1 && !a.Aggregate {
					joint++
				}
			}
			sameRow(t, units[0], total, rep.Roll.Posts, rep.Roll.Activities, joint, rep.Roll.Metrics)
		}
	}
}

func sameRow(t *testing.T, titles, row []string, posts, activities, joint int, sums []site.Sum) {
	t.Helper()
	for i, n := range []int{posts, activities, joint} {
		if got := number(t, row[2+i]); got != int64(n) && (got != -1 || n != 0) {
			t.Errorf("%s: %s is %s, not %d", row[1], titles[2+i], row[2+i], n)
		}
	}
	for i, title := range titles[5:] {
		if title == "Chỉ tiêu" || title == "Tỷ lệ" {
			continue
		}
		want := int64(-1)
		for _, s := range sums {
			if s.Metric.Title == strings.TrimSuffix(title, " (tự khai)") {
				want = s.N
			}
		}
		if got := number(t, row[5+i]); got != want {
			t.Errorf("%s: %s is %s, not %d", row[1], title, row[5+i], want)
		}
	}
}

// TestNumbersOfSections wants each kind's number of activities and each of its sums in the sentence on that kind.
func TestNumbersOfSections(t *testing.T) {
	for seed := range uint64(20) {
		s := randomSite(t, 100+seed)
		rep := report.New(s, year(s))
		c := newComposer(rep, new(Text))
		text := said(compose(rep, new(Text)))
		for i := range rep.Roll.Kinds {
			k := &rep.Roll.Kinds[i]
			line := ""
			for l := range strings.Lines(text) {
				if strings.Contains(l, plainSpaces(c.kind(k))) {
					line = strings.TrimSpace(l)
				}
			}
			if line == "" {
				t.Errorf("seed %d: nothing on %s:\n%s", seed, k.Kind.Title, text)
			}
			for _, m := range k.Metrics {
				if told(m.Metric) && !strings.Contains(line, plainSpaces(c.metric(m.Metric, m.N))) {
					t.Errorf("seed %d: %s %d is not in %q", seed, m.Metric.Title, m.N, line)
				}
				if m.Metric.SelfDeclared && strings.Contains(line, m.Metric.Title) {
					t.Errorf("seed %d: %q tells what units declare themselves", seed, line)
				}
			}
		}
		for _, m := range rep.Roll.Metrics {
			if m.Metric.SelfDeclared && !strings.Contains(text, "tự khai (trang tin không kiểm đếm), có "+plainSpaces(c.metric(m.Metric, m.N))) {
				t.Errorf("seed %d: %s is not told", seed, m.Metric.Title)
			}
		}
		total := plainSpaces(c.count(c.w.Done.Posts, rep.Roll.Posts))
		if !strings.Contains(text, total) || rep.Roll.Activities > 0 && !strings.Contains(text, "Trong kỳ báo cáo đã triển khai "+c.n(int64(rep.Roll.Activities))+" hoạt động") {
			t.Errorf("seed %d: %d activities and %d posts are not told:\n%s", seed, rep.Roll.Activities, rep.Roll.Posts, text)
		}
	}
}
