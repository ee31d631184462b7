package publish

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// upload is a file with these bytes.
func upload(name, text string) *Upload {
	return &Upload{
		Path: name, Size: int64(len(text)), ContentType: "text/html; charset=utf-8", CacheControl: "max-age=300",
		Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil },
	}
}

// conform holds a target against what Target promises. open opens the same
// target each time, which holds nothing yet.
func conform(t *testing.T, open func(t *testing.T) Target) {
	ctx := t.Context()
	target := open(t)
	check := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	listed := func() string {
		t.Helper()
		all, err := target.List(ctx)
		check("list", err)
		var names []string
		for _, o := range all {
			names = append(names, o.Path+":"+strconv.FormatInt(o.Size, 10))
		}
		slices.Sort(names)
		return strings.Join(names, " ")
	}
	if target.Traits().Parallel < 1 {
		t.Error("a target that takes no calls")
	}
	if got := listed(); got != "" {
		t.Fatalf("the target holds %s", got)
	}
	if _, err := target.Get(ctx, "a/index.html", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("get from an empty target: %v", err)
	}
	if _, err := target.Age(ctx, LockFile); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("age on an empty target: %v", err)
	}
	check("delete what is not there", target.Delete(ctx, "a/b/index.html"))

	const odd = "2021/05/đồng hồ/ảnh #1 (50%)+?&=.jpg" // a name that must be escaped in addresses
	check("put", target.Put(ctx, upload("a/b/index.html", "một")))
	check("put", target.Put(ctx, upload(odd, "ảnh")))
	check("put again", target.Put(ctx, upload("a/b/index.html", "một hai")))
	check("put nothing", target.Put(ctx, upload("a/empty", "")))
	if data, err := target.Get(ctx, "a/b/index.html", 100); err != nil || string(data) != "một hai" {
		t.Errorf("get %q, %v", data, err)
	}
	if _, err := target.Get(ctx, "a/b/index.html", 5); err == nil {
		t.Error("get gave more than it may")
	}
	if _, err := target.Get(ctx, "a/b", 100); err == nil {
		t.Error("get gave a folder")
	}
	if got, want := listed(), odd+":5 a/b/index.html:9 a/empty:0"; got != want {
		t.Errorf("list: %s\nwant  %s", got, want)
	}

	large := strings.Repeat("công đoàn ", 100_000)
	check("put a large file", target.Put(ctx, upload("large.mp4", large)))
	if data, err := target.Get(ctx, "large.mp4", 1<<30); err != nil || string(data) != large {
		t.Errorf("get a large file: %d bytes, %v", len(data), err)
	}
	conformFailing(t, target, large)
	conformLock(t, target, open(t))
	conformMany(t, target)

	for _, name := range []string{"a/b/index.html", odd, "a/empty", "large.mp4", "a/empty"} {
		check("delete", target.Delete(ctx, name))
	}
	if got := listed(); got != "" {
		t.Errorf("left: %s", got)
	}
}

// conformFailing holds that a file whose bytes end before their time, or are not those that were planned, stays as it was.
func conformFailing(t *testing.T, target Target, large string) {
	ctx := t.Context()
	broken := errors.New("the file has changed")
	for _, text := range []string{"một ha", large} {
		u := upload("a/b/index.html", text)
		u.Size += 2
		u.Open = func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader(text), failingReader{broken})), nil
		}
		if err := target.Put(ctx, u); !errors.Is(err, broken) {
			t.Errorf("put of a changed file: %v", err)
		}
	}
	u := upload("new.html", "")
	u.Open = func() (io.ReadCloser, error) { return nil, broken }
	if err := target.Put(ctx, u); !errors.Is(err, broken) {
		t.Errorf("put of a file that cannot be opened: %v", err)
	}
	if _, err := target.Get(ctx, "new.html", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a failed put has made a file: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	u = upload("a/b/index.html", large)
	u.Open = func() (io.ReadCloser, error) {
		stop()
		return io.NopCloser(strings.NewReader(large)), nil
	}
	if err := target.Put(stopped, u); !errors.Is(err, context.Canceled) {
		t.Errorf("put that was stopped: %v", err)
	}
	if data, err := target.Get(ctx, "a/b/index.html", 100); err != nil || string(data) != "một hai" {
		t.Errorf("after failed uploads: %q, %v", data, err)
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

// conformLock holds that of several that make a file at once one succeeds, and that the target knows its age.
func conformLock(t *testing.T, target, other Target) {
	ctx := t.Context()
	for rounds, tries := 0, 0; rounds < 2; rounds++ {
		var made atomic.Int32
		var lost atomic.Bool
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				at := []Target{target, other}[i%2]
				err := at.Create(ctx, LockFile, []byte{'a' + byte(i)})
				if fault := new(Error); errors.As(err, &fault) && fault.Fault.Passing() {
					lost.Store(true) // a busy server has dropped a connection: nobody knows what it has done
					return
				}
				if err == nil {
					made.Add(1)
				} else if !errors.Is(err, fs.ErrExist) {
					t.Errorf("create: %v", err)
				}
			})
		}
		wg.Wait()
		if lost.Load() && tries < 5 {
			tries++
			rounds--
			if err := target.Delete(ctx, LockFile); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if n := made.Load(); n != 1 {
			t.Errorf("%d have made the same file", n)
		}
		if data, err := target.Get(ctx, LockFile, 100); err != nil || len(data) != 1 {
			t.Errorf("the file holds %q, %v", data, err)
		}
		if age, err := target.Age(ctx, LockFile); err != nil || age < -2*time.Second || age > time.Minute {
			t.Errorf("age %v, %v", age, err)
		}
		if err := target.Put(ctx, upload(LockFile, "renewed")); err != nil {
			t.Errorf("put over it: %v", err)
		}
		if err := other.Create(ctx, LockFile, []byte("x")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("create after put: %v", err)
		}
		if data, err := other.Get(ctx, LockFile, 100); err != nil || string(data) != "renewed" {
			t.Errorf("after put the file holds %q, %v", data, err)
		}
		if err := other.Delete(ctx, LockFile); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if err := other.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

// conformMany puts and removes many files at once.
func conformMany(t *testing.T, target Target) {
	ctx := t.Context()
	each := func(do func(name string) error) {
		var wg sync.WaitGroup
		for w := range target.Traits().Parallel {
			wg.Go(func() {
				for i := range 5 {
					name := "many/" + strconv.Itoa(i) + "/" + strconv.Itoa(w%3) + "/" + strconv.Itoa(w) + ".html"
					if err := do(name); err != nil {
						t.Errorf("%s: %v", name, err)
					}
				}
			})
		}
		wg.Wait()
	}
	each(func(name string) error { return target.Put(ctx, upload(name, name)) })
	each(func(name string) error {
		data, err := target.Get(ctx, name, 100)
		if err == nil && !bytes.Equal(data, []byte(name)) {
			t.Errorf("%s holds %q", name, data)
		}
		return err
	})
	each(func(name string) error { return target.Delete(ctx, name) })
}
