package check

import (
	"io/fs"
	"strings"
	"unicode/utf8"

	"bantin/internal/content"
	"bantin/internal/diag"
	"bantin/internal/parallel"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// Texts looks at the texts that pages are made of: for spaces typed twice and quotes of several kinds, for old encodings,
// letters that only look right and numbers of persons where a build does not look for them (captions, places,
// names of files), and for posts that several units have pasted. Of each kind the first in a file is told. known are the problems that a build
// has found, and files is the site folder.
func Texts(s *site.Site, files fs.FS, known []diag.Diagnostic) diag.List {
	told := make(map[string]bool)
	for _, d := range known {
		told[d.File+" "+d.Code] = true
	}
	where := &sources{c: &checker{Input: Input{Site: s, Files: files}}, texts: make(map[string]string)}
	all := textsOf(s)
	found := make([][]diag.Diagnostic, len(all))
	parallel.Do(len(all), func(i int) {
		l := lint{texts: &all[i], where: where, told: told}
		l.run()
		found[i] = l.found
	})
	var l diag.List
	for _, f := range found {
		l.Add(f...)
	}
	l.Add(repeats(s)...)
	return l
}

// texts are those of one file.
type texts struct {
	file  string
	draft bool
	// checked are title and summary, which a build looks at; others are the rest of front matter.
	checked, others []string
	html            string // the body
}

// textsOf gives the texts of all posts and other files with a page.
func textsOf(s *site.Site) (all []texts) {
	for _, p := range s.All {
		if p.State == site.Removed {
			continue
		}
		t := texts{file: p.File, draft: p.Draft, checked: []string{p.Title}, html: p.Body.HTML}
		if !fromBody(p, p.Summary) {
			t.checked = append(t.checked, p.Summary)
		}
		t.picture(p.Cover)
		for i := range p.Images {
			t.picture(&p.Images[i])
		}
		for _, a := range p.Attachments {
			t.add(a.Title)
		}
		for i := range p.Post.Activities {
			a := &p.Post.Activities[i]
			t.add(a.Place, a.Time)
		}
		for _, c := range p.Corrections {
			t.add(c.Text)
		}
		t.add(p.Author)
		all = append(all, t)
	}
	add := func(m *content.Meta, more ...string) {
		t := texts{file: m.File, checked: []string{m.Title, m.Description}, html: m.Body.HTML}
		t.picture(m.Cover)
		t.add(more...)
		all = append(all, t)
	}
	for _, x := range s.Topics {
		add(&x.Meta)
	}
	for _, x := range s.Units {
		add(&x.Meta, x.Unit.Contact.Address)
	}
	for _, x := range s.Campaigns {
		var more []string
		for _, p := range x.Phases {
			more = append(more, p.Title, p.Text)
		}
		for _, b := range x.Basis {
			more = append(more, b.Title)
		}
		add(&x.Meta, more...)
	}
	for _, x := range s.Pages {
		add(&x.Meta)
	}
	return all
}

// fromBody tells whether a summary is the beginning of the post's text, because its editor gave none.
func fromBody(p *site.Post, summary string) bool {
	return strings.HasPrefix(oneLine(p.Body.Lead), strings.TrimRight(summary, "… "))
}

func (t *texts) add(all ...string) {
	for _, s := range all {
		if s != "" {
			t.others = append(t.others, s)
		}
	}
}

func (t *texts) picture(m *content.Image) {
	if m != nil {
		t.add(m.Alt, m.Caption, m.Credit)
	}
}

// lint looks at the texts of one file.
type lint struct {
	*texts
	where *sources
	told  map[string]bool
	found []diag.Diagnostic
	own   []string // codes that were told
}

func (l *lint) run() {
	for _, s := range l.checked {
		l.spaces(s)
		l.quotes(s, straight)
	}
	for _, s := range l.others {
		l.spaces(s)
		l.quotes(s, straight)
		l.letters(s)
	}
	l.body()
}

// report tells of a problem at a byte of a text, the first of its code in the file.
func (l *lint) report(code, text string, at int, args ...string) {
	if l.told[l.file+" "+code] {
		return
	}
	for _, c := range l.own {
		if c == code {
			return
		}
	}
	l.own = append(l.own, code)
	pos := l.place(text, at)
	d := diag.New(l.file, int(pos.Line), int(pos.Column), code, args...)
	if l.draft {
		d.Severity = diag.Warning
	}
	l.found = append(l.found, d)
}

// place finds a byte of a text in the file: with the whole text, or with the words around the byte, for
// a text may be broken into lines there, or have its markup.
func (l *lint) place(text string, at int) content.Pos {
	src := l.where.text(l.file)
	for _, reach := range []int{len(text), 24, 12, 6} {
		from, to := max(0, at-reach), min(len(text), at+reach)
		for from > 0 && !utf8.RuneStart(text[from]) {
			from--
		}
		for to < len(text) && !utf8.RuneStart(text[to]) {
			to++
		}
		if i := strings.Index(src, text[from:to]); i >= 0 {
			return placeOf(src, i+at-from)
		}
	}
	return content.Pos{}
}

// spaces looks for a space that was typed twice between words.
func (l *lint) spaces(s string) {
	if at := strings.Index(strings.TrimRight(s, " "), "  "); at > 0 {
		if len(strings.TrimLeft(s[:at], " ")) > 0 {
			l.report("double-space", s, at, around(s, at))
		}
	}
}

// around gives the words on either side of a byte.
func around(s string, at int) string {
	before, after := strings.Fields(s[:at]), strings.Fields(s[at:])
	return strings.Join(before[max(0, len(before)-2):], " ") + "  " + strings.Join(after[:min(2, len(after))], " ")
}

// The kinds of double quotes. Single ones also stand for other things.
const (
	straight = 1 << iota
	curly
	angled
	low
)

// quotes looks for quotes of another kind than the first one of a text. Of the straight ones those that are
// left in a body mean inches: pairs of them have become curly.
func (l *lint) quotes(s string, also int) {
	if !strings.ContainsAny(s, "“”«»„") {
		return
	}
	first := 0
	for i, r := range s {
		kind := 0
		switch r {
		case '"':
			kind = straight & also
		case '“', '”':
			kind = curly
		case '«', '»':
			kind = angled
		case '„':
			kind = low
		}
		switch {
		case kind == 0, kind == curly && first == low: // „…“
		case first == 0:
			first = kind
		case kind != first:
			l.report("mixed-quotes", s, i, string(r))
			return
		}
	}
}

// letters looks for what no build looks for in these texts.
func (l *lint) letters(s string) {
	if encoding, at := viet.Legacy(s); encoding != "" {
		l.report("legacy-encoding", s, at, wordAt(s, at))
	} else if r, _, at := viet.LookAlike(s); r != 0 {
		l.report("look-alike-letter", s, at, wordAt(s, at))
	}
	if kind, at := viet.LooksPersonal(s); kind != "" {
		l.report("personal-number", s, at)
	}
}

// wordAt gives the word around a byte.
func wordAt(s string, at int) string {
	at = min(at, len(s))
	from := strings.LastIndexAny(s[:at], " \t\n") + 1
	to := len(s)
	if n := strings.IndexAny(s[at:], " \t\n"); n >= 0 {
		to = at + n
	}
	return viet.Excerpt(s[from:to], 40)
}

// body looks at the text of the body, but for code.
func (l *lint) body() {
	if !strings.Contains(l.html, "  ") && !strings.ContainsAny(l.html, "«»„") {
		return
	}
	t := tags{src: []byte(l.html)}
	code := 0
	var all []byte
	for more := true; more; {
		more = t.next()
		if code == 0 && len(t.text) > 0 {
			all = append(all, t.text...)
			l.spaces(decoded(t.text))
		}
		if name := string(t.name); name == "pre" || name == "code" {
			if code++; t.end {
				code -= 2
			}
		}
	}
	l.quotes(decoded(all), 0)
}
