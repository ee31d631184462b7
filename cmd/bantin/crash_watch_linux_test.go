package main

import (
	"io/fs"
	"path/filepath"
	"syscall"
	"time"
)

// awaitWriting gives a function that waits until somebody makes a file in the site or beside it, or, when it is to wait for
// moves, gives one its name: for half a second at most.
func (s *crashSite) awaitWriting(moves bool) func() {
	s.Helper()
	fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC)
	if err != nil {
		s.Fatal(err)
	}
	changes := uint32(syscall.IN_CREATE)
	if moves {
		changes = syscall.IN_MOVED_TO
	}
	add := func(name string) { syscall.InotifyAddWatch(fd, name, changes) } // what is not there is not watched
	filepath.WalkDir(filepath.Join(s.dir, "public"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			add(name)
		}
		return nil
	})
	if s.IntN(3) == 0 {
		add(filepath.Join(s.dir, ".bantin")) // the manifest, before and after
	}
	add(s.dir) // the first build's folder
	return func() {
		defer syscall.Close(fd)
		set := new(syscall.FdSet)
		set.Bits[fd/64] |= 1 << (fd % 64)
		wait := syscall.NsecToTimeval(int64(500 * time.Millisecond))
		syscall.Select(fd+1, set, nil, nil, &wait)
	}
}
