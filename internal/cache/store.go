package cache

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// nameOf gives the name of a record's file.
func nameOf(k Key) string {
	var b [2*len(k) + 1]byte
	hex.Encode(b[:2], k[:1])
	b[2] = '/'
	hex.Encode(b[3:], k[1:])
	return string(b[:])
}

// keyOf gives the key of a record from the names of its folder and its file.
func keyOf(folder, file string) (k Key, ok bool) {
	if len(folder) != 2 || len(file) != 2*len(k)-2 {
		return k, false
	}
	if n, err := hex.Decode(k[:], []byte(folder+file)); err != nil || n != len(k) {
		return k, false
	}
	return k, nameOf(k) == folder+"/"+file // small letters only
}

// Put keeps a record: its head and its blobs, in place of what was under the
// key. On failure (the disk is full) nothing new is left behind.
func (c *Cache) Put(k Key, head []byte, blobs [][]byte) error {
	name := nameOf(k)
	start, ok := formatTop(k, head, blobs)
	if !ok {
		return fmt.Errorf("record %s: too large", name)
	}
	parts := append([][]byte{start}, blobs...)
	var err error
	for range 3 {
		if err = c.makeFolder(k); err == nil {
			err = c.write(name, parts...)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
		// Another process has removed the folder, or the temporary file.
		c.mu.Lock()
		c.made[k[0]] = false
		c.mu.Unlock()
	}
	if err != nil {
		return fmt.Errorf("record %s: %w", name, err)
	}
	c.use(k)
	return nil
}

// makeFolder makes the folder of a record.
func (c *Cache) makeFolder(k Key) error {
	c.mu.Lock()
	made := c.made[k[0]]
	c.mu.Unlock()
	if made {
		return nil
	}
	if err := c.root.Mkdir(nameOf(k)[:2], 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	c.mu.Lock()
	c.made[k[0]] = true
	c.mu.Unlock()
	return nil
}

func (c *Cache) use(k Key) {
	c.mu.Lock()
	c.used[k] = struct{}{}
	c.mu.Unlock()
}

// Head gives the head of a record; false when there is no such record, or a
// damaged one, which it removes, or one that cannot be read. Whoever asks for a
// head uses the record: its file is touched, unless it was within a day.
func (c *Cache) Head(k Key) ([]byte, bool) {
	buf := c.buffers.Get().(*[]byte)
	defer c.buffers.Put(buf)
	f, t, modified, err := c.open(k, *buf)
	if err != nil {
		return nil, false
	}
	f.Close()
	c.touch(k, modified)
	return bytes.Clone(t.head()), true
}

// touch notes that a record is in use: for this Cache, and for those to come in the time of its file.
func (c *Cache) touch(k Key, modified time.Time) {
	c.use(k)
	const day = 24 * time.Hour
	if now := c.now(); now.Sub(modified) > day {
		// When it fails, the record may be pruned a day earlier: no harm.
		c.root.Chtimes(nameOf(k), now, now)
	}
}

// Blob appends a blob of a record to w. The error is fs.ErrNotExist when there
// is no such record or blob, and ErrDamaged when the record was damaged: then
// it is removed. On failure w stays as it was. It uses the record as Head does.
func (c *Cache) Blob(w *bytes.Buffer, k Key, i int) error {
	buf := c.buffers.Get().(*[]byte)
	defer c.buffers.Put(buf)
	f, t, modified, err := c.open(k, *buf)
	if err != nil {
		return fmt.Errorf("record %s: %w", nameOf(k), err)
	}
	defer f.Close()
	if i < 0 || i >= t.blobs() {
		return fmt.Errorf("record %s: blob %d of %d: %w", nameOf(k), i, t.blobs(), fs.ErrNotExist)
	}
	at := t.blob(i)
	w.Grow(at.size)
	b := w.AvailableBuffer()[:at.size]
	if _, err := f.ReadAt(b, at.offset); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("record %s: %w", nameOf(k), err)
	} else if err != nil || checksum(b) != at.sum {
		f.Close() // some systems do not remove open files
		c.drop(k)
		return fmt.Errorf("record %s: blob %d: %w", nameOf(k), i, ErrDamaged)
	}
	w.Write(b)
	c.touch(k, modified)
	return nil
}

// drop removes a damaged record. When it cannot, Put replaces it all the same.
func (c *Cache) drop(k Key) { c.root.Remove(nameOf(k)) }

// open opens a record's file and reads what comes before the blobs, into buf if
// it has room. A damaged record is removed.
func (c *Cache) open(k Key, buf []byte) (f *os.File, t top, modified time.Time, err error) {
	f, err = c.root.Open(nameOf(k))
	if err != nil {
		return nil, top{}, modified, err
	}
	t, modified, err = readTop(f, k, buf)
	if err != nil {
		f.Close()
		if errors.Is(err, ErrDamaged) {
			c.drop(k)
		}
		return nil, top{}, modified, err
	}
	return f, t, modified, nil
}

// firstRead is how much of a record is read at first: a page, which nearly
// always holds all that comes before the blobs.
const firstRead = 4 << 10

func readTop(f *os.File, k Key, buf []byte) (t top, modified time.Time, err error) {
	info, err := f.Stat()
	if err != nil {
		return top{}, modified, err
	}
	if !info.Mode().IsRegular() {
		return top{}, modified, &fs.PathError{Op: "read", Path: f.Name(), Err: errNotRegular}
	}
	size := info.Size()
	n, err := f.ReadAt(buf[:min(firstRead, size)], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return top{}, modified, err
	}
	need, ok := topSize(buf[:n], k, size)
	if !ok {
		return top{}, modified, ErrDamaged
	}
	b := buf
	if need > int64(len(b)) {
		b = make([]byte, need)
		copy(b, buf[:n])
	}
	b = b[:need]
	if need > int64(n) {
		if _, err := f.ReadAt(b[n:], int64(n)); errors.Is(err, io.EOF) {
			return top{}, modified, ErrDamaged // cut while it is read
		} else if err != nil {
			return top{}, modified, err
		}
	}
	t, ok = parseTop(b, size)
	if !ok {
		return top{}, modified, ErrDamaged
	}
	return t, info.ModTime(), nil
}
