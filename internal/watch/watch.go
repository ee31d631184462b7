// Package watch tells which files of a site folder have changed.
//
// It watches some folders of the site folder with all that lies below them. Each of
// them may be missing, appear later, go and come again. Symbolic links are never
// followed: a link counts as a file, which changes when it is made, replaced or removed.
//
// # Events
//
// The system tells of changes in folders (inotify, kqueue, ReadDirectoryChangesW, all by
// way of fsnotify). An event is only a hint that a path is worth a look: what a batch
// says is decided by what lies on the disk once things are quiet. The files that editors
// make beside the one they save (`*~`, `*.tmp`, `#x#` and so on) are passed over by their
// names. A new folder is watched first and read afterwards, so that nothing put into it is
// missed. Changes of permissions alone say nothing.
//
// # Polling
//
// Network drives tell nothing of what other computers do, and the number of folders
// that may be watched is limited. Then the folders are read again and again: a look costs
// one directory read for each folder and one lstat for each file (none on Windows), and no
// file is opened. With 10,000 files that is some tens of milliseconds on a local disk; on
// a network drive it may be seconds, so the pause between two looks is at least four times
// as long as the look. A file has changed when its size, its time of change or its inode
// has. What is not seen: an edit that keeps the size within the resolution of the drive's
// clock (nanoseconds on most, two seconds on FAT), and what comes and goes between two looks.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	usualQuiet = 50 * time.Millisecond
	usualMost  = time.Second
	usualPoll  = time.Second
	patience   = 10 // looks at a site folder that is not there, before a poller gives up
)

// Reasons to poll, as FellBack is told them.
var (
	ErrLimit   = errors.New("the system watches no more folders")
	ErrNetwork = errors.New("a network drive does not tell of changes")
)

// Options say what to watch and how.
type Options struct {
	Dir         string                 // the site folder, as the operating system names it
	Folders     []string               // names of the folders in it that are watched
	Quiet, Most time.Duration          // a batch is complete after Quiet without changes, and after Most at the latest; 0: 50 ms and 1 s
	Poll        time.Duration          // how often to look; 0: as the system tells, and once a second where it cannot
	Ignore      func(name string) bool // files and folders to leave out, by slash path below Dir; nil: hidden ones
	FellBack    func(err error)        // told once when it has to poll though Poll is 0; must not wait for the Watcher
}

// Batch is what has changed since the batch before.
type Batch struct {
	// Paths are slash paths below Dir, sorted, each once, spelt as the disk spells
	// them (not NFC). What they name is new, changed or gone. Of a folder that was made, removed or
	// renamed the folder and all files in it are listed, under the old name and the new one. In
	// a folder that came and went in a moment nobody has seen the files: so a path stands for
	// itself and for all below it, and who keeps anything by path drops both.
	Paths []string
	// All says that anything may have changed: events were lost, or the way of
	// watching has changed. Paths is nil then.
	All bool
}

// Watcher watches until it is closed, its context is done or the site folder is gone.
type Watcher struct {
	opts    Options
	tree    *tree
	events  *events // nil: polls
	batches chan Batch
	ready   Batch // waits for the reader
	all     bool  // the next batch says All
	missed  int   // looks in a row that did not find the site folder
	stop    context.CancelFunc
	done    chan struct{}
	err     error // why it has ended by itself; to be read after done
}

// Start reads the folders once and begins to watch. What changes after it has
// returned will be in a batch. It fails where there is no such folder, or none that may be read.
func Start(ctx context.Context, o Options) (*Watcher, error) {
	return start(ctx, o, machine{files: os.DirFS, notify: notify, network: networkDrive})
}

// machine is what the watcher needs of the system.
type machine struct {
	files   func(dir string) fs.FS
	notify  func() (*notifier, error)
	network func(dir string) error // nil, or why the folder's changes are not told
}

func start(ctx context.Context, o Options, m machine) (*Watcher, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", o.Dir, err)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // events on macOS name files so
	}
	o.Dir = dir
	if o.Quiet <= 0 {
		o.Quiet = usualQuiet
	}
	if o.Most <= 0 {
		o.Most = usualMost
	}
	if o.Ignore == nil {
		o.Ignore = func(name string) bool { return strings.HasPrefix(path.Base(name), ".") }
	}
	for _, name := range o.Folders {
		if !fs.ValidPath(name) || name == "." || strings.Contains(name, "/") {
			return nil, fmt.Errorf("watch %s: %q is not the name of a folder in it", dir, name)
		}
	}
	files := m.files(dir)
	if _, err := fs.ReadDir(files, "."); err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	w := &Watcher{
		opts:    o,
		tree:    &tree{files: files, folders: o.Folders, ignore: o.Ignore, changed: make(map[string]struct{})},
		batches: make(chan Batch),
		done:    make(chan struct{}),
	}
	if o.Poll <= 0 {
		w.opts.Poll = usualPoll
		err = w.listen(ctx, m)
	} else {
		err = w.poll(ctx)
	}
	if err != nil {
		return nil, err
	}
	ctx, w.stop = context.WithCancel(ctx)
	go w.run(ctx)
	return w, nil
}

// Batches gives the changes, one batch for each quiet period; what comes while
// nobody receives is put together. The channel is closed when the Watcher has ended.
func (w *Watcher) Batches() <-chan Batch { return w.batches }

// Close ends the Watcher and all its goroutines, and waits for them. It may be called
// again. The error says why the Watcher had ended by itself, if it had.
func (w *Watcher) Close() error {
	w.stop()
	<-w.done
	return w.err
}

// listen begins to watch by events, or to poll where that cannot be. The error is the context's.
func (w *Watcher) listen(ctx context.Context, m machine) error {
	cause := m.network(w.opts.Dir)
	if cause == nil {
		n, err := m.notify()
		if cause = err; err == nil {
			w.events = listen(n, w.opts)
			w.tree.watch, w.tree.unwatch = w.events.watch, w.events.unwatch
			cause = w.tree.reset(ctx)
		}
	}
	if cause == nil {
		return nil
	}
	return w.fallBack(ctx, cause)
}

// fallBack goes over to polling. The error is the context's.
func (w *Watcher) fallBack(ctx context.Context, cause error) error {
	if w.events != nil {
		w.events.end()
		w.events = nil
	}
	if ctx.Err() == nil && w.opts.FellBack != nil {
		w.opts.FellBack(fmt.Errorf("watch %s: %w", w.opts.Dir, cause))
	}
	return w.poll(ctx)
}

// poll reads the folders with their stamps. The error is the context's.
func (w *Watcher) poll(ctx context.Context) error {
	w.tree.watch, w.tree.unwatch = nil, nil
	return w.tree.reset(ctx)
}

func (w *Watcher) run(ctx context.Context) {
	defer close(w.done)
	defer close(w.batches)
	defer func() {
		if w.events != nil {
			w.events.end()
		}
	}()
	timer := time.NewTimer(w.opts.Poll)
	defer timer.Stop()
	if w.events != nil {
		timer.Stop()
	}
	calm := calm{quiet: w.opts.Quiet, most: w.opts.Most}
	for {
		var touched <-chan struct{}
		if w.events != nil {
			touched = w.events.touched
		}
		var out chan<- Batch
		if w.ready.All || len(w.ready.Paths) > 0 {
			out = w.batches
		}
		select {
		case <-ctx.Done():
			return
		case out <- w.ready:
			w.ready = Batch{}
			continue
		case <-touched:
			timer.Reset(calm.wait(time.Now()))
			continue
		case <-timer.C:
		}
		began := time.Now()
		again, err := w.look(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			w.err = err
			return
		}
		if now := time.Now(); again && calm.wait(now) > 0 {
			timer.Reset(calm.wait(now))
			continue
		}
		w.emit()
		calm.over()
		if w.events == nil {
			timer.Reset(max(w.opts.Poll, 4*time.Since(began)))
		}
	}
}

// look takes in what has changed on the disk; again says that more is to be
// expected, and that it should look once more after a quiet period.
func (w *Watcher) look(ctx context.Context) (again bool, err error) {
	if _, err := fs.Lstat(w.tree.files, "."); err != nil {
		if w.missed++; errors.Is(err, fs.ErrNotExist) && (w.events != nil || w.missed >= patience) {
			return false, &fs.PathError{Op: "watch", Path: w.opts.Dir, Err: fs.ErrNotExist}
		}
		if w.events == nil {
			return false, nil // a network drive may come back
		}
	}
	w.missed = 0
	w.tree.entered, w.tree.told = 0, 0
	if w.events == nil {
		err := w.tree.scan(ctx, ".", &w.tree.root, true)
		return w.tree.told > 0, err
	}
	hints, lost := w.events.take()
	if lost {
		w.all = true
		w.events.unwatchAll()
		err = w.tree.reset(ctx)
	} else {
		err = w.follow(ctx, hints)
	}
	if err != nil && ctx.Err() == nil {
		w.all = true
		err = w.fallBack(ctx, err)
	}
	return w.tree.entered > 0, err
}

// follow looks at the paths that events have named.
func (w *Watcher) follow(ctx context.Context, hints map[string]bool) error {
	names := make([]string, 0, len(hints))
	for name := range hints {
		names = append(names, name)
	}
	slices.Sort(names) // folders before what is in them
	// All old folders go before the first new one comes: the system knows a
	// folder that was renamed by its old watch, and gives no second one.
	lessWatched := false
	for _, name := range names {
		if hints[name] && w.tree.forget(name) {
			lessWatched = true
		}
	}
	for _, name := range names {
		if err := w.tree.look(ctx, name); err != nil {
			return err
		}
	}
	if lessWatched {
		return w.tree.heal(ctx, ".", &w.tree.root, w.events.watched())
	}
	return nil
}

// emit adds what was found to the batch that waits for the reader.
func (w *Watcher) emit() {
	found := w.tree.take()
	if w.ready.All = w.ready.All || w.all; w.ready.All {
		w.ready.Paths = nil
	} else {
		w.ready.Paths = append(w.ready.Paths, found...)
		slices.Sort(w.ready.Paths)
		w.ready.Paths = slices.Compact(w.ready.Paths)
	}
	w.all = false
}
