package build

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Shares are even, every picture is in one of them, and it stays there as others come.
func TestShard(t *testing.T) {
	for _, of := range []int{1, 2, 3, 16} {
		counts := make([]int, of)
		const n = 16_000
		for i := range n {
			sum := sha256.Sum256(binary.LittleEndian.AppendUint32(nil, uint32(i)))
			in := 0
			for s := range of {
				if (Shard{s + 1, of}).has(sum) {
					counts[s]++
					in++
				}
			}
			if in != 1 {
				t.Fatalf("%d of %d shares have picture %d", in, of, i)
			}
		}
		for _, c := range counts {
			if most := n / of; c < most*85/100 || c > most*115/100 {
				t.Errorf("shares of %v", counts)
			}
		}
	}
	if !(Shard{}).has(sha256.Sum256(nil)) {
		t.Error("the zero Shard is not all")
	}
}

// A preview takes pictures from the cache that machines share, when it makes them, and gives it nothing.
func TestLiveReadsSharedCache(t *testing.T) {
	s, first := pictured(t)
	shared := filepath.Join(t.TempDir(), "chung")
	records := func() []string {
		all, err := filepath.Glob(filepath.Join(shared, "*/??/*"))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	look := func(l *Live) map[string]string {
		t.Helper()
		return served(t, update(t, l, nil))
	}
	want := look(first)
	first.Close()
	open := func() *Live {
		t.Helper()
		if err := os.RemoveAll(s.path(stateFolder)); err != nil {
			t.Fatal(err)
		}
		l, err := OpenLive(LiveOptions{Dir: s.dir, Now: first.o.Now, Shared: Shared{Address: shared}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(l.Close)
		return l
	}
	l := open()
	if got := look(l); len(got) != len(want) || len(records()) > 0 || l.work.photos.made.Load() != 1 {
		t.Errorf("%d files, want %d; shared: %q", len(got), len(want), records())
	}
	if _, err := Media(t.Context(), MediaOptions{Dir: s.dir, Now: first.o.Now, Shared: Shared{Address: shared}}); err != nil || len(records()) == 0 {
		t.Fatalf("%d records, %v", len(records()), err)
	}
	before := records()
	l = open()
	if _, err := l.Update(context.Background(), nil, nil); err != nil {
		t.Fatal(err)
	}
	if n := l.work.depot.Counts().Requests; n > 0 {
		t.Errorf("%d requests before anybody has time for them", n)
	}
	got := look(l)
	if c := l.work.depot.Counts(); c.Fetched != 1 || c.Requests != 1 || l.work.photos.made.Load() > 0 || !slices.Equal(before, records()) {
		t.Errorf("%+v", c)
	}
	for name, data := range want {
		if got[name] != data {
			t.Errorf("%s differs", name)
		}
	}
	// A store that is not there is told of among the problems, and nothing else is wrong.
	if err := os.RemoveAll(shared); err != nil {
		t.Fatal(err)
	}
	shared = filepath.Join(shared, "khong", "co")
	l = open()
	look(l)
	if p := l.last.Problems.All(); len(p) != 1 || p[0].Code != "cache-no-place" || l.last.Failed {
		t.Errorf("%v", p)
	}
}
