package build

import (
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/output"
)

// TestHeavy takes files of just the size that they may have, and tells of those of a byte more where they are named.
func TestHeavy(t *testing.T) {
	const dir = "content/posts/a/"
	for name, most := range map[string]limits.Bytes{
		dir + "a.mp4": limits.Film, dir + "a.webm": limits.Film, dir + "a.pdf": limits.Document, dir + "a.zip": limits.Document, dir + "a.mp3": limits.Document,
	} {
		for _, size := range []limits.Bytes{most, most + 1} {
			src := &content.Source{Files: map[string]content.File{name: {Size: int64(size)}}}
			named := make(files)
			named.add(place{file: dir + "index.md"}, content.FileRef{Path: name, Pos: content.Pos{Line: 7, Column: 3}}, 0)
			var found []diag.Diagnostic
			for _, d := range named.heavy(src) {
				found = append(found, named.moved(d)...)
			}
			if size == most && len(found) > 0 || size > most && (len(found) != 1 || found[0].Code != "file-too-heavy" || found[0].File != dir+"index.md" || found[0].Line != 7) {
				t.Errorf("%s of %d bytes: %v", name, int64(size), found)
			}
		}
	}
	for _, name := range []string{dir + "a.jpg", dir + "index.md", content.SiteFile} { // who reads them knows what to say
		if most := content.MostBytes(name); most != 0 {
			t.Errorf("%s: %s", name, most)
		}
	}
}

// TestLongPaths warns of a path of one more than may be, once for each source, counted as Windows does.
func TestLongPaths(t *testing.T) {
	for _, letter := range []string{"a", "ế", "😀"} {
		units := 1
		if letter == "😀" {
			units = 2
		}
		name := func(n int) string {
			const folder = 60 // letters of three bytes, and still no name that is too long
			rest := n - folder*units - 1
			return "2021/" + strings.Repeat(letter, folder) + "/" + strings.Repeat(letter, min(rest/units, folder)) + strings.Repeat("a", rest-units*min(rest/units, folder))
		}
		tree := new(output.Tree)
		tree.Add(output.File{Path: name(limits.WindowsPath - 5), Source: "content/posts/a.md"})
		tree.Add(output.File{Path: name(limits.WindowsPath - 4), Source: "content/posts/b.md"})
		tree.Add(output.File{Path: name(limits.WindowsPath), Source: "content/posts/b.md"})
		found := longPaths(tree)
		if len(found) != 1 || found[0].File != "content/posts/b.md" || found[0].Severity != diag.Warning || found[0].Args[2] != "186" {
			t.Errorf("%s: %v", letter, found)
		}
	}
}
