package photo

import (
	"bytes"
	"io/fs"
	"time"
)

// memory is a file system of one file, under whatever name: what was read of a
// picture, for those who read files.
type memory []byte

// Open implements fs.FS.
func (m memory) Open(string) (fs.File, error) { return memoryFile{bytes.NewReader(m)}, nil }

// ReadFile implements fs.ReadFileFS, without a copy: nobody here changes what was read.
func (m memory) ReadFile(string) ([]byte, error) { return m, nil }

type memoryFile struct{ *bytes.Reader }

func (f memoryFile) Stat() (fs.FileInfo, error) { return f, nil }
func (memoryFile) Close() error                 { return nil }
func (memoryFile) Name() string                 { return "" }
func (memoryFile) Mode() fs.FileMode            { return 0o444 }
func (memoryFile) ModTime() time.Time           { return time.Time{} }
func (memoryFile) IsDir() bool                  { return false }
func (memoryFile) Sys() any                     { return nil }
