package output

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ErrBusy says that another build is writing to the same folder, or that the folder is being published. The error itself is a BusyError.
var ErrBusy = errors.New("another build is writing to the output folder")

// BusyError is ErrBusy with who is at work.
type BusyError struct{ Holder Holder }

func (e *BusyError) Error() string {
	if e.Holder.PID == 0 {
		return ErrBusy.Error()
	}
	return fmt.Sprintf("%v: process %d on %s since %s", ErrBusy, e.Holder.PID, e.Holder.Host, e.Holder.Since.Format(time.RFC3339))
}

// Is makes a BusyError an ErrBusy.
func (e *BusyError) Is(target error) bool { return target == ErrBusy }

// Holder is who has locked an output folder, by its own word: it is for people to read, and nothing is decided by it.
// All of it is zero when nobody knows.
type Holder struct {
	PID   int
	Host  string
	Since time.Time
}

// lockFile is the file that is locked for an output folder.
func lockFile(state, dir string) string { return manifestName(state, dir) + ".lock" }

// Lock keeps builds away from an output folder until unlock is called: those of the same site by a file in the state
// folder, those of other sites, or of one that may only be read, by one among the temporary files of the system. The error is a BusyError (ErrBusy)
// when one is running. Where nothing can be locked (no such folder, a file system without locks) it does nothing.
func Lock(state, dir string) (unlock func(), err error) {
	ours, err := lockIfPossible(lockFile(state, dir))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(dir))
	shared := filepath.Join(os.TempDir(), "bantin-"+hex.EncodeToString(sum[:8])+".lock")
	all, err := lockIfPossible(shared)
	if err != nil {
		ours()
		return nil, err
	}
	return func() {
		os.Remove(shared) // while it is locked: who waits for it finds that it is another file by now
		all()
		ours()
	}, nil
}

func lockIfPossible(name string) (unlock func(), err error) {
	unlock, err = lock(name)
	if err != nil && !errors.Is(err, ErrBusy) {
		return func() {}, nil
	}
	return unlock, err
}

// lock keeps other builds away from the same output folder until unlock is
// called or the program ends, however it ends: the system holds the lock, not the file. So a
// file that somebody killed has left behind, on this machine or on another one, locks nothing, whatever it says.
func lock(name string) (unlock func(), err error) {
	for range 10 {
		f, err := openLock(name)
		if err != nil {
			return nil, err
		}
		held, err := tryLock(f)
		if err != nil {
			// Some network file systems have no locks; better none than no build.
			return func() { f.Close() }, nil
		}
		if held {
			holder := readHolder(f)
			f.Close()
			return nil, &BusyError{holder}
		}
		if !isStill(f, name) {
			f.Close() // the state folder was removed in between: what we have locked is nobody's
			continue
		}
		sign(f)
		return func() {
			f.Truncate(0)
			release(f)
			f.Close()
		}, nil
	}
	return nil, &BusyError{}
}

// openLock opens the file of a lock. A file that may only be read will do.
func openLock(name string) (*os.File, error) {
	clearWay(name)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|noFollow, 0o666)
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, fs.ErrPermission):
		if f, e := os.Open(name); e == nil {
			return f, nil
		}
	}
	return nil, err
}

// isPlain tells whether a name is that of a file, and of nothing that leads elsewhere or that reading waits for. A file that is not there is plain.
func isPlain(name string) bool {
	info, err := os.Lstat(name)
	return err != nil || info.Mode().IsRegular()
}

// clearWay removes what stands in the place of a file of the state folder and is none: a folder, a link, a named pipe.
func clearWay(name string) {
	if !isPlain(name) {
		os.RemoveAll(name)
	}
}

// isStill tells whether an open file is the one of that name.
func isStill(f *os.File, name string) bool {
	ours, err := f.Stat()
	if err != nil {
		return true // it cannot be told
	}
	now, err := os.Stat(name)
	return err == nil && os.SameFile(ours, now)
}

// sign writes into the file of a lock who has it.
func sign(f *os.File) {
	host, _ := os.Hostname()
	text := fmt.Sprintf("pid %d\nhost %s\nsince %s\n", os.Getpid(), host, time.Now().Format(time.RFC3339))
	if f.Truncate(0) == nil {
		f.WriteAt([]byte(text), 0)
	}
}

// readHolder reads what sign has written; what does not fit is nobody.
func readHolder(f *os.File) Holder {
	var h Holder
	lines := bufio.NewScanner(io.NewSectionReader(f, 0, 1<<10))
	for lines.Scan() {
		key, value, _ := strings.Cut(lines.Text(), " ")
		var err error
		switch key {
		case "pid":
			h.PID, err = strconv.Atoi(value)
		case "host":
			h.Host = value
		case "since":
			h.Since, err = time.Parse(time.RFC3339, value)
		}
		if err != nil {
			return Holder{}
		}
	}
	if h.PID <= 0 || h.Since.IsZero() {
		return Holder{}
	}
	return h
}
