package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"bantin/internal/output"
)

// resize gives the small disk at a folder of the site another size, in bytes.
func (s *crashSite) resize(name string, size int64) {
	s.Helper()
	if err := syscall.Mount("tmpfs", filepath.Join(s.dir, name), "tmpfs", syscall.MS_REMOUNT, fmt.Sprintf("size=%d", size)); err != nil {
		s.Fatalf("a disk of %d bytes: %v", size, err)
	}
}

// used is how much of the disk at a folder of the site is in use.
func (s *crashSite) used(name string) int64 {
	s.Helper()
	var st syscall.Statfs_t
	if err := syscall.Statfs(filepath.Join(s.dir, name), &st); err != nil {
		s.Fatal(err)
	}
	return int64(st.Blocks-st.Bfree) * int64(st.Bsize)
}

// full checks that a build has ended for want of room and says so: how much there is, and where.
func (s *crashSite) full(what, lang, folder string, r told) {
	s.Helper()
	words := map[string]string{"vi": "bantin: ổ đĩa đầy: ", "en": "bantin: the disk is full: "}[lang]
	if r.status != 2 || !strings.HasPrefix(r.stderr, words) || strings.Count(r.stderr, "\n") != 1 ||
		!strings.Contains(r.stderr, filepath.Join(s.dir, folder)) || !regexp.MustCompile(`\d (B|kB|MB|GB)`).MatchString(r.stderr) {
		s.Errorf("%s: status %d, %s", what, r.status, r.stderr)
	}
}

// On disks of every size, from hopeless to just not enough, a build says how much room is missing and where, and the
// finished site stays as it was. With room it goes on.
func TestCrashDiskFull(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 11)
	s.mount("dia", "size=64m", 0)
	s.build(0, "--out", "dia/public")
	whole := s.used("dia")
	s.remove("dia/public")
	steps := often(3, 5, 40)
	for i := range steps { // the first build
		size := max(whole*int64(i)/int64(steps-1)-4096, 4096)
		s.resize("dia", size)
		what := fmt.Sprintf("a first build on %d bytes of %d", size, whole)
		s.full(what, langOf(i), "dia/public", s.run("build", "--now", "2021-06-01", "--out", "dia/public", "--lang", langOf(i)))
		if left := s.folder("dia"); len(left) > 0 {
			t.Errorf("%s: %d files are left", what, len(left))
		}
	}
	s.resize("dia", 64<<20)
	s.build(0, "--out", "dia/public")
	same(t, "a first build with room again", s.folder("dia/public"), s.wanted())
	for i := range steps { // later ones
		before := s.folder("dia/public")
		base := s.used("dia")
		s.outgrow(i)
		// All pages change: beside the old site there must be room for most of it once more.
		size := base + whole*int64(i)/int64(2*steps)/4096*4096
		s.resize("dia", size)
		what := fmt.Sprintf("a build on %d bytes of which %d are in use", size, base)
		s.full(what, langOf(i), "dia/public", s.run("build", "--now", "2021-06-01", "--out", "dia/public", "--lang", langOf(i)))
		same(t, what, s.folder("dia/public"), before)
		s.tidy(what)
		s.resize("dia", 64<<20)
		s.build(0, "--out", "dia/public")
		same(t, what+", and with room again", s.folder("dia/public"), s.wanted())
	}
	if t.Failed() {
		return
	}
	// What it says to need is enough, but for what folders take.
	s.outgrow(99)
	base := s.used("dia")
	s.resize("dia", base)
	r := s.run("build", "--now", "2021-06-01", "--out", "dia/public", "--lang", "en")
	s.full("no room at all", "en", "dia/public", r)
	var need float64
	var unit string
	if _, err := fmt.Sscanf(r.stderr[strings.Index(r.stderr, "about "):], "about %f %s", &need, &unit); err != nil {
		t.Fatalf("%s: %v", r.stderr, err)
	}
	need *= map[string]float64{"kB": 1e3, "MB": 1e6}[unit]
	s.resize("dia", base+int64(need*1.1)+1<<16)
	s.build(0, "--out", "dia/public")
	same(t, "with the room that it asked for", s.folder("dia/public"), s.wanted())
}

// The disk of the state folder is full, while that of the site is not.
func TestCrashStateFull(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 12)
	s.mount(".bantin", "size=64m", 0)
	s.build(0)
	for i := range often(3, 5, 30) {
		before := s.folder("public")
		s.outgrow(i)
		s.write("content/posts/moi.jpg", jpegOf(noise(300+i, 200, uint32(100+i))))
		s.post("moi", "cover: moi.jpg\ncover_alt: Ảnh\n", "Lời.")
		want := s.wanted()
		s.squeeze(t, fmt.Sprintf("%d kB are left for the state", i*8), ".bantin", int64(i)*8192, langOf(i), before, want)
		if t.Failed() {
			return
		}
	}
}

// squeeze builds while the disk that is mounted at a folder has only so many bytes left: what comes out is the new site, or the old one and
// a message that names the folder. With room again it is the new one.
func (s *crashSite) squeeze(t *testing.T, what, disk string, left int64, lang string, before, want map[string][]byte) {
	t.Helper()
	s.resize(disk, s.used(disk)+left)
	if r := s.run("build", "--now", "2021-06-01", "--lang", lang); r.status == 0 {
		same(t, what, s.folder("public"), want)
	} else {
		s.full(what, lang, disk, r)
		same(t, what, s.folder("public"), before)
	}
	s.tidy(what)
	s.resize(disk, 64<<20)
	s.finish(what, want)
}

// All of a site on one disk that fills up.
func TestCrashSiteDiskFull(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 13)
	s.mount(".", "size=64m", 0)
	for _, from := range []string{"content", "static"} {
		if err := syscall.Mkdir(filepath.Join(s.dir, from), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	*s.pictureSite = pictureSite{t, s.dir}
	s.write("content/topics/phap-luat.md", "---\ntitle: Pháp luật\n---\n")
	s.write("content/units/so-noi-vu.md", "---\ntitle: CĐCS Sở Nội vụ\n---\n")
	s.posts = nil
	s.outgrow(0)
	s.build(0)
	for i := range often(2, 4, 30) {
		before := s.folder("public")
		s.outgrow(i + 1)
		want := s.wanted()
		s.squeeze(t, fmt.Sprintf("%d kB are left", i*60), ".", int64(i)*60_000/4096*4096, langOf(i), before, want)
		if t.Failed() {
			return
		}
	}
}

// A disk takes no more files, or files may not be so large.
func TestCrashOtherLimits(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newCrashSite(t, 14)
	s.build(0)
	before := s.folder("public")
	s.outgrow(1)
	cmd := s.command()
	limited := exec.Command("sh", append([]string{"-c", `ulimit -f 8; exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)...)
	limited.Env = cmd.Env
	out, err := limited.CombinedOutput()
	if exitStatus(err) != 2 || !bytes.Contains(out, []byte("ulimit -f")) || bytes.Count(out, []byte("\n")) != 1 {
		t.Errorf("a limit on files: %v\n%s", err, out)
	}
	same(t, "a limit on files", s.folder("public"), before)
	s.finish("no limit", s.wanted())

	s.mount("dia", "size=64m,nr_inodes=40", 0)
	r := s.run("build", "--now", "2021-06-01", "--out", "dia/public")
	if r.status != 2 || !strings.Contains(r.stderr, "không nhận thêm tệp nào nữa") && !strings.Contains(r.stderr, "ổ đĩa đầy") {
		t.Errorf("no more files: status %d, %s", r.status, r.stderr)
	}
	if left := s.folder("dia"); len(left) > 0 {
		t.Errorf("no more files: %d are left", len(left))
	}
}

// A quota is told as one. Few file systems of tests have quotas, so what the system would say is given.
func TestCrashQuota(t *testing.T) {
	for lang, words := range map[string]string{"vi": "hạn mức ổ đĩa (quota) ở /trang/public", "en": "quota is used up in /trang/public"} {
		var errs bytes.Buffer
		p := &invocation{stderr: &errs, lang: lang}
		err := fmt.Errorf("record: %w", &fs.PathError{Op: "write", Path: "/trang/public/a.html", Err: syscall.EDQUOT})
		if status := p.fail(err, t.TempDir()); status != failed || !strings.Contains(errs.String(), words) {
			t.Errorf("status %d, %s", status, &errs)
		}
	}
	if output.Full(errors.New("other"), "/") != nil {
		t.Error("any error is a full disk")
	}
}
