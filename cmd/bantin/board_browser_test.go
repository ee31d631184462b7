package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

const (
	boardShown   = `document.querySelector('.news .now h2').textContent`
	boardEdition = `document.querySelector('main[data-board]')?.dataset.board`
	boardKept    = `document.querySelector('main[data-kept]')`
)

// boardHost serves the sample site, may fail in several ways, and may have a new edition of the board.
type boardHost struct {
	url  string
	fail atomic.Pointer[http.HandlerFunc]
	next atomic.Bool
	// lost answers for the first picture, whose address is picture, and asked counts how often it is asked for.
	lost    atomic.Pointer[http.HandlerFunc]
	picture string
	asked   atomic.Int32
}

const newEdition, newHeadline = "0123456789abcdef", "Tin vừa đăng"

// The files of the new edition that are others than those of the old: a style sheet, and a script.
const newSheet, newScript = "/board.new.css", "/board.new.js"

// boardFiles are the style sheets and scripts of the page that is open.
const boardFiles = `[...document.querySelectorAll('link[rel=stylesheet], script')].map((e) => new URL(e.href || e.src).pathname).join(' ')`

func newBoardHost(t *testing.T) *boardHost {
	t.Helper()
	h := new(boardHost)
	dir := sampleSite(t)
	edition := strings.TrimSpace(readFile(t, filepath.Join(dir, "bang", "ban.txt")))
	next := strings.Replace(readFile(t, filepath.Join(dir, "bang", "index.html")), edition, newEdition, 1)
	at := strings.Index(next, "<h2>")
	next = next[:at+len("<h2>")] + newHeadline + next[at+strings.Index(next[at:], "</h2>"):]
	sheet, script := between(t, next, `rel="stylesheet" href="`, `"`), between(t, next, `<script src="`, `"`)
	next = strings.NewReplacer(`"`+sheet+`"`, `"`+newSheet+`"`, `"`+script+`"`, `"`+newScript+`"`).Replace(next)
	style := readFile(t, filepath.Join(dir, sheet)) + "html{border-top:3px solid #0d1730}"
	code := readFile(t, filepath.Join(dir, script)) + ";window.boardIsNew = true"
	h.picture = between(t, next[strings.Index(next, `<div class="shot`):], ` src="`, `"`)
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(strict(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fail, lost := h.fail.Load(), h.lost.Load()
		if r.URL.Path == h.picture {
			h.asked.Add(1)
		}
		switch {
		case fail != nil:
			(*fail)(w, r)
		case lost != nil && r.URL.Path == h.picture:
			(*lost)(w, r)
		case h.next.Load() && r.URL.Path == "/bang/ban.txt":
			fmt.Fprintln(w, newEdition)
		case h.next.Load() && r.URL.Path == "/bang/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, next)
		case h.next.Load() && r.URL.Path == newSheet:
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
			fmt.Fprint(w, style)
		case h.next.Load() && r.URL.Path == newScript:
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			fmt.Fprint(w, code)
		default:
			files.ServeHTTP(w, r)
		}
	})))
	t.Cleanup(server.Close)
	h.url = server.URL + "/bang/"
	return h
}

func (h *boardHost) fails(how http.HandlerFunc) { h.fail.Store(&how) }

// between gives what stands in a text after a first and before the next last.
func between(t *testing.T, text, first, last string) string {
	t.Helper()
	_, rest, _ := strings.Cut(text, first)
	found, _, ok := strings.Cut(rest, last)
	if !ok {
		t.Fatalf("nothing between %s and %s", first, last)
	}
	return found
}

// boardAnew runs the script of a board once more, as when it is loaded, after something was done to the page.
func boardAnew(b *tab, first string) {
	b.t.Helper()
	eval[bool](b, `(async () => {
		boardStop();
		`+first+`
		const script = document.createElement('script'), old = document.querySelector('script[data-board-script]');
		script.src = old.src;
		script.setAttribute('data-board-script', '');
		await new Promise((done) => { script.onload = done; old.replaceWith(script); });
		return true;
	})()`)
}

// Ways in which a network or a host fails.
var boardFailures = []struct {
	name string
	how  http.HandlerFunc
}{
	{"cut", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
	{"down", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "<h1>Bad Gateway</h1>", http.StatusBadGateway)
	}},
	{"gone", http.NotFound},
	{"gate", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<!doctype html><h1>Wi-Fi: sign in</h1>") }},
	{"gate elsewhere", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gate" {
			fmt.Fprint(w, "<!doctype html><h1>Wi-Fi: sign in</h1>")
			return
		}
		http.Redirect(w, r, "/gate", http.StatusFound)
	}},
}

// A board that was loaded once goes on whatever becomes of the network, also when it is loaded anew, with its
// pictures; and when the network is back it takes over what is new without going to another page.
func TestBoardGoesOn(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	h := newBoardHost(t)
	b := newTab(t, browser, 1920, 1080, 1)
	b.open(h.url, "load")
	b.awaitTrue(boardKept)
	first := eval[string](b, boardShown)
	for _, f := range boardFailures {
		h.fails(f.how)
		b.open(h.url, "load")
		b.awaitTrue(`document.querySelector('main.d0') && [...document.querySelectorAll('.shot img')].every((img) => img.naturalWidth > 0)`)
		if got := eval[string](b, boardShown); got != first {
			t.Errorf("%s: %q, want %q", f.name, got, first)
		}
		eval[bool](b, `window.same = true, dispatchEvent(new Event('online')), true`)
	}
	h.fail.Store(nil)
	h.next.Store(true)
	eval[bool](b, `dispatchEvent(new Event('online')), true`)
	b.awaitTrue(boardEdition + ` === '` + newEdition + `'`)
	if got := eval[string](b, boardShown); got != newHeadline || !eval[bool](b, `window.same === true`) {
		t.Errorf("after a new build: %q", got)
	}
	b.awaitTrue(`window.boardIsNew && document.querySelector('main.d0')`)
	b.awaitTrue(boardKept)
	const want = newSheet + " " + newScript
	if got := eval[string](b, boardFiles); got != want {
		t.Errorf("after a new build the files are %s, want %s", got, want)
	}
	h.fails(boardFailures[0].how)
	b.open(h.url, "load")
	if got := eval[string](b, boardShown); got != newHeadline {
		t.Errorf("the new edition is not kept: %q", got)
	}
	if !eval[bool](b, `window.boardIsNew && getComputedStyle(document.documentElement).borderTopWidth === '3px'`) {
		t.Error("its style sheet or its script is not kept")
	}
	b.open(strings.TrimSuffix(h.url, "bang/")+"bang/don-vi/so-y-te/", "load") // never seen before the network went
	if text := eval[string](b, `document.body.textContent`); text != "" || eval[string](b, `location.pathname`) != "/bang/don-vi/so-y-te/" {
		t.Errorf("a screen that has nothing shows %q", text)
	}
}

// A board turns by a remote control's keys and is held by a button; no words leave their place, not those of a headline of 300
// characters. With CI=true that is on five screens, elsewhere on two.
func TestBoardOnScreens(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	h := newBoardHost(t)
	b := newTab(t, browser, 1366, 768, 1)
	for i, size := range [][2]int64{{1366, 768}, {1080, 1920}, {1920, 1080}, {3840, 2160}, {1024, 768}} {
		if i > 1 && !exhaustive() {
			break
		}
		call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: size[0], Height: size[1], DeviceScaleFactor: 1})
		b.open(h.url, "load")
		b.awaitTrue(`[...document.querySelectorAll('.shot img')].every((img) => img.naturalWidth > 0)`)
		eval[bool](b, `document.querySelectorAll('.news h2')[1].textContent = 'Hội nghị trực tuyến của Công đoàn '.repeat(9).slice(0, 300), true`)
		for range 6 {
			before := eval[string](b, boardShown)
			eval[bool](b, `document.dispatchEvent(Object.assign(new Event('keydown'), { keyCode: 39 })), true`)
			if eval[string](b, boardShown) == before {
				t.Errorf("%v: no other headline", size)
			}
			if out := eval[string](b, boardOverflow); out != "" {
				t.Errorf("%v: out of its place: %s", size, out)
			}
		}
	}
	if got := eval[string](b, `(document.querySelector('header button').click(), document.documentElement.className)`); !strings.Contains(got, "held") {
		t.Errorf("not held: %s", got)
	}
	for _, u := range b.asks() {
		if !strings.HasPrefix(u, strings.TrimSuffix(h.url, "bang/")) && !strings.HasPrefix(u, "data:") {
			t.Errorf("the board asks another host: %s", u)
		}
	}
}

// boardOverflow names the words and codes of what is shown that are outside their item or too near to the edge of the screen.
const boardOverflow = `(() => {
	const x = innerWidth * 0.04, y = innerHeight * 0.03, bad = [], range = document.createRange();
	for (const item of document.querySelectorAll('li.now')) {
		const box = item.getBoundingClientRect();
		for (const one of item.querySelectorAll('h2, p, b, dt, dd, .qr')) {
			if (getComputedStyle(one).display === 'none' || one.offsetWidth === 1) continue;
			range.selectNodeContents(one);
			const r = one.matches('.qr') ? one.getBoundingClientRect() : range.getBoundingClientRect();
			if (r.top < box.top || r.bottom > innerHeight - y && r.bottom > box.bottom - y || r.left < x || r.right > innerWidth - x || r.left < box.left || r.right > box.right) {
				bad.push(one.textContent.slice(0, 30) + ' ' + [r.left, r.top, r.right, r.bottom].map(Math.round));
			}
		}
	}
	return bad.join('; ');
})()`

// A board that the site has no more ends: not at the first 404, as an upload may not be done, but when the site has
// said so for days. Then the screen shows what the site says, and nothing is kept.
func TestBoardEnds(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	h := newBoardHost(t)
	b := newTab(t, browser, 1366, 768, 1)
	b.open(h.url, "load")
	b.awaitTrue(boardKept)
	const noted = `(localStorage.getItem('bantin-board ' + location.href) || '')`
	begin := time.Now()
	gone := func(after time.Duration) {
		h.fails(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", begin.Add(after).UTC().Format(http.TimeFormat))
			http.Error(w, "There is no such board.", http.StatusNotFound)
		})
	}
	look := func() {
		t.Helper()
		before := eval[string](b, noted)
		eval[bool](b, `dispatchEvent(new Event('online')), true`)
		b.awaitTrue(fmt.Sprintf(`%s !== %q`, noted, before))
	}
	gone(0)
	look()
	gone(time.Hour)
	for range 35 { // often, but not for long
		look()
	}
	h.fails(boardFailures[1].how) // another failure says nothing
	b.open(h.url, "load")
	h.fail.Store(nil)
	look() // it is there: nothing is remembered
	if got := eval[string](b, noted); got != "" {
		t.Errorf("noted is %q although the board is there", got)
	}
	gone(0)
	look()
	gone(80 * time.Hour)
	for range 5 { // long, but not often
		look()
	}
	b.open(h.url, "load")
	if !eval[bool](b, boardKept+` !== null || Boolean(document.querySelector('.news .now'))`) {
		t.Fatal("it ended too early")
	}
	for range 23 {
		look()
	}
	eval[bool](b, `dispatchEvent(new Event('online')), true`)
	b.awaitTrue(`document.body.textContent.includes('There is no such board.')`)
	if left := eval[string](b, `(async () => [...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations()).map((r) => r.scope)].join(' '))()`); left != "" {
		t.Errorf("left: %s", left)
	}
}

// What other boards and other versions of the worker have kept goes when nobody needs it; what is not the worker's stays.
func TestBoardForgetsOthers(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	h := newBoardHost(t)
	b := newTab(t, browser, 1366, 768, 1)
	b.open(h.url, "load")
	b.awaitTrue(boardKept)
	eval[bool](b, `(async () => {
		const put = async (name, days) => {
			const date = new Date(Date.now() - days * 864e5).toUTCString(), url = name.split(' ')[1];
			await (await caches.open(name)).put(url, new Response('x', { headers: { Date: date } }));
		};
		const all = location.origin + '/bang/';
		await put('bantin-board-0 ' + all, 1);
		await put('bantin-board-1 ' + all + 'don-vi/cu/', 100);
		await put('bantin-board-1 ' + all + 'don-vi/moi/', 10);
		await put('bantin-board-1 ' + location.origin + '/khac/bang/', 100);
		await put('khac ' + all, 100);
		await (await caches.open('bantin-board-1 ' + all + 'don-vi/do-dang/')).put(all + 'a.css', new Response('x'));
		await (await caches.open('bantin-board-1 ' + all)).put(all + 'cu.css', new Response('x'));
		return true;
	})()`)
	b.open(h.url, "load")
	b.awaitTrue(boardKept)
	root := strings.TrimSuffix(h.url, "bang/")
	want := strings.Join([]string{"bantin-board-1 " + h.url, "bantin-board-1 " + h.url + "don-vi/moi/", "bantin-board-1 " + root + "khac/bang/", "khac " + h.url}, "\n")
	if got := eval[string](b, `caches.keys().then((all) => all.sort().join('\n'))`); got != want {
		t.Errorf("kept:\n%s\nwant:\n%s", got, want)
	}
	if eval[bool](b, `caches.match(location.origin + '/bang/cu.css').then(Boolean)`) {
		t.Error("a file that no board needs is kept")
	}
}

// A picture that failed before the script ran, or that never comes, holds up no others.
func TestBoardWithoutPicture(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	h := newBoardHost(t)
	b := newTab(t, browser, 1366, 768, 1)
	b.open(h.url, "load")
	boardAnew(b, `
		const main = document.querySelector('main').cloneNode(true), shots = [...main.querySelectorAll('.shot img')];
		for (const img of shots) img.loading = 'lazy';
		shots[0].src = '/khong-co.webp';
		const failed = new Promise((done) => { shots[0].onerror = done; });
		document.querySelector('main').replaceWith(main);
		await failed;`)
	b.awaitTrue(`[...document.querySelectorAll('.shot img')].slice(1).every((img) => img.naturalWidth > 0)`)
	b.awaitTrue(`document.querySelector('.news li.lost .words h2')`)
}

// A board whose picture the site does not have, or does not give, is kept without it, and does not ask for all files at each look;
// when the picture comes it is kept too.
func TestBoardKeepsWithoutPicture(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	for _, c := range []struct {
		name string
		how  http.HandlerFunc
	}{
		{"404", http.NotFound},
		{"500", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusInternalServerError) }},
		{"redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/icon.svg", http.StatusFound) }},
	} {
		h := newBoardHost(t)
		h.lost.Store(&c.how)
		b := newTab(t, browser, 1366, 768, 1)
		b.open(h.url, "load")
		const look = `dispatchEvent(new Event('online'))`
		b.awaitTrue(look + ` && ` + boardKept)
		// The edition of a picture that fails, not of one that is not there, is waited with.
		if n := h.asked.Load(); c.name != "404" && n < 4 {
			t.Errorf("%s: kept without the picture when that was asked for %d times", c.name, n)
		}
		if got := eval[bool](b, `(async () => Boolean(await caches.match(location.href)) && !await caches.match('`+h.picture+`'))()`); !got {
			t.Errorf("%s: the page is not kept, or what is no picture is", c.name)
		}
		h.fails(boardFailures[0].how)
		b.open(h.url, "load")
		b.awaitTrue(`document.querySelector('main.d0 .news .now h2')`)
		h.fail.Store(nil)
		if c.name == "redirect" { // a browser shows that, so the picture is not lost
			continue
		}
		b.open(h.url, "load")
		b.awaitTrue(look + ` && ` + boardKept)
		b.awaitTrue(`document.querySelector('.news li.lost')`)
		h.lost.Store(nil)
		b.awaitTrue(look + ` && !document.querySelector('.news li.lost')`)
		b.awaitTrue(look + ` && ` + boardKept)
		if !eval[bool](b, `caches.match('`+h.picture+`').then(Boolean)`) {
			t.Errorf("%s: the picture is not kept although it came", c.name)
		}
	}
}

// A board that is held goes on by itself, and one that has a single headline, or none, moves like others.
func TestBoardMoves(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	h := newBoardHost(t)
	b := newTab(t, browser, 1366, 768, 1)
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `(() => {
		const real = setTimeout;
		window.timers = {};
		window.setTimeout = (act, ms, ...rest) => { timers[ms] = act; return real(act, ms, ...rest); };
	})()`})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	b.open(h.url, "load")
	const held = `document.documentElement.classList.contains('held')`
	if eval[bool](b, `document.querySelector('header button').click(), timers[600000](), `+held+` || document.querySelector('button').getAttribute('aria-pressed') !== 'false'`) {
		t.Error("a board that was held ten minutes ago stands still")
	}
	const onlyFirst = `for (const e of [...document.querySelectorAll('.news li')].slice(1)) e.remove();`
	const words, photo = `.news .now .words .drift`, `.news .now img`
	for _, c := range []struct {
		name, first string
		moved       []string
	}{
		{"many", `document.querySelector('.news li.bare').remove();`, []string{words, photo, `header .drift`}},
		{"one", onlyFirst, []string{words, photo}},
		{"one alone", onlyFirst + `document.querySelector('.asides').remove(); document.querySelector('main').className = 'alone';`, []string{words, photo}},
		{"none", `const p = document.createElement('p'); p.className = 'empty drift'; p.textContent = 'Không có tin'; document.querySelector('.news').replaceWith(p);`, []string{`.empty`}},
	} {
		boardAnew(b, c.first)
		for _, moved := range c.moved {
			seen := eval[string](b, `(() => {
				const seen = new Set();
				for (let i = 0; i < 40; i++) {
					timers[12000]();
					for (const e of document.querySelectorAll('`+moved+`')) seen.add(getComputedStyle(e).transform);
				}
				return [...seen].join(' ');
			})()`)
			if n := strings.Count(seen, "matrix("); n != 7 || !strings.Contains(seen, "none") {
				t.Errorf("%s: %s is at %s", c.name, moved, seen)
			}
		}
		// Half an hour later the sides have changed, and words are where they are safe.
		if out := eval[string](b, `(() => { for (let i = 0; !document.querySelector('main.swap') && i < 200; i++) timers[12000](); return ''; })(), `+boardOverflow); out != "" || !eval[bool](b, `document.querySelector('main').classList.contains('swap')`) {
			t.Errorf("%s: out of its place: %s", c.name, out)
		}
	}
}
