package watch

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

const deadline = 30 * time.Second // for what comes in a moment on an idle machine

// site is a site folder on the disk.
type site struct {
	t   *testing.T
	dir string
}

func (s site) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s site) write(name, text string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Dir(s.path(name)), 0o777))
	s.must(os.WriteFile(s.path(name), []byte(text), 0o666))
}

func (s site) rename(from, to string) { s.t.Helper(); s.must(os.Rename(s.path(from), s.path(to))) }
func (s site) mkdir(name string)      { s.t.Helper(); s.must(os.MkdirAll(s.path(name), 0o777)) }
func (s site) remove(name string)     { s.t.Helper(); s.must(os.RemoveAll(s.path(name))) }

// step is something done, and the paths that must be told of; of others, only folders above them.
type step struct {
	do   func(s site)
	want []string
}

var many = func() (names []string) {
	for i := range 1000 {
		names = append(names, fmt.Sprintf("content/posts/2026/%02d/%03d.md", i%12, i))
	}
	return names
}()

func cases() map[string][]step {
	old := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	return map[string][]step{
		"edit, as long as before": {
			{func(s site) { s.write("content/posts/a.md", "A") }, []string{"content/posts/a.md"}}},
		"temporary file, renamed": {
			{func(s site) {
				s.write("content/posts/.a.md.1", "long")
				s.rename("content/posts/.a.md.1", "content/posts/a.md")
			}, []string{"content/posts/a.md"}}},
		"sed -i": {
			{func(s site) {
				s.write("content/posts/sedQ1w2E3", "long")
				s.rename("content/posts/sedQ1w2E3", "content/posts/a.md")
			}, []string{"content/posts/a.md"}}},
		"vim": {
			{func(s site) {
				s.write("content/posts/.a.md.swp", "")
				s.write("content/posts/4913", "")
				s.remove("content/posts/4913")
				s.rename("content/posts/a.md", "content/posts/a.md~")
				s.write("content/posts/a.md", "long")
				s.remove("content/posts/a.md~")
			}, []string{"content/posts/a.md"}}},
		"replaced, of the same size and time": {
			{func(s site) {
				s.write("content/posts/.b", "A")
				s.must(os.Chtimes(s.path("content/posts/.b"), old, old))
				s.rename("content/posts/.b", "content/posts/a.md")
			}, []string{"content/posts/a.md"}}},
		"permissions and copies": {
			{func(s site) {
				s.must(os.Chmod(s.path("content/posts/a.md"), 0o600))
				s.write("content/posts/a.md~", "")
				s.write("content/posts/#a.md#", "")
				s.write("content/posts/x.TMP", "")
				s.write("content/.git/HEAD", "")
				s.write("public/index.html", "")
				s.write("content/last.md", "")
			}, []string{"content/last.md"}}},
		"empty folders": {
			{func(s site) { s.mkdir("content/posts/a/b") }, []string{"content/posts/a", "content/posts/a/b"}},
			{func(s site) { s.remove("content/posts/a") }, []string{"content/posts/a", "content/posts/a/b"}}},
		"delete": {
			{func(s site) { s.remove("content/posts/a.md") }, []string{"content/posts/a.md"}}},
		"rename a file": {
			{func(s site) { s.rename("content/posts/a.md", "content/posts/â.md") }, []string{"content/posts/a.md", "content/posts/â.md"}}},
		"new folders": {
			{func(s site) { s.write("content/posts/2026/11/a/index.md", "") }, []string{"content/posts/2026/11/a/index.md"}},
			{func(s site) { s.write("content/posts/2026/11/b.md", "") }, []string{"content/posts/2026/11/b.md"}},
			{func(s site) { s.write("content/posts/2026/11/a/index.md", "more") }, []string{"content/posts/2026/11/a/index.md"}}},
		"a folder called as temporary files are": {
			{func(s site) { s.write("content/posts/sediments/a.md", "") }, []string{"content/posts/sediments/a.md"}}},
		"rename a folder": {
			{func(s site) { s.rename("content/posts/trip", "content/posts/chuyến") },
				[]string{"content/posts/chuyến/anh/1.jpg", "content/posts/chuyến/index.md", "content/posts/trip/anh/1.jpg", "content/posts/trip/index.md"}},
			{func(s site) { s.write("content/posts/chuyến/anh/2.jpg", "") }, []string{"content/posts/chuyến/anh/2.jpg"}},
			{func(s site) { s.write("content/posts/chuyến/b.md", "") }, []string{"content/posts/chuyến/b.md"}}},
		"rename a folder that is new": {
			{func(s site) {
				s.mkdir("content/New folder")
				s.rename("content/New folder", "content/pages")
				s.write("content/pages/a.md", "")
			},
				[]string{"content/pages/a.md"}}},
		"move a folder into a new one": {
			{func(s site) { s.mkdir("content/posts/old"); s.rename("content/posts/trip", "content/posts/old/trip") },
				[]string{"content/posts/old/trip/anh/1.jpg", "content/posts/old/trip/index.md", "content/posts/trip/anh/1.jpg", "content/posts/trip/index.md"}},
			{func(s site) { s.write("content/posts/old/trip/anh/2.jpg", "") }, []string{"content/posts/old/trip/anh/2.jpg"}}},
		"swap two folders": {
			{func(s site) {
				s.rename("content/posts", "content/x")
				s.rename("static/css", "content/posts")
				s.rename("content/x", "static/css")
			},
				[]string{"content/posts/a.md", "content/posts/main.css", "content/posts/trip/anh/1.jpg", "content/posts/trip/index.md",
					"static/css/a.md", "static/css/main.css", "static/css/trip/anh/1.jpg", "static/css/trip/index.md"}},
			{func(s site) { s.write("static/css/trip/anh/2.jpg", "") }, []string{"static/css/trip/anh/2.jpg"}},
			{func(s site) { s.write("content/posts/2.css", "") }, []string{"content/posts/2.css"}}},
		"move a folder out": {
			{func(s site) { s.rename("content/posts/trip", "trip") }, []string{"content/posts/trip/anh/1.jpg", "content/posts/trip/index.md"}},
			{func(s site) { s.write("trip/anh/2.jpg", ""); s.write("content/last.md", "") }, []string{"content/last.md"}}},
		"remove a folder, and make it again": {
			{func(s site) { s.remove("content/posts/trip") }, []string{"content/posts/trip/anh/1.jpg", "content/posts/trip/index.md"}},
			{func(s site) { s.write("content/posts/trip/b.md", "") }, []string{"content/posts/trip/b.md"}}},
		"replace a folder at once": {
			{func(s site) { s.remove("content/posts/trip"); s.write("content/posts/trip/b.md", "") },
				[]string{"content/posts/trip/anh/1.jpg", "content/posts/trip/b.md", "content/posts/trip/index.md"}}},
		"a file becomes a folder": {
			{func(s site) { s.remove("content/posts/a.md"); s.write("content/posts/a.md/index.md", "") }, []string{"content/posts/a.md", "content/posts/a.md/index.md"}},
			{func(s site) { s.remove("content/posts/a.md"); s.write("content/posts/a.md", "") }, []string{"content/posts/a.md", "content/posts/a.md/index.md"}}},
		"a watched folder comes later": {
			{func(s site) { s.write("layouts/post.html", "") }, []string{"layouts/post.html"}},
			{func(s site) { s.write("layouts/partials/head.html", "") }, []string{"layouts/partials/head.html"}}},
		"a watched folder goes and comes again": {
			{func(s site) { s.remove("static") }, []string{"static/css/main.css"}},
			{func(s site) { s.write("static/b.txt", "") }, []string{"static/b.txt"}},
			{func(s site) { s.write("static/css/c.css", "") }, []string{"static/css/c.css"}}},
		"links are not followed": {
			{func(s site) {
				s.write("elsewhere/a.md", "")
				if err := os.Symlink(s.path("elsewhere"), s.path("content/link")); err != nil {
					s.t.Skipf("this system makes no symbolic links: %v", err)
				}
			}, []string{"content/link"}},
			{func(s site) { s.write("elsewhere/a.md", "longer"); s.write("content/last.md", "") }, []string{"content/last.md"}},
			{func(s site) {
				s.remove("content/posts/trip")
				s.must(os.Symlink(s.path("."), s.path("content/posts/trip")))
			},
				[]string{"content/posts/trip", "content/posts/trip/anh/1.jpg", "content/posts/trip/index.md"}}},
		"a thousand files": {
			{func(s site) {
				for _, name := range many {
					s.write(name, "")
				}
			}, many},
			{func(s site) { s.remove("content/posts/2026") }, many}},
	}
}

// begin starts a watcher of the real disk, by events if poll is 0.
func (s site) begin(o Options) *Watcher {
	s.t.Helper()
	o.Dir, o.Folders = s.dir, []string{"content", "layouts", "static"}
	if o.FellBack == nil {
		o.FellBack = func(err error) { s.t.Errorf("fell back: %v", err) }
	}
	w, err := start(context.Background(), o, machine{files: os.DirFS, notify: notify, network: func(string) error { return nil }})
	s.must(err)
	s.t.Cleanup(func() { w.Close() })
	return w
}

func TestChanges(t *testing.T) {
	for mode, o := range map[string]Options{"events": {Quiet: 10 * time.Millisecond}, "poll": {Quiet: 10 * time.Millisecond, Poll: 10 * time.Millisecond}} {
		for name, steps := range cases() {
			t.Run(mode+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := site{t, t.TempDir()}
				for _, file := range []string{"content/posts/a.md", "content/posts/trip/index.md", "content/posts/trip/anh/1.jpg", "static/css/main.css"} {
					s.write(file, "a")
				}
				at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
				s.must(os.Chtimes(s.path("content/posts/a.md"), at, at))
				w := s.begin(o)
				before := make(map[string]bool) // of which a late event may tell again
				for _, step := range steps {
					step.do(s)
					s.expect(w, step.want, before)
				}
			})
		}
	}
}

// expect receives batches until all wanted files were told of.
func (s site) expect(w *Watcher, want []string, before map[string]bool) {
	s.t.Helper()
	missing := make(map[string]bool)
	for _, name := range want {
		missing[name], before[name] = true, true
	}
	timeout := time.After(deadline)
	for batches := 0; len(missing) > 0; batches++ {
		if batches > 100 {
			s.t.Fatalf("%d batches for %d files", batches, len(want))
		}
		select {
		case b := <-w.Batches():
			if b.All || !slices.IsSorted(b.Paths) || len(b.Paths) == 0 {
				s.t.Fatalf("got %+v", b)
			}
			for _, name := range b.Paths {
				delete(missing, name)
				if _, err := os.Lstat(s.path(name)); err == nil && !before[name] && !aboveAny(name, before) {
					s.t.Errorf("told of %s", name)
				}
			}
		case <-timeout:
			s.t.Fatalf("not told of %q", slices.Sorted(maps.Keys(missing)))
		}
	}
}

// aboveAny tells whether a path is a folder of one of the files.
func aboveAny(name string, files map[string]bool) bool {
	for file := range files {
		if strings.HasPrefix(file, name+"/") {
			return true
		}
	}
	return false
}

func TestSiteFolder(t *testing.T) {
	s := site{t, filepath.Join(t.TempDir(), "site")}
	if w, err := Start(t.Context(), Options{Dir: s.dir, Folders: []string{"content"}}); err == nil || !strings.Contains(err.Error(), s.dir) {
		t.Errorf("a folder that is not there: %v, %v", w, err)
	}
	s.write("file", "")
	if w, err := Start(t.Context(), Options{Dir: s.path("file"), Folders: []string{"content"}}); err == nil {
		t.Errorf("a file: %v, %v", w, err)
	}
	for _, name := range []string{"", ".", "..", "a/b", "/a"} {
		if w, err := Start(t.Context(), Options{Dir: s.dir, Folders: []string{name}}); err == nil {
			t.Errorf("the folder %q: %v, %v", name, w, err)
		}
	}
	for how, end := range map[string]func(){
		"removed": func() { s.remove(".") },
		"renamed": func() { s.must(os.Rename(s.dir, s.dir+"2")) },
	} {
		for _, poll := range []time.Duration{0, 5 * time.Millisecond} {
			s.write("content/a.md", "")
			w := s.begin(Options{Poll: poll})
			end()
			timeout := time.After(deadline)
			for open := true; open; {
				select {
				case _, open = <-w.Batches():
				case <-timeout:
					t.Fatalf("%s: still watched", how)
				}
			}
			if err := w.Close(); err == nil || !strings.Contains(err.Error(), s.dir) {
				t.Errorf("%s: Close() = %v", how, err)
			}
			s.must(os.RemoveAll(s.dir + "2"))
		}
	}
}

// TestFolderByLink: the site folder itself may be given by a link.
func TestFolderByLink(t *testing.T) {
	s := site{t, t.TempDir()}
	s.write("real/content/a.md", "")
	if err := os.Symlink(s.path("real"), s.path("link")); err != nil {
		t.Skipf("this system makes no symbolic links: %v", err)
	}
	w := site{t, s.path("link")}.begin(Options{})
	s.write("real/content/b.md", "")
	s.expect(w, []string{"content/b.md"}, make(map[string]bool))
}

// TestEnds: nothing is left running, whether something waits to be received or not.
func TestEnds(t *testing.T) {
	s := site{t, t.TempDir()}
	s.write("content/a.md", "")
	before := runtime.NumGoroutine()
	for i := range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		w, err := Start(ctx, Options{Dir: s.dir, Folders: []string{"content"}, Quiet: time.Microsecond, Poll: time.Duration(i%2) * time.Millisecond})
		s.must(err)
		s.write(fmt.Sprintf("content/%d/a.md", i), "")
		if i%3 == 0 {
			<-w.Batches()
		}
		if i%4 == 0 {
			cancel()
		}
		s.must(w.Close())
		if _, open := <-w.Batches(); open {
			t.Error("a batch after Close")
		}
		cancel()
	}
	for timeout := time.After(deadline); runtime.NumGoroutine() > before; {
		select {
		case <-timeout:
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		default:
			runtime.Gosched()
		}
	}
}
