package cache

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// folder opens a folder of its own for a test.
func folder(t testing.TB) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func open(t testing.TB, root *os.Root) *Cache {
	t.Helper()
	c, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// later is open at a time when all files there are have settled.
func later(t testing.TB, root *os.Root, d time.Duration) *Cache {
	c := open(t, root)
	c.now = func() time.Time { return time.Now().Add(d) }
	return c
}

func key(n int) Key { return sha256.Sum256(fmt.Append(nil, n)) }

func put(t testing.TB, c *Cache, k Key, head string, blobs ...string) {
	t.Helper()
	var b [][]byte
	for _, s := range blobs {
		b = append(b, []byte(s))
	}
	if err := c.Put(k, []byte(head), b); err != nil {
		t.Fatal(err)
	}
}

// files gives the names of all files in the folder.
func files(t testing.TB, root *os.Root) (names []string) {
	t.Helper()
	err := fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestRecords(t *testing.T) {
	big := strings.Repeat("0123456789", 100_000)
	tests := []struct {
		name, head string
		blobs      []string
	}{
		{"empty", "", nil},
		{"head only", "head", nil},
		{"blobs", "head", []string{"one", "", big, "four"}},
		{"empty blobs", "", []string{"", ""}},
		{"head of a page", strings.Repeat("h", firstRead-fixedSize-sumSize), nil},
		{"head of a page and a byte", strings.Repeat("h", firstRead-fixedSize-sumSize+1), nil},
		{"large head", big, []string{"x"}},
		{"many blobs", "h", strings.Split(strings.Repeat("ab,", 5000), ",")},
	}
	root := folder(t)
	c := open(t, root)
	for i, tt := range tests {
		put(t, c, key(i), tt.head, tt.blobs...)
	}
	for _, c := range []*Cache{c, open(t, root)} {
		for i, tt := range tests {
			if head, ok := c.Head(key(i)); !ok || string(head) != tt.head {
				t.Errorf("%s: head %.20q, %v", tt.name, head, ok)
			}
			w := bytes.NewBufferString("before")
			for j, want := range tt.blobs {
				w.Truncate(6)
				if err := c.Blob(w, key(i), j); err != nil || w.String() != "before"+want {
					t.Fatalf("%s: blob %d is %.20q, %v", tt.name, j, w, err)
				}
			}
			w.Truncate(6)
			for _, j := range []int{-1, len(tt.blobs)} {
				if err := c.Blob(w, key(i), j); !errors.Is(err, fs.ErrNotExist) || w.String() != "before" {
					t.Errorf("%s: blob %d: %v, %q", tt.name, j, err, w)
				}
			}
		}
	}
	if _, ok := c.Head(key(100)); ok {
		t.Error("a head of no record")
	}
	err := c.Blob(new(bytes.Buffer), key(100), 0)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), nameOf(key(100))) {
		t.Errorf("a blob of no record: %v", err)
	}
	if got := len(files(t, root)); got != len(tests) {
		t.Errorf("%d files for %d records", got, len(tests))
	}
}

func TestPutReplaces(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	put(t, c, key(1), "old", "a", "b")
	put(t, c, key(1), "new", "c")
	if head, _ := c.Head(key(1)); string(head) != "new" {
		t.Errorf("head is %q", head)
	}
	if err := c.Blob(new(bytes.Buffer), key(1), 1); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the old second blob: %v", err)
	}
	if got := files(t, root); !slices.Equal(got, []string{nameOf(key(1))}) {
		t.Errorf("files: %v", got)
	}
}

func TestPutAfterItsFolderHasGone(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	put(t, c, key(1), "head")
	if err := root.RemoveAll(nameOf(key(1))[:2]); err != nil {
		t.Fatal(err)
	}
	put(t, c, key(1), "head")
	if _, ok := c.Head(key(1)); !ok {
		t.Error("the record is not there")
	}
}

func TestPutTooLarge(t *testing.T) {
	if err := open(t, folder(t)).Put(key(1), make([]byte, maxTop), nil); err == nil {
		t.Error("a head that could not be read was taken")
	}
}

// TestPutInTheWay: what stands in the place of a record, or of its folder, is nobody's and goes.
func TestPutInTheWay(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	name := nameOf(key(1))
	if err := root.MkdirAll(name+"/x", 0o777); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Head(key(1)); ok {
		t.Error("a folder has a head")
	}
	put(t, c, key(1), "head")
	if err := root.RemoveAll(name[:2]); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(name[:2], []byte("a file"), 0o666); err != nil {
		t.Fatal(err)
	}
	put(t, c, key(1), "head")
	if got := files(t, root); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
}

// TestDamage: whichever byte of a record is damaged, and wherever it is cut,
// what is read is right or missing, and what is known to be damaged is removed.
func TestDamage(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	k, name := key(1), nameOf(key(1))
	put(t, c, k, "the head", "first", "second blob")
	whole, err := root.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, damaged []byte, headLost, allLost bool) {
		t.Helper()
		restore := func() {
			if err := root.WriteFile(name, damaged, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		gone := func() bool {
			_, err := root.Stat(name)
			return errors.Is(err, fs.ErrNotExist)
		}
		restore()
		head, ok := c.Head(k)
		if ok == headLost || ok && string(head) != "the head" || ok == gone() {
			t.Errorf("%s: head %q, %v, gone: %v", what, head, ok, gone())
		}
		lost := 0
		for i, want := range []string{"first", "second blob"} {
			restore()
			var w bytes.Buffer
			switch err := c.Blob(&w, k, i); {
			case err == nil:
				if w.String() != want || gone() {
					t.Errorf("%s: blob %d is %q", what, i, &w)
				}
			case !errors.Is(err, ErrDamaged) || !gone() || w.Len() != 0:
				t.Errorf("%s: blob %d: %v, gone: %v", what, i, err, gone())
			default:
				lost++
			}
		}
		if lost == 0 || allLost && lost < 2 {
			t.Errorf("%s: %d blobs lost", what, lost)
		}
	}
	top := len(whole) - len("first") - len("second blob")
	for i := range whole {
		for _, bits := range []byte{0x01, 0x80, 0xFF} {
			damaged := bytes.Clone(whole)
			damaged[i] ^= bits
			check(fmt.Sprintf("byte %d", i), damaged, i < top, i < top)
		}
		check(fmt.Sprintf("cut at %d", i), whole[:i], true, true)
	}
	check("longer", append(bytes.Clone(whole), 0), true, true)
	check("zeros", make([]byte, len(whole)), true, true)

	// The record of another key under this one's name.
	put(t, c, key(2), "the head", "first", "second blob")
	other, err := root.ReadFile(nameOf(key(2)))
	if err != nil {
		t.Fatal(err)
	}
	check("other key", other, true, true)
}

func TestRemovedBetweenHeadAndBlob(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	put(t, c, key(1), "head", "blob")
	c.Head(key(1))
	if _, _, err := open(t, root).Prune(0); err != nil {
		t.Fatal(err)
	}
	if err := c.Blob(new(bytes.Buffer), key(1), 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}

// TestMade: the key holds what it is made of, and the version of Go.
func TestMade(t *testing.T) {
	k := key(1)
	if Made(k) != sha256.Sum256(append(k[:], runtime.Version()...)) {
		t.Error("not of the key and the version")
	}
	if Made(key(1)) == Made(key(2)) || Made(k) == k || k != key(1) {
		t.Error("not a key of its own")
	}
}

// TestTogether: goroutines of two caches write, read and prune one folder.
func TestTogether(t *testing.T) {
	root := folder(t)
	caches := []*Cache{open(t, root), open(t, root)}
	content := func(n int) string { return strings.Repeat(fmt.Sprint(n), 3000) }
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			c, rnd := caches[g%2], rand.New(rand.NewPCG(uint64(g), 1))
			var w bytes.Buffer
			for range 150 {
				n := rnd.IntN(6)
				if head, ok := c.Head(key(n)); ok {
					if string(head) != fmt.Sprint(n) {
						t.Errorf("head of %d is %q", n, head)
					}
					w.Reset()
					if err := c.Blob(&w, key(n), 0); err == nil && w.String() != content(n) {
						t.Errorf("blob of %d is %.20q", n, w.String())
					} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
						t.Errorf("blob of %d: %v", n, err)
					}
				} else if err := c.Put(key(n), fmt.Append(nil, n), [][]byte{[]byte(content(n))}); err != nil {
					t.Error(err)
				}
				switch rnd.IntN(20) {
				case 0:
					// A cache that has used nothing removes everything.
					if other, err := Open(root); err != nil {
						t.Error(err)
					} else if _, _, err := other.Prune(time.Nanosecond); err != nil {
						t.Error(err)
					}
				case 1:
					if err := c.Close(); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	group.Wait()
	for _, name := range files(t, root) {
		if isTemporary(name) {
			t.Errorf("left behind: %s", name)
		}
	}
}

// TestPutWhileAllIsPruned: temporary files vanish under a cache that writes.
func TestPutWhileAllIsPruned(t *testing.T) {
	root := folder(t)
	done := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		c := open(t, root)
		for i := range 60 {
			// Three attempts may all meet the pruning; then the error says so.
			if err := c.Put(key(i), nil, [][]byte{make([]byte, 5000)}); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Error(err)
			}
		}
		close(done)
	})
	for {
		select {
		case <-done:
			group.Wait()
			return
		default:
			if _, _, err := open(t, root).Prune(0); err != nil {
				t.Error(err)
			}
		}
	}
}

// FuzzFiles: whatever a file of the cache holds, reading it ends without panic. A record that is taken is, byte for byte,
// what Put makes of its contents; stamps that are taken are the same when they are written and read again.
func FuzzFiles(f *testing.F) {
	for _, blobs := range [][][]byte{nil, {[]byte("one")}, {nil, []byte("two"), []byte("three")}} {
		start, _ := formatTop(Key{}, []byte("head"), blobs)
		f.Add(append(start, bytes.Join(blobs, nil)...))
	}
	f.Add(formatStamps(map[string]*known{"a": {key: key(1)}, "bài/ảnh.jpg": {stamp: stamp{1, 2, 3, 4}}}))
	f.Add(formatStamps(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		recordAgain(t, b)
		stampsAgain(t, b)
	})
}

func recordAgain(t *testing.T, b []byte) {
	k := Key{}
	need, ok := topSize(b, k, int64(len(b)))
	if !ok {
		return
	}
	top, ok := parseTop(b[:need], int64(len(b)))
	if !ok {
		return
	}
	var blobs [][]byte
	for i := range top.blobs() {
		at := top.blob(i)
		blob := b[at.offset:][:at.size]
		if checksum(blob) != at.sum {
			return
		}
		blobs = append(blobs, blob)
	}
	again, ok := formatTop(k, top.head(), blobs)
	if got := append(again, bytes.Join(blobs, nil)...); !ok || !bytes.Equal(got, b) {
		t.Errorf("read and written again: %q", got)
	}
}
