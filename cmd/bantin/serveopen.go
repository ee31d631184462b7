package main

import (
	"context"
	"os/exec"
	"runtime"
	"sync"

	"bantin/internal/diag"
)

// openBrowser opens an address in the reader's browser. stop ends the program that
// does it, if it still runs. That it cannot be opened is only said.
func (p *invocation) openBrowser(url string) (stop func()) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	ctx, cancel := context.WithCancel(p.ctx)
	var opened sync.WaitGroup
	opened.Go(func() {
		err := exec.CommandContext(ctx, name, args...).Run()
		if err != nil && ctx.Err() == nil {
			p.say(text{"không mở được trình duyệt (%s); hãy tự mở địa chỉ trên", "the browser could not be opened (%s); open the address yourself"}, diag.Harmless(err.Error()))
		}
	})
	return func() {
		cancel()
		opened.Wait()
	}
}
