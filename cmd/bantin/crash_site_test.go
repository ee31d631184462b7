package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// long tells whether the tests of crashes are to take all the time that they want: BANTIN_LONG=1 go test ./cmd/bantin -run Crash -v
func long() bool { return os.Getenv("BANTIN_LONG") != "" }

// often is how many times something is tried at random: usually, with CI=true, and when there is time.
func often(usually, inCI, whenLong int) int {
	switch {
	case long():
		return whenLong
	case exhaustive():
		return inCI
	}
	return usually
}

// crashSite is a small site whose content changes at random, always without a mistake, and another one with the same
// content that nothing ever happens to: what it builds from nothing is what the first one must come to.
type crashSite struct {
	*pictureSite
	*rand.Rand
	cold     *pictureSite
	posts    []string
	next     int
	pictures []string
}

func newCrashSite(t *testing.T, seed uint64) *crashSite {
	t.Helper()
	s := &crashSite{pictureSite: newPictureSite(t), Rand: rand.New(rand.NewPCG(seed, 9)), cold: newPictureSite(t)}
	for i := range uint32(5) {
		s.pictures = append(s.pictures, jpegOf(noise(120+20*int(i), 90, i+1)))
	}
	s.write("static/rieng.css", "body{}")
	for range 4 {
		s.add()
	}
	return s
}

// add writes a new post, often with a picture and a file to download.
func (s *crashSite) add() {
	s.next++
	name := fmt.Sprintf("bai-%d", s.next)
	s.posts = append(s.posts, name)
	s.rewrite(name, name)
}

// rewrite writes a post anew, under an address.
func (s *crashSite) rewrite(name, slug string) {
	lines := "slug: " + slug + "\n"
	if s.IntN(3) > 0 {
		lines += "cover: " + name + ".jpg\ncover_alt: Ảnh\n"
		s.write("content/posts/"+name+".jpg", s.pictures[s.IntN(len(s.pictures))])
	}
	if s.IntN(3) == 0 {
		lines += "attachments:\n  - {file: " + name + ".txt, title: Kế hoạch}\n"
		s.write("content/posts/"+name+".txt", strings.Repeat("kế hoạch ", 1+s.IntN(200)))
	}
	s.write("content/posts/"+name+".md", "---\ntitle: Bài "+name+"\ndate: 27/5/2021\ntopic: phap-luat\nunit: so-noi-vu\n"+lines+
		"---\n"+strings.Repeat(fmt.Sprintf("Câu số %d. ", s.IntN(1000)), 1+s.IntN(100))+"\n")
}

// edit changes the content in some way.
func (s *crashSite) edit() {
	i := s.IntN(max(len(s.posts), 1))
	switch op := s.IntN(10); {
	case op < 2 && len(s.posts) < 15 || len(s.posts) < 3:
		s.add()
	case op < 5:
		s.rewrite(s.posts[i], s.posts[i])
	case op == 5:
		s.rewrite(s.posts[i], fmt.Sprintf("%s-%d", s.posts[i], s.IntN(9)))
	case op == 6:
		for _, ext := range []string{".md", ".jpg", ".txt"} {
			s.remove("content/posts/" + s.posts[i] + ext)
		}
		s.posts = slices.Delete(s.posts, i, i+1)
	case op == 7:
		s.write("content/units/so-noi-vu.md", fmt.Sprintf("---\ntitle: CĐCS Sở %d\n---\n", s.IntN(99)))
	case op == 8: // a file becomes a folder, or a folder a file
		s.remove("static/tep")
		s.write([]string{"static/tep", "static/tep/a/b.txt"}[s.IntN(2)], fmt.Sprint(s.IntN(99)))
	default:
		s.write("static/rieng.css", fmt.Sprintf("body{margin:%dpx}", s.IntN(99)))
	}
}

// wanted is what a build of the content from nothing gives. Pictures may come from the other site's own cache, which no test touches.
func (s *crashSite) wanted() map[string][]byte {
	s.Helper()
	for _, name := range []string{"content", "static", "public"} {
		s.cold.remove(name)
		if name != "public" {
			if err := os.CopyFS(filepath.Join(s.cold.dir, name), os.DirFS(filepath.Join(s.dir, name))); err != nil {
				s.Fatal(err)
			}
		}
	}
	if s.IntN(20) == 0 {
		s.cold.remove(".bantin")
	}
	s.cold.build(0)
	return s.cold.folder("public")
}

// command is a build in a process of its own.
func (s *crashSite) command(flags ...string) *exec.Cmd {
	cmd := exec.Command("bantin", append([]string{"build", s.dir, "--now", "2021-06-01"}, flags...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=vi_VN.UTF-8", "GORACE=atexit_sleep_ms=0")
	return cmd
}

// finish builds, and holds the site against the wanted one.
func (s *crashSite) finish(what string, want map[string][]byte) {
	s.Helper()
	cmd := s.command()
	if out, err := cmd.CombinedOutput(); err != nil {
		s.Fatalf("%s: the next build: %v\n%s", what, err, out)
	}
	same(s.T, what+", then built again", s.folder("public"), want)
	s.tidy(what)
}

// tidy checks that no temporary file is left, neither in the site nor beside it nor in the folder of its state. Those
// of the cache go after a day.
func (s *crashSite) tidy(what string) {
	s.Helper()
	err := filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if strings.HasPrefix(d.Name(), ".bantin-tmp") || strings.HasSuffix(d.Name(), ".tmp") {
			s.Errorf("%s: %s is left behind", what, name)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
}

// versions are all bytes that a file may have: those of the last finished build, and those that builds wanted to write since.
type versions struct {
	trees []map[string][]byte
}

// whole checks a site that a build was stopped on. It tells whether temporary files lie in it, and of how many trees it has files that
// no other tree has.
func (v *versions) whole(t *testing.T, what string, got map[string][]byte) (left bool, mixed bool) {
	t.Helper()
	from := make(map[int]bool)
	for name, data := range got {
		if strings.HasPrefix(filepath.Base(name), ".bantin-tmp-") {
			left = true
			continue
		}
		var of []int
		for i, tree := range v.trees {
			if want, ok := tree[name]; ok && bytes.Equal(data, want) {
				of = append(of, i)
			}
		}
		if len(of) == 0 {
			t.Errorf("%s: %s (%d bytes) is neither the old nor the new file", what, name, len(data))
		}
		if len(of) == 1 {
			from[of[0]] = true
		}
	}
	for name := range v.trees[0] {
		if _, there := got[name]; there {
			continue
		}
		if !slices.ContainsFunc(v.trees, func(tree map[string][]byte) bool { _, ok := tree[name]; return !ok }) {
			t.Errorf("%s: %s is missing, which both the old and the new site have", what, name)
		}
	}
	return left, len(from) > 1
}

// outgrow changes every page of the site.
func (s *crashSite) outgrow(i int) {
	s.Helper()
	s.write("content/site.yaml", fmt.Sprintf("title: Bản tin số %d\nbase_url: https://example.org/\n", i))
	s.add()
}

// langOf gives both languages by turns.
func langOf(i int) string { return []string{"vi", "en"}[i%2] }

// exitStatus is how a process has ended, -1 when by a signal or not at all.
func exitStatus(err error) int {
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		return -1
	}
	return 0
}
