package serve

import (
	"bytes"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"bantin/internal/diag"
	"bantin/internal/site"
)

// How many posts are on a page of a list, in a section of the desk, and among those changed last.
const (
	rowsOnPage = 50
	rowsShort  = 10
	rowsRecent = 20
)

// deskView is what the templates of the preview's own pages are given.
type deskView struct {
	W *words
	// Title is the page's, Site that of the site, "" before it could be made.
	Title, Site string
	Current     string // the address in the menu
	Report      report
	// Overview is true for the desk as it opens; Sum says how much is wrong.
	Overview    bool
	Sum         string
	Sections    []section
	Chips       []chip
	Query, Show string
	Heading     string // of Rows
	Found       string
	Rows        []row
	Pager       *pager
	Empty       string
	Cards       []*card
	Card        *card
	Kit         *kitView
}

// section is a part of the desk.
type section struct {
	ID, Title, Note string
	Rows            []row
	More, Count     string // the address of the whole list
}

// row is a post in a list.
type row struct {
	post
	Labels []label
	When   string
	Edit   template.URL
	Share  string
	Kit    string // its share kit
	Error  string
}

// label is a state of a post.
type label struct{ Class, Text string }

// chip leads to a part of the list.
type chip struct {
	Text, Count, URL string
	Current          bool
}

type pager struct{ Prev, Next, Number string }

// parseTemplates reads the templates of the preview's own pages.
func parseTemplates() *template.Template {
	type list struct {
		W    *words
		Rows []row
	}
	type shown struct {
		W *words
		C *card
	}
	return template.Must(template.New("").Funcs(template.FuncMap{
		"rows":   func(w *words, rows []row) list { return list{w, rows} },
		"share":  func(w *words, c *card) shown { return shown{w, c} },
		"editor": func(link string) template.URL { return template.URL(link) }, // of our own making
	}).ParseFS(assets, "assets/*.html"))
}

// deskPage renders a page of the preview's own.
func (s *Server) deskPage(p page, name string, v *deskView) page {
	if v == nil {
		v = &deskView{Title: s.words.Missing}
	}
	v.W = s.words
	var buf bytes.Buffer
	if err := s.templates().ExecuteTemplate(&buf, name, v); err != nil {
		panic(err) // a bug: the templates are our own
	}
	p.kind, p.body, p.live, p.own = htmlType, buf.Bytes(), true, true
	p.seen.sum = sum(p.body)
	return p
}

// parts are the parts of the list of posts.
func (s *Server) parts() []struct {
	id, title string
	fits      func(*post) bool
} {
	return []struct {
		id, title string
		fits      func(*post) bool
	}{
		{"broken", s.words.Broken, func(p *post) bool { return p.Broken }},
		{"drafts", s.words.Drafts, func(p *post) bool { return p.Draft }},
		{"scheduled", s.words.Scheduled, func(p *post) bool { return p.Future && !p.Draft }},
		{"recent", s.words.Recent, nil},
	}
}

// desk is the page of all posts, and of all that is wrong.
func (s *Server) desk(p page, r *http.Request, st *state) page {
	ask := r.URL.Query()
	local := isLocal(r.RemoteAddr)
	v := &deskView{Title: s.words.Desk, Site: st.title(), Current: own, Query: ask.Get("q"), Show: ask.Get("show")}
	all := st.posts()
	if v.Overview = v.Query == "" && v.Show == "" && ask.Get("page") == ""; v.Overview {
		v.Report = s.report(st, "", local, deskMost)
		v.Sum = s.sum(&v.Report)
	}
	v.Heading = s.words.All
	v.Chips = append(v.Chips, chip{s.words.All, s.words.number(len(all)), own + query("q", v.Query), v.Show == ""})
	chosen := st.choose(v.Query, nil)
	for _, part := range s.parts() {
		var list []post
		if part.id == "recent" {
			list = s.times.newest(all, rowsRecent)
		} else {
			list = st.choose("", part.fits)
		}
		v.Chips = append(v.Chips, chip{part.title, s.words.number(len(list)), own + query("show", part.id, "q", v.Query), v.Show == part.id})
		if v.Show == part.id {
			if chosen, v.Heading = st.choose(v.Query, part.fits), part.title; part.id == "recent" {
				chosen = list
			}
		}
		if v.Overview && len(list) > 0 {
			sec := section{ID: part.id, Title: part.title, Rows: s.rows(st, list[:min(len(list), rowsShort)], local), More: own + query("show", part.id)}
			if part.id == "recent" {
				sec.Note = s.words.RecentNote
			}
			if len(list) > rowsShort {
				sec.Count = s.words.count(s.words.PostCount, len(list))
			}
			v.Sections = append(v.Sections, sec)
		}
	}
	s.list(v, chosen, ask, rowsOnPage, func(some []post) { v.Rows = s.rows(st, some, local) })
	return s.deskPage(p, "desk", v)
}

// list puts one page of a list into a view.
func (s *Server) list(v *deskView, all []post, ask url.Values, size int, put func(some []post)) {
	count := max(1, (len(all)+size-1)/size)
	n, _ := strconv.Atoi(ask.Get("page"))
	n = min(max(n, 1), count)
	put(all[(n-1)*size : min(len(all), n*size)])
	v.Found = s.words.count(s.words.PostCount, len(all))
	if v.Query != "" {
		v.Found = s.words.count(s.words.FoundCount, len(all))
	}
	if len(all) == 0 {
		if v.Empty = s.words.None; v.Query != "" {
			v.Empty = s.words.NoneFound
		}
	}
	if count == 1 {
		return
	}
	v.Pager = &pager{Number: s.words.fill(s.words.Page, s.words.number(n)+"/"+s.words.number(count))}
	at := func(n int) string {
		return v.Current + query("show", v.Show, "q", v.Query, "page", strconv.Itoa(n))
	}
	if n > 1 {
		v.Pager.Prev = at(n - 1)
	}
	if n < count {
		v.Pager.Next = at(n + 1)
	}
}

// sum is “2 lỗi, một cảnh báo”.
func (s *Server) sum(r *report) string {
	var parts []string
	if r.Errors > 0 {
		parts = append(parts, s.words.count(s.words.Errors, r.Errors))
	}
	if r.Warnings > 0 {
		parts = append(parts, s.words.count(s.words.Warnings, r.Warnings))
	}
	return strings.Join(parts, ", ")
}

// query makes the end of an address; empty values are left out.
func query(pairs ...string) string {
	q := make(url.Values)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// rows tells of posts.
func (s *Server) rows(st *state, posts []post, local bool) []row {
	w := s.words
	rows := make([]row, 0, len(posts))
	for _, p := range posts {
		r := row{post: p}
		line := 1
		if p.Broken {
			r.Labels = append(r.Labels, label{"error", w.Held})
			if d := firstError(st, p.File); d != nil {
				r.Error, line = sentence(d.Message(w.Lang)), d.Line
			}
		}
		if p.Draft {
			r.Labels = append(r.Labels, label{"", w.Draft})
		}
		if p.Future {
			r.Labels = append(r.Labels, label{"due", w.fill(w.Future, moment(&p))})
		}
		switch p.State {
		case site.Expired:
			r.Labels = append(r.Labels, label{"", w.Expired})
		case site.Removed:
			r.Labels = append(r.Labels, label{"", w.Gone})
		}
		if !p.Date.IsZero() {
			r.When = p.Date.Format("02/01/2006")
		}
		if p.URL != "" {
			r.Share = own + "share/" + query("path", p.URL)
			if p.State != site.Removed {
				r.Kit = kitAddress(p.URL)
			}
		}
		if local {
			r.Edit = template.URL(s.edit(p.File, line, 1))
		}
		rows = append(rows, r)
	}
	return rows
}

// moment is when a post is due.
func moment(p *post) string {
	if p.Date.Hour() == 0 && p.Date.Minute() == 0 {
		return p.Date.Format("02/01/2006")
	}
	return p.Date.Format("15:04, 02/01/2006")
}

func firstError(st *state, file string) *diag.Diagnostic {
	all := st.view.Problems.All()
	for i := range all {
		if all[i].File == file && all[i].Severity == diag.Error {
			return &all[i]
		}
	}
	return nil
}

// title is the site's title.
func (st *state) title() string {
	if st.view.Site == nil {
		return ""
	}
	return st.view.Site.Settings.Title
}

// nothing answers as long as no page of the site could be made.
func (s *Server) nothing(p page, st *state, name string, r *http.Request) page {
	p.status = http.StatusInternalServerError
	if name == "" || !isPage(name) {
		p.status, p.kind, p.body = http.StatusNotFound, "text/plain; charset=utf-8", []byte(s.words.CannotShow+"\n")
		return p
	}
	return s.deskPage(p, "broken", &deskView{Title: s.words.CannotShow, Report: s.report(st, "", isLocal(r.RemoteAddr), deskMost)})
}

// broken answers for a page that cannot be rendered, for a mistake of a layout or for another reason.
func (s *Server) broken(p page, r *http.Request, st *state, why *diag.Diagnostic, err error) page {
	v := &deskView{Title: s.words.BrokenHere, Site: st.title()}
	if why != nil {
		v.Report = report{Errors: 1, Problems: []problem{s.problem(why, "", isLocal(r.RemoteAddr))}}
	} else {
		v.Report = report{Note: s.reason(err, isLocal(r.RemoteAddr))}
	}
	return s.deskPage(p, "broken", v)
}
