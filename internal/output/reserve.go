package output

import (
	"crypto/sha256"
	"math"
	"os"
	"slices"
)

// What is written to the state folder beside a manifest has its name and one of these endings.
const (
	// spareEnding is for the copy that tells what the program has written when the manifest is damaged. It is as old as
	// the last build that was finished: stamps tell what has changed since.
	spareEnding = ".spare"
	tempEnding  = ".tmp"
)

// reserve is room on the disk for a manifest that is still to come. A nil one holds nothing.
type reserve struct{ file *os.File }

// reserved takes as much room as a text for a file of the state folder needs, beside it.
func reserved(name string, text []byte) (*reserve, error) {
	temp := name + tempEnding
	clearWay(temp)
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|noFollow, 0o666)
	if err != nil {
		return nil, err
	}
	r := &reserve{f}
	if _, err := f.Write(text); err != nil {
		r.giveBack()
		return nil, err
	}
	return r, nil
}

// giveBack gives the room back, unless it was used.
func (r *reserve) giveBack() {
	if r != nil && r.file != nil {
		r.file.Close()
		os.Remove(r.file.Name())
		r.file = nil
	}
}

// ReplaceState gives a file of a state folder other bytes at once: whoever reads it sees the old or the new. It does not wait for the disk.
func ReplaceState(name string, text []byte) error { return replaceState(name, text, nil) }

// replaceState does so in the room that was reserved for the file if there is some.
func replaceState(name string, text []byte, r *reserve) error {
	err := error(nil)
	if r == nil || r.file == nil {
		r, err = reserved(name, text)
	} else if _, err = r.file.WriteAt(text, 0); err == nil {
		err = r.file.Truncate(int64(len(text)))
	}
	defer r.giveBack()
	if err != nil {
		return err
	}
	temp := r.file.Name()
	if err := r.file.Close(); err != nil {
		return err
	}
	clearWay(name)
	if err := replace(temp, name); err != nil {
		return err
	}
	r.file = nil
	return nil
}

// hasSpare tells whether there is a copy of the manifest, as large as it is.
func hasSpare(state, dir string) bool {
	name := manifestName(state, dir)
	m, err := os.Lstat(name)
	if err != nil {
		return false
	}
	spare, err := os.Lstat(name + spareEnding)
	return err == nil && spare.Mode().IsRegular() && spare.Size() == m.Size()
}

// keep replaces the manifest and its spare copy, which there need not be.
func (m *Manifest) keep(state, dir string, r *reserve) error {
	text, err := m.write(state, dir, r)
	if err != nil {
		return err
	}
	spare := manifestName(state, dir) + spareEnding
	if ReplaceState(spare, text) != nil {
		os.Remove(spare) // an old one might call a file ours that is somebody's by now
	}
	return nil
}

// warn notes in the manifest that files are about to change, so that nobody publishes half of a
// site should this build be killed from now on, and takes the room that the new manifest will need: after
// commit it would be too late to find the disk full.
func (w *writer) warn(seen *survey) error {
	if w.options.State == "" || len(seen.stale) == 0 && !slices.Contains(w.states, written) {
		return nil
	}
	if !w.announced {
		m := *w.old
		m.Entries = slices.Clone(m.Entries)
		for i, s := range w.states {
			if e := m.Get(w.tree.files[i].Path); e != nil && s == written {
				e.Hash = [sha256.Size]byte{}
			}
		}
		for _, name := range seen.stale {
			m.Get(name).Hash = [sha256.Size]byte{}
		}
		if _, err := m.write(w.options.State, w.options.Dir, nil); err != nil {
			return err
		}
		w.announced = true
	}
	next := w.manifest
	next.Entries = slices.Clone(next.Entries)
	for i := range next.Entries { // the longest that it can become
		next.Entries[i].stamp.modified, next.Entries[i].stamp.changed = math.MaxInt64, math.MaxInt64
	}
	var err error
	w.room, err = reserved(manifestName(w.options.State, w.options.Dir), next.append(nil))
	return err
}

// takeBack restores the manifest when nothing was changed in the folder after all.
func (w *writer) takeBack() {
	if !w.announced {
		return
	}
	w.room.giveBack()
	if _, err := w.old.write(w.options.State, w.options.Dir, nil); err == nil { // else the next build finds out
		w.announced = false
	}
}
