package output

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// broken is a tree with a file that cannot be rendered.
func broken(pairs ...string) *Tree {
	tree := new(Tree)
	for i := 0; i < len(pairs); i += 2 {
		tree.Add(text(pairs[i], pairs[i+1]))
	}
	tree.Add(File{Path: "z/z.html", Render: func(*bytes.Buffer) error { return errors.New("no such field") }})
	tree.Finish()
	return tree
}

// What makes way for a folder goes only when all is ready, be it a file of the last build or a link.
func TestFailureLeavesWhatMakesWay(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("a", "old", "b/c", "old"))
	if err := os.Symlink(t.TempDir(), p.path("link")); err != nil {
		t.Skip(err)
	}
	if _, err := Write(t.Context(), broken("a/b/c.html", "new", "b", "new", "link/x.html", "new"), p.Options); err == nil {
		t.Fatal("no error")
	}
	target, _ := os.Readlink(p.path("link"))
	p.holds("a", "old", "b/", "", "b/c", "old", "link", "-> "+target)
	p.counts(p.write(treeOf("a/b/c.html", "new", "b", "new", "link/x.html", "new")), 3, 0, 1)
	p.holds("a/", "", "a/b/", "", "a/b/c.html", "new", "b", "new", "link/", "", "link/x.html", "new")
}

// A build that has failed before it changed anything leaves a site that may be published; one that was killed
// while it moved files does not.
func TestUnfinished(t *testing.T) {
	p := newPlace(t)
	unfinished := func() bool {
		t.Helper()
		f, err := ReadFolder(t.Context(), p.State, p.Dir)
		if err != nil {
			t.Fatal(err)
		}
		return f.Unfinished()
	}
	p.write(treeOf("a.html", "old", "b.html", "old"))
	if _, err := Write(t.Context(), broken("a.html", "new", "n.html", "new"), p.Options); err == nil || unfinished() {
		t.Errorf("error %v, unfinished %v", err, unfinished())
	}
	for _, c := range []struct {
		tree  *Tree
		state []state
		stale []string
	}{
		{treeOf("a.html", "new", "b.html", "old"), []state{written, same}, nil},
		{treeOf("a.html", "old"), []state{same}, []string{"b.html"}},
	} {
		old, err := ReadManifest(p.State, p.Dir)
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{options: p.Options, tree: c.tree, old: old, states: c.state}
		if err := w.warn(&survey{stale: c.stale}); err != nil || !unfinished() {
			t.Errorf("error %v, unfinished %v", err, unfinished())
		}
		w.room.giveBack()
		p.write(treeOf("a.html", "old", "b.html", "old"))
		if unfinished() {
			t.Error("the next build does not finish it")
		}
	}
}

// One damaged manifest is not the end of what the program knows of its files.
func TestSpareManifest(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("a.html", "a", "b.html", "b"))
	name := manifestName(p.State, p.Dir)
	for _, damaged := range []string{name, name + spareEnding} {
		p.write(treeOf("a.html", "a", "b.html", "b"))
		if err := os.Truncate(damaged, 60); err != nil {
			t.Fatal(err)
		}
		if f, err := ReadFolder(t.Context(), p.State, p.Dir); err != nil || f.Unfinished() != (damaged == name) {
			t.Errorf("%s damaged: unfinished %v, %v", damaged, f.Unfinished(), err)
		}
		p.counts(p.write(treeOf("a.html", "a", "b.html", "b")), 0, 2, 0)
		if text, err := os.ReadFile(damaged); err != nil || len(text) <= 60 {
			t.Errorf("%s was not written anew: %v", damaged, err)
		}
		os.Truncate(damaged, 60)
		p.counts(p.write(treeOf("a.html", "a")), 0, 1, 1)
		p.holds("a.html", "a")
	}
	p.write(treeOf("a.html", "a", "b.html", "b"))
	for _, name := range []string{name, name + ".lock", name + ".tmp"} {
		os.Remove(name)
		if err := os.MkdirAll(filepath.Join(name, "x"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	p.counts(p.write(treeOf("a.html", "a")), 0, 1, 1)
}

// A state folder that takes no new manifest is an error while there is an old one: what this build
// writes would be nobody's for the next. The site stays as it was.
func TestReadOnlyState(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("a user without rights is missing: root may write anywhere")
	}
	p := newPlace(t)
	p.write(treeOf("a.html", "old"))
	if err := os.Chmod(p.State, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(p.State, 0o755)
	if _, err := Write(t.Context(), treeOf("a.html", "new"), p.Options); !errors.Is(err, os.ErrPermission) {
		t.Errorf("error %v", err)
	}
	p.holds("a.html", "old")
}

// The message of a lock names who has it, and a folder that was removed with its lock is free.
func TestLockNamesHolder(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("a.html", "a"))
	unlock, err := Lock(p.State, p.Dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Write(t.Context(), treeOf("a.html", "b"), p.Options)
	busy := new(BusyError)
	if !errors.Is(err, ErrBusy) || !errors.As(err, &busy) || busy.Holder.PID != os.Getpid() || busy.Holder.Since.IsZero() || !strings.Contains(err.Error(), "process ") {
		t.Errorf("%v, %+v", err, busy)
	}
	p.Locked = true
	p.write(treeOf("a.html", "b"))
	p.Locked = false
	unlock()
	if unlock, err = Lock(p.State, p.Dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(t.TempDir(), p.Dir); !errors.Is(err, ErrBusy) {
		t.Errorf("another site builds into the same folder: %v", err)
	}
	if _, err := Lock(filepath.Join(t.TempDir(), "missing"), p.Dir); !errors.Is(err, ErrBusy) {
		t.Errorf("a site without a state folder builds into the same folder: %v", err)
	}
	if other, err := Lock(p.State, p.Dir+"2"); err != nil {
		t.Errorf("another folder: %v", err)
	} else {
		other()
	}
	removed := os.RemoveAll(p.State) == nil // not on Windows
	unlock()
	if removed {
		p.write(treeOf("a.html", "c"))
	}
}

// What stands in the place of a file of the state folder and is none gives way: nothing is written through a link, and nobody waits for a pipe.
func TestStateIsPlainFiles(t *testing.T) {
	p := newPlace(t)
	p.write(treeOf("a.html", "a"))
	precious := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(precious, []byte("kept"), 0o666); err != nil {
		t.Fatal(err)
	}
	name := manifestName(p.State, p.Dir)
	for i, name := range []string{name, name + ".lock", name + ".tmp", name + spareEnding} {
		os.Remove(name)
		if err := os.Symlink(precious, name); err != nil {
			t.Skip(err)
		}
		p.write(treeOf("a.html", strconv.Itoa(i)))
		if data, err := os.ReadFile(precious); err != nil || string(data) != "kept" {
			t.Fatalf("%s led to another file, which has now %q, %v", name, data, err)
		}
		if !isPlain(name) {
			t.Errorf("%s is still a link", name)
		}
	}
}
