//go:build linux || darwin || freebsd

package output

import (
	"errors"

	"golang.org/x/sys/unix"
)

func isFull(err error) bool { return errors.Is(err, unix.ENOSPC) }

// room tells how many bytes a folder can still take, -1 when it is unknown, and whether it takes no more files.
func room(dir string) (free int64, noFiles bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return -1, false
	}
	// Some file systems have no number of files to tell of.
	return int64(st.Bavail) * int64(st.Bsize), st.Files > 0 && st.Ffree == 0
}
