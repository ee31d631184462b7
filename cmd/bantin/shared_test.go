package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What all shares make together is all that a build needs, and nothing is made twice but the logo.
func TestMediaShards(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	site := cachedSite(t)
	site.post("bia", "form: infographic\ncover: bia.jpg\ncover_alt: Ảnh\nimages:\n  - {file: to-2.png, alt: Tờ}\n", "Lời.")
	site.write("content/posts/bia.jpg", jpegOf(noise(1300, 700, 7)))
	site.write("content/posts/to-2.png", pngOf(quarters(460, 800)))
	site.post("bia-nho", "form: infographic\ncover: bia-nho.jpg\ncover_alt: Ảnh\nimages:\n  - {file: to-3.png, alt: Tờ}\n", "Lời.")
	site.write("content/posts/bia-nho.jpg", jpegOf(noise(300, 200, 8)))
	site.write("content/posts/to-3.png", pngOf(quarters(470, 800)))
	site.write("content/topics/co-bia.md", "---\ntitle: Có bìa\ncover: bia-chu-de.jpg\ncover_alt: Ảnh\n---\n")
	site.write("content/topics/bia-chu-de.jpg", jpegOf(noise(500, 400, 9)))
	site.post("nhap", "draft: true\ncover: nhap.jpg\ncover_alt: Ảnh\n", "Lời.")
	site.write("content/posts/nhap.jpg", jpegOf(noise(310, 410, 10)))
	shared := filepath.Join(t.TempDir(), "chung")
	const shards = 3
	made, cards, logos := 0, 0, shards-1
	for i := range shards {
		other := site.copied()
		r := other.run("media", "--shard", fmt.Sprintf("%d/%d", i+1, shards), "--cache", shared, "--format", "json", "--now", "2021-06-01")
		var m mediaResult
		if err := json.Unmarshal([]byte(r.stdout), &m); err != nil || r.status != 0 || r.stderr != "" {
			t.Fatalf("share %d: status %d, %v\n%s%s", i+1, r.status, err, r.stdout, r.stderr)
		}
		made, cards = made+m.Pictures.Made+m.Pictures.Fetched, cards+m.Cards.Made
		if m.Cards.Fetched+m.Cards.Here > 0 {
			t.Errorf("share %d: %+v", i+1, m)
		}
		if _, err := os.Stat(filepath.Join(other.dir, "public")); err == nil {
			t.Error("there is a site")
		}
	}
	last := site.copied()
	r := last.run("build", "--cache", shared, "--now", "2021-06-01")
	if r.status != 0 || !strings.Contains(r.stdout, fmt.Sprintf("lấy về %d mục", made-logos+cards)) || !strings.Contains(r.stdout, "gửi lên 0 mục") {
		t.Errorf("%d pictures, %d cards; %s%s", made, cards, r.stdout, r.stderr)
	}
	site.build(0)
	same(t, "from shares", last.folder("public"), site.folder("public"))

	// What a machine has from earlier, without a shared cache, it gives to one.
	late := filepath.Join(t.TempDir(), "sau")
	if r := site.run("media", "--cache", late, "--now", "2021-06-01", "--lang", "en"); r.status != 0 || !strings.Contains(r.stdout, fmt.Sprintf("%d sent", made-logos+cards)) ||
		!strings.Contains(r.stdout, "0 made") {
		t.Errorf("%s%s", r.stdout, r.stderr)
	}
}

// A picture with an error is told as a build tells it, by one share alone; the others are made.
func TestMediaProblems(t *testing.T) {
	t.Parallel()
	site := newPictureSite(t)
	site.cover("a", "a.jpg", "không phải ảnh")
	site.cover("b", "b.png", pngOf(quarters(60, 40)))
	told, made := 0, 0
	for i := range 2 {
		r := site.run("media", "--shard", fmt.Sprintf("%d/2", i+1), "--format", "json")
		told += strings.Count(r.stderr, "content/posts/a.md")
		if (r.status == 1) != strings.Contains(r.stderr, "a.md") || r.status > 1 {
			t.Errorf("status %d, %s", r.status, r.stderr)
		}
		var m mediaResult
		if err := json.Unmarshal([]byte(r.stdout), &m); err != nil {
			t.Fatal(err)
		}
		made += m.Pictures.Made
	}
	if told != 1 || made != 1 {
		t.Errorf("told %d times, %d made", told, made)
	}
	// A post with an error keeps its own pictures from being made, and no others; the build tells of it.
	site.post("a", "cover: a.jpg\n", "Lời.")
	if r := site.run("media"); r.status != 0 || r.stderr == "" || strings.Contains(r.stderr, "error:") {
		t.Errorf("status %d, %s", r.status, r.stderr)
	}
	site.write("content/site.yaml", "title: [\n")
	if r := site.run("media", "--lang", "en"); r.status != 1 || !strings.Contains(r.stderr, "content/site.yaml") {
		t.Errorf("status %d, %s", r.status, r.stderr)
	}
}

// runWith runs the program with an environment of its own.
func (s *pictureSite) runWith(env map[string]string, args ...string) told {
	s.Helper()
	var stdout, stderr bytes.Buffer
	args = slices.Insert(slices.Clone(args), 1, s.dir)
	status := run(s.Context(), args, nil, &stdout, &stderr, func(name string) string { return env[name] })
	return s.sane(told{status, stdout.String(), stderr.String()}, args...)
}

// Where the shared cache is: --cache goes before BANTIN_CACHE, that before site.yaml, whose folder is one below the site's; never one of the
// site's own.
func TestCacheAddress(t *testing.T) {
	t.Parallel()
	site := newPictureSite(t)
	site.cover("b", "b.png", pngOf(quarters(60, 40)))
	site.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\nshare_cards: false\ncache: ../chung-yaml\n")
	parent := t.TempDir()
	at := func(name string) string { return filepath.Join(parent, name) }
	records := func(name string) int {
		found, _ := filepath.Glob(filepath.Join(name, "bantinR1/??/*"))
		return len(found)
	}
	inYAML := filepath.Join(filepath.Dir(site.dir), "chung-yaml")
	for _, c := range []struct {
		env, flag, want string
	}{
		{"", "", inYAML}, {at("env"), "", at("env")}, {at("env-2"), at("flag"), at("flag")}, {"none", "", ""}, {at("env-3"), "none", ""},
	} {
		site.remove(".bantin")
		args := []string{"build", "--now", "2021-06-01"}
		if c.flag != "" {
			args = append(args, "--cache", c.flag)
		}
		if r := site.runWith(map[string]string{cacheVariable: c.env}, args...); r.status != 0 || r.problems() != nil {
			t.Fatalf("%+v: %d, %s", c, r.status, r.stderr)
		}
		if c.want != "" && records(c.want) == 0 {
			t.Errorf("%+v: nothing was shared", c)
		}
		if c.want != inYAML && records(inYAML) > 0 || records(at("env-2"))+records(at("env-3")) > 0 {
			t.Errorf("%+v: shared elsewhere", c)
		}
		os.RemoveAll(inYAML)
	}
	for _, folder := range []string{".", "public", "content/dem", ".bantin", "static"} {
		if r := site.run("build", "--cache", filepath.Join(site.dir, folder)); r.status != 2 || !strings.Contains(r.stderr, "chồng lên") {
			t.Errorf("%s: status %d, %s", folder, r.status, r.stderr)
		}
	}
	for _, address := range []string{"ftps://a@b/c", "http://a/b", "s3://", "sftp://a:bi-mat@b/c"} {
		if r := site.run("media", "--cache", address); r.status != 2 || !strings.Contains(r.stderr, "--cache") || strings.Contains(r.stderr, "bi-mat") {
			t.Errorf("%s: status %d, %s", address, r.status, r.stderr)
		}
	}
	for _, shard := range []string{"0/3", "4/3", "3", "a/b", "1/0", "-1/3"} {
		if r := site.run("media", "--shard", shard); r.status != 2 || !strings.Contains(r.stderr, "3/16") {
			t.Errorf("%s: status %d, %s", shard, r.status, r.stderr)
		}
	}
}
