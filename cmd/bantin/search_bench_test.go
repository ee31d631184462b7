package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// BenchmarkSearchInBrowser tells how long the script takes for a query over 10,000 posts once its files are there:
// the median and the longest of the queries of queries.txt, each asked five times.
func BenchmarkSearchInBrowser(b *testing.B) {
	exe, err := exec.LookPath("chromium")
	if err != nil {
		b.Skip("Chromium is missing: .ci/run installs it")
	}
	dir := b.TempDir()
	if err := buildCorpusIn(dir, 10_000); err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(dir, "public"))))
	defer server.Close()
	ctx, end, err := startChromium(exe, b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer end()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/tim-kiem/")); err != nil {
		b.Fatal(err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[int](fmt.Sprintf(asking, "[]"), chromedp.EvalAwaitPromise)); err != nil {
		b.Fatal(err)
	}
	queries := readQueries(b)
	for b.Loop() {
		var times []float64
		var slowest string
		for part := range slices.Chunk(queries, 40) {
			answers, err := askOften(ctx, part)
			if err != nil {
				b.Fatal(err)
			}
			for i, ms := range answers {
				if times = append(times, ms); ms == slices.Max(times) {
					slowest = part[i].Query
				}
			}
		}
		slices.Sort(times)
		b.Logf("the slowest query: %s", slowest)
		b.ReportMetric(times[len(times)/2], "ms/median")
		b.ReportMetric(times[len(times)*95/100], "ms/95%")
		b.ReportMetric(times[len(times)-1], "ms/longest")
	}
}
