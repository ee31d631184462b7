package internal

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestProgramIsReproducible: whoever builds a version with “CGO_ENABLED=0 go build -trimpath” and the same Go gets the same
// bytes, in whatever folder and with nothing kept from before. It compiles everything anew, so it is for CI=true only.
func TestProgramIsReproducible(t *testing.T) {
	if (os.Getenv("CI") != "true" || testing.Short()) && os.Getenv("BANTIN_LONG") == "" {
		t.Skip("time is missing: CI=true or BANTIN_LONG=1 compiles the program anew")
	}
	t.Parallel()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "một nơi khác")
	for _, dir := range []string{"cmd", "internal", "layouts", "static"} {
		if err := os.CopyFS(filepath.Join(elsewhere, dir), os.DirFS(filepath.Join(root, dir))); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(elsewhere, file), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	here := compiled(t, root)
	there := compiled(t, elsewhere, "GOCACHE="+t.TempDir(), "TZ=Asia/Tokyo", "LC_ALL=C", "HOME="+t.TempDir(), "GOMODCACHE="+modules(t))
	if !bytes.Equal(here, there) {
		t.Errorf("the program differs: %d bytes here, %d elsewhere", len(here), len(there))
	}
}

// compiled gives the bytes of the program made of the sources in a folder.
func compiled(t *testing.T, dir string, env ...string) []byte {
	t.Helper()
	program := filepath.Join(t.TempDir(), "bantin")
	// What Git says of a work tree is in the program too, but a copy has none.
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", program, "./cmd/bantin")
	build.Dir = dir
	build.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// modules gives the folder of downloaded modules, which lies in the home folder unless it is said.
func modules(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.TrimSpace(out))
}
