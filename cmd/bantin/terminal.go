package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"bantin/internal/parallel"
	"bantin/internal/viet"
)

// onTerminal tells whether stderr is a terminal that understands control
// sequences, and colour is wanted.
func (p *invocation) onTerminal() bool { return p.coloured(p.stderr) }

// coloured tells whether w is a terminal that understands control sequences,
// and colour is wanted (no-color.org).
func (p *invocation) coloured(w any) bool {
	plain := p.getenv("NO_COLOR") != "" || p.getenv("TERM") == "dumb" || runtime.GOOS == "windows" && p.getenv("WT_SESSION") == ""
	return !plain && isTerminal(w)
}

// isTerminal tells whether what is written to w is shown on a screen.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// showProgress draws a bar on a terminal while a build runs, from its second
// second on. stop removes it and must be called before anything else is printed.
func (p *invocation) showProgress(pictures, files *parallel.Progress) (stop func()) {
	return p.showLine(func() string {
		done, total, what := pictures.Done.Load(), pictures.Total.Load(), text{"ảnh", "pictures"}
		if n := files.Total.Load(); n > 0 {
			done, total, what = files.Done.Load(), n, text{"tệp", "files"}
		}
		return bar(done, total, what, p.lang)
	})
}

// showLine keeps a line on a terminal up to date, from the second second on. stop
// removes it and must be called before anything else is printed.
func (p *invocation) showLine(line func() string) (stop func()) {
	if !p.onTerminal() {
		return func() {}
	}
	end := make(chan struct{})
	var drawn sync.WaitGroup
	drawn.Go(func() {
		wait := time.After(time.Second)
		for {
			select {
			case <-wait:
				fmt.Fprintf(p.stderr, "\r%s\x1b[K", line())
				wait = time.After(time.Second / 10)
			case <-end:
				fmt.Fprint(p.stderr, "\r\x1b[K")
				return
			}
		}
	})
	return func() {
		close(end)
		drawn.Wait()
	}
}

// bar is “██████░░░░░░ 4.200/13.173 tệp”.
func bar(done, total int64, what text, lang string) string {
	const width = 24
	if total == 0 {
		return text{"đang đọc nội dung …", "reading the content …"}.in(lang)
	}
	cells := drawn(done, total, width)
	if lang == "en" {
		return fmt.Sprintf("%s %s/%s %s", cells, viet.NumberEN(done), viet.NumberEN(total), what.en)
	}
	return fmt.Sprintf("%s %s/%s %s", cells, viet.Number(done), viet.Number(total), what.vi)
}

// drawn shows how much is done of all: “██████░░░░░░”.
func drawn(done, total int64, width int) string {
	full := int(int64(width) * min(done, total) / max(total, 1))
	return strings.Repeat("█", full) + strings.Repeat("░", width-full)
}
