package serve

import (
	"bufio"
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// FuzzRequest: whatever bytes come over the line as a request, the preview answers without panic and with a status of its
// own; who asks for another host is told nothing of the site; and nothing is answered that the site does not publish.
func FuzzRequest(f *testing.F) {
	for _, s := range []string{
		"GET / HTTP/1.1\r\nHost: localhost:1313\r\n\r\n", "GET /2021/05/hoc-bac HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", "HEAD /_bantin/ HTTP/1.1\r\nHost: [::1]:1\r\n\r\n",
		"GET /_bantin/page?path=/2021/05/hoc-bac/&source=content/posts/../../bi-mat.txt HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n\r\n",
		"GET /..%2fbi-mat.txt HTTP/1.1\r\nHost: a.localhost.\r\nRange: bytes=1-2,-1\r\n\r\n", "GET /static/../../bi-mat.txt HTTP/1.1\r\nHost: evil.example\r\n\r\n",
		"POST /_bantin/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx", "GET /_bantin/share/?path=%00&show=x#y HTTP/1.1\r\nHost: localhost\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n",
		"GET http://localhost/_bantin/cards/?topic=a HTTP/1.1\r\nHost: 2130706433\r\n\r\n",
	} {
		f.Add([]byte(s))
	}
	const secret = "KhôngAiBiết"
	p := show(f, small, map[string]string{"bi-mat.txt": secret, "content/bi-mat.txt": secret, "static/.git/config": secret})
	statuses := []int{200, 206, 301, 302, 303, 304, 307, 308, 400, 403, 404, 405, 412, 416, 503}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			return
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // or the stream of events would never end
		r, w := r.WithContext(ctx), httptest.NewRecorder()
		r.RemoteAddr = "127.0.0.1:5000"
		p.s.ServeHTTP(w, r)
		if !slices.Contains(statuses, w.Code) {
			t.Errorf("status %d", w.Code)
		}
		foreign := !p.s.place.allows(r.Host)
		if text := w.Body.String(); strings.Contains(text, secret) || foreign && (w.Code != http.StatusForbidden || strings.Contains(text, "Học Bác")) {
			t.Errorf("status %d, host %q: %s", w.Code, r.Host, text)
		}
		for name, values := range w.Header() {
			if strings.ContainsAny(strings.Join(values, ""), "\r\n") {
				t.Errorf("%s: %q", name, values)
			}
		}
		for len(p.tick) > 0 {
			if e := <-p.tick; e.Cause == Failed {
				t.Error(e.Err)
			}
		}
	})
}
