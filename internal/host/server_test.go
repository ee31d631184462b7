package host

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"bantin/internal/output"
	"bantin/internal/site"
)

// web is a server of a system that runs for one test.
type web struct {
	*testing.T
	address, root string
}

// start runs a server with the configuration that write gives for an address and a folder in which the site lies.
func start(t *testing.T, s *site.Site, exe string, args func(dir, conf string) []string, write func(address, dir string) string) *web {
	t.Helper()
	dir := t.TempDir()
	for _, f := range newTree(s).Files() {
		name := dir + "/public" + s.Settings.Path + "/" + f.Path
		if err := os.MkdirAll(name[:strings.LastIndexByte(name, '/')], 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(read(t, newTree(s), f.Path)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for parent := dir; len(parent) > len(os.TempDir()); parent = parent[:strings.LastIndexByte(parent, '/')] {
		if err := os.Chmod(parent, 0o755); err != nil { // the server's workers are another user
			t.Fatal(err)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	conf := dir + "/server.conf"
	if err := os.WriteFile(conf, []byte(write(address, dir)), 0o644); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.Command(exe, args(dir, conf)...)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		<-ended
	})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
		if err == nil {
			conn.Close()
			return &web{t, address, s.Settings.Path}
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s does not start: %v\n%s", exe, err, said.String())
		case <-ctx.Done():
			t.Fatalf("%s does not answer: %s", exe, said.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// get asks for an address without following redirects.
func (w *web) get(name string) (*http.Response, string) {
	w.Helper()
	u := url.URL{Scheme: "http", Host: w.address, Path: w.root + name}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(u.String())
	if err != nil {
		w.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.Fatal(err)
	}
	return r, string(body)
}

// serves checks what the server says of every file, of what is not there and of old addresses.
func (w *web) serves() {
	for name, want := range map[string]struct{ cache, media string }{
		"/": {output.CacheMinutes, "text/html; charset=utf-8"}, "/a/": {output.CacheMinutes, "text/html; charset=utf-8"}, "/data.json": {output.CacheMinutes, "application/json"},
		"/feed.xml": {output.CacheMinutes, "application/atom+xml; charset=utf-8"}, "/a/feed.xml": {output.CacheMinutes, "application/atom+xml; charset=utf-8"},
		"/rss.xml": {output.CacheMinutes, "application/rss+xml; charset=utf-8"}, "/data.csv": {output.CacheMinutes, "text/csv"},
		"/site.css": {output.CacheADay, "text/css"}, "/a/anh.jpg": {output.CacheADay, "image/jpeg"}, "/ve.svg": {output.CacheADay, "image/svg+xml"}, "/phu-de.vtt": {output.CacheADay, "text/vtt"},
		"/a/bao-cao.20210527.pdf": {output.CacheADay, "application/pdf"},
		"/site.0123456789.css":    {output.CacheForGood, "text/css"}, "/photoswipe/x.0123456789.js": {output.CacheForGood, "text/javascript"},
		"/tim-kiem/": {output.CacheMinutes, "text/html; charset=utf-8"}, "/tim-kiem/index.json": {output.CacheMinutes, "application/json"}, "/a/tim-kiem/docs/0.ab2z.json": {output.CacheMinutes, "application/json"},
		"/tim-kiem/docs/0.ab2z.json": {output.CacheForGood, "application/json"}, "/tim-kiem/terms/12.abcd2345.json": {output.CacheForGood, "application/json"},
		"/tim-kiem/dict.abcd2345.json": {output.CacheForGood, "application/json"}, "/tim-kiem/facets.abcd2345.json": {output.CacheForGood, "application/json"},
		"/a/anh.01234567-480.webp": {output.CacheForGood, "image/webp"}, "/a/share.01234567.jpg": {output.CacheForGood, "image/jpeg"},
	} {
		r, body := w.get(name)
		if r.StatusCode != http.StatusOK || !strings.HasPrefix(body, "this is ") {
			w.Errorf("%s: %s: %q", name, r.Status, body)
		}
		media := strings.Replace(r.Header.Get("Content-Type"), "application/javascript", "text/javascript", 1)
		if media != want.media && media != want.media+"; charset=utf-8" || r.Header.Get("Cache-Control") != want.cache {
			w.Errorf("%s: %s, %s", name, media, r.Header.Get("Cache-Control"))
		}
		w.safe(r, name == "/ve.svg")
	}
	r, body := w.get("/khong-co/")
	if r.StatusCode != http.StatusNotFound || body != "this is 404.html" {
		w.Errorf("what is not there: %s: %q", r.Status, body)
	}
	w.safe(r, false)
	for from, to := range map[string]string{"/cu/": "/a/", "/cu.html": "/a/", odd: `/mới $1&"y" %`} {
		r, _ := w.get(from)
		u, err := r.Location()
		if err != nil || r.StatusCode != http.StatusMovedPermanently || u.Path != w.root+to || u.RawQuery != "" || u.Fragment != "" {
			w.Errorf("%s: %s to %v: %v", from, r.Status, u, err)
		}
	}
	if r, _ := w.get("/cu/x"); r.StatusCode != http.StatusNotFound {
		w.Errorf("below an old address: %s", r.Status)
	}
}

// safe checks the headers of every answer: each once, with its value.
func (w *web) safe(r *http.Response, drawing bool) {
	w.Helper()
	for _, h := range security() {
		if drawing && h.name == policyName {
			h.value = drawingPolicy
		}
		if got := r.Header.Values(h.name); len(got) != 1 || got[0] != h.value {
			w.Errorf("%s: %s: %q", r.Request.URL.Path, h.name, got)
		}
	}
	if r.Header.Get(hsts.name) != "" {
		w.Error("HSTS is on")
	}
}

func TestNginx(t *testing.T) {
	exe := need(t, "nginx")
	for _, base := range []string{"", "/tin/cd"} {
		t.Run(base, func(t *testing.T) {
			s := newSite(base)
			run := func(dir, conf string) []string { return []string{"-p", dir, "-c", conf, "-e", dir + "/error.log"} }
			w := start(t, s, exe, run, func(address, dir string) string {
				var b bytes.Buffer
				Text(&b, Nginx, s)
				return fmt.Sprintf(`daemon off; pid %[1]s/pid; worker_processes 1; error_log %[1]s/error.log;
events { worker_connections 64; }
http { include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
client_body_temp_path %[1]s/t1; proxy_temp_path %[1]s/t2; fastcgi_temp_path %[1]s/t3; uwsgi_temp_path %[1]s/t4; scgi_temp_path %[1]s/t5;
server { listen %[2]s; root %[1]s/public;
%[3]s} }`, dir, address, b.String())
			})
			w.serves()
			if r, _ := w.get("/.kin"); r.StatusCode != http.StatusNotFound {
				t.Errorf("a hidden file: %s", r.Status)
			}
		})
	}
}

func TestApache(t *testing.T) {
	exe := need(t, "apache2")
	const modules = "/usr/lib/apache2/modules/"
	for _, base := range []string{"", "/tin/cd"} {
		t.Run(base, func(t *testing.T) {
			run := func(dir, conf string) []string { return []string{"-D", "FOREGROUND", "-d", dir, "-f", conf} }
			w := start(t, newSite(base, "apache"), exe, run, func(address, dir string) string {
				var load strings.Builder
				for _, m := range []string{"mpm_event", "authz_core", "mime", "dir", "alias", "headers", "setenvif"} {
					fmt.Fprintf(&load, "LoadModule %s_module %smod_%s.so\n", m, modules, m)
				}
				return fmt.Sprintf(`%[3]sServerName localhost
Listen %[2]s
PidFile %[1]s/pid
ErrorLog %[1]s/error.log
Mutex file:%[1]s
User nobody
Group nogroup
TypesConfig /etc/mime.types
DirectoryIndex index.html
DocumentRoot %[1]s/public
<Directory %[1]s/public>
AllowOverride FileInfo
Require all granted
</Directory>
AccessFileName .htaccess
<Files ".ht*">
Require all denied
</Files>
`, dir, address, load.String())
			})
			w.serves()
			if r, _ := w.get("/.htaccess"); r.StatusCode != http.StatusForbidden {
				t.Errorf(".htaccess: %s", r.Status)
			}
		})
	}
}
