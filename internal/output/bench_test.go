package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// big is a tree of n pages of 10 kB, each in a folder of its own.
func big(n int) *Tree {
	page := bytes.Repeat([]byte("tin công đoàn "), 600)
	t := new(Tree)
	for i := range n {
		t.Add(File{Path: fmt.Sprintf("%d/%02d/bai-viet-so-%d/index.html", 2016+i*10/n, i%12+1, i), Render: func(w *bytes.Buffer) error {
			w.Write(page)
			return nil
		}})
	}
	t.Finish()
	return t
}

// fast is a folder in memory where there is one: the disk is not measured.
func fast(b *testing.B) string {
	if dir, err := os.MkdirTemp("/dev/shm", "bantin-bench-"); err == nil {
		b.Cleanup(func() { os.RemoveAll(dir) })
		return dir
	}
	return b.TempDir()
}

// BenchmarkStageWrite writes what a site of some 10,000 posts has, 13,000 pages that cost nothing to render: cold into a folder
// that is not there, warm into one that holds them all and where nothing is to be done. MB/s are those of the pages.
func BenchmarkStageWrite(b *testing.B) {
	const pages = 13_000
	for _, name := range []string{"cold", "warm"} {
		b.Run(name, func(b *testing.B) {
			tree, dir := big(pages), fast(b)
			o := Options{Dir: filepath.Join(dir, "public"), State: filepath.Join(dir, ".bantin")}
			if _, err := Write(b.Context(), tree, o); err != nil {
				b.Fatal(err)
			}
			var page bytes.Buffer
			if err := tree.Files()[0].Render(&page); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(pages * page.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if name == "cold" {
					b.StopTimer()
					os.RemoveAll(o.Dir)
					b.StartTimer()
				}
				if _, err := Write(b.Context(), tree, o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
		})
	}
}
