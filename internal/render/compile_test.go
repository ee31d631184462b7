package render

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bantin/internal/output"
	embedded "bantin/layouts"
)

// Pages that are few may stay with html/template; all others are to be compiled.
var uncompiled = []string{"redirect.html"}

// layoutSets are the layouts that come with the program, and plain ones over them.
func layoutSets() map[string]fs.FS {
	return map[string]fs.FS{"built in": embedded.FS, "plain": os.DirFS("../build/testdata/plain/layouts")}
}

func TestLayoutsAreCompiled(t *testing.T) {
	for name, own := range layoutSets() {
		in := sample(t)
		in.Layouts = merged(t, own, "")
		r := newRenderer(in)
		if err := r.addStatic(new(output.Tree)); err != nil {
			t.Fatal(err)
		}
		if problems, err := r.parseLayouts(); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		for _, sh := range r.layouts.sheets() {
			if l := *sh.into; l.fast == nil && !slices.Contains(uncompiled, sh.name) {
				t.Errorf("%s: %s is not compiled: %s", name, sh.name, l.why)
			}
		}
	}
}

// Every page is the same, byte for byte, as html/template writes it.
func TestCompiledPagesAgree(t *testing.T) {
	for name, own := range layoutSets() {
		t.Run(name, func(t *testing.T) {
			in := sample(t)
			in.Layouts = merged(t, own, "")
			got := tree(t, in)
			in.Layouts = merged(t, own, "{{if and true true}}{{end}}") // which is not understood
			want := tree(t, in)
			for _, f := range want.Files() {
				if source(t, got, f.Path) != source(t, want, f.Path) {
					t.Errorf("%s differs", f.Path)
				}
			}
		})
	}
}

// merged are the embedded layouts with others over them, each with a text put into what is executed of it.
func merged(t *testing.T, own fs.FS, put string) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	for _, from := range []fs.FS{embedded.FS, own} {
		names, err := fs.Glob(from, "*.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(from, name)
			if err != nil {
				t.Fatal(err)
			}
			text, defined := strings.CutPrefix(string(data), `{{define "main"}}`)
			if text = put + text; defined {
				text = `{{define "main"}}` + text
			}
			all[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return all
}
