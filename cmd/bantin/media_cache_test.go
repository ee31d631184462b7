package main

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// cachedSite has a post of each kind of picture and of card, and a logo.
func cachedSite(t *testing.T) *pictureSite {
	s := newPictureSite(t)
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\norganization:\n  logo: logo.png\n")
	s.write("content/logo.png", pngOf(quarters(200, 200)))
	s.post("rong", "cover: rong.jpg\ncover_alt: Ảnh\n", "Lời.")
	s.write("content/posts/rong.jpg", jpegOf(noise(1200, 640, 1)))
	s.post("hep", "cover: hep.jpg\ncover_alt: Ảnh\n", "Lời. ![Ảnh](ve.png)")
	s.write("content/posts/hep.jpg", jpegOf(noise(300, 400, 2)))
	s.write("content/posts/ve.png", pngOf(quarters(600, 400)))
	s.post("to", "form: infographic\nimages:\n  - {file: to.png, alt: Tờ}\n", "Lời.")
	s.write("content/posts/to.png", pngOf(quarters(500, 900)))
	s.post("chu", "", "Lời.")
	return s
}

func (s *pictureSite) folder(name string) map[string][]byte {
	s.Helper()
	return everyFile(s.T, filepath.Join(s.dir, name))
}

func (s *pictureSite) remove(name string) {
	s.Helper()
	if err := os.RemoveAll(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
		s.Fatal(err)
	}
}

// same tells of files that differ.
func same(t *testing.T, what string, got, want map[string][]byte) {
	t.Helper()
	for name, data := range want {
		if other, ok := got[name]; !ok || !bytes.Equal(data, other) {
			t.Errorf("%s: %s is missing or differs", what, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s should not be there", what, name)
		}
	}
}

// records are the files of the cache that hold what was made.
func (s *pictureSite) records() []string {
	s.Helper()
	found, err := filepath.Glob(filepath.Join(s.dir, ".bantin/cache/??/*"))
	if err != nil || len(found) == 0 {
		s.Fatalf("no records: %v", err)
	}
	return found
}

// Whatever becomes of the cache, the finished site has the same bytes.
func TestCacheDamaged(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := cachedSite(t)
	s.build(0, "--strict")
	want := s.folder("public")
	s.remove("public")
	s.build(0, "--strict")
	same(t, "warm", s.folder("public"), want)

	flip := func(at float64) func([]byte) []byte {
		return func(b []byte) []byte {
			b[int(at*float64(len(b)-1))] ^= 0x40
			return b
		}
	}
	damages := []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)/2] },
		flip(0.95),
		func([]byte) []byte { return nil },
		flip(0.5),
		func(b []byte) []byte { return append(b, b...) },
		func(b []byte) []byte { b[min(43, len(b)-1)] ^= 0x7f; return b }, // the size of the head
	}
	rounds := 1
	if exhaustive() {
		rounds = len(damages) // so that every record has every damage
	}
	for round := range rounds {
		for i, name := range append(s.records(), filepath.Join(s.dir, ".bantin/cache/stamps")) {
			data, err := os.ReadFile(name)
			if err == nil && len(data) > 0 {
				err = os.WriteFile(name, damages[(i+round)%len(damages)](data), 0o644)
			}
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		s.remove("public")
		if r := s.build(0, "--strict"); r.problems() != nil {
			t.Errorf("damaged: %s", r.stderr)
		}
		same(t, "damaged", s.folder("public"), want)
	}

	// Every record is another's.
	all := s.records()
	first, err := os.ReadFile(all[0])
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range all {
		data := first
		if i+1 < len(all) {
			if data, err = os.ReadFile(all[i+1]); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s.remove("public")
	s.build(0, "--strict")
	same(t, "exchanged", s.folder("public"), want)

	// In place of a record there is a folder.
	s.remove("public")
	for _, name := range s.records() {
		os.Remove(name)
		if err := os.MkdirAll(filepath.Join(name, "x"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if r := s.run("build", "--now", "2021-06-01"); r.status == 0 {
		same(t, "folders", s.folder("public"), want)
	} else if r.status != 2 || !strings.Contains(r.stderr, "record") {
		t.Errorf("folders in place of records: status %d, %s", r.status, r.stderr)
	}
	s.remove(".bantin")
	s.write(".bantin/cache", "một tệp")
	if r := s.run("build", "--now", "2021-06-01"); r.status == 0 {
		same(t, "no folder", s.folder("public"), want)
	} else if r.status != 2 || !strings.Contains(r.stderr, "cache") {
		t.Errorf("a file in place of the cache: status %d, %s", r.status, r.stderr)
	}
}

// Two builds of one site share its cache.
func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	s := cachedSite(t)
	var wg sync.WaitGroup
	results := make([]told, 2)
	for i := range results {
		wg.Go(func() {
			results[i] = s.exec("bantin", "build", "--now", "2021-06-01", "--out", "out"+string(rune('0'+i)))
		})
	}
	wg.Wait()
	done := 0
	for i, r := range results {
		// One may be told that the other is at work.
		if r.status == 0 {
			done++
			same(t, "at once", s.folder("out"+string(rune('0'+i))), s.folder("out"+string(rune('0'+slices.IndexFunc(results, func(r told) bool { return r.status == 0 })))))
		} else if r.status != 2 || !strings.Contains(r.stderr, "một lệnh khác đang dựng trang này") {
			t.Errorf("status %d: %s", r.status, r.stderr)
		}
	}
	if done == 0 {
		t.Error("no build was done")
	}
	if found, _ := filepath.Glob(filepath.Join(s.dir, ".bantin/cache/*tmp*")); len(found) > 0 {
		t.Errorf("left behind: %q", found)
	}
}

// --prune removes what the build has no use for, and nothing else.
func TestPrune(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := cachedSite(t)
	s.build(0)
	all := s.records()
	s.remove("content/posts/rong.md")
	s.remove("content/posts/rong.jpg")
	s.post("chu", "", "Lời khác.")
	s.build(0)
	if now := s.records(); len(now) < len(all) {
		t.Errorf("%d records without --prune, were %d", len(now), len(all))
	}
	r := s.build(0, "--prune")
	pruned := s.records()
	if len(pruned) >= len(all) || !strings.Contains(r.stdout, "bộ nhớ đệm: xóa ") {
		t.Errorf("%d records with --prune, were %d\n%s", len(pruned), len(all), r.stdout)
	}
	want := s.folder("public")
	s.remove("public")
	if r := s.build(0, "--prune"); strings.Contains(r.stdout, "bộ nhớ đệm") {
		t.Errorf("removes what it uses: %s", r.stdout)
	}
	same(t, "pruned", s.folder("public"), want)
	if now := s.records(); !slices.Equal(now, pruned) {
		t.Errorf("%d records when nothing has changed, were %d", len(now), len(pruned))
	}
	s.remove(".bantin")
	s.remove("public")
	s.build(0)
	if now := s.records(); len(now) != len(pruned) {
		t.Errorf("%d records are needed, --prune keeps %d", len(now), len(pruned))
	}
	// A build that finds errors keeps everything.
	s.post("hong", "topic: khong-co\n", "Lời.")
	s.build(1, "--prune")
	if now := s.records(); len(now) != len(pruned) {
		t.Errorf("a build that failed has removed records: %d, were %d", len(now), len(pruned))
	}
}

// What changes in a site changes the names of what shows it, and no others: networks and browsers keep files for long.
func TestNamesChange(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := cachedSite(t)
	s.build(0)
	before := s.folder("public")
	named := func() (all []string) {
		for name := range s.folder("public") {
			if slices.Contains([]string{".jpg", ".png", ".webp"}, path.Ext(name)) {
				all = append(all, name)
			}
		}
		slices.Sort(all)
		return all
	}
	changed := func(old []string) (all []string) {
		for _, name := range named() {
			if !slices.Contains(old, name) {
				all = append(all, regexp.MustCompile(`\.[0-9a-f]{8}`).ReplaceAllString(name, ""))
			}
		}
		return all
	}
	old := named()
	s.write("content/posts/ve.png", pngOf(quarters(602, 400)))
	s.build(0)
	if got := strings.Join(changed(old), " "); got == "" || regexp.MustCompile(`(^| )2021/05/hep/(ve-\d+\.(webp|png|jpg)( |$))*`).ReplaceAllString(got, "") != "" &&
		strings.Trim(regexp.MustCompile(`2021/05/hep/ve-\d+\.(webp|png|jpg)`).ReplaceAllString(got, ""), " ") != "" {
		t.Errorf("a picture changed, and with it %s", got)
	}
	old = named()
	s.write("content/posts/hep.md", strings.Replace(readFile(t, s.dir, "content/posts/hep.md"), "title: Bài hep", "title: Bài hẹp", 1))
	s.build(0)
	if got := strings.Join(changed(old), " "); got != "2021/05/hep/share.jpg 2021/05/hep/square.jpg" {
		t.Errorf("a title changed, and with it %s", got)
	}
	old = named()
	s.write("content/posts/chu.md", strings.Replace(readFile(t, s.dir, "content/posts/chu.md"), "Lời.", "Lời khác.", 1))
	s.build(0)
	if got := changed(old); len(got) > 0 {
		t.Errorf("words of a body changed, and with them %s", got)
	}
	s.bantin(0, "build", "--now", "2029-01-01")
	if got := changed(old); len(got) > 0 {
		t.Errorf("time went by, and with it changed %s", got)
	}
	// That a picture is used in another place, too, or that cards are not drawn, does not change what it shows.
	s.post("chu", "cover: ve.png\ncover_alt: Ảnh\n", "Lời.")
	s.build(0)
	for _, name := range changed(old) {
		if !strings.HasPrefix(name, "2021/05/chu/") {
			t.Errorf("another post shows a picture, and with it changed %s", name)
		}
	}
	old = named()
	s.write("content/site.yaml", readFile(t, s.dir, "content/site.yaml")+"share_cards: false\n")
	s.build(0)
	if got := changed(old); len(got) > 0 {
		t.Errorf("cards are switched off, and with that changed %s", got)
	}
	s.write("content/site.yaml", strings.Replace(readFile(t, s.dir, "content/site.yaml"), "share_cards: false\n", "", 1))
	// Back to what was: the same bytes.
	s.write("content/posts/ve.png", pngOf(quarters(600, 400)))
	s.post("hep", "cover: hep.jpg\ncover_alt: Ảnh\n", "Lời. ![Ảnh](ve.png)")
	s.post("chu", "", "Lời.")
	s.build(0)
	same(t, "back", s.folder("public"), before)
}

func readFile(t *testing.T, elem ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// metas are the metadata of a page that begin with og:image.
func metas(html string) map[string]string {
	all := make(map[string]string)
	for _, m := range regexp.MustCompile(`<meta property="(og:image[^"]*)" content="([^"]*)">`).FindAllStringSubmatch(html, -1) {
		all[m[1]] = m[2]
	}
	return all
}

// Without share cards none is drawn, and a link is shown with what there is. Pictures go with a base_url with a path, and with English words.
func TestShareSettings(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := cachedSite(t)
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/tin/\nshare_cards: false\nlanguage: en\n")
	s.remove("content/logo.png")
	s.build(0, "--strict")
	files := s.folder("public")
	for name := range files {
		if strings.Contains(path.Base(name), "share.") {
			t.Errorf("%s was drawn", name)
		}
	}
	for _, page := range []string{"index.html", "latest/index.html", "2021/05/chu/index.html", "2021/05/hep/index.html"} {
		if got := metas(string(files[page])); got["og:image"] != "https://example.org/tin/share-card.png" || got["og:image:type"] != "image/png" || got["og:image:width"] != "1200" {
			t.Errorf("%s: %v", page, got)
		}
	}
	got := metas(string(files["2021/05/rong/index.html"]))
	if at := strings.TrimPrefix(got["og:image"], "https://example.org/tin/"); !strings.HasPrefix(at, "2021/05/rong/rong.") || files[at] == nil || got["og:image:alt"] != "Ảnh" {
		t.Errorf("%v", got)
	}

	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/tin/\nlanguage: en\n")
	s.build(0, "--strict")
	files = s.folder("public")
	for _, page := range []string{"index.html", "latest/index.html", "photos/index.html", "infographics/2021/index.html", "2021/05/chu/index.html", "topics/phap-luat/index.html"} {
		got := metas(string(files[page]))
		if at := strings.TrimPrefix(got["og:image"], "https://example.org/tin/"); !strings.Contains(at, "share.") || files[at] == nil {
			t.Errorf("%s: %v", page, got)
		}
	}
	for _, b := range walkLinks(new(testing.T), files, "https://example.org/tin/") {
		t.Error(b)
	}
	if !bytes.Contains(files["2021/05/rong/index.html"], []byte(`srcset="/tin/2021/05/rong/rong.`)) {
		t.Error("a picture without the site's path")
	}
}

// copied is the site in a folder of its own, as on another machine.
func (s *pictureSite) copied() *pictureSite {
	s.Helper()
	other := &pictureSite{s.T, s.TempDir()}
	if err := os.CopyFS(filepath.Join(other.dir, "content"), os.DirFS(filepath.Join(s.dir, "content"))); err != nil {
		s.Fatal(err)
	}
	return other
}
