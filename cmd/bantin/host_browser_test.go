package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const videoPost = "/2021/06/video-nam-viec-nho-giu-an-toan-phong-dich-noi-cong-so/"

// hostRule is a rule of a _headers file: what it is for, and its headers; a name that begins with “! ” is taken back.
type hostRule struct {
	pattern *regexp.Regexp
	headers [][2]string
}

// hostRules builds a small site for a host and reads the _headers of it. The sample site has the same
// style sheets and scripts.
func hostRules(t *testing.T, kind string) (rules []hostRule) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	settings := "title: Bản tin\nbase_url: https://example.org/\nhost: " + kind + "\n"
	if err := os.WriteFile(filepath.Join(dir, "content", "site.yaml"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("bantin", "build", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "public", "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || trimmed[0] == '#':
		case line[0] == '/':
			rules = append(rules, hostRule{pattern: regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(line), `\*`, ".*") + "$")})
		default:
			name, value, _ := strings.Cut(trimmed, ": ")
			last := &rules[len(rules)-1]
			last.headers = append(last.headers, [2]string{name, value})
		}
	}
	return rules
}

// hosted serves files as a host does that reads the rules.
func hosted(rules []hostRule, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, rule := range rules {
			if !rule.pattern.MatchString(r.URL.Path) {
				continue
			}
			for _, one := range rule.headers {
				if name, taken := strings.CutPrefix(one[0], "! "); taken {
					w.Header().Del(name)
				} else {
					w.Header().Add(one[0], one[1])
				}
			}
		}
		h.ServeHTTP(w, r)
	})
}

// Nothing on any kind of page breaks the headers that a build writes for hosts: not when it opens, and not
// when a reader plays a video, looks at pictures, searches, shares, copies an address or sorts a table. With CI=true that is
// every page of pageOfEveryType; elsewhere every fourth.
func TestPagesKeepThePolicy(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	dir := sampleSite(t)
	server := httptest.NewServer(hosted(hostRules(t, "cloudflare"), http.FileServer(http.Dir(dir))))
	defer server.Close()
	b := newTab(t, browser, 1280, 800, 1)
	refused := listenRefused(b)
	// A photo by itself is not among them: it is a page of the browser, with styles of its own.
	for i, page := range append(pageOfEveryType(t, dir), "khong-co/", "icon.svg") {
		if !exhaustive() && i%4 != 0 || testing.Short() && i > 8 {
			continue
		}
		b.open(server.URL+"/"+page, "load")
		b.clean()
	}
	for name, act := range map[string]func(){
		videoPost: func() { // what the host of the video would say does not matter here
			call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{
				URLPatterns: []*network.BlockPattern{{URLPattern: "https://www.youtube-nocookie.com/*", Block: true}},
			})
			eval[bool](b, `document.querySelector('[data-embed]').click(), true`)
			b.until(`document.querySelector('iframe')?.src.startsWith('https://www.youtube-nocookie.com/')`)
		},
		photoPost: func() {
			eval[bool](b, `document.querySelector('a[data-photo]').focus(), true`)
			b.press(kb.Enter)
			b.until(shown)
			b.press(kb.ArrowRight)
			b.press(kb.Escape)
			b.until(`!document.querySelector('.pswp')`)
		},
		textPost: func() {
			eval[bool](b, `navigator.share = async () => { window.shared = true; }, document.querySelector('[data-share]').click(), true`)
			eval[bool](b, `document.querySelector('[data-copy]').click(), true`)
			b.until(`window.shared && (document.querySelector('.address.open') || document.querySelector('[data-copy] span').textContent === document.querySelector('[data-copy]').dataset.done)`)
		},
		"/tim-kiem/?q=hội nghị": func() { // the script comes from the site, and so does all that it fetches
			b.awaitTrue(searchCalm + ` && document.querySelector('[data-results] article mark')`)
		},
		"/hoat-dong/2021/": func() {
			eval[bool](b, `[...document.querySelectorAll('.heat th button')].forEach((one) => one.click()), true`)
			b.until(`document.querySelector('[role=status]').textContent !== ''`)
		},
	} {
		b.open(server.URL+name, "load")
		act()
		b.clean()
	}
	for _, what := range refused() {
		t.Error("the browser refuses: ", what)
	}
}

// listenRefused keeps what the browser logs as refused for safety's sake.
func listenRefused(b *tab) func() []string {
	b.t.Helper()
	var mu sync.Mutex
	var all []string
	err := chromedp.Listen(b.ctx, func(event any) {
		if e, ok := event.(*log.EventEntryAdded); ok && (e.Entry.Source == log.EntrySourceSecurity || strings.Contains(e.Entry.Text, "Content Security Policy")) {
			mu.Lock()
			defer mu.Unlock()
			all = append(all, e.Entry.Text)
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	call(b, log.Enable, cdp.Empty{})
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return all
	}
}

// That the test above would notice: an inline style and an inline script are refused, and counted.
func TestThePolicyIsCounted(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<!doctype html><title>x</title><p style="color:red">x</p><script>x()</script><img src="https://example.org/x.png" alt="">`))
	})
	server := httptest.NewServer(hosted(hostRules(t, "netlify"), page))
	defer server.Close()
	b := newTab(t, browser, 800, 600, 1)
	b.open(server.URL, "load")
	if got := eval[[]string](b, `broken`); len(got) != 3 {
		t.Errorf("broken: %q", got)
	}
}
