package photo

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"sync"
	"sync/atomic"
	"testing"

	"bantin/internal/cache"
)

// elsewhere is a store of records that a Maker fetches from.
type elsewhere struct {
	mu      sync.Mutex
	records map[cache.Key][]byte
	asked   map[cache.Key]int
}

// of gives the store what a cache has of some keys.
func elsewhereOf(t testing.TB, c *cache.Cache, keys []cache.Key) *elsewhere {
	t.Helper()
	e := &elsewhere{records: make(map[cache.Key][]byte), asked: make(map[cache.Key]int)}
	for _, k := range keys {
		record, err := c.Whole(k)
		if err != nil {
			t.Fatal(err)
		}
		e.records[k] = record
	}
	return e
}

// fetches makes a Maker look there.
func (e *elsewhere) fetches(o Options) Options {
	o.Fetch = func(k cache.Key, sound func([]byte, [][]byte) bool) bool {
		e.mu.Lock()
		e.asked[k]++
		record, ok := e.records[k]
		e.mu.Unlock()
		return ok && o.Cache.Take(k, record, sound) == nil
	}
	return o
}

// What is elsewhere is not made, what is not is made once, and all comes out the same.
func TestFetch(t *testing.T) {
	files, requests := album(t)
	fsys := newFolder(t, files)
	first := openCache(t, t.TempDir())
	var made []cache.Key
	var mu sync.Mutex
	note := func(k cache.Key, bytes int64) {
		mu.Lock()
		made = append(made, k)
		mu.Unlock()
	}
	want := makeAll(t, makerIn(t, fsys, Options{Cache: first, Made: note}), requests)
	all := made
	for _, half := range []int{0, len(all) / 2, len(all)} {
		made = nil
		e := elsewhereOf(t, first, all[:half])
		m := makerIn(t, fsys, e.fetches(Options{Cache: openCache(t, t.TempDir()), Made: note}))
		got := makeAll(t, m, requests)
		if len(made) != len(all)-half || len(got) != len(want) {
			t.Errorf("%d of %d are elsewhere: %d made", half, len(all), len(made))
		}
		for path, p := range want {
			if got[path].Hash != p.Hash || got[path].Key != p.Key {
				t.Errorf("%s differs", path)
			}
			for i, v := range p.WebP {
				if v != got[path].WebP[i] {
					t.Errorf("%s: %v, want %v", path, got[path].WebP[i], v)
				}
			}
		}
		for k, n := range e.asked {
			if n != 1 {
				t.Errorf("asked %d times for %x", n, k[:4])
			}
		}
		before := maps.Clone(e.asked)
		makeAll(t, m, requests)
		if !maps.Equal(before, e.asked) {
			t.Error("what is here was asked for")
		}
		if _, _, rest := m.Made(requests); len(rest) > 0 || !maps.Equal(before, e.asked) {
			t.Error("Made asks")
		}
	}
}

// A record with sound checksums that cannot be that of a picture is not taken.
func TestFetchNoneOfOurs(t *testing.T) {
	const name = "a.jpg"
	fsys := newFolder(t, map[string][]byte{name: jpegOf(t, quarters(900, 600)), "b.jpg": jpegOf(t, noisy(500, 300))})
	first := openCache(t, t.TempDir())
	m := makerIn(t, fsys, Options{Cache: first})
	want := makeAll(t, m, []Request{{name, Shown}, {"b.jpg", Shown}})
	k := want[name].Key
	head, _ := first.Head(k)
	var blobs [][]byte
	for i := 0; ; i++ {
		var w bytes.Buffer
		if first.Blob(&w, k, i) != nil {
			break
		}
		blobs = append(blobs, w.Bytes())
	}
	other, _ := first.Head(want["b.jpg"].Key)
	with := func(i int, b []byte) [][]byte {
		changed := append([][]byte(nil), blobs...)
		changed[i] = b
		return changed
	}
	same := make([]byte, len(blobs[0]))
	for what, record := range map[string]struct {
		head  []byte
		blobs [][]byte
	}{
		"no head":        {nil, blobs},
		"half a head":    {head[:len(head)/2], blobs},
		"another's head": {other, blobs},
		"one blob less":  {head, blobs[:len(blobs)-1]},
		"one blob more":  {head, append(with(0, blobs[0]), []byte("<script>"))},
		"no picture":     {head, with(0, same)},
		"another size":   {head, with(0, append(bytes.Clone(blobs[0]), 0))},
		"exchanged":      {head, with(0, blobs[1])},
		"a page":         {head, with(0, append([]byte("<html>"), same[6:]...))},
	} {
		forged := openCache(t, t.TempDir())
		if err := forged.Put(k, record.head, record.blobs); err != nil {
			t.Fatal(err)
		}
		e := elsewhereOf(t, forged, []cache.Key{k})
		var made atomic.Int64
		m := makerIn(t, fsys, e.fetches(Options{Cache: openCache(t, t.TempDir()), Made: func(cache.Key, int64) { made.Add(1) }}))
		got := makeAll(t, m, []Request{{name, Shown}})
		if made.Load() != 1 || e.asked[k] != 1 || got[name].Hash != want[name].Hash {
			t.Errorf("%s: taken", what)
		}
	}
}

// Who stops a Make that waits for other machines is not kept waiting.
func TestFetchStopped(t *testing.T) {
	files, requests := album(t)
	ctx, stop := context.WithCancel(t.Context())
	o := Options{Cache: openCache(t, t.TempDir()), Fetch: func(cache.Key, func([]byte, [][]byte) bool) bool {
		stop()
		return false
	}}
	if _, _, err := makerIn(t, newFolder(t, files), o).Make(ctx, requests); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}
