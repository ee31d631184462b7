package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"bantin/internal/diag"
	"bantin/internal/serve"
	watching "bantin/internal/watch"
)

// live is a site that “bantin serve” shows.
type live struct {
	*testing.T
	dir, url string
	cmd      *exec.Cmd
	mu       sync.Mutex
	said     bytes.Buffer // stderr
}

const liveHead = "---\ntitle: Học Bác\ndate: 2021-05-27\ntopic: phap-luat\nunit: so-noi-vu\nslug: hoc-bac\n---\n"

// livePost is a post that is long enough to be scrolled.
func livePost() string {
	var b strings.Builder
	b.WriteString(liveHead + "Mở bài của một tin ngắn.\n")
	for i := range 40 {
		fmt.Fprintf(&b, "\nĐoạn thứ %d: sáng nay hội trường đông kín, nhiều ý kiến nêu việc làm cụ thể ở cơ quan mình, ai cũng muốn góp lời.\n", i)
	}
	return b.String()
}

const liveFile, livePage = "content/posts/2021/05/hoc-bac.md", "2021/05/hoc-bac/"

// newLive writes a small site.
func newLive(t *testing.T) *live {
	l := &live{T: t, dir: t.TempDir()}
	l.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/tin/\n")
	l.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	l.write("content/units/so-noi-vu.md", "---\ntitle: CĐCS Sở Nội vụ\n---\n")
	l.write(liveFile, livePost())
	return l
}

func (l *live) write(name, text string) {
	l.Helper()
	file := filepath.Join(l.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		l.Fatal(err)
	}
	// As editors save: whole or not at all.
	if err := os.WriteFile(file+".tmp", []byte(text), 0o644); err != nil {
		l.Fatal(err)
	}
	if err := os.Rename(file+".tmp", file); err != nil {
		l.Fatal(err)
	}
}

// start runs the program, and ends it with the test.
func (l *live) start(flags ...string) {
	l.Helper()
	l.cmd = exec.Command("bantin", append([]string{"serve", l.dir, "--now", "2021-06-01", "--lang", "vi", "--addr", "127.0.0.1:0"}, flags...)...)
	out, err := l.cmd.StdoutPipe()
	if err != nil {
		l.Fatal(err)
	}
	l.cmd.Stderr = l
	if err := l.cmd.Start(); err != nil {
		l.Fatal(err)
	}
	cmd := l.cmd
	l.Cleanup(func() { cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		l.Fatalf("no address: %v\n%s", err, l.stderr())
	}
	l.url = strings.TrimSuffix(line, "\n")
}

// Write takes in what the program says.
func (l *live) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.Write(b)
}

func (l *live) stderr() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.String()
}

// stop ends the program as a terminal or a system does, and gives its exit status.
func (l *live) stop(sig os.Signal) int {
	l.Helper()
	if err := l.cmd.Process.Signal(sig); err != nil {
		l.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { l.cmd.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		l.Fatalf("it does not end\n%s", l.stderr())
	}
	return l.cmd.ProcessState.ExitCode()
}

func (l *live) get(path string) (int, string) {
	l.Helper()
	r, err := http.Get(l.url + path)
	if err != nil {
		l.Fatalf("%v\n%s", err, l.stderr())
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		l.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// await waits until something is so.
func (l *live) await(what string, so func() bool) {
	l.Helper()
	for end := time.Now().Add(20 * time.Second); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			l.Fatalf("never: %s\n%s", what, l.stderr())
		}
	}
}

func TestServeFromStartToEnd(t *testing.T) {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		l := newLive(t)
		l.start()
		// The very first request is answered, however early it comes.
		if status, body := l.get(livePage); status != 200 || !strings.Contains(body, "Đoạn thứ 39") {
			t.Errorf("%d %.100s", status, body)
		}
		// A stream that is open does not keep it from ending.
		r, err := http.Get(l.url + "_bantin/events")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		l.write(liveFile, strings.Replace(livePost(), "so-noi-vu", "CĐCS Sở Nội", 1))
		l.await("the error is said", func() bool { return strings.Contains(l.stderr(), liveFile+":5:7: error:") })
		if said := l.stderr(); !strings.Contains(said, "1 bài: 0 lỗi (") || !strings.Contains(said, "  1 tệp đổi: 1 lỗi (") || !strings.Contains(said, "\n    unit: CĐCS Sở Nội\n          ^\n") {
			t.Errorf("it says\n%s", said)
		}
		if status := l.stop(sig); status != 0 {
			t.Errorf("%v: exit status %d\n%s", sig, status, l.stderr())
		}
		if !strings.HasSuffix(l.stderr(), "\nđã dừng\n") {
			t.Errorf("the last words are\n%s", l.stderr())
		}
		if _, err := os.Stat(filepath.Join(l.dir, "public")); err == nil {
			t.Error("it has written public/")
		}
	}
}

func TestServeBusyPort(t *testing.T) {
	l := newLive(t)
	l.start()
	other := &live{T: t, dir: l.dir}
	other.start("--addr", strings.TrimSuffix(strings.TrimPrefix(l.url, "http://"), "/"))
	if other.url == l.url {
		t.Errorf("two at %s", other.url)
	}
	other.await("that the port is busy is said", func() bool { return strings.Contains(other.stderr(), "đang bận") })
	if status, _ := other.get(livePage); status != 200 {
		t.Errorf("the second: %d", status)
	}
}

func TestServeByPolling(t *testing.T) {
	l := newLive(t)
	l.start("--poll", "100ms")
	l.get("")
	l.write(liveFile, livePost()+"\nThêm một đoạn.\n")
	l.await("the new text", func() bool { _, body := l.get(livePage); return strings.Contains(body, "Thêm một đoạn.") })
}

// The program is not running any more, whatever ends the site.
func TestServeWithoutFolder(t *testing.T) {
	l := newLive(t)
	l.start()
	l.get("")
	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- l.cmd.Wait() }()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	select {
	case <-ended:
	case <-ctx.Done():
		t.Fatal("it goes on without a site folder")
	}
	if got := l.cmd.ProcessState.ExitCode(); got != failed || strings.Contains(l.stderr(), "goroutine") {
		t.Errorf("exit status %d\n%s", got, l.stderr())
	}
}

func TestServeEvents(t *testing.T) {
	var none, some diag.List
	for i := range 25 {
		some.Add(diag.New("content/posts/a.md", i+1, 1, "unknown-unit", "x"))
	}
	for _, c := range []struct {
		e      serve.Event
		vi, en string
	}{
		{e: serve.Event{Cause: serve.Opened, Posts: 1250, Problems: &none, New: &none, Took: 41 * time.Millisecond}, vi: "  1.250 bài: 0 lỗi (41 ms)\n", en: "  1,250 posts: 0 errors (41 ms)\n"},
		{e: serve.Event{Cause: serve.Changed, Files: 1, Problems: &none, New: &none}, vi: "  1 tệp đổi: 0 lỗi (0 ms)\n", en: "  1 file changed: 0 errors (0 ms)\n"},
		{e: serve.Event{Cause: serve.Changed, Problems: &some, New: &some}, vi: "  đọc lại tất cả: 25 lỗi (0 ms)\n", en: "\n… and 5 more errors; see _bantin/\n"},
		{e: serve.Event{Cause: serve.Pictures, Problems: &none, New: &none}, vi: "  ảnh đã làm xong: 0 lỗi (0 ms)\n", en: "  pictures are made: 0 errors (0 ms)\n"},
		{e: serve.Event{Cause: serve.Polls, Err: fmt.Errorf("watch /x: %w", watching.ErrLimit)}, vi: "không theo dõi thêm được", en: "watches no more folders"},
		{e: serve.Event{Cause: serve.Polls, Err: watching.ErrNetwork}, vi: "ổ mạng", en: "network drive"},
		{e: serve.Event{Cause: serve.Failed, Err: errors.New("disk \x1b[31mfull")}, vi: "không làm được: disk <U+001B>", en: "cannot go on: disk"},
	} {
		for lang, want := range map[string]string{"vi": c.vi, "en": c.en} {
			var said bytes.Buffer
			p := &invocation{stderr: &said, lang: lang, getenv: func(string) string { return "" }}
			p.sayEvent(c.e)
			if !strings.Contains(said.String(), want) {
				t.Errorf("%s: %q lacks %q", lang, &said, want)
			}
		}
	}
}
