package build

import (
	"bytes"
	"context"
	"flag"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Flags behind -args: go test ./internal/build -v -run Corpus -args -out /dev/shm/b/site -posts 10000 -plain
var (
	corpusOut        = flag.String("out", "", "Corpus: write a site here; a full path")
	corpusHugo       = flag.String("hugo", "", "Corpus: write the same posts for Hugo here; Compare: time Hugo with this folder")
	corpusPosts      = flag.Int("posts", 10_000, "Corpus: how many posts")
	corpusUnits      = flag.Int("units", 100, "Corpus: how many units publish them")
	corpusWords      = flag.Int("words", 400, "Corpus: words of a post's body, in the mean")
	corpusPhotos     = flag.Int("photos", 0, "Corpus: how many posts have a photo beside them")
	corpusPhotoWidth = flag.Int("photo-width", 4000, "Corpus: width of photos in pixels; they are 4:3")
	corpusSeed       = flag.Uint64("seed", 1, "Corpus: another seed gives other texts")
	corpusPlain      = flag.Bool("plain", false, "Corpus: the short layouts of testdata/plain, which do what those of testdata/hugo do")
	corpusEverything = flag.Bool("everything", false, "Corpus: share cards and the search, too")
	corpusPosters    = flag.Int("posters", 0, "Corpus: one post in so many has a page to print and hang up; 0 for none")
)

// With -out or -hugo it writes a site of any size to time builds with. Without,
// it holds that corpora are worth timing: the same bytes for the same plan, and nothing wrong in them.
func TestCorpus(t *testing.T) {
	if *corpusOut == "" && *corpusHugo == "" {
		checkCorpus(t)
		return
	}
	c := plan{
		posts: *corpusPosts, units: *corpusUnits, words: *corpusWords, photos: *corpusPhotos, photoWidth: *corpusPhotoWidth,
		seed: *corpusSeed, plain: *corpusPlain, everything: *corpusEverything, posters: *corpusPosters,
	}
	for dir, write := range map[string]func(string) error{*corpusOut: c.write, *corpusHugo: c.writeHugo} {
		if dir == "" {
			continue
		}
		if !filepath.IsAbs(dir) {
			t.Fatalf("%s: tests run in the folder of their package, so give a full path", dir)
		}
		if err := write(dir); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d posts", dir, c.posts)
	}
}

func checkCorpus(t *testing.T) {
	c := plan{posts: 90, units: 7, words: 200, photos: 2, photoWidth: 320, seed: 1, plain: true, posters: 20}
	write := func(c plan, workers int, write func(plan, string) error) map[string]string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
		dir := t.TempDir()
		if err := write(c, dir); err != nil {
			t.Fatal(err)
		}
		return corpusFiles(t, dir)
	}
	first := write(c, 1, plan.write)
	if d := differing(first, write(c, 4, plan.write)); len(d) > 0 {
		t.Errorf("with more workers other bytes: %q", d)
	}
	other := c
	other.seed = 2
	if d := differing(first, write(other, 1, plan.write)); len(d) < c.posts {
		t.Errorf("another seed: only %d files are other ones", len(d))
	}
	c.photos = 0
	bare, hugo := write(c, 2, plan.write), write(c, 2, plan.writeHugo)
	words := 0
	for name, text := range hugo {
		if filepath.Dir(filepath.Dir(filepath.Dir(name))) == "content/posts" {
			if bare[name] != text {
				t.Errorf("%s: not the same for Hugo", name)
			}
			words += len(bytes.Fields([]byte(text)))
		}
	}
	// Some 60 of them are front matter.
	if mean := words / c.posts; mean < 235 || mean > 300 {
		t.Errorf("%d words a file", mean)
	}

	dir := t.TempDir()
	c.photos = 2
	if err := c.write(dir); err != nil {
		t.Fatal(err)
	}
	if err := c.write(dir); err == nil {
		t.Error("a corpus is written over another")
	}
	r, err := Run(context.Background(), Options{Dir: dir, Now: newYear})
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed || r.Problems.Len() > 0 || r.Posts != c.posts {
		t.Errorf("%d posts, problems: %v", r.Posts, r.Problems.All())
	}
}

// corpusFiles reads all files below a folder.
func corpusFiles(tb testing.TB, dir string) map[string]string {
	tb.Helper()
	all := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// corpusPhoto makes a JPEG of 4:3 with the grain of a real photo.
func corpusPhoto(width int, seed uint32) []byte {
	m := image.NewYCbCr(image.Rect(0, 0, width, width*3/4), image.YCbCrSubsampleRatio420)
	noise := seed
	fill := func(p []byte, stride, base, across int) {
		for i := range p {
			noise = noise*1664525 + 1013904223
			p[i] = byte(base + across*(i%stride+i/stride)/(2*stride) + int(noise>>28))
		}
	}
	fill(m.Y, m.YStride, 40+int(seed%60), 120)
	fill(m.Cb, m.CStride, 70+int(seed/7%60), 60)
	fill(m.Cr, m.CStride, 90+int(seed/3%60), 40)
	var w bytes.Buffer
	if err := jpeg.Encode(&w, m, &jpeg.Options{Quality: 88}); err != nil {
		panic(err) // a buffer takes everything
	}
	return w.Bytes()
}
