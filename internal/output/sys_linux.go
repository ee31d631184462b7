package output

import (
	"io/fs"
	"syscall"
)

// On Linux files are written with bare system calls: os.File registers each
// file with the poller and the garbage collector, which for ten thousand
// small files costs as much as writing them.

// writeNew writes a whole file where none is, and gives its stamp. On failure nothing is left.
func writeNew(name string, data []byte) (stamp, error) {
	var fd int
	err := again(func() (err error) {
		fd, err = syscall.Open(name, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_EXCL|syscall.O_CLOEXEC, 0o666)
		return err
	})
	if err != nil {
		return stamp{}, &fs.PathError{Op: "create", Path: name, Err: err}
	}
	err = writeAll(fd, data)
	var st syscall.Stat_t
	if err == nil {
		err = syscall.Fstat(fd, &st)
	}
	if e := syscall.Close(fd); err == nil && e != syscall.EINTR {
		err = e
	}
	if err != nil {
		syscall.Unlink(name)
		return stamp{}, &fs.PathError{Op: "write", Path: name, Err: err}
	}
	return stampOf(&st), nil
}

func writeAll(fd int, data []byte) error {
	for len(data) > 0 {
		var n int
		err := again(func() (err error) {
			n, err = syscall.Write(fd, data)
			return err
		})
		if err != nil {
			return err
		}
		data = data[n:]
	}
	return nil
}

// statFile gives the stamp of a regular file; ok is false for anything else.
func statFile(name string) (s stamp, ok bool, err error) {
	var st syscall.Stat_t
	if err := again(func() error { return syscall.Lstat(name, &st) }); err != nil {
		return stamp{}, false, &fs.PathError{Op: "lstat", Path: name, Err: err}
	}
	return stampOf(&st), st.Mode&syscall.S_IFMT == syscall.S_IFREG, nil
}

func stampOf(st *syscall.Stat_t) stamp {
	return stamp{size: st.Size, modified: st.Mtim.Nano(), changed: st.Ctim.Nano()}
}

// makeFolder makes one folder; its parent exists.
func makeFolder(name string) error {
	if err := again(func() error { return syscall.Mkdir(name, 0o777) }); err != nil {
		return &fs.PathError{Op: "mkdir", Path: name, Err: err}
	}
	return nil
}

// replace gives a file a new name, in place of whatever file has it.
func replace(from, to string) error {
	if err := again(func() error { return syscall.Rename(from, to) }); err != nil {
		return &fs.PathError{Op: "rename", Path: to, Err: err}
	}
	return nil
}

// again repeats a call that a signal has interrupted.
func again(call func() error) error {
	for {
		if err := call(); err != syscall.EINTR {
			return err
		}
	}
}
