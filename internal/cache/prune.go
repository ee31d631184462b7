package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// Prune removes records that nobody has used for so long, by the times of their
// files, and temporary files that a killed process has left, when they are older
// than a day. With 0 it removes every record that this Cache has not used. Records that it has used stay, and so does every file
// that is not of a cache. It gives how many files it has removed and how many
// bytes they held; files that it could not remove do not stop it.
func (c *Cache) Prune(unusedFor time.Duration) (removed int, bytes int64, err error) {
	p := pruning{c: c, records: unusedFor, temporary: 24 * time.Hour} // younger ones may be another program's
	entries, err := fs.ReadDir(c.root.FS(), ".")
	if err != nil {
		return 0, 0, fmt.Errorf("cache folder: %w", err)
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir() && len(name) == 2:
			p.folder(name)
		case isTemporary(name):
			p.file(name, p.temporary)
		}
	}
	return p.removed, p.bytes, errors.Join(p.errors...)
}

func isTemporary(name string) bool {
	digits, ok := strings.CutPrefix(name, tempPrefix)
	return ok && len(digits) == 16 && strings.Trim(digits, "0123456789abcdef") == ""
}

// pruning is one run of Prune.
type pruning struct {
	c                  *Cache
	records, temporary time.Duration // how old files may be; 0: not at all
	removed            int
	bytes              int64
	errors             []error
}

// folder prunes a folder of records.
func (p *pruning) folder(name string) {
	entries, err := fs.ReadDir(p.c.root.FS(), name)
	if err != nil {
		p.fail(err)
		return
	}
	for _, e := range entries {
		k, ok := keyOf(name, e.Name())
		if !ok {
			continue
		}
		p.c.mu.Lock()
		_, used := p.c.used[k]
		p.c.mu.Unlock()
		if !used {
			p.file(nameOf(k), p.records)
		}
	}
}

// file removes a file that is older than limit.
func (p *pruning) file(name string, limit time.Duration) {
	info, err := p.c.root.Lstat(name)
	if err != nil {
		p.fail(err)
		return
	}
	if !info.Mode().IsRegular() || limit > 0 && p.c.now().Sub(info.ModTime()) <= limit {
		return
	}
	if err := p.c.root.Remove(name); err != nil {
		p.fail(err)
		return
	}
	p.removed++
	p.bytes += info.Size()
}

// fail notes an error, unless another process was faster.
func (p *pruning) fail(err error) {
	if !errors.Is(err, fs.ErrNotExist) {
		p.errors = append(p.errors, fmt.Errorf("cache folder: %w", err))
	}
}
