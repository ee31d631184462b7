package build

import (
	"errors"
	"io"
	"io/fs"

	"bantin/internal/cache"
)

// attempts is how often a file is read that somebody is writing at the same time.
const attempts = 5

// steady reads a file with a function that also tells whether it stayed as it was meanwhile, again and again until it
// does: half of the old text with half of the new one is neither.
func steady(buf []byte, name string, read func() (data []byte, stayed bool, err error)) ([]byte, error) {
	for range attempts {
		data, stayed, err := read()
		if err != nil || stayed {
			return data, err
		}
	}
	return buf, &cache.ChangedError{File: name}
}

// appendSteady appends the bytes of a file, at most limit, as they are at one moment.
func appendSteady(fsys fs.FS, buf []byte, name string, limit int) ([]byte, error) {
	return steady(buf, name, func() ([]byte, bool, error) {
		f, err := fsys.Open(name)
		if err != nil {
			return buf, false, err
		}
		defer f.Close()
		before, err := f.Stat()
		if err != nil {
			return buf, false, err
		}
		data, err := appendAll(buf, io.LimitReader(f, int64(limit)))
		if err != nil {
			return buf, false, err
		}
		after, err := f.Stat()
		return data, err == nil && before.Size() == after.Size() && before.ModTime().Equal(after.ModTime()), err
	})
}

func appendAll(buf []byte, r io.Reader) ([]byte, error) {
	for {
		if cap(buf)-len(buf) < 4<<10 {
			buf = append(make([]byte, 0, 2*cap(buf)+64<<10), buf...)
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if errors.Is(err, io.EOF) {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}
