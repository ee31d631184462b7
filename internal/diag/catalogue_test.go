package diag

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var kebab = regexp.MustCompile(`^[a-z]+[a-z0-9]*(-[a-z0-9]+)*$`)

func TestCatalogue(t *testing.T) {
	for _, e := range Codes() {
		t.Run(e.Code, func(t *testing.T) {
			if !kebab.MatchString(e.Code) {
				t.Errorf("code %q is not kebab", e.Code)
			}
			for _, s := range []string{e.VI.Message, e.VI.Hint, e.EN.Message, e.EN.Hint} {
				switch {
				case s == "":
					t.Error("a text is missing")
				case strings.HasSuffix(s, ".") || s != strings.TrimSpace(s):
					t.Errorf("full stop or space at the end: %q", s)
				case !norm.NFC.IsNormalString(s):
					t.Errorf("not composed: %q", s)
				case Harmless(s) != s:
					t.Errorf("not printable: %q", s)
				}
			}
			for _, s := range []string{e.VI.Hint, e.EN.Hint} {
				first, n := utf8.DecodeRuneInString(s)
				second, _ := utf8.DecodeRuneInString(s[n:])
				// Names such as YouTube and PDF keep their capitals.
				if unicode.IsUpper(first) && unicode.IsLower(second) && !strings.HasPrefix(s, "YouTube") {
					t.Errorf("hint begins with a capital: %q", s)
				}
			}
			if vi, en := verbs(e.VI.Message), verbs(e.EN.Message); vi != en {
				t.Errorf("messages take %d and %d arguments", vi, en)
			}
			if vi, en := max(verbs(e.VI.Message), verbs(e.VI.Hint)), max(verbs(e.EN.Message), verbs(e.EN.Hint)); vi != en {
				t.Errorf("texts take %d and %d arguments", vi, en)
			}
		})
	}
}

func TestKnown(t *testing.T) {
	for _, c := range []struct {
		code string
		args int
		want bool
	}{
		{"svg-cleaned", 2, true}, {"svg-cleaned", 3, true}, {"svg-cleaned", 1, false}, {"svg-cleaned", 0, false},
		{"svg-renamed", 9, false}, {"", 0, false},
	} {
		if got := Known(c.code, c.args); got != c.want {
			t.Errorf("%q with %d arguments: %t", c.code, c.args, got)
		}
	}
	for _, e := range Codes() {
		full := catalogue[e.Code].args
		if !Known(e.Code, full) || Known(e.Code, full-1) {
			t.Errorf("%s: not known with the arguments that it takes, %d", e.Code, full)
		}
		New("", 0, 0, e.Code, make([]string, full)...) // does not panic
	}
}

func TestFill(t *testing.T) {
	args := []string{"một", "hai %s", "ba"}
	for _, c := range []struct {
		format, want string
		args         int
	}{
		{"không có gì", "không có gì", 0},
		{"%s và %s", "một và hai %s", 2},
		{"%[3]s, %[1]s, %s", "ba, một, hai %s", 3},
		{"50%% của %s", "50% của một", 1},
		{"%s%[3]s", "mộtba", 3},
	} {
		if got := fill(c.format, args); got != c.want {
			t.Errorf("fill(%q) = %q, want %q", c.format, got, c.want)
		}
		if n := verbs(c.format); n != c.args {
			t.Errorf("%q needs %d arguments, not %d", c.format, n, c.args)
		}
	}
	for _, bad := range []string{"%d", "%[4]s", "%", "%[0]s"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("fill(%q) did not panic", bad)
				}
			}()
			fill(bad, args)
		}()
	}
}

func TestLongValues(t *testing.T) {
	whole, more := strings.Repeat("ế", maxValue), strings.Repeat("ế", maxValue+1)
	for _, c := range []struct{ name, value, want string }{
		{"as long as may be", whole, whole},
		{"one more", more, whole + "…"},
		{"not UTF-8", strings.Repeat("\xff", maxValue) + "a", strings.Repeat("<0xFF>", maxValue) + "…"},
		{"a character at the cut", strings.Repeat("a", maxValue-1) + "ếb", strings.Repeat("a", maxValue-1) + "ế…"},
	} {
		d := New("", 0, 0, "unknown-unit", c.value)
		if got, want := d.Message("vi"), "không có đơn vị “"+c.want+"”"; got != want {
			t.Errorf("%s: message %q, want %q", c.name, got, want)
		}
		d = d.Suggest(c.value)
		if got, want := d.Hint("en"), "did you mean “"+c.want+"”?"; got != want {
			t.Errorf("%s: hint %q, want %q", c.name, got, want)
		}
	}
	d := New("", 0, 0, "address-gone", more)
	if got := d.Hint("en"); !strings.Contains(got, whole+"… to the aliases") {
		t.Errorf("hint %q", got)
	}
}
