package content

import (
	"io/fs"
	"slices"
)

// Entries gives a site folder without its posts and static files: Load reads all
// names from it in a moment, whatever the number of posts.
func Entries(fsys fs.FS) fs.FS { return entries{fsys} }

type entries struct{ fs.FS }

// ReadDir implements fs.ReadDirFS.
func (e entries) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(e.FS, name)
	hidden := []string{"posts"}
	switch name {
	case ".":
		hidden = []string{"static", "layouts"}
	case "content":
	default:
		return all, err
	}
	return slices.DeleteFunc(all, func(d fs.DirEntry) bool { return slices.Contains(hidden, d.Name()) }), err
}

// AppendFile implements Appender.
func (e entries) AppendFile(buf []byte, name string, limit int) ([]byte, error) {
	if a, ok := e.FS.(Appender); ok {
		return a.AppendFile(buf, name, limit)
	}
	return AppendFile(e.FS, buf, name, limit)
}
