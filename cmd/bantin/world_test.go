package main

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestSameBytesEverywhere: a site and its reports are the same bytes whatever the machine is set to, wherever the folder
// lies, however its files came there. Each setting makes all anew, pictures too. Without CI=true there are two.
func TestSameBytesEverywhere(t *testing.T) {
	leaveOutInShort(t)
	t.Parallel()
	files := worldFiles(t)
	plain := setting{name: "plain", env: []string{"TZ=UTC", "LC_ALL=C"}}
	dir := plain.lay(t, files)
	want := plain.make(t, dir)
	isWhole(t, want)

	settings := []setting{
		{name: "far east, English, one processor", env: []string{"TZ=Pacific/Kiritimati", "LC_ALL=en_US.UTF-8", "GOMAXPROCS=1"}, seed: 1},
		{name: "far west, Vietnamese, two", env: []string{"TZ=Pacific/Pago_Pago", "LC_ALL=", "LANG=vi_VN.UTF-8", "GOMAXPROCS=2"}, seed: 2, umask: "077"},
		{name: "Turkish, eight, strange folder, old files", env: []string{"TZ=America/St_Johns", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=8"}, seed: 3,
			umask: "000", dir: "Bản tin của Đoàn/a'b \"c\" #1 %20/" + strings.Repeat("sâu/", 12) + "tin", moment: time.Date(1979, 1, 1, 0, 0, 0, 0, time.UTC), mode: 0o444},
		{name: "no home, files of tomorrow", env: []string{"HOME=/nonexistent", "TMPDIR=/nonexistent", "TZ=", "LANG=", "LC_ALL=", "GODEBUG=", "GOGC=10"}, seed: 4,
			umask: "022", moment: time.Now().AddDate(2, 0, 0), mode: 0o755},
	}
	if !exhaustive() {
		settings = settings[1:3]
	}
	for _, s := range settings {
		t.Run(s.name, func(t *testing.T) {
			same(t, s.name, s.make(t, s.lay(t, files)), want)
		})
	}
	t.Run("again", func(t *testing.T) {
		again := setting{name: "again", env: []string{"TZ=Asia/Tokyo", "LC_ALL=de_DE.UTF-8"}, umask: "027"}
		if told := again.bantin(t, "build", dir, "--now", "2021-06-01", "--strict", "--lang", "en"); !strings.Contains(told, "written 0,") {
			t.Errorf("built again, it writes: %s", told)
		}
		same(t, "again", again.made(t, dir), want)
		// With what is kept of pictures, but no finished site.
		if err := os.RemoveAll(filepath.Join(dir, "public")); err != nil {
			t.Fatal(err)
		}
		same(t, "warm", again.make(t, dir), want)
	})
}

// isWhole holds that the site has a bit of everything, or the test would prove little, and that archives tell no time.
func isWhole(t *testing.T, made map[string][]byte) {
	t.Helper()
	for _, name := range strings.Fields(`
		index.html 404.html tin-moi/index.html tin-moi/trang/2/index.html gioi-thieu/index.html chu-de/cham-lo/index.html don-vi/an-ninh/index.html
		tin/index.html bai-viet/index.html hinh-anh/2021/index.html infographic/chu-de/phap-luat/index.html video/index.html van-ban/index.html
		thong-bao/index.html dot/thang-cong-nhan/index.html dot/thang-cong-nhan/data.xlsx hoat-dong/index.html hoat-dong/data.xlsx hoat-dong/data.csv
		hoat-dong/data.json hoat-dong/2021/05/index.html luu-tru/2021/05/index.html mo-hinh-hay/index.html tim-kiem/index.html feed.xml rss.xml
		feed.json sitemap.xml news-sitemap.xml robots.txt opensearch.xml cu/thi-dua.html tin-cu/index.html chu-de/luat/index.html 2021/05/bai-da-go/index.html
		 (report).html (report).csv (report).json (report).xlsx robots-them.txt them.css`) {
		if len(made[name]) == 0 {
			t.Errorf("%s is missing", name)
		}
	}
	endings := make(map[string]int)
	for name, data := range made {
		endings[filepath.Ext(name)]++
		if strings.HasSuffix(name, ".xlsx") {
			tellsNoTime(t, name, data)
		}
	}
	for _, ext := range []string{".webp", ".jpg", ".png", ".gif", ".svg"} {
		if endings[ext] == 0 {
			t.Errorf("there is no %s", ext)
		}
	}
}

// tellsNoTime holds that a workbook says nowhere when it was made.
func tellsNoTime(t *testing.T, name string, data []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	today := regexp.MustCompile(time.Now().UTC().Format(`2006-01-02T`))
	for _, f := range archive.File {
		if !f.Modified.IsZero() && !f.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: %s tells of %v", name, f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
		if today.Match(text.Bytes()) {
			t.Errorf("%s: %s tells the day of its making", name, f.Name)
		}
	}
}

// TestSameBytesOnArm64: another kind of processor makes the same bytes. It rounds otherwise where a product is added (one
// instruction there, two here), so pictures and cards would tell. BANTIN_LONG=1 takes the whole sample site, which takes minutes.
func TestSameBytesOnArm64(t *testing.T) {
	long := os.Getenv("BANTIN_LONG") != ""
	if !exhaustive() && !long {
		t.Skip("time is missing: CI=true builds the program for another processor, BANTIN_LONG=1 all of the sample site with it")
	}
	emulator := need(t, "qemu-user", "qemu-aarch64", "qemu-aarch64-static")
	t.Parallel()
	program := filepath.Join(t.TempDir(), "bantin")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	here, there := setting{name: "amd64"}, setting{name: "arm64", exe: []string{emulator, program}}
	if long {
		dir := t.TempDir()
		if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
			t.Fatal(err)
		}
		there.bantin(t, "build", dir, "--now", "2026-11-23", "--strict")
		same(t, "arm64", everyFile(t, filepath.Join(dir, "public")), everyFile(t, sampleSite(t)))
	}
	files := worldFiles(t)
	same(t, "arm64", there.make(t, there.lay(t, files)), here.make(t, here.lay(t, files)))
}
