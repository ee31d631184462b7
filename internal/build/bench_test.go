package build

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// BenchmarkBuild times whole builds of sites of three sizes: cold, into a
// folder that is not there, with the plain layouts of testdata and with the built-in
// ones, and warm, with nothing changed.
func BenchmarkBuild(b *testing.B) {
	for _, posts := range []int{100, 1_000, 10_000} {
		b.Run(strconv.Itoa(posts), func(b *testing.B) {
			for _, theme := range []string{"plain", "full"} {
				b.Run(theme, func(b *testing.B) { benchmarkBuild(b, posts, theme == "plain") })
			}
		})
	}
}

func benchmarkBuild(b *testing.B, posts int, plain bool) {
	dir := b.TempDir()
	corpus(b, dir, posts)
	if plain {
		if err := os.CopyFS(dir, os.DirFS("testdata/plain")); err != nil {
			b.Fatal(err)
		}
	}
	run := func(b *testing.B) *Result {
		r, err := Run(context.Background(), Options{Dir: dir, Now: func(zone *time.Location) time.Time {
			return time.Date(2026, 1, 1, 0, 0, 0, 0, zone)
		}})
		if err != nil {
			b.Fatal(err)
		}
		if r.Failed || r.Posts != posts {
			b.Fatalf("%d posts, %d problems: %v", r.Posts, r.Problems.Len(), r.Problems.All()[:min(3, r.Problems.Len())])
		}
		return r
	}
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			for _, d := range []string{"public", ".bantin"} {
				if err := os.RemoveAll(filepath.Join(dir, d)); err != nil {
					b.Fatal(err)
				}
			}
			b.StartTimer()
			run(b)
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*posts), "µs/post")
	})
	b.Run("warm", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if r := run(b); r.Output.Written > 0 {
				b.Fatalf("%d files written again", r.Output.Written)
			}
		}
	})
}

// The plain layouts are used in comparisons only, so nobody else would notice when they break.
func TestPlainLayouts(t *testing.T) {
	dir := t.TempDir()
	corpus(t, dir, 60)
	if err := os.CopyFS(dir, os.DirFS("testdata/plain")); err != nil {
		t.Fatal(err)
	}
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed || r.Problems.Len() > 0 || r.Posts != 60 {
		t.Fatalf("%d posts, problems: %v", r.Posts, r.Problems.All())
	}
}
