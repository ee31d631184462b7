package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Builds are killed at any moment, again and again, while the content changes. Every file of the site is whole then, the old or
// the new one, none is missing that both have, and the next build gives what a build from nothing gives, byte for byte.
func TestCrashKill(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	rounds := often(16, 40, 600)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s := newCrashSite(t, seed)
	public := filepath.Join(s.dir, "public")
	var v versions
	var usual time.Duration // how long a build takes
	var killed, first, left, mixed int
	for round := 0; killed < rounds && round < 3*rounds; round++ {
		what := fmt.Sprintf("round %d", round)
		if s.IntN(8) == 0 {
			s.remove("public")
			s.remove(".bantin")
			v.trees = nil
		}
		_, err := os.Stat(public)
		fresh := err != nil
		for range 1 + s.IntN(3) {
			s.edit()
		}
		want := s.wanted()
		v.trees = append(v.trees, want)
		died := s.kill(usual)
		if died {
			killed++
		}
		if _, err := os.Stat(public); err != nil {
			if !fresh {
				t.Fatalf("%s: the site is gone: %v", what, err)
			}
		} else if fresh {
			same(t, what+", a first build", s.folder("public"), want) // it appears complete or not at all
		} else {
			l, m := v.whole(t, what, s.folder("public"))
			left, mixed = left+count(l), mixed+count(m)
		}
		first += count(fresh && died)
		if t.Failed() {
			return
		}
		if s.IntN(3) == 0 {
			continue // the next one meets what this one has left
		}
		began := time.Now()
		s.finish(what, want)
		if usual == 0 || time.Since(began) < 2*usual {
			usual = time.Since(began)
		}
		v.trees = []map[string][]byte{want}
		if t.Failed() {
			return
		}
	}
	s.finish("at the end", s.wanted())
	t.Logf("%d builds were killed, %d of them first ones; %d left temporary files in the site, %d files of both sites", killed, first, left, mixed)
	if killed < rounds {
		t.Errorf("only %d builds of %d were killed", killed, rounds)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// kill starts a build and kills it at any moment: of the whole build, or of the times when it writes the site and moves files into
// place, which are short. It tells whether the build was killed before it was done.
func (s *crashSite) kill(usual time.Duration) bool {
	s.Helper()
	cmd := s.command()
	writing, until := func() {}, max(usual, 30*time.Millisecond)
	switch s.IntN(4) {
	case 0:
		writing, until = s.awaitWriting(false), 12*time.Millisecond
	case 1:
		writing, until = s.awaitWriting(true), time.Millisecond
	}
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	writing()
	select {
	case err := <-ended:
		ended <- err
	case <-time.After(time.Duration(s.Int64N(int64(until)))):
	}
	cmd.Process.Kill()
	return exitStatus(<-ended) != 0
}
