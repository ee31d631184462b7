package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// FolderError says that a folder cannot be an output folder.
type FolderError struct {
	Dir string
	// Other is the folder that it must keep away from; "" when Dir itself is no folder.
	Other string
}

func (e *FolderError) Error() string {
	if e.Other == "" {
		return fmt.Sprintf("output folder %s: not a folder", e.Dir)
	}
	return fmt.Sprintf("output folder %s: overlaps %s", e.Dir, e.Other)
}

// CheckFolder refuses an output folder that equals or contains the site
// folder, or equals, contains or lies in one of its sources (folders below site,
// whether they exist or not), is the user's home or a root, or lies in a Git
// folder: a build could destroy what nobody can bring back. Names are
// compared as files, so that symbolic links and letter case do not matter. It
// returns the folder's own path, absolute and without symbolic links.
func CheckFolder(dir, site string, sources []string) (string, error) {
	dir, err := resolve(dir)
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() || err != nil && isThere(dir) || unusable(runtime.GOOS, dir) {
		return "", &FolderError{Dir: dir}
	}
	site, err = resolve(site)
	if err != nil {
		return "", err
	}
	if within(site, dir) {
		return "", &FolderError{dir, site}
	}
	for _, name := range sources {
		source, err := resolve(filepath.Join(site, name))
		if err != nil {
			return "", err
		}
		if within(dir, source) || within(source, dir) {
			return "", &FolderError{dir, source}
		}
	}
	if home, err := os.UserHomeDir(); err == nil && within(home, dir) {
		return "", &FolderError{dir, home}
	}
	if parts := strings.Split(dir, string(filepath.Separator)); slices.Contains(parts, ".git") {
		return "", &FolderError{dir, ".git"}
	}
	return dir, nil
}

// isThere tells whether a name is taken, if only by a symbolic link to nothing.
func isThere(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// resolve makes a path absolute and follows the symbolic links in the part of it that exists.
func resolve(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	rest := ""
	for {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		parent := filepath.Dir(dir)
		if !errors.Is(err, fs.ErrNotExist) || parent == dir {
			if named := new(fs.PathError); !errors.As(err, &named) {
				err = &fs.PathError{Op: "open", Path: dir, Err: err} // “not a directory” comes bare
			}
			return "", err
		}
		rest = filepath.Join(filepath.Base(dir), rest)
		dir = parent
	}
}

// within tells whether path is dir or lies below it. Both are resolved.
func within(path, dir string) bool {
	of, err := os.Stat(dir)
	for {
		if path == dir {
			return true
		}
		if err == nil {
			if info, err := os.Stat(path); err == nil && os.SameFile(info, of) {
				return true
			}
		}
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
}
