package cache

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestUseTouches(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	put(t, c, key(1), "head", "blob")
	name := nameOf(key(1))
	uses := map[string]func() error{
		"head": func() error {
			if _, ok := c.Head(key(1)); !ok {
				return fs.ErrNotExist
			}
			return nil
		},
		"blob": func() error { return c.Blob(new(bytes.Buffer), key(1), 0) },
	}
	for what, use := range uses {
		for _, tt := range []struct {
			age     time.Duration
			touched bool
		}{{25 * time.Hour, true}, {23 * time.Hour, false}} {
			then := time.Now().Add(-tt.age)
			if err := root.Chtimes(name, then, then); err != nil {
				t.Fatal(err)
			}
			if err := use(); err != nil {
				t.Fatal(err)
			}
			info, err := root.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if touched := info.ModTime().Sub(then) > time.Hour; touched != tt.touched {
				t.Errorf("%s, unused for %v, touched: %v", what, tt.age, touched)
			}
		}
	}
}

// TestBlobsKeepARecord: what is used by its blobs alone, day after day, is not pruned.
func TestBlobsKeepARecord(t *testing.T) {
	root := folder(t)
	put(t, open(t, root), key(1), "", "card")
	for day := range 5 {
		c := later(t, root, time.Duration(day)*30*time.Hour)
		if err := c.Blob(new(bytes.Buffer), key(1), 0); err != nil {
			t.Fatalf("day %d: %v", day, err)
		}
		// Another build, which has no use for it.
		if n, _, err := later(t, root, time.Duration(day)*30*time.Hour).Prune(48 * time.Hour); n > 0 || err != nil {
			t.Fatalf("day %d: %d records removed, %v", day, n, err)
		}
	}
}

func TestPrune(t *testing.T) {
	const tempOld, tempNew = "tmp-0123456789abcdef", "tmp-fedcba9876543210"
	foreign := []string{"stamps", "notes.txt", "tmp-note", "zz/file", "ab/short", ".gitignore", "AB/" + strings.Repeat("C", 62), "ab/" + strings.Repeat("C", 62)}
	tests := []struct {
		unused time.Duration
		gone   []string
	}{
		{0, []string{nameOf(key(3)), nameOf(key(4)), tempOld}},
		{48 * time.Hour, []string{nameOf(key(4)), tempOld}},
		{30 * 24 * time.Hour, []string{tempOld}},
	}
	for _, tt := range tests {
		root := folder(t)
		first := open(t, root)
		for i := range 5 {
			put(t, first, key(i), "head", "blob")
		}
		for _, name := range append(slices.Clone(foreign), tempOld, tempNew) {
			if dir, _, ok := strings.Cut(name, "/"); ok {
				if err := root.MkdirAll(dir, 0o777); err != nil {
					t.Fatal(err)
				}
			}
			if err := root.WriteFile(name, []byte("12345"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		age := func(name string, d time.Duration) {
			then := time.Now().Add(-d)
			if err := root.Chtimes(name, then, then); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range append(slices.Clone(foreign), tempOld, nameOf(key(0)), nameOf(key(1)), nameOf(key(2)), nameOf(key(4))) {
			age(name, 100*time.Hour)
		}
		before := files(t, root)
		size := int64(0)
		for _, name := range tt.gone {
			info, err := root.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			size += info.Size()
		}
		c := open(t, root)
		c.Head(key(0))
		put(t, c, key(1), "head", "blob")
		if err := c.Blob(new(bytes.Buffer), key(2), 0); err != nil {
			t.Fatal(err)
		}
		removed, bytes, err := c.Prune(tt.unused)
		if err != nil || removed != len(tt.gone) || bytes != size {
			t.Errorf("unused for %v: removed %d, %d bytes, %v; want %d, %d", tt.unused, removed, bytes, err, len(tt.gone), size)
		}
		want := slices.DeleteFunc(before, func(name string) bool { return slices.Contains(tt.gone, name) })
		if got := files(t, root); !slices.Equal(got, want) {
			t.Errorf("unused for %v: left are %q, want %q", tt.unused, got, want)
		}
	}
}
