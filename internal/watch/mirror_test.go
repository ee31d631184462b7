package watch

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestMirror: who reads again what batches name, and nothing else, has what is on the
// disk. By events that holds even for one who reads while it goes on changing. Polling
// cannot see what goes, comes and goes again between two looks, so there the reader waits.
func TestMirror(t *testing.T) {
	for mode, o := range map[string]Options{
		"events": {Quiet: time.Millisecond, Most: 5 * time.Millisecond},
		"poll":   {Quiet: time.Millisecond, Most: time.Minute, Poll: time.Millisecond},
	} {
		t.Run(mode, func(t *testing.T) {
			s := site{t, t.TempDir()}
			s.mkdir("content")
			w := s.begin(o)
			seed := uint64(time.Now().UnixNano())
			r := rand.New(rand.NewPCG(seed, 0))
			mirror := make(map[string]int64)
			timeout := time.After(deadline)
			for round := range 10 {
				end := fmt.Sprintf("static/%d", round)
				done := make(chan struct{})
				go func() {
					defer close(done)
					for i := range 100 {
						s.disturb(r, round*100+i)
					}
					s.write(end, "")
				}()
				var told []string
				for ended := false; !ended; {
					select {
					case b := <-w.Batches():
						told = append(told, b.Paths...)
						if b.All {
							<-done
							told = append(told, ".")
							s.write(end, "again") // it may have been told of already
						}
						ended = slices.Contains(b.Paths, end)
					case <-timeout:
						t.Fatalf("seed %d: not told of %s", seed, end)
					}
					if ended || o.Poll == 0 {
						s.reread(mirror, told)
						told = nil
					}
				}
				<-done
				if diff := cmp.Diff(s.sizes(), mirror); diff != "" {
					t.Fatalf("seed %d: on the disk and not told (-), told and not on the disk (+):\n%s", seed, diff)
				}
			}
		})
	}
}

// reread brings a mirror up to date with what was told; "." is everything.
func (s site) reread(mirror map[string]int64, told []string) {
	if slices.Contains(told, ".") {
		clear(mirror)
		maps.Copy(mirror, s.sizes())
	}
	for _, name := range told {
		maps.DeleteFunc(mirror, func(file string, _ int64) bool { return file == name || strings.HasPrefix(file, name+"/") })
	}
	for _, name := range told {
		if info, err := os.Lstat(s.path(name)); err == nil && info.Mode().IsRegular() {
			mirror[name] = info.Size()
		}
	}
}

// disturb does one thing or another below content/; not all of them are possible.
func (s site) disturb(r *rand.Rand, i int) {
	folder := func() string {
		name := "content"
		for range r.IntN(4) {
			name += "/" + string(rune('a'+r.IntN(3)))
		}
		return name
	}
	file := func() string { return s.path(folder() + "/" + string(rune('x'+r.IntN(3))) + ".md") }
	text := []byte(strings.Repeat("a", i)) // of another size each time
	switch r.IntN(10) {
	case 0, 1, 2, 3:
		os.WriteFile(file(), text, 0o666)
	case 4, 5:
		os.MkdirAll(s.path(folder()), 0o777)
	case 6:
		os.Remove(file())
	case 7:
		os.Rename(file(), file())
	case 8:
		if from := folder(); from != "content" {
			os.Rename(s.path(from), s.path(folder()))
		}
	default:
		if name := folder(); strings.Count(name, "/") > 1 {
			os.RemoveAll(s.path(name))
		}
	}
}

// sizes gives all files and their sizes.
func (s site) sizes() map[string]int64 {
	m := make(map[string]int64)
	s.must(fs.WalkDir(os.DirFS(s.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // the folder may have gone just now
		}
		if info, err := d.Info(); err == nil {
			m[name] = info.Size()
		}
		return nil
	}))
	return m
}
