package build

import (
	"bytes"
	"context"
	"errors"
	"image"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"bantin/internal/cache"
	"bantin/internal/card"
	"bantin/internal/depot"
	"bantin/internal/output"
	"bantin/internal/parallel"
	"bantin/internal/publish"
)

// Shared is the cache that machines share, as package depot tells: what the cache of this machine lacks is looked for there, and what is
// made goes there. Who names it, and who may write to it, is trusted as the site itself is.
type Shared struct {
	// Address takes the place of cache in site.yaml; "" for that, NoCache for none. It is of the form that content.CheckCache takes.
	Address string
	// Credentials are for stores that ask for some.
	Credentials publish.Credentials
	// Open opens the store, for tests; nil: publish.Open.
	Open func(ctx context.Context, address string) (publish.Target, error)
}

// NoCache is the address of no cache.
const NoCache = "none"

// CacheError says that the folder of the shared cache overlaps with one of the site's own.
type CacheError struct{ Dir, Other string }

func (e *CacheError) Error() string { return "the shared cache " + e.Dir + " overlaps " + e.Other }

// depot gives the store, nil when there is none.
func (s Shared) depot(ctx context.Context, c *cache.Cache, o workshopOptions) (*depot.Depot, error) {
	address := s.Address
	if address == "" {
		if address = o.settings.Cache; address != "" && address != NoCache && !strings.Contains(address, "://") && !filepath.IsAbs(address) {
			address = filepath.Join(filepath.Dir(o.state), filepath.FromSlash(address)) // below the site's folder
		}
	}
	if address == "" || address == NoCache {
		return nil, nil
	}
	if local, ok := publish.LocalPath(address); ok {
		sources := []string{"content", "layouts", "static", "public", stateFolder, ".git"}
		site := filepath.Dir(o.state)
		if out, err := filepath.Rel(site, o.out); err == nil && o.out != "" {
			sources = append(sources, out)
		}
		if overlap := new(output.FolderError); errors.As(second(output.CheckFolder(local, site, sources)), &overlap) && overlap.Other != "" {
			return nil, &CacheError{overlap.Dir, overlap.Other}
		}
	}
	open := s.Open
	if open == nil {
		credentials := s.Credentials
		if credentials.Getenv == nil {
			credentials.Getenv = func(string) string { return "" }
		}
		open = func(ctx context.Context, address string) (publish.Target, error) {
			return publish.Open(ctx, address, credentials)
		}
	}
	return depot.New(ctx, depot.Options{
		Cache: c, Place: publish.Redact(address), ReadOnly: o.readOnly,
		Open: func(ctx context.Context) (publish.Target, error) { return open(ctx, address) },
	}), nil
}

func second[T any](_ T, err error) error { return err }

// Tally counts what was wanted of one kind: what had to be Made, with so many Bytes, was Fetched from the shared cache, or was Here.
type Tally struct {
	Made, Fetched, Here int
	Bytes               int64
}

// counter is a Tally while it grows.
type counter struct{ made, bytes atomic.Int64 }

func (c *counter) add(bytes int64) {
	c.made.Add(1)
	c.bytes.Add(bytes)
}

// tally tells what a counter and the store have come to.
func (c *counter) tally(wanted, fetched int) Tally {
	made := int(c.made.Load())
	return Tally{Made: made, Fetched: fetched, Here: max(0, wanted-made-fetched), Bytes: c.bytes.Load()}
}

// isCard tells whether a record from elsewhere can be one of a share card.
func isCard(head []byte, blobs [][]byte) bool {
	if len(head) > 0 || len(blobs) != 1 {
		return false
	}
	c, kind, err := image.DecodeConfig(bytes.NewReader(blobs[0]))
	size := image.Pt(c.Width, c.Height)
	return err == nil && (kind == "png" || kind == "jpeg") && (size == image.Pt(card.Width, card.Height) || size == image.Pt(card.Side, card.Side))
}

// fetchedAtOnce is how many share cards are asked for at once.
const fetchedAtOnce = 32

// Drawing a card takes 2 to 8 ms of processor time. Once enough have come, and each has taken longer than that, the others are drawn.
const (
	enoughCards = 64
	slowCard    = 10 * time.Millisecond
)

// whileFetching writes a site while those share cards come in that the cache lacks, in the order in which they are written.
func (w *workshop) whileFetching(ctx context.Context, cards func() []output.File, write func() error) error {
	if w.depot == nil {
		return write()
	}
	fetching, stop := context.WithCancel(ctx)
	defer stop()
	return parallel.Each(context.WithoutCancel(ctx), 2, 2, func() func(int) error {
		return func(i int) error {
			if i == 0 {
				defer stop()
				return write()
			}
			w.fetchCards(fetching, cards())
			return nil
		}
	})
}

// fetchCards brings share cards into the cache that it lacks.
func (w *workshop) fetchCards(ctx context.Context, cards []output.File) {
	began := time.Now()
	var asked atomic.Int64
	// Its error is that of ctx.
	_ = parallel.Each(ctx, fetchedAtOnce, len(cards), func() func(int) error {
		return func(i int) error {
			if w.drawsCards.Load() || w.cache.Has(cards[i].Key) {
				return nil
			}
			w.depot.Fetch(cards[i].Key, isCard)
			if n := asked.Add(1); n >= enoughCards && time.Since(began) > time.Duration(n)*slowCard {
				w.drawsCards.Store(true)
			}
			return nil
		}
	})
}

// drawnCards are the share cards of a tree, wide and square, that have records of their own. Those that are a piece of a cover lie in its record.
func (w *workshop) drawnCards(tree *output.Tree, j *joined) (cards []output.File) {
	pieces := make(map[[32]byte]bool, len(j.pictures))
	for _, p := range j.pictures {
		pieces[cache.Made(p.Name)] = true
	}
	for _, f := range tree.Files() {
		base := f.Path[strings.LastIndexByte(f.Path, '/')+1:]
		// A published file that is called so is its own source.
		if f.Kind == output.Asset && (strings.HasPrefix(base, "share.") || strings.HasPrefix(base, "square.")) && (f.Source == "" || strings.HasSuffix(f.Source, ".md")) &&
			f.Key != ([32]byte{}) && !pieces[f.Key] {
			cards = append(cards, f)
		}
	}
	return cards
}
