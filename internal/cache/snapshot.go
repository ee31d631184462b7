package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"bantin/internal/parallel"
)

// Snapshot tells what some folders held at a moment: every name below them with its kind and stamp and, of files
// that somebody has read since, the hash of what was read. Two snapshots tell whether anything has changed in between.
type Snapshot struct {
	entries []seen // by path
}

// seen is one name in a snapshot.
type seen struct {
	path string
	kind kind
	// stamp is that of a file, with a changed of -1 when the file was so young that it may have changed since under the same stamp.
	stamp stamp
	key   Key // zero when nobody knows it
}

// kind tells files from folders and from all else, whose insides do not matter.
type kind byte

const (
	aFile kind = iota
	aFolder
	another
)

// TakeSnapshot looks at all names below folders of root, but for those that ignored names; a folder that is missing holds nothing.
// Symbolic links are not followed.
func TakeSnapshot(root *os.Root, folders []string, ignored func(path string) bool) (*Snapshot, error) {
	began := time.Now()
	s := new(Snapshot)
	var left []string
	for _, name := range folders {
		switch info, err := root.Lstat(name); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case info.IsDir():
			left = append(left, name)
		default: // a link, which may lead anywhere
			s.entries = append(s.entries, seen{path: name, kind: another})
		}
	}
	for len(left) > 0 {
		lists := make([][]seen, len(left))
		errs := make([]error, len(left))
		parallel.Do(len(left), func(i int) { lists[i], errs[i] = list(root, left[i], ignored) })
		if err := errors.Join(errs...); err != nil {
			return nil, err
		}
		left = nil
		for _, l := range lists {
			for i := range l {
				if l[i].kind == aFolder {
					left = append(left, l[i].path)
				}
			}
			s.entries = append(s.entries, l...)
		}
	}
	slices.SortFunc(s.entries, func(a, b seen) int { return cmp.Compare(a.path, b.path) })
	for i := range s.entries {
		s.entries[i].stamp.doubt(began)
	}
	return s, nil
}

// list is what lies in one folder.
func list(root *os.Root, dir string, ignored func(string) bool) ([]seen, error) {
	f, err := root.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	all := make([]seen, 0, len(entries))
	for _, e := range entries {
		at := seen{path: path.Join(dir, e.Name()), kind: another}
		switch {
		case ignored(at.path):
			continue
		case e.IsDir():
			at.kind = aFolder
		case e.Type().IsRegular():
			info, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue // gone meanwhile
			}
			if err != nil {
				return nil, err
			}
			at.kind, at.stamp = aFile, stampOf(info)
		}
		all = append(all, at)
	}
	return all, nil
}

// doubt marks the stamp of a file that may change again without a change of its stamp, since clocks of file systems are coarse.
func (s *stamp) doubt(now time.Time) {
	tick := 20 * time.Millisecond
	if s.modified%int64(time.Second) == 0 {
		tick = 2 * time.Second // a file system that knows whole or even seconds only
	}
	if max(s.modified, s.changed) > now.Add(-tick).UnixNano() {
		s.changed = -1
	}
}

// Hash notes the hash of a file that was read, and tells whether the file is known.
func (s *Snapshot) Hash(path string, key Key) bool {
	e := s.get(path)
	if e == nil {
		return false
	}
	e.key = key
	return true
}

// Unknown calls sum for each file of root whose hash is not known and whose stamp proves its bytes, and notes what it gives. The hash
// of a file that has changed since the snapshot stays unknown: nobody can tell which bytes others have read meanwhile.
func (s *Snapshot) Unknown(root *os.Root, sum func(path string) (Key, error)) {
	for i := range s.entries {
		e := &s.entries[i]
		if e.kind != aFile || e.key != (Key{}) || e.stamp.changed == -1 {
			continue
		}
		key, err := sum(e.path)
		if err != nil {
			continue
		}
		if info, err := root.Lstat(e.path); err == nil && stampOf(info) == e.stamp { // looked at after its bytes
			e.key = key
		}
	}
}

func (s *Snapshot) get(path string) *seen {
	i, found := slices.BinarySearchFunc(s.entries, path, func(e seen, path string) int { return strings.Compare(e.path, path) })
	if !found {
		return nil
	}
	return &s.entries[i]
}

// Same tells whether a later snapshot shows the same names with the same bytes. Where stamps differ or prove nothing and the hash
// is known, hash is asked for that of the file as it is now. What is known of hashes goes into the later snapshot.
func (s *Snapshot) Same(later *Snapshot, hash func(path string) (Key, error)) bool {
	if len(s.entries) != len(later.entries) {
		return false
	}
	for i := range s.entries {
		was, is := &s.entries[i], &later.entries[i]
		if was.path != is.path || was.kind != is.kind || was.stamp.size != is.stamp.size {
			return false
		}
		if was.kind != aFile {
			continue
		}
		is.key = was.key
		if was.stamp == is.stamp && was.stamp.changed != -1 {
			continue
		}
		if was.key == (Key{}) {
			return false
		}
		if now, err := hash(is.path); err != nil || now != was.key {
			return false
		}
	}
	return true
}

// Equal tells whether two snapshots would be the same in a file.
func (s *Snapshot) Equal(o *Snapshot) bool { return slices.Equal(s.entries, o.entries) }

// Append writes a snapshot as bytes, numbers little-endian: the count of names (varint); for each, by path, the length of the path
// (varint), the path, its kind, and of a file size, modified, changed, inode (8 each) and hash (32).
func (s *Snapshot) Append(b []byte) []byte {
	b = slices.Grow(b, 160*len(s.entries))
	b = binary.AppendUvarint(b, uint64(len(s.entries)))
	for i := range s.entries {
		e := &s.entries[i]
		b = binary.AppendUvarint(b, uint64(len(e.path)))
		b = append(b, e.path...)
		b = append(b, byte(e.kind))
		if e.kind != aFile {
			continue
		}
		for _, n := range [...]uint64{uint64(e.stamp.size), uint64(e.stamp.modified), uint64(e.stamp.changed), e.stamp.inode} {
			b = binary.LittleEndian.AppendUint64(b, n)
		}
		b = append(b, e.key[:]...)
	}
	return b
}

var errSnapshot = errors.New("damaged snapshot")

// ParseSnapshot reads what Append wrote, and gives what follows it.
func ParseSnapshot(b []byte) (s *Snapshot, rest []byte, err error) {
	count, n := binary.Uvarint(b)
	const least = 2 // bytes of an entry
	if n <= 0 || count > uint64(len(b)/least) {
		return nil, nil, errSnapshot
	}
	b = b[n:]
	s = &Snapshot{entries: make([]seen, count)}
	text := string(b) // paths are parts of it
	at := 0
	for i := range s.entries {
		e := &s.entries[i]
		length, n := binary.Uvarint(b[at:])
		if n <= 0 || length > uint64(len(b)-at-n) {
			return nil, nil, errSnapshot
		}
		at += n
		e.path = text[at : at+int(length)]
		at += int(length)
		if at == len(b) || b[at] > byte(another) {
			return nil, nil, errSnapshot
		}
		e.kind = kind(b[at])
		if at++; e.kind != aFile {
			continue
		}
		if len(b)-at < knownSize {
			return nil, nil, errSnapshot
		}
		number := func(i int) uint64 { return binary.LittleEndian.Uint64(b[at+8*i:]) }
		e.stamp = stamp{int64(number(0)), int64(number(1)), int64(number(2)), number(3)}
		e.key = Key(b[at+32 : at+knownSize])
		at += knownSize
	}
	return s, bytes.Clone(b[at:]), nil
}

// HashOf is the hash of bytes that were read of a file.
func HashOf(data []byte) Key { return sha256.Sum256(data) }
