// Package output holds the finished site as a value, and writes it to a folder.
//
// What the folder holds afterwards is the tree, file for file and byte for
// byte, whatever it held before; see Write for what is promised on the way.
package output

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/limits"
)

// Kind says what a file is, for headers, for the summary of a build and for
// commands that look at pages only.
type Kind uint8

// The kinds of files.
const (
	Page     Kind = iota // HTML
	Feed                 // Atom, RSS, JSON Feed
	Data                 // sitemaps, robots.txt, data.json, data.csv, data.xlsx
	Asset                // static files and the files that posts name
	Redirect             // HTML that sends an old address to the new one
	Index                // parts of the search's index: their names change with their bytes
	NumKinds = iota
)

// How long browsers may keep a file, as Cache-Control (RFC 9111, RFC 8246) says it.
const (
	CacheForGood = "public, max-age=31536000, immutable" // the name changes with the bytes
	CacheADay    = "public, max-age=86400"               // pictures, fonts and files to download
	CacheMinutes = "public, max-age=300"                 // pages, feeds, data
)

// File is one file of the finished site.
type File struct {
	// Path is where it lies below the output folder, with slashes, NFC, not escaped: "2021/05/hoc-bac/index.html".
	Path string
	Kind Kind
	// Source is the file below the site folder that it comes from, if one does.
	Source string
	// Key, if not zero, stands for the bytes: files of the same key have the same.
	// A file that lies in the folder untouched since it was written under this key is not rendered.
	Key [sha256.Size]byte
	// Large files are rendered and written one at a time: each fills much of the memory.
	Large bool
	// Render appends the file's bytes to w. It may be called at any time, from
	// any goroutine, more than once, and gives the same bytes each time.
	Render func(w *bytes.Buffer) error
}

// Tree is the finished site: for each path what it is and how to render it.
// Nothing is rendered until someone asks. The zero Tree is empty and ready. It
// is filled by one goroutine and, after Finish, read by any number.
type Tree struct {
	files     []File
	index     map[string]int
	conflicts []Conflict
	finished  bool
}

// Conflict is two files that cannot both be: at the same path, or one at a
// path that the other needs as a folder. Case does not count, as on Windows and macOS.
type Conflict struct {
	// First was added before Second, or is the one whose path the other needs as a folder.
	First, Second File
}

// Grow makes room for n more files.
func (t *Tree) Grow(n int) {
	t.files = slices.Grow(t.files, n)
	if t.index == nil {
		t.index = make(map[string]int, n)
	}
}

// Add puts a file into the tree. It panics on a path that ValidPath refuses: that is a
// bug of the caller. Of two files at one path the first stays and Finish tells.
func (t *Tree) Add(f File) {
	if !ValidPath(f.Path) {
		panic("output: bad path " + f.Path)
	}
	if t.index == nil {
		t.index = make(map[string]int)
	}
	if i, taken := t.index[f.Path]; taken {
		t.conflicts = append(t.conflicts, Conflict{t.files[i], f})
		return
	}
	t.index[f.Path] = len(t.files)
	t.files = append(t.files, f)
}

// Finish sorts the files by path and tells which cannot both be. A tree with conflicts
// cannot be written.
func (t *Tree) Finish() []Conflict {
	order := make([]int32, len(t.files)) // lighter to move about than files
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(t.files[a].Path, t.files[b].Path) })
	sorted := make([]File, len(t.files))
	for i, at := range order {
		sorted[i] = t.files[at]
		t.index[sorted[i].Path] = i
	}
	t.files = sorted
	t.finished = true
	last, found := "", 0
	for i := range t.files {
		dir := path.Dir(t.files[i].Path)
		if dir == last {
			continue
		}
		seen := "" // a folder that was looked at with the file before
		if len(t.conflicts) == found {
			seen = last
		}
		last, found = dir, len(t.conflicts)
		for ; dir != "." && !isAt(seen, dir); dir = path.Dir(dir) {
			if j, taken := t.index[dir]; taken {
				t.conflicts = append(t.conflicts, Conflict{t.files[j], t.files[i]})
			}
		}
	}
	t.conflicts = append(t.conflicts, t.twins()...)
	return t.conflicts
}

// isAt tells whether a folder is another or lies in it.
func isAt(dir, other string) bool {
	rest, ok := strings.CutPrefix(dir, other)
	return ok && (rest == "" || rest[0] == '/')
}

// With gives a finished tree that is this one with another file at a path that it has.
func (t *Tree) With(f File) *Tree {
	other := *t
	other.files = slices.Clone(t.files)
	other.files[t.index[f.Path]] = f
	return &other
}

// Get gives the file at a path.
func (t *Tree) Get(path string) (File, bool) {
	i, ok := t.index[path]
	if !ok {
		return File{}, false
	}
	return t.files[i], true
}

// Files gives all files, after Finish sorted by path. The caller does not change them.
func (t *Tree) Files() []File { return t.files }

// Len is the number of files.
func (t *Tree) Len() int { return len(t.files) }

// ValidPath tells whether a file of a site may have this path: relative, with
// slashes, without "." and ".." or empty parts, UTF-8, no part longer than file systems
// take (255 bytes), and without characters that break tools or mislead eyes
// (backslash, control and format characters). Names of our own temporary files are refused too.
func ValidPath(name string) bool {
	if isSimple(name) {
		return true
	}
	if !fs.ValidPath(name) || name == "." || !utf8.ValidString(name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > limits.MaxPathPart || strings.HasPrefix(part, tempPrefix) {
			return false
		}
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return r == '\\' || r < ' ' || r > '~' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	})
}

// isSimple tells quickly that a path is valid: printable ASCII, and no part that is long or begins with a dot.
func isSimple(name string) bool {
	start := 0
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '/':
			if i == start {
				return false
			}
			start = i + 1
		case c < ' ', c > '~', c == '\\', c == '.' && i == start, i-start >= limits.MaxPathPart:
			return false
		}
	}
	return start < len(name)
}
