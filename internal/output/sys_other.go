//go:build !linux

package output

import "os"

// writeNew writes a whole file where none is, and gives its stamp. On failure nothing is left.
func writeNew(name string, data []byte) (stamp, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return stamp{}, err
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(name)
		return stamp{}, err
	}
	s, _, err := statFile(name)
	return s, err
}

// statFile gives the stamp of a regular file; ok is false for anything else.
func statFile(name string) (s stamp, ok bool, err error) {
	info, err := os.Lstat(name)
	if err != nil {
		return stamp{}, false, err
	}
	return stamp{size: info.Size(), modified: info.ModTime().UnixNano()}, info.Mode().IsRegular(), nil
}

// makeFolder makes one folder; its parent exists.
func makeFolder(name string) error { return os.Mkdir(name, 0o777) }

// replace gives a file a new name, in place of whatever file has it.
func replace(from, to string) error { return os.Rename(from, to) }
