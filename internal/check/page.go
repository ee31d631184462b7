package check

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"bantin/internal/output"
	"bantin/internal/viet"
)

// maxFindings is how many problems of one page are told: more of them help nobody.
const maxFindings = 50

// worker reads one page after another.
type worker struct {
	*checker
	buf      bytes.Buffer
	t        tags
	known    map[string]dest // where addresses lead that are the same on all pages
	linked   bits
	distant  []distant
	findings []finding

	page int32
	file *output.File
	f    *facts
	dir  string // what relative addresses begin at, from the site's root
	told int
	pageState
}

// pageState is what is known of a page while it is read.
type pageState struct {
	ids      []id
	local    []local // links to anchors of the page itself
	head     head
	svg      int
	template int
	link     link
	level    int // of the last heading
	mains    int // headings of the first level
	// source is what the first source of a picture element offers to a phone.
	source    int32
	inPicture bool
}

// id is an id of the page, or the name of an anchor.
type id struct {
	digest uint64
	text   []byte
}

// local is a link to an anchor of its own page.
type local struct {
	anchor uint64
	raw    string
}

// link is a link whose end is still to come.
type link struct {
	open, named bool
	href        string
}

// read renders a page and looks at every tag of it.
func (w *worker) read(page int32) error {
	w.page, w.file, w.f, w.told = page, &w.files[page], &w.facts[page], 0
	if err := w.render(page, &w.buf); err != nil {
		return err
	}
	w.dir = address(w.file.Path)
	w.dir = w.dir[:strings.LastIndexByte(w.dir, '/')+1]
	w.pageState = pageState{ids: w.ids[:0], local: w.local[:0], source: nowhere}
	w.f.size = w.buf.Len()
	t := &w.t
	t.reset(w.buf.Bytes())
	for t.next() {
		w.tag(t)
	}
	w.closeLink()
	w.checkIDs()
	if w.file.Kind == output.Page {
		w.checkHead()
		if w.mains != 1 {
			w.find("main-heading", "", strconv.Itoa(w.mains))
		}
	}
	return nil
}

// find notes a problem of the page.
func (w *worker) find(code, raw string, args ...string) {
	if w.told++; w.told <= maxFindings {
		w.findings = append(w.findings, finding{page: w.page, code: code, raw: raw, args: args})
	}
}

// findSofter notes a problem that is a warning whatever the catalogue says.
func (w *worker) findSofter(code, raw string, args ...string) {
	if w.find(code, raw, args...); w.told <= maxFindings {
		w.findings[len(w.findings)-1].softer = true
	}
}

// tag looks at a tag and at the text before it.
func (w *worker) tag(t *tags) {
	if w.link.open && !w.link.named && !isBlank(t.text) && !(t.end && isCode(t.name)) {
		w.link.named = true
	}
	if t.end {
		w.close(t)
		return
	}
	if string(t.name) == "template" {
		w.template++
	}
	if w.template > 0 {
		return // nothing of it is on the page
	}
	if len(t.attrs) > 0 {
		if a := t.get("id"); a != nil {
			w.addID(a)
		}
	}
	w.open(t)
}

func isCode(name []byte) bool { return string(name) == "script" || string(name) == "style" }

// open looks at a start tag.
func (w *worker) open(t *tags) {
	switch string(t.name) {
	case "a", "area":
		w.openLink(t)
	case "img":
		w.image(t)
	case "picture":
		w.inPicture, w.source = true, nowhere
	case "source":
		w.sourceTag(t)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.heading(int(t.name[1] - '0'))
	case "svg":
		w.svg++
	case "base":
		if a := t.get("href"); a != nil {
			if d, ok := w.ownPath(a.text()); ok {
				w.dir = d[:strings.LastIndexByte(d, '/')+1]
			}
		}
	case "meta":
		w.meta(t)
	case "link":
		w.linkTag(t)
	case "script":
		if a := t.get("src"); a != nil {
			w.loads(a, &w.f.scripts)
		}
	case "iframe", "embed", "audio", "track", "video":
		if a := t.get("src"); a != nil {
			w.loads(a, nil)
		}
		if a := t.get("poster"); a != nil {
			w.loads(a, &w.f.eager)
		}
	case "div":
		if a := t.get("data-search"); a != nil { // what the script of the search page fetches
			w.loads(a, nil)
		}
	case "object":
		if a := t.get("data"); a != nil {
			w.loads(a, nil)
		}
	case "input":
		if a := t.get("src"); a != nil {
			w.loads(a, &w.f.eager)
		}
	case "form":
		if a := t.get("action"); a != nil && len(a.value) > 0 {
			w.follow(a)
		}
	}
}

// close looks at an end tag.
func (w *worker) close(t *tags) {
	switch string(t.name) {
	case "a":
		w.closeLink()
	case "template":
		w.template = max(0, w.template-1)
	case "svg":
		w.svg = max(0, w.svg-1)
	case "picture":
		w.inPicture = false
	case "title":
		if w.svg == 0 && w.template == 0 && w.f.title == "" {
			w.f.title = oneLine(decoded(t.text))
		}
	case "head":
		w.head.ended = true
	}
}

// oneLine is text as a title shows it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// openLink begins a link.
func (w *worker) openLink(t *tags) {
	w.closeLink()
	if a := t.get("name"); a != nil && len(a.value) > 0 {
		w.ids = append(w.ids, id{digest(a.value), nil}) // one like an id of the page is no problem
	}
	href := t.get("href")
	if href == nil {
		return
	}
	if s := strings.TrimSpace(string(href.value)); s == "" || s == "#" {
		w.find("link-without-address", "")
	} else {
		w.follow(href)
	}
	named := hasText(t, "aria-label") || hasText(t, "aria-labelledby") || hasText(t, "title") || hasText(t, "alt")
	if a := t.get("aria-hidden"); a != nil && string(a.value) == "true" || t.get("hidden") != nil {
		named = true // nobody is told of it
	}
	w.link = link{open: true, named: named, href: href.text()}
	if string(t.name) == "area" {
		w.closeLink()
	}
}

func hasText(t *tags, name string) bool {
	a := t.get(name)
	return a != nil && !isBlank(a.value)
}

func (w *worker) closeLink() {
	if w.link.open && !w.link.named && strings.TrimSpace(w.link.href) != "" {
		w.find("link-without-name", w.link.href, w.link.href)
	}
	w.link = link{}
}

// heading looks at the level of a heading.
func (w *worker) heading(level int) {
	if level == 1 {
		w.mains++
	}
	if w.level > 0 && level > w.level+1 {
		text := w.headingText()
		w.find("heading-order", text, "h"+strconv.Itoa(w.level), "h"+strconv.Itoa(level), text)
	}
	w.level = level
}

// headingText is the text of the heading that begins here, for a message.
func (w *worker) headingText() string {
	rest := tags{src: w.t.src, at: w.t.at}
	var text []byte
	for rest.next() {
		text = append(text, rest.text...)
		if rest.end && len(rest.name) == 2 && rest.name[0] == 'h' || len(text) > 200 {
			break
		}
	}
	if s := oneLine(decoded(text)); s != "" {
		return viet.Excerpt(s, 60)
	}
	return "–"
}

// addID notes an id.
func (w *worker) addID(a *attr) {
	if w.svg == 0 || len(a.value) > 0 {
		w.ids = append(w.ids, id{digest(a.value), a.value})
	}
}

// checkIDs looks for ids that are given twice, and for the anchors that links of the page itself name.
func (w *worker) checkIDs() {
	slices.SortStableFunc(w.ids, func(a, b id) int {
		switch {
		case a.digest < b.digest:
			return -1
		case a.digest > b.digest:
			return 1
		}
		return 0
	})
	all := make([]uint64, len(w.ids))
	for i, x := range w.ids {
		all[i] = x.digest
		if i > 0 && x.digest == w.ids[i-1].digest && x.text != nil && w.ids[i-1].text != nil && (i < 2 || w.ids[i-2].digest != x.digest) {
			w.find("id-twice", `id="`+string(x.text)+`"`, named(decoded(x.text)))
		}
	}
	w.f.ids = all
	for _, l := range w.local {
		if !w.f.hasID(l.anchor) {
			w.find("dead-anchor", l.raw, l.raw)
		}
	}
}

// named gives a value that may be empty in a form that can be seen.
func named(s string) string {
	if s = strings.TrimSpace(s); s == "" {
		return "–"
	}
	return s
}

func (f *facts) hasID(digest uint64) bool {
	_, ok := slices.BinarySearch(f.ids, digest)
	return ok
}

// digest is a hash of an id: FNV-1a, of 64 bits. That two of one page are the same is not to be feared.
func digest[T string | []byte](s T) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
