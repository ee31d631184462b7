package watch

import (
	"io/fs"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// memory is a site folder in memory, and a system that tells of its changes when it is made to.
type memory struct {
	dir     string
	events  chan fsnotify.Event
	errors  chan error
	mu      sync.Mutex
	files   fstest.MapFS
	watched map[string]bool
	limit   int   // folders that the system watches at most; 0: any number
	unreach error // what comes of reading
	closed  int
}

func newMemory(names ...string) *memory {
	dir, err := filepath.Abs("/site")
	if err != nil {
		panic(err)
	}
	m := &memory{dir: dir, events: make(chan fsnotify.Event), errors: make(chan error), files: fstest.MapFS{}, watched: make(map[string]bool)}
	for _, name := range names {
		m.files[name] = &fstest.MapFile{}
	}
	return m
}

func (m *memory) machine() machine {
	return machine{
		files:   func(string) fs.FS { return m },
		network: func(string) error { return nil },
		notify: func() (*notifier, error) {
			return &notifier{
				events: m.events, errors: m.errors,
				add:    m.add,
				remove: func(name string) error { m.change(func() { delete(m.watched, name) }); return nil },
				list:   m.list,
				close:  func() error { m.closed++; close(m.events); close(m.errors); return nil },
			}, nil
		},
	}
}

func (m *memory) add(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.limit > 0 && len(m.watched) >= m.limit {
		return syscall.ENOSPC
	}
	m.watched[name] = true
	return nil
}

func (m *memory) list() (names []string) {
	m.change(func() {
		for name := range m.watched {
			names = append(names, name)
		}
	})
	return names
}

func (m *memory) isWatched(name string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.watched[filepath.Join(m.dir, filepath.FromSlash(name))]
}

// change changes the folder while nobody reads it.
func (m *memory) change(do func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	do()
}

func (m *memory) write(name, text string) {
	m.change(func() { m.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Now()} })
}

func (m *memory) Open(name string) (fs.File, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.unreach != nil {
		return nil, m.unreach
	}
	return m.files.Open(name)
}

func (m *memory) ReadDir(name string) ([]fs.DirEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.unreach != nil {
		return nil, m.unreach
	}
	return m.files.ReadDir(name)
}

func (m *memory) ReadLink(name string) (string, error) { return "", fs.ErrInvalid }

func (m *memory) Lstat(name string) (fs.FileInfo, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.unreach != nil {
		return nil, m.unreach
	}
	return m.files.Lstat(name)
}

func (m *memory) tell(op fsnotify.Op, name string) {
	m.events <- fsnotify.Event{Name: filepath.Join(m.dir, filepath.FromSlash(name)), Op: op}
}

func (m *memory) start(t *testing.T, o Options) *Watcher {
	t.Helper()
	o.Dir, o.Folders = m.dir, []string{"content", "layouts", "static"}
	w, err := start(t.Context(), o, m.machine())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}
