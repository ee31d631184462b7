package content

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/markdown"
	"bantin/internal/parallel"
	"bantin/internal/viet"
)

// Loader reads a site folder again and again, and each of its files only when it may
// have changed. What it has handed out stays as it is. It is not safe for concurrent use.
type Loader struct {
	fsys fs.FS
	o    Options

	list      *listing
	site      *Source // what says how all files are read
	words     *lexicon
	converter *markdown.Converter
	results   []result // of list.pages
}

// NewLoader gives a Loader that has read nothing yet.
func NewLoader(fsys fs.FS, o Options) *Loader { return &Loader{fsys: fsys, o: o} }

// Load does what the function Load does. changed are the paths below the site folder, as
// its file system spells them, of all files and folders that may have changed since the
// last call, were made or removed; nil: any may have. After an error, which may be that of ctx, the next call reads everything.
func (l *Loader) Load(ctx context.Context, changed []string) (*Source, error) {
	s, err := l.load(ctx, changed)
	if err != nil {
		l.list = nil
	}
	return s, err
}

func (l *Loader) load(ctx context.Context, changed []string) (*Source, error) {
	var stale []int
	var err error
	switch {
	case changed == nil || l.list == nil:
		stale, err = l.begin()
	case l.inPlace(changed):
		for _, name := range changed {
			i, _ := l.pageAt(name)
			stale = append(stale, i)
		}
	default:
		stale, err = l.relist(changed)
	}
	if err == nil {
		err = l.read(ctx, stale)
	}
	if err != nil {
		return nil, err
	}
	s := *l.site
	s.Files = l.list.others
	s.Problems = diag.List{}
	s.Problems.Add(l.list.problems...)
	s.Problems.Merge(&l.site.Problems)
	s.Posts = make([]*Post, 0, len(l.results))
	for i := range l.results {
		s.take(&l.results[i])
	}
	s.Problems.Sort()
	return &s, nil
}

// begin lists the files and reads what says how all of them are read. All are stale.
func (l *Loader) begin() (stale []int, err error) {
	if l.list, err = walk(l.fsys, l.o.Most); err != nil {
		return nil, err
	}
	l.site = &Source{Settings: defaultSettings()}
	if err := l.list.readSite(l.fsys, l.site, l.o); err != nil {
		return nil, err
	}
	if l.o.Converter != nil {
		l.converter = l.o.Converter(l.site.Settings)
	}
	l.words = newLexicon(l.site.Vocabulary)
	l.results = make([]result, len(l.list.pages))
	for i := range l.results {
		stale = append(stale, i)
	}
	return stale, nil
}

// relist lists the files anew and keeps what was read of those that have not changed.
func (l *Loader) relist(changed []string) (stale []int, err error) {
	touched := make(PathSet, len(changed))
	for _, name := range changed {
		touched[name] = true
	}
	last := l.list
	if l.list, err = walk(l.fsys, l.o.Most); err != nil {
		return nil, err
	}
	for _, pair := range [][2]*found{
		{last.site, l.list.site}, {last.vocabulary, l.list.vocabulary}, {last.calendar, l.list.calendar}, {last.abbreviations, l.list.abbreviations},
	} {
		if f := pair[1]; (pair[0] == nil) != (f == nil) || f != nil && touched.Holds(f.real) {
			return l.begin()
		}
	}
	known := make(map[found]int, len(last.pages))
	for i, f := range last.pages {
		known[f] = i
	}
	results := make([]result, len(l.list.pages))
	for i, f := range l.list.pages {
		if old, ok := known[f]; ok && !touched.Holds(f.real) {
			results[i] = l.results[old]
			continue
		}
		stale = append(stale, i)
	}
	l.results = results
	return stale, nil
}

// inPlace tells whether only Markdown files that are known have changed, so that the
// list of files is what it was.
func (l *Loader) inPlace(changed []string) bool {
	for _, name := range changed {
		if _, known := l.pageAt(name); !known {
			return false
		}
		if info, err := fs.Lstat(l.fsys, name); err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// pageAt gives the place of a Markdown file by the name that the file system has for it.
func (l *Loader) pageAt(name string) (int, bool) {
	i, ok := slices.BinarySearchFunc(l.list.pages, viet.NFC(name), func(f found, file string) int { return strings.Compare(f.file, file) })
	return i, ok && l.list.pages[i].real == name
}

// read reads the Markdown files at some places of the list, several at once.
func (l *Loader) read(ctx context.Context, stale []int) error {
	return parallel.Each(ctx, l.o.Workers, len(stale), func() func(int) error {
		r := newReader(l.site.Settings, l.words, l.converter)
		r.summariesOnly = l.o.SummariesOnly
		return func(n int) error {
			i := stale[n]
			l.results[i] = r.readOne(l.fsys, l.list.pages[i])
			return l.results[i].err
		}
	})
}

// PathSet is a set of files and folders, by their paths.
type PathSet map[string]bool

// Holds tells whether a file, or a folder that it lies in, is in the set.
func (s PathSet) Holds(name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if s[name] {
			return true
		}
	}
	return false
}
