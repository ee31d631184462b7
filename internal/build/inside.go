package build

import (
	"fmt"
	"io/fs"
	"os"
)

// LinkError says that a folder of the site to which a build writes is a symbolic link. Whoever may put files into a site
// could have it lead anywhere, and a build would write there.
type LinkError struct{ Dir string }

func (e *LinkError) Error() string { return fmt.Sprintf("%s: a symbolic link", e.Dir) }

// notLinks refuses folders that are symbolic links. One that is not there is fine.
func notLinks(dirs ...string) error {
	for _, dir := range dirs {
		if info, err := os.Lstat(dir); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return &LinkError{dir}
		}
	}
	return nil
}
