package publish

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/limits"
	"bantin/internal/output"
)

// manifest tells what lies on a target. It lies there itself, as ManifestFile. It never claims
// what is not there: a file about to change, or to go, has no hash in it.
//
// In the file it is gzip of lines: the version, the address of the site, one for each file, and
// the checksum of all before.
type manifest struct {
	baseURL string
	entries []entry // sorted by path
}

// entry is a file on a target.
type entry struct {
	path   string
	class  class
	source string // of the built file, below the site folder
	// hash is that of the built file, from which the bytes on the target are made as how says. Zero: the file
	// may be there or not, with any bytes.
	hash [sha256.Size]byte
	size int64 // of what lies on the target
	// since is when the site needed the file no more, in seconds since 1970; 0 while it does.
	since int64
	// how names what was made of the built file: its compression, its headers; "" for nothing.
	how string
}

const manifestHead = "bantin published 1"

// maxManifest is the most that is read of a manifest, maxLines what it may unfold to.
const maxManifest, maxLines = int64(limits.Manifest), int64(limits.ManifestText)

// errDamaged says that a manifest is not what was once written.
var errDamaged = errors.New("the manifest is damaged")

func (m *manifest) encode() []byte {
	b := make([]byte, 0, 200+len(m.entries)*150)
	b = append(b, manifestHead+"\nbase "...)
	b = append(append(b, m.baseURL...), '\n')
	for i := range m.entries {
		e := &m.entries[i]
		if e.hash == [sha256.Size]byte{} {
			b = append(b, '-')
		} else {
			b = base64.RawStdEncoding.AppendEncode(b, e.hash[:])
		}
		b = append(b, ' ', byte(e.class), ' ')
		b = append(strconv.AppendInt(b, e.size, 10), ' ')
		b = append(strconv.AppendInt(b, e.since, 10), ' ')
		b = append(append(b, e.how...), '\t')
		b = append(append(b, e.path...), '\t')
		b = append(append(b, e.source...), '\n')
	}
	sum := sha256.Sum256(b)
	b = append(hex.AppendEncode(b, sum[:]), '\n')
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(b) // into memory
	w.Close()
	return packed.Bytes()
}

func decodeManifest(packed []byte) (*manifest, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, errDamaged
	}
	text, err := readLimited(r, maxLines)
	const trailer = 2*sha256.Size + 1
	if err != nil || len(text) < trailer {
		return nil, errDamaged
	}
	body, end := text[:len(text)-trailer], text[len(text)-trailer:]
	sum := sha256.Sum256(body)
	if !bytes.Equal(append(hex.AppendEncode(nil, sum[:]), '\n'), end) {
		return nil, errDamaged
	}
	lines := strings.Split(strings.TrimSuffix(string(body), "\n"), "\n")
	if len(lines) < 2 || lines[0] != manifestHead {
		return nil, errDamaged
	}
	base, ok := strings.CutPrefix(lines[1], "base ")
	if !ok {
		return nil, errDamaged
	}
	m := &manifest{baseURL: base, entries: make([]entry, len(lines)-2)}
	for i, line := range lines[2:] {
		// The order tells too that no path is there twice.
		if !m.entries[i].parse(line) || i > 0 && m.entries[i-1].path >= m.entries[i].path {
			return nil, errDamaged
		}
	}
	return m, nil
}

// parse reads a line. Paths are checked: who can write to a target should not thereby be able to name files beside it.
func (e *entry) parse(line string) bool {
	facts, names, _ := strings.Cut(line, "\t")
	path, source, ok := strings.Cut(names, "\t")
	words := strings.Split(facts, " ")
	if !ok || len(words) != 5 || len(words[1]) != 1 || !output.ValidPath(path) || isOwn(path) {
		return false
	}
	if words[0] != "-" {
		if n, err := base64.RawStdEncoding.Strict().Decode(e.hash[:], []byte(words[0])); err != nil || n != len(e.hash) {
			return false
		}
	}
	var err, err2 error
	e.path, e.source, e.class, e.how = path, source, class(words[1][0]), words[4]
	e.size, err = strconv.ParseInt(words[2], 10, 64)
	e.since, err2 = strconv.ParseInt(words[3], 10, 64)
	return err == nil && err2 == nil && e.size >= 0 && e.class.valid() && !strings.Contains(source, "\t")
}

// isOwn tells whether a path is one of those that a publish itself needs.
func isOwn(path string) bool { return path == ManifestFile || path == LockFile }

// get gives the entry at a path, nil when there is none.
func (m *manifest) get(path string) *entry {
	i, found := slices.BinarySearchFunc(m.entries, path, func(e entry, path string) int { return strings.Compare(e.path, path) })
	if !found {
		return nil
	}
	return &m.entries[i]
}

func (e *entry) known() bool { return e.hash != [sha256.Size]byte{} }
