package content

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/viet"
)

// The files that say how all others are read, below the site folder.
const (
	SiteFile       = "content/site.yaml"
	VocabularyFile = "content/activities.yaml"
)

// fileKind is what a file is by its place.
type fileKind uint8

const (
	otherFile fileKind = iota
	postFile
	topicFile
	unitFile
	campaignFile
	pageFile
)

// found is a file to be read.
type found struct {
	file string // NFC
	real string // the name to open it by
	kind fileKind
}

// listing is what lies in a site folder.
type listing struct {
	site, vocabulary, calendar, abbreviations *found
	pages                                     []found // by file
	others                                    map[string]File
	problems                                  []diag.Diagnostic
	seen                                      map[string]string // folded path to the path as written
	folders                                   map[string]bool   // those of seen that are folders

	counted, most limits.Totals
	told          map[string]bool // codes of what is too much of the whole site
}

// walk lists content/ and static/. In layouts/ it only looks for what cannot be read.
func walk(fsys fs.FS, most limits.Totals) (*listing, error) {
	if most == (limits.Totals{}) {
		most = limits.Site()
	}
	l := &listing{others: make(map[string]File), seen: make(map[string]string), most: most, told: make(map[string]bool)}
	top, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read the site folder: %w", err)
	}
	for _, root := range []string{"content", "static", "layouts"} {
		if i := slices.IndexFunc(top, func(d fs.DirEntry) bool { return d.Name() == root }); i < 0 || !top[i].IsDir() {
			if i >= 0 && isLink(top[i]) {
				l.problem(root, "symbolic-link")
			}
			continue // static/ and layouts/ may be missing; without content/ there is no site.yaml
		}
		if err := l.walkFolder(fsys, root); err == fs.SkipAll {
			break
		} else if err != nil {
			return nil, err
		}
	}
	if l.told["too-many-files"] {
		l.pages = nil // what was not looked at would be missed everywhere
	}
	l.seen = nil
	slices.SortFunc(l.pages, func(a, b found) int { return strings.Compare(a.file, b.file) })
	return l, nil
}

// walkFolder lists a folder and those in it, by name, as fs.WalkDir does, which makes three strings for a name.
func (l *listing) walkFolder(fsys fs.FS, folder string) error {
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return fmt.Errorf("read %s: %w", folder, err)
	}
	for _, d := range entries {
		name := folder + "/" + d.Name()
		err := l.visit(name, d)
		if err == nil && d.IsDir() {
			err = l.walkFolder(fsys, name)
		}
		if err != nil && err != fs.SkipDir {
			return err
		}
	}
	return nil
}

// visit takes one entry of a folder; fs.SkipDir leaves a folder out, fs.SkipAll all that follows.
func (l *listing) visit(name string, d fs.DirEntry) error {
	if Ignored(name) {
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	f := found{file: viet.NFC(name), real: name}
	switch {
	case !utf8.ValidString(name):
		l.problem(name, "file-name", path.Base(name))
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case isLink(d):
		l.problem(f.file, "symbolic-link")
		return nil
	case !l.named(f.file):
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	l.fits(f.file)
	if d.IsDir() {
		l.enter(f.file, d)
	}
	if !d.Type().IsRegular() {
		return nil
	}
	if f.kind = kindOf(f.file); !l.count(f) {
		if l.counted.Files > l.most.Files {
			return fs.SkipAll
		}
		return nil
	}
	if strings.HasPrefix(name, "layouts/") {
		return l.size(f.file, name, d, nil)
	}
	if l.twin(f.file, d) {
		return nil
	}
	switch f.file {
	case SiteFile:
		l.site = &f
		return nil
	case VocabularyFile:
		l.vocabulary = &f
		return nil
	case CalendarFile:
		l.calendar = &f
		return nil
	case AbbreviationsFile:
		l.abbreviations = &f
		return nil
	}
	if f.kind != otherFile {
		l.pages = append(l.pages, f)
		return nil
	}
	if isStray(f.file) {
		l.problem(f.file, "stray-file")
	}
	return l.size(f.file, name, d, l.others)
}

// size notes the size of a file, in files if it is not nil.
func (l *listing) size(file, name string, d fs.DirEntry, files map[string]File) error {
	info, err := d.Info()
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	l.weigh(file, info.Size())
	if files != nil {
		files[file] = File{Size: info.Size()}
	}
	return nil
}

func isLink(d fs.DirEntry) bool { return d.Type()&fs.ModeSymlink != 0 }

func (l *listing) problem(file, code string, args ...string) {
	l.problems = append(l.problems, diag.New(file, 0, 0, code, args...))
}

// Ignored tells what programs leave behind in folders, by its path below the site
// folder. Of the hidden names static/ may have those that web servers ask for.
func Ignored(name string) bool {
	base := path.Base(name)
	switch {
	case base == ".well-known", base == ".nojekyll", base == ".htaccess":
		return !strings.HasPrefix(name, "static/")
	case base[0] == '.' && base != ".", strings.HasPrefix(base, "~$"), strings.HasSuffix(base, "~"):
		return true
	}
	return strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini")
}

// kindOf tells what a file is by its place.
func kindOf(file string) fileKind {
	below, ok := strings.CutPrefix(file, "content/")
	if !ok || !strings.EqualFold(path.Ext(file), ".md") {
		return otherFile
	}
	folder, rest, _ := strings.Cut(below, "/")
	index := path.Base(file) == "index.md"
	switch depth := strings.Count(rest, "/"); {
	case rest == "":
		return otherFile
	case folder == "posts" && (!index || depth > 0):
		return postFile
	case folder == "pages" && (depth == 0 && !index || depth == 1 && index):
		return pageFile
	case depth > 0:
		return otherFile
	case folder == "topics":
		return topicFile
	case folder == "units":
		return unitFile
	case folder == "campaigns":
		return campaignFile
	}
	return otherFile
}

// isStray tells whether a file looks like text that its author believes to be
// published, at a place where nothing reads it.
func isStray(file string) bool {
	if !strings.HasPrefix(file, "content/") {
		return false
	}
	ext := strings.ToLower(path.Ext(file))
	return ext == ".md" || ext == ".markdown"
}

// readFile reads a file and makes its text plain: NFC, line feeds, no BOM. It
// gives nil when the bytes are no text, which is reported.
func (r *reader) readFile(fsys fs.FS, f found) ([]byte, error) {
	src, err := readAll(fsys, f.real, r.buf)
	r.buf = src
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.file, err)
	}
	return r.plain(src), nil
}

// plain makes the text of a file plain; nil when it is no text, which is reported.
func (r *reader) plain(src []byte) []byte {
	if len(src) <= int(limits.TextFile) && hasText(src) && viet.IsEveryday(src) {
		r.everyday = true
		return src
	}
	src = r.plainOdd(src)
	r.everyday = viet.IsEveryday(src) // now that it has only line feeds
	return src
}

// hasText tells whether a file surely has more than white space.
func hasText(src []byte) bool { return len(src) > 0 && src[0] > ' ' }

// plainOdd is plain for any bytes.
func (r *reader) plainOdd(src []byte) []byte {
	switch {
	case len(src) > int(limits.TextFile) && r.isYAML():
		r.long(Pos{1, 1})
		return nil
	case len(src) > int(limits.TextFile):
		r.report(Pos{1, 1}, "file-too-large")
		return nil
	case bytes.HasPrefix(src, []byte{0xFF, 0xFE}), bytes.HasPrefix(src, []byte{0xFE, 0xFF}):
		r.report(Pos{1, 1}, "utf16")
		return nil
	}
	src = bytes.TrimLeft(src, "\uFEFF") // some programs put another one before the first
	if i := bytes.IndexByte(src, 0); i >= 0 {
		r.report(newPlaces(src, 1).of(i), "nul-byte")
		return nil
	}
	if !utf8.Valid(src) {
		r.report(newPlaces(src, 1).of(invalidAt(src)), "not-utf8")
		return nil
	}
	if len(bytes.TrimSpace(src)) == 0 {
		code := "empty-file"
		if r.isYAML() {
			code = "empty-yaml"
		}
		r.report(Pos{1, 1}, code)
		return nil
	}
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	return viet.NFCBytes(src)
}

func invalidAt(src []byte) int {
	for i := 0; i < len(src); {
		c, size := utf8.DecodeRune(src[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(src)
}

// Appender is what a file system may offer to have whole files read with few system calls.
type Appender interface {
	// AppendFile appends the bytes of a file to buf. It may stop after limit bytes.
	AppendFile(buf []byte, name string, limit int) ([]byte, error)
}

// readAll reads a file into buf or, when that is too small, a larger one, but
// not much more of one that is too large.
func readAll(fsys fs.FS, name string, buf []byte) ([]byte, error) {
	if a, ok := fsys.(Appender); ok {
		return a.AppendFile(buf[:0], name, int(limits.TextFile)+1)
	}
	return AppendFile(fsys, buf[:0], name, int(limits.TextFile)+1)
}

// AppendFile is Appender.AppendFile for a file system that only opens files.
func AppendFile(fsys fs.FS, buf []byte, name string, limit int) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return buf, err
	}
	defer f.Close()
	w := bytes.NewBuffer(buf)
	_, err = w.ReadFrom(io.LimitReader(f, int64(limit)))
	return w.Bytes(), err
}
