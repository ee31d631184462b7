package photo

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"

	"bantin/internal/cache"
	"bantin/internal/media"
	"bantin/internal/parallel"

	"golang.org/x/image/webp"
)

// fetchers is how many pictures are asked for at once, and on their way while others are made.
const fetchers = 16

// Sum gives the hash of a picture's file, as Cache.Sum; cache.ErrTooLarge for one that Make would refuse to read.
func (m *Maker) Sum(path string) (cache.Key, error) {
	return m.options.Cache.SumUpTo(m.fsys, path, maxFile)
}

// fetchOrMake asks elsewhere for pictures that the cache lacks, by their places in paths, and makes those that are not there
// either. Each is asked for shortly before its turn, and the order is one of chance: several machines that begin with
// nothing at the same time soon find what the others have made.
func (m *Maker) fetchOrMake(ctx context.Context, paths []string, uses map[string]Use, lacking []int, results []result) error {
	if len(lacking) == 0 {
		return nil
	}
	rand.Shuffle(len(lacking), func(i, j int) { lacking[i], lacking[j] = lacking[j], lacking[i] })
	caller := ctx
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	rest := make(chan int) // without a buffer, since what waits is not asked for again
	steps := []func() error{func() error {
		defer stop() // whoever waits to hand a picture over
		return m.each(ctx, len(lacking), func(ctx context.Context, _ int) (err error) {
			i, ok := <-rest
			if !ok {
				return nil
			}
			if results[i], err = m.fresh(ctx, paths[i], uses[paths[i]]); err == nil {
				m.done(paths[i])
			}
			return err
		})
	}, func() error {
		defer close(rest)
		return parallel.Each(ctx, min(fetchers, len(lacking)), len(lacking), func() func(int) error {
			return func(n int) error { return m.fetch(ctx, lacking[n], paths, uses, results, rest) }
		})
	}}
	err := parallel.Each(context.WithoutCancel(ctx), len(steps), len(steps), func() func(int) error {
		return func(i int) error { return steps[i]() }
	})
	if caller.Err() != nil {
		return caller.Err()
	}
	return err
}

// fetch asks elsewhere for one picture, and hands it over when it has to be made.
func (m *Maker) fetch(ctx context.Context, i int, paths []string, uses map[string]Use, results []result, rest chan<- int) error {
	path := paths[i]
	if m.options.Fetch(results[i].lacks, func(head []byte, blobs [][]byte) bool { return genuine(head, blobs, path) }) {
		if r, _, ok, err := m.known(path, uses[path]); err == nil && ok {
			results[i] = r
			m.done(path)
			return nil
		}
	}
	select {
	case rest <- i:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// genuine tells whether a record from elsewhere can be one of the picture at path: what its head says is possible, and its blobs
// are the pictures that the head names, in type, size and measures. That they show what the source does nobody can tell without
// making them.
func genuine(head []byte, blobs [][]byte, path string) bool {
	r, ok := readHead(head, path, cache.Key{}, cache.Key{})
	if !ok {
		return false
	}
	p := &r.picture
	named := make([]bool, len(blobs))
	for _, list := range [][]media.Variant{p.WebP, p.Plain, {p.Full, p.Piece}} {
		for _, v := range list {
			if v.Type == "" || v.Blob == media.Source {
				continue
			}
			if v.Blob >= len(blobs) || int64(len(blobs[v.Blob])) != v.Size || !isPicture(blobs[v.Blob], v.Type, v.Width, v.Height) {
				return false
			}
			named[v.Blob] = true
		}
	}
	for _, used := range named {
		if !used {
			return false
		}
	}
	return true
}

// isPicture tells whether bytes begin as a picture of a type of variants does, with the measures given.
func isPicture(data []byte, kind string, width, height int) bool {
	var c image.Config
	var err error
	switch r := bytes.NewReader(data); kind {
	case "webp":
		c, err = webp.DecodeConfig(r)
	case "png":
		c, err = png.DecodeConfig(r)
	default:
		c, err = jpeg.DecodeConfig(r)
	}
	return err == nil && c.Width == width && c.Height == height
}
