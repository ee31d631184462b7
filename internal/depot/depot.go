// Package depot is a cache that several machines share: records of package cache in a store that package publish can
// reach, an object store or a folder. The cache of each machine lies before it. A record that this one lacks is fetched
// from the store, one that was made here goes there too, so that of many machines only one makes it.
//
// The store is never needed. When it cannot be reached, refuses us, or lets us wait, it is left alone for the rest of the run;
// Close tells why, once, and everything is made here. Until the first record is missing nothing is asked of it at all.
//
// What comes from the store is looked at before it is used: it must be the record of its key, its checksums
// must be right, and what it holds must be what such a record can hold. So what disks, networks and other programs do to
// records costs time and nothing else. It is no protection against people: whoever may write to the store can put a picture of their own in
// the place of ours, with checksums that fit, and a build publishes it. The right to write there is to be given to those
// alone who may change the site itself; for all others the right to read is enough.
package depot

import (
	"context"
	"errors"
	"io/fs"
	"sync"
	"time"

	"bantin/internal/cache"
	"bantin/internal/diag"
	"bantin/internal/publish"
)

// Options say what is shared, and where.
type Options struct {
	// Cache is that of this machine. It must stay open until the Depot is closed.
	Cache *cache.Cache
	// Open opens the store.
	Open func(ctx context.Context) (publish.Target, error)
	// Place is the store's address as it may be shown.
	Place string
	// ReadOnly keeps what is made here from the store.
	ReadOnly bool
}

// How long the store may let us wait: for being let in, for one record, and until one of ours is there. A picture takes half a second to
// make: who waits longer than that loses, but a line that is merely slow shall not be taken for one that is cut.
const (
	openLimit  = 10 * time.Second
	fetchLimit = 15 * time.Second
	sendLimit  = time.Minute
	listLimit  = 5 * time.Minute // a thousand names an answer
)

// senders is how many records are sent at once.
const senders = 16

// maxOdd is how many records the store may fail to give or take for reasons of their own.
const maxOdd = 8

// Depot is a store of records behind a cache. It is safe for concurrent use; a nil *Depot has no store.
type Depot struct {
	o    Options
	ctx  context.Context // done when the store is left alone
	stop context.CancelFunc

	target publish.Target // once opened is closed; nil when it could not be opened
	slots  chan struct{}  // holds one for each request on its way

	sending sync.WaitGroup

	mu      sync.Mutex
	opened  chan struct{}      // nil until somebody opens the store
	known   map[cache.Key]bool // asked for or shared in this run; true: it is there
	flights map[cache.Key]chan struct{}
	queue   []cache.Key // to be sent
	workers int         // who send
	full    bool        // the store takes nothing
	odd     int
	closed  bool
	result  Result
}

// Result is what has come of a Depot.
type Result struct {
	// Fetched and Sent are how many records came and went, with so many bytes; Damaged is how many came and were
	// of no use.
	Fetched, Sent, Damaged  int
	FetchedBytes, SentBytes int64
	// Requests is how many files were asked for or sent, those that are not there included.
	Requests int
	// Problems tell why the store was left alone. They are warnings, also under --strict: the site is the same.
	Problems []diag.Diagnostic
}

// New gives a Depot, which must be closed. It asks nothing of the store yet. When ctx is done the store is left alone.
func New(ctx context.Context, o Options) *Depot {
	d := &Depot{o: o, known: make(map[cache.Key]bool), flights: make(map[cache.Key]chan struct{})}
	d.ctx, d.stop = context.WithCancel(ctx)
	return d
}

// Close waits until all is sent that was to be shared, and tells what has come of it. It may be called again.
func (d *Depot) Close() Result {
	if d == nil {
		return Result{}
	}
	d.sending.Wait()
	d.stop()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.target != nil && !d.closed {
		d.target.Close()
	}
	d.closed = true
	return d.result
}

// Counts gives the Result as it is now.
func (d *Depot) Counts() Result {
	if d == nil {
		return Result{}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.result
}

// Fetch brings a record into the cache, and tells whether it is there now. sound, which is shown its head and its blobs, tells
// whether they can be those of such a record. What the store did not have it is not asked for again.
func (d *Depot) Fetch(k cache.Key, sound func(head []byte, blobs [][]byte) bool) bool {
	if d == nil {
		return false
	}
	for {
		d.mu.Lock()
		there, known := d.known[k]
		flight, flying := d.flights[k]
		if !known && !flying {
			flight = make(chan struct{})
			d.flights[k] = flight
		}
		d.mu.Unlock()
		switch {
		case known:
			return there
		case !flying:
			return d.land(k, flight, sound)
		}
		<-flight
	}
}

// land fetches a record and tells all who wait for it.
func (d *Depot) land(k cache.Key, flight chan struct{}, sound func([]byte, [][]byte) bool) (there bool) {
	defer func() {
		d.mu.Lock()
		d.known[k] = there
		delete(d.flights, k)
		d.mu.Unlock()
		close(flight)
	}()
	if !d.open() {
		return false
	}
	data, err := request(d, fetchLimit, func(ctx context.Context) ([]byte, error) {
		return d.target.Get(ctx, cache.Path(k), cache.MaxWhole)
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false
	case err != nil:
		d.failed(err, false)
		return false
	}
	err = d.o.Cache.Take(k, data, sound)
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case errors.Is(err, cache.ErrDamaged):
		d.result.Damaged++
		return false
	case err != nil: // the disk of this machine, which whoever makes the record will tell of
		return false
	}
	d.result.Fetched++
	d.result.FetchedBytes += int64(len(data))
	return true
}

// open opens the store when it is first needed; false when that is or was in vain.
func (d *Depot) open() bool {
	d.mu.Lock()
	opened, first := d.opened, d.opened == nil
	if first {
		opened = make(chan struct{})
		d.opened = opened
	}
	d.mu.Unlock()
	if first {
		defer close(opened)
		d.connect()
	} else {
		<-opened
	}
	return d.target != nil && d.ctx.Err() == nil
}

func (d *Depot) connect() {
	if d.ctx.Err() != nil {
		return
	}
	t, err := attempt(d.ctx, openLimit, d.o.Open)
	if err != nil {
		d.failed(err, false)
		return
	}
	d.target, d.slots = t, make(chan struct{}, max(1, t.Traits().Parallel))
}

// request makes a call to the store, in its turn.
func request[T any](d *Depot, limit time.Duration, call func(ctx context.Context) (T, error)) (v T, err error) {
	select {
	case d.slots <- struct{}{}:
		defer func() { <-d.slots }()
	case <-d.ctx.Done():
		return v, d.ctx.Err()
	}
	d.mu.Lock()
	d.result.Requests++
	d.mu.Unlock()
	return attempt(d.ctx, limit, call)
}
