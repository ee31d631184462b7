package publish

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"strings"
	"sync"
	"time"
)

// staleAfter is how long a lock holds without a sign of life, renewEvery how often one is given.
const (
	staleAfter = 15 * time.Minute
	renewEvery = time.Minute
)

// lease is a lock that we hold.
type lease struct {
	target Target
	text   []byte // what LockFile holds: a token, and who we are
	stop   context.CancelFunc
	done   sync.WaitGroup
}

// acquire locks a target, or says who has (*LockedError). The lock is renewed until release; lost is called when somebody takes it away.
func acquire(ctx context.Context, t Target, who string, breakIt bool, lost func(error)) (*lease, error) {
	who = strings.Map(func(r rune) rune {
		if r < ' ' {
			return -1
		}
		return r
	}, who)
	l := &lease{target: t, text: []byte(rand.Text() + "\n" + who + "\n")}
	for tries := 0; ; tries++ {
		err := again(ctx, nil, func() error { return t.Create(ctx, LockFile, l.text) })
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		err = l.replace(ctx, breakIt)
		if errors.Is(err, errOurs) {
			break
		}
		if err != nil {
			return nil, err
		}
		if tries == 3 {
			return nil, &LockedError{} // they come and go
		}
	}
	ctx, l.stop = context.WithCancel(ctx)
	l.done.Go(func() { l.renew(ctx, lost) })
	return l, nil
}

// errOurs says that the lock is ours: it was made, and only the answer was lost.
var errOurs = errors.New("the lock is ours")

// replace removes a lock that is there if it may; nil means to try again.
func (l *lease) replace(ctx context.Context, breakIt bool) error {
	text, err := retried(ctx, nil, func() ([]byte, error) { return l.target.Get(ctx, LockFile, 1<<12) })
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if bytes.Equal(text, l.text) {
		return errOurs
	}
	age, err := retried(ctx, nil, func() (time.Duration, error) { return l.target.Age(ctx, LockFile) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if age < staleAfter && !breakIt {
		_, who, _ := strings.Cut(string(text), "\n")
		who, _, _ = strings.Cut(who, "\n")
		return &LockedError{Who: who, Age: max(age, 0)}
	}
	return again(ctx, nil, func() error { return l.target.Delete(ctx, LockFile) })
}

// check tells whether the lock is still ours: ErrLockLost when it is not.
func (l *lease) check(ctx context.Context) error {
	text, err := retried(ctx, nil, func() ([]byte, error) { return l.target.Get(ctx, LockFile, 1<<12) })
	if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.Equal(text, l.text) {
		return ErrLockLost
	}
	return err
}

// renew gives a sign of life from time to time.
func (l *lease) renew(ctx context.Context, lost func(error)) {
	ticker := time.NewTicker(renewEvery)
	defer ticker.Stop()
	alive := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		err := l.check(ctx)
		if err == nil {
			err = again(ctx, nil, func() error {
				return l.target.Put(ctx, &Upload{Path: LockFile, Size: int64(len(l.text)), ContentType: "text/plain; charset=utf-8", CacheControl: "no-store",
					Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(l.text)), nil }})
			})
		}
		switch {
		case err == nil:
			alive = time.Now()
		case ctx.Err() != nil:
			return
		case errors.Is(err, ErrLockLost), time.Since(alive) > staleAfter*2/3:
			lost(err) // others may think that we are dead, and would be right to
			return
		}
	}
}

// release gives the lock back, if it is still ours.
func (l *lease) release(ctx context.Context) error {
	l.stop()
	l.done.Wait()
	if err := l.check(ctx); err != nil {
		if errors.Is(err, ErrLockLost) {
			return nil
		}
		return err
	}
	return again(ctx, nil, func() error { return l.target.Delete(ctx, LockFile) })
}
