package cache

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
)

// MaxWhole is the largest record, in bytes, that goes from one cache to another.
const MaxWhole = 64 << 20

// Path names a record in a store that several caches share: "bantinR1/ab/cdef…". Its first part is the version of the
// format, so that programs that write another one never meet each other's records.
func Path(k Key) string {
	name := make([]byte, 0, len(recordMagic)+2+2*len(k)+1)
	name = append(append(name, recordMagic...), '/')
	name = append(hex.AppendEncode(name, k[:1]), '/')
	return string(hex.AppendEncode(name, k[1:]))
}

// Has tells whether there is a record, as Head does: it is then in use.
func (c *Cache) Has(k Key) bool {
	_, ok := c.Head(k)
	return ok
}

// Whole gives all of a record, for Take of another cache. The error is fs.ErrNotExist when there is no such record,
// ErrTooLarge when it has more than MaxWhole bytes, and ErrDamaged when it was damaged: then it is removed.
func (c *Cache) Whole(k Key) ([]byte, error) {
	f, err := c.root.Open(nameOf(k))
	if err != nil {
		return nil, fmt.Errorf("record %s: %w", nameOf(k), err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, fmt.Errorf("record %s: %w", nameOf(k), err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("record %s: %w", nameOf(k), errNotRegular)
	case info.Size() > MaxWhole:
		return nil, fmt.Errorf("record %s: %w", nameOf(k), ErrTooLarge)
	}
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(f, MaxWhole+1)); err != nil {
		return nil, fmt.Errorf("record %s: %w", nameOf(k), err)
	}
	if _, _, ok := parseWhole(k, data.Bytes()); !ok {
		f.Close() // some systems do not remove open files
		c.drop(k)
		return nil, fmt.Errorf("record %s: %w", nameOf(k), ErrDamaged)
	}
	return data.Bytes(), nil
}

// Take keeps a record that Whole of another cache has given. It must be the record of k, with all checksums right, and sound
// must agree to it, who is shown its head and its blobs: else the error is ErrDamaged, and nothing is kept.
func (c *Cache) Take(k Key, record []byte, sound func(head []byte, blobs [][]byte) bool) error {
	head, blobs, ok := parseWhole(k, record)
	if !ok || !sound(head, blobs) {
		return fmt.Errorf("record %s: %w", nameOf(k), ErrDamaged)
	}
	return c.Put(k, head, blobs)
}

// parseWhole takes a record apart; false when it is not that of k or not whole.
func parseWhole(k Key, b []byte) (head []byte, blobs [][]byte, ok bool) {
	size := int64(len(b))
	need, ok := topSize(b, k, size)
	if !ok {
		return nil, nil, false
	}
	t, ok := parseTop(b[:need], size)
	if !ok {
		return nil, nil, false
	}
	blobs = make([][]byte, 0, t.blobs())
	for rest := b[need:]; len(blobs) < t.blobs(); {
		e := t.entry(len(blobs))
		n := int(binary.LittleEndian.Uint32(e))
		blob := rest[:n:n]
		if checksum(blob) != binary.LittleEndian.Uint32(e[4:]) {
			return nil, nil, false
		}
		blobs, rest = append(blobs, blob), rest[n:]
	}
	return t.head(), blobs, true
}
