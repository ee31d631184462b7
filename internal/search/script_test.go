package search

import (
	"os"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// scriptSource is the script of the search page as people read it, published its short form, which sites are given.
const (
	scriptSource = "script/search.js"
	published    = "../../static/search.js"
)

func TestScript(t *testing.T) {
	made := api.Build(api.BuildOptions{
		EntryPoints:       []string{scriptSource},
		Format:            api.FormatESModule,
		Target:            api.ES2020,
		Charset:           api.CharsetUTF8,
		Banner:            map[string]string{"js": "// The search page; made of internal/search/" + scriptSource + "."},
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
	})
	if len(made.Errors) > 0 || len(made.OutputFiles) != 1 {
		t.Fatalf("%s: %v", scriptSource, made.Errors)
	}
	want := made.OutputFiles[0].Contents
	got, err := os.ReadFile(published)
	if err == nil && string(got) == string(want) {
		return
	}
	if !*update {
		t.Fatalf("%s is not made of %s as it is now; go test ./internal/search -run TestScript -update (%v)", published, scriptSource, err)
	}
	if err := os.WriteFile(published, want, 0o644); err != nil {
		t.Fatal(err)
	}
}
