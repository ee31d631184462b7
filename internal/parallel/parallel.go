// Package parallel spreads work over the processors.
package parallel

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Progress counts pieces of work while they are done. It may be read at any time.
type Progress struct{ Done, Total atomic.Int64 }

// Each calls a function for the numbers from 0 to n-1, on several workers at
// once; workers below 1 stands for one a processor. Neighbours mostly go to the same
// worker, so that it can keep what they have in common: start is called once
// for each worker, on that worker, and gives its function. The first error stops all; of
// several the one of the lowest number is returned. A panic comes out of Each, in
// the caller's goroutine, with the stack of where it happened after a blank line.
func Each(ctx context.Context, workers, n int, start func() func(i int) error) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	chunk := min(max(n/(workers*16), 1), 16)
	workers = min(workers, (n+chunk-1)/chunk)
	var (
		next   atomic.Int64
		failed atomic.Bool
		wg     sync.WaitGroup
		ends   = make([]end, workers)
	)
	for w := range workers {
		wg.Go(func() {
			defer func() {
				if v := recover(); v != nil {
					ends[w].panicked = fmt.Sprintf("%v\n\n%s", v, debug.Stack())
					failed.Store(true)
				}
			}()
			do := start()
			for {
				from := int(next.Add(int64(chunk))) - chunk
				if from >= n {
					return
				}
				for i := from; i < min(from+chunk, n); i++ {
					if failed.Load() {
						return
					}
					err := ctx.Err()
					if err == nil {
						err = do(i)
					}
					if err != nil {
						ends[w] = end{at: i, err: err}
						failed.Store(true)
						return
					}
				}
			}
		})
	}
	wg.Wait()
	return first(ends)
}

// Do is Each for work that cannot fail, is not stopped and has nothing to keep.
func Do(n int, do func(i int)) {
	// Without errors and with a context that is never done there is none to return.
	_ = Each(context.Background(), 0, n, func() func(int) error {
		return func(i int) error {
			do(i)
			return nil
		}
	})
}

// end is how a worker has ended.
type end struct {
	at       int
	err      error
	panicked string
}

func first(ends []end) error {
	var lowest *end
	for i := range ends {
		e := &ends[i]
		if e.panicked != "" {
			panic(e.panicked)
		}
		if e.err != nil && (lowest == nil || e.at < lowest.at) {
			lowest = e
		}
	}
	if lowest == nil {
		return nil
	}
	return lowest.err
}
