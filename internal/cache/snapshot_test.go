package cache

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What is written while others read a folder is not taken for what they have read.
func TestSnapshotOfAChangedFile(t *testing.T) {
	for _, c := range []struct {
		name   string
		change string // after the snapshot, before hashes are noted
		want   bool   // a later snapshot shows the same
	}{
		{"untouched", "", true},
		{"changed", "hai", false},
		{"changed to as many bytes", "hàii", false},
		{"same bytes written again", "một", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "static"), 0o777); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(dir, "static", "tep.txt")
			if err := os.WriteFile(name, []byte("một"), 0o666); err != nil {
				t.Fatal(err)
			}
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			take := func() *Snapshot {
				s, err := TakeSnapshot(root, []string{"static", "layouts"}, func(string) bool { return false })
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			sum := func(path string) (Key, error) {
				data, err := root.ReadFile(path)
				return HashOf(data), err
			}
			first := take()
			info, err := root.Lstat("static/tep.txt")
			if err != nil {
				t.Fatal(err)
			}
			first.entries[0].stamp = stampOf(info) // no longer in doubt, as that of any file that is not new
			if c.change != "" {
				if err := os.WriteFile(name, []byte(c.change), 0o666); err != nil {
					t.Fatal(err)
				}
				if err := os.Chtimes(name, time.Time{}, info.ModTime().Add(time.Minute)); err != nil {
					t.Fatal(err)
				}
			}
			first.Unknown(root, sum)
			if got := first.Same(take(), sum); got != c.want {
				t.Errorf("nothing has changed: %t", got)
			}
		})
	}
}
