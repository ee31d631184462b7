package main

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strconv"
)

// errChanged says that a file is not what it was when it was read.
var errChanged = errors.New("changed in the meantime")

// fixReason says in few words why a file was not mended.
func fixReason(err error) text {
	if errors.Is(err, errChanged) {
		return text{"tệp vừa được ai đó sửa; hãy chạy lại", "it has just been changed; run the command again"}
	}
	return reason(err)
}

// replaceFile puts data in the place of a file that holds old: whole or not at
// all, with the permissions it had, and never through a symbolic link.
func replaceFile(root *os.Root, name string, old, data []byte) (err error) {
	mode, err := plainMode(root, name)
	if err != nil {
		return err
	}
	if now, err := root.ReadFile(name); err != nil {
		return err
	} else if !bytes.Equal(now, old) {
		return errChanged
	}
	if f, err := root.OpenFile(name, os.O_WRONLY, 0); err != nil {
		return err // a file that must not be written is not replaced either
	} else if err := f.Close(); err != nil {
		return err
	}
	// Hidden, so that no build takes it for a page.
	temp := path.Join(path.Dir(name), ".bantin-"+strconv.FormatUint(rand.Uint64(), 36))
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			root.Remove(temp)
		}
	}()
	if err := f.Chmod(mode); err != nil { // the umask may have taken something
		return err
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return root.Rename(temp, name)
}

// plainMode gives the permissions of a regular file that is reached through
// folders alone; anything else is an error.
func plainMode(root *os.Root, name string) (fs.FileMode, error) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := root.Lstat(dir); err != nil {
			return 0, err
		} else if !info.IsDir() {
			return 0, errNotAFile
		}
	}
	info, err := root.Lstat(name)
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, errNotAFile
	}
	return info.Mode().Perm(), nil
}
