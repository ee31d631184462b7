//go:build !linux

package build

import (
	"errors"
	"io/fs"
	"os"
)

// appender is for Linux only; elsewhere files are read through os.Root.
type appender struct{}

func newAppender(*os.Root) *appender { return nil }

func (*appender) close() {}

func (*appender) appendFile([]byte, string, int) ([]byte, error) { return nil, errors.ErrUnsupported }

func (*appender) file(string) (fs.File, error) { return nil, errors.ErrUnsupported }

func (*appender) readDir(string) ([]fs.DirEntry, error) { return nil, errors.ErrUnsupported }
