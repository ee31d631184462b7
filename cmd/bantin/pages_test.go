package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// need returns the path of what a test needs from the system. Without it the
// test is left out, except in CI.
func need(t *testing.T, what string, candidates ...string) string {
	t.Helper()
	for _, c := range candidates {
		if strings.ContainsRune(c, filepath.Separator) {
			if found, _ := filepath.Glob(c); len(found) > 0 {
				abs, err := filepath.Abs(found[0])
				if err != nil {
					t.Fatal(err)
				}
				return abs
			}
		} else if found, err := exec.LookPath(c); err == nil {
			return found
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing: .ci/run installs it", what)
	return ""
}

// everyFile lists the files of a folder with their bytes.
func everyFile(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)], err = os.ReadFile(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSampleSiteHasEveryAddress(t *testing.T) {
	files := everyFile(t, sampleSite(t))
	for _, p := range strings.Fields(`
		index.html tin-moi/index.html tin-moi/trang/2/index.html gioi-thieu/index.html lien-he/index.html
		chu-de/index.html chu-de/nghi-quyet/index.html chu-de/an-toan-lao-dong/index.html don-vi/index.html don-vi/so-noi-vu/index.html
		tin/index.html bai-viet/index.html hinh-anh/index.html infographic/index.html video/index.html van-ban/index.html thong-bao/index.html
		infographic/chu-de/cham-lo-doan-vien/index.html infographic/2021/index.html hinh-anh/2021/index.html video/2021/index.html
		dot/index.html dot/sau-dai-hoi-2021/index.html dot/sau-dai-hoi-2021/data.json dot/sau-dai-hoi-2021/data.csv
		hoat-dong/index.html hoat-dong/data.json hoat-dong/data.csv hoat-dong/2021/index.html hoat-dong/2021/data.json hoat-dong/2021/data.csv
		hoat-dong/2021/05/index.html hoat-dong/2021/05/data.json hoat-dong/2021/05/data.csv
		luu-tru/index.html luu-tru/2021/05/index.html mo-hinh-hay/index.html tim-kiem/index.html opensearch.xml
		feed.xml rss.xml feed.json chu-de/nghi-quyet/feed.xml don-vi/so-noi-vu/feed.xml tin/feed.xml dot/sau-dai-hoi-2021/feed.xml
		sitemap.xml news-sitemap.xml robots.txt 404.html`) {
		if len(files[p]) == 0 {
			t.Errorf("no %s", p)
		}
	}
	posts := 0
	for p := range files {
		if strings.HasPrefix(p, "2021/") && strings.HasSuffix(p, "/index.html") {
			posts++
		}
	}
	if posts < 25 {
		t.Errorf("%d post pages, want at least 25", posts)
	}
}

// The same input gives the same bytes, whatever the machine is set to. With CI=true there are two other machines, which
// make the pictures anew; elsewhere there is one, and its pictures come from the first build.
func TestSampleSiteIsDeterministic(t *testing.T) {
	t.Parallel()
	want := everyFile(t, sampleSite(t))
	machines := [][]string{
		{"TZ=America/New_York", "LANG=en_US.UTF-8", "GOMAXPROCS=1"},
		{"TZ=Asia/Tokyo", "LC_ALL=C", "GOMAXPROCS=7"},
	}
	if !exhaustive() {
		machines = machines[1:]
	}
	for _, env := range machines {
		got := everyFile(t, sampleSiteAnew(t, env))
		if len(got) != len(want) {
			t.Errorf("%v: %d files, want %d", env, len(got), len(want))
		}
		for p, b := range want {
			if !bytes.Equal(got[p], b) {
				t.Errorf("%v: %s differs", env, p)
			}
		}
	}
}

// All pages are checked with CI=true, elsewhere one of each kind.
func TestSampleSiteIsValidHTML(t *testing.T) {
	jar := need(t, "the Nu HTML checker", "../../.ci/node_modules/vnu-jar/build/dist/vnu.jar")
	java := need(t, "java", "java")
	t.Parallel()
	dir := sampleSite(t)
	// To compile less well is faster here; what is compiled so needs larger stacks.
	args := []string{"-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", jar, "--skip-non-html", "--format", "gnu"}
	if exhaustive() {
		args = append(args, dir)
	} else {
		for _, page := range pageOfEveryType(t, dir) {
			if strings.HasSuffix(page, "/") || page == "" {
				page += "index.html"
			}
			args = append(args, filepath.Join(dir, filepath.FromSlash(page)))
		}
	}
	out, err := exec.Command(java, args...).CombinedOutput()
	if err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("Nu HTML checker: %v\n%.4000s", err, out)
	}
}

// pageOfEveryType are addresses of the sample site, one for each kind of page and form of post.
func pageOfEveryType(t *testing.T, dir string) []string {
	pages := []string{
		"", "tin-moi/", "tin-moi/trang/2/", "gioi-thieu/", "chu-de/", "chu-de/cham-lo-doan-vien/", "don-vi/", "don-vi/so-noi-vu/",
		"tin/", "hinh-anh/", "infographic/", "infographic/chu-de/cham-lo-doan-vien/", "infographic/2021/", "video/", "van-ban/",
		"dot/", "dot/sau-dai-hoi-2021/", "hoat-dong/", "hoat-dong/2021/", "hoat-dong/2021/05/", "hoat-dong/so-lieu/luot-nguoi/", "hoat-dong/2021/so-lieu/luot-nguoi/",
		"hoat-dong/2021/loai/hoi-nghi/", "hoat-dong/2021/don-vi/so-y-te/", "hoat-dong/2021/tin-bai/", "dot/sau-dai-hoi-2021/danh-sach/", "dot/sau-dai-hoi-2021/ap-phich/",
		"2021/07/ngay-hoi-hien-mau-ky-niem-thanh-lap-cong-doan-viet-nam-176-don-vi-mau/ap-phich/", "luu-tru/", "luu-tru/2021/05/", "mo-hinh-hay/", "tim-kiem/", "bang/", "bang/don-vi/so-noi-vu/", "404.html",
		"ban-tin/", "ban-tin/2021/05/", "ban-tin/2021/05/doc/", "ban-tin/2021/quy-2/", "ban-tin/dot/sau-dai-hoi-2021/", "ban-tin/dot/sau-dai-hoi-2021/doc/",
	}
	// One post of each form, from the lists of the forms.
	for _, form := range []string{"tin", "bai-viet", "hinh-anh", "infographic", "video", "van-ban", "thong-bao"} {
		list, err := os.ReadFile(filepath.Join(dir, form, "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		at := bytes.Index(list, []byte(`href="/2021/`))
		if at < 0 {
			t.Fatalf("%s lists no post", form)
		}
		rest := list[at+len(`href="/`):]
		pages = append(pages, string(rest[:bytes.IndexByte(rest, '"')]))
	}
	return pages
}

type axeViolation struct {
	ID    string `json:"id"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Pages are fit for all readers, scroll downwards only, and ask no other host for anything. With CI=true that is every
// page of pageOfEveryType in two widths, light and dark; elsewhere every fourth, narrow and dark, wide and light.
func TestSampleSiteIsAccessible(t *testing.T) {
	axeFile := need(t, "axe-core", "../../.ci/node_modules/axe-core/axe.min.js")
	browser := chromium(t)
	t.Parallel()
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		t.Fatal(err)
	}
	dir := sampleSite(t)
	server := httptest.NewServer(strict(http.FileServer(http.Dir(dir))))
	defer server.Close()
	pages := pageOfEveryType(t, dir)
	if testing.Short() {
		pages = pages[:3]
	}
	next := make(chan string)
	var tabs sync.WaitGroup
	for range 2 {
		tab := newTab(t, browser, 1280, 800, 1)
		tabs.Go(func() {
			for page := range next {
				err := chromedp.Do(tab.ctx, chromedp.Navigate(server.URL+"/"+page))
				if err == nil {
					err = tab.accessible(string(axe))
				}
				if err != nil {
					t.Errorf("/%s: %v", page, err)
				}
			}
			for _, u := range tab.asks() {
				if !strings.HasPrefix(u, server.URL) && !strings.HasPrefix(u, "data:") {
					t.Errorf("a page asks another host: %v", u)
				}
			}
		})
	}
	for i, page := range pages {
		if exhaustive() || i%4 == 0 {
			next <- page
		}
	}
	close(next)
	tabs.Wait()
}

// accessible checks the page of a tab in all ways or, unless all is to be looked at, in two.
func (b *tab) accessible(axe string) error {
	if err := chromedp.Do(b.ctx, chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		return err
	}
	var errs []error
	for _, width := range []int64{320, 1280} {
		for _, scheme := range []string{"light", "dark"} {
			if !exhaustive() && (width == 320) != (scheme == "dark") {
				continue
			}
			if err := checkPage(b.ctx, width, scheme); err != nil {
				errs = append(errs, fmt.Errorf("%d px, %s: %w", width, scheme, err))
			}
		}
	}
	return errors.Join(errs...)
}

// strict serves with the policy that the pages promise to live under.
func strict(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-src https://www.youtube-nocookie.com")
		h.ServeHTTP(w, r)
	})
}

func checkPage(ctx context.Context, width int64, scheme string) error {
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if err != nil {
		return err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 800)); err != nil {
		return err
	}
	// The new width is told to the page's scripts with the next frame.
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[int](
		`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.scrollWidth))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		return err
	}
	if int64(wide) > width {
		return fmt.Errorf("scrolls sideways: %d px wide", wide)
	}
	// What fades in has its colours when it has.
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`Promise.allSettled(document.getAnimations().filter(a => a.transitionProperty === 'opacity').map(a => a.finished)).then(() => axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})).then(r => JSON.stringify({violations: r.violations, passed: r.passes.length}))`, chromedp.EvalAwaitPromise))
	if err != nil {
		return err
	}
	var result struct {
		Violations []axeViolation `json:"violations"`
		Passed     int            `json:"passed"`
	}
	if err := json.Unmarshal([]byte(found), &result); err != nil {
		return err
	}
	if result.Passed < 10 {
		return fmt.Errorf("only %d rules had something to look at", result.Passed)
	}
	var b strings.Builder
	for _, v := range result.Violations {
		for _, n := range v.Nodes[:min(len(v.Nodes), 3)] {
			fmt.Fprintf(&b, "\n%s: %.200s: %s", v.ID, n.HTML, n.Summary)
		}
	}
	if b.Len() > 0 {
		return fmt.Errorf("%s", b.String())
	}
	return nil
}

// Every internal link and file of every page exists, and so does every anchor.
func TestSampleSiteLinksResolve(t *testing.T) {
	t.Parallel()
	const elsewhere = "https://example.org/tin/cong-doan/"
	for base, dir := range map[string]string{
		"https://congdoan.example/": sampleSite(t),
		elsewhere:                   sampleSiteAnew(t, nil, "--base-url", elsewhere),
	} {
		t.Run(base, func(t *testing.T) {
			files := everyFile(t, dir)
			broken := walkLinks(t, files, base)
			slices.Sort(broken)
			for _, b := range slices.Compact(broken) {
				t.Error(b)
			}
		})
	}
}
