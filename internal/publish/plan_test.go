package publish

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/output"
)

// The order of a first publish: what pages are shown with, pages, what leads to them, what machines read.
func TestOrder(t *testing.T) {
	m := newMemory()
	s := built(t, "index.html", "home", "tin/index.html", "list", "2021/bai/index.html<content/posts/bai.md", "post", "2021/bai/anh.jpg<content/posts/anh.jpg", "jpeg",
		"site.1a2b3c4d5e.css<static/site.css", "css", "feed.xml", "feed", "sitemap.xml", "map", "dot/data.json", "{}")
	send(t, s, m, usual())
	group := func(name string) int {
		switch {
		case name == ManifestFile:
			return -1
		case strings.HasSuffix(name, ".css"), strings.HasSuffix(name, ".jpg"):
			return 0
		case name == "index.html":
			return 2
		case name == "feed.xml", name == "sitemap.xml":
			return 3
		}
		return 1
	}
	last := 0
	for _, line := range m.log {
		name, put := strings.CutPrefix(line, "Put ")
		if g := group(name); put && g >= 0 {
			if g < last {
				t.Errorf("%s comes late", name)
			}
			last = g
		}
	}
	if m.log[len(m.log)-1] != "Delete "+LockFile || m.log[len(m.log)-3] != "Put "+ManifestFile {
		t.Errorf("at the end: %q", m.log[len(m.log)-4:])
	}
	if p := send(t, s, m, usual()); !p.Empty() || p.Unchanged != 8 {
		t.Errorf("again: %+v", p)
	}
	changed := built(t, "index.html", "home 2", "tin/index.html", "list", "2021/bai/index.html<content/posts/bai.md", "post 2",
		"site.1a2b3c4d5e.css<static/site.css", "css", "feed.xml", "feed", "sitemap.xml", "map", "dot/data.json", "{}", "2021/moi/index.html<content/posts/moi.md", "new")
	p := send(t, changed, m, usual())
	if got := paths(p.New) + "; " + paths(p.Changed) + "; " + paths(p.Deleted); got != "2021/moi/index.html; 2021/bai/index.html index.html; 2021/bai/anh.jpg" {
		t.Errorf("new, changed, deleted: %s", got)
	}
	if p.New[0].Address != "https://example.org/2021/moi/" || p.New[0].Kind != "page" || p.Bytes != 15 || p.Unchanged != 5 {
		t.Errorf("%+v, %d bytes, %d unchanged", p.New[0], p.Bytes, p.Unchanged)
	}
	if i := slices.Index(m.log, "Delete 2021/bai/anh.jpg"); i < slices.Index(m.log, "Put index.html") || m.log[i+3] != "Get "+LockFile {
		t.Errorf("deleted at %d of %q", i, m.log)
	}
}

// Files with a code in their name stay for a while, share cards for good.
func TestKeep(t *testing.T) {
	m := newMemory()
	page := "2021/bai/index.html<content/posts/bai.md"
	send(t, built(t, "index.html", "h", page, "1", "site.11111111aa.css<static/site.css", "1", "2021/bai/anh.11111111-800.webp", "1",
		"2021/bai/share.11111111.png<content/posts/bai.md", "1", "2021/bai/anh.20210527.jpg<content/posts/anh.20210527.jpg", "1"), m, usual())
	next := built(t, "index.html", "h", page, "2", "site.22222222aa.css<static/site.css", "2")
	o := usual()
	step := func(days int, want string) {
		t.Helper()
		o.Now = o.Now.Add(time.Duration(days) * 24 * time.Hour)
		send(t, next, m, o)
		var kept []string
		for _, name := range m.names() {
			if next.get(name) == nil {
				kept = append(kept, name)
			}
		}
		if got := strings.Join(kept, " "); got != want {
			t.Errorf("after %d days: %s\nwant %s", days, got, want)
		}
	}
	// A date that a person wrote is no code.
	all := "2021/bai/anh.11111111-800.webp 2021/bai/share.11111111.png site.11111111aa.css"
	step(0, all)
	step(89, all)
	if p, err := Prepare(t.Context(), next, m, o); err != nil || !p.Empty() || p.Kept != 3 {
		t.Errorf("%+v, %v", p, err)
	}
	step(1, "2021/bai/share.11111111.png")
	step(10_000, "2021/bai/share.11111111.png")
	// Needed again, it counts from the beginning.
	send(t, built(t, "index.html", "h", page, "3", "site.11111111aa.css<static/site.css", "1", "site.22222222aa.css<static/site.css", "2"), m, o)
	step(0, "2021/bai/share.11111111.png site.11111111aa.css")
	o.Keep = 0
	step(0, "2021/bai/share.11111111.png")
}

// A post that is taken down can go with all that it had, and nothing else goes.
func TestPurge(t *testing.T) {
	m := newMemory()
	first := []string{
		"index.html", "h", "2021/bai/index.html<content/posts/bai.md", "1", "2021/bai/anh.11111111-800.webp", "1", "2021/bai/share.11111111.png<content/posts/bai.md", "1",
		"cu/index.html<content/posts/bai.md", "to /2021/bai/", "2021/bai/tiep/index.html<content/posts/tiep.md", "2", "2021/bai/tiep/share.22222222.png<content/posts/tiep.md", "2",
		"2021/bai-khac/share.33333333.png<content/posts/khac.md", "3", "2021/bai-khac/index.html<content/posts/khac.md", "3", "site.11111111aa.css<static/site.css", "1",
	}
	send(t, built(t, first...), m, usual())
	m.files["2021/bai/stray.jpg"] = stored{data: []byte("from before the manifest was lost")}
	m.files["2021/bai-khac/other.txt"] = stored{data: []byte("somebody else's")}
	now := func(pairs ...string) *Site {
		return built(t, append([]string{"index.html", "h2", "2021/bai/tiep/index.html<content/posts/tiep.md", "2", "2021/bai-khac/index.html<content/posts/khac.md", "3"}, pairs...)...)
	}
	o := usual()
	for _, address := range []string{"/2021/none/", "/", "2021/bai/", "https://example.com/2021/bai/", "/2021/../2021/bai/", ""} {
		o.Purge = []string{address}
		bad := new(PurgeError)
		if _, err := Prepare(t.Context(), now(), m, o); !errors.As(err, &bad) || bad.Address != address {
			t.Errorf("purge %q: %v", address, err)
		}
	}
	// What is in the built site is not to be purged, but its older files are.
	o.Purge = []string{"https://example.org/2021/bai/?x#y"}
	p, err := Prepare(t.Context(), now("2021/bai/index.html<content/posts/bai.md", "taken down"), m, o)
	if err != nil || len(p.StillThere) != 1 || p.StillThere[0] != "https://example.org/2021/bai/" {
		t.Fatalf("%+v, %v", p.StillThere, err)
	}
	if got := paths(p.Deleted); got != "2021/bai/anh.11111111-800.webp 2021/bai/share.11111111.png 2021/bai/stray.jpg cu/index.html" {
		t.Errorf("deleted: %s", got)
	}
	// One page of four is more than may go, but those that are named do not count.
	o.MaxDeletes = Limit{0, false}
	o.Purge = []string{"/2021/bai/"}
	p = send(t, now(), m, o)
	if got := paths(p.Deleted); got != "2021/bai/anh.11111111-800.webp 2021/bai/index.html 2021/bai/share.11111111.png 2021/bai/stray.jpg cu/index.html" {
		t.Errorf("deleted: %s", got)
	}
	want := "2021/bai-khac/index.html 2021/bai-khac/other.txt 2021/bai-khac/share.33333333.png 2021/bai/tiep/index.html 2021/bai/tiep/share.22222222.png index.html site.11111111aa.css"
	if got := strings.Join(m.names(), " "); got != want {
		t.Errorf("left: %s\nwant: %s", got, want)
	}
	if len(p.Foreign) != 1 || p.Foreign[0] != "2021/bai-khac/other.txt" {
		t.Errorf("foreign: %q", p.Foreign)
	}
}

// Purging takes nothing that others have put there, but what is known for a post of the site.
func TestPurgeForeign(t *testing.T) {
	m := newMemory()
	for name, text := range map[string]string{
		"tai-lieu/a.pdf": "theirs", "dien-dan/index.html": "<title>theirs</title>", "dien-dan/app.js": "theirs", "tin/a.pdf": "theirs",
		"2020/cu/index.html": `<link rel="canonical" href="https://example.org/2020/cu/">`, "2020/cu/anh.jpg": "ours, from before the manifest was lost",
		"2019/mat/share.1111111a.png": "of a post whose page has gone", "2019/mat/a.pdf": "theirs",
	} {
		m.files[name] = stored{data: []byte(text)}
	}
	o := usual()
	o.Adopt = true
	s := built(t, "index.html", "h", "tin/index.html", "list")
	send(t, s, m, o)
	for _, address := range []string{"/tai-lieu/", "/dien-dan/", "/tin/"} {
		o.Purge = []string{address}
		if p, err := Prepare(t.Context(), s, m, o); !errors.As(err, new(*PurgeError)) {
			t.Errorf("purge %s: %v, deleted %s", address, err, paths(p.Deleted))
		}
	}
	o.Purge = []string{"/2020/cu/", "/2019/mat/"}
	if got := paths(send(t, s, m, o).Deleted); got != "2019/mat/share.1111111a.png 2020/cu/anh.jpg 2020/cu/index.html" {
		t.Errorf("deleted: %s", got)
	}
}

// Purging knows the addresses of a site that is not at the root of its host.
func TestPurgePath(t *testing.T) {
	p := &Plan{site: &Site{BaseURL: "https://example.org/tin"}}
	for address, want := range map[string]string{
		"https://example.org/tin/2021/bai/": "2021/bai/index.html", "/tin/2021/bai": "2021/bai/index.html", "/2021/bai/": "2021/bai/index.html",
		"/2021/b%C3%A0i/": "2021/bài/index.html", "/cu.html": "cu.html", "/tin/": "index.html", "/": "index.html", "/2021//bai/": "", "/../x/": "", "x": "",
	} {
		if got := p.purgePath(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// The pages of posts that are held back stay with all that they are shown with, whatever it is.
func TestHeld(t *testing.T) {
	m := newMemory()
	send(t, built(t, "index.html", "h", "2021/bai/index.html<content/posts/bai.md", "1", "2021/bai/anh.jpg<content/posts/anh.jpg", "1", "cu/index.html<content/posts/bai.md", "to /2021/bai/",
		"2021/khac/index.html<content/posts/khac.md", "2", "2021/khac/anh.jpg<content/posts/anh2.jpg", "2", "site.11111111aa.css<static/site.css", "1", "bieu-trung.svg<static/bieu-trung.svg", "1"), m, usual())
	for name, held := range map[string]output.Held{
		"by its file":    {File: "content/posts/bai.md"},
		"by its address": {File: "content/posts/renamed.md", Address: "/2021/bai/"},
	} {
		s := built(t, "index.html", "h2", "site.22222222aa.css<static/site.css", "2")
		s.held = []output.Held{held}
		o := usual()
		o.Now = o.Now.Add(1000 * 24 * time.Hour)
		p, err := Prepare(t.Context(), s, m, o)
		if err != nil {
			t.Fatal(err)
		}
		want := "2021/khac/anh.jpg 2021/khac/index.html"
		if held.File != "content/posts/bai.md" {
			want += " cu/index.html" // it belongs to another file
		}
		if got := paths(p.Deleted); got != want {
			t.Errorf("%s: deleted %s, want %s", name, got, want)
		}
		if len(p.Held) != 1 || p.Held[0] != "https://example.org/2021/bai/" {
			t.Errorf("%s: held %q", name, p.Held)
		}
	}
}

// What a folder without the record of its build lacks may have been held back: it stays.
func TestUnknownBuild(t *testing.T) {
	m := newMemory()
	send(t, built(t, "index.html", "h", "2021/bai/index.html", "1"), m, usual())
	s := built(t, "index.html", "h2")
	s.Known = false
	p := send(t, s, m, usual())
	if len(p.Deleted) > 0 || len(p.Unsure) != 1 || p.Unsure[0] != "https://example.org/2021/bai/" {
		t.Errorf("deleted %q, unsure %q", paths(p.Deleted), p.Unsure)
	}
}

func TestBrake(t *testing.T) {
	m := newMemory()
	pairs := []string{"index.html", "h"}
	for _, name := range strings.Fields("a b c d e f g h i") {
		pairs = append(pairs, name+"/index.html", name)
	}
	send(t, built(t, pairs...), m, usual())
	for _, c := range []struct {
		pages int // that are left
		limit Limit
		ok    bool
	}{
		{8, Limit{20, true}, true}, {7, Limit{20, true}, false}, {7, Limit{3, false}, true}, {6, Limit{3, false}, false},
		{10, Limit{0, false}, true}, {9, Limit{0, true}, false}, {1, Limit{100, true}, true},
	} {
		_, err := Prepare(t.Context(), built(t, pairs[:2*c.pages]...), m, Options{MaxDeletes: c.limit})
		brake := new(BrakeError)
		if errors.As(err, &brake) == c.ok || !c.ok && (brake.Going != 10-c.pages || brake.All != 10) {
			t.Errorf("%d of 10 pages left, limit %+v: %v", c.pages, c.limit, err)
		}
	}
}

// A place that is somebody else's is not touched unless one says so, and then what is there stays.
func TestAdopt(t *testing.T) {
	s := built(t, "index.html", "home", "a/index.html", "a")
	o := usual()
	adopt := usual()
	adopt.Adopt = true
	for name, c := range map[string]struct {
		files map[string]string
		want  error
	}{
		"foreign":     {map[string]string{"wp-login.php": "x"}, ErrForeign},
		"same names":  {map[string]string{"index.html": "x"}, ErrForeign},
		"damaged":     {map[string]string{ManifestFile: "x", "index.html": "home"}, ErrForeign},
		"cut":         {map[string]string{ManifestFile: string((&manifest{}).encode()[:20]), "x.txt": "x"}, ErrForeign},
		"other site":  {map[string]string{ManifestFile: string((&manifest{baseURL: "https://example.com"}).encode())}, ErrOtherSite},
		"only a lock": {map[string]string{LockFile: "x"}, nil},
		"empty":       {map[string]string{ManifestFile: ""}, nil},
	} {
		m := newMemory()
		for path, text := range c.files {
			m.files[path] = stored{data: []byte(text)}
		}
		p, err := Prepare(t.Context(), s, m, o)
		if !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if errors.Is(err, ErrForeign) && len(p.Foreign) != 1 || errors.Is(err, ErrOtherSite) && p.Other != "https://example.com" {
			t.Errorf("%s: foreign %q, other %q", name, p.Foreign, p.Other)
		}
		for _, line := range m.log {
			if !strings.HasPrefix(line, "Get") && !strings.HasPrefix(line, "List") {
				t.Errorf("%s: %s", name, line)
			}
		}
		delete(m.files, LockFile)
		send(t, s, m, adopt)
		for path, text := range c.files {
			if got := string(m.files[path].data); path == "wp-login.php" && got != text {
				t.Errorf("%s: %s holds %q", name, path, got)
			}
		}
		if p, err := Prepare(t.Context(), s, m, o); err != nil || !p.Empty() {
			t.Errorf("%s: afterwards %v", name, err)
		}
	}
}

// Without a manifest files are known by their digests, where a target tells them.
func TestRecognise(t *testing.T) {
	m := newMemory()
	m.md5 = true
	s := built(t, "index.html", "home", "a/index.html", "a", "b/index.html", "b")
	o := usual()
	o.Compress = []string{"gzip"}
	send(t, s, m, o)
	delete(m.files, ManifestFile)
	m.files["b/index.html"] = stored{data: []byte("x")}
	o.Adopt = true
	p := send(t, s, m, o)
	if p.Unchanged != 2 || paths(p.Changed) != "b/index.html" || len(p.New) > 0 {
		t.Errorf("unchanged %d, changed %s, new %s", p.Unchanged, paths(p.Changed), paths(p.New))
	}
}

// What was removed or changed on the target behind our back is found by --verify.
func TestVerify(t *testing.T) {
	m := newMemory()
	s := built(t, "index.html", "home", "a/index.html", "a", "b/index.html", "b")
	send(t, s, m, usual())
	delete(m.files, "a/index.html")
	m.files["b/index.html"] = stored{data: []byte("longer")}
	m.files["c"] = stored{data: []byte("c")}
	o := usual()
	if p, err := Prepare(t.Context(), s, m, o); err != nil || !p.Empty() {
		t.Errorf("without: %v", err)
	}
	o.Verify = true
	p := send(t, s, m, o)
	if paths(p.Changed) != "a/index.html b/index.html" || len(p.Foreign) != 1 {
		t.Errorf("changed %s, foreign %q", paths(p.Changed), p.Foreign)
	}
	if p := send(t, s, m, o); !p.Empty() {
		t.Error("still not as it should be")
	}
}

func TestPreview(t *testing.T) {
	s := built(t, "index.html", "home")
	s.Preview = true
	m := newMemory()
	if _, err := Prepare(t.Context(), s, m, usual()); !errors.Is(err, ErrPreview) || m.calls > 0 {
		t.Errorf("%v, %d calls", err, m.calls)
	}
	o := usual()
	o.Preview = true
	send(t, s, m, o)
}
