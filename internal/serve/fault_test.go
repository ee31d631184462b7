package serve

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bantin/internal/build"
	"bantin/internal/output"
)

// A file that cannot be rendered, for the disk's fault or ours, is told of without a trace, and to no other computer with its path.
func TestCannotRender(t *testing.T) {
	tree := new(output.Tree)
	add := func(path string, kind output.Kind, render func(*bytes.Buffer) error) {
		tree.Add(output.File{Path: path, Kind: kind, Render: render})
	}
	full := func(*bytes.Buffer) error { return errors.New("write /home/van/trang/.bantin/x: no space left") }
	add("index.html", output.Page, full)
	add("share.png", output.Asset, full)
	add("bug/index.html", output.Page, func(*bytes.Buffer) error { panic("oh no\n\ngoroutine 7 [running]") })
	tree.Finish()
	var told []Event
	s := New(&Place{host: "127.0.0.1"}, Options{Lang: "vi", Told: func(e Event) { told = append(told, e) }})
	last := s.now.Load()
	s.publish(&build.View{Tree: tree}, nil)
	<-last.next
	for _, c := range []struct{ path, from, want, not string }{
		{"/", "127.0.0.1:1", "/home/van/trang", "goroutine"},
		{"/", "192.168.1.7:1", s.words.Unreadable, "/home"},
		{"/share.png", "127.0.0.1:1", "no space left", ""},
		{"/share.png", "192.168.1.7:1", s.words.Unreadable, "/home"},
		{"/bug/", "127.0.0.1:1", "oh no", "goroutine"},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		r.Host, r.RemoteAddr = "localhost", c.from
		ctx, cancel := context.WithCancel(r.Context())
		cancel() // whoever asks waits for no other state
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r.WithContext(ctx))
		if body := w.Body.String(); w.Code != http.StatusInternalServerError || !strings.Contains(body, c.want) || c.not != "" && strings.Contains(body, c.not) {
			t.Errorf("%s from %s: %d %s", c.path, c.from, w.Code, body)
		}
	}
	if len(told) != 2 || !strings.Contains(told[0].Err.Error(), "no space left") || strings.Contains(told[1].Err.Error(), "goroutine") {
		t.Errorf("told %v", told)
	}
}
