package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// finished is the sample site, built.
type finished struct {
	*testing.T
	files map[string][]byte
	base  *url.URL
	// pages are the parsed HTML files.
	pages map[string]*html.Node
	sizes map[string]image.Point // of pictures, once they are asked for
}

// The sample site with private data in every picture and film, looked at from all sides.
func TestSamplePictures(t *testing.T) {
	if os.Getenv("CI") != "true" || testing.Short() {
		t.Skip("all pictures of the sample site are made anew, which takes long: CI=true is missing, or there is no time with the race detector")
	}
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	_, err := exec.LookPath("exiftool")
	spoilt := err == nil
	if spoilt {
		spoil(t, "-r", "-ext", "jpg", "-ext", "png", "-ext", "webp", filepath.Join(dir, "content"))
		films := []string{"-q", "-overwrite_original", "-r", "-ext", "mp4", "-Keys:GPSCoordinates=21.0285, 105.8048, 10", "-Keys:Author=" + secret}
		exiftool(t, append(films, filepath.Join(dir, "content"))...)
	}
	out, err := exec.Command("bantin", "build", dir, "--now", "2026-11-23", "--strict").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	public := filepath.Join(dir, "public")
	f := &finished{files: everyFile(t, public), pages: make(map[string]*html.Node), sizes: make(map[string]image.Point)}
	f.base, _ = url.Parse("https://congdoan.example/")
	for name, data := range f.files {
		if strings.HasSuffix(name, ".html") {
			if f.pages[name], err = html.Parse(bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Run("private", func(t *testing.T) {
		need(t, "exiftool", "exiftool")
		for _, l := range leaks(t, public) {
			t.Error(l)
		}
	})
	for name, check := range map[string]func(*finished){
		"img": (*finished).images, "cards": (*finished).cards, "named": (*finished).named, "feeds": (*finished).feeds,
	} {
		t.Run(name, func(t *testing.T) {
			f.T = t
			check(f)
		})
	}
}

// at gives the finished file at an address on a page; "" for one of another host.
func (f *finished) at(page, address string) string {
	f.Helper()
	self := *f.base
	self.Path += page
	u, err := self.Parse(address)
	if err != nil {
		f.Errorf("%s: %q: %v", page, address, err)
		return ""
	}
	if u.Host != f.base.Host {
		return ""
	}
	name := strings.TrimPrefix(u.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if f.files[name] == nil {
		f.Errorf("%s: %s is not there", page, address)
	}
	return name
}

// size gives the size of a finished picture.
func (f *finished) size(name string) image.Point {
	if p, ok := f.sizes[name]; ok {
		return p
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(f.files[name])) // webp is registered by decode's imports
	if err != nil {
		f.Errorf("%s: %v", name, err)
	}
	f.sizes[name] = image.Pt(config.Width, config.Height)
	return f.sizes[name]
}

func attributes(n *html.Node) map[string]string {
	all := make(map[string]string)
	for _, a := range n.Attr {
		all[a.Key] = a.Val
	}
	return all
}

// images checks every img element and every srcset.
func (f *finished) images() {
	seen, sets := 0, 0
	for page, doc := range f.pages {
		eager := 0
		printed := strings.Contains(string(f.files[page]), `class="sheet`) // not every browser prints lazy pictures
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode || n.Data != "img" && n.Data != "source" {
				continue
			}
			a := attributes(n)
			if set := a["srcset"]; set != "" {
				sets++
				f.srcset(page, set, a)
			}
			if n.Data != "img" {
				continue
			}
			seen++
			name := f.at(page, a["src"])
			if _, ok := a["alt"]; !ok {
				f.Errorf("%s: %s has no alt", page, a["src"])
			}
			w, errW := strconv.Atoi(a["width"])
			h, errH := strconv.Atoi(a["height"])
			if path.Ext(name) != ".svg" {
				size := f.size(name)
				if errW != nil || errH != nil || w < 1 || h < 1 {
					f.Errorf("%s: %s has no size", page, a["src"])
				} else if off := size.X*h - size.Y*w; off > max(w, h, size.X, size.Y) || -off > max(w, h, size.X, size.Y) {
					f.Errorf("%s: %s is %v, its img %d x %d", page, a["src"], size, w, h)
				} else if full := f.size(f.original(name)); full != image.Pt(w, h) && !(strings.HasPrefix(page, "bang/") && size == image.Pt(w, h)) { // a screen has it in one size
					f.Errorf("%s: %s is of a picture %v, its img %d x %d", page, a["src"], full, w, h)
				}
			}
			if isLogo := strings.Contains(name, "bieu-trung"); a["loading"] != "lazy" && !isLogo {
				eager++
				if a["fetchpriority"] != "high" && !printed {
					f.Errorf("%s: %s is neither lazy nor urgent", page, a["src"])
				}
			}
		}
		most := 1
		if strings.Contains(string(f.files[page]), `<div class="album">`) || strings.Contains(string(f.files[page]), `<div class="grid tall">`) {
			most = 2 // those of a gallery's first row, side by side
		}
		if printed {
			most = 12
		}
		if eager > most {
			f.Errorf("%s: %d pictures are not lazy", page, eager)
		}
	}
	if seen < 300 || sets < 300 {
		f.Errorf("only %d pictures, %d srcsets", seen, sets)
	}
}

// original is the full-size file of a variant, whose name may end otherwise.
func (f *finished) original(name string) string {
	m := regexp.MustCompile(`^(.*)\.[0-9a-f]{8}-\d+\.\w+$`).FindStringSubmatch(name)
	if m == nil {
		return name
	}
	for _, ext := range []string{".jpg", ".png", ".webp", ".jpeg"} {
		if f.files[m[1]+ext] != nil {
			return m[1] + ext
		}
	}
	f.Errorf("%s has no original", name)
	return name
}

func (f *finished) srcset(page, set string, a map[string]string) {
	last := 0
	for c := range strings.SplitSeq(set, ", ") {
		address, width, ok := strings.Cut(c, " ")
		w, err := strconv.Atoi(strings.TrimSuffix(width, "w"))
		if !ok || err != nil || w <= last {
			f.Errorf("%s: srcset %q", page, set)
			continue
		}
		last = w
		name := f.at(page, address)
		size, full := f.size(name), f.size(f.original(name))
		if size.X != w || w > full.X {
			f.Errorf("%s: %s is %v of %v, the srcset says %dw", page, address, size, full, w)
		}
		if off := size.X*full.Y - size.Y*full.X; off > full.X || -off > full.X {
			f.Errorf("%s: %s is %v, the picture %v", page, address, size, full)
		}
		if kind := a["type"]; kind != "" && kind != "image/"+strings.TrimPrefix(path.Ext(name), ".") {
			f.Errorf("%s: %s is said to be %s", page, address, kind)
		}
	}
	if a["sizes"] == "" {
		f.Errorf("%s: srcset without sizes: %q", page, set)
	}
}

// cards checks what a link to each page is shown with.
func (f *finished) cards() {
	drawn := 0
	for page, data := range f.files {
		text := string(data)
		if !strings.HasSuffix(page, ".html") || !strings.Contains(text, `property="og:title"`) {
			continue
		}
		m := metas(text)
		name := f.at(page, html.UnescapeString(m["og:image"]))
		if !strings.HasPrefix(m["og:image"], "https://congdoan.example/") || name == "" {
			f.Errorf("%s: og:image %q", page, m["og:image"])
			continue
		}
		if m["og:image:width"] != "1200" || m["og:image:height"] != "630" || m["og:image:alt"] == "" {
			f.Errorf("%s: %v", page, m)
		}
		if f.size(name) != image.Pt(1200, 630) || len(f.files[name]) > 300<<10 {
			f.Errorf("%s: %s is %v, %d bytes", page, name, f.size(name), len(f.files[name]))
		}
		switch card := f.files[name]; path.Ext(name) {
		case ".png":
			_, err := png.DecodeConfig(bytes.NewReader(card))
			if err != nil || m["og:image:type"] != "image/png" || card[25] != 3 {
				f.Errorf("%s: %s has colour type %d, %v, %s", page, name, card[25], err, m["og:image:type"])
			}
		case ".jpg":
			if m["og:image:type"] != "image/jpeg" || !bytes.Contains(card, []byte("\xff\xc0\x00\x11\x08")) || bytes.Contains(card, []byte("\xff\xc2\x00\x11\x08")) {
				f.Errorf("%s: %s is no baseline JPEG, or said to be %s", page, name, m["og:image:type"])
			}
		default:
			f.Errorf("%s: %s", page, name)
		}
		// A poster is shared with the card of what it is of.
		if path.Dir(name) == strings.TrimSuffix(path.Dir(page), "/ap-phich") && strings.HasPrefix(path.Base(name), "share.") {
			drawn++
		} else if strings.HasPrefix(page, "2021/") || path.Base(path.Dir(page)) == page {
			f.Errorf("%s has not its own card but %s", page, name)
		}
	}
	if drawn < 60 {
		f.Errorf("only %d pages have a card of their own", drawn)
	}
}

// named checks that everything that pages and data name is there, and that every picture is named by something.
func (f *finished) named() {
	found := make(map[string]bool)
	address := regexp.MustCompile(`(?:https://congdoan\.example)?/[^\s"'<>()\\,]+\.(?:jpe?g|png|webp|gif|svg|mp4|webm|vtt|css|js|woff2)\b`)
	for name, data := range f.files {
		switch path.Ext(name) {
		case ".html", ".xml", ".json":
			for _, m := range address.FindAllString(string(data), -1) {
				m = strings.TrimPrefix(html.UnescapeString(m), "https://congdoan.example")
				if p, err := url.PathUnescape(m); err == nil && !strings.HasPrefix(p, "//") {
					if found[p[1:]] = true; f.files[p[1:]] == nil && !strings.Contains(string(data), "://"+p[1:]) {
						f.Errorf("%s names %s, which is not there", name, p)
					}
				}
			}
		}
	}
	var lost []string
	for name := range f.files {
		if slices.Contains([]string{".jpg", ".png", ".webp"}, path.Ext(name)) && !found[name] && fs.ValidPath(name) && strings.Contains(name, "/") {
			lost = append(lost, name)
		}
	}
	slices.Sort(lost)
	if len(lost) > 0 {
		f.Logf("%d pictures are published that nothing names: %s", len(lost), strings.Join(lost, " "))
	}
}

// feeds checks the pictures of the feeds.
func (f *finished) feeds() {
	n := 0
	whole := regexp.MustCompile(`https://congdoan\.example/[^\s"'<>()\\&;]+\.(?:jpe?g|png|webp|gif|svg)`)
	for name, data := range f.files {
		if !strings.HasSuffix(name, "feed.xml") && name != "rss.xml" && name != "feed.json" {
			continue
		}
		for _, address := range whole.FindAllString(string(data), -1) {
			n++
			f.at("", address)
		}
		if relative := regexp.MustCompile(`(?:src|srcset|href)=(?:"|\\"|&#34;|&quot;)/[^\s"]*`).FindString(string(data)); relative != "" {
			f.Errorf("%s: a relative address: %s", name, relative)
		}
		for _, m := range regexp.MustCompile(`<enclosure url="([^"]*)" length="(\d+)" type="([^"]*)"`).FindAllStringSubmatch(string(data), -1) {
			at := f.at("", m[1])
			if want := fmt.Sprint(len(f.files[at])); m[2] != want {
				f.Errorf("%s: %s is %s bytes long, the enclosure says %s", name, m[1], want, m[2])
			}
		}
	}
	if n < 20 {
		f.Errorf("only %d pictures in feeds", n)
	}
}
