package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// byName are the packages that open, make or remove files by their names, and why. All others reach files through the
// fs.FS or os.Root that they are given, which lead nowhere out of the site's folder. None of those here takes a name
// from content: what becomes a name in a finished site has passed output.ValidPath.
var byName = map[string]string{
	"cmd/bantin": "files and folders that are named on the command line",
	"build":      "finds the site's folder, opens its root, and makes the state folder, which is no link",
	"output":     "writes the finished site, a folder of its own, with bare system calls where those are faster, and follows no link in it",
	"printer":    "looks for a browser, and hands it a page in a new temporary folder",
	"publish":    "reads the finished site and the user's keys; a folder as a target is an os.Root",
	"scaffold":   "makes a new folder for bantin init; photos that are named on the command line",
	"watch":      "the names and stamps of what lies in the folder, never a byte of it",
}

// opening are the functions that take the name of a file.
var opening = map[string][]string{
	"os": strings.Fields(`Chdir Chmod Chown Chtimes CopyFS Create CreateTemp DirFS Lchown Link Lstat Mkdir MkdirAll MkdirTemp Open OpenFile OpenRoot OpenInRoot
		ReadDir ReadFile Readlink Remove RemoveAll Rename Stat Symlink Truncate WriteFile`),
	"syscall":  strings.Fields("Chmod Link Lstat Mkdir Open Rename Rmdir Stat Symlink Unlink"),
	"unix":     strings.Fields("Link Lstat Mkdir Mkdirat Open Openat Openat2 Rename Renameat Rmdir Stat Symlink Unlink Unlinkat"),
	"windows":  strings.Fields("CreateFile DeleteFile MoveFile MoveFileEx"),
	"filepath": strings.Fields("EvalSymlinks Glob Walk WalkDir"),
	"ioutil":   strings.Fields("ReadAll ReadDir ReadFile TempDir TempFile WriteFile"),
}

// Only the packages above take files by their names, and each of them does.
func TestFilesAreReachedThroughRoots(t *testing.T) {
	found := make(map[string][]string)
	for _, root := range []string{".", "../cmd"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			name = filepath.ToSlash(name)
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.SelectorExpr); ok {
					if pkg, ok := call.X.(*ast.Ident); ok && slices.Contains(opening[pkg.Name], call.Sel.Name) {
						dir := strings.TrimPrefix(path.Dir(name), "../")
						found[dir] = append(found[dir], path.Base(name)+": "+pkg.Name+"."+call.Sel.Name)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(found)) {
		if byName[dir] == "" {
			t.Errorf("%s takes files by their names: %s", dir, strings.Join(found[dir], ", "))
		}
	}
	for dir := range byName {
		if found[dir] == nil {
			t.Errorf("%s takes no file by its name: it needs no reason", dir)
		}
	}
}
