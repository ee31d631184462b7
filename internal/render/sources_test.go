package render

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"bantin/internal/output"
	"bantin/internal/site"
	embedded "bantin/layouts"
	"bantin/static"
)

// randomSite is a site of some years with all that makes counting hard: joint
// activities, several tellers, repeated sums, activities without numbers, zeros, expired posts.
func randomSite(t testing.TB, seed uint64) Input {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 11))
	var b strings.Builder
	put := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	put("-- content/site.yaml --\ntitle: Bản tin\nbase_url: https://example.org/news/\npage_size: 5\n")
	const topics, units = 4, 7
	for i := range topics {
		put("-- content/topics/t%d.md --\n---\ntitle: Chủ đề %d\n---\n", i, i)
	}
	for i := range units {
		put("-- content/units/u%d.md --\n---\ntitle: Đơn vị %d\n---\n", i, i)
	}
	put("-- content/campaigns/dot.md --\n---\ntitle: Đợt\nfrom: 2020-01-01\n---\n")
	kinds, metrics := []string{"hoi-nghi", "tap-huan", "hien-mau", "khac"}, []string{"so-cuoc", "luot-nguoi", "don-vi-mau", "so-tien"}
	shared, first := make(map[int]string), make(map[int]time.Time) // what several posts tell, word for word, and its day
	for i := range 60 {
		day := time.Date(2019, 11, 20, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(740))
		put("-- content/posts/p%d.md --\n---\ntitle: Bài %d\nslug: bai-%d\ndate: %s\ntopic: [t%d, t%d]\nunit: u%d\n",
			i, i, i, day.Format("2006-01-02"), i%topics, (i+1)%topics, r.IntN(units))
		if r.IntN(4) == 0 {
			put("campaign: dot\n")
		}
		if r.IntN(8) == 0 {
			put("form: thong-bao\nexpires: %s\n", day.AddDate(0, 0, 1).Format("2006-01-02"))
		}
		if r.IntN(5) > 0 {
			put("activities:\n")
			id := r.IntN(12)
			if shared[id] == "" {
				first[id] = day
				shared[id] = fmt.Sprintf("  - {id: a%d, kind: %s, date: %s, units: [u%d, u%d], luot-nguoi: %d}\n",
					id, kinds[id%4], day.Format("2006-01-02"), id%units, (id+1)%units, r.IntN(5000))
			}
			if r.IntN(3) == 0 && first[id].Before(day.AddDate(0, 0, 400)) { // later it is taken for a slip
				put("%s", shared[id])
			}
			put("  - {kind: %s", kinds[r.IntN(4)])
			if r.IntN(6) == 0 {
				put(", aggregate: true")
			}
			if r.IntN(3) == 0 {
				put(", units: [u%d, u%d]", i%units, (i+1+r.IntN(units-1))%units)
			}
			for _, m := range metrics {
				if r.IntN(3) == 0 {
					put(", %s: %d", m, r.IntN(3)*r.IntN(900_000))
				}
			}
			put("}\n")
		}
		put("---\nLời.\n")
	}
	return Input{Site: load(t, files(b.String())), Layouts: embedded.FS, Static: static.FS}
}

// Whoever adds up a table behind a number gets that number.
func TestSourcesAddUp(t *testing.T) {
	for seed := range uint64(4) {
		in := randomSite(t, seed)
		all, tables := tree(t, in), 0
		r := newRenderer(in)
		for _, src := range in.Site.Sources {
			if src.Year == 0 || src.By > site.ByMetric {
				continue
			}
			tables++
			roll := r.rollups.of(period{year: src.Year})
			want, count := []site.Sum(nil), -1
			if src.By == site.ByMetric {
				n, _ := metricSum(roll.Metrics, src.Metric)
				want = []site.Sum{{Metric: src.Metric, N: n}}
			}
			for _, k := range roll.Kinds {
				if src.By == site.ByKind && k.Kind == src.Kind {
					want, count = k.Metrics, k.Activities
				}
			}
			checkTable(t, fmt.Sprintf("seed %d, %s", seed, src.URL), open(t, all, src.URL[1:]+"index.html"), want, count)
		}
		if tables < 8 {
			t.Errorf("seed %d: only %d tables", seed, tables)
		}
	}
}

// checkTable adds up the rows of each month and all of a table of activities.
func checkTable(t *testing.T, where string, p page, want []site.Sum, count int) {
	t.Helper()
	sums, month, monthly, rows := make([]int64, len(want)), make([]int64, len(want)), []string(nil), 0
	closeMonth := func() {
		for i, s := range monthly {
			if int64(unformatted(t, s)) != month[i] {
				t.Errorf("%s: a month says %q, its rows add up to %d", where, monthly, month)
			}
			month[i] = 0
		}
	}
	for _, row := range table(t, p, "deeds")[1:] {
		switch {
		case strings.HasPrefix(row[0], "Tháng "):
			closeMonth()
			monthly = row[1:]
		case row[0] == "Cộng":
			closeMonth()
			for i, s := range want {
				if int64(unformatted(t, row[i+1])) != s.N || sums[i] != s.N {
					t.Errorf("%s: the foot says %q, rows add up to %d, the roll-up has %d", where, row, sums[i], s.N)
				}
			}
		case strings.Contains(row[1], "số tổng hợp"):
		default:
			rows++
			for i := range want {
				sums[i] += int64(unformatted(t, row[i+2]))
				month[i] += int64(unformatted(t, row[i+2]))
			}
		}
	}
	if count >= 0 && rows != count {
		t.Errorf("%s: %d rows, want %d", where, rows, count)
	}
}

// Lists hold as many activities and posts as the numbers that lead to them say.
func TestSourcesCount(t *testing.T) {
	in := randomSite(t, 5)
	all, s := tree(t, in), in.Site
	for _, src := range s.Sources {
		if src.Year == 0 || src.By <= site.ByMetric {
			continue
		}
		f := yearFilter(src.Year, s.Now.Location())
		f.Unit, f.Topic = src.Unit, src.Topic
		roll := s.Rollup(f)
		posts, activities := roll.Posts, roll.Activities
		switch src.By {
		case site.ByForm:
			i := slices.IndexFunc(roll.Forms, func(f site.FormRow) bool { return f.Form == src.Form })
			posts, activities = roll.Forms[i].Posts, 0
		case site.ByPosts:
			activities = 0
		case site.ByActivities:
			posts = 0
		}
		p := open(t, all, src.URL[1:]+"index.html")
		p.each("li", func(n *html.Node) {
			switch get(n.Parent, "class") {
			case "spine":
				posts--
			case "spine deeds":
				if !strings.Contains(words(n), "số tổng hợp") {
					activities--
				}
			}
		})
		p.each("p", func(n *html.Node) {
			if before, _, ok := strings.Cut(words(n), " bài hết hạn"); ok && get(n, "class") == "note" {
				posts -= unformatted(t, before[strings.LastIndexByte(before, ' ')+1:])
			}
		})
		if posts != 0 || activities != 0 {
			t.Errorf("%s: lists lack %d posts and %d activities", src.URL, posts, activities)
		}
	}
}

// Every number that is a link leads to a page that is there, at a place that is there.
func TestNumbersLead(t *testing.T) {
	for _, in := range []Input{sample(t), randomSite(t, 6), randomSite(t, 7)} {
		all := tree(t, in)
		ids := make(map[string]map[string]bool)
		for _, f := range all.Files() {
			if f.Kind != output.Page {
				continue
			}
			ids[f.Path] = make(map[string]bool)
			open(t, all, f.Path).each("", func(n *html.Node) { ids[f.Path][get(n, "id")] = true })
		}
		links := 0
		for path := range ids {
			if !strings.HasPrefix(path, "hoat-dong/") && !strings.HasPrefix(path, "dot/") && !strings.HasPrefix(path, "don-vi/") && !strings.HasPrefix(path, "chu-de/") && path != "index.html" {
				continue
			}
			open(t, all, path).each("a", func(n *html.Node) {
				to, ok := strings.CutPrefix(get(n, "href"), "/news/")
				if has(n, "download") || strings.HasSuffix(to, ".xml") || !ok {
					return
				}
				links++
				file, anchor, _ := strings.Cut(to, "#")
				if _, ok := all.Get(file); !ok {
					file += "index.html"
				}
				if ids[file] == nil || anchor != "" && !ids[file][anchor] {
					t.Errorf("%s: %q leads nowhere: %s", path, words(n), to)
				}
			})
		}
		if links < 100 {
			t.Errorf("only %d links", links)
		}
	}
}

// Every number of a page of the roll-up that is not nothing is a link.
func TestNumbersAreLinks(t *testing.T) {
	all, pages := tree(t, randomSite(t, 8)), 0
	for _, f := range all.Files() {
		period, ok := strings.CutPrefix(f.Path, "hoat-dong/")
		if f.Kind != output.Page || !ok || strings.Trim(strings.TrimSuffix(period, "index.html"), "0123456789/") != "" {
			continue
		}
		pages++
		open(t, all, f.Path).each("", func(n *html.Node) {
			if n.Data != "td" && n.Data != "dd" && n.Data != "b" {
				return
			}
			if text := words(n); text == none || text == "" || text[0] < '0' || text[0] > '9' {
				return
			}
			linked := n.Parent.Data == "a" || n.Parent.Parent.Data == "a"
			for c := range n.Descendants() {
				linked = linked || c.Data == "a"
			}
			if !linked && get(n.Parent, "class") != "count" && get(n.Parent.Parent, "class") != "count" {
				t.Errorf("%s: %q leads nowhere", f.Path, words(n))
			}
		})
	}
	if pages < 10 {
		t.Errorf("only %d pages", pages)
	}
}
