//go:build unix

package build

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// effort is what a build took of the machine, whatever else ran on it.
type effort struct {
	processor      time.Duration
	bytes, objects uint64
}

// Twice the posts are at most twice the work, once what every site costs is taken off: each size is held against the growth
// from the first to the second. Processor time tells of work that allocates nothing; other work on the machine only adds to it, so
// the least of some builds counts, and half as much again is let pass. What is allocated differs by no more than what workers make for themselves.
func TestScaling(t *testing.T) {
	if testing.Short() {
		t.Skip("short: builds of 8,500 posts and more, which the race detector makes slow")
	}
	const posts, rounds = 500, 4
	var least [4]effort
	dirs := make([]string, len(least))
	for i := range dirs {
		dirs[i] = filepath.Join(fast(t), strconv.Itoa(i))
		if err := (plan{posts: posts << i, units: 20, words: 400, seed: 1, plain: true}).write(dirs[i]); err != nil {
			t.Fatal(err)
		}
	}
	for round := range rounds {
		for i, dir := range dirs {
			for range max(1, 2-i) + 1 { // the small ones are what all is measured by
				least[i] = least[i].least(measure(t, dir, posts<<i))
			}
		}
		worst := [3]float64{}
		for i := 2; i < len(least); i++ {
			for k, growth := range least[i].growth(least[0], least[1]) {
				worst[k] = max(worst[k], growth/float64(int(1)<<i-1))
			}
		}
		t.Logf("%d to %d posts: %.2f of linear by processor time, %.3f by bytes allocated, %.3f by allocations", posts, posts<<3, worst[0], worst[1], worst[2])
		linear := worst[0] < 1.5 && worst[1] < 1.05 && worst[2] < 1.05
		switch {
		case linear:
			return
		case round == rounds-1 || worst[1] > 1.2 || worst[2] > 1.2:
			for i, e := range least {
				t.Logf("%5d posts: processor %v, %d kB in %d allocations", posts<<i, e.processor.Round(time.Millisecond), e.bytes/1024, e.objects)
			}
			t.Fatal("the work grows faster than the site")
		}
	}
}

// least is the least of two efforts, one by one.
func (e effort) least(o effort) effort {
	if e.processor == 0 {
		return o
	}
	return effort{min(e.processor, o.processor), min(e.bytes, o.bytes), min(e.objects, o.objects)}
}

// growth is by how much e is more than one, in steps from one to two.
func (e effort) growth(one, two effort) [3]float64 {
	steps := func(e, one, two uint64) float64 { return (float64(e) - float64(one)) / (float64(two) - float64(one)) }
	return [3]float64{
		steps(uint64(e.processor), uint64(one.processor), uint64(two.processor)),
		steps(e.bytes, one.bytes, two.bytes), steps(e.objects, one.objects, two.objects),
	}
}

// measure builds a site from nothing and gives what that took.
func measure(t *testing.T, dir string, posts int) effort {
	t.Helper()
	for _, d := range []string{"public", stateFolder} {
		if err := os.RemoveAll(filepath.Join(dir, d)); err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC() // what others have left would be collected on our time
	var memory [2]runtime.MemStats
	var use [2]syscall.Rusage
	stamp := func(i int) {
		runtime.ReadMemStats(&memory[i])
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use[i]); err != nil {
			t.Fatal(err)
		}
	}
	stamp(0)
	r, err := Run(context.Background(), Options{Dir: dir, Now: newYear})
	stamp(1)
	if err != nil || r.Failed || r.Posts != posts {
		t.Fatalf("%v, %+v", err, r)
	}
	spent := func(u *syscall.Rusage) time.Duration { return time.Duration(u.Utime.Nano() + u.Stime.Nano()) }
	return effort{spent(&use[1]) - spent(&use[0]), memory[1].TotalAlloc - memory[0].TotalAlloc, memory[1].Mallocs - memory[0].Mallocs}
}

// fast is a folder in memory where there is one: the disk is not measured.
func fast(tb testing.TB) string {
	if dir, err := os.MkdirTemp("/dev/shm", "bantin-test-"); err == nil {
		tb.Cleanup(func() { os.RemoveAll(dir) })
		return dir
	}
	return tb.TempDir()
}
