package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// TestNumbersFromOutside builds sites made by chance, reads every number of their pages, data files and
// reports back, and holds them against a count of its own.
func TestNumbersFromOutside(t *testing.T) {
	seeds := uint64(2)
	if os.Getenv("CI") == "true" {
		seeds = 10
	}
	for seed := range seeds {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			w := newWorld(rand.New(rand.NewPCG(seed, 11)))
			dir := w.write(t)
			runOK(t, "build", dir, "--now", worldNow, "--lang", "en")
			p := &pages{root: filepath.Join(dir, "public"), t: t, w: w, read: make(map[string]*html.Node)}
			w.checkData(t, p.root)
			w.checkReports(t, dir)
			p.check()
		})
	}
}

// runOK runs a command that has to end well, and gives what it prints.
func runOK(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(context.Background(), args, nil, &out, &errs, func(string) string { return "" }); status != done {
		t.Fatalf("%q: status %d\n%s", args, status, &errs)
	}
	return out.String()
}

// checkData reads the data files beside the pages.
func (w *world) checkData(t *testing.T, root string) {
	periods := map[string]about{"hoat-dong": {}}
	for name := range w.count(about{}).rows {
		if month, ok := strings.CutPrefix(name, "months "); ok {
			year, m, _ := strings.Cut(month, "-")
			periods["hoat-dong/"+year] = about{from: year + "-01-01", to: year + "-12-31"}
			periods["hoat-dong/"+year+"/"+m] = aboutMonth(month)
		}
	}
	for c := range w.campaignDays {
		periods["dot/"+c] = about{campaign: c}
	}
	for folder, a := range periods {
		want := w.count(a)
		// A year or month without anything has no page.
		if r := want.rows["total"]; r.posts+r.activities == 0 && a.from != "" {
			if _, err := os.Stat(filepath.Join(root, folder, "data.json")); err != nil {
				continue
			}
		}
		for _, ext := range []string{"json", "csv", "xlsx"} {
			data, err := os.ReadFile(filepath.Join(root, folder, "data."+ext))
			if month := strings.Count(folder, "/") == 2; month && ext == "xlsx" {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			want.same(t, folder+" "+ext, ext, data)
		}
	}
}

func aboutMonth(month string) about {
	days := map[string]string{"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}[month[5:]]
	if days == "" {
		days = "31"
	}
	if month == "2020-02" {
		days = "29"
	}
	return about{from: month + "-01", to: month + "-" + days}
}

// checkReports makes reports of many parts in every format.
func (w *world) checkReports(t *testing.T, dir string) {
	for i, a := range []about{
		{}, {from: "2021-01-01", to: "2021-12-31"}, {campaign: "d0"}, {campaign: "d1"}, {campaign: "d2"}, {unit: "u1"}, {topic: "t0"}, {campaign: "d0", unit: "u2"},
		{from: "2021-05-31", to: "2021-06-01"}, {campaign: "d1", from: "2021-01-01", to: "2021-03-31"}, {unit: "u4", topic: "t1"}, {from: "2031-01-01", to: "2031-02-28"},
	} {
		want := w.count(a)
		for _, format := range []string{"json", "csv", "xlsx", "html"} {
			if format == "xlsx" && i%4 != 2 { // which takes longer than all others
				continue
			}
			args := append([]string{"report", dir, "--now", worldNow, "--format", format}, a.flags()...)
			want.same(t, format+" "+a.String(), format, []byte(runOK(t, args...)))
		}
	}
}

// same holds a file against the count.
func (want *tally) same(t *testing.T, what, format string, data []byte) {
	t.Helper()
	var got *tally
	switch format {
	case "json":
		got = readJSONTally(t, data)
	case "csv":
		got = readCSVTally(t, data)
	case "xlsx":
		got = readBookTally(t, data)
	case "html":
		got = readFormTally(t, data, want)
	}
	if format != "json" { // only JSON says from when to when
		got.from, got.to = want.from, want.to
	}
	if diff := cmp.Diff(want.String(), got.String()); diff != "" {
		t.Errorf("%s differs (-counted +told)\n%s", what, diff)
	}
}

func readJSONTally(t *testing.T, data []byte) *tally {
	type line struct {
		ID, Month                string
		Posts, Activities, Joint int
		Metrics                  map[string]int64
	}
	var all struct {
		line
		From, To                            *string
		Forms, Kinds, Topics, Units, Months []line
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	got := &tally{rows: make(map[string]*row)}
	if all.From != nil {
		got.from = *all.From
	}
	if all.To != nil {
		got.to = *all.To
	}
	enter := func(table string, lines []line) {
		for _, l := range lines {
			r := got.at(strings.TrimSpace(table + " " + l.ID + l.Month))
			r.posts, r.activities, r.joint = l.Posts, l.Activities, l.Joint
			maps.Copy(r.numbers, l.Metrics)
		}
	}
	enter("total", []line{all.line})
	enter("forms", all.Forms)
	enter("kinds", all.Kinds)
	enter("topics", all.Topics)
	enter("units", all.Units)
	enter("months", all.Months)
	return got
}

func readCSVTally(t *testing.T, data []byte) *tally {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	in.Comma = ';'
	lines, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got := &tally{rows: make(map[string]*row)}
	for _, l := range lines[1:] {
		r := got.at(strings.TrimSpace(l[0] + " " + l[1]))
		r.set(t, lines[0], l)
	}
	return got
}

// set fills a row from the cells of a table with these heads.
func (r *row) set(t *testing.T, heads, cells []string) {
	t.Helper()
	for i, cell := range cells {
		if cell == "" || cell == "–" {
			continue
		}
		head := strings.ToLower(heads[i])
		metric := slices.IndexFunc(worldMetrics, func(m string) bool { return strings.Contains(head, m) })
		counts := map[string]*int{
			"posts": &r.posts, "tin bài": &r.posts, "tin, bài": &r.posts, "activities": &r.activities, "hoạt động": &r.activities,
			"joint": &r.joint, "trong đó làm chung": &r.joint, "trong đó phối hợp": &r.joint,
		}
		if metric < 0 && counts[head] == nil {
			continue
		}
		n, err := strconv.ParseInt(strings.ReplaceAll(cell, ".", ""), 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", heads[i], err)
		}
		if metric >= 0 {
			r.numbers[worldMetrics[metric]] = n
		} else {
			*counts[head] = int(n)
		}
	}
}

// readBookTally reads the tables of a workbook; the totals below them have to be alike.
func readBookTally(t *testing.T, data []byte) *tally {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := &tally{rows: make(map[string]*row)}
	for i, table := range []string{"units", "kinds", "topics", "forms", "months"} {
		lines, err := f.GetRows(f.GetSheetList()[i+1])
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines[1:] {
			if len(l) == 0 || l[0] == "Cộng" {
				if len(l) > 0 && table == "months" {
					got.at("total").set(t, lines[0], l)
				}
				break
			}
			got.at(table+" "+worldID(table, l[0])).set(t, lines[0], l)
		}
	}
	return got
}

// worldID finds the id that a title stands for.
func worldID(table, title string) string {
	switch table {
	case "months":
		month, year, _ := strings.Cut(strings.TrimPrefix(title, "Tháng "), "/")
		return year + "-" + strings.Repeat("0", 2-len(month)) + month
	case "forms":
		return map[string]string{"Tin": "tin", "Bài viết": "bai-viet", "Văn bản": "van-ban", "Thông báo": "thong-bao"}[title]
	}
	return title[strings.LastIndex(title, " ")+1:]
}

// readFormTally reads the table of units of the official form. Of what is not in it, it says what is wanted.
func readFormTally(t *testing.T, data []byte, want *tally) *tally {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	got := &tally{rows: maps.Clone(want.rows)}
	table := first(root, func(n *html.Node) bool { return attr(n, "data-table") == "units" })
	if table == nil {
		return got
	}
	maps.DeleteFunc(got.rows, func(name string, _ *row) bool { return strings.HasPrefix(name, "units ") || name == "total" })
	heads := cells(first(table, tag("tr")))
	for _, tr := range every(first(table, tag("tbody")), tag("tr")) {
		line := cells(tr)
		name := "total"
		if line[1] != "Tổng số" {
			name = "units " + worldID("units", line[1])
		}
		r := got.at(name)
		r.set(t, heads, line)
		if name == "total" {
			r.joint = 0 // which only this form counts
		}
		for _, m := range worldMetrics { // those that the paper has no room for are not in it
			printed := slices.ContainsFunc(heads, func(h string) bool { return metricIn(strings.ToLower(h)) == m })
			if n, given := want.at(name).numbers[m]; given && !printed {
				r.numbers[m] = n
			}
		}
	}
	return got
}
