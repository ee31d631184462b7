package main

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
)

// hostileBase is the address of the hostile site.
const hostileBase = "https://congdoan.example/tin"

// auditor looks for what no page may have.
type auditor struct {
	t *testing.T
	// name is that of the page, whole is its address.
	name string
	// feed is true for the text of a feed, which a reader of feeds shows: no script at all, and whole addresses.
	feed bool
}

// elements are all that pages and texts are made of; the audit refuses others.
var elements = strings.Fields(`html head body meta link title script a abbr address article aside b blockquote br button caption cite code col colgroup dd del details dfn div dl dt
	em figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li main mark nav noscript ol option p picture pre progress q s samp section select small source span strong
	sub summary sup svg path circle rect line g text polyline polygon table tbody td template tfoot th thead time tr track ul var video u wbr data meter output title use defs symbol desc tspan`)

// audit looks at a page or a text.
func (a *auditor) audit(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.Type == html.CommentNode {
			a.bad(n, "a comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(elements, n.Data) {
			a.bad(n, "an element")
		}
		a.element(n)
		for _, at := range n.Attr {
			a.attribute(n, at)
		}
	}
}

func (a *auditor) bad(n *html.Node, what string) {
	a.t.Helper()
	var b bytes.Buffer
	html.Render(&b, n)
	a.t.Errorf("%s: %s: %.300s", a.name, what, &b)
}

func attribute(n *html.Node, name string) string {
	for _, at := range n.Attr {
		if at.Key == name {
			return at.Val
		}
	}
	return ""
}

// element holds an element to what it is for.
func (a *auditor) element(n *html.Node) {
	src, kind := attribute(n, "src"), attribute(n, "type")
	switch n.Data {
	case "script":
		switch {
		case a.feed:
			a.bad(n, "a script in a feed")
		case src == "" && kind == "application/ld+json":
			var any any
			if n.FirstChild == nil || json.Unmarshal([]byte(n.FirstChild.Data), &any) != nil {
				a.bad(n, "no JSON")
			}
		case !strings.HasPrefix(src, "/tin/") || strings.HasPrefix(src, "/tin/2021") || n.FirstChild != nil:
			a.bad(n, "a script")
		}
	case "form":
		if attribute(n, "action") != "/tin/tim-kiem/" {
			a.bad(n, "a form")
		}
	case "meta":
		if equiv := attribute(n, "http-equiv"); equiv != "" && !(equiv == "refresh" && strings.HasPrefix(attribute(n, "content"), "0; url=/tin/")) {
			a.bad(n, "an order to the browser")
		}
	case "link":
		for rel := range strings.FieldsSeq(attribute(n, "rel")) {
			if !slices.Contains([]string{"icon", "apple-touch-icon", "alternate", "search", "preload", "stylesheet", "canonical", "prev", "next", "modulepreload"}, rel) {
				a.bad(n, "a link of the head")
			}
		}
	case "input":
		if !slices.Contains([]string{"search", "text", "checkbox"}, kind) && kind != "" || kind == "checkbox" && attribute(n, "disabled") != "" {
			a.bad(n, "a field")
		}
	}
}

// attribute holds an attribute to what it may say.
func (a *auditor) attribute(n *html.Node, at html.Attribute) {
	v := at.Val
	switch key := at.Key; {
	case strings.HasPrefix(key, "on"), slices.Contains([]string{"style", "srcdoc", "formaction", "ping", "background", "http-equiv-x", "nonce", "is", "xlink:href", "autofocus"}, key):
		a.bad(n, "an attribute "+key)
	case strings.ContainsAny(key, "<>\"'`=") || strings.ContainsFunc(key, unicode.IsSpace):
		a.bad(n, "a broken attribute")
	case key == "target" && (v != "_blank" || !strings.Contains(attribute(n, "rel"), "noopener")):
		a.bad(n, "a target")
	case n.Data == "link" && key == "href", key == "src", key == "poster", key == "data-search":
		a.own(n, v)
	case key == "srcset" || key == "data-srcset":
		for _, candidate := range strings.Split(v, ", ") {
			address, size, _ := strings.Cut(candidate, " ")
			a.own(n, address)
			if strings.Trim(size, "0123456789") != "w" && size != "" && size != "2x" {
				a.bad(n, "a size")
			}
		}
	case key == "data-embed":
		if rest, ok := strings.CutPrefix(v, "https://www.youtube-nocookie.com/embed/"); !ok || strings.ContainsAny(rest, `/"<>& #`) {
			a.bad(n, "a frame")
		}
	case key == "href":
		a.link(n, v)
	}
	if at.Key != "id" && strings.ContainsFunc(v, turns) {
		a.bad(n, "an attribute that turns the direction of writing")
	}
}

// own wants an address of this site, which pages may load.
func (a *auditor) own(n *html.Node, address string) {
	if v, ok := strings.CutPrefix(address, hostileBase); ok {
		address = "/tin" + v
	} else if a.feed {
		a.bad(n, "not a whole address")
	}
	if !strings.HasPrefix(address, "/tin/") || strings.ContainsAny(address, " \\\"'<>\t\n") || strings.Contains(address, "/..") {
		a.bad(n, "loads "+address)
	}
}

// link wants an address that a reader may follow.
func (a *auditor) link(n *html.Node, address string) {
	u, err := url.Parse(address)
	switch {
	case err != nil || strings.ContainsAny(address, " \t\n\r\"<>`\\") || address == "":
		a.bad(n, "no address")
	case u.Scheme == "http" || u.Scheme == "https":
		if u.Host == "" || u.User != nil {
			a.bad(n, "an address that is not what it seems")
		}
	case u.Scheme == "mailto":
		if low := strings.ToLower(address); strings.Count(low, "@")+strings.Count(low, "%40") > 1 && !strings.Contains(low, "subject=") || strings.Contains(low, "cc=") {
			a.bad(n, "mail to others, too")
		}
	case u.Scheme == "tel":
	case u.Scheme != "" || strings.HasPrefix(address, "//"):
		a.bad(n, "leads to "+address)
	case !strings.HasPrefix(address, "/tin/") && address[0] != '#' && address[0] != '?':
		a.bad(n, "leads out of the site: "+address)
	}
}

// turns tells the characters that turn the direction of writing of what stands behind them.
func turns(r rune) bool {
	return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C
}

// auditPage looks at a finished page.
func auditPage(t *testing.T, name string, data []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	a := &auditor{t: t, name: name}
	a.audit(doc)
	if bytes.Contains(data, []byte("<?")) || bytes.Contains(data, []byte("<%")) || bytes.Contains(data, []byte("<!--")) {
		t.Errorf("%s: what a server may run", name)
	}
	if i := bytes.IndexFunc(data, func(r rune) bool { return turns(r) || r < ' ' && r != '\n' && r != '\t' }); i >= 0 {
		t.Errorf("%s: hidden characters: %q", name, data[max(0, i-80):min(len(data), i+40)])
	}
	return doc
}

// auditText looks at HTML within a feed.
func auditText(t *testing.T, name, text string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	(&auditor{t: t, name: name, feed: true}).audit(doc)
}
