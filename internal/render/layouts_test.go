package render

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"bantin/internal/output"
	embedded "bantin/layouts"
)

// over puts files over the embedded layouts.
func over(own map[string]string) fs.FS {
	all := fstest.MapFS{}
	names, _ := fs.Glob(embedded.FS, "*.html")
	for _, name := range names {
		data, _ := fs.ReadFile(embedded.FS, name)
		all[name] = &fstest.MapFile{Data: data}
	}
	for name, text := range own {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestOwnLayouts(t *testing.T) {
	in := sample(t)
	in.Layouts = over(map[string]string{
		"post.html": "\ufeff{{define \"main\"}}\r\n<h1 title='{{.Title}}'>{{template \"x.html\" .Units}}</h1>{{end}}",
		"x.html":    `{{range .}}{{.Title}} {{words.Share.Copy}};{{end}}`,
		"card.html": `<i>{{.Extra.none}}{{range .Extra.list}}x{{end}}{{with .Extra.note}}{{.}}{{end}}</i>`,
	})
	text := source(t, tree(t, in), "2021/05/chung/index.html")
	if !strings.Contains(text, "CĐCS Sở Y tế Sao chép liên kết;") {
		t.Errorf("the site's own layout is not used: %s", text)
	}
}

func TestBadLayouts(t *testing.T) {
	for name, c := range map[string]struct {
		file, text, place string
		line              int
	}{
		"does not parse":       {"post.html", "{{define \"main\"}}\n{{if .Title}}{{end}}", "layouts/post.html", 2},
		"unknown field":        {"post.html", "{{define \"main\"}}\n\n{{.Titel}}{{end}}", "layouts/post.html", 3},
		"unknown, in a branch": {"post.html", "{{define \"main\"}}{{if .Cover}}\n{{.Titel}}{{end}}{{end}}", "layouts/post.html", 2},
		"unknown, in else":     {"post.html", "{{define \"main\"}}{{if .Cover}}{{else}}\n{{.Titel}}{{end}}{{end}}", "layouts/post.html", 2},
		"unknown, in a range":  {"card.html", "{{with .Picture}}\n{{.Widht}}{{end}}", "layouts/card.html", 2},
		"unknown word":         {"share.html", "\n{{words.Share.Kopy}}", "layouts/share.html", 2},
		"unknown function":     {"share.html", "\n{{nothing}}", "layouts/share.html", 2},
		"unknown partial":      {"post.html", "{{define \"main\"}}{{template \"none.html\"}}{{end}}", "layouts/post.html", 1},
		"missing static file":  {"head.html", "\n<link href=\"{{asset \"none.css\"}}\">", "layouts/head.html", 2},
		"unbalanced attribute": {"card.html", "<a href='{{if .URL}}x'{{end}}>", "layouts/card.html", 1},
		"no main":              {"post.html", "<p>nothing</p>", "layouts/base.html", 9},
	} {
		t.Run(name, func(t *testing.T) {
			in := sample(t)
			in.Layouts = over(map[string]string{c.file: c.text})
			problems, err := Pages(new(output.Tree), in)
			if err != nil || len(problems) == 0 {
				t.Fatalf("%v, %d problems", err, len(problems))
			}
			d := problems[0]
			if d.Code != "bad-layout" || d.File != c.place || d.Line != c.line || len(d.Args) != 1 || d.Args[0] == "" {
				t.Errorf("%+v", d)
			}
		})
	}
}
