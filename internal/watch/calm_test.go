package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"
)

// next gives the next batch and how long it took to come.
func next(w *Watcher) (Batch, time.Duration) {
	began := time.Now()
	b := <-w.Batches()
	return b, time.Since(began)
}

func TestQuietPeriod(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a.md", "content/b.md", "static/x.css")
		w := m.start(t, Options{})
		m.tell(fsnotify.Write, "content/a.md")
		m.tell(fsnotify.Write, "content/a.md")
		if b, took := next(w); took != 50*time.Millisecond || !cmp.Equal(b, Batch{Paths: []string{"content/a.md"}}) {
			t.Errorf("one change: %+v after %v", b, took)
		}
		// Each change begins the quiet period anew.
		began := time.Now()
		for range 5 {
			m.tell(fsnotify.Write, "static/x.css")
			time.Sleep(30 * time.Millisecond)
			m.tell(fsnotify.Write, "content/b.md")
		}
		b, _ := next(w)
		if took := time.Since(began); took != 200*time.Millisecond || !cmp.Equal(b.Paths, []string{"content/b.md", "static/x.css"}) {
			t.Errorf("changes close together: %+v after %v", b, took)
		}
		// Changes without end are told of once a second.
		began = time.Now()
		go func() {
			for time.Since(began) < 3500*time.Millisecond {
				m.tell(fsnotify.Write, "content/a.md")
				time.Sleep(20 * time.Millisecond)
			}
		}()
		var at []time.Duration
		for range 4 {
			next(w)
			at = append(at, time.Since(began).Round(100*time.Millisecond))
		}
		if want := []time.Duration{time.Second, 2 * time.Second, 3 * time.Second, 3500 * time.Millisecond}; !slices.Equal(at, want) {
			t.Errorf("changes without end were told of at %v", at)
		}
	})
}

func TestNothingToTell(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a.md", "public/index.html")
		w := m.start(t, Options{})
		m.write("static/.x", "")
		m.write("content/b.tmp", "")
		for op, names := range map[fsnotify.Op][]string{
			fsnotify.Chmod:  {"content/a.md"},
			fsnotify.Create: {"static/.x", "public/index.html", "content/.a.md.swp", "content/b.tmp", "content/a.md~", "content/4913", "."},
			fsnotify.Remove: {"content/sedAbC123", "content/4913"},
			fsnotify.Write:  {"public", "public/index.html"},
		} {
			for _, name := range names {
				m.tell(op, name)
			}
		}
		select {
		case b := <-w.Batches():
			t.Errorf("got %+v", b)
		case <-time.After(time.Hour):
		}
	})
}

// TestSlowReader: what comes while nobody receives is put together.
func TestSlowReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a.md")
		w := m.start(t, Options{})
		for i := range 100 {
			name := fmt.Sprintf("content/%02d.md", i%50)
			m.write(name, "x")
			m.tell(fsnotify.Create, name)
			time.Sleep(100 * time.Millisecond)
		}
		if b, _ := next(w); len(b.Paths) != 50 || !slices.IsSorted(b.Paths) {
			t.Errorf("got %v", b.Paths)
		}
	})
}

// TestFolderFills: what comes while a new folder is not yet watched counts as a change.
func TestFolderFills(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a.md")
		w := m.start(t, Options{})
		m.write("content/new/0.md", "")
		m.tell(fsnotify.Create, "content/new")
		go func() {
			for i := 1; i < 10; i++ {
				time.Sleep(40 * time.Millisecond)
				name := fmt.Sprintf("content/new/%d.md", i)
				m.write(name, "")
				if m.isWatched("content/new") {
					m.tell(fsnotify.Create, name)
				}
			}
		}()
		if b, took := next(w); len(b.Paths) != 11 || took != 410*time.Millisecond {
			t.Errorf("got %+v after %v", b, took)
		}
	})
}

func TestLostEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a.md")
		w := m.start(t, Options{})
		m.write("content/new/b.md", "")
		m.errors <- fsnotify.ErrEventOverflow
		if b, _ := next(w); !cmp.Equal(b, Batch{All: true}) {
			t.Errorf("after an overflow: %+v", b)
		}
		if !m.isWatched("content/new") {
			t.Error("the new folder is not watched")
		}
		// The next batch is an ordinary one again.
		m.change(func() { delete(m.files, "content/new/b.md") })
		m.tell(fsnotify.Remove, "content/new/b.md")
		if b, _ := next(w); !cmp.Equal(b, Batch{Paths: []string{"content/new/b.md"}}) {
			t.Errorf("after the overflow: %+v", b)
		}
	})
}

// TestLostWatch: a folder whose watch ended unseen is watched again when another goes.
func TestLostWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a/1.md", "content/a/sub/2.md", "content/b/3.md")
		w := m.start(t, Options{})
		m.change(func() {
			delete(m.watched, filepath.Join(m.dir, "content", "a"))
			delete(m.files, "content/b/3.md")
			delete(m.files, "content/a/1.md")
		})
		m.write("content/a/4.md", "")
		m.tell(fsnotify.Remove, "content/b")
		want := []string{"content/a", "content/a/1.md", "content/a/4.md", "content/a/sub", "content/a/sub/2.md", "content/b", "content/b/3.md"}
		if b, _ := next(w); !cmp.Equal(b, Batch{Paths: want}) {
			t.Errorf("got %+v", b)
		}
		if !m.isWatched("content/a") {
			t.Error("the folder is not watched again")
		}
	})
}

func TestFallsBackToPolling(t *testing.T) {
	for _, limit := range []int{1, 3} { // reached at the start, or by the first new folder
		t.Run(fmt.Sprint(limit), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMemory("content/a.md", "static/x.css")
				m.limit = limit
				var told []error
				w := m.start(t, Options{FellBack: func(err error) { told = append(told, err) }})
				m.write("content/new/b.md", "b")
				if limit > 1 {
					m.tell(fsnotify.Create, "content/new")
					if b, _ := next(w); !cmp.Equal(b, Batch{All: true}) {
						t.Errorf("at the limit: %+v", b)
					}
				} else if b, took := next(w); took != time.Second+50*time.Millisecond || !cmp.Equal(b, Batch{Paths: []string{"content/new", "content/new/b.md"}}) {
					t.Errorf("polling: %+v after %v", b, took)
				}
				m.write("content/new/b.md", "c") // as long as before
				if b, _ := next(w); !cmp.Equal(b, Batch{Paths: []string{"content/new/b.md"}}) {
					t.Errorf("polling: %+v", b)
				}
				if len(told) != 1 || !errors.Is(told[0], ErrLimit) || !errors.Is(told[0], syscall.ENOSPC) || m.closed != 1 {
					t.Errorf("told %v, closed %d times", told, m.closed)
				}
			})
		})
	}
}

func TestNetworkDriveIsPolled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a.md")
		how := m.machine()
		how.network = func(string) error { return ErrNetwork }
		var told error
		w, err := start(t.Context(), Options{Dir: m.dir, Folders: []string{"content"}, FellBack: func(err error) { told = err }}, how)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if !errors.Is(told, ErrNetwork) || len(m.watched) > 0 {
			t.Errorf("told %v", told)
		}
		m.write("content/a.md", "x")
		if b, _ := next(w); !cmp.Equal(b.Paths, []string{"content/a.md"}) {
			t.Errorf("got %+v", b)
		}
	})
}

// TestFolderGone: the watcher ends and does not spin.
func TestFolderGone(t *testing.T) {
	for _, poll := range []time.Duration{0, time.Second} {
		synctest.Test(t, func(t *testing.T) {
			m := newMemory("content/a.md")
			w := m.start(t, Options{Poll: poll})
			m.change(func() { m.unreach = fs.ErrNotExist })
			if poll == 0 {
				m.tell(fsnotify.Remove, "content/a.md")
			}
			if b, ok := <-w.Batches(); ok {
				t.Errorf("got %+v", b)
			}
			if err := w.Close(); !errors.Is(err, fs.ErrNotExist) || w.Close() != err {
				t.Errorf("Close() = %v", err)
			}
		})
	}
}

// TestDriveComesBack: a network drive that is away for a moment has not lost its files.
func TestDriveComesBack(t *testing.T) {
	for _, fault := range []error{fs.ErrNotExist, syscall.EIO} {
		synctest.Test(t, func(t *testing.T) {
			m := newMemory("content/a.md", "content/b.md")
			w := m.start(t, Options{Poll: time.Second})
			time.Sleep(time.Second / 2) // not while it looks
			for range 5 {
				m.change(func() { m.unreach = fault })
				time.Sleep((patience - 2) * time.Second)
				m.change(func() { m.unreach = nil })
				time.Sleep(2 * time.Second)
			}
			m.write("content/a.md", "x")
			if b, _ := next(w); !cmp.Equal(b, Batch{Paths: []string{"content/a.md"}}) {
				t.Errorf("got %+v", b)
			}
		})
	}
}

// TestHalfWritten: polling waits until what is being written does not grow any more.
func TestHalfWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory("content/a.md")
		w := m.start(t, Options{Poll: time.Second})
		time.Sleep(900 * time.Millisecond)
		began := time.Now()
		go func() {
			for i := range 20 {
				m.write("content/a.md", fmt.Sprint(i))
				time.Sleep(20 * time.Millisecond)
			}
		}()
		if b, _ := next(w); time.Since(began) < 400*time.Millisecond || len(b.Paths) != 1 {
			t.Errorf("told of %+v after %v", b, time.Since(began))
		}
	})
}
