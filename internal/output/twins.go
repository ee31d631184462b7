package output

import (
	"path"

	"bantin/internal/filename"
)

// twins gives what cannot both be where case does not count, on Windows and macOS: two files, or a file and a folder.
// Nearly all paths of a site are in lower case, so that few need a second look.
func (t *Tree) twins() (all []Conflict) {
	mixed := make(map[string]int) // folded path of a file to its place, where they differ
	for i := range t.files {
		name := t.files[i].Path
		folded := filename.Fold(name)
		if folded == name {
			continue
		}
		if j, taken := t.index[folded]; taken {
			all = append(all, Conflict{t.files[j], t.files[i]})
		} else if j, taken := mixed[folded]; taken {
			all = append(all, Conflict{t.files[j], t.files[i]})
		} else {
			mixed[folded] = i
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if other := filename.Fold(dir); other != dir {
				if j, taken := t.index[other]; taken {
					all = append(all, Conflict{t.files[j], t.files[i]})
				}
			}
		}
	}
	if len(mixed) == 0 {
		return all
	}
	last := ""
	for i := range t.files {
		for dir := path.Dir(t.files[i].Path); dir != "." && dir != last; dir = path.Dir(dir) {
			if j, taken := mixed[filename.Fold(dir)]; taken && t.files[j].Path != dir {
				all = append(all, Conflict{t.files[j], t.files[i]})
			}
		}
		last = path.Dir(t.files[i].Path)
	}
	return all
}
