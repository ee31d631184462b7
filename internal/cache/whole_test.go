package cache

import (
	"bytes"
	"errors"
	"io/fs"
	"testing"
)

// What Whole gives another cache takes, and gives again byte for byte.
func TestWhole(t *testing.T) {
	a, b := open(t, folder(t)), open(t, folder(t))
	agrees := func([]byte, [][]byte) bool { return true }
	for i, blobs := range [][]string{nil, {""}, {"one", "", "three"}} {
		put(t, a, key(i), "head", blobs...)
		whole, err := a.Whole(key(i))
		if err != nil {
			t.Fatal(err)
		}
		err = b.Take(key(i), whole, func(head []byte, got [][]byte) bool {
			if string(head) != "head" || len(got) != len(blobs) {
				t.Errorf("record %d: %q, %d blobs", i, head, len(got))
			}
			for j := range got {
				if string(got[j]) != blobs[j] {
					t.Errorf("record %d: blob %d is %q", i, j, got[j])
				}
			}
			return true
		})
		if err != nil || !b.Has(key(i)) {
			t.Fatalf("record %d: %v", i, err)
		}
		if again, err := b.Whole(key(i)); err != nil || !bytes.Equal(again, whole) {
			t.Errorf("record %d came back otherwise: %v", i, err)
		}
		// Under another key, or not agreed to, it is nothing.
		if err := b.Take(key(100), whole, agrees); !errors.Is(err, ErrDamaged) || b.Has(key(100)) {
			t.Errorf("another's record: %v", err)
		}
		if err := a.Take(key(i), whole, func([]byte, [][]byte) bool { return false }); !errors.Is(err, ErrDamaged) || !a.Has(key(i)) {
			t.Errorf("a record that is not agreed to: %v", err)
		}
	}
	if _, err := a.Whole(key(200)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no record: %v", err)
	}
}

// A record that is damaged, at whatever byte, neither leaves a cache nor comes into one.
func TestWholeDamaged(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	put(t, c, key(1), "the head", "first", "second")
	whole, err := c.Whole(key(1))
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x10
		if err := c.Take(key(1), damaged, func([]byte, [][]byte) bool { return true }); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d: taken, %v", i, err)
		}
		if err := root.WriteFile(nameOf(key(1)), damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Whole(key(1)); !errors.Is(err, ErrDamaged) || c.Has(key(1)) {
			t.Errorf("byte %d: given, %v", i, err)
		}
	}
}
