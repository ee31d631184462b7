package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"bantin/internal/output"
)

// model makes up sites. Each page says what it is shown with.
type model struct {
	*testing.T
	*rand.Rand
	posts  map[int]modelPost
	css    int
	static int // 0: there is none
	round  int
	dir    string
	lies   map[string]string // what is in dir
}

type modelPost struct {
	text, picture, title int
	removed, held        bool
	form                 int // of its address: a folder or a file
}

func (m *model) edit() {
	m.round++
	for range 1 + m.IntN(4) {
		id := m.IntN(6)
		p, there := m.posts[id]
		switch n := m.IntN(12); {
		case !there:
			m.posts[id] = modelPost{text: m.round, picture: m.round, title: m.round, form: m.round % 2}
			continue
		case n == 0:
			delete(m.posts, id)
			continue
		case n < 4:
			p.text = m.round
		case n < 6:
			p.picture = m.round
		case n < 7:
			p.title = m.round
		case n < 8:
			p.removed = !p.removed
		case n < 10:
			p.held = !p.held
		case n < 11:
			m.css = m.round
		default:
			m.static = m.round * m.IntN(2)
		}
		m.posts[id] = p
	}
}

// code is a part of a name that changes with n.
func code(n int) string { return fmt.Sprintf("%x", sha256.Sum256([]byte{byte(n), byte(n >> 8)}))[:8] }

func (m *model) build() *Site {
	s := &Site{Dir: m.dir, BaseURL: "https://example.org", Known: true}
	add := func(name, source, text string) {
		if old, there := m.lies[name]; !there || old != text {
			maps.DeleteFunc(m.lies, func(other, _ string) bool { // lay clears its way
				return strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/")
			})
			lay(m.T, m.dir, name, text)
			m.lies[name] = text
		}
		s.add(name, source, text)
	}
	css := fmt.Sprintf("site.%s.css", code(m.css))
	add(css, "static/site.css", fmt.Sprint("css ", m.css))
	shown := "shown with " + css
	if m.static > 0 {
		name := fmt.Sprintf("bieu-trung-%d.svg", m.static%2)
		add(name, "static/"+name, fmt.Sprint("logo ", m.static))
		shown += " " + name
	}
	list := shown
	for _, id := range slices.Sorted(maps.Keys(m.posts)) {
		p := m.posts[id]
		source, dir := fmt.Sprintf("content/posts/%d.md", id), fmt.Sprintf("2021/bai-%d/", id)
		address := "/" + dir
		if p.held {
			s.held = append(s.held, output.Held{File: source, Address: address})
			continue
		}
		list += fmt.Sprintf("\nlink to %s %d", dir, p.title)
		if p.removed {
			add(dir+"index.html", source, shown+"\nremoved")
			continue
		}
		variant := fmt.Sprintf("%sanh.%s-800.webp", dir, code(p.picture))
		share := fmt.Sprintf("%sshare.%s.png", dir, code(p.title))
		add(variant, "", fmt.Sprint("webp ", p.picture))
		add(share, source, fmt.Sprint("card ", p.title))
		add(dir+"anh.jpg", "content/posts/anh.jpg", fmt.Sprint("jpeg ", p.picture))
		add(dir+"index.html", source, fmt.Sprintf("%s %s %s %sanh.jpg\npost %d", shown, variant, share, dir, p.text))
		if p.form == 0 {
			add(fmt.Sprintf("cu/%d", id), source, "to "+dir)
		} else {
			add(fmt.Sprintf("cu/%d/index.html", id), source, "to "+dir)
		}
	}
	add("index.html", "", list)
	add("tin/index.html", "", list)
	add("feed.xml", "", list)
	add("sitemap.xml", "", list)
	s.sort()
	slices.SortFunc(s.held, func(a, b output.Held) int { return strings.Compare(a.File, b.File) })
	return s
}

// whole holds what is true of a target at every moment: a page is shown with files that are
// there, and the manifest claims nothing that is not so.
func whole(t *testing.T, m *memory) {
	for name, f := range m.files {
		line, _, _ := strings.Cut(string(f.data), "\n")
		assets, ok := strings.CutPrefix(line, "shown with ")
		if !ok || !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, a := range strings.Fields(assets) {
			if _, there := m.files[a]; !there {
				t.Fatalf("%s is shown with %s, which is not there", name, a)
			}
		}
	}
	packed, ok := m.files[ManifestFile]
	if !ok {
		return
	}
	record, err := decodeManifest(packed.data)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range record.entries {
		if f, there := m.files[e.path]; e.known() && (!there || sha256.Sum256(f.data) != e.hash || e.size != int64(len(f.data))) {
			t.Fatalf("the manifest claims %s, there: %v", e.path, there)
		}
	}
	for name := range m.files {
		if !isOwn(name) && record.get(name) == nil {
			t.Fatalf("%s is there and not in the manifest", name)
		}
	}
}

// complete holds what is true after a publish that has succeeded.
func complete(t *testing.T, s *Site, m *memory, before map[string]stored, o Options) {
	for i := range s.files {
		f := &s.files[i]
		if got, there := m.files[f.path]; !there || sha256.Sum256(got.data) != f.hash {
			t.Fatalf("%s is not as it was built; there: %v", f.path, there)
		}
	}
	held := make(map[string]bool)
	for _, h := range s.held {
		held[strings.TrimPrefix(h.Address, "/")+"index.html"] = true
	}
	for name := range m.files {
		if strings.HasSuffix(name, ".html") && s.get(name) == nil && !held[name] && !strings.HasPrefix(name, "cu/") {
			t.Fatalf("%s was not removed", name)
		}
	}
	for name, old := range before {
		got, there := m.files[name]
		if strings.Contains(name, "share.") && !there {
			t.Fatalf("the share card %s has gone", name)
		}
		if held[name] && s.get(name) == nil && string(got.data) != string(old.data) {
			t.Fatalf("%s of a post that is held back is not as it was", name)
		}
	}
	record, err := decodeManifest(m.files[ManifestFile].data)
	if err != nil || record.baseURL != s.BaseURL {
		t.Fatalf("manifest of %q, %v", record.baseURL, err)
	}
	for _, e := range record.entries {
		if s.get(e.path) != nil && (!e.known() || e.since != 0) {
			t.Fatalf("the manifest says %+v", e)
		}
		if len(s.held) == 0 && e.since != 0 && e.class != card && time.Duration(o.Now.Unix()-e.since)*time.Second >= o.Keep {
			t.Fatalf("%s is there after %d s", e.path, o.Now.Unix()-e.since)
		}
	}
	again, err := Prepare(t.Context(), s, m, o)
	if err != nil || !again.Empty() {
		t.Fatalf("a publish right after: new %q, changed %q, gone %q, %v", paths(again.New), paths(again.Changed), paths(again.Deleted), err)
	}
}

// A target stays whole whatever fails on the way, and a publish after that completes it.
func TestFaults(t *testing.T) {
	t.Parallel()
	sites := 12
	if os.Getenv("CI") == "true" && !testing.Short() {
		sites = 100
	}
	for seed := range sites {
		synctest.Test(t, func(t *testing.T) { runModel(t, uint64(seed)) })
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func runModel(t *testing.T, seed uint64) {
	m := &model{T: t, Rand: rand.New(rand.NewPCG(seed, 1)), posts: make(map[int]modelPost), dir: t.TempDir(), lies: make(map[string]string)}
	target := newMemory()
	target.changed = func() { whole(t, target) }
	o := usual()
	for range 6 {
		m.edit()
		s := m.build()
		o.Now = o.Now.Add(time.Duration(m.IntN(40*24)) * time.Hour)
		before := maps.Clone(target.files)
		for range m.IntN(4) {
			target.failing(faultAt(m.Rand, target.calls))
			plan, err := Prepare(t.Context(), s, target, o)
			if err != nil {
				continue // it could not even be read
			}
			ctx, cancel := context.WithCancel(t.Context())
			if m.IntN(4) == 0 {
				time.AfterFunc(time.Duration(m.IntN(30))*time.Second, cancel)
			}
			plan.Run(ctx) // whatever comes of it
			cancel()
		}
		target.failing(nil)
		if _, locked := target.files[LockFile]; locked {
			time.Sleep(staleAfter) // nobody could give it back
		}
		done := send(t, s, target, o)
		if _, locked := target.files[LockFile]; locked && !done.Empty() {
			t.Fatal("the target is still locked")
		}
		complete(t, s, target, before, o)
	}
}

// faultAt makes up what goes wrong, some calls from now.
func faultAt(r *rand.Rand, now int) func(call, path string, n int) (error, bool) {
	from := now + r.IntN(60)
	until := from + 1 + r.IntN(30)
	done := r.IntN(2) == 0
	fault := []Fault{Lost, Busy, Denied, Full, Other}[r.IntN(5)]
	if r.IntN(3) == 0 {
		until = 1 << 30 // killed
	}
	return func(call, path string, n int) (error, bool) {
		if n < from || n >= until {
			return nil, false
		}
		return &Error{Fault: fault, Path: path, Err: errors.New(call)}, done
	}
}
