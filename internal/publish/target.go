package publish

import (
	"context"
	"io"
	"time"
)

// Target is a place that a site is published to. Its methods may be called by
// several goroutines at once. Paths are those of files of the site, valid by
// output.ValidPath, below the target's own folder or prefix; LockFile and
// ManifestFile are such paths too, and nothing is special about them.
//
// A method tries once: who calls it again after an Error with a passing fault
// is Publisher. After a lost connection the next call makes a new one. A call
// returns soon after its context is done. Errors are *Error, but where the methods
// name others (fs.ErrNotExist, fs.ErrExist), those are found in the chain
// by errors.Is.
type Target interface {
	// String is the target's address as it may be shown: without a password or key.
	String() string
	// Traits tell what the target can do.
	Traits() Traits
	// List gives all files below the target, in any order: also those that nobody of
	// us put there, but not Temporary ones. A target that is not there yet has none.
	List(ctx context.Context) ([]Object, error)
	// Get gives the bytes of a file; fs.ErrNotExist when there is none, or no target yet. More than limit
	// bytes are an error.
	Get(ctx context.Context, path string, limit int64) ([]byte, error)
	// Put makes a file hold what the upload gives, whole or not at all: readers see
	// the old bytes or the new ones. Folders are made as they are needed. On failure
	// the file is as it was; a temporary one may be left, which the next Put or Delete
	// of the same path removes.
	Put(ctx context.Context, u *Upload) error
	// Create is Put for a small file that is not there; fs.ErrExist when it is. Of
	// several that call it at once only one succeeds.
	Create(ctx context.Context, path string, data []byte) error
	// Age tells how long ago a file was written, by Create or Put, going by the target's clock alone: ours may be
	// wrong. fs.ErrNotExist when there is no such file.
	Age(ctx context.Context, path string) (time.Duration, error)
	// Delete removes a file, and the folders that it leaves empty. A file that is not there is no error.
	Delete(ctx context.Context, path string) error
	// Close ends the connection.
	Close() error
}

// Traits are what a target can do.
type Traits struct {
	// Headers is true where the target keeps what Upload says of a file besides
	// its bytes, and serves it with them: content type, cache control, encoding.
	Headers bool
	// Parallel is how many calls the target takes at once; at least 1.
	Parallel int
}

// Object is a file that lies on a target.
type Object struct {
	Path string
	Size int64
	// MD5 is the digest of the bytes as they are stored; nil where the target does not tell it.
	MD5 []byte
}

// Upload is a file on its way to a target.
type Upload struct {
	Path string
	// Size is how many bytes Open gives.
	Size int64
	// Open gives the bytes, from the beginning each time. Should they turn out not to be those that were planned (the
	// file has changed), reading fails before the last of them: whatever
	// a target does with fewer than Size bytes, it does not show them to anyone.
	Open func() (io.ReadCloser, error)
	// ContentType is the media type, with a charset for text. CacheControl and ContentEncoding ("" or "gzip") are those
	// headers. Only targets with Traits.Headers look at them.
	ContentType, CacheControl, ContentEncoding string
}

// Names of our own files on a target, at its root.
const (
	// ManifestFile tells what was published.
	ManifestFile = ".bantin-manifest"
	// LockFile is there while someone publishes.
	LockFile = ".bantin-lock"
	// tempPrefix begins the names of files that are not yet whole.
	tempPrefix = ".bantin-tmp-"
)

// Credentials are where a target looks for what it needs to be let in. Nothing of it is ever shown.
type Credentials struct {
	// Getenv reads an environment variable.
	Getenv func(name string) string
	// Home is the user's home folder, with the operating system's own separators; "" when there is none.
	Home string
	// Identity is the file of an SSH key; "" for those of the environment, the agent and ~/.ssh.
	Identity string
}
