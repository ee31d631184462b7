// Package photo turns the pictures that pages show into their variants:
// smaller, upright, in sRGB and without anything private. All variants of a
// picture lie in one record of the cache; while the picture and what is wanted
// of it are the same, it is neither decoded nor even opened again.
//
// A picture is decoded once. A photo (what has no transparency and is no
// drawing) stays in its Y, Cb and Cr planes: they are shrunk to the widest
// variant, brought to sRGB and turned upright, and each narrower variant is made
// of the one before. A drawing (a screenshot, a logo, an infographic: a
// lossless file of less than a byte a pixel) is tried as lossless file too,
// since text is sharper and often smaller so. Moving pictures and SVG drawings
// have no variants.
//
// Memory is bounded by the number of workers, and by a budget for what all of
// them have decoded at the same time.
package photo

import (
	"context"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"bantin/internal/cache"
	"bantin/internal/diag"
	"bantin/internal/media"
	"bantin/internal/parallel"
	"bantin/internal/webp"
)

// Use says what a picture is wanted for; uses are joined by "or". 0 asks for a picture that is
// published and not shown, as one that a text only links to: just Picture.Full, if it must be made.
type Use uint8

// The uses of a picture.
const (
	// Shown asks for variants 480, 800, 1200 and 1600 pixels wide. Cover and Sheet ask for them too.
	Shown Use = 1 << iota
	// Cover asks for what a share card shows of a photo, in Picture.Piece: all of the card
	// (1200x630) if the photo is wide and large enough, else 540x538 from its middle,
	// or less when the photo is smaller.
	Cover
	// Sheet asks for what a share card shows of an infographic, in Picture.Piece:
	// its top, 420 pixels wide (less when it is narrower) and at most 498 high. It goes before Cover.
	Sheet
	// Logo asks for variants 96 and 192 pixels wide, rather lossless.
	Logo
)

// Request asks for one picture.
type Request struct {
	// Path is that of the file in the file system of the Maker.
	Path string
	Use  Use
}

// Options say how pictures are made.
type Options struct {
	Cache *cache.Cache
	// MaxPixels refuses larger pictures before they are decoded; 0: media.MaxPixels.
	MaxPixels int64
	// Workers is how many pictures are made at once; 0: one for each processor.
	Workers int
	// Progress is kept up to date when it is not nil: pictures, those out of the cache included.
	Progress *parallel.Progress
	// Fetch, if not nil, brings a record that the cache lacks into it from elsewhere, if sound agrees to it, and tells whether it
	// is there now. Several wait for it at once. Only Make calls it.
	Fetch func(k cache.Key, sound func(head []byte, blobs [][]byte) bool) bool
	// Made, if not nil, is told of each record that was made, and how many bytes its blobs have.
	Made func(k cache.Key, bytes int64)
}

// Maker makes pictures and hands out their variants. It is safe for concurrent use.
type Maker struct {
	fsys    fs.FS
	options Options
	only    only
	decoded *budget // of maxDecoded bytes
	files   *budget // of maxFiles bytes

	coding  sync.Mutex
	encoder *webp.Encoder // made when the first picture needs it

	mu      sync.Mutex
	sources map[string]*source
	// ctx is that of the last Make, for what Copy has to make again.
	ctx context.Context
	// counted are the paths that are in Progress.Total; true: in Progress.Done, too.
	counted map[string]bool
}

// source is a file whose record is in the cache.
type source struct {
	key   cache.Key
	use   Use
	again sync.Mutex // held while its record is made again
}

// New gives a Maker for the pictures of a file system. Options.Cache must be
// set and stay open for as long as the Maker is used.
func New(fsys fs.FS, o Options) *Maker {
	if o.MaxPixels <= 0 {
		o.MaxPixels = media.MaxPixels
	}
	if o.Workers < 1 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return &Maker{
		fsys: fsys, options: o,
		decoded: newBudget(maxDecoded), files: newBudget(maxFiles),
		sources: make(map[string]*source), counted: make(map[string]bool), ctx: context.Background(),
	}
}

// Close frees what encoding has taken. The Maker must not be used afterwards.
func (m *Maker) Close() error {
	m.coding.Lock()
	defer m.coding.Unlock()
	if m.encoder == nil {
		return nil
	}
	return m.encoder.Close()
}

// Make gives what pages need to know of each picture, and what is wrong with
// them, in the order of the paths. Uses of a path that is named several times are joined;
// files that are not named as pictures are passed over, and a picture with an
// error is not in the map. The error is one of the environment (the disk is full), or ctx.Err().
func (m *Maker) Make(ctx context.Context, requests []Request) (map[string]media.Picture, []diag.Diagnostic, error) {
	uses := joined(requests)
	paths := slices.Sorted(maps.Keys(uses))
	m.begin(ctx, paths)
	results := make([]result, len(paths))
	c := claims{at: make(map[cache.Key]bool)}
	err := m.each(ctx, len(paths), func(ctx context.Context, i int) (err error) {
		results[i], err = m.picture(ctx, paths[i], uses[paths[i]], &c)
		switch {
		case results[i].waits:
			c.postpone(i)
		case results[i].lacks != (cache.Key{}):
			c.lack(i)
		case err == nil:
			m.done(paths[i])
		}
		return err
	})
	if err == nil {
		err = m.fetchOrMake(ctx, paths, uses, c.lacking, results)
	}
	if err != nil {
		return nil, nil, err
	}
	err = m.each(ctx, len(c.later), func(ctx context.Context, n int) (err error) {
		i := c.later[n]
		results[i], err = m.picture(ctx, paths[i], uses[paths[i]], nil)
		if err == nil {
			m.done(paths[i])
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	pictures, problems := m.gather(paths, uses, results)
	return pictures, problems, nil
}

// Made gives what Make would of the pictures that the cache holds already, and what is wrong
// with them; rest are the requests for all others. It makes nothing.
func (m *Maker) Made(requests []Request) (made map[string]media.Picture, problems []diag.Diagnostic, rest []Request) {
	uses := joined(requests)
	paths := slices.Sorted(maps.Keys(uses))
	results := make([]result, 0, len(paths))
	known := make([]string, 0, len(paths))
	for _, path := range paths {
		if r, _, ok, err := m.known(path, uses[path]); err == nil && ok {
			known, results = append(known, path), append(results, r)
			continue
		}
		rest = append(rest, Request{path, uses[path]})
	}
	made, problems = m.gather(known, uses, results)
	return made, problems, rest
}

// joined gives the uses of each picture.
func joined(requests []Request) map[string]Use {
	uses := make(map[string]Use, len(requests))
	for _, r := range requests {
		if media.Named(r.Path) == media.Unknown {
			continue
		}
		use := r.Use
		if use&^Logo != 0 {
			use |= Shown
		}
		uses[r.Path] |= use
	}
	return uses
}

// gather joins the results of all paths, and remembers whose variants Copy may be asked for.
func (m *Maker) gather(paths []string, uses map[string]Use, results []result) (map[string]media.Picture, []diag.Diagnostic) {
	m.mu.Lock()
	defer m.mu.Unlock()
	pictures := make(map[string]media.Picture, len(paths))
	var problems []diag.Diagnostic
	for i, r := range results {
		problems = append(problems, r.problems...)
		if slices.ContainsFunc(r.problems, isError) {
			continue
		}
		pictures[paths[i]] = r.picture
		m.sources[paths[i]] = &source{key: r.picture.Key, use: uses[paths[i]]}
	}
	slices.SortStableFunc(problems, func(a, b diag.Diagnostic) int { return strings.Compare(a.File, b.File) })
	return pictures, problems
}

func isError(d diag.Diagnostic) bool { return d.Severity == diag.Error }

// begin notes the context of a Make, and counts its paths.
func (m *Maker) begin(ctx context.Context, paths []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ctx = ctx
	progress := m.options.Progress
	if progress == nil {
		return
	}
	for _, path := range paths {
		if _, known := m.counted[path]; !known {
			m.counted[path] = false
			progress.Total.Add(1)
		}
	}
}

func (m *Maker) done(path string) {
	progress := m.options.Progress
	if progress == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.counted[path] {
		m.counted[path] = true
		progress.Done.Add(1)
	}
}

// each calls do for the numbers below n on all workers. A picture takes long
// and no two take equally long, so that each worker fetches one at a time.
func (m *Maker) each(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	workers := min(m.options.Workers, n)
	if workers == 0 {
		return ctx.Err()
	}
	caller := ctx
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	err := parallel.Each(ctx, workers, workers, func() func(int) error {
		return func(int) error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				err := ctx.Err()
				if err == nil {
					err = do(ctx, i)
				}
				if err != nil {
					stop(err) // the others', too
					return err
				}
			}
		}
	})
	switch {
	case err == nil:
		return nil
	case caller.Err() != nil:
		return caller.Err()
	}
	return context.Cause(ctx) // the first error, not that of a worker which it stopped
}

// claims see to it that the same picture under two paths is made once: the
// second one waits until all others are done, and then finds it in the cache.
type claims struct {
	mu    sync.Mutex
	at    map[cache.Key]bool
	later []int
	// lacking are those that have to be asked for elsewhere first.
	lacking []int
}

// take tells whether nobody else has taken the key.
func (c *claims) take(k cache.Key) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	taken := c.at[k]
	c.at[k] = true
	return !taken
}

func (c *claims) postpone(i int) {
	c.mu.Lock()
	c.later = append(c.later, i)
	c.mu.Unlock()
}

func (c *claims) lack(i int) {
	c.mu.Lock()
	c.lacking = append(c.lacking, i)
	c.mu.Unlock()
}
