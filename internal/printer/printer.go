// Package printer makes PDFs of finished pages with a browser that is installed: Chromium, Chrome or Edge. A page is
// first made one that needs nothing but itself, so that the browser opens a single file and asks no network.
package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// ErrNoBrowser says that none of the browsers that can print is installed.
var ErrNoBrowser = errors.New("no Chromium, Chrome or Edge is installed")

// patience is how long a browser may take. A bulletin of twenty pages takes a few seconds on an old machine.
const patience = 3 * time.Minute

// Find gives the absolute path of an installed browser that can print, or ErrNoBrowser.
func Find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"} {
		if found, err := exec.LookPath(name); err == nil {
			return filepath.Abs(found)
		}
	}
	for _, name := range usual(runtime.GOOS, os.Getenv) {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			return name, nil
		}
	}
	return "", ErrNoBrowser
}

// usual are the places where browsers are installed that are not on the path for programs.
func usual(system string, getenv func(string) string) (all []string) {
	switch system {
	case "darwin":
		for _, home := range []string{"", getenv("HOME")} {
			for _, name := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
				all = append(all, home+"/Applications/"+name+".app/Contents/MacOS/"+name)
			}
		}
	case "windows":
		for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			if root := getenv(folder); root != "" {
				for _, name := range []string{`\Google\Chrome\Application\chrome.exe`, `\Microsoft\Edge\Application\msedge.exe`, `\Chromium\Application\chrome.exe`} {
					all = append(all, root+name)
				}
			}
		}
	}
	return all
}

// PDF prints a page that needs nothing but itself, and has a title. What the browser has printed of anything else, such
// as its own page about a file that it may not read, is an error. So is a path of a browser that is not absolute.
func PDF(ctx context.Context, browser string, page []byte) (pdf []byte, err error) {
	dir, err := roomFor(browser)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(dir+"/page.html", page, 0o666); err != nil {
		return nil, err
	}
	args, err := arguments(dir)
	if err != nil {
		return nil, err
	}
	within, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var said bytes.Buffer
	cmd := exec.CommandContext(within, browser, args...)
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.WaitDelay = 5 * time.Second // for its own children
	runErr := cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if within.Err() != nil {
		return nil, fmt.Errorf("%s: not done in %v", browser, patience)
	}
	pdf, err = os.ReadFile(dir + "/page.pdf")
	if err == nil && isPDF(pdf) {
		if err := isOf(pdf, page); err != nil {
			return nil, fmt.Errorf("%s: %w", browser, err)
		}
		return pdf, nil
	}
	if why := lastLine(said.String()); why != "" {
		return nil, fmt.Errorf("%s: %s", browser, why)
	}
	if runErr != nil {
		return nil, fmt.Errorf("%s: %w", browser, runErr)
	}
	return nil, fmt.Errorf("%s: it printed nothing", browser)
}

// roomFor makes the folder in which a browser finds the page and leaves its PDF. A snap has temporary files of its own, and sees of
// the others' only what lies below the home folder, in no hidden folder.
func roomFor(browser string) (string, error) {
	if !filepath.IsAbs(browser) {
		return "", fmt.Errorf("%s: the path of a browser must be absolute", browser)
	}
	near := os.TempDir()
	if isSnap(browser) {
		var err error
		if near, err = os.UserHomeDir(); err != nil {
			return "", err
		}
	}
	near, err := filepath.Abs(near)
	if err != nil {
		return "", err
	}
	return os.MkdirTemp(near, "bantin-print-")
}

// isSnap tells whether a program runs as a snap: below /snap/bin or /var/lib/snapd/snap/bin they all are links to one program, and
// /usr/bin/chromium-browser of Ubuntu is a script that starts one.
func isSnap(browser string) bool {
	const folder = "/snap/"
	if strings.Contains(browser, folder) {
		return true
	}
	if to, err := filepath.EvalSymlinks(browser); err == nil && (strings.Contains(to, folder) || filepath.Base(to) == "snap") {
		return true
	}
	f, err := os.Open(browser)
	if err != nil {
		return false
	}
	defer f.Close()
	start, _ := io.ReadAll(io.LimitReader(f, 8<<10)) // of what cannot be read the browser's start will tell
	return bytes.HasPrefix(start, []byte("#!")) && bytes.Contains(start, []byte(folder))
}

// arguments make a browser print dir/page.html to dir/page.pdf and end. An address has no room for a folder that is not absolute.
func arguments(dir string) ([]string, error) {
	if !filepath.IsAbs(dir) {
		return nil, fmt.Errorf("%s: not an absolute path", dir)
	}
	place := strings.ReplaceAll(dir, `\`, "/")
	if !strings.HasPrefix(place, "/") {
		place = "/" + place // C:/…
	}
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
		"--disable-background-networking", "--disable-component-update", "--user-data-dir=" + dir + "/profile",
		"--no-pdf-header-footer", "--print-to-pdf-no-header", "--print-to-pdf=" + dir + "/page.pdf",
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // which root has none of; the page has no scripts
	}
	return append(args, "file://"+escapePath(place)+"/page.html"), nil
}

// escapePath writes a path as it stands in a URL.
func escapePath(path string) string {
	var b strings.Builder
	for i := range len(path) {
		if c := path[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`"#%<>?[]^{|}`+"`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// lastLine is the last line of what a program has said that is not empty.
func lastLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}
