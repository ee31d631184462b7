package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"bantin/internal/output"
)

// unlinked is a folder without symbolic links on its way.
func unlinked(t *testing.T, dir string) string {
	t.Helper()
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	return real
}

// Who builds or publishes while another does is told who that is and what to do, and changes nothing.
func TestCrashBusy(t *testing.T) {
	t.Parallel()
	s := newCrashSite(t, 4)
	s.build(0)
	before := s.folder("public")
	s.edit()
	dir := unlinked(t, s.dir)
	unlock, err := output.Lock(filepath.Join(dir, ".bantin"), filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	target := t.TempDir()
	for lang, words := range map[string][]string{
		"vi": {"một lệnh khác đang dựng trang này", fmt.Sprintf("tiến trình %d, từ ", os.Getpid()), "chờ nó xong"},
		"en": {"another build of this site is running", fmt.Sprintf("process %d, since ", os.Getpid()), "wait until"},
	} {
		var out, errs bytes.Buffer
		publish := run(t.Context(), []string{"publish", target, s.dir, "--lang", lang}, nil, &out, &errs, os.Getenv)
		for _, r := range []told{s.run("build", "--now", "2021-06-01", "--lang", lang), {publish, out.String(), errs.String()}} {
			for _, w := range words {
				if r.status != 2 || !strings.Contains(r.stderr, w) || strings.Count(r.stderr, "\n") != 1 {
					t.Errorf("%s: status %d, %q without %q", lang, r.status, r.stderr, w)
				}
			}
		}
	}
	same(t, "busy", s.folder("public"), before)
	// Another output folder is nobody's.
	s.build(0, "--out", "khac")
	unlock()
	s.finish("unlocked", s.wanted())
}

// A lock that a killed build has left, on this machine or another one, with whatever number of a process, is none.
func TestCrashStaleLock(t *testing.T) {
	t.Parallel()
	s := newCrashSite(t, 5)
	s.build(0)
	locks, err := filepath.Glob(filepath.Join(s.dir, ".bantin", "*.lock"))
	if err != nil || len(locks) != 1 {
		t.Fatalf("%d locks: %v", len(locks), err)
	}
	for _, text := range []string{
		"",
		"rubbish",
		strings.Repeat("pid 1\n", 1<<12),
		"pid 1\nhost may-khac\nsince 2021-06-01T08:00:00+07:00\n",
		fmt.Sprintf("pid %d\nhost vung-chua\nsince 2031-06-01T08:00:00+07:00\n", os.Getpid()),
	} {
		if err := os.WriteFile(locks[0], []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s.edit()
		s.finish(fmt.Sprintf("a lock that says %.40q", text), s.wanted())
	}
	if data, err := os.ReadFile(locks[0]); err != nil || len(data) > 0 {
		t.Errorf("a lock that nobody has says %q, %v", data, err)
	}
}

// A build that stands still keeps others away, and is named; once it is killed it keeps nobody away.
func TestCrashLockOfKilled(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 6)
	s.build(0)
	locks, err := filepath.Glob(filepath.Join(s.dir, ".bantin", "*.lock"))
	if err != nil || len(locks) != 1 {
		t.Fatalf("%d locks: %v", len(locks), err)
	}
	for range 50 {
		s.edit()
		cmd := s.command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		for over := false; !over; {
			if info, err := os.Stat(locks[0]); err == nil && info.Size() > 0 {
				break
			}
			select {
			case err := <-ended:
				ended <- err
				over = true
			case <-time.After(time.Millisecond):
			}
		}
		if !pause(cmd.Process) {
			cmd.Process.Kill()
			<-ended
			t.Skip("a process that stands still is missing: this system has no way to stop one")
		}
		info, err := os.Stat(locks[0])
		if err != nil || info.Size() == 0 { // it was too fast
			cmd.Process.Kill()
			<-ended
			continue
		}
		r := s.run("build", "--now", "2021-06-01")
		if r.status != 2 || !strings.Contains(r.stderr, fmt.Sprintf("tiến trình %d,", cmd.Process.Pid)) {
			t.Errorf("status %d, %q does not name process %d", r.status, r.stderr, cmd.Process.Pid)
		}
		cmd.Process.Kill()
		<-ended
		s.finish("the other is dead", s.wanted())
		return
	}
	t.Error("no build could be stopped in time")
}

// Of builds at the same time each is done or told that another is at work; what is there in the end is the site.
func TestCrashManyAtOnce(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 7)
	for round := range often(2, 4, 20) {
		if round%2 == 1 {
			s.edit()
		}
		want := s.wanted()
		var wg sync.WaitGroup
		var mu sync.Mutex
		done := 0
		for range 4 {
			wg.Go(func() {
				out, err := s.command().CombinedOutput()
				mu.Lock()
				defer mu.Unlock()
				if status := exitStatus(err); status == 0 {
					done++
				} else if status != 2 || !strings.Contains(string(out), "một lệnh khác đang dựng trang này") {
					t.Errorf("status %d: %s", status, out)
				}
			})
		}
		wg.Wait()
		if done == 0 {
			t.Fatal("no build was done")
		}
		same(t, "at once", s.folder("public"), want)
		s.tidy("at once")
	}
}
