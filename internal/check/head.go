package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"bantin/internal/output"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// The limits of what search engines and networks show, in characters. Google asks for headlines of at most 110;
// those of 65 survive everywhere, but no news can keep to that. A description of 160 is shown whole by most.
const (
	maxTitle       = 110
	maxDescription = 160
)

// How far networks read into a page, in bytes: WhatsApp the least (300 KB), Facebook 512 KB.
const maxHead = 300 << 10

// head is what the head of a page tells.
type head struct {
	ended     bool
	canonical *string
	described bool // the first description was read
	tags      [numTags]headTag
}

// headTag is one of the tags that networks read.
type headTag struct {
	given    bool
	value    string
	end      int // where in the page it ends
	unquoted bool
}

// The tags that networks read.
const (
	ogTitle = iota
	ogDescription
	ogImage
	ogURL
	ogWidth
	ogHeight
	ogType
	ogSite
	ogLocale
	ogAlt
	ogKind
	numTags
)

// needs are the tags that a preview needs, with their names. Without the soft ones it is only poorer.
var needs = [numTags]struct {
	name string
	soft bool
}{
	ogTitle: {"og:title", false}, ogDescription: {"og:description", false}, ogImage: {"og:image", false}, ogURL: {"og:url", false},
	ogWidth: {"og:image:width", false}, ogHeight: {"og:image:height", false},
	ogType: {"og:type", true}, ogSite: {"og:site_name", true}, ogLocale: {"og:locale", true}, ogAlt: {"og:image:alt", true},
	ogKind: {"og:image:type", true},
}

// meta looks at a meta tag.
func (w *worker) meta(t *tags) {
	content, name := t.get("content"), t.get("name")
	if content == nil {
		return
	}
	if name != nil {
		switch value := decoded(content.value); strings.ToLower(string(name.value)) {
		case "description":
			if !w.head.described {
				w.f.description, w.head.described = oneLine(value), true
			}
		case "robots", "googlebot":
			w.f.noindex = w.f.noindex || hasNoindex(value)
		}
	}
	if equiv := t.get("http-equiv"); equiv != nil && strings.EqualFold(string(equiv.value), "refresh") {
		_, to, ok := strings.Cut(decoded(content.value), "=")
		if d := w.resolve([]byte(strings.Trim(to, ` '"`))); ok && d.file == nowhere {
			w.find("dead-link", to, to)
		}
	}
	key := t.get("property")
	if key == nil {
		key = name
	}
	if key == nil || w.head.ended || !strings.HasPrefix(string(key.value), "og:") {
		return
	}
	for i := range needs {
		if tag := &w.head.tags[i]; string(key.value) == needs[i].name && !tag.given {
			*tag = headTag{true, strings.TrimSpace(content.text()), t.at, !key.quoted || !content.quoted}
		}
	}
}

func hasNoindex(value string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(value), func(r rune) bool { return r == ',' || r == ' ' }) {
		if word == "noindex" || word == "none" {
			return true
		}
	}
	return false
}

// linkTag looks at a link element.
func (w *worker) linkTag(t *tags) {
	rel, href := t.get("rel"), t.get("href")
	if rel == nil || href == nil {
		return
	}
	for word := range strings.FieldsSeq(strings.ToLower(string(rel.value))) {
		switch word {
		case "canonical":
			if w.head.canonical == nil {
				s := strings.TrimSpace(href.text())
				w.head.canonical = &s
			}
		case "stylesheet":
			w.loads(href, &w.f.styles)
			return
		case "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch", "mask-icon":
			w.loads(href, nil)
			return
		case "alternate", "next", "prev", "author", "license", "search", "help":
			if d := w.resolve(href.value); d.file == nowhere {
				w.find("dead-link", href.text(), href.text())
			}
			return
		}
	}
}

// checkHead looks at what a page tells search engines and networks.
func (w *worker) checkHead() {
	f, own := w.f, w.Site.Abs(address(w.file.Path))
	if address(w.file.Path) == site.NotFoundURL {
		f.noindex = true // whatever it says: a server gives it for what is not there
		return
	}
	post := w.sources.post(w.file.Path)
	if f.noindex {
		if post != nil && post.State != site.Removed {
			w.find("post-noindex", "")
		}
		return
	}
	f.listed = true
	h := &w.head
	if f.title == "" {
		w.find("page-title-missing", "")
	}
	if f.description == "" {
		w.find("description-missing", "")
	}
	f.shared = h.tags[ogTitle].value
	w.checkTags()
	if h.canonical != nil && *h.canonical != own {
		w.find("canonical-elsewhere", *h.canonical, named(*h.canonical), own)
	}
	if u := h.tags[ogURL]; u.value != "" && h.canonical != nil && u.value != *h.canonical {
		w.find("preview-address", u.value, u.value, named(*h.canonical))
	}
	w.checkTitle()
	if n := utf8.RuneCountInString(f.description); n > maxDescription {
		w.find("description-long", "", strconv.Itoa(n), strconv.Itoa(maxDescription))
	}
}

// checkTags looks at the tags that networks read.
func (w *worker) checkTags() {
	h := &w.head
	var hard, soft []string // that are missing
	late, unquoted := 0, ""
	if h.canonical == nil {
		hard = append(hard, `link rel="canonical"`)
	}
	for i := range h.tags {
		tag, name := &h.tags[i], needs[i].name
		if tag.value != "" {
			late = max(late, tag.end)
			if tag.unquoted && unquoted == "" {
				unquoted = name
			}
			continue
		}
		switch {
		case i == ogKind, h.tags[ogImage].value == "" && strings.HasPrefix(name, "og:image:"):
		case needs[i].soft:
			soft = append(soft, name)
		default:
			hard = append(hard, name)
		}
	}
	if len(hard) > 0 {
		w.find("preview-tag-missing", hard[0], strings.Join(append(hard, soft...), ", "))
	} else if len(soft) > 0 {
		w.findSofter("preview-tag-missing", soft[0], strings.Join(soft, ", "))
	}
	if unquoted != "" {
		w.find("preview-tag-unquoted", unquoted, unquoted)
	}
	if late > maxHead {
		w.find("preview-too-late", "", strconv.Itoa(late>>10), strconv.Itoa(maxHead>>10))
	}
	w.checkImageAddress()
}

// checkTitle looks at the length of a title, and for the site's name in it where it does not belong.
func (w *worker) checkTitle() {
	f, name := w.f, oneLine(w.Site.Settings.Title)
	title := f.shared
	if title == "" {
		title = withoutName(f.title, name)
	}
	if n := utf8.RuneCountInString(title); n > maxTitle && w.sources.titled(w.file.Path) {
		w.find("page-title-long", "", strconv.Itoa(n), strconv.Itoa(maxTitle))
	}
	switch {
	case times(f.title, name) > 1 && !viet.SameName(f.shared, name): // a list may have the site's very name
		w.find("preview-title", "", f.title)
	case times(f.shared, name) > 0 && !viet.SameName(f.shared, name):
		w.find("preview-title", "", f.shared)
	}
}

// parts are what stands between the signs that part a title from the name of a site.
func parts(title string) []string {
	return strings.FieldsFunc(strings.NewReplacer(" - ", "|", " – ", "|", " — ", "|", " · ", "|", " » ", "|").Replace(title), func(r rune) bool { return r == '|' })
}

// times counts how often a title has the site's name as a part of its own.
func times(title, name string) int {
	n := 0
	for _, part := range parts(title) {
		if name != "" && viet.SameName(strings.TrimSpace(part), name) {
			n++
		}
	}
	return n
}

func withoutName(title, name string) string {
	if rest, ok := strings.CutSuffix(title, name); ok && strings.TrimSpace(rest) != "" {
		return strings.TrimRight(rest, " |-–—·»")
	}
	return title
}

// heads compares the titles and descriptions of all pages.
func (c *checker) heads() {
	titles, texts := make(map[string]int32), make(map[string]int32)
	for _, i := range c.pages {
		f := &c.facts[i]
		if !f.listed || c.files[i].Kind != output.Page {
			continue
		}
		if f.title != "" {
			if first, twice := titles[f.title]; !twice {
				titles[f.title] = i
			} else if c.sources.titled(c.files[first].Path) && !c.sources.titled(c.files[i].Path) { // a post is called like a list
				c.find(finding{page: first, code: "page-title-twice", args: []string{f.title, c.address(i)}})
			} else {
				c.find(finding{page: i, code: "page-title-twice", args: []string{f.title, c.address(first)}})
			}
		}
		if f.description == "" || !c.sources.describes(c.files[i].Path, f.description) {
			continue
		}
		if first, twice := texts[f.description]; twice {
			c.find(finding{page: i, code: "description-twice", args: []string{c.address(first)}})
		} else {
			texts[f.description] = i
		}
	}
}
