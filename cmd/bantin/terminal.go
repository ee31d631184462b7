package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"bantin/internal/output"
	"bantin/internal/viet"
)

// onTerminal tells whether stderr is a terminal that understands control
// sequences, and colour is wanted (no-color.org).
func (p *invocation) onTerminal() bool {
	if p.getenv("NO_COLOR") != "" || p.getenv("TERM") == "dumb" || runtime.GOOS == "windows" && p.getenv("WT_SESSION") == "" {
		return false
	}
	f, ok := p.stderr.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// showProgress draws a bar on a terminal while a build runs, from its second
// second on. stop removes it and must be called before anything else is printed.
func (p *invocation) showProgress(progress *output.Progress) (stop func()) {
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
				fmt.Fprintf(p.stderr, "\r%s\x1b[K", bar(progress.Done.Load(), progress.Total.Load(), p.lang))
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
func bar(done, total int64, lang string) string {
	const width = 24
	if total == 0 {
		return text{"đang đọc nội dung …", "reading the content …"}.in(lang)
	}
	full := int(width * done / total)
	cells := strings.Repeat("█", full) + strings.Repeat("░", width-full)
	if lang == "en" {
		return fmt.Sprintf("%s %s/%s files", cells, viet.NumberEN(done), viet.NumberEN(total))
	}
	return fmt.Sprintf("%s %s/%s tệp", cells, viet.Number(done), viet.Number(total))
}
