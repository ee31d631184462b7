package output

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Manifest tells what the last build wrote to an output folder. It is only a
// memory: whoever loses it loses time, and the knowledge which files in the folder are
// the program's own.
//
// In a file it is lines of text: one with the version, one with the address of the
// site, one for each post that was held back, one for each file of the site, and a
// last one with the checksum of all before.
type Manifest struct {
	// Preview is true when the build showed drafts or future posts.
	Preview bool
	// BaseURL is the address that the site was built for, without a slash at its end; "" when nobody said it.
	BaseURL string
	// Held are the posts that were left out for their errors, sorted by file.
	Held []Held
	// Entries are sorted by path.
	Entries []Entry
	// sum is the checksum of the file it was read from or written to; zero when there is none.
	sum [sha256.Size]byte
	// spare is true when it was read from the copy, since the manifest itself is lost or damaged.
	spare bool
}

// Held is a post that a build has left out.
type Held struct {
	// File is its source below the site folder.
	File string
	// Address is where its page would be, from "/" without the path of the site's address; "" when its errors leave it without one.
	Address string
}

// Entry is one file as it was written.
type Entry struct {
	Path string
	Kind Kind
	// Source is File.Source.
	Source string
	// Hash is the SHA-256 of the bytes; zero when the file was about to be written and may be anything.
	Hash [sha256.Size]byte
	// Key is File.Key.
	Key [sha256.Size]byte
	// stamp is what the folder said of the file when its bytes were known to be these.
	stamp stamp
}

// Size is the number of bytes.
func (e *Entry) Size() int64 { return e.stamp.size }

// stamp is what a folder tells of a file without reading it.
type stamp struct {
	size int64
	// modified and changed are the times of the last change to the bytes and
	// to anything of the file, in nanoseconds; changed is 0 where there is none.
	modified, changed int64
}

// The first lines of manifests. The older one knows neither the address of the site nor posts that were held back.
const (
	manifestHead = "bantin manifest 2"
	olderHead    = "bantin manifest 1"
)

// manifestName is the manifest's file for an output folder.
func manifestName(state, dir string) string { return StateName("manifest", state, dir) }

// StateName is a file of the state folder that belongs to an output folder. A folder near the
// state folder is known by its path from there, so that both may move together.
func StateName(what, state, dir string) string {
	key := dir
	if rel, err := filepath.Rel(filepath.Dir(state), dir); err == nil && filepath.IsLocal(rel) {
		key = filepath.ToSlash(rel)
	}
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(state, what+"-"+hex.EncodeToString(sum[:8]))
}

// ReadManifest gives the manifest of an output folder from the state folder. Of a lost or
// damaged one there is a spare copy; when that is no better, the manifest is an empty one.
func ReadManifest(state, dir string) (*Manifest, error) {
	name := manifestName(state, dir)
	for _, name := range []string{name, name + spareEnding} {
		text, err := ReadState(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if m, ok := parseManifest(text); ok {
			m.spare = strings.HasSuffix(name, spareEnding)
			return m, nil
		}
	}
	return new(Manifest), nil
}

// write replaces the manifest of an output folder, in the room reserved for it, and gives its text. It does not wait for the
// disk, which can take seconds with ten thousand files just written: should the
// power fail, the checksum tells a torn manifest, and stamps tell files that
// are not what a whole one says.
func (m *Manifest) write(state, dir string, r *reserve) (text []byte, err error) {
	text = m.append(nil)
	if err := replaceState(manifestName(state, dir), text, r); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	m.sum = sumOf(text)
	return text, nil
}

// ReadState reads a file of a state folder. What is no file, a link say or a named pipe, is as good as none: fs.ErrNotExist.
func ReadState(name string) ([]byte, error) {
	if !isPlain(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return os.ReadFile(name)
}

func (m *Manifest) append(b []byte) []byte {
	b = slices.Grow(b, len(m.Entries)*200)
	b = append(b, manifestHead...)
	if m.Preview {
		b = append(b, " preview"...)
	}
	b = append(b, "\nbase "...)
	b = append(b, m.BaseURL...)
	b = append(b, '\n')
	for _, h := range m.Held {
		b = append(append(append(append(b, "held "...), h.File...), '\t'), h.Address...)
		b = append(b, '\n')
	}
	for i := range m.Entries {
		e := &m.Entries[i]
		b = hex.AppendEncode(b, e.Hash[:])
		for _, n := range [...]int64{int64(e.Kind), e.stamp.size, e.stamp.modified, e.stamp.changed} {
			b = append(b, ' ')
			b = strconv.AppendInt(b, n, 10)
		}
		b = append(b, '\t')
		b = append(b, e.Path...)
		b = append(b, '\t')
		b = append(b, e.Source...)
		if e.Key != [sha256.Size]byte{} {
			b = append(b, '\t')
			b = hex.AppendEncode(b, e.Key[:])
		}
		b = append(b, '\n')
	}
	sum := sha256.Sum256(b)
	return append(hex.AppendEncode(b, sum[:]), '\n')
}

func parseManifest(text []byte) (m *Manifest, ok bool) {
	const trailer = 2*sha256.Size + 1
	if len(text) < trailer {
		return nil, false
	}
	body, end := text[:len(text)-trailer], text[len(text)-trailer:]
	sum := sha256.Sum256(body)
	if !bytes.Equal(append(hex.AppendEncode(nil, sum[:]), '\n'), end) {
		return nil, false
	}
	lines := strings.Split(strings.TrimSuffix(string(body), "\n"), "\n")
	m = &Manifest{sum: sum}
	if lines, ok = m.parseHead(lines); !ok {
		return nil, false
	}
	m.Entries = make([]Entry, len(lines))
	for i, line := range lines {
		if !m.Entries[i].parse(line) {
			return nil, false
		}
	}
	return m, true
}

// sumOf is the checksum at the end of a manifest's text.
func sumOf(text []byte) (sum [sha256.Size]byte) {
	hex.Decode(sum[:], text[len(text)-2*sha256.Size-1:len(text)-1])
	return sum
}

// parseHead reads the lines before those of the files.
func (m *Manifest) parseHead(lines []string) (rest []string, ok bool) {
	head, preview := strings.CutSuffix(lines[0], " preview")
	m.Preview, lines = preview, lines[1:]
	if head == olderHead {
		return lines, true
	}
	if head != manifestHead || len(lines) == 0 {
		return nil, false
	}
	if m.BaseURL, ok = strings.CutPrefix(lines[0], "base "); !ok {
		return nil, false
	}
	lines = lines[1:]
	for len(lines) > 0 {
		names, held := strings.CutPrefix(lines[0], "held ")
		if !held {
			break
		}
		file, address, ok := strings.Cut(names, "\t")
		if !ok {
			return nil, false
		}
		m.Held, lines = append(m.Held, Held{file, address}), lines[1:]
	}
	return lines, true
}

func (e *Entry) parse(line string) bool {
	facts, names, _ := strings.Cut(line, "\t")
	e.Path, names, _ = strings.Cut(names, "\t")
	source, key, keyed := strings.Cut(names, "\t")
	e.Source = source
	hash, facts, _ := strings.Cut(facts, " ")
	if !parseHash(&e.Hash, hash) || keyed && !parseHash(&e.Key, key) || !ValidPath(e.Path) {
		return false
	}
	var n [4]int64
	for i := range n {
		var word string
		word, facts, _ = strings.Cut(facts, " ")
		var err error
		if n[i], err = strconv.ParseInt(word, 10, 64); err != nil {
			return false
		}
	}
	if n[0] < 0 || n[0] >= NumKinds {
		return false
	}
	e.Kind, e.stamp = Kind(n[0]), stamp{size: n[1], modified: n[2], changed: n[3]}
	return true
}

func parseHash(h *[sha256.Size]byte, text string) bool {
	if len(text) != 2*sha256.Size {
		return false
	}
	_, err := hex.Decode(h[:], []byte(text))
	return err == nil
}

// Get gives the entry at a path, nil when there is none.
func (m *Manifest) Get(path string) *Entry {
	i, found := slices.BinarySearchFunc(m.Entries, path, func(e Entry, path string) int { return cmp.Compare(e.Path, path) })
	if !found {
		return nil
	}
	return &m.Entries[i]
}
