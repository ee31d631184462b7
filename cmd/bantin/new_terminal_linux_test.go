package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal is the program at work on a pseudo-terminal, as a person has it.
type terminal struct {
	*testing.T
	keys   *os.File
	cmd    *exec.Cmd
	stdout bytes.Buffer
	tty    sync.WaitGroup // reads the screen until the program has ended

	mu    sync.Mutex
	more  *sync.Cond // something was shown, or nothing will be
	shown strings.Builder
	over  bool
}

// onTerminal runs the program with a terminal of a size as stdin and stderr.
func (s *pictureSite) onTerminal(rows, columns uint16, env []string, args ...string) *terminal {
	s.Helper()
	keys, screen, err := pty.Open()
	if err != nil {
		s.Skipf("a pseudo-terminal is missing: %v", err)
	}
	term := &terminal{T: s.T, keys: keys}
	term.more = sync.NewCond(&term.mu)
	term.resize(rows, columns)
	term.cmd = exec.Command("bantin", args...)
	term.cmd.Dir, term.cmd.Stdin, term.cmd.Stderr, term.cmd.Stdout = s.dir, screen, screen, &term.stdout
	term.cmd.Env = append(os.Environ(), append([]string{"LC_ALL=vi_VN.UTF-8", "TERM=xterm-256color", "NO_COLOR="}, env...)...)
	term.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := term.cmd.Start(); err != nil {
		s.Fatal(err)
	}
	screen.Close()
	term.tty.Go(func() {
		buf := make([]byte, 4096)
		for {
			n, err := keys.Read(buf) // fails when the program has ended
			term.mu.Lock()
			term.shown.Write(buf[:n])
			term.over = err != nil
			term.more.Broadcast()
			term.mu.Unlock()
			if err != nil {
				return
			}
		}
	})
	s.Cleanup(func() {
		term.cmd.Process.Kill()
		keys.Close()
	})
	return term
}

func (t *terminal) resize(rows, columns uint16) {
	t.Helper()
	if err := pty.Setsize(t.keys, &pty.Winsize{Rows: rows, Cols: columns}); err != nil {
		t.Fatal(err)
	}
}

func (t *terminal) seen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.shown.String()
}

// until waits for a text on the screen, as long as there is hope.
func (t *terminal) until(text string) {
	t.Helper()
	hope := time.AfterFunc(time.Minute, func() { t.cmd.Process.Kill() })
	defer hope.Stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	for !strings.Contains(t.shown.String(), text) {
		if t.over {
			t.Fatalf("%q is not shown:\n%q", text, t.shown.String())
		}
		t.more.Wait()
	}
}

func (t *terminal) press(keys string) {
	t.Helper()
	if _, err := io.WriteString(t.keys, keys); err != nil {
		t.Fatal(err)
	}
}

// end waits for the end of the program and wants an exit status.
func (t *terminal) end(status int) (stdout, screen string) {
	t.Helper()
	err := t.cmd.Wait()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	t.tty.Wait()
	if got := t.cmd.ProcessState.ExitCode(); got != status {
		t.Fatalf("exit status %d, want %d\n%s", got, status, t.seen())
	}
	return t.stdout.String(), t.seen()
}

const (
	down, enter, ctrlC, escape = "\x1b[B", "\r", "\x03", "\x1b"
)

func terminalSite(t *testing.T) *pictureSite {
	s := newPictureSite(t)
	s.write("content/topics/cham-lo.md", "---\ntitle: Chăm lo đoàn viên\n---\n")
	s.write("content/units/thu-vien-tinh.md", "---\ntitle: CĐCS Thư viện tỉnh\n---\n")
	s.write("content/units/so-y-te.md", "---\ntitle: CĐCS Sở Y tế\n---\n")
	return s
}

// A person is asked for what is missing, finds names without their accents, and
// gets the path on stdout and what to do next on the screen.
func TestNewAsks(t *testing.T) {
	t.Parallel()
	s := terminalSite(t)
	s.write("a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>`)
	term := s.onTerminal(24, 80, nil, "new", "post", "--now", "2021-05-28", "--photo", "a.svg")
	term.until("Tiêu đề")
	term.press("Hội nghị: tổng kêt\x7f\u0301t" + enter + "thu vien" + enter + down + enter + "ảnh" + enter + enter + "Hội trường đông" + enter)
	stdout, screen := term.end(0)
	if stdout != "content/posts/2021/05/hoi-nghi-tong-ket/index.md\n" {
		t.Errorf("%q", stdout)
	}
	if !strings.Contains(screen, "bantin serve") || !strings.Contains(screen, "Ảnh a.svg cho thấy gì?") {
		t.Errorf("%q", screen)
	}
	text, err := os.ReadFile(filepath.Join(s.dir, strings.TrimSpace(stdout)))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"title: \"Hội nghị: tổng kết\"\n", "unit: thu-vien-tinh # CĐCS Thư viện tỉnh\n", "topic: phap-luat # Pháp luật\n", "form: hinh-anh # Ảnh\n", "    alt: Hội trường đông\n",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	s.build(0, "--strict")
}

// Only what is missing is asked for; a small screen, one that changes its size, and no colour make no difference.
func TestNewAsksOnSmallScreens(t *testing.T) {
	t.Parallel()
	s := terminalSite(t)
	term := s.onTerminal(5, 18, []string{"NO_COLOR=1"}, "new", "post", "Bài hai", "--topic", "cham-lo", "--now", "2021-05-28")
	term.until("Đơn vị")
	term.press("y te")
	term.resize(24, 120)
	term.press(enter)
	term.resize(3, 9)
	term.press("thong bao" + enter)
	stdout, screen := term.end(0)
	if text, err := os.ReadFile(filepath.Join(s.dir, strings.TrimSpace(stdout))); err != nil || !strings.Contains(string(text), "unit: so-y-te #") || !strings.Contains(string(text), "form: thong-bao #") {
		t.Errorf("%v\n%s", err, text)
	}
	if found := regexp.MustCompile(`\x1b\[[0-9;]*[1-9][0-9;]*m`).FindString(screen); found != "" {
		t.Errorf("NO_COLOR: %q in %q", found, screen)
	}
	if strings.Contains(screen, "Tiêu đề") || strings.Contains(screen, "Chủ đề") {
		t.Errorf("asked for what was given: %q", screen)
	}

	term = s.onTerminal(24, 80, nil, "new", "unit", "--lang", "en")
	term.until("Title")
	term.press("Công đoàn Sở Nội vụ tỉnh" + enter + "Nội vụ" + enter)
	if stdout, _ := term.end(0); stdout != "content/units/noi-vu.md\n" {
		t.Errorf("%q", stdout)
	}
	term = s.onTerminal(24, 80, nil, "new", "campaign", "Tháng Công nhân")
	term.until("Ngày bắt đầu")
	term.press("5/27" + enter)
	term.until("ghi ngày trước, tháng sau")
	term.press("\x151/5/2021" + enter + enter)
	if stdout, screen := term.end(0); stdout != "content/campaigns/thang-cong-nhan.md\n" {
		t.Errorf("%q %q", stdout, screen)
	}
}

// Who leaves has written nothing.
func TestNewLeft(t *testing.T) {
	t.Parallel()
	s := terminalSite(t)
	before := s.folder(".")
	for name, leave := range map[string]func(*terminal){
		"Ctrl-C":      func(term *terminal) { term.press("Bài" + enter + "so" + ctrlC) },
		"Esc":         func(term *terminal) { term.press(escape) },
		"a signal":    func(term *terminal) { term.cmd.Process.Signal(os.Interrupt) },
		"termination": func(term *terminal) { term.cmd.Process.Signal(syscall.SIGTERM) },
	} {
		term := s.onTerminal(24, 80, nil, "new", "post")
		term.until("Tiêu đề")
		leave(term)
		if stdout, screen := term.end(2); stdout != "" || !strings.Contains(screen, "bantin: đã thôi, chưa ghi gì") {
			t.Errorf("%s: %q, %q", name, stdout, screen)
		}
	}
	// A terminal that cannot move its cursor gets no questions.
	term := s.onTerminal(24, 80, []string{"TERM=dumb"}, "new", "post", "Bài")
	if _, screen := term.end(2); !strings.Contains(screen, "thiếu đơn vị; ghi --unit") {
		t.Errorf("%q", screen)
	}
	same(t, "after leaving", s.folder("."), before)
}

// On a full disk nothing is left of a new post or site.
func TestNewOnFullDisk(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	s.write("photo.jpg", jpegOf(noise(1600, 1200, 1)))
	s.mount("small", "size=100k", 0)
	for name, data := range map[string]string{"small/content/site.yaml": "title: T\nbase_url: https://example.org/\n", "small/content/topics/t.md": "---\ntitle: T\n---\n", "small/content/units/u.md": "---\ntitle: U\n---\n"} {
		s.write(name, data)
	}
	before := s.folder("small")
	r := s.inFolder(2, "new", "post", "Bài", "small", "--photo", "photo.jpg", "--alt", "Ảnh")
	if !strings.Contains(r.stderr, "đĩa đã đầy; chưa ghi gì") {
		t.Error(r.stderr)
	}
	same(t, "a post", s.folder("small"), before)
	s.inFolder(0, "new", "post", "Bài", "small")
	s.mount("tiny", "size=40k", 0)
	r = s.inFolder(2, "init", "tiny/a/b")
	if !strings.Contains(r.stderr, "đĩa đã đầy; không để lại gì") {
		t.Error(r.stderr)
	}
	if left, err := os.ReadDir(filepath.Join(s.dir, "tiny")); err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
}
