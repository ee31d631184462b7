package render

import (
	"bytes"
	"io/fs"
	"os"
	"testing"

	"bantin/internal/output"
	embedded "bantin/layouts"
	"bantin/static"
)

// BenchmarkStageRender makes all pages of a site of 1,000 posts, on one processor: reads the layouts, lists the pages and
// renders each, with the built-in layouts and with the short ones that builds are compared by. MB/s are those of the pages.
func BenchmarkStageRender(b *testing.B) {
	const posts = 1000
	s := big(b, embedded.FS).s
	for name, layouts := range map[string]fs.FS{"full": embedded.FS, "plain": layered{os.DirFS("../build/testdata/plain/layouts"), embedded.FS}} {
		b.Run(name, func(b *testing.B) {
			var w bytes.Buffer
			size := 0
			b.ReportAllocs()
			for b.Loop() {
				tree := new(output.Tree)
				if problems, err := Pages(tree, Input{Site: s, Layouts: layouts, Static: static.FS}); err != nil || len(problems) > 0 {
					b.Fatal(err, problems)
				}
				size = 0
				for _, f := range tree.Files() {
					if f.Kind != output.Page {
						continue
					}
					w.Reset()
					if err := f.Render(&w); err != nil {
						b.Fatal(err)
					}
					size += w.Len()
				}
			}
			b.SetBytes(int64(size))
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*posts), "µs/post")
		})
	}
}

// layered shows the files of the first folder, and of the second what the first has not.
type layered [2]fs.FS

func (o layered) Open(name string) (fs.File, error) {
	if f, err := o[0].Open(name); err == nil && name != "." {
		return f, nil
	}
	return o[1].Open(name)
}
