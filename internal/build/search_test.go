package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// searchSite writes a site with one post of each state, whose texts say which.
func searchSite(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "title: Bản tin\nbase_url: https://bantin.example/cong-doan/\nshare_cards: false\n")
	write("topics/chu-de.md", "---\ntitle: Chủ đề\n---\nMột.\n")
	write("units/don-vi.md", "---\ntitle: Đơn vị\n---\nHai.\n")
	post := func(name, date, more string) {
		write("posts/"+name+".md", fmt.Sprintf("---\ntitle: Tin %sxxtitle\ndate: %s\ntopic: chu-de\nunit: don-vi\n%s---\nBài %sxxbody ở đây.\n", name, date, more, name))
	}
	post("listed", "1/5/2021", "")
	post("expired", "2/5/2021", "expires: 3/5/2021\n")
	post("removed", "3/5/2021", "removed: Bài đã gỡ theo đề nghị của đơn vị.\n")
	post("draft", "4/5/2021", "draft: true\n")
	post("future", "4/5/2030", "")
	post("broken", "5/5/2021", "form: khong-co\n")
	return dir
}

// Only what is in lists can be found, and of the rest not a word lies in the files of the search.
func TestSearchHoldsWhatIsListed(t *testing.T) {
	dir := searchSite(t)
	now := func(zone *time.Location) time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, zone) }
	r, err := Run(context.Background(), Options{Dir: dir, Now: now, HoldBack: true})
	if err != nil || r.Failed || len(r.Held) != 1 {
		t.Fatal(err, r.Problems.All())
	}
	var all []byte
	files := 0
	err = filepath.WalkDir(filepath.Join(r.Out, "tim-kiem"), func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".json") {
			var text []byte
			text, err = os.ReadFile(path)
			all = append(all, text...)
			files++
		}
		return err
	})
	if err != nil || files != 5 { // manifest, dictionary, facets, one shard, one file of documents
		t.Fatal(err, files)
	}
	for _, state := range []string{"listed", "expired", "removed", "draft", "future", "broken"} {
		for _, part := range []string{"title", "body"} {
			if found := bytes.Contains(all, []byte(state+"xx"+part)); found != (state == "listed") {
				t.Errorf("%s of the post %s: in the index is %v", part, state, found)
			}
		}
	}
	if !bytes.Contains(all, []byte(`"u":"/cong-doan/2021/05/tin-listedxxtitle/"`)) {
		t.Errorf("no address with the path of base_url: %s", all)
	}
	if again, err := Run(context.Background(), Options{Dir: dir, Now: now, HoldBack: true}); err != nil || again.Output.Written > 0 {
		t.Error(err, again.Output.Written, "files written again")
	}
}

// A preview makes the index of the posts as they are now, once somebody searches.
func TestSearchInPreview(t *testing.T) {
	dir := searchSite(t)
	l, err := OpenLive(LiveOptions{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	text := func(v *View, name string) string {
		t.Helper()
		f, ok := v.Tree.Get("tim-kiem/" + name)
		if !ok {
			t.Fatalf("no %s", name)
		}
		var w bytes.Buffer
		if err := f.Render(&w); err != nil {
			t.Fatal(err)
		}
		return w.String()
	}
	all := func(v *View) (sum string) {
		for i := range 64 {
			sum += text(v, fmt.Sprintf("terms/%d.json", i))
		}
		return sum + text(v, "dict.json") + text(v, "docs/0.json")
	}
	first, err := l.Update(context.Background(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s := all(first); !strings.Contains(s, `"draftxxtitle":`) || !strings.Contains(s, "listedxxbody") || strings.Contains(s, "removedxx") {
		t.Error(s)
	}
	name := filepath.Join(dir, "content/posts/listed.md")
	src, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, bytes.Replace(src, []byte("listedxxbody"), []byte("otherxxbody"), 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	next, err := l.Update(context.Background(), []string{"content/posts/listed.md"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s := all(next); !strings.Contains(s, "otherxxbody") || strings.Contains(s, "listedxxbody") {
		t.Error(s)
	}
	if s := all(first); !strings.Contains(s, "listedxxbody") {
		t.Error("the first view has changed")
	}
}

// BenchmarkSearch times whole builds of sites without share cards, with the search and without.
func BenchmarkSearch(b *testing.B) {
	for _, posts := range []int{1_000, 10_000} {
		for _, search := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d/%v", posts, search), func(b *testing.B) {
				dir := b.TempDir()
				corpus(b, dir, posts)
				settings := fmt.Sprintf("title: Bản tin\nbase_url: https://bantin.example/\nshare_cards: false\nsearch: %v\n", search)
				if err := os.WriteFile(filepath.Join(dir, "content/site.yaml"), []byte(settings), 0o644); err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					b.StopTimer()
					if err := os.RemoveAll(filepath.Join(dir, "public")); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
					if r, err := Run(context.Background(), Options{Dir: dir}); err != nil || r.Failed {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*posts), "µs/post")
			})
		}
	}
}
