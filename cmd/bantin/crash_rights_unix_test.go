//go:build unix

package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// nobody is the number of a user who owns nothing but the site of a test.
const nobody = 65534

// lend gives the site, and the program, to a user who may not do everything; it skips where that cannot be. The
// function that it gives runs a build as that user.
func (s *crashSite) lend() func(flags ...string) told {
	s.Helper()
	if os.Geteuid() != 0 {
		return func(flags ...string) told {
			return s.exec("bantin", append([]string{"build", "--now", "2021-06-01"}, flags...)...)
		}
	}
	// The program lies where only root may look.
	dir, err := os.MkdirTemp("", "bantin-lent-")
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { os.RemoveAll(dir) })
	program := filepath.Join(dir, "bantin")
	if err := errors.Join(copyFile(program), os.Chmod(dir, 0o755), os.Chmod(filepath.Dir(s.dir), 0o755)); err != nil {
		s.Fatal(err)
	}
	err = filepath.WalkDir(s.dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(name, nobody, nobody)
	})
	if err != nil {
		s.Skipf("a user without rights is missing: %v", err)
	}
	return func(flags ...string) told {
		var out, errs strings.Builder
		cmd := exec.Command(program, append([]string{"build", s.dir, "--now", "2021-06-01"}, flags...)...)
		cmd.Args[0] = "bantin"
		cmd.Dir, cmd.Stdout, cmd.Stderr = s.dir, &out, &errs
		cmd.Env = append(os.Environ(), "HOME=/nonexistent", "TMPDIR=/tmp", "LC_ALL=vi_VN.UTF-8")
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		err := cmd.Run()
		if err != nil && exitStatus(err) < 0 {
			s.Skipf("a user without rights is missing: %v", err)
		}
		return told{exitStatus(err), out.String(), errs.String()}
	}
}

// copyFile makes a copy of this very program.
func copyFile(to string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	in, err := os.Open(self)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// What may not be read or written is named, the finished site stays as it was, and with the rights the next build is a good one.
func TestCrashRights(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 15)
	build := s.lend()
	if r := build(); r.status != 0 {
		t.Fatalf("status %d, %s", r.status, r.stderr)
	}
	post := "content/posts/" + s.posts[0] + ".md"
	for i, c := range []struct {
		name string
		mode os.FileMode
		// named is what the message names; "": the build may also be done without.
		named string
	}{
		{"public", 0o555, "public"},
		{"public/2021/05", 0o555, "public/2021/05"},
		{"public", 0, "public"},
		{".bantin", 0o555, ".bantin"},
		{".bantin", 0, ".bantin"},
		{".bantin/cache", 0o555, ""},
		{".bantin/cache", 0, ""},
		{"content", 0, "content"},
		{"content/posts", 0, "content/posts"},
		{post, 0, post},
	} {
		before := s.folder("public")
		s.outgrow(i)
		want := s.wanted()
		os.Chown(filepath.Join(s.dir, "content/posts"), nobody, nobody)
		name := filepath.Join(s.dir, filepath.FromSlash(c.name))
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(name, c.mode); err != nil {
			t.Fatal(err)
		}
		r := build("--lang", langOf(i))
		if err := os.Chmod(name, info.Mode().Perm()); err != nil {
			t.Fatal(err)
		}
		words := []string{"bantin: không có quyền đọc hoặc ghi ", "bantin: no right to read or write "}[i%2]
		switch {
		case r.status == 0 && c.named == "":
			same(t, c.name, s.folder("public"), want)
		case r.status != 2 || !strings.HasPrefix(r.stderr, words) || !strings.Contains(r.stderr, c.named) || strings.Count(r.stderr, "\n") != 1:
			t.Errorf("%s with rights %o: status %d, %s", c.name, c.mode, r.status, r.stderr)
		default:
			same(t, c.name, s.folder("public"), before)
		}
		s.tidy(c.name)
		if r := build(); r.status != 0 {
			t.Fatalf("%s, with rights again: status %d, %s", c.name, r.status, r.stderr)
		}
		same(t, c.name+", with rights again", s.folder("public"), want)
	}
}
