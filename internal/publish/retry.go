package publish

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"bantin/internal/parallel"
)

// Progress tells how far a publish has come. It may be read at any time.
type Progress struct {
	// Files and Bytes count what is sent, and Files also what is removed.
	Files, Bytes parallel.Progress
	// Retries counts calls that failed and were made again.
	Retries atomic.Int64
}

// attempts is how often a call is made, firstWait and longestWait how long after the first failure, and at most.
// Together the waits come to half a minute or so: a server that starts again is back by then.
const (
	attempts    = 7
	firstWait   = 500 * time.Millisecond
	longestWait = 15 * time.Second
)

// retried makes a call, and makes it again after a while when its fault is a passing one.
func retried[T any](ctx context.Context, p *Progress, call func() (T, error)) (T, error) {
	wait := firstWait
	for n := 1; ; n++ {
		v, err := call()
		if fault, _ := faultOf(err); err == nil || !fault.Passing() || n == attempts {
			return v, err
		}
		if p != nil {
			p.Retries.Add(1)
		}
		// Those that failed together shall not come back together.
		timer := time.NewTimer(wait/2 + rand.N(wait/2))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return v, context.Cause(ctx)
		}
		wait = min(2*wait, longestWait)
	}
}

// again is retried for a call that gives nothing.
func again(ctx context.Context, p *Progress, call func() error) error {
	_, err := retried(ctx, p, func() (struct{}, error) { return struct{}{}, call() })
	return err
}
