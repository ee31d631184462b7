package publish

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"github.com/pkg/sftp"
)

// expect notes that a file of a size is on its way; 0 when it has come.
func (t *remote) expect(name string, size int64) {
	t.waiting.Lock()
	defer t.waiting.Unlock()
	if delete(t.unsent, name); size > 0 {
		t.unsent[name] = size
	}
}

// why looks for the reason of an error that says nothing: SFTP has one word for a full disk and many other things. The disk is
// full when there is no room for all that is on its way: what has failed has made room again.
func (t *remote) why(l *line, err error) error {
	status := new(sftp.StatusError)
	if !errors.As(err, &status) {
		return err
	}
	t.waiting.Lock()
	need := uint64(1 << 16)
	for _, n := range t.unsent {
		need += uint64(n)
	}
	t.waiting.Unlock()
	if vfs, e := l.sftp.StatVFS(t.base); e == nil && (vfs.Bavail*vfs.Frsize < need || vfs.Files > 0 && vfs.Favail == 0) {
		return &Error{Fault: Full, Place: t.place, Err: err}
	}
	return err
}

// fail gives an error its fault.
func (t *remote) fail(name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if e := new(Error); errors.As(err, &e) {
		if e.Path == "" && name != "" {
			named := *e
			named.Path = name
			return &named
		}
		return err
	}
	fault := Other
	switch {
	case isLost(err):
		fault = Lost
	case errors.Is(err, fs.ErrPermission):
		fault = Denied
	}
	return &Error{Fault: fault, Place: t.place, Path: name, Err: err}
}

// isLost tells whether an error means that the connection is no more.
func isLost(err error) bool {
	return errors.Is(err, sftp.ErrSSHFxConnectionLost) || errors.Is(err, sftp.ErrSSHFxNoConnection) || errors.Is(err, io.EOF) ||
		errors.Is(err, io.ErrClosedPipe) || isNetwork(err)
}
