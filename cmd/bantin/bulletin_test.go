package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The bulletin as PDF: whole pages of A4, and codes that a telephone reads from the print, in colours and without.
func TestBulletinPDF(t *testing.T) {
	need(t, "Chromium", "chromium", "chromium-browser", "google-chrome")
	pdftoppm, zbarimg := need(t, "poppler's pdftoppm", "pdftoppm"), need(t, "ZBar's zbarimg", "zbarimg")
	site := filepath.Dir(sampleSite(t))
	dir := t.TempDir()
	pdf := filepath.Join(dir, "thang 5.pdf")
	var out, errs bytes.Buffer
	if status := run(context.Background(), []string{"bulletin", site, "--month", "2021-05", "--now", "2026-11-23", "--pdf", pdf}, nil, &out, &errs, func(string) string { return "" }); status != done {
		t.Fatalf("status %d: %s", status, &errs)
	}
	for _, colours := range []string{"-gray", "-cropbox"} {
		pages := filepath.Join(dir, "page"+colours)
		if out, err := exec.Command(pdftoppm, "-r", "150", colours, pdf, pages).CombinedOutput(); err != nil {
			t.Fatalf("pdftoppm: %v: %s", err, out)
		}
		files, _ := filepath.Glob(pages + "-*")
		if len(files) != 2 {
			t.Fatalf("%d pages", len(files))
		}
		found, err := exec.Command(zbarimg, append([]string{"--quiet", "--raw"}, files...)...).Output()
		if err != nil {
			t.Fatalf("zbarimg: %v", err)
		}
		codes := strings.Fields(string(found))
		if slices.Sort(codes); len(codes) != 5 || !strings.HasPrefix(codes[0], "https://congdoan.example/2021/05/42-doan-vien") {
			t.Errorf("%s: %q", colours, codes)
		}
	}
}

// Without a browser the program says how to print by hand.
func TestBulletinWithoutBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Chdir(t.TempDir())
	if err := os.Mkdir("doc", 0o777); err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"vi": "--html doc/thang-5.html", "en": "press Ctrl+P"} {
		var out, errs bytes.Buffer
		args := []string{"bulletin", t.TempDir(), "--lang", lang, "--pdf", "doc/thang-5.pdf"}
		status := run(context.Background(), args, nil, &out, &errs, func(string) string { return "" })
		if strings.Contains(errs.String(), "there is no folder") || status != failed || !strings.Contains(errs.String(), want) {
			t.Errorf("status %d: %s", status, &errs)
		}
	}
}

// A browser is called by its name or by a path; one that came as a snap prints in the home folder, wherever the PDF is to lie, and
// what is not the bulletin does not take the place of the last one.
func TestBulletinBrowser(t *testing.T) {
	need(t, "a shell", "/bin/sh")
	site, err := filepath.Abs(filepath.Dir(sampleSite(t)))
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	t.Chdir(t.TempDir())
	t.Setenv("HOME", home)
	t.Setenv("PATH", filepath.Join(home, "bin")+string(filepath.ListSeparator)+os.Getenv("PATH"))
	// It prints a title: of the page that it is given or, if it finds none there, or is a snap and may not look there, of one that says so.
	const script = `#!/bin/sh
for a; do case $a in --print-to-pdf=*) pdf=${a#*=};; file://*) page=${a#file://};; esac; done
title=$(sed -n 's|.*<title>\(.*\)</title>.*|\1|p' "$page" | head -n 1)
case $0 in */snap/*) case $page in "$HOME"/*) ;; *) title=;; esac;; esac
test -z "$BAD" -a -n "$title" || title=page.html
printf '%%PDF-1.4\n<</Title (%s)>>\n%%%%EOF' "$title" > "$pdf"
`
	for _, name := range []string{home + "/snap/bin/chromium", home + "/bin/in-phieu", "browser"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(script), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	bulletin := func(browser string) (int, string) {
		var out, errs bytes.Buffer
		args := []string{"bulletin", site, "--month", "2021-05", "--now", "2026-11-23", "--lang", "en", "--pdf", "may.pdf", "--browser", browser}
		return run(context.Background(), args, nil, &out, &errs, func(string) string { return "" }), errs.String()
	}
	for _, browser := range []string{home + "/snap/bin/chromium", "in-phieu", "browser", "./browser"} {
		os.Remove("may.pdf")
		status, said := bulletin(browser)
		if pdf, err := os.ReadFile("may.pdf"); status != done || err != nil || !bytes.Contains(pdf, []byte("/Title (Bản tin tháng 5/2021")) {
			t.Errorf("%s: status %d: %s: %s", browser, status, said, pdf)
		}
	}
	before, _ := os.ReadFile("may.pdf")
	t.Setenv("BAD", "yes")
	status, said := bulletin("in-phieu")
	if after, err := os.ReadFile("may.pdf"); status != failed || !strings.Contains(said, "it printed “page.html”") || err != nil || !bytes.Equal(before, after) {
		t.Errorf("status %d: %s: %v", status, said, err)
	}
	if left, _ := filepath.Glob(home + "/bantin-*"); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
