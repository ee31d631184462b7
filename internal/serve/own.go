package serve

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"bantin/internal/output"
	"bantin/static"
)

// The preview's own scripts, style sheet and templates.
//
//go:embed assets
var assets embed.FS

// serveOwn answers for the preview's own addresses.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	// No other site has anything to find here, nor to show in a frame.
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	w.Header().Set("Content-Security-Policy", "frame-ancestors 'self'")
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
		s.refuse(w, http.StatusForbidden, s.words.OtherSite)
		return
	}
	switch name := strings.TrimPrefix(r.URL.Path, own); name {
	case "events":
		s.serveEvents(w, r)
		return
	case "preview.js":
		s.sendOwn(w, r, name, embedded(assets, "assets/overlay.js"), embedded(assets, "assets/preview.js"))
		return
	case "worker.js", "desk.js", "kit.js", "desk.css":
		s.sendOwn(w, r, name, embedded(assets, "assets/"+name))
		return
	case "icon.svg":
		s.sendOwn(w, r, name, embedded(static.FS, name))
		return
	case "literata-vi-600.woff2":
		s.sendOwn(w, r, name, embedded(static.FS, "fonts/"+name))
		return
	}
	st := s.first(r.Context())
	switch {
	case st == nil:
		s.refuse(w, http.StatusServiceUnavailable, s.words.Ending)
	case r.URL.Path == own+"page":
		s.serveStatus(w, r, st)
	default:
		s.send(w, r, s.ownPage(r, st))
	}
}

func (s *Server) sendOwn(w http.ResponseWriter, r *http.Request, name string, parts ...[]byte) {
	s.send(w, r, page{status: http.StatusOK, kind: contentType(name), body: bytes.Join(parts, nil)})
}

func embedded(files fs.FS, name string) []byte {
	body, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return body
}

// ownPage gives a page of the preview's own.
func (s *Server) ownPage(r *http.Request, st *state) page {
	p := page{status: http.StatusOK, state: st.name, own: true}
	switch r.URL.Path {
	case own:
		return s.desk(p, r, st)
	case own + "cards/":
		return s.cards(p, r, st)
	case own + "share/":
		return s.share(p, r, st)
	case own + "kit/":
		return s.kit(p, r, st)
	case own[:len(own)-1], own + "cards", own + "share", own + "kit":
		p.status, p.to = http.StatusFound, r.URL.Path+"/"
		if r.URL.RawQuery != "" {
			p.to += "?" + r.URL.RawQuery
		}
		return p
	}
	if name, ok := strings.CutPrefix(r.URL.Path, own+"kit/"); ok {
		return s.kitFile(p, name, st)
	}
	p.status = http.StatusNotFound
	return s.deskPage(p, "missing", nil)
}

// heartbeat is how often a stream says that it is alive: systems between drop what is silent.
const heartbeat = 15 * time.Second

// serveEvents tells the name of the state, now and whenever there is another.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	// After the program was started anew nobody should wait long.
	fmt.Fprint(w, "retry: 500\n\n")
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for st := s.now.Load(); ; {
		if st.view != nil {
			fmt.Fprintf(w, "event: view\ndata: %s\n\n", st.name)
		}
		next := (*state)(nil)
		for next == nil {
			if out.Flush() != nil || r.Context().Err() != nil || s.ended() {
				return
			}
			if next = s.after(r.Context(), st, beat.C); next == nil {
				fmt.Fprint(w, ": \n\n")
			}
		}
		st = next
	}
}

// status is what a page that is open should be now.
type status struct {
	View   string  `json:"view"`
	Page   string  `json:"page"` // the sum
	Styles []sheet `json:"styles"`
	// To is where the post is that the page has shown, when that is elsewhere.
	To string `json:"to,omitempty"`
	report
	Words *overlayWords `json:"words"`
}

// serveStatus answers the script of an open page: path is the page's address with its query, source the file that made it.
func (s *Server) serveStatus(w http.ResponseWriter, r *http.Request, st *state) {
	ask := r.URL.Query()
	at, err := url.Parse(ask.Get("path"))
	if err != nil || at.Host != "" || !strings.HasPrefix(at.Path, "/") {
		s.refuse(w, http.StatusBadRequest, s.words.WrongPath)
		return
	}
	other := r.Clone(r.Context())
	other.URL = at
	var p page
	if strings.HasPrefix(at.Path, own) {
		p = s.ownPage(other, st)
	} else {
		p = s.answer(other, st)
	}
	source := ask.Get("source")
	answer := status{View: st.name, Page: p.seen.sum, Styles: p.seen.sheets, Words: &s.words.Overlay}
	if source != "" && p.source != source && p.status != http.StatusInternalServerError {
		answer.To = st.pageOf(source)
	}
	if !p.own {
		if p.source != "" {
			source = p.source
		}
		answer.report = s.report(st, source, isLocal(r.RemoteAddr), most)
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(answer)
}

// pageOf is the address of the page that a file makes; "" for none.
func (st *state) pageOf(source string) string {
	if st.view.Tree == nil {
		return ""
	}
	found := ""
	for _, f := range st.view.Tree.Files() {
		if f.Source == source && f.Kind == output.Page && (found == "" || len(f.Path) < len(found)) {
			found = f.Path
		}
	}
	if found == "" {
		return ""
	}
	return address(found)
}
