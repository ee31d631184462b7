package compile

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// FuzzTemplate: whatever layout a site brings, it is either left to html/template or becomes a program that writes, for
// ordinary and hostile views, the same bytes as html/template, and fails when that does. Neither panics.
func FuzzTemplate(f *testing.F) {
	for i, text := range []string{
		`<b>{{.Text}}</b>{{.HTML}}<a href="{{.URL}}" title="{{.Text}}">{{with .Next}}{{.Text}}{{with $.Text}}{{.}}{{end}}{{end}}`,
		`{{range $i, $x := .Items}}{{if $i}}, {{end}}{{$x}}{{else}}–{{end}}{{if or .Text .Items}}x{{else}}y{{end}}`,
		`{{define "t"}}{{.Text}}{{with .Next}}{{template "t" .}}{{end}}{{end}}<p>{{template "t" .}}</p>{{if eq .Text "infographic"}}x{{end}}`,
		`<img {{.Attr}} alt="{{.Next.Text}}"><textarea>{{.Text}}</textarea>{{if not .N}}x{{end}}`,
		`{{define "t"}}{{template "t" .}}{{end}}{{if not .Yes}}{{template "t" .}}{{end}}`,
		`{{define "t"}}{{range .Items}}{{template "t" $}}{{end}}{{end}}{{if not .Yes}}{{template "t" .}}{{end}}`,
		`{{define "t"}}{{template "t"}}{{end}}{{if not .Yes}}{{template "t"}}{{end}}`,
		`{{range .Items}}{{range $.All}}{{.Text}}{{.Next.Text}}{{end}}{{end}}{{.Next.Next.Next}}`,
	} {
		f.Add(text, uint64(i))
	}
	type view struct {
		Text  string
		URL   template.URL
		HTML  template.HTML
		Attr  template.HTMLAttr
		N     int
		Yes   bool
		Items []string
		All   []*view
		Next  *view
	}
	constant := func(s string) (template.URL, error) {
		if s == "" {
			return "", errors.New("no address")
		}
		return template.URL("/" + s), nil
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if strings.Count(text, "range") > 5 {
			return // ranges in ranges take both for ever
		}
		set, err := template.New("x").Funcs(template.FuncMap{"asset": constant}).Parse(text)
		if err != nil {
			return
		}
		// Escaped once, on a full view; what fails then is no layout.
		full := &view{Text: "a", URL: "/", HTML: "b", Attr: `width="1"`, N: 1, Yes: true, Items: []string{"c"}, Next: &view{Next: &view{}}, All: []*view{{}}}
		if set.Execute(io.Discard, full) != nil {
			return
		}
		p, why := Template(set, "x", reflect.TypeFor[view](), map[string]Func{"asset": constant})
		if (p == nil) != (why != "") {
			t.Fatalf("a program: %t, and why not: %q", p != nil, why)
		}
		if p == nil {
			return
		}
		r := rand.New(rand.NewPCG(seed, 1))
		for range 20 {
			v := new(view)
			fillRandom(r, reflect.ValueOf(v).Elem(), 4)
			var want, got bytes.Buffer
			gotErr := p.Execute(&got, v)
			if errors.Is(gotErr, errEndless) {
				return // html/template gives the same error, but can take minutes to come back from such a depth
			}
			wantErr := set.Execute(&want, v)
			if (wantErr == nil) != (gotErr == nil) || wantErr == nil && want.String() != got.String() {
				t.Fatalf("%q:\nhtml/template %q %v\nthe program   %q %v", text, want.String(), wantErr, got.String(), gotErr)
			}
		}
	})
}
