package photo

import (
	"os"
	"testing"
	"testing/fstest"

	"bantin/internal/media"
)

// FuzzMake takes any bytes for a picture of each type: the result is a picture
// whose variants can be decoded, or a problem, and never a panic.
func FuzzMake(f *testing.F) {
	entries, err := os.ReadDir("testdata")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range entries {
		if data, err := os.ReadFile("testdata/" + e.Name()); err == nil {
			f.Add(data)
		}
	}
	f.Add(phone(f, quarters(30, 20), 6))
	f.Add(withChunk(pngOf(f, quarters(20, 30)), "eXIf", string(tiff(5))))
	f.Add(pngWithProfile(pngOf(f, noisy(20, 30)), profile(false)))
	f.Fuzz(func(t *testing.T, data []byte) {
		files := fstest.MapFS{}
		var requests []Request
		for _, ending := range []string{"jpg", "png", "gif", "webp", "svg"} {
			files["a."+ending] = &fstest.MapFile{Data: data}
			requests = append(requests, Request{"a." + ending, Shown | Cover | Sheet | Logo})
		}
		m := makerIn(t, files, Options{Cache: openCache(t, t.TempDir()), MaxPixels: 20_000, Workers: 1})
		pictures, problems, err := m.Make(t.Context(), requests)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range requests {
			p, ok := pictures[r.Path]
			bad := false
			for _, d := range problems {
				bad = bad || d.File == r.Path && isError(d)
			}
			if ok == bad {
				t.Fatalf("%s: picture %t, problems %v", r.Path, ok, problems)
			}
			if media.Named(r.Path) == media.SVG {
				continue
			}
			for _, v := range all(p) {
				look(t, m, r.Path, v)
			}
		}
	})
}
