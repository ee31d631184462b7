package host

import (
	"bytes"
	"net/url"
	"strings"

	"bantin/internal/output"
)

// maxCloudflare is how many redirects Cloudflare Pages heeds. The others keep their redirect pages.
const maxCloudflare = 2000

// headers writes _headers. A path may be matched by several rules, whose headers are joined by a comma:
// so no header stands in two rules that meet. Pages are not among those that may be kept: both hosts
// have browsers ask each time, which costs little. own is true where a header can be taken back, on Cloudflare.
func (r *rules) headers(w *bytes.Buffer, own bool) {
	w.WriteString("# Written by bantin build. A file static/_headers takes the place of this one.\n/*\n")
	for _, h := range security() {
		w.WriteString("  " + h.name + ": " + h.value + "\n")
	}
	w.WriteString("  # Once every page of this domain has been https for a while, and is to stay so:\n  # " + hsts.name + ": " + hsts.value + "\n")
	if own {
		w.WriteString("/*.svg\n  ! " + policyName + "\n  " + policyName + ": " + drawingPolicy + "\n")
	}
	for _, name := range r.fixed {
		w.WriteString(pattern(name) + "\n  Cache-Control: " + output.CacheForGood + "\n")
	}
	if r.search != "" {
		for _, parts := range []string{"docs/*", "terms/*", "dict.*", "facets.*"} { // of internal/search; its index.json is none of them
			w.WriteString(pattern(r.search) + parts + "\n  Cache-Control: " + output.CacheForGood + "\n")
		}
	}
	for _, ext := range []string{"webp", "jpg", "jpeg", "png", "gif", "svg", "woff2", "mp4", "webm"} {
		w.WriteString("/*." + ext + "\n  Cache-Control: " + output.CacheADay + "\n")
	}
}

// redirectLines writes _redirects. Netlify heeds a line only with “!” where a file lies at the old address,
// and one does: the redirect page. Cloudflare always does, and knows no “!”.
func (r *rules) redirectLines(w *bytes.Buffer, netlify, cloudflare bool) {
	w.WriteString("# Written by bantin build, from aliases. A file static/_redirects takes the place of this one.\n")
	status := " 301\n"
	if netlify && !cloudflare {
		status = " 301!\n"
	}
	for i, d := range r.redirects {
		if i == maxCloudflare && cloudflare {
			w.WriteString("# More than the host heeds; the other old addresses have redirect pages.\n")
			break
		}
		w.WriteString(pattern(d.from) + " " + escape(d.to) + status)
	}
}

// escape is a path as it stands in an address.
func escape(name string) string { return (&url.URL{Path: name}).EscapedPath() }

// pattern is a path in which nothing stands for anything else.
func pattern(name string) string {
	return strings.NewReplacer("*", "%2A", ":", "%3A").Replace(escape(name))
}
