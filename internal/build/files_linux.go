package build

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"

	"bantin/internal/cache"

	"golang.org/x/sys/unix"
)

// appender reads files below a folder with four system calls each: openat2
// finds a file in one step and the kernel holds that no symbolic link and no
// ".." leads out, where os.Root opens folder after folder.
type appender struct {
	root *os.Root
	dir  *os.File // root itself
}

// newAppender gives nil where the kernel has no openat2 (before Linux 5.6) or does not allow it.
func newAppender(root *os.Root) *appender {
	dir, err := root.Open(".")
	if err != nil {
		return nil
	}
	a := &appender{root, dir}
	fd, err := a.open(".")
	if err != nil {
		dir.Close()
		return nil
	}
	unix.Close(fd)
	return a
}

func (a *appender) close() {
	if a != nil {
		a.dir.Close()
	}
}

func (a *appender) open(name string) (fd int, err error) {
	how := unix.OpenHow{
		Flags:   unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS,
	}
	err = again(func() (err error) {
		fd, err = unix.Openat2(int(a.dir.Fd()), name, &how)
		return err
	})
	return fd, err
}

// file opens a plain file or folder.
func (a *appender) file(name string) (fs.File, error) {
	fd, err := a.open(name)
	runtime.KeepAlive(a.dir)
	if err != nil {
		return nil, openError(name, err)
	}
	f := os.NewFile(uintptr(fd), name)
	if info, err := f.Stat(); err != nil || !isPlain(info.Mode()) {
		f.Close()
		return nil, &cache.ChangedError{File: name} // a named pipe, say, that nobody should wait for
	}
	return f, nil
}

// openError is the error of open. Only what has become a link, or lies behind one, since its folder was listed is found to be one here.
func openError(name string, err error) error {
	if errors.Is(err, unix.ELOOP) {
		return &cache.ChangedError{File: name}
	}
	return &fs.PathError{Op: "open", Path: name, Err: err}
}

// readDir reads a folder without asking for each file what it is, as os.Root does: the folder says it.
func (a *appender) readDir(name string) ([]fs.DirEntry, error) {
	fd, err := a.open(name)
	runtime.KeepAlive(a.dir)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	folder := os.NewFile(uintptr(fd), name)
	defer folder.Close()
	all, err := folder.ReadDir(-1)
	entries := make([]entry, len(all))
	for i := range all {
		entries[i] = entry{all[i], a.root, name}
		all[i] = &entries[i]
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, err
}

// entry is an entry of a folder below root.
type entry struct {
	fs.DirEntry
	root   *os.Root
	folder string
}

// Info asks below the root; DirEntry itself knows only where the folder lies in it.
func (e *entry) Info() (fs.FileInfo, error) { return e.root.Lstat(path.Join(e.folder, e.Name())) }

func (a *appender) appendFile(buf []byte, name string, limit int) ([]byte, error) {
	return steady(buf, name, func() ([]byte, bool, error) { return a.readOnce(buf, name, limit) })
}

// readOnce appends the bytes of a file, and tells whether it stayed as it was while they were read.
func (a *appender) readOnce(buf []byte, name string, limit int) (data []byte, stayed bool, err error) {
	fd, err := a.open(name)
	if err != nil {
		return buf, false, openError(name, err)
	}
	defer unix.Close(fd)
	defer runtime.KeepAlive(a.dir)
	var before, after unix.Stat_t
	if err := unix.Fstat(fd, &before); err != nil {
		return buf, false, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	for start := len(buf); len(buf)-start < limit; {
		if cap(buf)-len(buf) < 16<<10 {
			buf = append(make([]byte, 0, 2*cap(buf)+64<<10), buf...)
		}
		var n int
		err := again(func() (err error) {
			n, err = unix.Read(fd, buf[len(buf):cap(buf)])
			return err
		})
		if err != nil {
			return buf, false, &fs.PathError{Op: "read", Path: name, Err: err}
		}
		if n == 0 {
			break
		}
		buf = buf[:len(buf)+n]
	}
	if err := unix.Fstat(fd, &after); err != nil {
		return buf, false, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return buf, before.Size == after.Size && before.Mtim == after.Mtim && before.Ctim == after.Ctim, nil
}

// again repeats a system call that a signal has interrupted.
func again(call func() error) error {
	for {
		if err := call(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
