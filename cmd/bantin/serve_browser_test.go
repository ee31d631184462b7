package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// await waits for an expression to become true, on whatever page is open by then.
func (b *tab) awaitTrue(expression string) {
	b.t.Helper()
	var last error
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		cancel()
		if ok {
			return
		}
		last = err
	}
	b.t.Fatalf("never true: %s (%v)\n%s", expression, last, eval[string](b, `location.href + ' ' + document.documentElement.outerHTML.slice(-600)`))
}

// panel is what the overlay shows.
const panel = `document.querySelector('bantin-problems').shadowRoot`

// visible tells whether a part of the overlay is shown.
func visible(part string) string { return panel + `.querySelector('` + part + `').checkVisibility()` }

func TestServeInBrowser(t *testing.T) {
	t.Parallel()
	ctx := ownChromium(t)
	l := newLive(t)
	l.start()
	b := newTab(t, ctx, 1280, 800, 1)
	b.open(l.url+livePage, "load")
	b.awaitTrue(`document.querySelector('bantin-problems')`)

	// Another text: loaded anew, where the reader was.
	eval[bool](b, `scrollTo({top: 1500, behavior: 'instant'}), document.querySelector('.crumbs a').focus({preventScroll: true}), window.alive = true`)
	l.write(liveFile, livePost()+"\nĐoạn cuối thêm vào.\n")
	b.awaitTrue(`document.body.textContent.includes('Đoạn cuối thêm vào.')`)
	b.awaitTrue(`scrollY === 1500 && document.activeElement.matches('.crumbs a') && !window.alive`)

	// An error: the page stays, the list tells, nothing takes the focus.
	eval[bool](b, `document.activeElement.blur(), window.alive = true`)
	l.write(liveFile, strings.Replace(livePost(), "so-noi-vu", "CĐCS Sở Nội", 1))
	b.awaitTrue(visible(".panel"))
	text := eval[string](b, panel+`.querySelector('.panel').textContent`)
	for _, want := range []string{"1 lỗi", "không có đơn vị “CĐCS Sở Nội”", liveFile + ":5:7", "unit: CĐCS Sở Nội", "ý bạn là “CĐCS Sở Nội vụ”?", "bản tốt gần nhất"} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("the panel lacks %q: %s", want, text)
		}
	}
	if got := eval[string](b, panel+`.querySelector('.place a').href`); got != "vscode://file"+l.dir+"/"+liveFile+":5:7" {
		t.Errorf("the place opens %s", got)
	}
	if !eval[bool](b, `window.alive && document.activeElement === document.body && document.body.textContent.includes('Đoạn cuối thêm vào.') && scrollY === 1500`) {
		t.Error("the last good page has not stayed as it was")
	}
	if got := eval[string](b, panel+`.querySelector('.flag').textContent`); !strings.HasPrefix(got, "dòng 5") {
		t.Errorf("the mark says %q", got)
	}

	// Esc folds it, and it stays folded.
	b.press("\x1b")
	b.awaitTrue(visible(".pill") + ` && !` + visible(".panel"))
	l.write(liveFile, strings.Replace(livePost(), "so-noi-vu", "CĐCS Sở Y", 1))
	b.awaitTrue(panel + `.querySelector('.panel').textContent.includes('Sở Y')`)
	b.awaitTrue(visible(".pill") + ` && !` + visible(".panel"))
	eval[bool](b, panel+`.querySelector('.pill').click(), true`)
	b.awaitTrue(visible(".panel"))

	// A mistake in the body is marked at its own words.
	l.write(liveFile, strings.Replace(livePost(), "Đoạn thứ 7: sáng nay hội trường", "Đoạn thứ 7: sáng nay [hội trường](/khong-co/)", 1))
	b.awaitTrue(panel + `.querySelector('.flag')?.textContent.startsWith('dòng 24')`)
	if !eval[bool](b, `(() => {
		const mark = `+panel+`.querySelector('.mark').getBoundingClientRect();
		const words = [...document.querySelectorAll('.text p')].find((p) => p.textContent.startsWith('Đoạn thứ 7:')).getBoundingClientRect();
		return Math.abs(mark.top - words.top) < 1 && Math.abs(mark.left - words.left) < 1 && Math.abs(mark.height - words.height) < 1;
	})()`) {
		t.Error("the mark is elsewhere")
	}
	eval[bool](b, `[...`+panel+`.querySelectorAll('.place button')][0].click(), true`)
	b.awaitTrue(`(() => { const r = ` + panel + `.querySelector('.mark').getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight; })()`)

	// Mended.
	l.write(liveFile, livePost())
	b.awaitTrue(`!` + visible(".panel") + ` && !` + visible(".pill") + ` && !` + panel + `.querySelector('.mark')`)

	// Another style sheet comes without loading the page.
	eval[bool](b, `window.alive = true`)
	l.write("static/site.css", "body{background:rgb(1, 2, 3)}")
	b.awaitTrue(`getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'`)
	l.write("static/site.css", "body{background:rgb(4, 5, 6)}")
	b.awaitTrue(`getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)' && document.querySelectorAll('link[rel=stylesheet]').length === 1`)
	if !eval[bool](b, `window.alive`) {
		t.Error("a style sheet loads the page anew")
	}

	// Another address: the page goes there.
	eval[bool](b, `scrollTo({top: 700, behavior: 'instant'}), true`)
	l.write(liveFile, strings.Replace(livePost(), "slug: hoc-bac", "slug: hoc-tap", 1))
	b.awaitTrue(`location.pathname === '/2021/05/hoc-tap/' && document.querySelector('h1').textContent === 'Học Bác'`)

	// What was not there is there now.
	b.open(l.url+"2021/05/moi/", "load")
	l.write("content/posts/moi.md", strings.NewReplacer("hoc-bac", "moi", "Học Bác", "Bài mới").Replace(livePost()))
	b.awaitTrue(`document.querySelector('h1').textContent === 'Bài mới'`)
	b.clean()
}

// Nothing to show at first, then a site; and the program may end and be started anew.
func TestServeBrokenFromTheStart(t *testing.T) {
	t.Parallel()
	ctx := ownChromium(t)
	l := newLive(t)
	l.write("content/site.yaml", "base_url: https://example.org/\n")
	l.start()
	b := newTab(t, ctx, 360, 740, 2)
	b.open(l.url, "load")
	b.awaitTrue(`document.querySelector('.problems').textContent.includes('content/site.yaml')`)
	l.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\n")
	b.awaitTrue(`document.querySelector('.mast .brand b')?.textContent === 'Bản tin'`)

	addr := strings.TrimSuffix(strings.TrimPrefix(l.url, "http://"), "/")
	if status := l.stop(os.Interrupt); status != 0 {
		t.Errorf("exit status %d", status)
	}
	b.awaitTrue(visible(".lost"))
	l.write("content/site.yaml", "title: Bản tin mới\nbase_url: https://example.org/\n")
	l.start("--addr", addr)
	b.awaitTrue(`document.querySelector('.mast .brand b').textContent === 'Bản tin mới' && !` + visible(".lost"))
	b.clean()
}

// Browsers open six connections to a host; the seventh tab works all the same.
func TestServeSevenTabs(t *testing.T) {
	t.Parallel()
	ctx := ownChromium(t)
	l := newLive(t)
	l.start()
	var tabs []*tab
	for range 7 {
		b := newTab(t, ctx, 800, 600, 1)
		b.open(l.url+livePage, "load")
		b.awaitTrue(`document.querySelector('bantin-problems')`)
		tabs = append(tabs, b)
	}
	for round := range 2 {
		l.write(liveFile, livePost()+fmt.Sprintf("\nLần %d.\n", round))
		for _, b := range tabs {
			call(b, page.BringToFront, cdp.Empty{}) // a tab in the background waits until it is looked at
			b.awaitTrue(fmt.Sprintf(`document.body.textContent.includes('Lần %d.')`, round))
		}
	}
}

// A browser that keeps nothing for a page, as with cookies forbidden, shows all the same what has changed and what is wrong.
func TestServeWithoutStorage(t *testing.T) {
	t.Parallel()
	ctx := ownChromium(t)
	l := newLive(t)
	l.start()
	b := newTab(t, ctx, 800, 600, 1)
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `for (const name of ['localStorage', 'sessionStorage'])
		Object.defineProperty(window, name, {get() { throw new DOMException('forbidden', 'SecurityError'); }});`})
	b.open(l.url+livePage, "load")
	b.awaitTrue(`document.querySelector('bantin-problems')`)
	l.write(liveFile, livePost()+"\nĐoạn cuối thêm vào.\n")
	b.awaitTrue(`document.body.textContent.includes('Đoạn cuối thêm vào.')`)
	l.write(liveFile, strings.Replace(livePost(), "so-noi-vu", "CĐCS Sở Nội", 1))
	b.awaitTrue(visible(".panel"))
	b.press("\x1b")
	b.awaitTrue(visible(".pill") + ` && !` + visible(".panel"))
	b.clean()
}

// The pages of the preview's own, and the list over a page, are for everyone; the list of posts follows what is typed.
func TestServeIsAccessible(t *testing.T) {
	t.Parallel()
	axe := readFile(t, need(t, "axe-core", "../../.ci/node_modules/axe-core/axe.min.js"), "")
	ctx := ownChromium(t)
	l := newLive(t)
	l.write("content/posts/nhap.md", strings.NewReplacer("hoc-bac", "nhap", "Học Bác", "Đội hình tình nguyện", "---\nMở", "draft: true\n---\nMở").Replace(livePost()))
	l.start()
	b := newTab(t, ctx, 1280, 800, 1)
	accessible := func(at, shows string) {
		b.open(l.url+at, "load")
		b.awaitTrue(shows)
		eval[bool](b, axe+";true")
		for _, width := range []int64{320, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				if err := checkPage(b.ctx, width, scheme); err != nil {
					t.Errorf("/%s, %d px, %s: %v", at, width, scheme, err)
				}
			}
		}
	}
	const ownPage = `document.querySelector('[data-own]')`
	accessible("_bantin/kit/?path=/"+livePage, ownPage)
	accessible(livePage, `document.querySelector('bantin-kit')`)
	l.write(liveFile, strings.NewReplacer("so-noi-vu", "CĐCS Sở Nội\nphu_de: Chữ", "Đoạn thứ 7: sáng nay", "Đoạn thứ 7: [sáng nay](/khong-co/)").Replace(livePost()))
	b.awaitTrue(visible(".panel"))
	accessible(livePage, visible(".panel"))
	for _, at := range []string{"_bantin/", "_bantin/?q=hoc", "_bantin/cards/", "_bantin/share/?path=/" + livePage, "_bantin/kit/?path=/" + livePage, "_bantin/kit/", "_bantin/nowhere"} {
		accessible(at, ownPage)
	}
	b.open(l.url+"_bantin/", "load")
	eval[bool](b, `document.querySelector('#q').focus(), true`)
	b.press("doi hinh")
	b.awaitTrue(`location.search === '?q=doi+hinh' && document.querySelectorAll('.rows li').length === 1 && document.querySelector('.rows h3').textContent === 'Đội hình tình nguyện'`)
	// A post that is saved meanwhile changes the list, and the field stays where it was.
	l.write("content/posts/nhap.md", strings.NewReplacer("hoc-bac", "nhap", "Học Bác", "Đội hình xung kích", "---\nMở", "draft: true\n---\nMở").Replace(livePost()))
	b.awaitTrue(`document.querySelector('.rows h3')?.textContent === 'Đội hình xung kích' && document.activeElement.id === 'q' && document.activeElement.selectionStart === 8`)
	b.clean()
}
