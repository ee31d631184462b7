package site

import (
	"strings"
	"testing"

	"bantin/internal/filename"
)

// Files get addresses that every system can hold, also when their own names are not such.
func TestPublishedNameOnWindows(t *testing.T) {
	for name, want := range map[string]string{
		"aux.pdf": "aux-.pdf", "Con.JPG": "Con-.JPG", "com1.tar.zip": "com1-.tar.zip", "nul .csv": "nul-.csv", "gio:chay.pdf": "gio-chay.pdf",
		"a#b%c.pdf": "a-b-c.pdf", `a\b.pdf`: "a-b.pdf", "con cái.jpg": "con cái.jpg", "anh.jpg": "anh.jpg",
	} {
		got := publishedName(name)
		if got != want || !filename.OnWindows(got) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// Two files of one page that are one on Windows and macOS get two addresses.
func TestPublishedTwins(t *testing.T) {
	src := sourceOf(post("2021/01/a", "2021-01-01", refs("x/Ảnh.jpg", "y/ảnh.JPG", "z/\u212aelvin.jpg", "w/kelvin.jpg", "v/aux.jpg", "u/aux-.jpg")))
	files(src, "content/posts/2021/01/x/Ảnh.jpg", "content/posts/2021/01/y/ảnh.JPG", "content/posts/2021/01/z/\u212aelvin.jpg",
		"content/posts/2021/01/w/kelvin.jpg", "content/posts/2021/01/v/aux.jpg", "content/posts/2021/01/u/aux-.jpg")
	s, problems := New(src, Options{Now: now})
	if problems.Len() > 0 {
		t.Fatal(listed(problems))
	}
	seen := make(map[string]bool)
	for _, f := range s.Files {
		folded := filename.Fold(f.URL)
		if seen[folded] {
			t.Errorf("%s is there twice", f.URL)
		}
		seen[folded] = true
	}
	if len(seen) != 6 || !strings.Contains(strings.Join(keysOf(seen), " "), "kelvin-2.jpg") {
		t.Errorf("addresses %v", keysOf(seen))
	}
}

func keysOf(m map[string]bool) (all []string) {
	for k := range m {
		all = append(all, k)
	}
	return all
}
