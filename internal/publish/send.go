package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"bantin/internal/parallel"
)

// Run does what the plan says. ErrMoved says that another publish has come first, and nothing was done.
//
// The order is such that whatever happens on the way, every page on the target is whole and what it
// is shown with is there: files that pages are shown with come first, then pages, then
// what leads to them; what is not needed goes at the end, and only if all else has succeeded. Run again
// after a failure, a new plan goes on where this one stopped.
func (p *Plan) Run(ctx context.Context) (err error) {
	if p.Empty() {
		return nil
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	l, err := acquire(ctx, p.target, p.options.Who, p.options.BreakLock, stop)
	if err != nil {
		return err
	}
	defer func() {
		ending, cancel := lastWords(ctx)
		defer cancel()
		if e := l.release(ending); err == nil {
			err = e
		}
	}()
	seen, err := getManifest(ctx, p.target)
	if err != nil {
		return err
	}
	if !bytes.Equal(seen, p.seen) || (seen == nil) != (p.seen == nil) {
		return ErrMoved
	}
	s := newSender(p, l)
	if err = s.run(ctx); err != nil {
		if cause := context.Cause(ctx); cause != nil && !errors.Is(err, ErrLockLost) {
			err = cause
		}
		if !errors.Is(err, ErrLockLost) {
			ending, cancel := lastWords(ctx)
			defer cancel()
			s.write(ending) // else the next run sends again what has been sent
		}
	}
	return err
}

// lastWords is the time that is left to put things in order after a publish has failed or was stopped.
func lastWords(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
}

// sender is one run of a plan.
type sender struct {
	*Plan
	lease *lease

	writing sync.Mutex // held while the manifest is written

	mu      sync.Mutex
	entries map[string]entry // what is known to be on the target; guarded by mu
	written time.Time        // when the manifest was; guarded by mu
}

func newSender(p *Plan, l *lease) *sender {
	s := &sender{Plan: p, lease: l, entries: make(map[string]entry, len(p.after.entries))}
	for _, e := range p.now.entries {
		s.entries[e.path] = e
	}
	for _, e := range p.after.entries {
		s.entries[e.path] = e // also those found by listing, and those that stay
	}
	s.progress.Files.Total.Store(int64(len(p.items) + len(p.drops) + len(p.deletes[0]) + len(p.deletes[1])))
	s.progress.Bytes.Total.Store(p.Bytes)
	return s
}

func (s *sender) run(ctx context.Context) error {
	for i := range s.items {
		s.doubt(s.items[i].path)
	}
	for _, d := range s.drops {
		s.doubt(d.path)
	}
	if len(s.items)+len(s.drops) > 0 {
		if err := s.write(ctx); err != nil {
			return err
		}
	}
	for g := range numGroups {
		if err := s.sendGroup(ctx, g); err != nil {
			return err
		}
	}
	deletes, err := s.spare(ctx)
	if err != nil {
		return err
	}
	if len(deletes[0])+len(deletes[1]) > 0 {
		for _, list := range deletes {
			for _, name := range list {
				s.doubt(name)
			}
		}
		if err := s.write(ctx); err != nil {
			return err
		}
		for _, list := range deletes {
			if err := s.remove(ctx, list); err != nil {
				return err
			}
		}
	}
	return s.write(ctx)
}

// spare gives the files that go. A target that takes no notice of letter case has a file whose name has changed in nothing
// else under its new name by now: that one is only forgotten. What the target is like shows in our lock.
func (s *sender) spare(ctx context.Context) (deletes [2][]string, err error) {
	stays := make(map[string]bool, len(s.after.entries))
	for i := range s.after.entries {
		stays[strings.ToLower(s.after.entries[i].path)] = true
	}
	again := func(name string) bool { return stays[strings.ToLower(name)] }
	if !slices.ContainsFunc(slices.Concat(s.deletes[0], s.deletes[1]), again) {
		return s.deletes, nil
	}
	_, err = retried(ctx, s.progress, func() ([]byte, error) { return s.target.Get(ctx, strings.ToUpper(LockFile), 1<<12) })
	if errors.Is(err, fs.ErrNotExist) {
		return s.deletes, nil
	}
	if err != nil {
		return deletes, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, list := range s.deletes {
		for _, name := range list {
			if again(name) {
				delete(s.entries, name)
				s.progress.Files.Done.Add(1)
			} else {
				deletes[i] = append(deletes[i], name)
			}
		}
	}
	return deletes, nil
}

// doubt notes that a file may be anything from now on.
func (s *sender) doubt(name string) {
	if e, known := s.entries[name]; known {
		e.hash = [sha256.Size]byte{}
		s.entries[name] = e
	}
}

// sendGroup removes what is in the way of a group, and sends it.
func (s *sender) sendGroup(ctx context.Context, g group) error {
	var blocking []string
	for _, d := range s.drops {
		if d.group == g {
			blocking = append(blocking, d.path)
		}
	}
	if err := s.remove(ctx, blocking); err != nil {
		return err
	}
	var items []*item
	for i := range s.items {
		if s.items[i].group == g {
			items = append(items, &s.items[i])
		}
	}
	return parallel.Each(ctx, s.target.Traits().Parallel, len(items), func() func(i int) error {
		return func(i int) error {
			if err := s.send(ctx, items[i]); err != nil {
				return err
			}
			return s.note(ctx)
		}
	})
}

// send sends a file.
func (s *sender) send(ctx context.Context, it *item) error {
	u, err := s.upload(it)
	if err != nil {
		return err
	}
	counted := &counter{progress: &s.progress.Bytes, most: it.size(), whole: u.Size}
	open := u.Open
	u.Open = func() (io.ReadCloser, error) {
		r, err := open()
		if err != nil {
			return nil, err
		}
		counted.reset()
		return &countedReader{r, counted}, nil
	}
	if err := again(ctx, s.progress, func() error { return s.target.Put(ctx, u) }); err != nil {
		return err
	}
	counted.finish()
	s.progress.Files.Done.Add(1)
	e := it.entry
	e.size = u.Size
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries[it.path] = e
	return nil
}

// remove removes files.
func (s *sender) remove(ctx context.Context, names []string) error {
	return parallel.Each(ctx, s.target.Traits().Parallel, len(names), func() func(i int) error {
		return func(i int) error {
			name := names[i]
			if err := again(ctx, s.progress, func() error { return s.target.Delete(ctx, name) }); err != nil {
				return err
			}
			s.progress.Files.Done.Add(1)
			s.mu.Lock()
			delete(s.entries, name)
			s.mu.Unlock()
			return s.note(ctx)
		}
	})
}

// noteEvery is how often the manifest is written while files are sent: what a killed publish has sent since is sent again.
const noteEvery = 10 * time.Second

// note writes the manifest if the last time is long ago. One worker does, the others go on.
func (s *sender) note(ctx context.Context) error {
	s.mu.Lock()
	due := time.Since(s.written) >= noteEvery
	s.mu.Unlock()
	if !due || !s.writing.TryLock() {
		return nil
	}
	defer s.writing.Unlock()
	return s.put(ctx)
}

// write puts the manifest onto the target, after whoever is just writing it.
func (s *sender) write(ctx context.Context) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.put(ctx)
}

func (s *sender) put(ctx context.Context) error {
	if err := s.lease.check(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	s.written = time.Now()
	m := manifest{baseURL: s.site.BaseURL, entries: slices.Collect(maps.Values(s.entries))}
	s.mu.Unlock()
	slices.SortFunc(m.entries, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	packed := m.encode()
	return again(ctx, s.progress, func() error {
		return s.target.Put(ctx, &Upload{
			Path: ManifestFile, Size: int64(len(packed)), ContentType: "application/gzip", CacheControl: "no-store",
			Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(packed)), nil },
		})
	})
}

// counter counts the bytes of one file into those of all, also when it is sent more than once, and in the
// measure of the file before it was compressed.
type counter struct {
	progress          *parallel.Progress
	most, whole, done int64
	counted           int64
}

func (c *counter) add(n int) {
	c.done += int64(n)
	c.set(c.most * c.done / max(c.whole, 1))
}

func (c *counter) set(n int64) {
	n = min(n, c.most)
	c.progress.Done.Add(n - c.counted)
	c.counted = n
}

func (c *counter) reset() {
	c.done = 0
	c.set(0)
}

func (c *counter) finish() { c.set(c.most) }

type countedReader struct {
	io.ReadCloser
	counter *counter
}

func (r *countedReader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	r.counter.add(n)
	return n, err
}
