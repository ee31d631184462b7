package render

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"bantin/internal/content"
	"bantin/static"
)

// The scripts of a board are of 2009, and its style sheet of 2014, as televisions are in use for ten years and more.
func TestBoardIsForOldBrowsers(t *testing.T) {
	script, err := static.FS.ReadFile("board.js")
	if err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]string{"board.js": string(script), "boardworker.js": string(boardWorker)} {
		print := func(target api.Target) string {
			made := api.Transform(code, api.TransformOptions{Target: target})
			for _, e := range made.Errors {
				t.Errorf("%s: %s at %+v", name, e.Text, e.Location)
			}
			return string(made.Code)
		}
		if print(api.ES5) != print(api.ESNext) {
			t.Errorf("%s has what ES5 has not", name)
		}
	}
	css, err := static.FS.ReadFile("board.css")
	if err != nil {
		t.Fatal(err)
	}
	style := regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(css), "")
	if found := regexp.MustCompile(`var\(|@layer|@container|@supports|display:grid|:is\(|:where\(|:has\(|:focus-visible|inset|min\(|max\(|clamp\(|gap:|-inline|-block|\d(dvh|svh|cqi)`).FindAllString(style, -1); found != nil {
		t.Errorf("board.css has %q", found)
	}
	if open, closed := strings.Count(style, "{"), strings.Count(style, "}"); open != closed {
		t.Errorf("board.css: %d { and %d }", open, closed)
	}
}

// No script of ours makes elements of text: what a text says stays a text (the threat model tells why).
func TestScriptsMakeNoMarkup(t *testing.T) {
	names, err := fs.Glob(static.FS, "*.js")
	if err != nil || len(names) < 3 {
		t.Fatal(names, err)
	}
	scripts := map[string][]byte{"boardworker.js": boardWorker}
	for _, name := range names {
		if scripts[name], err = static.FS.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	markup := regexp.MustCompile(`(inner|outer|setUnsafe)HTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTML|srcdoc|\beval\(|new Function`)
	for name, code := range scripts {
		if found := markup.Find(code); found != nil {
			t.Errorf("%s has %s", name, found)
		}
	}
}

func TestBoardPage(t *testing.T) {
	in := sample(t)
	in.Site.Settings.Board = content.Board{Seconds: 15, Posts: 4, Infographics: 2, Figures: true, Campaigns: true, LineLength: 100}
	all := tree(t, in)
	p := open(t, all, "bang/index.html")
	main := p.first("main")
	edition := strings.TrimSpace(source(t, all, "bang/ban.txt"))
	for key, want := range map[string]string{
		"data-board": edition, "data-seconds": "15", "data-edition": "/news/bang/ban.txt", "data-worker": "/news/bang/sw.js",
	} {
		if got := get(main, key); got != want {
			t.Errorf("%s=%q, want %q", key, got, want)
		}
	}
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(edition) {
		t.Errorf("edition %q", edition)
	}
	text := source(t, all, "bang/index.html")
	if left := regexp.MustCompile(`(?i)còn \d+ ngày`).FindString(text); left != "" {
		t.Errorf("the board says %q, which stands still until the next build", left)
	}
	if !strings.Contains(text, `class="campaign"`) {
		t.Error("there is no campaign")
	}
	slides := strings.Count(text, `class="words"`)
	if slides == 0 || slides > 4 || strings.Count(text, `<svg class="qr"`) < slides {
		t.Errorf("%d headlines, %d codes", slides, strings.Count(text, `<svg class="qr"`))
	}
	if strings.Contains(text, "<a ") || strings.Contains(text, "style=") {
		t.Error("there is a way to leave the board, or a style that the policy forbids")
	}
	// Numbers and campaigns can be switched off; a board of nothing says so.
	in.Site.Settings.Board.Figures, in.Site.Settings.Board.Campaigns = false, false
	if other := strings.TrimSpace(source(t, tree(t, in), "bang/ban.txt")); other == edition {
		t.Error("the edition is the same without figures")
	}
	in.Site = load(t, files("-- content/site.yaml --\ntitle: Trống\nbase_url: https://example.org/\n"))
	if empty := source(t, tree(t, in), "bang/index.html"); !strings.Contains(empty, "Chưa có tin bài nào.") || !strings.Contains(empty, `class="alone"`) {
		t.Error("the board of an empty site says nothing")
	}
}
