package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jlaffaye/ftp"

	"bantin/internal/parallel"
)

func (f *ftps) String() string { return f.place }

// Traits implements Target.
func (f *ftps) Traits() Traits { return Traits{Parallel: ftpsParallel} }

// at is where a file or folder of the target lies on the server; "." is the target.
func (f *ftps) at(name string) string { return path.Join(f.root, name) }

// Close implements Target.
func (f *ftps) Close() error {
	for {
		select {
		case s := <-f.pool.idle:
			s.control.limit = askLimit
			s.Quit()
			f.drop(s)
		default:
			return nil
		}
	}
}

// List implements Target: folder by folder, one level after the other.
func (f *ftps) List(ctx context.Context) ([]Object, error) {
	var mu sync.Mutex
	var all []Object
	level := []string{"."}
	// A link to a folder above is a folder without end to some servers.
	for depth := 0; len(level) > 0 && depth < 100; depth++ {
		var next []string
		err := parallel.Each(ctx, ftpsParallel, len(level), func() func(int) error {
			return func(i int) error {
				entries, err := f.list(ctx, level[i])
				mu.Lock()
				defer mu.Unlock()
				for _, e := range entries {
					if name := path.Join(level[i], e.Name); e.Type == ftp.EntryTypeFolder {
						next = append(next, name)
					} else if !strings.HasPrefix(e.Name, tempPrefix) {
						all = append(all, Object{Path: name, Size: int64(e.Size)})
					}
				}
				return err
			}
		})
		if err != nil {
			return nil, err
		}
		level = next
	}
	return all, nil
}

// list gives what is in a folder of the target; nothing when the target is not there yet.
func (f *ftps) list(ctx context.Context, dir string) (entries []*ftp.Entry, err error) {
	err = f.do(ctx, dir, func(s *session) error {
		entries, err = f.entries(s, dir)
		if dir == "." && refused(err) && refused(s.ChangeDir(f.root)) {
			err = nil
		}
		return err
	})
	return entries, err
}

// entries gives what is in a folder, but itself and the one above it.
func (f *ftps) entries(s *session, dir string) ([]*ftp.Entry, error) {
	all, err := s.List(f.at(dir))
	return slices.DeleteFunc(all, func(e *ftp.Entry) bool {
		return e.Name == "." || e.Name == ".." || e.Name == "" || strings.Contains(e.Name, "/")
	}), err
}

// find gives what the folder above says of a file or folder; nil when it is not in there.
func (f *ftps) find(s *session, name string) (*ftp.Entry, error) {
	all, err := f.entries(s, path.Dir(name))
	for _, e := range all {
		if e.Name == path.Base(name) {
			return e, nil
		}
	}
	if refused(err) {
		err = nil // no such folder
	}
	return nil, err
}

// ask does something with a file that should be there; fs.ErrNotExist when it is not. Servers
// have one code for that and for a file that we may not have, so a refusal is looked into; the file may come between the two.
func (f *ftps) ask(s *session, name string, do func() error) error {
	for tries := 1; ; tries++ {
		refusal := do()
		if !refused(refusal) {
			return refusal
		}
		_, err := s.FileSize(f.at(name))
		if refused(err) {
			var e *ftp.Entry
			if e, err = f.find(s, name); err == nil && e == nil {
				err = fs.ErrNotExist
			}
		}
		if err != nil {
			return err
		}
		if tries == 3 {
			return refusal
		}
	}
}

// Get implements Target.
func (f *ftps) Get(ctx context.Context, name string, limit int64) (data []byte, err error) {
	err = f.do(ctx, name, func(s *session) error {
		var r *ftp.Response
		err := f.ask(s, name, func() (err error) {
			r, err = s.Retr(f.at(name))
			return err
		})
		if err != nil {
			return err
		}
		if data, err = readLimited(r, limit); err != nil {
			s.abort() // the server has more, and is waiting
			return err
		}
		return r.Close()
	})
	if err != nil {
		return nil, err
	}
	return data, nil
}

// Put implements Target.
func (f *ftps) Put(ctx context.Context, u *Upload) error {
	return f.do(ctx, u.Path, func(s *session) error { return f.put(ctx, s, u) })
}

func (f *ftps) put(ctx context.Context, s *session, u *Upload) error {
	dir, temp := path.Dir(u.Path), tempName(u.Path)
	if !f.known(dir) && s.MakeDir(f.at(dir)) == nil {
		f.know(dir)
	}
	err := f.store(ctx, s, temp, u)
	if refused(err) && s.usable(err) {
		// Perhaps the folder is not there, or not any more.
		if err := f.makeFolder(s, dir); err != nil {
			return err
		}
		err = f.store(ctx, s, temp, u)
	}
	if err == nil {
		err = f.replace(s, temp, u.Path)
	}
	if err != nil && s.usable(err) {
		s.Delete(f.at(temp))
	} else if err == nil {
		f.know(dir)
	}
	return err
}

// store sends the bytes of an upload.
func (f *ftps) store(ctx context.Context, s *session, name string, u *Upload) error {
	if err := through(ctx, u, func(r io.Reader) error { return s.Stor(f.at(name), r) }); err != nil {
		return err
	}
	// A server whose disk is full may say that all is well.
	if n, err := s.FileSize(f.at(name)); err == nil && n != u.Size {
		return &Error{Fault: Lost, Place: f.place, Path: u.Path, Err: fmt.Errorf("%d of %d bytes have arrived", n, u.Size)}
	}
	return nil
}

// replace gives a file its name. Servers that rename to no name that is taken get the old file
// put aside: for a moment there is none.
func (f *ftps) replace(s *session, temp, name string) error {
	err := s.Rename(f.at(temp), f.at(name))
	if !refused(err) || !s.usable(err) {
		return err
	}
	aside := temp + ".old"
	s.Delete(f.at(aside))
	if s.Rename(f.at(name), f.at(aside)) != nil {
		return err
	}
	if again := s.Rename(f.at(temp), f.at(name)); again != nil {
		s.Rename(f.at(aside), f.at(name))
		return again
	}
	return s.Delete(f.at(aside))
}

func (f *ftps) known(dir string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.folders[dir]
}

func (f *ftps) know(dir string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.folders[dir] = true
}

// makeFolder makes a folder of the target, and those above it.
func (f *ftps) makeFolder(s *session, dir string) error {
	err := s.MakeDir(f.at(dir))
	if refused(err) && s.ChangeDir(f.at(dir)) != nil && dir != "." {
		if err := f.makeFolder(s, path.Dir(dir)); err != nil {
			return err
		}
		err = s.MakeDir(f.at(dir))
	}
	// It is there already, or somebody else was quicker.
	if refused(err) && s.ChangeDir(f.at(dir)) == nil {
		if err = s.ChangeDir("/"); refused(err) { // no folder is kept from going because somebody is in it
			err = nil
		}
	}
	if err == nil {
		f.know(dir)
	}
	return err
}

// claim is the folder beside a file that Create makes: to make a folder is all that an FTP server does for one only.
func claim(name string) string { return name + ".d" }

// Create implements Target.
func (f *ftps) Create(ctx context.Context, name string, data []byte) error {
	f.creating.Lock()
	defer f.creating.Unlock()
	return f.do(ctx, name, func(s *session) error {
		err := f.stake(s, name)
		if err == nil {
			err = f.put(ctx, s, &Upload{Path: name, Size: int64(len(data)), Open: func() (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader(data)), nil
			}})
			if err != nil && s.usable(err) {
				s.RemoveDir(f.at(claim(name)))
			}
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		if err != nil && !s.usable(err) {
			f.claimed[name] = true
		} else {
			delete(f.claimed, name)
		}
		return err
	})
}

// stake makes the claim on a file, or says that somebody else has: fs.ErrExist.
func (f *ftps) stake(s *session, name string) error {
	folder := f.at(claim(name))
	err := s.MakeDir(folder)
	if refused(err) && s.ChangeDir(f.root) != nil {
		if err := f.makeFolder(s, "."); err != nil {
			return err
		}
		err = s.MakeDir(folder)
	}
	f.mu.Lock()
	perhapsOurs := f.claimed[name]
	f.mu.Unlock()
	switch {
	case err == nil:
	case !refused(err):
		return err
	case s.ChangeDir(folder) != nil:
		return err
	default:
		s.ChangeDir("/") // no folder is kept from going because somebody is in it
		if !perhapsOurs {
			return fs.ErrExist
		}
	}
	e, found := f.find(s, name)
	if found == nil && e != nil {
		found = fs.ErrExist
	}
	if found != nil && err == nil && s.usable(found) {
		s.RemoveDir(folder) // a file without a claim was not made by Create
	}
	return found
}

// Age implements Target. Servers tell the time of a file in their own time zone, or by the minute: a
// new file shows what they call now.
func (f *ftps) Age(ctx context.Context, name string) (age time.Duration, err error) {
	err = f.do(ctx, name, func(s *session) error {
		when := func(name string) (time.Time, error) { return s.GetTime(f.at(name)) }
		written, err := when(name)
		if err != nil && (refused(err) || !s.IsGetTimeSupported()) {
			when = func(name string) (time.Time, error) {
				e, err := f.find(s, name)
				if err == nil && e == nil {
					err = fs.ErrNotExist
				}
				if err != nil {
					return time.Time{}, err
				}
				return e.Time, nil
			}
			if written, err = when(name); errors.Is(err, fs.ErrNotExist) {
				written, err = when(claim(name))
			}
		}
		if err != nil {
			return err
		}
		probe := path.Join(path.Dir(name), clockFile)
		if err := s.Stor(f.at(probe), strings.NewReader("\n")); err != nil {
			return err
		}
		now, err := when(probe)
		s.Delete(f.at(probe))
		age = now.Sub(written)
		return err
	})
	return age, err
}

// Delete implements Target.
func (f *ftps) Delete(ctx context.Context, name string) error {
	return f.do(ctx, name, func(s *session) error {
		if err := s.Delete(f.at(tempName(name))); err != nil && !refused(err) {
			return err
		}
		if err := f.ask(s, name, func() error { return s.Delete(f.at(name)) }); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if name == LockFile {
			if err := s.RemoveDir(f.at(claim(name))); err != nil && !refused(err) {
				return err
			}
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if err := s.RemoveDir(f.at(dir)); err != nil {
				break // not empty
			}
			f.mu.Lock()
			delete(f.folders, dir)
			f.mu.Unlock()
		}
		return nil
	})
}
