package output

import (
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"bantin/internal/parallel"
)

// tempPrefix begins the names of temporary files and folders.
const tempPrefix = ".bantin-tmp-"

// InTheWayError says that something no build wrote stands where the site needs
// a folder or a file of its own.
type InTheWayError struct{ Path string }

func (e *InTheWayError) Error() string { return e.Path + ": in the way of the site" }

// Options say where and how to write a tree.
type Options struct {
	// Dir is the output folder, absolute, as CheckFolder gives it. It need not exist.
	Dir string
	// State is the folder of the manifests, absolute. It is made when it is missing; where
	// it cannot be, the build goes without.
	State string
	// Locked says that the caller has the Lock; without it Write locks the folder itself.
	Locked bool
	// Workers is how many files are rendered at once; 0: one for each processor.
	Workers int
	// Preview, BaseURL and Held go into the manifest.
	Preview bool
	BaseURL string
	Held    []Held
	// Progress, if not nil, is kept up to date while files are rendered.
	Progress *parallel.Progress
}

// Result tells what Write has done.
type Result struct {
	// Kinds counts the files of the tree by kind, Bytes is their size in all.
	Kinds [NumKinds]int
	Bytes int64
	// Written are the files whose bytes differed or that were missing, Unchanged the others.
	Written, Unchanged int
	// Removed are the files of earlier builds that were removed.
	Removed int
	// Foreign are what is in the folder and no build wrote: files, and folders ending in "/"; sorted.
	Foreign []string
	// Manifest is the checksum of the manifest, for Stands; zero when there is none.
	Manifest [sha256.Size]byte
}

// Write makes a folder hold the tree. It renders every file, on all
// processors, and writes those whose bytes differ from what is there; then it removes what an
// earlier build wrote and this one does not, and remembers all in the manifest.
// What no build wrote stays.
//
// Nothing is changed before everything has been rendered and lies beside its
// place in a temporary file: an error on the way there, such as a full disk, leaves the
// folder as it was. Each file changes at once, by renaming, so that
// readers and killed builds see whole files only. A folder that does not exist is built under
// a temporary name and appears complete.
func Write(ctx context.Context, tree *Tree, o Options) (Result, error) {
	if !tree.finished || len(tree.conflicts) > 0 {
		panic("output: the tree is not finished or has conflicts")
	}
	if o.Workers < 1 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.State != "" {
		unlock, err := openState(&o)
		if err != nil {
			return Result{}, err
		}
		defer unlock()
	}
	old := new(Manifest)
	if o.State != "" {
		var err error
		if old, err = ReadManifest(o.State, o.Dir); err != nil {
			return Result{}, err
		}
	}
	stage := filepath.Join(filepath.Dir(o.Dir), tempPrefix+filepath.Base(o.Dir))
	if isThere(stage) {
		if err := os.RemoveAll(stage); err != nil {
			return Result{}, err
		}
	}
	w := &writer{tree: tree, options: o, old: old, states: make([]state, tree.Len())}
	w.manifest = Manifest{Preview: o.Preview, BaseURL: o.BaseURL, Entries: make([]Entry, tree.Len())}
	for _, h := range o.Held {
		if ValidPath(h.File) && !strings.ContainsAny(h.Address, "\t\n") {
			w.manifest.Held = append(w.manifest.Held, h)
		}
	}
	var err error
	if isThere(o.Dir) {
		err = w.update(ctx)
	} else {
		err = w.fresh(ctx, stage)
	}
	w.room.giveBack()
	if err != nil {
		err = w.full(ctx, err)
	}
	return w.result, err
}

// openState makes the state folder and locks it for this output folder.
func openState(o *Options) (unlock func(), err error) {
	unlock = func() {}
	err = os.MkdirAll(o.State, 0o777)
	if !o.Locked {
		var busy error
		if unlock, busy = Lock(o.State, o.Dir); busy != nil {
			return nil, busy
		}
	}
	if err == nil {
		// To find out now whether the manifest can be written; this is also the leftover of a killed build.
		var r *reserve
		if r, err = reserved(manifestName(o.State, o.Dir), nil); err == nil {
			r.giveBack()
			return unlock, nil
		}
	}
	if full := Full(err, o.State); full != nil {
		unlock()
		return nil, full
	}
	if m, e := ReadManifest(o.State, o.Dir); e == nil && len(m.Entries) > 0 && isThere(o.Dir) {
		unlock()
		return nil, err // else the next build would not know what this one has written
	}
	// A site folder that is only lent for reading can still be built elsewhere.
	o.State = ""
	return unlock, nil
}
