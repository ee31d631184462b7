package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/text/unicode/norm"
)

// searchHost serves the sample site under the policy that pages promise to live under, and may misbehave.
type searchHost struct {
	url string

	mu sync.Mutex
	// answer may answer in the site's place, telling so.
	answer func(w http.ResponseWriter, r *http.Request) bool
}

func (h *searchHost) set(answer func(w http.ResponseWriter, r *http.Request) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answer = answer
}

func newSearchHost(t *testing.T) *searchHost {
	t.Helper()
	h := new(searchHost)
	site := strict(compressed(http.FileServer(http.Dir(sampleSite(t)))))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		answer := h.answer
		h.mu.Unlock()
		if answer == nil || !answer(w, r) {
			site.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	h.url = server.URL + "/tim-kiem/"
	return h
}

// What the search page shows.
const (
	searchInput  = `document.getElementById('_q')`
	searchStatus = `document.querySelector('main [role=status]').textContent`
	searchLinks  = `[...document.querySelectorAll('[data-results] article h2 a')]`
	searchCalm   = `document.querySelector('[data-results]').getAttribute('aria-busy') === 'false'`
	searchTitles = searchLinks + `.map((a) => a.textContent).join('|')`
	searchQuery  = `new URLSearchParams(location.search).get('q')`
)

// found waits until the page tells of results for a query.
func (b *tab) found(query string) {
	b.t.Helper()
	b.awaitTrue(searchCalm + ` && ` + searchStatus + `.includes(` + strconv.Quote("“"+query+"”") + `)`)
}

// searchTab opens the search page at an address, on a screen for a mouse.
func searchTab(t *testing.T, browser context.Context, url string) *tab {
	t.Helper()
	b := newTab(t, browser, 1280, 800, 1)
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.open(url, "load")
	return b
}

// ask types a query in place of the one that is there.
func (b *tab) ask(query string) {
	b.t.Helper()
	eval[bool](b, searchInput+`.focus(), `+searchInput+`.select(), true`)
	call(b, input.InsertText, input.InsertTextParams{Text: query})
}

func TestSearchPage(t *testing.T) {
	browser := ownChromium(t)
	sampleSite(t)
	t.Parallel()
	for _, c := range []struct {
		name string
		test func(t *testing.T, browser context.Context, h *searchHost)
	}{
		{"input method", searchByInputMethod}, {"calm", searchIsCalm}, {"back", searchGoesBack}, {"filters", searchFilters}, {"many filters", searchAsksForFilters}, {"more", searchShowsMore},
		{"corrected", searchCorrects}, {"empty", searchFindsNothing}, {"keys", searchByKeys}, {"history", searchWithoutHistory}, {"hostile", searchIsHarmless},
		{"slow network", searchForgetsStaleAnswers}, {"lost", searchLosesAFile}, {"new site", searchMeetsANewSite}, {"version", searchMeetsAVersion},
		{"without script", searchWithoutScript}, {"axe", searchIsAccessible},
	} {
		if testing.Short() && c.name != "input method" && c.name != "back" && c.name != "new site" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, browser, newSearchHost(t))
		})
	}
}

// An input method for Telex rewrites the word it is at; what it has so far is searched for, and nothing takes the focus.
func searchByInputMethod(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url)
	eval[bool](b, searchInput+`.focus(), true`)
	for _, word := range [][]string{{"h", "ho", "hô", "hôi", "hội"}, {"n", "ng", "ngh", "nghi", "nghị"}} {
		for _, text := range word {
			n := int64(len([]rune(text)))
			call(b, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: n, SelectionEnd: n})
			if n == 2 || text == "nghị" {
				// Results come while the word is being composed.
				b.awaitTrue(searchLinks + `.length > 0 && ` + searchCalm)
			}
		}
		call(b, input.InsertText, input.InsertTextParams{Text: word[len(word)-1]})
		if word[0] == "h" {
			b.press(" ")
		}
	}
	b.found("hội nghị")
	if got := eval[string](b, `[`+searchInput+`.value, `+searchInput+`.selectionStart, document.activeElement.id, `+searchQuery+`, document.title].join('|')`); !strings.HasPrefix(got, "hội nghị|8|_q|hội nghị|hội nghị: ") {
		t.Errorf("the field, the address and the title are %s", got)
	}
	titles := eval[string](b, searchTitles)
	if marks := eval[[]string](b, `[...document.querySelectorAll('[data-results] mark')].map((m) => m.textContent.toLowerCase())`); !slices.Contains(marks, "hội nghị") || slices.Contains(marks, "") {
		t.Errorf("marked: %q", marks)
	}

	// The same, decomposed, as some systems paste it.
	b.ask(norm.NFD.String("hội nghị"))
	b.found(norm.NFD.String("hội nghị"))
	if got := eval[string](b, searchTitles); got != titles {
		t.Errorf("decomposed, it finds %s, not %s", got, titles)
	}
	b.clean()
}

// The live region speaks when the typing is over, not at every letter; nothing moves the page.
func searchIsCalm(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url)
	eval[bool](b, `window.said = [], new MutationObserver(() => said.push(`+searchStatus+`)).observe(document.querySelector('main [role=status]'), {childList: true, characterData: true, subtree: true}), `+searchInput+`.focus(), true`)
	for _, key := range "cong doan" {
		b.press(string(key))
	}
	b.found("cong doan")
	if got := eval[[]string](b, `said`); len(got) > 2 {
		t.Errorf("said %q", got)
	}
	if got := eval[string](b, `document.activeElement.id + `+searchInput+`.selectionStart`); got != "_q9" {
		t.Errorf("the focus is at %s", got)
	}
	// One letter is too little while typing, and the page offers its lists again.
	b.ask("c")
	b.awaitTrue(`![...document.querySelectorAll('[data-before]')].some((part) => part.hidden) && document.querySelector('[data-after]').hidden`)
	b.press(kb.Enter)
	b.found("c")
	b.clean()
}

// The button "back" leads from query to query, with their filters, and from a post to the results.
func searchGoesBack(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url)
	b.ask("hien mau")
	b.press(kb.Enter)
	b.found("hien mau")
	first := eval[string](b, searchTitles)
	b.ask("bau cu")
	b.press(kb.Enter)
	b.found("bau cu")
	second := eval[string](b, searchTitles)
	if first == second || first == "" || second == "" {
		t.Fatalf("found %q and %q", first, second)
	}
	eval[bool](b, `document.querySelector('[data-facet=form] li:nth-child(2) a').click(), true`)
	b.awaitTrue(`new URLSearchParams(location.search).has('form')`)
	narrowed := eval[string](b, `location.search`)
	for _, step := range []struct{ go_, query, titles string }{
		{"back", "bau cu", second}, {"back", "hien mau", first}, {"forward", "bau cu", second},
	} {
		eval[bool](b, `history.`+step.go_+`(), true`)
		b.awaitTrue(searchTitles + ` === ` + strconv.Quote(step.titles) + ` && ` + searchInput + `.value === ` + strconv.Quote(step.query))
	}
	eval[bool](b, `history.forward(), true`)
	b.awaitTrue(`location.search === ` + strconv.Quote(narrowed) + ` && document.querySelector('[data-facet=form] [aria-current]').textContent !== document.querySelector('[data-facet=form] a').textContent`)
	// Typing on without a pause keeps one entry.
	before := eval[int](b, `history.length`)
	for _, key := range " hoi dong" {
		b.ask("bau cu" + string(key))
	}
	b.found("bau cug")
	if got := eval[int](b, `history.length`); got > before+1 {
		t.Errorf("%d entries more while typing", got-before)
	}
	// From a post.
	b.ask("hien mau")
	b.press(kb.Enter)
	b.found("hien mau")
	eval[bool](b, `document.querySelector('[data-facet=form] a').click(), true`)
	b.awaitTrue(searchLinks + `.length > 0 && !location.search.includes('form')`)
	eval[bool](b, searchLinks+`[0].click(), true`)
	b.awaitTrue(`location.pathname !== '/tim-kiem/' && document.readyState === 'complete'`)
	eval[bool](b, `history.back(), true`)
	b.awaitTrue(`location.pathname === '/tim-kiem/' && ` + searchTitles + ` === ` + strconv.Quote(first))
	b.clean()
}

func searchFilters(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url+"?q=cong+doan")
	b.found("cong doan")
	all := eval[string](b, searchStatus)
	for _, facet := range []string{"form", "topic", "unit"} {
		chip := fmt.Sprintf(`document.querySelector('[data-facet=%s] li:nth-child(2) a')`, facet)
		b.awaitTrue(chip)
		count := eval[string](b, chip+`.querySelector('span').textContent`)
		eval[bool](b, chip+`.focus(), `+chip+`.click(), true`)
		b.awaitTrue(searchStatus + `.startsWith(` + strconv.Quote(count+" ") + `) && ` + chip + `.getAttribute('aria-current') === 'true'`)
		if !eval[bool](b, `document.activeElement === `+chip) {
			t.Errorf("%s: the focus has left the chip", facet)
		}
		if got := eval[string](b, `new URLSearchParams(location.search).get('`+facet+`')`); got == "" {
			t.Errorf("the address lacks %s: %s", facet, eval[string](b, `location.search`))
		}
		// Its own other values are still counted.
		if n := eval[int](b, `document.querySelectorAll('[data-facet=`+facet+`] li').length`); n < 3 {
			t.Errorf("%s: %d chips", facet, n)
		}
		eval[bool](b, `document.querySelector('[data-facet=`+facet+`] a').click(), true`)
		b.awaitTrue(searchStatus + ` === ` + strconv.Quote(all))
	}
	// All at once, from an address.
	b.open(h.url+"?q=cong+doan&year=1999&topic=khong-co", "load")
	b.awaitTrue(`document.querySelector('[data-results] [data-unfilter]')`)
	eval[bool](b, `document.querySelector('[data-unfilter]').click(), true`)
	b.awaitTrue(searchLinks + `.length === 10 && location.search === '?q=cong+doan'`)
	b.clean()
}

// Where what posts belong to is a large file, it is asked for when a reader wants to narrow the results.
func searchAsksForFilters(t *testing.T, browser context.Context, h *searchHost) {
	manifest := regexp.MustCompile(`"facetBytes":\d+`).ReplaceAllString(readFile(t, sampleSite(t), "tim-kiem", "index.json"), `"facetBytes":70000`)
	h.set(func(w http.ResponseWriter, r *http.Request) bool {
		if path.Base(r.URL.Path) != "index.json" {
			return false
		}
		fmt.Fprint(w, manifest)
		return true
	})
	b := searchTab(t, browser, h.url+"?q=cong+doan")
	b.found("cong doan")
	if b.asked("/facets.") || eval[bool](b, `document.querySelector('[data-narrow]').hidden || !document.querySelector('[data-facet=topic]').hidden`) {
		t.Error("the filters are there unasked")
	}
	eval[bool](b, `document.querySelector('[data-narrow]').click(), true`)
	b.awaitTrue(`document.activeElement.closest('[data-box] [data-facet]') && document.querySelectorAll('[data-facet=topic] li').length > 2 && document.querySelector('[data-narrow]').hidden`)
	b.clean()
	// An address with a filter asks for them.
	b.open(h.url+"?q=cong+doan&topic=phap-luat", "load")
	b.found("cong doan")
	if n := eval[int](b, searchLinks+`.length`); n == 0 || n == 10 {
		t.Errorf("%d results", n)
	}
}

func searchShowsMore(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url+"?q=cong+doan")
	b.found("cong doan")
	const more = `document.querySelector('[data-more-button]')`
	if n := eval[int](b, searchLinks+`.length`); n != 10 {
		t.Fatalf("%d results at first", n)
	}
	first := eval[string](b, searchTitles)
	eval[bool](b, more+`.focus(), `+more+`.click(), true`)
	b.awaitTrue(searchLinks + `.length === 20 && document.activeElement === ` + searchLinks + `[10]`)
	if got := eval[string](b, searchTitles); !strings.HasPrefix(got, first) {
		t.Error("the first results have changed")
	}
	for eval[bool](b, `!`+more+`.hidden`) {
		n := eval[int](b, searchLinks+`.length`)
		eval[bool](b, more+`.click(), true`)
		b.awaitTrue(searchLinks + `.length > ` + strconv.Itoa(n))
	}
	titles := eval[[]string](b, searchLinks+`.map((a) => a.pathname)`)
	slices.Sort(titles)
	if n := len(titles); n < 21 || len(slices.Compact(titles)) != n {
		t.Errorf("%d results, some twice: %q", n, titles)
	}
	// They are all there after a reload.
	eval[bool](b, `location.reload(), true`)
	b.awaitTrue(searchLinks + `.length === ` + strconv.Itoa(len(titles)))
	b.clean()
}

func searchCorrects(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url)
	for typed, want := range map[string]string{"hooij nghij": "hội nghị", "hộii nghị": "hội nghị", "hoinghi": "hội nghị"} {
		b.ask(typed)
		b.awaitTrue(searchCalm + ` && !!document.querySelector('[data-results] p [data-link]') && document.title.startsWith(` + strconv.Quote(typed+":") + `)`)
		if got := eval[string](b, `document.querySelector('[data-results] [data-link]').textContent`); got != want {
			t.Errorf("%s is taken for %s, want %s", typed, got, want)
		}
	}
	titles := eval[string](b, searchTitles)
	eval[bool](b, `document.querySelector('[data-results] [data-link]').click(), true`)
	b.found("hội nghị")
	if got := eval[string](b, searchInput+`.value + `+searchQuery); got != "hội nghịhội nghị" || titles == "" {
		t.Errorf("the link asks for %q", got)
	}
	b.clean()
}

func searchFindsNothing(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url+"?q=qwzx+vbqk")
	b.found("qwzx vbqk")
	if !eval[bool](b, `document.querySelector('[data-results] ul li') && !document.querySelector('[data-unfilter]') && document.querySelector('[data-more-button]').hidden && !document.querySelector('[data-results] article')`) {
		t.Error(eval[string](b, `document.querySelector('[data-results]').outerHTML`))
	}
	b.clean()
}

// With the keyboard alone: from the field to the results, which come before the long lists of filters.
func searchByKeys(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url+"?q=cong+doan")
	b.found("cong doan")
	eval[bool](b, searchInput+`.focus(), true`)
	seen := make(map[string]bool)
	for i := range 80 {
		b.press(kb.Tab)
		at := eval[string](b, `(() => { const at = document.activeElement; return at.closest('[data-facet]')?.dataset.facet ?? (at.closest('article') ? 'result' : at.closest('[data-more-button]') ? 'more' : at.tagName); })()`)
		if at == "result" && !seen[at] && i > 15 {
			t.Errorf("the first result is the %dth stop", i+1)
		}
		seen[at] = true
	}
	for _, want := range []string{"BUTTON", "form", "topic", "unit", "result", "more"} {
		if !seen[want] {
			t.Errorf("Tab does not come to %s: %v", want, seen)
		}
	}
	eval[bool](b, `document.querySelector('[data-more-button]').focus(), true`)
	b.press(kb.Enter)
	b.awaitTrue(`document.activeElement === ` + searchLinks + `[10]`)
	b.press(kb.Enter)
	b.awaitTrue(`!location.pathname.startsWith('/tim-kiem/') && document.readyState === 'complete'`)
	eval[bool](b, `history.back(), true`)
	b.awaitTrue(`location.pathname === '/tim-kiem/' && ` + searchLinks + `.length === 20`)
}

// Browsers refuse to change the address too often; the search goes on.
func searchWithoutHistory(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url)
	eval[bool](b, `history.pushState = history.replaceState = () => { throw new DOMException('too often', 'SecurityError'); }, true`)
	b.ask("hoi nghi")
	b.found("hoi nghi")
	before := eval[string](b, searchTitles)
	b.ask("bau cu")
	b.found("bau cu")
	if eval[string](b, searchTitles) == before {
		t.Error("the results are those of the query before")
	}
	n := eval[int](b, searchLinks+`.length`)
	eval[bool](b, `document.querySelectorAll('[data-facet=form] a')[1].click(), true`)
	b.awaitTrue(searchCalm + ` && ` + searchLinks + `.length < ` + strconv.Itoa(n))
	b.clean()
}

func searchIsHarmless(t *testing.T, browser context.Context, h *searchHost) {
	b := searchTab(t, browser, h.url)
	parts := eval[int](b, `document.querySelectorAll('script,img,iframe,style,[onerror],[onload],[style]').length`)
	for _, query := range hostileQueries {
		eval[bool](b, searchInput+`.value = `+strconv.QuoteToASCII(strings.ReplaceAll(query, "\x00", ""))+`, `+searchInput+`.dispatchEvent(new Event('input', {bubbles: true})), `+searchInput+`.form.requestSubmit(), true`)
		b.awaitTrue(searchCalm + ` || !document.querySelector('[data-before]').hidden`)
	}
	for _, query := range []string{`'\ud800'`, `'a\udc00b'`, `'hội \ud83d nghị'`} {
		eval[bool](b, searchInput+`.value = `+query+`, `+searchInput+`.form.requestSubmit(), true`)
		b.awaitTrue(searchCalm + ` || !document.querySelector('[data-before]').hidden`)
	}
	if got := eval[int](b, `document.querySelectorAll('script,img,iframe,style,[onerror],[onload],[style]').length`); got != parts {
		t.Errorf("%d parts more", got-parts)
	}
	if n := eval[int](b, `location.href.length`); n > 3000 {
		t.Errorf("an address of %d characters", n)
	}
	b.clean()
}

// An answer that comes late does not take the place of a newer one.
func searchForgetsStaleAnswers(t *testing.T, browser context.Context, h *searchHost) {
	hold := make(chan struct{})
	h.set(func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "/docs/") {
			<-hold
		}
		return false
	})
	b := searchTab(t, browser, h.url)
	b.ask("hien mau")
	b.press(kb.Enter)
	b.awaitTrue(searchStatus + ` === document.querySelector('[data-search]').dataset.loading`)
	b.ask("bau cu")
	b.press(kb.Enter)
	b.awaitTrue(searchQuery + ` === 'bau cu'`)
	h.set(nil)
	close(hold)
	b.found("bau cu")
	if got := eval[string](b, `[...document.querySelectorAll('[data-results] mark')].map((m) => m.textContent).join('|')`); !strings.Contains(strings.ToLower(got), "bầu cử") || strings.Contains(got, "máu") {
		t.Errorf("marked are %q", got)
	}
	b.clean()
}

// A file that does not come: a message, and a button that tries again.
func searchLosesAFile(t *testing.T, browser context.Context, h *searchHost) {
	for i, part := range []string{"/terms/", "/index.json", "/docs/", "/dict."} {
		if i%2 > 0 && !exhaustive() {
			continue
		}
		h.set(func(w http.ResponseWriter, r *http.Request) bool {
			if strings.Contains(r.URL.Path, part) {
				w.WriteHeader(http.StatusServiceUnavailable)
				return true
			}
			return false
		})
		b := searchTab(t, browser, h.url+"?q=hien+mau")
		b.awaitTrue(`document.querySelector('[data-retry]')`)
		b.awaitTrue(searchStatus + ` === document.querySelector('[data-search]').dataset.error`)
		h.set(nil)
		eval[bool](b, `document.querySelector('[data-retry]').focus(), document.querySelector('[data-retry]').click(), true`)
		b.found("hien mau")
		if !eval[bool](b, `document.activeElement.matches('[data-results]') && `+searchLinks+`.length > 0`) {
			t.Errorf("%s: the focus is on %s", part, eval[string](b, `document.activeElement.outerHTML.slice(0, 100)`))
		}
		b.clean()
	}
	// No network at all.
	b := searchTab(t, browser, h.url)
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/tim-kiem/*", Block: true}}})
	b.ask("hien mau")
	b.awaitTrue(`document.querySelector('[data-retry]')`)
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{})
	eval[bool](b, `document.querySelector('[data-retry]').click(), true`)
	b.found("hien mau")
}

// The site has been published anew since the manifest was read: files of old names are gone.
func searchMeetsANewSite(t *testing.T, browser context.Context, h *searchHost) {
	manifest := readFile(t, sampleSite(t), "tim-kiem", "index.json")
	files, err := os.ReadDir(path.Join(sampleSite(t), "tim-kiem", "terms"))
	if err != nil {
		t.Fatal(err)
	}
	old := manifest
	for _, f := range files {
		hash := strings.Split(f.Name(), ".")[1]
		old = strings.Replace(old, `"`+hash+`"`, `"aaaaaaaa"`, 1)
	}
	var asked atomic.Int64
	h.set(func(w http.ResponseWriter, r *http.Request) bool {
		if path.Base(r.URL.Path) != "index.json" {
			return false
		}
		if asked.Add(1) > 1 {
			return false
		}
		fmt.Fprint(w, old)
		return true
	})
	b := searchTab(t, browser, h.url+"?q=hien+mau")
	b.found("hien mau")
	if n := asked.Load(); n != 2 {
		t.Errorf("the manifest was asked for %d times", n)
	}
	b.clean()
}

// A manifest of another version than the script's: it is read anew, then the page is, once, then the page says so.
func searchMeetsAVersion(t *testing.T, browser context.Context, h *searchHost) {
	manifest := strings.Replace(readFile(t, sampleSite(t), "tim-kiem", "index.json"), `"version":1`, `"version":99`, 1)
	var pages, asked, wrong atomic.Int64
	h.set(func(w http.ResponseWriter, r *http.Request) bool {
		switch path.Base(r.URL.Path) {
		case "tim-kiem":
			pages.Add(1)
		case "index.json":
			if asked.Add(1) <= wrong.Load() {
				fmt.Fprint(w, manifest)
				return true
			}
		}
		return false
	})
	b := searchTab(t, browser, h.url)
	for _, c := range []struct{ wrong, pages, asked int64 }{
		{1, 1, 2},    // an old manifest in the browser's cache
		{2, 2, 3},    // an old page there
		{1000, 2, 4}, // neither
	} {
		wrong.Store(c.wrong)
		pages.Store(0)
		asked.Store(0)
		b.open(h.url+fmt.Sprintf("?q=hien+mau&case=%d", c.wrong), "load")
		if c.wrong < 1000 {
			b.found("hien mau")
		} else {
			b.awaitTrue(`document.querySelector('[data-retry]')`)
		}
		if p, a := pages.Load(), asked.Load(); p != c.pages || a != c.asked {
			t.Errorf("%d wrong manifests: %d pages and %d manifests were asked for, want %d and %d", c.wrong, p, a, c.pages, c.asked)
		}
	}
}

func searchWithoutScript(t *testing.T, browser context.Context, h *searchHost) {
	b := newTab(t, browser, 360, 740, 1)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(h.url+"?q=hien+mau", "load")
	doc := eval[string](b, `document.querySelector('main').innerText`)
	for _, want := range []string{"JavaScript", "Pháp luật", "Sở Giao thông vận tải", "Lưu trữ"} {
		if !strings.Contains(doc, want) {
			t.Errorf("the page lacks %q: %.600s", want, doc)
		}
	}
	if eval[bool](b, `!document.querySelector('div[data-before]').checkVisibility() || document.querySelector('[data-after]').checkVisibility()`) {
		t.Error("the lists are hidden, or the results are shown")
	}
}

func searchIsAccessible(t *testing.T, browser context.Context, h *searchHost) {
	axe := readFile(t, need(t, "axe-core", "../../.ci/node_modules/axe-core/axe.min.js"))
	for i, query := range []string{"?q=cong+doan&form=tin&topic=nghi-quyet", "?q=hooij+nghij", "", "?q=qwzx+vbqk", "?q=cong+doan", "?q=cong+doan&year=1999"} {
		if i%2 > 0 && !exhaustive() {
			continue
		}
		b := searchTab(t, browser, h.url+query)
		if query != "" {
			b.awaitTrue(searchCalm + ` && ` + searchStatus)
			eval[bool](b, `document.querySelector('[data-box]').open = true`)
		}
		if err := b.accessible(axe); err != nil {
			t.Errorf("%q: %v", query, err)
		}
	}
	b := searchTab(t, browser, h.url)
	call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/tim-kiem/*", Block: true}}})
	b.ask("hien mau")
	b.awaitTrue(`document.querySelector('[data-retry]')`)
	if err := chromedp.Do(b.ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.accessible(axe); err != nil {
		t.Errorf("error: %v", err)
	}
}
