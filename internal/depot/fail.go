package depot

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"bantin/internal/diag"
	"bantin/internal/publish"
)

// attempts is how often a call is made whose fault may pass, and firstWait how long after the first failure; then four times as long.
const (
	attempts  = 3
	firstWait = 200 * time.Millisecond
)

// errSlow says that the store has let us wait for too long.
var errSlow = errors.New("no answer in time")

// attempt makes a call, and makes it again when its fault may pass. A call that does not return in time is left alone: a folder of
// another machine may hang for ever.
func attempt[T any](ctx context.Context, limit time.Duration, call func(ctx context.Context) (T, error)) (T, error) {
	wait := firstWait
	for n := 1; ; n++ {
		v, err := timed(ctx, limit, call)
		if fault := new(publish.Error); n == attempts || !errors.As(err, &fault) || !fault.Fault.Passing() {
			return v, err
		}
		timer := time.NewTimer(wait/2 + rand.N(wait/2))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return v, ctx.Err()
		}
		wait *= 4
	}
}

func timed[T any](ctx context.Context, limit time.Duration, call func(ctx context.Context) (T, error)) (v T, err error) {
	timer, stop := context.WithTimeoutCause(ctx, limit, errSlow)
	defer stop()
	type answer struct {
		v   T
		err error
	}
	answered := make(chan answer, 1)
	go func() {
		v, err := call(timer)
		answered <- answer{v, err}
	}()
	select {
	case a := <-answered:
		if a.err != nil && timer.Err() != nil {
			return v, context.Cause(timer)
		}
		return a.v, a.err
	case <-timer.Done():
		return v, context.Cause(timer)
	}
}

// failed takes note of a call that has failed for good.
func (d *Depot) failed(err error, writing bool) {
	if d.ctx.Err() != nil || errors.Is(err, context.Canceled) { // told already, or the user has stopped everything
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	fault := publish.Other
	if e := new(publish.Error); errors.As(err, &e) {
		fault = e.Fault
	}
	switch {
	case writing && (fault == publish.Denied || fault == publish.Full):
		if d.full {
			return
		}
		d.full = true // reading may go on
		d.tell("cache-read-only", err)
		return
	case fault == publish.Other && d.target != nil && !errors.Is(err, errSlow) && d.odd < maxOdd:
		d.odd++
		return
	case d.ctx.Err() != nil:
		return
	}
	code := "cache-unused"
	switch fault {
	case publish.NoCredentials, publish.BadCredentials:
		code = "cache-no-key"
	case publish.Denied:
		code = "cache-denied"
	case publish.NoPlace:
		code = "cache-no-place"
	case publish.NoServer, publish.Lost, publish.Busy:
		code = "cache-unreachable"
	}
	if errors.Is(err, errSlow) {
		code = "cache-unreachable"
	}
	d.tell(code, err)
	d.stop()
}

// tell adds a warning, with the store and what happened in the words of those below us.
func (d *Depot) tell(code string, err error) {
	reason := err.Error()
	if e := new(publish.Error); errors.As(err, &e) { // without the place, which is told already
		bare := *e
		bare.Place = ""
		reason = bare.Error()
	}
	d.result.Problems = append(d.result.Problems, diag.New("", 0, 0, code, d.o.Place, reason))
}
