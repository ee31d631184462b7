package output

import (
	"errors"
	"syscall"

	"golang.org/x/sys/windows"
)

func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, syscall.ENOSPC)
}

// room tells how many bytes a folder can still take, -1 when it is unknown, and whether it takes no more files.
func room(dir string) (free int64, noFiles bool) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return -1, false
	}
	var bytes uint64
	if windows.GetDiskFreeSpaceEx(name, &bytes, nil, nil) != nil {
		return -1, false
	}
	return int64(bytes), false
}
