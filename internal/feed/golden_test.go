package feed

import (
	"flag"
	"os"
	"slices"
	"testing"

	"bantin/internal/media"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files of testdata")

// TestGolden shows whole files of a small site, to be read by people when they change.
func TestGolden(t *testing.T) {
	_, tree := build(t, richSource(), map[string]media.Picture{"content/posts/bìa.jpg": {Width: 1200, Height: 800}})
	names := []string{"feed.xml", "rss.xml", "feed.json", "sitemap.xml", "news-sitemap.xml", "robots.txt"}
	for _, name := range names {
		got := read(t, tree, name)
		file := "testdata/" + name
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() && !slices.Contains(names, e.Name()) {
			t.Errorf("testdata/%s belongs to no test", e.Name())
		}
	}
}
