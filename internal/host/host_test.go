package host

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/output"
	"bantin/internal/site"
)

// names are the files of a small site.
var names = [...]string{
	"index.html", "404.html", "a/index.html", "site.0123456789.css", "site.css", "photoswipe/x.0123456789.js", "a/anh.01234567-480.webp", "a/anh.jpg",
	"a/share.01234567.jpg", "a/bao-cao.20210527.pdf", "ve.svg", "feed.xml", "a/feed.xml", "rss.xml", "data.json", "data.csv", "phu-de.vtt", "cu/index.html", ".kin",
	"tim-kiem/index.html", "tim-kiem/index.json", "tim-kiem/docs/0.ab2z.json", "tim-kiem/terms/12.abcd2345.json", "tim-kiem/dict.abcd2345.json", "tim-kiem/facets.abcd2345.json",
	"a/tim-kiem/docs/0.ab2z.json",
}

// odd is an old address of which every sign means something to somebody.
const odd = `/cũ $1&"x" (a+b)*:c;{d}'#%.html`

func newSite(base string, hosts ...string) *site.Site {
	return &site.Site{
		Settings:  &content.Settings{Path: base, Hosts: hosts, Search: true},
		Lang:      lang.For("vi"),
		Redirects: []site.Redirect{{From: "/cu/", To: "/a/"}, {From: odd, To: `/mới $1&"y" %`}, {From: "/cu.html", To: "/a/"}},
	}
}

func newTree(s *site.Site, more ...string) *output.Tree {
	t := new(output.Tree)
	for _, name := range append(names[:], more...) {
		kind := output.Asset
		if strings.HasSuffix(name, ".html") {
			kind = output.Page
		}
		t.Add(output.File{Path: name, Kind: kind, Render: func(w *bytes.Buffer) error {
			w.WriteString("this is " + name)
			return nil
		}})
	}
	Files(t, s)
	t.Finish()
	return t
}

func read(t *testing.T, tree *output.Tree, name string) string {
	t.Helper()
	f, ok := tree.Get(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// headersFile is a _headers file as Cloudflare documents it: rules, each a pattern and its lines.
type headersFile []struct {
	pattern *regexp.Regexp
	lines   []header
}

// parseHeaders reads a _headers file strictly.
func parseHeaders(text string) (f headersFile, err error) {
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || trimmed[0] == '#':
		case len(line) > 2000:
			return nil, fmt.Errorf("line %d is too long", i+1)
		case line[0] == '/':
			if strings.Count(line, "*") > 1 || strings.ContainsAny(line, ": \t") {
				return nil, fmt.Errorf("line %d: not a pattern: %s", i+1, line)
			}
			f = append(f, struct {
				pattern *regexp.Regexp
				lines   []header
			}{pattern: regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(line), `\*`, ".*") + "$")})
		case line[0] != ' ' || len(f) == 0:
			return nil, fmt.Errorf("line %d is neither a pattern nor a header: %s", i+1, line)
		default:
			name, value, ok := strings.Cut(trimmed, ": ")
			if taken := strings.HasPrefix(trimmed, "! "); !ok && !taken || ok && !regexp.MustCompile(`^[A-Za-z-]+$`).MatchString(name) {
				return nil, fmt.Errorf("line %d is no header: %s", i+1, line)
			}
			last := &f[len(f)-1]
			last.lines = append(last.lines, header{name, value})
		}
	}
	if len(f) > 100 {
		return nil, fmt.Errorf("%d rules", len(f))
	}
	return f, nil
}

// of gives the headers of an answer: those of all rules that match, joined where several name one.
func (f headersFile) of(address string) map[string]string {
	all := make(map[string]string)
	for _, rule := range f {
		if !rule.pattern.MatchString(address) {
			continue
		}
		for _, h := range rule.lines {
			if name, taken := strings.CutPrefix(h.name, "! "); taken {
				delete(all, name)
			} else if before, twice := all[h.name]; twice {
				all[h.name] = before + ", " + h.value
			} else {
				all[h.name] = h.value
			}
		}
	}
	return all
}

// Every file has the headers of the rules once, whatever rules meet at it.
func TestHeadersFile(t *testing.T) {
	for _, k := range []Kind{Netlify, Cloudflare} {
		f, err := parseHeaders(read(t, newTree(newSite("", string(k))), "_headers"))
		if err != nil {
			t.Fatal(err)
		}
		for name, cache := range map[string]string{
			"": "", "a/": "", "feed.xml": "", "data.json": "", "site.css": "", "a/bao-cao.20210527.pdf": "",
			"site.0123456789.css": output.CacheForGood, "photoswipe/x.0123456789.js": output.CacheForGood,
			"a/anh.01234567-480.webp": output.CacheADay, "a/anh.jpg": output.CacheADay, "ve.svg": output.CacheADay,
			"tim-kiem/": "", "tim-kiem/index.json": "", "a/tim-kiem/docs/0.ab2z.json": "",
			"tim-kiem/docs/0.ab2z.json": output.CacheForGood, "tim-kiem/terms/12.abcd2345.json": output.CacheForGood, "tim-kiem/dict.abcd2345.json": output.CacheForGood, "tim-kiem/facets.abcd2345.json": output.CacheForGood,
		} {
			got := f.of("/" + name)
			if got["Cache-Control"] != cache {
				t.Errorf("%s: /%s: Cache-Control %q", k, name, got["Cache-Control"])
			}
			for _, h := range security() {
				want := h.value
				if name == "ve.svg" && h.name == policyName && k == Cloudflare {
					want = drawingPolicy
				}
				if got[h.name] != want {
					t.Errorf("%s: /%s: %s: %q", k, name, h.name, got[h.name])
				}
			}
			if got[hsts.name] != "" {
				t.Errorf("%s: HSTS is on", k)
			}
		}
	}
}

func TestRedirectsFile(t *testing.T) {
	want := map[string]string{"netlify": "301!", "cloudflare": "301", "netlify cloudflare": "301"}
	for kinds, status := range want {
		lines := 0
		for line := range strings.Lines(read(t, newTree(newSite("/tin", strings.Fields(kinds)...)), "_redirects")) {
			if line[0] == '#' {
				continue
			}
			lines++
			words := strings.Fields(line)
			if len(words) != 3 || words[2] != status || strings.ContainsAny(words[0], "*:") {
				t.Errorf("%s: %s", kinds, line)
				continue
			}
			from, err := url.PathUnescape(words[0])
			if err != nil || from != "/tin/cu/" && from != "/tin/cu.html" && from != "/tin"+odd {
				t.Errorf("%s: from %s: %v", kinds, from, err)
			}
			if to, err := url.Parse(words[1]); err != nil || to.Path != "/tin/a/" && to.Path != `/tin/mới $1&"y" %` || to.RawQuery != "" {
				t.Errorf("%s: to %s: %v", kinds, words[1], err)
			}
		}
		if lines != 3 {
			t.Errorf("%s: %d redirects", kinds, lines)
		}
	}
	s := newSite("", "cloudflare")
	for i := range 3000 {
		s.Redirects = append(s.Redirects, site.Redirect{From: fmt.Sprintf("/x/%d/", i), To: "/a/"})
	}
	if n := strings.Count(read(t, newTree(s), "_redirects"), " 301\n"); n != maxCloudflare {
		t.Errorf("%d redirects for Cloudflare", n)
	}
}

// Files come for the hosts that are named, and a static file keeps its place.
func TestFilesOfHosts(t *testing.T) {
	for hosts, want := range map[string]string{
		"": "", "nginx": "", "netlify": "_headers _redirects", "cloudflare": "_headers _redirects", "apache": ".htaccess",
		"netlify apache": ".htaccess _headers _redirects",
	} {
		var got []string
		for _, f := range newTree(newSite("", strings.Fields(hosts)...)).Files() {
			if !slices.Contains(names[:], f.Path) {
				got = append(got, f.Path)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q has %q", hosts, got)
		}
	}
	tree := newTree(newSite("", "netlify", "apache"), "_headers", ".htaccess")
	for _, name := range []string{"_headers", ".htaccess"} {
		if got := read(t, tree, name); got != "this is "+name {
			t.Errorf("static/%s became %q", name, got)
		}
	}
}

// The policy allows nothing by default, and neither inline scripts nor inline styles.
func TestPolicyIsStrict(t *testing.T) {
	policy := security()[0].value
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") || strings.Count(policy, "http") != 1 {
		t.Error(policy)
	}
}

// need gives the path of a server that the test starts. Without it the test is left out, except in CI.
func need(t *testing.T, name string) string {
	t.Helper()
	for _, dir := range []string{"", "/usr/sbin/"} {
		if exe, err := exec.LookPath(path.Join(dir, name)); err == nil {
			return exe
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", name)
	}
	t.Skipf("%s is missing: .ci/run installs it", name)
	return ""
}
