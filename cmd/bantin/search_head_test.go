package main

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// What is typed into the field in the head of any page is found on the search page, and nothing moves
// while that becomes what was asked for.
func TestSearchFromHead(t *testing.T) {
	browser := chromium(t)
	t.Parallel()
	server := httptest.NewServer(strict(http.FileServer(http.Dir(sampleSite(t)))))
	defer server.Close()
	for _, page := range []string{"/gioi-thieu/", "/404.html"} {
		b := newTab(t, browser, 1280, 800, 1)
		b.open(server.URL+page, "load")
		eval[bool](b, `document.querySelector('.find input').focus() ?? true`)
		b.press("hien mau" + kb.Enter)
		b.awaitTrue(`location.pathname === '/tim-kiem/' && document.querySelector('[name=q]').value === 'hien mau' && document.querySelector('[data-results] article')`)
		b.awaitTrue(`document.querySelector('[role=status]').textContent.endsWith('kết quả cho “hien mau”.')`)
		for _, what := range eval[[]string](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(moved))))`) {
			t.Errorf("from %s: it has moved: %s", page, what)
		}
		b.clean()
	}
}
