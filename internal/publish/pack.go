package publish

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/andybalholm/brotli"
)

// suffixes are what web servers look for beside a file: the names of its compressed copies, by encoding.
func suffixes() map[string]string { return map[string]string{"gzip": ".gz", "br": ".br"} }

// packed gives the bytes of a file in an encoding, "" for as they are. The same bytes give the same.
func (s *Site) packed(f *file, coding string) ([]byte, error) {
	r, err := s.open(f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "":
		_, err := b.ReadFrom(r)
		return b.Bytes(), err
	case "gzip":
		w, _ = gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a right one
	case "br":
		w = brotli.NewWriterLevel(&b, 7) // ten times as fast as the best, and nearly as small
	default:
		panic("publish: unknown encoding " + coding)
	}
	if _, err := io.Copy(w, r); err != nil {
		return nil, fmt.Errorf("%s: %w", f.path, err)
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// upload gives an item on its way.
func (p *Plan) upload(it *item) (*Upload, error) {
	u := &Upload{
		Path: it.path, Size: it.file.size, ContentType: it.headers.contentType,
		CacheControl: it.headers.cacheControl, ContentEncoding: it.headers.encoding,
	}
	if it.coding == "" {
		u.Open = func() (io.ReadCloser, error) { return p.site.open(it.file) }
		return u, nil
	}
	body, err := p.site.packed(it.file, it.coding)
	if err != nil {
		return nil, err
	}
	u.Size = int64(len(body))
	u.Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	return u, nil
}
