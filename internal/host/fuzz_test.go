package host

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"bantin/internal/output"
	"bantin/internal/site"
)

// FuzzRedirect: whatever old and new address and whatever path of base_url a site may have, each kind of file has one line
// for the redirect, in which a reader by the host's rules finds both addresses as they are, and the headers of all other
// addresses are those of a site without it.
func FuzzRedirect(f *testing.F) {
	f.Add("/cu/", "/a/", "/tin")
	f.Add(odd, `/mới $1&"y" %`, "/%C4%91")
	f.Add("/a b\u2028\"\\", "/$&/${x}/", "/a'b")
	f.Add("/:x/*", "/?#", "/(?i)")
	f.Add("/T/", "/\\\\$\\\"\\", "/a'")
	f.Fuzz(func(t *testing.T, from, to, base string) {
		for _, u := range []string{from, to} {
			if !strings.HasPrefix(u, "/") || !utf8.ValidString(u) || strings.ContainsFunc(u, unicode.IsControl) {
				return // site takes none such: see its FuzzPermalink
			}
		}
		if len(base) > 500 { // hosts take lines of 2,000 bytes; no site has such a folder
			return
		}
		if u, err := url.Parse("https://example.org" + base); err != nil || u.EscapedPath() != base || strings.ContainsFunc(u.Path, unicode.IsControl) || u.RawQuery+u.Fragment != "" || !utf8.ValidString(u.Path) {
			return
		}
		s := newSite(base, "netlify", "cloudflare", "apache")
		s.Redirects = nil
		without := readAll(t, s)
		s.Redirects = []site.Redirect{{From: from, To: to}}
		with := readAll(t, s)
		root, err := url.PathUnescape(base)
		if err != nil {
			t.Fatal(err)
		}
		if with["_headers"] != without["_headers"] {
			t.Errorf("_headers:\n%s\n%s", with["_headers"], without["_headers"])
		}
		if _, err := parseHeaders(with["_headers"]); err != nil {
			t.Error(err)
		}
		words := strings.Fields(added(t, with["_redirects"], without["_redirects"]))
		if len(words) != 3 || words[2] != "301" || strings.ContainsAny(words[0], "*:") {
			t.Fatalf("_redirects: %q", words)
		}
		for i, want := range []string{root + from, root + to} {
			if got, err := url.PathUnescape(words[i]); err != nil || got != want || strings.ContainsFunc(words[i], func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("_redirects: %q, want %q, %v", words[i], want, err)
			}
		}
		checkApache(t, added(t, with[".htaccess"], without[".htaccess"]), root+from, root+to)
		checkNginx(t, added(t, with["nginx"], without["nginx"]), root+from, root+to)
	})
}

// readAll gives the files of all hosts and what is printed for nginx.
func readAll(t *testing.T, s *site.Site) map[string]string {
	all := make(map[string]string)
	tree := new(output.Tree)
	Files(tree, s)
	for _, name := range []string{"_headers", "_redirects", ".htaccess"} {
		all[name] = read(t, tree, name)
	}
	var w bytes.Buffer
	Text(&w, Nginx, s)
	all["nginx"] = w.String()
	return all
}

// added gives the one line that a file has more than another, but for what stands around such lines.
func added(t *testing.T, with, without string) string {
	t.Helper()
	old := strings.Split(without, "\n")
	var more []string
	for line := range strings.SplitSeq(with, "\n") {
		if !slices.Contains(old, line) && line != "<IfModule mod_alias.c>" && line != "" {
			more = append(more, line)
		}
	}
	if len(more) != 1 {
		t.Fatalf("%d lines more: %q", len(more), more)
	}
	return more[0]
}

// checkApache reads a line as Apache does: words, perhaps in quotes, in which a backslash stands for a quote.
func checkApache(t *testing.T, line, from, to string) {
	t.Helper()
	word := `"((?:[^"\\]|\\.)*)"`
	m := regexp.MustCompile(`^RedirectMatch 301 ` + word + ` ` + word + `$`).FindStringSubmatch(line)
	if m == nil {
		t.Fatalf(".htaccess: %q", line)
	}
	unquote := func(s string) string { return regexp.MustCompile(`\\([\\"])`).ReplaceAllString(s, "$1") }
	pattern, err := regexp.Compile(unquote(m[1]))
	if err != nil || !pattern.MatchString(from) || pattern.MatchString(from+"x") || pattern.MatchString("x"+from) {
		t.Errorf(".htaccess: %q does not match %q alone: %v", m[1], from, err)
	}
	// As mod_alias substitutes: \$ and \& are themselves, $1 and & stand for what was matched.
	got := regexp.MustCompile(`\\[$&]|[$&]`).ReplaceAllStringFunc(unquote(m[2]), func(s string) string {
		if len(s) == 1 {
			t.Errorf(".htaccess: %s stands for something in %q", s, m[2])
		}
		return s[len(s)-1:]
	})
	if got != to {
		t.Errorf(".htaccess: to %q, want %q", got, to)
	}
}

// checkNginx reads a line as nginx does: in quotes a backslash stands before a quote or itself.
func checkNginx(t *testing.T, line, from, to string) {
	t.Helper()
	word := `"((?:[^"\\]|\\.)*)"`
	m := regexp.MustCompile(`^location = ` + word + ` \{ return 301 ` + word + `; \}$`).FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("nginx: %q", line)
	}
	unquote := func(s string) string { return regexp.MustCompile(`\\(.)`).ReplaceAllString(s, "$1") }
	if got := unquote(m[1]); got != from {
		t.Errorf("nginx: from %q, want %q", got, from)
	}
	if got, err := url.PathUnescape(unquote(m[2])); err != nil || got != to || strings.ContainsAny(m[2], "$\\") {
		t.Errorf("nginx: to %q, want %q, %v", got, to, err)
	}
}
