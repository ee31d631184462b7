package depot

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"

	"bantin/internal/cache"
	"bantin/internal/publish"
)

// Share sends a record of the cache to the store, in place of what is there, while the caller goes on.
func (d *Depot) Share(k cache.Key) {
	if d == nil || d.o.ReadOnly || d.ctx.Err() != nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.full {
		return
	}
	d.known[k] = true
	d.queue = append(d.queue, k)
	if d.workers < senders {
		d.workers++
		d.sending.Go(d.send)
	}
}

// Complete sees to it that the store has records that the cache holds: those that were neither fetched nor shared in this run are
// looked for in a list of all that the store has.
func (d *Depot) Complete(keys []cache.Key) {
	if d == nil || d.o.ReadOnly {
		return
	}
	d.mu.Lock()
	missing := make(map[string]cache.Key)
	for _, k := range keys {
		if !d.known[k] {
			missing[cache.Path(k)] = k
		}
	}
	d.mu.Unlock()
	if len(missing) == 0 || !d.open() {
		return
	}
	all, err := request(d, listLimit, d.target.List)
	if err != nil {
		d.failed(err, false)
		return
	}
	for _, o := range all {
		delete(missing, o.Path)
	}
	for _, k := range missing {
		d.Share(k)
	}
}

// send sends what waits, until nothing does.
func (d *Depot) send() {
	for {
		d.mu.Lock()
		if len(d.queue) == 0 || d.full || d.ctx.Err() != nil {
			d.workers--
			d.mu.Unlock()
			return
		}
		k := d.queue[0]
		d.queue = d.queue[1:]
		d.mu.Unlock()
		d.sendOne(k)
	}
}

func (d *Depot) sendOne(k cache.Key) {
	if !d.open() {
		return
	}
	data, err := d.o.Cache.Whole(k) // read only now: what waits takes no memory
	if err != nil {
		return // pruned meanwhile, damaged or too large: whoever needs it makes it
	}
	_, err = request(d, sendLimit, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, d.target.Put(ctx, &publish.Upload{
			Path: cache.Path(k), Size: int64(len(data)), ContentType: "application/octet-stream",
			Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
		})
	})
	if errors.Is(err, fs.ErrNotExist) {
		return // in a folder, another machine has written the same record at the same time
	}
	if err != nil {
		d.failed(err, true)
		return
	}
	d.mu.Lock()
	d.result.Sent++
	d.result.SentBytes += int64(len(data))
	d.mu.Unlock()
}
