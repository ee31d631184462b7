package compile

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"math/rand/v2"
	"reflect"
	"testing"
)

// fillRandom gives a value of any view: empty ones, hostile ones, ordinary ones.
func fillRandom(r *rand.Rand, v reflect.Value, depth int) {
	texts := []string{"", "Đoàn", `a"b'c<d>&e+f`, "\x00x", "javascript:alert(1)", "</script>", "infographic", "page", "12"}
	switch {
	case depth > 7 || !v.CanSet():
	case v.Kind() == reflect.String:
		switch v.Type() {
		case reflect.TypeFor[template.URL]():
			v.SetString([]string{"", "/a/?x=1&y=2", "https://é.vn/%41%zz/('q')?a=b+c#d", "mailto:a@b.vn?subject=x%20y", "/tệp \"1\".pdf"}[r.IntN(5)])
		case reflect.TypeFor[template.HTMLAttr]():
			v.SetString([]string{"", `width="12" height="7"`}[r.IntN(2)])
		case reflect.TypeFor[template.HTML]():
			v.SetString([]string{"", "<b>x</b> & y+z", "<p>'\"</p>"}[r.IntN(3)])
		default:
			v.SetString(texts[r.IntN(len(texts))])
		}
	case v.Kind() == reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case v.Kind() == reflect.Int || v.Kind() == reflect.Int64:
		v.SetInt(r.Int64N(3))
	case v.Kind() == reflect.Pointer && r.IntN(4) > 0:
		v.Set(reflect.New(v.Type().Elem()))
		fillRandom(r, v.Elem(), depth+1)
	case v.Kind() == reflect.Slice:
		n := r.IntN(4)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fillRandom(r, v.Index(i), depth+1)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fillRandom(r, v.Field(i), depth+1)
		}
	}
}

// What is not understood is left to html/template.
func TestCompileLeavesTheRest(t *testing.T) {
	type view struct {
		Text  string
		URL   template.URL
		HTML  template.HTML
		N     int
		Extra map[string]any
		Items []string
		Next  *view
	}
	for text, compiled := range map[string]bool{
		`<b>{{.Text}}</b>{{.HTML}}<a href="{{.URL}}" title="{{.Text}}">`: true,
		`{{with .Next}}{{.Text}}{{with $.Text}}{{.}}{{end}}{{end}}`:      true,
		`{{range $i, $x := .Items}}{{if $i}}, {{end}}{{$x}}{{end}}`:      true,
		`{{.Next.Text}}`:                        true,
		`{{.Extra.key}}`:                        false,
		`{{.N}}`:                                false,
		`{{printf "%s" .Text}}`:                 false,
		`<a href="{{.Text}}">`:                  false,
		`<a title="{{.HTML}}">`:                 false,
		`<script>var x = {{.Text}};</script>`:   false,
		`<p style="color:{{.Text}}">`:           false,
		`<p title={{.Text}}>`:                   false,
		`{{$x := .Text}}{{$x}}`:                 false,
		`{{range .Items}}{{break}}{{end}}`:      false,
		`{{range $i, $ := .Items}}{{$}}{{end}}`: false,
		`{{range $x := .Items}}{{range $x = $.Items}}{{end}}{{$x}}{{end}}`: false,
		`{{.Text | html}}`:                        false,
		`{{len .Items}}`:                          false,
		`{{if and .Text .N}}x{{end}}`:             false,
		`{{define "t"}}x{{end}}{{template "t"}}`:  true,
		`{{if or .Text .Items}}x{{else}}y{{end}}`: true,
		`{{if eq .Text "infographic"}}x{{end}}`:   true,
		`<textarea>{{.Text}}</textarea>`:          true,
		`<a href="/x/{{.Text}}">`:                 false,
	} {
		set, err := template.New("x").Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		full := &view{Text: "a", URL: "/", HTML: "b", Items: []string{"c"}, Next: &view{}}
		if err := set.Execute(io.Discard, full); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		p, why := Template(set, "x", reflect.TypeFor[view](), nil)
		if (p != nil) != compiled {
			t.Errorf("%s: compiled %t, want %t (%s)", text, p != nil, compiled, why)
			continue
		}
		if p == nil {
			continue
		}
		r := rand.New(rand.NewPCG(3, 4))
		for range 200 {
			v := new(view)
			fillRandom(r, reflect.ValueOf(v).Elem(), 4)
			var want, got bytes.Buffer
			wantErr := set.Execute(&want, v)
			gotErr := p.Execute(&got, v)
			if (wantErr == nil) != (gotErr == nil) || wantErr == nil && want.String() != got.String() {
				t.Fatalf("%s:\nhtml/template %q %v\nthe program   %q %v", text, want.String(), wantErr, got.String(), gotErr)
			}
		}
	}
}

// A layout that calls itself for ever is an error, as for html/template, and does not exhaust the stack.
func TestEndless(t *testing.T) {
	type view struct {
		Yes   bool
		Items []string
	}
	for _, text := range []string{
		`{{define "t"}}a{{template "t" .}}{{end}}{{if .Yes}}{{template "t" .}}{{end}}`,
		`{{define "t"}}a{{template "t"}}{{end}}{{if .Yes}}{{template "t"}}{{end}}`,
		`{{define "t"}}{{range .Items}}{{template "t" $}}{{end}}{{end}}{{if .Yes}}{{template "t" .}}{{end}}`,
	} {
		set := template.Must(template.New("x").Parse(text))
		if err := set.Execute(io.Discard, &view{}); err != nil {
			t.Fatal(err)
		}
		p, why := Template(set, "x", reflect.TypeFor[view](), nil)
		if p == nil {
			t.Fatal(why)
		}
		var w bytes.Buffer
		if err := p.Execute(&w, &view{Yes: true, Items: []string{"a", "b"}}); !errors.Is(err, errEndless) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
