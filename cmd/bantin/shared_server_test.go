//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// store is a running S3 server with the bucket “dem”, and a door before it that counts, and may refuse.
type store struct {
	*testing.T
	dir  string // of the bucket
	door *httptest.Server

	mu        sync.Mutex
	asked     int            // requests
	sent      map[string]int // records that came, by path
	onSent    func(all int)  // called with how many have come
	onAsked   func(all int) (refuse int)
	readOnly  bool
	transport http.Transport
}

// serveStore starts versitygw, which keeps objects as files.
func serveStore(t *testing.T) *store {
	t.Helper()
	exe := need(t, "the S3 server versitygw", "versitygw", filepath.Join(os.Getenv("HOME"), "go", "bin", "versitygw"))
	s := &store{T: t, dir: filepath.Join(t.TempDir(), "dem"), sent: make(map[string]int)}
	if err := os.Mkdir(s.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	cmd := exec.Command(exe, "--port", address, "--keep-alive", "--quiet", "posix", filepath.Dir(s.dir))
	cmd.Env = []string{"ROOT_ACCESS_KEY=may", "ROOT_SECRET_KEY=bi-mat-cua-may"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not listen\n%s", exe, &log)
		}
	}
	proxy := &httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.Out.URL.Scheme, r.Out.URL.Host = "http", address },
		Transport: &s.transport,
	}
	s.transport.MaxIdleConnsPerHost = 100
	s.door = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.enters(w, r) {
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(s.door.Close)
	return s
}

// enters counts a request, and tells whether it may go on.
func (s *store) enters(w http.ResponseWriter, r *http.Request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if r.Method == http.MethodPut {
		if s.readOnly {
			w.Header().Set("Content-Type", "application/xml")
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>`)
			return false
		}
		s.sent[r.URL.Path]++
		if s.onSent != nil {
			s.onSent(len(s.sent))
		}
	}
	if s.onAsked != nil && s.onAsked(s.asked) > 0 {
		panic(http.ErrAbortHandler) // the connection ends without an answer
	}
	return true
}

// requests gives how many requests there were since the last call.
func (s *store) requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.asked
	s.asked = 0
	return n
}

func (s *store) address() string { return "s3://dem/ban-tin?endpoint=" + s.door.URL }

// command runs the program in a site's folder, with the keys to the store.
func (s *store) command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("bantin", append(args, "--now", "2021-06-01", "--cache", s.address())...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID=may", "AWS_SECRET_ACCESS_KEY=bi-mat-cua-may", "LANG=vi_VN.UTF-8")
	return cmd
}

// build builds a site that begins without a cache of its own, and wants the finished site to be the one that it should be.
func (s *store) build(what string, site *pictureSite, want map[string][]byte, warning string) string {
	s.Helper()
	out, err := s.command(site.dir, "build", "--strict").CombinedOutput()
	if err != nil {
		s.Fatalf("%s: %v\n%s", what, err, out)
	}
	if n := strings.Count(string(out), "warning:"); warning == "" && n > 0 || warning != "" && (n != 1 || !strings.Contains(string(out), "["+warning+"]")) {
		s.Errorf("%s: wants the warning %q: %s", what, warning, out)
	}
	same(s.T, what, site.folder("public"), want)
	return string(out)
}

// objects are the files of the store's records.
func (s *store) objects() (all []string) {
	s.Helper()
	err := filepath.WalkDir(filepath.Join(s.dir, "ban-tin", "bantinR1"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return all
}

// manyPictures makes a site of n small pictures in posts of twenty.
func manyPictures(t *testing.T, n int) *pictureSite {
	s := newPictureSite(t)
	for i := range n {
		s.write(fmt.Sprintf("content/posts/anh-%04d.jpg", i), jpegOf(noise(60+i%7, 45, uint32(i))))
	}
	for i := 0; i < n; i += 20 {
		var list strings.Builder
		list.WriteString("form: hinh-anh\nimages:\n")
		for j := i; j < min(i+20, n); j++ {
			fmt.Fprintf(&list, "  - {file: anh-%04d.jpg, alt: Ảnh %d}\n", j, j)
		}
		s.post(fmt.Sprintf("bo-%03d", i/20), list.String(), "Lời.")
	}
	return s
}

// Four machines share the work on a site's pictures through a store, one of them is killed in the middle, and the site
// comes out as one machine alone makes it, whatever is then done to the store.
func TestMachinesShareCache(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	n := 120
	if exhaustive() {
		n = 2000
	}
	s := serveStore(t)
	site := manyPictures(t, n)
	site.build(0, "--strict")
	want := site.folder("public")

	const machines, killed = 4, 2
	results := make([]mediaResult, machines)
	var all sync.WaitGroup
	var victim *exec.Cmd
	s.onSent = func(sent int) {
		if sent == n/8 { // it has made some, and not all
			victim.Process.Kill()
		}
	}
	ready := make(chan bool)
	for i := range machines {
		cmd := s.command(site.copied().dir, "media", "--shard", fmt.Sprintf("%d/%d", i+1, machines), "--format", "json")
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, os.Stderr
		if i == killed {
			s.mu.Lock()
			victim = cmd
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			s.mu.Unlock()
			close(ready)
		}
		all.Go(func() {
			<-ready
			if i != killed {
				if err := cmd.Start(); err != nil {
					t.Error(err)
					return
				}
			}
			err := cmd.Wait()
			if i == killed {
				if err == nil {
					t.Error("the machine that was to be killed has come to its end")
				}
			} else if err != nil || json.Unmarshal(out.Bytes(), &results[i]) != nil {
				t.Errorf("machine %d: %v %s", i+1, err, &out)
			}
		})
	}
	all.Wait()
	s.onSent = nil
	made := 0
	for i, r := range results {
		if i == killed {
			continue
		}
		made += r.Pictures.Made
		if share := n / machines; r.Pictures.Made < share/2 || r.Pictures.Made > 2*share || r.Cards.Made == 0 && n > 500 || r.Shared.Sent != r.Pictures.Made+r.Cards.Made {
			t.Errorf("machine %d: %+v", i+1, r)
		}
	}
	doubles := 0
	for _, times := range s.sent {
		doubles += times - 1
	}
	t.Logf("%d pictures: %d made by those that lived, %d records in the store, %d doubles, %d requests", n, made, len(s.sent), doubles, s.requests())
	if doubles > 0 { // the shares have nothing in common: there is no logo
		t.Errorf("%d records were made twice", doubles)
	}

	final := site.copied()
	out := s.build("final", final, want, "")
	if !strings.Contains(out, "bộ nhớ đệm dùng chung: lấy về ") {
		t.Error(out)
	}
	t.Logf("final build, %d requests: %s", s.requests(), out)
	s.build("again", final, want, "")
	if asked := s.requests(); asked > 0 {
		t.Errorf("a build with all in its own cache has asked %d times", asked)
	}
	t.Run("damaged", func(t *testing.T) { s.damaged(t, site, want) })
	t.Run("read-only", func(t *testing.T) { s.readsOnly(t, site, want) })
	t.Run("gone", func(t *testing.T) { s.gone(t, site, want) })
	t.Run("versions", func(t *testing.T) { s.versions(t, site, want) })
}

// damaged: what is wrong in the store is found, made anew and put right.
func (s *store) damaged(t *testing.T, site *pictureSite, want map[string][]byte) {
	all := s.objects()
	before := make(map[string][]byte)
	for i, name := range all {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if before[name] = data; i%5 > 2 {
			continue
		}
		wrong := bytes.Clone(data)
		switch i % 15 {
		case 0:
			wrong[len(wrong)-1] ^= 1
		case 1:
			wrong = wrong[:len(wrong)/2]
		case 2:
			wrong = before[all[max(0, i-1)]] // another's
		case 5:
			wrong = []byte("<html>")
		case 6:
			wrong[len(wrong)/3] ^= 0x80
		case 7:
			wrong = nil
		case 10:
			wrong[7] = '2'
		default:
			wrong = append(wrong, 0)
		}
		if err := os.WriteFile(name, wrong, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := s.build("damaged", site.copied(), want, "")
	if !strings.Contains(out, " mục hỏng, không dùng mà làm lại") {
		t.Error(out)
	}
	for name, data := range before {
		if now, _ := os.ReadFile(name); !bytes.Equal(now, data) {
			t.Errorf("%s was not put right", filepath.Base(name))
		}
	}
}

// readsOnly: who may not write makes what is missing, for itself.
func (s *store) readsOnly(t *testing.T, site *pictureSite, want map[string][]byte) {
	for _, name := range s.objects()[:10] {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	s.readOnly = true
	defer func() { s.readOnly = false }()
	left := len(s.objects())
	s.build("read-only", site.copied(), want, "cache-read-only")
	if now := len(s.objects()); now != left {
		t.Errorf("%d objects, were %d", now, left)
	}
}

// gone: the store vanishes in the middle of a build, which goes on.
func (s *store) gone(t *testing.T, site *pictureSite, want map[string][]byte) {
	s.requests()
	s.onAsked = func(n int) int { return max(0, n-30) }
	defer func() { s.onAsked = nil }()
	s.build("gone", site.copied(), want, "cache-unreachable")
	if n := s.requests(); n > 200 {
		t.Errorf("%d requests to a store that is gone", n)
	}
}

// versions: what programs of another version keep there is left alone, and is in nobody's way.
func (s *store) versions(t *testing.T, site *pictureSite, want map[string][]byte) {
	others := make(map[string]string)
	for i, name := range s.objects() {
		other := strings.Replace(name, "bantinR1", "bantinR2", 1) // the same key
		if i%2 == 0 {                                             // another key of the same format
			other = filepath.Join(filepath.Dir(name), strings.Repeat(fmt.Sprintf("%02x", i%256), 31))
		}
		data, err := os.ReadFile(name)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(other), 0o755)
		}
		if err == nil {
			err = os.WriteFile(other, bytes.Replace(data, []byte("bantinR1"), []byte("bantinR2"), 1), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		others[other] = string(bytes.Replace(data, []byte("bantinR1"), []byte("bantinR2"), 1))
	}
	s.build("another version", site.copied(), want, "")
	for name, data := range others {
		if now, _ := os.ReadFile(name); string(now) != data {
			t.Errorf("%s of another version was touched", name)
		}
	}
}
