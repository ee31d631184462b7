// Package host writes what web hosts are to be told about a site: headers for safety and for how long browsers keep
// a file, redirects from old addresses, the page for what is not there. All forms are written from the same rules:
//
//   - _headers and _redirects, for Netlify and Cloudflare Pages, and .htaccess, for Apache (what cheap
//     hosting runs), are files of the finished site: those hosts read them there and do not serve them. They
//     come only when site.yaml names the host, since any other host would serve them, or ignore them;
//   - nginx reads no file of a site, and a snippet in public/ would be served: “bantin host nginx” prints it.
//
// The policy (Content-Security-Policy) is as strict as the site can bear: nothing from other hosts but the frame of
// a video that a reader has started, no script and no style inside a page. A test opens every kind of page in a
// browser under the headers of the written file and counts what breaks them.
//
// HSTS is written as advice, commented out: a browser that has seen it refuses plain http for a year, on every
// page of the host, whoever else's they are, and nobody can call it back. That is for the owner of the domain to decide.
package host

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"bantin/internal/output"
	"bantin/internal/site"
)

// Kind is a kind of host.
type Kind string

// The kinds that are known to site.yaml. There is no file for Nginx.
const (
	Netlify    Kind = "netlify"
	Cloudflare Kind = "cloudflare"
	Apache     Kind = "apache"
	Nginx      Kind = "nginx"
)

// header is a header of an answer.
type header struct{ name, value string }

// directives are those of the policy, in its order.
var directives = [...]string{
	"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
	"media-src 'self'", "manifest-src 'self'", "frame-src https://www.youtube-nocookie.com", "form-action 'self'",
	"base-uri 'none'", "frame-ancestors 'self'",
}

// drawingPolicy is that of an SVG that is opened by itself: drawings have styles inside, which can do nothing else.
const drawingPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; sandbox"

const policyName = "Content-Security-Policy"

// security are the headers of every answer.
func security() []header {
	return []header{
		{policyName, strings.Join(directives[:], "; ")},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	}
}

// hsts is the header that is only advised.
var hsts = header{"Strict-Transport-Security", "max-age=31536000"}

// The names, as patterns of regular expressions that Apache and nginx share. Those of the first change with
// the bytes: style sheets and scripts, variants of pictures, share cards.
const (
	hashedNames = `(\.[0-9a-f]{10}\.(css|js)|\.[0-9a-f]{8}-[0-9]+\.(webp|jpg|png|gif)|/(share|square)\.[0-9a-f]{8}\.(jpg|png))$`
	fileNames   = `\.(css|js|webp|jpe?g|png|gif|svg|ico|woff2?|ttf|pdf|docx|xlsx|pptx|odt|ods|odp|zip|mp3|mp4|webm|vtt)$`
)

var hashed = regexp.MustCompile(hashedNames)

// indexNames are the parts of the index in the folder of the search, as a pattern of the same kind: all but the
// manifest have names that change with the bytes.
const indexNames = `((docs|terms)/[0-9]+|dict|facets)\.[a-z2-7]+\.json$`

// rules are what a site's hosts are to be told.
type rules struct {
	root      string // path of base_url: "" or "/news"
	search    string // whole path of the folder of the search: "/news/search/"; "" without search
	redirects []redirect
	fixed     []string // whole paths of style sheets and scripts whose names change with their bytes
}

// redirect sends an old address to the new one; both are whole paths, as people read them.
type redirect struct{ from, to string }

func rulesOf(s *site.Site) *rules {
	r := &rules{root: s.Settings.Path}
	plain, err := url.PathUnescape(r.root)
	if err == nil {
		r.root = plain
	}
	if s.Settings.Search {
		r.search = r.root + s.SearchURL()
	}
	for _, d := range s.Redirects {
		r.redirects = append(r.redirects, redirect{r.root + d.From, r.root + d.To})
	}
	return r
}

// Files adds the files of the hosts that site.yaml names; all other files are there by now. A static file
// of the same name takes their place.
func Files(t *output.Tree, s *site.Site) {
	kinds := s.Settings.Hosts
	if len(kinds) == 0 {
		return
	}
	r := rulesOf(s)
	for _, f := range t.Files() {
		if ext := path.Ext(f.Path); f.Kind == output.Asset && (ext == ".css" || ext == ".js") && hashed.MatchString("/"+f.Path) {
			r.fixed = append(r.fixed, r.root+"/"+f.Path)
		}
	}
	slices.Sort(r.fixed)
	add := func(name string, write func(w *bytes.Buffer)) {
		if _, own := t.Get(name); own {
			return
		}
		t.Add(output.File{Path: name, Kind: output.Data, Render: func(w *bytes.Buffer) error {
			write(w)
			return nil
		}})
	}
	netlify, cloudflare := slices.Contains(kinds, string(Netlify)), slices.Contains(kinds, string(Cloudflare))
	if netlify || cloudflare {
		add("_headers", func(w *bytes.Buffer) { r.headers(w, !netlify) })
		add("_redirects", func(w *bytes.Buffer) { r.redirectLines(w, netlify, cloudflare) })
	}
	if slices.Contains(kinds, string(Apache)) {
		add(".htaccess", r.htaccess)
	}
}

// Text appends the settings of a server of one's own: Nginx or Apache.
func Text(w *bytes.Buffer, k Kind, s *site.Site) {
	if k == Apache {
		rulesOf(s).htaccess(w)
		return
	}
	rulesOf(s).nginx(w)
}
