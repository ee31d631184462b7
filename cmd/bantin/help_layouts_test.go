package main

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bantin/internal/render"
	"bantin/layouts"
)

// layoutViews are what the layouts are given that are not partials.
var layoutViews = []struct {
	name string
	view any
}{
	{"home.html", render.Home{}}, {"post.html", render.Post{}}, {"removed.html", render.Removed{}}, {"page.html", render.Page{}},
	{"list.html", render.List{}}, {"gallery.html", render.Gallery{}}, {"topics.html", render.Topics{}}, {"topic.html", render.Topic{}},
	{"units.html", render.Units{}}, {"unit.html", render.Unit{}}, {"campaigns.html", render.Campaigns{}},
	{"campaign.html", render.Campaign{}}, {"models.html", render.Models{}}, {"activity.html", render.Activity{}},
	{"source.html", render.Source{}}, {"archive.html", render.Archive{}}, {"search.html", render.Search{}}, {"404.html", render.Missing{}},
	{"redirect.html", render.Redirect{}}, {"head.html", render.Head{}}, {"header.html", render.Header{}},
	{"footer.html", render.Footer{}}, {"card.html", render.Card{}}, {"line.html", render.Card{}}, {"deed.html", render.Deed{}}, {"told.html", render.Deed{}},
	{"board.html", render.Board{}}, {"poster.html", render.Poster{}},
	{"bulletins.html", render.Bulletins{}}, {"bulletin.html", render.Bulletin{}}, {"meeting.html", render.Meeting{}},
}

// fieldTable lists the fields of all views and of what they are made of, as the
// help has it: text has no type written beside it.
func fieldTable() string {
	var types []reflect.Type
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || slices.Contains(types, t) {
			return
		}
		types = append(types, t)
		for f := range fieldsOf(t) {
			visit(f.Type)
		}
	}
	for _, v := range layoutViews {
		visit(reflect.TypeOf(v.view))
	}
	var b strings.Builder
	for _, t := range types {
		line := fmt.Sprintf("  %-14s", t.Name())
		for f := range fieldsOf(t) {
			part := f.Name
			if f.Anonymous {
				part = "+" + f.Name
			} else if name := typeName(f.Type); name != "" && name != "URL" || name == "URL" && !strings.HasSuffix(f.Name, "URL") {
				part += " " + name
			}
			if len(line)+len(part) > 98 {
				b.WriteString(strings.TrimRight(line, " ") + "\n")
				line = strings.Repeat(" ", 16)
			}
			line += part + ", "
		}
		b.WriteString(strings.TrimRight(line, ", ") + "\n")
	}
	return b.String()
}

func fieldsOf(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && !yield(f) {
				return
			}
		}
	}
}

func typeName(t reflect.Type) string {
	switch t {
	case reflect.TypeOf(template.HTML("")):
		return "HTML"
	case reflect.TypeOf(template.URL("")):
		return "URL"
	case reflect.TypeOf(template.HTMLAttr("")):
		return "Attr"
	}
	switch t.Kind() {
	case reflect.String:
		return ""
	case reflect.Pointer:
		return typeName(t.Elem())
	case reflect.Slice:
		if name := typeName(t.Elem()); name != "" {
			return "[]" + name
		}
		return "[]text"
	case reflect.Map:
		return "map"
	}
	return t.Name()
}

// The help on layouts is written by hand: it must name every layout, and the fields of every view as they are.
func TestHelpOnLayouts(t *testing.T) {
	want := fieldTable()
	files, err := layouts.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"vi", "en"} {
		src, err := topics.ReadFile("help/layouts." + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		text := string(src)
		if !strings.HasSuffix(text, "\n"+want) {
			t.Errorf("help/layouts.%s.txt must end with\n%s", lang, want)
		}
		head := strings.TrimSuffix(text, want)
		words := strings.FieldsFunc(head, func(r rune) bool { return strings.ContainsRune(" ,:;·()\n", r) })
		for _, f := range files {
			if name := f.Name(); strings.HasSuffix(name, ".html") && !slices.Contains(words, name) && !slices.Contains(words, strings.TrimSuffix(name, ".html")) {
				t.Errorf("help/layouts.%s.txt does not name %s", lang, name)
			}
		}
		for _, v := range layoutViews {
			if want := reflect.TypeOf(v.view).Name(); !strings.Contains(head, want) {
				t.Errorf("help/layouts.%s.txt does not say that %s gets a %s", lang, v.name, want)
			}
		}
	}
}
