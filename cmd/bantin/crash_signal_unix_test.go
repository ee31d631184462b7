//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// pause makes a process stand still.
func pause(p *os.Process) bool { return p.Signal(syscall.SIGSTOP) == nil }

// A build that is asked to end leaves the site as it was and says so; when the request comes too late the site is done.
func TestCrashSignal(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 8)
	s.build(0)
	before, stopped := s.folder("public"), 0
	rounds := often(8, 20, 200)
	for round := range rounds {
		s.edit()
		want := s.wanted()
		var stderr bytes.Buffer
		cmd := s.command("--lang", []string{"vi", "en"}[round%2])
		cmd.Stderr = &stderr
		writing, until := func() {}, 80*time.Millisecond
		if s.IntN(2) == 0 {
			writing, until = s.awaitWriting(s.IntN(2) == 0), 5*time.Millisecond
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		writing()
		time.Sleep(10*time.Millisecond + time.Duration(s.Int64N(int64(until)))) // there is no other way to any moment
		cmd.Process.Signal([]os.Signal{syscall.SIGTERM, os.Interrupt}[s.IntN(2)])
		err := cmd.Wait()
		what := fmt.Sprintf("round %d, %v", round, err)
		switch status := exitStatus(err); {
		case status == 0:
			same(t, what, s.folder("public"), want)
			before = want
		case status == 2:
			stopped++
			same(t, what, s.folder("public"), before)
			if words := []string{"đã dừng; trang đã đăng giữ nguyên", "stopped; the finished site stays as it was"}[round%2]; !strings.Contains(stderr.String(), words) {
				t.Errorf("%s: %q without %q", what, &stderr, words)
			}
		case status == -1 && stderr.Len() == 0: // before it could listen
			same(t, what, s.folder("public"), before)
		default:
			t.Errorf("%s: %s", what, &stderr)
		}
		s.tidy(what)
		if t.Failed() {
			return
		}
	}
	s.finish("at the end", s.wanted())
	t.Logf("%d of %d builds were stopped", stopped, rounds)
}

// A build that hangs, here because nobody reads what it says, ends at the second signal.
func TestCrashSecondSignal(t *testing.T) {
	t.Parallel()
	s := newCrashSite(t, 9)
	var lines strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&lines, "khoa_la_%d: x\n", i)
	}
	s.post("nhieu-canh-bao", lines.String(), "Lời.")
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	cmd := s.command()
	cmd.Stderr = write
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	read.Read(make([]byte, 1)) // it has begun to speak
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for signals := 0; ; {
		select {
		case err := <-ended:
			exit := new(exec.ExitError)
			if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGINT {
				t.Errorf("it ends with %v", err)
			}
			if signals < 2 {
				t.Errorf("%d signals were enough", signals)
			}
			return
		case <-time.After(20 * time.Millisecond):
			cmd.Process.Signal(os.Interrupt)
			signals++
		}
	}
}

// Whoever reads what a build says may stop reading, or never begin: the site is the same, and so is the status.
func TestCrashNobodyListens(t *testing.T) {
	t.Parallel()
	s := newCrashSite(t, 10)
	s.post("canh-bao", "khoa_la: x\n", "Lời.")
	for name, start := range map[string]func(cmd *exec.Cmd) error{
		"pipes that are closed": func(cmd *exec.Cmd) error {
			read, write, err := os.Pipe()
			if err != nil {
				return err
			}
			read.Close()
			defer write.Close()
			cmd.Stdout, cmd.Stderr = write, write
			return cmd.Start()
		},
		"no files at all": func(cmd *exec.Cmd) error {
			cmd.Args = append([]string{"sh", "-c", `exec "$0" "$@" 0<&- 1>&- 2>&-`, cmd.Path}, cmd.Args[1:]...)
			var err error
			if cmd.Path, err = exec.LookPath("sh"); err != nil {
				return err
			}
			return cmd.Start()
		},
	} {
		s.edit()
		want := s.wanted()
		cmd := s.command()
		if err := start(cmd); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		same(t, name, s.folder("public"), want)
		s.tidy(name)
	}
}
