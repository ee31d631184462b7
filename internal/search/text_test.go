package search

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"bantin/internal/markdown"
)

// What a body says is its text, whatever Markdown made of it.
func TestAppendText(t *testing.T) {
	c := markdown.New(markdown.Options{Language: "vi"})
	for _, x := range []struct{ source, want string }{
		{"Công\nđoàn **cơ** *sở*.\n\nHai", "Công đoàn cơ sở.\nHai"},
		{"A & B < C > D “E” \"F\" `<x>`", "A & B < C > D “E” “F” <x>"},
		{"một  \nhai\\\nba", "một\nhai\nba"},
		{"## Mục\n\n- a\n- b\n\n1. c", "Mục\na\nb\nc"},
		{"[chữ](https://a.example/) và ![ảnh](a.jpg) nữa", "chữ và  nữa"},
		{"![ảnh](a.jpg \"Chú thích\")", "Chú thích"},
		{"Chữ[^1] sau.\n\n[^1]: Lời chú.", "Chữ sau.\nLời chú."},
		{"| a | b |\n|---|---|\n| c | d |", "a\nb\nc\nd"},
		{"```\nx < y\n\nz\n```", "x < y z"},
		{"> Trích\n>\n> — Ai", "Trích\nAi"},
		{"- [x] xong", "☑ xong"},
		{"", ""},
	} {
		doc, _ := c.Convert("a.md", 1, []byte(x.source))
		if got := string(appendText([]byte("before"), doc.HTML)); got != "before"+x.want {
			t.Errorf("%q: %q, want %q\n%s", x.source, got, "before"+x.want, doc.HTML)
		}
	}
}

func TestAppendString(t *testing.T) {
	for _, s := range []string{"", "công đoàn", `a"b\c`, "a\nb\x00\x1f\x7f", "</script>", "\u2028"} {
		var got string
		if err := json.Unmarshal(appendString(nil, s), &got); err != nil || got != s {
			t.Errorf("%q: %s, %v", s, appendString(nil, s), err)
		}
	}
}

func TestCut(t *testing.T) {
	long := strings.Repeat("đoàn viên ", 5)
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"công đoàn", 9, "công đoàn"}, {"công đoàn", 8, "công"}, {"công đoàn", 5, "công"}, {"công đoàn", 3, ""}, {long, 50, long}, {long, 16, "đoàn viên đoàn"},
	} {
		if got := string(cut([]byte("xx"+c.text), 2, c.limit)); got != "xx"+c.want {
			t.Errorf("%q cut to %d: %q", c.text, c.limit, got)
		}
	}
	if got := cut([]byte(strings.Repeat("ế ", 100)), 0, 99); !utf8.Valid(got) {
		t.Errorf("%q", got)
	}
}

func TestNumbers(t *testing.T) {
	check := func(v uint32) {
		b := appendNumber([]byte{}, v)
		got, size := number(append(b, '#'))
		if read := numbers(t, string(b)); got != v || size != len(b) || len(read) != 1 || read[0] != int(v) {
			t.Errorf("%d: %q, %d, %v", v, b, got, read)
		}
	}
	for v := range uint32(60_000) {
		check(v)
	}
	check(1<<32 - 1)
	for v := range uint32(figures) {
		if c := figure(v); c != alphabet[v] || value(c) != v || ends(c) != (v < last) {
			t.Errorf("%d: %q", v, c)
		}
	}
}

// Postings come out as they went in, whatever else is between them.
func TestPostings(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var p postings
	terms := make([]term, 50)
	want := make([][]byte, len(terms))
	docs := make([]uint32, len(terms))
	for range 200_000 {
		i := min(r.IntN(len(terms)), r.IntN(len(terms)), r.IntN(len(terms)))
		gap := uint32(r.IntN(100))
		if r.IntN(50) == 0 {
			gap = r.Uint32N(1 << 14)
		}
		impact := 1 + r.Uint32N(31)
		p.add(&terms[i], docs[i]+gap, impact)
		docs[i] += gap + 1
		want[i] = append(appendNumber(want[i], gap), figure(impact))
	}
	for i := range terms {
		if string(p.all(&terms[i])) != string(want[i]) {
			t.Fatalf("term %d of %d bytes differs", i, len(want[i]))
		}
	}
}

// A term may have more postings than a slab takes.
func TestLongPostings(t *testing.T) {
	var p postings
	var a, b term
	for doc := range uint32(slabSize) {
		p.add(&a, doc, 1)
		if doc%1000 == 0 {
			p.add(&b, doc, 2)
		}
	}
	if n := len(p.all(&a)); n != 2*slabSize || strings.Trim(string(p.all(&a)), "#$") != "" {
		t.Errorf("%d bytes", n)
	}
	if n := len(p.all(&b)); n < 2*slabSize/1000 {
		t.Errorf("%d bytes", n)
	}
}

func TestTableOfNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var x table
	want := make(map[uint64]uint32)
	for i := range uint32(20_000) {
		key := uint64(r.IntN(300)+1)<<32 | uint64(r.IntN(300))
		if want[key] == 0 {
			want[key] = i + 1
			x.put(key, i+1)
		}
	}
	for key, v := range want {
		if x.at(key).value != v {
			t.Fatalf("%d: %d, want %d", key, x.at(key).value, v)
		}
	}
	if x.at(1<<60).value != 0 {
		t.Error("a number for a key that has none")
	}
}
