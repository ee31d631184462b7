package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"html"
	"net/http"
	"path"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/output"
	"bantin/internal/render"
)

// page is the answer to a request.
type page struct {
	status int
	kind   string // Content-Type
	to     string // where else to look; then there is nothing below
	body   []byte
	// live is true for HTML that gets the script, and own for pages of the preview's own, which show problems themselves.
	live, own bool
	state     string // the name of its state
	source    string // the file that makes it, below the site folder; "" for none
	kit       string // where the share kit of the post is that it shows; "" for none
	seen      fingerprint
}

// answer finds what is at the address of a request. A request may name another address by its URL than
// that it was sent to; see serveStatus.
func (s *Server) answer(r *http.Request, st *state) page {
	p := page{status: http.StatusOK, state: st.name}
	name := filePath(r.URL)
	tree := st.view.Tree
	if tree == nil {
		return s.nothing(p, st, name, r)
	}
	f, ok := tree.Get(name)
	if !ok && name != "" {
		if _, is := tree.Get(name + "/index.html"); is {
			p.status, p.to = http.StatusFound, r.URL.EscapedPath()+"/"
			if r.URL.RawQuery != "" {
				p.to += "?" + r.URL.RawQuery
			}
			return p
		}
	}
	if !ok {
		p.status = http.StatusNotFound
		if f, ok = tree.Get("404.html"); !ok {
			p.kind, p.body = "text/plain; charset=utf-8", []byte("404\n")
			return p
		}
	}
	body, err := s.render(st, &f)
	if err != nil {
		return s.unrendered(p, r, st, f, err)
	}
	p.kind, p.body = contentType(f.Path), body
	if f.Kind == output.Page || f.Kind == output.Redirect || p.kind == htmlType && bytes.Contains(body, bodyEnd) {
		p.live, p.seen = true, s.look(st, name, body)
		if p.status == http.StatusOK && f.Kind == output.Page {
			p.source, p.kit = f.Source, st.kitOf(name)
		}
	}
	return p
}

const htmlType = "text/html; charset=utf-8"

// render gives the bytes of a file.
func (s *Server) render(st *state, f *output.File) ([]byte, error) {
	if body := s.films.get(st, f.Path); body != nil {
		return body, nil
	}
	var buf bytes.Buffer
	if err := f.Render(&buf); err != nil {
		return nil, err
	}
	s.films.keep(st, f.Path, buf.Bytes())
	return buf.Bytes(), nil
}

// reason says why something failed. Where files lie is nothing to tell other computers.
func (s *Server) reason(err error, local bool) string {
	if !local {
		return s.words.Unreadable
	}
	return diag.Harmless(err.Error())
}

// patience is how long a file that has gone since the View was made may hope for the next.
const patience = time.Second

// unrendered answers for a file that could not be rendered: a layout fails on its values, or
// a file has gone or changed since the View was made. Then the next View knows better, and comes soon.
func (s *Server) unrendered(p page, r *http.Request, st *state, f output.File, err error) page {
	bad := new(render.LayoutError)
	if !errors.As(err, &bad) {
		select {
		case s.doubts <- struct{}{}:
		default: // it is looked at already
		}
		if next := s.after(r.Context(), st, time.After(patience)); next != nil {
			if other, ok := next.view.Tree.Get(f.Path); ok {
				if body, e := s.render(next, &other); e == nil {
					return page{status: p.status, kind: contentType(f.Path), body: body, state: next.name, live: f.Kind == output.Page,
						source: f.Source, seen: s.look(next, f.Path, body)}
				}
			}
		}
	}
	if bad.Diagnostic.Code == "" && s.failing.Swap(st) != st { // told once, not for each picture of a page
		s.tell(Event{Cause: Failed, Err: err})
	}
	p.status = http.StatusInternalServerError
	if !isPage(f.Path) {
		p.kind, p.body = "text/plain; charset=utf-8", []byte(s.reason(err, isLocal(r.RemoteAddr))+"\n")
		return p
	}
	p.source = f.Source
	if bad.Diagnostic.Code != "" {
		return s.broken(p, r, st, s.layoutProblem(bad), nil)
	}
	return s.broken(p, r, st, nil, err)
}

// isPage tells whether who asks for a path expects to read.
func isPage(name string) bool {
	ext := path.Ext(name)
	return ext == ".html" || ext == ""
}

var (
	bodyEnd   = []byte("</body>")
	scriptTag = `<script src="` + own + `preview.js"`
)

// withScript puts the script before the end of the body. Nothing else of a page changes.
func (s *Server) withScript(p *page) []byte {
	var tag strings.Builder
	tag.WriteString(scriptTag)
	for _, a := range [][2]string{{"view", p.state}, {"page", p.seen.sum}, {"styles", p.seen.styles()}, {"source", p.source}} {
		if a[1] != "" {
			tag.WriteString(" data-" + a[0] + `="` + html.EscapeString(a[1]) + `"`)
		}
	}
	if p.kit != "" {
		tag.WriteString(` data-kit="` + html.EscapeString(p.kit) + `" data-kit-label="` + html.EscapeString(s.words.Kit.Title) + `"`)
	}
	if p.own {
		tag.WriteString(" data-own")
	}
	tag.WriteString("></script>")
	at := bytes.LastIndex(p.body, bodyEnd)
	if at < 0 {
		at = len(p.body)
	}
	return append(append(append(make([]byte, 0, len(p.body)+tag.Len()), p.body[:at]...), tag.String()...), p.body[at:]...)
}

// sum is a short name for some bytes.
func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:8])
}
