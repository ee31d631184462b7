package cache

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"math"
	"time"
)

var errNotRegular = errors.New("not a regular file")

// ErrTooLarge says that a file is larger than it may be.
var ErrTooLarge = errors.New("file too large")

// stamp is what the file system says of a file: other bytes, other stamp.
// Times are nanoseconds since 1970. What a platform does not tell is 0.
type stamp struct {
	size, modified, changed int64
	inode                   uint64
}

// known is a file whose hash is known.
type known struct {
	stamp stamp
	key   Key
	// asked is true when somebody has asked for the file since Open.
	asked bool
}

// Sum gives the SHA-256 hash of a file's bytes. The file is not read as long as
// the stamp is the same under which it was read before; the stamp is kept under
// the path given, whatever fsys is. A file changed less than two seconds before
// it was read may be changed again without a change of its stamp, since clocks
// of file systems are coarse: its stamp is not kept.
func (c *Cache) Sum(fsys fs.FS, path string) (Key, error) {
	return c.SumUpTo(fsys, path, math.MaxInt64)
}

// SumUpTo is Sum for a file of at most so many bytes. A larger one is not read: the error is ErrTooLarge.
func (c *Cache) SumUpTo(fsys fs.FS, path string, most int64) (Key, error) {
	key, _, err := c.measure(fsys, path, most)
	return key, err
}

// Measure is Sum, and gives the number of the bytes too.
func (c *Cache) Measure(fsys fs.FS, path string) (Key, int64, error) {
	return c.measure(fsys, path, math.MaxInt64)
}

func (c *Cache) measure(fsys fs.FS, path string, most int64) (Key, int64, error) {
	info, err := fs.Stat(fsys, path)
	if err != nil {
		return Key{}, 0, err
	}
	if !info.Mode().IsRegular() {
		return Key{}, 0, &fs.PathError{Op: "read", Path: path, Err: errNotRegular}
	}
	if info.Size() > most {
		return Key{}, 0, &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
	}
	now := stampOf(info)
	c.mu.Lock()
	c.fsys = fsys
	old := c.stamps[path]
	if old != nil {
		old.asked = true
		if old.stamp == now {
			key := old.key
			c.mu.Unlock()
			return key, now.size, nil
		}
	}
	c.mu.Unlock()
	key, size, s, ok, err := c.read(fsys, path)
	if err != nil {
		return Key{}, 0, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if ok {
		c.stamps[path] = &known{stamp: s, key: key, asked: true}
		c.changed = true
	} else if old != nil {
		delete(c.stamps, path)
		c.changed = true
	}
	return key, size, nil
}

// read hashes a file. settled says whether its stamp s can be trusted later.
func (c *Cache) read(fsys fs.FS, path string) (k Key, size int64, s stamp, settled bool, err error) {
	start := c.now()
	f, err := fsys.Open(path)
	if err != nil {
		return k, 0, s, false, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return k, 0, s, false, err
	}
	buf := c.buffers.Get().(*[]byte)
	defer c.buffers.Put(buf)
	h := sha256.New()
	for {
		n, err := f.Read(*buf)
		h.Write((*buf)[:n])
		size += int64(n)
		if err == io.EOF {
			break
		}
		if err != nil {
			return k, 0, s, false, err
		}
	}
	after, err := f.Stat()
	if err != nil {
		return k, 0, s, false, err
	}
	h.Sum(k[:0])
	s = stampOf(before)
	return k, size, s, s == stampOf(after) && old(s.modified, start) && old(s.changed, start), nil
}

// old reports whether a time of a file is so far from now that a later change
// must give another one. Clocks of other machines (network disks) may run ahead
// of ours; a file dated more than a day ahead was dated by hand.
func old(t int64, now time.Time) bool {
	age := now.Sub(time.Unix(0, t))
	return age > 2*time.Second || age < -24*time.Hour
}

// forget drops the stamps of files that are gone. It looks only for those that
// nobody has asked for.
func (c *Cache) forget() {
	if c.fsys == nil {
		return
	}
	for path, k := range c.stamps {
		if k.asked {
			continue
		}
		if _, err := fs.Stat(c.fsys, path); errors.Is(err, fs.ErrNotExist) {
			delete(c.stamps, path)
			c.changed = true
		}
	}
}
