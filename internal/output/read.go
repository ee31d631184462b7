package output

import (
	"context"
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"bantin/internal/parallel"
)

// Folder is an output folder as it lies there, whoever wrote what is in it.
type Folder struct {
	// Manifest is what the last build remembers; its entries are what it wrote.
	Manifest *Manifest
	// Entries are the files that are there, sorted by path, with their true hashes. What no build wrote has no source, and
	// is an Asset unless its name says more.
	Entries []Entry
	// Edited are files that are not as the build wrote them, Foreign those that no build wrote, and Missing
	// those that it wrote and that are gone. Skipped are names that no site has: hidden
	// files, symbolic links, what ValidPath refuses. All sorted.
	Edited, Foreign, Missing, Skipped []string
}

// ReadFolder reads an output folder, and of its files those that may have changed since they were written.
func ReadFolder(ctx context.Context, state, dir string) (*Folder, error) {
	m, err := ReadManifest(state, dir)
	if err != nil {
		return nil, err
	}
	f := &Folder{Manifest: m}
	if err := f.walk(dir); err != nil {
		return nil, err
	}
	edited := make([]bool, len(f.Entries))
	err = parallel.Each(ctx, 0, len(f.Entries), func() func(i int) error {
		return func(i int) (err error) {
			edited[i], err = f.Entries[i].look(dir, m)
			return err
		}
	})
	if err != nil {
		return nil, err
	}
	for i := range f.Entries {
		e := &f.Entries[i]
		if edited[i] {
			f.Edited = append(f.Edited, e.Path)
		}
		if m.Get(e.Path) == nil {
			f.Foreign = append(f.Foreign, e.Path)
		}
	}
	for i := range m.Entries {
		name := m.Entries[i].Path
		if _, there := slices.BinarySearchFunc(f.Entries, name, func(e Entry, name string) int { return strings.Compare(e.Path, name) }); !there {
			f.Missing = append(f.Missing, name)
		}
	}
	return f, nil
}

// walk finds the files.
func (f *Folder) walk(dir string) error {
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if !isOfSite(rel, d, f.Manifest) {
			f.Skipped = append(f.Skipped, rel)
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.IsDir() {
			f.Entries = append(f.Entries, Entry{Path: rel, Kind: kindOf(rel)})
		}
		return nil
	})
	slices.SortFunc(f.Entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(f.Skipped)
	return err
}

// isOfSite tells whether a file or folder may be part of a site. Of hidden ones only those that web hosts know are, and
// what a build has written itself.
func isOfSite(name string, d fs.DirEntry, m *Manifest) bool {
	if !d.IsDir() && !d.Type().IsRegular() || !ValidPath(name) {
		return false
	}
	base := path.Base(name)
	return base[0] != '.' || slices.Contains([]string{".well-known", ".htaccess", ".nojekyll"}, base) || m.Get(name) != nil
}

// kindOf is what a file's name tells of it.
func kindOf(name string) Kind {
	switch base := path.Base(name); {
	case base == "index.html" || name == "404.html":
		return Page
	case base == "feed.xml" || base == "rss.xml" || base == "feed.json":
		return Feed
	case name == "robots.txt" || strings.HasSuffix(base, "sitemap.xml"), base == "index.json", base == "data.json", base == "data.csv", base == "data.xlsx":
		return Data
	}
	return Asset
}

// look finds out what the bytes of a file are, and whether they are others than a build wrote.
func (e *Entry) look(dir string, m *Manifest) (edited bool, err error) {
	name := filepath.Join(dir, filepath.FromSlash(e.Path))
	now, _, err := statFile(name)
	if err != nil {
		return false, err
	}
	o := m.Get(e.Path)
	if o != nil && o.stamp == now && o.Hash != [sha256.Size]byte{} {
		*e = *o
		return false, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, file)
	if err != nil {
		return false, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	if o != nil {
		e.Kind, e.Source = o.Kind, o.Source
	}
	e.stamp = stamp{size: n}
	sum.Sum(e.Hash[:0])
	return o != nil && e.Hash != o.Hash, nil
}

// Unfinished tells whether a build was killed while it wrote files to the folder, or may have been: of a
// damaged manifest only what the build before knew is left.
func (f *Folder) Unfinished() bool {
	return f.Manifest.spare || slices.ContainsFunc(f.Manifest.Entries, func(e Entry) bool { return e.Hash == [sha256.Size]byte{} })
}
