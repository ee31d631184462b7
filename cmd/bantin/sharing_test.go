package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// sharing runs tests that have a finished site and a browser in common: each is made when the first test
// asks for it, and is gone after the last. Nobody may write to the site.
type sharing struct{ *testing.M }

// shared is what tests have in common: a folder, and a browser with what ends it.
var shared struct {
	dir string
	sync.Mutex
	browser context.Context
	end     func()
}

func (m sharing) Run() int {
	var err error
	if shared.dir, err = os.MkdirTemp("", "bantin-shared-"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(shared.dir)
	defer func() {
		if shared.end != nil {
			shared.end()
		}
	}()
	return m.M.Run()
}

// exhaustive tells whether every page is to be looked at in every way. Otherwise tests take a sample, each
// saying which, so that all of them together take about a minute. Under the race detector (-short) a sample will do.
func exhaustive() bool { return os.Getenv("CI") == "true" && !testing.Short() }

// buildSample builds the repository's content in a folder with the program that TestMain puts in the path.
var buildSample = sync.OnceValue(func() error { return buildContent(filepath.Join(shared.dir, "sample"), nil) })

func buildContent(dir string, env []string, flags ...string) error {
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		return err
	}
	cmd := exec.Command("bantin", append([]string{"build", dir, "--now", "2026-11-23", "--strict"}, flags...)...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return errors.Join(err, errors.New(string(out)))
	}
	return nil
}

// sampleSite gives the folder of the finished sample site, which all tests share.
func sampleSite(t *testing.T) string {
	t.Helper()
	if err := buildSample(); err != nil {
		t.Fatalf("the sample site does not build: %v", err)
	}
	return filepath.Join(shared.dir, "sample", "public")
}

// sampleSiteAnew builds the sample site once more, in a folder of its own. Its pictures come from the first
// build, as making them takes longer than all the rest; with CI=true and an env of its own it makes them anew.
func sampleSiteAnew(t *testing.T, env []string, flags ...string) string {
	t.Helper()
	sampleSite(t)
	dir := t.TempDir()
	if env == nil || !exhaustive() {
		const cache = ".bantin/cache"
		if err := os.CopyFS(filepath.Join(dir, cache), os.DirFS(filepath.Join(shared.dir, "sample", cache))); err != nil {
			t.Fatal(err)
		}
	}
	if err := buildContent(dir, env, flags...); err != nil {
		t.Fatalf("the sample site does not build: %v", err)
	}
	return filepath.Join(dir, "public")
}

// chromium gives the browser that all tests share. Each has tabs of its own in it.
func chromium(t *testing.T) context.Context {
	t.Helper()
	exe := need(t, "Chromium", "chromium", "chromium-browser", "google-chrome")
	shared.Lock()
	defer shared.Unlock()
	if shared.browser != nil {
		return shared.browser
	}
	ctx, end, err := startChromium(exe, filepath.Join(shared.dir, "chromium"))
	if err != nil {
		t.Fatal(err)
	}
	shared.browser, shared.end = ctx, end
	return ctx
}

// ownChromium starts a browser for one test, which needs the focus, or what all tabs of a site share, for itself.
func ownChromium(t *testing.T) context.Context {
	t.Helper()
	ctx, end, err := startChromium(need(t, "Chromium", "chromium", "chromium-browser", "google-chrome"), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	return ctx
}

func startChromium(exe, dir string) (ctx context.Context, end func(), err error) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(exe), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(dir), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true))
	ctx, end = chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, _ = chromedp.NewContext(ctx)       // ends with the other
	if err = chromedp.Do(ctx); err != nil { // starts it
		end()
	}
	return ctx, end, err
}
