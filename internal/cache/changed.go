package cache

import (
	"crypto/sha256"
	"errors"
	"hash"
	"io/fs"
)

// ChangedError says that a file is not any more what it was when work with it began.
type ChangedError struct{ File string }

func (e *ChangedError) Error() string {
	return e.File + " has changed while the site was built"
}

// Reading is a file system that hashes the file that is read from it: one, from its beginning to its end.
type Reading struct {
	fs.FS
	hash hash.Hash
}

// NewReading gives a file system to read one file of another.
func NewReading(fsys fs.FS) *Reading { return &Reading{fsys, sha256.New()} }

// Open implements fs.FS.
func (r *Reading) Open(name string) (fs.File, error) {
	f, err := r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	r.hash.Reset()
	return &hashed{f, r.hash}, nil
}

// Key is the hash of what was read.
func (r *Reading) Key() (k Key) {
	r.hash.Sum(k[:0])
	return k
}

type hashed struct {
	fs.File
	hash hash.Hash
}

func (h *hashed) Read(b []byte) (int, error) {
	n, err := h.File.Read(b)
	h.hash.Write(b[:n])
	return n, err
}

// isFolder tells whether a folder stands where the cache has a file: nobody else puts one there, so it may go.
func (c *Cache) isFolder(name string) bool {
	info, err := c.root.Lstat(name)
	return err == nil && info.IsDir()
}

// clear makes room for a record, or another file of the cache, where something else has its place or that of its
// folder. It tells whether there is any use in trying again.
func (c *Cache) clear(name string, err error) bool {
	if err == nil || errors.Is(err, fs.ErrPermission) {
		return false
	}
	if c.isFolder(name) {
		return c.root.RemoveAll(name) == nil
	}
	if len(name) > 3 && name[2] == '/' {
		folder := name[:2]
		if info, e := c.root.Lstat(folder); e == nil && !info.IsDir() {
			return c.root.Remove(folder) == nil && c.root.Mkdir(folder, 0o777) == nil
		}
	}
	return false
}
