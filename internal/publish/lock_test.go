package publish

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A lock keeps others out as long as its owner gives signs of life, and no longer.
func TestLock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory()
		ctx := t.Context()
		fine := func(err error) { t.Errorf("lost: %v", err) }
		first, err := acquire(ctx, m, "văn thư@máy-1\n\x1b", false, fine)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Hour)
		locked := new(LockedError)
		if _, err := acquire(ctx, m, "b", false, fine); !errors.As(err, &locked) || locked.Who != "văn thư@máy-1" || locked.Age > renewEvery {
			t.Errorf("%v", err)
		}
		if err := first.release(ctx); err != nil || len(m.files) > 0 {
			t.Errorf("released: %v, %d files", err, len(m.files))
		}
		// Its owner dies.
		dying, die := context.WithCancel(ctx)
		if _, err = acquire(dying, m, "a", false, fine); err != nil {
			t.Fatal(err)
		}
		die()
		time.Sleep(staleAfter - time.Second)
		if _, err := acquire(ctx, m, "b", false, fine); !errors.As(err, &locked) {
			t.Errorf("%v", err)
		}
		time.Sleep(2 * time.Second)
		second, err := acquire(ctx, m, "b", false, fine)
		if err != nil {
			t.Fatal(err)
		}
		if err := second.check(ctx); err != nil {
			t.Error(err)
		}
		// It is broken by force, and its owner notices and leaves the new one alone.
		second.release(ctx)
		var noticed error
		third, err := acquire(ctx, m, "c", false, func(err error) { noticed = err })
		if err != nil {
			t.Fatal(err)
		}
		fourth, err := acquire(ctx, m, "d", true, fine)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * renewEvery)
		synctest.Wait()
		if !errors.Is(noticed, ErrLockLost) || !errors.Is(third.check(ctx), ErrLockLost) {
			t.Errorf("noticed %v", noticed)
		}
		if err := third.release(ctx); err != nil || !strings.Contains(string(m.files[LockFile].data), "\nd\n") {
			t.Errorf("%v, the lock is %q", err, m.files[LockFile].data)
		}
		fourth.release(ctx)
	})
}

// An owner who cannot give signs of life stops before others may think that he is dead.
func TestLockFades(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory()
		began := time.Now()
		var after time.Duration
		l, err := acquire(t.Context(), m, "a", false, func(error) { after = time.Since(began) })
		if err != nil {
			t.Fatal(err)
		}
		m.failing(func(string, string, int) (error, bool) { return &Error{Fault: Lost}, false })
		time.Sleep(time.Hour)
		synctest.Wait()
		if after == 0 || after >= staleAfter {
			t.Errorf("stopped after %v", after)
		}
		m.failing(nil)
		l.release(t.Context())
	})
}

// A lock whose making was answered by nothing is still ours.
func TestLockAnswerLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory()
		m.fail = func(call, _ string, n int) (error, bool) {
			if n == 1 {
				return &Error{Fault: Lost}, true
			}
			return nil, false
		}
		l, err := acquire(t.Context(), m, "a", false, func(error) {})
		if err != nil {
			t.Fatal(err)
		}
		l.release(t.Context())
	})
}

// Somebody who takes the target over in the middle stops us, and nothing of ours comes after.
func TestTakenOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory()
		s := built(t, "index.html", "home", "a/index.html", "a", "b/index.html", "b")
		p, err := Prepare(t.Context(), s, m, usual())
		if err != nil {
			t.Fatal(err)
		}
		taken := false
		m.changed = func() {
			if _, sent := m.files["a/index.html"]; sent && !taken {
				taken = true
				m.files[LockFile] = stored{data: []byte("token\nb\n"), at: time.Now()}
			}
		}
		if err := p.Run(t.Context()); !errors.Is(err, ErrLockLost) || string(m.files[LockFile].data) != "token\nb\n" {
			t.Errorf("%v", err)
		}
	})
}

func TestRetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		progress := new(Progress)
		for _, c := range []struct {
			fault Fault
			fails int
			calls int
		}{{Lost, 3, 4}, {Busy, 100, attempts}, {Denied, 100, 1}, {Lost, 0, 1}, {NoServer, 1, 2}} {
			began, calls := time.Now(), 0
			err := again(t.Context(), progress, func() error {
				if calls++; calls <= c.fails {
					return &Error{Fault: c.fault}
				}
				return nil
			})
			took := time.Since(began)
			if calls != c.calls || (err == nil) != (c.fails < c.calls) {
				t.Errorf("%v, %d times: %d calls, %v", c.fault, c.fails, calls, err)
			}
			if c.calls == 1 && took > 0 || c.calls == attempts && (took < 12*time.Second || took > 60*time.Second) {
				t.Errorf("%v: %v", c.fault, took)
			}
		}
		if n := progress.Retries.Load(); n != 3+attempts-1+1 {
			t.Errorf("%d retries", n)
		}
		stopped, stop := context.WithCancelCause(t.Context())
		reason := errors.New("reason")
		time.AfterFunc(time.Second, func() { stop(reason) })
		if err := again(stopped, nil, func() error { return &Error{Fault: Lost} }); !errors.Is(err, reason) {
			t.Errorf("stopped: %v", err)
		}
	})
}
