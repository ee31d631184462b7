package photo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"bantin/internal/cache"
	"bantin/internal/diag"
	"bantin/internal/limits"
	"bantin/internal/media"
	"bantin/internal/webp"
)

// version stands in every key. Raise it when this package or raster make other
// pixels of the same file, or media.Check finds other problems in it.
const version = "bantin photo 2"

// way is how variants are made, as far as constants tell.
var way = fmt.Sprint(version, webp.Version, shownWidths, logoWidths,
	plainQuality, webpQuality, fullQuality, cardQuality, pieceQuality, sheetQuality)

// nameKey is where the names of variants come from: the recipe without what
// leaves their bytes as they are. Another version of Go may change bytes, but
// hardly what is seen: addresses do not change for that.
func nameKey(sum cache.Key, f media.Format, use Use) cache.Key { return recipe(sum, f, use&Logo) }

// key names the record of a picture: that of its recipe, with the encoders that are at hand.
func key(sum cache.Key, f media.Format, use Use) cache.Key { return cache.Made(recipe(sum, f, use)) }

// key is that of the record. What is wrong with a drawing depends on the limit too, for the pictures inside it.
func (m *Maker) key(sum cache.Key, f media.Format, use Use) cache.Key {
	if f == media.SVG {
		sum = sha256.Sum256(binary.LittleEndian.AppendUint64(sum[:], uint64(m.options.MaxPixels)))
	}
	return key(sum, f, use)
}

// recipe stands for a picture's bytes, what its name promises, what it is wanted for, and how variants are made.
func recipe(sum cache.Key, f media.Format, use Use) cache.Key {
	w := append(make([]byte, 0, 128), sum[:]...)
	w = append(w, byte(use))
	w = append(w, f...)
	return sha256.Sum256(append(append(w, 0), way...))
}

// picture gives a picture out of the cache, or makes it. With claims it may
// be left to the worker who makes the same one at the moment.
func (m *Maker) picture(ctx context.Context, path string, use Use, c *claims) (result, error) {
	r, k, ok, err := m.known(path, use)
	if err != nil {
		return m.unread(path, err)
	}
	if ok {
		return r, nil
	}
	if c != nil && !c.take(k) {
		return result{waits: true}, nil
	}
	if c != nil && m.options.Fetch != nil {
		return result{lacks: k}, nil
	}
	return m.fresh(ctx, path, use)
}

// known gives a picture out of the cache if it is there, and its key.
func (m *Maker) known(path string, use Use) (r result, k cache.Key, ok bool, err error) {
	sum, err := m.options.Cache.SumUpTo(m.fsys, path, maxFile)
	if err != nil {
		return result{}, k, false, err
	}
	format := media.Named(path)
	k = m.key(sum, format, use)
	r, ok = m.cached(k, nameKey(sum, format, use), path)
	return r, k, ok, nil
}

// cached gives what a record says.
func (m *Maker) cached(k, names cache.Key, path string) (result, bool) {
	data, ok := m.options.Cache.Head(k)
	if !ok {
		return result{}, false
	}
	r, ok := readHead(data, path, k, names)
	// The limits may be lower than they were when the record was made.
	long := max(r.picture.Width, r.picture.Height) > limits.Side && media.Named(path) != media.SVG
	return r, ok && !long && int64(r.picture.Width)*int64(r.picture.Height) <= m.options.MaxPixels
}

// errDecode says that a picture cannot be decoded.
var errDecode = errors.New("the picture cannot be decoded")

// unread tells the editor why a file could not be read, if that is the file's fault.
func (m *Maker) unread(path string, err error) (result, error) {
	if errors.Is(err, cache.ErrTooLarge) {
		return result{problems: []diag.Diagnostic{diag.New(path, 0, 0, "image-file-too-large", path)}}, nil
	}
	_, problems := media.Check(m.fsys, path, m.options.MaxPixels)
	if !slices.ContainsFunc(problems, isError) {
		return result{}, fmt.Errorf("picture %s: %w", path, err)
	}
	return result{problems: problems}, nil
}

// read reads a picture's file, and takes its size from the budget. The error
// is cache.ErrTooLarge for a file that is larger than it may be, or has become so.
func (m *Maker) read(path string) (data []byte, giveBack func(), err error) {
	f, err := m.fsys.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if info.Size() > maxFile {
		return nil, nil, cache.ErrTooLarge
	}
	giveBack = m.files.take(info.Size())
	w := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	n, err := w.ReadFrom(io.LimitReader(f, maxFile+1))
	if n > maxFile {
		err = cache.ErrTooLarge
	}
	if err != nil {
		giveBack()
		return nil, nil, err
	}
	return w.Bytes(), giveBack, nil
}

// fresh makes a picture and keeps it in the cache. A picture with an error is not kept.
func (m *Maker) fresh(ctx context.Context, path string, use Use) (result, error) {
	data, giveBack, err := m.read(path)
	if err != nil {
		return m.unread(path, err)
	}
	defer giveBack()
	// All that the record says is said of these bytes: the file may change at any time.
	size, problems := media.Check(memory(data), path, m.options.MaxPixels)
	if slices.ContainsFunc(problems, isError) {
		return result{problems: problems}, nil
	}
	format, sum := media.Named(path), sha256.Sum256(data)
	if media.Frames(data, format, limits.Frames) > limits.Frames {
		return result{problems: append(problems, diag.New(path, 0, 0, "too-many-frames", path, strconv.Itoa(limits.Frames)))}, nil
	}
	r := result{picture: size, problems: problems}
	r.picture.Key = m.key(sum, format, use)
	var blobs [][]byte
	shown := use != 0 || media.Orientation(data, format) > 1
	if shown && format != media.SVG && !media.Moving(data, format) {
		blobs, err = m.variants(ctx, path, data, use, &r.picture)
		if errors.Is(err, errDecode) {
			return result{problems: append(problems, diag.New(path, 0, 0, "bad-image", path))}, nil
		}
		if err != nil {
			return result{}, fmt.Errorf("picture %s: %w", path, err)
		}
	}
	r.picture.Name = nameKey(sum, format, use)
	r.picture.Hash = hash(&r.picture)
	if err := m.options.Cache.Put(r.picture.Key, head(&r), blobs); err != nil {
		return result{}, fmt.Errorf("picture %s: %w", path, err)
	}
	if m.options.Made != nil {
		m.options.Made(r.picture.Key, sizeOf(blobs))
	}
	return r, nil
}

func sizeOf(blobs [][]byte) (n int64) {
	for _, b := range blobs {
		n += int64(len(b))
	}
	return n
}

// variants makes all that is wanted of a picture and says so in p.
func (m *Maker) variants(ctx context.Context, path string, data []byte, use Use, p *media.Picture) ([][]byte, error) {
	format := media.Named(path)
	turn := media.Orientation(data, format)
	defer m.decoded.take(decodedSize(data, format, int64(p.Width)*int64(p.Height), turn > 1))()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o, err := decode(data, format, turn, p.Width, p.Height)
	if err != nil {
		return nil, err
	}
	encoder, err := m.webp(ctx)
	if err != nil {
		return nil, err
	}
	w := &work{ctx: ctx, coder: coder{webp: encoder, icc: o.icc}, original: o, use: use, only: m.only, picture: p}
	if o.servable {
		w.published = func() (int64, error) { return published(data, path) }
	}
	err = w.makeAll()
	return w.blobs, err
}

// published is the size of a file as it is published.
func published(data []byte, path string) (int64, error) {
	var w bytes.Buffer
	err := media.Write(&w, memory(data), path)
	return int64(w.Len()), err
}

// webp gives the encoder.
func (m *Maker) webp(ctx context.Context) (*webp.Encoder, error) {
	m.coding.Lock()
	defer m.coding.Unlock()
	if m.encoder == nil {
		e, err := webp.New(context.WithoutCancel(ctx)) // it outlives this call
		if err != nil {
			return nil, err
		}
		m.encoder = e
	}
	return m.encoder, nil
}

// Copy appends a variant (Variant.Blob, not media.Source) of a picture that Make has
// given. When its record is gone or damaged it is made again from the file,
// which must be the same still, unless the context of the last Make is done: then the error is its.
func (m *Maker) Copy(w *bytes.Buffer, path string, blob int) error {
	m.mu.Lock()
	s, ctx := m.sources[path], m.ctx
	m.mu.Unlock()
	if s == nil {
		return fmt.Errorf("picture %s: it was not made", path)
	}
	err := m.blob(w, s.key, blob)
	if err == nil {
		return nil
	}
	s.again.Lock()
	defer s.again.Unlock()
	if m.blob(w, s.key, blob) == nil { // another caller has made it again
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	r, err := m.fresh(ctx, path, s.use)
	switch {
	case err != nil:
		return err
	case r.picture.Key != s.key:
		return &cache.ChangedError{File: path}
	}
	if err := m.blob(w, s.key, blob); err != nil {
		return fmt.Errorf("picture %s: %w", path, err)
	}
	return nil
}

// blob is Cache.Blob, and leaves nothing behind when it fails.
func (m *Maker) blob(w *bytes.Buffer, k cache.Key, i int) error {
	start := w.Len()
	err := m.options.Cache.Blob(w, k, i)
	if err != nil {
		w.Truncate(start)
	}
	return err
}
