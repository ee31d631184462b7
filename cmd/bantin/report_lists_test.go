package main

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// listing is what a list behind a number holds.
type listing struct {
	posts int
	deeds []listed
}

// listed is an activity of a list.
type listed struct {
	kind    string
	numbers map[string]int64
}

// sum adds up what the list holds of posts, of activities or of a metric, of one kind if it is given.
func (l *listing) sum(of, kind string) int64 {
	if of == "posts" {
		return int64(l.posts)
	}
	n := int64(0)
	for _, d := range l.deeds {
		switch {
		case kind != "" && d.kind != kind:
		case of == "activities":
			n++
		default:
			n += d.numbers[of]
		}
	}
	return n
}

// behind reads the list that a number leads to. whole is false where that is a page of posts
// which promises no sum: that of a unit, a topic or a form.
func (p *pages) behind(href string) (l *listing, whole bool) {
	p.t.Helper()
	url, anchor, _ := strings.Cut(href, "#")
	main := p.main(url)
	if main == nil {
		p.t.Errorf("nothing is at %s", href)
		return new(listing), true
	}
	parts := strings.Split(strings.Trim(url, "/"), "/")
	switch {
	case parts[0] == "luu-tru" || parts[0] == "dot" && (len(parts) == 2 || parts[2] == "trang"):
		return p.cards(url, anchor), true
	case parts[0] != "hoat-dong" && parts[0] != "dot":
		return nil, false
	case parts[0] == "hoat-dong" && len(parts) <= 3 && anchor == "" && (len(parts) < 3 || len(parts[2]) == 2):
		// The page of a year or a month, which is checked for itself.
		return nil, false
	case parts[0] == "hoat-dong" && len(parts[1]) != 4:
		l = new(listing)
		for _, a := range every(first(main, class("bars")), tag("a")) {
			of, _ := p.behind(attr(a, "href"))
			l.posts, l.deeds = l.posts+of.posts, append(l.deeds, of.deeds...)
		}
		return l, true
	}
	region := main
	switch {
	case parts[0] == "dot" && anchor == "":
		region = first(main, labelled("_-kinds"))
	case anchor != "":
		region = p.region(href, main, anchor)
	}
	l = p.listing(region)
	if parts[0] == "dot" { // there a post stands below its activity, which may be below that of another unit
		l.posts = 0
		if m := postsSaid.FindStringSubmatch(textOf(first(region, class("kick")))); m != nil {
			l.posts, _ = strconv.Atoi(m[1])
		}
	}
	return l, true
}

var postsSaid = regexp.MustCompile(`(\d+) tin bài`)

// region is the part of a page that an anchor stands for.
func (p *pages) region(href string, main *html.Node, anchor string) *html.Node {
	n := first(main, func(n *html.Node) bool { return attr(n, "id") == anchor })
	if n == nil {
		p.t.Errorf("no anchor: %s", href)
		return main
	}
	for n.Data != "tbody" && n.Data != "section" && attr(n, "class") != "part" {
		n = n.Parent
	}
	return n
}

// expired is the note on posts that a list does not name, though they count.
var expired = regexp.MustCompile(`^Và (\d+) bài hết hạn`)

// gone is how many posts a note tells of.
func gone(note *html.Node) (n int) {
	if m := expired.FindStringSubmatch(textOf(note)); m != nil {
		n, _ = strconv.Atoi(m[1])
	}
	return n
}

// listing reads the lines of activities and posts. Those that repeat numbers do not count; nor does a list name the posts that have expired, but it says how many.
func (p *pages) listing(in *html.Node) *listing {
	l := new(listing)
	enter := func(line *html.Node, numbers map[string]int64) {
		meta := first(line, class("meta"))
		if strings.Contains(textOf(meta), "số tổng hợp, không cộng") {
			return
		}
		l.deeds = append(l.deeds, listed{kind: textOf(first(meta, tag("span"))), numbers: numbers})
	}
	for _, list := range every(in, class("spine")) {
		for _, li := range every(list, tag("li")) {
			if first(li, tag("div")) == nil {
				l.posts++
				continue
			}
			numbers := make(map[string]int64)
			for _, span := range every(first(li, class("count")), tag("span")) {
				numbers[metricIn(textOf(span))] = figure(p.t, textOf(span))
			}
			enter(li, numbers)
		}
	}
	for _, note := range every(in, class("note")) {
		l.posts += gone(note)
	}
	heads := cells(first(first(p.top(in), class("deeds")), tag("tr")))
	for _, tr := range every(in, tag("tr")) {
		tds := every(tr, tag("td"))
		if len(tds) < 2 || first(tr, tag("th")) != nil {
			continue
		}
		numbers := make(map[string]int64)
		for i, td := range tds[2:] {
			if n := textOf(td); n != "–" && !strings.HasPrefix(n, "(") {
				numbers[metricIn(heads[i+2])] = figure(p.t, n)
			}
		}
		enter(tr, numbers)
	}
	return l
}

func (p *pages) top(n *html.Node) *html.Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// cards counts the posts of a paged list, or those of one group of it. The days of the third phase are the first's too:
// what lies in it stands in both, and counts once in the whole.
func (p *pages) cards(url, anchor string) *listing {
	l := new(listing)
	url, _, _ = strings.Cut(url, "trang/")
	wanted := func(group string) bool {
		if anchor == "" || anchor == "_list" {
			return group != "_phase-3"
		}
		return group == anchor
	}
	for n := 1; ; n++ {
		at := url
		if n > 1 {
			at += "trang/" + strconv.Itoa(n) + "/"
		}
		main := p.main(at)
		if main == nil {
			return l
		}
		for _, card := range every(main, func(n *html.Node) bool {
			return n.Data == "article" || n.Data == "li" && n.Parent.Data == "ol" && class("spine")(n.Parent)
		}) {
			if wanted(groupOf(card)) {
				l.posts++
			}
		}
		for _, note := range every(main, class("note")) {
			if wanted(groupOf(note)) {
				l.posts += gone(note)
			}
		}
	}
}

// groupOf is the id of the heading before a card or a note.
func groupOf(card *html.Node) string {
	for n := card; n != nil; n = n.Parent {
		if h := first(n, tag("h2")); h != nil {
			return attr(h, "id")
		}
	}
	return ""
}

// first finds the first element that is as wanted; nil without one, or in none.
func first(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n == nil {
		return nil
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			return d
		}
	}
	return nil
}

// every finds all elements that are as wanted.
func every(n *html.Node, is func(*html.Node) bool) (all []*html.Node) {
	if n == nil {
		return nil
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			all = append(all, d)
		}
	}
	return all
}

func tag(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

func class(name string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for c := range strings.FieldsSeq(attr(n, "class")) {
			if c == name {
				return true
			}
		}
		return false
	}
}

func labelled(id string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == "section" && attr(n, "aria-labelledby") == id }
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf is all text in an element, without the change against another period and without spaces at its ends.
func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "small" {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// cells are the texts of the cells of a row.
func cells(tr *html.Node) (all []string) {
	for _, c := range every(tr, func(n *html.Node) bool { return n.Data == "td" || n.Data == "th" }) {
		all = append(all, textOf(c))
	}
	return all
}

// figure reads the number at the beginning of a text; -1 for a dash, which is what nobody gave.
func figure(t *testing.T, s string) int64 {
	t.Helper()
	word, _, _ := strings.Cut(s, " ")
	word = strings.ReplaceAll(word, "\u00a0", "")
	if word == "–" {
		return -1
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(word, ".", ""), 10, 64)
	if err != nil {
		t.Errorf("%q does not begin with a number", s)
	}
	return n
}
