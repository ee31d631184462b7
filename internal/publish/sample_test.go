package publish

import (
	"crypto/md5"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/output"
)

func md5Of(data []byte) []byte {
	sum := md5.Sum(data)
	return sum[:]
}

// built is a built site of pairs of paths and texts; "path<source" names where a file comes from.
func built(t testing.TB, pairs ...string) *Site {
	t.Helper()
	s := &Site{Dir: t.TempDir(), BaseURL: "https://example.org", Known: true}
	for p := range slices.Chunk(pairs, 2) {
		name, source, _ := strings.Cut(p[0], "<")
		lay(t, s.Dir, name, p[1])
		s.add(name, source, p[1])
	}
	s.sort()
	return s
}

func (s *Site) sort() {
	slices.SortFunc(s.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
}

// lay puts a file into a folder. What stands in its way goes.
func lay(t testing.TB, dir, name, text string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	if info, err := os.Lstat(at); err == nil && info.IsDir() {
		os.RemoveAll(at)
	}
	for above := filepath.Dir(at); len(above) > len(dir); above = filepath.Dir(above) {
		if info, err := os.Lstat(above); err == nil && !info.IsDir() {
			os.Remove(above)
		}
	}
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// add adds a file as a build would have written it.
func (s *Site) add(name, source, text string) {
	kind := output.Asset
	switch {
	case strings.HasPrefix(text, "to "):
		kind = output.Redirect
	case strings.HasSuffix(name, ".html"):
		kind = output.Page
	case strings.HasSuffix(name, "feed.xml"):
		kind = output.Feed
	case strings.HasSuffix(name, "sitemap.xml"), strings.HasSuffix(name, "data.json"):
		kind = output.Data
	}
	s.files = append(s.files, file{name, classOf(&output.Entry{Path: name, Kind: kind, Source: source}), source, sha256.Sum256([]byte(text)), int64(len(text))})
}

// usual are the options of a publish that nobody has given any.
func usual() Options {
	return Options{Keep: 90 * 24 * time.Hour, MaxDeletes: Limit{100, true}, Who: "test", Now: time.Unix(1_700_000_000, 0)}
}

// send publishes a site, and gives the plan.
func send(t testing.TB, s *Site, target Target, o Options) *Plan {
	t.Helper()
	p, err := Prepare(t.Context(), s, target, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

// paths are those of a list of changes.
func paths(list []Change) string {
	var all []string
	for _, c := range list {
		all = append(all, c.Path)
	}
	return strings.Join(all, " ")
}
