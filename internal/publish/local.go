package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

// folder is a target on this machine: a folder, or something mounted as one.
// All access goes through an os.Root: a link inside that leads out of it leads nowhere.
type folder struct {
	dir string // absolute; without symbolic links as far as it exists

	mu   sync.Mutex
	root *os.Root // nil until the folder is there
}

// openFileURL opens file:///path.
func openFileURL(u *url.URL) (Target, error) {
	if u.Host != "" && u.Host != "localhost" || u.Path == "" {
		return nil, &Error{Fault: BadAddress, Place: redacted(u), Detail: "file:///path"}
	}
	return openFolder(filePath(runtime.GOOS, u.Path))
}

// openFolder opens a folder. It need not exist, but the folder above it must: a
// disk that is not mounted should not be taken for an empty one.
func openFolder(name string) (Target, error) {
	dir, err := filepath.Abs(name)
	if err != nil || name == "" {
		return nil, &Error{Fault: BadAddress, Place: name, Detail: "no path", Err: err}
	}
	real, err := filepath.EvalSymlinks(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if _, e := os.Lstat(dir); e == nil {
			return nil, &Error{Fault: NoPlace, Place: name, Detail: dir} // a link to nothing
		}
		above, err := filepath.EvalSymlinks(filepath.Dir(dir))
		if err != nil {
			return nil, &Error{Fault: NoPlace, Place: name, Detail: filepath.Dir(dir)}
		}
		return &folder{dir: filepath.Join(above, filepath.Base(dir))}, nil
	}
	f := &folder{dir: real}
	if err != nil {
		return nil, f.fail("", err)
	}
	if info, err := os.Stat(real); err == nil && !info.IsDir() {
		return nil, &Error{Fault: NoPlace, Place: name, Detail: real}
	}
	if f.root, err = os.OpenRoot(real); err != nil {
		return nil, f.fail("", err)
	}
	return f, nil
}

func (f *folder) String() string { return f.dir }

// Traits implements Target. What lies on a disk is written as fast by few as by many.
func (f *folder) Traits() Traits { return Traits{Parallel: 8} }

// open gives the root, nil when there is none.
func (f *folder) open() *os.Root {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.root
}

// make gives the root, and makes it if there is none.
func (f *folder) make() (*os.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root != nil {
		return f.root, nil
	}
	err := os.Mkdir(f.dir, 0o777)
	if err == nil || errors.Is(err, fs.ErrExist) {
		f.root, err = os.OpenRoot(f.dir)
	}
	return f.root, err
}

// List implements Target. What is neither file nor folder is listed too: it is not ours.
func (f *folder) List(ctx context.Context) ([]Object, error) {
	root := f.open()
	if root == nil {
		return nil, nil
	}
	var all []Object
	err := fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), tempPrefix) {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			all = append(all, Object{Path: name, Size: info.Size()})
		}
		return err
	})
	return all, f.fail("", err)
}

// Get implements Target.
func (f *folder) Get(_ context.Context, name string, limit int64) ([]byte, error) {
	root := f.open()
	if root == nil {
		return nil, f.fail(name, fs.ErrNotExist)
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, f.fail(name, err)
	}
	defer file.Close()
	data, err := readLimited(file, limit)
	return data, f.fail(name, err)
}

// readLimited reads all, and fails when it is more than limit bytes.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("more than %d bytes", limit)
	}
	return data, err
}

// Put implements Target.
func (f *folder) Put(ctx context.Context, u *Upload) error {
	root, err := f.make()
	if err == nil {
		err = f.put(ctx, root, u)
	}
	return f.fail(u.Path, err)
}

func (f *folder) put(ctx context.Context, root *os.Root, u *Upload) (err error) {
	temp := tempName(u.Path)
	file, err := createBelow(root, temp)
	if err != nil {
		return err
	}
	err = fill(ctx, file, u)
	if err == nil && u.Path == ManifestFile {
		err = file.Sync() // all others can be sent again
	}
	if e := file.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = root.Rename(temp, u.Path)
	}
	if err != nil {
		root.Remove(temp)
	}
	return err
}

// createBelow makes a file, with the folders above it. What has its name goes: it is a temporary one.
func createBelow(root *os.Root, name string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL
	file, err := root.OpenFile(name, flags, 0o666)
	switch {
	case errors.Is(err, fs.ErrExist):
		if err := root.Remove(name); err != nil {
			return nil, err
		}
	case errors.Is(err, fs.ErrNotExist):
		if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
			return nil, err
		}
	default:
		return file, err
	}
	return root.OpenFile(name, flags, 0o666)
}

// fill copies an upload to where it goes.
func fill(ctx context.Context, w io.Writer, u *Upload) error {
	r, err := u.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	n, err := io.Copy(w, &stoppable{ctx, r})
	if err == nil && n != u.Size {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// stoppable reads until its context is done.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// Create implements Target.
func (f *folder) Create(_ context.Context, name string, data []byte) error {
	root, err := f.make()
	if err != nil {
		return f.fail(name, err)
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return f.fail(name, err)
	}
	_, err = file.Write(data)
	if e := file.Close(); err == nil {
		err = e
	}
	if err != nil {
		root.Remove(name)
	}
	return f.fail(name, err)
}

// Age implements Target. A mounted folder may have the clock of another machine, which shows in the time of a new file.
func (f *folder) Age(_ context.Context, name string) (time.Duration, error) {
	root := f.open()
	if root == nil {
		return 0, f.fail(name, fs.ErrNotExist)
	}
	info, err := root.Stat(name)
	if err != nil {
		return 0, f.fail(name, err)
	}
	probe, err := createBelow(root, clockFile)
	if err != nil {
		return 0, f.fail(name, err)
	}
	_, err = probe.Write([]byte{'\n'})
	now, e := probe.Stat()
	probe.Close()
	root.Remove(clockFile)
	if err = errors.Join(err, e); err != nil {
		return 0, f.fail(name, err)
	}
	return now.ModTime().Sub(info.ModTime()), nil
}

// Delete implements Target.
func (f *folder) Delete(_ context.Context, name string) error {
	root := f.open()
	if root == nil {
		return nil
	}
	for _, gone := range []string{tempName(name), name} {
		err := root.Remove(gone)
		// Where a folder on the way is missing or a file, there is no such file either.
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
			return f.fail(name, err)
		}
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		// A file or a link of that name is not what the folder was.
		if info, err := root.Lstat(dir); err != nil || !info.IsDir() || root.Remove(dir) != nil {
			break // not empty
		}
	}
	return nil
}

// Close implements Target.
func (f *folder) Close() error {
	if root := f.open(); root != nil {
		return root.Close()
	}
	return nil
}

// fail gives an error of the operating system its fault.
func (f *folder) fail(name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, typed := faultOf(err); typed {
		return err
	}
	return &Error{Fault: systemFault(err), Place: f.dir, Path: name, Err: err}
}

// systemFault gives the fault of an error of the operating system.
func systemFault(err error) Fault {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return Denied
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return Full
	}
	return Other
}

// clockFile is made to see what time it is on a target.
const clockFile = tempPrefix + "clock"

// tempName is where a file lies until it is whole: in the same folder, always
// under the same name, so that the next attempt clears what a killed one has left.
func tempName(name string) string {
	sum := sha256.Sum256([]byte(name))
	return path.Join(path.Dir(name), tempPrefix+hex.EncodeToString(sum[:8]))
}
