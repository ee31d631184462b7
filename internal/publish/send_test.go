package publish

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// Compressed copies lie beside their files and never say anything else.
func TestCompress(t *testing.T) {
	m := newMemory()
	text := strings.Repeat("công đoàn ", 100)
	o := usual()
	o.Compress = []string{"gzip", "br"}
	send(t, built(t, "index.html", text, "a/index.html", "short", "anh.jpg", text, "site.11111111aa.css<static/site.css", text, "x.css", text, "x.css.gz", "own"), m, o)
	want := "a/index.html anh.jpg index.html index.html.br index.html.gz site.11111111aa.css site.11111111aa.css.br site.11111111aa.css.gz x.css x.css.br x.css.gz"
	if got := strings.Join(m.names(), " "); got != want {
		t.Errorf("files: %s\nwant:  %s", got, want)
	}
	r, err := gzip.NewReader(bytes.NewReader(m.files["index.html.gz"].data))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{"gzip": r, "br": brotli.NewReader(bytes.NewReader(m.files["index.html.br"].data))} {
		if got, err := io.ReadAll(r); err != nil || string(got) != text {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	if p := send(t, built(t, "index.html", text, "a/index.html", "short", "anh.jpg", text, "site.11111111aa.css<static/site.css", text, "x.css", text, "x.css.gz", "own"), m, o); !p.Empty() {
		t.Errorf("again: %s, %s", paths(p.New), paths(p.Changed))
	}
	// A page that gets no copy any more loses the old one before it changes, an old style sheet keeps its own.
	from := len(m.log)
	o.Compress = nil
	p := send(t, built(t, "index.html", text+"2"), m, o)
	if got := strings.Join(m.names(), " "); got != "index.html site.11111111aa.css site.11111111aa.css.br site.11111111aa.css.gz" {
		t.Errorf("files: %s", got)
	}
	log := m.log[from:]
	if slices.Index(log, "Delete index.html.gz") > slices.Index(log, "Put index.html") {
		t.Errorf("%q", log)
	}
	if got := paths(p.Deleted); got != "a/index.html anh.jpg x.css x.css.gz" {
		t.Errorf("deleted: %s", got)
	}
}

// A target that serves headers gets them, and gets a file again when they change.
func TestHeaders(t *testing.T) {
	m := newMemory()
	m.headers = true
	text := strings.Repeat("công đoàn ", 100)
	s := built(t, "index.html", text, "2021/bai/share.11111111.png<content/posts/bai.md", "png", "anh.jpg<static/anh.jpg", "jpeg", "rss.xml", "rss", "x.bin", "x")
	o := usual()
	send(t, s, m, o)
	for name, want := range map[string]headers{
		"index.html":                  {"text/html; charset=utf-8", "public, max-age=300", ""},
		"2021/bai/share.11111111.png": {"image/png", "public, max-age=31536000, immutable", ""},
		"anh.jpg":                     {"image/jpeg", "public, max-age=86400", ""},
		"rss.xml":                     {"application/xml; charset=utf-8", "public, max-age=86400", ""},
		"x.bin":                       {"application/octet-stream", "public, max-age=86400", ""},
		ManifestFile:                  {"application/gzip", "no-store", ""},
	} {
		if got := m.files[name].headers; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	o.Compress = []string{"br", "gzip"}
	p := send(t, s, m, o)
	if paths(p.Changed) != "index.html" || m.files["index.html"].headers.encoding != "gzip" || len(m.files["index.html"].data) >= len(text) {
		t.Errorf("changed %s, %+v", paths(p.Changed), m.files["index.html"].headers)
	}
	if p := send(t, s, m, o); !p.Empty() {
		t.Error("not as it should be")
	}
}

// A file that changes while the site is published stops that; nobody sees it.
func TestChangedUnderWay(t *testing.T) {
	m := newMemory()
	s := built(t, "index.html", "home", "phim.mp4", strings.Repeat("x", 3<<20))
	lay(t, s.Dir, "phim.mp4", strings.Repeat("x", 3<<20-1)+"y")
	p, err := Prepare(t.Context(), s, m, usual())
	if err != nil {
		t.Fatal(err)
	}
	changed := new(ChangedError)
	if err := p.Run(t.Context()); !errors.As(err, &changed) || changed.Path != "phim.mp4" {
		t.Errorf("%v", err)
	}
	if len(m.names()) > 0 {
		t.Errorf("on the target: %q", m.names())
	}
}

// Nothing is lost on a target that takes no notice of letter case when that is all that changes in a name.
func TestLetterCase(t *testing.T) {
	for _, folds := range []bool{false, true} {
		m := newMemory()
		m.folds = folds
		send(t, built(t, "index.html", "h", "Anh.jpg<static/Anh.jpg", "jpeg", "tai-lieu/A.pdf<static/tai-lieu/A.pdf", "pdf"), m, usual())
		s := built(t, "index.html", "h2", "anh.jpg<static/anh.jpg", "jpeg", "tai-lieu/a.pdf<static/tai-lieu/a.pdf", "pdf 2")
		send(t, s, m, usual())
		for name, want := range map[string]string{"anh.jpg": "jpeg", "tai-lieu/a.pdf": "pdf 2"} {
			if got, err := m.Get(t.Context(), name, 100); err != nil || string(got) != want {
				t.Errorf("folds %v: %s is %q, %v", folds, name, got, err)
			}
		}
		if p, err := Prepare(t.Context(), s, m, usual()); err != nil || !p.Empty() || len(m.names()) != 3 {
			t.Errorf("folds %v: again %v, there %q", folds, err, m.names())
		}
	}
}

// A redirect comes after the page that it leads to.
func TestMoved(t *testing.T) {
	m := newMemory()
	send(t, built(t, "index.html", "h", "cu/index.html<content/posts/bai.md", "post"), m, usual())
	send(t, built(t, "index.html", "h", "cu/index.html<content/posts/bai.md", "to /moi/", "moi/index.html<content/posts/bai.md", "post", "tin/index.html", "list"), m, usual())
	page := slices.Index(m.log, "Put moi/index.html")
	if i := len(m.log) - 1 - slices.Index(reversed(m.log), "Put cu/index.html"); page < 0 || i < page {
		t.Errorf("%q", m.log)
	}
}

func reversed(list []string) []string {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
