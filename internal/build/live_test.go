package build

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// liveSite writes a small site and opens it.
func liveSite(t testing.TB, s *sandbox) *Live {
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	s.write("content/posts/2021/ke-hoach.txt", "kế hoạch")
	for i := range 2 {
		s.write(fmt.Sprintf("content/topics/chu-de-%d.md", i), fmt.Sprintf("---\ntitle: Chủ đề %d\n---\n", i))
	}
	for i := range 3 {
		s.write(fmt.Sprintf("content/units/don-vi-%d.md", i), fmt.Sprintf("---\ntitle: Đơn vị %d\n---\n", i))
	}
	return openLive(t, s.dir)
}

func openLive(t testing.TB, dir string) *Live {
	t.Helper()
	l, err := OpenLive(LiveOptions{Dir: dir, Now: func(zone *time.Location) time.Time { return time.Date(2021, 6, 1, 0, 0, 0, 0, zone) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// served renders all files of a View.
func served(t testing.TB, v *View) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, f := range v.Tree.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(f.Path, err)
		}
		all[f.Path] = b.String()
	}
	return all
}

// unhashed are files without the hashes in the names of those of the search, which a preview does not make, and without
// what depends on them: the manifest, and how terms are spread over files.
func unhashed(files map[string]string) map[string]string {
	hash := regexp.MustCompile(`^(tim-kiem/[a-z]+(/\d+)?)\.[a-z2-7]+\.json$`)
	all := make(map[string]string)
	for name, text := range files {
		if name != "tim-kiem/index.json" && !strings.HasPrefix(name, "tim-kiem/terms/") {
			all[hash.ReplaceAllString(name, "$1.json")] = text
		}
	}
	return all
}

func update(t testing.TB, l *Live, changed []string) *View {
	t.Helper()
	v, err := l.Update(context.Background(), changed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if v.Missing > 0 {
		if err := l.MakePictures(context.Background()); err != nil {
			t.Fatal(err)
		}
		if v, err = l.Update(context.Background(), []string{}, nil); err != nil {
			t.Fatal(err)
		}
	}
	return v
}

// changes gives the files that differ from those of before, as a watcher would.
func (s *sandbox) changes(before map[string]string) []string {
	after := make(map[string]string)
	for _, dir := range []string{"content", "static", "layouts"} {
		for name, text := range s.folder(dir) {
			after[dir+"/"+name] = text
		}
	}
	changed := append([]string{}, differing(before, after)...)
	clear(before)
	maps.Copy(before, after)
	return changed
}

// Whatever is edited, the site in memory is the one that a build from nothing makes, byte for byte, as long as nothing is
// wrong; and posts with errors are as they were.
func TestLiveEqualsCold(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(seed, 5)), dir: t.TempDir()}
			l := liveSite(t, s)
			files := make(map[string]string)
			s.changes(files)
			update(t, l, nil)
			equal, broken, steps := 0, 0, 12
			if os.Getenv("CI") != "" {
				steps = 70
			}
			for step := range steps {
				what := s.edit()
				v := update(t, l, s.changes(files))
				s.remove("cold")
				r := s.build(Options{Out: s.path("cold"), Drafts: true, Future: true})
				if r.Failed != (v.Failed || len(v.Broken) > 0) {
					t.Fatalf("step %d, %s: a build fails: %t; in memory failed: %t, broken %q", step, what, r.Failed, v.Failed, v.Broken)
				}
				if v.Tree == nil {
					t.Fatalf("step %d, %s: nothing to show: %v", step, what, v.Problems.All())
				}
				if r.Failed {
					broken++
					for _, file := range v.Broken[:s.IntN(len(v.Broken)+1)] { // what the editor mends before the next edit
						s.remove(file)
						s.posts = slices.DeleteFunc(s.posts, func(p string) bool { return "content/posts/"+p == file })
					}
					continue
				}
				equal++
				if warm, cold := unhashed(served(t, v)), unhashed(s.folder("cold")); !maps.Equal(warm, cold) {
					t.Fatalf("step %d, %s: in memory and cold differ in %q", step, what, differing(warm, cold))
				}
			}
			if equal == 0 || broken == 0 {
				t.Errorf("%d sites compared, %d broken: the edits do not try both cases", equal, broken)
			}
		})
	}
}

// A post with an error stays as it was, others go on, and an error elsewhere keeps the whole site.
func TestLiveKeepsTheLastGood(t *testing.T) {
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(1, 1)), dir: t.TempDir()}
	l := liveSite(t, s)
	post := func(name, title, unit string) string {
		file := "content/posts/" + name + ".md"
		s.write(file, "---\ntitle: "+title+"\ndate: 2021-05-01\ntopic: chu-de-0\nunit: "+unit+"\nslug: "+name+"\n---\nLời.\n")
		return file
	}
	a, b := post("a", "Bài A", "don-vi-0"), post("b", "Bài B", "don-vi-1")
	page := func(v *View, name string) string {
		f, ok := v.Tree.Get("2021/05/" + name + "/index.html")
		if !ok {
			return ""
		}
		var w bytes.Buffer
		if err := f.Render(&w); err != nil {
			t.Fatal(err)
		}
		return w.String()
	}
	v := update(t, l, nil)
	if v.Failed || v.Problems.Len() > 0 || !strings.Contains(page(v, "a"), "Bài A") {
		t.Fatal(v.Problems.All())
	}
	post("a", "Bài A mới", "không có")
	v = update(t, l, []string{a})
	if v.Failed || len(v.Broken) != 1 || v.Broken[0] != a || v.Problems.Len() != 1 || v.Problems.All()[0].Excerpt == "" {
		t.Fatalf("broken %q, %v", v.Broken, v.Problems.All())
	}
	if got := page(v, "a"); !strings.Contains(got, "Bài A") || strings.Contains(got, "Bài A mới") {
		t.Error("the post with an error is not as it was")
	}
	post("b", "Bài B mới", "don-vi-1")
	if v = update(t, l, []string{b}); !strings.Contains(page(v, "b"), "Bài B mới") || page(v, "a") == "" || len(v.Broken) != 1 {
		t.Error("an error in one post keeps another from being shown")
	}
	s.write(a, "---\ntitle: [\n") // not even a post
	if v = update(t, l, []string{a}); !strings.Contains(page(v, "a"), "Bài A") || len(v.Broken) != 1 {
		t.Errorf("a post that cannot be read is gone: broken %q", v.Broken)
	}
	s.write("layouts/post.html", "{{define \"main\"}}{{.Nothing}}{{end}}")
	post("b", "Bài B cuối", "don-vi-1")
	if v = update(t, l, []string{"layouts", b}); !v.Failed || !strings.Contains(page(v, "b"), "Bài B mới") {
		t.Error("a layout that cannot be used does not keep the last good site")
	}
	s.remove("layouts/post.html")
	post("a", "Bài A lại", "don-vi-0")
	if v = update(t, l, []string{"layouts/post.html", a}); v.Failed || len(v.Broken) > 0 || !strings.Contains(page(v, "a"), "Bài A lại") || !strings.Contains(page(v, "b"), "Bài B cuối") {
		t.Errorf("mended, and not shown: %v", v.Problems.All())
	}
	unit := "content/units/don-vi-0.md"
	s.remove(unit)
	if v = update(t, l, []string{unit}); !v.Failed || len(v.Broken) != 1 || !strings.Contains(page(v, "a"), "Bài A lại") {
		t.Errorf("a unit that has gone takes its posts along: broken %q", v.Broken)
	}
	s.write(unit, "---\ntitle: Đơn vị 0\n---\n")
	if v = update(t, l, []string{unit}); v.Failed || len(v.Broken) > 0 {
		t.Errorf("the unit is back, and still: %v", v.Problems.All())
	}
	s.remove(a)
	if v = update(t, l, []string{a}); page(v, "a") != "" || len(v.Broken) > 0 {
		t.Error("a removed post is still shown")
	}
}

// With an error outside posts from the start there is nothing to show, and no panic.
func TestLiveBrokenFromTheStart(t *testing.T) {
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(1, 1)), dir: t.TempDir()}
	s.write("content/site.yaml", "title: Bản tin\n")
	l := openLive(t, s.dir)
	if v := update(t, l, nil); !v.Failed || v.Tree != nil || v.Site != nil || v.Problems.Len() == 0 {
		t.Errorf("%+v", v)
	}
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	if v := update(t, l, []string{"content/site.yaml"}); v.Failed || v.Tree == nil {
		t.Error(v.Problems.All())
	}
}

// A new text is shown at once as it will be when all is made.
func TestLiveRetold(t *testing.T) {
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(1, 1)), dir: t.TempDir()}
	l := liveSite(t, s)
	const file = "content/posts/a.md"
	const head = "---\ntitle: Bài A\ndate: 2021-05-01\ntopic: chu-de-0\nunit: don-vi-0\n"
	s.write("content/posts/b.md", head+"slug: b\n---\nLời.\n")
	s.write(file, head+"slug: a\n---\nMở bài.\n\nMột [liên kết](b.md).\n")
	update(t, l, nil)
	for _, c := range []struct {
		text  string
		early bool
	}{
		{"---\nMở bài.\n\nHai, rồi một [liên kết](b.md).\n", true},
		{"---\nMở bài.\n\nBa.\n\nBốn **đậm** và một [liên kết](b.md).\n", true},
		{"---\nMở bài khác.\n\nBốn **đậm** và một [liên kết](b.md).\n", false},
		{"---\nMở bài khác.\n\n## Mục\n\nMột [liên kết](b.md).\n", false},
		{"---\nMở bài khác.\n\n## Mục\n\nMột [đường](b.md).\n", true},
		{"---\nMở bài khác.\n\n## Mục\n\nMột [đường](b.md#x).\n", false},
		{"---\nMở bài khác.\n\n## Mục\n\nMột [đường](b.md).\n", false}, // it was wrong before
		{"commended: true\n---\nMở bài khác.\n\n## Mục\n\nMột [đường](b.md).\n", false},
		{"commended: true\n---\nMở bài khác.\n\n## Mục\n\nMột [đường](b.md) <b>.\n", true},
	} {
		s.write(file, head+"slug: a\n"+c.text)
		var early *View
		v, err := l.Update(context.Background(), []string{file}, func(v *View) { early = v })
		if err != nil {
			t.Fatal(err)
		}
		if (early != nil) != c.early {
			t.Errorf("%q: shown at once: %t", c.text, early != nil)
		}
		if early == nil {
			continue
		}
		x, y := served(t, early), served(t, v)
		const page = "2021/05/a/index.html"
		if x[page] != y[page] {
			t.Errorf("%q: the page is not what it becomes", c.text)
		}
		for _, name := range differing(x, y) {
			if !strings.HasSuffix(name, ".xml") && name != "feed.json" && !strings.HasPrefix(name, "tim-kiem/") && !strings.HasPrefix(name, "ban-tin/") { // they repeat the text
				t.Errorf("%q: %s is not what it becomes", c.text, name)
			}
		}
	}
}

// BenchmarkLive times what happens between the saving of a post and the answer with its page.
func BenchmarkLive(b *testing.B) {
	for _, posts := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(posts), func(b *testing.B) {
			dir := b.TempDir()
			corpus(b, dir, posts)
			l := openLive(b, dir)
			v := update(b, l, nil)
			p := v.Site.Posts[posts/2]
			file := filepath.Join(dir, filepath.FromSlash(p.File))
			text, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			var w bytes.Buffer
			n := 0
			save := func(b *testing.B, edit string) {
				n++
				if err := os.WriteFile(file, bytes.Replace(text, []byte("\n---\n"), fmt.Appendf(nil, edit, n), 1), 0o644); err != nil {
					b.Fatal(err)
				}
			}
			answer := func(b *testing.B, v *View) {
				f, _ := v.Tree.Get(strings.TrimPrefix(p.URL, "/") + "index.html")
				w.Reset()
				if err := f.Render(&w); err != nil || !bytes.Contains(w.Bytes(), fmt.Appendf(nil, "Lần %d.", n)) {
					b.Fatal("the page is not the new one", err)
				}
			}
			b.Run("text", func(b *testing.B) {
				save(b, "\n---\nMở bài.\n\nLần %d.\n")
				update(b, l, []string{p.File})
				for b.Loop() {
					save(b, "\n---\nMở bài.\n\nLần %d.\n")
					_, err := l.Update(context.Background(), []string{p.File}, func(v *View) {
						answer(b, v)
						b.StopTimer()
					})
					if err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
			})
			b.Run("all", func(b *testing.B) {
				for b.Loop() {
					save(b, "\nauthor: Lần %d.\n---\n")
					answer(b, update(b, l, []string{p.File}))
				}
			})
		})
	}
}
