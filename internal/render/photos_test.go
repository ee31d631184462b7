package render

import (
	"testing"

	"golang.org/x/net/html"
)

func TestShape(t *testing.T) {
	for _, c := range []struct {
		width, height int
		want          string
	}{
		{0, 0, ""}, {1200, 0, ""}, {1200, 800, ""}, {6000, 4000, ""}, {4000, 3000, "four-three"}, {3000, 4000, "upright"},
		{1920, 1080, "wide"}, {1080, 1920, "phone"}, {1080, 1080, "square"}, {1080, 1350, "four-five"}, {800, 1200, "slim"},
		{9000, 3000, "pano"}, {1, 60000, "phone"},
	} {
		if got := shape(c.width, c.height); got != c.want {
			t.Errorf("%dx%d: %q, want %q", c.width, c.height, got, c.want)
		}
	}
}

// What is seen at once must not load lazily, and all the rest must.
func TestFirstPicturesLoadAtOnce(t *testing.T) {
	all := tree(t, sample(t))
	for path, want := range map[string]int{
		"hinh-anh/index.html": early, "infographic/index.html": early, "2021/04/anh/index.html": 1, "2021/04/to/index.html": 1, "tin-moi/index.html": 0,
	} {
		atOnce, pictures := 0, 0
		open(t, all, path).each("img", func(n *html.Node) {
			pictures++
			lazy := get(n, "loading") == "lazy"
			if high := get(n, "fetchpriority") == "high"; high == lazy {
				t.Errorf("%s: %s is both or neither", path, get(n, "src"))
			}
			if !lazy {
				atOnce++
			}
		})
		if atOnce > want || want > 0 && pictures > 0 && atOnce == 0 {
			t.Errorf("%s: %d of %d pictures load at once, want %d", path, atOnce, pictures, want)
		}
	}
}
