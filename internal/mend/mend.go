// Package mend mends in the files of a site what can be mended without a doubt,
// and nothing else. Every mending is a handful of small edits at places that
// the reader of the site has found; after each the file is read again, and an
// edit that changes more than it was meant to is not made. So the program that
// reads a file is itself the judge of what may be changed in it:
//
//   - LineEnds, BOM, Composed: text as it is read anyway, with LF, without a byte order mark, in NFC
//   - Colons: plain YAML text with a colon in it gets quotes, which other programs need
//   - Letters: letters of other alphabets within Latin words, ð for đ, mathematical letters
//   - Hidden: characters that nobody sees and that the pages leave out
//   - Dates: 27/5/2021 becomes 2021-05-27, the same moment
//   - Topics, Units, Campaigns: names become ids
//   - Spaces, LastLine: spaces at the ends of lines where they mean nothing; a line feed at the end of the file
//
// A file that cannot be read is left as it is. So is the title of a post whose
// address is made of it and would become another. Names of files are never changed: the site
// reads them in any composition.
package mend

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/markdown"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Kind is a kind of mending.
type Kind uint8

// The kinds, in the order in which they are told.
const (
	BOM Kind = iota
	LineEnds
	Composed
	Colons
	Letters
	Hidden
	Dates
	Topics
	Units
	Campaigns
	Spaces
	LastLine
	NumKinds = iota
)

// Change is what is to change in one file.
type Change struct {
	// File is the path below the site folder as the file system has it.
	File string
	// Old and New are all bytes of the file, before and after.
	Old, New []byte
	// Counts tells how much of each kind was mended: values, letters, lines, or 1.
	Counts [NumKinds]int
}

// Result is what can be mended in a site.
type Result struct {
	// Changes are by File.
	Changes []Change
	// Unread are the problems of files that cannot be read and so are left as they are.
	Unread diag.List
	// Titles are the posts whose title has letters of another alphabet: mending it
	// would change the post's address.
	Titles []string
	// Decomposed are files whose names are not in NFC. The site reads them all the same.
	Decomposed []string
}

// Folder finds what can be mended in a site folder. only are the files to look
// at, by their paths below the folder as the file system has them; none: all. The error is the environment's.
func Folder(ctx context.Context, fsys fs.FS, only []string) (*Result, error) {
	files, err := list(fsys)
	if err != nil {
		return nil, err
	}
	// Whoever mends one file must not change a name that others rely on.
	entries := len(only) == 0
	if !entries {
		files = slices.DeleteFunc(files, func(f string) bool { return !slices.Contains(only, f) })
	}
	r, err := folder(ctx, fsys, files, entries)
	if err == nil && entries {
		var worse bool
		if worse, err = r.worsens(fsys); worse {
			r, err = folder(ctx, fsys, files, false)
		}
	}
	return r, err
}

func folder(ctx context.Context, fsys fs.FS, files []string, entries bool) (*Result, error) {
	r := new(Result)
	over := &overlay{FS: fsys, text: make(map[string][]byte)}
	changes := make(map[string]*Change)
	for round := 0; round < limits.MaxRounds; round++ {
		s, err := load(over)
		if err != nil {
			return nil, err
		}
		m := newMender(s, entries)
		renamed := false
		for _, file := range files {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			src, err := over.AppendFile(nil, file, int(limits.TextFile)+1)
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", file, err)
			}
			text, counts, problems := m.mend(viet.NFC(file), src)
			if round == 0 {
				r.note(file, problems)
			}
			if text == nil || string(text) == string(src) {
				continue
			}
			over.text[file] = text
			renamed = renamed || isEntry(file)
			c := changes[file]
			if c == nil {
				c = &Change{File: file, Old: src}
				changes[file] = c
			}
			c.New = text
			for k, n := range counts {
				c.Counts[k] += n
			}
		}
		if r.Titles = m.titles; !renamed {
			break
		}
	}
	for _, file := range slices.Sorted(maps.Keys(changes)) {
		r.Changes = append(r.Changes, *changes[file])
	}
	r.Unread.Sort()
	return r, nil
}

// note notes what was found out about one file beside what can be mended.
func (r *Result) note(file string, problems []diag.Diagnostic) {
	r.Unread.Add(problems...)
	if viet.NFC(file) != file {
		r.Decomposed = append(r.Decomposed, file)
	}
}

// list gives the files that a site is read from, by path.
func list(fsys fs.FS) ([]string, error) {
	var files []string
	// content/ may be a symbolic link, which is not followed.
	top, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read the site folder: %w", err)
	}
	if !slices.ContainsFunc(top, func(d fs.DirEntry) bool { return d.Name() == "content" && d.IsDir() }) {
		return nil, nil
	}
	err = fs.WalkDir(fsys, "content", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("read %s: %w", name, err)
		case content.Ignored(name) || d.IsDir() && !utf8.ValidString(name):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.Type().IsRegular() && utf8.ValidString(name) && content.RoleOf(viet.NFC(name)) != content.NoRole {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// load reads a site as far as its names go.
func load(fsys fs.FS) (*site.Site, error) {
	s, _, err := loadProblems(content.Entries(fsys))
	return s, err
}

func loadProblems(fsys fs.FS) (*site.Site, *diag.List, error) {
	src, err := content.Load(fsys, content.Options{})
	if err != nil {
		return nil, nil, err
	}
	// No name depends on the clock; with all posts published, all are checked.
	s, problems := site.New(src, site.Options{Now: time.Unix(0, 0), Drafts: true, Future: true})
	problems.Merge(&src.Problems)
	return s, &problems, nil
}

// worsens tells whether the changes give a site an error that it has not: a mended name may
// be that of another unit.
func (r *Result) worsens(fsys fs.FS) (bool, error) {
	over := &overlay{FS: fsys, text: make(map[string][]byte)}
	named := false
	for i := range r.Changes {
		c := &r.Changes[i]
		over.text[c.File] = c.New
		named = named || c.Counts[Letters] > 0 && isEntry(c.File)
	}
	if !named {
		return false, nil
	}
	_, before, err := loadProblems(fsys)
	if err != nil {
		return false, err
	}
	_, after, err := loadProblems(over)
	if err != nil {
		return false, err
	}
	known := make(map[string]bool)
	for _, d := range before.All() {
		known[d.File+" "+d.Code] = true
	}
	return slices.ContainsFunc(after.All(), func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && !known[d.File+" "+d.Code]
	}), nil
}

// isEntry tells whether a file gives something its names.
func isEntry(file string) bool {
	switch content.RoleOf(viet.NFC(file)) {
	case content.TopicRole, content.UnitRole, content.CampaignRole:
		return true
	}
	return false
}

// overlay is a folder some of whose files have another text.
type overlay struct {
	fs.FS
	text map[string][]byte
}

// ReadDir implements fs.ReadDirFS.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.FS, name) }

// AppendFile implements content.Appender.
func (o *overlay) AppendFile(buf []byte, name string, limit int) ([]byte, error) {
	if text, ok := o.text[name]; ok {
		return append(buf, text[:min(len(text), limit)]...), nil
	}
	return content.AppendFile(o.FS, buf, name, limit)
}

// mender mends files of one site, as it is before any of them is mended.
type mender struct {
	site      *site.Site
	ids       map[use]map[string]string // ids of names that were looked up
	converter *markdown.Converter
	entries   bool // the names of topics, units and campaigns may change
	titles    []string
}

func newMender(s *site.Site, entries bool) *mender {
	return &mender{
		site:      s,
		ids:       map[use]map[string]string{topicUse: {}, unitUse: {}, campaignUse: {}},
		converter: markdown.New(markdown.Options{Language: s.Settings.Language}),
		entries:   entries,
	}
}

// id gives the id of what a name means, "" when it means nothing or several things.
// One with letters of another alphabet means what it means without them.
func (m *mender) id(u use, name string) string {
	if id, known := m.ids[u][name]; known {
		return id
	}
	id := m.find(u, name)
	if plain, n := mendLetters(name); id == "" && n > 0 {
		id = m.find(u, plain)
	}
	m.ids[u][name] = id
	return id
}

func (m *mender) find(u use, name string) string {
	name = strings.TrimSpace(name)
	switch u {
	case topicUse:
		if t, _ := m.site.FindTopic(name); t != nil {
			return t.ID
		}
	case unitUse:
		if t, _ := m.site.FindUnit(name); t != nil {
			return t.ID
		}
	case campaignUse:
		if c, _ := m.site.FindCampaign(name); c != nil {
			return c.ID
		}
	}
	return ""
}
