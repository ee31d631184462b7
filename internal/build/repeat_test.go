package build

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// repeatSite is a site with a warning, a draft and a post of a later date, and its first build.
func repeatSite(t *testing.T) *sandbox {
	t.Helper()
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(1, 2)), dir: t.TempDir()}
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\nshare_cards: false\nsearch: false\n")
	s.write("content/topics/chu-de-0.md", "---\ntitle: Chủ đề\n---\n")
	s.write("content/units/don-vi-0.md", "---\ntitle: Đơn vị\n---\n")
	for i := range 4 {
		s.write(fmt.Sprintf("content/posts/2021/bai-%d.md", i), fmt.Sprintf("---\ntitle: Bài số %d\ndate: 2021-05-%02d\ntopic: chu-de-0\nunit: don-vi-0\n---\nNội dung.\n", i, i+1))
	}
	s.write("content/posts/2021/mai-sau.md", "---\ntitle: Mai sau\ndate: 2021-06-09\ntopic: chu-de-0\nunit: don-vi-0\n---\nNội dung.\n")
	s.write("content/posts/2021/hong.md", "---\ntitle: Hỏng\ndate: hôm qua\n---\n![](x.jpg)\n")
	s.write("static/tep.txt", "tệp")
	s.write("layouts/card.html", `<article><a href="{{.URL}}">{{.Title}}</a></article>`)
	s.settle()
	if repeats(s.build(held)) {
		t.Fatal("the first build repeats nothing")
	}
	s.settle()
	return s
}

var held = Options{HoldBack: true}

// settle waits until the stamps of all files prove their bytes: nobody can make the time of the last change older.
func (s *sandbox) settle() { time.Sleep(30 * time.Millisecond) }

// told is all that a result tells, but for what was written.
func told(t *testing.T, r *Result) string {
	t.Helper()
	c := *r
	c.Stages, c.Output.Written, c.Output.Unchanged = nil, 0, r.Output.Written+r.Output.Unchanged
	clear(c.Output.Manifest[:])
	text, err := json.Marshal([]any{c, r.Problems.All()})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestBuildRepeatsNothing(t *testing.T) {
	s := repeatSite(t)
	first := s.build(held)
	if !repeats(first) || first.Output.Written != 0 {
		t.Fatalf("a second build does it all again: %d stages, %d written", len(first.Stages), first.Output.Written)
	}
	before := s.folder("public")
	s.remove(".bantin/inputs-" + s.inputs())
	whole := s.build(held)
	if repeats(whole) {
		t.Fatal("nothing is remembered, and still a build repeats the last")
	}
	if got, want := told(t, first), told(t, whole); got != want {
		t.Errorf("a build that repeats the last says\n%s\nwant\n%s", got, want)
	}
	if len(first.Problems.All()) == 0 || len(first.Held) != 1 {
		t.Errorf("%d problems, %q held: the site does not try these", first.Problems.Len(), first.Held)
	}
	if !maps.Equal(before, s.folder("public")) {
		t.Error("the whole build gives other files")
	}
}

// inputs is what the names of the files end in that remember the builds into public.
func (s *sandbox) inputs() string {
	s.Helper()
	for name := range s.folder(".bantin") {
		if _, end, ok := strings.Cut(name, "inputs-"); ok {
			return end
		}
	}
	s.Fatal("nothing is remembered")
	return ""
}

// What is edited without a change of the bytes does not count; all else does, however it is hidden.
func TestWhatABuildNotices(t *testing.T) {
	day := func(n int) func(*sandbox) { return func(s *sandbox) { s.days = n } }
	inPlace := func(name, old, with string) func(*sandbox) { // the same size and the same time
		return func(s *sandbox) {
			data, err := os.ReadFile(s.path(name))
			if err != nil {
				s.Fatal(err)
			}
			info, err := os.Stat(s.path(name))
			if err != nil {
				s.Fatal(err)
			}
			changed := bytes.Replace(data, []byte(old), []byte(with), 1)
			if bytes.Equal(changed, data) || len(changed) != len(data) {
				s.Fatalf("%s: no such change", name)
			}
			s.write(name, string(changed))
			if err := os.Chtimes(s.path(name), info.ModTime(), info.ModTime()); err != nil {
				s.Fatal(err)
			}
		}
	}
	touch := func(name string) func(*sandbox) {
		return func(s *sandbox) {
			now := time.Now()
			if err := os.Chtimes(s.path(name), now, now); err != nil {
				s.Fatal(err)
			}
		}
	}
	for i, c := range []struct {
		name   string
		change func(*sandbox)
		o      Options
		want   bool // the build repeats the last
	}{
		{"nothing", func(s *sandbox) {}, held, true},
		{"a post touched", touch("content/posts/2021/bai-1.md"), held, true},
		{"settings touched", touch("content/site.yaml"), held, true},
		{"a layout touched", touch("layouts/card.html"), held, true},
		{"a static file touched", touch("static/tep.txt"), held, true},
		{"a page touched", touch("public/index.html"), held, true},
		{"a later hour", day(1), held, false}, // the archive of a running year
		{"an earlier day", day(-1), held, false},
		{"an ignored file", func(s *sandbox) { s.write("content/.bai.swp", "x") }, held, true},
		{"a foreign file", func(s *sandbox) { s.write("public/2021/la.txt", "x") }, held, true},
		{"a new post", func(s *sandbox) { s.post("2021/moi.md", 99) }, held, false},
		{"a post in place", inPlace("content/posts/2021/bai-1.md", "dung", "DUNG"), held, false},
		{"a layout in place", inPlace("layouts/card.html", "article", "ARTICLE"), held, false},
		{"a static file in place", inPlace("static/tep.txt", "t", "T"), held, false},
		{"a post gone", func(s *sandbox) { s.remove("content/posts/2021/bai-1.md") }, held, false},
		{"a post moved", func(s *sandbox) {
			if err := os.Rename(s.path("content/posts/2021/bai-1.md"), s.path("content/posts/2021/bai-9.md")); err != nil {
				s.Fatal(err)
			}
		}, held, false},
		{"a folder in place of a file", func(s *sandbox) {
			s.remove("static/tep.txt")
			s.write("static/tep.txt/a", "")
		}, held, false},
		{"a picture that was missing", func(s *sandbox) { s.write("content/posts/2021/x.jpg", "no picture") }, held, false},
		{"a page in place", inPlace("public/index.html", "html", "HTML"), held, false},
		{"a page gone", func(s *sandbox) { s.remove("public/2021/05/bai-so-1/index.html") }, held, false},
		{"public gone", func(s *sandbox) { s.remove("public") }, held, false},
		{"the manifest gone", func(s *sandbox) { s.remove(".bantin/manifest-" + s.inputs()) }, held, false},
		{"the copy of the manifest gone", func(s *sandbox) { s.remove(".bantin/manifest-" + s.inputs() + ".spare") }, held, false},
		{"both manifests gone", func(s *sandbox) {
			s.remove(".bantin/manifest-" + s.inputs())
			s.remove(".bantin/manifest-" + s.inputs() + ".spare")
		}, held, false},
		{"the state folder gone", func(s *sandbox) { s.remove(".bantin") }, held, false},
		{"leftovers of a killed build", func(s *sandbox) { s.write("public/.bantin-tmp-7", "half") }, held, false},
		{"another option", func(s *sandbox) {}, Options{HoldBack: true, Future: true}, false},
		{"another address", func(s *sandbox) {}, Options{HoldBack: true, BaseURL: "https://khac.example/"}, false},
		{"another cache", func(s *sandbox) {}, Options{HoldBack: true, Shared: Shared{Address: NoCache}}, false},
		{"pruning", func(s *sandbox) {}, Options{HoldBack: true, Prune: true}, false},
		{"another build between", func(s *sandbox) {
			s.write("content/posts/2021/moi.md", "---\ntitle: Mới\ndate: 2021-05-20\ntopic: chu-de-0\nunit: don-vi-0\n---\nx\n")
			forgotten := s.folder(".bantin")["inputs-"+s.inputs()]
			s.build(held)
			s.remove("content/posts/2021/moi.md")
			s.write(".bantin/inputs-"+s.inputs(), forgotten) // as if that build had been killed before it remembered
		}, held, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if testing.Short() && i%5 > 0 {
				t.Skip("short: some of the changes only")
			}
			t.Parallel()
			s := repeatSite(t)
			c.change(s)
			r := s.build(c.o)
			if got := repeats(r); got != c.want {
				t.Errorf("the build repeats the last: %t", got)
			}
			cold := c.o
			cold.Out, cold.Prune = s.path("cold"), false
			whole := s.build(cold)
			warm := s.folder("public")
			for _, name := range r.Output.Foreign {
				delete(warm, name)
			}
			if want := s.folder("cold"); !maps.Equal(warm, want) {
				t.Errorf("warm and cold differ in %q", differing(warm, want))
			}
			if r.Posts != whole.Posts || r.Output.Kinds != whole.Output.Kinds {
				t.Errorf("%d posts, %v; want %d, %v", r.Posts, r.Output.Kinds, whole.Posts, whole.Output.Kinds)
			}
		})
	}
}

// Package agenda knows nothing of drafts, and nothing of what posts of later dates tell already in a preview.
func TestPreviewsAreBuiltAnew(t *testing.T) {
	for _, c := range []struct {
		name, post string
		o          Options
	}{
		{"a draft that expires", "date: 2019-05-20\nexpires: 2021-06-20\ndraft: true\n", Options{Drafts: true}},
		{"a later post of this year's work", "date: 2022-01-05\nactivities:\n  - kind: hoi-nghi\n    luot-nguoi: 9\n    date: 2021-05-20\n", Options{Future: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(1, 2)), dir: t.TempDir()}
			s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\nshare_cards: false\nsearch: false\n")
			s.write("content/calendar.yaml", "[]\n") // nothing else happens for days
			s.write("content/topics/chu-de-0.md", "---\ntitle: Chủ đề\n---\n")
			s.write("content/units/don-vi-0.md", "---\ntitle: Đơn vị\n---\n")
			s.write("content/posts/2021/moi.md", "---\ntitle: Mới\n"+c.post+"topic: chu-de-0\nunit: don-vi-0\n---\nx\n")
			s.settle()
			for _, s.days = range []int{0, 25} {
				s.build(c.o)
			}
			cold := c.o
			cold.Out = s.path("cold")
			s.build(cold)
			if warm, want := s.folder("public"), s.folder("cold"); len(warm) == 0 || !maps.Equal(warm, want) {
				t.Errorf("warm and cold differ in %q", differing(warm, want))
			}
		})
	}
}

// Whatever happens to the file that remembers, it is only work done again.
func TestDamagedMemory(t *testing.T) {
	s := repeatSite(t)
	name := ".bantin/inputs-" + s.inputs()
	whole := s.folder(".bantin")["inputs-"+s.inputs()]
	for i := range 18 {
		text := []byte(whole)
		switch at := s.IntN(len(text)); i % 3 {
		case 0:
			text[at] ^= 1 << s.IntN(8)
		case 1:
			text = text[:at]
		default:
			text = append(text[:at:at], append([]byte("rác"), text[at:]...)...)
		}
		s.write(name, string(text))
		if repeats(s.build(held)) {
			t.Fatalf("damage %d is not noticed", i)
		}
	}
	s.settle()
	if !repeats(s.build(held)) {
		t.Error("a whole build does not mend it")
	}
}
