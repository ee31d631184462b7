package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"
)

// maxBeforeScroll is what a page with photos may cost on a phone until its reader scrolls, in bytes on the line.
const maxBeforeScroll = 150_000

func photoPostIsLight(t *testing.T, browser context.Context, site string) {
	b := newTab(t, browser, 360, 640, 2)
	b.open(site+photoPost, "networkIdle")
	b.mu.Lock()
	moved, requests := b.bytes, strings.Join(b.requests, "\n")
	b.mu.Unlock()
	t.Logf("%.0f bytes", moved)
	if moved > maxBeforeScroll || moved < 20_000 {
		t.Errorf("%.0f bytes before scrolling, for\n%s", moved, requests)
	}
	// Of the pictures the WebP variants come, in a size for this screen.
	for _, src := range eval[[]string](b, `[...document.querySelectorAll('.shots img')].filter((one) => one.naturalWidth).map((one) => one.currentSrc)`) {
		if !strings.HasSuffix(src, "-800.webp") {
			t.Errorf("the page shows %s", src)
		}
	}
}

// picturesMoveNothing shows that nothing moves while pictures come, however late they are; a colour stands for each until then.
// With CI=true it looks at more pages.
func picturesMoveNothing(t *testing.T, browser context.Context, dir string) {
	looked := map[int64][]string{360: {"/", photoPost, sheetPost}, 1280: {"/hinh-anh/"}}
	if exhaustive() {
		looked = map[int64][]string{
			360: {"/", textPost, photoPost, sheetPost, "/hinh-anh/", "/infographic/", "/video/"}, 1280: {"/", photoPost, "/hinh-anh/"},
		}
	}
	for width, pages := range looked {
		for _, page := range pages {
			painted := make(chan struct{})
			server := httptest.NewServer(strict(afterPaint(painted, http.FileServer(http.Dir(dir)))))
			b := newTab(t, browser, width, 800, 1)
			loader := b.open(server.URL+page, "firstContentfulPaint")
			if page == photoPost {
				if colour := eval[string](b, `getComputedStyle(document.querySelector('.shots img')).backgroundImage`); !strings.Contains(colour, "gradient") {
					t.Errorf("nothing stands for a picture: %q", colour)
				}
			}
			forgetParsing(b, loader)
			close(painted)
			b.await(loader, "load")
			scrollThrough(b)
			for _, m := range eval[[]string](b, `moved`) {
				t.Errorf("%s at %d px: moves by %s", page, width, m)
			}
			b.clean()
			eval[bool](b, `scrollTo({top: 0, behavior: 'instant'}), true`)
			b.until(`scrollY === 0`)
			eval[bool](b, `document.body.prepend(Object.assign(document.createElement('div'), {textContent: 'x'})), true`)
			b.until(`moved.length > 0`) // what moves would have been seen
			server.Close()
		}
	}
}

// forgetParsing forgets what moved while the page was read. A busy browser paints the first half of a page, where
// the menu has no summary yet and so one of the browser's own; that is no matter of pictures.
func forgetParsing(b *tab, loader string) {
	b.t.Helper()
	b.await(loader, "DOMContentLoaded")
	eval[bool](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { moved.length = 0; done(true); }))))`)
}

// afterPaint holds pictures back until a channel is closed.
func afterPaint(painted <-chan struct{}, site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path.Ext(r.URL.Path) {
		case ".webp", ".jpg", ".png":
			<-painted
		}
		site.ServeHTTP(w, r)
	})
}

// scrollThrough shows every picture and waits until all have come.
func scrollThrough(b *tab) {
	b.t.Helper()
	lost := eval[[]string](b, `(async () => {
		const lost = [];
		for (const one of document.images) {
			one.scrollIntoView({block: 'center', behavior: 'instant'});
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			if (!one.complete) await new Promise((done) => { one.addEventListener('load', done); one.addEventListener('error', done); });
			if (!one.naturalWidth) lost.push(one.outerHTML);
		}
		return lost;
	})()`)
	for _, one := range lost {
		b.t.Errorf("does not come: %s", one)
	}
}
