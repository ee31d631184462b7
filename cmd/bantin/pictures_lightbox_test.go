package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Posts of the sample site.
const (
	photoPost = "/2021/04/anh-soi-noi-giai-bong-chuyen-cong-chuc-vien-chuc-nam-2021/"
	sheetPost = "/2021/05/infographic-cu-tri-can-chuan-bi-gi-cho-ngay-bau-cu-23-5-2021/"
	textPost  = "/2021/07/ngay-hoi-hien-mau-ky-niem-thanh-lap-cong-doan-viet-nam-176-don-vi-mau/"
)

// settled is true once the lightbox is open and still.
const settled = `document.querySelector('.pswp--ui-visible') &&
	['.pswp', '.pswp__bg', '.lb-top', '.lb-foot'].every((part) => getComputedStyle(document.querySelector(part)).opacity === '1')`

// shown is true once it heeds fingers too: PhotoSwipe lays the neighbours beside a picture last.
const shown = settled + ` && document.querySelectorAll('.pswp__item img').length > 1`

// line is what stands under the picture.
const line = `document.getElementById('_lightbox-words')?.textContent ?? ''`

// largePicture is the large picture itself.
const largePicture = `document.querySelector('.pswp__item[aria-hidden=false] img:not([aria-hidden])')`

// TestPictures looks at pictures in a real browser, on one build of the sample site.
func TestPictures(t *testing.T) {
	ctx := chromium(t)
	dir := sampleSite(t)
	server := httptest.NewServer(strict(compressed(http.FileServer(http.Dir(dir)))))
	defer server.Close()
	for _, c := range []struct {
		name string
		test func(t *testing.T, browser context.Context, site string)
	}{
		{"weight", photoPostIsLight}, {"keys", lightboxKeys}, {"fingers", lightboxFingers}, {"back", lightboxBack}, {"sheet", lightboxSheet},
		{"without script", withoutScript}, {"lost", lightboxLost}, {"axe", lightboxAxe},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, ctx, server.URL) })
		if testing.Short() {
			return
		}
	}
	t.Run("nothing moves", func(t *testing.T) { picturesMoveNothing(t, ctx, dir) })
}

func lightboxKeys(t *testing.T, browser context.Context, site string) {
	b := newTab(t, browser, 1280, 800, 1)
	b.open(site+photoPost, "load")
	if b.asked("photoswipe") || b.asked("lightbox") {
		t.Error("the lightbox is fetched before a picture is opened")
	}
	eval[bool](b, `document.querySelectorAll('a[data-photo]')[1].focus(), true`)
	b.press(kb.Enter)
	b.until(shown)
	for _, name := range []string{"/lightbox.", "/photoswipe/photoswipe.esm.min.", "/photoswipe/photoswipe."} {
		if !b.asked(name) {
			t.Errorf("%s was not asked for", name)
		}
	}
	dialog := eval[[]string](b, `['role', 'aria-label', 'aria-modal', 'aria-describedby'].map((name) => document.activeElement.getAttribute(name))`)
	if got := strings.Join(dialog, ", "); got != "dialog, Xem ảnh lớn, true, _lightbox-words" {
		t.Errorf("the focus is on %s", got)
	}
	caption, alt := eval[string](b, line), eval[string](b, largePicture+`.alt`)
	if !strings.HasPrefix(caption, "Ảnh 2/6 Cú giao bóng") || !strings.HasSuffix(caption, "Ảnh: Ban Tuyên giáo") || !strings.HasPrefix(alt, "Một nữ cầu thủ") {
		t.Errorf("caption %q, alt %q", caption, alt)
	}
	if got := eval[string](b, largePicture+`.currentSrc`); !strings.Contains(got, "02-giao-bong") {
		t.Errorf("the picture is %s", got)
	}
	b.press(kb.ArrowRight)
	b.until(`(` + line + `).startsWith('Ảnh 3/6')`)
	b.press(kb.End)
	b.until(`(` + line + `).startsWith('Ảnh 6/6')`)
	b.press(kb.ArrowRight)
	if got := eval[string](b, line); !strings.HasPrefix(got, "Ảnh 6/6") {
		t.Errorf("after the last picture comes %q", got)
	}
	focusCycles(b)
	b.press(kb.Escape)
	b.until(`!document.querySelector('.pswp')`)
	if n := eval[int](b, `[...document.querySelectorAll('a[data-photo]')].indexOf(document.activeElement)`); n != 1 {
		t.Errorf("the focus is back on link %d", n)
	}
	if eval[bool](b, `[...document.body.children].some((part) => part.inert)`) {
		t.Error("the page stays out of reach")
	}
	b.clean()
}

// focusCycles presses Tab until the focus is where it was, and the same backwards.
func focusCycles(b *tab) {
	b.t.Helper()
	const here = `document.activeElement.closest('.pswp') ? document.activeElement.textContent.trim() : ''`
	for _, modifier := range []chromedp.KeyOption{chromedp.KeyModifiers(), chromedp.KeyModifiers(chromedp.ModifierShift)} {
		seen := make(map[string]bool)
		for range 9 {
			if err := chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab, modifier)); err != nil {
				b.t.Fatal(err)
			}
			name := eval[string](b, here)
			if name == "" {
				b.t.Fatal("Tab leaves the lightbox")
			}
			seen[name] = true
		}
		for _, name := range []string{"Đóng", "Ảnh trước", "Ảnh sau"} {
			if !seen[name] {
				b.t.Errorf("Tab does not reach %q", name)
			}
		}
	}
}

func lightboxFingers(t *testing.T, browser context.Context, site string) {
	b := newTab(t, browser, 360, 640, 2)
	b.open(site+photoPost, "load")
	b.tapOn(`li:nth-child(2) a[data-photo]`)
	b.until(shown)
	const width = largePicture + `.getBoundingClientRect().width`
	if w := eval[float64](b, width); w > 360 {
		t.Errorf("the picture opens %v px wide", w)
	}
	b.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{300, 300})
	for x := 280.0; x > 60; x -= 20 {
		b.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x, 300})
	}
	b.touch(input.DispatchTouchEventTypeTouchEnd)
	b.until(`(` + line + `).startsWith('Ảnh 3/6') && ` + shown)

	b.tap(180, 300)
	b.tap(180, 300)
	b.until(`document.querySelector('.pswp--zoomed-in') && ` + width + ` > 700`)
	b.tap(180, 300)
	b.tap(180, 300)
	b.until(`!document.querySelector('.pswp--zoomed-in') && ` + width + ` <= 360`)

	b.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{170, 300}, [2]float64{190, 300})
	for d := 20.0; d <= 120; d += 20 {
		b.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{170 - d, 300}, [2]float64{190 + d, 300})
	}
	b.touch(input.DispatchTouchEventTypeTouchEnd)
	b.until(width + ` > 700`)

	b.tapOn(`[data-do=zoom]`)
	b.until(width + ` <= 360 && ` + shown)
	b.tapOn(`[data-do=prev]`)
	b.until(`(` + line + `).startsWith('Ảnh 2/6')`)
	small := eval[[]string](b, `[...document.querySelectorAll('.lb-top .btn, .lb-foot:not(.lb-copy) .btn')].filter((one) => one.checkVisibility())
		.filter((one) => one.offsetWidth < 44 || one.offsetHeight < 44).map((one) => one.textContent)`)
	if len(small) > 0 {
		t.Errorf("buttons under 44 px: %q", small)
	}
	b.tapOn(`[data-do=close]`)
	b.until(`!document.querySelector('.pswp')`)
	b.clean()
}

// The button "back" of a phone closes the picture and stays on the page; closing leaves nothing in the history.
func lightboxBack(t *testing.T, browser context.Context, site string) {
	b := newTab(t, browser, 360, 640, 2)
	b.open(site+photoPost, "load")
	for _, leave := range []string{`history.back()`, `document.querySelector('[data-do=close]').click()`} {
		b.tapOn(`li:first-child a[data-photo]`)
		b.until(shown + ` && history.state?.lightbox`)
		scrolled := eval[float64](b, `scrollY`)
		eval[bool](b, leave+`, true`)
		b.until(`!document.querySelector('.pswp') && !history.state`)
		if got := eval[string](b, `location.pathname`); got != photoPost {
			t.Errorf("%s leads to %s", leave, got)
		}
		if got := eval[float64](b, `scrollY`); got != scrolled {
			t.Errorf("%s moves the page from %v to %v", leave, scrolled, got)
		}
	}
	if n := eval[int](b, `history.length`); n > 3 { // the empty page, this one, and the one that can be gone forward to
		t.Errorf("%d entries in the history", n)
	}
}

func lightboxSheet(t *testing.T, browser context.Context, site string) {
	b := newTab(t, browser, 360, 640, 2)
	b.open(site+sheetPost, "load")
	save := eval[[]string](b, `((a) => [a.textContent, a.pathname])(document.querySelector('.igpost a[download]'))`)
	if !strings.HasPrefix(save[0], "Tải về (") || !strings.HasSuffix(save[1], "/bau-cu-23-5.png") {
		t.Errorf("the download is %q", save)
	}
	if !eval[bool](b, `document.getElementById('_text').checkVisibility()`) {
		t.Error("the text version is not to be seen")
	}
	b.tapOn(`a[data-sheet]`)
	b.until(settled + ` && ` + largePicture)
	// As wide as the screen, from its top on, under the buttons.
	at := eval[[]float64](b, `((r) => [r.x, r.y, r.width, r.height, document.querySelector('.lb-top').offsetHeight])(`+largePicture+`.getBoundingClientRect())`)
	if at[0] != 0 || at[2] != 360 || at[1] != at[4] || at[3] < 640 {
		t.Errorf("the sheet lies at %v", at)
	}
	b.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{180, 500})
	for y := 480.0; y > 300; y -= 20 {
		b.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{180, y})
	}
	b.touch(input.DispatchTouchEventTypeTouchEnd)
	b.until(largePicture + `.getBoundingClientRect().y < 0`)
	link := eval[[]string](b, `((a) => [a.textContent, a.pathname, String(a.checkVisibility() && a.hasAttribute('download'))])(document.querySelector('.pswp a'))`)
	if link[0] != "Tải về" || link[1] != save[1] || link[2] != "true" {
		t.Errorf("the download in the lightbox is %q", link)
	}
	b.clean()
}

func withoutScript(t *testing.T, browser context.Context, site string) {
	for page, selector := range map[string]string{photoPost: `li:nth-child(2) a[data-photo]`, sheetPost: `a[data-sheet]`} {
		b := newTab(t, browser, 360, 640, 1)
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.open(site+page, "load")
		isPicture := func(e network.EventResponseReceived) bool { return e.Type == network.ResourceTypeDocument }
		e, err := chromedp.Run(b.ctx, chromedp.WaitEvent(network.ResponseReceived, isPicture, chromedp.Click(selector)))
		if err != nil {
			t.Fatal(err)
		}
		if e.Response.Status != 200 || !strings.HasPrefix(e.Response.MimeType, "image/") {
			t.Errorf("%s leads to %s: %d %s", page, e.Response.URL, e.Response.Status, e.Response.MimeType)
		}
	}
}

func lightboxAxe(t *testing.T, browser context.Context, site string) {
	axe, err := os.ReadFile(need(t, "axe-core", "../../.ci/node_modules/axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{photoPost, sheetPost} {
		b := newTab(t, browser, 360, 640, 1)
		b.open(site+page, "load")
		eval[bool](b, `document.querySelector('a[data-photo] img').closest('a').click(), true`)
		b.until(settled)
		if err := b.accessible(string(axe)); err != nil {
			t.Errorf("%s: %v", page, err)
		}
	}
}

// When the lightbox cannot be fetched, the link does what it does without it.
func lightboxLost(t *testing.T, browser context.Context, site string) {
	b := newTab(t, browser, 1280, 800, 1)
	b.open(site+photoPost, "load")
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{
		URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/photoswipe/*", Block: true}},
	})
	isPicture := func(e network.EventResponseReceived) bool { return e.Type == network.ResourceTypeDocument }
	e, err := chromedp.Run(b.ctx, chromedp.WaitEvent(network.ResponseReceived, isPicture, chromedp.Click(`li:nth-child(2) a[data-photo]`)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(e.Response.MimeType, "image/") {
		t.Errorf("the link leads to %s", e.Response.URL)
	}
}
