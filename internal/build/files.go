package build

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/output"
	"bantin/internal/viet"
)

// siteFS is a site folder whose files are found by the NFC form of their
// names. macOS writes names decomposed (NFD), and what a site says of a file is
// composed; a name that is not there as it is given is looked for in its folder.
type siteFS struct {
	files fs.FS
	root  *os.Root  // of files; nil in tests
	fast  *appender // nil where there is none
	read  *hashes   // of what AppendFile has read; nil: nobody wants them

	mu      sync.Mutex
	folders map[string]map[string]string // of folders that were searched: composed name to real one
}

func newSiteFS(files fs.FS) *siteFS {
	return &siteFS{files: files, folders: make(map[string]map[string]string)}
}

// openFolder opens a site folder for reading; it must be closed.
func openFolder(dir string) (*siteFS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	files := newSiteFS(root.FS())
	files.root, files.fast = root, newAppender(root)
	return files, nil
}

func (s *siteFS) close() {
	s.fast.close()
	s.root.Close()
}

// forget forgets the names of files that were looked up: they may have changed.
func (s *siteFS) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.folders)
}

// tidy sorts problems and gives them their source lines.
func (s *siteFS) tidy(problems *diag.List) {
	problems.Sort()
	problems.Excerpts(func(file string) ([]byte, error) {
		return content.AppendFile(plainFS{s}, nil, file, int(limits.TextFile))
	})
}

// Open implements fs.FS.
func (s *siteFS) Open(name string) (fs.File, error) {
	f, err := s.files.Open(name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) || isASCII(name) {
		return f, err
	}
	if real := s.real(name); real != name {
		return s.files.Open(real)
	}
	return nil, err
}

// AppendFile implements content.Appender.
func (s *siteFS) AppendFile(buf []byte, name string, limit int) ([]byte, error) {
	if s.fast == nil {
		return appendSteady(s, buf, name, limit)
	}
	data, err := s.fast.appendFile(buf, name, limit)
	if errors.Is(err, fs.ErrNotExist) && !isASCII(name) {
		name = s.real(name)
		data, err = s.fast.appendFile(buf, name, limit)
	}
	if err == nil && s.read != nil {
		s.read.note(name, data[len(buf):])
	}
	return data, err
}

// ReadDir implements fs.ReadDirFS.
func (s *siteFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if s.fast != nil {
		if all, err := s.fast.readDir(name); err == nil {
			return all, nil
		}
	}
	return fs.ReadDir(s.files, name)
}

// plainFS is a siteFS for those who open files that content.Load has not looked
// at: it has none but real files and folders of a size that may be. A symbolic link is never followed,
// opening a named pipe would wait for ever, and one file must not fill the memory; what is too large is reported.
type plainFS struct{ *siteFS }

// Open implements fs.FS.
func (p plainFS) Open(name string) (fs.File, error) {
	if _, err := p.Stat(name); err != nil {
		return nil, err
	}
	if p.fast == nil {
		return p.siteFS.Open(name)
	}
	// What was no link a moment ago may be one by now.
	f, err := p.fast.file(name)
	if errors.Is(err, fs.ErrNotExist) && !isASCII(name) {
		return p.fast.file(p.real(name))
	}
	return f, err
}

// Stat implements fs.StatFS, without opening the file.
func (p plainFS) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Lstat(p.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		info, err = fs.Lstat(p.files, p.real(name))
	}
	if err == nil && (!isPlain(info.Mode()) || isHeavy(name, info)) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return info, err
}

// ReadDir implements fs.ReadDirFS.
func (p plainFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if info, err := fs.Lstat(p.files, name); err != nil || !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	all, err := p.siteFS.ReadDir(name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool {
		info, err := e.Info()
		return !isPlain(e.Type()) || err == nil && isHeavy(path.Join(name, e.Name()), info)
	}), err
}

// isHeavy tells whether a file is larger than its kind may be.
func isHeavy(name string, info fs.FileInfo) bool {
	most := content.MostBytes(name)
	return most > 0 && limits.Bytes(info.Size()) > most && !info.IsDir()
}

func isPlain(mode fs.FileMode) bool { return mode.IsDir() || mode.IsRegular() }

// real gives the name that a file really has.
func (s *siteFS) real(name string) string {
	if isASCII(name) {
		return name
	}
	dir, base := path.Split(name)
	dir = s.real(path.Clean(dir))
	s.mu.Lock()
	defer s.mu.Unlock()
	names, known := s.folders[dir]
	if !known {
		names = make(map[string]string)
		entries, _ := fs.ReadDir(s.files, dir) // a folder that cannot be read has no such file
		for _, e := range entries {
			if composed := viet.NFC(e.Name()); composed != e.Name() {
				names[composed] = e.Name()
			}
		}
		s.folders[dir] = names
	}
	if real, ok := names[base]; ok {
		base = real
	}
	return path.Join(dir, base)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > '~' })
}

// layered is a folder of the site over the embedded one: a file of the site
// takes the place of the embedded one of its name.
type layered struct{ own, base fs.FS }

// Open implements fs.FS.
func (l layered) Open(name string) (fs.File, error) {
	if hidden(path.Base(name)) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := l.own.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return l.base.Open(name)
	}
	return f, err
}

// ReadDir implements fs.ReadDirFS. Names that no address can have are left out.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	own, err := fs.ReadDir(l.own, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	base, baseErr := fs.ReadDir(l.base, name)
	if err != nil && baseErr != nil {
		return nil, err
	}
	all := append(slices.Clip(own), base...)
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	all = slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() })
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool {
		return hidden(e.Name()) || !output.ValidPath(viet.NFC(e.Name()))
	}), nil
}

// hidden tells whether a file is of those that live in layouts or static
// without being part of a site: the Go files that embed them, notes to
// developers, what systems and editors leave behind.
func hidden(base string) bool {
	return strings.HasSuffix(base, ".go") || strings.HasPrefix(base, "README") || content.Ignored("static/"+base)
}
