package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"runtime"

	"bantin/internal/parallel"
)

var errTouched = errors.New("not as it was written")

// Stands tells whether a folder is as the build left it whose manifest has the checksum sum: every file it wrote is there
// untouched, and no temporary file of another build. The result is then that of Write for the same tree. Nothing is written.
func Stands(ctx context.Context, o Options, sum [sha256.Size]byte) (r Result, ok bool, err error) {
	if !isThere(o.State) || !isThere(o.Dir) {
		return Result{}, false, nil
	}
	if !o.Locked {
		unlock, err := Lock(o.State, o.Dir)
		if err != nil {
			return Result{}, false, err
		}
		defer unlock()
	}
	m, err := ReadManifest(o.State, o.Dir)
	if err != nil || m.sum != sum || m.spare || !hasSpare(o.State, o.Dir) {
		return Result{}, false, err // a whole build writes both manifests anew
	}
	// Seen from a tree that wants nothing, all that the build wrote is stale, and nothing else may be.
	seen, err := surveyFolder(o.Dir, new(Tree), m, runtime.GOMAXPROCS(0))
	if err != nil || len(seen.stale) != len(m.Entries) || len(seen.left) > 0 {
		return Result{}, false, err
	}
	w := &writer{tree: new(Tree), options: o, old: m, manifest: *m, states: make([]state, len(m.Entries))}
	err = parallel.Each(ctx, o.Workers, len(m.Entries), func() func(int) error {
		return func(i int) error { return w.stands(&m.Entries[i]) }
	})
	if err != nil {
		if ctx.Err() != nil {
			return Result{}, false, ctx.Err()
		}
		return Result{}, false, nil // whatever it is, a whole build will meet it
	}
	w.result.Foreign, w.result.Manifest = seen.foreign, sum
	w.count()
	return w.result, true, nil
}

// stands gives an error when a file is not what its entry says.
func (w *writer) stands(e *Entry) error {
	now, regular, err := statFile(w.path(e.Path))
	if err != nil {
		return err
	}
	switch {
	case !regular || now.size != e.stamp.size || e.Hash == [sha256.Size]byte{}:
		return errTouched
	case now == e.stamp && e.stamp.changed != -1:
		return nil
	}
	data, err := os.ReadFile(w.path(e.Path))
	if err == nil && sha256.Sum256(data) != e.Hash {
		err = errTouched
	}
	return err
}
