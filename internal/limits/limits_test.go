package limits_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bantin/internal/diag"
	"bantin/internal/limits"
)

// Every constant says why it is so, and which code tells of what is beyond it, or that none does; and every code that is
// about a limit is that of one.
func TestEveryLimitHasItsReason(t *testing.T) {
	codes := regexp.MustCompile(`(?s)\bCode: ([a-z0-9, -]+)\.`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	told := make(map[string]bool)
	n := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		see := func(name, text string) {
			text = strings.Join(strings.Fields(text), " ")
			found := codes.FindStringSubmatch(text)
			if found == nil && !strings.Contains(text, "No code") {
				t.Errorf("%s: %s does not tell its code", file, name)
			}
			if len(text) < 60 {
				t.Errorf("%s: %s has no reason: %q", file, name, text)
			}
			if found == nil {
				return
			}
			n++
			for code := range strings.SplitSeq(found[1], ", ") {
				if told[code] = true; !diag.Known(code, 9) {
					t.Errorf("%s: %s: there is no code %q", file, name, code)
				}
			}
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.Name == "Site" {
					see("Site", d.Doc.Text())
				}
			case *ast.GenDecl:
				doc := "" // of the names above, for those that share it
				for _, spec := range d.Specs {
					v, ok := spec.(*ast.ValueSpec)
					if !ok || slices.Contains([]string{"KB", "MB", "GB"}, v.Names[0].Name) {
						continue
					}
					if v.Doc != nil {
						doc = v.Doc.Text()
					}
					if v.Type == nil {
						t.Errorf("%s: %s has no type", file, v.Names[0].Name)
					}
					see(v.Names[0].Name, doc)
				}
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d limits were found", n)
	}
	for _, e := range diag.Codes() {
		if (strings.HasPrefix(e.Code, "too-many-") || strings.HasSuffix(e.Code, "-too-long") || strings.HasSuffix(e.Code, "-too-large")) && e.Code != "total-too-large" && !told[e.Code] {
			t.Errorf("no limit names %s", e.Code)
		}
	}
}

// The numbers that messages write out are those of the constants.
func TestMessagesTellTheLimits(t *testing.T) {
	for code, values := range map[string][]string{
		"file-too-large":       {limits.TextFile.String()},
		"front-matter-large":   {limits.FrontMatter.String(), "2.000|2,000"},
		"yaml-large":           {limits.FrontMatter.String(), "2.000|2,000"},
		"front-matter-deep":    {" 20 "},
		"body-too-long":        {"2048 KB"},
		"image-file-too-large": {"100 MB"},
		"bad-page-size":        {"500"},
		"bad-megapixels":       {"400"},
		"bad-budget":           {"1048576"},
		"bad-slug":             {" 80 "},
		"bad-abbreviation":     {" 30 "},
		"abbreviation-long":    {" 200 "},
	} {
		d := diag.New("", 0, 0, code, make([]string, 9)...)
		for i, lang := range []string{"vi", "en"} {
			text := d.Message(lang) + "; " + d.Hint(lang)
			for _, v := range values {
				if both := strings.Split(v, "|"); !strings.Contains(text, both[min(i, len(both)-1)]) {
					t.Errorf("%s does not tell of %s: %s", code, v, text)
				}
			}
		}
	}
	if limits.Keys != 2000 || limits.Depth != 20 || limits.Body != 2048*limits.KB || limits.PictureFile != 100e6 || limits.PageSize != 500 ||
		limits.Megapixels != 400 || limits.BudgetKB != 1048576 || limits.Slug != 80 || limits.Abbreviation != 30 || limits.LongForm != 200 {
		t.Error("a limit is not what its message says")
	}
}

// The search page, which is no Go, has the same limits.
func TestSearchPage(t *testing.T) {
	for file, want := range map[string]string{
		"../search/script/search.js":  fmt.Sprintf("query = query.slice(0, %d)", limits.Query),
		"../search/script/search.js ": fmt.Sprintf("tokens(query).slice(0, %d)", limits.QueryWords),
		"../../layouts/search.html":   fmt.Sprintf(`maxlength="%d"`, limits.Query),
		"../../layouts/header.html":   fmt.Sprintf(`maxlength="%d"`, limits.Query),
		"../../layouts/404.html":      fmt.Sprintf(`maxlength="%d"`, limits.Query),
	} {
		text, err := os.ReadFile(strings.TrimSpace(file))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), want) {
			t.Errorf("%s has no %s", file, want)
		}
	}
}

func TestBytes(t *testing.T) {
	for b, want := range map[limits.Bytes]string{0: "0 B", 1000: "1000 B", 256 << 10: "256 KB", 4 << 20: "4 MB", 3 << 30: "3 GB", 4<<20 + 1: "4194305 B"} {
		if got := b.String(); got != want {
			t.Errorf("%d: %s, want %s", int64(b), got, want)
		}
	}
	if got := (limits.Film + 1).UpTo(); got != "501 MB" {
		t.Errorf("a byte more than 500 MB: %s", got)
	}
}
