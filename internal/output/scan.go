package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// survey is what an output folder holds before a build, seen from the tree that it shall hold.
type survey struct {
	// present tells for each file of the tree whether a regular file is at its path.
	present []bool
	// stale are files that an earlier build wrote and this one does not.
	stale []string
	// foreign are files, and folders ending in "/", that no build wrote.
	foreign []string
	// left are temporary files of a build that was killed.
	left []string
	// blocking are files and links where the tree needs a folder.
	blocking []string
	// covering are folders where the tree needs a file.
	covering []string
	// spare are folders of earlier builds that the tree does not need.
	spare []string
}

// surveyor walks an output folder, several folders at once. Symbolic links are never followed.
type surveyor struct {
	dir              string
	tree             *Tree
	old              *Manifest
	folders, earlier map[string]bool // those of the tree, those of the last build
	slots            chan struct{}
	wait             sync.WaitGroup

	mu  sync.Mutex // guards what follows
	got survey
	err error
}

func surveyFolder(dir string, tree *Tree, old *Manifest, workers int) (*survey, error) {
	s := &surveyor{
		dir: dir, tree: tree, old: old,
		folders: make(map[string]bool, tree.Len()),
		earlier: make(map[string]bool, len(old.Entries)),
		slots:   make(chan struct{}, workers),
		got:     survey{present: make([]bool, tree.Len())},
	}
	for i := range tree.files {
		addFolders(s.folders, tree.files[i].Path)
	}
	for i := range old.Entries {
		addFolders(s.earlier, old.Entries[i].Path)
	}
	s.walk(".")
	s.wait.Wait()
	for _, list := range [][]string{s.got.stale, s.got.foreign, s.got.left, s.got.blocking, s.got.covering, s.got.spare} {
		slices.Sort(list)
	}
	return &s.got, s.err
}

// addFolders adds the folders on the way to a file.
func addFolders(set map[string]bool, file string) {
	for dir := path.Dir(file); dir != "." && !set[dir]; dir = path.Dir(dir) {
		set[dir] = true
	}
}

func (s *surveyor) walk(dir string) {
	entries, err := os.ReadDir(filepath.Join(s.dir, filepath.FromSlash(dir)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.err = errors.Join(s.err, err)
		return
	}
	var here survey
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if s.note(&here, name, entry) {
			select {
			case s.slots <- struct{}{}:
				s.wait.Go(func() {
					s.walk(name)
					<-s.slots
				})
			default:
				s.walk(name)
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got.add(&here)
}

// note finds out what one name in the folder is, and whether it is a folder to walk.
func (s *surveyor) note(here *survey, name string, entry fs.DirEntry) (walk bool) {
	i, wanted := s.tree.index[name]
	if entry.IsDir() {
		switch {
		case s.folders[name]:
		case wanted:
			here.covering = append(here.covering, name)
			here.spare = append(here.spare, name)
		case s.earlier[name]:
			here.spare = append(here.spare, name)
		default:
			here.foreign = append(here.foreign, name+"/")
			return false
		}
		return true
	}
	regular := entry.Type().IsRegular()
	switch {
	case wanted:
		s.got.present[i] = regular // each element has one writer
	case s.folders[name]:
		here.blocking = append(here.blocking, name)
	case regular && strings.HasPrefix(entry.Name(), tempPrefix):
		here.left = append(here.left, name)
	case regular && s.old.Get(name) != nil:
		here.stale = append(here.stale, name)
	default:
		here.foreign = append(here.foreign, name)
	}
	return false
}

func (s *survey) add(o *survey) {
	s.stale = append(s.stale, o.stale...)
	s.foreign = append(s.foreign, o.foreign...)
	s.left = append(s.left, o.left...)
	s.blocking = append(s.blocking, o.blocking...)
	s.covering = append(s.covering, o.covering...)
	s.spare = append(s.spare, o.spare...)
}

// obstacle gives the first thing that stands where the tree needs something
// else and that only its owner may move: "" when there is none. Links may go (what
// they lead to stays), and so may what an earlier build wrote.
func (s *survey) obstacle(dir string, old *Manifest) string {
	for _, name := range s.blocking {
		if old.Get(name) != nil {
			continue
		}
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
		if err == nil && info.Mode()&fs.ModeSymlink == 0 {
			return name
		}
	}
	for _, name := range s.foreign {
		if slices.ContainsFunc(s.covering, func(c string) bool { return strings.HasPrefix(name, c+"/") }) {
			return strings.TrimSuffix(name, "/")
		}
	}
	return ""
}
