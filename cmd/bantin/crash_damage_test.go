package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// damage is a way to spoil a file of the state folder. other is another file of it.
type damage struct {
	name  string
	spoil func(name string, data []byte, other string) error
}

func damages() []damage {
	rewrite := func(change func(data []byte) []byte) func(string, []byte, string) error {
		return func(name string, data []byte, _ string) error {
			return os.WriteFile(name, change(slices.Clone(data)), 0o644)
		}
	}
	flip := func(part, of int) func(string, []byte, string) error {
		return rewrite(func(b []byte) []byte {
			if len(b) > 0 {
				b[(len(b)-1)*part/of] ^= 1 << (part % 8)
			}
			return b
		})
	}
	return []damage{
		{"empty", rewrite(func([]byte) []byte { return nil })},
		{"a bit of its middle", flip(1, 2)},
		{"half", rewrite(func(b []byte) []byte { return b[:len(b)/2] })},
		{"a folder", func(name string, _ []byte, _ string) error {
			if err := os.Remove(name); err != nil {
				return err
			}
			return os.MkdirAll(filepath.Join(name, "x", "y"), 0o755)
		}},
		{"another file", func(name string, _ []byte, other string) error {
			data, err := os.ReadFile(other)
			if err != nil {
				return err
			}
			return os.WriteFile(name, data, 0o644)
		}},
		{"another version", rewrite(func(b []byte) []byte {
			if i := slices.IndexFunc(b, func(c byte) bool { return c >= '0' && c <= '9' }); i >= 0 {
				b[i]++
			}
			return b
		})},
		{"its last byte", flip(1, 1)},
		{"rubbish", rewrite(func(b []byte) []byte {
			for i := range b {
				b[i] = byte(rand.Uint32())
			}
			return b
		})},
		{"a bit near its end", flip(9, 10)},
		{"a byte less", rewrite(func(b []byte) []byte { return b[:max(len(b)-1, 0)] })},
		{"its first byte", flip(0, 1)},
		{"zeros", rewrite(func(b []byte) []byte { return make([]byte, len(b)) })},
		{"twice", rewrite(func(b []byte) []byte { return append(b, b...) })},
		{"a bit of its beginning", flip(1, 20)},
		{"gone", func(name string, _ []byte, _ string) error { return os.Remove(name) }},
	}
}

// stateFiles are all files of the state folder, whatever they are for.
func (s *crashSite) stateFiles() (all []string) {
	s.Helper()
	err := filepath.WalkDir(filepath.Join(s.dir, ".bantin"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all = append(all, name)
		}
		return err
	})
	if err != nil || len(all) == 0 {
		s.Fatalf("no files of state: %v", err)
	}
	return all
}

// Whichever file of the state folder is damaged, and however, a build finds out, needs no help, and gives what a build from
// nothing gives, byte for byte, also when the content has changed in between: what is needed no more goes as well.
func TestCrashDamage(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 3)
	s.build(0)
	ways := damages()
	tries := 0
	try := func(what string, edit bool) {
		t.Helper()
		tries++
		if edit {
			s.edit()
		}
		want := s.wanted()
		if r := s.run("build", "--now", "2021-06-01"); r.status != 0 || strings.Contains(r.stderr, ": error: ") {
			t.Fatalf("%s: status %d\n%s", what, r.status, r.stderr)
		}
		same(t, what, s.folder("public"), want)
		s.tidy(what)
		if t.Failed() {
			t.FailNow()
		}
	}
	spoil := func(d damage, name, other string) {
		t.Helper()
		data, err := os.ReadFile(name)
		if err == nil {
			err = d.spoil(name, data, other)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, d := range ways { // all files at once: nobody knows then what the program has written, so the content stays
		if i%3 > 0 && often(0, 1, 1) == 0 {
			continue
		}
		files := s.stateFiles()
		for i, name := range files {
			spoil(d, name, files[(i+1)%len(files)])
			if d.name == "another file" && i+2 >= len(files) {
				break
			}
		}
		if try("every file: "+d.name, false); s.IntN(2) == 0 {
			s.remove("public")
			try("every file, and no site: "+d.name, false)
		}
	}
	step := often(60, 24, 1)
	for i, n := 0, len(s.stateFiles())*len(ways); i < n; i += 1 + s.IntN(step) {
		files := s.stateFiles()
		name, d := files[i/len(ways)%len(files)], ways[i%len(ways)]
		spoil(d, name, files[s.IntN(len(files))])
		try(fmt.Sprintf("%s: %s", filepath.Base(name), d.name), true)
	}
	t.Logf("%d builds over damaged state", tries)
}
