package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"bantin/internal/build"
	"bantin/internal/diag"
	"bantin/internal/output"
)

// checkSample checks the sample site with something broken in it.
func checkSample(t *testing.T, edit func(*output.Tree) *output.Tree) []diag.Diagnostic {
	t.Helper()
	sampleSite(t)
	r, err := build.Check(t.Context(), build.CheckOptions{Dir: filepath.Join(shared.dir, "sample"), Edit: edit, Now: func(zone *time.Location) time.Time {
		return time.Date(2026, 11, 23, 0, 0, 0, 0, zone)
	}})
	if err != nil {
		t.Fatal(err)
	}
	return r.Problems.All()
}

// The sample site is healthy, whatever day it is.
func TestCheckSample(t *testing.T) {
	for _, d := range checkSample(t, nil) {
		t.Errorf("%s:%d: %s [%s]", d.File, d.Line, d.Message("en"), d.Code)
	}
}

// rewritten is a tree with one page as change makes it.
func rewritten(t *testing.T, tree *output.Tree, path string, change func(string) string) *output.Tree {
	t.Helper()
	f, ok := tree.Get(path)
	if !ok {
		t.Fatalf("there is no %s", path)
	}
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatal(err)
	}
	text := change(b.String())
	if text == b.String() {
		t.Fatalf("%s was not changed", path)
	}
	f.Render = func(w *bytes.Buffer) error {
		w.WriteString(text)
		return nil
	}
	return tree.With(f)
}

// lacking is a tree without one file.
func lacking(tree *output.Tree, path string) *output.Tree {
	smaller := new(output.Tree)
	for _, f := range tree.Files() {
		if f.Path != path {
			smaller.Add(f)
		}
	}
	smaller.Finish()
	return smaller
}

// faults are what can go wrong with a page, and how check calls it.
var faults = []struct {
	name, code string
	posts      bool // with those only
	change     func(page string) string
}{
	{"link to nowhere", "dead-link", false, ahead("</main>", `<p><a href="/mat-roi/">x</a></p>`)},
	{"full link to nowhere", "dead-link", false, ahead("</main>", `<p><a href="https://congdoan.example/mat-roi/">x</a></p>`)},
	{"anchor", "dead-anchor", false, ahead("</main>", `<p><a href="#mat-roi">x</a></p>`)},
	{"anchor of another page", "dead-anchor", false, ahead("</main>", `<p><a href="/lien-he/#mat-roi">x</a></p>`)},
	{"alt", "picture-without-alt", false, ahead("</main>", `<p><img src="/icon.svg" width="64" height="64"></p>`)},
	{"id", "id-twice", false, ahead("</main>", `<p id="_main"></p>`)},
	{"name of a link", "link-without-name", false, ahead("</main>", `<p><a href="/"></a></p>`)},
	{"heading", "heading-order", false, ahead("</main>", `<h2>x</h2><h4>x</h4>`)},
	{"second h1", "main-heading", false, ahead("</main>", `<h1>x</h1>`)},
	{"title", "page-title-missing", false, swapMatch(`<title>[^<]*</title>`, "")},
	{"description", "description-missing", false, swapMatch(`<meta name="description"[^>]*>`, "")},
	{"og:title", "preview-tag-missing", false, swapMatch(`<meta property="og:title"[^>]*>`, "")},
	{"og:image:width", "preview-tag-missing", false, swapMatch(`<meta property="og:image:width"[^>]*>`, "")},
	{"size of the card", "preview-picture-size", false, swap(`og:image:height" content="630"`, `og:image:height" content="600"`)},
	{"relative card", "preview-picture-address", false, swapMatch(`og:image" content="https://congdoan.example`, `og:image" content="`)},
	{"deleted card", "preview-picture-missing", false, swapMatch(`(og:image" content="[^"]*)\.([a-z]+)"`, `$1-cu.$2"`)},
	{"quotes", "preview-tag-unquoted", false, swap(`<meta property="og:type"`, `<meta property=og:type`)},
	{"og:url", "preview-address", false, swapMatch(`og:url" content="[^"]*"`, `og:url" content="https://congdoan.example/khac/"`)},
	{"noindex", "post-noindex", true, ahead("</head>", `<meta name="robots" content="noindex">`)},
	{"style", "dead-file", false, swapMatch(`rel="stylesheet" href="/site[^"]*"`, `rel="stylesheet" href="/site.cu.css"`)},
}

func ahead(mark, text string) func(string) string { return swap(mark, text+mark) }

func swap(old, with string) func(string) string {
	return func(page string) string { return strings.Replace(page, old, with, 1) }
}

// swapMatch changes the first place that an expression matches.
func swapMatch(expr, with string) func(string) string {
	re := regexp.MustCompile(expr)
	return func(page string) string {
		at := re.FindStringIndex(page)
		if at == nil {
			return page
		}
		return page[:at[0]] + re.ReplaceAllString(page[at[0]:at[1]], with) + page[at[1]:]
	}
}

// TestCheckFindsFaults breaks one thing on a page of the sample site, each time another page: check finds that, names the page, and nothing else
// (but that a sitemap names a page that may not be shown).
func TestCheckFindsFaults(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 1))
	rounds := 1
	if exhaustive() {
		rounds = 5
	}
	for round := range rounds {
		for _, f := range faults {
			t.Run(fmt.Sprint(f.name, " ", round), func(t *testing.T) {
				path := ""
				found := checkSample(t, func(tree *output.Tree) *output.Tree {
					path = somePage(tree, r, f.posts)
					return rewritten(t, tree, path, f.change)
				})
				address := "/" + strings.TrimSuffix(path, "index.html")
				named := false
				for _, d := range found {
					named = named || d.Code == f.code && strings.Contains(d.Message("vi"), address)
					if d.Code != f.code && !(f.posts && d.Code == "feed-value") {
						t.Errorf("seed %d, %s: also %s [%s]", seed, path, d.Message("en"), d.Code)
					}
				}
				if !named {
					t.Errorf("seed %d, %s: not found among %d problems", seed, path, len(found))
				}
			})
		}
	}
}

// unlisted matches the pages that say noindex: what search engines would show of them is nobody's business.
var unlisted = regexp.MustCompile(`^(404\.html|tim-kiem/|bang/|ban-tin/(dot/|\d+/(quy|\d+/doc)))|/ap-phich/`)

// somePage chooses a page that search engines may show, or a post.
func somePage(tree *output.Tree, r *rand.Rand, posts bool) string {
	var all []string
	for _, f := range tree.Files() {
		if f.Kind == output.Page && !unlisted.MatchString(f.Path) && (!posts || strings.HasPrefix(f.Source, "content/posts/")) {
			all = append(all, f.Path)
		}
	}
	return all[r.IntN(len(all))]
}

// TestCheckFindsLoss takes a file out of the sample site that pages, feeds or previews lead to: check names it. To the board of a
// unit none does, it is typed into a screen.
func TestCheckFindsLoss(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 2))
	rounds := 6
	if exhaustive() {
		rounds = 40
	}
	codes := []string{"dead-link", "dead-file", "dead-anchor", "preview-picture-missing", "feed-value"}
	for range rounds {
		lost := ""
		found := checkSample(t, func(tree *output.Tree) *output.Tree {
			var all []string
			for _, f := range tree.Files() {
				if f.Kind == output.Page && f.Path != "404.html" && !strings.HasPrefix(f.Path, "bang/don-vi/") || strings.Contains(f.Path, "/share.") || strings.HasSuffix(f.Path, ".webp") {
					all = append(all, f.Path)
				}
			}
			lost = all[r.IntN(len(all))]
			return lacking(tree, lost)
		})
		address := "/" + strings.TrimSuffix(lost, "index.html")
		named := false
		for _, d := range found {
			if !slices.Contains(codes, d.Code) && d.Code != "orphan-page" { // what only the lost page led to
				t.Errorf("seed %d, %s: also %s [%s]", seed, lost, d.Message("en"), d.Code)
			}
			named = named || strings.Contains(d.Args[0], strings.TrimSuffix(address, "/"))
		}
		if !named {
			t.Errorf("seed %d, %s: not found among %d problems", seed, lost, len(found))
		}
	}
}
