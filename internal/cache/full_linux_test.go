package cache

import (
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// TestPutOnFullDisk: a limit on the size of files stands for a full disk.
func TestPutOnFullDisk(t *testing.T) {
	root := folder(t)
	c := open(t, root)
	put(t, c, key(1), "head", "blob")

	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	small := limit
	small.Cur = 10_000
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		t.Fatal(err)
	}
	err1 := c.Put(key(1), []byte("new"), [][]byte{make([]byte, 20_000)})
	err2 := c.Put(key(2), make([]byte, 20_000), nil)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	for i, err := range []error{err1, err2} {
		if err == nil || !strings.Contains(err.Error(), syscall.EFBIG.Error()) || !strings.Contains(err.Error(), nameOf(key(i+1))) {
			t.Errorf("record %d: %v", i+1, err)
		}
	}
	if got := files(t, root); len(got) != 1 {
		t.Errorf("files: %v", got)
	}
	if head, ok := c.Head(key(1)); !ok || string(head) != "head" {
		t.Errorf("the old record: %q, %v", head, ok)
	}
}
