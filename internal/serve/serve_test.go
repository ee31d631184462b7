package serve

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

const story = "---\ntitle: Học Bác\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\nslug: hoc-bac\n---\nMở bài của một tin ngắn.\n"

// small is a site of one post.
var small = map[string]string{
	"content/site.yaml":                "title: Bản tin\nbase_url: https://example.org/tin/\ndescription: Tin công đoàn\n",
	"content/topics/phap-luat.md":      "---\ntitle: Pháp luật\n---\n",
	"content/units/so-noi-vu.md":       "---\ntitle: CĐCS Sở Nội vụ\n---\n",
	"content/posts/2021/05/hoc-bac.md": story,
}

// preview is a site that is shown.
type preview struct {
	testing.TB
	s    *Server
	dir  string
	tick chan Event // all that the server tells
	stop func()
}

// show writes a site and shows it, until the test ends.
func show(t testing.TB, files ...map[string]string) *preview {
	t.Helper()
	p := write(t, files...)
	p.start()
	p.await(Opened)
	return p
}

// write makes a site folder.
func write(t testing.TB, files ...map[string]string) *preview {
	t.Helper()
	p := &preview{TB: t, dir: t.TempDir(), tick: make(chan Event, 1000)}
	for _, some := range files {
		for name, text := range some {
			p.write(name, text)
		}
	}
	return p
}

// start begins to show it.
func (p *preview) start() {
	p.Helper()
	place, err := Listen("127.0.0.1:0")
	if err != nil {
		p.Fatal(err)
	}
	p.s = New(place, Options{
		Dir: p.dir, Path: filepath.ToSlash(p.dir), Lang: "vi", Told: func(e Event) { p.tick <- e },
		quiet: 2 * time.Millisecond,
		Now:   func(zone *time.Location) time.Time { return time.Date(2021, 6, 1, 0, 0, 0, 0, zone) },
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- p.s.Run(ctx) }()
	p.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			p.Error(err)
		}
	})
	p.Cleanup(p.stop)
}

func (p *preview) write(name, text string) {
	p.Helper()
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.Fatal(err)
	}
	// As editors save: whole or not at all, so that one change is one event.
	if err := os.WriteFile(file+".tmp", []byte(text), 0o644); err != nil {
		p.Fatal(err)
	}
	if err := os.Rename(file+".tmp", file); err != nil {
		p.Fatal(err)
	}
}

// await waits until something has happened.
func (p *preview) await(cause Cause) Event {
	p.Helper()
	for {
		select {
		case e := <-p.tick:
			if e.Cause == cause {
				return e
			}
		case <-time.After(20 * time.Second):
			p.Fatalf("waiting for event %d", cause)
		}
	}
}

// save changes a file and waits until that is seen.
func (p *preview) save(name, text string) Event {
	p.Helper()
	p.write(name, text)
	return p.await(Changed)
}

// ask sends a request; headers are "Name: value".
func (p *preview) ask(method, target string, headers ...string) *http.Response {
	p.Helper()
	r := httptest.NewRequest(method, "/", nil)
	at, err := url.ParseRequestURI(target)
	if err != nil {
		p.Fatal(err)
	}
	r.URL, r.Host, r.RemoteAddr = at, "127.0.0.1:1313", "127.0.0.1:5000"
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		switch name {
		case "Host":
			r.Host = value
		case "From":
			r.RemoteAddr = value
		default:
			r.Header.Set(name, value)
		}
	}
	w := httptest.NewRecorder()
	p.s.ServeHTTP(w, r)
	return w.Result()
}

func (p *preview) get(target string, headers ...string) (status int, body string) {
	p.Helper()
	r := p.ask("GET", target, headers...)
	text, err := io.ReadAll(r.Body)
	if err != nil {
		p.Fatal(err)
	}
	return r.StatusCode, string(text)
}

const postAt = "/2021/05/hoc-bac/"

func TestAddresses(t *testing.T) {
	p := show(t, small, map[string]string{
		"static/a.vtt": "WEBVTT\n", "static/b.xlsx": "PK", "static/app.webmanifest": "{}", "static/plain.html": "google-site-verification", "static/tệp số 1.txt": "x",
		"content/pages/lien-he.md": "---\ntitle: Liên hệ\n---\nỞ đây.\n", "static/unknown.xyz": "?",
	})
	for _, c := range []struct {
		path   string
		status int
		what   string // the content type, or where it leads
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{"/index.html", 200, "text/html; charset=utf-8"},
		{postAt, 200, "text/html; charset=utf-8"},
		{"/2021/05/hoc-bac", 302, "/2021/05/hoc-bac/"},
		{"/2021/05/hoc-bac?x=1&y=%2f", 302, "/2021/05/hoc-bac/?x=1&y=%2f"},
		{"/lien-he", 302, "/lien-he/"},
		{"/2021/05", 404, ""}, {"/2021/05/", 404, ""}, {"/2021/05/hoc-bac/index.htm", 404, ""},
		{"/404.html", 200, "text/html; charset=utf-8"},
		{"/feed.xml", 200, "application/xml; charset=utf-8"},
		{"/feed.json", 200, "application/json"},
		{"/robots.txt", 200, "text/plain; charset=utf-8"},
		{"/hoat-dong/data.csv", 200, "text/csv; charset=utf-8"},
		{"/hoat-dong/data.xlsx", 200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"/icon.svg", 200, "image/svg+xml"},
		{"/a.vtt", 200, "text/vtt; charset=utf-8"},
		{"/app.webmanifest", 200, "application/manifest+json"},
		{"/unknown.xyz", 200, "application/octet-stream"},
		{"/fonts/literata-vi-600.woff2", 200, "font/woff2"},
		{"/t%E1%BB%87p%20s%E1%BB%91%201.txt", 200, "text/plain; charset=utf-8"},
		{"/_bantin", 302, "/_bantin/"}, {"/_bantin/", 200, "text/html; charset=utf-8"}, {"/_bantin/nothing", 404, ""},
		{"/_bantin/preview.js", 200, "text/javascript; charset=utf-8"},
		{"/_bantin/desk.css", 200, "text/css; charset=utf-8"},
		{"/_bantin/literata-vi-600.woff2", 200, "font/woff2"},
		// None of these reaches a file.
		{"/..", 404, ""}, {"/../content/site.yaml", 404, ""}, {"/%2e%2e/content/site.yaml", 404, ""}, {"/..%2fcontent/site.yaml", 404, ""},
		{"/.%2e/content/site.yaml", 404, ""}, {"/static/../content/site.yaml", 404, ""}, {"/content/site.yaml", 404, ""},
		{"/..%5ccontent%5csite.yaml", 404, ""}, {"/2021%2F05%2Fhoc-bac/", 404, ""}, {"/robots.txt%00.html", 404, ""},
		{"//example.org/", 404, ""}, {"/2021//05/hoc-bac/", 404, ""}, {"/./robots.txt", 404, ""}, {"/robots.txt/", 404, ""},
		{"/%ff%fe", 404, ""}, {"/" + strings.Repeat("a", 70_000), 404, ""}, {"/" + strings.Repeat("a/", 30_000), 404, ""},
		{"/C:/Windows/win.ini", 404, ""}, {"/CON", 404, ""}, {"/%5c%5chost/share", 404, ""}, {"/%e2%80%ae", 404, ""},
		{"/_bantin/../content/site.yaml", 404, ""}, {"/_bantin/%2e%2e/doc.go", 404, ""}, {"/_bantin/desk.html", 404, ""}, {"/_bantin/assets/desk.css", 404, ""},
	} {
		r := p.ask("GET", c.path)
		got := r.Header.Get("Content-Type")
		if r.StatusCode == 302 {
			got = r.Header.Get("Location")
		}
		if r.StatusCode != c.status || c.what != "" && got != c.what || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%.60s: %d %s %s", c.path, r.StatusCode, got, r.Header.Get("Cache-Control"))
		}
		if body, _ := io.ReadAll(r.Body); r.StatusCode == 404 && strings.Contains(string(body), "base_url") {
			t.Errorf("%.60s reaches a file", c.path)
		}
	}
	if _, body := p.get("/nowhere/"); !strings.Contains(body, "preview.js") || !strings.Contains(body, "<h1>") {
		t.Error("what is not there is not the site's own page for that")
	}
	if _, body := p.get("/plain.html"); body != "google-site-verification" {
		t.Errorf("a static file is not as it is: %q", body)
	}
	if _, body := p.get(postAt); !strings.Contains(body, `href="http://127.0.0.1:`+p.s.place.port()+postAt+`"`) || strings.Contains(body, "example.org") || strings.Contains(body, `"/tin/2021`) {
		t.Error("base_url is not that of the preview")
	}
}

func TestMethodsAndRanges(t *testing.T) {
	film := strings.Repeat("0123456789", 200_000)
	p := show(t, small, map[string]string{"static/phim.webm": film})
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
		if r := p.ask(method, "/"); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d, %s", method, r.StatusCode, r.Header.Get("Allow"))
		}
	}
	for _, at := range []string{"/", "/nowhere/", "/_bantin/", "/_bantin/events"} {
		r := p.ask("HEAD", at)
		body, _ := io.ReadAll(r.Body)
		if len(body) > 0 || strings.HasSuffix(at, "/") && r.Header.Get("Content-Length") == "" {
			t.Errorf("HEAD %s: %d bytes, length %q", at, len(body), r.Header.Get("Content-Length"))
		}
	}
	for range 2 { // rendered, and kept
		r := p.ask("GET", "/phim.webm", "Range: bytes=11-13")
		if body, _ := io.ReadAll(r.Body); r.StatusCode != 206 || string(body) != "123" || r.Header.Get("Content-Range") != "bytes 11-13/2000000" {
			t.Errorf("%d, %.20s, %s", r.StatusCode, body, r.Header.Get("Content-Range"))
		}
	}
	if r := p.ask("GET", "/phim.webm", "Range: bytes=2000000-"); r.StatusCode != 416 {
		t.Errorf("behind the end: %d", r.StatusCode)
	}
	if p.s.films.body == nil {
		t.Error("the film is not kept for the next piece")
	}
	if p.s.films.forget(); p.s.films.body != nil {
		t.Error("the film is kept for ever")
	}
	if _, body := p.get("/phim.webm"); body != film {
		t.Error("the film differs")
	}
}

func TestHosts(t *testing.T) {
	for _, c := range []struct {
		addr  string
		good  string
		wrong string
	}{
		{"127.0.0.1:1313", "localhost localhost:1313 LOCALHOST. x.localhost:99 127.0.0.1 127.9.9.9:80 [::1]:1313 [::1] [::ffff:127.0.0.1]:1",
			"example.org example.org:1313 192.168.1.5 localhost.example.org 127.0.0.1.example.org 0.0.0.0:1313 [::]:1313 notlocalhost"},
		{"192.168.1.5:1313", "192.168.1.5:1313 localhost:1313 [::ffff:192.168.1.5]:1313", "192.168.1.6:1313 example.org"},
		{"0.0.0.0:1313", "192.168.1.5:1313 localhost [fe80::1]:1313 8.8.8.8", "example.org may-tinh.local"},
		{":1313", "10.0.0.1", "example.org"},
		{"[::]:1313", "10.0.0.1 [2001:db8::1]:1313", "example.org"},
		{"may-tinh.local:1313", "may-tinh.local:1313 MAY-TINH.local localhost", "khac.local 192.168.1.5"},
	} {
		host, _, err := splitAddr(c.addr)
		if err != nil {
			t.Fatal(err)
		}
		p := &Place{host: host}
		for name := range strings.FieldsSeq(c.good) {
			if !p.allows(name) {
				t.Errorf("%s does not answer %s", c.addr, name)
			}
		}
		for _, name := range append(strings.Fields(c.wrong), "", "[", "[]", ":", "a:b:c") {
			if p.allows(name) {
				t.Errorf("%s answers %q", c.addr, name)
			}
		}
	}
	p := show(t, small)
	for _, at := range []string{"/", "/_bantin/", "/_bantin/events", "/_bantin/page?path=/", "/_bantin/preview.js"} {
		if status, body := p.get(at, "Host: evil.example"); status != 403 || !strings.Contains(body, "evil.example") || len(body) > 500 {
			t.Errorf("%s: %d %s", at, status, body)
		}
	}
}

func TestListen(t *testing.T) {
	for _, addr := range []string{"", "x", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "-1", "a:b:c", "127.0.0.1:http"} {
		if err := CheckAddr(addr); err == nil {
			t.Errorf("%q is taken for an address", addr)
		}
	}
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	place, err := Listen(busy.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer place.Close()
	if place.Busy != busy.Addr().(*net.TCPAddr).Port || place.URL() == "http://"+busy.Addr().String()+"/" || place.Others() != nil {
		t.Errorf("%+v", place)
	}
}

// events reads what the stream tells.
func (p *preview) events(ctx context.Context) <-chan string {
	p.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", p.s.place.URL()+"_bantin/events", nil)
	if err != nil {
		p.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.Fatal(err)
	}
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		p.Fatalf("a stream of type %s", got)
	}
	names := make(chan string, 100)
	go func() {
		defer close(names)
		defer answer.Body.Close()
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				names <- name
			}
		}
	}()
	return names
}

func TestStreamEndsWithTheServer(t *testing.T) {
	before := runtime.NumGoroutine()
	p := show(t, small)
	first, second := p.events(t.Context()), p.events(t.Context())
	name := <-first
	if <-second != name {
		t.Error("two streams tell of different states")
	}
	p.save("content/posts/2021/05/hoc-bac.md", story+"\nThêm.\n")
	if next := <-first; next == name || !strings.HasPrefix(next, strings.Split(name, "-")[0]) {
		t.Errorf("after %s comes %s", name, next)
	}
	p.stop()
	for range first { // until it is closed
	}
	for range second {
	}
	http.DefaultClient.CloseIdleConnections()
	for n := 0; runtime.NumGoroutine() > before; n++ {
		if n == 200 {
			var all [1 << 16]byte
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, all[:runtime.Stack(all[:], true)])
		}
		time.Sleep(10 * time.Millisecond) // a goroutine that has done its work takes a moment to go
	}
}
