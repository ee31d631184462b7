package printer

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bantin/internal/output"
)

func tree(files map[string]string) *output.Tree {
	t := new(output.Tree)
	for name, text := range files {
		t.Add(output.File{Path: name, Render: func(w *bytes.Buffer) error {
			if text == "broken" {
				return errors.New("broken")
			}
			w.WriteString(text)
			return nil
		}})
	}
	t.Finish()
	return t
}

func TestSingle(t *testing.T) {
	site := tree(map[string]string{
		"ban-tin/index.html": `<!doctype html><head><meta property="og:url" content="https://example.org/news/ban-tin/"><meta name="twitter:card" content="summary"><link rel="icon" href="/news/icon.svg"><link rel="preload" href="/news/fonts/a.woff2">
<link rel="stylesheet" href="/news/site.1.css"><script src="/news/site.js"></script><script type="application/ld+json">{"a":"</b>"}</script></head>
<body><meta charset="utf-8"><a href="#x">x</a><a href="/news/2021/a/">a</a><a href="doc/">đọc</a><a href="https://other.example/?a=1&amp;b=2">b</a>
<picture><source srcset="/news/a.webp 1w"><img src="/news/%E1%BA%A3nh.png" srcset="/news/b.png 2w" sizes="1px" loading="lazy" alt="A &amp; B"></picture>
<img src="https://other.example/c.png"><p title="1 < 2">chữ</p></body>`,
		"site.1.css":    `@font-face{src:url(fonts/a.woff2) format("woff2")}.a{background:url("https://other.example/x.png")}`,
		"fonts/a.woff2": "font", "ảnh.png": "png", "site.js": "alert(1)",
	})
	got, err := Single(site, "ban-tin/index.html", "https://example.org/news/")
	if err != nil {
		t.Fatal(err)
	}
	want := `<!doctype html><head>` + policy + `
<style>@font-face{src:url(data:font/woff2;base64,Zm9udA==) format("woff2")}.a{background:url("https://other.example/x.png")}</style>
</head>
<body><meta charset="utf-8"><a href="#x">x</a><a href="https://example.org/news/2021/a/">a</a><a href="https://example.org/news/ban-tin/doc/">đọc</a><a href="https://other.example/?a=1&amp;b=2">b</a>
<picture><img src="data:image/png;base64,cG5n" alt="A &amp; B"></picture>
<img src="https://other.example/c.png"><p title="1 < 2">chữ</p></body>`
	if strings.Join(strings.Fields(string(got)), " ") != strings.Join(strings.Fields(want), " ") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSingleFails(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no page":        {},
		"broken page":    {"a/index.html": "broken"},
		"no style sheet": {"a/index.html": `<link rel="stylesheet" href="/x.css">`},
		"broken picture": {"a/index.html": `<img src="/x.png">`, "x.png": "broken"},
	} {
		if page, err := Single(tree(files), "a/index.html", "https://example.org"); err == nil {
			t.Errorf("%s: %s", name, page)
		}
	}
}

func TestUsualPlaces(t *testing.T) {
	env := func(name string) string {
		return map[string]string{"HOME": "/Users/a", "ProgramFiles": `C:\Program Files`, "ProgramFiles(x86)": ""}[name]
	}
	if all := usual("darwin", env); !slices.Contains(all, "/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") || len(all) != 6 {
		t.Errorf("macOS: %q", all)
	}
	if all := usual("windows", env); !slices.Contains(all, `C:\Program Files\Microsoft\Edge\Application\msedge.exe`) || len(all) != 3 {
		t.Errorf("Windows: %q", all)
	}
	if all := usual("linux", env); len(all) > 0 {
		t.Errorf("Linux: %q", all)
	}
}

// fake makes a program that stands for a browser: a script to which $page is the file that it is to print, $pdf where to.
func fake(t *testing.T, name, script string) string {
	t.Helper()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("no /bin/sh")
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	const head = "#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) pdf=${a#*=};; file://*) page=${a#file://};; esac; done\n"
	if err := os.WriteFile(name, []byte(head+script+"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	return name
}

const (
	aPage = "<!doctype html><title>Bản tin: 5/2021 &amp; (1)</title>\n<p>x"
	// aTitle is its title in a PDF.
	aTitle = `/Title <FEFF00421EA3006E002000740069006E003A00200035002F0032003000320031002000260020002800310029>`
)

// A program that prints nothing, rubbish, or another page, is told of by its own words.
func TestPDFFails(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	browser := filepath.Join(dir, "browser")
	for _, tt := range []struct{ script, want string }{
		{"echo first; echo cannot open display >&2; exit 1", "cannot open display"},
		{"exit 0", "it printed nothing"},
		{`echo rubbish > "$pdf"`, "it printed nothing"},
		{`echo '%PDF-1.4 <</Title (page.html)>> /MediaBox [0 0 594.96 841.92] %%EOF' > "$pdf"`, "it printed “page.html”"},
		{`echo '%PDF-1.4 /MediaBox [0 0 612 792] %%EOF' > "$pdf"`, "another size than A4"},
		{`echo '%PDF-1.4 %%EOF' > "$pdf"`, "another size than A4"},
	} {
		fake(t, browser, tt.script)
		if pdf, err := PDF(context.Background(), browser, []byte(aPage)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %q, %v", tt.script, pdf, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "bantin-print-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := PDF(ctx, browser, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	t.Chdir(dir)
	for _, name := range []string{"browser", "./browser"} {
		if _, err := PDF(context.Background(), name, nil); err == nil || !strings.Contains(err.Error(), "absolute") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if args, err := arguments("bantin-print-1"); err == nil {
		t.Errorf("arguments of a relative folder: %q", args)
	}
}

// Snaps find the page in the home folder, others among the temporary files, by absolute paths wherever TMPDIR leads.
func TestWhereBrowsersPrint(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(dir, "home")
	if err := os.MkdirAll(home, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	t.Setenv("HOME", home)
	t.Setenv("TMPDIR", ".")
	const prints = `printf '%%PDF-1.4 ` + aTitle + ` %s\n%%%%EOF' "$(test -s "$page" && dirname "$pdf")" > "$pdf"`
	snap := fake(t, filepath.Join(dir, "snap", "bin", "chromium"), prints)
	link := filepath.Join(dir, "chrome")
	if err := os.Symlink(snap, link); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ browser, in string }{
		{snap, home}, {link, home},
		{fake(t, filepath.Join(dir, "snap-wrapper"), "# exec /snap/bin/chromium\n"+prints), home},
		{fake(t, filepath.Join(dir, "other"), prints), dir},
	} {
		pdf, err := PDF(context.Background(), tt.browser, []byte(aPage))
		if want := " " + tt.in + "/bantin-print-"; err != nil || !strings.Contains(string(pdf), want) {
			t.Errorf("%s: %s, %v, want one in %s", tt.browser, pdf, err, want)
		}
	}
}

func TestTitleOf(t *testing.T) {
	for pdf, want := range map[string]string{
		aTitle + ">>": "Bản tin: 5/2021 & (1)", `/Title (A \(b\) \\ c\303\241 \8)`: `A (b) \ cá 8`, "/Title\n  (  a\n b )": "a b",
		"/Title": "none", "": "none", "/Title (": "", "/Title <FEFF00": "", `/Title (a\`: `a\`, `/Title (\7`: "\a", "/Title 12": "", "/Title <ZZ>": "",
	} {
		got, ok := titleOf([]byte(pdf))
		if !ok {
			got = "none"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", pdf, got, want)
		}
	}
	if got := pageTitle([]byte(aPage)); got != "Bản tin: 5/2021 & (1)" {
		t.Error(got)
	}
	if !isA4([]byte("/MediaBox [0 0 594.95996 841.91998]")) || isA4([]byte("/MediaBox [0 0 841.9 594.9]")) || isA4(nil) {
		t.Error("sizes")
	}
}

func TestEscapePath(t *testing.T) {
	if got := escapePath("/C:/Bản tin 100%#/"); got != "/C:/B%E1%BA%A3n%20tin%20100%25%23/" {
		t.Error(got)
	}
}
