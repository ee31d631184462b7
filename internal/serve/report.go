package serve

import (
	"io/fs"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bantin/internal/diag"
	"bantin/internal/render"
)

// most is how many errors, and how many warnings, an overlay shows at most; deskMost is that for a page of its own.
const (
	most     = 100
	deskMost = 5000
)

// report is what is wrong, for who looks at a page.
type report struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	// Note says which version of what is shown.
	Note string `json:"note,omitempty"`
	// Problems are errors, then warnings; of each those of the page's file come first.
	Problems []problem `json:"problems"`
	// More is how many are left out.
	More string `json:"more,omitempty"`
}

// problem is a diagnostic in words.
type problem struct {
	File     string `json:"file,omitempty"`
	Place    string `json:"place,omitempty"` // "content/posts/a.md:5:7"
	Line     int    `json:"line,omitempty"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Code     string `json:"code"`
	Excerpt  string `json:"excerpt,omitempty"`
	Caret    int    `json:"caret"`
	// Here is true for a problem of the page's own file.
	Here bool `json:"here,omitempty"`
	// Edit opens the place in the editor; "" for who is at another computer.
	Edit string `json:"edit,omitempty"`
}

// report tells what is wrong; source is the file of the page that is looked at.
func (s *Server) report(st *state, source string, local bool, most int) report {
	v := st.view
	r := report{Errors: v.Problems.Errors(), Warnings: v.Problems.Warnings()}
	rank := func(d *diag.Diagnostic) int {
		n := 0
		if d.Severity == diag.Warning {
			n = 2
		}
		if source == "" || d.File != source {
			n++
		}
		return n
	}
	var groups [4][]diag.Diagnostic
	for _, d := range v.Problems.All() {
		groups[rank(&d)] = append(groups[rank(&d)], d)
	}
	left := 0
	for i := range 2 {
		group := slices.Concat(groups[2*i], groups[2*i+1])
		left += max(0, len(group)-most)
		for _, d := range group[:min(len(group), most)] {
			r.Problems = append(r.Problems, s.problem(&d, source, local))
		}
	}
	if left > 0 {
		r.More = s.words.count(s.words.More, left)
	}
	r.Note = s.note(st, source, local)
	return r
}

// note says which version of the site is shown while something is wrong.
func (s *Server) note(st *state, source string, local bool) string {
	v, w := st.view, s.words
	_, held := slices.BinarySearch(v.Broken, source)
	switch {
	case st.fault != nil:
		return w.fill(w.Fault, s.reason(st.fault, local))
	case v.Tree == nil:
		return w.Nothing
	case v.Failed:
		return w.AllHeld
	case held && len(v.Broken) > 1:
		return w.ThisHeld + " " + w.count(w.OthersHeld, len(v.Broken)-1)
	case held:
		return w.ThisHeld
	case len(v.Broken) > 0:
		return w.count(w.SomeHeld, len(v.Broken))
	}
	return ""
}

func (s *Server) problem(d *diag.Diagnostic, source string, local bool) problem {
	p := problem{
		File: diag.Harmless(d.File), Line: d.Line, Severity: d.Severity.String(), Message: sentence(d.Message(s.o.Lang)), Hint: sentence(d.Hint(s.o.Lang)), Code: d.Code,
		Excerpt: d.Excerpt, Caret: d.Caret, Here: source != "" && d.File == source,
	}
	if p.Place = p.File; d.Line > 0 {
		p.Place += ":" + strconv.Itoa(d.Line)
		if d.Column > 0 {
			p.Place += ":" + strconv.Itoa(d.Column)
		}
	}
	if local {
		p.Edit = s.edit(d.File, d.Line, d.Column)
	}
	return p
}

// sentence makes a sentence of what stands between other words on a terminal.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	s = string(unicode.ToUpper(first)) + s[size:]
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".?!…/", last) {
		return s
	}
	return s + "."
}

// edit is the address that opens a file in VS Code; its absolute path is nothing to tell other computers.
func (s *Server) edit(file string, line, column int) string {
	if s.o.Path == "" || file == "" {
		return ""
	}
	u := url.URL{Scheme: "vscode", Host: "file", Path: s.o.Path + "/" + s.live.RealName(file)}
	if u.Path[0] != '/' {
		u.Path = "/" + u.Path // C:/…
	}
	link := u.String()
	if line > 0 {
		link += ":" + strconv.Itoa(line) + ":" + strconv.Itoa(max(column, 1))
	}
	return link
}

// Before, At and After are Excerpt around the character that Caret is at; At is "" without one.
func (p problem) Before() string { before, _, _ := p.split(); return before }

// At is the character at the caret, a space behind the end.
func (p problem) At() string { _, at, _ := p.split(); return at }

// After is what follows it.
func (p problem) After() string { _, _, after := p.split(); return after }

func (p problem) split() (before, at, after string) {
	letters := []rune(p.Excerpt)
	switch {
	case p.Caret < 0:
		return p.Excerpt, "", ""
	case p.Caret >= len(letters):
		return p.Excerpt, " ", ""
	}
	return string(letters[:p.Caret]), string(letters[p.Caret]), string(letters[p.Caret+1:])
}

// layoutProblem is what is wrong with a layout, with its line.
func (s *Server) layoutProblem(bad *render.LayoutError) *diag.Diagnostic {
	var list diag.List
	list.Add(bad.Diagnostic)
	list.Excerpts(func(file string) ([]byte, error) { return fs.ReadFile(s.live.Files(), file) })
	return &list.All()[0]
}
