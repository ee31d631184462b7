//go:build unix

package output

import "golang.org/x/sys/unix"

// noFollow makes opening a symbolic link fail, where that can be asked for.
const noFollow = unix.O_NOFOLLOW
