package cache

import (
	"encoding/binary"
	"maps"
	"slices"
)

// The file of stamps, numbers little-endian, by path:
//
//	"bantinS1"                          8 bytes; the digit is the version of this format
//	for each file:
//	    length of the path              varint
//	    path
//	    size, modified, changed, inode  8 each
//	    hash                            32
//	checksum of the above               4, CRC-32C
const (
	stampsName  = "stamps"
	stampsMagic = "bantinS1"
	knownSize   = 4*8 + 32
)

func formatStamps(stamps map[string]*known) []byte {
	b := []byte(stampsMagic)
	for _, path := range slices.Sorted(maps.Keys(stamps)) {
		k := stamps[path]
		b = binary.AppendUvarint(b, uint64(len(path)))
		b = append(b, path...)
		b = binary.LittleEndian.AppendUint64(b, uint64(k.stamp.size))
		b = binary.LittleEndian.AppendUint64(b, uint64(k.stamp.modified))
		b = binary.LittleEndian.AppendUint64(b, uint64(k.stamp.changed))
		b = binary.LittleEndian.AppendUint64(b, k.stamp.inode)
		b = append(b, k.key[:]...)
	}
	return binary.LittleEndian.AppendUint32(b, checksum(b))
}

// parseStamps reads the file of stamps; when it is damaged, there are none.
func parseStamps(b []byte) map[string]*known {
	stamps := make(map[string]*known)
	body := len(b) - sumSize
	if body < len(stampsMagic) || string(b[:len(stampsMagic)]) != stampsMagic ||
		checksum(b[:body]) != binary.LittleEndian.Uint32(b[body:]) {
		return stamps
	}
	for b = b[len(stampsMagic):body]; len(b) > 0; {
		n, width := binary.Uvarint(b)
		if width <= 0 || n > uint64(len(b)) || len(b)-width-int(n) < knownSize {
			return make(map[string]*known)
		}
		path, rest := string(b[width:width+int(n)]), b[width+int(n):]
		number := func(i int) uint64 { return binary.LittleEndian.Uint64(rest[8*i:]) }
		stamps[path] = &known{
			stamp: stamp{int64(number(0)), int64(number(1)), int64(number(2)), number(3)},
			key:   Key(rest[32:knownSize]),
		}
		b = rest[knownSize:]
	}
	return stamps
}
