package check

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bantin/internal/output"
)

// read gives all tags of a page: "<a href=x>", "</a>", and the text between.
func readTags(src string) (all []string) {
	t := tags{src: []byte(src)}
	for more := true; more; {
		more = t.next()
		if len(t.text) > 0 {
			all = append(all, fmt.Sprintf("%q", t.text))
		}
		if !more {
			break
		}
		s := "<" + string(t.name)
		if t.end {
			s = "</" + string(t.name)
		}
		for _, a := range t.attrs {
			s += fmt.Sprintf(" %s=%q", a.name, a.text())
			if !a.quoted {
				s += "!"
			}
		}
		all = append(all, s+">")
	}
	return all
}

func TestTags(t *testing.T) {
	for src, want := range map[string]string{
		`<A HREF="/x">y</A>`:                   `<a href="/x"> "y" </a>`,
		`<a href=/x/ id=y>`:                    `<a href="/x/"! id="y"!>`,
		`<a href='"' b c = d e="f"g>`:          `<a href="\"" b=""! c="d"! e="f" g=""!>`,
		`<a href="1" href="2">`:                `<a href="1">`,
		`<br/><br / >`:                         `<br> <br>`,
		`a < b <3 </ >c`:                       `"a < b <3 </ >c"`,
		`<!doctype html><p>`:                   `"<!doctype html>" <p>`,
		`a<!-- <b> --><p>`:                     `"a<!-- <b> -->" <p>`,
		`<!--><b><!---><i><!----!><u>`:         `"<!-->" <b> "<!--->" <i> "<!----!>" <u>`,
		`<script>a<b></script ><p>`:            `<script> "a<b>" </script> <p>`,
		`<script></scripts></SCRIPT>`:          `<script> "</scripts>" </script>`,
		`<title><b></title><style><i></style>`: `<title> "<b>" </title> <style> "<i>" </style>`,
		`<a href="x`:                           `<a href="x">`,
		`<a href=`:                             `<a href=""!>`,
		`<a`:                                   `<a>`,
		`<`:                                    `"<"`,
		``:                                     ``,
		`<p =x>`:                               `<p =x=""!>`,
		`<a b="&amp;&lt;&eacute;">`:            `<a b="&<é">`,
		"<p\nid\n=\n'x'\n>":                    `<p id="x">`,
		`<!--`:                                 `"<!--"`,
		`<?xml ?><p>`:                          `"<?xml ?>" <p>`,
	} {
		if got := strings.Join(readTags(src), " "); got != want {
			t.Errorf("%q: %s, want %s", src, got, want)
		}
	}
}

// sameTags holds the tags of a page against those that golang.org/x/net/html finds.
func sameTags(t *testing.T, src []byte) {
	t.Helper()
	var got, want []string
	own := tags{src: src}
	for own.next() {
		s := fmt.Sprint(string(own.name), own.end)
		for _, a := range own.attrs {
			s += fmt.Sprintf(" %s=%q", a.name, a.text())
		}
		got = append(got, s)
	}
	z := html.NewTokenizer(bytes.NewReader(src))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		end := token.Type == html.EndTagToken
		if !end && token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		s := fmt.Sprint(token.Data, end)
		for _, a := range token.Attr {
			s += fmt.Sprintf(" %s=%q", a.Key, a.Val)
		}
		want = append(want, s)
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("tag %d: %q, want %q\n%q", i, got[min(i, len(got)):], want[min(i, len(want)):], src)
		}
	}
}

// FuzzTags reads any bytes without a panic, its tags in order; and of well-formed HTML, which is what any bytes come to be
// when they are parsed and written again, it finds the tags that golang.org/x/net/html finds.
func FuzzTags(f *testing.F) {
	for _, seed := range []string{
		page("/", "Tin", "Lời", "<p>"), `<a href=x>`, "<script><!--</script>", "<svg><title>x</title><a xlink:href='#'/></svg>", "<textarea>\n<b>", "<p id='&quot;'>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		own, last := tags{src: src}, -1
		for own.next() {
			if own.start <= last || own.at <= own.start || len(own.name) == 0 {
				t.Fatalf("a tag from %d to %d after %d", own.start, own.at, last)
			}
			last = own.start
		}
		doc, err := html.Parse(bytes.NewReader(src))
		var b bytes.Buffer
		if err != nil || html.Render(&b, doc) != nil {
			return
		}
		// What finished pages do not have: see tags; and scripts that hold the beginning of a comment, which that package reads as browsers do.
		for _, odd := range []string{"\x00", "<!-", "<![", "<plaintext", "<noscript", "<?", "</ ", "\r", "<listing"} {
			if bytes.Contains(bytes.ToLower(b.Bytes()), []byte(odd)) {
				return
			}
		}
		sameTags(t, b.Bytes())
	})
}

// FuzzSite checks a site whose pages and feeds are any bytes: it never panics, and says the same twice.
func FuzzSite(f *testing.F) {
	f.Add(page("/x/", "Tin", "Lời", `<img srcset="a 1x,,b">`), atomFeed, jsonFeedText, "User-agent: *\nDisallow: /*$*", jpegOf(1, 1, 0xc2))
	f.Add(`<a href="//">`, "<rss><channel>", "[]", ":", "\xff\xd8\xff")
	f.Add(`<a href="%00#%"><base href="..">`, "<urlset/>", "{", "Allow", "\x89PNG\r\n\x1a\n")
	w := newWorld(f)
	f.Fuzz(func(t *testing.T, page, feed, json, robots, picture string) {
		w.tree["hoi/index.html"], w.tree["feed.xml"], w.tree["feed.json"], w.tree["robots.txt"], w.tree["the.png"] = page, feed, json, robots, picture
		w.kinds["a.html"] = output.Asset
		w.tree["a.html"] = page
		first, again := w.run(t), w.run(t)
		if strings.Join(first, "\n") != strings.Join(again, "\n") {
			t.Errorf("%q, then %q", first, again)
		}
	})
}
