package output

import (
	"strings"

	"bantin/internal/filename"
)

// unusable tells whether no folder can have this path on the system called goos (as in runtime.GOOS): on Windows “con” is
// the terminal, and “bai.” would be “bai”. The path is absolute, as that system writes it.
func unusable(goos, dir string) bool {
	if goos != "windows" {
		return false
	}
	dir = strings.ReplaceAll(dir, `\`, "/")
	dir = strings.TrimPrefix(strings.TrimPrefix(dir, "//?/"), "//./")
	if len(dir) > 1 && dir[1] == ':' {
		dir = dir[2:]
	}
	return filename.FirstBad(dir) != ""
}
