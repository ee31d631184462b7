package watch

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// tree is what is known of the watched folders: the names in them, and when polling
// the stamps of the files.
type tree struct {
	files   fs.FS
	folders []string // of the site folder
	ignore  func(name string) bool
	watch   func(name string) error // before a folder is read; nil when polling
	unwatch func(name string)
	root    folder // the site folder

	changed map[string]struct{}
	told    int // changes that were found, counting a file each time
	entered int // folders that were read for the first time
}

type folder struct{ entries []entry } // by name

type entry struct {
	name  string
	stamp stamp   // of a file, when polling
	sub   *folder // nil: a file
}

// stamp is the same as long as a file is; times in nanoseconds.
type stamp struct {
	size, modified int64
	inode          uint64 // 0 where there is none
}

func (f *folder) find(name string) (i int, ok bool) {
	return slices.BinarySearchFunc(f.entries, name, func(e entry, name string) int { return strings.Compare(e.name, name) })
}

// folder gives a folder that is known, or nil.
func (t *tree) folder(name string) *folder {
	f := &t.root
	if name == "." {
		return f
	}
	for part := range strings.SplitSeq(name, "/") {
		i, ok := f.find(part)
		if !ok || f.entries[i].sub == nil {
			return nil
		}
		f = f.entries[i].sub
	}
	return f
}

func (t *tree) report(name string) {
	t.changed[name] = struct{}{}
	t.told++
}

// take gives what was reported, and forgets it.
func (t *tree) take() []string {
	names := make([]string, 0, len(t.changed))
	for name := range t.changed {
		names = append(names, name)
	}
	clear(t.changed)
	return names
}

// reset reads everything anew and reports nothing.
func (t *tree) reset(ctx context.Context) error {
	t.root = folder{}
	err := t.enter(ctx, ".", &t.root)
	clear(t.changed)
	return err
}

// enter begins to watch a folder and then reads it, with all below, and reports it. The
// error is the context's, or says that the system watches no more.
func (t *tree) enter(ctx context.Context, name string, f *folder) error {
	t.report(name)
	if t.watch != nil {
		if err := t.watch(name); err != nil {
			return err
		}
	}
	t.entered++
	return t.scan(ctx, name, f, true)
}

// scan reads a folder and reports what differs from what was known; when it is
// deep, the folders below too. Errors are as for enter.
func (t *tree) scan(ctx context.Context, name string, f *folder, deep bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	now, err := t.list(name)
	if err != nil {
		return nil // cannot be read for now: stays as it was known
	}
	old := f.entries
	f.entries = now
	for i := range now {
		e := &now[i]
		for len(old) > 0 && old[0].name < e.name {
			t.drop(path.Join(name, old[0].name), old[0])
			old = old[1:]
		}
		var was *entry
		if len(old) > 0 && old[0].name == e.name {
			was, old = &old[0], old[1:]
		}
		if err := t.compare(ctx, path.Join(name, e.name), was, e, deep); err != nil {
			return err
		}
	}
	for _, e := range old {
		t.drop(path.Join(name, e.name), e)
	}
	return nil
}

// compare reports what one entry has become; was is nil when it is new.
func (t *tree) compare(ctx context.Context, name string, was, e *entry, deep bool) error {
	if was != nil && (was.sub == nil) != (e.sub == nil) {
		t.drop(name, *was)
		was = nil
	}
	switch {
	case e.sub == nil:
		if was == nil || was.stamp != e.stamp {
			t.report(name)
		}
		return nil
	case was == nil:
		return t.enter(ctx, name, e.sub)
	}
	e.sub = was.sub
	if !deep {
		return nil
	}
	return t.scan(ctx, name, e.sub, true)
}

// list reads one folder. A folder that is gone has nothing in it.
func (t *tree) list(name string) ([]entry, error) {
	all, err := fs.ReadDir(t.files, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	entries := make([]entry, 0, len(all))
	for _, d := range all {
		file := path.Join(name, d.Name())
		if t.skips(file, d.IsDir()) {
			continue
		}
		e := entry{name: d.Name()}
		switch {
		case d.IsDir() && utf8.ValidString(d.Name()):
			e.sub = new(folder)
		case t.watch == nil:
			info, err := d.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err == nil {
				e.stamp = stampOf(info)
			}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{size: info.Size(), modified: info.ModTime().UnixNano(), inode: inode(info)}
}

// skips tells what is not looked at.
func (t *tree) skips(name string, dir bool) bool {
	if !strings.Contains(name, "/") && !slices.Contains(t.folders, name) {
		return true
	}
	return t.ignore(name) || !dir && passing(path.Base(name))
}

// passing tells the files that editors make beside the one they save, to try
// whether they may (vim's 4913), to rename (sed, others) or as a copy (Emacs).
func passing(base string) bool {
	return base == "4913" ||
		len(base) == len("sedXXXXXX") && strings.HasPrefix(base, "sed") && !strings.Contains(base, ".") ||
		strings.HasSuffix(strings.ToLower(base), ".tmp") ||
		strings.HasSuffix(base, "~") ||
		len(base) > 2 && base[0] == '#' && base[len(base)-1] == '#'
}

// drop reports an entry that is gone, and all below it.
func (t *tree) drop(name string, e entry) {
	t.report(name)
	if e.sub == nil {
		return
	}
	for _, below := range e.sub.entries {
		t.drop(path.Join(name, below.name), below)
	}
	if t.unwatch != nil {
		t.unwatch(name)
	}
}

// forget drops a folder whose name may stand for another one by now. It
// tells whether there was one.
func (t *tree) forget(name string) bool {
	f := t.folder(path.Dir(name))
	if f == nil {
		return false
	}
	i, ok := f.find(path.Base(name))
	if !ok || f.entries[i].sub == nil {
		return false
	}
	t.drop(name, f.entries[i])
	f.entries = slices.Delete(f.entries, i, i+1)
	return true
}

// look reports what an event has hinted at. Errors are as for enter.
func (t *tree) look(ctx context.Context, name string) error {
	f := t.folder(path.Dir(name))
	if f == nil {
		return nil // its folder is gone, and told of
	}
	info, err := fs.Lstat(t.files, name)
	i, known := f.find(path.Base(name))
	gone := errors.Is(err, fs.ErrNotExist)
	switch {
	case err != nil && !gone: // it is there, with a name or rights that do not let it be seen
		t.report(name)
		return nil
	case gone && !known:
		// It was here for a moment. Who reads late, because of a batch that had told
		// of an older one, may have found it.
		if !passing(path.Base(name)) {
			t.report(name)
		}
		return nil
	}
	gone = gone || t.skips(name, info.IsDir())
	if known && (gone || info.IsDir() != (f.entries[i].sub != nil)) {
		t.drop(name, f.entries[i])
		f.entries = slices.Delete(f.entries, i, i+1)
		known = false
	}
	if gone {
		return nil
	}
	if !known {
		f.entries = slices.Insert(f.entries, i, entry{name: path.Base(name)})
	}
	e := &f.entries[i]
	switch {
	case !info.IsDir():
		t.report(name)
		return nil
	case !known:
		e.sub = new(folder)
		return t.enter(ctx, name, e.sub)
	}
	return t.scan(ctx, name, e.sub, false) // kqueue and Windows: something in it has come or gone
}

// heal enters folders anew that are not watched any more. One that is moved in the
// moment between its old watch's end and its new name's reading can lose its watch,
// and whatever has changed in it since is not known. Errors are as for enter.
func (t *tree) heal(ctx context.Context, name string, f *folder, watched map[string]bool) error {
	for i := range f.entries {
		e := &f.entries[i]
		if e.sub == nil {
			continue
		}
		file := path.Join(name, e.name)
		var err error
		if watched[file] {
			err = t.heal(ctx, file, e.sub, watched)
		} else {
			t.drop(file, *e)
			e.sub = new(folder)
			err = t.enter(ctx, file, e.sub)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
