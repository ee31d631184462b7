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
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
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

// samplePictures are the pictures of the sample site as its first build has put them
// into the cache: making them takes longer than all the rest.
var samplePictures struct {
	sync.Mutex
	cache map[string][]byte
}

// sampleSite copies the repository's content to a folder of its own, builds it
// with the program that TestMain puts in the path, and returns the finished site's folder.
// With an env of its own it makes all pictures anew.
func sampleSite(t *testing.T, env []string, flags ...string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	samplePictures.Lock()
	defer samplePictures.Unlock()
	cache := filepath.Join(dir, ".bantin", "cache")
	if env == nil {
		for name, data := range samplePictures.cache {
			file := filepath.Join(cache, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, data, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd := exec.Command("bantin", append([]string{"build", dir, "--now", "2026-11-23", "--strict"}, flags...)...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the sample site does not build: %v\n%s", err, out)
	}
	if samplePictures.cache == nil {
		samplePictures.cache = everyFile(t, cache)
	}
	return filepath.Join(dir, "public")
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
	files := everyFile(t, sampleSite(t, nil))
	for _, p := range strings.Fields(`
		index.html tin-moi/index.html tin-moi/trang/2/index.html gioi-thieu/index.html lien-he/index.html
		chu-de/index.html chu-de/nghi-quyet/index.html chu-de/an-toan-lao-dong/index.html don-vi/index.html don-vi/so-noi-vu/index.html
		tin/index.html bai-viet/index.html hinh-anh/index.html infographic/index.html video/index.html van-ban/index.html thong-bao/index.html
		infographic/chu-de/cham-lo-doan-vien/index.html infographic/2021/index.html hinh-anh/2021/index.html video/2021/index.html
		dot/index.html dot/sau-dai-hoi-2021/index.html dot/sau-dai-hoi-2021/data.json dot/sau-dai-hoi-2021/data.csv
		hoat-dong/index.html hoat-dong/data.json hoat-dong/data.csv hoat-dong/2021/index.html hoat-dong/2021/data.json hoat-dong/2021/data.csv
		hoat-dong/2021/05/index.html hoat-dong/2021/05/data.json hoat-dong/2021/05/data.csv
		luu-tru/index.html luu-tru/2021/05/index.html mo-hinh-hay/index.html
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

// The same input gives the same bytes, whatever the machine is set to.
func TestSampleSiteIsDeterministic(t *testing.T) {
	want := everyFile(t, sampleSite(t, nil))
	for _, env := range [][]string{
		{"TZ=America/New_York", "LANG=en_US.UTF-8", "GOMAXPROCS=1"},
		{"TZ=Asia/Tokyo", "LC_ALL=C", "GOMAXPROCS=7"},
	} {
		got := everyFile(t, sampleSite(t, env))
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

func TestSampleSiteIsValidHTML(t *testing.T) {
	jar := need(t, "the Nu HTML checker", "../../.ci/node_modules/vnu-jar/build/dist/vnu.jar")
	java := need(t, "java", "java")
	dir := sampleSite(t, nil)
	out, err := exec.Command(java, "-jar", jar, "--skip-non-html", "--format", "gnu", dir).CombinedOutput()
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
		"hoat-dong/2021/loai/hoi-nghi/", "hoat-dong/2021/don-vi/so-y-te/", "hoat-dong/2021/tin-bai/", "dot/sau-dai-hoi-2021/danh-sach/", "luu-tru/", "luu-tru/2021/05/", "mo-hinh-hay/", "404.html",
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

// browser starts Chromium and returns a context for it.
func browser(t *testing.T) context.Context {
	t.Helper()
	exe := need(t, "Chromium", "chromium", "chromium-browser", "google-chrome")
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(exe), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // starts it
		t.Fatal(err)
	}
	return ctx
}

func TestSampleSiteIsAccessible(t *testing.T) {
	axeFile := need(t, "axe-core", "../../.ci/node_modules/axe-core/axe.min.js")
	ctx := browser(t)
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		t.Fatal(err)
	}
	dir := sampleSite(t, nil)
	server := httptest.NewServer(strict(http.FileServer(http.Dir(dir))))
	defer server.Close()

	var hosts sync.Map
	go func() {
		for e, err := range chromedp.Events(ctx, network.RequestWillBeSent) {
			if err != nil {
				return
			}
			if u := e.Request.URL; !strings.HasPrefix(u, server.URL) && !strings.HasPrefix(u, "data:") {
				hosts.Store(u, true)
			}
		}
	}()
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	pages := pageOfEveryType(t, dir)
	if testing.Short() {
		pages = pages[:3]
	}
	for _, page := range pages {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/"+page), chromedp.Evaluate[chromedp.Void](string(axe))); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		for _, width := range []int64{320, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				if err := checkPage(ctx, width, scheme); err != nil {
					t.Errorf("/%s, %d px, %s: %v", page, width, scheme, err)
				}
			}
		}
	}
	hosts.Range(func(u, _ any) bool {
		t.Errorf("a page asks another host: %v", u)
		return true
	})
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
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth`))
	if err != nil {
		return err
	}
	if int64(wide) > width {
		return fmt.Errorf("scrolls sideways: %d px wide", wide)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => JSON.stringify({violations: r.violations, passed: r.passes.length}))`, chromedp.EvalAwaitPromise))
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
	for _, base := range []string{"https://congdoan.example/", "https://example.org/tin/cong-doan/"} {
		t.Run(base, func(t *testing.T) {
			dir := sampleSite(t, nil, "--base-url", base)
			files := everyFile(t, dir)
			broken := walkLinks(t, files, base)
			slices.Sort(broken)
			for _, b := range slices.Compact(broken) {
				t.Error(b)
			}
		})
	}
}
