//go:build unix

package photo

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// cost is what some work has taken of the machine.
type cost struct{ wall, processor time.Duration }

func (c *cost) add(d cost) {
	c.wall += d.wall
	c.processor += d.processor
}

// processorTime is what this process has used, or the children that it has waited for.
func processorTime(b *testing.B, who int) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func measure(b *testing.B, who int, do func()) cost {
	b.Helper()
	begun, before := time.Now(), processorTime(b, who)
	do()
	return cost{time.Since(begun), processorTime(b, who) - before}
}

// forgetPeak lets the peak of resident memory begin anew, so that what
// generated the photos is not in it (proc(5), clear_refs). Elsewhere than on Linux nothing happens.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// reportPeak reports the peak of resident memory, where /proc tells it.
func reportPeak(b *testing.B) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			if kb, err := strconv.Atoi(strings.Fields(rest)[0]); err == nil {
				b.ReportMetric(float64(kb)/1024, "peak-MiB")
			}
		}
	}
}

// BenchmarkAgainstVips makes the same variants of the same photos of 12
// megapixels with vipsthumbnail and here, in turn, and gives how many times its
// wall and processor time ours is. vipsthumbnail makes one width in a process;
// as many processes as there are processors run at once, which is the fastest way to call it.
func BenchmarkAgainstVips(b *testing.B) {
	vips, err := exec.LookPath("vipsthumbnail")
	if err != nil {
		b.Skip("vipsthumbnail is not installed (Debian: libvips-tools)")
	}
	const photos = 16
	files := make(map[string][]byte, photos)
	var requests []Request
	for i := range photos {
		name := fmt.Sprintf("%02d.jpg", i)
		files[name] = sensor(b, uint64(i))
		requests = append(requests, Request{name, Shown})
	}
	f := newFolder(b, files)
	clear(files)
	for _, c := range []struct {
		name  string
		only  only
		kinds []string
	}{
		{"JPEG", onlyPlain, []string{"jpg[Q=80,strip]"}},
		{"WebP", onlyWebP, []string{"webp[Q=75,effort=2,strip]"}},
		{"both", 0, []string{"jpg[Q=80,strip]", "webp[Q=75,effort=2,strip]"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var theirs, ours cost
			run := [2]func(){
				func() {
					out := b.TempDir()
					theirs.add(measure(b, syscall.RUSAGE_CHILDREN, func() { thumbnails(b, vips, f.dir, out, c.kinds) }))
				},
				func() {
					m := New(f, Options{Cache: openCache(b, b.TempDir())})
					m.only = c.only
					ours.add(measure(b, syscall.RUSAGE_SELF, func() { makeAll(b, m, requests) }))
					if err := m.Close(); err != nil {
						b.Fatal(err)
					}
				},
			}
			forgetPeak()
			first := 0
			for b.Loop() {
				run[first]()
				run[1-first]()
				first = 1 - first
			}
			n := float64(b.N * photos)
			b.ReportMetric(float64(ours.wall)/float64(theirs.wall), "wall/vips")
			b.ReportMetric(float64(ours.processor)/float64(theirs.processor), "cpu/vips")
			b.ReportMetric(float64(ours.wall.Milliseconds())/n, "ms/photo")
			b.ReportMetric(float64(ours.processor.Milliseconds())/n, "cpu-ms/photo")
			reportPeak(b)
		})
	}
}

// thumbnails makes all widths of all photos in a folder with vipsthumbnail.
func thumbnails(b *testing.B, vips, in, out string, kinds []string) {
	b.Helper()
	photos, err := filepath.Glob(filepath.Join(in, "*.jpg"))
	if err != nil {
		b.Fatal(err)
	}
	var commands []*exec.Cmd
	for _, width := range shownWidths {
		for _, kind := range kinds {
			format := filepath.Join(out, fmt.Sprintf("%%s-%d.%s", width, kind))
			commands = append(commands, exec.Command(vips, append([]string{"-s", fmt.Sprint(width, "x"), "-o", format}, photos...)...))
		}
	}
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for _, c := range commands {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if said, err := c.CombinedOutput(); err != nil {
				b.Errorf("%v: %s", err, said)
			}
		})
	}
	group.Wait()
	made, err := os.ReadDir(out)
	if want := len(photos) * len(shownWidths) * len(kinds); err != nil || len(made) != want {
		b.Fatalf("%d files, want %d (%v)", len(made), want, err)
	}
}

// BenchmarkMemory makes all variants of many photos of 12 megapixels, and gives the peak of resident memory.
func BenchmarkMemory(b *testing.B) {
	var photos endless
	for i := range photos {
		photos[i] = sensor(b, uint64(i))
	}
	for _, n := range []int{100, 1000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			var requests []Request
			for i := range n {
				requests = append(requests, Request{fmt.Sprintf("%06d.jpg", i), Shown | Cover})
			}
			forgetPeak()
			for b.Loop() {
				m := New(&photos, Options{Cache: openCache(b, b.TempDir())})
				pictures, problems, err := m.Make(b.Context(), requests)
				if err != nil || len(problems) > 0 || len(pictures) != n {
					b.Fatal(len(pictures), problems, err)
				}
				if err := m.Close(); err != nil {
					b.Fatal(err)
				}
			}
			reportPeak(b)
		})
	}
}

// endless is a folder of as many photos as are asked for by number; each is one of a few with its name as comment.
type endless [6][]byte

func (e *endless) Open(name string) (fs.File, error) {
	n, err := strconv.Atoi(strings.TrimSuffix(name, ".jpg"))
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return memory(withSegments(e[n%len(e)], segment(0xfe, name))).Open(name)
}
