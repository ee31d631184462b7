package depot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"bantin/internal/cache"
	"bantin/internal/diag"
	"bantin/internal/publish"
)

func key(n int) cache.Key { return sha256.Sum256(fmt.Append(nil, n)) }

func content(n int) []byte { return bytes.Repeat(fmt.Append(nil, n), 1000) }

// machine is a cache with the store behind it.
type machine struct {
	*Depot
	cache *cache.Cache
	opens atomic.Int64
}

// newMachine gives a machine with an empty cache. open opens its store.
func newMachine(t testing.TB, readOnly bool, open func(context.Context) (publish.Target, error)) *machine {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	m := new(machine)
	if m.cache, err = cache.Open(root); err != nil {
		t.Fatal(err)
	}
	m.Depot = New(t.Context(), Options{Cache: m.cache, Place: "s3://kho/dem", ReadOnly: readOnly, Open: func(ctx context.Context) (publish.Target, error) {
		m.opens.Add(1)
		return open(ctx)
	}})
	t.Cleanup(func() { m.Close(); root.Close() })
	return m
}

// folder opens a folder as store.
func folder(dir string) func(context.Context) (publish.Target, error) {
	return func(ctx context.Context) (publish.Target, error) {
		return publish.Open(ctx, dir, publish.Credentials{Getenv: os.Getenv})
	}
}

// make makes the record of a number as a build would, and shares it.
func (m *machine) make(t testing.TB, n int) {
	t.Helper()
	if err := m.cache.Put(key(n), fmt.Append(nil, n), [][]byte{content(n)}); err != nil {
		t.Fatal(err)
	}
	m.Share(key(n))
}

// right tells whether a record is that of a number.
func right(n int) func([]byte, [][]byte) bool {
	return func(head []byte, blobs [][]byte) bool {
		return string(head) == fmt.Sprint(n) && len(blobs) == 1 && bytes.Equal(blobs[0], content(n))
	}
}

// get wants a record that Fetch has brought to be the right one, or none.
func (m *machine) get(t testing.TB, n int) bool {
	t.Helper()
	found := m.Fetch(key(n), right(n))
	var w bytes.Buffer
	if err := m.cache.Blob(&w, key(n), 0); (err == nil) != found || found && !bytes.Equal(w.Bytes(), content(n)) {
		t.Errorf("record %d: fetched %v, in the cache: %v, %d bytes", n, found, err, w.Len())
	}
	return found
}

func TestShareAndFetch(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "chung")
	a, b := newMachine(t, false, folder(dir)), newMachine(t, true, folder(dir))
	const n = 100
	for i := range n {
		a.make(t, i)
	}
	if r := a.Close(); r.Sent != n || r.Requests != n || r.SentBytes < n*1000 || r.Problems != nil {
		t.Errorf("%+v", r)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i := range 2 * n {
				if found := b.get(t, i); found != (i < n) {
					t.Errorf("record %d: %v", i, found)
				}
			}
		})
	}
	group.Wait()
	b.make(t, 2*n) // it only reads
	// Each was asked for once, those that are not there too.
	if r := b.Close(); r.Fetched != n || r.Requests != 2*n || r.Sent+r.Damaged != 0 || r.Problems != nil {
		t.Errorf("%+v", r)
	}
	if found, _ := filepath.Glob(dir + "/bantinR1/??/*"); len(found) != n {
		t.Errorf("%d files", len(found))
	}
}

// Who lacks nothing asks for nothing.
func TestAsksNothing(t *testing.T) {
	m := newMachine(t, false, func(context.Context) (publish.Target, error) { return nil, errors.New("no") })
	if r := m.Close(); m.opens.Load() != 0 || r.Requests != 0 || r.Problems != nil {
		t.Errorf("%d opens, %+v", m.opens.Load(), r)
	}
	var none *Depot
	none.Share(key(1))
	none.Complete([]cache.Key{key(1)})
	if none.Fetch(key(1), nil) || none.Close().Requests != 0 || none.Counts().Requests != 0 {
		t.Error("without a store something was found")
	}
}

// Whatever lies in the store under the name of a record, what is used is right, and what is made anew takes its place.
func TestDamagedRecords(t *testing.T) {
	dir := t.TempDir()
	a := newMachine(t, false, folder(dir))
	a.make(t, 1)
	a.make(t, 2)
	a.Close()
	at := func(n int) string { return filepath.Join(dir, filepath.FromSlash(cache.Path(key(n)))) }
	whole, err := os.ReadFile(at(1))
	if err != nil {
		t.Fatal(err)
	}
	other, _ := os.ReadFile(at(2))
	flipped := func(i int) []byte {
		b := bytes.Clone(whole)
		b[i] ^= 1
		return b
	}
	damages := [][]byte{nil, whole[:20], whole[:len(whole)-1], append(bytes.Clone(whole), 0), other, []byte("<html>"), make([]byte, len(whole))}
	for i := 0; i < len(whole); i += 149 {
		damages = append(damages, flipped(i))
	}
	damages = append(damages, flipped(len(whole)-1), bytes.Replace(whole, []byte("bantinR1"), []byte("bantinR2"), 1))
	for i, damaged := range damages {
		if err := os.WriteFile(at(1), damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		b := newMachine(t, false, folder(dir))
		if b.get(t, 1) {
			t.Errorf("damage %d was not noticed", i)
		}
		b.make(t, 1)
		if r := b.Close(); r.Damaged != 1 || r.Sent != 1 || r.Problems != nil {
			t.Errorf("damage %d: %+v", i, r)
		}
		if now, _ := os.ReadFile(at(1)); !bytes.Equal(now, whole) {
			t.Errorf("damage %d is still there", i)
		}
	}
	// A sound record of the key that is none of ours.
	c := newMachine(t, true, folder(dir))
	if c.Fetch(key(1), func([]byte, [][]byte) bool { return false }) || c.cache.Has(key(1)) {
		t.Error("a record that cannot be was taken")
	}
}

// What the cache holds from earlier goes to a store that lacks it.
func TestComplete(t *testing.T) {
	dir := t.TempDir()
	a := newMachine(t, false, folder(dir))
	for i := range 5 {
		a.make(t, i)
	}
	a.Close()
	os.Remove(filepath.Join(dir, filepath.FromSlash(cache.Path(key(3)))))
	again := New(t.Context(), Options{Cache: a.cache, Open: folder(dir)})
	again.Complete([]cache.Key{key(0), key(1), key(2), key(3), key(4), key(9)})
	if r := again.Close(); r.Sent != 1 || r.Problems != nil { // there is no record 9
		t.Errorf("%+v", r)
	}
	b := newMachine(t, false, folder(dir))
	if !b.get(t, 3) {
		t.Error("it is not there")
	}
	b.Complete([]cache.Key{key(3)})
	if r := b.Close(); r.Requests != 1 {
		t.Errorf("what was just fetched was looked for: %+v", r)
	}
}

// memory is a store that fails as it is told to.
type memory struct {
	publish.Target
	get, put func(n int64) error // of the nth call
	gets     atomic.Int64
	puts     atomic.Int64
}

func (m *memory) Traits() publish.Traits { return publish.Traits{Parallel: 4} }
func (m *memory) Close() error           { return nil }

func (m *memory) Get(context.Context, string, int64) ([]byte, error) {
	return nil, m.get(m.gets.Add(1))
}
func (m *memory) Put(_ context.Context, u *publish.Upload) error {
	r, err := u.Open()
	if err != nil {
		return err
	}
	io.Copy(io.Discard, r)
	return m.put(m.puts.Add(1))
}

func fault(f publish.Fault) error {
	return &publish.Error{Fault: f, Place: "s3://kho/dem", Path: "x", Detail: "chi tiết"}
}

func always(err error) func(int64) error { return func(int64) error { return err } }

func codes(r Result) string {
	var all []string
	for _, d := range r.Problems {
		if d.Severity != diag.Warning || d.File != "" || !strings.Contains(d.Message("vi"), "s3://kho/dem") || strings.Count(d.Message("en"), "s3://") != 1 {
			all = append(all, d.Message("en"))
		}
		all = append(all, d.Code)
	}
	return strings.Join(all, " ")
}

// A store that fails is left alone after a few calls, with one warning; what fails only at times goes on.
func TestFaults(t *testing.T) {
	missing := always(&publish.Error{Err: fs.ErrNotExist})
	odd := errors.New("bad request")
	tests := []struct {
		name       string
		open       error
		get, put   func(n int64) error
		want       string
		gets, puts int64 // at most
	}{
		{name: "no key", open: fault(publish.NoCredentials), want: "cache-no-key"},
		{name: "bad key", open: fault(publish.BadCredentials), want: "cache-no-key"},
		{name: "no bucket", open: fault(publish.NoPlace), want: "cache-no-place"},
		{name: "no server", open: fault(publish.NoServer), want: "cache-unreachable"},
		{name: "certificate", open: fault(publish.BadCertificate), want: "cache-unused"},
		{name: "address", open: odd, want: "cache-unused"},
		{name: "no reading", get: always(fault(publish.Denied)), put: always(nil), want: "cache-denied", gets: 8},
		{name: "gone", get: always(fault(publish.Lost)), put: always(nil), want: "cache-unreachable", gets: 12},
		{name: "busy for a while", get: func(n int64) error {
			if n <= 2 {
				return fault(publish.Busy)
			}
			return missing(n)
		}, put: always(nil), gets: 300, puts: 100},
		{name: "no writing", get: missing, put: always(fault(publish.Denied)), want: "cache-read-only", gets: 100, puts: senders},
		{name: "no room", get: missing, put: always(fault(publish.Full)), want: "cache-read-only", gets: 100, puts: senders},
		{name: "some odd", get: func(n int64) error {
			if n%20 == 0 {
				return &publish.Error{Err: odd}
			}
			return missing(n)
		}, put: always(nil), gets: 100, puts: 100},
		{name: "all odd", get: always(&publish.Error{Err: odd}), put: always(nil), want: "cache-unused", gets: 20, puts: 20},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store := &memory{get: tt.get, put: tt.put}
				m := newMachine(t, false, func(context.Context) (publish.Target, error) { return store, tt.open })
				var group sync.WaitGroup
				for g := range 8 {
					group.Go(func() {
						for i := range 12 {
							if m.Fetch(key(100*g+i), right(0)) {
								t.Error("found")
							}
							m.make(t, 100*g+i)
						}
					})
				}
				group.Wait()
				r := m.Close()
				if got := codes(r); got != tt.want {
					t.Errorf("told %q, want %q", got, tt.want)
				}
				if store.gets.Load() > tt.gets || store.puts.Load() > tt.puts || m.opens.Load() > attempts {
					t.Errorf("%d gets, %d puts, %d opens", store.gets.Load(), store.puts.Load(), m.opens.Load())
				}
				if tt.want == "" && r.Sent != 96 {
					t.Errorf("%+v", r)
				}
			})
		})
	}
}

// A store that does not answer holds nobody up for longer than once the limit, also one that does not heed its context.
func TestSlow(t *testing.T) {
	for _, heeds := range []bool{true, false} {
		for _, what := range []string{"open", "get", "put"} {
			synctest.Test(t, func(t *testing.T) {
				hang := make(chan struct{})
				defer close(hang)
				wait := func(ctx context.Context, here string) error {
					switch {
					case here != what:
						return nil
					case heeds:
						<-ctx.Done()
						return ctx.Err()
					}
					<-hang
					return nil
				}
				store := &memory{}
				store.get = func(int64) error {
					if err := wait(t.Context(), "get"); err != nil {
						return err
					}
					return &publish.Error{Err: fs.ErrNotExist}
				}
				store.put = func(int64) error { return wait(t.Context(), "put") }
				m := newMachine(t, false, func(ctx context.Context) (publish.Target, error) { return store, wait(ctx, "open") })
				began := time.Now()
				for i := range 10 {
					m.Fetch(key(i), right(i))
					m.make(t, i)
				}
				if got := codes(m.Close()); got != "cache-unreachable" {
					t.Errorf("%s: %q", what, got)
				}
				if took := time.Since(began); took > sendLimit+time.Second || what == "get" && took > fetchLimit+time.Second {
					t.Errorf("%s took %s", what, took)
				}
			})
		}
	}
}

// When the user stops a run nothing is waited for, and nothing told.
func TestStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		c, err := cache.Open(root)
		if err != nil {
			t.Fatal(err)
		}
		store := &memory{get: always(fault(publish.Lost))}
		store.put = func(int64) error { <-ctx.Done(); return ctx.Err() }
		d := New(ctx, Options{Cache: c, Place: "x", Open: func(context.Context) (publish.Target, error) { return store, nil }})
		for i := range 40 {
			if err := c.Put(key(i), nil, nil); err != nil {
				t.Fatal(err)
			}
			d.Share(key(i))
		}
		began := time.Now()
		time.AfterFunc(time.Second, stop)
		if r := d.Close(); r.Problems != nil || r.Sent != 0 || time.Since(began) > 2*time.Second {
			t.Errorf("%+v after %s", r, time.Since(began))
		}
		if d.Fetch(key(100), right(100)) {
			t.Error("found")
		}
	})
}

// Records of another version of the format lie elsewhere.
func TestPath(t *testing.T) {
	name := cache.Path(key(1))
	if !strings.HasPrefix(name, "bantinR1/") || len(strings.Split(name, "/")) != 3 || name == cache.Path(key(2)) || slices.Contains(strings.Split(name, "/"), "") {
		t.Error(name)
	}
}
