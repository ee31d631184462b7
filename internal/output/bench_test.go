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

func BenchmarkWriteCold(b *testing.B) {
	tree, dir := big(13000), fast(b)
	for b.Loop() {
		b.StopTimer()
		os.RemoveAll(filepath.Join(dir, "public"))
		b.StartTimer()
		if _, err := Write(b.Context(), tree, Options{Dir: filepath.Join(dir, "public"), State: filepath.Join(dir, ".bantin")}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteWarm(b *testing.B) {
	tree, dir := big(13000), fast(b)
	for b.Loop() {
		if _, err := Write(b.Context(), tree, Options{Dir: filepath.Join(dir, "public"), State: filepath.Join(dir, ".bantin")}); err != nil {
			b.Fatal(err)
		}
	}
}
