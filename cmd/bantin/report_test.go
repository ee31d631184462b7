package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// reportOf runs a report on a site, by default the sample site in its year.
func reportOf(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	args = append([]string{"report", "../..", "--now", "2021-12-31"}, args...)
	if status := run(context.Background(), args, nil, &out, &errs, func(string) string { return "" }); status != want {
		t.Fatalf("%q: status %d, want %d\n%s", args, status, want, &errs)
	}
	return out.String(), errs.String()
}

// Every format of the sample site's report tells the same totals.
func TestReportFormatsAgree(t *testing.T) {
	for _, about := range [][]string{nil, {"--from", "2021", "--to", "2021"}, {"--campaign", "sau-dai-hoi-2021"}, {"--unit", "so-y-te"}, {"--from", "2030"}} {
		var roll struct {
			Posts, Activities int
			Metrics           map[string]int64
		}
		data, errs := reportOf(t, done, append(about, "--format", "json")...)
		if err := json.Unmarshal([]byte(data), &roll); err != nil || errs != "" {
			t.Fatalf("%q: %v, %q", about, err, errs)
		}
		total := "\r\ntotal;;Tổng cộng;" + strconv.Itoa(roll.Posts) + ";" + strconv.Itoa(roll.Activities) + ";"
		table, _ := reportOf(t, done, append(about, "--format", "csv")...)
		if !strings.Contains(table, total) {
			t.Errorf("%q: the table has no %q", about, total)
		}
		page, _ := reportOf(t, done, about...)
		if again, _ := reportOf(t, done, about...); again != page {
			t.Errorf("%q: two reports in html differ", about)
		}
		if !strings.HasPrefix(strings.ToLower(page), "<!doctype html>") || !strings.Contains(page, "BÁO CÁO") {
			t.Errorf("%q: no report in html: %.200q", about, page)
		}
		for id, n := range roll.Metrics {
			grouped := regexp.MustCompile(`(\d)((?:\d{3})+)$`).ReplaceAllStringFunc(strconv.FormatInt(n, 10), func(s string) string {
				for i := len(s) - 3; i > 0; i -= 3 {
					s = s[:i] + "." + s[i:]
				}
				return s
			})
			if !strings.Contains(page, grouped) {
				t.Errorf("%q: the report in html does not say %s of %s", about, grouped, id)
			}
		}
		book, _ := reportOf(t, done, append(about, "--format", "xlsx")...)
		if again, _ := reportOf(t, done, append(about, "--format", "xlsx")...); !strings.HasPrefix(book, "PK\x03\x04") || again != book {
			t.Errorf("%q: %d bytes are no workbook, or differ the next time", about, len(book))
		}
		if _, errs = reportOf(t, done, append(about, "--missing")...); errs != "" {
			t.Errorf("%q --missing: %s", about, errs)
		}
	}
}

// The layout of a site takes the place of the built-in one; one that fails is told with its line.
func TestReportLayout(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	bantin := func(command string) (int, string, string) {
		var out, errs bytes.Buffer
		status := run(context.Background(), []string{command, dir, "--lang", "en"}, nil, &out, &errs, func(string) string { return "" })
		return status, out.String(), errs.String()
	}
	// It is no partial of the pages.
	const own = `<p>Mẫu của đơn vị</p>{{define "figures.html"}}ba số{{end}}`
	write("layouts/report.html", own)
	if status, out, errs := bantin("report"); status != done || out != "<p>Mẫu của đơn vị</p>" {
		t.Errorf("the site's own layout: %d, %q, %s", status, out, errs)
	}
	if status, _, errs := bantin("build"); status != done {
		t.Errorf("the site's own layout: %d, %s", status, errs)
	}
	if page, err := os.ReadFile(filepath.Join(dir, "public", "index.html")); err != nil || bytes.Contains(page, []byte("ba số")) {
		t.Errorf("the home page: %v\n%s", err, page)
	}
	for _, bad := range []string{"<p>\n{{if}}", "<p>\n{{.NoSuchField}}", "<p>\n<a href='{{if true}}\">{{end}}", "<p>\n{{words.Home}}"} {
		write("layouts/report.html", bad)
		for _, command := range []string{"report", "build"} {
			status, out, errs := bantin(command)
			if status != problems || out != "" || !strings.HasPrefix(errs, "layouts/report.html:") || strings.Count(errs, "[bad-layout]") != 1 {
				t.Errorf("%s, %q: %d, %q, %s", command, bad, status, out, errs)
			}
		}
	}
}

// The terminal is no place for a workbook; a null device is.
func TestIsTerminal(t *testing.T) {
	if isTerminal(new(bytes.Buffer)) {
		t.Error("a buffer is no terminal")
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if isTerminal(null) {
		t.Error("the null device is no terminal")
	}
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("a pseudo-terminal is missing: %v", err)
	}
	defer terminal.Close()
	if !isTerminal(terminal) {
		t.Error("a pseudo-terminal is a terminal")
	}
	var errs bytes.Buffer
	args := []string{"report", "../..", "--format", "xlsx"}
	if status := run(context.Background(), args, nil, terminal, &errs, func(string) string { return "" }); status != failed || !strings.Contains(errs.String(), "--out bao-cao.xlsx") {
		t.Errorf("a workbook on a terminal: %d, %s", status, &errs)
	}
}

// What cannot be written, and a report that is stopped, end in a message and status 2.
func TestReportNotWritten(t *testing.T) {
	report := func(ctx context.Context, out fileOrBuffer, args ...string) string {
		t.Helper()
		var errs bytes.Buffer
		args = append([]string{"report", "../..", "--now", "2021-12-31", "--format", "json"}, args...)
		if status := run(ctx, args, nil, out, &errs, func(string) string { return "" }); status != failed {
			t.Errorf("%q: status %d", args, status)
		}
		return errs.String()
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	target := filepath.Join(t.TempDir(), "bc.json")
	if got := report(stopped, new(bytes.Buffer), "--out", target); got != "bantin: đã dừng; không ghi gì\n" {
		t.Errorf("stopped: %q", got)
	}
	if _, err := os.Stat(target); !os.IsNotExist(err) {
		t.Errorf("stopped, and there is a file: %v", err)
	}
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	in.Close()
	defer out.Close()
	if got := report(context.Background(), out); !strings.HasPrefix(got, "bantin: không ghi được stdout: ") {
		t.Errorf("a closed pipe: %q", got)
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("a full device is missing: %v", err)
	}
	defer full.Close()
	if got := report(context.Background(), full); got != "bantin: không ghi được stdout: đĩa đã đầy\n" {
		t.Errorf("a full disk: %q", got)
	}
}

type fileOrBuffer interface{ Write([]byte) (int, error) }

// A file is written whole or not at all, and keeps its mode.
func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "bc.json")
	for _, text := range []string{"một", "hai"} {
		if err := writeWhole(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("%v, %q", err, got)
		}
		if err := os.Chmod(name, 0o640); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm()&0o044 != 0o040 {
		t.Errorf("%v, mode %v", err, info.Mode())
	}
	// One that may not be written stays; root may write all.
	if err := os.Chmod(name, 0o440); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(name, []byte("ba")); os.Geteuid() != 0 && !os.IsPermission(err) {
		t.Errorf("a closed file was replaced: %v", err)
	}
	// A folder has come to its place meanwhile.
	if err := os.MkdirAll(filepath.Join(dir, "tm", "a"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(filepath.Join(dir, "tm"), []byte("ba")); err == nil {
		t.Error("a folder was replaced")
	}
	if err := writeWhole(filepath.Join(dir, "none", "bc.json"), nil); !os.IsNotExist(err) {
		t.Errorf("no folder: %v", err)
	}
	var names []string
	if err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	}); err != nil || strings.Join(names, " ") != ". bc.json tm tm/a" {
		t.Errorf("%v, left: %q", err, names)
	}
}

func TestPeriod(t *testing.T) {
	zone := time.FixedZone("+07", 7*3600)
	for _, c := range []struct{ in, first, last, bad string }{
		{in: "27/5/2021", first: "2021-05-27", last: "2021-05-27"},
		{in: " 2021-05-27 ", first: "2021-05-27", last: "2021-05-27"},
		{in: "27.05.2021 23:59", first: "2021-05-27", last: "2021-05-27"},
		{in: "2021-05-27T17:00:00Z", first: "2021-05-28", last: "2021-05-28"},
		{in: "5/2021", first: "2021-05-01", last: "2021-05-31"},
		{in: "05-2021", first: "2021-05-01", last: "2021-05-31"},
		{in: "2020-2", first: "2020-02-01", last: "2020-02-29"},
		{in: "2021/12", first: "2021-12-01", last: "2021-12-31"},
		{in: "2021", first: "2021-01-01", last: "2021-12-31"},
		{in: "5/27/2021", bad: "month"},
		{in: "0/2021", bad: "month"},
		{in: "2021-13", bad: "month"},
		{in: "29/2/2021", bad: "day"},
		{in: "1/1800", bad: "year"},
		{in: "2201", bad: "year"},
		{in: "27/5/21", bad: "year"},
		{in: "27/5/2021 25:00", bad: "time"},
		{in: "", bad: "form"},
		{in: "27/5", bad: "form"},
		{in: "5/202", bad: "form"},
		{in: "20215", bad: "form"},
		{in: "05/20/21/2", bad: "year"},
		{in: "hôm nay", bad: "form"},
		{in: "-2021", bad: "form"},
		{in: "2021-", bad: "form"},
		{in: "２０２１", bad: "form"},
	} {
		var p period
		if err := p.Set(c.in); (err != nil) != (c.bad != "") || p.bad.Kind != c.bad {
			t.Errorf("%q: %v, %+v", c.in, err, p.bad)
			continue
		}
		if c.bad != "" {
			if help := p.expects(); !strings.Contains(help.vi, "27/5/2021") || !strings.Contains(help.en, "2021-05-27") {
				t.Errorf("%q: %+v", c.in, help)
			}
			continue
		}
		if first, last := p.in(zone); first.Format(time.DateOnly) != c.first || last.Format(time.DateOnly) != c.last {
			t.Errorf("%q: %v to %v", c.in, first, last)
		}
	}
}

// The text that the help shows as an example is one that a report takes.
func TestHelpShowsAText(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		help, err := topics.ReadFile("help/bao-cao." + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		_, example, _ := strings.Cut(string(help), "\n  ---\n")
		example = regexp.MustCompile(`(?s)\n\n\p{Lu}.*`).ReplaceAllString(example, "\n")
		example = "---\n" + regexp.MustCompile(`(?m)^  `).ReplaceAllString(example, "")
		name := filepath.Join(t.TempDir(), "loi.md")
		if err := os.WriteFile(name, []byte(example), 0o666); err != nil {
			t.Fatal(err)
		}
		page, errs := reportOf(t, done, "--text", name)
		if errs != "" {
			t.Errorf("%s: %s\n%s", lang, errs, example)
		}
		for _, want := range []string{"15/BC-CĐVC", "hình thức phong phú", "kiêm nhiệm", "theo chuyên đề từng quý", "Lưu: VT, Website"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the report does not say %q", lang, want)
			}
		}
	}
}
