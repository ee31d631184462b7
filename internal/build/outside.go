package build

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"bantin/internal/check"
	"bantin/internal/diag"
	"bantin/internal/outside"
	"bantin/internal/site"
)

// askOutside asks other hosts for the addresses that a site leads to. What has answered is remembered in a file, for
// days; one that cannot be written costs time only. It gives how many addresses there are.
func askOutside(ctx context.Context, asker *outside.Asker, s *site.Site, folder fs.FS, file string) (problems []diag.Diagnostic, asked int, err error) {
	links := check.Outside(s, folder)
	addresses := make([]string, len(links))
	for i, l := range links {
		addresses[i] = l.Address
	}
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, 0, err
	}
	memory := outside.ReadMemory(data, time.Now())
	answers, err := asker.Ask(ctx, addresses, memory)
	remember(file, memory.Append(nil))
	return check.Unanswered(links, answers), len(answers), err
}

// remember replaces a file of the state folder, whole or not at all.
func remember(file string, data []byte) {
	f, err := os.CreateTemp(filepath.Dir(file), ".outside-*")
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil || os.Rename(f.Name(), file) != nil {
		os.Remove(f.Name())
	}
}
