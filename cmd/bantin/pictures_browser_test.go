package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is a page of the browser, with what it has asked for and what went wrong in it.
type tab struct {
	t    *testing.T
	ctx  context.Context
	news chan struct{} // something below has changed

	mu       sync.Mutex
	requests []string
	errors   []string
	bytes    float64
	stages   map[string]bool // of loading: the loader's id, a space, "networkIdle" or the like
}

// observer notes what breaks the policy that pages promise to live under, and what moves by itself.
const observer = `
	window.broken = []; window.moved = [];
	document.addEventListener('securitypolicyviolation', (e) => broken.push([e.violatedDirective, e.blockedURI, e.sourceFile, e.sample].join(' ')));
	new PerformanceObserver((list) => {
		for (const e of list.getEntries()) {
			// A font that comes late on a busy machine may shift a word by a part of a pixel: 0.0001, where 0.1 is good.
			if (!e.hadRecentInput && e.value >= 0.0005) moved.push(e.value + ' ' + e.sources.map((s) => s.node?.outerHTML?.slice(0, 90)).join(' | '));
		}
	}).observe({type: 'layout-shift', buffered: true});`

// newTab opens an empty page with a screen of that size, for a mouse; at scale 2 and more for fingers.
func newTab(t *testing.T, browser context.Context, width, height int64, scale float64) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx, news: make(chan struct{}, 1), stages: make(map[string]bool)}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	call(b, page.Enable, page.EnableParams{})
	call(b, page.SetLifecycleEventsEnabled, page.SetLifecycleEventsEnabledParams{Enabled: true})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: observer})
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: scale, Mobile: scale >= 2,
	})
	if scale >= 2 {
		call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true, MaxTouchPoints: 5})
	}
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, e := range b.errors {
			t.Error(e)
		}
	})
	return b
}

// call runs a command of the browser's protocol.
func call[P, R any](b *tab, cmd cdp.Command[P, R], params P) R {
	b.t.Helper()
	r, err := chromedp.Call(b.ctx, cmd, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// note keeps what the browser tells.
func (b *tab) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *network.EventLoadingFinished:
		b.bytes += e.EncodedDataLength
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, fmt.Sprintf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	case *page.EventLifecycleEvent:
		b.stages[string(e.LoaderID)+" "+e.Name] = true
	default:
		return
	}
	select {
	case b.news <- struct{}{}:
	default:
	}
}

// open goes to a page and waits for a stage of its loading: "firstContentfulPaint", "load",
// "networkIdle" (nothing on its way for half a second).
func (b *tab) open(url, stage string) (loader string) {
	b.t.Helper()
	r := call(b, page.Navigate, page.NavigateParams{URL: url})
	if r.ErrorText != "" {
		b.t.Fatal(url, r.ErrorText)
	}
	b.await(string(r.LoaderID), stage)
	return string(r.LoaderID)
}

func (b *tab) await(loader, stage string) {
	b.t.Helper()
	for {
		b.mu.Lock()
		there := b.stages[loader+" "+stage]
		b.mu.Unlock()
		if there {
			return
		}
		select {
		case <-b.news:
		case <-b.ctx.Done():
			b.t.Fatalf("no %s: %v", stage, b.ctx.Err())
		}
	}
}

// eval gives the value of an expression, or of the promise that it is.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for an expression to become true, looking before each frame is painted.
func (b *tab) until(expression string) {
	b.t.Helper()
	ok := eval[bool](b, `new Promise((done) => {
		const end = performance.now() + 20000;
		const look = () => { if (`+expression+`) done(true); else if (performance.now() > end) done(false); else requestAnimationFrame(look); };
		look();
	})`)
	if !ok {
		b.t.Fatalf("never true: %s\n%s", expression, eval[string](b, `document.querySelector('.pswp')?.outerHTML.slice(0, 400) ?? 'no lightbox; focus on ' + document.activeElement.outerHTML.slice(0, 200)`))
	}
}

// press types keys.
func (b *tab) press(keys string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(keys)); err != nil {
		b.t.Fatal(err)
	}
}

// touch puts fingers on the screen, moves or lifts them.
func (b *tab) touch(kind input.DispatchTouchEventType, fingers ...[2]float64) {
	b.t.Helper()
	points := make([]*input.TouchPoint, len(fingers))
	for i, f := range fingers {
		id := float64(i)
		points[i] = &input.TouchPoint{X: f[0], Y: f[1], ID: &id}
	}
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
}

func (b *tab) tap(x, y float64) {
	b.t.Helper()
	b.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	b.touch(input.DispatchTouchEventTypeTouchEnd)
}

// tapOn taps on the middle of an element.
func (b *tab) tapOn(selector string) {
	b.t.Helper()
	at := eval[[]float64](b, fmt.Sprintf(`(() => {
		const one = document.querySelector(%q);
		one.scrollIntoView({block: 'center', behavior: 'instant'});
		const r = one.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2];
	})()`, selector))
	b.tap(at[0], at[1])
}

// clean says what broke the policy.
func (b *tab) clean() {
	b.t.Helper()
	for _, what := range eval[[]string](b, `broken`) {
		b.t.Error("against the Content-Security-Policy: ", what)
	}
}

// asks are the addresses that the pages have asked for.
func (b *tab) asks() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.requests)
}

// asked tells whether the page has asked for an address that holds a text.
func (b *tab) asked(text string) bool {
	return slices.ContainsFunc(b.asks(), func(r string) bool { return strings.Contains(r, text) })
}

// compressed serves text as a real host does.
func compressed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path.Ext(r.URL.Path) {
		case "", ".html", ".css", ".js", ".svg", ".json", ".xml":
		default:
			h.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		r.Header.Del("Range")
		h.ServeHTTP(gzipped{w, z}, r)
		z.Close()
	})
}

type gzipped struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (g gzipped) Write(b []byte) (int, error) { return g.z.Write(b) }

func (g gzipped) WriteHeader(status int) {
	g.Header().Del("Content-Length")
	g.ResponseWriter.WriteHeader(status)
}
