package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"bantin/internal/cache"
	"bantin/internal/diag"
	"bantin/internal/output"
)

// busyText tells who is at work on an output folder.
func busyText(err error) text {
	busy := new(output.BusyError)
	if !errors.As(err, &busy) || busy.Holder.PID == 0 {
		return text{"một lệnh khác đang dựng trang này hoặc đang đăng nó; chờ nó xong rồi chạy lại",
			"another build of this site is running, or the site is being published; wait until that is done, then run it again"}
	}
	h := busy.Holder
	who, whoEN := fmt.Sprintf("tiến trình %d", h.PID), fmt.Sprintf("process %d", h.PID)
	if host, _ := os.Hostname(); h.Host != host && h.Host != "" {
		who, whoEN = who+" trên máy "+h.Host, whoEN+" on "+h.Host
	}
	since := h.Since.Local()
	return text{
		fmt.Sprintf("một lệnh khác đang dựng trang này hoặc đang đăng nó (%s, từ %s); chờ nó xong rồi chạy lại, còn nếu nó bị treo thì dừng tiến trình ấy", who, since.Format("15:04:05 02/01/2006")),
		fmt.Sprintf("another build of this site is running, or the site is being published (%s, since %s); wait until that is done, then run it again, or end that process if it hangs", whoEN, since.Format("2006-01-02 15:04:05")),
	}
}

// diskText tells what a disk or the rights to it do not allow, and what to do; false when it is none of that.
func diskText(err error, dir string) (text, bool) {
	state, e := filepath.Abs(filepath.Join(dir, ".bantin"))
	if e != nil {
		state = dir
	}
	if full := output.Full(err, state); full != nil {
		return fullText(full), true
	}
	changed, file := new(cache.ChangedError), new(fs.PathError)
	named := errors.As(err, &file)
	source := named && isSource(file.Path)
	if rest, below := strings.CutPrefix(err.Error(), "static: "); below && named && strings.Contains(rest, file.Path) {
		file, source = &fs.PathError{Op: file.Op, Path: "static/" + file.Path, Err: file.Err}, true
	}
	switch {
	case errors.As(err, &changed):
		return text{changed.File + " bị sửa trong lúc dựng; trang đã dựng giữ nguyên, hãy chạy lại",
			changed.File + " was changed while the site was built; the finished site stays as it was, run it again"}, true
	case named && errors.Is(err, syscall.EROFS):
		return text{file.Path + " nằm trên ổ đĩa chỉ đọc (" + file.Err.Error() + "); mở ghi cho ổ đĩa ấy, hoặc ghi trang ra chỗ khác bằng --out",
			file.Path + " is on a disk that may only be read (" + file.Err.Error() + "); make it writable, or write the site elsewhere with --out"}, true
	case named && errors.Is(err, fs.ErrPermission):
		return text{"không có quyền đọc hoặc ghi " + file.Path + " (" + file.Err.Error() + "); xem lại quyền của tệp và thư mục ấy, hoặc chạy bằng tài khoản đã tạo ra chúng",
			"no right to read or write " + file.Path + " (" + file.Err.Error() + "); look at the rights of that file and its folder, or run it as the user who made them"}, true
	case source && errors.Is(err, fs.ErrNotExist):
		return text{file.Path + " bị xóa hoặc đổi tên trong lúc dựng; trang đã dựng giữ nguyên, hãy chạy lại",
			file.Path + " was removed or renamed while the site was built; the finished site stays as it was, run it again"}, true
	}
	return text{}, false
}

// isSource tells whether a path is one below the site folder.
func isSource(name string) bool {
	top, _, below := strings.Cut(name, "/")
	return below && (top == "content" || top == "static" || top == "layouts")
}

func fullText(e *output.FullError) text {
	free := func(lang string) string {
		if e.Free < 0 {
			return "?"
		}
		return inBytes(e.Free, lang)
	}
	switch {
	case errors.Is(e.Err, syscall.EFBIG):
		return text{"hệ thống không cho ghi tệp lớn như vậy vào " + e.Dir + "; nới giới hạn độ lớn của tệp (ulimit -f) rồi chạy lại",
			"the system allows no file so large in " + e.Dir + "; raise the limit on the size of files (ulimit -f) and run it again"}
	case errors.Is(e.Err, syscall.EDQUOT):
		return text{"đã dùng hết hạn mức ổ đĩa (quota) ở " + e.Dir + "; xóa bớt tệp không cần hoặc xin thêm hạn mức rồi chạy lại",
			"the disk quota is used up in " + e.Dir + "; delete what is not needed or ask for more, and run it again"}
	case e.Files:
		return text{"ổ đĩa chứa " + e.Dir + " không nhận thêm tệp nào nữa; xóa bớt tệp không cần rồi chạy lại",
			"the disk of " + e.Dir + " takes no more files; delete what is not needed and run it again"}
	case e.Need > max(e.Free, 0):
		return text{
			fmt.Sprintf("ổ đĩa đầy: %s cần thêm khoảng %s mà chỉ còn %s; dọn bớt ổ đĩa rồi chạy lại, trang đã dựng giữ nguyên", e.Dir, inBytes(e.Need, "vi"), free("vi")),
			fmt.Sprintf("the disk is full: %s needs about %s more and only %s are left; make room and run it again, the finished site stays as it was", e.Dir, inBytes(e.Need, "en"), free("en")),
		}
	}
	return text{
		fmt.Sprintf("ổ đĩa đầy: %s chỉ còn %s; dọn bớt ổ đĩa rồi chạy lại, trang đã dựng giữ nguyên", e.Dir, free("vi")),
		fmt.Sprintf("the disk is full: only %s are left for %s; make room and run it again, the finished site stays as it was", free("en"), e.Dir),
	}
}

// sayFailure prints one of these texts.
func (p *invocation) sayFailure(t text) {
	p.say(text{"bantin: %s", "bantin: %s"}, diag.Harmless(t.in(p.lang)))
}
