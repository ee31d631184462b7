package markdown

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"bantin/internal/diag"
	"bantin/internal/lang"
)

func newConverter() *Converter {
	return New(Options{
		Language: "vi",
		Words: lang.Body{
			Table: "Bảng", FootnoteBack: "Về chỗ đọc", Footnotes: "Chú thích",
			Done: "đã xong", Todo: "chưa xong",
		},
	})
}

// filled writes a document with plain tags in its holes.
func filled(d *Document) string {
	var b bytes.Buffer
	d.Write(&b, func(i int, open bool) {
		r := d.Refs[i]
		switch {
		case r.Kind == YouTube:
			fmt.Fprintf(&b, `<video-%s>`, r.Dest)
		case r.Kind == Image:
			fmt.Fprintf(&b, `<img src="%s" alt="%s"`, html.EscapeString(r.Dest), html.EscapeString(r.Alt))
			writeTitle(&b, r)
		case open:
			fmt.Fprintf(&b, `<a href="%s"`, html.EscapeString(r.Dest))
			writeTitle(&b, r)
		default:
			b.WriteString("</a>")
		}
	})
	return b.String()
}

func writeTitle(b *bytes.Buffer, r Ref) {
	if r.Title != "" {
		fmt.Fprintf(b, ` title="%s"`, html.EscapeString(r.Title))
	}
	b.WriteByte('>')
}

func problems(diags []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&b, "%d:%d %s %s\n", d.Line, d.Column, d.Code, strings.Join(d.Args, " | "))
	}
	return b.String()
}

// TestCases runs testdata/*.txtar. Each file named NAME.md is a body; NAME.html
// is what must come of it, NAME.problems what must be reported (nothing when
// the file is missing).
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if os.Getenv("UPDATE_CASES") != "" {
			updateCases(t, file, archive)
			continue
		}
		c := newConverter()
		parts := make(map[string]string)
		for _, f := range archive.Files {
			parts[f.Name] = string(f.Data)
		}
		for _, f := range archive.Files {
			name, isCase := strings.CutSuffix(f.Name, ".md")
			if !isCase {
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+name, func(t *testing.T) {
				doc, diags := c.Convert("post.md", 1, f.Data)
				if diff := cmp.Diff(parts[name+".html"], filled(doc)); diff != "" {
					t.Errorf("HTML (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(parts[name+".problems"], problems(diags)); diff != "" {
					t.Errorf("problems (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// updateCases writes what comes of the bodies into the file, to be read before it is kept.
func updateCases(t *testing.T, file string, archive *txtar.Archive) {
	c := newConverter()
	out := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		name, isCase := strings.CutSuffix(f.Name, ".md")
		if !isCase {
			continue
		}
		doc, diags := c.Convert("post.md", 1, f.Data)
		out.Files = append(out.Files, f, txtar.File{Name: name + ".html", Data: []byte(filled(doc))})
		if s := problems(diags); s != "" {
			out.Files = append(out.Files, txtar.File{Name: name + ".problems", Data: []byte(s)})
		}
	}
	if err := os.WriteFile(file, txtar.Format(out), 0o644); err != nil {
		t.Fatal(err)
	}
}
