package cache

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// counting counts how often files are opened.
type counting struct {
	fs.FS
	opened int
}

func (c *counting) Open(name string) (fs.File, error) {
	c.opened++
	return c.FS.Open(name)
}

func (c *counting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

func write(t *testing.T, root *os.Root, name, content string) {
	t.Helper()
	if err := root.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// sum gives the hash and whether the file was read for it.
func sum(t *testing.T, c *Cache, fsys fs.FS, name string) (Key, bool) {
	t.Helper()
	n := &counting{FS: fsys}
	k, err := c.Sum(n, name)
	if err != nil {
		t.Fatal(err)
	}
	return k, n.opened > 0
}

func TestSum(t *testing.T) {
	root, site := folder(t), folder(t)
	content := strings.Repeat("photo", chunk)
	write(t, site, "a.jpg", content)
	write(t, site, "empty", "")

	c := later(t, root, time.Hour)
	for i, wantRead := range []bool{true, false} {
		if k, read := sum(t, c, site.FS(), "a.jpg"); k != sha256.Sum256([]byte(content)) || read != wantRead {
			t.Errorf("time %d: %x, read: %v", i, k, read)
		}
		if k, _ := sum(t, c, site.FS(), "empty"); k != sha256.Sum256(nil) {
			t.Errorf("empty file: %x", k)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}

	c = later(t, root, time.Hour)
	if k, read := sum(t, c, site.FS(), "a.jpg"); k != sha256.Sum256([]byte(content)) || read {
		t.Errorf("the next time: %x, read: %v", k, read)
	}
	// Of the same size and modification time: the inode and the time of the
	// change give it away, where there are such.
	write(t, site, "b.jpg", strings.ToUpper(content))
	info, err := site.Stat("a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	then := info.ModTime()
	if stampOf(info).inode == 0 {
		then = then.Add(time.Second)
	}
	if err := errors.Join(site.Chtimes("b.jpg", then, then), site.Rename("b.jpg", "a.jpg")); err != nil {
		t.Fatal(err)
	}
	if k, read := sum(t, c, site.FS(), "a.jpg"); k != sha256.Sum256([]byte(strings.ToUpper(content))) || !read {
		t.Errorf("after a change: %x, read: %v", k, read)
	}
}

// TestSumUpTo: a file that is too large is not even opened, also when its hash is known.
func TestSumUpTo(t *testing.T) {
	root, site := folder(t), folder(t)
	write(t, site, "a.jpg", "12345")
	c := later(t, root, time.Hour)
	for range 2 {
		n := &counting{FS: site.FS()}
		_, err := c.SumUpTo(n, "a.jpg", 4)
		if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "a.jpg") || n.opened > 0 {
			t.Errorf("%v, opened %d times", err, n.opened)
		}
		if k, err := c.SumUpTo(n, "a.jpg", 5); err != nil || k != sha256.Sum256([]byte("12345")) {
			t.Errorf("%x, %v", k, err)
		}
	}
}

func TestSumOfChangingFile(t *testing.T) {
	root, site := folder(t), folder(t)
	write(t, site, "a.jpg", "one")
	c := later(t, root, time.Second)
	for i := range 2 {
		if _, read := sum(t, c, site.FS(), "a.jpg"); !read {
			t.Errorf("time %d: the stamp of a file changed a second ago was trusted", i)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if got := files(t, root); len(got) != 0 {
		t.Errorf("with nothing to keep, there is %v", got)
	}

	// A file that was known, changed just now: its old stamp goes.
	c = later(t, root, time.Hour)
	sum(t, c, site.FS(), "a.jpg")
	write(t, site, "a.jpg", "three")
	c.now = time.Now
	if k, read := sum(t, c, site.FS(), "a.jpg"); k != sha256.Sum256([]byte("three")) || !read {
		t.Errorf("%x, read: %v", k, read)
	}
	if len(c.stamps) != 0 {
		t.Errorf("stamps: %v", c.stamps)
	}
}

func TestOld(t *testing.T) {
	now := time.Now()
	for _, tt := range []struct {
		age  time.Duration
		want bool
	}{{0, false}, {2 * time.Second, false}, {2*time.Second + 1, true}, {-time.Minute, false}, {-48 * time.Hour, true}, {100 * time.Hour, true}} {
		if got := old(now.Add(-tt.age).UnixNano(), now); got != tt.want {
			t.Errorf("age %v: %v", tt.age, got)
		}
	}
}

func TestSumFails(t *testing.T) {
	c := open(t, folder(t))
	site := fstest.MapFS{"folder/a.jpg": {}}
	for _, name := range []string{"none.jpg", "folder"} {
		_, err := c.Sum(site, name)
		if err == nil || !strings.Contains(err.Error(), name) || errors.Is(err, fs.ErrNotExist) != (name == "none.jpg") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStampsOfMissingFilesAreForgotten(t *testing.T) {
	root, site := folder(t), folder(t)
	for _, name := range []string{"a", "b", "c"} {
		write(t, site, name, name)
	}
	c := later(t, root, time.Hour)
	for _, name := range []string{"a", "b", "c"} {
		sum(t, c, site.FS(), name)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := site.Remove("b"); err != nil {
		t.Fatal(err)
	}
	c = later(t, root, time.Hour)
	sum(t, c, site.FS(), "a")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	got := open(t, root).stamps
	if len(got) != 2 || got["a"] == nil || got["c"] == nil {
		t.Errorf("stamps are of %v", got)
	}
}

func TestCloseWritesOnlyChanges(t *testing.T) {
	root, site := folder(t), folder(t)
	write(t, site, "a", "a")
	c := later(t, root, time.Hour)
	sum(t, c, site.FS(), "a")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := root.Stat(stampsName)
	if err != nil {
		t.Fatal(err)
	}
	c = later(t, root, time.Hour)
	sum(t, c, site.FS(), "a")
	if err := errors.Join(c.Close(), c.Close(), open(t, root).Close()); err != nil {
		t.Fatal(err)
	}
	after, err := root.Stat(stampsName)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("written though nothing has changed (%v)", err)
	}
}

// TestDamagedStamps: with any byte damaged, wherever cut, there are none.
func TestDamagedStamps(t *testing.T) {
	stamps := map[string]*known{
		"2021/05/a.jpg": {stamp: stamp{1, 2, 3, 4}, key: key(1)},
		"b.jpg":         {stamp: stamp{size: 5, modified: -6}, key: key(2)},
	}
	whole := formatStamps(stamps)
	if got := parseStamps(whole); len(got) != 2 || *got["b.jpg"] != *stamps["b.jpg"] || *got["2021/05/a.jpg"] != *stamps["2021/05/a.jpg"] {
		t.Errorf("stamps are %v", got)
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x40
		if got := parseStamps(damaged); len(got) != 0 {
			t.Errorf("byte %d damaged: %v", i, got)
		}
		if got := parseStamps(whole[:i]); len(got) != 0 {
			t.Errorf("cut at %d: %v", i, got)
		}
	}
	root := folder(t)
	write(t, root, stampsName, string(whole[:40]))
	if c := open(t, root); len(c.stamps) != 0 {
		t.Error("damaged stamps were read")
	}
}

// stampsAgain: whatever the bytes, parsing ends without panic, and what is read can be written and read again. The
// checksum is made right, or nothing would come past it.
func stampsAgain(t *testing.T, b []byte) {
	parseStamps(b)
	if len(b) < sumSize {
		return
	}
	body := b[: len(b)-sumSize : len(b)-sumSize]
	sum := checksum(body)
	first := parseStamps(append(body, byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24)))
	again := parseStamps(formatStamps(first))
	if len(again) != len(first) {
		t.Fatalf("%d stamps became %d", len(first), len(again))
	}
	for path, k := range first {
		if *again[path] != *k {
			t.Errorf("%q: %v became %v", path, k, again[path])
		}
	}
}
