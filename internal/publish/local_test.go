package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	conform(t, func(t *testing.T) Target { return openAt(t, dir) })
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
}

func openAt(t *testing.T, address string) Target {
	t.Helper()
	target, err := Open(t.Context(), address, Credentials{Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { target.Close() })
	return target
}

// A link to a folder is followed; one inside that leads out of it is not.
func TestFolderLinks(t *testing.T) {
	base := t.TempDir()
	real, outside := filepath.Join(base, "real"), filepath.Join(base, "outside")
	for _, dir := range []string{real, outside} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"link": "real", "real/out": "../outside", "nothing": "none"} {
		if err := os.Symlink(to, filepath.Join(base, name)); err != nil {
			t.Fatal(err)
		}
	}
	target := openAt(t, "file://"+filepath.ToSlash(base)+"/link")
	if err := target.Put(t.Context(), upload("a/index.html", "a")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(real, "a", "index.html")); err != nil {
		t.Error(err)
	}
	if err := target.Put(t.Context(), upload("out/index.html", "a")); err == nil {
		t.Error("a file was written outside the target")
	}
	if all, err := target.List(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("list %v, %v", all, err)
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Errorf("outside: %v", left)
	}
	for _, name := range []string{"nothing", "none/site", "link/a/index.html"} {
		_, err := Open(t.Context(), filepath.Join(base, name), Credentials{})
		if fault, _ := faultOf(err); fault != NoPlace {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Opening and reading a folder that is not there does not make it.
func TestFolderIsNotMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	target := openAt(t, dir)
	target.List(t.Context())
	target.Get(t.Context(), ManifestFile, 100)
	target.Delete(t.Context(), "a")
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}
}

// Removing a file removes no file and no link of the name of a folder above it.
func TestFolderDelete(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, "cu", "somebody's file")
	lay(t, dir, "kho/giu.txt", "somebody's file")
	if err := os.Symlink("kho", filepath.Join(dir, "2021")); err != nil {
		t.Skip(err)
	}
	lay(t, dir, "kho/bai/index.html", "page")
	target := openAt(t, dir)
	for _, name := range []string{"cu/index.html", "cu/bai/index.html", "2021/bai/index.html"} {
		if err := target.Delete(t.Context(), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, there := range map[string]bool{"cu": true, "2021": true, "kho/giu.txt": true, "kho/bai": false} {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
}
