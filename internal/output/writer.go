package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"bantin/internal/parallel"
)

// state is what has become of a file.
type state uint8

const (
	same    state = iota // as it was
	written              // written anew, at its place or, until commit, beside it
)

// writer is one run of Write.
type writer struct {
	tree     *Tree
	options  Options
	old      *Manifest
	manifest Manifest // its entries as tree.files
	states   []state  // as tree.files
	present  []bool   // as tree.files
	// announced is true when the manifest on the disk is not the old one any more.
	announced bool
	// blocking are files and links where the tree needs a folder: they stay until commit.
	blocking []string
	room     *reserve // for the manifest
	result   Result
}

// fresh writes a folder that is not there.
func (w *writer) fresh(ctx context.Context, stage string) error {
	err := os.MkdirAll(stage, 0o777)
	if err != nil {
		return err
	}
	err = w.render(ctx, func() func(i int, data []byte) error {
		made := folders{base: stage}
		return func(i int, data []byte) (err error) {
			w.states[i] = written
			name := w.tree.files[i].Path
			if err := made.make(path.Dir(name)); err != nil {
				return err
			}
			w.manifest.Entries[i].stamp, err = writeNew(made.path(name), data)
			return err
		}
	})
	if err == nil {
		// The manifest comes first: if the build is killed between the two,
		// there is a manifest without a folder, which means nothing.
		err = w.remember()
	}
	if err == nil {
		err = os.Rename(stage, w.options.Dir)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(stage))
	}
	w.count()
	return nil
}

// update makes an existing folder hold the tree.
func (w *writer) update(ctx context.Context) error {
	seen, err := surveyFolder(w.options.Dir, w.tree, w.old, w.options.Workers)
	if err != nil {
		return err
	}
	w.present, w.blocking, w.result.Foreign = seen.present, seen.blocking, seen.foreign
	if name := seen.obstacle(w.options.Dir, w.old); name != "" {
		return &InTheWayError{w.path(name)}
	}
	if err := w.announce(); err != nil {
		return err
	}
	// Leftovers of a killed build may have the names of new temporary files.
	if err := w.remove(seen.left); err != nil {
		return err
	}
	err = w.render(ctx, func() func(i int, data []byte) error {
		made := folders{base: w.options.Dir}
		return func(i int, data []byte) error { return w.prepare(i, data, &made) }
	})
	if err == nil {
		err = w.warn(seen)
	}
	if err != nil {
		w.abandon()
		w.takeBack()
		return err
	}
	if err := w.commit(seen); err != nil {
		w.abandon()
		return err
	}
	w.result.Removed = len(seen.stale)
	w.count()
	return w.remember()
}

// render renders all files and hands on each, with its hash already in the manifest.
func (w *writer) render(ctx context.Context, start func() func(i int, data []byte) error) error {
	const kept = 4 << 20 // a buffer that a video has filled is not kept for the pages
	progress := w.options.Progress
	if progress == nil {
		progress = new(parallel.Progress)
	}
	progress.Total.Store(int64(w.tree.Len()))
	var large sync.Mutex
	return parallel.Each(ctx, w.options.Workers, w.tree.Len(), func() func(i int) error {
		put := start()
		var buf bytes.Buffer
		return func(i int) error {
			f := &w.tree.files[i]
			defer func() {
				if v := recover(); v != nil {
					panic(fmt.Sprintf("%s: %v", f.Path, v))
				}
			}()
			if same, err := w.sameKey(i); same || err != nil {
				progress.Done.Add(1)
				return err
			}
			if buf.Cap() > kept {
				buf = bytes.Buffer{}
			}
			buf.Reset()
			if f.Large {
				large.Lock()
				defer large.Unlock()
			}
			if err := f.Render(&buf); err != nil {
				return fmt.Errorf("%s: %w", f.Path, err)
			}
			e := &w.manifest.Entries[i]
			e.Path, e.Kind, e.Key, e.Hash = f.Path, f.Kind, f.Key, sha256.Sum256(buf.Bytes())
			if ValidPath(f.Source) {
				e.Source = f.Source
			}
			progress.Done.Add(1)
			return put(i, buf.Bytes())
		}
	})
}

// sameKey tells whether a file lies in the folder as it was written under the
// same key, and then carries its entry over.
func (w *writer) sameKey(i int) (bool, error) {
	f := &w.tree.files[i]
	if f.Key == [sha256.Size]byte{} || w.present == nil || !w.present[i] {
		return false, nil
	}
	o := w.old.Get(f.Path)
	if o == nil || o.Key != f.Key || o.Hash == [sha256.Size]byte{} {
		return false, nil
	}
	now, regular, err := statFile(w.path(f.Path))
	if err != nil || !regular || o.stamp != now {
		return false, err
	}
	e := &w.manifest.Entries[i]
	*e = *o
	e.Kind, e.Source = f.Kind, ""
	if ValidPath(f.Source) {
		e.Source = f.Source
	}
	return true, nil
}

// prepare puts a file's bytes beside its place, if others are there.
func (w *writer) prepare(i int, data []byte, made *folders) error {
	if w.present[i] {
		if same, err := w.isSame(i, data); same || err != nil {
			return err
		}
	}
	w.states[i] = written
	dir := path.Dir(w.manifest.Entries[i].Path)
	if w.blocker(dir) == "" {
		if err := made.make(dir); err != nil {
			return err
		}
	}
	_, err := writeNew(w.temp(i), data)
	return err
}

// commit moves what was prepared into place and removes what is stale.
func (w *writer) commit(seen *survey) error {
	// Where a folder makes way for a file it goes first, else last: a reader
	// who follows a link of the old site should still find its page.
	covered := func(name string) bool {
		return slices.ContainsFunc(seen.covering, func(dir string) bool { return strings.HasPrefix(name+"/", dir+"/") })
	}
	stale, others := split(seen.stale, covered)
	spare, otherSpare := split(seen.spare, covered)
	if err := w.remove(stale); err != nil {
		return err
	}
	w.prune(spare)
	if err := w.remove(seen.blocking); err != nil {
		return err
	}
	// Not to be interrupted: it is short, and stopping halfway helps nobody.
	err := parallel.Each(context.Background(), w.options.Workers, w.tree.Len(), func() func(i int) error {
		made := folders{base: w.options.Dir}
		return func(i int) (err error) {
			if w.states[i] != written {
				return nil
			}
			e := &w.manifest.Entries[i]
			if dir := path.Dir(e.Path); w.blocker(dir) != "" {
				if err := made.make(dir); err != nil {
					return err
				}
			}
			if err := replace(w.temp(i), w.path(e.Path)); err != nil {
				return err
			}
			// Renaming has changed the stamp.
			e.stamp, _, err = statFile(w.path(e.Path))
			return err
		}
	})
	if err != nil {
		return err
	}
	if err := w.remove(others); err != nil {
		return err
	}
	w.prune(otherSpare)
	return nil
}

// abandon removes the temporary files, and the folders that were made for them.
func (w *writer) abandon() {
	for i, s := range w.states {
		if s != written {
			continue
		}
		os.Remove(w.temp(i))
		dir := path.Dir(w.tree.files[i].Path)
		if w.blocker(dir) != "" {
			continue // what stands there is no folder
		}
		for ; dir != "."; dir = path.Dir(dir) {
			if os.Remove(w.path(dir)) != nil {
				break
			}
		}
	}
}

// remove removes files; one that is gone already is no error.
func (w *writer) remove(names []string) error {
	for _, name := range names {
		if err := os.Remove(w.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// prune removes those folders that are empty.
func (w *writer) prune(dirs []string) {
	for _, dir := range slices.Backward(dirs) { // what lies in a folder sorts after it
		os.Remove(w.path(dir)) // not empty: it stays
	}
}

// announce notes in the manifest which files are about to be written for the
// first time, so that the next build knows them for its own should this one be killed.
func (w *writer) announce() error {
	m := *w.old
	m.Entries = slices.Clone(m.Entries)
	for i := range w.tree.files {
		if f := &w.tree.files[i]; w.old.Get(f.Path) == nil {
			m.Entries = append(m.Entries, Entry{Path: f.Path, Kind: f.Kind})
		}
	}
	if w.options.State == "" || len(m.Entries) == len(w.old.Entries) {
		return nil
	}
	w.announced = true
	slices.SortFunc(m.Entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	_, err := m.write(w.options.State, w.options.Dir, nil)
	return err
}

// remember writes the manifest, if it says anything new.
func (w *writer) remember() error {
	if w.options.State == "" {
		return nil
	}
	// A file that changes twice within a tick of the clock has the same stamp
	// both times, so the stamps of the last moments prove nothing.
	now := time.Now().UnixNano()
	for i := range w.manifest.Entries {
		s := &w.manifest.Entries[i].stamp
		tick := 20 * time.Millisecond
		if s.modified%int64(time.Second) == 0 {
			tick = 2 * time.Second // a file system that knows whole or even seconds only
		}
		if max(s.modified, s.changed) > now-int64(tick) {
			s.changed = -1
		}
	}
	m := &w.manifest
	same := m.Preview == w.old.Preview && m.BaseURL == w.old.BaseURL && slices.Equal(m.Held, w.old.Held) && slices.Equal(m.Entries, w.old.Entries)
	if same && !w.announced && !w.old.spare && hasSpare(w.options.State, w.options.Dir) {
		w.manifest.sum = w.old.sum
	} else if err := w.manifest.keep(w.options.State, w.options.Dir, w.room); err != nil {
		return err
	}
	w.result.Manifest = w.manifest.sum
	return nil
}

// count fills in the numbers of the result.
func (w *writer) count() {
	for i := range w.manifest.Entries {
		e := &w.manifest.Entries[i]
		w.result.Kinds[e.Kind]++
		w.result.Bytes += e.stamp.size
		if w.states[i] == written {
			w.result.Written++
		} else {
			w.result.Unchanged++
		}
	}
}

// path is where a file or folder of the site lies.
func (w *writer) path(name string) string {
	return w.options.Dir + string(filepath.Separator) + filepath.FromSlash(name)
}

// temp is where a file waits for commit: in the same folder, or above it where that cannot be made yet, under a name of its own.
func (w *writer) temp(i int) string {
	dir := path.Dir(w.tree.files[i].Path)
	if name := w.blocker(dir); name != "" {
		dir = path.Dir(name)
	}
	return w.path(path.Join(dir, tempPrefix+strconv.Itoa(i)))
}

// split parts a list into what is in and what is not.
func split(list []string, in func(string) bool) (yes, no []string) {
	for _, s := range list {
		if in(s) {
			yes = append(yes, s)
		} else {
			no = append(no, s)
		}
	}
	return yes, no
}

// folders makes folders below base, each once as long as neighbours come one after the other.
type folders struct{ base, last string }

// make makes a folder and those above it. It may exist already.
func (f *folders) make(dir string) error {
	if dir == f.last || dir == "." {
		return nil
	}
	err := makeFolder(f.path(dir))
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.make(path.Dir(dir)); err != nil {
			return err
		}
		err = makeFolder(f.path(dir))
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f.last = dir
	return nil
}

func (f *folders) path(name string) string {
	return f.base + string(filepath.Separator) + filepath.FromSlash(name)
}
