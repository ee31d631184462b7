package lang

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// all gives every string of a value with its name.
func all(v reflect.Value, name string, f func(name, s string)) {
	switch v.Kind() {
	case reflect.String:
		f(name, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			all(v.Field(i), name+"."+v.Type().Field(i).Name, f)
		}
	case reflect.Array:
		for i := range v.Len() {
			all(v.Index(i), name+"[]", f)
		}
	}
}

func TestWordsAreThere(t *testing.T) {
	for _, code := range []string{"vi", "en"} {
		all(reflect.ValueOf(*For(code)), code, func(name, s string) {
			switch {
			case s == "":
				t.Errorf("%s is empty", name)
			case !utf8.ValidString(s), strings.ContainsAny(s, "\u0300\u0301\u0303\u0309\u0323"):
				t.Errorf("%s is not composed: %q", name, s)
			case strings.Contains(s, "hoà ") || strings.Contains(s, "khoẻ") || strings.Contains(s, "thuỷ"):
				t.Errorf("%s has the other spelling of tones: %q", name, s)
			case strings.TrimSpace(s) != s:
				t.Errorf("%s has white space around it: %q", name, s)
			}
		})
	}
}

// Months are given as number and year in Vietnamese, as name and year in English: both need two places.
func TestSamePlaces(t *testing.T) {
	var want []int
	all(reflect.ValueOf(vietnamese.Words), "", func(_, s string) { want = append(want, strings.Count(s, "{}")) })
	i := 0
	all(reflect.ValueOf(english.Words), "en", func(name, s string) {
		if n := strings.Count(s, "{}"); n != want[i] {
			t.Errorf("%s has %d places for values, Vietnamese %d: %q", name, n, want[i], s)
		}
		i++
	})
}

func TestFor(t *testing.T) {
	if For("en").Code != "en" || For("vi").Code != "vi" || For("xx").Code != "vi" {
		t.Error("For gives the wrong table")
	}
}
