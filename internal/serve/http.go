package serve

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"bantin/internal/diag"
	"bantin/internal/media"
	"bantin/internal/output"
)

// own is where the preview's own addresses begin.
const own = "/_bantin/"

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked.RLock()
	defer s.asked.RUnlock()
	w.Header().Set("Cache-Control", "no-store")
	if s.ended() {
		s.refuse(w, http.StatusServiceUnavailable, s.words.Ending)
		return
	}
	if !s.place.allows(r.Host) {
		s.refuse(w, http.StatusForbidden, fmt.Sprintf(s.words.WrongHost, diag.Harmless(r.Host), s.place.URL()))
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		s.refuse(w, http.StatusMethodNotAllowed, s.words.WrongMethod)
		return
	}
	defer func() {
		if v := recover(); v != nil && v != http.ErrAbortHandler {
			s.tell(Event{Cause: Failed, Err: bug(v)})
			s.refuse(w, http.StatusInternalServerError, bug(v).Error())
		}
	}()
	if strings.HasPrefix(r.URL.Path+"/", own) {
		s.serveOwn(w, r)
		return
	}
	st := s.first(r.Context())
	if st == nil {
		s.refuse(w, http.StatusServiceUnavailable, s.words.Ending)
		return
	}
	s.send(w, r, s.answer(r, st))
}

// refuse answers with a sentence.
func (s *Server) refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, why+"\n")
}

// send writes an answer.
func (s *Server) send(w http.ResponseWriter, r *http.Request, p page) {
	h := w.Header()
	if p.to != "" {
		h.Set("Location", p.to)
		w.WriteHeader(p.status)
		return
	}
	h.Set("Content-Type", p.kind)
	body := p.body
	if p.live {
		body = s.withScript(&p)
	}
	if p.status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(p.status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// filePath gives the path in the tree that an address means, "" when it can mean none.
func filePath(u *url.URL) string {
	escaped := strings.ToLower(u.EscapedPath())
	for _, hidden := range []string{"%2f", "%5c", "%00"} {
		if strings.Contains(escaped, hidden) {
			return ""
		}
	}
	name, ok := strings.CutPrefix(u.Path, "/")
	if !ok {
		return ""
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !output.ValidPath(name) {
		return ""
	}
	return name
}

// address is where a file of the tree is found.
func address(name string) string {
	if dir, ok := strings.CutSuffix("/"+name, "/index.html"); ok {
		name = dir[min(1, len(dir)):] + "/"
		if dir == "" {
			name = ""
		}
	}
	return (&url.URL{Path: "/" + name}).EscapedPath()
}

// contentType gives the type that a file is served as, from its name, in UTF-8 where it is text.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".xml":
		return "application/xml; charset=utf-8"
	case ".txt", ".md":
		return "text/plain; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".vtt":
		return "text/vtt; charset=utf-8"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".avif":
		return "image/avif"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	case ".woff":
		return "font/woff"
	case ".ttf":
		return "font/ttf"
	case ".otf":
		return "font/otf"
	case ".m4v":
		return "video/mp4"
	case ".m4a":
		return "audio/mp4"
	case ".ogg", ".oga":
		return "audio/ogg"
	case ".wasm":
		return "application/wasm"
	}
	return cmp.Or(media.TypeOf(name), "application/octet-stream")
}
