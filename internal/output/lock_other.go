//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly && !windows

package output

import (
	"errors"
	"os"
)

// tryLock locks an open file until it is closed; here nothing can be locked.
func tryLock(*os.File) (held bool, err error) { return false, errors.ErrUnsupported }

// release gives the lock back before the file is closed; here closing does.
func release(*os.File) {}
