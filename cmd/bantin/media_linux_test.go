package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// What is named as a picture but is no plain file is told at its line, and nothing waits for it.
func TestPictureIsNoFile(t *testing.T) {
	t.Parallel()
	s := newPictureSite(t)
	s.write("secret.jpg", jpegOf(quarters(30, 20)))
	for _, name := range []string{"thu-muc", "ong", "lien-ket", "ngoai", "vong", "gay", "duoc"} {
		s.post(name, "cover: "+name+".jpg\ncover_alt: Ảnh\n", "Lời.")
	}
	posts := filepath.Join(s.dir, "content/posts")
	s.write("content/posts/thu-muc.jpg/a.txt", "x")
	for _, err := range []error{
		syscall.Mkfifo(filepath.Join(posts, "ong.jpg"), 0o644),
		os.Symlink("../../secret.jpg", filepath.Join(posts, "lien-ket.jpg")),
		os.Symlink("/etc/passwd", filepath.Join(posts, "ngoai.jpg")),
		os.Symlink("vong.jpg", filepath.Join(posts, "vong.jpg")),
		os.Symlink("khong-co.jpg", filepath.Join(posts, "gay.jpg")),
		syscall.Mkfifo(filepath.Join(s.dir, "content/posts/pipe.png"), 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.write("content/posts/duoc.jpg", jpegOf(quarters(30, 20)))
	// The others lead nowhere; a link is told at its own place, too, as nothing is ever read through one.
	var want []string
	for _, name := range []string{"gay", "lien-ket", "ngoai", "ong", "thu-muc", "vong"} {
		if name != "ong" && name != "thu-muc" {
			want = append(want, `content/posts/`+name+`.jpg: error: .* \[symbolic-link\]`)
		}
		want = append(want, `content/posts/`+name+`.md:7:8: error: .*`+name+`.jpg.* \[(missing-file|unreadable-image)\]`)
	}
	s.build(1).wants(t, want...)
	for _, name := range []string{"gay", "lien-ket", "ngoai", "vong"} {
		s.remove("content/posts/" + name + ".jpg")
	}
	if r := s.build(3, "--hold-back"); len(r.problems()) != 6 {
		t.Errorf("%s", r.stderr)
	}
	s.one("2021/05/duoc/duoc.*-30.webp")
}

// While pictures change during a build, it is well done or says what is wrong. What it keeps of that is not wrong for good.
func TestPicturesChangeMeanwhile(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newPictureSite(t)
	s.write("content/site.yaml", "title: Bản tin\nbase_url: https://example.org/\nshare_cards: false\n")
	const n = 6
	name := func(i int) string { return fmt.Sprintf("content/posts/anh-%d.jpg", i) }
	versions := []string{jpegOf(noise(500, 375, 1)), jpegOf(quarters(500, 400))}
	for i := range n {
		s.cover(fmt.Sprintf("bai-%d", i), fmt.Sprintf("anh-%d.jpg", i), versions[0])
	}
	var wg sync.WaitGroup
	stop := make(chan bool)
	wg.Go(func() {
		temp := filepath.Join(s.dir, "temp")
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default: // without a rest, or it would hardly ever fall between two steps of the program
			}
			if err := os.WriteFile(temp, []byte(versions[i/n%2]), 0o644); err != nil {
				t.Error(err)
			}
			if err := os.Rename(temp, filepath.Join(s.dir, name(i%n))); err != nil {
				t.Error(err)
			}
		}
	})
	for range 3 {
		r := s.run("build", "--now", "2021-06-01")
		if r.status != 0 && (r.status > 2 || !strings.Contains(r.stderr, "content/posts/anh-")) {
			t.Errorf("status %d: %s", r.status, r.stderr)
		}
	}
	close(stop)
	wg.Wait()
	for v := range versions {
		for i := range n {
			s.write(name(i), versions[(i+v)%2])
		}
		s.build(0, "--strict")
		got := s.folder("public")
		cold := newPictureSite(t)
		if err := os.CopyFS(filepath.Join(cold.dir, "content/posts"), os.DirFS(filepath.Join(s.dir, "content/posts"))); err != nil {
			t.Fatal(err)
		}
		cold.write("content/site.yaml", readFile(t, s.dir, "content/site.yaml"))
		cold.build(0, "--strict")
		same(t, "after changes", got, cold.folder("public"))
	}
}

// watch counts the files of a folder that are opened.
type watch struct {
	*testing.T
	fd    int
	names map[int32]string
}

func newWatch(t *testing.T, dirs ...string) *watch {
	fd, err := syscall.InotifyInit1(syscall.IN_NONBLOCK | syscall.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(fd) })
	w := &watch{t, fd, make(map[int32]string)}
	for _, dir := range dirs {
		id, err := syscall.InotifyAddWatch(fd, dir, syscall.IN_OPEN)
		if err != nil {
			t.Fatal(err)
		}
		w.names[int32(id)] = dir
	}
	return w
}

// opened are the names of the files opened since it was last asked.
func (w *watch) opened() (all []string) {
	buf := make([]byte, 1<<16)
	for {
		n, err := syscall.Read(w.fd, buf)
		if n <= 0 || err != nil {
			return all
		}
		for at := 0; at < n; {
			size := int(binary.LittleEndian.Uint32(buf[at+12:]))
			all = append(all, string(bytes.TrimRight(buf[at+16:at+16+size], "\x00")))
			at += 16 + size
		}
	}
}

// A build with nothing changed opens no picture. A picture with other bytes is noticed even when its size and date are the same.
func TestWarmBuildOpensNoPicture(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := cachedSite(t)
	s.write("content/posts/giay.pdf", "%PDF-1.4\n%%EOF\n")
	s.write("content/posts/ve.svg", svgHead+"<rect/></svg>")
	s.post("khac", "", "[giấy](giay.pdf) ![Ảnh](ve.svg)")
	s.build(0, "--strict")
	w := newWatch(t, filepath.Join(s.dir, "content"), filepath.Join(s.dir, "content/posts"))
	kind := regexp.MustCompile(`\.(jpg|png|svg|pdf)$`)
	// A stamp is trusted once the file is two seconds old.
	for deadline := time.Now().Add(6 * time.Second); ; {
		w.opened()
		s.build(0, "--strict")
		opened := w.opened()
		if len(opened) == 0 {
			t.Fatal("the watch sees nothing")
		}
		opened = slices.DeleteFunc(opened, func(name string) bool { return !kind.MatchString(name) })
		if len(opened) == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Errorf("opened by a warm build: %q", opened)
			break
		}
	}

	name := filepath.Join(s.dir, "content/posts/hep.jpg")
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	before := filepath.Base(s.one("2021/05/hep/hep.*-300.webp"))
	data := []byte(readFile(t, name))
	end := bytes.LastIndexByte(data[:len(data)-2], 0xff) // an escaped 0xff of the pixels may not be broken
	data[end-5] ^= 0x01
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	s.build(0, "--strict")
	if after := filepath.Base(s.one("2021/05/hep/hep.*-300.webp")); after == before || s.public("2021/05/hep/hep.jpg") != string(data) {
		t.Errorf("the same size and date, other bytes: still %s", after)
	}
}

// mount puts a small disk in place of a folder of the site.
func (s *pictureSite) mount(name, options string, flags uintptr) {
	s.Helper()
	dir := filepath.Join(s.dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		s.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, options); err != nil {
		s.Skipf("a disk that is full or cannot be written is missing: only root may mount one (%v)", err)
	}
	s.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
}

// A full disk ends a build with a clear word: the last good site stays, nothing half-written counts as done.
func TestDiskFull(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	s := newPictureSite(t)
	s.mount(".bantin/cache", "size=64m", 0)
	resize := func(size string) {
		if err := syscall.Mount("tmpfs", filepath.Join(s.dir, ".bantin/cache"), "tmpfs", syscall.MS_REMOUNT, size); err != nil {
			t.Fatal(err)
		}
	}
	s.cover("a", "a.png", pngOf(quarters(300, 200)))
	s.build(0)
	want := s.folder("public")
	resize("size=500k")
	s.cover("b", "b.jpg", jpegOf(noise(1200, 800, 1)))
	r := s.build(2)
	if !strings.HasPrefix(r.stderr, "bantin: ổ đĩa đầy: ") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("the cache's disk is full: %s", r.stderr)
	}
	same(t, "the disk is full", s.folder("public"), want)
	if found, _ := filepath.Glob(filepath.Join(s.dir, ".bantin/cache/tmp*")); len(found) > 0 {
		t.Errorf("left behind: %q", found)
	}
	// With room again it goes on from there.
	resize("size=64m")
	s.build(0)
	got := s.folder("public")
	s.remove("public")
	s.build(0)
	same(t, "room again", got, s.folder("public"))

	// The disk of the site itself is full.
	out := newPictureSite(t)
	out.cover("a", "a.jpg", jpegOf(noise(800, 600, 1)))
	out.mount("disk", "size=300k", 0)
	r = out.build(2, "--out", "disk/public")
	if !strings.HasPrefix(r.stderr, "bantin: ổ đĩa đầy: ") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("the site's disk is full: %s", r.stderr)
	}
}

// A site folder that may only be read has its cache elsewhere for as long as the build runs.
func TestReadOnlySite(t *testing.T) {
	s := newPictureSite(t)
	s.cover("a", "a.jpg", jpegOf(noise(400, 300, 1)))
	s.build(0)
	want := s.folder("public")
	s.remove(".bantin")
	s.mount(".bantin", "", syscall.MS_RDONLY)
	out, temp := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temp)
	r := s.run("build", "--now", "2021-06-01", "--out", out)
	switch {
	case r.status == 0:
		same(t, "read-only", everyFile(t, out), want)
	case r.status != 2 || !strings.Contains(r.stderr, "read-only file system") || !strings.Contains(r.stderr, ".bantin"):
		t.Errorf("status %d: %s", r.status, r.stderr)
	}
	if left := everyFile(t, temp); len(left) > 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
}
