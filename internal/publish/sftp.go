package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"bantin/internal/parallel"
)

// remote is a target on an SSH server.
type remote struct {
	place string
	login *login
	// base is the target's folder as the address says it: from the root, or from the account's home.
	base string

	mu     sync.Mutex // guards what follows, and is held while a connection is made
	line   *line
	failed error // why the last one could not be made, and when
	at     time.Time

	waiting sync.Mutex
	unsent  map[string]int64 // the sizes of files that were to be sent and have not come to their place; guarded by waiting
}

// openSFTP opens sftp://user@host:port/path, or /~/path below the account's home.
func openSFTP(ctx context.Context, u *url.URL, c Credentials) (Target, error) {
	t := &remote{place: redacted(u), unsent: make(map[string]int64)}
	bad := func(detail string) error { return &Error{Fault: BadAddress, Place: t.place, Detail: detail} }
	if u.RawQuery != "" || u.Fragment != "" {
		return nil, bad("? and # in a path are written %3F and %23")
	}
	switch rest, home := strings.CutPrefix(u.Path+"/", "/~/"); {
	case u.Hostname() == "":
		return nil, bad("no host")
	case u.Path == "":
		return nil, bad("no path")
	case home:
		t.base = path.Join(".", rest) // "." for the home itself
	default:
		t.base = path.Clean(u.Path)
	}
	var err error
	if t.login, err = newLogin(u, c); err != nil {
		return nil, t.fail("", err)
	}
	l, err := t.connect(ctx)
	if err != nil {
		return nil, err
	}
	return t, t.fail("", t.find(l))
}

// find holds that the target's folder is there, or can be made in one that is.
func (t *remote) find(l *line) error {
	info, err := l.sftp.Stat(t.base)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return &Error{Fault: NoPlace, Place: t.place, Detail: t.base}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	above := path.Dir(t.base)
	if info, err = l.sftp.Stat(above); err == nil && info.IsDir() {
		return nil
	}
	return &Error{Fault: NoPlace, Place: t.place, Detail: above}
}

func (t *remote) String() string { return t.place }

// Traits implements Target. A file takes four requests one after the other, most of whose time is waiting.
func (t *remote) Traits() Traits { return Traits{Parallel: 16} }

// connect gives the connection, and makes one when there is none that works.
func (t *remote) connect(ctx context.Context) (*line, error) {
	began := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.line != nil && !t.line.ended() {
		return t.line, nil
	}
	if t.failed != nil && t.at.After(began) {
		return nil, t.failed // whoever waited with us has just tried
	}
	l, err := t.login.dial(ctx)
	if err != nil {
		t.failed, t.at = t.fail("", err), time.Now()
		return nil, t.failed
	}
	t.line, t.failed = l, nil
	return l, nil
}

// stall is how long a call may be without any progress before the connection is taken for dead.
const stall = time.Minute

// do makes a call on a connection that works.
func (t *remote) do(ctx context.Context, name string, call func(l *line, alive func()) error) error {
	l, err := t.connect(ctx)
	if err != nil {
		return err
	}
	timer := time.AfterFunc(stall, l.end)
	// Who is stopped waits for the answer to what was asked, but not long.
	release := context.AfterFunc(ctx, func() { timer.Reset(3 * time.Second) })
	err = call(l, func() {
		if ctx.Err() == nil {
			timer.Reset(stall)
		}
	})
	release()
	timer.Stop()
	if isLost(err) {
		l.end()
	}
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil && l.ended() && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrExist) {
		err = &Error{Fault: Lost, Place: t.place, Path: name, Err: err}
	}
	return t.fail(name, err)
}

// full is where a file of the site lies on the server.
func (t *remote) full(name string) string { return path.Join(t.base, name) }

// List implements Target.
func (t *remote) List(ctx context.Context) ([]Object, error) {
	var all []Object
	err := t.do(ctx, "", func(l *line, alive func()) error {
		all = nil
		for level := []string{"."}; len(level) > 0; {
			found := make([][]fs.FileInfo, len(level))
			err := parallel.Each(ctx, t.Traits().Parallel, len(level), func() func(int) error {
				return func(i int) (err error) {
					found[i], err = l.sftp.ReadDirContext(ctx, t.full(level[i]))
					if errors.Is(err, fs.ErrNotExist) {
						err = nil
					}
					alive()
					return err
				}
			})
			if err != nil {
				return err
			}
			var below []string
			for i, dir := range level {
				for _, info := range found[i] {
					name := path.Join(dir, info.Name())
					switch {
					case info.IsDir():
						below = append(below, name)
					case !strings.HasPrefix(info.Name(), tempPrefix):
						all = append(all, Object{Path: name, Size: info.Size()})
					}
				}
			}
			level = below
		}
		return nil
	})
	return all, err
}

// Get implements Target.
func (t *remote) Get(ctx context.Context, name string, limit int64) ([]byte, error) {
	var buf bytes.Buffer
	err := t.do(ctx, name, func(l *line, alive func()) error {
		f, err := l.sftp.Open(t.full(name))
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() || info.Size() > limit {
			return fmt.Errorf("no file of at most %d bytes", limit)
		}
		buf.Reset()
		_, err = f.WriteTo(&limitedWriter{&buf, limit, alive}) // many requests at once
		return err
	})
	return buf.Bytes(), err
}

// limitedWriter takes no more than it may; the file may have grown.
type limitedWriter struct {
	buf   *bytes.Buffer
	limit int64
	alive func()
}

func (w *limitedWriter) Write(p []byte) (int, error) {
	w.alive()
	if int64(w.buf.Len()+len(p)) > w.limit {
		return 0, fmt.Errorf("more than %d bytes", w.limit)
	}
	return w.buf.Write(p)
}

// Put implements Target.
func (t *remote) Put(ctx context.Context, u *Upload) error {
	return t.do(ctx, u.Path, func(l *line, alive func()) error {
		temp := t.full(tempName(u.Path))
		t.expect(u.Path, u.Size)
		err := t.fill(ctx, l, temp, u, alive)
		if err == nil {
			err = l.rename(temp, t.full(u.Path))
		}
		if err == nil {
			t.expect(u.Path, 0)
		} else if !isLost(err) {
			err = t.why(l, err)
			l.sftp.Remove(temp)
		}
		return err
	})
}

// fill writes an upload to a file.
func (t *remote) fill(ctx context.Context, l *line, name string, u *Upload, alive func()) error {
	r, err := u.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	const flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	f, err := l.sftp.OpenFile(name, flags)
	if errors.Is(err, fs.ErrNotExist) {
		if err = l.makeFolder(path.Dir(name), t.base); err != nil {
			return err
		}
		f, err = l.sftp.OpenFile(name, flags)
	}
	if err != nil {
		return err
	}
	n, err := f.ReadFrom(&sized{ctx, r, u.Size, alive})
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil && n != u.Size {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// sized reads an upload until its context is done. It says how much is to come, which
// tells the client how many requests to have in flight.
type sized struct {
	ctx   context.Context
	r     io.Reader
	size  int64
	alive func()
}

func (s *sized) Size() int64 { return s.size }

func (s *sized) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	s.alive()
	return s.r.Read(p)
}

// Create implements Target. The file is renamed to its place when it is whole: in SFTP that fails where a file is already.
func (t *remote) Create(ctx context.Context, name string, data []byte) error {
	return t.do(ctx, name, func(l *line, alive func()) error {
		u := &Upload{Path: name, Size: int64(len(data)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
		temp := t.full(tempName(name + "\n" + string(data))) // others may be doing the same
		err := t.fill(ctx, l, temp, u, alive)
		if err == nil {
			if err = l.sftp.Rename(temp, t.full(name)); err == nil || isLost(err) {
				return err
			}
			// There is no word for a file that is there already.
			switch _, e := l.sftp.Lstat(t.full(name)); {
			case e == nil:
				err = fs.ErrExist
			case errors.Is(e, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission):
				err = &Error{Fault: Busy, Place: t.place, Err: err} // it was there a moment ago
			}
		}
		if err != nil && !isLost(err) {
			err = t.why(l, err)
			l.sftp.Remove(temp)
		}
		return err
	})
}

// Age implements Target. What time it is on the server shows in a new file.
func (t *remote) Age(ctx context.Context, name string) (age time.Duration, err error) {
	err = t.do(ctx, name, func(l *line, _ func()) error {
		info, err := l.sftp.Stat(t.full(name))
		if err != nil {
			return err
		}
		probe := t.full(clockFile)
		f, err := l.sftp.OpenFile(probe, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
		if err != nil {
			return err
		}
		_, err = f.Write([]byte{'\n'}) // truncating an empty file need not touch its time
		now, e := f.Stat()
		err = errors.Join(err, e, f.Close())
		l.sftp.Remove(probe)
		if err == nil {
			age = now.ModTime().Sub(info.ModTime())
		}
		return err
	})
	return age, err
}

// Delete implements Target.
func (t *remote) Delete(ctx context.Context, name string) error {
	return t.do(ctx, name, func(l *line, _ func()) error {
		for _, gone := range []string{tempName(name), name} {
			if err := l.sftp.Remove(t.full(gone)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if err := l.sftp.RemoveDirectory(t.full(dir)); err != nil {
				if isLost(err) {
					return err
				}
				break // not empty
			}
			l.forget(t.full(dir))
		}
		return nil
	})
}

// Close implements Target.
func (t *remote) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.line != nil {
		t.line.end()
	}
	return nil
}
