package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(sharing{m}, map[string]func(){"bantin": main})
}

// TestScripts runs the program as its users do: each testdata/*.txtar is a
// small site, commands and what they should print and leave. Beside the usual commands there are
//
//	exits STATUS COMMAND…     runs a command that must end with this status
//	same DIR1 DIR2            compares two folders, names and bytes
//	unquoted FILE NAME        renames a file within its folder; NAME may have \u and \n
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "same": sameFolders, "unquoted": renameUnquoted,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND…")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit := new(exec.ExitError)
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if want, err := strconv.Atoi(args[0]); err != nil || got != want {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}

// renameUnquoted gives a file a name with escapes, as in a Go string: "a\u0301\n.md".
func renameUnquoted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unquoted FILE NAME")
	}
	name, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	from := ts.MkAbs(args[0])
	ts.Check(os.Rename(from, filepath.Join(filepath.Dir(from), name)))
}

func sameFolders(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same DIR1 DIR2")
	}
	a, b := readFolder(ts, args[0]), readFolder(ts, args[1])
	differ := false
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			differ = true
			if !neg {
				ts.Logf("%s differs", name)
			}
		}
	}
	if differ = differ || len(a) != len(b); differ != neg {
		ts.Fatalf("%d and %d files, differ: %v", len(a), len(b), differ)
	}
}

// readFolder reads all files below a folder.
func readFolder(ts *testscript.TestScript, dir string) map[string]string {
	all := make(map[string]string)
	ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(ts.MkAbs(dir), name)
		all[rel] = string(data)
		return err
	}))
	return all
}
