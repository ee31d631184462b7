package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"bantin/internal/diag"
	"bantin/internal/report"
	"bantin/internal/site"
)

// newYear is the moment that the tests of Load read a site for.
func newYear(zone *time.Location) time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, zone) }

// BenchmarkLoad times what a report has to wait for.
func BenchmarkLoad(b *testing.B) {
	const posts = 10_000
	dir := b.TempDir()
	corpus(b, dir, posts)
	b.ReportAllocs()
	for b.Loop() {
		l, err := Load(context.Background(), LoadOptions{Dir: dir, Now: newYear})
		if err != nil {
			b.Fatal(err)
		}
		if l.Failed || len(l.Site.All) != posts {
			b.Fatalf("%d posts, %d problems", len(l.Site.All), l.Problems.Len())
		}
		l.Close()
	}
}

// What is read without building is what a build shows: the same numbers, and no problem that a build does not have.
func TestLoadAgreesWithBuild(t *testing.T) {
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(5, 27)), dir: t.TempDir()}
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\nmenu:\n  - {title: Mục, url: /gioi-thieu/#muc}\n")
	s.write("content/pages/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n## Mục\n")
	s.write("content/posts/2021/ke-hoach.txt", "kế hoạch")
	for i := range 3 {
		s.write(fmt.Sprintf("content/topics/chu-de-%d.md", i), fmt.Sprintf("---\ntitle: Chủ đề %d\n---\n", i))
		s.write(fmt.Sprintf("content/units/don-vi-%d.md", i), fmt.Sprintf("---\ntitle: Đơn vị %d\n---\n", i))
	}
	published := 0
	for step := range 24 {
		what := s.edit()
		hold := step%3 > 0
		r := s.build(Options{HoldBack: hold})
		l, err := Load(context.Background(), LoadOptions{Dir: s.dir, HoldBack: hold, Now: func(zone *time.Location) time.Time {
			return time.Date(2021, 6, 1, 0, 0, 0, 0, zone)
		}})
		if err != nil {
			t.Fatal(err)
		}
		known := make(map[string]bool)
		for _, d := range r.Problems.All() {
			known[places(d)] = true
		}
		for _, d := range l.Problems.All() {
			if !known[places(d)] {
				t.Errorf("step %d, %s: the build has no %s", step, what, places(d))
			}
		}
		if !r.Failed {
			published++
			if l.Failed {
				t.Errorf("step %d, %s: fails where the build does not", step, what)
			}
			var b bytes.Buffer
			report.JSON(&b, l.Site.Rollup(site.Filter{}))
			data, err := os.ReadFile(s.path("public/hoat-dong/data.json"))
			if err != nil || b.String() != string(data) {
				t.Fatalf("step %d, %s: %v\n%s\nbuilt:\n%s", step, what, err, &b, data)
			}
		}
		l.Close()
	}
	if published < 8 {
		t.Errorf("%d of 24 builds were good: too few to tell", published)
	}
}

func places(d diag.Diagnostic) string {
	return fmt.Sprintf("%s:%d:%d %s %s %q", d.File, d.Line, d.Column, d.Severity, d.Code, d.Excerpt)
}

// Reading leaves no trace, and needs no more than leave to read.
func TestLoadWritesNothing(t *testing.T) {
	s := &sandbox{T: t, Rand: rand.New(rand.NewPCG(6, 27)), dir: t.TempDir()}
	corpus(t, s.dir, 20)
	s.write("layouts/report.html", "của trang")
	s.write("content/posts/anh.png", "không phải ảnh")
	s.write("content/posts/sai.md", "---\ntitle: Sai\ndate: 1/5/2021\ntopic: chu-de-0\nunit: khong-co\n---\n[a](khong-co.md)\n")
	s.write("content/posts/anh.md", "---\ntitle: Ảnh\ndate: 1/5/2021\ntopic: chu-de-0\nunit: don-vi-0\n---\n![a](khong-co.png) <b>\n")
	before := s.folder(".")
	for _, dir := range []string{"", "content", "content/posts"} {
		if err := os.Chmod(s.path(dir), 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(s.path(dir), 0o755)
	}
	for _, hold := range []bool{false, true} {
		l, err := Load(context.Background(), LoadOptions{Dir: s.dir, HoldBack: hold, Now: newYear})
		if err != nil {
			t.Fatal(err)
		}
		if l.Failed == hold || len(l.Site.All) < 21 || l.Problems.Len() != 1 || l.Problems.All()[0].Excerpt != "unit: khong-co" {
			t.Errorf("hold back %v: failed %v, %d posts, %+v", hold, l.Failed, len(l.Site.All), l.Problems.All())
		}
		if page, err := fs.ReadFile(l.Layouts, "report.html"); err != nil || string(page) != "của trang" {
			t.Errorf("the site's own layout: %v, %.40q", err, page)
		}
		if page, err := fs.ReadFile(l.Layouts, "base.html"); err != nil || !strings.Contains(string(page), "<html") {
			t.Errorf("an embedded layout: %v, %.40q", err, page)
		}
		l.Close()
	}
	if after := s.folder("."); !maps.Equal(before, after) {
		t.Errorf("reading has changed %q", differing(before, after))
	}
}

func TestLoadFailures(t *testing.T) {
	if _, err := Load(context.Background(), LoadOptions{Dir: t.TempDir() + "/none"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	l, err := Load(context.Background(), LoadOptions{Dir: t.TempDir()})
	if err != nil || !l.Failed || l.Site == nil || l.Problems.All()[0].Code != "site-missing" {
		t.Fatalf("an empty folder: %v, %+v", err, l)
	}
	l.Close()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Load(ctx, LoadOptions{Dir: t.TempDir()}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}
