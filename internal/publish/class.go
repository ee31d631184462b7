package publish

import (
	"path"
	"strings"

	"bantin/internal/media"
	"bantin/internal/output"
)

// class says how a file is published: when it is sent, how long browsers may
// keep it, and what becomes of it when the site needs it no more. In a manifest it is a letter.
type class byte

const (
	page     class = 'p'
	redirect class = 'r'
	feed     class = 'f'
	data     class = 'd'
	asset    class = 'a' // a file whose name says nothing of its bytes
	hashed   class = 'h' // a file whose name changes with its bytes
	card     class = 'c' // a share card: networks ask for it as long as somebody's old post shows it
	sidecar  class = 'z' // a compressed file beside another
)

func (c class) valid() bool { return strings.IndexByte("prfdahcz", byte(c)) >= 0 }

// isAsset tells whether pages are shown with files of the class: those are sent first and go last.
func (c class) isAsset() bool { return c == asset || c == hashed || c == card }

// String names the class for lists of changes.
func (c class) String() string {
	switch c {
	case page:
		return "page"
	case redirect:
		return "redirect"
	case feed:
		return "feed"
	case data:
		return "data"
	}
	return "asset"
}

// classOf gives the class of a built file. A file that has the name of its source was named by a person, who may
// have put a date where a hash would be.
func classOf(e *output.Entry) class {
	switch e.Kind {
	case output.Page:
		return page
	case output.Redirect:
		return redirect
	case output.Feed:
		return feed
	case output.Data:
		return data
	case output.Asset:
		base := path.Base(e.Path)
		switch {
		case base == path.Base(e.Source) || !hasHash(base, e.Source == ""):
			return asset
		case strings.HasPrefix(base, "share."):
			return card
		}
		return hashed
	}
	return hashed // kinds of parts that only the program itself asks for, by names of their own
}

// hasHash tells whether a name has a part that changes with the bytes:
// site.1a2b3c4d5e.css, photo.1a2b3c4d-800.webp. When nothing is known of the file, figures alone are no hash.
func hasHash(base string, unknown bool) bool {
	parts := strings.Split(base, ".")
	if len(parts) < 3 {
		return false
	}
	part := parts[len(parts)-2]
	code, width, variant := strings.Cut(part, "-")
	if variant && strings.Trim(width, "0123456789") != "" {
		return false
	}
	if len(code) < 8 || strings.Trim(code, "0123456789abcdef") != "" {
		return false
	}
	return variant || !unknown || strings.ContainsAny(code, "abcdef")
}

// group is the step of a publish in which a file is sent.
type group int

const (
	assetGroup group = iota // what pages are shown with
	pageGroup               // posts, and whatever is new
	listGroup               // what leads to them: lists, and redirects from their old addresses
	feedGroup               // what machines read
	numGroups
)

// groupOf tells in which group a file is sent; isNew is true when the target has none at its path.
func groupOf(f *file, isNew bool) group {
	switch f.class {
	case feed:
		return feedGroup
	case data:
		if !strings.Contains(f.path, "/") {
			return feedGroup // sitemaps, robots.txt
		}
		return pageGroup
	case page:
		if f.path != "index.html" && (isNew || isPost(f.source) || strings.HasPrefix(f.source, "content/pages/")) {
			return pageGroup
		}
		return listGroup
	case redirect:
		return listGroup // where it leads to has come by then
	}
	return assetGroup
}

// headers are what a target with Traits.Headers is told of a file.
type headers struct{ contentType, cacheControl, encoding string }

func headersOf(f *file, encoding string) headers {
	h := headers{contentType: contentType(f.path), encoding: encoding, cacheControl: output.CacheMinutes}
	switch f.class {
	case hashed, card:
		h.cacheControl = output.CacheForGood
	case asset:
		h.cacheControl = output.CacheADay
	}
	return h
}

// contentType is the media type of a file of a site, with the charset of text.
func contentType(name string) string {
	t := textType(strings.ToLower(path.Ext(name)))
	if t == "" {
		t = media.TypeOf(name)
	}
	switch {
	case t == "":
		return "application/octet-stream"
	case strings.HasPrefix(t, "text/"), strings.HasSuffix(t, "xml") && t != "image/svg+xml":
		return t + "; charset=utf-8"
	}
	return t
}

// textType is the media type of files that no post may offer.
func textType(ext string) string {
	switch ext {
	case ".html", ".htm":
		return "text/html"
	case ".css":
		return "text/css"
	case ".js", ".mjs":
		return "text/javascript"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".xml":
		return "application/xml"
	case ".vtt":
		return "text/vtt"
	case ".md":
		return "text/plain"
	case ".ico":
		return "image/x-icon"
	case ".avif":
		return "image/avif"
	case ".woff2":
		return "font/woff2"
	case ".woff":
		return "font/woff"
	case ".ttf":
		return "font/ttf"
	case ".wasm":
		return "application/wasm"
	}
	return ""
}

// isText tells whether a file is worth compressing.
func isText(name string) bool {
	switch path.Ext(strings.ToLower(name)) {
	case ".html", ".htm", ".css", ".js", ".mjs", ".json", ".map", ".webmanifest", ".xml", ".svg", ".txt", ".csv", ".vtt", ".md", ".ttf":
		return true
	}
	return false
}
