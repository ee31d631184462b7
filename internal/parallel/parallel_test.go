package parallel

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
)

func TestEachVisitsAllOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 15, 16, 17, 1000, 1001} {
		for _, workers := range []int{0, 1, 3, 64} {
			seen := make([]atomic.Int32, n)
			starts := atomic.Int32{}
			err := Each(context.Background(), workers, n, func() func(int) error {
				starts.Add(1)
				return func(i int) error {
					seen[i].Add(1)
					return nil
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			for i := range seen {
				if got := seen[i].Load(); got != 1 {
					t.Fatalf("n %d, %d workers: %d was visited %d times", n, workers, i, got)
				}
			}
			if workers > 0 && int(starts.Load()) > workers {
				t.Errorf("n %d: %d workers started, want at most %d", n, starts.Load(), workers)
			}
		}
	}
}

func TestEachStopsAtAnError(t *testing.T) {
	var after atomic.Int32
	err := Each(context.Background(), 1, 1000, func() func(int) error {
		return func(i int) error {
			if i > 7 {
				after.Add(1)
			}
			if i == 7 {
				return fmt.Errorf("number %d", i)
			}
			return nil
		}
	})
	if err == nil || err.Error() != "number 7" || after.Load() != 0 {
		t.Errorf("got %v and %d calls after it", err, after.Load())
	}
}

func TestEachStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	err := Each(ctx, 2, 10_000, func() func(int) error {
		return func(i int) error {
			cancel()
			return nil
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestPanicComesOutWithItsStack(t *testing.T) {
	defer func() {
		text := fmt.Sprint(recover())
		what, stack, _ := strings.Cut(text, "\n\n")
		if what != "broken 3" || !strings.Contains(stack, "parallel_test.go") {
			t.Errorf("got %q", text)
		}
	}()
	Do(10, func(i int) {
		if i == 3 {
			panic("broken 3")
		}
	})
	t.Error("no panic")
}
