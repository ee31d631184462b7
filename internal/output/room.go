package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
)

// FullError says that something could not be written for want of room.
type FullError struct {
	// Dir is the folder that could not take it.
	Dir string
	// Need is about how many bytes more the site would have taken there; 0 when nobody knows.
	Need int64
	// Free is how many bytes there are for this user; -1 when the system does not tell.
	Free int64
	// Files is true when the room is there, but the disk takes no more files.
	Files bool
	// Err is what the system said: the disk is full, the user's quota is (syscall.EDQUOT), or
	// files may not be so large (syscall.EFBIG).
	Err error
}

func (e *FullError) Error() string {
	if e.Need > 0 {
		return fmt.Sprintf("%s: about %d bytes needed, %d free: %v", e.Dir, e.Need, e.Free, e.Err)
	}
	return fmt.Sprintf("%s: %d bytes free: %v", e.Dir, e.Free, e.Err)
}

// Unwrap gives Err.
func (e *FullError) Unwrap() error { return e.Err }

// Full tells whether an error says that there was no room, and where; nil when it does not. Where the error does not
// name a file by its full path, it is taken to be about dir.
func Full(err error, dir string) *FullError {
	known := new(FullError)
	if errors.As(err, &known) {
		return known
	}
	if !isFull(err) && !errors.Is(err, syscall.EDQUOT) && !errors.Is(err, syscall.EFBIG) {
		return nil
	}
	name := ""
	if file := new(fs.PathError); errors.As(err, &file) {
		name = file.Path
	} else if link := new(os.LinkError); errors.As(err, &link) {
		name = link.New
	}
	if filepath.IsAbs(name) {
		dir = filepath.Dir(name)
	}
	full := &FullError{Dir: dir, Free: -1, Err: err}
	for at := dir; ; at = filepath.Dir(at) {
		if isThere(at) {
			full.Free, full.Files = room(at)
			break
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	return full
}

// full makes an error that is about a full disk say so, and how much was needed. What was written is gone again.
func (w *writer) full(ctx context.Context, err error) error {
	full := Full(err, w.options.Dir)
	if full == nil {
		return err
	}
	if w.options.State != "" && within(full.Dir, w.options.State) {
		full.Dir = w.options.State
		return full
	}
	full.Dir = w.options.Dir
	if !errors.Is(err, syscall.EFBIG) {
		full.Need = w.need(ctx)
	}
	return full
}

// block is what file systems mostly give to files, at least and at a time.
const block = 4 << 10

// need is how much room all files need that are to be written, 0 when it cannot be found out: they are
// rendered once more and thrown away.
func (w *writer) need(ctx context.Context) int64 {
	var sum atomic.Int64
	w.options.Progress = nil
	err := w.render(ctx, func() func(i int, data []byte) error {
		return func(i int, data []byte) error {
			if w.present != nil {
				if same, err := w.isSame(i, data); same && err == nil {
					return nil
				}
			}
			sum.Add((int64(len(data)) + block - 1) / block * block)
			return nil
		}
	})
	if err != nil {
		return 0
	}
	return sum.Load()
}

// isSame tells whether these bytes are in the file that is present, and notes its stamp.
func (w *writer) isSame(i int, data []byte) (bool, error) {
	e := &w.manifest.Entries[i]
	now, regular, err := statFile(w.path(e.Path))
	if err != nil || !regular || now.size != int64(len(data)) {
		return false, err
	}
	e.stamp = now
	if o := w.old.Get(e.Path); o != nil && o.Hash == e.Hash && o.stamp == now {
		return true, nil
	}
	there, err := os.ReadFile(w.path(e.Path))
	return err == nil && bytes.Equal(there, data), nil
}

// blocker gives the file or link that stands where the tree needs a folder, on the way to dir; "" when there is none.
func (w *writer) blocker(dir string) string {
	for _, name := range w.blocking {
		if dir == name || strings.HasPrefix(dir, name+"/") {
			return name
		}
	}
	return ""
}
