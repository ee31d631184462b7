package cache

import (
	"encoding/binary"
	"hash/crc32"
	"math"

	"bantin/internal/limits"
)

// The file of a record, numbers little-endian:
//
//	"bantinR1"             8 bytes; the digit is the version of this format
//	key                    32
//	size of the head       4
//	number of blobs        4
//	for each blob:
//	    size, checksum     4 + 4
//	head
//	checksum of the above  4
//	the blobs, one after the other
//
// Checksums are CRC-32C, which processors compute: they guard against disks and
// power cuts, not against people.
const (
	recordMagic = "bantinR1"
	fixedSize   = 8 + 32 + 4 + 4
	entrySize   = 4 + 4
	sumSize     = 4

	// maxTop is how much may come before the blobs; a damaged size asks for no more memory.
	maxTop = int(limits.MaxRecord)
)

func checksum(b []byte) uint32 {
	return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))
}

// blobAt says where in a record's file a blob is.
type blobAt struct {
	offset int64
	size   int
	sum    uint32
}

// formatTop gives what of a record comes before its blobs; false when something is too large.
func formatTop(k Key, head []byte, blobs [][]byte) ([]byte, bool) {
	if len(head) > maxTop || len(blobs) > maxTop || fixedSize+entrySize*len(blobs)+len(head)+sumSize > maxTop {
		return nil, false
	}
	b := make([]byte, 0, fixedSize+entrySize*len(blobs)+len(head)+sumSize)
	b = append(b, recordMagic...)
	b = append(b, k[:]...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(head)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(blobs)))
	for _, blob := range blobs {
		if len(blob) > math.MaxInt32 {
			return nil, false
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(len(blob)))
		b = binary.LittleEndian.AppendUint32(b, checksum(blob))
	}
	b = append(b, head...)
	return binary.LittleEndian.AppendUint32(b, checksum(b)), true
}

// topSize gives the size of what comes before the blobs, from the beginning of
// a file of so many bytes; false when it is not the record of k.
func topSize(b []byte, k Key, fileSize int64) (int64, bool) {
	if len(b) < fixedSize || string(b[:8]) != recordMagic || Key(b[8:40]) != k {
		return 0, false
	}
	head, blobs := binary.LittleEndian.Uint32(b[40:]), binary.LittleEndian.Uint32(b[44:])
	size := fixedSize + entrySize*int64(blobs) + int64(head) + sumSize
	return size, size <= min(fileSize, int64(maxTop))
}

// top is what comes before the blobs of a record.
type top struct {
	bytes []byte // all of it
}

// parseTop checks what comes before the blobs of a file of so many bytes, which
// topSize has measured.
func parseTop(b []byte, fileSize int64) (top, bool) {
	body := b[:len(b)-sumSize]
	t := top{b}
	if checksum(body) != binary.LittleEndian.Uint32(b[len(body):]) || fixedSize+entrySize*t.blobs()+sumSize > len(b) {
		return top{}, false
	}
	end := int64(len(b))
	for i := range t.blobs() {
		end += int64(binary.LittleEndian.Uint32(t.entry(i)))
	}
	return t, end == fileSize
}

func (t top) blobs() int { return int(binary.LittleEndian.Uint32(t.bytes[44:])) }

func (t top) entry(i int) []byte { return t.bytes[fixedSize+entrySize*i:][:entrySize] }

func (t top) head() []byte {
	return t.bytes[fixedSize+entrySize*t.blobs() : len(t.bytes)-sumSize]
}

// blob says where blob i is, which is there.
func (t top) blob(i int) blobAt {
	at := int64(len(t.bytes))
	for j := range i {
		at += int64(binary.LittleEndian.Uint32(t.entry(j)))
	}
	e := t.entry(i)
	return blobAt{at, int(binary.LittleEndian.Uint32(e)), binary.LittleEndian.Uint32(e[4:])}
}
