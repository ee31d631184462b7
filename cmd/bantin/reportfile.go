package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"

	"bantin/internal/diag"
	"bantin/internal/limits"
)

// maxText is how long the text of a report may be, in bytes: as long as a post.
const maxText = int64(limits.TextFile)

// readTextFile reads a file of a size that a text may have.
func readTextFile(name string) ([]byte, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, errNotAFile
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxText+1))
	if err == nil && int64(len(src)) > maxText {
		err = errTooLarge
	}
	return src, err
}

var (
	errNotAFile = errors.New("not a regular file")
	errTooLarge = errors.New("too large")
)

// reason says in few words why a file could not be read or written.
func reason(err error) text {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return text{"không có tệp ấy", "there is no such file"}
	case errors.Is(err, fs.ErrPermission):
		return text{"không có quyền", "permission denied"}
	case errors.Is(err, errNotAFile):
		return text{"đó không phải là tệp thường", "that is not a regular file"}
	case errors.Is(err, errTooLarge):
		return text{"tệp lớn quá 4 MB", "the file has more than 4 MB"}
	case errors.Is(err, syscall.ENOSPC):
		return text{"đĩa đã đầy", "the disk is full"}
	case errors.Is(err, syscall.ENAMETOOLONG):
		return text{"tên quá dài", "the name is too long"}
	case errors.Is(err, syscall.EROFS):
		return text{"ổ đĩa chỉ cho đọc", "the disk can only be read"}
	}
	// What the system says, without the path: that of a temporary file would only confuse.
	if number := syscall.Errno(0); errors.As(err, &number) {
		err = number
	}
	return text{diag.Harmless(err.Error()), diag.Harmless(err.Error())}
}

// reportTarget finds out where the report goes, without symbolic links: "" is
// stdout. A place where it would do harm is refused: among the sources of a site
// a report would be a stray file, or take the place of one.
func (p *invocation) reportTarget(o *reportOptions) (path string, ok bool) {
	if o.out == "" {
		return "", true
	}
	shown := diag.Harmless(filepath.ToSlash(o.out))
	dir, base := filepath.Split(o.out)
	if base == "" || base == "." || base == ".." || isFolder(o.out) {
		p.say(text{"bantin: %s là thư mục; thêm tên tệp, ví dụ --out bao-cao.html", "bantin: %s is a folder; give a file, for example --out report.html"}, shown)
		return "", false
	}
	if path, err := filepath.EvalSymlinks(o.out); err == nil {
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
			p.say(text{
				"bantin: %s không phải là tệp thường; muốn chuyển kết quả cho lệnh khác thì bỏ --out",
				"bantin: %s is not a regular file; to hand on the report to a program, leave out --out",
			}, shown)
			return "", false
		}
		dir, base = filepath.Split(path)
	} else if info, err := os.Lstat(o.out); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		// Writing would put a file in the place of the link.
		p.say(text{"bantin: %s là liên kết không dẫn tới đâu; xóa nó, hoặc chọn tên khác", "bantin: %s is a link that leads nowhere; delete it, or choose another name"}, shown)
		return "", false
	}
	if dir == "" {
		dir = "."
	}
	dir, err := filepath.EvalSymlinks(dir)
	if err == nil {
		dir, err = filepath.Abs(dir)
	}
	if err != nil || !isFolder(dir) {
		p.say(text{"bantin: không có thư mục để ghi %s; tạo thư mục trước", "bantin: there is no folder for %s; make it first"}, shown)
		return "", false
	}
	if source := sourceAround(dir, o.load.Dir); source != "" {
		p.say(text{
			"bantin: không ghi báo cáo vào %s: thư mục %s là của nội dung trang; chọn chỗ khác bằng --out",
			"bantin: no report is written to %s: the folder %s holds the site's sources; choose another place with --out",
		}, shown, source)
		return "", false
	}
	path = filepath.Join(dir, base)
	if sameFile(path, o.text) {
		p.say(text{"bantin: --out và --text là cùng một tệp: %s", "bantin: --out and --text are the same file: %s"}, shown)
		return "", false
	}
	return path, true
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// sourceAround names the folder of a site's sources that dir lies in, "" when in none.
func sourceAround(dir, siteDir string) string {
	for {
		for _, name := range []string{"content", "layouts", "static", ".bantin", ".git"} {
			if sameFile(dir, filepath.Join(siteDir, name)) {
				return name
			}
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// writeWhole writes a file whole or not at all: a reader finds the old or the
// new one, and a full disk leaves nothing behind. One that may not be written, such as
// a report that somebody has closed, stays.
func writeWhole(path string, data []byte) (err error) {
	mode := fs.FileMode(0o666)
	old, statErr := os.Stat(path)
	if statErr == nil && !old.IsDir() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		f.Close()
	}
	temp := filepath.Join(filepath.Dir(path), fmt.Sprintf(".bantin-%016x.tmp", rand.Uint64()))
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp)
		}
	}()
	_, err = f.Write(data)
	if err == nil && statErr == nil {
		err = f.Chmod(old.Mode().Perm())
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(temp, path)
}
