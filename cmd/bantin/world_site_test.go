package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// worldFiles are the files of a small site with every kind of page, post, picture, card and data.
func worldFiles(t *testing.T) []txtar.File {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/world/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := archive.Files
	for _, name := range []string{"411.jpg", "444.jpg", "alpha.webp", "cmyk.jpg", "moving.gif", "progressive.jpg", "interlaced.png", "lossless.webp"} {
		files = append(files, txtar.File{Name: "content/anh/" + name, Data: []byte(picture(t, name))})
	}
	return append(files,
		txtar.File{Name: "content/anh/rong.jpg", Data: []byte(jpegOf(noise(700, 380, 1)))},
		txtar.File{Name: "content/anh/to.png", Data: []byte(pngOf(quarters(330, 500)))},
		txtar.File{Name: "content/logo.png", Data: []byte(pngOf(quarters(120, 120)))},
	)
}

// setting is what a machine may have otherwise than another.
type setting struct {
	name   string
	env    []string
	dir    string      // the site's folder below a temporary one; "" for “tin”
	seed   uint64      // of the order in which the files are laid down; 0 for that of the archive
	umask  string      // "" for the one of this process
	moment time.Time   // the files' time of change; zero for now
	mode   os.FileMode // of the files; 0 for 0644
	exe    []string    // what runs the program; nil for itself
}

// lay puts the files of the site into a folder, as the setting wants it.
func (s *setting) lay(t *testing.T, files []txtar.File) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), filepath.FromSlash(s.dir))
	if s.dir == "" {
		dir = filepath.Join(dir, "tin")
	}
	files = append([]txtar.File(nil), files...)
	if s.seed != 0 {
		rand.New(rand.NewPCG(s.seed, 1)).Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		if s.mode != 0 {
			if err := os.Chmod(name, s.mode); err != nil {
				t.Fatal(err)
			}
		}
		if !s.moment.IsZero() {
			if err := os.Chtimes(name, s.moment, s.moment); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// bantin runs the program in a process of its own, and gives what it printed to stdout.
func (s *setting) bantin(t *testing.T, args ...string) string {
	t.Helper()
	exe := s.exe
	if exe == nil {
		exe = []string{"bantin"}
	}
	line := append(exe[:len(exe):len(exe)], args...)
	if s.umask != "" && runtime.GOOS != "windows" {
		line = append([]string{"sh", "-c", "umask " + s.umask + `; exec "$@"`, "sh"}, line...)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(os.Environ(), s.env...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %s: %v\n%s", s.name, strings.Join(args, " "), err, &stderr)
	}
	return stdout.String()
}

// make builds the site and makes reports of it, and gives the bytes of all.
func (s *setting) make(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	s.bantin(t, "build", dir, "--now", "2021-06-01", "--strict")
	return s.made(t, dir)
}

// made gives the bytes of the site and of its reports.
func (s *setting) made(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := everyFile(t, filepath.Join(dir, "public"))
	for _, form := range []string{"html", "csv", "json", "xlsx"} {
		file := filepath.Join(t.TempDir(), "bao-cao."+form)
		s.bantin(t, "report", dir, "--now", "2021-06-01", "--lang", "vi", "--out", file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all["(report)."+form] = data
	}
	return all
}
