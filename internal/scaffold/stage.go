package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"

	"bantin/internal/content"
	"bantin/internal/viet"
)

// stage is a folder in which new files are made, laid out like the site's own.
type stage struct {
	root *os.Root // of the stage
	name string   // below the site folder
	desk *Desk
	kept bool // .bantin was there before
}

const stateFolder = ".bantin"

// newStage makes a stage with what a file needs to be read: the settings and the vocabulary.
func (d *Desk) newStage() (*stage, error) {
	_, err := d.root.Lstat(stateFolder)
	s := &stage{desk: d, name: fmt.Sprintf("%s/new-%016x", stateFolder, rand.Uint64()), kept: err == nil}
	if err := d.root.MkdirAll(s.name, 0o777); err != nil {
		return nil, err
	}
	if s.root, err = d.root.OpenRoot(s.name); err != nil {
		d.root.RemoveAll(s.name)
		return nil, err
	}
	for _, name := range []string{content.SiteFile, content.VocabularyFile} {
		data, err := d.root.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = s.write(name, data)
		}
		if err != nil {
			s.remove()
			return nil, err
		}
	}
	return s, nil
}

// remove leaves nothing of the stage.
func (s *stage) remove() {
	s.root.Close()
	s.desk.root.RemoveAll(s.name)
	if !s.kept {
		s.desk.root.Remove(stateFolder)
	}
}

// write writes a file of the stage.
func (s *stage) write(name string, data []byte) error {
	if err := s.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	return writeNew(s.root, name, data)
}

// writeNew writes a file that must not be there yet, whole or not at all.
func writeNew(root *os.Root, name string, data []byte) error {
	return copyNew(root, name, bytes.NewReader(data))
}

// copyNew is writeNew for what a reader gives.
func copyNew(root *os.Root, name string, r io.Reader) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		root.Remove(name)
	}
	return err
}

// place moves a file or folder of the stage to its place in the site, where
// nothing may be. The folders above it are made; they go again when it fails.
func (s *stage) place(name string) (err error) {
	root := s.desk.root
	made, err := makeFolders(root, path.Dir(name))
	defer func() {
		if err != nil {
			for _, dir := range slices.Backward(made) {
				root.Remove(dir) // only while it is empty
			}
		}
	}()
	if err != nil {
		return err
	}
	if other, err := namesake(root, name); err != nil {
		return err
	} else if other != "" {
		return &TakenError{other}
	}
	if info, err := s.root.Stat(name); err != nil {
		return err
	} else if info.IsDir() {
		return root.Rename(s.name+"/"+name, name) // fails where a folder holds anything
	}
	data, err := s.root.ReadFile(name)
	if err != nil {
		return err
	}
	if err = writeNew(root, name, data); errors.Is(err, fs.ErrExist) {
		return &TakenError{name}
	}
	return err
}

// namesake finds what has a name already, or one that is the same on Windows and macOS; "" for nothing.
func namesake(root *os.Root, name string) (string, error) {
	entries, err := fs.ReadDir(root.FS(), path.Dir(name))
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if strings.EqualFold(viet.NFC(e.Name()), path.Base(name)) {
			return path.Join(path.Dir(name), e.Name()), nil
		}
	}
	return "", nil
}

// lookFor is namesake for a place whose folder may be missing.
func (d *Desk) lookFor(name string) (string, error) {
	other, err := namesake(d.root, name)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return other, err
}

// makeFolders makes a folder and those above it, and names what it made. A
// symbolic link among them is refused: no build would read what lies behind it.
func makeFolders(root *os.Root, dir string) (made []string, err error) {
	parts := strings.Split(dir, "/")
	for i := range parts {
		at := strings.Join(parts[:i+1], "/")
		info, err := root.Lstat(at)
		if errors.Is(err, fs.ErrNotExist) {
			if err = root.Mkdir(at, 0o777); err == nil {
				made = append(made, at)
				continue
			}
		}
		if err == nil && !info.IsDir() {
			err = &TakenError{at}
		}
		if err != nil {
			return made, err
		}
	}
	return made, nil
}
