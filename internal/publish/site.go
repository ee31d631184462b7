package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"bantin/internal/output"
)

// Site is a built site in its folder, on the way to a target. No build changes
// the folder until Close.
type Site struct {
	// Dir is the folder.
	Dir string
	// BaseURL is the address that the site was built for, without a slash at its end; "" when nothing tells it.
	BaseURL string
	// Preview is true when it shows drafts or posts of later dates.
	Preview bool
	// Known is true when a build remembers what it wrote. Else nobody can say whether what the folder
	// has not was given up, or held back for its errors.
	Known bool
	// Edited, Foreign, Missing and Skipped are those of output.Folder.
	Edited, Foreign, Missing, Skipped []string

	held   []output.Held
	files  []file // sorted by path
	unlock func()
}

// file is a file of a built site.
type file struct {
	path   string
	class  class
	source string
	hash   [sha256.Size]byte
	size   int64
}

// The reasons why a folder cannot be published.
var (
	// ErrNoSite says that there is no built site: no folder, or no home page in it.
	ErrNoSite = errors.New("no built site")
	// ErrUnfinished says that a build was stopped in the middle.
	ErrUnfinished = errors.New("the last build was not finished")
	// ErrOtherBase says that the site was built for another address than was asked for.
	ErrOtherBase = errors.New("the site was built for another address")
)

// OpenSite reads a built site from its folder; state is the folder of builds' manifests. baseURL is its
// address where no build remembers one, "" to look for it in the home page. output.ErrBusy says that it is just being built.
func OpenSite(ctx context.Context, state, dir, baseURL string) (*Site, error) {
	if info, err := os.Stat(filepath.Join(dir, "index.html")); err != nil || !info.Mode().IsRegular() {
		return nil, ErrNoSite
	}
	unlock, err := output.Lock(state, dir)
	if err != nil {
		return nil, err
	}
	s, err := readSite(ctx, state, dir)
	if err == nil {
		err = s.settleBase(strings.TrimSuffix(baseURL, "/"))
	}
	if err != nil {
		unlock()
		return nil, err
	}
	s.unlock = unlock
	return s, nil
}

func readSite(ctx context.Context, state, dir string) (*Site, error) {
	f, err := output.ReadFolder(ctx, state, dir)
	if err != nil {
		return nil, err
	}
	if f.Unfinished() {
		return nil, ErrUnfinished
	}
	m := f.Manifest
	s := &Site{
		Dir: dir, BaseURL: m.BaseURL, Preview: m.Preview, Known: len(m.Entries) > 0,
		Edited: f.Edited, Foreign: f.Foreign, Missing: f.Missing, Skipped: f.Skipped,
		held: m.Held, files: make([]file, 0, len(f.Entries)),
	}
	for i := range f.Entries {
		e := &f.Entries[i]
		if isOwn(e.Path) {
			s.Skipped = append(s.Skipped, e.Path) // a copy of a target
			continue
		}
		s.files = append(s.files, file{e.Path, classOf(e), e.Source, e.Hash, e.Size()})
	}
	return s, nil
}

// settleBase finds the address of the site.
func (s *Site) settleBase(asked string) error {
	if s.BaseURL != "" {
		if asked != "" && asked != s.BaseURL {
			return ErrOtherBase
		}
		return nil
	}
	if s.BaseURL = asked; asked != "" {
		return nil
	}
	home, err := os.ReadFile(filepath.Join(s.Dir, "index.html"))
	if err == nil {
		s.BaseURL = strings.TrimSuffix(canonical(home), "/")
	}
	return err
}

// canonical is the address that a page gives for itself, "" when it gives none.
func canonical(text []byte) string {
	for z := html.NewTokenizer(bytes.NewReader(text)); z.Next() != html.ErrorToken; {
		t := z.Token()
		if t.Data != "link" {
			continue
		}
		attr := make(map[string]string)
		for _, a := range t.Attr {
			attr[a.Key] = a.Val
		}
		if attr["rel"] == "canonical" {
			return attr["href"]
		}
	}
	return ""
}

// Close lets builds change the folder again.
func (s *Site) Close() {
	if s.unlock != nil {
		s.unlock()
		s.unlock = nil
	}
}

// get gives the file at a path, nil when there is none.
func (s *Site) get(path string) *file {
	i, found := slices.BinarySearchFunc(s.files, path, func(f file, path string) int { return strings.Compare(f.path, path) })
	if !found {
		return nil
	}
	return &s.files[i]
}

// ChangedError says that a file of the built site is not what it was when the plan was made.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string { return e.Path + ": has changed while it was published" }

// ReadError says that a file of the built site cannot be read. It does not unwrap: it is no error of the target.
type ReadError struct{ Err error }

func (e *ReadError) Error() string { return e.Err.Error() }

// small is the most that is read at once.
const small = 1 << 20

// open gives the bytes of a file. They are those that were seen when the site was read, or reading fails, before the last of them.
func (s *Site) open(f *file) (io.ReadCloser, error) {
	name := filepath.Join(s.Dir, filepath.FromSlash(f.path))
	if f.size <= small {
		data, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && (int64(len(data)) != f.size || sha256.Sum256(data) != f.hash) {
			return nil, &ChangedError{f.path}
		}
		if err != nil {
			return nil, &ReadError{err}
		}
		return io.NopCloser(bytes.NewReader(data)), nil
	}
	r, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &ChangedError{f.path}
	}
	if err != nil {
		return nil, &ReadError{err}
	}
	return &checked{from: r, want: f, sum: sha256.New()}, nil
}

// checked reads a large file and holds back its end until all before is known to be right.
type checked struct {
	from *os.File
	want *file
	sum  hash.Hash
	n    int64
}

func (c *checked) Read(p []byte) (int, error) {
	if left := c.want.size - c.n; left == 0 {
		return 0, io.EOF
	} else if int64(len(p)) > left {
		p = p[:left]
	}
	n, err := c.from.Read(p)
	c.n += int64(n)
	c.sum.Write(p[:n])
	switch {
	case err == io.EOF, c.n == c.want.size && [sha256.Size]byte(c.sum.Sum(nil)) != c.want.hash:
		return 0, &ChangedError{c.want.path}
	case err != nil:
		return n, &ReadError{err}
	}
	return n, nil
}

func (c *checked) Close() error { return c.from.Close() }
