package cache

import (
	"crypto/sha256"
	"runtime"
)

// Made gives the key of what this program makes of the key's subject with the
// encoders of its Go version. The same picture may have other bytes under
// another version of Go, and a record of one must not be mixed with names, sizes or
// copies of the other: a cache may be older than the program.
func Made(key Key) Key {
	return sha256.Sum256(append(key[:], runtime.Version()...))
}
