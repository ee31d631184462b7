package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// notifier is the system's way of telling of changes in single folders. Events and errors
// must always be received: it may hold its lock while it sends, so that add would wait for ever.
type notifier struct {
	events      <-chan fsnotify.Event
	errors      <-chan error
	add, remove func(name string) error
	list        func() []string
	close       func() error // closes the channels
}

func notify() (*notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLimit, err)
	}
	return &notifier{events: w.Events, errors: w.Errors, add: w.Add, remove: w.Remove, list: w.WatchList, close: w.Close}, nil
}

// events collects what the system tells until someone takes it.
type events struct {
	*notifier
	opts    Options
	prefix  string        // of all paths below the site folder
	touched chan struct{} // has one when there is something to take
	ended   sync.WaitGroup

	mu    sync.Mutex
	hints map[string]bool // paths below the site folder; true: came or went
	lost  bool            // there was more
}

func listen(n *notifier, o Options) *events {
	e := &events{notifier: n, opts: o, touched: make(chan struct{}, 1), hints: make(map[string]bool)}
	e.prefix = strings.TrimSuffix(o.Dir, string(filepath.Separator)) + string(filepath.Separator)
	e.ended.Go(func() {
		for event := range n.events {
			e.receive(event)
		}
	})
	e.ended.Go(func() {
		// Besides an overflow there are failures to read events, and to end the watch
		// of a folder that was renamed and removed at once: then look at everything as well.
		for range n.errors {
			e.note("", false)
		}
	})
	return e
}

// receive keeps what an event says.
func (e *events) receive(event fsnotify.Event) {
	moved := event.Has(fsnotify.Create | fsnotify.Remove | fsnotify.Rename)
	if event.Name == e.opts.Dir {
		if event.Has(fsnotify.Remove | fsnotify.Rename) {
			e.note("", false)
		}
		return
	}
	below, ok := strings.CutPrefix(event.Name, e.prefix)
	if !ok || !moved && !event.Has(fsnotify.Write) {
		return
	}
	name := filepath.ToSlash(below)
	top, _, _ := strings.Cut(name, "/")
	if slices.Contains(e.opts.Folders, top) && !e.opts.Ignore(name) {
		e.note(name, moved)
	}
}

// note keeps a hint; without a name it says that there was more.
func (e *events) note(name string, moved bool) {
	e.mu.Lock()
	if name == "" {
		e.lost = true
	} else {
		e.hints[name] = e.hints[name] || moved
	}
	e.mu.Unlock()
	select {
	case e.touched <- struct{}{}:
	default: // has one already
	}
}

// take gives what was collected, and begins anew.
func (e *events) take() (hints map[string]bool, lost bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	hints, lost = e.hints, e.lost
	e.hints, e.lost = make(map[string]bool), false
	return hints, lost
}

// watch watches a folder, if it is there and may be read.
func (e *events) watch(name string) error {
	err := e.add(e.path(name))
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		return nil
	}
	return fmt.Errorf("%w: %s: %w", ErrLimit, name, err)
}

func (e *events) unwatch(name string) {
	// A folder that is gone has lost its watch already.
	_ = e.remove(e.path(name))
}

func (e *events) unwatchAll() {
	for _, path := range e.list() {
		_ = e.remove(path)
	}
}

// watched gives the folders that are watched.
func (e *events) watched() map[string]bool {
	all := e.list()
	m := make(map[string]bool, len(all))
	for _, path := range all {
		if path == e.opts.Dir {
			m["."] = true
			continue
		}
		m[filepath.ToSlash(strings.TrimPrefix(path, e.prefix))] = true
	}
	return m
}

// path is how the operating system names a path.
func (e *events) path(name string) string {
	return filepath.Join(e.opts.Dir, filepath.FromSlash(name))
}

func (e *events) end() {
	// There is nothing to be done about a failure, and nothing to be lost.
	_ = e.close()
	e.ended.Wait()
}
