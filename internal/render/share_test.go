package render

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"bantin/internal/card"
	"bantin/internal/media"
	"bantin/internal/output"
)

// withCards is a site with share cards. Its pictures are words.
func withCards(t *testing.T, in Input) Input {
	t.Helper()
	var err error
	if in.Cards, err = card.New(nil); err != nil {
		t.Fatal(err)
	}
	in.Copy = func(w *bytes.Buffer, source string, blob int) error {
		w.WriteString("blob " + string(rune('0'+blob)) + " of " + source)
		return nil
	}
	in.Keep = func(w *bytes.Buffer, key [32]byte, draw func(*bytes.Buffer) error) error { return draw(w) }
	return in
}

// shared gives the share card of a page: its path and its file.
func shared(t *testing.T, all *output.Tree, page string) (string, output.File) {
	t.Helper()
	p := open(t, all, page)
	at, ok := strings.CutPrefix(p.meta(t, "og:image"), "https://example.org/news/")
	f, there := all.Get(at)
	if !ok || !there {
		t.Fatalf("%s: og:image %s is no file of the site", page, p.meta(t, "og:image"))
	}
	if p.meta(t, "og:image:width") != "1200" || p.meta(t, "og:image:height") != "630" || p.meta(t, "og:image:alt") == "" {
		t.Errorf("%s: the card's company is wrong", page)
	}
	return at, f
}

func TestShareCards(t *testing.T) {
	in := withCards(t, sample(t))
	pic := in.Pictures["content/posts/anh.jpg"]
	pic.Piece, pic.Name = media.Variant{Width: 1200, Height: 630, Type: "jpg", Blob: 4}, [32]byte{0xab, 0xcd}
	in.Pictures["content/posts/anh.jpg"] = pic
	all := tree(t, in)

	at, f := shared(t, all, "2021/05/chung/index.html")
	var w bytes.Buffer
	if err := f.Render(&w); err != nil || w.String() != "blob 4 of content/posts/anh.jpg" {
		t.Errorf("a wide cover is not its own card: %q, %v", w.String(), err)
	}
	if at != "2021/05/chung/share.abcd0000.jpg" {
		t.Errorf("its address is %s", at)
	}
	name := regexp.MustCompile(`^share\.[0-9a-f]{8}\.(png|jpg)$`)
	for _, page := range []string{
		"index.html", "tin-moi/index.html", "chu-de/phap-luat/index.html", "don-vi/so-y-te/index.html", "chu-de/index.html", "hoat-dong/index.html",
		"hoat-dong/2021/index.html", "hoat-dong/2021/05/index.html", "luu-tru/index.html", "luu-tru/2021/05/index.html", "infographic/index.html",
	} {
		at, f := shared(t, all, page)
		if path.Dir(at) != path.Dir(page) || !name.MatchString(path.Base(at)) {
			t.Errorf("the card of %s is %s", page, at)
		}
		if f.Key == [32]byte{} {
			t.Errorf("the card of %s has no key", page)
		}
		w.Reset()
		if err := f.Render(&w); err != nil || !strings.HasPrefix(w.String(), "\x89PNG") {
			t.Errorf("the card of %s: %v", page, err)
		}
	}
}

// A card's name changes with what it shows, and with nothing else.
func TestShareCardNames(t *testing.T) {
	at := func(edit func(string) string) string {
		in := sample(t)
		in.Site = load(t, files(edit(readSample(t))))
		at, _ := shared(t, tree(t, withCards(t, in)), "2021/04/to/index.html")
		return at
	}
	plain := at(func(s string) string { return s })
	if other := at(func(s string) string { return s + "\nThêm một câu.\n" }); other != plain {
		t.Errorf("the card's name changes with the text: %s, %s", plain, other)
	}
	if other := at(func(s string) string { return strings.Replace(s, "\ntitle: ", "\ntitle: Mới ", 1) }); other == plain {
		t.Error("the card's name stays when the name of the site changes")
	}
}

func TestNoShareCards(t *testing.T) {
	all := tree(t, sample(t))
	for _, f := range all.Files() {
		if strings.HasPrefix(path.Base(f.Path), "share.") {
			t.Errorf("%s: a card though there are to be none", f.Path)
		}
	}
}

func TestPercentEscapesAllButWordSigns(t *testing.T) {
	var all []byte
	for c := range 256 {
		all = append(all, byte(c))
	}
	for _, s := range []string{"", "Ngày hội hiến máu: 176 đơn vị", "a+b c%20", string(all)} {
		var w bytes.Buffer
		percent(&w, s)
		if got, want := w.String(), strings.ReplaceAll(url.QueryEscape(s), "+", "%20"); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
