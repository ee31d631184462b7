package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tripwire notes every dialog that a page opens; nobody answers one here.
const tripwire = `window.hostile = [];
	for (const name of ['alert', 'prompt', 'confirm', 'print', 'open']) window[name] = (...args) => { hostile.push(name + ' ' + args); };`

// stir does to a page what mice and keys of readers do: handlers of events, if there were any, would run.
const stir = `(() => {
	for (const e of document.querySelectorAll('*')) {
		for (const name of ['mouseover', 'focus', 'toggle', 'error']) e.dispatchEvent(new Event(name));
		if (e.tabIndex >= 0) e.focus({preventScroll: true});
	}
})()`

// suspects names what a document of the browser should not have; a function of the document and whether it is live.
const suspects = `((doc) => {
	const found = [], say = (what, e) => found.push(what + ': ' + e.outerHTML.slice(0, 200));
	for (const e of doc.querySelectorAll('*')) {
		const tag = e.localName;
		if (tag === 'script' && e.type !== 'application/ld+json' && !(e.src.startsWith(origin + '/tin/') && e.text === '')) say('script', e);
		if (/^(style|iframe|frame|frameset|object|embed|applet|base|dialog|marquee|portal|math|foreignobject|textarea|xmp|plaintext|slot)$/i.test(tag)) say('element', e);
		if (e.shadowRoot || tag.includes('-')) say('custom element', e);
		if (tag === 'meta' && e.httpEquiv && e.httpEquiv !== 'refresh') say('order', e);
		for (const a of e.attributes) {
			if (/^on|^style$|^srcdoc$|^formaction$|^ping$|^autofocus$/i.test(a.name)) say('attribute', e);
			if (/^(href|src|action|poster|data|xlink:href)$/i.test(a.name)) {
				let u;
				try { u = new URL(a.value, location.href); } catch { say('address', e); continue; }
				if (!/^(https?|mailto|tel):$/.test(u.protocol)) say('scheme', e);
				if (a.name !== 'href' && u.origin !== origin) say('elsewhere', e);
			}
		}
	}
	return found;
})`

// hostileTab opens pages and counts what must not happen.
type hostileTab struct {
	*tab
	mu   sync.Mutex
	seen []string
	xml  bool // a document that the browser shows with a style of its own
}

func newHostileTab(t *testing.T) *hostileTab {
	t.Helper()
	h := &hostileTab{tab: newTab(t, chromium(t), 1280, 800, 1)}
	err := chromedp.Listen(h.ctx, func(event any) {
		h.mu.Lock()
		defer h.mu.Unlock()
		switch e := event.(type) {
		case *page.EventJavascriptDialogOpening:
			h.seen = append(h.seen, "a dialog: "+e.Message)
		case *page.EventWindowOpen:
			h.seen = append(h.seen, "a window: "+e.URL)
		case *log.EventEntryAdded:
			if text := e.Entry.Text; e.Entry.Level == log.EntryLevelError && !strings.Contains(text, "404") && !strings.Contains(text, "is ignored when delivered in a report-only policy") && !h.xml {
				h.seen = append(h.seen, "the browser says: "+text)
			}
		case *runtime.EventConsoleAPICalled:
			h.seen = append(h.seen, "the console says: "+string(e.Type))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	call(h.tab, log.Enable, cdp.Empty{})
	call(h.tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: tripwire})
	return h
}

// visit opens a page, stirs it and says what has happened.
func (h *hostileTab) visit(address string, act func()) {
	h.t.Helper()
	h.mu.Lock()
	h.xml = strings.HasSuffix(address, ".xml")
	h.mu.Unlock()
	h.open(address, "load")
	if strings.Contains(address, "/cu/") {
		h.follow(address)
	}
	if act != nil {
		act()
	}
	h.look(address)
}

// follow waits until the page of an old address has led to the new one: what is asked of a page that is just going
// gets no answer.
func (h *hostileTab) follow(address string) {
	h.t.Helper()
	for {
		there, err := chromedp.Run(h.ctx, chromedp.Evaluate[bool](`location.href !== `+strconv.Quote(address)+` && document.readyState === 'complete'`))
		if err == nil && there {
			return
		}
		if h.ctx.Err() != nil {
			h.t.Fatalf("%s leads nowhere: %v", address, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// look says what has happened on the page that is open. The browser shows XML with a style of its own, which breaks
// the policy: that does not count.
func (h *hostileTab) look(address string) {
	h.t.Helper()
	type view struct {
		Href                     string
		Broken, Hostile, Suspect []string
	}
	v := eval[view](h.tab, `(`+stir+`, {href: location.href, broken: /xml$/.test(document.contentType) && !document.documentElement.matches('svg') ? [] : window.broken ?? [], hostile: window.hostile ?? [], suspect: document.contentType === 'text/html' ? `+suspects+`(document) : []})`)
	for what, list := range map[string][]string{"against the policy": v.Broken, "has run": v.Hostile, "is there": v.Suspect} {
		for _, one := range list {
			h.t.Errorf("%s: %s: %s", address, what, one)
		}
	}
	if strings.TrimSuffix(v.Href, "/") != strings.TrimSuffix(address, "/") && !strings.Contains(address, "?") && !strings.Contains(address, "/cu") {
		h.t.Errorf("%s has gone to %s", address, v.Href)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, one := range h.seen {
		h.t.Errorf("%s: %s", address, one)
	}
	h.seen = nil
}

// stayed says which other hosts were asked for something.
func (h *hostileTab) stayed(server string) {
	h.t.Helper()
	for _, u := range h.asks() {
		if !strings.HasPrefix(u, server+"/") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
			h.t.Errorf("asks another host: %s", u)
		}
	}
}

// reporting serves with the policy as one that is only reported: what breaks it is counted, and works.
func reporting(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(&reported{ResponseWriter: w}, r)
	})
}

type reported struct {
	http.ResponseWriter
	begun bool
}

func (r *reported) begin() {
	if header := r.Header(); !r.begun {
		header["Content-Security-Policy-Report-Only"] = header["Content-Security-Policy"]
		header.Del("Content-Security-Policy")
		r.begun = true
	}
}

func (r *reported) WriteHeader(status int) {
	r.begin()
	r.ResponseWriter.WriteHeader(status)
}

func (r *reported) Write(b []byte) (int, error) {
	r.begin()
	return r.ResponseWriter.Write(b)
}

// hostilePages are the pages to open: one of each type with everything that tries something on it, and of the posts
// every nth, all with CI=true.
func (s *hostileSite) hostilePages(nth int) (all []string) {
	all = strings.Fields(`index.html tin-moi/ tin-moi/trang/2/ chu-de/ chu-de/chu-script-tag/ don-vi/ don-vi/chu-attribute-double/ tin/ hinh-anh/ infographic/ van-ban/ video/ dot/ dot/chu-script-end/
		dot/chu-bidi-override/danh-sach/ hoat-dong/ hoat-dong/2021/ hoat-dong/2021/05/ hoat-dong/2021/tin-bai/ hoat-dong/2021/so-lieu/so-cuoc/ hoat-dong/2021/loai/hoi-nghi/ hoat-dong/2021/don-vi/chu-img-onerror/
		luu-tru/ luu-tru/2021/05/ mo-hinh-hay/ tim-kiem/ lien-he/ 404.html cu/chu-script-tag/ 2021/05/go-chu-title-end/ feed.xml rss.xml feed.json sitemap.xml opensearch.xml hoat-dong/data.json
		2021/05/dau-video-youtube/ 2021/05/dau-basis-markup/ 2021/05/ve-script/ 2021/05/ve-script/ve-script.svg 2021/05/ve-style-end/ve-style-end.svg 2021/05/chu-prototype/ 2021/05/than-heading-id/`)
	var posts []string
	for file := range s.tried {
		slug := strings.TrimSuffix(filepath.Base(file), ".md")
		if _, err := os.Stat(filepath.Join(s.dir, "public/2021/05", slug, "index.html")); err == nil {
			posts = append(posts, "2021/05/"+slug+"/")
			if strings.HasPrefix(slug, "ve-") {
				posts = append(posts, "2021/05/"+slug+"/"+slug+".svg")
			}
		}
	}
	slices.Sort(posts)
	for i, p := range posts {
		if i%nth == 0 {
			all = append(all, p)
		}
	}
	return all
}

// openAll opens the finished site in a browser, under the policy of hosts and without one.
func (s *hostileSite) openAll(t *testing.T) {
	chromium(t)
	t.Parallel()
	rules := hostRules(t, "cloudflare")
	for _, mode := range []string{"under the policy", "without a policy"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			h := newHostileTab(t)
			served := hosted(rules, http.StripPrefix("/tin", http.FileServer(http.Dir(filepath.Join(s.dir, "public")))))
			if mode == "without a policy" {
				served = reporting(served)
			}
			server := httptest.NewServer(served)
			defer server.Close()
			root := server.URL + "/tin/"
			nth, every := 40, 1
			switch {
			case exhaustive():
				nth = 3
			case mode == "without a policy":
				every = 3
			}
			for i, p := range s.hostilePages(nth) {
				if i%every == 0 {
					h.visit(root+strings.TrimSuffix(p, "index.html"), nil)
				}
			}
			if every == 1 {
				s.act(h, root)
			}
			if mode == "without a policy" {
				s.parseAll(h, root)
				s.openReport(h, server.URL)
			}
			h.stayed(server.URL)
		})
	}
}

// parseAll has the browser parse every page of a post, without opening it, and look at what it has got.
func (s *hostileSite) parseAll(h *hostileTab, root string) {
	h.open(root, "load")
	var paths []string
	for _, p := range s.hostilePages(1) {
		if strings.HasSuffix(p, "/") {
			paths = append(paths, root+p)
		}
	}
	list, err := json.Marshal(paths)
	if err != nil {
		h.t.Fatal(err)
	}
	found := eval[[]string](h.tab, `(async (all) => {
		const found = [], look = `+suspects+`;
		let parsed = 0;
		for (let i = 0; i < all.length; i += 16) await Promise.all(all.slice(i, i + 16).map(async (p) => {
			const answer = await fetch(p), doc = new DOMParser().parseFromString(await answer.text(), 'text/html');
			if (answer.ok && doc.querySelector('h1')) parsed++;
			for (const what of look(doc)) found.push(p + ': ' + what);
		}));
		if (parsed !== all.length) found.push(parsed + ' pages of ' + all.length);
		return found;
	})(`+string(list)+`)`)
	for _, what := range found {
		h.t.Error(what)
	}
}

// openReport opens the report of all that was done, which is a page by itself with its style inside.
func (s *hostileSite) openReport(h *hostileTab, server string) {
	s.bantin(3, "report", "--now", "2021-06-01", "--hold-back", "--out", "public/bao-cao.html")
	h.open(server+"/tin/bao-cao.html", "load")
	found := eval[[]string](h.tab, `(`+stir+`, hostile.concat(`+suspects+`(document).filter((what) => !/^(element: <style>|attribute: <col style="width: [0-9.]+%">)/.test(what))))`)
	for _, what := range found {
		h.t.Errorf("the report: %s", what)
	}
}

// act does what readers do where scripts put texts on the page: search, look at pictures, start a video, copy, send.
func (s *hostileSite) act(h *hostileTab, root string) {
	for _, q := range []string{`<img src=x onerror=alert(1)>`, `"><script>alert(1)</script>`, "__proto__ constructor", "alert", "{{constructor}}", "=1+1", "\u202e\u0000</title>", "$& $1 $` {} {q}"} {
		h.visit(root+"tim-kiem/?q="+url.QueryEscape(q)+"&topic=%22%3E%3Cscript%3E&unit=__proto__", func() { h.awaitTrue(searchCalm) })
	}
	h.visit(root+"tim-kiem/?q=alert", func() { h.awaitTrue(searchCalm + ` && document.querySelector('[data-results] article mark')`) })
	h.visit(root+`tin-moi/?q=1#"><img src=x onerror=alert(1)>`, nil)
	for _, slug := range []string{"chu-svg-script", "chu-attribute-single"} { // forms with pictures come every sixth time
		h.visit(root+"2021/05/"+slug+"/", func() {
			if !eval[bool](h.tab, `!!document.querySelector('a[data-photo]')`) {
				return
			}
			eval[bool](h.tab, `document.querySelector('a[data-photo]').focus(), true`)
			h.press(kb.Enter)
			h.until(shown)
			h.press(kb.ArrowRight)
			h.press(kb.Escape)
			h.until(`!document.querySelector('.pswp')`)
		})
	}
	h.visit(root+"2021/05/chu-script-end/", func() {
		eval[bool](h.tab, `navigator.share = async (what) => { window.shared = what; }, document.querySelector('[data-share]').click(), document.querySelector('[data-copy]').click(), true`)
		h.until(`window.shared`)
	})
	h.visit(root+"hoat-dong/2021/", func() {
		eval[bool](h.tab, `[...document.querySelectorAll('.heat th button')].forEach((one) => one.click()), true`)
	})
	call(h.tab, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "https://www.youtube-nocookie.com/*", Block: true}}})
	h.open(root+"2021/05/dau-video-youtube/", "load")
	frame := eval[string](h.tab, `(document.querySelector('[data-embed]').click(), document.querySelector('iframe').src)`)
	if frame != "https://www.youtube-nocookie.com/embed/aBcDeFgHiJk?autoplay=1" {
		h.t.Errorf("plays %s", frame)
	}
	h.tab.mu.Lock()
	h.requests = slices.DeleteFunc(h.requests, func(u string) bool { return u == frame })
	h.tab.mu.Unlock()
}

// That the tests above would notice: what runs, what is there, and what the policy refuses.
func TestHostileIsCounted(t *testing.T) {
	chromium(t)
	t.Parallel()
	served := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(`<!doctype html><title>x</title><script>alert(1)</script><p style="color:red" onmouseover="prompt(2)">x</p><a href="&#106;ava&Tab;script:alert(3)">x</a><iframe></iframe>`))
	})
	server := httptest.NewServer(reporting(hosted(hostRules(t, "cloudflare"), served)))
	defer server.Close()
	h := newHostileTab(t)
	h.open(server.URL, "load")
	if got := eval[[]string](h.tab, `(`+stir+`, hostile)`); len(got) != 2 {
		t.Errorf("has run: %q", got)
	}
	if got := eval[[]string](h.tab, suspects+`(document)`); len(got) != 5 {
		t.Errorf("is there: %q", got)
	}
	if got := eval[[]string](h.tab, `broken`); len(got) < 3 {
		t.Errorf("against the policy: %q", got)
	}
}

// What “bantin serve” shows of such a site, the list of its posts and the problems with their lines, is text, too.
func TestHostilePreview(t *testing.T) {
	leaveOutInShort(t)
	chromium(t)
	t.Parallel()
	s := newHostileSite(t)
	l := &live{T: t, dir: s.dir}
	l.start()
	h := newHostileTab(t)
	ours := regexp.MustCompile(`^(scheme: <a [^<>]*href="vscode://file/|script: <script src="/(_bantin/[a-z]+|(site|search|lightbox)\.[0-9a-f]{10})\.js"|custom element: <bantin-(problems|kit)\b)`)
	at, err := url.Parse(l.url)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"/_bantin/", "/", "/2021/05/chu-attribute-double/", "/khong-co/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"} {
		h.open(at.Scheme+"://"+at.Host+p, "load")
		found := eval[[]string](h.tab, `(`+stir+`, hostile.concat(`+suspects+`(document)))`)
		for _, what := range found {
			if !ours.MatchString(what) {
				t.Errorf("%s: %s", p, what)
			}
		}
		if panel := eval[[]string](h.tab, `[...document.querySelectorAll('*')].filter((e) => e.shadowRoot).flatMap((e) => [...e.shadowRoot.querySelectorAll('script, img, iframe, [onerror], [onload], [onclick], [onmouseover], a[href^=javascript]')].map((e) => e.outerHTML.slice(0, 200)))`); len(panel) > 0 {
			t.Errorf("%s: the panel has %q", p, panel)
		}
	}
	h.stayed(at.Scheme + "://" + at.Host)
}
