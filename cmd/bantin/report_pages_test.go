package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pages are the finished pages of a world.
type pages struct {
	root string
	t    *testing.T
	w    *world
	read map[string]*html.Node
}

// main is the main part of the page at an address; nil when there is no such page.
func (p *pages) main(url string) *html.Node {
	if n, ok := p.read[url]; ok {
		return n
	}
	data, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(url), "index.html"))
	if err != nil {
		return nil
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		p.t.Fatal(err)
	}
	p.read[url] = first(root, tag("main"))
	return p.read[url]
}

// check reads the pages of activity, campaigns, units and topics.
func (p *pages) check() {
	months := make(map[string][]string) // of years
	for name := range p.w.count(about{}).rows {
		if month, ok := strings.CutPrefix(name, "months "); ok {
			months[month[:4]] = append(months[month[:4]], month)
		}
	}
	p.activityPage("/hoat-dong/", about{})
	for year, of := range months {
		p.activityPage("/hoat-dong/"+year+"/", about{from: year + "-01-01", to: year + "-12-31"})
		for _, month := range of {
			p.activityPage("/hoat-dong/"+year+"/"+month[5:]+"/", aboutMonth(month))
		}
	}
	for c := range p.w.campaignDays {
		p.campaignPage("/dot/"+c+"/", c)
	}
	for _, u := range worldUnits {
		p.partPage("/don-vi/"+u+"/", about{unit: u})
	}
	for _, id := range worldTopics {
		p.partPage("/chu-de/"+id+"/", about{topic: id})
	}
}

// activityPage reads the page of all years, of a year or of a month.
func (p *pages) activityPage(url string, a about) {
	main, want := p.main(url), p.w.count(a)
	if main == nil {
		if r := want.rows["total"]; r.posts+r.activities > 0 {
			p.t.Errorf("there is no %s: %s", url, r)
		}
		return
	}
	p.figures(url, main, want)
	p.heat(url, main, a)
	p.bars(url, main, want, "")
	p.chart(url, main, want)
	if table := first(main, labelled("_units")); table != nil {
		p.unitRows(url, table, want)
	}
}

// campaignPage reads the figures, the units and the phases of a campaign.
func (p *pages) campaignPage(url, id string) {
	main, want := p.main(url), p.w.count(about{campaign: id})
	if id != "d2" { // which is yet to come and shows how many days there are
		p.figures(url, first(main, class("dot")), want)
	}
	p.bars(url, main, want, "")
	if table := first(main, labelled("_results")); table != nil {
		p.unitRows(url, table, want)
	}
	phases := []about{{campaign: id, from: "2021-02-10", to: "2021-03-31"}, {campaign: id, from: "2021-04-01", to: p.w.campaignDays[id][1]}, {campaign: id, from: "2021-02-10", to: "2021-02-28"}}
	for i, li := range every(first(main, class("phases")), tag("li")) {
		a := phases[i]
		for _, f := range every(first(li, class("figs")), tag("div")) {
			p.number(url, f, p.w.count(a).rows["total"], cellOf(f))
		}
	}
}

// partPage reads the numbers of the newest year of a unit or a topic.
func (p *pages) partPage(url string, a about) {
	main := p.main(url)
	band := first(main, labelled("_numbers"))
	if band == nil {
		return
	}
	title := textOf(first(band, tag("h2")))
	year := strings.Fields(title)[1]
	a.from, a.to = year+"-01-01", year+"-12-31"
	want := p.w.count(a)
	p.figures(url, band, want)
	p.chart(url, band, want)
	p.bars(url, main, want, "kinds")
}

// figures holds the totals of a page against the count, and the lists behind them.
func (p *pages) figures(url string, in *html.Node, want *tally) {
	for _, f := range every(first(in, class("figs")), tag("div")) {
		label := textOf(first(f, tag("dt")))
		if strings.HasPrefix(label, "đơn vị") {
			n := 0
			for name, r := range want.rows {
				if strings.HasPrefix(name, "units ") && r.activities > 0 {
					n++
				}
			}
			if got := figure(p.t, textOf(first(f, tag("dd")))); got != int64(n) && (got != -1 || n != 0) {
				p.t.Errorf("%s: %s: %d, want %d", url, label, got, n)
			}
			continue
		}
		if strings.HasPrefix(label, "ngày") || strings.HasPrefix(label, "còn") {
			continue
		}
		p.number(url, f, want.rows["total"], cellOf(f))
	}
}

// cellOf is the number of a figure.
func cellOf(f *html.Node) *html.Node { return first(f, tag("dd")) }

// number holds one number against the row it is of, and the list that it leads to. What it counts its label tells.
func (p *pages) number(url string, labelled *html.Node, r *row, cell *html.Node) {
	p.t.Helper()
	label := strings.ToLower(textOf(labelled))
	switch {
	case strings.Contains(label, "tin bài"):
		p.linked(url, cell, "posts", int64(r.posts), r.posts > 0, "")
	case strings.Contains(label, "hoạt động"):
		p.linked(url, cell, "activities", int64(r.activities), r.activities > 0, "")
	default:
		m := metricIn(label)
		if m == "" {
			p.t.Errorf("%s: what is %q?", url, label)
			return
		}
		n, given := r.numbers[m]
		p.linked(url, cell, m, n, given, "")
	}
}

func metricIn(s string) string {
	i := slices.IndexFunc(worldMetrics, func(m string) bool { return strings.Contains(s, m) })
	if i < 0 {
		return ""
	}
	return worldMetrics[i]
}

// linked holds the number of a cell against what it should be, and against what the list behind its link adds up to.
func (p *pages) linked(url string, cell *html.Node, of string, want int64, given bool, kind string) {
	p.t.Helper()
	got := figure(p.t, textOf(cell))
	if given && got != want || !given && got > 0 {
		p.t.Errorf("%s: %s is %d, want %d (%t)", url, of, got, want, given)
	}
	a := first(cell, tag("a"))
	if a == nil && cell.Data == "a" {
		a = cell
	}
	if !given || a == nil {
		if given && !strings.HasPrefix(url, "/dot/") {
			p.t.Errorf("%s: %s: %d leads nowhere", url, of, want)
		}
		return
	}
	href := attr(a, "href")
	if strings.HasPrefix(href, "#") {
		page, _, _ := strings.Cut(url, " ")
		href = page + href
	}
	list, whole := p.behind(href)
	if !whole {
		return
	}
	n := list.sum(of, kind)
	if n != want {
		p.t.Errorf("%s: %s is %d, but %s adds up to %d", url, of, want, href, n)
	}
}

// heat reads the table of units by months or years.
func (p *pages) heat(url string, main *html.Node, a about) {
	table := first(main, class("heat"))
	if table == nil {
		return
	}
	heads := cells(first(table, tag("tr")))
	parts := []about{a}
	for i, head := range heads[1 : len(heads)-1] {
		part := about{from: head + "-01-01", to: head + "-12-31"}
		if a.from != "" {
			part = aboutMonth(a.from[:5] + strconv.Itoa(101 + i)[1:])
		}
		parts = slices.Insert(parts, len(parts)-1, part)
	}
	seen := 0
	for _, tr := range every(table, tag("tr"))[1:] {
		name := "total"
		if tr.Parent.Data == "tbody" {
			name = "units " + worldID("units", textOf(first(tr, tag("th"))))
			seen++
		}
		for i, td := range every(tr, tag("td")) {
			r := p.w.count(parts[i]).rows[name]
			if r == nil {
				r = new(row)
			}
			p.linked(url+" "+name+" "+heads[i+1], td, "activities", int64(r.activities), r.activities > 0, "")
		}
	}
	for name := range p.w.count(a).rows {
		if strings.HasPrefix(name, "units ") {
			seen--
		}
	}
	if seen != 0 {
		p.t.Errorf("%s: %d units too many", url, seen)
	}
}

// bars reads the bars of kinds, topics, forms and metrics; only those of one table if it is named.
func (p *pages) bars(url string, main *html.Node, want *tally, only string) {
	got := make(map[string]bool)
	for _, table := range []string{"kinds", "topics", "forms", "metrics"} {
		list := first(main, labelled("_"+table))
		if list == nil || only != "" && table != only {
			continue
		}
		for _, li := range every(list, tag("li")) {
			title, shown := textOf(first(li, tag("span"))), first(li, class("n"))
			kind, id := "", worldID(table, strings.TrimSpace(title))
			link := shown
			if a := first(li, tag("a")); a != nil {
				link = a
			}
			r := want.rows[table+" "+id]
			if table == "metrics" {
				r = want.rows["total"]
			}
			if r == nil {
				p.t.Errorf("%s: %s %s is not wanted", url, table, id)
				continue
			}
			got[table+" "+id] = true
			of, n, given := "posts", int64(r.posts), true
			switch table {
			case "kinds":
				of, n, kind = "activities", int64(r.activities), "Loại "+id
				p.parts(url, li, r)
			case "metrics":
				of = id
				n, given = r.numbers[id]
			}
			if table == "topics" && n == 0 { // it has activities only
				given = false
			}
			if got := figure(p.t, textOf(shown)); got != n && (given || got != -1) {
				p.t.Errorf("%s: %s %s is %d, want %d", url, table, id, got, n)
			}
			anchor := &html.Node{Type: html.ElementNode, Data: "a", Attr: link.Attr, FirstChild: shown}
			p.linked(url, anchor, of, n, given, kind)
		}
	}
	for name, r := range want.rows {
		if strings.HasPrefix(name, "kinds ") && !got[name] {
			p.t.Errorf("%s: there is no bar of %s, %s", url, name, r)
		}
	}
}

// parts holds the numbers below a bar against its row.
func (p *pages) parts(url string, li *html.Node, r *row) {
	got := make(map[string]int64)
	for _, span := range every(first(li, class("meta")), tag("span")) {
		if m := metricIn(textOf(span)); m != "" {
			got[m] = figure(p.t, textOf(span))
		}
	}
	if !maps.Equal(got, r.numbers) {
		p.t.Errorf("%s: %s: %v, want %v", url, textOf(li), got, r.numbers)
	}
}

// chart reads the bars of months or years.
func (p *pages) chart(url string, in *html.Node, want *tally) {
	list := first(in, class("months"))
	if list == nil {
		return
	}
	var got []int64
	for _, li := range every(list, tag("li")) {
		n := figure(p.t, textOf(first(li, tag("b"))))
		got = append(got, max(n, 0))
		if first(li, tag("a")) != nil || n > 0 {
			p.linked(url, first(li, tag("a")), "activities", n, true, "")
		}
	}
	sums := make(map[string]int64)
	for name, r := range want.rows {
		if month, ok := strings.CutPrefix(name, "months "); ok {
			if strings.Contains(attr(list, "class"), "years") {
				month = month[:4]
			}
			sums[month] += int64(r.activities)
		}
	}
	var all []int64
	for _, month := range slices.Sorted(maps.Keys(sums)) {
		all = append(all, sums[month])
	}
	if !slices.Equal(got, all) && !strings.Contains(attr(list, "class"), "years") || sumOf(got) != sumOf(all) {
		p.t.Errorf("%s: the chart shows %v, want %v", url, got, all)
	}
}

func sumOf(list []int64) (n int64) {
	for _, v := range list {
		n += v
	}
	return n
}

// unitRows reads a table with a row for each unit.
func (p *pages) unitRows(url string, table *html.Node, want *tally) {
	heads := cells(first(table, tag("tr")))
	caption := textOf(first(table, class("note")))
	for _, tr := range every(table, tag("tr"))[1:] {
		name := "total"
		if tr.Parent.Data == "tbody" {
			name = "units " + worldID("units", textOf(first(tr, tag("th"))))
		}
		r := want.rows[name]
		if r == nil {
			r = new(row)
		}
		for i, td := range every(tr, tag("td")) {
			head := strings.ToLower(heads[i+1])
			switch {
			case head == "tin bài":
				p.linked(url+" "+name, td, "posts", int64(r.posts), r.posts > 0, "")
			case head == "hoạt động":
				p.linked(url+" "+name, td, "activities", int64(r.activities), r.activities > 0, "")
			case metricIn(head) != "" || head == "đã đạt":
				m := metricIn(head + strings.ToLower(caption))
				n, given := r.numbers[m]
				p.linked(url+" "+name, td, m, n, given, "")
			case strings.Contains(head, "chung") && name != "total":
				if n := max(0, figure(p.t, textOf(td))); n != int64(r.joint) {
					p.t.Errorf("%s %s: joint %d, want %d", url, name, n, r.joint)
				}
			}
		}
	}
}
