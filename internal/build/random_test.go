package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// sandbox is a site folder that is edited at random.
type sandbox struct {
	*testing.T
	*rand.Rand
	dir   string
	posts []string // files of posts, below content/posts
	next  int
	days  int // since June 1st
}

func (s *sandbox) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *sandbox) write(name, text string) {
	s.Helper()
	if err := os.MkdirAll(filepath.Dir(s.path(name)), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(s.path(name), []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

func (s *sandbox) remove(name string) {
	s.Helper()
	if err := os.RemoveAll(s.path(name)); err != nil {
		s.Fatal(err)
	}
}

// post writes a post; i makes its title and address.
func (s *sandbox) post(file string, i int) {
	unit := fmt.Sprintf("unit: don-vi-%d\n", s.IntN(3))
	if s.IntN(4) == 0 {
		unit = "unit: không có\n" // an error
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Bài số %d\ndate: 2021-%02d-%02d 08:%02d\ntopic: chu-de-%d\n%s", i, 1+s.IntN(4), 1+s.IntN(28), s.IntN(60), s.IntN(2), unit)
	switch s.IntN(6) {
	case 0:
		fmt.Fprintf(&b, "aliases: [/cu/%d/]\n", i)
	case 1:
		fmt.Fprintf(&b, "activities:\n  - kind: hoi-nghi\n    luot-nguoi: %d\n", s.IntN(500))
	case 2:
		b.WriteString("draft: true\n")
	case 3:
		b.WriteString("removed: Bài được gỡ theo yêu cầu.\n")
	case 4:
		b.WriteString("attachments:\n  - file: ke-hoach.txt\n    title: Kế hoạch\n")
	}
	fmt.Fprintf(&b, "---\nNội dung %d.\n", s.IntN(1000))
	s.write("content/posts/"+file, b.String())
}

// edit changes the site in one way, and says how.
func (s *sandbox) edit() string {
	pick := func() string { return s.posts[s.IntN(len(s.posts))] }
	switch op := s.IntN(12); {
	case op < 3 || len(s.posts) < 3:
		s.next++
		file := fmt.Sprintf("2021/bai-%d.md", s.next)
		s.posts = append(s.posts, file)
		s.post(file, s.next)
		return "new " + file
	case op < 6:
		file := pick()
		s.post(file, s.IntN(s.next+1))
		return "edit " + file
	case op == 6:
		file := pick()
		s.posts = slices.DeleteFunc(s.posts, func(f string) bool { return f == file })
		s.remove("content/posts/" + file)
		return "remove " + file
	case op == 7:
		name := fmt.Sprintf("static/tep-%d.txt", s.IntN(3))
		s.write(name, strings.Repeat("x", s.IntN(5)))
		return "static file " + name
	case op == 8:
		name := fmt.Sprintf("static/tep-%d.txt", s.IntN(3))
		s.remove(name)
		return "no static file " + name
	case op == 9:
		s.remove("static/a")
		if s.IntN(2) == 0 {
			s.write("static/a/b.txt", "in a folder")
		} else {
			s.write("static/a", "file")
		}
		return "static/a is a file or a folder"
	case op == 10:
		s.write("content/units/don-vi-3.md", fmt.Sprintf("---\ntitle: CĐCS Mới %d\n---\n", s.IntN(9)))
		return "rename a unit"
	default:
		return "damage: " + s.damage()
	}
}

// meddle changes nothing, or nothing but stamps and the clock: a build may find that it repeats the last one.
func (s *sandbox) meddle() string {
	switch s.IntN(4) {
	case 0:
		s.days += 1 + s.IntN(20)
		return "days pass"
	case 1, 2:
		file := s.path("content/posts/" + s.posts[s.IntN(len(s.posts))])
		now := time.Now().Add(time.Duration(s.IntN(7)-3) * time.Hour)
		if err := os.Chtimes(file, now, now); err != nil {
			s.Fatal(err)
		}
		return "touch " + file
	}
	return "nothing"
}

// repeats tells whether a build has found that it repeats the last one.
func repeats(r *Result) bool { return len(r.Stages) == 1 }

// damage spoils a file of the finished site.
func (s *sandbox) damage() string {
	all := slices.Sorted(maps.Keys(s.folder("public")))
	if len(all) == 0 {
		return "nothing to damage"
	}
	name := all[s.IntN(len(all))]
	switch s.IntN(3) {
	case 0:
		s.remove("public/" + name)
	case 1:
		s.write("public/"+name, "")
	default:
		data, err := os.ReadFile(s.path("public/" + name))
		if err != nil {
			s.Fatal(err)
		}
		s.write("public/"+name, strings.Repeat("?", len(data)))
	}
	return name
}

// folder reads all files below a folder; one that is missing is empty.
func (s *sandbox) folder(name string) map[string]string {
	s.Helper()
	all := make(map[string]string)
	root := s.path(name)
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if name == root && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return all
}

func (s *sandbox) build(o Options) *Result {
	s.Helper()
	o.Dir = s.dir
	o.Now = func(zone *time.Location) time.Time { return time.Date(2021, 6, 1+s.days, 0, 0, 0, 0, zone) }
	r, err := Run(context.Background(), o)
	if err != nil {
		s.Fatal(err)
	}
	return r
}

// Whatever is edited, and whatever happens to the finished site, a build over the
// last one gives what a build from nothing gives, byte for byte; and a build that fails changes nothing.
// There are three series of edits with CI=true, elsewhere one.
func TestWarmEqualsCold(t *testing.T) {
	series := uint64(1)
	if os.Getenv("CI") == "true" && !testing.Short() {
		series = 3
	}
	for seed := range series {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(seed, 27)), dir: t.TempDir()}
			s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
			s.write("content/posts/2021/ke-hoach.txt", "kế hoạch")
			for i := range 2 {
				s.write(fmt.Sprintf("content/topics/chu-de-%d.md", i), fmt.Sprintf("---\ntitle: Chủ đề %d\n---\n", i))
			}
			for i := range 3 {
				s.write(fmt.Sprintf("content/units/don-vi-%d.md", i), fmt.Sprintf("---\ntitle: Đơn vị %d\n---\n", i))
			}
			fails, repeated := 0, 0
			s.days = -110 // some posts are of later dates
			for step := range 40 {
				var what string
				if len(s.posts) > 0 && s.IntN(3) == 0 {
					what = s.meddle()
				} else {
					what = s.edit()
				}
				before := s.folder("public")
				hold := s.IntN(4) > 0
				r := s.build(Options{HoldBack: hold})
				warm := s.folder("public")
				if repeats(r) {
					repeated++
				}
				if r.Failed {
					fails++
					if !maps.Equal(before, warm) {
						t.Fatalf("step %d, %s: the build failed and changed the site", step, what)
					}
					continue
				}
				if len(r.Output.Foreign) > 0 {
					t.Fatalf("step %d, %s: foreign files %q", step, what, r.Output.Foreign)
				}
				s.build(Options{HoldBack: hold, Out: s.path("cold")})
				if cold := s.folder("cold"); !maps.Equal(warm, cold) {
					t.Fatalf("step %d, %s: warm and cold differ in %q", step, what, differing(warm, cold))
				}
				s.remove("cold")
			}
			if fails == 0 || fails > 24 || repeated < 2 {
				t.Errorf("of 40 builds %d failed, %d repeated: the edits do not try all cases", fails, repeated)
			}
		})
	}
}

func differing(a, b map[string]string) []string {
	var names []string
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
