// Package cache keeps what was costly to make in a folder, under keys that are
// hashes of all that it was made from. Nothing in the folder is ever needed:
// whoever misses a record makes it again, so the folder may be deleted at any
// time, and whatever is damaged in it counts as missing and is removed.
//
// A record is one file, "ab/cdef…" for the key abcdef… in hexadecimal digits: a
// head, which is small and read often, and blobs, which are read one by one.
// Both have checksums. A record is written beside its place and renamed, so that
// a file with the name of a record is a whole one, unless the power went out:
// the data is not forced to the disk, because a lost record costs less than
// waiting for all of them.
//
// Hashing a file means reading it. The file "stamps" therefore holds, for each
// file hashed before, its hash and what the file system said of it: while that
// is the same, so are the bytes.
//
// Several goroutines and several processes may work with one folder at once.
package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"sync"
	"time"
)

// Key names a record: a SHA-256 hash of all that it was made from.
type Key [32]byte

// ErrDamaged says that a record was damaged. It has been removed.
var ErrDamaged = errors.New("damaged record")

// Cache is a folder of records, and the hashes of files by their stamps. It is
// safe for concurrent use.
type Cache struct {
	root    *os.Root
	now     func() time.Time
	buffers sync.Pool // *[]byte of chunk bytes

	mu   sync.Mutex
	used map[Key]struct{} // records asked for or written
	// made has a bit set for each folder of records that is known to be there.
	made   [256]bool
	stamps map[string]*known
	// changed is true when stamps are not those of the file.
	changed bool
	fsys    fs.FS // of the last Sum, nil before
}

// chunk is how much is read of a file at once.
const chunk = 128 << 10

// Open makes the folder given a cache. The folder stays the caller's to close,
// after the cache. Damaged stamps are as good as none; the error is that they
// could not be read.
func Open(root *os.Root) (*Cache, error) {
	c := &Cache{root: root, now: time.Now, used: make(map[Key]struct{})}
	c.buffers.New = func() any {
		b := make([]byte, chunk)
		return &b
	}
	var data []byte
	if info, err := root.Lstat(stampsName); err == nil && info.Mode().IsRegular() { // reading a named pipe would wait for ever
		if data, err = root.ReadFile(stampsName); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("hashes of files: %w", err)
		}
	}
	c.stamps = parseStamps(data)
	return c, nil
}

// Close writes the stamps, if they have changed, and forgets those of files
// that are gone.
func (c *Cache) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	if !c.changed {
		return nil
	}
	if err := c.write(stampsName, formatStamps(c.stamps)); err != nil {
		return fmt.Errorf("hashes of files: %w", err)
	}
	c.changed = false
	return nil
}

// tempPrefix begins the names of files being written; 16 hexadecimal digits follow.
const tempPrefix = "tmp-"

// write makes a file of parts in the folder, whole or not at all.
func (c *Cache) write(name string, parts ...[]byte) error {
	temp := fmt.Sprintf("%s%016x", tempPrefix, rand.Uint64())
	f, err := c.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if _, err = f.Write(p); err != nil {
			break
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		if err = c.root.Rename(temp, name); c.clear(name, err) {
			err = c.root.Rename(temp, name)
		}
	}
	if err != nil {
		// A failure here leaves a file that Prune finds.
		c.root.Remove(temp)
	}
	return err
}
