package cache

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

// BenchmarkWarm is what a build of 1,000 known pictures asks of the cache.
func BenchmarkWarm(b *testing.B) {
	root, site := folder(b), folder(b)
	c := later(b, root, time.Hour)
	var names []string
	for i := range 1000 {
		dir := fmt.Sprintf("content/2021/%02d", i%12)
		names = append(names, fmt.Sprintf("%s/%d.jpg", dir, i))
		if err := site.MkdirAll(dir, 0o777); err != nil {
			b.Fatal(err)
		}
		if err := site.WriteFile(names[i], fmt.Append(nil, i), 0o666); err != nil {
			b.Fatal(err)
		}
		k, err := c.Sum(site.FS(), names[i])
		if err != nil {
			b.Fatal(err)
		}
		put(b, c, k, "a head of two hundred bytes or so", string(make([]byte, 50_000)))
	}
	if err := c.Close(); err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			open(b, root)
		}
	})
	b.Run("sum and head", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, name := range names {
				k, err := c.Sum(site.FS(), name)
				if err != nil {
					b.Fatal(err)
				}
				if _, ok := c.Head(k); !ok {
					b.Fatal("no record")
				}
			}
		}
	})
	b.Run("blob", func(b *testing.B) {
		k, _ := c.Sum(site.FS(), names[0])
		var w bytes.Buffer
		for b.Loop() {
			w.Reset()
			if err := c.Blob(&w, k, 0); err != nil {
				b.Fatal(err)
			}
		}
	})
}
