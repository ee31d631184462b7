package content

import (
	"io/fs"
	"path"
	"strings"

	"bantin/internal/filename"
)

// fits tells of a name that a colleague's Windows cannot hold: whoever fetches the repository there gets none of it.
func (l *listing) fits(file string) {
	base := path.Base(file)
	if strings.HasPrefix(file, "static/") && strings.ContainsFunc(base, func(r rune) bool { return r < ' ' || r == '\\' }) {
		return // no address can have it either, which is an error
	}
	if !filename.OnWindows(base) {
		l.problem(file, "windows-name", base)
	}
}

// twin tells of a file or folder whose name is one with another's on Windows and macOS. Of two files only the
// first is read. Two such folders are read both: where files lie changes nothing for a page.
func (l *listing) twin(file string, d fs.DirEntry) bool {
	folded := filename.Fold(file)
	other, taken := l.seen[folded]
	if !taken {
		l.seen[folded] = file
		return false
	}
	if d.IsDir() && l.folders[folded] {
		// Of folders in such folders it is clear already.
		if path.Dir(file) == path.Dir(other) {
			l.problem(file, "folder-clash", file, other)
		}
		return true
	}
	l.problem(file, "path-clash", file, other)
	return true
}

// enter notes a folder.
func (l *listing) enter(file string, d fs.DirEntry) {
	if l.twin(file, d) {
		return
	}
	if l.folders == nil {
		l.folders = make(map[string]bool)
	}
	l.folders[filename.Fold(file)] = true
}
