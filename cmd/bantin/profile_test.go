package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestRecord(t *testing.T) {
	write := func(w io.Writer) error {
		w.Write([]byte("số đo")) // what writes profiles does not look at the error either
		return nil
	}
	do := func() (int, error) { return heldBack, nil }
	name := filepath.Join(t.TempDir(), "so-do")
	for _, c := range []struct {
		name  string
		sound bool
	}{{"", true}, {name, true}, {filepath.Join(name, "khong-co"), false}} {
		status, err := record(c.name, write, func() {}, do)
		if (err == nil) != c.sound || c.sound && status != heldBack {
			t.Errorf("%q: status %d, %v", c.name, status, err)
		}
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "số đo" {
		t.Errorf("written: %q, %v", data, err)
	}
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here, which is a disk without room")
	}
	if _, err := record("/dev/full", write, func() {}, do); err == nil {
		t.Error("nobody is told that a disk is full")
	}
}
